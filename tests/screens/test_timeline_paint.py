"""Rows as they look, without a terminal."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from models.words import Kind
from planner.conflicts import Severity
from planner.programme import Programme
from screens.kinds import LOOKS
from screens.widgets.timeline_board import Board, Frame
from screens.widgets.timeline_columns import window_of
from screens.widgets.timeline_cursor import Cursor
from screens.widgets.timeline_delegations import columns_by_delegation
from screens.widgets.timeline_layout import arrange
from screens.widgets.timeline_paint import UprightPicture
from screens.widgets.timeline_picture import Ghost, Picture
from screens.widgets.timeline_runs import Run, overlay
from screens.widgets.timeline_scale import Scale
from screens.widgets.timeline_ways import way_between
from tests.screens.timeline_scene import HOSTILE, SATURDAY, SUNDAY, Scene, at, wall


def picture_of(
    programme: Programme,
    *,
    day: date = SATURDAY,
    width: int = 20,
    step: int = 15,
    marks: dict[str, Severity] | None = None,
) -> Picture:
    columns = columns_by_delegation(programme, (day,))
    window = window_of(programme, (day,))
    scale = Scale.plain(window.begin, window.end, step)
    slots = [arrange(column.entries, scale) for column in columns]
    find_way = partial(way_between, programme)
    board = Board(columns, slots, scale, width * len(columns), find_way)
    return UprightPicture(programme, board, marks or {})


def row_text(picture: Picture, row: int, left: int = 0, right: int | None = None) -> str:
    right = picture.board.width if right is None else right
    return "".join(run.text for run in picture.row(row, Frame(0, 200, left, right)))


def styles(picture: Picture, row: int) -> list[str]:
    return [run.style for run in picture.row(row, Frame(0, 200, 0, picture.board.width))]


def check_runs(runs: list[Run], left: int, right: int) -> None:
    """Runs follow one another without gaps, each exactly as wide as it says."""
    here = left
    for run in runs:
        assert run.left == here
        assert cell_len(run.text) == run.right - run.left > 0
        here = run.right
    assert here == right


# -- boxes ------------------------------------------------------------------------------------


@given(
    st.sampled_from(HOSTILE),
    st.integers(0, 30),
    st.integers(1, 70),
    st.sampled_from([10, 15, 35, 90]),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_every_row_is_filled_exactly_whatever_the_titles(
    title: str, left: int, width: int, minutes: int, ghost: bool
) -> None:
    scene = Scene(title or "A", "B", "C").add("x", wall(9), minutes, ["B", "C"], title=title)
    scene.add("y", wall(9, 20), minutes, ["C"], title=title, pin=True)
    scene.add("part", None, 10, title=title, kind=Kind.PRESENTATION, parent="x")
    scene.add("z", wall(11), minutes, ["B"], title=title, site="far")
    picture = picture_of(scene.programme, marks={"y": Severity.BLOCKING})
    if ghost:
        begin = at(scene.programme, 9, 5)
        picture = replace(picture, ghost=Ghost("x", begin, 60), cursor=Cursor(1, begin))
    for row in range(34, 50):
        check_runs(picture.row(row, Frame(36, 60, left, left + width)), left, left + width)
    check_runs(picture.header(0, left, left + width), left, left + width)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_first_cell_tells_the_kind_without_colour(kind: Kind) -> None:
    scene = Scene("A").add("x", wall(9), 60, ["A"], kind=kind)
    assert row_text(picture_of(scene.programme), 36).startswith(f"{LOOKS[kind].sign} x")


def test_every_kind_has_a_sign_of_one_cell() -> None:
    assert set(LOOKS) == set(Kind)
    assert all(cell_len(look.sign) == 1 for look in LOOKS.values())


def test_markup_in_a_title_is_shown_as_typed() -> None:
    scene = Scene("A").add("x", wall(9), 60, ["A"], title="[b]x[/b] [/]")
    assert "[b]x[/b] [/]" in row_text(picture_of(scene.programme), 36)


@pytest.mark.parametrize("severity", list(Severity))
def test_a_conflict_shows_its_sign(severity: Severity) -> None:
    scene = Scene("A").add("x", wall(9), 60, ["A"])
    picture = picture_of(scene.programme, marks={"x": severity})
    assert severity.sign in row_text(picture, 36)
    assert f"mark-{severity.name.lower().replace('_', '-')}" in styles(picture, 36)


def test_a_conflict_of_a_part_shows_on_the_whole() -> None:
    scene = Scene("A").add("x", wall(9), 60, ["A"])
    scene.add("part", None, 15, kind=Kind.PRESENTATION, parent="x")
    picture = picture_of(scene.programme, marks={"part": Severity.WARNING})
    assert Severity.WARNING.sign in row_text(picture, 36)


def test_a_pin_shows() -> None:
    free = Scene("A").add("x", wall(9), 60, ["A"]).programme
    pinned = Scene("A").add("x", wall(9), 60, ["A"], pin=True).programme
    assert "●" not in row_text(picture_of(free), 36)
    assert "●" in row_text(picture_of(pinned), 36)


def test_the_title_of_a_wide_box_stays_in_view_when_scrolled_sideways() -> None:
    scene = Scene("A", "B", "C").add("x", wall(9), 60, ["A", "B", "C"], title="Plenary")
    assert "Plenary" in row_text(picture_of(scene.programme), 36, 25, 60)


def test_the_title_of_a_long_box_stays_in_view_when_scrolled_down() -> None:
    scene = Scene("A").add("x", wall(9), 240, ["A"], title="Blocker")
    picture = picture_of(scene.programme)
    assert "Blocker" in "".join(run.text for run in picture.row(45, Frame(45, 60, 0, 20)))


def test_all_pieces_of_the_activity_under_the_cursor_are_lit() -> None:
    scene = Scene("A", "B", "C").add("x", wall(9), 60, ["A", "C"])
    picture = picture_of(scene.programme)
    lit = replace(picture, cursor=Cursor(0, at(scene.programme, 9), "x"))
    heads = [run for run in lit.row(36, Frame(0, 99, 0, 60)) if run.text.startswith("★")]
    assert [run.style for run in heads] == ["cursor", "cursor"]
    assert "cursor" not in styles(picture, 36)


def test_free_time_under_the_cursor_shows_when_it_is() -> None:
    scene = Scene("A", "B").add("x", wall(9), 60, ["A"])
    cursor = Cursor(1, at(scene.programme, 14, 30))
    picture = replace(picture_of(scene.programme), cursor=cursor)
    assert "+ 14:30" in row_text(picture, 58)[20:]


# -- ways and ghosts --------------------------------------------------------------------------


def journey(gap: int) -> Scene:
    scene = Scene("A").add("x", wall(9), 60, ["A"], site="here")
    start = scene.programme.clock.shift(wall(10), gap)
    return scene.add("y", start, 60, ["A"], site="far")


def test_a_way_takes_as_many_rows_as_minutes() -> None:
    picture = picture_of(journey(240).programme, width=30)
    assert "min" in row_text(picture, 40)
    drawn = [row for row in range(41, 56) if "┊" in row_text(picture, row)]
    (way,) = picture.board.window(0, 30).ways
    assert len(drawn) + 1 == -(-way.way.minutes // 15)


@pytest.mark.parametrize(("gap", "row"), [(30, 40), (0, 39)], ids=["in the gap", "no free row"])
def test_a_way_that_does_not_fit_is_red_and_says_how_much_is_missing(gap: int, row: int) -> None:
    picture = picture_of(journey(gap).programme, width=30)
    assert "min short" in row_text(picture, row)
    assert "way-short" in styles(picture, row)


def test_a_ghost_shows_the_new_times_where_the_activity_would_stand() -> None:
    scene = Scene("A").add("x", wall(9), 60, ["A"])
    ghost = Ghost("x", at(scene.programme, 11, 5), 60)
    picture = replace(picture_of(scene.programme), ghost=ghost)
    assert "11:05–12:05" in row_text(picture, 44)
    assert "x" in row_text(picture, 45)
    assert any("dim" in style for style in styles(picture, 36))
    assert picture.gutter(44)[0].strip() == "11:05"


def test_an_unplaced_activity_has_its_ghost_in_the_column_of_the_cursor() -> None:
    scene = Scene("A", "B").add("x", None, 60, ["B"])
    begin = at(scene.programme, 9)
    picture = replace(
        picture_of(scene.programme), ghost=Ghost("x", begin, 60), cursor=Cursor(1, begin)
    )
    assert row_text(picture, 36).index("09:00") > 20


def test_what_lies_on_top_cuts_wide_characters_into_blanks() -> None:
    runs = overlay([Run(0, 6, "日本語", "a")], [Run(1, 4, "xxx", "b")])
    assert [run.text for run in runs] == [" ", "xxx", "語"]
    check_runs(runs, 0, 6)


# -- gutter and header ------------------------------------------------------------------------


def test_hours_are_labelled_and_the_repeated_one_twice() -> None:
    picture = picture_of(Scene("A").programme, day=SUNDAY)
    labels = [picture.gutter(row) for row in range(picture.scale.lines)]
    hours = [text.strip() for text, style in labels if style == "gutter-hour"]
    assert len(hours) == 25
    assert hours[1:5] == ["01:00", "02:00", "02:00+", "03:00"]


@pytest.mark.parametrize(
    ("day", "row", "text"),
    [
        (SUNDAY, 12, "02:00 again: summer time ends"),
        (date(2025, 3, 30), 8, "03:00: summer time begins"),
        (SATURDAY, 12, "┈┈┈"),
    ],
)
def test_the_hour_of_the_clock_change_says_what_happens(day: date, row: int, text: str) -> None:
    picture = picture_of(Scene("A").programme, day=day, width=50)
    found = row_text(picture, row)
    assert text in found
    assert ("summer" in found) == ("summer" in text)


@pytest.mark.parametrize(("step", "minutes"), [(5, 3), (10, 1), (15, 1), (30, 0)])
def test_finer_rows_have_finer_labels(step: int, minutes: int) -> None:
    picture = picture_of(Scene("A").programme, step=step)
    labels = [picture.gutter(row)[0].strip() for row in range(60 // step)]
    assert sum(label.startswith(":") for label in labels) == minutes


def test_the_header_names_the_columns_and_lights_that_of_the_cursor() -> None:
    scene = Scene("Caen", "Hamar")
    picture = replace(picture_of(scene.programme), cursor=Cursor(1, at(scene.programme, 9)))
    header = picture.header(0, 0, 40)
    assert [run.text.split() for run in header] == [["✓", "Caen"], ["✓", "Hamar"]]
    assert [run.style for run in header] == ["header", "header-cursor"]
