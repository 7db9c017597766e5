"""What tests of the board share: going to an activity, pressing keys on it."""

from planner.entities import Activity
from planner.programme import Programme
from screens.app import PlannerApp
from screens.board import BoardScreen
from screens.widgets.timeline import Timeline
from tests.screens.drive import Driver, press, until

OPENING = "Opening of the festival and welcome of the cities"
TALK = "Talk: Noise is a neighbour"


def programme(app: PlannerApp) -> Programme:
    """The plan as it is kept."""
    assert app.state is not None
    return app.state.programme


def board(app: PlannerApp) -> BoardScreen:
    found = app.screen
    assert isinstance(found, BoardScreen)
    return found


def titled(app: PlannerApp, title: str) -> Activity:
    return next(a for a in programme(app).activities.values() if a.title == title)


async def pick(app: PlannerApp, pilot: Driver, title: str) -> Activity:
    """Go to the activity of that title."""
    found = titled(app, title)
    app.go_to_activity(found.id)
    timeline = app.screen.query_one(Timeline)
    await until(pilot, lambda: timeline.cursor_activity == found.id)
    return found


async def press_on(
    app: PlannerApp, pilot: Driver, title: str, *keys: str
) -> tuple[Activity, Activity]:
    """Select an activity, press keys; the activity before and after."""
    before = await pick(app, pilot, title)
    await press(app, pilot, *keys)
    return before, programme(app).activities[before.id]
