"""The tables of the store.

One class per table, columns in the order of the fields in ``planner/entities.py``.  Foreign
keys are checked at the end of a transaction (deferred), so that a journal step may write its
rows in any order and undo may write them back.
"""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from models.columns import Wall, Word, Words
from models.words import (
    ActivityStatus,
    DelegationStatus,
    HostKind,
    Kind,
    Role,
    TravelMode,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        tuple[str, ...]: Words,
        ActivityStatus: Word(ActivityStatus),
        DelegationStatus: Word(DelegationStatus),
        HostKind: Word(HostKind),
        Kind: Word(Kind),
        Role: Word(Role),
        TravelMode: Word(TravelMode),
    }


def key() -> Mapped[str]:
    """A row's identity: a UUID (or a catalogue key) that never changes."""
    return mapped_column(String(36), primary_key=True)


def ref(target: str, *, index: bool = True) -> Mapped[str]:
    """A reference to a row of another table."""
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(String(36), link, index=index)


def maybe(target: str, *, index: bool = True) -> Mapped[str | None]:
    """A reference that may be absent."""
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(String(36), link, index=index)


def wall() -> Mapped[datetime | None]:
    return mapped_column(Wall)


def exactly_one(*columns: str) -> CheckConstraint:
    """Exactly one of the columns is set."""
    count = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{count} = 1", name="exactly_one")


class FieldRow(Base):
    __tablename__ = "field"
    id: Mapped[str] = key()
    name_en: Mapped[str]
    name_fr: Mapped[str]
    since: Mapped[int | None]


class CityRow(Base):
    __tablename__ = "city"
    id: Mapped[str] = key()
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    country_code: Mapped[str | None]
    country: Mapped[str | None]
    field_id: Mapped[str | None] = maybe("field", index=False)
    designated: Mapped[int | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    time_zone: Mapped[str | None]


class EditionRow(Base):
    __tablename__ = "edition"
    id: Mapped[str] = key()
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    festival_start: Mapped[date]
    festival_end: Mapped[date]
    time_zone: Mapped[str]
    language: Mapped[str]
    theme: Mapped[str | None]
    buffer_minutes: Mapped[int]
    margin_percent: Mapped[int]
    max_day_minutes: Mapped[int]
    is_example: Mapped[bool]
    note: Mapped[str | None]


class SiteRow(Base):
    __tablename__ = "site"
    id: Mapped[str] = key()
    edition_id: Mapped[str | None] = maybe("edition")
    code: Mapped[str | None]
    name: Mapped[str]
    kind: Mapped[str]
    address: Mapped[str | None]
    postcode: Mapped[str | None]
    municipality: Mapped[str | None]
    country_code: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    precision_m: Mapped[int | None]
    confidence: Mapped[str | None]
    capacity: Mapped[int | None]
    step_free: Mapped[bool | None]
    visit_minutes: Mapped[int | None]
    fields: Mapped[tuple[str, ...]]
    time_zone: Mapped[str | None]
    note: Mapped[str | None]
    is_example: Mapped[bool]


class OpeningRow(Base):
    __tablename__ = "opening"
    id: Mapped[str] = key()
    site_id: Mapped[str] = ref("site")
    weekday: Mapped[int | None]
    day: Mapped[date | None]
    opens: Mapped[time | None]
    closes: Mapped[time | None]


class TravelTimeRow(Base):
    __tablename__ = "travel_time"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    from_site_id: Mapped[str] = ref("site")
    to_site_id: Mapped[str] = ref("site")
    minutes: Mapped[int]
    mode: Mapped[TravelMode | None]
    both_ways: Mapped[bool]
    note: Mapped[str | None]


class OrganiserRow(Base):
    __tablename__ = "organiser"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    name: Mapped[str]
    role: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]


class DelegationRow(Base):
    __tablename__ = "delegation"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    city_id: Mapped[str] = ref("city", index=False)
    name: Mapped[str]
    status: Mapped[DelegationStatus]
    head_count: Mapped[int | None]
    interests: Mapped[tuple[str, ...]]
    languages: Mapped[tuple[str, ...]]
    document_language: Mapped[str]
    arrival: Mapped[datetime | None] = wall()
    arrival_site_id: Mapped[str | None] = maybe("site")
    departure: Mapped[datetime | None] = wall()
    departure_site_id: Mapped[str | None] = maybe("site")
    hotel_id: Mapped[str | None] = maybe("site")
    pickup_id: Mapped[str | None] = maybe("site")
    note: Mapped[str | None]


class DelegateRow(Base):
    __tablename__ = "delegate"
    id: Mapped[str] = key()
    delegation_id: Mapped[str] = ref("delegation")
    name: Mapped[str]
    latin_name: Mapped[str | None]
    role: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    languages: Mapped[tuple[str, ...]]
    diet: Mapped[str | None]
    access_needs: Mapped[str | None]
    step_free: Mapped[bool]
    arrival: Mapped[datetime | None] = wall()
    departure: Mapped[datetime | None] = wall()
    position: Mapped[int]
    note: Mapped[str | None]


class HostRow(Base):
    __tablename__ = "host"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    name: Mapped[str]
    kind: Mapped[HostKind]
    site_id: Mapped[str | None] = maybe("site")
    email: Mapped[str | None]
    phone: Mapped[str | None]
    languages: Mapped[tuple[str, ...]]
    fields: Mapped[tuple[str, ...]]
    is_example: Mapped[bool]
    note: Mapped[str | None]


