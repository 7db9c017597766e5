"""The things of a programme as plain, frozen values: one class per table of the store.

Field names and order are those of the columns in ``models/tables.py`` (a test holds the two
together).  ``None`` always means *unknown* or *not set*, never "fine" and never zero.  Times
are naive wall-clock ``datetime`` values in the edition's zone; lengths are elapsed minutes.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import TypeAlias

from models.words import (
    ActivityStatus,
    DelegationStatus,
    HostKind,
    Kind,
    Role,
    TravelMode,
    Way,
)


@dataclass(frozen=True, slots=True)
class Field:
    """A creative field of the network (catalogue data, not an enumeration)."""

    id: str
    name_en: str
    name_fr: str
    since: int | None = None

    def name(self, language: str) -> str:
        return self.name_fr if language == "fr" else self.name_en


@dataclass(frozen=True, slots=True)
class City:
    """A member of the network; ``code`` is the catalogue's key (``novi-sad``)."""

    id: str
    code: str
    name: str
    country_code: str | None = None
    country: str | None = None
    field_id: str | None = None
    designated: int | None = None
    lat: float | None = None
    lon: float | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place.  ``edition_id`` is None for places that all editions share."""

    id: str
    edition_id: str | None
    code: str | None
    name: str
    kind: str
    address: str | None = None
    postcode: str | None = None
    municipality: str | None = None
    country_code: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision_m: int | None = None
    confidence: str | None = None
    capacity: int | None = None
    step_free: bool | None = None
    visit_minutes: int | None = None
    fields: tuple[str, ...] = ()
    time_zone: str | None = None
    note: str | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening window of a site, on a weekday (0 = Monday) or on one date.

    Rows for a date replace the weekday's.  A row without times closes the site that day.
    A site without rows has unknown opening times.
    """

    id: str
    site_id: str
    weekday: int | None = None
    day: date | None = None
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class TravelTime:
    """The organiser's own figure between two sites, in minutes."""

    id: str
    edition_id: str
    from_site_id: str
    to_site_id: str
    minutes: int
    mode: TravelMode | None = None
    both_ways: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's invitation.  The programme runs from ``first_day`` to ``last_day``.

    ``keep_until``: the last day on which the data of people may be kept.
    """

    id: str
    name: str
    first_day: date
    last_day: date
    festival_start: date
    festival_end: date
    time_zone: str = "Europe/Brussels"
    language: str = "en"
    theme: str | None = None
    buffer_minutes: int = 5
    margin_percent: int = 15
    max_day_minutes: int = 780
    is_example: bool = False
    note: str | None = None
    keep_until: date | None = None


@dataclass(frozen=True, slots=True)
class Organiser:
    id: str
    edition_id: str
    name: str
    role: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """A city invited to an edition; ``head_count`` serves until names are known."""

    id: str
    edition_id: str
    city_id: str
    name: str
    status: DelegationStatus = DelegationStatus.INVITED
    head_count: int | None = None
    interests: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    document_language: str = "en"
    arrival: datetime | None = None
    arrival_site_id: str | None = None
    departure: datetime | None = None
    departure_site_id: str | None = None
    hotel_id: str | None = None
    pickup_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person of a delegation, named as they write it; ``latin_name`` for other scripts."""

    id: str
    delegation_id: str
    name: str
    latin_name: str | None = None
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    languages: tuple[str, ...] = ()
    diet: str | None = None
    access_needs: str | None = None
    step_free: bool = False
    arrival: datetime | None = None
    departure: datetime | None = None
    position: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Host:
    """An institution that receives people, or a local person who meets, moderates, interprets."""

    id: str
    edition_id: str
    name: str
    kind: HostKind = HostKind.INSTITUTION
    site_id: str | None = None
    email: str | None = None
    phone: str | None = None
    languages: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    is_example: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact person of a host."""

    id: str
    host_id: str
    name: str
    role: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Vehicle:
    id: str
    edition_id: str
    name: str
    seats: int | None = None
    wheelchair_places: int | None = None
    operator: str | None = None
    driver: str | None = None
    driver_phone: str | None = None


@dataclass(frozen=True, slots=True)
class Tour:
    """A Wake tour circuit: its days are :class:`TourDay`, who is on board :class:`Boarding`."""

    id: str
    edition_id: str
    name: str
    vehicle_id: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class TourDay:
    """One day of a tour with its start and end place and wall-clock time."""

    id: str
    tour_id: str
    day: date
    start: time | None = None
    start_site_id: str | None = None
    end: time | None = None
    end_site_id: str | None = None


@dataclass(frozen=True, slots=True)
class Boarding:
    """Who is on board of a tour: a delegation, one delegate, or a guest who is neither."""

    id: str
    tour_id: str
    delegation_id: str | None = None
    delegate_id: str | None = None
    guest: str | None = None
    heads: int | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Anything with a place in the programme.

    ``start`` None: in the tray of unplaced activities.  Parts (``parent_id`` set) never have a
    start: theirs follows from the parent's and from the minutes of the parts before them.
    ``site_id`` is where it happens, for a transfer where it ends (``from_site_id``: begins).
    """

    id: str
    edition_id: str
    kind: Kind
    title: str
    start: datetime | None = None
    minutes: int = 60
    site_id: str | None = None
    from_site_id: str | None = None
    mode: TravelMode | None = None
    vehicle_id: str | None = None
    tour_day_id: str | None = None
    parent_id: str | None = None
    position: int = 0
    meeting_point: str | None = None
    language: str | None = None
    capacity: int | None = None
    status: ActivityStatus = ActivityStatus.PLANNED
    pin_time: bool = False
    pin_place: bool = False
    pin_order: bool = False
    pin_people: bool = False
    description: str | None = None
    note: str | None = None
    external_key: str | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """A delegation, one named delegate, or a host in an activity (exactly one of the three).

    ``heads``: how many of a delegation come when not all do and no names are given.
    ``confirmed``: None = not asked.
    """

    id: str
    activity_id: str
    delegation_id: str | None = None
    delegate_id: str | None = None
    host_id: str | None = None
    role: Role = Role.ATTENDS
    heads: int | None = None
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a delegation or a host would like: one target, a priority of 1 (must) to 3 (nice)."""

    id: str
    edition_id: str
    delegation_id: str | None = None
    host_id: str | None = None
    activity_id: str | None = None
    site_id: str | None = None
    field_id: str | None = None
    wanted_host_id: str | None = None
    wanted_delegation_id: str | None = None
    theme: str | None = None
    priority: int = 2
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A conflict that the organiser accepts: it returns when ``fact`` is no longer true."""

    id: str
    edition_id: str
    key: str
    fact: str
    note: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of others said of a row when it was last imported.

    ``source``: which of the organiser's files (``planner/intake/memory.py``); ``key``: the row's
    identity in it; ``said``: the columns it named and their values, as JSON.
    """

    id: str
    edition_id: str
    source: str
    key: str
    row_table: str
    row_id: str
    said: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file of others was read last: its ``Manner``, as JSON."""

    id: str
    edition_id: str
    source: str
    manner: str


