"""Boxes and ways: what neighbours share is drawn once, across their columns."""

from functools import partial

from planner.conflicts import Severity
from planner.programme import Programme
from screens.widgets.timeline_board import MIN_COLUMN, Board, Frame
from screens.widgets.timeline_columns import columns_by_site, window_of
from screens.widgets.timeline_delegations import columns_by_delegation
from screens.widgets.timeline_layout import arrange
from screens.widgets.timeline_scale import Scale
from screens.widgets.timeline_ways import way_between
from tests.screens.timeline_scene import SATURDAY, Scene, wall

COLUMN = 20


def board_of(programme: Programme, width: int | None = None, *, by_site: bool = False) -> Board:
    """The board of the Saturday, by default with columns of 20 cells."""
    columns = (columns_by_site if by_site else columns_by_delegation)(programme, (SATURDAY,))
    day = window_of(programme, (SATURDAY,))
    scale = Scale.plain(day.begin, day.end, 15)
    slots = [arrange(column.entries, scale) for column in columns]
    available = COLUMN * len(columns) if width is None else width
    return Board(columns, slots, scale, available, partial(way_between, programme))


def cells(board: Board, activity_id: str) -> list[tuple[int, int]]:
    return [
        (b.frame.left, b.frame.right) for b in board.window(0, board.width).boxes_of(activity_id)
    ]


def test_an_activity_of_neighbouring_columns_is_one_box() -> None:
    scene = Scene("A", "B", "C").add("x", wall(9), who=["A", "B", "C"])
    assert cells(board_of(scene.programme), "x") == [(0, 59)]


def test_an_activity_of_columns_apart_has_a_box_in_each_run() -> None:
    scene = Scene("A", "B", "C", "D").add("x", wall(9), who=["A", "C", "D"])
    assert cells(board_of(scene.programme), "x") == [(0, 19), (40, 79)]


def test_where_it_overlaps_with_another_it_stands_beside_it() -> None:
    scene = Scene("A", "B", "C").add("x", wall(9), who=["A", "B", "C"]).add("y", wall(9), who=["B"])
    board = board_of(scene.programme)
    assert cells(board, "x") == [(0, 19), (20, 29), (40, 59)]
    assert cells(board, "y") == [(29, 39)]


def test_two_activities_of_the_same_columns_do_not_merge_with_each_other() -> None:
    scene = Scene("A", "B").add("x", wall(9), who=["A", "B"]).add("y", wall(10), who=["A", "B"])
    board = board_of(scene.programme)
    assert cells(board, "x") == cells(board, "y") == [(0, 39)]


def test_a_column_is_never_narrower_than_its_least() -> None:
    board = board_of(Scene("A", "B", "C").add("x", wall(9), who=["A"]).programme, width=30)
    assert board.edges == [0, MIN_COLUMN, 2 * MIN_COLUMN, 3 * MIN_COLUMN]


def test_a_column_with_many_side_by_side_becomes_wider() -> None:
    scene = Scene("A", "B")
    for number in range(5):
        scene.add(str(number), wall(9), who=["A"])
    board = board_of(scene.programme, width=30)
    assert board.edges == [0, 40, 54]


def test_the_box_under_a_cell_is_found() -> None:
    board = board_of(Scene("A", "B").add("x", wall(9), who=["A", "B"]).programme)
    window = board.window(0, board.width)
    found = window.box_at(25, 36)
    assert found is not None
    assert found.activity.id == "x"
    assert window.box_at(39, 36) is None
    assert window.box_at(25, 40) is None


def test_only_the_columns_that_are_looked_at_are_laid_out() -> None:
    scene = Scene("A", "B", "C").add("x", wall(9), who=["A", "B", "C"])
    board = board_of(scene.programme)
    assert [(b.frame.left, b.frame.right) for b in board.window(25, 45).boxes] == [(20, 59)]


# -- ways -----------------------------------------------------------------------------------


def journey(gap: int, to: str = "far", *, who: tuple[str, ...] = ("A", "B")) -> Scene:
    """From "Here" at 10:00 to another site, ``gap`` minutes later."""
    scene = Scene("A", "B").add("x", wall(9), who=who, site="here")
    start = scene.programme.clock.shift(wall(10), gap)
    return scene.add("y", start, who=who, site=to)


def test_a_way_that_neighbours_share_is_drawn_once() -> None:
    board = board_of(journey(120).programme)
    (way,) = board.window(0, board.width).ways
    assert way.frame == Frame(40, 48, 0, 39)
    assert way.way.severity is None
    assert way.way.estimated


def test_a_way_that_does_not_fit_says_by_how_much() -> None:
    board = board_of(journey(30).programme)
    (way,) = board.window(0, board.width).ways
    assert way.way.severity is Severity.BLOCKING
    assert way.way.short == way.way.minutes + 5 - 30
    assert f"{way.way.short} min short" in way.way.texts("↓")[0]


def test_a_way_with_too_little_buffer_is_a_warning() -> None:
    programme = journey(120).programme
    needed = board_of(programme).window(0, 39).ways[0].way.minutes
    (way,) = board_of(journey(needed + 2).programme).window(0, 39).ways
    assert (way.way.short, way.way.severity) == (3, Severity.WARNING)


def test_without_a_free_row_a_way_that_does_not_fit_stands_inside_the_box_before() -> None:
    board = board_of(journey(0).programme)
    (way,) = board.window(0, board.width).ways
    assert way.inside
    assert (way.frame.top, way.frame.bottom) == (39, 40)


def test_there_is_no_way_within_one_place() -> None:
    board = board_of(journey(60, to="here").programme)
    assert board.window(0, board.width).ways == ()


def test_an_unknown_way_is_not_drawn() -> None:
    scene = Scene("A").add("x", wall(9), who=["A"], site="here").add("y", wall(11), who=["A"])
    board = board_of(scene.programme)
    assert board.window(0, board.width).ways == ()


def test_nobody_travels_between_the_activities_of_a_place() -> None:
    board = board_of(journey(60).programme, by_site=True)
    assert board.window(0, board.width).ways == ()
