"""Several days one after the other, their nights folded."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.programme import Span, clock_of
from screens.widgets.timeline_scale import HOUR, Scale, folded
from tests.screens.timeline_scene import SATURDAY, SUNDAY, wall

CLOCK = clock_of("Europe/Brussels")
FRIDAY = SATURDAY - timedelta(days=1)
MONDAY = SUNDAY + timedelta(days=1)


def window(days: tuple[date, ...]) -> Span:
    return Span(CLOCK.midnight(days[0]), CLOCK.midnight(days[-1] + timedelta(days=1)))


def hours(*spans: tuple[int, int]) -> set[int]:
    return {hour for begin, end in spans for hour in range(begin // HOUR, -(-end // HOUR))}


def between(day: date, begin: int, end: int) -> tuple[int, int]:
    """From one hour of a day to another one (24: midnight)."""
    start = CLOCK.at(wall(begin, day=day))
    return start, start + (end - begin) * 60


def scale_of(*days: date, busy: set[int] | None = None, step: int = 30) -> Scale:
    return Scale(folded(CLOCK, days, window(days), busy or set()), step)


def labels(scale: Scale) -> list[str]:
    """Begin and end of each stretch, with a star where it is folded, and the day it announces."""
    return [
        f"{CLOCK.wall(s.begin):%H}-{CLOCK.wall(s.end):%H}{'*' * s.folded}"
        + (f" {s.day:%a}" if s.day else "")
        for s in scale.stretches
    ]


def test_empty_nights_become_the_line_of_the_date() -> None:
    assert labels(scale_of(FRIDAY, SATURDAY)) == [
        "00-08* Fri", "08-18", "18-08* Sat", "08-18", "18-00*",
    ]  # fmt: skip


def test_a_night_in_which_anybody_has_anything_stays_open_there() -> None:
    busy = hours(between(FRIDAY, 20, 22))
    assert labels(scale_of(FRIDAY, SATURDAY, busy=busy)) == [
        "00-08* Fri", "08-18", "18-20*", "20-22", "22-08* Sat", "08-18", "18-00*",
    ]  # fmt: skip


def test_what_goes_over_midnight_has_the_date_on_a_line_of_no_time() -> None:
    scale = scale_of(FRIDAY, SATURDAY, busy=hours(between(FRIDAY, 22, 26)))
    assert "00-00* Sat" in labels(scale)
    midnight = CLOCK.midnight(SATURDAY)
    top, bottom = scale.lines_of(Span(midnight - 120, midnight + 120))
    assert bottom - top == 4 + 1 + 4
    assert scale.stretch_at(top + 4).day == SATURDAY


def test_what_ends_or_begins_at_midnight_does_not_reach_over_the_date() -> None:
    scale = scale_of(FRIDAY, SATURDAY, busy=hours(between(FRIDAY, 22, 26)))
    midnight = CLOCK.midnight(SATURDAY)
    (line,) = (n for n, day in scale.days if day == SATURDAY)
    assert scale.lines_of(Span(midnight - 60, midnight)) == (line - 2, line)
    assert scale.lines_of(Span(midnight, midnight + 60)) == (line + 1, line + 3)


def test_a_single_empty_hour_is_not_folded() -> None:
    busy = hours(between(FRIDAY, 18, 20), between(FRIDAY, 21, 24))
    assert not any(s.folded and s.day is None for s in scale_of(FRIDAY, MONDAY, busy=busy).stretches
                   if s.end <= CLOCK.midnight(SATURDAY))  # fmt: skip


@pytest.mark.parametrize(
    ("sunday", "minutes"),
    [(SUNDAY, 1500), (date(2025, 3, 30), 1380)],
    ids=["autumn", "spring"],
)
def test_a_night_of_the_clock_change_unfolded_has_all_its_hours(sunday: date, minutes: int) -> None:
    days = (sunday - timedelta(days=1), sunday)
    span = window((sunday,))
    scale = scale_of(*days, busy=hours((span.begin, span.end)))
    top, bottom = scale.lines_of(span)
    assert bottom - top == minutes // 30


busy_sets = st.sets(st.integers(0, 71), max_size=40).map(
    lambda found: {window((FRIDAY,)).begin // HOUR + hour for hour in found}
)


@given(busy_sets, st.sampled_from([5, 10, 15, 30, 60]))
@settings(max_examples=80, deadline=None)
def test_no_hour_in_which_anybody_has_anything_is_folded(busy: set[int], step: int) -> None:
    scale = scale_of(FRIDAY, SATURDAY, SUNDAY, busy=busy, step=step)
    for hour in busy:
        top, bottom = scale.lines_of(Span(hour * HOUR, hour * HOUR + HOUR))
        folded_lines = [line for line in range(top, bottom) if scale.stretch_at(line).folded]
        assert folded_lines == []
        assert bottom - top == HOUR // step


@given(busy_sets, st.sampled_from([5, 15, 30]), st.integers(0, 73 * 60 - 1))
@settings(max_examples=80, deadline=None)
def test_stretches_cover_every_minute_once_and_lines_follow_time(
    busy: set[int], step: int, minute: int
) -> None:
    scale = scale_of(FRIDAY, SATURDAY, SUNDAY, busy=busy, step=step)
    ends = [s.end for s in scale.stretches]
    assert [s.begin for s in scale.stretches] == [window((FRIDAY,)).begin, *ends[:-1]]
    instant = scale.begin + minute
    line = scale.line_of(instant)
    assert scale.instant_of(line) <= instant
    assert line + 1 == scale.lines or instant < scale.instant_of(line + 1)
    assert scale.line_of(scale.instant_of(line)) in (line, line + 1)


def test_every_day_is_announced_once() -> None:
    days = (FRIDAY, SATURDAY, SUNDAY, MONDAY)
    assert [day for _line, day in scale_of(*days).days] == list(days)
