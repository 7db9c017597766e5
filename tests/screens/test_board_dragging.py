"""Dragging on the board with the mouse: previewed while the button is down, kept when dropped."""

from pathlib import Path

from screens.app import PlannerApp
from screens.widgets.timeline import Timeline
from tests.screens.board_scene import OPENING, board, pick, programme
from tests.screens.drive import Driver, opened, until

ROW_MINUTES = 15


def box(app: PlannerApp, activity_id: str) -> tuple[int, int]:
    """The cell of the screen at which an activity begins."""
    timeline = app.screen.query_one(Timeline)
    picture = timeline._picture
    assert picture is not None
    frame = picture.window(timeline._view()).boxes_of(activity_id)[0].frame
    x, y = timeline.content_region.offset - timeline.scroll_offset
    return x + picture.gutter_width + frame.left + 1, y + picture.header_rows + frame.top


async def take(pilot: Driver, place: tuple[int, int], rows: int) -> None:
    """Take what is there with the mouse and drag it so many rows down; not dropped."""
    x, y = place
    await pilot.mouse_down(offset=(x, y))
    await pilot.hover(offset=(x, y + rows))


async def hold(app: PlannerApp, pilot: Driver, title: str, rows: int) -> str:
    """Go to an activity, take it and drag it."""
    activity = await pick(app, pilot, title)
    await take(pilot, box(app, activity.id), rows)
    await until(pilot, lambda: board(app).pending is not None)
    return activity.id


async def test_a_drag_shows_the_knock_on_and_writes_nothing(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        activity_id = await hold(app, pilot, OPENING, 2)
        kept, seen = programme(app).spans, board(app).seen.programme.spans
        assert seen[activity_id].begin == kept[activity_id].begin + 2 * ROW_MINUTES


async def test_dropping_keeps(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = programme(app).spans
        activity_id = await hold(app, pilot, OPENING, 2)
        await pilot.mouse_up(offset=box(app, activity_id))
        await until(pilot, lambda: board(app).pending is None)
        after = programme(app).spans[activity_id]
        assert after.begin == before[activity_id].begin + 2 * ROW_MINUTES


async def test_escape_while_dragging_returns_it(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = programme(app)
        await hold(app, pilot, OPENING, 2)
        await pilot.press("escape")
        await until(pilot, lambda: board(app).pending is None)
        assert not app.screen.query_one(Timeline).dragging
        assert programme(app) is before


async def test_a_drag_after_keys_goes_on_from_where_they_were(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        activity = await pick(app, pilot, OPENING)
        await pilot.press(*["J"] * 3)
        begin = board(app).seen.programme.spans[activity.id].begin
        timeline = app.screen.query_one(Timeline)
        await take(pilot, box(app, activity.id), 1)
        await until(
            pilot, lambda: board(app).seen.programme.spans[activity.id].begin != begin, "dragged"
        )
        timeline.cancel_drag()
        await until(
            pilot, lambda: board(app).seen.programme.spans[activity.id].begin == begin, "back"
        )
        assert programme(app).activities[activity.id] == activity
