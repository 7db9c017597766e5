"""The Round table room, driven as an organiser would."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from models.words import Kind, Role
from planner.demo import demo_id
from planner.edits.core import Edit, change
from planner.edits.remove import remove
from planner.programme import Programme
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.cell_editor import CellEditor
from screens.dialogs import Pick
from screens.forms.form import FormScreen
from screens.people_dialog import PeopleDialog
from screens.round_table import RoundTableScreen
from screens.round_table_entries import EntryTable
from screens.round_table_strip import NAME_CELLS, PresenceStrip
from screens.widgets.action_line import ActionLine
from screens.widgets.key_bar import KeyBar
from screens.widgets.table import RowTable
from tests.build import fri
from tests.marks import slow_from
from tests.screens.drive import Driver, messages, opened, screen_text, text_of, until

TABLE = demo_id("activity", "rt")
KARLSRUHE, CAEN = demo_id("activity", "rt-karlsruhe"), demo_id("activity", "rt-caen")
MODENA = demo_id("activity", "rt-modena")
SIZES = [(80, 24), (120, 40), (200, 60)]


def programme_of(app: PlannerApp) -> Programme:
    assert app.state is not None
    return app.state.programme


def table(app: PlannerApp, name: str) -> RowTable[Any]:
    return app.screen.query_one(f"#{name}", RowTable)


def order(app: PlannerApp) -> list[str]:
    return [p.title.split(":")[0] for p in programme_of(app).parts[TABLE]]


def balance(app: PlannerApp) -> str:
    return text_of(app.screen.query_one("#balance", Static))


async def on_entry(app: PlannerApp, pilot: Driver, part_id: str) -> None:
    table(app, "entries").select(part_id)
    await until(pilot, lambda: app.selected == part_id)


def edited(store: Path, make: Callable[[Programme], Edit]) -> None:
    """Edit the demo before the app opens it."""
    workspace = Workspace.open(store)
    workspace.do(make(workspace.enter(workspace.editions()[0].id)))
    workspace.close()


# -- what is shown ------------------------------------------------------------------------


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_over_its_slot_is_in_sight_at_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "round-table", size) as (app, _pilot):
        assert "5 min over" in balance(app)
        assert "115 of 110 min" in balance(app)


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_entries_have_derived_times_speakers_and_languages(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "round-table", size) as (app, _pilot):
        lines = text_of(table(app, "entries")).splitlines()
        caen = next(line for line in lines if "Caen" in line)
        assert "14:05" in caen
        assert "Maëlle Exemple" in caen
        assert " fr" in caen
        assert "14:50" in next(line for line in lines if "Modena" in line)


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_who_is_in_the_country_is_in_sight_at_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    tbilisi = demo_id("delegation", "tbilisi")
    edited(
        demo_store,
        lambda p: change(p, replace(d := p.delegations[tbilisi], departure=d.arrival)),
    )
    async with opened(demo_store, "round-table", size) as (app, _pilot):
        shown = screen_text(app).replace("\N{NO-BREAK SPACE}", " ")
        assert "✖ leaves" in shown or "✖ Tbilisi" in shown
        assert "✓" in shown


async def test_an_intervention_that_nobody_holds_says_so(demo_store: Path) -> None:
    edited(demo_store, lambda p: remove(p, *p.participations_of[CAEN]))
    async with opened(demo_store, "round-table") as (app, _pilot):
        assert "✖ nobody" in text_of(table(app, "entries"))


async def test_languages_that_nobody_interprets_are_listed(demo_store: Path) -> None:
    def without_interpreters(programme: Programme) -> Edit:
        rows = programme.participations_of[TABLE]
        return remove(programme, *(r for r in rows if r.role is Role.INTERPRETS))

    edited(demo_store, without_interpreters)
    async with opened(demo_store, "round-table") as (app, _pilot):
        needs = text_of(app.screen.query_one("#needs", Static))
        assert "“fr” (2 entries)" in needs
        assert "Viborg" in needs


@pytest.mark.slow
async def test_without_a_round_table_the_room_says_what_to_do(demo_store: Path) -> None:
    edited(demo_store, lambda p: remove(p, p.activities[TABLE]))
    async with opened(demo_store, "round-table") as (app, pilot):
        assert "No round table yet" in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press(*"Squares", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RoundTableScreen))
        await until(pilot, lambda: "Squares" in text_of(table(app, "tables")))
        await pilot.press("i")
        await until(pilot, lambda: "Hamar" in text_of(table(app, "entries")))


# -- order and minutes --------------------------------------------------------------------


async def test_shift_and_down_change_the_order(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await on_entry(app, pilot, CAEN)
        await pilot.press("shift+down")
        await until(pilot, lambda: order(app)[1:3] == ["Enghien-les-Bains", "Caen"])
        assert table(app, "entries").row_id == CAEN
        await pilot.press("u")
        await until(pilot, lambda: order(app)[1:3] == ["Caen", "Enghien-les-Bains"])


async def test_the_same_with_the_mouse(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await on_entry(app, pilot, CAEN)
        words = text_of(app.screen.query_one(ActionLine))
        await pilot.click(ActionLine, offset=(words.index("down") + 1, 0))
        await until(pilot, lambda: order(app)[1:3] == ["Enghien-les-Bains", "Caen"])
        await pilot.click(ActionLine, offset=(words.index("up") + 1, 0))
        await until(pilot, lambda: order(app)[1:3] == ["Caen", "Enghien-les-Bains"])


@pytest.mark.slow
async def test_a_rule_of_order_is_one_step(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press(*"leaves first", "enter")
        await until(pilot, lambda: order(app)[1] == "Tbilisi")
        assert order(app)[0] == "Welcome by the moderator"
        assert order(app)[-1] == "Questions from the hall"


async def test_plus_and_minus_are_a_minute(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await on_entry(app, pilot, KARLSRUHE)
        await pilot.press("minus", "minus")
        await until(pilot, lambda: "3 min over" in balance(app))
        await pilot.press("plus")
        await until(pilot, lambda: "4 min over" in balance(app))
        assert programme_of(app).activities[KARLSRUHE].minutes == 14


async def test_spread_evenly_makes_it_fit(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("equals_sign")
        await until(pilot, lambda: "fits exactly" in balance(app))
        interventions = [
            p.minutes for p in programme_of(app).parts[TABLE] if p.kind is Kind.INTERVENTION
        ]
        assert interventions == [10] * 8


async def test_a_slot_without_room_explains_itself(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        edited_table = programme_of(app).activities[TABLE]
        app.perform(lambda p: change(p, replace(edited_table, minutes=30)))
        await pilot.press("equals_sign")
        await until(pilot, lambda: messages(app))
        assert "nothing can be shared out" in messages(app)[-1]


async def test_the_slot_moves_by_five_minutes(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("J", "L")
        await until(pilot, lambda: "14:05–16:00" in text_of(table(app, "tables")))
        assert "fits exactly" in balance(app)


# -- entries and people -------------------------------------------------------------------


async def test_missing_interventions_come_with_one_key_and_go_with_one_undo(
    demo_store: Path,
) -> None:
    edited(demo_store, lambda p: remove(p, p.activities[CAEN], p.activities[KARLSRUHE]))
    async with opened(demo_store, "round-table") as (app, pilot):
        count = len(order(app))
        await pilot.press("i")
        await until(pilot, lambda: len(order(app)) == count + 2)
        assert order(app)[-3:] == ["Caen", "Karlsruhe", "Questions from the hall"]
        await pilot.press("u")
        await until(pilot, lambda: len(order(app)) == count)


async def test_in_the_list_of_delegations_i_is_about_the_one_under_the_cursor(
    demo_store: Path,
) -> None:
    edited(demo_store, lambda p: remove(p, p.activities[MODENA], p.activities[KARLSRUHE]))
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("w")
        table(app, "seats").select(demo_id("delegation", "modena"))
        await pilot.press("i")
        await until(pilot, lambda: order(app)[-2:] == ["Modena", "Questions from the hall"])
        assert "Karlsruhe" not in order(app)


@pytest.mark.slow
async def test_who_moderates_by_trade_is_under_the_cursor_at_once(demo_store: Path) -> None:
    edited(demo_store, lambda p: remove(p, p.activities[TABLE]))
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press("X", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RoundTableScreen))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: "Sacha" in text_of(table(app, "team")))


async def test_when_all_speak_it_says_so(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("i")
        await until(pilot, lambda: "speaks already" in " ".join(messages(app)))


@pytest.mark.slow
async def test_a_new_intervention_stands_before_the_questions(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press(*"Namur", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RoundTableScreen))
        assert order(app)[-2:] == ["Namur", "Questions from the hall"]


@pytest.mark.slow
async def test_a_speaker_is_chosen_by_name(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await on_entry(app, pilot, CAEN)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, PeopleDialog))
        await pilot.press("slash", *"noe", "enter", "down", "space", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RoundTableScreen))
        speakers = {p.delegate_id: p.role for p in programme_of(app).participations_of[CAEN]}
        names = ("caen-maelle", "caen-noe")
        assert speakers == {demo_id("delegate", name): Role.SPEAKS for name in names}
        await until(pilot, lambda: "Maëlle" in text_of(table(app, "entries")), "both are shown")


@pytest.mark.slow
async def test_an_interpreter_is_asked_for_and_says_yes(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press(*"robin", "enter")
        await until(pilot, lambda: "Robin" in text_of(table(app, "team")))
        assert "not asked" in text_of(table(app, "team"))
        robin = f"{Role.INTERPRETS}:{demo_id('host', 'interpreter-b')}"
        team = table(app, "team")
        team.focus()
        team.select(robin)
        await pilot.press("c")
        await until(pilot, lambda: "not asked" not in text_of(table(app, "team")))
        await pilot.press("d")
        await until(pilot, lambda: "Robin" not in text_of(table(app, "team")))


async def test_a_delegation_attends_or_not_with_space(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("w")
        caen = demo_id("delegation", "caen")
        await until(pilot, lambda: table(app, "seats").row_id == caen)
        await pilot.press("space")
        await until(pilot, lambda: caen not in programme_of(app).delegations_in(TABLE))
        await pilot.press("space")
        await until(pilot, lambda: caen in programme_of(app).delegations_in(TABLE))


async def test_in_a_small_terminal_the_lists_take_turns(demo_store: Path) -> None:
    async with opened(demo_store, "round-table", (80, 24)) as (app, pilot):
        assert not table(app, "seats").region
        await pilot.press("w")
        await until(pilot, lambda: table(app, "seats").region)
        await pilot.press("escape")
        await until(pilot, lambda: table(app, "entries").region)


async def test_text_of_users_is_shown_as_it_is(demo_store: Path) -> None:
    hostile = "[bold]x[/] [@click=app.quit]y[/]"
    edited(
        demo_store,
        lambda p: Edit(
            change(p, replace(p.activities[TABLE], title=hostile)).label,
            (
                *change(
                    p, replace(p.activities[TABLE], title=hostile, description=hostile)
                ).changes,
                *change(p, replace(p.activities[CAEN], title=hostile)).changes,
                *change(
                    p,
                    replace(p.delegations[demo_id("delegation", "caen")], name=hostile),
                ).changes,
            ),
        ),
    )
    async with opened(demo_store, "round-table", (200, 60)) as (app, _pilot):
        assert screen_text(app).count("[bold]x[/]") >= 4
        assert MODENA in programme_of(app).activities


# -- in place, by mouse -------------------------------------------------------------------


def entries(app: PlannerApp) -> EntryTable:
    return app.screen.query_one(EntryTable)


@pytest.mark.slow
async def test_r_lets_one_type_the_minutes(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await on_entry(app, pilot, KARLSRUHE)
        await pilot.press("r", "8")
        await until(pilot, lambda: isinstance(app.screen, CellEditor))
        await pilot.press("enter")
        await until(pilot, lambda: programme_of(app).activities[KARLSRUHE].minutes == 8)
        assert "2 min free" in balance(app)


async def test_digits_typed_on_a_cell_replace_the_minutes(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await on_entry(app, pilot, KARLSRUHE)
        await pilot.press("right", "1")
        await until(pilot, lambda: isinstance(app.screen, CellEditor))
        await pilot.press("2", "enter")
        await until(pilot, lambda: programme_of(app).activities[KARLSRUHE].minutes == 12)
        assert isinstance(app.screen, RoundTableScreen)


@pytest.mark.slow
async def test_minutes_that_are_no_number_are_refused_in_place(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await on_entry(app, pilot, KARLSRUHE)
        await pilot.press("r", "x")
        await until(pilot, lambda: isinstance(app.screen, CellEditor))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CellEditor)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, RoundTableScreen))
        assert programme_of(app).activities[KARLSRUHE].minutes == 15


async def test_an_entry_is_dragged_to_the_place_of_another(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        shown = entries(app)
        lines = text_of(shown).splitlines()
        begin, target = (
            (10, next(n for n, line in enumerate(lines) if f" {city}:" in line))
            for city in ("Caen", "Hamar")
        )
        await pilot.mouse_down(shown, offset=begin)
        await pilot.hover(shown, offset=target)
        await pilot.mouse_up(shown, offset=target)
        await until(pilot, lambda: order(app)[1:4] == ["Enghien-les-Bains", "Hamar", "Caen"])
        assert "order by hand" in balance(app)


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_the_rule_in_force_is_named(demo_store: Path, size: tuple[int, int]) -> None:
    async with opened(demo_store, "round-table", size) as (app, _pilot):
        assert "alphabetical by city" in balance(app)


# -- another slot -------------------------------------------------------------------------


def strip_of(app: PlannerApp) -> PresenceStrip:
    return app.screen.query_one(PresenceStrip)


def summary(app: PlannerApp) -> str:
    return text_of(strip_of(app)).splitlines()[0]


def start_of(app: PlannerApp) -> datetime | None:
    return programme_of(app).activities[TABLE].start


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_v_shows_who_is_there_when_at_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "round-table", size) as (app, pilot):
        await pilot.press("v")
        await until(pilot, lambda: app.focused is strip_of(app))
        await until(pilot, lambda: "10 of 10 who speak or lead" in summary(app))
        lines = text_of(strip_of(app)).splitlines()
        assert "08" in lines[1]
        caen = next(line for line in lines if "Caen" in line)
        assert "▒" in caen
        assert "━" in caen
        await pilot.press("v")
        await until(pilot, lambda: app.focused is entries(app))


async def test_left_and_right_try_a_slot_and_enter_takes_it(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("v", "right", "right", "right")
        await until(pilot, lambda: "14:30" in summary(app) and "enter takes it" in summary(app))
        assert "4 of 10" in summary(app)
        assert start_of(app) == fri("14:00")
        await pilot.press("enter")
        await until(pilot, lambda: start_of(app) == fri("14:30"))
        assert "enter takes it" not in summary(app)
        await pilot.press("u")
        await until(pilot, lambda: start_of(app) == fri("14:00"))


async def test_brackets_try_another_day_and_escape_forgets_it(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("v", "right_square_bracket")
        await until(pilot, lambda: "Sat 26 Oct 14:00" in summary(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Fri 25 Oct 14:00" in summary(app))
        assert app.focused is entries(app)


async def test_b_tries_the_best_slots_one_after_the_other(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        for time in ("13:45", "14:00", "14:15"):
            await pilot.press("B")
            await until(pilot, lambda t=time: f"Fri 25 Oct {t}" in summary(app))  # type: ignore[misc]
            assert "10 of 10" in summary(app)


async def test_a_click_tries_a_slot_and_a_double_click_takes_it(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        strip = strip_of(app)
        window = strip._window
        scale = strip._scale(strip.view.width)
        ten = programme_of(app).clock.at(fri("10:00"))
        x = NAME_CELLS + (ten - window.begin) // scale
        await pilot.click(strip, offset=(x, 4))
        await until(pilot, lambda: "10:00–11:50" in summary(app))
        assert start_of(app) == fri("14:00")
        await pilot.click(strip, offset=(x, 4), times=2)
        await until(pilot, lambda: start_of(app) == fri("10:00"))


async def test_the_slot_follows_the_mouse_and_a_click_on_the_sentence_takes_it(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "round-table") as (app, pilot):
        strip = strip_of(app)
        await pilot.mouse_down(strip, offset=(NAME_CELLS + 10, 4))
        await pilot.hover(strip, offset=(NAME_CELLS + 20, 4))
        tried = strip.begin
        await pilot.mouse_up(strip, offset=(NAME_CELLS + 20, 4))
        assert programme_of(app).clock.wall(tried) != fri("14:00")
        await pilot.click(strip, offset=(5, 0))
        await until(pilot, lambda: start_of(app) == programme_of(app).clock.wall(tried))


async def test_who_interprets_for_whom_is_in_sight(demo_store: Path) -> None:
    async with opened(demo_store, "round-table") as (app, _pilot):
        shown = text_of(app.screen.query_one("#needs", Static))
        assert "“fr” (2 entries): Billie" in shown
        assert "Everybody understands" in shown


async def test_an_unplaced_round_table_tries_its_best_slot(demo_store: Path) -> None:
    edited(demo_store, lambda p: change(p, replace(p.activities[TABLE], start=None)))
    async with opened(demo_store, "round-table") as (app, pilot):
        await pilot.press("v", "enter")
        await until(pilot, lambda: start_of(app) is not None)
        assert "10 of 10" in summary(app)


@pytest.mark.slow
async def test_the_words_below_do_what_the_new_keys_do(demo_store: Path) -> None:
    async with opened(demo_store, "round-table", (200, 60)) as (app, pilot):
        line, bar = app.screen.query_one(ActionLine), app.screen.query_one(KeyBar)
        words = text_of(line)
        await pilot.click(bar, offset=(text_of(bar).index("Times"), 0))
        await until(pilot, lambda: app.focused is strip_of(app))
        tried = strip_of(app).begin
        await pilot.click(line, offset=(words.index("best slot") + 1, 0))
        await until(pilot, lambda: strip_of(app).begin != tried)
        await pilot.click(line, offset=(words.index("minutes") + 1, 0))
        await until(pilot, lambda: entries(app).cell == "minutes")
