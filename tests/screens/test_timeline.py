"""The timeline in an app: keys, mouse, messages, what is repainted."""

from datetime import date

import pytest
from textual import events
from textual.color import Color
from textual.geometry import Region
from textual.pilot import Pilot

from models.words import Kind
from planner.conflicts import Severity
from planner.programme import Programme
from screens.widgets.timeline import Timeline
from screens.widgets.timeline_columns import columns_by_site
from screens.widgets.timeline_delegations import columns_by_delegation
from tests.marks import slow_from
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


def scene() -> Scene:
    """Three delegations: a plenary, then each its own."""
    found = Scene("Caen", "Hamar", "Viborg")
    found.add("plenary", wall(10), 60, ["Caen", "Hamar", "Viborg"], title="Plenary")
    found.add("visit", wall(12), 90, ["Caen"], title="Visit", site="here")
    return found.add("talk", wall(12, 30), 60, ["Hamar"], title="Talk", site="near")


def many(columns: int = 40) -> Scene:
    names = [f"City {n:02}" for n in range(columns)]
    found = Scene(*names).add("all", wall(9), 60, names, title="All")
    for number, name in enumerate(names):
        found.add(name, wall(11 + number % 5), 60, [name], title=f"Talk {number}")
    return found


def changed(programme: Programme, **starts: int) -> Programme:
    """Some activities at other hours of the Saturday."""
    other = Scene()
    other.activities = dict(programme.activities)
    other.delegations = dict(programme.delegations)
    other.participations = dict(programme.participations)
    for name, hour in starts.items():
        activity = programme.activities[name]
        other.add(name, wall(hour), activity.minutes, title=activity.title)
    return other.programme


# -- what is on the screen --------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_day_opens_an_hour_before_its_first_activity(size: tuple[int, int]) -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        lines = app.lines()
        assert lines[1].startswith("09:00")
        assert "Caen" in lines[0]
        assert "Viborg" in lines[0]


async def test_in_a_tiny_window_the_first_activity_is_still_in_view() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(30, 8)) as pilot:
        await settled(pilot)
        assert "Plenary" in app.screen_text()


async def test_few_columns_fill_the_width() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert app.timeline.virtual_size.width == app.timeline.scrollable_content_region.width
        assert not app.timeline.show_horizontal_scrollbar


async def test_many_columns_scroll_while_the_hours_stay() -> None:
    app = TimelineApp(many().programme)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.timeline.show_horizontal_scrollbar
        await pilot.press("ctrl+end")
        await settled(pilot)
        lines = app.lines()
        assert "City 39" in lines[0]
        assert "City 00" not in lines[0]
        assert lines[1].startswith("08:00")
        assert app.spot("All")[0] == 9


async def test_resizing_makes_the_columns_fit_again() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.resize_terminal(70, 20)
        await settled(pilot)
        assert app.timeline.virtual_size.width == app.timeline.scrollable_content_region.width


@pytest.mark.parametrize("names", [("Caen",), tuple(f"City {n:02}" for n in range(40))])
@pytest.mark.parametrize("before", [(38, 24), (80, 14), (200, 60)])
async def test_where_the_day_opens_does_not_depend_on_the_window_it_was_laid_out_for(
    names: tuple[str, ...], before: tuple[int, int]
) -> None:
    """A room is laid out in another size first, or in its own: it takes only a moment more."""
    late = Scene(*names).add("Breakfast", wall(8), 30, names[1:]).add("Dinner", wall(19), 90, names)
    seen = []
    for opened in (before, (80, 16)):
        app = TimelineApp(late.programme)
        async with app.run_test(size=opened) as pilot:
            await settled(pilot)
            await pilot.resize_terminal(80, 16)
            await settled(pilot)
            seen.append(app.lines())
    assert seen[0] == seen[1]


async def test_a_view_that_was_scrolled_stays_where_it_is_in_another_window() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+end", "end")
        await settled(pilot)
        top = app.timeline.scroll_offset.y
        await pilot.resize_terminal(80, 20)
        await settled(pilot)
        assert app.timeline.scroll_offset.y >= top > 0


