"""A tour day as a list of lines: what happens when, the ways between, and the day's totals."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from models.words import Kind, TravelMode
from planner.checks.drives import drives
from planner.checks.hours import windows
from planner.checks.tour_time import planned_end
from planner.entities import Activity, TourDay
from planner.programme import Programme, Span, count_heads
from planner.travel import Leg, Source


class Way(NamedTuple):
    """What travelling takes, beside what is planned for it.

    ``leg`` None: nobody knows.  ``planned`` None: no transfer stands in the plan for it.
    """

    from_site: str
    to_site: str
    leg: Leg | None
    planned: int | None

    @property
    def short(self) -> int:
        """How many minutes are missing."""
        return max(self.leg.minutes - (self.planned or 0), 0) if self.leg else 0

    @property
    def is_estimate(self) -> bool:
        return self.leg is not None and self.leg.source is Source.ESTIMATE


class Line(NamedTuple):
    """One row of a tour day: an activity, or a part of the one before (``is_part``)."""

    activity: Activity
    span: Span | None
    way: Way | None = None
    is_part: bool = False


def lines(programme: Programme, day: TourDay) -> tuple[Line, ...]:
    """What takes place on a tour day in order of time, parts after their stop.

    What waits in the tray is left out: see :func:`waiting`.
    """
    found: list[Line] = []
    here = day.start_site_id
    for activity in programme.tour_stops.get(day.id, ()):
        span = programme.spans.get(activity.id)
        if span is None:
            continue
        found.append(Line(activity, span, _way(programme, here, activity)))
        for part in programme.parts.get(activity.id, ()):
            found.append(Line(part, programme.spans.get(part.id), None, is_part=True))
        here = activity.site_id or here
    return tuple(found)


def _way(programme: Programme, here: str | None, activity: Activity) -> Way | None:
    """Of a transfer its own way; else that from where the group is, when nothing leads here."""
    start = programme.start(activity)
    if activity.kind is Kind.TRANSFER:
        a, b = activity.from_site_id, activity.site_id
        if a is None or b is None:
            return None
        mode = activity.mode or TravelMode.COACH
        return Way(a, b, programme.travel.leg(a, b, mode, start), activity.minutes)
    there = activity.site_id
    if here is None or there is None or here == there:
        return None
    return Way(here, there, programme.travel.leg(here, there, TravelMode.COACH, start), None)


def waiting(programme: Programme, day: TourDay) -> tuple[Activity, ...]:
    """Activities in the tray that belong to this tour day, or stops that belong to none."""
    return tuple(
        a
        for a in programme.unplaced
        if a.tour_day_id == day.id or (a.tour_day_id is None and a.kind is Kind.STOP)
    )


class Totals(NamedTuple):
    """A tour day in figures; minutes at the wheel as the checks count them.

    ``km`` are estimates; ``km_complete`` False: of some way they are unknown.  ``seats`` None:
    unknown, ``heads_complete`` False: of somebody on board the number is.  ``late``: minutes
    after the planned end of the day, 0 when in time.
    """

    first: int | None
    last: int | None
    stops: int
    driving: int
    driving_planned: bool
    km: float
    km_complete: bool
    heads: int
    heads_complete: bool
    seats: int | None
    late: int


def totals(programme: Programme, day: TourDay) -> Totals:
    found = lines(programme, day)
    spans = [line.span for line in found if line.span is not None]
    drive = list(drives(programme, day.id))
    legs = [line.way.leg for line in found if line.way is not None and _is_driven(line)]
    known = [leg.km for leg in legs if leg is not None and leg.km is not None]
    tour = programme.tours[day.tour_id]
    vehicle = programme.vehicles.get(tour.vehicle_id or "")
    heads, complete = count_heads(programme.on_board(tour.id))
    last = max((s.end for s in spans), default=None)
    end = planned_end(programme, day)
    return Totals(
        first=min((s.begin for s in spans), default=None),
        last=last,
        stops=sum(not line.is_part and line.activity.kind is Kind.STOP for line in found),
        driving=sum(d.minutes for d in drive),
        driving_planned=all(d.planned for d in drive),
        km=sum(known),
        km_complete=len(known) == len(legs),
        heads=heads,
        heads_complete=complete,
        seats=vehicle.seats if vehicle else None,
        late=max(last - end, 0) if last is not None and end is not None else 0,
    )


def _is_driven(line: Line) -> bool:
    on_foot = (TravelMode.WALK, TravelMode.WHEELCHAIR, TravelMode.TRAIN)
    return line.activity.kind is not Kind.TRANSFER or line.activity.mode not in on_foot


def days_in_order(programme: Programme) -> tuple[TourDay, ...]:
    """All tour days by date, circuits of one date side by side."""
    return tuple(sorted(programme.tour_days.values(), key=lambda d: _order(programme, d)))


def _order(programme: Programme, day: TourDay) -> tuple[date, str, str]:
    tour = programme.tours.get(day.tour_id)
    return (day.day, tour.name.casefold() if tour else "", day.id)


def hours(programme: Programme, site_id: str | None, day: date) -> tuple[Span, ...] | None:
    """When a site opens that day, () = closed; None = unknown, or no site."""
    return windows(programme, site_id, day) if site_id else None


def last_place(programme: Programme, day: TourDay) -> str | None:
    """Where the group is after the last stop: the day's start place when there is none."""
    here = day.start_site_id
    for line in _stops(programme, day):
        here = line.activity.site_id or here
    return here


def _stops(programme: Programme, day: TourDay) -> Iterator[Line]:
    for line in lines(programme, day):
        if not line.is_part and line.activity.kind is not Kind.TRANSFER:
            yield line
