"""Copy, swap, split and merge on the board."""

from datetime import timedelta
from pathlib import Path

from textual.widgets import Static

from planner.edits.groups import choices
from screens.dialogs import Confirm
from screens.forms.toggle_list import ToggleList
from screens.split_dialog import SplitDialog
from screens.widgets.action_line import ActionLine
from screens.widgets.timeline import Timeline
from tests.screens.board_scene import OPENING, TALK, board, pick, press_on, programme
from tests.screens.drive import messages, opened, screen_text, text_of, until

COACH = "Coach A: Namur - Charleroi"
LUNCH = "Lunch at Le CLICK"


async def test_c_copies_into_the_tray(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, OPENING, "c")
        assert [a.title for a in programme(app).unplaced].count(OPENING) == 1


async def test_w_on_two_activities_shows_them_swapped_and_enter_keeps(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        first, _same = await press_on(app, pilot, OPENING, "w")
        second, same = await press_on(app, pilot, TALK, "w")
        assert same == second
        assert board(app).pending is not None
        await pilot.press("enter")
        assert programme(app).activities[first.id].start == second.start
        assert programme(app).activities[second.id].start == first.start


async def test_the_first_of_a_swap_is_marked_until_escape(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        first, _same = await press_on(app, pilot, OPENING, "w")
        assert "w on another activity swaps" in screen_text(app)
        assert first.id in board(app).marks_shown
        await pick(app, pilot, TALK)
        assert "w on another activity swaps" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "w on another activity swaps" not in screen_text(app)
        assert board(app).marked is None


async def test_a_click_gives_the_mark_up(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, OPENING, "w")
        notice = app.screen.query_one("#notice", Static)
        await pilot.click(notice, offset=(text_of(notice).index(" esc ") + 1, 0))
        await until(pilot, lambda: board(app).marked is None)


async def test_w_twice_on_the_same_gives_up(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "w", "w")
        assert after == before
        assert board(app).marked is None
        assert board(app).pending is None


async def test_s_asks_who_and_splits_them_off(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        lunch, _same = await press_on(app, pilot, LUNCH, "s")
        await until(pilot, lambda: isinstance(app.screen, SplitDialog))
        everybody = programme(app).delegations_in(lunch.id)
        await pilot.press("space", "ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        twins = [a for a in programme(app).activities.values() if a.title == LUNCH]
        assert [a.start for a in twins] == [lunch.start, lunch.start]
        parted = [programme(app).delegations_in(a.id) for a in twins]
        assert sorted(map(len, parted)) == [1, len(everybody) - 1]
        await pilot.press("u")
        assert programme(app).delegations_in(lunch.id) == everybody


async def test_the_split_dialog_works_by_mouse(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        lunch, _same = await press_on(app, pilot, LUNCH, "s")
        await until(pilot, lambda: isinstance(app.screen, SplitDialog))
        await pilot.click(ToggleList, offset=(2, 0))
        await pilot.click("#split")
        await until(pilot, lambda: not app.screen.is_modal)
        assert len([a for a in programme(app).activities.values() if a.title == LUNCH]) == 2
        assert lunch.id in programme(app).activities


async def test_escape_in_the_split_dialog_changes_nothing(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, LUNCH, "s")
        await until(pilot, lambda: isinstance(app.screen, SplitDialog))
        before = programme(app)
        await pilot.press("space", "escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert programme(app) is before


async def test_where_one_takes_part_there_is_nothing_to_split(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        lonely = next(
            a
            for a in programme(app).activities.values()
            if len(choices(programme(app), a.id)) == 1 and a.parent_id is None and a.start
        )
        app.go_to_activity(lonely.id)
        await until(pilot, lambda: board(app).chosen == lonely.id)
        await pilot.press("s")
        assert not app.screen.is_modal
        assert any("no group to split off" in text for text in messages(app))


async def test_m_merges_what_was_split_without_a_question(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        lunch, _same = await press_on(app, pilot, LUNCH, "s")
        await until(pilot, lambda: isinstance(app.screen, SplitDialog))
        everybody = programme(app).delegations_in(lunch.id)
        await pilot.press("space", "ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        (copy,) = [
            a.id
            for a in programme(app).activities.values()
            if a.title == LUNCH and a.id != lunch.id
        ]
        await press_on(app, pilot, LUNCH, "m")
        assert app.screen.query_one(Timeline).select(copy)
        await pilot.pause()
        await pilot.press("m")
        await until(pilot, lambda: copy not in programme(app).activities)
        assert programme(app).delegations_in(lunch.id) == everybody


async def test_m_shows_what_differs_and_asks(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        first, _same = await press_on(app, pilot, OPENING, "m")
        second, _same = await press_on(app, pilot, TALK, "m")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        text = screen_text(app)
        assert "They differ" in text
        assert "title: Opening" in text
        assert "start: 24 Oct 10:00 | 24 Oct 15:00" in text
        await pilot.click("#yes")
        await until(pilot, lambda: second.id not in programme(app).activities)
        assert app.screen.query_one(Timeline).cursor_activity == first.id
        assert not messages(app)


async def test_capital_c_copies_to_the_next_day_and_goes_there(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = await pick(app, pilot, OPENING)
        await pilot.press("C")
        await until(pilot, lambda: app.selected != before.id)
        twin = programme(app).activities[app.selected or ""]
        assert before.start is not None
        assert twin.start == before.start + timedelta(days=1)
        assert app.day == twin.start.date()
        await until(pilot, lambda: app.screen.query_one(Timeline).cursor_activity == twin.id)


async def test_a_click_on_copy_to_next_day_does_the_same(demo_store: Path) -> None:
    async with opened(demo_store, size=(200, 60)) as (app, pilot):
        before = await pick(app, pilot, OPENING)
        line = app.screen.query_one("#actions", ActionLine)
        lines = text_of(line).splitlines()
        y = next(n for n, text in enumerate(lines) if "copy to next day" in text)
        await pilot.click(line, offset=(lines[y].index("copy to next day"), y))
        await until(pilot, lambda: app.selected != before.id)