@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_hostile_titles_and_names_stay_in_their_cells(text: str) -> None:
    found = Scene("Caen", text or "empty").add("x", wall(10), 60, ["Caen"], title=text)
    found.add("y", wall(12), 45, [text or "empty"], title=text, kind=Kind.MEETING)
    app = TimelineApp(found.programme, marks={"x": Severity.WARNING})
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await pilot.click(offset=app.spot(Severity.WARNING.sign))
        await pilot.press("right", "down")
        await settled(pilot)
        timeline = app.timeline
        for strip in timeline.render_lines(timeline.size.region):
            assert strip.cell_length == timeline.size.width
            assert sum(segment.cell_length for segment in strip) == timeline.size.width
            assert "\x1b" not in strip.text
            assert all(not (s.style and s.style.meta) for s in strip)


async def test_without_columns_it_says_what_to_do_next() -> None:
    app = TimelineApp(Scene().programme)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right", "n", "end", "plus")
        await settled(pilot)
        assert "Nothing to show on this day. n: new activity" in app.screen_text()
        (asked,) = app.posted
        assert isinstance(asked, Timeline.CreateRequested)
        assert asked.column_id is None
        assert asked.instant == at(Scene().programme, 9)


async def test_before_anything_is_shown_it_is_blank_and_keys_do_no_harm() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(80, 24)) as pilot:
        blank = Timeline()
        await app.mount(blank)
        blank.focus()
        await pilot.press("down", "right", "pagedown", "enter", "n", "plus", "escape")
        await settled(pilot)
        assert blank.cursor_activity is None
        assert blank.render_line(0).text.strip() == ""


# -- keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "column", "activity"),
    [
        ("", "Caen", "plenary"),
        ("down", "Caen", None),
        ("down down", "Caen", "visit"),
        ("j j", "Caen", "visit"),
        ("end", "Caen", "visit"),
        ("end home", "Caen", "plenary"),
        ("end up", "Caen", None),
        ("end k k", "Caen", "plenary"),
        ("right", "Hamar", "plenary"),
        ("l l", "Viborg", "plenary"),
        ("l l l l", "Viborg", "plenary"),
        ("end right", "Hamar", "talk"),
        ("end right left", "Caen", "visit"),
        ("end l l h", "Hamar", "talk"),
        ("end right right", "Viborg", None),
        ("ctrl+end", "Viborg", "plenary"),
        ("ctrl+end ctrl+home", "Caen", "plenary"),
        ("ctrl+down", "Caen", None),
    ],
)
async def test_keys_lead_from_activity_to_activity(
    keys: str, column: str, activity: str | None
) -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press(*keys.split())
        assert (app.timeline.cursor_column, app.timeline.cursor_activity) == (column, activity)


async def test_every_move_is_announced_once() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("down", "home", "home")
        await settled(pilot)
        assert app.posted == [
            Timeline.Highlighted("plenary", "Caen", at(programme, 10)),
            Timeline.Highlighted(None, "Caen", at(programme, 11)),
            Timeline.Highlighted("plenary", "Caen", at(programme, 10)),
        ]


async def test_the_cursor_is_scrolled_into_view() -> None:
    found = scene().add("late", wall(22), 60, ["Caen"], title="Late")
    app = TimelineApp(found.programme)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Late" not in app.screen_text()
        await pilot.press("end")
        await settled(pilot)
        assert "Late" in app.screen_text()


async def test_page_keys_go_a_screenful_of_time() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = app.timeline.cursor_instant
        assert before is not None
        await pilot.press("pagedown")
        after = app.timeline.cursor_instant
        assert after is not None
        assert after - before == 22 * 15
        await pilot.press("pageup")
        assert app.timeline.cursor_activity == "plenary"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("enter", Timeline.Opened("plenary")),
        ("down enter", ("Caen", 11, 0)),
        ("down n", ("Caen", 11, 0)),
        ("n", ("Caen", 11, 0)),
        ("end n", ("Caen", 13, 30)),
        ("end right right n", ("Viborg", 12, 0)),
    ],
    ids=["open", "enter on free time", "n on free time", "n after it", "n at its end", "aside"],
)
async def test_enter_opens_or_creates_and_n_creates(
    keys: str, message: Timeline.Opened | tuple[str, int, int]
) -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press(*keys.split())
        await settled(pilot)
        if isinstance(message, tuple):
            column, hour, minute = message
            message_wanted: object = Timeline.CreateRequested(column, at(programme, hour, minute))
        else:
            message_wanted = message
        assert app.posted[-1] == message_wanted


