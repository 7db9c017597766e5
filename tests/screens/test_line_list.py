"""The list and the matrix that are drawn by line."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult

from screens.widgets.line_list import LineList
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow, Wrapped
from screens.widgets.matrix import Matrix, MatrixCell, MatrixColumn
from tests.marks import slow_from
from tests.screens.drive import text_of

HOSTILE = ("Dr [Lee]", "[/]", "[@click=app.quit]x[/]", "{0} %s $x", "a\x1b[31mb\u202ec", "")


def rows(count: int, heading_every: int = 0) -> list[ListRow]:
    found: list[ListRow] = []
    for n in range(count):
        if heading_every and n % heading_every == 0:
            found.append(Heading(f"h{n}", f"Group {n}"))
        found.append(Wrapped(f"r{n}", "!", f"Row {n}"))
    return found


class ListApp(App[None]):
    """A list and what it said."""

    def __init__(self, shown: Sequence[ListRow], *, open_on_click: bool = False) -> None:
        super().__init__()
        self.shown = shown
        self.open_on_click = open_on_click
        self.told: list[str | None] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield LineList(empty="Nothing here yet: press n.", open_on_click=self.open_on_click)

    def on_mount(self) -> None:
        self.list.focus()
        self.list.show_rows(self.shown)

    @property
    def list(self) -> LineList:
        return self.query_one(LineList)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        self.told.append(event.key)

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.chosen.append(event.key)


async def test_the_cursor_passes_over_headings() -> None:
    app = ListApp(rows(4, heading_every=2))
    async with app.run_test() as pilot:
        await pilot.press("j", "down", "k")
        await pilot.pause()
        assert app.told == ["r0", "r1", "r2", "r1"]


async def test_enter_and_a_double_click_open_a_click_only_selects() -> None:
    app = ListApp(rows(4))
    async with app.run_test() as pilot:
        await pilot.click(app.list, offset=(3, 2))
        assert (app.list.cursor_key, app.chosen) == ("r2", [])
        await pilot.press("enter")
        await pilot.click(app.list, offset=(3, 1), times=2)
        assert app.chosen == ["r2", "r1"]


async def test_a_list_of_choices_opens_with_one_click() -> None:
    app = ListApp(rows(4), open_on_click=True)
    async with app.run_test() as pilot:
        await pilot.click(app.list, offset=(3, 2))
        assert app.chosen == ["r2"]


async def test_the_cursor_stays_on_its_row_and_the_row_on_its_line() -> None:
    app = ListApp(rows(200))
    async with app.run_test(size=(60, 20)) as pilot:
        app.list.select("r100")
        await pilot.pause()
        before = [line for line in text_of(app.list).splitlines() if "Row 100" in line]
        top = text_of(app.list).splitlines().index(before[0])
        app.list.show_rows([Wrapped("new", "!", "New"), *rows(200)])
        await pilot.pause()
        assert app.list.cursor_key == "r100"
        assert text_of(app.list).splitlines()[top] == before[0]


async def test_when_the_row_under_the_cursor_goes_its_place_is_kept() -> None:
    app = ListApp(rows(5))
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        app.list.show_rows([r for r in rows(5) if r.key != "r2"])
        await pilot.pause()
        assert app.list.cursor_key == "r3"
        app.list.show_rows([])
        await pilot.pause()
        assert app.list.cursor_key is None
        assert "press n" in text_of(app.list)


async def test_when_the_last_row_of_a_group_goes_the_cursor_goes_on_to_the_next_group() -> None:
    app = ListApp([*rows(2), Heading("h", "More"), Wrapped("next", "!", "Next")])
    async with app.run_test() as pilot:
        await pilot.press("down")
        app.list.show_rows([*rows(1), Heading("h", "More"), Wrapped("next", "!", "Next")])
        await pilot.pause()
        assert app.list.cursor_key == "next"


async def test_keys_go_to_the_ends_and_by_pages() -> None:
    app = ListApp(rows(100))
    async with app.run_test(size=(60, 20)) as pilot:
        for key, expected in (
            ("end", "r99"),
            ("home", "r0"),
            ("pagedown", "r19"),
            ("pageup", "r0"),
        ):
            await pilot.press(key)
            assert app.list.cursor_key == expected
        await pilot.press("end")
        await pilot.pause()
        assert "Row 99" in text_of(app.list)


async def test_long_sentences_are_wrapped_anew_when_the_width_changes() -> None:
    app = ListApp([Wrapped("a", "!", "one two three four five six seven eight", "tail")])
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert len(text_of(app.list).split()) == 10
        wide = app.list.virtual_size.height
        await pilot.resize_terminal(20, 20)
        await pilot.pause()
        assert app.list.virtual_size.height > wide
        assert all(len(line) <= 20 for line in text_of(app.list).splitlines())


@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_the_users_text_is_never_markup(text: str) -> None:
    table = Layout([ColumnSpec("A", 30, 30)])
    shown: list[ListRow] = [
        Heading("h", text),
        Wrapped("w", "!", text, text),
        TableRow("t", table, (Run(text),)),
    ]
    app = ListApp(shown)
    async with app.run_test() as pilot:
        await pilot.pause()
        found = text_of(app.list)
        assert "\x1b" not in found
        assert "\u202e" not in found
        if text.isprintable() and text:
            assert found.count(text) == 4


async def test_the_last_of_thousands_of_rows_is_reached_at_once() -> None:
    app = ListApp([])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        many = rows(5000, heading_every=50)
        app.list.show_rows(many)
        await pilot.pause()
        await pilot.press("end")
        assert "Row 4999" in text_of(app.list)


# -- columns ------------------------------------------------------------------------------


def test_columns_take_the_width_there_is_in_order_of_rank() -> None:
    table = Layout(
        [ColumnSpec("A", 5, 10), ColumnSpec("B", 5, 10, rank=1), ColumnSpec("C", 5, 5, rank=2)]
    )
    assert table.widths(40) == (10, 10, 5)
    assert table.widths(21) == (8, 5, 5)
    assert table.widths(14) == (7, 5, 0)
    assert table.widths(8) == (7, 0, 0)


def test_a_cell_that_is_too_long_is_cut_with_an_ellipsis() -> None:
    table = Layout([ColumnSpec("A", 5, 5), ColumnSpec("N", 4, 4, right=True)])
    line = "".join(run.text for run in table.line([Run("Karlsruhe"), Run("7")], 11))
    assert line == "Karl…    7 "


# -- matrix -------------------------------------------------------------------------------


class MatrixApp(App[None]):
    """A matrix and what it said."""

    def __init__(self, lines: int, columns: int) -> None:
        super().__init__()
        self.table = Layout([ColumnSpec("Item", 12, 30), ColumnSpec("Place", 8, 16, rank=1)])
        self.lines = lines
        self.columns = [MatrixColumn(f"c{n}", f"City {n}") for n in range(columns)]
        self.asked: set[tuple[str, str]] = set()
        self.turned: list[tuple[str, str]] = []
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield Matrix(self.table)

    def on_mount(self) -> None:
        self.matrix.focus()
        self.show()

    def show(self) -> None:
        found: list[ListRow] = [
            TableRow(f"r{n}", self.table, (Run(f"Item {n}"), Run("Namur")))
            for n in range(self.lines)
        ]
        self.matrix.show_cells([Heading("h", "Thursday"), *found], self.columns, self.cell)

    def cell(self, row: str, column: str) -> MatrixCell:
        self.asked.add((row, column))
        return MatrixCell(f"{row[1:]}.{column[1:]}")

    @property
    def matrix(self) -> Matrix:
        return self.query_one(Matrix)

    def on_matrix_toggled(self, event: Matrix.Toggled) -> None:
        self.turned.append((event.row, event.column))

    def on_line_list_opened(self, event: LineList.Opened) -> None:
        self.opened.append(event.key)


async def test_keys_move_in_both_directions_and_space_turns_a_cell() -> None:
    app = MatrixApp(10, 8)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("j", "j", "l", "l", "l", "h", "space")
        assert (app.matrix.cursor_key, app.matrix.cursor_column) == ("r2", "c2")
        assert app.turned == [("r2", "c2")]
        await pilot.press("ctrl+end", "up", "space", "ctrl+home", "space")
        assert app.turned[1:] == [("r1", "c7"), ("r1", "c0")]


async def test_a_click_turns_the_cell_it_hits_and_a_title_is_only_selected() -> None:
    app = MatrixApp(10, 8)
    async with app.run_test(size=(120, 20)) as pilot:
        matrix = app.matrix
        x = matrix.row_width + 3 * matrix.column_width + 1
        await pilot.click(matrix, offset=(x, 6))
        assert app.turned == [("r3", "c3")]
        await pilot.click(matrix, offset=(2, 7))
        assert (matrix.cursor_key, matrix.cursor_column) == ("r4", "c3")
        assert app.turned == [("r3", "c3")]


async def test_header_and_titles_stay_in_view_when_columns_scroll() -> None:
    app = MatrixApp(60, 350)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+end", "end")
        await pilot.pause()
        text = text_of(app.matrix)
        assert "City 349" in text.splitlines()[0]
        assert "Item 59" in text
        assert "59.349" in text
        assert "City 10 " not in text


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_eight_columns_fit_into_every_size(size: tuple[int, int]) -> None:
    app = MatrixApp(10, 8)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert not app.matrix.show_horizontal_scrollbar
        assert "0.7" in text_of(app.matrix)


async def test_after_scrolling_a_click_still_hits_the_cell_under_it() -> None:
    app = MatrixApp(10, 350)
    async with app.run_test(size=(80, 24)) as pilot:
        matrix = app.matrix
        for _times in range(20):
            await pilot.press("l")
        await pilot.pause()
        line = text_of(matrix).splitlines()[4]
        shown = line[matrix.row_width :].split()[1]
        x = line.index(shown, matrix.row_width)
        await pilot.click(matrix, offset=(x, 4))
        assert f"{app.turned[0][0][1:]}.{app.turned[0][1][1:]}" == shown


async def test_only_cells_in_view_are_asked_for() -> None:
    app = MatrixApp(600, 350)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert 0 < len(app.asked) < 40 * 40
        before = len(app.asked)
        await pilot.press("pagedown", "l")
        assert len(app.asked) - before < 3 * 40 * 40


async def test_the_cursor_stays_on_its_column_when_columns_come() -> None:
    app = MatrixApp(10, 8)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("l", "l")
        app.columns.insert(0, MatrixColumn("new", "Aachen"))
        app.show()
        await pilot.pause()
        assert app.matrix.cursor_column == "c2"
