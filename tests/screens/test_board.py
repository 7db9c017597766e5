"""The board: everything an organiser does to a day, by key and by mouse."""

from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList, Static

from planner.entities import Activity
from planner.programme import Programme
from screens.app import PlannerApp
from screens.widgets.day_bar import DayBar
from screens.widgets.room_bar import ConflictCount
from screens.widgets.timeline import Timeline
from tests.screens.drive import Driver, messages, opened, screen_text, until


def programme(app: PlannerApp) -> Programme:
    assert app.state is not None
    return app.state.programme


def pick(app: PlannerApp, title: str) -> Activity:
    """Go to the activity of that title."""
    found = next(a for a in programme(app).activities.values() if a.title == title)
    app.go_to_activity(found.id)
    return found


async def press_on(
    app: PlannerApp, pilot: Driver, title: str, *keys: str
) -> tuple[Activity, Activity]:
    """Select an activity, press keys; the activity before and after."""
    before = pick(app, title)
    timeline = app.screen.query_one(Timeline)
    await until(pilot, lambda: timeline.cursor_activity == before.id)
    await pilot.press(*keys)
    await pilot.pause()
    return before, programme(app).activities[before.id]


OPENING = "Opening of the festival and welcome of the cities"


@pytest.mark.parametrize(("key", "minutes"), [("J", 5), ("K", -5)], ids=["later", "earlier"])
async def test_j_and_k_move_by_five_minutes(demo_store: Path, key: str, minutes: int) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, key)
        assert before.start is not None
        assert after.start == programme(app).clock.shift(before.start, minutes)


@pytest.mark.parametrize(("key", "minutes"), [("L", 5), ("H", -5)], ids=["longer", "shorter"])
async def test_l_and_h_change_the_length(demo_store: Path, key: str, minutes: int) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, key)
        assert after.minutes == before.minutes + minutes


