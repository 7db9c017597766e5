"""Where each key takes the cursor."""

import pytest

from planner.programme import Programme
from screens.widgets.timeline_columns import Column, window_of
from screens.widgets.timeline_cursor import (
    Cursor,
    at,
    by_rows,
    first_cursor,
    kept,
    sideways,
    vertical,
)
from screens.widgets.timeline_delegations import columns_by_delegation
from screens.widgets.timeline_scale import Scale
from tests.screens.timeline_scene import SATURDAY, SUNDAY, Scene, wall


def scale_of(programme: Programme, step: int = 15) -> Scale:
    day = window_of(programme, (SATURDAY,))
    return Scale.plain(day.begin, day.end, step)


class Walk:
    """A cursor walking over the columns of a scene."""

    def __init__(self, scene: Scene, step: int = 15) -> None:
        self.programme = scene.programme
        self.columns = columns_by_delegation(self.programme, (SATURDAY,))
        self.scale = scale_of(self.programme, step)
        self.window = window_of(self.programme, (SATURDAY,))
        self.cursor = first_cursor(self.columns, None, self.window)
        self.anchor = self.cursor.instant

    @property
    def column(self) -> Column:
        return self.columns[self.cursor.column]

    @property
    def place(self) -> str:
        """Activity, or the time of free time, with the column in front."""
        free = f"{self.programme.clock.wall(self.cursor.instant):%H:%M}"
        return f"{self.column.id}:{self.cursor.activity_id or free}"

    def go(self, *moves: str) -> list[str]:
        """The places the moves lead to."""
        return [self._go(move) for move in moves]

    def _go(self, move: str) -> str:
        if move in ("down", "up"):
            direction = 1 if move == "down" else -1
            self.cursor = vertical(self.column, self.cursor, direction, self.scale)
            self.anchor = self.cursor.instant
        elif move in ("left", "right"):
            target = self.cursor.column + (1 if move == "right" else -1)
            self.cursor = sideways(self.columns, self.cursor, target, self.anchor, self.scale)
        else:
            self.cursor = by_rows(self.column, self.cursor, int(move), self.scale)
        return self.place


def two_with_a_gap() -> Scene:
    return Scene("A").add("x", wall(9), 60, ["A"]).add("y", wall(12), 60, ["A"])


def test_down_goes_from_activity_to_activity() -> None:
    scene = Scene("A").add("x", wall(9), 60, ["A"]).add("y", wall(10), 60, ["A"])
    assert Walk(scene).go("down", "up") == ["A:y", "A:x"]


def test_free_time_between_activities_is_one_stop() -> None:
    assert Walk(two_with_a_gap()).go("down", "down", "up", "up") == [
        "A:10:00", "A:y", "A:10:00", "A:x",
    ]  # fmt: skip


def test_a_gap_that_is_too_short_to_use_is_no_stop() -> None:
    scene = Scene("A").add("x", wall(9), 60, ["A"]).add("y", wall(10, 25), 60, ["A"])
    assert Walk(scene).go("down") == ["A:y"]


def test_before_the_first_and_after_the_last_activity_it_goes_hour_by_hour() -> None:
    walk = Walk(two_with_a_gap())
    assert walk.go("up", "up", "up") == ["A:08:00", "A:07:00", "A:06:00"]
    assert walk.go("down") == ["A:08:00"]
    walk.go("down", "down", "down")
    assert walk.go("down", "down") == ["A:13:00", "A:14:00"]


def test_it_never_leaves_the_day() -> None:
    walk = Walk(two_with_a_gap())
    assert walk.go(*["up"] * 12)[-1] == "A:00:00"
    assert walk.go(*["down"] * 40)[-1] == "A:23:59"


def test_activities_that_overlap_are_visited_one_after_the_other() -> None:
    scene = Scene("A").add("x", wall(9), 90, ["A"]).add("y", wall(9), 60, ["A"])
    walk = Walk(scene)
    assert [walk.place, *walk.go("down", "up")] == ["A:y", "A:x", "A:y"]


def test_one_row_down_leaves_the_activity() -> None:
    assert Walk(two_with_a_gap()).go("1", "1", "-1", "-1") == [
        "A:10:00", "A:10:15", "A:10:00", "A:x",
    ]  # fmt: skip


