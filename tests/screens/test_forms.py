"""The form dialog: every kind of field, validation, and that nothing typed is ever lost."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from textual.containers import Vertical
from textual.widgets import Button, Input, OptionList, Select, Static

from models.words import DelegationStatus, Kind
from planner.demo import demo_programme
from planner.edits import people
from planner.entities import Activity, Contact, Delegation, Entity, Field, Host, Site
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import MAPPING_OF, Programme
from screens.dialogs import Confirm
from screens.forms import choices
from screens.forms.controls import Control
from screens.forms.drop_list import DropList
from screens.forms.specs import SPECS, spec_for
from tests.build import Build, sat, sun
from tests.marks import slow_from
from tests.screens.drive import until
from tests.screens.form_app import a_form, a_plan, saved

HOSTILE = (
    "Dr [Lee]",
    "[/]",
    "[b]x",
    "[@click=app.quit]x[/]",
    "{0} %s $x \\",
    "ნინო · نص",
    "<&>'\"",
)


# -- nothing changes by itself ------------------------------------------------------------------


def example(programme: Programme, kind: type[Entity]) -> Entity:
    """The demo's first row of a kind."""
    tables = (getattr(programme, name).values() for name in MAPPING_OF.values())
    rows = [programme.edition, *(row for table in tables for row in table)]
    return next(row for row in rows if type(row) is kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(SPECS), ids=lambda kind: kind.__name__)
async def test_a_form_saved_as_it_is_keeps_the_row_as_it_was(kind: type[Entity]) -> None:
    programme = demo_programme()
    row = example(programme, kind)
    async with a_form(programme, row) as (app, pilot):
        assert await saved(app, pilot) == row


@pytest.mark.slow
async def test_values_that_are_not_on_offer_stay_and_have_a_name() -> None:
    programme, row = a_plan()
    hall = Site("hall", None, None, "Old hall", "square", fields=("film", "glass"))
    programme = replace(programme, sites={**programme.sites, "hall": hall})
    row = replace(row, arrival_site_id="hall", document_language="nl", interests=("glass", "film"))
    async with a_form(programme, row) as (app, pilot):
        field = app.field("arrival_site_id")
        assert isinstance(field, Input)
        assert "Old hall" in field.value
        assert await saved(app, pilot) == row


async def test_a_kind_that_is_not_on_offer_is_not_turned_into_another() -> None:
    programme, _row = a_plan()
    site = Site("s", None, None, "Grand-Place", "square")
    async with a_form(programme, site) as (app, pilot):
        assert app.can_save
        assert (await saved(app, pilot)).kind == "square"


async def test_the_repeated_hour_keeps_its_second_pass() -> None:
    programme, row = a_plan()
    row = replace(row, departure=sun("02:30", fold=1))
    async with a_form(programme, row) as (app, pilot):
        app.fill("head_count", "7")
        made = await saved(app, pilot)
        assert (made.departure.fold, made.head_count) == (1, 7)


# -- each look ----------------------------------------------------------------------------------


@pytest.mark.slow
async def test_a_line_of_text_is_parsed_into_a_value() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("head_count")
        await pilot.press("end", "backspace", "1", "2")
        assert (await saved(app, pilot)).head_count == 12


async def test_an_emptied_line_becomes_unknown() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill("arrival", "")
        assert (await saved(app, pilot)).arrival is None


async def test_a_moment_can_be_typed_as_organisers_write_it() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill("departure", "27/10/2024 2h30~")
        made = await saved(app, pilot)
        assert made.departure == datetime(2024, 10, 27, 2, 30)
        assert made.departure.fold == 1


async def test_several_lines_stay_several_lines() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("note")
        await pilot.press("a", "enter", "b")
        assert (await saved(app, pilot)).note == "a\nb"


async def test_tab_leaves_a_field_of_several_lines() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("note")
        await pilot.press("tab")
        assert app.focused is not app.field("note")


async def test_a_choice_is_made_with_the_keyboard() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("status")
        await pilot.press("enter", "down", "enter")
        assert (await saved(app, pilot)).status is DelegationStatus.DECLINED


@pytest.mark.parametrize(("presses", "expected"), [(1, True), (2, False)], ids=["yes", "no"])
async def test_unknown_can_become_yes_or_no(presses: int, expected: bool) -> None:
    programme, _row = a_plan()
    site = Site("s", None, None, "TRAKK", "other")
    async with a_form(programme, site) as (app, pilot):
        app.focus_field("step_free")
        await pilot.press("enter", *["down"] * presses, "enter")
        assert (await saved(app, pilot)).step_free is expected