@dataclass(frozen=True, slots=True)
class Release:
    """A numbered, frozen version of the programme that has gone out; ``content`` is its JSON."""

    id: str
    edition_id: str
    number: int
    name: str
    at: datetime
    author: str
    content: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """How documents know somebody since a release: ``recipient`` is their key: ``delegate:ID``."""

    id: str
    edition_id: str
    release_id: str
    recipient: str
    name: str
    language: str
    slug: str
    delegation_id: str | None = None


@dataclass(frozen=True, slots=True)
class EventContent:
    """What an event says, shared by those to whom it says the same; ``id`` is its fingerprint.

    ``event`` is its JSON, ``text`` the lines of its VEVENT but for those that differ between
    recipients and releases (None in rows of older versions), ``zone`` the TZID that its times
    stand in, None where they need none.
    """

    id: str
    event: str
    text: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class IssuedEvent:
    """The issue ledger: one version of one event of one recipient, for ever.

    ``item_key`` is an activity's id or a key made from it (``ID:turn``); ``stamp`` and
    ``created`` are naive UTC, ``begin`` is an instant.  ``release_id`` None: from before there
    were releases.
    """

    id: str
    edition_id: str
    recipient: str
    item_key: str
    uid: str
    sequence: int
    stamp: datetime
    created: datetime
    begin: int
    cancelled: bool
    content_id: str
    release_id: str | None = None


@dataclass(frozen=True, slots=True)
class Handout:
    """A recipient was handed a release; ``at`` is naive UTC."""

    id: str
    edition_id: str
    recipient: str
    release_id: str
    at: datetime
    author: str
    way: Way


Entity: TypeAlias = (
    Field | City | Site | Opening | TravelTime | Edition | Organiser | Delegation | Delegate
    | Host | Contact | Vehicle | Tour | TourDay | Boarding | Activity | Participation | Wish
    | Acceptance | Imported | Reading
    | Release | Addressee | EventContent | IssuedEvent | Handout
)  # fmt: skip

#: Table name -> class.  The order is the one in which rows can be inserted.
TABLES: dict[str, type[Entity]] = {
    "field": Field,
    "city": City,
    "edition": Edition,
    "site": Site,
    "opening": Opening,
    "travel_time": TravelTime,
    "organiser": Organiser,
    "delegation": Delegation,
    "delegate": Delegate,
    "host": Host,
    "contact": Contact,
    "vehicle": Vehicle,
    "tour": Tour,
    "tour_day": TourDay,
    "boarding": Boarding,
    "activity": Activity,
    "participation": Participation,
    "wish": Wish,
    "acceptance": Acceptance,
    "imported": Imported,
    "reading": Reading,
    "release": Release,
    "addressee": Addressee,
    "event_content": EventContent,
    "issued_event": IssuedEvent,
    "handout": Handout,
}
TABLE_OF: dict[type, str] = {cls: name for name, cls in TABLES.items()}


def changed_columns(before: Entity, after: Entity) -> list[str]:
    """The columns in which two rows of one table differ.

    Naive datetimes compare equal across the repeated hour, so their ``fold`` is looked at too.
    """

    def differs(name: str) -> bool:
        old, new = getattr(before, name), getattr(after, name)
        return bool(old != new or getattr(old, "fold", 0) != getattr(new, "fold", 0))

    return [column.name for column in fields(before) if differs(column.name)]


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after an edit: ``before`` None = added, ``after`` None = removed."""

    before: Entity | None
    after: Entity | None

    @property
    def entity(self) -> Entity:
        found = self.after if self.after is not None else self.before
        assert found is not None
        return found

    @property
    def table(self) -> str:
        return TABLE_OF[type(self.entity)]

    @property
    def id(self) -> str:
        return self.entity.id

    def inverse(self) -> "Change":
        return Change(self.after, self.before)
