"""A recipient's schedule as plain words, ready to be set: what PDF and HTML have in common.

Everything is text in the recipient's language, in the order of ``agenda.py``; layout is left to
the templates.  User text is in here as it was typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.entities import Site
from planner.programme import Programme
from planner.publish import labels as words
from planner.publish import paper_words as paper
from planner.publish.agenda import by_day
from planner.publish.copies import Copy
from planner.publish.frame import Frame, date_range, frame_of
from planner.publish.labels import Labels
from planner.publish.papers.calendar_code import CalendarCode, calendar_code
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.sheet_rows import Row, RowMaker, town_address

#: Days that are longer or shorter than this end or begin summer time.
DAY_MINUTES = 1440


@dataclass(frozen=True, slots=True)
class Member:
    """``name`` as its owner writes it; ``latin`` only where that is in another script."""

    name: str
    latin: str
    role: str


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    role: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Day:
    """``iso`` is the date for machines; ``note`` tells of a change of the clocks."""

    iso: str
    heading: str
    short: str
    rows: tuple[Row, ...]
    note: str
    empty: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One recipient's schedule.

    ``latin`` is the name in Latin letters where that is known and another, ``about`` tells who the
    recipient is.  Every field is a text or made of
    texts; those that do not apply are empty.
    """

    kind: str
    frame: Frame
    dates: str
    festival: str
    theme: str
    latin: str
    about: tuple[str, ...]
    members_heading: str
    members: tuple[Member, ...]
    head_count: str
    facts: tuple[str, ...]
    contacts_heading: str
    contacts: tuple[Contact, ...]
    programme_heading: str
    days: tuple[Day, ...]
    code: CalendarCode | None


def sheet_for(copy: Copy) -> Sheet:
    """The recipient's schedule in their language."""
    programme, recipient, labels = copy.programme, copy.recipient, copy.labels
    edition = programme.edition
    festival = date_range(labels, edition.festival_start, edition.festival_end)
    return Sheet(
        kind=recipient.kind,
        frame=frame_of(copy, _recipient_name(recipient, labels)),
        dates=date_range(labels, programme.days[0], programme.days[-1]),
        festival=labels(paper.FESTIVAL, dates=festival),
        theme=edition.theme or "",
        latin=_latin(programme, recipient),
        about=_about(programme, recipient, labels),
        members_heading=labels(paper.MEMBERS),
        members=_members(programme, recipient),
        head_count=_head_count(programme, recipient, labels),
        facts=_facts(programme, recipient, labels),
        contacts_heading=labels(paper.ORGANISERS),
        contacts=organisers(programme),
        programme_heading=labels(words.PROGRAMME),
        days=_days(copy),
        code=calendar_code(copy),
    )


def _recipient_name(recipient: Recipient, labels: Labels) -> str:
    if recipient.kind is RecipientKind.EDITION:
        return labels(paper.MASTER_SCHEDULE)
    return recipient.name


def _latin(programme: Programme, recipient: Recipient) -> str:
    delegate = programme.delegates.get(recipient.id)
    latin = delegate.latin_name if delegate is not None else None
    return latin if latin and latin != recipient.name else ""


def _about(programme: Programme, recipient: Recipient, labels: Labels) -> tuple[str, ...]:
    """A person's role; city, country and creative field; what a driver drives."""
    found: list[str] = []
    if (vehicle := programme.vehicles.get(recipient.id)) is not None:
        of_vehicle = (vehicle.name if vehicle.name != recipient.name else "", vehicle.operator)
        found.append(" · ".join(filter(None, of_vehicle)))
    if (delegate := programme.delegates.get(recipient.id)) is not None and delegate.role:
        found.append(delegate.role)
    delegation = programme.delegations.get(recipient.delegation_id or "")
    if delegation is None:
        return tuple(found)
    city = programme.cities.get(delegation.city_id)
    origin = [delegation.name] if delegation.name != recipient.name else []
    if city is not None:
        if city.name not in (delegation.name, recipient.name):
            origin.append(city.name)
        origin.append(labels.country(city.country_code) or city.country or "")
        creative = programme.fields.get(city.field_id or "")
        origin.append(creative.name(labels.language) if creative is not None else "")
    found.append(" · ".join(part for part in origin if part))
    return tuple(line for line in found if line)


def _members(programme: Programme, recipient: Recipient) -> tuple[Member, ...]:
    if recipient.kind is not RecipientKind.DELEGATION:
        return ()
    return tuple(
        Member(d.name, d.latin_name if d.latin_name not in (None, d.name) else "", d.role or "")
        for d in programme.delegates_of.get(recipient.id, ())
    )


def _head_count(programme: Programme, recipient: Recipient, labels: Labels) -> str:
    """How many people come, where not all of them have a name yet."""
    if recipient.kind is not RecipientKind.DELEGATION:
        return ""
    heads = programme.heads_of(recipient.id)
    if heads is None or heads == len(programme.delegates_of.get(recipient.id, ())):
        return ""
    return labels.headed(words.PEOPLE, str(heads))


def _facts(programme: Programme, recipient: Recipient, labels: Labels) -> tuple[str, ...]:
    if recipient.kind is RecipientKind.EDITION:
        return _invited(programme, labels)
    delegation = programme.delegations.get(recipient.delegation_id or "")
    if delegation is None:
        return ()
    sites = (
        (words.HOTEL, programme.sites.get(delegation.hotel_id or "")),
        (paper.PICK_UP, programme.sites.get(delegation.pickup_id or "")),
    )
    return tuple(
        labels.headed(word, _name_and_address(site, labels)) for word, site in sites if site
    )


def _invited(programme: Programme, labels: Labels) -> tuple[str, ...]:
    """The delegations with their numbers of people, as far as known."""
    names = []
    for delegation in programme.active_delegations:
        heads = programme.heads_of(delegation.id)
        names.append(f"{delegation.name} ({heads})" if heads else delegation.name)
    return (labels.headed(words.DELEGATIONS, ", ".join(names)),) if names else ()


def _name_and_address(site: Site, labels: Labels) -> str:
    return ", ".join(part for part in (site.name, town_address(site, labels)) if part)


def organisers(programme: Programme) -> tuple[Contact, ...]:
    """Those who can be asked, by name."""
    rows = sorted(programme.organisers.values(), key=lambda o: (o.name, o.id))
    return tuple(Contact(o.name, o.role or "", o.phone or "", o.email or "") for o in rows)


def _days(copy: Copy) -> tuple[Day, ...]:
    """Every day from the first item to the last, those without any item included."""
    programme, recipient, labels, items = copy.programme, copy.recipient, copy.labels, copy.items
    maker = RowMaker(programme, recipient, labels, copy.changed)
    by_date = dict(by_day(items, programme.clock))
    return tuple(
        Day(
            iso=day.isoformat(),
            heading=labels.day(day),
            short=labels.short_day(day),
            rows=maker.rows(by_date.get(day, ())),
            note=clock_note(programme, day, labels),
            empty="" if day in by_date else labels(paper.NOTHING),
        )
        for day in _between(by_date)
    )


def _between(days: Iterable[date]) -> list[date]:
    known = sorted(days)
    if not known:
        return []
    return [known[0] + timedelta(days=n) for n in range((known[-1] - known[0]).days + 1)]


def clock_note(programme: Programme, day: date, labels: Labels) -> str:
    """That the clocks went back or forward in the night before ``day``; else empty."""
    minutes = programme.clock.day_minutes(day)
    if minutes == DAY_MINUTES:
        return ""
    return labels(paper.BACK if minutes > DAY_MINUTES else paper.FORWARD)