async def test_yes_can_become_unknown_again() -> None:
    programme, _row = a_plan()
    site = Site("s", None, None, "TRAKK", "other", step_free=True)
    async with a_form(programme, site) as (app, pilot):
        app.focus_field("step_free")
        await pilot.press("enter", "up", "enter")
        assert (await saved(app, pilot)).step_free is None


async def test_something_needed_has_no_unknown_on_offer() -> None:
    plan = Build()
    delegate = plan.delegate(plan.delegation())
    async with a_form(plan.programme(), delegate) as (app, pilot):
        app.focus_field("step_free")
        await pilot.press("enter", "up", "up", "up", "enter")
        assert (await saved(app, pilot)).step_free is True


@pytest.mark.slow
async def test_a_long_list_is_narrowed_by_typing() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("city_id")
        await pilot.press("enter")
        await until(pilot, lambda: app.is_open)
        await pilot.press(*"linz", "enter")
        assert (await saved(app, pilot)).city_id == "linz"


async def test_a_choice_from_a_long_list_can_be_taken_back() -> None:
    programme, row = a_plan()
    hotel = next(s for s in programme.sites.values() if s.kind == "hotel")
    async with a_form(programme, replace(row, hotel_id=hotel.id)) as (app, pilot):
        app.focus_field("hotel_id")
        await pilot.press("enter")
        await until(pilot, lambda: app.is_open)
        await pilot.press("up", "enter")
        assert (await saved(app, pilot)).hotel_id is None


async def test_escape_in_a_long_list_changes_nothing() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("city_id")
        await pilot.press("enter")
        await until(pilot, lambda: app.is_open)
        await pilot.press("down", "escape")
        assert not app.is_open
        assert await saved(app, pilot) == row


@pytest.mark.slow
async def test_lines_are_turned_on_and_off_and_keep_their_order() -> None:
    programme, row = a_plan()  # music, design
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("interests")
        await pilot.press("down", "space", "up", "space")  # film on, design off
        assert (await saved(app, pilot)).interests == ("music", "film")


async def test_which_lines_are_on_is_told_without_colour() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, _pilot):
        lines = app.control("interests").query_one(OptionList).options
        assert [str(line.prompt) for line in lines] == ["[x] Design", "[ ] Film", "[x] Music"]


# -- validation ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("head_count", "four", "whole number"),
        ("head_count", "-1", "whole number"),
        ("head_count", "0", "at least 1"),
        ("arrival", "tomorrow", "a date and a time"),
        ("arrival", "2024-13-01 9:00", "no such day"),
        ("arrival", "2024-10-24 25:00", "a time such as"),
        ("arrival", "2024-10-24 9:30~", "happens twice"),
        ("departure", "2024-10-23 08:00", "before the arrival"),
        ("languages", "français", "language code"),
        ("name", "a\tb", "control character"),
        ("name", "x" * 2001, "At most 2000"),
        ("note", "a\x07b", "control character"),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field_as_one_types(
    name: str, text: str, complaint: str
) -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill(name, text)
        await until(pilot, lambda: app.control(name).complaint)
        assert complaint in app.control(name).complaint
        assert not app.can_save
        assert [c.spec.name for c in app.form.query(Control) if c.complaint] == [name]


async def test_a_mistake_put_right_can_be_saved() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill("head_count", "four")
        await until(pilot, lambda: not app.can_save)
        app.fill("head_count", "4")
        await until(pilot, lambda: app.can_save)
        assert app.control("head_count").complaint == ""


async def test_saving_with_a_mistake_goes_to_it() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill("head_count", "four")
        await pilot.press("ctrl+s")
        assert app.focused is app.field("head_count")
        assert app.kept == []
        assert app.ended == []


async def test_what_is_needed_is_only_asked_for_on_save_or_when_emptied() -> None:
    programme, _row = a_plan()
    host = Host("h", programme.edition.id, "")
    async with a_form(programme, host) as (app, pilot):
        assert not app.can_save
        assert app.control("name").complaint == ""
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.control("name").complaint)
        assert "needed" in app.control("name").complaint
        assert app.focused is app.field("name")


async def test_emptying_what_is_needed_says_so_at_once() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill("name", "  ")
        await until(pilot, lambda: app.control("name").complaint)
        assert not app.can_save


