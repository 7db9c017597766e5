"""What the tests of driver sheets share."""

from functools import cache
from typing import Any

from models.words import TravelMode
from planner.demo import demo_programme
from planner.entities import Vehicle
from planner.programme import Programme
from planner.publish.documents import BY_NAME
from planner.publish.paper import Typesetter
from planner.publish.papers.driver_day import Stop
from planner.publish.papers.driver_sheet import DriverSheet, driver_sheet_words
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build
from tests.planner.publish.papers.crowded import crowded_plan
from tests.planner.publish.schedules import copy_of, pages_of, recipient_named

COACH = TravelMode.COACH


@cache
def demo() -> Programme:
    return demo_programme()


@cache
def crowded() -> Programme:
    return crowded_plan().programme()


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def drivers() -> list[Recipient]:
    return [r for r in recipients(demo()) if r.kind is RecipientKind.DRIVER]


def pages(programme: Programme, recipient: Recipient) -> list[str]:
    manuscript = BY_NAME["driver-sheet"].manuscript(copy_of(programme, recipient))
    assert manuscript is not None
    printed = typesetter().pdf(manuscript)
    assert printed.warnings == ()
    return pages_of(printed.content)


def sheet(plan: Build, vehicle: Vehicle, **copied: Any) -> DriverSheet:
    programme = plan.programme()
    name = vehicle.driver or vehicle.name
    made = driver_sheet_words(copy_of(programme, recipient_named(programme, name), **copied))
    assert made is not None
    return made


def stops(plan: Build, vehicle: Vehicle, **copied: Any) -> tuple[Stop, ...]:
    """Those of the first day."""
    return sheet(plan, vehicle, **copied).days[0].stops


def facts(plan: Build, vehicle: Vehicle) -> dict[str, str]:
    return {fact.heading: fact.text for fact in sheet(plan, vehicle).days[0].facts}


def tour(plan: Build) -> tuple[Vehicle, dict[str, Any]]:
    """A coach and what its activities on Wednesday need; Caen (4) is on board."""
    coach = plan.vehicle("Coach A", driver="Rémy")
    day = plan.tour_day(plan.tour("East", coach, plan.delegation("Caen")))
    return coach, {"tour_day_id": day}
