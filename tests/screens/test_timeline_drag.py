"""What a dragged box would become."""

import pytest

from models.words import Kind
from planner.entities import Activity
from screens.widgets.timeline_board import Box
from screens.widgets.timeline_drag import Drag
from screens.widgets.timeline_paint import Ghost


def box(begin: int = 600, end: int = 660, *, parent: str | None = None) -> Box:
    """Rows 40 to 43, a quarter of an hour each."""
    activity = Activity("x", "e", Kind.VISIT, "x", parent_id=parent)
    return Box(activity, begin, end, 40, 44, 0, 10)


@pytest.mark.parametrize(
    ("grabbed", "dropped", "ghost"),
    [
        (40, 42, Ghost("x", 630, 60)),
        (41, 37, Ghost("x", 540, 60)),
        (43, 45, Ghost("x", 600, 90)),
        (43, 41, Ghost("x", 600, 30)),
        (43, 10, Ghost("x", 600, 5)),
        (41, 41, None),
    ],
    ids=["later", "earlier", "longer", "shorter", "no shorter than that", "nowhere"],
)
def test_the_lower_edge_resizes_and_the_rest_moves(
    grabbed: int, dropped: int, ghost: Ghost | None
) -> None:
    assert Drag.of(box(), grabbed).to(dropped, 15) == ghost


def test_a_box_is_dropped_on_a_multiple_of_five_minutes() -> None:
    assert Drag.of(box(603, 648), 40).to(41, 15) == Ghost("x", 620, 45)
    assert Drag.of(box(600, 648), 43).to(44, 15) == Ghost("x", 600, 65)


def test_a_box_of_one_row_can_only_be_moved() -> None:
    activity = Activity("x", "e", Kind.VISIT, "x")
    assert not Drag.of(Box(activity, 600, 615, 40, 41, 0, 10), 40).resize


def test_a_part_has_no_time_of_its_own_and_can_only_be_resized() -> None:
    assert Drag.of(box(parent="y"), 40).resize