async def test_a_problem_of_no_field_in_the_form_is_said_below() -> None:
    plan = Build()
    site = plan.site(at=(50.0, 4.0))
    async with a_form(plan.programme(), replace(site, lat=None)) as (app, _pilot):
        assert "go together" in app.control("lat").complaint
        assert not app.can_save


# -- leaving ------------------------------------------------------------------------------------


async def test_escape_closes_a_form_in_which_nothing_was_typed() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        await pilot.press("tab", "tab", "escape")
        await until(pilot, lambda: app.ended)
        assert (app.ended, app.kept) == ([None], [])


async def test_escape_asks_when_something_was_typed_and_no_goes_back_to_it() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("name")
        await pilot.press("end", "X", "escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.form)
        assert app.ended == []
        assert (await saved(app, pilot)).name == "CaenX"


async def test_escape_and_yes_give_up() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill("name", "X")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: app.ended)
        assert (app.ended, app.kept) == ([None], [])


@pytest.mark.parametrize("name", ["status", "interests"])
async def test_escape_asks_after_choices_too(name: str) -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field(name)
        await pilot.press("enter", "down", "enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))


async def test_what_cannot_even_be_read_is_not_given_up_unasked() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill("head_count", "four")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))


async def test_typing_something_and_taking_it_back_is_nothing_to_lose() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("name")
        await pilot.press("end", "X", "backspace", "escape")
        await until(pilot, lambda: app.ended)


async def test_escape_closes_open_choices_before_it_closes_the_form() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("status")
        await pilot.press("enter", "escape")
        assert app.ended == []
        assert not app.control("status").query_one(Select).expanded


@pytest.mark.slow
async def test_the_buttons_save_and_cancel() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.fill("name", "Bayeux")
        await pilot.click("#save")
        await until(pilot, lambda: app.ended)
        assert app.kept == [replace(row, name="Bayeux")]
    async with a_form(programme, row) as (app, pilot):
        await pilot.click("#cancel")
        await until(pilot, lambda: app.ended)
        assert app.ended == [None]


async def test_when_it_cannot_be_kept_the_form_stays_with_everything_typed() -> None:
    programme, row = a_plan()
    async with a_form(programme, row, refuses=1) as (app, pilot):
        app.fill("name", "Bayeux")
        app.fill("note", "two\nlines")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.error)
        assert app.error == "The disk is full. Make room."
        assert app.ended == []
        made = await saved(app, pilot)
        assert (made.name, made.note) == ("Bayeux", "two\nlines")


async def test_an_old_error_goes_when_typing_goes_on() -> None:
    programme, row = a_plan()
    async with a_form(programme, row, refuses=1) as (app, pilot):
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.error)
        app.fill("name", "Bayeux")
        await until(pilot, lambda: not app.error)


async def test_enter_goes_on_to_the_next_field() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("name")
        await pilot.press("enter")
        assert app.focused is app.field("status")


# -- hostile text -------------------------------------------------------------------------------

TEXTS = ("name", "latin_name", "role", "diet", "access_needs", "phone", "note")


@pytest.mark.slow
@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_hostile_text_is_kept_as_it_was_typed(text: str) -> None:
    plan = Build()
    delegate = plan.delegate(plan.delegation())
    async with a_form(plan.programme(), delegate) as (app, pilot):
        for name in TEXTS:
            app.fill(name, text)
        made = await saved(app, pilot)
        assert {getattr(made, name) for name in TEXTS} == {text}


@pytest.mark.parametrize(
    "text", slow_from(2, [*HOSTILE, "a\x1b[31mb", "bell\x07", "\x9b2J", "r\u202etl", "x\ny"])
)
async def test_hostile_text_in_a_row_is_shown_without_acting(text: str) -> None:
    plan = Build()
    delegate = plan.delegate(plan.delegation(text), text)
    values: dict[str, Any] = dict.fromkeys(TEXTS, text)
    row = replace(delegate, **values)
    async with a_form(plan.programme(), row, size=(80, 40)) as (app, pilot):
        shown = "".join(
            segment.text for line in app.screen._compositor.render_strips() for segment in line
        )
        assert not set(shown) & set("\x1b\x07\x9b\u202e")
        assert await saved(app, pilot) == row