async def test_plus_and_minus_change_the_minutes_of_a_row_and_keep_the_cursor_in_place() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("end")
        _, y = app.spot("Visit")
        for key, minutes in (("plus", 10), ("plus", 5), ("plus", 5), ("minus", 10), ("minus", 15)):
            await pilot.press(key)
            await settled(pilot)
            assert app.timeline.minutes_per_line == minutes
            assert app.spot("Visit")[1] == y


@pytest.mark.parametrize("turned", [False, True])
async def test_the_signs_in_the_corner_zoom_like_the_keys(turned: bool) -> None:
    app = TimelineApp(scene().programme, turned=turned)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        before = app.timeline.minutes_per_line
        await pilot.click(offset=app.spot("+"))
        finer = app.timeline.minutes_per_line
        await pilot.click(offset=app.spot("−"))
        await pilot.click(offset=app.spot("−"))
        assert finer < before < app.timeline.minutes_per_line


async def test_the_coarsest_rows_are_hours() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("minus", "minus", "minus")
        await settled(pilot)
        assert app.timeline.minutes_per_line == 60
        assert app.timeline.virtual_size.height >= 25


async def test_tab_leaves_the_timeline() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(80, 24)) as pilot:
        other = Timeline()
        await app.mount(other)
        await pilot.press("tab")
        assert app.focused is other


# -- mouse ------------------------------------------------------------------------------------


async def test_a_click_selects_an_activity_and_the_column_under_the_mouse() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        _, y = app.spot("Plenary")
        await pilot.click(offset=(app.spot("Viborg")[0], y + 1))
        assert app.timeline.cursor_column == "Viborg"
        assert app.timeline.cursor_activity == "plenary"


async def test_a_click_on_free_time_puts_the_cursor_there() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.click(offset=(app.spot("Hamar")[0], app.spot("14:00")[1] + 1))
        assert app.timeline.cursor_activity is None
        assert app.timeline.cursor_instant == at(programme, 14, 15)


async def test_a_click_on_a_name_goes_to_its_column_and_on_an_hour_nowhere() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.click(offset=app.spot("Hamar"))
        assert app.timeline.cursor_column == "Hamar"
        await pilot.click(offset=(1, 12))
        assert app.timeline.cursor_column == "Hamar"


async def test_a_double_click_opens() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.click(offset=app.spot("Visit"), times=2)
        await settled(pilot)
        assert app.posted[-1] == Timeline.Opened("visit")


async def drag(pilot: Pilot[None], text: str, row: int, rows: int) -> None:
    """Take a box ``row`` rows below its title and carry it ``rows`` rows down; not dropped."""
    app = await settled(pilot)
    x, y = app.spot(text)
    await pilot.mouse_down(offset=(x, y + row))
    await pilot.hover(offset=(x, y + row + rows))
    await pilot.pause()


async def test_a_box_that_is_dragged_shows_its_new_times() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await drag(pilot, "Visit", 1, 4)
        assert "13:00–14:30" in app.screen_text()
        await pilot.mouse_up()
        await settled(pilot)
        assert app.timeline.ghost is None
        assert "13:00–14:30" not in app.screen_text()


async def test_dropping_asks_for_the_move() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        x, y = app.spot("Visit")
        await drag(pilot, "Visit", 1, 4)
        await pilot.mouse_up(offset=(x, y + 5))
        await settled(pilot)
        assert app.posted[-1] == Timeline.MoveRequested("visit", at(programme, 13))


async def test_dragging_the_lower_edge_asks_for_another_length() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        x, y = app.spot("Visit")
        await drag(pilot, "Visit", 5, -2)
        assert "12:00–13:00" in app.screen_text()
        await pilot.mouse_up(offset=(x, y + 3))
        await settled(pilot)
        assert app.posted[-1] == Timeline.ResizeRequested("visit", 60)


