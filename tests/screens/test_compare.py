"""The Compare screen."""

from pathlib import Path

import pytest

from planner.edits.remove import remove
from screens.app import PlannerApp
from screens.widgets.line_list import LineList
from tests.screens.drive import Driver, messages, opened, pick, screen_text, until
from tests.screens.test_history import keynote, make_steps


async def in_compare(app: PlannerApp, pilot: Driver) -> LineList:
    await pilot.press("f6")
    await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "compare", "compare")
    return app.screen.query_one("#pairs", LineList)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_then_and_now_shows_a_move_in_one_line(
    demo_store: Path, size: tuple[int, int]
) -> None:
    make_steps(demo_store)
    async with opened(demo_store, size=size) as (app, pilot):
        lines = await in_compare(app, pilot)
        assert lines.cursor_key == f"{keynote_id(app)}|{keynote_id(app)}"
        await pilot.press("o")
        await until(pilot, lambda: len(lines.keys) == 1)
        text = screen_text(app)
        assert "10:45–11:30 ★ Keynote" in text
        assert "11:05–12:05 ★ Keynote" in text
        assert "moved · start 10:45 → 11:05" in text
        assert "→ 1 moved" in text


def keynote_id(app: PlannerApp) -> str:
    assert app.workspace is not None
    return keynote(app.workspace).id


async def test_nothing_but_differences_says_so_when_there_are_none(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await in_compare(app, pilot)
        await pilot.press("o")
        await until(pilot, lambda: "The two sides are alike" in screen_text(app))


@pytest.mark.slow
async def test_sides_are_chosen_and_exchanged_by_key(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        await in_compare(app, pilot)
        await pilot.press("m")
        await until(pilot, lambda: shown(app, "◀ Tue 22 Oct", "▶ Wed 23 Oct"))
        await pilot.press("l")
        await pick(app, pilot, "Sat 26")
        await pilot.press("r")
        await pick(app, pilot, "Sun 27")
        await until(pilot, lambda: shown(app, "◀ Sat 26 Oct", "▶ Sun 27 Oct"))
        await pilot.press("x")
        await until(pilot, lambda: shown(app, "◀ Sun 27 Oct", "▶ Sat 26 Oct"))


def shown(app: PlannerApp, *texts: str) -> bool:
    text = screen_text(app).replace("\xa0", " ")
    return all(each in text for each in texts)


@pytest.mark.slow
async def test_two_delegations_by_mouse(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await in_compare(app, pilot)
        await pilot.click("#what", offset=(14, 0))
        await until(pilot, lambda: shown(app, "◀ Caen", "▶ Viborg"))
        await pilot.click("#sides", offset=(4, 0))
        await pick(app, pilot, "Hamar")
        await until(pilot, lambda: shown(app, "◀ Hamar", "▶ Viborg"))
        await pilot.press("t")
        await pick(app, pilot, "Thu 24")
        await until(pilot, lambda: shown(app, "Thu 24 Oct"))


async def test_n_goes_from_difference_to_difference_and_enter_to_the_board(
    demo_store: Path,
) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        lines = await in_compare(app, pilot)
        wanted = f"{keynote_id(app)}|{keynote_id(app)}"
        for key in ("n", "N"):
            await pilot.press("home")
            assert lines.cursor_key != wanted
            await pilot.press(key)
            await until(pilot, lambda: lines.cursor_key == wanted)
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "board")
        assert app.selected == keynote_id(app)


async def test_one_delegation_then_and_now(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        lines = await in_compare(app, pilot)
        everything = len(lines.keys)
        await pilot.press("w")
        await pick(app, pilot, "Caen")
        await until(pilot, lambda: 0 < len(lines.keys) < everything)


async def test_an_empty_edition_says_what_to_do(empty_store: Path) -> None:
    from tests.screens.test_day_of_screen import make_empty_edition

    make_empty_edition(empty_store)
    async with opened(empty_store) as (app, pilot):
        await in_compare(app, pilot)
        await until(pilot, lambda: "Nothing on either side" in screen_text(app))
        await pilot.press("m", "m")
        await until(pilot, lambda: "No delegation comes yet" in screen_text(app))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("m", "t"), "Two days are compared: choose them with l and r."),
        (("m", "m", "w"), "Two delegations are compared: choose them with l and r."),
        (("n",), "There is no other difference."),
    ],
    ids=["day", "whose", "next"],
)
async def test_a_key_that_has_nothing_to_do_says_why(
    demo_store: Path, keys: tuple[str, ...], said: str
) -> None:
    async with opened(demo_store) as (app, pilot):
        await in_compare(app, pilot)
        await pilot.press(*keys)
        await until(pilot, lambda: said in messages(app))


async def test_what_is_only_on_the_left_is_not_on_the_board(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        lines = await in_compare(app, pilot)
        app.perform(lambda programme: remove(programme, programme.activities[keynote_id(app)]))
        await until(pilot, lambda: lines.cursor_key is not None)
        gone = next(key for key in lines.keys if key.endswith("|"))
        lines.select(gone)
        await pilot.press("enter")
        await until(pilot, lambda: "This activity is not in the plan now." in messages(app))