@pytest.mark.slow
@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_hostile_text_in_choices_is_shown_as_it_is(text: str) -> None:
    plan = Build()
    plan.add(Field("f", text, text))
    plan.site(text, kind="hotel")
    row = plan.delegation(text, interests=("f",))
    async with a_form(plan.programme(), row) as (app, pilot):
        app.focus_field("hotel_id")
        await pilot.press("enter")
        await until(pilot, lambda: app.is_open)
        options = app.control("hotel_id").query_one(DropList).options
        assert any(str(option.prompt).startswith(text) for option in options)
        await pilot.press("down", "enter")
        assert (await saved(app, pilot)).hotel_id is not None


@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_hostile_text_in_an_error_is_shown_as_it_is(text: str) -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):

        def refuse(_row: Entity) -> None:
            raise PlannerError(Phrase("Not “{what}”", what=text))

        app.form._keep = refuse
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.error)
        assert app.error == f"Not “{text}”"


# -- layout -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", slow_from(1, [(80, 24), (120, 40)]), ids=str)
@pytest.mark.parametrize("kind", [Delegation, Activity, Contact], ids=lambda kind: kind.__name__)
async def test_buttons_and_focused_fields_are_always_in_view(
    kind: type[Entity], size: tuple[int, int]
) -> None:
    programme = demo_programme()
    row = example(programme, kind)
    async with a_form(programme, row, size) as (app, pilot):
        screen = app.screen.region
        for button in ("#save", "#cancel"):
            assert screen.contains_region(app.form.query_one(button).region)
        last = spec_for(row).fields[-1].name
        app.focus_field(last)
        fields = app.form.query_one(".form-fields")
        await until(pilot, lambda: fields.region.contains_region(app.field(last).region))


async def test_many_fields_stand_in_two_columns_where_there_is_room() -> None:
    programme, row = a_plan()
    async with a_form(programme, row, (120, 40)) as (app, _pilot):
        left, right = app.form.query(".form-column").results(Vertical)
        assert left.region.y == right.region.y
        assert left.region.right <= right.region.x
    async with a_form(programme, row, (80, 24)) as (app, _pilot):
        left, right = app.form.query(".form-column").results(Vertical)
        assert left.region.x == right.region.x
        assert left.region.bottom <= right.region.y


async def test_a_form_that_gets_smaller_keeps_what_was_typed() -> None:
    programme, row = a_plan()
    async with a_form(programme, row, (160, 50)) as (app, pilot):
        app.fill("name", "Bayeux")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.screen.region.contains_region(app.form.query_one("#save").region)
        assert (await saved(app, pilot)).name == "Bayeux"


async def test_help_for_the_field_in_hand_stands_below() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        app.focus_field("arrival")
        await pilot.pause()
        assert "second time" in str(app.form.query_one("#form-help", Static).visual)


def test_every_language_that_may_be_suggested_can_be_chosen() -> None:
    assert set(choices.DOCUMENT_LANGUAGES) == people.DOCUMENT_LANGUAGES


async def test_a_form_that_is_saved_twice_in_haste_is_kept_and_closed_once() -> None:
    programme, row = a_plan()
    async with a_form(programme, row) as (app, pilot):
        form = app.form
        form.query_one("#save", Button).press()  # is heard a moment later
        form.action_save()
        await until(pilot, lambda: app.screen is not form, "the form closes")
        await pilot.pause()
        assert app.kept == app.ended == [row]


# -- typing over what stands there --------------------------------------------------------------


@pytest.mark.slow
async def test_a_figure_or_time_is_typed_anew_a_name_is_changed() -> None:
    plan = Build()
    async with a_form(plan.programme(), plan.visit("Fab Lab", sun("10:00"), 60)) as (app, pilot):
        app.focus_field("title")
        await pilot.press("2")
        app.focus_field("minutes")
        await pilot.pause()
        await pilot.press(*"45")
        app.focus_field("start")
        await pilot.pause()
        await pilot.press(*"sat", "space", *"9h30")
        made = await saved(app, pilot)
        assert (made.title, made.minutes, made.start) == ("Fab Lab2", 45, sat("09:30"))


async def test_letters_find_a_choice_in_an_open_list() -> None:
    plan = Build()
    async with a_form(plan.programme(), plan.visit("Lunch", sun("12:00"), 60)) as (app, pilot):
        app.focus_field("kind")
        await pilot.press("enter", *"mea", "enter")
        await until(pilot, lambda: app.control("kind").value() is Kind.MEAL)
