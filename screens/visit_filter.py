"""Which festival items and delegations the matrix shows, and in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from planner.entities import Activity, Delegation
from planner.names import fold
from planner.phrases import N_, language
from planner.programme import Programme, Span
from screens.visit_cells import ITEM_KINDS, VisitCells

E = TypeVar("E", bound=Enum)


class Shown(Enum):
    """Which items are listed."""

    ALL = N_("all items")
    WISHED = N_("wished, not taken")
    FREE = N_("free to take")
    TAKEN = N_("taken")


class ItemOrder(Enum):
    """How the items of a day stand."""

    TIME = N_("by time")
    TITLE = N_("by title")
    WISHED = N_("most wished first")
    SEATS = N_("most seats left first")


class CityOrder(Enum):
    """How the delegations stand."""

    NAME = N_("cities by name")
    FIELD = N_("cities by field")
    FEWEST = N_("fewest items first")


@dataclass(frozen=True)
class VisitFilter:
    """Which part of the matrix is in view, and in which order."""

    day: date | None = None
    delegation_id: str | None = None
    field_id: str | None = None
    shown: Shown = Shown.ALL
    text: str = ""
    items: ItemOrder = ItemOrder.TIME
    cities: CityOrder = CityOrder.NAME


def following(choice: E) -> E:
    """The next of all choices, after the last the first."""
    choices = list(type(choice))
    return choices[(choices.index(choice) + 1) % len(choices)]


def items_of(programme: Programme) -> tuple[Activity, ...]:
    """Every item of the festival, by time, unplaced ones last."""
    spans, last = programme.spans, Span(2**40, 2**40)
    found = [
        a for a in programme.activities.values() if a.kind in ITEM_KINDS and a.tour_day_id is None
    ]
    return tuple(sorted(found, key=lambda a: (spans.get(a.id, last), a.title, a.id)))


def day_of(programme: Programme, activity: Activity) -> date | None:
    """The day of an item; None in the tray."""
    span = programme.spans.get(activity.id)
    return programme.clock.day(span.begin) if span else None


def day_choices(programme: Programme, items: Sequence[Activity]) -> tuple[date, ...]:
    """The days on which there are items."""
    return tuple(sorted({day for a in items if (day := day_of(programme, a)) is not None}))


# -- delegations --------------------------------------------------------------------------


def field_of(programme: Programme, delegation: Delegation) -> str | None:
    """The creative field of a delegation's city."""
    city = programme.cities.get(delegation.city_id)
    return city.field_id if city else None


def field_name(programme: Programme, field_id: str | None) -> str:
    field = programme.fields.get(field_id or "")
    return field.name(language()) if field else ""


def chosen_delegations(cells: VisitCells, wanted: VisitFilter) -> tuple[Delegation, ...]:
    """Those that come and pass the filter; everybody where nobody does."""
    programme = cells.programme
    coming = programme.active_delegations
    chosen = tuple(d for d in coming if _passes(programme, d, wanted)) or coming
    match wanted.cities:
        case CityOrder.FIELD:
            return tuple(sorted(chosen, key=lambda d: _field_order(programme, d)))
        case CityOrder.FEWEST:
            return tuple(sorted(chosen, key=lambda d: cells.taken_by(d.id)))
        case _:
            return chosen


def _passes(programme: Programme, delegation: Delegation, wanted: VisitFilter) -> bool:
    if wanted.delegation_id is not None:
        return delegation.id == wanted.delegation_id
    return wanted.field_id is None or field_of(programme, delegation) == wanted.field_id


def _field_order(programme: Programme, delegation: Delegation) -> tuple[bool, str]:
    field_id = field_of(programme, delegation)
    return field_id is None, fold(field_name(programme, field_id))


# -- items --------------------------------------------------------------------------------


def chosen_items(
    cells: VisitCells,
    wanted: VisitFilter,
    items: Sequence[Activity],
    delegations: Sequence[Delegation],
) -> tuple[Activity, ...]:
    """The items that pass, day by day, unplaced ones last."""
    words = wanted.text.casefold().split()
    programme = cells.programme
    found = [
        a
        for a in items
        if (wanted.day is None or day_of(programme, a) == wanted.day)
        and _contains(programme, a, words)
        and _is_shown(cells, a, wanted.shown, delegations)
    ]
    if wanted.items is ItemOrder.TIME:
        return tuple(found)
    days = {a.id: day_of(programme, a) or date.max for a in found}
    order = {a.id: _order(cells, a, wanted.items, delegations) for a in found}
    return tuple(sorted(found, key=lambda a: (days[a.id], order[a.id])))


def _contains(programme: Programme, activity: Activity, words: Iterable[str]) -> bool:
    if not words:
        return True
    place = programme.site_name(activity.site_id)
    text = f"{activity.title} {place} {activity.language or ''}".casefold()
    return all(word in text for word in words)


def _is_shown(
    cells: VisitCells, activity: Activity, shown: Shown, delegations: Iterable[Delegation]
) -> bool:
    if shown is Shown.ALL:
        return True
    taken = cells.taking(activity.id)
    if shown is Shown.TAKEN:
        return any(d.id in taken for d in delegations)
    others = (d for d in delegations if d.id not in taken)
    if shown is Shown.WISHED:
        return any(cells.priority(activity, d.id) is not None for d in others)
    return seats_left(cells.programme, activity) > 0 and any(
        not cells.elsewhere(activity, d.id) for d in others
    )


def seats_left(programme: Programme, activity: Activity) -> int:
    """Free seats; where the capacity is unknown there may be one."""
    if activity.capacity is None:
        return 1
    return activity.capacity - programme.head_count(activity.id)[0]


def _order(
    cells: VisitCells, activity: Activity, order: ItemOrder, delegations: Iterable[Delegation]
) -> tuple[int, str]:
    title = fold(activity.title)
    if order is ItemOrder.TITLE:
        return 0, title
    if order is ItemOrder.SEATS:
        return -seats_left(cells.programme, activity), title
    wishes = (cells.priority(activity, d.id) for d in delegations)
    return -sum(4 - priority for priority in wishes if priority is not None), title