async def test_escape_cancels_a_drag_and_otherwise_belongs_to_the_app() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        x, y = app.spot("Visit")
        await drag(pilot, "Visit", 1, 4)
        await pilot.press("escape")
        assert app.timeline.ghost is None
        assert app.escapes == 0
        await pilot.mouse_up(offset=(x, y + 5))
        await pilot.press("escape")
        await settled(pilot)
        assert app.escapes == 1
        assert not any(isinstance(m, Timeline.MoveRequested) for m in app.posted)


async def test_a_drag_that_ends_where_it_began_moves_nothing() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        x, y = app.spot("Visit")
        await drag(pilot, "Visit", 1, 4)
        await pilot.hover(offset=(x, y + 1))
        await pilot.mouse_up(offset=(x, y + 1))
        await settled(pilot)
        assert app.posted[-1] == Timeline.DragCancelled("visit")
        assert not any(isinstance(m, Timeline.MoveRequested) for m in app.posted)


async def test_a_drag_beyond_the_lower_edge_scrolls() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await drag(pilot, "Visit", 1, 2)
        x, y = app.spot("Visit")
        before = app.timeline.scroll_offset.y
        for step in range(4):
            await pilot.hover(offset=(x + step % 2, 29))
        await settled(pilot)
        assert app.timeline.scroll_offset.y == before + 4
        assert app.timeline.ghost is not None
        rows = 29 - (y + 1) + 4
        assert app.timeline.ghost.begin == at(app.shown[0], 12) + 15 * rows


async def test_the_wheel_scrolls_and_leaves_the_cursor_alone() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 20)) as pilot:
        await settled(pilot)
        before = app.timeline.scroll_offset.y
        wheel = events.MouseScrollDown(app.timeline, 30, 10, 0, 1, 0, False, False, False)
        app.timeline.post_message(wheel)
        await settled(pilot)
        assert app.timeline.scroll_offset.y > before
        assert app.timeline.cursor_activity == "plenary"


async def test_a_drag_goes_on_over_new_data_and_ends_where_its_activity_is_gone() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await drag(pilot, "Visit", 1, 4)
        app.timeline.show(programme, (SATURDAY,), columns_by_delegation(programme, (SATURDAY,)))
        assert app.timeline.ghost is not None
        without = Scene("Caen").programme
        app.timeline.show(without, (SATURDAY,), columns_by_delegation(without, (SATURDAY,)))
        await settled(pilot)
        assert app.timeline.ghost is None
        assert app.mouse_captured is None
        assert Timeline.DragCancelled("visit") in app.posted


async def test_each_step_of_a_drag_is_told_so_that_its_knock_on_can_be_shown() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await drag(pilot, "Visit", 1, 2)
        x, y = app.spot("Visit")
        await pilot.hover(offset=(x, y + 4))
        await pilot.hover(offset=(x, y + 4))
        await settled(pilot)
        told = [m for m in app.posted if isinstance(m, Timeline.Dragged)]
        assert [m.begin for m in told] == [at(programme, 12, 30), at(programme, 12, 45)]
        assert {(m.minutes, m.column_id) for m in told} == {(90, None)}


async def test_what_the_board_previews_while_it_is_dragged_needs_no_ghost() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await drag(pilot, "Visit", 1, 4)
        x, y = app.spot("Visit")
        moved = changed(programme, visit=13)
        columns = columns_by_delegation(moved, (SATURDAY,))
        app.timeline.show(moved, (SATURDAY,), columns, moving={"visit": programme.spans["visit"]})
        await settled(pilot)
        assert app.timeline.dragging
        assert app.timeline.ghost is None
        assert "↕★ Visit" in app.screen_text()
        await pilot.hover(offset=(x, y + 9))
        await pilot.mouse_up(offset=(x, y + 9))
        await settled(pilot)
        assert app.posted[-1] == Timeline.MoveRequested("visit", at(programme, 14))


async def test_escape_says_that_the_drag_is_off() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await drag(pilot, "Visit", 1, 4)
        await pilot.press("escape")
        await settled(pilot)
        assert app.posted[-1] == Timeline.DragCancelled("visit")
        assert not app.timeline.dragging


