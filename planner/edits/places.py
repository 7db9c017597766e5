"""Places: confirming one, its opening hours, and the organiser's own travel figures."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.entities import Change, Opening, Site, TravelTime
from planner.errors import PlannerError
from planner.hours import Hours, hours_of
from planner.phrases import WEEKDAYS, Phrase, Value
from planner.programme import Programme

#: How sure the catalogue is that a place exists under its name and address (SOURCES.md).
LOW, HIGH = "low", "high"


def new_site(programme: Programme) -> Site:
    """A place of this edition, to be filled in and then added."""
    zone = programme.edition.time_zone
    return Site(new_id(), programme.edition.id, None, "", "other", time_zone=zone)


def confirm_site(programme: Programme, site_id: str) -> Edit:
    """The organiser confirms that a place exists under this name and address."""
    site = require(programme, Site, site_id)
    label = Phrase("Confirm {what}", what=describe(programme, site))
    return edit(label, [Change(site, replace(site, confidence=HIGH))])


# -- opening hours ----------------------------------------------------------------------------


def rows_on(programme: Programme, site_id: str, day: int | date) -> list[Opening]:
    """The opening rows of a weekday (0 = Monday) or of one date, earliest first."""
    rows = programme.openings_of.get(site_id, ())
    found = [o for o in rows if (o.weekday if isinstance(day, int) else o.day) == day]
    return sorted(found, key=lambda o: (o.opens is not None, o.opens, o.id))


def close_on(programme: Programme, site_id: str, day: int | date) -> Edit:
    """The place stays closed on a weekday or on one date; windows of that day go."""
    site = require(programme, Site, site_id)
    weekday, dated = (day, None) if isinstance(day, int) else (None, day)
    closed = Opening(new_id(), site_id, weekday, dated)
    label = Phrase("Closed: {what}, {day}", what=describe(programme, site), day=_day(day))
    old = rows_on(programme, site_id, day)
    if len(old) == 1 and old[0].opens is None:
        return edit(label, [])
    return edit(label, [*(Change(o, None) for o in old), Change(None, closed)])


def copy_hours(programme: Programme, site_id: str, weekday: int, to: Iterable[int]) -> Edit:
    """Give other weekdays the hours of one; what they had goes.

    Raises PlannerError when that day has none to copy.
    """
    site = require(programme, Site, site_id)
    model = rows_on(programme, site_id, weekday)
    if not model:
        raise PlannerError(
            Phrase("There are no hours on {day} to copy.", day=_day(weekday)),
            Phrase("Add them first."),
        )
    targets = [n for n in to if n != weekday]
    label = Phrase(
        "Hours of {what} like on {day}", what=describe(programme, site), day=_day(weekday)
    )
    gone = [Change(o, None) for n in targets for o in rows_on(programme, site_id, n)]
    made = [Change(None, replace(o, id=new_id(), weekday=n)) for n in targets for o in model]
    return edit(label, [*gone, *made])


def set_hours(programme: Programme, site_id: str, wanted: Mapping[int | date, Hours]) -> Edit:
    """Give weekdays (0 = Monday) and dates their hours; None takes away what a day had.

    Days that are not in ``wanted``, and those that have these hours already, stay untouched.
    """
    site = require(programme, Site, site_id)
    changes: list[Change] = []
    for day, hours in wanted.items():
        rows = rows_on(programme, site_id, day)
        if hours_of(rows) != hours:
            changes += (Change(row, None) for row in rows)
            changes += (Change(None, row) for row in _openings(site_id, day, hours))
    return edit(Phrase("Opening hours of {what}", what=describe(programme, site)), changes)


def _openings(site_id: str, day: int | date, hours: Hours) -> list[Opening]:
    weekday, dated = (day, None) if isinstance(day, int) else (None, day)
    if hours is None:
        return []
    if not hours:
        return [Opening(new_id(), site_id, weekday, dated)]
    return [Opening(new_id(), site_id, weekday, dated, *window) for window in hours]


def _day(day: int | date) -> Value:
    return Phrase(WEEKDAYS[day]) if isinstance(day, int) else day


# -- travel -----------------------------------------------------------------------------------


def own_figures(programme: Programme, a: str, b: str) -> list[TravelTime]:
    """The organiser's figures from ``a`` to ``b``, ways back that hold both ways among them."""
    return [
        t
        for t in programme.travel_times.values()
        if (t.from_site_id, t.to_site_id) == (a, b)
        or (t.both_ways and (t.from_site_id, t.to_site_id) == (b, a))
    ]


def new_figure(programme: Programme, a: str, b: str) -> TravelTime:
    """A figure between two places, to be corrected and then added: it starts from the estimate."""
    leg = programme.travel.leg(a, b)
    return TravelTime(new_id(), programme.edition.id, a, b, leg.minutes if leg else 0)
