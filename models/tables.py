"""The tables of the store.

Columns stand in the order of the fields in ``planner/entities.py``.  Foreign keys are checked at
the end of a transaction (deferred), so that a journal step may write its rows in any order and
undo may write them back.

Plain tables and no mapped classes: rows become the frozen values of ``planner/entities.py``, and
loading the ORM would keep the first screen waiting for nothing.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from models.columns import Wall, Word, Words
from models.table_parts import (
    exactly_one,
    key,
    maybe,
    maybe_ref,
    needed,
    number,
    ref,
)
from models.words import (
    ActivityStatus,
    DelegationStatus,
    HostKind,
    Kind,
    Role,
    TravelMode,
    Way,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=NAMES)


def table(name: str, *items: SchemaItem) -> Table:
    """A table of the store with its columns and constraints."""
    return Table(name, METADATA, *items)


FIELD = table(
    "field",
    key(),
    *needed(String, "name_en", "name_fr"),
    *maybe(Integer, "since"),
)

CITY = table(
    "city",
    key(),
    Column("code", String, nullable=False, unique=True),
    *needed(String, "name"),
    *maybe(String, "country_code", "country"),
    maybe_ref("field_id", "field", index=False),
    *maybe(Integer, "designated"),
    *maybe(Double, "lat", "lon"),
    *maybe(String, "time_zone"),
)

EDITION = table(
    "edition",
    key(),
    *needed(String, "name"),
    *needed(Date, "first_day", "last_day", "festival_start", "festival_end"),
    *needed(String, "time_zone", "language"),
    *maybe(String, "theme"),
    *needed(Integer, "buffer_minutes", "margin_percent", "max_day_minutes"),
    *needed(Boolean, "is_example"),
    *maybe(String, "note"),
    *maybe(Date, "keep_until"),
)

SITE = table(
    "site",
    key(),
    maybe_ref("edition_id", "edition"),
    *maybe(String, "code"),
    *needed(String, "name", "kind"),
    *maybe(String, "address", "postcode", "municipality", "country_code"),
    *maybe(Double, "lat", "lon"),
    *maybe(Integer, "precision_m"),
    *maybe(String, "confidence"),
    *maybe(Integer, "capacity"),
    *maybe(Boolean, "step_free"),
    *maybe(Integer, "visit_minutes"),
    *needed(Words, "fields"),
    *maybe(String, "time_zone", "note"),
    *needed(Boolean, "is_example"),
)

OPENING = table(
    "opening",
    key(),
    ref("site_id", "site"),
    *maybe(Integer, "weekday"),
    *maybe(Date, "day"),
    *maybe(Time, "opens", "closes"),
)

TRAVEL_TIME = table(
    "travel_time",
    key(),
    ref("edition_id", "edition"),
    ref("from_site_id", "site"),
    ref("to_site_id", "site"),
    *needed(Integer, "minutes"),
    *maybe(Word(TravelMode), "mode"),
    *needed(Boolean, "both_ways"),
    *maybe(String, "note"),
)

ORGANISER = table(
    "organiser",
    key(),
    ref("edition_id", "edition"),
    *needed(String, "name"),
    *maybe(String, "role", "email", "phone"),
)

DELEGATION = table(
    "delegation",
    key(),
    ref("edition_id", "edition"),
    ref("city_id", "city", index=False),
    *needed(String, "name"),
    *needed(Word(DelegationStatus), "status"),
    *maybe(Integer, "head_count"),
    *needed(Words, "interests", "languages"),
    *needed(String, "document_language"),
    *maybe(Wall, "arrival"),
    maybe_ref("arrival_site_id", "site"),
    *maybe(Wall, "departure"),
    maybe_ref("departure_site_id", "site"),
    maybe_ref("hotel_id", "site"),
    maybe_ref("pickup_id", "site"),
    *maybe(String, "note"),
)

DELEGATE = table(
    "delegate",
    key(),
    ref("delegation_id", "delegation"),
    *needed(String, "name"),
    *maybe(String, "latin_name", "role", "email", "phone"),
    *needed(Words, "languages"),
    *maybe(String, "diet", "access_needs"),
    *needed(Boolean, "step_free"),
    *maybe(Wall, "arrival", "departure"),
    *needed(Integer, "position"),
    *maybe(String, "note"),
)

HOST = table(
    "host",
    key(),
    ref("edition_id", "edition"),
    *needed(String, "name"),
    *needed(Word(HostKind), "kind"),
    maybe_ref("site_id", "site"),
    *maybe(String, "email", "phone"),
    *needed(Words, "languages", "fields"),
    *needed(Boolean, "is_example"),
    *maybe(String, "note"),
)

CONTACT = table(
    "contact",
    key(),
    ref("host_id", "host"),
    *needed(String, "name"),
    *maybe(String, "role", "email", "phone"),
)

VEHICLE = table(
    "vehicle",
    key(),
    ref("edition_id", "edition"),
    *needed(String, "name"),
    *maybe(Integer, "seats", "wheelchair_places"),
    *maybe(String, "operator", "driver", "driver_phone"),
)

TOUR = table(
    "tour",
    key(),
    ref("edition_id", "edition"),
    *needed(String, "name"),
    maybe_ref("vehicle_id", "vehicle"),
    *maybe(String, "note"),
)

TOUR_DAY = table(
    "tour_day",
    key(),
    ref("tour_id", "tour"),
    *needed(Date, "day"),
    *maybe(Time, "start"),
    maybe_ref("start_site_id", "site"),
    *maybe(Time, "end"),
    maybe_ref("end_site_id", "site"),
)

BOARDING = table(
    "boarding",
    key(),
    ref("tour_id", "tour"),
    maybe_ref("delegation_id", "delegation"),
    maybe_ref("delegate_id", "delegate"),
    *maybe(String, "guest"),
    *maybe(Integer, "heads"),
    exactly_one("delegation_id", "delegate_id", "guest"),
)

ACTIVITY = table(
    "activity",
    key(),
    ref("edition_id", "edition"),
    *needed(Word(Kind), "kind"),
    *needed(String, "title"),
    *maybe(Wall, "start"),
    *needed(Integer, "minutes"),
    maybe_ref("site_id", "site"),
    maybe_ref("from_site_id", "site"),
    *maybe(Word(TravelMode), "mode"),
    maybe_ref("vehicle_id", "vehicle"),
    maybe_ref("tour_day_id", "tour_day"),
    maybe_ref("parent_id", "activity"),
    *needed(Integer, "position"),
    *maybe(String, "meeting_point", "language"),
    *maybe(Integer, "capacity"),
    *needed(Word(ActivityStatus), "status"),
    *needed(Boolean, "pin_time", "pin_place", "pin_order", "pin_people"),
    *maybe(String, "description", "note", "external_key"),
    CheckConstraint("minutes > 0", name="lasts"),
)

PARTICIPATION = table(
    "participation",
    key(),
    ref("activity_id", "activity"),
    maybe_ref("delegation_id", "delegation"),
    maybe_ref("delegate_id", "delegate"),
    maybe_ref("host_id", "host"),
    *needed(Word(Role), "role"),
    *maybe(Integer, "heads"),
    *maybe(Boolean, "confirmed"),
    exactly_one("delegation_id", "delegate_id", "host_id"),
)

WISH = table(
    "wish",
    key(),
    ref("edition_id", "edition"),
    maybe_ref("delegation_id", "delegation"),
    maybe_ref("host_id", "host"),
    maybe_ref("activity_id", "activity"),
    maybe_ref("site_id", "site"),
    maybe_ref("field_id", "field", index=False),
    maybe_ref("wanted_host_id", "host"),
    maybe_ref("wanted_delegation_id", "delegation"),
    *maybe(String, "theme"),
    *needed(Integer, "priority"),
    *maybe(String, "note"),
)

ACCEPTANCE = table(
    "acceptance",
    key(),
    ref("edition_id", "edition"),
    *needed(Text, "key", "fact"),
    *needed(String, "note", "author"),
    *needed(DateTime, "at"),
)

#: What files of others said; the journal keeps it in step with what was imported.
IMPORTED = table(
    "imported",
    key(),
    ref("edition_id", "edition"),
    *needed(Text, "source", "key"),
    *needed(String, "row_table", "row_id"),
    *needed(Text, "said"),
)
READING = table(
    "reading",
    key(),
    ref("edition_id", "edition"),
    *needed(Text, "source", "manner"),
)
RELEASE = table(
    "release",
    key(),
    ref("edition_id", "edition"),
    *needed(Integer, "number"),
    *needed(String, "name"),
    *needed(DateTime, "at"),
    *needed(String, "author"),
    *needed(Text, "content"),
    UniqueConstraint("edition_id", "number"),
)

#: Who has been in a release, and how documents know them since: people leave, their ledger stays.
ADDRESSEE = table(
    "addressee",
    key(),
    ref("edition_id", "edition"),
    ref("release_id", "release", index=False),
    *needed(String, "recipient", "name", "language", "slug"),
    *maybe(String, "delegation_id"),
)

#: What events say; recipients of the same event share a row.  ``id`` is a hash of ``event``.
EVENT_CONTENT = table(
    "event_content",
    key(),
    *needed(Text, "event"),
    *maybe(Text, "text"),
    *maybe(String, "zone"),
)

#: The issue ledger: a row for each version of an event, never changed and never removed.
ISSUED_EVENT = table(
    "issued_event",
    key(),
    ref("edition_id", "edition", index=False),
    *needed(String, "recipient"),
    *needed(String(80), "item_key"),
    *needed(String, "uid"),
    *needed(Integer, "sequence"),
    *needed(DateTime, "stamp", "created"),
    *needed(Integer, "begin"),
    *needed(Boolean, "cancelled"),
    ref("content_id", "event_content", index=False),
    maybe_ref("release_id", "release"),
    Index("ix_issued_event_recipient", "edition_id", "recipient"),
)

#: Who was handed which release, when and how.
HANDOUT = table(
    "handout",
    key(),
    ref("edition_id", "edition"),
    *needed(String, "recipient"),
    ref("release_id", "release", index=False),
    *needed(DateTime, "at"),
    *needed(String, "author"),
    *needed(Word(Way), "way"),
)

#: The journal: one labelled edit a row.  ``state``: done, undone, or dropped (undone for good).
#: ``turn`` counts all that was done, undone and done again: the order in which it took effect.
STEP = table(
    "journal_step",
    number(),
    Column("edition_id", String(36), nullable=False, index=True),
    *needed(DateTime, "at"),
    *needed(String, "author"),
    *needed(Text, "label"),
    *needed(String(8), "state"),
    *needed(Boolean, "is_floor"),
    Column("turn", Integer, nullable=False, index=True),
)

#: One row before and after a step, as JSON; of an updated row only the changed fields.
STEP_CHANGE = table(
    "journal_change",
    number(),
    Column("step_id", Integer, ForeignKey("journal_step.id"), nullable=False, index=True),
    *needed(String, "table_name"),
    Column("row_id", String(36), nullable=False, index=True),
    *maybe(Text, "before", "after"),
)

#: Open programs, one a row, and the row of the plan that each is at.  ``beat`` goes up for as long
#: as the program lives; none of it is part of a programme or of the journal.
PRESENCE = table(
    "presence",
    key(),
    *needed(String, "edition_id", "author"),
    *maybe(String, "row_table", "row_id"),
    *needed(Integer, "beat"),
)

#: Facts about the store itself, such as the revision that every write raises.
META = table(
    "store_meta",
    Column("key", String(30), primary_key=True),
    *needed(String, "value"),
)
