"""What an organiser asks about a round table: does it fit, who speaks, who understands."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from models.words import DelegationStatus, Kind, Role
from planner.availability import Availability, availability
from planner.entities import Activity, City, Delegation, Participation
from planner.names import fold
from planner.programme import Party, Programme


def round_tables(programme: Programme) -> tuple[Activity, ...]:
    """Every round table, by time, unplaced ones last."""
    found = (a for a in programme.activities.values() if a.kind is Kind.ROUND_TABLE)
    far = 2**40
    spans = programme.spans
    return tuple(
        sorted(found, key=lambda a: (spans[a.id].begin if a.id in spans else far, a.title, a.id))
    )


class Balance(NamedTuple):
    """Minutes of the slot, and those that the entries need."""

    slot: int
    used: int

    @property
    def over(self) -> int:
        """How many minutes too many; negative: still free."""
        return self.used - self.slot


def balance(programme: Programme, table_id: str) -> Balance:
    """Whether the entries of a round table fit its slot."""
    parts = programme.parts.get(table_id, ())
    return Balance(programme.activities[table_id].minutes, sum(p.minutes for p in parts))


# -- who speaks ---------------------------------------------------------------------------


def delegation_of(programme: Programme, row: Participation | Party) -> str | None:
    """The delegation that a participation is about, by way of the delegate where need be."""
    if (delegate := programme.delegates.get(row.delegate_id or "")) is not None:
        return delegate.delegation_id
    return row.delegation_id


def speaking(programme: Programme, part_id: str) -> tuple[str, ...]:
    """Ids of the delegations that speak in an entry, each once."""
    rows = programme.participations_of.get(part_id, ())
    found = (delegation_of(programme, r) for r in rows if r.role is Role.SPEAKS)
    return tuple(dict.fromkeys(d for d in found if d is not None))


def lacking(programme: Programme, table_id: str) -> tuple[Delegation, ...]:
    """Accepted delegations without a word in any entry, by name."""
    heard = {d for p in programme.parts.get(table_id, ()) for d in speaking(programme, p.id)}
    return tuple(
        d
        for d in programme.active_delegations
        if d.status is DelegationStatus.ACCEPTED and d.id not in heard
    )


class Seat(NamedTuple):
    """A delegation at the time of the round table."""

    delegation: Delegation
    availability: Availability
    attends: bool
    entries: tuple[Activity, ...]


def seats(programme: Programme, table: Activity) -> tuple[Seat, ...]:
    """Every delegation that may come: whether it is here and free, attends, and speaks."""
    present = set(programme.delegations_in(table.id))
    entries: dict[str, list[Activity]] = {}
    for part in programme.parts.get(table.id, ()):
        for delegation_id in speaking(programme, part.id):
            entries.setdefault(delegation_id, []).append(part)
    return tuple(
        Seat(
            delegation,
            availability(programme, delegation.id, table),
            delegation.id in present,
            tuple(entries.get(delegation.id, ())),
        )
        for delegation in programme.active_delegations
    )


def team(programme: Programme, table_id: str) -> tuple[Participation, ...]:
    """Hosts who moderate or interpret: at the whole round table first, then in its entries."""
    ids = (table_id, *(p.id for p in programme.parts.get(table_id, ())))
    found: dict[tuple[str, Role], Participation] = {}
    for activity_id in ids:
        for row in programme.participations_of.get(activity_id, ()):
            if row.host_id is not None and row.role in (Role.MODERATES, Role.INTERPRETS):
                found.setdefault((row.host_id, row.role), row)
    return tuple(sorted(found.values(), key=lambda r: (r.role is Role.INTERPRETS, r.id)))


# -- who understands ----------------------------------------------------------------------


class Need(NamedTuple):
    """People who do not speak the language of some entries, and nobody interprets for them.

    ``people`` are ids of delegations and delegates; ``speak``: they are the speakers.
    """

    language: str
    people: tuple[str, ...]
    entries: tuple[Activity, ...]
    speak: bool


def needs(programme: Programme, table_id: str) -> tuple[Need, ...]:
    """Interpretation that is missing.  People whose languages are unknown are left out.

    An interpreter helps who speaks both languages, or whose languages are unknown.
    """
    table = programme.activities[table_id]
    audience = [p for p in programme.parties(table_id) if p.role is Role.ATTENDS]
    by_language: dict[str, list[Activity]] = {}
    for part in programme.parts.get(table_id, ()):
        if code := part.language or table.language:
            by_language.setdefault(code, []).append(part)
    found: list[Need] = []
    for code, parts in by_language.items():
        helpers = list(_helpers(programme, (table_id, *(p.id for p in parts))))
        lost = _lost(programme, audience, code, helpers)
        if lost:
            found.append(Need(code, lost, tuple(parts), speak=False))
        for part in parts:
            speakers = [p for p in programme.parties(part.id) if p.role is Role.SPEAKS]
            if mute := _lost(programme, speakers, code, helpers):
                found.append(Need(code, mute, (part,), speak=True))
    return tuple(found)


def _lost(
    programme: Programme, parties: Iterable[Party], code: str, helpers: list[frozenset[str]]
) -> tuple[str, ...]:
    spoken = codes([code])
    lost: dict[str, None] = {}
    for party in parties:
        theirs = languages_of(programme, party)
        if not theirs or theirs & spoken:
            continue
        if not any(not h or (h & spoken and h & theirs) for h in helpers):
            lost[party.delegate_id or party.delegation_id or ""] = None
    return tuple(lost)


def languages_of(programme: Programme, party: Party) -> frozenset[str]:
    """What a delegation or delegate speaks; empty: unknown."""
    if party.delegation_id is None:
        return frozenset()
    delegate = programme.delegates.get(party.delegate_id or "")
    own = delegate.languages if delegate else ()
    return codes(own or programme.delegations[party.delegation_id].languages)


def _helpers(programme: Programme, activity_ids: Iterable[str]) -> Iterator[frozenset[str]]:
    for _person, languages in _interpreters(programme, activity_ids):
        yield languages


def _interpreters(
    programme: Programme, activity_ids: Iterable[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Each interpreter who has not said no, and their languages; none: unknown."""
    for activity_id in activity_ids:
        for row in programme.participations_of.get(activity_id, ()):
            if row.role is Role.INTERPRETS and row.confirmed is not False:
                host = programme.hosts.get(row.host_id or "")
                delegate = programme.delegates.get(row.delegate_id or "")
                person = host or delegate
                if person is not None:
                    yield person.id, codes(person.languages)
                else:
                    yield row.delegation_id or "", frozenset()


