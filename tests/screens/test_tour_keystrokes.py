"""A coach day from nothing: how many keys it takes, and what comes of it."""

from datetime import date, time
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from models.words import Kind
from planner.conflicts import Severity
from planner.edits.remove import remove
from planner.edits.routing import stops_of
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.tour import TourScreen
from screens.widgets.quick_line import QuickLine
from tests.screens.drive import Driver, opened, until

ALLOWED = 60
#: What is typed, and the place that it must add.
DAY = (
    ("a6k 45", "A6K - E6K"),
    ("qu 45", "Quai10"),
    ("lu", "Lunch"),
    ("bp 45", "BPS22"),
    ("cl 45", "Le CLICK"),
    ("mun 45", "Mundaneum"),
    ("mac 45", "MACS"),
)


class Typist:
    """Presses keys, one by one, and counts them."""

    def __init__(self, pilot: Driver) -> None:
        self.pilot, self.keys = pilot, 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            await self.pilot.press(key)


def without_tours(store: Path) -> None:
    """The demo edition before anybody has planned a day on the road."""
    workspace = Workspace.open(store)
    programme = workspace.enter(workspace.editions()[0].id)
    days = set(programme.tour_days)
    on_the_road = [a for a in programme.activities.values() if a.tour_day_id in days]
    workspace.do(remove(programme, *programme.tours.values(), *on_the_road))
    workspace.close()


def titles(app: PlannerApp) -> list[str]:
    assert app.state is not None
    (day,) = app.state.programme.tour_days.values()
    return [stop.title for stop in stops_of(app.state.programme, day.id)]


def starts(app: PlannerApp) -> list[time | None]:
    assert app.state is not None
    return [day.start for day in app.state.programme.tour_days.values()]


def _has_stops(app: PlannerApp, count: int) -> bool:
    return len(titles(app)) == count


async def build(app: PlannerApp, pilot: Driver) -> int:
    """The day of six stops and a lunch; how many keys were pressed."""
    typist = Typist(pilot)
    quick = app.screen.query_one(QuickLine)
    await typist.press("n")
    await until(pilot, lambda: quick.is_open)
    await typist.press("enter")
    assert app.state is not None
    await until(pilot, lambda: app.state is not None and app.state.programme.tour_days)
    await typist.press(*"7:30", "enter")
    await until(pilot, lambda: starts(app) == [time(7, 30)])
    for number, (typed, _place) in enumerate(DAY, 1):
        await typist.press(*typed, "enter")
        await until(pilot, partial(_has_stops, app, number), typed)
    await typist.press("escape")
    await until(pilot, lambda: not quick.is_open)
    return typist.keys


@pytest.mark.slow
async def test_a_coach_day_of_six_stops_takes_under_sixty_keys(demo_store: Path) -> None:
    without_tours(demo_store)
    async with opened(demo_store, "tour") as (app, pilot):
        assert isinstance(app.screen, TourScreen)
        app.day = date(2024, 10, 23)
        keys = await build(app, pilot)
        assert len(titles(app)) == len(DAY)
        for title, (_typed, place) in zip(titles(app), DAY, strict=True):
            assert title.startswith(place)
        assert keys < ALLOWED


@pytest.mark.slow
async def test_the_day_made_so_is_complete_and_consistent(demo_store: Path) -> None:
    without_tours(demo_store)
    async with opened(demo_store, "tour") as (app, pilot):
        app.day = date(2024, 10, 23)
        await build(app, pilot)
        assert app.state is not None
        programme = app.state.programme
        (day,) = programme.tour_days.values()
        (tour,) = programme.tours.values()
        line = programme.tour_stops[day.id]
        assert (day.day, day.start) == (date(2024, 10, 23), time(7, 30))
        assert line[0].from_site_id == line[-1].site_id == day.start_site_id
        assert programme.site_name(day.start_site_id) == "Namur"
        assert sum(a.kind is Kind.STOP for a in line) == 6
        assert sum(a.kind is Kind.MEAL for a in line) == 1
        spans = [programme.spans[a.id] for a in line]
        assert all(a.end <= b.begin for a, b in pairwise(spans))
        here = day.start_site_id
        for activity in line:
            if activity.kind is Kind.TRANSFER:
                assert activity.from_site_id == here
            else:
                assert activity.site_id == here
            here = activity.site_id
        heads = sum(p.heads or 0 for p in programme.on_board(tour.id))
        assert (programme.vehicles[tour.vehicle_id or ""].seats or 0) >= heads
        aboard = {p.delegation_id for p in programme.on_board(tour.id)}
        assert aboard == {d.id for d in programme.active_delegations}


@pytest.mark.slow
async def test_the_day_made_so_breaks_no_rule_of_the_road(demo_store: Path) -> None:
    without_tours(demo_store)
    async with opened(demo_store, "tour") as (app, pilot):
        app.day = date(2024, 10, 23)
        await build(app, pilot)
        assert app.state is not None
        programme = app.state.programme
        own = {a.id for day in programme.tour_stops.values() for a in day}
        own |= {*programme.tours, *programme.tour_days}
        blocking = [
            str(c.phrase)
            for c in app.state.open_conflicts
            if c.severity is Severity.BLOCKING and own & {c.subject, *c.activities}
        ]
        assert blocking == []