async def test_a_box_can_be_dragged_into_another_column() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        x, y = app.spot("Visit")
        there = app.spot("Viborg")[0]
        await pilot.mouse_down(offset=(x, y + 1))
        await pilot.hover(offset=(there, y + 1))
        await settled(pilot)
        assert app.spot("12:00–13:30")[0] > x
        await pilot.mouse_up(offset=(there, y + 1))
        await settled(pilot)
        assert app.posted[-1] == Timeline.MoveRequested(
            "visit", at(programme, 12), ("Caen", "Viborg")
        )


async def test_within_the_columns_that_share_it_a_drag_sideways_changes_nothing() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        y = app.spot("Plenary")[1]
        await pilot.mouse_down(offset=(app.spot("Caen")[0], y + 1))
        await pilot.hover(offset=(app.spot("Hamar")[0], y + 1))
        await pilot.mouse_up(offset=(app.spot("Hamar")[0], y + 1))
        await settled(pilot)
        assert not any(isinstance(m, Timeline.MoveRequested) for m in app.posted)


async def test_the_upper_edge_is_taken_at_its_sign() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.click(offset=app.spot("Visit"))
        x, y = app.spot("◥")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x, y - 2))
        await settled(pilot)
        assert "11:30–13:30" in app.screen_text()
        await pilot.mouse_up(offset=(x, y - 2))
        await settled(pilot)
        assert app.posted[-1] == Timeline.ResizeRequested("visit", 120, at(programme, 11, 30))


# -- several days -----------------------------------------------------------------------------


def two_days() -> Scene:
    found = scene().add("late", wall(20), 60, ["Caen"], title="Late")
    return found.add("farewell", wall(9, day=SUNDAY), 60, ["Hamar"], title="Bye")


async def test_several_days_stand_under_each_other_with_their_nights_folded() -> None:
    app = TimelineApp(two_days().programme, SATURDAY, SUNDAY)
    async with app.run_test(size=(100, 60)) as pilot:
        await settled(pilot)
        assert "Sat 26 Oct  ··· 00:00 – 08:00 ···" in app.lines()[1]
        saturday, sunday = app.spot("Late")[1], app.spot("Sun 27 Oct  ··· 21:00 – 08:00 ···")[1]
        assert sunday == saturday + 2
        assert app.spot("Bye")[1] == sunday + 3


async def test_the_cursor_goes_on_into_the_next_day() -> None:
    app = TimelineApp(two_days().programme, SATURDAY, SUNDAY)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right")
        assert app.timeline.cursor_day == SATURDAY
        await pilot.press("end")
        assert app.timeline.cursor_activity == "farewell"
        assert app.timeline.cursor_day == SUNDAY
        await pilot.press("home")
        assert app.timeline.cursor_day == SATURDAY


async def test_it_can_be_sent_to_a_day() -> None:
    app = TimelineApp(two_days().programme, SATURDAY, SUNDAY)
    async with app.run_test(size=(100, 20)) as pilot:
        await settled(pilot)
        assert app.timeline.go_to_day(SUNDAY)
        assert app.timeline.cursor_activity == "farewell"
        await settled(pilot)
        assert "Bye" in app.screen_text()
        assert not app.timeline.go_to_day(date(2024, 10, 28))


async def test_more_days_keep_the_activity_under_the_cursor() -> None:
    programme = two_days().programme
    app = TimelineApp(programme, SUNDAY)
    async with app.run_test(size=(100, 20)) as pilot:
        await settled(pilot)
        both = (SATURDAY, SUNDAY)
        app.timeline.show(programme, both, columns_by_delegation(programme, both))
        await settled(pilot)
        assert app.timeline.cursor_activity == "farewell"
        assert "Bye" in app.screen_text()


async def test_where_an_activity_comes_from_is_not_folded_either() -> None:
    before = two_days().programme
    after = changed(before, late=15)
    app = TimelineApp(before, SATURDAY, SUNDAY)
    async with app.run_test(size=(100, 60)) as pilot:
        await settled(pilot)
        both = (SATURDAY, SUNDAY)
        moving = {"late": before.spans["late"]}
        columns = columns_by_delegation(after, both)
        app.timeline.show(after, both, columns, moving=moving)
        await settled(pilot)
        assert "20:00 ╌" in app.screen_text()


