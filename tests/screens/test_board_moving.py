"""The board's moving mode: the knock-on is seen first, then kept or given up."""

from datetime import timedelta
from pathlib import Path

import pytest

from planner.edits.activities import shift
from planner.workspace import Workspace
from screens.widgets.key_bar import KeyBar
from screens.widgets.room_bar import ConflictCount
from screens.widgets.timeline import Timeline
from tests.screens.board_scene import OPENING, TALK, board, pick, press_on, programme, titled
from tests.screens.drive import messages, opened, press, screen_text, text_of, until

COACH = "Coach A: Namur - Charleroi"


@pytest.mark.parametrize(("key", "minutes"), [("J", 5), ("K", -5)], ids=["later", "earlier"])
async def test_j_and_k_show_a_move_that_enter_keeps(
    demo_store: Path, key: str, minutes: int
) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, key, key)
        assert after == before
        assert board(app).pending is not None
        seen = board(app).seen.programme.activities[before.id]
        assert before.start is not None
        wanted = programme(app).clock.shift(before.start, 2 * minutes)
        assert seen.start == wanted
        await pilot.press("enter")
        assert programme(app).activities[before.id].start == wanted
        assert board(app).pending is None


@pytest.mark.parametrize(("key", "minutes"), [("L", 5), ("H", -5)], ids=["longer", "shorter"])
async def test_l_and_h_show_a_length_that_enter_keeps(
    demo_store: Path, key: str, minutes: int
) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, key, key)
        assert after == before
        await pilot.press("enter")
        assert programme(app).activities[before.id].minutes == before.minutes + 2 * minutes


async def test_many_presses_are_one_step_of_the_journal(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "J", "J", "L", "enter")
        assert (after.start, after.minutes) != (before.start, before.minutes)
        await pilot.press("u")
        assert programme(app).activities[before.id] == before


async def test_escape_returns_everything(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "J", "J", "L", "escape")
        assert after == before
        assert board(app).pending is None
        assert app.screen.query_one(Timeline).cursor_activity == before.id
        assert app.workspace is not None
        assert OPENING not in str([line.label for line in app.workspace.history(1)])


async def test_what_would_appear_is_told_with_the_delegations(demo_store: Path) -> None:
    async with opened(demo_store, size=(160, 50)) as (app, pilot):
        await press_on(app, pilot, COACH, *["J"] * 5)
        text = screen_text(app)
        assert "Would appear" in text
        assert "overlap by 20 min" in text
        assert "Concerns: Caen, Enghien-les-Bains" in text


async def test_what_would_go_is_told(demo_store: Path) -> None:
    async with opened(demo_store, size=(160, 50)) as (app, pilot):
        await press_on(app, pilot, COACH, *["J"] * 5, "enter", "K", "K", "K", "K", "K")
        assert "Would go" in screen_text(app)
        assert "Would appear" not in screen_text(app)


async def test_the_conflict_count_is_that_of_the_plan_as_it_would_be(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        count = app.screen.query_one(ConflictCount)
        before = str(count.render())
        await press_on(app, pilot, COACH, *["J"] * 5)
        assert str(count.render()) != before
        await pilot.press("escape")
        await pilot.pause()
        assert str(count.render()) == before


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_the_two_keys_are_in_sight_while_something_is_pending(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, size=size) as (app, pilot):
        await press_on(app, pilot, COACH, *["J"] * 5)
        panel = screen_text(app)
        assert "enter" in panel
        assert "keeps" in panel
        assert "returns" in panel
        details = text_of(app.screen.query_one("#details"))
        assert "08:00 → 08:25" in " ".join(details.split())
        bar = text_of(app.screen.query_one(KeyBar))
        assert "Keep" in bar
        assert "Return" in bar


@pytest.mark.parametrize(("x", "kept"), [(3, True), (18, False)], ids=["keeps", "returns"])
async def test_the_two_keys_can_be_clicked(demo_store: Path, x: int, kept: bool) -> None:
    async with opened(demo_store, size=(160, 50)) as (app, pilot):
        before, _same = await press_on(app, pilot, TALK, "J")
        panel = app.screen.query_one("#details")
        lines = text_of(panel).splitlines()
        line = next(n for n, text in enumerate(lines) if " enter  keeps" in text)
        await pilot.click(panel, offset=(x, line))
        await until(pilot, lambda: board(app).pending is None)
        assert (programme(app).activities[before.id] != before) is kept


@pytest.mark.parametrize("key", ["down", "right", "2", "e", "a", "n", "slash", "ctrl+p"])
async def test_another_command_keeps_first(demo_store: Path, key: str) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, OPENING, "J", key)
        await until(pilot, lambda: programme(app).activities[before.id] != before)


async def test_undo_takes_back_what_was_pending(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "J", "u")
        assert after == before
        await pilot.press("ctrl+r")
        assert programme(app).activities[before.id] != before


async def test_a_click_on_another_activity_keeps_first(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, OPENING, "J")
        app.screen.query_one(Timeline).select(titled(app, TALK).id)
        await until(pilot, lambda: programme(app).activities[before.id] != before)
        assert app.screen.query_one(Timeline).cursor_activity == titled(app, TALK).id


