"""The turned timeline: time across, a band a column."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from planner.conflicts import Severity
from planner.programme import Programme
from screens.widgets.timeline import Timeline
from screens.widgets.timeline_board import MIN_BAND, Board, Frame
from screens.widgets.timeline_columns import window_of
from screens.widgets.timeline_cursor import Cursor
from screens.widgets.timeline_delegations import columns_by_delegation
from screens.widgets.timeline_layout import arrange
from screens.widgets.timeline_picture import Ghost
from screens.widgets.timeline_scale import Scale
from screens.widgets.timeline_turned import TurnedPicture
from screens.widgets.timeline_ways import way_between
from tests.screens.test_timeline_paint import check_runs
from tests.screens.timeline_scene import (
    HOSTILE,
    SATURDAY,
    SUNDAY,
    Scene,
    TimelineApp,
    at,
    settled,
    wall,
)

#: Cells at nine o'clock, five minutes a cell.
NINE = 9 * 12


def scene() -> Scene:
    """Three delegations: a plenary, then two talks."""
    found = Scene("Caen", "Hamar", "Viborg")
    found.add("plenary", wall(10), 60, ["Caen", "Hamar", "Viborg"], title="Plenary")
    found.add("visit", wall(12), 90, ["Caen"], title="Visit", site="here")
    return found.add("talk", wall(12, 30), 60, ["Hamar"], title="Talk", site="near")


def picture_of(programme: Programme, rows: int = 0) -> TurnedPicture:
    columns = columns_by_delegation(programme, (SATURDAY,))
    window = window_of(programme, (SATURDAY,))
    scale = Scale.plain(window.begin, window.end, 5)
    arranged = [arrange(column.entries, scale) for column in columns]
    find_way = partial(way_between, programme)
    board = Board(columns, arranged, scale, rows, find_way, turned=True)
    return TurnedPicture(programme, board, {})


def row_text(picture: TurnedPicture, row: int, left: int = 0, right: int = 288) -> str:
    runs = picture.row(row, Frame(0, picture.board.height, left, right))
    return "".join(run.text for run in runs)


# -- the picture ------------------------------------------------------------------------------


def test_an_activity_stands_at_its_time_as_long_as_it_lasts() -> None:
    (box,) = (
        picture_of(Scene("A").add("x", wall(9), 60, ["A"]).programme)
        .window(Frame(0, 9, 0, 288))
        .boxes
    )
    assert box.frame == Frame(0, MIN_BAND, NINE, NINE + 12)


def test_bands_fill_the_height_there_is() -> None:
    board = picture_of(scene().programme, rows=30).board
    assert board.edges == [0, 10, 20, 30]
    assert board.place_of(0) == (0, 9)


def test_many_bands_are_as_low_as_they_can_be_and_leave_no_row_free() -> None:
    board = picture_of(Scene(*"ABCDEF").programme, rows=5).board
    assert board.edges == [0, 2, 4, 6, 8, 10, 12]
    assert board.place_of(0) == (0, 2)


def test_what_neighbours_share_is_one_box() -> None:
    picture = picture_of(scene().programme, rows=30)
    (box,) = picture.window(Frame(0, 30, 0, 288)).boxes_of("plenary")
    assert (box.frame.top, box.frame.bottom) == (0, 29)
    assert "★ Plenary" in row_text(picture, 0)
    assert "Plenary" not in row_text(picture, 1)


def test_the_title_of_a_high_box_stays_in_view_when_scrolled_down() -> None:
    picture = picture_of(scene().programme, rows=30)
    runs = picture.row(14, Frame(14, 30, 0, 288))
    assert "Plenary" in "".join(run.text for run in runs)


def test_activities_at_the_same_time_stand_under_each_other() -> None:
    found = Scene("A").add("x", wall(9), 60, ["A"]).add("y", wall(9), 60, ["A"])
    boxes = picture_of(found.programme).window(Frame(0, 9, 0, 288)).boxes
    assert [(box.frame.top, box.frame.bottom) for box in boxes] == [(0, 1), (1, 2)]


def test_the_way_is_as_long_as_it_takes_and_what_is_left_is_free() -> None:
    found = Scene("A").add("x", wall(9), 60, ["A"], site="here")
    picture = picture_of(found.add("y", wall(14), 60, ["A"], site="far").programme)
    (way,) = picture.window(Frame(0, 9, 0, 288)).ways
    text = row_text(picture, 0)
    assert text[NINE + 12] == "→"
    road = NINE + 12 + way.on_road
    assert text[road - 1] == "┈"
    assert text[road + 1] in " ┊"


@pytest.mark.parametrize(("gap", "text"), [(30, "✖ -"), (15, "-")])
def test_a_way_that_does_not_fit_says_so_as_far_as_there_is_room(gap: int, text: str) -> None:
    found = Scene("A").add("x", wall(9), 60, ["A"], site="here")
    start = found.programme.clock.shift(wall(10), gap)
    picture = picture_of(found.add("y", start, 60, ["A"], site="far").programme)
    runs = picture.row(0, Frame(0, 9, 0, 288))
    (short,) = (run for run in runs if run.style == "way-short")
    assert text in short.text
    assert (short.left, short.right) == (NINE + 12, NINE + 12 + gap // 5)


def test_the_hours_are_above_and_the_names_at_the_left() -> None:
    picture = replace(picture_of(scene().programme, rows=9), gutter_width=12)
    header = "".join(run.text for run in picture.header(0, NINE, NINE + 60))
    assert [header.index(label) for label in ("09:00", "10:00")] == [0, 12]
    assert [picture.gutter(row)[0].strip() for row in range(4)] == ["✓ Caen", "", "", "✓ Hamar"]


def test_hours_make_room_for_the_time_of_the_cursor_and_the_present() -> None:
    picture = picture_of(scene().programme, rows=9)
    here, now = Cursor(0, at(picture.programme, 10, 10)), at(picture.programme, 9, 50)
    header = replace(picture, cursor=here, now=now).header(0, NINE - 12, NINE + 36)
    assert "".join(run.text for run in header).split() == ["08:00", "09:00", "10:10", "11:00"]
    apart = replace(picture, now=at(picture.programme, 9, 40)).header(0, NINE - 12, NINE + 36)
    assert "".join(run.text for run in apart).split() == ["08:00", "09:00", "▶09:40", "11:00"]


def test_the_hours_of_the_clock_change_sunday_are_all_there() -> None:
    programme = Scene("A").programme
    window = window_of(programme, (SUNDAY,))
    scale = Scale.plain(window.begin, window.end, 5)
    columns = columns_by_delegation(programme, (SUNDAY,))
    board = Board(columns, [arrange((), scale)], scale, 9, lambda _a, _b: None, turned=True)
    header = TurnedPicture(programme, board, {}).header(0, 0, 300)
    hours = "".join(run.text for run in header).split()
    assert len(hours) == 25
    assert hours[1:5] == ["01:00", "02:00", "02:00+", "03:00"]


@given(
    st.sampled_from(HOSTILE),
    st.integers(60, 130),
    st.integers(1, 90),
    st.sampled_from([5, 15, 35, 90]),
    st.integers(0, 12),
)
@settings(max_examples=120, deadline=None)
def test_every_row_is_filled_exactly_whatever_the_titles(
    title: str, left: int, width: int, minutes: int, top: int
) -> None:
    found = Scene(title or "A", "B", "C").add("x", wall(9), minutes, ["B", "C"], title=title)
    found.add("y", wall(9, 20), minutes, ["C"], title=title, pin=True)
    found.add("z", wall(11), minutes, ["B"], title=title, site="far")
    picture = picture_of(found.programme, rows=15)
    begin = at(found.programme, 9, 5)
    picture = replace(
        picture,
        marks={"y": Severity.BLOCKING},
        ghost=Ghost("x", begin, 60),
        cursor=Cursor(1, begin),
        moving={"z": window_of(found.programme, (SATURDAY,))._replace(end=begin)},
        now=begin,
    )
    view = Frame(top, 15, left, left + width)
    for row in range(view.top, view.bottom):
        check_runs(picture.row(row, view), left, left + width)
    check_runs(picture.header(0, left, left + width), left, left + width)


# -- keys and mouse ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "column", "activity"),
    [
        ("", "Caen", "plenary"),
        ("right", "Caen", None),
        ("right right", "Caen", "visit"),
        ("l l h h", "Caen", "plenary"),
        ("down", "Hamar", "plenary"),
        ("j j k", "Hamar", "plenary"),
        ("end down", "Hamar", "talk"),
        ("pagedown", "Viborg", "plenary"),
        ("pagedown pageup", "Caen", "plenary"),
        ("ctrl+right", "Caen", None),
    ],
)
async def test_keys_go_as_the_arrows_point(keys: str, column: str, activity: str | None) -> None:
    app = TimelineApp(scene().programme, turned=True)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press(*keys.split())
        assert (app.timeline.cursor_column, app.timeline.cursor_activity) == (column, activity)


async def test_a_click_on_free_time_puts_the_cursor_there() -> None:
    programme = scene().programme
    app = TimelineApp(programme, turned=True)
    async with app.run_test(size=(160, 30)) as pilot:
        await settled(pilot)
        x, y = app.spot("11:00")[0], app.spot("Hamar")[1]
        await pilot.click(offset=(x + 4, y))
        assert app.timeline.cursor_column == "Hamar"
        assert app.timeline.cursor_instant == at(programme, 11, 20)
        assert "+ 11:20" in app.screen_text()


async def test_a_click_on_a_name_goes_to_its_band() -> None:
    app = TimelineApp(scene().programme, turned=True)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.click(offset=app.spot("Viborg"))
        assert app.timeline.cursor_column == "Viborg"


async def dragged(pilot: Pilot[None], start: tuple[int, int], cells: int) -> None:
    await pilot.mouse_down(offset=start)
    await pilot.hover(offset=(start[0] + cells, start[1]))
    await pilot.mouse_up(offset=(start[0] + cells, start[1]))
    await pilot.pause()


async def test_dragging_to_the_right_asks_for_a_later_time() -> None:
    programme = scene().programme
    app = TimelineApp(programme, turned=True)
    async with app.run_test(size=(160, 30)) as pilot:
        await settled(pilot)
        await dragged(pilot, app.spot("Visit"), 6)
        assert app.posted[-1] == Timeline.MoveRequested("visit", at(programme, 12, 30))


async def test_dragging_the_right_edge_asks_for_another_length() -> None:
    app = TimelineApp(scene().programme, turned=True)
    async with app.run_test(size=(160, 30)) as pilot:
        await settled(pilot)
        x, y = app.spot("★ Visit")
        await dragged(pilot, (x + 17, y), -6)
        assert app.posted[-1] == Timeline.ResizeRequested("visit", 60)


async def test_dragging_the_left_edge_at_its_sign_asks_for_another_beginning() -> None:
    programme = scene().programme
    app = TimelineApp(programme, turned=True)
    async with app.run_test(size=(160, 30)) as pilot:
        await settled(pilot)
        await pilot.click(offset=app.spot("Visit"))
        await dragged(pilot, app.spot("◣"), -3)
        assert app.posted[-1] == Timeline.ResizeRequested("visit", 105, at(programme, 11, 45))


async def test_turning_keeps_the_cursor_and_the_names_fit() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("end")
        app.timeline.turned = True
        await settled(pilot)
        assert app.timeline.cursor_activity == "visit"
        assert "★ Visit" in app.screen_text()
        app.timeline.turned = False
        await settled(pilot)
        assert app.lines()[0].startswith("− 15′ +")
        assert app.timeline.cursor_activity == "visit"


async def test_without_columns_it_says_what_to_do_next() -> None:
    app = TimelineApp(Scene().programme, turned=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right", "n", "pagedown", "plus")
        await settled(pilot)
        assert "Nothing to show on this day. n: new activity" in app.screen_text()
        (asked,) = app.posted
        assert isinstance(asked, Timeline.CreateRequested)
        assert asked.column_id is None
        assert asked.instant == at(Scene().programme, 9)


async def test_of_several_days_each_has_its_date_above_it() -> None:
    found = scene().add("farewell", wall(10, day=SUNDAY), 60, ["Caen"], title="Bye")
    app = TimelineApp(found.programme, SATURDAY, SUNDAY, turned=True)
    async with app.run_test(size=(160, 30)) as pilot:
        await settled(pilot)
        assert "Sat 26 Oct" in app.lines()[0]
        app.timeline.select("farewell")
        await settled(pilot)
        assert "Sun 27 Oct" in app.lines()[0]