async def test_undo_and_redo_by_key(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, moved = await press_on(app, pilot, OPENING, "J")
        await pilot.press("u")
        assert programme(app).activities[before.id] == before
        await pilot.press("ctrl+r")
        assert programme(app).activities[before.id] == moved
        assert any(OPENING in text for text in messages(app))


async def test_the_conflict_count_changes_with_the_keystroke(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        count = app.screen.query_one(ConflictCount)
        before = str(count.render())
        title = "Talk: Noise is a neighbour"
        await press_on(app, pilot, title, *["K"] * 9)
        assert str(count.render()) != before


async def test_x_puts_into_the_tray_and_enter_there_places_again(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "x")
        assert after.start is None
        tray = app.screen.query_one("#tray", OptionList)
        ids = [option.id for option in tray.options]
        assert before.id in ids
        await pilot.press("t")
        tray.highlighted = ids.index(before.id)
        await pilot.press("enter")
        assert programme(app).activities[before.id].start is not None


async def test_p_pins_and_releases(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "p")
        assert after.pin_time is not before.pin_time


async def test_c_copies_into_the_tray(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, OPENING, "c")
        assert [a.title for a in programme(app).unplaced].count(OPENING) == 1


async def test_w_twice_swaps_times(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        first, _same = await press_on(app, pilot, OPENING, "w")
        second, swapped = await press_on(app, pilot, "Talk: Noise is a neighbour", "w")
        assert swapped.start == first.start
        assert programme(app).activities[first.id].start == second.start


async def test_r_shifts_the_rest_of_the_day(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = pick(app, OPENING)
        await until(pilot, lambda: app.screen.query_one(Timeline).cursor_activity == before.id)
        await pilot.press("r")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = "25"
        await pilot.press("enter")
        await until(pilot, lambda: programme(app).activities[before.id] != before)
        assert before.start is not None
        assert programme(app).activities[before.id].start == programme(app).clock.shift(
            before.start, 25
        )


async def test_d_asks_first_and_undo_brings_back(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = pick(app, OPENING)
        await until(pilot, lambda: app.screen.query_one(Timeline).cursor_activity == before.id)
        await pilot.press("d")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.click("#yes")
        await until(pilot, lambda: before.id not in programme(app).activities)
        await pilot.press("u")
        assert programme(app).activities[before.id] == before


async def test_n_makes_an_activity_for_the_delegation_under_the_cursor(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        timeline = app.screen.query_one(Timeline)
        known = set(programme(app).activities)
        column = timeline.cursor_column
        await pilot.press("n")
        await until(pilot, lambda: app.screen.is_modal)
        app.screen.query(Input).first().value = "[b]New[/b]"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: set(programme(app).activities) != known)
        (made,) = set(programme(app).activities) - known
        await until(pilot, lambda: programme(app).participations_of.get(made, ()))
        assert programme(app).activities[made].title == "[b]New[/b]"
        assert [p.delegation_id for p in programme(app).participations_of[made]] == [column]


async def test_enter_opens_the_form_and_saves(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = pick(app, OPENING)
        await until(pilot, lambda: app.screen.query_one(Timeline).cursor_activity == before.id)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_modal)
        app.screen.query(Input).first().value = "Another title"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        assert programme(app).activities[before.id].title == "Another title"


async def test_brackets_go_from_day_to_day(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        first = app.day
        await pilot.press("right_square_bracket")
        assert app.day == programme(app).days[1]
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert app.day == first


async def test_a_click_on_a_day_shows_it(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.click(DayBar, offset=(16, 0))
        await until(pilot, lambda: app.day == programme(app).days[1])


async def test_v_goes_through_the_views(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("right_square_bracket")
        seen = set()
        for _view in range(4):
            seen.add(screen_text(app))
            await pilot.press("v")
            await pilot.pause()
        assert len(seen) == 4


async def test_the_details_show_what_is_wrong(demo_store: Path) -> None:
    async with opened(demo_store, size=(160, 50)) as (app, pilot):
        assert app.state is not None
        full = next(c for c in app.state.open_conflicts if c.rule == "over-capacity")
        (activity_id,) = full.activities
        app.go_to_activity(activity_id)
        await until(pilot, lambda: app.screen.query_one(Timeline).cursor_activity == activity_id)
        assert "1 too many" in str(app.screen.query_one("#details", Static).render())


async def test_another_organisers_edit_appears(demo_store: Path) -> None:
    from planner.edits.activities import shift
    from planner.workspace import Workspace

    async with opened(demo_store) as (app, pilot):
        other = Workspace.open(demo_store, author="bert")
        other.enter(programme(app).edition.id)
        activity = next(a for a in other.programme.activities.values() if a.title == OPENING)
        other.do(shift(other.programme, activity.id, 30))
        await until(
            pilot,
            lambda: (
                programme(app).activities[activity.id] == other.programme.activities[activity.id]
            ),
        )
        other.close()


async def test_an_edit_on_what_somebody_else_changed_is_refused_in_words(demo_store: Path) -> None:
    from planner.edits.activities import shift
    from planner.workspace import Workspace

    async with opened(demo_store) as (app, pilot):
        activity = pick(app, OPENING)
        await until(pilot, lambda: app.screen.query_one(Timeline).cursor_activity == activity.id)
        other = Workspace.open(demo_store, author="bert")
        other.enter(programme(app).edition.id)
        other.do(shift(other.programme, activity.id, 30))
        await pilot.press("J")
        await pilot.pause()
        assert programme(app).activities[activity.id] == other.programme.activities[activity.id]
        assert any("somebody else" in text for text in messages(app))
        other.close()


async def test_the_clock_change_sunday_shows_the_hour_twice(demo_store: Path) -> None:
    async with opened(demo_store, size=(120, 110)) as (app, pilot):
        app.day = datetime(2024, 10, 27).date()
        await pilot.pause()
        app.screen.query_one(Timeline).scroll_home(animate=False)
        await pilot.pause()
        lines = [line for line in screen_text(app).splitlines() if line.startswith("02:00")]
        assert len(lines) == 2


async def test_an_empty_edition_says_what_to_do_next(empty_store: Path) -> None:
    from planner.edits.editions import create, new_edition
    from planner.workspace import Workspace

    workspace = Workspace.open(empty_store)
    day = datetime(2025, 10, 23).date()
    workspace.create(create(new_edition("Empty", day, day, day)))
    workspace.close()
    async with opened(empty_store) as (app, _pilot):
        assert "Nothing is planned yet" in screen_text(app)
