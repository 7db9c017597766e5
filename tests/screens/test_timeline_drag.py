"""What a dragged box would become."""

import pytest

from models.words import Kind
from planner.entities import Activity
from screens.widgets.timeline_board import Box, Frame
from screens.widgets.timeline_drag import Drag, Grip, grip_at
from screens.widgets.timeline_picture import Ghost
from screens.widgets.timeline_scale import Scale, Stretch

SCALE = Scale.plain(0, 1440, 15)


def box(begin: int = 600, end: int = 660, *, parent: str | None = None) -> Box:
    """Lines 40 to 43, a quarter of an hour each."""
    activity = Activity("x", "e", Kind.VISIT, "x", parent_id=parent)
    return Box(activity, begin, end, Frame(40, 44, 0, 10))


def drag(grip: Grip, line: int, begin: int = 600, end: int = 660) -> Drag:
    return Drag.of(box(begin, end), line, 2, grip, SCALE)


@pytest.mark.parametrize(
    ("grip", "grabbed", "dropped", "ghost"),
    [
        (Grip.BODY, 40, 42, Ghost("x", 630, 60)),
        (Grip.BODY, 41, 37, Ghost("x", 540, 60)),
        (Grip.BODY, 41, 41, Ghost("x", 600, 60)),
        (Grip.END, 43, 45, Ghost("x", 600, 90)),
        (Grip.END, 43, 41, Ghost("x", 600, 30)),
        (Grip.END, 43, 10, Ghost("x", 600, 5)),
        (Grip.BEGIN, 40, 38, Ghost("x", 570, 90)),
        (Grip.BEGIN, 40, 42, Ghost("x", 630, 30)),
        (Grip.BEGIN, 40, 90, Ghost("x", 655, 5)),
    ],
    ids=[
        "later", "earlier", "nowhere", "longer", "shorter", "no shorter than that",
        "begins earlier", "begins later", "begins before it ends",
    ],
)  # fmt: skip
def test_the_body_moves_and_the_edges_resize(
    grip: Grip, grabbed: int, dropped: int, ghost: Ghost
) -> None:
    assert drag(grip, grabbed).to(dropped, 2) == ghost


def test_a_box_is_dropped_on_a_multiple_of_five_minutes() -> None:
    assert drag(Grip.BODY, 40, 603, 648).to(41, 2) == Ghost("x", 620, 45)
    assert drag(Grip.END, 43, 600, 648).to(44, 2) == Ghost("x", 600, 65)
    assert drag(Grip.BEGIN, 40, 603, 660).to(41, 2) == Ghost("x", 620, 40)


def test_only_the_body_goes_into_another_column() -> None:
    assert drag(Grip.BODY, 40).to(40, 5) == Ghost("x", 600, 60, shift=3)
    assert drag(Grip.END, 43).to(43, 5) == Ghost("x", 600, 60)


def test_a_drag_over_a_folded_night_goes_on_at_its_end() -> None:
    night = Scale((Stretch(0, 1200), Stretch(1200, 1920, folded=True), Stretch(1920, 2880)), 15)
    taken = Drag.of(box(), 40, 0, Grip.BODY, night)
    assert taken.to(81, 0) == Ghost("x", 600 + 1920 - 600, 60)


@pytest.mark.parametrize(
    ("x", "row", "chosen", "grip"),
    [
        (3, 40, True, Grip.BODY),
        (9, 40, True, Grip.BEGIN),
        (9, 40, False, Grip.BODY),
        (9, 41, True, Grip.BODY),
        (3, 43, False, Grip.END),
    ],
    ids=["title", "sign of the beginning", "not chosen", "beside", "last row"],
)
def test_a_box_is_taken_by_its_body_or_an_edge(x: int, row: int, chosen: bool, grip: Grip) -> None:
    assert grip_at(box(), x, row, turned=False, chosen=chosen) is grip


@pytest.mark.parametrize(
    ("x", "row", "chosen", "grip"),
    [
        (5, 40, True, Grip.BODY),
        (0, 43, True, Grip.BEGIN),
        (0, 43, False, Grip.BODY),
        (0, 40, True, Grip.BODY),
        (9, 41, False, Grip.END),
    ],
    ids=["title", "sign of the beginning", "not chosen", "above the sign", "last cell"],
)
def test_turned_its_edges_are_at_the_left_and_right(
    x: int, row: int, chosen: bool, grip: Grip
) -> None:
    assert grip_at(box(), x, row, turned=True, chosen=chosen) is grip


def test_a_box_of_one_row_can_only_be_moved() -> None:
    activity = Activity("x", "e", Kind.VISIT, "x")
    small = Box(activity, 600, 615, Frame(40, 41, 0, 10))
    assert grip_at(small, 9, 40, turned=False, chosen=True) is Grip.BODY


def test_a_part_has_no_time_of_its_own_and_can_only_be_resized() -> None:
    assert Drag.of(box(parent="y"), 40, 0, Grip.BODY, SCALE).grip is Grip.END
