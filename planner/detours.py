"""How much longer a tour day becomes with one more stop, at each place in its order."""

from typing import NamedTuple

from models.words import Kind
from planner.checks.hours import windows
from planner.edits.routing import quickest, stops_of
from planner.entities import TourDay
from planner.programme import Programme


class Detour(NamedTuple):
    """A place in the order (0: before the first stop), and the minutes of way that it adds.

    ``minutes`` None: some way is unknown.  ``closed``: the site is known to be closed at the
    time at which the group would come.
    """

    place: int
    minutes: int | None
    closed: bool = False


def detours(programme: Programme, day: TourDay, site_id: str) -> tuple[Detour, ...]:
    """The detour of a site at every place of a day, in their order."""
    stops = stops_of(programme, day.id)
    sites = [day.start_site_id, *(stop.site_id for stop in stops), day.end_site_id]
    found = []
    for place in range(len(stops) + 1):
        before = next((s for s in reversed(sites[: place + 1]) if s), None)
        after = next((s for s in sites[place + 1 :] if s), None)
        minutes = _added(programme, before, site_id, after)
        leaves = programme.end(stops[place - 1]) if place else None
        closed = False
        if leaves is not None and before is not None:
            way = quickest(programme, before, site_id, leaves)
            arrival = programme.clock.at(leaves) + (way.minutes if way else 0)
            closed = _is_closed(programme, day, site_id, arrival)
        found.append(Detour(place, minutes, closed))
    return tuple(found)


def best(programme: Programme, day: TourDay, site_id: str) -> Detour:
    """The place of the shortest detour at which the site is not closed; the later of two alike.

    A place between two parts of one visit (a stop and a meal at the same site) comes last.
    """
    stops = stops_of(programme, day.id)
    splits = {n for n in range(1, len(stops)) if stops[n - 1].site_id == stops[n].site_id}
    return min(
        detours(programme, day, site_id),
        key=lambda d: (d.closed, d.minutes is None, d.place in splits, d.minutes or 0, -d.place),
    )


def _added(programme: Programme, before: str | None, site: str, after: str | None) -> int | None:
    there, on = _minutes(programme, before, site), _minutes(programme, site, after)
    straight = _minutes(programme, before, after)
    if there is None or on is None or straight is None:
        return None
    return max(there + on - straight, 0)


def _minutes(programme: Programme, here: str | None, there: str | None) -> int | None:
    """0 where there is nothing to come from or go to."""
    if here is None or there is None or here == there:
        return 0
    leg = quickest(programme, here, there)
    return leg.minutes if leg else None


def _is_closed(programme: Programme, day: TourDay, site_id: str, instant: int) -> bool:
    found = windows(programme, site_id, day.day)
    return found is not None and not any(s.begin <= instant < s.end for s in found)


def place_after(programme: Programme, day_id: str, activity_id: str | None) -> int:
    """The place in the order after an activity of a day: a transfer counts as the stop before.

    What follows at the same site (a coffee after a visit) is not cut off from it.  Without an
    activity it is the end of the day.
    """
    stops = stops_of(programme, day_id)
    activity = programme.activities.get(activity_id or "")
    if activity is not None and activity.parent_id is not None:
        activity = programme.activities.get(activity.parent_id)
    if activity is None or activity.tour_day_id != day_id or activity.id not in programme.spans:
        return len(stops)
    if activity.kind is not Kind.TRANSFER:
        place = next((n for n, s in enumerate(stops, 1) if s.id == activity.id), len(stops))
        while place < len(stops) and stops[place].site_id == stops[place - 1].site_id:
            place += 1
        return place
    begin = programme.spans[activity.id].begin
    return sum(programme.spans[stop.id].begin < begin for stop in stops)
