"""The order of a tour day: when it changes, transfers and all times follow."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time

from models.words import Kind, TravelMode
from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.entities import Activity, Boarding, Change, TourDay
from planner.phrases import Phrase
from planner.programme import Programme

#: When a day has no start time of its own.
DEFAULT_START = time(9)


def reorder_stop(programme: Programme, activity_id: str, places: int) -> Edit:
    """Move a stop up (negative) or down in its tour day; transfers and times follow."""
    activity = require(programme, Activity, activity_id)
    day = require(programme, TourDay, activity.tour_day_id or "")
    stops = [a for a in programme.tour_stops.get(day.id, ()) if a.kind is not Kind.TRANSFER]
    where = next(i for i, stop in enumerate(stops) if stop.id == activity_id)
    there = min(max(where + places, 0), len(stops) - 1)
    stops.insert(there, stops.pop(where))
    label = Phrase("Change the order of {what}", what=describe(programme, activity))
    return edit(label, route(programme, day, stops))


def retime(programme: Programme, day_id: str) -> Edit:
    """Make every time of a tour day follow from its order, with a transfer for each leg."""
    day = require(programme, TourDay, day_id)
    stops = [a for a in programme.tour_stops.get(day.id, ()) if a.kind is not Kind.TRANSFER]
    label = Phrase("Times of {what} from its order", what=describe(programme, day))
    return edit(label, route(programme, day, stops))


def route(programme: Programme, day: TourDay, stops: Sequence[Activity]) -> list[Change]:
    """Changes that put ``stops`` one after the other with the transfers between them.

    Present transfers are used again in their order, missing ones are made, spare ones removed.
    A stop that is pinned in time keeps its start; the coach then waits.  A leg that nobody
    knows counts as zero minutes, which the checks report.
    """
    spare = [a for a in programme.tour_stops.get(day.id, ()) if a.kind is Kind.TRANSFER]
    changes: list[Change] = []
    now = programme.clock.at(datetime.combine(day.day, day.start or _first_start(stops)))
    here = day.start_site_id
    for position, stop in enumerate(stops):
        if stop.site_id is not None and here is not None and stop.site_id != here:
            transfer = _transfer(programme, day, spare, here, stop.site_id, now, position)
            changes.append(transfer)
            now += _minutes(transfer)
        if stop.pin_time and stop.start is not None:
            now = max(now, programme.clock.at(stop.start))
            start = stop.start
        else:
            start = programme.clock.wall(now)
        changes.append(Change(stop, replace(stop, start=start, position=2 * position + 1)))
        now = programme.clock.at(start) + stop.minutes
        here = stop.site_id or here
    if day.end_site_id is not None and here is not None and here != day.end_site_id:
        changes.append(_transfer(programme, day, spare, here, day.end_site_id, now, len(stops)))
    for transfer_left in spare:
        changes.append(Change(transfer_left, None))
        changes.extend(_people_gone(programme, transfer_left))
    return changes


def _first_start(stops: Sequence[Activity]) -> time:
    starts = [s.start for s in stops if s.start is not None]
    return min(starts).time() if starts else DEFAULT_START


def _minutes(change: Change) -> int:
    assert isinstance(change.after, Activity)
    return change.after.minutes


def _transfer(
    programme: Programme,
    day: TourDay,
    spare: list[Activity],
    here: str,
    there: str,
    now: int,
    position: int,
) -> Change:
    leg = programme.travel.leg(here, there, TravelMode.COACH)
    old = spare.pop(0) if spare else None
    base = old or Activity(new_id(), programme.edition.id, Kind.TRANSFER, "")
    title = f"{programme.site_name(here)} → {programme.site_name(there)}"
    keep = old is not None and (old.from_site_id, old.site_id) == (here, there)
    after = replace(
        base,
        title=base.title if keep else title,
        start=programme.clock.wall(now),
        minutes=base.minutes if keep else max(leg.minutes if leg else 1, 1),
        from_site_id=here,
        site_id=there,
        mode=TravelMode.COACH,
        tour_day_id=day.id,
        position=2 * position,
    )
    return Change(old, after)


def _people_gone(programme: Programme, activity: Activity) -> Iterator[Change]:
    for row in programme.participations_of.get(activity.id, ()):
        yield Change(row, None)


def toggle_boarding(programme: Programme, tour_id: str, delegation_id: str) -> Edit:
    """Let a delegation board a tour, or leave it."""
    tour = programme.tours[tour_id]
    name = programme.delegations[delegation_id].name
    own = {d.id for d in programme.delegates_of.get(delegation_id, ())}
    present = [
        b
        for b in programme.boardings_of.get(tour_id, ())
        if b.delegation_id == delegation_id or b.delegate_id in own
    ]
    if present:
        label = Phrase("Take {who} off the tour “{tour}”", who=name, tour=tour.name)
        return edit(label, [Change(b, None) for b in present])
    label = Phrase("Put {who} on the tour “{tour}”", who=name, tour=tour.name)
    return edit(label, [Change(None, Boarding(new_id(), tour_id, delegation_id))])