# -- the present ------------------------------------------------------------------------------


async def test_a_line_shows_the_present_and_moves_on_with_it() -> None:
    programme = scene().programme
    minutes = [at(programme, 14, 35)]
    app = TimelineApp(programme, now=lambda: minutes[0])
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        y = app.spot("▶14:35")[1]
        assert "━━━" in app.lines()[y]
        minutes[0] = at(programme, 12, 50)
        app.timeline._move_on()
        line = list(app.timeline.render_line(app.spot("▶12:50")[1]))
        assert all(s.style and s.style.underline for s in line[1:] if "━" not in s.text)
        minutes[0] = at(programme, 14, 35)
        app.timeline._move_on()
        minutes[0] += 30
        app.timeline._move_on()
        await settled(pilot)
        assert app.spot("▶15:05")[1] == y + 2
        assert "━" not in app.lines()[y]


@pytest.mark.parametrize("turned", [False, True])
async def test_the_present_of_another_day_is_not_shown(turned: bool) -> None:
    programme = scene().programme
    now = at(programme, 14, 35, SUNDAY)
    app = TimelineApp(programme, now=lambda: now, turned=turned)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        assert "▶" not in app.screen_text()


async def test_turned_the_line_of_the_present_goes_down() -> None:
    programme = scene().programme
    now = at(programme, 11, 30)
    app = TimelineApp(programme, now=lambda: now, turned=True)
    async with app.run_test(size=(160, 30)) as pilot:
        await settled(pilot)
        x = app.spot("▶11:30")[0]
        assert all(line[x] == "┃" for line in app.lines()[1:10])


# -- data that change -------------------------------------------------------------------------


async def test_the_cursor_follows_an_activity_that_moves_and_the_view_stays() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("end")
        scroll = app.timeline.scroll_offset
        moved = changed(programme, visit=14)
        app.timeline.show(moved, (SATURDAY,), columns_by_delegation(moved, (SATURDAY,)))
        await settled(pilot)
        assert app.timeline.cursor_activity == "visit"
        assert app.timeline.cursor_instant == at(programme, 14)
        assert app.timeline.scroll_offset == scroll
        assert app.posted[-1] == Timeline.Highlighted("visit", "Caen", at(programme, 14))


async def test_an_activity_that_moves_out_of_view_is_followed() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 20)) as pilot:
        await settled(pilot)
        await pilot.press("end")
        moved = changed(programme, visit=21)
        app.timeline.show(moved, (SATURDAY,), columns_by_delegation(moved, (SATURDAY,)))
        await settled(pilot)
        assert "Visit" in app.screen_text()


async def test_another_view_of_the_day_keeps_the_activity() -> None:
    programme = scene().programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("end", "right")
        app.timeline.show(programme, (SATURDAY,), columns_by_site(programme, (SATURDAY,)))
        await settled(pilot)
        assert (app.timeline.cursor_column, app.timeline.cursor_activity) == ("near", "talk")


async def test_another_day_starts_at_its_own_first_activity() -> None:
    programme = scene().add("farewell", wall(15, day=SUNDAY), 60, ["Hamar"], title="Bye").programme
    app = TimelineApp(programme)
    async with app.run_test(size=(100, 20)) as pilot:
        await settled(pilot)
        app.timeline.show(programme, (SUNDAY,), columns_by_delegation(programme, (SUNDAY,)))
        await settled(pilot)
        assert app.timeline.cursor_activity == "farewell"
        assert app.lines()[1].startswith("14:00")


async def test_the_repeated_hour_of_the_sunday_is_there_twice() -> None:
    early = wall(2, 30, SUNDAY, fold=1)
    programme = scene().add("coach", early, 60, ["Hamar"], title="Coach").programme
    app = TimelineApp(programme, SUNDAY)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert app.timeline.virtual_size.height == 101
        app.timeline.scroll_to(y=0, animate=False)
        assert app.spot("02:00+")[1] - app.spot("02:00 ")[1] == 4
        assert app.timeline.cursor_instant == at(programme, 2, 30, SUNDAY, fold=1)
        assert "02:30+–03:30" in app.screen_text()


