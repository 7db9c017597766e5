"""One key out of a conflict, from the board."""

from pathlib import Path

from screens.board_drafts import Remedied
from tests.screens.board_scene import board, press_on, programme, titled
from tests.screens.drive import messages, opened, screen_text, text_of, until

COACH = "Coach A: Namur - Charleroi"
LUNCH = "Lunch at Le CLICK"


async def test_f_shows_a_way_out_that_enter_keeps(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, COACH, *["J"] * 5, "enter")
        coach = titled(app, COACH)
        wrong = {c.key for c in board(app).state.by_activity[coach.id]}
        await pilot.press("f")
        await pilot.pause()
        pending = board(app).pending
        assert pending is not None
        assert "Would go" in screen_text(app)
        assert wrong - {c.key for c in pending.knock_on.conflicts}
        await pilot.press("enter")
        assert app.state is not None
        assert wrong - {c.key for c in app.state.open_conflicts}


async def test_f_again_shows_the_next_way_out(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, COACH, *["J"] * 5, "enter")
        before = programme(app)
        shown = []
        for _press in range(2):
            await pilot.press("f")
            await pilot.pause()
            pending = board(app).pending
            assert pending is not None
            assert isinstance(pending.draft, Remedied)
            shown.append(str(pending.draft.edit.label))
        assert len(set(shown)) == 2
        assert programme(app) is before


async def test_where_nothing_is_wrong_f_says_so(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, LUNCH, "f")
        assert board(app).pending is None
        assert any("Nothing is wrong" in text for text in messages(app))


async def test_a_click_on_a_conflict_goes_to_the_conflicts(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, COACH, *["J"] * 5, "enter")
        await pilot.pause()
        details = app.screen.query_one("#details")
        lines = text_of(details).splitlines()
        line = next(n for n, text in enumerate(lines) if "✖" in text)
        await pilot.click(details, offset=(6, line))
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "conflicts")
