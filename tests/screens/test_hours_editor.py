"""The opening hours editor: typing, dragging, dates, and that nothing typed is lost."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date, time

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, Static

from planner.errors import PlannerError
from planner.hours import Hours
from planner.phrases import Phrase
from planner.programme import Programme
from screens.dialogs import Confirm
from screens.hours_editor import HoursEditor
from screens.hours_line import DaySigns, HoursLine
from screens.theme import THEMES
from screens.widgets.hours_bar import HoursBar
from tests.build import Build
from tests.screens.drive import until

MON, TUE, WED = 0, 1, 2
SUNDAY = date(2024, 10, 27)
MORNING = ((time(10), time(12)),)


class EditorApp(App[None]):
    """Opens the editor of one place and remembers what was kept."""

    CSS_PATH = "../../screens/app.tcss"

    def __init__(self, programme: Programme, refuses: bool = False) -> None:
        super().__init__()
        self.programme, self.refuses = programme, refuses
        self.kept: list[dict[int | date, Hours]] = []
        self.ended: list[bool | None] = []

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        site = next(iter(self.programme.sites.values()))
        self.push_screen(HoursEditor(site, self.programme, self.keep), self.ended.append)

    def keep(self, wanted: Mapping[int | date, Hours]) -> None:
        if self.refuses:
            raise PlannerError(Phrase("The disk is full."))
        self.kept.append(dict(wanted))

    @property
    def editor(self) -> HoursEditor:
        return next(s for s in self.screen_stack if isinstance(s, HoursEditor))

    def line(self, day: int | date) -> HoursLine:
        return next(line for line in self.editor.query(HoursLine) if line.day == day)

    @property
    def says(self) -> str:
        return str(self.editor.query_one("#hours-says", Static).visual)

    @property
    def can_save(self) -> bool:
        return not self.editor.query_one("#save", Button).disabled


@asynccontextmanager
async def an_editor(
    *openings: tuple[int | date, str | None],
    name: str = "TRAKK",
    size: tuple[int, int] = (100, 40),
    refuses: bool = False,
) -> AsyncIterator[tuple[EditorApp, Pilot[None]]]:
    plan = Build()
    site = plan.site(name)
    for day, hours in openings:
        when = {"weekday": day} if isinstance(day, int) else {"day": day}
        plan.open(site, hours, **when)
    app = EditorApp(plan.programme(), refuses)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: len(app.screen_stack) == 2 and app.editor.query("#save"))
        await pilot.pause()
        yield app, pilot


def bar(app: EditorApp, day: int | date) -> str:
    return str(app.line(day).query_one(HoursBar).render())


async def test_hours_are_typed_day_by_day_and_kept_in_one_go() -> None:
    async with an_editor() as (app, pilot):
        await pilot.press(*"10-12", "enter", *"x", "ctrl+s")
        await until(pilot, lambda: app.ended)
        assert (app.kept, app.ended) == ([{MON: MORNING, TUE: ()}], [True])


@pytest.mark.slow
async def test_the_bar_shows_what_is_typed() -> None:
    async with an_editor() as (app, pilot):
        assert bar(app, MON).strip() == "?"
        await pilot.press(*"10-12")
        assert bar(app, MON) == "·" * 8 + "█" * 4 + "·" * 24


async def test_unknown_closed_and_no_hours_read_differently() -> None:
    async with an_editor() as (app, pilot):
        assert app.line(TUE).input.placeholder == "? unknown"
        await pilot.press(*"10-12")
        assert app.line(TUE).input.placeholder == "no hours: closed"
        assert "?" not in bar(app, TUE)


async def test_up_and_down_go_from_day_to_day() -> None:
    async with an_editor() as (app, pilot):
        await pilot.press("down", "down", "up")
        assert app.focused is app.line(TUE).input


async def test_ctrl_d_gives_a_day_the_hours_of_the_one_above() -> None:
    async with an_editor((MON, "10:00-12:00")) as (app, pilot):
        await pilot.press("down", "ctrl+d", "down", "ctrl+d", "ctrl+s")
        await until(pilot, lambda: app.ended)
        assert app.kept == [{TUE: MORNING, WED: MORNING}]


@pytest.mark.parametrize(
    ("x", "expected"), [(1, ((time(10), time(12)),)), (3, ()), (5, None)], ids="=✗?"
)
async def test_the_signs_of_a_day_can_be_clicked(x: int, expected: Hours) -> None:
    async with an_editor((MON, "10:00-12:00"), (TUE, "14:00-16:00")) as (app, pilot):
        await pilot.click(app.line(TUE).query_one(DaySigns), offset=(x, 0))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.ended)
        assert app.kept == [{TUE: expected}]


async def test_dragging_over_the_bar_opens_hours_and_dragging_over_open_ones_closes_them() -> None:
    async with an_editor() as (app, pilot):
        strip = app.line(MON).query_one(HoursBar)
        await pilot.mouse_down(strip, offset=(8, 0))
        await pilot.hover(strip, offset=(19, 0))
        await pilot.mouse_up(strip, offset=(19, 0))
        await until(pilot, lambda: app.line(MON).input.value == "10:00–16:00")
        await pilot.mouse_down(strip, offset=(12, 0))
        await pilot.hover(strip, offset=(13, 0))
        await pilot.mouse_up(strip, offset=(13, 0))
        await until(pilot, lambda: app.line(MON).input.value == "10:00–12:00, 13:00–16:00")


async def test_a_date_of_its_own_is_added_and_taken_away() -> None:
    async with an_editor((MON, "10:00-12:00"), (SUNDAY, None)) as (app, pilot):
        assert app.line(SUNDAY).input.value == "closed"
        app.editor.query_one("#new-date").focus()
        await pilot.press(*"thu", "enter")
        thursday = date(2024, 10, 24)
        await until(pilot, lambda: any(line.day == thursday for line in app.editor.lines))
        await pilot.press(*"10-12")
        app.line(SUNDAY).input.value = ""
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.ended)
        assert app.kept == [{SUNDAY: None, thursday: MORNING}]


async def test_a_date_without_hours_of_its_own_shows_those_of_its_weekday() -> None:
    async with an_editor((6, "10:00-12:00"), (SUNDAY, None)) as (app, pilot):
        app.line(SUNDAY).input.value = ""
        await until(pilot, lambda: bar(app, SUNDAY) == bar(app, 6))
        assert app.line(SUNDAY).input.placeholder == "as every Sun"


async def test_what_cannot_be_read_is_said_as_one_types_and_cannot_be_saved() -> None:
    async with an_editor() as (app, pilot):
        await pilot.press(*"18-10")
        await until(pilot, lambda: "closes before it opens" in app.says)
        assert app.says.startswith("Mon")
        await pilot.press("ctrl+s")
        assert (app.can_save, app.ended, app.kept) == (False, [], [])


async def test_no_such_date_is_said() -> None:
    async with an_editor() as (app, pilot):
        app.editor.query_one("#new-date").focus()
        await pilot.press(*"someday", "enter")
        await until(pilot, lambda: "Write a date" in app.says)


async def test_what_is_not_touched_is_kept_as_it_was() -> None:
    async with an_editor((MON, "10:00-12:00"), (TUE, None)) as (app, pilot):
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.ended)
        assert (app.kept, app.ended) == ([], [False])


async def test_escape_asks_before_what_was_typed_is_given_up() -> None:
    async with an_editor() as (app, pilot):
        await pilot.press(*"10", "escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.editor)
        assert app.line(MON).input.value == "10"
        await pilot.press("backspace", "backspace", "escape")
        await until(pilot, lambda: app.ended == [False])


async def test_when_it_cannot_be_kept_everything_typed_stays() -> None:
    async with an_editor(refuses=True) as (app, pilot):
        await pilot.press(*"10-12", "ctrl+s")
        await until(pilot, lambda: "disk is full" in app.says)
        assert app.line(MON).input.value == "10-12"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_everything_is_in_view(size: tuple[int, int]) -> None:
    async with an_editor(size=size) as (app, _pilot):
        assert app.editor.region.contains_region(app.editor.query_one("#save").region)
        for line in app.editor.lines:
            assert line.query_one(HoursBar).region.width == 36
            assert line.input.region.width >= 20


@pytest.mark.parametrize("name", ["Dr [Lee]", "[/]", "[@click=app.quit]x[/]", "{0} %s $x \\"])
async def test_a_hostile_name_is_shown_as_it_is(name: str) -> None:
    async with an_editor(name=name) as (app, _pilot):
        assert name in str(app.editor.query_one(".dialog-title", Static).visual)


async def test_up_and_down_lead_from_the_buttons_too() -> None:
    async with an_editor() as (app, pilot):
        save = app.editor.query_one("#save", Button)
        save.focus()
        await pilot.press("up")
        await until(pilot, lambda: app.focused is not save)
        await pilot.press("down")
        await until(pilot, lambda: app.focused is save)