async def test_quitting_keeps_first(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, OPENING, "J", "ctrl+q")
    workspace = Workspace.open(demo_store)
    workspace.enter(workspace.editions()[0].id)
    assert workspace.programme.activities[before.id] != before
    workspace.close()


async def test_an_end_without_a_command_keeps_too(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, OPENING, "J")
        app.exit()
    workspace = Workspace.open(demo_store)
    workspace.enter(workspace.editions()[0].id)
    assert workspace.programme.activities[before.id] != before
    workspace.close()


async def test_help_leaves_it_pending(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "J", "question_mark", "escape")
        assert after == before
        await pilot.press("enter")
        assert programme(app).activities[before.id] != before


async def test_a_move_past_midnight_is_followed_to_the_next_day(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = await pick(app, pilot, OPENING)
        assert before.start is not None
        midnight = (before.start + timedelta(days=1)).replace(hour=0, minute=0)
        board(app).action_shift((midnight - before.start) // timedelta(minutes=1))
        await pilot.pause()
        assert app.day == midnight.date()
        assert app.screen.query_one(Timeline).cursor_activity == before.id
        assert board(app).pending is not None
        await pilot.press("escape")
        await pilot.pause()
        assert app.day == before.start.date()
        assert app.screen.query_one(Timeline).cursor_activity == before.id


async def test_a_draft_stands_on_what_somebody_else_changes_meanwhile(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, OPENING, "J")
        other = Workspace.open(demo_store, author="bert")
        other.enter(programme(app).edition.id)
        elsewhere = titled(app, TALK)
        other.do(shift(other.programme, elsewhere.id, 30))
        await until(pilot, lambda: programme(app).activities[elsewhere.id] != elsewhere)
        assert board(app).seen.programme.activities[elsewhere.id] != elsewhere
        await pilot.press("enter")
        assert programme(app).activities[before.id] != before
        assert programme(app).activities[elsewhere.id] != elsewhere
        other.close()


async def test_a_draft_of_what_somebody_else_changes_is_dropped_in_words(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, OPENING, "J")
        other = Workspace.open(demo_store, author="bert")
        other.enter(programme(app).edition.id)
        other.do(shift(other.programme, before.id, 30))
        await until(pilot, lambda: board(app).pending is None)
        assert programme(app).activities[before.id] == other.programme.activities[before.id]
        assert any("has not been made" in text for text in messages(app))
        other.close()


async def test_a_draft_back_at_its_origin_writes_nothing(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, OPENING, "J", "K")
        assert "nothing changes" in screen_text(app)
        assert app.workspace is not None
        steps = len(app.workspace.history())
        await pilot.press("enter")
        assert len(app.workspace.history()) == steps
        assert board(app).pending is None
        assert programme(app).activities[before.id] == before


# -- ripple -------------------------------------------------------------------------------


async def test_r_shows_the_rest_of_the_day_shifted_and_enter_keeps(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, COACH, "r", "J", "J", "J")
        pending = board(app).pending
        assert after == before
        assert pending is not None
        assert len(pending.knock_on.edit.changes) > 3
        await pilot.press("enter")
        moved = [c.id for c in pending.knock_on.edit.changes]
        after_all = programme(app)
        for activity_id in moved:
            assert (
                after_all.activities[activity_id]
                == pending.knock_on.programme.activities[activity_id]
            )
        await pilot.press("u")
        assert programme(app).activities[before.id] == before


async def test_a_ripple_takes_typed_minutes(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, COACH, "r", "2", "5", "7", "backspace", "enter")
        assert before.start is not None
        after = programme(app).activities[before.id]
        assert after.start == before.start + timedelta(minutes=25)


async def test_digits_after_k_shift_earlier(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, _same = await press_on(app, pilot, COACH, "r", "K", "1", "0", "enter")
        assert before.start is not None
        after = programme(app).activities[before.id]
        assert after.start == before.start - timedelta(minutes=10)


async def test_a_ripple_says_what_holds_it_up(demo_store: Path) -> None:
    async with opened(demo_store, size=(160, 50)) as (app, pilot):
        await press_on(app, pilot, "Lunch at Le CLICK", "p")
        await press_on(app, pilot, COACH, "r", "J")
        assert "stays (pinned)" in screen_text(app)


async def test_capital_r_lets_people_be_there_in_time(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        stop = "A6K: engineers and artists under one roof"
        coach, _same = await press_on(app, pilot, COACH, *["J"] * 4, "enter")
        assert coach.start is not None
        anchor, _same = await press_on(app, pilot, stop, "R")
        pending = board(app).pending
        assert pending is not None
        assert pending.knock_on.count(pending.knock_on.go[0].severity) < 0
        await pilot.press("enter")
        assert programme(app).activities[anchor.id] == anchor
        end = programme(app).end(programme(app).activities[coach.id])
        assert end == anchor.start


async def test_the_app_ends_with_a_draft_that_changes_nothing(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, OPENING)
        await press(app, pilot, "r")
        assert board(app).pending is not None