async def test_select_puts_the_cursor_on_an_activity() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert app.timeline.select("talk")
        assert (app.timeline.cursor_column, app.timeline.cursor_activity) == ("Hamar", "talk")
        assert not app.timeline.select("nothing")


async def test_what_is_moving_stands_out_and_leaves_an_outline_where_it_was() -> None:
    before = scene().programme
    after = changed(before, talk=17)
    app = TimelineApp(before)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        moving = {"talk": before.spans["talk"]}
        columns = columns_by_delegation(after, (SATURDAY,))
        app.timeline.show(after, (SATURDAY,), columns, moving=moving)
        await settled(pilot)
        assert "↕★ Talk" in app.screen_text()
        assert app.spot("╭╌ 12:30 ╌")[1] == app.spot("12:00")[1] + 2
        app.timeline.show(after, (SATURDAY,), columns)
        await settled(pilot)
        assert "↕" not in app.screen_text()
        assert "╭╌" not in app.screen_text()


# -- painting ---------------------------------------------------------------------------------


async def test_a_move_of_the_cursor_repaints_only_what_it_touches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        refreshed: list[Region] = []
        refresh = app.timeline.refresh

        def noted(*regions: Region, **options: bool) -> Timeline:
            refreshed.extend(regions)
            return refresh(*regions, **options)

        monkeypatch.setattr(app.timeline, "refresh", noted)
        app.timeline.action_go(1, 0)
        y = app.spot("Plenary")[1]
        assert {region.y for region in refreshed} == set(range(y, y + 5))


@pytest.mark.parametrize("turned", [False, True], ids=["upright", "turned"])
async def test_what_is_kept_of_a_picture_is_what_would_be_painted_anew(turned: bool) -> None:
    """Only what the cursor touches is drawn again; everything else must still be right."""
    app = TimelineApp(many(12).programme, turned=turned)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        timeline = app.timeline
        keys = "down right down down pagedown left up right right end pageup home down right j l k"
        for key in keys.split():
            await pilot.press(key)
            await settled(pilot)
            kept = [timeline._runs(y) for y in range(30)]
            assert kept == [timeline._paint(y) for y in range(30)], key


async def test_lines_that_look_the_same_keep_their_strips() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        before = [app.timeline.render_line(y) for y in range(40)]
        await pilot.press("down")
        after = [app.timeline.render_line(y) for y in range(40)]
        y = app.spot("Plenary")[1]
        kept = {line for line in range(40) if after[line] is before[line]}
        assert kept == set(range(40)) - set(range(y, y + 5))


async def test_losing_the_focus_changes_the_colour_of_the_cursor() -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        x, y = app.spot("Plenary")

        def colour() -> Color:
            style = app.timeline.render_line(y).crop(x, x + 1)._segments[0].style
            assert style is not None
            assert style.bgcolor is not None
            return Color.from_rich_color(style.bgcolor)

        focused = colour()
        app.timeline.blur()
        await settled(pilot)
        assert colour() != focused


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "nord"])
async def test_another_theme_repaints_everything(theme: str) -> None:
    app = TimelineApp(scene().programme)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        before = app.timeline.render_line(4)
        app.theme = theme
        await settled(pilot)
        after = app.timeline.render_line(4)
        assert after.text == before.text
        assert [s.style for s in after] != [s.style for s in before]


async def test_without_colours_signs_and_reverse_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    found = scene().add("meeting", wall(15), 30, ["Caen"], kind=Kind.MEETING, title="1:1")
    app = TimelineApp(found.programme, marks={"visit": Severity.BLOCKING})
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        assert app.no_color
        x, y = app.spot("Plenary")
        text = app.screen_text()
        for sign in ("★ Plenary", "⇄ 1:1", "✖"):
            assert sign in text
        head = app.timeline.render_lines(app.timeline.size.region)[y].crop(x, x + 1)
        below = app.timeline.render_lines(app.timeline.size.region)[y + 6].crop(x, x + 1)
        lit, unlit = (next(iter(s)).style for s in (head, below))
        assert lit is not None
        assert unlit is not None
        assert lit.bgcolor != unlit.bgcolor or lit.reverse