def codes(texts: Iterable[str]) -> frozenset[str]:
    """``fr-BE`` and ``FR`` are one language; ``en/fr`` are two."""
    words = (word for text in texts for word in re.split(r"[\s,;/+]+", text.casefold()))
    return frozenset(word.split("-")[0] for word in words if word)


# -- names --------------------------------------------------------------------------------


def city_name(city: City, language: str) -> str:
    """A city's name in a language where CLDR knows it (cities that name a time zone), else its own.

    The catalogue has one spelling for each city.
    """
    if city.time_zone is None:
        return city.name
    from babel import Locale

    english, wanted = (Locale(code).time_zones.get(city.time_zone, {}) for code in ("en", language))
    known = english.get("city") or city.time_zone.rpartition("/")[2].replace("_", " ")
    return str(wanted.get("city") or city.name) if fold(known) == fold(city.name) else city.name


def collated(name: str) -> tuple[tuple[str, ...], str]:
    """What names are sorted by in English and in French, wherever the program runs.

    Word by word, accents and case only where nothing else differs: the first levels of the
    Unicode collation algorithm's default table (UTS #10), which CLDR keeps for both languages.
    """
    words = re.split(r"[\s'\N{RIGHT SINGLE QUOTATION MARK}-]+", name)
    return tuple(fold(word) for word in words if word), name.casefold()


# -- interpretation -----------------------------------------------------------------------


class Coverage(NamedTuple):
    """A language in which entries are held: who needs help with it, and who interprets.

    ``people`` and ``helped`` are ids of delegations and delegates; ``interpreters`` of hosts
    and delegates who speak it, and a language of some of those, or nobody knows which.
    """

    language: str
    entries: int
    people: tuple[str, ...]
    helped: tuple[str, ...]
    interpreters: tuple[str, ...]


def coverage(programme: Programme, table_id: str) -> tuple[Coverage, ...]:
    """Who needs interpretation from each language of a round table, and who gives it."""
    table = programme.activities[table_id]
    audience = [p for p in programme.parties(table_id) if p.role is not Role.INTERPRETS]
    spoken: dict[str, list[str]] = {}
    for part in programme.parts.get(table_id, ()):
        if code := part.language or table.language:
            spoken.setdefault(code, []).append(part.id)
    found = []
    for code, part_ids in spoken.items():
        rows = list(_interpreters(programme, (table_id, *part_ids)))
        people = _lost(programme, audience, code, [])
        lost = set(_lost(programme, audience, code, [languages for _id, languages in rows]))
        mine = codes([code])
        useful = (person for person, languages in rows if not languages or languages & mine)
        found.append(
            Coverage(
                code,
                len(part_ids),
                people,
                tuple(p for p in people if p not in lost),
                tuple(dict.fromkeys(useful)),
            )
        )
    return tuple(found)
