"""The Wake tour room, driven as an organiser would."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, Static

from models.words import Kind
from planner.demo import demo_id
from planner.edits.core import add, change, new_id
from planner.edits.remove import remove
from planner.edits.routing import stops_of
from planner.entities import Activity, Boarding, Tour, TourDay, Vehicle
from planner.programme import Programme
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.boarding_dialog import BoardingDialog
from screens.dialogs import Confirm, Pick
from screens.forms.form import FormScreen
from screens.tour import TourScreen
from screens.widgets.action_line import ActionLine
from screens.widgets.matrix import Matrix
from screens.widgets.table import RowTable
from tests.screens.drive import Driver, messages, opened, screen_text, text_of, until

HAINAUT, LIEGE_TUE = demo_id("tour_day", "hainaut-wed"), demo_id("tour_day", "liege-tue")
A6K, QUAI10 = demo_id("activity", "a-a6k"), demo_id("activity", "a-quai10")
HORNU = demo_id("activity", "a-hornu")
EAST, WEST = demo_id("tour", "wake-hainaut"), demo_id("tour", "wake-liege")
BEFFROI = "Galerie du Beffroi"
SIZES = [(80, 24), (120, 40), (200, 60)]


def programme_of(app: PlannerApp) -> Programme:
    assert app.state is not None
    return app.state.programme


def table(app: PlannerApp, name: str) -> RowTable[Any]:
    return app.screen.query_one(f"#{name}", RowTable)


async def on_hainaut(app: PlannerApp, pilot: Driver, activity_id: str | None = None) -> TourScreen:
    """In the room, on circuit A, on a line of its route."""
    screen = app.screen
    assert isinstance(screen, TourScreen)
    table(app, "days").select(HAINAUT)
    await until(pilot, lambda: table(app, "route").row_id == demo_id("activity", "a-out"))
    if activity_id is not None:
        table(app, "route").select(activity_id)
        await until(pilot, lambda: app.selected == activity_id)
    return screen


# -- what is shown ------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_circuits_are_compared_at_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "tour", size) as (app, _pilot):
        days = text_of(table(app, "days"))
        assert days.count("Wed 23 Oct") == 2
        assert "~4 h 08/9 h" in days
        assert "19/50" in days


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_route_has_times_and_says_what_is_estimated(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "tour", size) as (app, pilot):
        await on_hainaut(app, pilot)
        line = text_of(table(app, "route")).splitlines()[1]
        assert "08:00" in line
        assert "09:00" in line
        assert "58 min est." in line


async def test_unknown_opening_hours_are_called_unknown(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        assert "unknown" in text_of(table(app, "route")).splitlines()[2]


async def test_the_totals_line_sums_up_the_day(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        totals = text_of(app.screen.query_one("#totals", Static))
        assert "4 h 08/9 h est. of driving" in totals
        assert "leaves 08:00, returns 18:25" in totals
        assert "19 on board, 50 seats" in totals


async def test_a_transfer_that_is_too_short_says_by_how_much(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, demo_id("activity", "a-out"))
        await pilot.press(*["minus"] * 3)
        await until(pilot, lambda: "✖ 13 short" in text_of(table(app, "route")))


async def test_brackets_go_from_day_to_day_and_the_app_follows(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        assert app.day == date(2024, 10, 22)
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: app.day == date(2024, 10, 23))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: app.day == date(2024, 10, 22))


async def test_without_a_tour_the_room_says_what_to_do(demo_store: Path) -> None:
    workspace = Workspace.open(demo_store)
    edition = workspace.editions()[0]
    programme = workspace.enter(edition.id)
    workspace.do(remove(programme, *programme.tours.values()))
    workspace.close()
    async with opened(demo_store, "tour") as (app, _pilot):
        assert "No Wake tour yet" in screen_text(app)
        assert not app.screen.query_one("#work").display


# -- edits --------------------------------------------------------------------------------


async def test_shift_and_down_change_the_order_in_one_step(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, A6K)
        before = programme_of(app)
        await pilot.press("shift+down")
        await until(pilot, lambda: programme_of(app) is not before)
        starts = [
            programme_of(app).activities[i].start for i in (A6K, demo_id("activity", "a-out"))
        ]
        assert starts[0] is not None
        assert starts[0].time() == time(9, 20)
        assert table(app, "route").row_id == A6K
        await pilot.press("u")
        await until(pilot, lambda: programme_of(app).activities == before.activities)


async def test_the_same_with_the_mouse(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, A6K)
        before = programme_of(app).activities[A6K].start
        line = app.screen.query_one(ActionLine)
        await pilot.click(ActionLine, offset=(text_of(line).index("down") + 1, 0))
        await until(pilot, lambda: programme_of(app).activities[A6K].start != before)


async def test_parts_change_their_order_inside_their_stop(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        first = demo_id("activity", "a-a6k-1")
        await on_hainaut(app, pilot, first)
        await pilot.press("shift+down")
        await until(pilot, lambda: programme_of(app).parts[A6K][1].id == first)
        assert programme_of(app).activities[A6K].start is not None


async def test_later_moves_one_line_and_rest_later_all_that_follow(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        back = demo_id("activity", "a-back")
        before = programme_of(app)
        await pilot.press("J")
        await until(pilot, lambda: programme_of(app) is not before)
        assert programme_of(app).spans[QUAI10].begin == before.spans[QUAI10].begin + 5
        assert programme_of(app).spans[back] == before.spans[back]
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: programme_of(app).spans[back] != before.spans[back])
        assert programme_of(app).spans[back].begin == before.spans[back].begin + 5


async def looking_for_beffroi(app: PlannerApp, pilot: Driver) -> None:
    """On a place in Namur in the list of places."""
    await pilot.press("c", "f")
    app.screen.query_one("#places-pane").query_one(Input).value = "beffroi"
    await until(pilot, lambda: table(app, "places").shown == 1)
    await pilot.press("enter")


async def test_a_place_of_the_list_is_added_where_the_way_grows_least(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        await looking_for_beffroi(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: BEFFROI in titles_of(app))
        assert titles_of(app).index(BEFFROI) in (1, len(titles_of(app)) - 2)  # at home in Namur


async def test_i_adds_a_place_after_the_selected_stop(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        await looking_for_beffroi(app, pilot)
        await pilot.press("i")
        await until(pilot, lambda: BEFFROI in titles_of(app))
        quai10 = programme_of(app).activities[QUAI10].title
        assert titles_of(app).index(BEFFROI) == titles_of(app).index(quai10) + 2


def titles_of(app: PlannerApp) -> list[str]:
    """What takes place on circuit A, in order."""
    return [a.title for a in programme_of(app).tour_stops[HAINAUT] if a.start]


async def test_what_waits_in_the_tray_can_be_placed_from_the_list(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("c")
        await until(pilot, lambda: table(app, "places").row_id == HORNU)
        await pilot.press("enter")
        await until(pilot, lambda: HORNU in programme_of(app).spans)
        assert table(app, "places").row_id != HORNU


@pytest.mark.parametrize("size", [(80, 24)], ids=str)
async def test_in_a_small_terminal_the_list_takes_the_routes_place(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "tour", size) as (app, pilot):
        assert not table(app, "places").region
        await pilot.press("c")
        await until(pilot, lambda: table(app, "places").region)
        assert not table(app, "route").region
        await pilot.press("escape")
        await until(pilot, lambda: table(app, "route").region)


async def test_lunch_is_added_after_the_stop(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, A6K)
        await pilot.press("l")
        await until(pilot, lambda: "Lunch" in text_of(table(app, "route")).splitlines()[6])


@pytest.mark.slow
async def test_a_presentation_gets_the_minutes_that_are_left(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, demo_id("activity", "a-mundaneum"))
        await pilot.press("s", *"Paper", "enter")
        mundaneum = demo_id("activity", "a-mundaneum")
        await until(pilot, lambda: mundaneum in programme_of(app).parts)
        (part,) = programme_of(app).parts[mundaneum]
        assert (part.title, part.minutes, part.kind) == ("Paper", 50, Kind.PRESENTATION)


@pytest.mark.slow
async def test_a_presentation_on_a_transfer_is_at_the_stop_to_which_it_leads(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        first = stops_of(programme_of(app), HAINAUT)[0]
        before = programme_of(app).parts.get(first.id, ())
        await pilot.press("s", *"Paper 5", "enter")
        await until(pilot, lambda: len(programme_of(app).parts[first.id]) == len(before) + 1)
        assert programme_of(app).parts[first.id][-1].title == "Paper"


@pytest.mark.slow
async def test_presentations_follow_one_another_with_their_minutes(demo_store: Path) -> None:
    mundaneum = demo_id("activity", "a-mundaneum")
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, mundaneum)
        await pilot.press("s", *"Cards 15", "enter", *"Paper 30", "enter", "escape")
        await until(pilot, lambda: len(programme_of(app).parts.get(mundaneum, ())) == 2)
        parts = programme_of(app).parts[mundaneum]
        assert [(p.title, p.minutes) for p in parts] == [("Cards", 15), ("Paper", 30)]
        await until(pilot, lambda: app.focused is table(app, "route"))


async def test_a_stop_goes_to_the_tray_and_the_day_closes_up(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        await pilot.press("x")
        await until(pilot, lambda: programme_of(app).activities[QUAI10].start is None)
        assert QUAI10 not in [a.id for a in programme_of(app).tour_stops[HAINAUT] if a.start]


async def test_deleting_a_stop_asks_first(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TourScreen))
        assert QUAI10 in programme_of(app).activities
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: QUAI10 not in programme_of(app).activities)


async def test_a_day_is_deleted_from_the_upper_list_and_its_stops_go_to_the_tray(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        table(app, "days").focus()
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: HAINAUT not in programme_of(app).tour_days)
        assert programme_of(app).activities[A6K].start is None


@pytest.mark.slow
async def test_a_new_circuit_begins_with_its_first_day(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press(*"circuit", "enter")
        await until(pilot, lambda: "New circuit on" in screen_text(app))
        await pilot.press(*"Ardenne", "enter")
        await until(pilot, lambda: "Ardenne" in text_of(table(app, "days")))
        assert len(programme_of(app).tour_days) == 4
        assert "Nothing on this day yet" in screen_text(app)


@pytest.mark.slow
async def test_another_vehicle_is_one_choice(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press(*"minibus", "enter")
        minibus = demo_id("vehicle", "minibus")
        await until(pilot, lambda: programme_of(app).tours[EAST].vehicle_id == minibus)
        await until(pilot, lambda: "19/8" in text_of(table(app, "days")))


@pytest.mark.slow
async def test_who_is_on_board_changes_circuits_with_one_key(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, BoardingDialog))
        assert "19 of 50 seats" in screen_text(app)
        await pilot.press("right", "space")
        await until(pilot, lambda: "15 of 50 seats" in screen_text(app))
        assert "18 of 30 seats" in screen_text(app)
        caen = demo_id("delegation", "caen")
        boards = [
            b.tour_id for b in programme_of(app).boardings.values() if b.delegation_id == caen
        ]
        assert boards == [WEST]
        await pilot.press("u")
        await until(pilot, lambda: "19 of 50 seats" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TourScreen))


async def test_a_click_on_a_circuit_does_the_same(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, BoardingDialog))
        matrix = app.screen.query_one(Matrix)
        await pilot.click(
            Matrix, offset=(matrix.row_width + matrix.column_width + 1, matrix.HEADER)
        )
        await until(pilot, lambda: "18 of 30 seats" in screen_text(app))


@pytest.mark.slow
async def test_a_number_sets_the_heads_of_a_delegation(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, BoardingDialog))
        await pilot.press("2")
        await until(pilot, lambda: "17 of 50 seats" in screen_text(app))
        assert "◐ 2" in screen_text(app)


@pytest.mark.slow
async def test_guests_are_added_and_counted(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, BoardingDialog))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press(*"Mayor", "tab", *"3", "ctrl+s")
        await until(pilot, lambda: "22 of 50 seats" in screen_text(app))
        assert "Mayor" in screen_text(app)


async def test_too_many_on_board_is_said_at_once(demo_store: Path) -> None:
    workspace = Workspace.open(demo_store)
    programme = workspace.enter(workspace.editions()[0].id)
    coach = programme.vehicles[demo_id("vehicle", "coach-a")]
    workspace.do(change(programme, replace(coach, seats=10)))
    workspace.close()
    async with opened(demo_store, "tour") as (app, pilot):
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, BoardingDialog))
        assert "9 are missing" in screen_text(app)


async def test_text_of_users_is_shown_as_it_is(demo_store: Path) -> None:
    hostile = "[bold]x[/] [@click=app.quit]y[/] \x1b[31m"
    workspace = Workspace.open(demo_store)
    programme = workspace.enter(workspace.editions()[0].id)
    edition = programme.edition
    coach = Vehicle(new_id(), edition.id, hostile, 4)
    tour = Tour(new_id(), edition.id, hostile, coach.id)
    day = TourDay(new_id(), tour.id, date(2024, 10, 24), time(9))
    stop = Activity(
        new_id(), edition.id, Kind.STOP, hostile, datetime.combine(edition.festival_start, time(9)),
        tour_day_id=day.id,
    )  # fmt: skip
    workspace.do(add(programme, coach, tour, day, stop, Boarding(new_id(), tour.id, guest=hostile)))
    workspace.close()
    async with opened(demo_store, "tour", (200, 60)) as (app, pilot):
        table(app, "days").select(day.id)
        await until(pilot, lambda: table(app, "route").row_id == stop.id)
        assert screen_text(app).count("[bold]x[/]") >= 4
        await pilot.press("b")
        await until(pilot, lambda: isinstance(app.screen, BoardingDialog))
        assert screen_text(app).count("[bold]x[/]") >= 3
        assert not messages(app)
        assert "\x1b" not in screen_text(app)


async def test_the_first_stop_cannot_go_up_and_that_is_said(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        day = programme_of(app).tour_days[HAINAUT]
        first = stops_of(programme_of(app), day.id)[0]
        await on_hainaut(app, pilot, first.id)
        await pilot.press("shift+up")
        await until(pilot, lambda: "That changes nothing." in messages(app))
