"""Making editions: a new one, and a copy of another year's."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from models.words import ActivityStatus, DelegationStatus
from planner.clock import Clock
from planner.edits.core import Edit, new_id
from planner.entities import (
    Acceptance,
    Activity,
    Change,
    City,
    Delegation,
    Edition,
    Entity,
    Field,
    Opening,
    Participation,
    Site,
)
from planner.fields import YEARS
from planner.phrases import Phrase
from planner.programme import MAPPING_OF, Programme

#: So many days after the festival the data of people are kept, unless another day is said: for
#: thanks, accounts and the report.
KEPT_DAYS = 180


def new_edition(
    name: str, first_day: date, festival_start: date, festival_end: date, **more: Any
) -> Edition:
    """A new edition whose programme runs from ``first_day`` to the festival's end."""
    more.setdefault("keep_until", kept_until(festival_end))
    return Edition(new_id(), name, first_day, festival_end, festival_start, festival_end, **more)


def kept_until(festival_end: date) -> date:
    """The last day on which the data of people may be kept, where nobody has said another."""
    return min(festival_end + timedelta(days=KEPT_DAYS), date(YEARS[-1], 12, 31))


def create(edition: Edition, rows: Iterable[Entity] = ()) -> Edit:
    """The edit that makes an edition, with all of its rows."""
    label = Phrase("New edition “{name}”", name=edition.name)
    return Edit(label, (Change(None, edition), *(Change(None, row) for row in rows)))


#: What a copy does not take along: people's answers and what shared places hold.
NOT_COPIED = (Field, City, Acceptance)


def copy_edition(programme: Programme, name: str, festival_start: date) -> Edit:
    """A copy moved to another festival start; every row gets an identity of its own.

    Delegations come along as invited again; acceptances, confirmations and opening hours of
    single days do not.  Times keep their place on the clock, in the repeated hour too.
    """
    days = festival_start - programme.edition.festival_start
    rows: list[Entity] = [
        row
        for attribute in MAPPING_OF.values()
        for row in getattr(programme, attribute).values()
        if not isinstance(row, NOT_COPIED) and not _stays(programme, row)
    ]
    new_ids = {row.id: new_id() for row in (programme.edition, *rows)}
    copies = [_copied(programme.clock, row, new_ids, days) for row in rows]
    edition = _copied(programme.clock, programme.edition, new_ids, days)
    assert isinstance(edition, Edition)
    keep_until = edition.keep_until or kept_until(edition.festival_end)
    return create(replace(edition, name=name, keep_until=keep_until), copies)


def _stays(programme: Programme, row: Entity) -> bool:
    """Whether a row belongs to all editions, or to the days of the old one alone."""
    if isinstance(row, Site):
        return row.edition_id is None
    if isinstance(row, Opening):
        return row.day is not None or programme.sites[row.site_id].edition_id is None
    return False


def _copied(clock: Clock, row: Entity, new_ids: dict[str, str], days: timedelta) -> Entity:
    values: dict[str, object] = {}
    for column in fields(row):
        value = getattr(row, column.name)
        if isinstance(value, str) and value in new_ids:
            values[column.name] = new_ids[value]
        elif isinstance(value, datetime):
            moved = (value + days).replace(fold=value.fold)
            values[column.name] = clock.wall(clock.at(moved))
        elif isinstance(value, date):
            values[column.name] = value + days
    row = replace(row, **values)  # type: ignore[arg-type]
    match row:
        case Delegation():
            return replace(row, status=DelegationStatus.INVITED)
        case Activity():
            return replace(row, status=ActivityStatus.PLANNED, external_key=None)
        case Participation():
            return replace(row, confirmed=None)
        case _:
            return row
