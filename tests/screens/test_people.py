"""The People room on the demo edition."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Button, Input, OptionList

from models.words import DelegationStatus
from planner.edits.core import add, change
from planner.edits.editions import create, new_edition
from planner.entities import Delegate, Delegation, Host, Wish
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Confirm, Pick
from screens.intake import ImportScreen
from screens.people import PeopleScreen
from screens.widgets.detail_list import DetailList
from tests.marks import slow_from
from tests.screens.drive import (
    Driver,
    choose,
    fill,
    form,
    messages,
    opened,
    pick,
    screen_text,
    text_of,
    until,
)

LISTS = ("delegations", "delegates", "hosts", "organisers", "wishes")
HOSTILE = ("Dr [Lee]", "[/]", "[@click=app.quit]x[/]", "{0} %s $x", "a\x1b[31mb\u202ec", "[b")


def room(app: PlannerApp) -> PeopleScreen:
    found = next(s for s in app.screen_stack if isinstance(s, PeopleScreen))
    assert isinstance(found, PeopleScreen)
    return found


def delegation(app: PlannerApp, name: str) -> Delegation:
    assert app.state is not None
    return next(d for d in app.state.programme.delegations.values() if d.name == name)


def members(app: PlannerApp, name: str) -> list[str]:
    assert app.state is not None
    rows = app.state.programme.delegates_of.get(delegation(app, name).id, ())
    return [d.name for d in rows]


async def go_to(app: PlannerApp, pilot: Driver, key: str, row_id: str | None = None) -> None:
    """Show a list, and put the cursor on a row."""
    here = room(app)
    if row_id is None:
        here.go_to(LISTS.index(key))
    else:
        here.select(key, row_id)
    await until(pilot, lambda: here.listing.key == key and here.table.row_width > 0)
    if row_id is not None:
        here.table.select(row_id)
        await until(pilot, lambda: here.table.row_id == row_id)


async def save(app: PlannerApp, pilot: Driver) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, PeopleScreen), "the form closes")


async def choose_line(app: PlannerApp, pilot: Driver, text: str) -> None:
    """Go to the line of the details that contains ``text``, and press enter."""
    details = app.screen.query_one(DetailList)
    details.focus()
    lines = [str(option.prompt) for option in details.options]
    details.highlighted = next(n for n, line in enumerate(lines) if text in line)
    await pilot.pause()
    await pilot.press("enter")


# -- what is shown ------------------------------------------------------------------------------


async def test_every_delegation_is_listed_with_what_matters(demo_store: Path) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, _pilot):
        shown = screen_text(app)
        line = next(line for line in shown.splitlines() if "Karlsruhe" in line)
        for text in ("Germany", "Media Arts", "accepted", "4/4", "22 Oct 16:40", "de, en"):
            assert text in line


@pytest.mark.parametrize("size", slow_from(1, [(80, 24), (120, 40), (200, 60)]), ids=str)
async def test_list_and_details_are_both_in_view(demo_store: Path, size: tuple[int, int]) -> None:
    async with opened(demo_store, "people", size) as (app, _pilot):
        shown = screen_text(app)
        assert "Delegation" in shown
        assert "Arrives: " in shown
        table, details = room(app).table.region, room(app).details.region
        assert not table.overlaps(details)
        assert min(table.height, details.height) >= 8


async def test_details_tell_members_wishes_conflicts_and_the_programme(demo_store: Path) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, pilot):
        await go_to(app, pilot, "delegations", delegation(app, "Caen").id)
        lines = [str(option.prompt) for option in room(app).details.options]
        text = "\n".join(lines)
        assert "• Maëlle Exemple" in text
        assert "Talk: Designing the night" in text
        assert "5 min short" in text
        assert "Wed 23 Oct" in lines
        assert any(line.startswith("09:05–10:30") for line in lines)
        assert "Auberge du Modèle (fictional)" in text


async def test_a_conflict_is_signed_in_the_list(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, _pilot):
        table = room(app).table
        assert table.text_at(delegation(app, "Enghien-les-Bains").id, "sign") == "✖"
        assert table.text_at(delegation(app, "Viborg").id, "sign") == ""


@pytest.mark.slow
async def test_brackets_and_clicks_go_from_list_to_list(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        seen = []
        for _ in LISTS:
            await pilot.press("right_square_bracket")
            seen.append(room(app).listing.key)
        assert seen == [*LISTS[1:], LISTS[0]]
        await pilot.press("left_square_bracket")
        assert room(app).listing.key == "wishes"
        await pilot.click("ListTabs", offset=(20, 0))
        assert room(app).listing.key == "delegates"


@pytest.mark.parametrize("key", slow_from(2, LISTS))
async def test_each_list_shows_its_rows(demo_store: Path, key: str) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await go_to(app, pilot, key)
        here = room(app)
        assert here.table.row_count == len(list(here.listing.rows(here.state))) > 0
        assert here.details.option_count > 0


async def test_cursor_and_list_stay_when_the_plan_changes(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        caen, viborg = delegation(app, "Caen"), delegation(app, "Viborg")
        await go_to(app, pilot, "delegations", viborg.id)
        app.perform(lambda p: change(p, replace(caen, head_count=99)))
        await until(pilot, lambda: "4/99" in text_of(room(app).table))
        assert room(app).table.row_id == viborg.id


async def test_a_wish_says_whether_the_plan_grants_it(demo_store: Path) -> None:
    async with opened(demo_store, "people", (160, 50)) as (app, pilot):
        await go_to(app, pilot, "wishes")
        table = room(app).table
        said = {
            table.text_at(row_id, "what"): table.text_at(row_id, "granted") for row_id in table.keys
        }
        assert said["Music"].startswith("✓ 24 Oct")
        assert said["Talk: Designing the night"] == "–"


# -- making rows --------------------------------------------------------------------------------


@pytest.mark.slow
async def test_a_new_delegation_needs_only_its_city(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await pilot.press("n")
        await pick(app, pilot, "linz")
        await form(app, pilot)
        await save(app, pilot)
        made = delegation(app, "Linz")
        assert made.status is DelegationStatus.INVITED
        assert made.document_language == "de"
        assert room(app).table.row_id == made.id


@pytest.mark.slow
async def test_cities_are_found_without_their_accents(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press(*"ostersund")
        await pilot.pause()
        options = app.screen.query_one(OptionList).options
        assert ["Östersund" in str(o.prompt) for o in options] == [True]


@pytest.mark.slow
async def test_a_member_is_added_to_the_selected_delegation(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await go_to(app, pilot, "delegations", delegation(app, "Modena").id)
        await pilot.press("m")
        await fill(app, pilot, "name", "Ada Esempio")
        await save(app, pilot)
        assert members(app, "Modena") == ["Ada Esempio"]
        assert room(app).listing.key == "delegations"


@pytest.mark.slow
async def test_the_line_add_a_member_does_it_by_mouse(demo_store: Path) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, pilot):
        await go_to(app, pilot, "delegations", delegation(app, "Modena").id)
        details = room(app).details
        lines = text_of(details).splitlines()
        await pilot.click(
            details, offset=(4, next(n for n, t in enumerate(lines) if "+ add a m" in t))
        )
        await fill(app, pilot, "name", "Ada Esempio")
        await save(app, pilot)
        assert members(app, "Modena") == ["Ada Esempio"]


@pytest.mark.slow
async def test_a_new_delegate_joins_the_delegation_of_the_selected_one(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        assert app.state is not None
        known = app.state.programme.delegates_of[delegation(app, "Hamar").id]
        await go_to(app, pilot, "delegates", known[0].id)
        await pilot.press("n")
        await fill(app, pilot, "name", "Kari Eksempel")
        await save(app, pilot)
        assert members(app, "Hamar")[-1] == "Kari Eksempel"
        await until(pilot, lambda: room(app).table.row_id not in (None, known[0].id))


@pytest.mark.parametrize(("key", "name"), [("hosts", "Atelier Neuf"), ("organisers", "Bea Test")])
async def test_hosts_and_organisers_are_added(demo_store: Path, key: str, name: str) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await go_to(app, pilot, key)
        await pilot.press("n")
        await fill(app, pilot, "name", name)
        await save(app, pilot)
        here = room(app)
        assert getattr(here.selected, "name", "") == name


@pytest.mark.slow
async def test_a_contact_person_is_added_to_the_selected_host(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        assert app.state is not None
        host = next(h for h in app.state.programme.hosts.values() if h.name == "TRAKK")
        await go_to(app, pilot, "hosts", host.id)
        await pilot.press("c")
        await fill(app, pilot, "name", "Zoé Contact")
        await save(app, pilot)
        assert "Zoé Contact" in [c.name for c in app.state.programme.contacts_of[host.id]]


@pytest.mark.slow
async def test_a_wish_asks_what_kind_and_for_which_one(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        modena = delegation(app, "Modena")
        await go_to(app, pilot, "delegations", modena.id)
        await pilot.press("w")
        await pick(app, pilot, "visit a place")
        shown = await form(app, pilot)
        assert [c.spec.name for c in shown._controls] == ["site_id", "priority", "note"]
        await choose(app, pilot, "site_id", "mundaneum")
        await save(app, pilot)
        assert app.state is not None
        made = [w for w in app.state.programme.wishes.values() if w.delegation_id == modena.id]
        names = [app.state.programme.site_name(w.site_id) for w in made if w.site_id]
        assert "Mundaneum" in names


@pytest.mark.slow
async def test_a_host_may_wish_to_meet_a_delegation(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        assert app.state is not None
        host = next(h for h in app.state.programme.hosts.values() if h.name == "TRAKK")
        await go_to(app, pilot, "hosts", host.id)
        await pilot.press("w")
        await pick(app, pilot, "meet a delegation")
        await choose(app, pilot, "wanted_delegation_id", "tbilisi")
        await save(app, pilot)
        wanted = delegation(app, "Tbilisi").id
        found = [w for w in app.state.programme.wishes.values() if w.host_id == host.id]
        assert [w.wanted_delegation_id for w in found] == [wanted]


@pytest.mark.slow
async def test_giving_up_at_any_question_makes_nothing(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        before = app.state
        for key in ("n", "w"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, Pick))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        assert app.state is before


# -- changing rows ------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("key", ["enter", "e"])
async def test_a_delegation_is_edited_in_its_form(demo_store: Path, key: str) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await go_to(app, pilot, "delegations", delegation(app, "Caen").id)
        await pilot.press(key)
        await fill(app, pilot, "head_count", "6")
        await save(app, pilot)
        assert delegation(app, "Caen").head_count == 6
        await pilot.press("u")
        await until(pilot, lambda: delegation(app, "Caen").head_count == 4)


@pytest.mark.slow
async def test_a_double_click_beside_the_cells_that_can_be_changed_opens_the_row(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, pilot):
        table = room(app).table
        country = text_of(table).splitlines()[0].index("Country")
        await pilot.click(table, offset=(country, 2), times=2)
        await form(app, pilot)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "title"),
    [("• Maëlle", "Delegate"), ("Designing the night", "Wish"), ("Hotel: ", "Delegation")],
)
async def test_lines_of_the_details_open_what_they_show(
    demo_store: Path, line: str, title: str
) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, pilot):
        await go_to(app, pilot, "delegations", delegation(app, "Caen").id)
        await choose_line(app, pilot, line)
        assert (await form(app, pilot))._spec.title == title


@pytest.mark.slow
async def test_an_entry_of_the_programme_is_shown_on_the_board(demo_store: Path) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, pilot):
        await go_to(app, pilot, "delegations", delegation(app, "Caen").id)
        await choose_line(app, pilot, "A6K: engineers")
        await until(pilot, lambda: app.current_mode == "board")
        assert app.state is not None
        assert app.state.programme.activities[app.selected or ""].title.startswith("A6K")


async def test_t_goes_through_the_states_and_undo_goes_back(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await go_to(app, pilot, "delegations", delegation(app, "Modena").id)
        for status in (DelegationStatus.ACCEPTED, DelegationStatus.DECLINED):
            await pilot.press("t")
            assert delegation(app, "Modena").status is status
        await pilot.press("u")
        assert delegation(app, "Modena").status is DelegationStatus.ACCEPTED


async def test_who_does_not_come_stays_in_the_list_dimmed_and_struck(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        modena = delegation(app, "Modena")
        app.perform(lambda p: change(p, replace(modena, status=DelegationStatus.CANCELLED)))
        await until(pilot, lambda: "cancelled" in text_of(room(app).table))
        strips = room(app).table.render_lines(room(app).table.size.region)
        line = next(strip for strip in strips if "Modena" in strip.text)
        assert any(s.style and s.style.strike and "Modena" in s.text for s in line)
        assert room(app).table.keys[-1] == modena.id


@pytest.mark.slow
async def test_members_change_places(demo_store: Path) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, pilot):
        first, second, *rest = members(app, "Caen")
        await go_to(app, pilot, "delegations", delegation(app, "Caen").id)
        details = room(app).details
        details.focus()
        lines = [str(option.prompt) for option in details.options]
        details.highlighted = next(n for n, line in enumerate(lines) if first in line)
        await pilot.press("shift+down")
        assert members(app, "Caen") == [second, first, *rest]
        await until(pilot, lambda: isinstance(details.target, Delegate))
        assert isinstance(details.target, Delegate)
        assert details.target.name == first
        await pilot.press("shift+up")
        assert members(app, "Caen") == [first, second, *rest]


async def test_delete_asks_and_undo_brings_everything_back(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        assert app.state is not None
        before = app.state.programme
        await go_to(app, pilot, "delegations", delegation(app, "Caen").id)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "Caen" in screen_text(app)
        await pilot.click("#yes")
        await until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        assert all(d.name != "Caen" for d in app.state.programme.delegations.values())
        await pilot.press("u")
        await until(pilot, lambda: delegation(app, "Caen"))
        assert dict(app.state.programme.delegates) == dict(before.delegates)
        assert dict(app.state.programme.participations) == dict(before.participations)


@pytest.mark.slow
async def test_delete_on_a_line_removes_the_member_and_not_the_delegation(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, pilot):
        caen = delegation(app, "Caen")
        await go_to(app, pilot, "delegations", caen.id)
        details = room(app).details
        details.focus()
        lines = [str(option.prompt) for option in details.options]
        details.highlighted = next(n for n, line in enumerate(lines) if "Noé" in line)
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        assert len(members(app, "Caen")) == 3
        assert delegation(app, "Caen") == caen


async def test_keys_that_make_no_sense_in_a_list_do_nothing_and_are_not_offered(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "people", (200, 60)) as (app, pilot):
        await go_to(app, pilot, "organisers")
        before = app.state
        await pilot.press("m", "c", "w", "t", "shift+down")
        await pilot.pause()
        assert app.state is before
        assert isinstance(app.screen, PeopleScreen)
        assert "Add member" not in screen_text(app)


@pytest.mark.slow
async def test_an_edit_made_meanwhile_by_somebody_else_is_not_overwritten(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        caen = delegation(app, "Caen")
        await go_to(app, pilot, "delegations", caen.id)
        await pilot.press("enter")
        await fill(app, pilot, "head_count", "6")
        other = Workspace.open(demo_store, author="bruno")
        other.enter(caen.edition_id)
        other.do(change(other.programme, replace(caen, note="Two vegans", head_count=5)))
        other.close()
        app.refresh_from_others()
        await pilot.press("ctrl+s")
        shown = await form(app, pilot)
        await until(pilot, lambda: "Somebody else has changed" in screen_text(app))
        assert delegation(app, "Caen").head_count == 5
        assert app.screen is shown


@pytest.mark.slow
async def test_different_fields_edited_by_two_people_both_stay(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        caen = delegation(app, "Caen")
        await go_to(app, pilot, "delegations", caen.id)
        await pilot.press("enter")
        await fill(app, pilot, "head_count", "6")
        other = Workspace.open(demo_store, author="bruno")
        other.enter(caen.edition_id)
        other.do(change(other.programme, replace(caen, note="Two vegans")))
        other.close()
        app.refresh_from_others()
        await save(app, pilot)
        assert (delegation(app, "Caen").head_count, delegation(app, "Caen").note) == (
            6,
            "Two vegans",
        )


@pytest.mark.slow
async def test_a_file_of_delegates_is_imported_after_a_look_at_it(
    demo_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("City,Name\nLinz,Ada Beispiel\n", encoding="utf-8")
    async with opened(demo_store, "people") as (app, pilot):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.query_one("#import", Button).disabled)
        assert app.state is not None
        assert "Linz" not in [d.name for d in app.state.programme.delegations.values()]
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        assert members(app, "Linz") == ["Ada Beispiel"]
        await until(pilot, lambda: "Linz" in text_of(room(app).table))


# -- nothing there, and hostile text ------------------------------------------------------------


@pytest.mark.parametrize("key", slow_from(2, LISTS))
async def test_an_empty_list_says_what_to_do(empty_store: Path, key: str) -> None:
    from datetime import date

    workspace = Workspace.open(empty_store)
    day = date(2024, 10, 24)
    workspace.create(create(new_edition("New", day, day, date(2024, 10, 27))))
    workspace.close()
    async with opened(empty_store, "people") as (app, pilot):
        room(app).go_to(LISTS.index(key))
        await until(pilot, lambda: "Press n" in screen_text(app))
        await pilot.press("e", "d", "t", "m", "shift+up")
        await pilot.pause()
        assert messages(app) == []


@pytest.mark.slow
@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_hostile_names_are_shown_as_they_are_everywhere(demo_store: Path, text: str) -> None:
    async with opened(demo_store, "people", (120, 40)) as (app, pilot):
        caen = delegation(app, "Caen")
        assert app.state is not None
        person = app.state.programme.delegates_of[caen.id][0]
        host = next(iter(app.state.programme.hosts.values()))
        rows: list[Delegation | Delegate | Host] = [
            replace(caen, name=text, note=text),
            replace(person, name=text, role=text, latin_name=text, diet=text),
            replace(host, name=text, note=text),
        ]
        for row in rows:
            app.perform(lambda p, row=row: change(p, row))  # type: ignore[misc]
        wish = Wish("w", caen.edition_id, caen.id, theme=text, note=text)
        app.perform(lambda p: add(p, wish))
        shown = text.replace("\x1b", "�").replace("\u202e", "�")
        ids = {"delegations": caen.id, "delegates": person.id, "hosts": host.id, "wishes": "w"}
        for key, row_id in ids.items():
            await go_to(app, pilot, key, row_id)
            await until(pilot, lambda: shown[:8] in text_of(room(app).table))
            lines = [str(option.prompt) for option in room(app).details.options]
            assert any(shown in line for line in lines)
            assert not set(screen_text(app)) & set("\x1b\u202e")
