"""What an edit changed, field by field, in words."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, NamedTuple

from models.words import ActivityStatus, DelegationStatus, HostKind, Kind, Role, TravelMode
from planner.column_names import COLUMN_NAMES
from planner.edits.names import KIND_NAMES, describe
from planner.edits.people import STATUS_NAMES
from planner.entities import Activity, Change, Entity, Participation, changed_columns
from planner.phrases import N_, _, short_date
from planner.programme import Programme
from screens.forms.choices import (
    ACTIVITY_STATUS_NAMES,
    HOST_KIND_NAMES,
    MODE_NAMES,
    ROLE_NAMES,
    WEEKDAY_NAMES,
    name_of,
)

#: Columns that no form and no import names.
OTHER_COLUMNS = {
    "activity_id": N_("activity"),
    "at": N_("time"),
    "author": N_("author"),
    "delegate_id": N_("delegate"),
    "delegation_id": N_("delegation"),
    "external_key": N_("key of the source"),
    "fact": N_("facts"),
    "field_id": N_("creative field"),
    "guest": N_("guest"),
    "host_id": N_("host"),
    "is_example": N_("example"),
    "max_day_minutes": N_("longest day"),
    "parent_id": N_("part of"),
    "pin_order": N_("pinned order"),
    "pin_people": N_("pinned participants"),
    "pin_place": N_("pinned place"),
    "pin_time": N_("pinned time"),
    "tour_id": N_("tour"),
    "wanted_delegation_id": N_("wanted delegation"),
    "wanted_host_id": N_("wanted host"),
}
WORDS: dict[type[StrEnum], dict[Any, str]] = {
    Kind: KIND_NAMES,
    Role: ROLE_NAMES,
    ActivityStatus: ACTIVITY_STATUS_NAMES,
    DelegationStatus: STATUS_NAMES,
    HostKind: HOST_KIND_NAMES,
    TravelMode: MODE_NAMES,
}
#: What stands for a value that is not set.
NOTHING = "—"


class FieldLine(NamedTuple):
    """One field of a row: what it is called, what it was, what it is."""

    name: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.name} {self.before} → {self.after}"


class RowLines(NamedTuple):
    """One row: the sign of what happened to it, what it is, and its fields."""

    sign: str
    title: str
    fields: tuple[FieldLine, ...]
    activity_id: str | None


def row_lines(before: Programme, after: Programme, changes: Iterable[Change]) -> Iterator[RowLines]:
    """Changes that lead from one state to another, row by row."""
    for change in changes:
        sign = "+" if change.before is None else "−" if change.after is None else "~"
        there = before if change.after is None else after
        yield RowLines(
            sign,
            str(describe(there, change.entity)),
            tuple(field_lines(before, after, change)),
            _activity_of(change.entity),
        )


def field_lines(before: Programme, after: Programme, change: Change) -> Iterator[FieldLine]:
    """The fields of a row that was updated; none for a row that was added or removed."""
    if change.before is None or change.after is None:
        return
    for name in changed_columns(change.before, change.after):
        old, new = getattr(change.before, name), getattr(change.after, name)
        yield FieldLine(
            column_text(name),
            value_text(before, name, old, beside=new),
            value_text(after, name, new, beside=old),
        )


def _activity_of(row: Entity) -> str | None:
    if isinstance(row, Activity):
        return row.parent_id or row.id
    return row.activity_id if isinstance(row, Participation) else None


def column_text(name: str) -> str:
    """What a column is called."""
    return _(COLUMN_NAMES.get(name) or OTHER_COLUMNS.get(name) or name.replace("_", " "))


def value_text(programme: Programme, column: str, value: Any, beside: Any = None) -> str:
    """A value in words; the day of a time is left out where the one ``beside`` it has the same."""
    match value:
        case None | "" | ():
            return NOTHING
        case bool():
            return _("yes") if value else _("no")
        case StrEnum():
            return _(WORDS.get(type(value), {}).get(value, str(value)))
        case datetime():
            return _moment(value, beside)
        case date():
            return short_date(value)
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return ", ".join(str(each) for each in value)
        case int() if column == "weekday" and 0 <= value < len(WEEKDAY_NAMES):
            return _(WEEKDAY_NAMES[value])
        case str() if column.endswith("_id"):
            return _row_name(programme, value)
        case _:
            return str(value)


def _moment(value: datetime, beside: Any) -> str:
    again = " " + _("(second time)") if value.fold else ""
    same_day = isinstance(beside, datetime) and beside.date() == value.date()
    day = "" if same_day else f"{short_date(value.date())} "
    return f"{day}{value:%H:%M}{again}"


def _row_name(programme: Programme, row_id: str) -> str:
    for rows in (programme.tours, programme.delegates):
        if (row := rows.get(row_id)) is not None:
            return str(getattr(row, "name", row_id))
    if (day := programme.tour_days.get(row_id)) is not None:
        return str(describe(programme, day))
    return name_of(programme, row_id)
