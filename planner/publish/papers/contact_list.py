"""Everybody's telephone and e-mail.

Read by the team and nobody else.  It holds names, functions, numbers, addresses and languages,
and nothing else of anybody: no diet, no access needs, no hotel.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.words import HostKind
from planner.entities import Delegation, Host, Organiser, Vehicle
from planner.programme import Programme
from planner.publish import labels as words
from planner.publish import paper_words as paper
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.labels import Labels
from planner.publish.papers import team_words as team


@dataclass(frozen=True, slots=True)
class Person:
    """``latin``: the name in Latin letters where that is another; ``inside``: of the one above."""

    name: str
    role: str
    phone: str
    email: str
    latin: str = ""
    languages: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A delegation with its people; without a name: people who belong to none.

    ``about`` is the country, ``unnamed`` tells of those who have no name yet.
    """

    name: str
    about: str
    people: tuple[Person, ...]
    unnamed: str


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ContactList:
    """``columns`` are the headings of a person's name, role, phone, e-mail and languages."""

    frame: Frame
    confidential: str
    columns: tuple[str, ...]
    sections: tuple[Section, ...]


def contact_list_words(copy: Copy) -> ContactList | None:
    """None where there is nobody."""
    programme, labels = copy.programme, copy.labels
    sections = (
        Section(labels(paper.ORGANISERS), _listed(_organisers(programme))),
        Section(labels(team.DRIVERS), _listed(_drivers(programme))),
        *(
            Section(labels(team.HOST_GROUPS[kind]), _listed(_hosts(programme, labels, kind)))
            for kind in _KINDS
        ),
        Section(
            labels(words.DELEGATIONS),
            tuple(_delegation(programme, labels, d) for d in programme.active_delegations),
        ),
    )
    if not any(section.groups for section in sections):
        return None
    headings = (words.NAME, words.ROLE, words.PHONE, words.EMAIL, words.LANGUAGES)
    return ContactList(
        frame=frame_of(copy, labels(team.CONTACTS)),
        confidential=labels(team.CONFIDENTIAL),
        columns=tuple(labels(heading) for heading in headings),
        sections=tuple(section for section in sections if section.groups),
    )


#: In the order in which lists of hosts are sorted.
_KINDS = tuple(sorted(HostKind, key=lambda kind: kind.value))


def _by_name(row: Organiser | Vehicle | Host) -> tuple[str, str]:
    return (row.name.casefold(), row.id)


def _listed(people: Iterable[Person]) -> tuple[Group, ...]:
    """One group without a name; none where there is nobody."""
    found = tuple(people)
    return (Group("", "", found, ""),) if found else ()


def _organisers(programme: Programme) -> Iterator[Person]:
    for row in sorted(programme.organisers.values(), key=_by_name):
        yield Person(row.name, row.role or "", row.phone or "", row.email or "")


def _drivers(programme: Programme) -> Iterator[Person]:
    for vehicle in sorted(programme.vehicles.values(), key=_by_name):
        about = " · ".join(filter(None, (vehicle.name, vehicle.operator)))
        yield Person(vehicle.driver or "–", about, vehicle.driver_phone or "", "")


def _hosts(programme: Programme, labels: Labels, kind: HostKind) -> Iterator[Person]:
    """Each followed by its contact persons."""
    rows = (host for host in programme.hosts.values() if host.kind is kind)
    for host in sorted(rows, key=_by_name):
        languages = _languages(labels, host.languages)
        yield Person(host.name, "", host.phone or "", host.email or "", languages=languages)
        for row in programme.contacts_of.get(host.id, ()):
            role = " · ".join(filter(None, (host.name, row.role)))
            yield Person(row.name, role, row.phone or "", row.email or "", inside=True)


def _delegation(programme: Programme, labels: Labels, delegation: Delegation) -> Group:
    city = programme.cities.get(delegation.city_id)
    people = tuple(
        Person(
            name=d.name,
            latin=d.latin_name if d.latin_name and d.latin_name != d.name else "",
            role=d.role or "",
            phone=d.phone or "",
            email=d.email or "",
            languages=_languages(labels, d.languages),
            inside=True,
        )
        for d in programme.delegates_of.get(delegation.id, ())
    )
    return Group(
        name=delegation.name,
        about=(labels.country(city.country_code) or city.country or "") if city else "",
        people=people,
        unnamed=_unnamed(programme, labels, delegation, len(people)),
    )


def _unnamed(programme: Programme, labels: Labels, delegation: Delegation, named: int) -> str:
    heads = programme.heads_of(delegation.id)
    if heads is None:
        return labels.headed(words.PEOPLE, labels(words.NOT_KNOWN))
    return labels(team.WITHOUT_NAMES, number=heads - named) if heads > named else ""


def _languages(labels: Labels, codes: tuple[str, ...]) -> str:
    return ", ".join(labels.language_name(code) for code in codes)