def test_one_row_down_moves_on_from_a_time_between_two_rows() -> None:
    scene = Scene("A").add("x", wall(9), 85, ["A"])
    walk = Walk(scene)
    assert walk.go("down") == ["A:10:25"]
    assert walk.go("1") == ["A:10:45"]


def neighbours() -> Scene:
    scene = Scene("A", "B", "C").add("x", wall(9), 60, ["A"]).add("y", wall(9, 30), 30, ["B"])
    return scene.add("z", wall(15), 60, ["C"])


def test_sideways_it_goes_to_what_takes_place_at_the_same_time() -> None:
    scene = Scene("A", "B").add("x", wall(9), 120, ["A"]).add("y", wall(8), 120, ["B"])
    assert Walk(scene).go("right", "left") == ["B:y", "A:x"]


def test_sideways_it_catches_what_is_near() -> None:
    assert Walk(neighbours()).go("right") == ["B:y"]


def test_sideways_it_goes_to_free_time_where_nothing_is_near_and_keeps_its_own_time() -> None:
    assert Walk(neighbours()).go("right", "right", "left", "left") == [
        "B:y", "C:09:00", "B:y", "A:x",
    ]  # fmt: skip


def test_in_a_shared_activity_the_column_changes() -> None:
    scene = Scene("A", "B").add("x", wall(9), 60, ["A", "B"])
    assert Walk(scene).go("right") == ["B:x"]


def test_where_a_short_activity_is_drawn_the_cursor_is_on_it() -> None:
    scene = Scene("A").add("x", wall(9, 5), 5, ["A"])
    walk = Walk(scene)
    midnight = walk.scale.begin
    assert at(walk.column, 0, midnight + 9 * 60, walk.scale).activity_id == "x"


@pytest.mark.parametrize(("column", "place"), [("B", "B:y"), (None, "A:x"), ("gone", "A:x")])
def test_it_starts_on_the_first_activity_of_the_column(column: str | None, place: str) -> None:
    walk = Walk(neighbours())
    walk.cursor = first_cursor(walk.columns, column, walk.window)
    assert walk.place == place


def test_on_a_day_without_activities_it_starts_at_nine() -> None:
    assert Walk(Scene("A")).place == "A:09:00"


def test_without_columns_it_is_nowhere_in_particular() -> None:
    programme = Scene().programme
    cursor = first_cursor((), None, window_of(programme, (SATURDAY,)))
    assert (cursor.column, cursor.activity_id) == (0, None)


# -- when the data change ---------------------------------------------------------------------


def keep(before: Scene, after: Scene, cursor: Cursor) -> Cursor:
    columns = columns_by_delegation(before.programme, (SATURDAY,))
    return kept(
        columns_by_delegation(after.programme, (SATURDAY,)),
        columns[cursor.column].id,
        cursor,
        scale_of(after.programme),
    )


def test_it_stays_on_its_activity_when_that_moves() -> None:
    before, after = two_with_a_gap(), two_with_a_gap().add("x", wall(14), 60)
    begin = before.programme.spans["x"].begin
    assert keep(before, after, Cursor(0, begin, "x")) == Cursor(0, begin + 300, "x")


def test_it_stays_in_its_column_when_columns_come_before_it() -> None:
    before = Scene("B").add("x", wall(9), 60, ["B"])
    after = Scene("A", "B").add("x", wall(9), 60, ["A", "B"])
    begin = before.programme.spans["x"].begin
    assert keep(before, after, Cursor(0, begin, "x")) == Cursor(1, begin, "x")


def test_it_follows_its_activity_into_another_column() -> None:
    before = Scene("A", "B").add("x", wall(9), 60, ["A"])
    after = Scene("A", "B").add("x", wall(9), 60, ["B"])
    begin = before.programme.spans["x"].begin
    assert keep(before, after, Cursor(0, begin, "x")) == Cursor(1, begin, "x")


def test_when_its_activity_goes_it_stays_where_it_is() -> None:
    before, after = two_with_a_gap(), two_with_a_gap().add("x", wall(9, day=SUNDAY), 60)
    begin = before.programme.spans["x"].begin
    assert keep(before, after, Cursor(0, begin, "x")) == Cursor(0, begin, None)
