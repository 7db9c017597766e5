"""Driving hours of a coach driver: Regulation (EC) 561/2006, articles 6 and 7.

Of a tour day by itself, and of all that a vehicle does on a day where that is more.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from planner.checks.drives import Drive, days_of_vehicle, drives, stretches
from planner.checks.rule import Subject, rule
from planner.checks.wording import fact_of, lasting, named
from planner.conflicts import Conflict, Severity
from planner.phrases import N_, Phrase, Value
from planner.programme import Programme
from planner.travel import DAILY_DRIVING_MINUTES, DRIVING_BEFORE_BREAK_MINUTES

# {tour} is the name of the tour, or of the vehicle that does more than one tour.
WITHOUT_BREAK = N_(
    "{tour}, {day}: {time} of driving without a break of 45 min: {over} over {limit}"
)
WHOLE_DAY = N_("{tour}, {day}: {time} of driving in the day: {over} over {limit}")


@rule("driving-without-break", per=Subject.TOUR_DAY)
def driving_without_break(programme: Programme, tour_day_id: str) -> Iterator[Conflict]:
    """More than 4 h 30 at the wheel with no break of 45 minutes.

    Blocking; a warning when only the margin of estimates makes it that long.  A break taken in
    two pieces is not recognised: accept the conflict then.
    """
    told = _tour_and_day(programme, tour_day_id)
    for stretch in stretches(list(drives(programme, tour_day_id))):
        yield from _without_break(tour_day_id, told, stretch)


@rule("driving-day", per=Subject.TOUR_DAY)
def driving_day(programme: Programme, tour_day_id: str) -> Iterator[Conflict]:
    """More than 9 hours at the wheel in a day.  Judged like ``driving-without-break``."""
    told = _tour_and_day(programme, tour_day_id)
    yield from _whole_day(tour_day_id, told, list(drives(programme, tour_day_id)))


@rule("driving-without-break", per=Subject.VEHICLE)
def vehicle_without_break(programme: Programme, vehicle_id: str) -> Iterator[Conflict]:
    """The same with single rides and the empty runs between: stretches beyond one tour day."""
    for day, duties in days_of_vehicle(programme, vehicle_id).items():
        told = _vehicle_and_day(programme, vehicle_id, day)
        for stretch in stretches(list(chain(*duties))):
            if not any(set(stretch) <= set(duty) for duty in duties):
                yield from _without_break(vehicle_id, told, stretch)


@rule("driving-day", per=Subject.VEHICLE)
def vehicle_day(programme: Programme, vehicle_id: str) -> Iterator[Conflict]:
    """More than 9 hours in all that a vehicle does on a day, where that is not one tour alone."""
    for day, duties in days_of_vehicle(programme, vehicle_id).items():
        if len(duties) > 1:
            told = _vehicle_and_day(programme, vehicle_id, day)
            yield from _whole_day(vehicle_id, told, list(chain(*duties)))


def _tour_and_day(programme: Programme, tour_day_id: str) -> dict[str, Value]:
    day = programme.tour_days[tour_day_id]
    tour = programme.tours.get(day.tour_id)
    return {"tour": named(tour.name if tour else ""), "day": day.day}


def _vehicle_and_day(programme: Programme, vehicle_id: str, day: date) -> dict[str, Value]:
    return {"tour": named(programme.vehicles[vehicle_id].name), "day": day}


def _without_break(subject: str, told: dict[str, Value], found: list[Drive]) -> Iterator[Conflict]:
    limit = DRIVING_BEFORE_BREAK_MINUTES
    yield from _judge("driving-without-break", subject, WITHOUT_BREAK, told, found, limit)


def _whole_day(subject: str, told: dict[str, Value], found: list[Drive]) -> Iterator[Conflict]:
    yield from _judge("driving-day", subject, WHOLE_DAY, told, found, DAILY_DRIVING_MINUTES)


def _judge(
    name: str, subject: str, pattern: str, told: dict[str, Value], found: list[Drive], limit: int
) -> Iterator[Conflict]:
    total = sum(drive.minutes for drive in found)
    if total <= limit:
        return
    time = lasting(total)
    if not all(drive.planned for drive in found):
        time = Phrase("about {time} (estimated)", time=time)
    certain = sum(drive.bare for drive in found) > limit
    values = {**told, "time": time, "over": lasting(total - limit), "limit": lasting(limit)}
    yield Conflict(
        rule=name,
        severity=Severity.BLOCKING if certain else Severity.WARNING,
        phrase=Phrase(pattern, None, **values),
        subject=subject,
        activities=tuple(dict.fromkeys(drive.activity for drive in found)),
        minutes=total - limit,
        fact=fact_of(*(f"{drive.begin}+{drive.minutes}" for drive in found)),
    )
