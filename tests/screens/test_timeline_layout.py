"""Rows of a day, lanes of a column, widths of columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import Kind, Role
from planner.entities import Activity
from planner.programme import Entry, Span, clock_of
from screens.widgets.timeline_columns import Column
from screens.widgets.timeline_layout import Arranger, arrange, widths
from screens.widgets.timeline_scale import Scale
from tests.screens.timeline_scene import SATURDAY, SUNDAY, wall

CLOCK = clock_of("Europe/Brussels")
DAY = Scale.plain(CLOCK.midnight(SATURDAY), CLOCK.midnight(SATURDAY) + 1440, 15)


def entry(name: str, begin: int, end: int) -> Entry:
    """``begin`` and ``end``: minutes after midnight."""
    activity = Activity(name, "e", Kind.SESSION, name)
    return Entry(DAY.begin + begin, DAY.begin + end, activity, Role.ATTENDS)


def lanes(*entries: Entry) -> dict[str, tuple[int, int]]:
    return {s.entry.activity.id: (s.lane, s.lanes) for s in arrange(entries, DAY).slots}


# -- rows -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("step", "rows"), [(5, 288), (10, 144), (15, 96), (30, 48)])
def test_a_day_has_as_many_rows_as_its_minutes_ask_for(step: int, rows: int) -> None:
    assert Scale.plain(DAY.begin, DAY.end, step).lines == rows


def test_the_sunday_of_the_clock_change_has_25_hours_of_rows() -> None:
    begin = CLOCK.midnight(SUNDAY)
    scale = Scale.plain(begin, begin + CLOCK.day_minutes(SUNDAY), 15)
    assert scale.lines == 100
    labels = [CLOCK.wall(scale.instant_of(row)) for row in range(0, scale.lines, 4)]
    assert [f"{w:%H}{'+' * w.fold}" for w in labels[:5]] == ["00", "01", "02", "02+", "03"]


def test_the_two_passes_of_the_repeated_hour_stand_in_rows_of_their_own() -> None:
    begin = CLOCK.midnight(SUNDAY)
    scale = Scale.plain(begin, begin + 1500, 15)
    first = CLOCK.at(wall(2, 30, SUNDAY))
    second = CLOCK.at(wall(2, 30, SUNDAY, fold=1))
    assert scale.line_of(second) - scale.line_of(first) == 4


@pytest.mark.parametrize(
    ("begin", "end", "rows"),
    [
        (60, 120, (4, 8)),
        (65, 70, (4, 5)),
        (67, 115, (4, 8)),
        (68, 120, (5, 8)),
        (-60, 30, (0, 2)),
        (1430, 1500, (95, 96)),
        (-120, -60, (0, 1)),
    ],
    ids=[
        "exact",
        "shorter than a row",
        "down",
        "up",
        "since yesterday",
        "until tomorrow",
        "before",
    ],
)
def test_edges_go_to_the_nearest_line(begin: int, end: int, rows: tuple[int, int]) -> None:
    assert DAY.lines_of(Span(DAY.begin + begin, DAY.begin + end)) == rows


@given(st.integers(0, 1400), st.integers(5, 200), st.sampled_from([5, 10, 15, 30]))
@settings(max_examples=100)
def test_what_touches_in_time_never_shares_a_row(begin: int, minutes: int, step: int) -> None:
    scale = Scale.plain(DAY.begin, DAY.end, step)
    middle = DAY.begin + begin + max(minutes, step)
    before = scale.lines_of(Span(DAY.begin + begin, middle))
    after = scale.lines_of(Span(middle, middle + 30))
    assert before[1] <= after[0] or after[0] == scale.lines - 1


# -- lanes ----------------------------------------------------------------------------------


def test_activities_one_after_the_other_have_the_whole_column() -> None:
    assert lanes(entry("a", 540, 600), entry("b", 600, 660)) == {"a": (0, 1), "b": (0, 1)}


def test_activities_that_overlap_stand_side_by_side() -> None:
    assert lanes(entry("a", 540, 660), entry("b", 600, 700)) == {"a": (0, 2), "b": (1, 2)}


def test_a_lane_is_used_again_within_a_cluster() -> None:
    found = lanes(entry("a", 540, 700), entry("b", 540, 600), entry("c", 615, 700))
    assert found == {"a": (0, 2), "b": (1, 2), "c": (1, 2)}


def test_what_comes_after_a_cluster_has_the_whole_column_again() -> None:
    found = lanes(entry("a", 540, 600), entry("b", 540, 600), entry("c", 600, 660))
    assert found["c"] == (0, 1)


def test_short_activities_in_one_row_stand_side_by_side() -> None:
    assert lanes(entry("a", 540, 545), entry("b", 545, 550)) == {"a": (0, 2), "b": (1, 2)}


@given(st.lists(st.tuples(st.integers(0, 1400), st.integers(1, 300)), max_size=12))
@settings(max_examples=80)
def test_no_two_activities_share_a_cell(spans: list[tuple[int, int]]) -> None:
    entries = [entry(str(n), begin, begin + length) for n, (begin, length) in enumerate(spans)]
    slots = list(arrange(entries, DAY).slots)
    assert len(slots) == len(entries)
    taken: set[tuple[int, int]] = set()
    for slot in slots:
        assert 0 <= slot.lane < slot.lanes
        cells = {(row, slot.lane) for row in range(slot.first, slot.last)}
        assert not cells & taken
        taken |= cells


def test_a_column_that_did_not_change_is_not_arranged_again() -> None:
    arranger = Arranger()
    one = Column("1", "One", (entry("a", 540, 600),))
    two = Column("2", "Two", (entry("b", 540, 600),))
    before = arranger([one, two], DAY)
    after = arranger([one, Column("2", "Two", (entry("b", 555, 600),))], DAY)
    assert after[0] is before[0]
    assert next(iter(after[1].slots)).first == next(iter(before[1].slots)).first + 1


def test_another_scale_arranges_everything_again() -> None:
    arranger = Arranger()
    column = Column("1", "One", (entry("a", 540, 600),))
    assert next(iter(arranger([column], DAY)[0].slots)).first == 36
    half_hours = Scale.plain(DAY.begin, DAY.end, 30)
    assert next(iter(arranger([column], half_hours)[0].slots)).first == 18


# -- widths ---------------------------------------------------------------------------------


@given(st.lists(st.integers(14, 60), min_size=1, max_size=12), st.integers(0, 400))
@settings(max_examples=150)
def test_columns_fill_the_width_and_none_is_narrower_than_it_must(
    least: list[int], available: int
) -> None:
    found = widths(least, available)
    assert sum(found) == max(available, sum(least))
    assert all(width >= wanted for width, wanted in zip(found, least, strict=True))


@given(st.integers(1, 12), st.integers(0, 400))
@settings(max_examples=80)
def test_columns_with_equal_needs_differ_by_a_cell_at_most(count: int, available: int) -> None:
    found = widths([14] * count, available)
    assert max(found) - min(found) <= 1


def test_a_column_that_needs_more_takes_it_from_all_others() -> None:
    assert widths([14, 40, 14], 100) == [30, 40, 30]


def test_no_columns_need_no_width() -> None:
    assert widths([], 80) == []
