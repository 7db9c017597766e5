"""What is written in a box."""

import pytest

from models.words import Kind
from planner.conflicts import Severity
from screens.widgets.timeline_board import Box, Frame
from screens.widgets.timeline_columns import window_of
from screens.widgets.timeline_lines import BoxText, LineKind
from screens.widgets.timeline_scale import Scale
from tests.screens.timeline_scene import SATURDAY, Scene, at, wall


def texts(
    scene: Scene,
    width: int,
    *,
    head_width: int | None = None,
    marks: dict[str, Severity] | None = None,
) -> list[str]:
    """The lines of the activity "x"."""
    programme = scene.programme
    day = window_of(programme, (SATURDAY,))
    scale = Scale.plain(day.begin, day.end, 15)
    span = programme.spans["x"]
    top, bottom = scale.lines_of(span)
    box = Box(programme.activities["x"], span.begin, span.end, Frame(top, bottom, 0, width + 2))
    head = width if head_width is None else head_width
    text = BoxText(programme, marks or {}, scale, box, box.frame, head)
    return [line.text for line in text.lines()]


def visit(minutes: int, title: str = "Visit") -> Scene:
    return Scene("A").add("x", wall(9), minutes, title=title, site="here")


def test_a_box_shows_title_time_and_place() -> None:
    assert texts(visit(60), 20) == ["Visit", "09:00–10:00", "Here", ""]


def test_a_box_of_two_rows_has_no_room_for_the_place() -> None:
    assert texts(visit(30), 20) == ["Visit", "09:00–09:30"]


@pytest.mark.parametrize(("width", "line"), [(20, "Visit  09:00–09:15"), (15, "Visit")])
def test_a_box_of_one_row_shows_the_time_where_it_fits(width: int, line: str) -> None:
    assert texts(visit(15), width) == [line]


def test_a_long_title_takes_several_lines_but_leaves_one_for_the_time() -> None:
    found = texts(visit(45, "A long title in many words"), 10)
    assert found == ["A long", "title in …", "09:00"]


def test_the_first_line_of_a_title_leaves_room_for_the_marks() -> None:
    assert texts(visit(45, "Guided visit"), 12, head_width=8)[:2] == ["Guided", "visit"]


def test_in_a_very_narrow_box_the_title_is_cut_rather_than_wrapped() -> None:
    assert texts(visit(45, "Guided visit"), 6) == ["Guide…", "09:00", "Here"]
    assert texts(visit(45, "Guided visit"), 4) == ["Gui…", "Here", ""]


def test_a_place_that_has_no_name_leaves_no_line() -> None:
    assert texts(Scene("A").add("x", wall(9), 60), 20) == ["x", "09:00–10:00", "", ""]


def with_parts(minutes: int, *lengths: int) -> Scene:
    scene = visit(minutes)
    for number, length in enumerate(lengths, 1):
        scene.add(f"p{number}", None, length, kind=Kind.PRESENTATION, parent="x")
    return scene


def test_each_part_stands_in_the_row_in_which_it_begins() -> None:
    found = texts(with_parts(120, 60, 60), 30)
    assert found[1] == "09:00–11:00  Here"
    assert found[2] == "▷ 09:00 p1"
    assert found[4] == "▷ 10:00 p2"


def test_parts_move_together_rather_than_fall_out() -> None:
    assert texts(with_parts(60, 5, 5, 5), 30) == [
        "Visit",
        "▷ 09:00 p1",
        "▷ 09:05 p2",
        "▷ 09:10 p3",
    ]


def test_parts_that_do_not_fit_are_counted() -> None:
    assert texts(with_parts(45, 10, 10, 10, 10), 30) == ["Visit", "▷ 09:00 p1", "▷ 3 more"]
    assert texts(with_parts(30, 10, 10, 10), 30) == ["Visit", "▷ 3 parts"]


def test_a_part_with_a_conflict_shows_its_sign() -> None:
    found = texts(with_parts(60, 15, 15), 30, marks={"p2": Severity.BLOCKING})
    assert "✖ 09:15 p2" in found


def test_a_title_is_bold_and_a_fact_is_not() -> None:
    programme = visit(60).programme
    begin = at(programme, 9)
    scale = Scale.plain(begin, begin + 600, 15)
    box = Box(programme.activities["x"], begin, begin + 60, Frame(0, 4, 0, 22))
    kinds = [line.kind for line in BoxText(programme, {}, scale, box, box.frame, 20).lines()]
    assert kinds[:2] == [LineKind.TITLE, LineKind.FACT]
