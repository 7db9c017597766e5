"""Which days the board shows, whose columns, and which way round."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from screens.app import PlannerApp
from screens.board_views import BoardViews, days_in_view
from screens.widgets.day_bar import DayBar
from screens.widgets.timeline import Timeline
from tests.screens.drive import Driver, opened, screen_text, text_of, until

DAYS = tuple(date(2024, 10, 22) + timedelta(days=n) for n in range(6))


@pytest.mark.parametrize(
    ("day", "count", "shown", "first", "length"),
    [
        (0, 1, (), 0, 1),
        (2, 3, (), 2, 3),
        (5, 3, (), 3, 3),
        (3, 3, (2, 3, 4), 2, 3),
        (5, 3, (2, 3, 4), 3, 3),
        (1, 3, (2, 3, 4), 1, 3),
        (4, None, (4,), 0, 6),
        (4, 9, (), 0, 6),
    ],
    ids=[
        "one", "three from the day on", "never beyond the last", "stays while the day is in it",
        "moves on", "moves back", "all", "no more than there are",
    ],
)  # fmt: skip
def test_days_in_view(
    day: int, count: int | None, shown: tuple[int, ...], first: int, length: int
) -> None:
    found = days_in_view(DAYS, DAYS[day], count, [DAYS[n] for n in shown])
    assert found == DAYS[first : first + length]


def test_days_that_the_edition_has_lost_are_not_shown() -> None:
    assert days_in_view(DAYS[:3], DAYS[2], 3, DAYS[1:4]) == DAYS[:3]


def board(app: PlannerApp) -> BoardViews:
    assert isinstance(app.screen, BoardViews)
    return app.screen


async def test_z_shows_one_day_three_days_and_the_whole_edition(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        lengths = [len(board(app).days_shown)]
        for _press in range(3):
            await pilot.press("z")
            await pilot.pause()
            lengths.append(len(board(app).days_shown))
        assert lengths == [1, 3, 6, 1]


async def test_o_turns_the_picture_and_back(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("right_square_bracket")
        upright = text_of(app.screen.query_one(Timeline))
        await pilot.press("o")
        await pilot.pause()
        turned = text_of(app.screen.query_one(Timeline))
        assert upright.splitlines()[0].count("✓") > 1
        assert turned.splitlines()[0].count("✓") == 0
        assert turned.count("✓") > 1
        await pilot.press("o")
        await pilot.pause()
        assert text_of(app.screen.query_one(Timeline)) == upright


async def test_brackets_go_to_the_day_within_what_is_shown(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("z")
        shown = board(app).days_shown
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert board(app).days_shown == shown
        assert app.day == board(app).timeline.cursor_day == DAYS[1]
        for _press in range(2):
            await pilot.press("right_square_bracket")
        await pilot.pause()
        assert board(app).days_shown[-1] >= DAYS[3]
        assert app.day == board(app).timeline.cursor_day == DAYS[3]


async def test_the_day_follows_the_cursor(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("z", "end")
        await until(pilot, lambda: app.day == DAYS[2], "the cursor is on the third day")
        assert app.screen.query_one(DayBar).day == DAYS[2]


async def test_an_activity_on_a_day_that_is_not_shown_is_gone_to(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("z")
        assert app.state is not None
        programme = app.state.programme
        last = next(a for a in programme.on_day(DAYS[5]) if programme.delegations_in(a.id))
        app.go_to_activity(last.id)
        await until(pilot, lambda: board(app).timeline.cursor_activity == last.id)
        assert DAYS[5] in board(app).days_shown


async def click_choice(app: PlannerApp, pilot: Driver, name: str) -> None:
    """Click a choice of the day bar by its name."""
    bar = app.screen.query_one(DayBar)
    choice = next(c for c in bar.choices if c.name == name)
    line = screen_text(app).splitlines()[bar.region.y]
    text = choice.text if choice.text in line else f"{choice.key} ▾"
    await pilot.click(offset=(line.rindex(text), bar.region.y))
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_day_bar_does_with_the_mouse_what_the_keys_do(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, size=size) as (app, pilot):
        await click_choice(app, pilot, "span")
        assert len(board(app).days_shown) == 3
        await click_choice(app, pilot, "turn")
        assert board(app).timeline.turned
        assert board(app).by_delegation
        await click_choice(app, pilot, "view")
        assert board(app).by_place


async def test_a_narrow_day_bar_says_that_there_are_more_days(demo_store: Path) -> None:
    async with opened(demo_store, size=(50, 24)) as (app, pilot):
        assert "›" in text_of(app.screen.query_one(DayBar))
        line = text_of(app.screen.query_one(DayBar))
        await pilot.click(DayBar, offset=(line.index("›"), 0))
        await until(pilot, lambda: app.day != DAYS[0], "the first day that was hidden")


async def test_a_key_moves_an_activity_of_the_turned_picture(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("right_square_bracket", "o", "J")
        await until(pilot, lambda: "↔" in text_of(app.screen.query_one(Timeline)))
        await pilot.press("escape")
        await until(pilot, lambda: "↔" not in text_of(app.screen.query_one(Timeline)))


@pytest.mark.parametrize(("text", "length"), [("Days", 3), ("Turn", 1)])
async def test_the_palette_offers_what_the_keys_do(
    demo_store: Path, text: str, length: int
) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: app.screen.is_modal, "the palette opens")
        await pilot.press(*"".join(text.split()[:1]).lower())
        await until(pilot, lambda: text in screen_text(app), text)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BoardViews), "the palette closes")
        await until(pilot, lambda: len(board(app).days_shown) == length)
        assert board(app).timeline.turned is (text == "Turn")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("left_square_bracket", "This is the first day."),
        ("right_square_bracket", "This is the last day."),
    ],
    ids=["first", "last"],
)
async def test_the_first_and_the_last_day_say_so(demo_store: Path, key: str, said: str) -> None:
    async with opened(demo_store) as (app, pilot):
        for _day in DAYS:
            await pilot.press(key)
        await until(pilot, lambda: said in screen_text(app))
