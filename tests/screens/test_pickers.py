"""Fields that help: what fits is listed as one types, calendars, times, the repeated hour."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from planner.demo import demo_programme
from planner.entities import Edition, Entity, TourDay
from planner.programme import Programme
from screens.dialogs import Confirm
from screens.forms.calendar import DayCalendar
from screens.forms.drop_list import DropList
from screens.forms.pickers import OpenSign
from tests.build import sun
from tests.screens.drive import text_of, until
from tests.screens.form_app import FormApp, a_form, a_plan, saved


def offered(app: FormApp, name: str) -> list[str]:
    """The lines of the list under a field; none while it is closed."""
    found = app.control(name).query_one(DropList)
    return [str(option.prompt) for option in found.options] if found.is_open else []


def value(app: FormApp, name: str) -> str:
    field = app.field(name)
    assert isinstance(field, Input)
    return field.value


async def retype(app: FormApp, pilot: Pilot[None], name: str, text: str) -> None:
    """Type into a field as somebody does who has gone there."""
    app.focus_field(name)
    await pilot.pause()
    await pilot.press("ctrl+u", "ctrl+k", *text)
    await pilot.pause()


def demo_delegation() -> tuple[Programme, Entity]:
    programme = demo_programme()
    return programme, next(d for d in programme.delegations.values() if d.name == "Caen")


# -- names --------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_what_fits_is_listed_as_one_types_and_enter_takes_it_and_goes_on() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await retype(app, pilot, "arrival_site_id", "stat")
        assert offered(app, "arrival_site_id") == ["Namur station · station"]
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is app.field("departure"))
        assert value(app, "arrival_site_id") == "Namur station · station"
        assert (await saved(app, pilot)).arrival_site_id is not None


async def test_tab_takes_the_only_one_that_fits() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await retype(app, pilot, "hotel_id", "exemp")
        await pilot.press("tab")
        await until(pilot, lambda: value(app, "hotel_id").startswith("Hôtel Exemple"))
        assert offered(app, "hotel_id") == []


async def test_a_click_on_the_sign_opens_the_list_and_a_click_on_a_line_takes_it() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await pilot.click(app.control("pickup_id").query_one(OpenSign))
        assert [line.partition(" ·")[0] for line in offered(app, "pickup_id")] == [
            "— none —", "Hôtel Exemple", "Namur station",
        ]  # fmt: skip
        await pilot.click(app.control("pickup_id").query_one(DropList), offset=(3, 2))
        await until(pilot, lambda: value(app, "pickup_id").startswith("Namur"))


@pytest.mark.slow
async def test_escape_closes_the_list_and_takes_back_what_was_typed() -> None:
    programme, row = demo_delegation()
    async with a_form(programme, row) as (app, pilot):
        before = value(app, "hotel_id")
        await retype(app, pilot, "hotel_id", "exe")
        await pilot.press("escape")
        assert (value(app, "hotel_id"), offered(app, "hotel_id"), app.ended) == (before, [], [])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "complaint"),
    [("zzz", "Nothing here is called “zzz”."), ("sta", ""), ("o", "2 fit “o”: choose one below.")],
)
async def test_what_is_not_clear_is_said_at_the_field(typed: str, complaint: str) -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await retype(app, pilot, "pickup_id", typed)
        assert complaint in app.control("pickup_id").complaint
        assert app.can_save == (not complaint)


@pytest.mark.parametrize("typed", ["Karlsruhe", "carlsruhe", "კარლსრუე"])
async def test_a_city_is_found_by_its_other_names(typed: str) -> None:
    programme, row = demo_delegation()
    async with a_form(programme, row) as (app, pilot):
        app.fill("city_id", typed)
        found = await saved(app, pilot)
        assert programme.cities[found.city_id].name == "Karlsruhe"


@pytest.mark.slow
async def test_a_city_of_several_countries_has_to_be_chosen() -> None:
    programme, row = demo_delegation()
    async with a_form(programme, row) as (app, pilot):
        await retype(app, pilot, "city_id", "granada")
        assert len(offered(app, "city_id")) == 2
        assert "choose one" in app.control("city_id").complaint
        await pilot.press("down", "enter")
        found = await saved(app, pilot)
        assert programme.cities[found.city_id].name == "Granada"


@pytest.mark.slow
async def test_sites_are_offered_with_their_address() -> None:
    programme, row = demo_delegation()
    async with a_form(programme, row) as (app, pilot):
        await retype(app, pilot, "pickup_id", "rue de l’exemple")
        assert any("Brasserie" in line for line in offered(app, "pickup_id"))


@pytest.mark.slow
async def test_typed_names_are_not_given_up_unasked() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await retype(app, pilot, "hotel_id", "zzz")
        await pilot.press("escape", "escape") if offered(app, "hotel_id") else None
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))


# -- days and times -----------------------------------------------------------------------------


@pytest.mark.slow
async def test_a_moment_typed_in_a_hurry_is_written_out_when_the_field_is_left() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await retype(app, pilot, "departure", "fri 14:5")
        await pilot.press("tab")
        await until(pilot, lambda: value(app, "departure") == "2024-10-25 14:05")
        assert (await saved(app, pilot)).departure == datetime(2024, 10, 25, 14, 5)


@pytest.mark.parametrize(
    ("place", "key", "shown"),
    [
        ("home", "up", "2024-10-24 09:30"),
        ("home", "down", "2024-10-22 09:30"),
        ("end", "up", "2024-10-23 09:35"),
        ("end", "down", "2024-10-23 09:25"),
    ],
)
async def test_up_and_down_change_the_part_in_hand(place: str, key: str, shown: str) -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("arrival")
        await pilot.pause()
        await pilot.press(place, key)
        assert value(app, "arrival") == shown


async def test_a_day_is_taken_from_the_calendar_and_the_time_stays() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("arrival")
        await pilot.press("f4")
        calendar = app.control("arrival").query_one(DayCalendar)
        await until(pilot, lambda: app.focused is calendar)
        shown = str(calendar.render())
        assert "Oct 2024" in shown
        assert shown.count("*") == 5  # four days of the festival, and what the sign means
        await pilot.press("right", "down", "up", "enter")
        assert value(app, "arrival") == "2024-10-24 09:30"
        assert app.focused is app.field("arrival")


async def test_a_day_is_taken_from_the_calendar_by_mouse() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await pilot.click(app.control("arrival").query_one(OpenSign))
        calendar = app.control("arrival").query_one(DayCalendar)
        await until(pilot, lambda: calendar.is_open)
        await pilot.pause()
        line = next(n for n, text in enumerate(text_of(calendar).splitlines()) if "26" in text)
        place = text_of(calendar).splitlines()[line].index("26")
        await pilot.click(calendar, offset=(place, line))
        assert value(app, "arrival") == "2024-10-26 09:30"


async def test_escape_leaves_the_calendar_and_not_the_form() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("arrival")
        await pilot.press("f4", "down", "pagedown", "escape")
        assert not app.control("arrival").query_one(DayCalendar).is_open
        assert (value(app, "arrival"), app.ended) == ("2024-10-23 09:30", [])


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "fold"), [(["enter"], 0), (["down", "enter"], 1)])
async def test_the_hour_that_happens_twice_is_asked_about(keys: list[str], fold: int) -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await retype(app, pilot, "departure", "sun 230")
        assert offered(app, "departure") == ["02:30 first time", "02:30 second time"]
        assert "happens twice" in app.control("departure").complaint
        await pilot.press(*keys)
        made = await saved(app, pilot)
        assert (made.departure, made.departure.fold) == (sun("02:30"), fold)


async def test_a_time_of_day_is_stepped_and_written_out() -> None:
    programme = demo_programme()
    row = next(iter(programme.tour_days.values()))
    async with a_form(programme, replace(row, start=None)) as (app, pilot):
        await retype(app, pilot, "start", "8h7")
        await pilot.press("up", "tab")
        made = await saved(app, pilot)
        assert isinstance(made, TourDay)
        assert f"{made.start:%H:%M}" == "08:10"


@pytest.mark.slow
async def test_the_first_day_of_an_edition_may_be_any_day() -> None:
    programme, _row = a_plan()
    async with a_form(programme, programme.edition) as (app, pilot):
        await retype(app, pilot, "first_day", "1/10/2024")
        made = await saved(app, pilot)
        assert isinstance(made, Edition)
        assert made.first_day == date(2024, 10, 1)
