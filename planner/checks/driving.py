"""Driving hours of a coach driver: Regulation (EC) 561/2006, articles 6 and 7."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from models.words import Kind, TravelMode
from planner.checks.journey import bare_minutes, begins_at, ends_at
from planner.checks.rule import Subject, rule
from planner.checks.tour_time import planned_start
from planner.checks.wording import fact_of, lasting, named
from planner.conflicts import Conflict, Severity
from planner.entities import Activity
from planner.phrases import N_, Phrase
from planner.programme import Programme
from planner.travel import BREAK_MINUTES, DAILY_DRIVING_MINUTES, DRIVING_BEFORE_BREAK_MINUTES, Leg


class Drive(NamedTuple):
    """A stretch at the wheel; ``bare`` is without the margin of an estimate."""

    begin: int
    minutes: int
    bare: int
    activity: str
    planned: bool

    @property
    def end(self) -> int:
        return self.begin + self.minutes


@rule("driving-without-break", per=Subject.TOUR_DAY)
def driving_without_break(programme: Programme, tour_day_id: str) -> Iterator[Conflict]:
    """More than 4 h 30 at the wheel with no break of 45 minutes.

    Blocking; a warning when only the margin of estimates makes it that long.  A break taken in
    two pieces is not recognised: accept the conflict then.
    """
    for stretch in stretches(list(drives(programme, tour_day_id))):
        yield from _judge(
            programme,
            tour_day_id,
            "driving-without-break",
            stretch,
            DRIVING_BEFORE_BREAK_MINUTES,
            N_("{tour}, {day}: {time} of driving without a break of 45 min: {over} over {limit}"),
        )


@rule("driving-day", per=Subject.TOUR_DAY)
def driving_day(programme: Programme, tour_day_id: str) -> Iterator[Conflict]:
    """More than 9 hours at the wheel in a day.  Judged like ``driving-without-break``."""
    yield from _judge(
        programme,
        tour_day_id,
        "driving-day",
        list(drives(programme, tour_day_id)),
        DAILY_DRIVING_MINUTES,
        N_("{tour}, {day}: {time} of driving in the day: {over} over {limit}"),
    )


def drives(programme: Programme, tour_day_id: str) -> Iterator[Drive]:
    """Every drive of a tour day in order of time.

    Planned transfers by coach count with their minutes.  Where the next activity is elsewhere
    and no transfer is planned, the way is estimated, from the day's start place and to its end
    place too.
    """
    day = programme.tour_days[tour_day_id]
    tour = programme.tours.get(day.tour_id)
    usual = tour.vehicle_id if tour else None
    here, left = day.start_site_id, planned_start(programme, day)
    last: Activity | None = None
    for activity in programme.tour_stops.get(tour_day_id, ()):
        span = programme.spans.get(activity.id)
        if span is None or activity.vehicle_id not in (None, usual):
            continue
        if leg := _leg(programme, here, begins_at(activity), left):
            begin = span.begin - leg.minutes if left is None or last is None else left
            yield _estimated(programme, begin, leg, activity)
        if activity.kind is Kind.TRANSFER and activity.mode in (None, TravelMode.COACH):
            yield Drive(span.begin, activity.minutes, activity.minutes, activity.id, planned=True)
        here, left, last = ends_at(activity) or here, span.end, activity
    if (
        last is not None
        and left is not None
        and (leg := _leg(programme, here, day.end_site_id, left))
    ):
        yield _estimated(programme, left, leg, last)


def _leg(programme: Programme, a: str | None, b: str | None, at: int | None) -> Leg | None:
    if a is None or b is None or a == b:
        return None
    departure = programme.clock.wall(at) if at is not None else None
    return programme.travel.leg(a, b, TravelMode.COACH, departure)


def _estimated(programme: Programme, begin: int, leg: Leg, activity: Activity) -> Drive:
    bare = bare_minutes(leg, programme.edition.margin_percent)
    return Drive(begin, leg.minutes, bare, activity.id, planned=False)


def stretches(found: list[Drive]) -> Iterator[list[Drive]]:
    """Drives with less than a break between them, in order of time."""
    if not found:
        return
    stretch = [found[0]]
    for before, after in pairwise(found):
        if after.begin - before.end >= BREAK_MINUTES:
            yield stretch
            stretch = []
        stretch.append(after)
    yield stretch


def _judge(
    programme: Programme, tour_day_id: str, name: str, found: list[Drive], limit: int, pattern: str
) -> Iterator[Conflict]:
    total = sum(drive.minutes for drive in found)
    if total <= limit:
        return
    day = programme.tour_days[tour_day_id]
    tour = programme.tours.get(day.tour_id)
    time = lasting(total)
    if not all(drive.planned for drive in found):
        time = Phrase("about {time} (estimated)", time=time)
    certain = sum(drive.bare for drive in found) > limit
    yield Conflict(
        rule=name,
        severity=Severity.BLOCKING if certain else Severity.WARNING,
        phrase=Phrase(
            pattern,
            tour=named(tour.name if tour else ""),
            day=day.day,
            time=time,
            over=lasting(total - limit),
            limit=lasting(limit),
        ),
        subject=tour_day_id,
        activities=tuple(dict.fromkeys(drive.activity for drive in found)),
        minutes=total - limit,
        fact=fact_of(*(f"{drive.begin}+{drive.minutes}" for drive in found)),
    )
