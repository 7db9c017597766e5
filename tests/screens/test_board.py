"""The board: everything an organiser does to a day, by key and by mouse."""

from datetime import date, datetime
from pathlib import Path

import pytest
from textual.widgets import Input

from screens.board import BoardScreen
from screens.board_keys import ACTIONS
from screens.widgets.action_line import DIVIDER, Action
from screens.widgets.day_bar import DayBar
from screens.widgets.room_bar import ConflictCount
from screens.widgets.text_pane import TextPane
from screens.widgets.timeline import Timeline
from tests.marks import slow_from
from tests.screens.board_scene import OPENING, board, pick, press_on, programme, titled
from tests.screens.drive import messages, opened, press, screen_text, until


async def test_undo_and_redo_by_key(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, moved = await press_on(app, pilot, OPENING, "J", "enter")
        await press(app, pilot, "u")
        assert programme(app).activities[before.id] == before
        await press(app, pilot, "ctrl+r")
        assert programme(app).activities[before.id] == moved
        assert any(text.startswith("Done again: Move") for text in messages(app))


async def test_the_conflict_count_changes_with_the_keystroke(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        count = app.screen.query_one(ConflictCount)
        before = str(count.render())
        title = "Talk: Noise is a neighbour"
        await press_on(app, pilot, title, *["K"] * 9)
        assert str(count.render()) != before


async def test_p_pins_and_releases(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "p")
        assert after.pin_time is not before.pin_time


async def test_d_asks_first_and_undo_brings_back(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = await pick(app, pilot, OPENING)
        await pilot.press("d")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.click("#yes")
        await until(pilot, lambda: before.id not in programme(app).activities)
        await pilot.press("u")
        assert programme(app).activities[before.id] == before


@pytest.mark.slow
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


@pytest.mark.slow
async def test_what_is_made_on_another_day_is_shown_there(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, OPENING)
        await pilot.press("n")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"New", "tab", "tab", *"sat", "space", *"12h", "ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        made = titled(app, "New")
        await until(pilot, lambda: app.screen.query_one(Timeline).cursor_activity == made.id)
        assert app.day == date(2024, 10, 26)


async def test_enter_opens_the_form_and_saves(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = await pick(app, pilot, OPENING)
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
        assert "1 too many" in app.screen.query_one("#details", TextPane).content.plain


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


async def test_an_edit_on_what_somebody_else_changed_is_refused_in_words(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.edits.activities import shift
    from planner.workspace import Workspace

    monkeypatch.setattr("screens.watching.LOOK_SECONDS", 1000)  # it is not seen before
    async with opened(demo_store) as (app, pilot):
        activity = await pick(app, pilot, OPENING)
        other = Workspace.open(demo_store, author="bert")
        other.enter(programme(app).edition.id)
        other.do(shift(other.programme, activity.id, 30))
        await pilot.press("J", "enter")
        await pilot.pause()
        assert programme(app).activities[activity.id] == other.programme.activities[activity.id]
        assert "bert has changed" in screen_text(app)
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


@pytest.mark.parametrize(
    "action", [a for a in ACTIONS if a is not DIVIDER], ids=lambda action: action.key
)
def test_each_word_of_the_action_line_does_what_its_key_does(action: Action) -> None:
    bound = {
        key: binding.action
        for key, bindings in BoardScreen._merged_bindings.key_to_bindings.items()  # type: ignore[union-attr]
        for binding in bindings
    }
    assert bound[action.key] == action.action


async def test_a_click_in_the_action_line_moves(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, OPENING)
        await pilot.click("#actions", offset=(3, 1))
        await until(pilot, lambda: board(app).pending is not None)


@pytest.mark.parametrize("key", slow_from(2, "JbLrcCwsmaedpx"))
async def test_what_is_for_an_activity_says_that_there_is_none(demo_store: Path, key: str) -> None:
    async with opened(demo_store) as (app, pilot):
        timeline = app.screen.query_one(Timeline)
        while timeline.cursor_activity is not None:
            await press(app, pilot, "ctrl+down")
        await press(app, pilot, key)
        assert messages(app) == ["Free time. n makes an activity here."]
