"""The Places room on the demo edition."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from planner.edits.core import add, change, new_id
from planner.entities import Entity, Site, TravelTime, Vehicle
from screens.app import PlannerApp
from screens.dialogs import Confirm
from screens.hours_editor import HoursEditor
from screens.hours_line import HoursLine
from screens.people import PeopleScreen
from screens.places import PlacesScreen
from screens.widgets.detail_list import DetailList
from screens.widgets.editable_table import EditableTable
from tests.marks import slow_from
from tests.screens.drive import (
    Driver,
    fill,
    form,
    messages,
    opened,
    pick,
    screen_text,
    text_of,
    until,
)

LISTS = ("sites", "travel", "vehicles")
HOSTILE = ("Dr [Lee]", "[/]", "[@click=app.quit]x[/]", "{0} %s $x", "a\x1b[31mb\u202ec", "[b")
MON, TUE, SUN = 0, 1, 6


def room(app: PlannerApp) -> PlacesScreen:
    found = next(s for s in app.screen_stack if isinstance(s, PlacesScreen))
    assert isinstance(found, PlacesScreen)
    return found


def site(app: PlannerApp, name: str) -> Site:
    assert app.state is not None
    return next(s for s in app.state.programme.sites.values() if s.name == name)


def hours(app: PlannerApp, place: Site) -> list[str]:
    """The opening rows of a site, as the details show them."""
    assert app.state is not None
    rows = app.state.programme.openings_of.get(place.id, ())
    return sorted(
        f"{'-' if o.weekday is None else o.weekday} {o.day or ''} {o.opens or 'closed'}"
        for o in rows
    )


async def at(app: PlannerApp, pilot: Driver, key: str, row: Entity | None = None) -> None:
    """Show a list, and put the cursor on a row."""
    here = room(app)
    here.go_to(LISTS.index(key))
    await until(pilot, lambda: here.table.row_width > 0 or not here.rows(here.listing))
    if row is not None:
        here.table.select(row.id)
        await until(pilot, lambda: here.table.row_id == row.id)
        await pilot.pause()


async def save(app: PlannerApp, pilot: Driver) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, PlacesScreen), "the form closes")


def lines(app: PlannerApp) -> list[str]:
    return [str(option.prompt) for option in room(app).details.options]


async def go_to_line(app: PlannerApp, pilot: Driver, text: str) -> None:
    details = app.screen.query_one(DetailList)
    details.focus()
    details.highlighted = next(n for n, line in enumerate(lines(app)) if text in line)
    await pilot.pause()


# -- sites --------------------------------------------------------------------------------------


async def test_what_is_unknown_reads_as_unknown(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        trakk = site(app, "TRAKK")
        await at(app, pilot, "sites", trakk)
        table = room(app).table
        cells = {key: table.text_at(trakk.id, key) for key in ("hours", "capacity", "step_free")}
        assert cells == {"hours": "?", "capacity": "?", "step_free": "?"}
        assert "Step-free: ?" in lines(app)
        assert "? unknown: ask the house" in lines(app)


async def test_details_tell_address_hours_use_and_ways(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        await at(app, pilot, "sites", site(app, "Brasserie Exemple (fictional)"))
        text = "\n".join(lines(app))
        assert "Rue de l’Exemple 3 (invented), 5000 Namur" in text
        assert "50.4640, 4.8660 (within 100 m)" in text
        assert "Tue 12:00–14:30" in text
        assert "12:45–13:45 Ψ Lunch" in text
        assert "From here to" in text


async def test_every_way_says_where_its_figure_comes_from(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        await at(app, pilot, "sites", site(app, "Hôtel Exemple (fictional)"))
        found = lines(app)
        ways = found[found.index("From here to") + 1 : -1]
        sources = ("estimated", "own figure", "unknown", "the same place")
        assert ways
        assert all(line.endswith(sources) for line in ways)
        assert any(line.startswith("Namur  3 min") and "own figure" in line for line in ways)


async def test_places_to_confirm_are_kept_out_until_somebody_asks(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        assert app.state is not None
        unsure = [s for s in app.state.programme.sites.values() if s.confidence == "low"]
        shown = {row.id for row in room(app).rows(room(app).listing)}
        assert unsure
        assert not shown & {s.id for s in unsure}
        assert "to confirm" in screen_text(app)
        await pilot.press("v")
        await at(app, pilot, "sites", unsure[0])
        table = room(app).table
        assert table.text_at(unsure[0].id, "sure") == "to confirm"
        assert any("To confirm: does it exist" in line for line in lines(app))
        await pilot.press("v")
        assert unsure[0].id not in {row.id for row in room(app).rows(room(app).listing)}


@pytest.mark.slow
async def test_a_confirmed_place_is_shown_from_then_on(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        assert app.state is not None
        place = next(s for s in app.state.programme.sites.values() if s.confidence == "low")
        await pilot.press("v")
        await at(app, pilot, "sites", place)
        await pilot.press("g")
        await until(pilot, lambda: site(app, place.name).confidence == "high")
        await pilot.press("v")
        await until(pilot, lambda: not room(app)._shows_to_confirm)
        assert place.id in {row.id for row in room(app).rows(room(app).listing)}


async def test_a_cell_of_a_list_that_is_no_longer_in_view_is_not_edited(demo_store: Path) -> None:
    """The wish for it is heard a moment later: the next list may have no such column."""
    async with opened(demo_store, "places") as (app, pilot):
        places = room(app)
        row_id = places.table.row_id
        assert row_id is not None
        places.table.post_message(EditableTable.CellChosen(places.table, row_id, "hours"))
        places.edit_cell("hours")
        places.go_to(1)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen is places


async def test_a_place_that_is_sure_has_nothing_to_confirm_and_says_so(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        before = app.state
        await pilot.press("g")
        await until(pilot, lambda: any("Nothing is to be confirmed" in m for m in messages(app)))
        assert app.state is before


async def test_a_place_to_confirm_that_the_plan_uses_is_in_plain_sight(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        assert app.state is not None
        place = next(s for s in app.state.programme.sites.values() if s.confidence == "low")
        activity = next(a for a in app.state.programme.activities.values() if a.site_id)
        app.perform(lambda p: change(p, replace(activity, site_id=place.id)))
        await at(app, pilot, "sites", place)
        assert room(app).table.text_at(place.id, "sure") == "to confirm"


@pytest.mark.slow
async def test_places_of_one_kind_can_be_shown(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        await pilot.press("k")
        await pick(app, pilot, "hotel")
        await until(pilot, lambda: room(app).table.row_count == 2)
        assert "Kind: hotel" in screen_text(app)
        await pilot.press("k")
        await pick(app, pilot, "all kinds")
        await until(pilot, lambda: room(app).table.row_count > 100)


@pytest.mark.slow
async def test_a_new_place_belongs_to_this_edition(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        await pilot.press("n")
        await fill(app, pilot, "name", "Café Essai")
        await save(app, pilot)
        assert app.state is not None
        assert site(app, "Café Essai").edition_id == app.state.programme.edition.id
        assert room(app).table.row_id == site(app, "Café Essai").id


@pytest.mark.slow
async def test_a_place_of_the_catalogue_can_be_corrected(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        await at(app, pilot, "sites", site(app, "TRAKK"))
        await pilot.press("enter")
        await fill(app, pilot, "capacity", "80")
        await save(app, pilot)
        assert (site(app, "TRAKK").capacity, site(app, "TRAKK").edition_id) == (80, None)


@pytest.mark.slow
async def test_removing_a_place_puts_what_happens_there_into_the_tray(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        assert app.state is not None
        place = site(app, "Brasserie Exemple (fictional)")
        there = [e.activity.id for e in app.state.programme.by_site[place.id]]
        await at(app, pilot, "sites", place)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: isinstance(app.screen, PlacesScreen))
        assert {a.id for a in app.state.programme.unplaced} >= set(there)
        await pilot.press("u")
        await until(pilot, lambda: place.id in app.state.programme.sites)  # type: ignore[union-attr]
        assert [e.activity.id for e in app.state.programme.by_site[place.id]] == there


@pytest.mark.slow
async def test_an_entry_there_is_shown_on_the_board(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        await at(app, pilot, "sites", site(app, "Brasserie Exemple (fictional)"))
        await go_to_line(app, pilot, "Farewell dinner")
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "board")


# -- opening hours ------------------------------------------------------------------------------


async def write_hours(app: PlannerApp, pilot: Driver, day: int | date, text: str) -> None:
    """Type the hours of a day into the open editor."""
    await until(pilot, lambda: isinstance(app.screen, HoursEditor), "the editor opens")
    lines_of = app.screen.query(HoursLine)
    await until(pilot, lambda: any(line.day == day for line in lines_of), str(day))
    line = next(line for line in app.screen.query(HoursLine) if line.day == day)
    line.input.value = text
    await pilot.pause()


@pytest.mark.slow
async def test_hours_are_added_changed_and_removed(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        trakk = site(app, "TRAKK")
        await at(app, pilot, "sites", trakk)
        await pilot.press("o")
        await write_hours(app, pilot, MON, "9h-17:30")
        await save(app, pilot)
        assert hours(app, trakk) == ["0  09:00:00"]
        await until(pilot, lambda: "Mon 09:00–17:30" in lines(app))
        await go_to_line(app, pilot, "Mon 09:00")
        await pilot.press("enter")
        await write_hours(app, pilot, MON, "10-17:30")
        await save(app, pilot)
        await until(pilot, lambda: "Mon 10:00–17:30" in lines(app))
        await go_to_line(app, pilot, "Mon 10:00")
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: "? unknown: ask the house" in lines(app))


@pytest.mark.slow
async def test_hours_for_one_date_replace_the_weekdays(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        trakk = site(app, "TRAKK")
        await at(app, pilot, "sites", trakk)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, HoursEditor), "the editor opens")
        app.screen.query_one("#new-date", Input).focus()
        await pilot.press(*"27/10", "enter")
        await write_hours(app, pilot, date(2024, 10, 27), "1-4")
        await save(app, pilot)
        await until(pilot, lambda: "only Sun 27 Oct 01:00–04:00" in lines(app))


@pytest.mark.slow
async def test_hours_of_monday_are_copied_to_the_working_days(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        trakk = site(app, "TRAKK")
        await at(app, pilot, "sites", trakk)
        await pilot.press("o")
        await write_hours(app, pilot, MON, "9-17")
        await save(app, pilot)
        await pilot.press("y")
        await pick(app, pilot, "monday to friday")
        await until(pilot, lambda: len(hours(app, trakk)) == 5)
        await until(pilot, lambda: "Sat, Sun: no hours given, taken as closed" in lines(app))
        assert room(app).table.text_at(trakk.id, "hours") == "Mon–Fri 09:00–17:00"
        await pilot.press("u")
        await until(pilot, lambda: len(hours(app, trakk)) == 1)


@pytest.mark.slow
async def test_the_highlighted_day_is_the_one_that_is_copied(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        place = site(app, "Brasserie Exemple (fictional)")
        await at(app, pilot, "sites", place)
        await go_to_line(app, pilot, "Sun 12:00")
        await pilot.press("y")
        await pick(app, pilot, "monday")
        await until(pilot, lambda: "Mon 12:00–15:00" in lines(app))


async def test_without_hours_there_is_nothing_to_copy(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        await at(app, pilot, "sites", site(app, "TRAKK"))
        await pilot.press("y")
        await until(pilot, lambda: messages(app))
        assert "no hours to copy" in messages(app)[0]


@pytest.mark.parametrize(("typed", "line"), [("sunday", "Sun closed"), ("24 oct", "Thu 24 Oct")])
async def test_a_day_is_closed_by_choosing_it(demo_store: Path, typed: str, line: str) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        await at(app, pilot, "sites", site(app, "Brasserie Exemple (fictional)"))
        await pilot.press("c")
        await pick(app, pilot, typed)
        await until(pilot, lambda: any(line in x and x.endswith("closed") for x in lines(app)))


# -- travel times -------------------------------------------------------------------------------


@pytest.mark.slow
async def test_a_line_of_the_ways_takes_an_own_figure(demo_store: Path) -> None:
    async with opened(demo_store, "places", (200, 60)) as (app, pilot):
        trakk = site(app, "TRAKK")
        await at(app, pilot, "sites", trakk)
        await go_to_line(app, pilot, "Mundaneum  ")
        before = next(line for line in lines(app) if line.startswith("Mundaneum  "))
        assert before.endswith("estimated")
        await pilot.press("enter")
        shown = await form(app, pilot)
        minutes = next(c for c in shown._controls if c.spec.name == "minutes")
        assert minutes.query_one(Input).value in before
        await fill(app, pilot, "minutes", "81")
        await save(app, pilot)
        await until(pilot, lambda: "Mundaneum  81 min, car, own figure" in lines(app))
        await go_to_line(app, pilot, "Mundaneum  81")
        await pilot.press("enter")
        await fill(app, pilot, "minutes", "82")
        await save(app, pilot)
        await until(pilot, lambda: "Mundaneum  82 min, car, own figure" in lines(app))
        assert app.state is not None
        found = [t for t in app.state.programme.travel_times.values() if t.from_site_id == trakk.id]
        assert [t.minutes for t in found] == [82]


@pytest.mark.slow
async def test_t_asks_where_to(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        await at(app, pilot, "sites", site(app, "TRAKK"))
        await pilot.press("t")
        await pick(app, pilot, "la boverie")
        await fill(app, pilot, "minutes", "65")
        await save(app, pilot)
        assert app.state is not None
        assert 65 in [t.minutes for t in app.state.programme.travel_times.values()]


@pytest.mark.slow
async def test_travel_times_are_added_and_removed_in_their_list(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        await at(app, pilot, "travel")
        await pilot.press("n")
        await pick(app, pilot, "trakk")
        await until(pilot, lambda: "To where?" in screen_text(app))
        await pick(app, pilot, "a6k")
        await fill(app, pilot, "minutes", "44")
        await save(app, pilot)
        made = room(app).selected
        assert isinstance(made, TravelTime)
        assert made.minutes == 44
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: room(app).table.row_count == 1)


async def test_an_own_figure_stands_beside_the_estimate(demo_store: Path) -> None:
    async with opened(demo_store, "places", (160, 50)) as (app, pilot):
        rows = (site(app, "TRAKK").id, site(app, "Mundaneum").id)
        assert app.state is not None
        row = TravelTime(new_id(), app.state.programme.edition.id, *rows, 200)
        app.perform(lambda p: add(p, row))
        await at(app, pilot, "travel", row)
        table = room(app).table
        assert table.text_at(row.id, "minutes") == "200"
        assert 40 < int(table.text_at(row.id, "estimate")) < 120


# -- vehicles -----------------------------------------------------------------------------------


async def test_vehicles_tell_their_tours_and_seats_against_heads(demo_store: Path) -> None:
    async with opened(demo_store, "places", (160, 50)) as (app, pilot):
        await at(app, pilot, "vehicles")
        text = text_of(room(app).table)
        line = next(x for x in text.splitlines() if "Coach A" in x)
        assert "/50" in line
        assert "Rémy Chauffeur" in line
        details = "\n".join(lines(app))
        assert "Tours" in details
        assert "/50" in details


async def test_a_vehicle_with_too_few_seats_is_seen(demo_store: Path) -> None:
    async with opened(demo_store, "places", (160, 50)) as (app, pilot):
        assert app.state is not None
        coach = next(v for v in app.state.programme.vehicles.values() if v.name == "Coach A")
        app.perform(lambda p: change(p, replace(coach, seats=2)))
        await at(app, pilot, "vehicles", coach)
        assert room(app).table.text_at(coach.id, "sign") == "✖"


@pytest.mark.slow
async def test_vehicles_are_added_changed_and_removed(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        await at(app, pilot, "vehicles")
        await pilot.press("n")
        await fill(app, pilot, "name", "Van")
        await fill(app, pilot, "seats", "7")
        await save(app, pilot)
        made = room(app).selected
        assert isinstance(made, Vehicle)
        assert (made.name, made.seats) == ("Van", 7)
        await pilot.press("e")
        await fill(app, pilot, "seats", "8")
        await save(app, pilot)
        assert app.state is not None
        assert app.state.programme.vehicles[made.id].seats == 8
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: made.id not in app.state.programme.vehicles)  # type: ignore[union-attr]


# -- all lists ----------------------------------------------------------------------------------


async def test_keys_of_sites_do_nothing_elsewhere(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        await at(app, pilot, "vehicles")
        before = app.state
        await pilot.press("o", "c", "y", "t", "k", "v", "g")
        await pilot.pause()
        assert app.state is before
        assert isinstance(app.screen, PlacesScreen)


@pytest.mark.parametrize("width", slow_from(1, [80, 120, 200]))
@pytest.mark.parametrize("mode", ["people", "places"])
async def test_no_list_is_wider_than_its_room(demo_store: Path, mode: str, width: int) -> None:
    async with opened(demo_store, mode, (width, 40)) as (app, pilot):
        here = app.screen
        assert isinstance(here, PlacesScreen | PeopleScreen)
        for number, listing in enumerate(here.LISTINGS):
            here.go_to(number)
            await until(pilot, lambda: here.table.row_count)
            await until(pilot, lambda: here.table.virtual_size.width)
            assert here.table.virtual_size.width < here.table.size.width, listing.key


@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_hostile_text_is_shown_as_it_is(demo_store: Path, text: str) -> None:
    async with opened(demo_store, "places", (120, 40)) as (app, pilot):
        assert app.state is not None
        programme = app.state.programme
        coach = next(iter(programme.vehicles.values()))
        figure = next(iter(programme.travel_times.values()))
        place = programme.sites[figure.from_site_id]
        place = replace(place, name=text, address=text, note=text, municipality=text, kind=text)
        app.perform(lambda p: change(p, place))
        app.perform(lambda p: change(p, replace(coach, name=text, driver=text, operator=text)))
        app.perform(lambda p: change(p, replace(figure, note=text)))
        shown = text.replace("\x1b", "�").replace("\u202e", "�")
        for key, row in (("sites", place), ("travel", figure), ("vehicles", coach)):
            await at(app, pilot, key, row)
            await until(pilot, lambda: shown[:8] in text_of(room(app).table))
            await until(pilot, lambda: any(shown in line for line in lines(app)))
            assert not set(screen_text(app)) & set("\x1b\u202e")


async def test_a_date_of_the_edition_is_offered_for_closing(demo_store: Path) -> None:
    async with opened(demo_store, "places") as (app, pilot):
        trakk = site(app, "TRAKK")
        await at(app, pilot, "sites", trakk)
        await pilot.press("c")
        await pick(app, pilot, "27 oct")
        await until(pilot, lambda: hours(app, trakk) == ["- 2024-10-27 closed"])
        assert app.state is not None
        assert date(2024, 10, 27) in app.state.programme.days
