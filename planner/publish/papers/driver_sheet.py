"""A driver's sheet: where to be when, how to find it, and who gets on and off there.

Read by the driver.  It holds numbers of people and the names of delegations, of nobody else: no
delegate, no guest, no host; the telephone numbers are the organisers'.  Nothing in the data says
who leads a delegation, so nobody of one is to be called.  What the passengers do while the
vehicle waits is told by its kind alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from planner.checks.drives import Drive, days_of_vehicle
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.papers import sheet_words as sheets
from planner.publish.papers.calendar_code import CalendarCode, calendar_code
from planner.publish.papers.driver_day import Stop, day_facts, stops
from planner.publish.papers.driver_route import Halt, routes
from planner.publish.papers.sheet_head import Fact, Head, head_of
from planner.publish.sheet import clock_note


@dataclass(frozen=True, slots=True)
class Day:
    """``tours`` are the titles of the tours of that day, ``facts`` what holds for all of it."""

    heading: str
    note: str
    tours: str
    facts: tuple[Fact, ...]
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class DriverSheet:
    """``columns`` head what stands there of a stop: times, place, passengers."""

    frame: Frame
    head: Head
    columns: tuple[str, ...]
    days: tuple[Day, ...]
    code: CalendarCode | None


def driver_sheet_words(copy: Copy) -> DriverSheet | None:
    """None where there is nothing to drive."""
    found = routes(copy.programme, copy.recipient.id)
    if not found:
        return None
    vehicle = copy.programme.vehicles[copy.recipient.id]
    driven = days_of_vehicle(copy.programme, vehicle.id)
    name = vehicle.name if vehicle.name != copy.recipient.name else ""
    about = " · ".join(filter(None, (name, vehicle.operator)))
    labels = copy.labels
    return DriverSheet(
        frame=frame_of(copy, copy.recipient.name),
        head=head_of(copy, sheets.DRIVER_SHEET, (about,)),
        columns=tuple(map(labels, (sheets.ARRIVE_LEAVE, sheets.STOP, sheets.PASSENGERS))),
        days=tuple(_day(copy, day, halts, driven.get(day, [])) for day, halts in found),
        code=calendar_code(copy),
    )


def _day(copy: Copy, day: date, halts: tuple[Halt, ...], duties: Iterable[list[Drive]]) -> Day:
    return Day(
        heading=copy.labels.day(day),
        note=clock_note(copy.programme, day, copy.labels),
        tours=_tours(copy, day),
        facts=tuple(day_facts(copy, halts, list(chain(*duties)))),
        stops=tuple(stops(copy, halts)),
    )


def _tours(copy: Copy, day: date) -> str:
    programme = copy.programme
    mine = (t for t in programme.tours.values() if t.vehicle_id == copy.recipient.id)
    days = ((tour, d) for tour in mine for d in programme.days_of_tour.get(tour.id, ()))
    return " · ".join(sorted({tour.name for tour, d in days if d.day == day}))