class ContactRow(Base):
    __tablename__ = "contact"
    id: Mapped[str] = key()
    host_id: Mapped[str] = ref("host")
    name: Mapped[str]
    role: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]


class VehicleRow(Base):
    __tablename__ = "vehicle"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    name: Mapped[str]
    seats: Mapped[int | None]
    wheelchair_places: Mapped[int | None]
    operator: Mapped[str | None]
    driver: Mapped[str | None]
    driver_phone: Mapped[str | None]


class TourRow(Base):
    __tablename__ = "tour"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    name: Mapped[str]
    vehicle_id: Mapped[str | None] = maybe("vehicle")
    note: Mapped[str | None]


class TourDayRow(Base):
    __tablename__ = "tour_day"
    id: Mapped[str] = key()
    tour_id: Mapped[str] = ref("tour")
    day: Mapped[date]
    start: Mapped[time | None]
    start_site_id: Mapped[str | None] = maybe("site")
    end: Mapped[time | None]
    end_site_id: Mapped[str | None] = maybe("site")


class BoardingRow(Base):
    __tablename__ = "boarding"
    __table_args__ = (exactly_one("delegation_id", "delegate_id", "guest"),)
    id: Mapped[str] = key()
    tour_id: Mapped[str] = ref("tour")
    delegation_id: Mapped[str | None] = maybe("delegation")
    delegate_id: Mapped[str | None] = maybe("delegate")
    guest: Mapped[str | None]
    heads: Mapped[int | None]


class ActivityRow(Base):
    __tablename__ = "activity"
    __table_args__ = (CheckConstraint("minutes > 0", name="lasts"),)
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    kind: Mapped[Kind]
    title: Mapped[str]
    start: Mapped[datetime | None] = wall()
    minutes: Mapped[int]
    site_id: Mapped[str | None] = maybe("site")
    from_site_id: Mapped[str | None] = maybe("site")
    mode: Mapped[TravelMode | None]
    vehicle_id: Mapped[str | None] = maybe("vehicle")
    tour_day_id: Mapped[str | None] = maybe("tour_day")
    parent_id: Mapped[str | None] = maybe("activity")
    position: Mapped[int]
    meeting_point: Mapped[str | None]
    language: Mapped[str | None]
    capacity: Mapped[int | None]
    status: Mapped[ActivityStatus]
    pin_time: Mapped[bool]
    pin_place: Mapped[bool]
    pin_order: Mapped[bool]
    pin_people: Mapped[bool]
    description: Mapped[str | None]
    note: Mapped[str | None]
    external_key: Mapped[str | None]


class ParticipationRow(Base):
    __tablename__ = "participation"
    __table_args__ = (exactly_one("delegation_id", "delegate_id", "host_id"),)
    id: Mapped[str] = key()
    activity_id: Mapped[str] = ref("activity")
    delegation_id: Mapped[str | None] = maybe("delegation")
    delegate_id: Mapped[str | None] = maybe("delegate")
    host_id: Mapped[str | None] = maybe("host")
    role: Mapped[Role]
    heads: Mapped[int | None]
    confirmed: Mapped[bool | None]


class WishRow(Base):
    __tablename__ = "wish"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    delegation_id: Mapped[str | None] = maybe("delegation")
    host_id: Mapped[str | None] = maybe("host")
    activity_id: Mapped[str | None] = maybe("activity")
    site_id: Mapped[str | None] = maybe("site")
    field_id: Mapped[str | None] = maybe("field", index=False)
    wanted_host_id: Mapped[str | None] = maybe("host")
    wanted_delegation_id: Mapped[str | None] = maybe("delegation")
    theme: Mapped[str | None]
    priority: Mapped[int]
    note: Mapped[str | None]


class AcceptanceRow(Base):
    __tablename__ = "acceptance"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    key: Mapped[str] = mapped_column(Text)
    fact: Mapped[str] = mapped_column(Text)
    note: Mapped[str]
    author: Mapped[str]
    at: Mapped[datetime]


class ReleaseRow(Base):
    __tablename__ = "release"
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition")
    number: Mapped[int]
    name: Mapped[str]
    at: Mapped[datetime]
    author: Mapped[str]
    content: Mapped[str] = mapped_column(Text)


class IssuedEventRow(Base):
    __tablename__ = "issued_event"
    __table_args__ = (Index("ix_issued_event_recipient", "edition_id", "recipient"),)
    id: Mapped[str] = key()
    edition_id: Mapped[str] = ref("edition", index=False)
    recipient: Mapped[str]
    item_key: Mapped[str] = mapped_column(String(80))
    uid: Mapped[str]
    sequence: Mapped[int]
    fingerprint: Mapped[str]
    stamp: Mapped[datetime]
    content: Mapped[str] = mapped_column(Text)
    cancelled: Mapped[bool]
    release_id: Mapped[str | None] = maybe("release", index=False)


class StepRow(Base):
    """The journal: one labelled edit.  ``state``: done, undone, or dropped (undone for good)."""

    __tablename__ = "journal_step"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    edition_id: Mapped[str] = mapped_column(String(36), index=True)
    at: Mapped[datetime]
    author: Mapped[str]
    label: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(8))
    is_floor: Mapped[bool]


class StepChangeRow(Base):
    """One row before and after a step, as JSON; of an updated row only the changed fields."""

    __tablename__ = "journal_change"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("journal_step.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[str] = mapped_column(String(36), index=True)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class MetaRow(Base):
    """Facts about the store itself, such as the revision that every write raises."""

    __tablename__ = "store_meta"
    key: Mapped[str] = mapped_column(String(30), primary_key=True)
    value: Mapped[str]
