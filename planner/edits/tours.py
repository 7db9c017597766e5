"""The stops of a tour day: when their order changes, transfers and all times follow."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time

from models.words import Kind
from planner.edits.activities import shift
from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.edits.remove import remove
from planner.edits.routing import route, stops_of
from planner.entities import Activity, Change, Site, TourDay
from planner.errors import PlannerError
from planner.phrases import Phrase, _
from planner.programme import Programme

#: How long a visit takes where the site does not say, and a lunch.
VISIT_MINUTES = 60
LUNCH_MINUTES = 60


def reorder_stop(programme: Programme, activity_id: str, places: int) -> Edit:
    """Move a stop up (negative) or down in its tour day; transfers and times follow.

    What comes before both places stays as it is.
    """
    activity = require(programme, Activity, activity_id)
    day, stops, where = _place(programme, activity)
    there = min(max(where + places, 0), len(stops) - 1)
    label = Phrase("Change the order of {what}", what=describe(programme, activity))
    if there == where:
        return edit(label, ())
    stops.insert(there, stops.pop(where))
    return edit(label, route(programme, day, stops, keep=min(where, there)))


def _place(programme: Programme, activity: Activity) -> tuple[TourDay, list[Activity], int]:
    """The day of a stop, all stops of that day, and where among them it stands."""
    day = require(programme, TourDay, activity.tour_day_id or "")
    stops = stops_of(programme, day.id)
    where = next((i for i, stop in enumerate(stops) if stop.id == activity.id), None)
    if where is None:
        raise PlannerError(
            Phrase("“{title}” has no place in the order of the day.", title=activity.title),
            Phrase("Choose a stop; transfers and parts follow it."),
        )
    return day, stops, where


def retime(programme: Programme, day_id: str) -> Edit:
    """Make every time of a tour day follow from its order, with a transfer for each leg."""
    day = require(programme, TourDay, day_id)
    label = Phrase("Times of {what} from its order", what=describe(programme, day))
    return edit(label, route(programme, day, stops_of(programme, day_id)))


# -- more and fewer stops -----------------------------------------------------------------


def add_stop(
    programme: Programme,
    day_id: str,
    site_id: str,
    place: int | None = None,
    minutes: int | None = None,
) -> Edit:
    """A visit of a site at a place in the order of a tour day (by default the end).

    Without ``minutes`` it is as long as is usual there.
    """
    site = require(programme, Site, site_id)
    long = minutes or site.visit_minutes or VISIT_MINUTES
    stop = Activity(new_id(), programme.edition.id, Kind.STOP, site.name, None, long, site.id)
    return insert(programme, day_id, stop, place)


def place_stop(
    programme: Programme, day_id: str, activity_id: str, place: int | None = None
) -> Edit:
    """Put an activity from the tray into the order of a tour day (by default at its end)."""
    return insert(programme, day_id, require(programme, Activity, activity_id), place)


def insert(programme: Programme, day_id: str, activity: Activity, place: int | None = None) -> Edit:
    """Give an activity a place in the order of a day; what comes later follows.

    0 is before the first stop, None after the last one.
    """
    day = require(programme, TourDay, day_id)
    stops = stops_of(programme, day_id)
    where = len(stops) if place is None else min(max(place, 0), len(stops))
    label = Phrase(
        "Add {what} to {day}", what=describe(programme, activity), day=describe(programme, day)
    )
    stops.insert(where, replace(activity, start=None))
    return edit(label, route(programme, day, stops, keep=where))


def add_lunch(programme: Programme, after_id: str) -> Edit:
    """A meal at the site of a stop, right after it; what comes later follows."""
    stop = require(programme, Activity, after_id)
    day, _stops, where = _place(programme, stop)
    return add_break(programme, day.id, Kind.MEAL, _("Lunch"), LUNCH_MINUTES, where + 1)


def add_break(
    programme: Programme,
    day_id: str,
    kind: Kind,
    title: str,
    minutes: int,
    place: int | None = None,
) -> Edit:
    """A meal or a pause at the site where the group is then."""
    day = require(programme, TourDay, day_id)
    stops = stops_of(programme, day_id)[:place]
    here = next((s.site_id for s in reversed(stops) if s.site_id), day.start_site_id)
    row = Activity(new_id(), programme.edition.id, kind, title, None, minutes, here)
    return insert(programme, day_id, row, place)


def start_at(programme: Programme, day_id: str, start: time) -> Edit:
    """Let a tour day begin at another time of the wall clock; all its times follow."""
    day = require(programme, TourDay, day_id)
    later = replace(day, start=start)
    label = Phrase(
        "{day} begins at {start}",
        day=describe(programme, day),
        start=datetime.combine(day.day, start),
    )
    stops = stops_of(programme, day_id)
    return edit(label, (Change(day, later), *route(programme, later, stops)))


def remove_stop(programme: Programme, activity_id: str) -> Edit:
    """Remove a stop with all that is part of it; the day closes up after it."""
    activity = require(programme, Activity, activity_id)
    return _without(programme, activity, remove(programme, activity))


def unplace_stop(programme: Programme, activity_id: str) -> Edit:
    """Put a stop into the tray; it stays a stop of this day, and the day closes up after it."""
    activity = require(programme, Activity, activity_id)
    label = Phrase("Take {what} out of the programme", what=describe(programme, activity))
    gone = Edit(label, (Change(activity, replace(activity, start=None)),))
    return _without(programme, activity, gone)


def _without(programme: Programme, activity: Activity, gone: Edit) -> Edit:
    day, stops, where = _place(programme, activity)
    del stops[where]
    rest = route(programme.apply(gone.changes), day, stops, keep=where)
    return edit(gone.label, (*gone.changes, *rest))


# -- times --------------------------------------------------------------------------------


def shift_rest(programme: Programme, activity_id: str, minutes: int) -> Edit:
    """Shift an activity and what follows it that tour day, up to the next one pinned in time."""
    first = require(programme, Activity, activity_id)
    changes = [*shift(programme, activity_id, minutes).changes]
    changes += _shifted(programme, _after(programme, first), minutes)
    label = Phrase(
        "Shift {what} and the rest of the day by {minutes} min",
        what=describe(programme, first),
        minutes=minutes,
    )
    return edit(label, changes)


def lengthen(programme: Programme, activity_id: str, minutes: int) -> Edit:
    """Give a stop or transfer more minutes (fewer when negative); what follows shifts along.

    Of a part only the length changes.
    """
    activity = require(programme, Activity, activity_id)
    new = max(activity.minutes + minutes, 1)
    changes = [Change(activity, replace(activity, minutes=new))]
    changes += _shifted(programme, _after(programme, activity), new - activity.minutes)
    label = Phrase(
        "Length of {what}: {old} → {new} min",
        what=describe(programme, activity),
        old=activity.minutes,
        new=new,
    )
    return edit(label, changes)


def _after(programme: Programme, activity: Activity) -> list[Activity]:
    """What follows an activity on its tour day, up to the next one pinned in time."""
    found: list[Activity] = []
    line = [a for a in programme.tour_stops.get(activity.tour_day_id or "", ()) if a.start]
    ids = [a.id for a in line]
    if activity.id in ids:
        for later in line[ids.index(activity.id) + 1 :]:
            if later.pin_time:
                break
            found.append(later)
    return found


def _shifted(programme: Programme, rows: Iterable[Activity], minutes: int) -> list[Change]:
    clock = programme.clock
    return [
        Change(a, replace(a, start=clock.shift(a.start, minutes)))
        for a in rows
        if a.start is not None
    ]
