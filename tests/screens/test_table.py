"""The table that all rooms show rows in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Static

from planner.conflicts import Severity
from screens.widgets.row_pane import RowPane
from screens.widgets.table import Column, RowTable, sign_column
from screens.widgets.table_cells import rich_style
from tests.marks import slow_from
from tests.screens.drive import text_of

HOSTILE = ("Dr [Lee]", "[/]", "[@click=app.quit]x[/]", "{0} %s $x", "a\x1b[31mb\u202ec", "[b", "")


@dataclass(frozen=True)
class Town:
    id: str
    name: str
    people: int | None = None
    severity: Severity | None = None


COLUMNS: tuple[Column[Town], ...] = (
    sign_column(lambda town: town.severity),
    Column("name", "Name", lambda town: town.name, 10, grow=1),
    Column(
        "people",
        "People",
        lambda town: "" if town.people is None else str(town.people),
        6,
        order=lambda town: town.people,
        right=True,
    ),
    Column("id", "Key", lambda town: town.id, 8, from_width=60),
)


class TableApp(App[None]):
    """A table and what it said."""

    def __init__(self, towns: Iterable[Town]) -> None:
        super().__init__()
        self.towns = list(towns)
        self.told: list[str | None] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield RowPane(
            RowTable[Town](COLUMNS, row_style=lambda t: "strike" if t.people == 0 else ""),
            "No towns yet: press n.",
        )

    def on_mount(self) -> None:
        self.query_one(RowPane).show(self.towns)
        self.table.focus()

    @property
    def table(self) -> RowTable[Town]:
        return self.query_one(RowTable)

    def on_row_table_highlighted(self, event: RowTable.Highlighted) -> None:
        self.told.append(event.row_id)

    def on_row_table_chosen(self, event: RowTable.Chosen) -> None:
        self.chosen.append(event.row_id)

    def show(self, towns: Iterable[Town]) -> None:
        self.towns = list(towns)
        self.query_one(RowPane).show(self.towns)


TOWNS = (
    Town("t-v", "Viborg", 3),
    Town("t-c", "Caen", None, Severity.WARNING),
    Town("t-e", "Enghien-les-Bains", 5, Severity.BLOCKING),
    Town("t-h", "Hamar", 0),
)


def many(count: int) -> list[Town]:
    return [Town(f"t-{n}", f"Town {n:04}", n) for n in range(count)]


def names(table: RowTable[Any]) -> list[str]:
    return [table.text_at(row_id, "name") for row_id in table.keys]


def is_struck(table: RowTable[Any], text: str) -> bool:
    """Whether the line with that text is struck through."""
    strips = table.render_lines(table.size.region)
    line = next(strip for strip in strips if text in strip.text)
    return any(segment.style and segment.style.strike for segment in line)


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


async def test_rows_stand_in_the_order_given() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert names(app.table) == ["Viborg", "Caen", "Enghien-les-Bains", "Hamar"]
        assert app.table.row_id == "t-v"


async def test_the_first_row_is_told_and_then_each_the_cursor_goes_to() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "down", "up")
        assert app.told == ["t-v", "t-c", "t-e", "t-c"]


async def test_enter_chooses_the_row_under_the_cursor() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        assert app.chosen == ["t-c"]


async def test_one_click_selects_and_a_double_click_chooses() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.click(app.table, offset=(6, 3))
        await pilot.click(app.table, offset=(6, 3))
        await settle(pilot)
        assert (app.table.row_id, app.chosen) == ("t-e", [])
        await pilot.click(app.table, offset=(6, 3), times=2)
        await settle(pilot)
        assert app.chosen == ["t-e"]


async def test_a_changed_row_changes_in_its_place() -> None:
    app = TableApp(many(200))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.table.select("t-100")
        await settle(pilot)
        top = app.table.scroll_y
        app.show([replace(t, name="Changed") if t.id == "t-3" else t for t in app.towns])
        await settle(pilot)
        assert names(app.table)[3] == "Changed"
        assert (app.table.row_id, app.table.scroll_y) == ("t-100", top)
        assert top > 50


async def test_a_row_added_before_the_cursor_leaves_the_cursor_on_its_row() -> None:
    app = TableApp(many(200))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.table.select("t-100")
        await settle(pilot)
        app.show([Town("t-new", "New"), *app.towns])
        await settle(pilot)
        assert names(app.table)[:2] == ["New", "Town 0000"]
        assert app.table.row_id == "t-100"
        assert app.told == ["t-0", "t-100"]


async def test_a_row_that_moves_takes_the_cursor_along() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.show([*TOWNS[1:], replace(TOWNS[0], people=0)])
        await settle(pilot)
        assert names(app.table)[-1] == "Viborg"
        assert app.table.row_id == "t-v"
        assert app.told == ["t-v"]


async def test_when_the_row_under_the_cursor_goes_its_place_is_kept_and_told() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("down")
        app.show([t for t in TOWNS if t.id != "t-c"])
        await settle(pilot)
        assert app.table.row_id == "t-e"
        assert app.told == ["t-v", "t-c", "t-e"]


async def test_when_the_last_row_goes_nothing_is_under_the_cursor() -> None:
    app = TableApp(TOWNS[:1])
    async with app.run_test() as pilot:
        await settle(pilot)
        app.show([])
        await settle(pilot)
        assert app.table.row_id is None
        assert app.told == ["t-v", None]
        assert "press n" in str(app.query_one(".empty", Static).visual)


async def test_a_whole_other_list_of_rows_replaces_the_first() -> None:
    app = TableApp(many(50))
    async with app.run_test() as pilot:
        await settle(pilot)
        app.show([Town(f"x-{n}", f"X {n}") for n in range(60)])
        await settle(pilot)
        assert names(app.table) == [f"X {n}" for n in range(60)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["greater_than_sign"], ["t-e", "t-c", "t-v", "t-h"]),
        (["less_than_sign"], ["t-c", "t-e", "t-h", "t-v"]),
        (["less_than_sign", "less_than_sign"], ["t-h", "t-v", "t-e", "t-c"]),
        (["less_than_sign", "less_than_sign", "s"], ["t-e", "t-v", "t-h", "t-c"]),
        (["less_than_sign", "s", "s"], ["t-v", "t-c", "t-e", "t-h"]),
    ],
    ids=["sign", "last-column", "number", "number-down", "as-given-again"],
)
async def test_keys_sort_and_what_is_unknown_comes_last(
    keys: list[str], expected: list[str]
) -> None:
    app = TableApp(TOWNS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        found = list(app.table.keys)
        assert found == expected
        assert app.table.row_id == "t-v"


async def test_before_it_is_laid_out_keys_that_sort_do_no_harm() -> None:
    """A key may be quicker than the first layout of a list that has just come into view."""
    app = TableApp([])
    async with app.run_test() as pilot:
        hidden = RowTable[Town](COLUMNS)
        hidden.display = False
        await app.mount(hidden)
        hidden.show(many(3))
        hidden.action_turn()
        hidden.action_sort_by(1)
        await pilot.pause()
        assert [row.id for row in many(3)] == list(hidden.keys)


async def test_a_click_on_a_header_sorts_and_a_second_one_turns_it_round() -> None:
    app = TableApp(TOWNS)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click(app.table, offset=(6, 0))
        await settle(pilot)
        assert names(app.table) == ["Caen", "Enghien-les-Bains", "Hamar", "Viborg"]
        assert "Name ▲" in text_of(app.table).splitlines()[0]
        await pilot.click(app.table, offset=(6, 0))
        await settle(pilot)
        assert names(app.table)[0] == "Viborg"


async def test_a_sorted_table_stays_sorted_when_rows_change() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        app.table.sort_rows("name")
        app.show([replace(t, name="Zagreb") if t.id == "t-c" else t for t in TOWNS])
        await settle(pilot)
        assert names(app.table) == ["Enghien-les-Bains", "Hamar", "Viborg", "Zagreb"]


async def test_typing_narrows_the_list_and_escape_shows_all_again() -> None:
    app = TableApp([*TOWNS, Town("t-o", "Örebro")])
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"OREB")
        await settle(pilot)
        assert names(app.table) == ["Örebro"]
        assert app.told[-1] == "t-o"
        assert "1 of 5" in str(app.query_one(".filter-count", Static).visual)
        await pilot.press("escape")
        await settle(pilot)
        assert len(names(app.table)) == 5
        assert app.focused is app.table


async def test_a_filter_holds_when_rows_change() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f", *"ca", "enter")
        app.show([*TOWNS, Town("t-n", "Cannes"), Town("t-x", "Oslo")])
        await settle(pilot)
        assert names(app.table) == ["Caen", "Cannes"]
        assert app.focused is app.table


async def test_columns_that_do_not_fit_are_left_out_and_come_back() -> None:
    app = TableApp(TOWNS)
    async with app.run_test(size=(50, 24)) as pilot:
        await settle(pilot)
        app.table.select("t-e")
        assert "Key" not in text_of(app.table)
        await pilot.resize_terminal(100, 24)
        await settle(pilot)
        assert "Key" in text_of(app.table)
        assert app.table.row_id == "t-e"


@pytest.mark.parametrize("width", [50, 80, 133])
async def test_columns_fill_the_width_and_never_more(width: int) -> None:
    app = TableApp(many(100))
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        assert app.table.virtual_size.width == width - 1


async def test_rows_may_be_struck_out() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        assert is_struck(app.table, "Hamar")
        assert not is_struck(app.table, "Viborg")


@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_text_of_users_is_shown_as_it_is(text: str) -> None:
    app = TableApp([Town("t", text)])
    async with app.run_test() as pilot:
        await settle(pilot)
        shown = text_of(app.table).splitlines()[1]
        assert text.replace("\x1b", "�").replace("\u202e", "�")[:18] in shown


async def test_hostile_words_in_the_filter_find_nothing_and_break_nothing() -> None:
    app = TableApp(TOWNS)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f")
        app.query_one(Input).value = "[/] [@click=x] %s"
        await settle(pilot)
        assert names(app.table) == []


async def test_a_change_among_many_rows_is_shown() -> None:
    app = TableApp(many(1000))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.show([replace(t, people=7) if t.id == "t-5" else t for t in app.towns])
        await settle(pilot)
        line = text_of(app.table).splitlines()[6]
        assert line.split() == ["Town", "0005", "7", "t-5"]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", ""),
        (" bold ", "bold"),
        ("dim $error", "dim #EF6A6A"),
        ("$auto bold", "bold"),
        ("$x", ""),
    ],
)
def test_styles_take_colours_from_the_theme(style: str, expected: str) -> None:
    assert rich_style(style, {"error": "#EF6A6A", "auto": "auto 60%"}) == expected
