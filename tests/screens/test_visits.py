"""The KIKK visits room: the matrix of items and delegations, meetings and requests."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from models.words import ActivityStatus, Kind
from planner.edits import editions
from planner.edits.core import add
from planner.entities import Activity, Delegation, Wish
from planner.meetings import meetings, requests
from planner.programme import Programme
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Pick
from screens.forms.form import FormScreen
from screens.people_dialog import PeopleDialog
from screens.state import State
from screens.visit_cells import ITEM_KINDS
from screens.visit_filter import VisitFilter
from screens.visit_sheet import VisitSheet, item_layout
from screens.visits_pane import VisitsPane
from screens.widgets.action_line import ActionLine
from screens.widgets.chips import Chips
from screens.widgets.matrix import Matrix
from screens.widgets.table_list import TableList
from tests.build import EDITION, Build, thu
from tests.screens.drive import Driver, opened, screen_text, text_of, until

HOSTILE = "[/] [@click=app.quit]Dr [Lee]"


def programme_of(app: PlannerApp) -> Programme:
    assert app.state is not None
    return app.state.programme


def matrix_of(app: PlannerApp) -> Matrix:
    return app.screen.query_one(Matrix)


def item(programme: Programme, title: str, day: int) -> Activity:
    (found,) = (
        a
        for a in programme.activities.values()
        if a.title == title and a.kind in ITEM_KINDS and a.start and a.start.day == day
    )
    return found


def city(programme: Programme, name: str) -> Delegation:
    (found,) = (d for d in programme.delegations.values() if d.name == name)
    return found


async def go_to(app: PlannerApp, pilot: Driver, activity: Activity, delegation: Delegation) -> None:
    """Put the cursor of the matrix on a cell."""
    matrix = matrix_of(app)
    assert matrix.select(activity.id)
    matrix.select_column(delegation.id)
    await pilot.pause()


def takes_part(programme: Programme, activity: Activity, delegation: Delegation) -> bool:
    return delegation.id in programme.delegations_in(activity.id)


async def choose(app: PlannerApp, pilot: Driver, words: str) -> None:
    """Answer a list that narrows as one types."""
    await until(pilot, lambda: isinstance(app.screen, Pick), "a list")
    dialog = app.screen
    dialog.query_one(Input).value = words
    options = dialog.query_one(OptionList)

    def narrowed() -> bool:
        return options.option_count > 0 and all(words in str(o.prompt) for o in options.options)

    await until(pilot, narrowed, words)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is not dialog)


# -- the matrix ---------------------------------------------------------------------------


async def test_space_puts_a_delegation_on_an_item_and_takes_it_off(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        talk = item(programme_of(app), "Talk: Moss as a medium", 24)
        hamar = city(programme_of(app), "Hamar")
        await go_to(app, pilot, talk, hamar)
        await pilot.press("space")
        await until(pilot, lambda: takes_part(programme_of(app), talk, hamar))
        await pilot.press("space")
        await until(pilot, lambda: not takes_part(programme_of(app), talk, hamar))
        await pilot.press("u")
        await until(pilot, lambda: takes_part(programme_of(app), talk, hamar))


async def test_capital_a_puts_all_on_an_item_that_are_free_then_and_takes_them_off(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        last = item(programme_of(app), "KIKK in Town: last guided walk", 27)
        await go_to(app, pilot, last, city(programme_of(app), "Tbilisi"))
        await pilot.press("A")
        await until(pilot, lambda: programme_of(app).delegations_in(last.id))
        assert not takes_part(programme_of(app), last, city(programme_of(app), "Tbilisi"))
        await pilot.press("A")
        await until(pilot, lambda: not programme_of(app).delegations_in(last.id))


async def test_a_click_on_everybody_does_the_same(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        last = item(programme_of(app), "KIKK in Town: last guided walk", 27)
        await go_to(app, pilot, last, city(programme_of(app), "Tbilisi"))
        line = app.screen.query_one("#items ActionLine", ActionLine)
        await pilot.click(line, offset=(text_of(line).index("everybody"), 0))
        await until(pilot, lambda: programme_of(app).delegations_in(last.id))


async def test_a_click_on_a_cell_does_as_space(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        talk = item(programme_of(app), "Talk: Moss as a medium", 24)
        hamar = city(programme_of(app), "Hamar")
        await go_to(app, pilot, talk, hamar)
        matrix = matrix_of(app)
        lines = text_of(matrix).splitlines()
        y = next(n for n, line in enumerate(lines) if "Moss" in line)
        x = matrix.row_width + 2 * matrix.column_width
        assert lines[0][x:].startswith("Hamar")
        await pilot.click(matrix, offset=(x, y))
        await until(pilot, lambda: takes_part(programme_of(app), talk, hamar))


async def test_cells_show_who_takes_part_wishes_and_is_busy(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, _pilot):
        programme = programme_of(app)
        state = app.state
        assert state is not None
        sheet = VisitSheet(state, VisitFilter(), item_layout())

        def text(title: str, day: int, name: str) -> str:
            return sheet.cell(item(programme, title, day).id, city(programme, name).id).text

        assert text("Keynote: Slow light", 24, "Hamar") == "●"
        assert text("Talk: Asking the bees", 25, "Karlsruhe") == "☆2»"
        assert text("Talk: Designing the night", 25, "Caen") == "☆2×"
        assert text("Welcome evening with buffet", 22, "Enghien-les-Bains") == "●–"
        assert text("Talk: Noise is a neighbour", 24, "Viborg") == "●~"
        assert text("Concert: Copper and cloud", 24, "Hamar") == ""


def test_some_delegates_are_counted_and_the_others_may_be_elsewhere() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=3)
    names = [plan.delegate(caen, name) for name in ("Anna", "Noé", "Maëlle")]
    talk = plan.session("Talk", thu("10:00"), 60, None, *names[:2])
    plan.meeting("1:1", thu("10:10"), 20, None, names[2])
    sheet = VisitSheet(State(plan.programme()), VisitFilter(), item_layout())
    assert sheet.cell(talk.id, caen.id).text == "◐2"


def test_a_wish_for_a_place_counts_for_what_happens_there() -> None:
    plan = Build()
    caen, house = plan.delegation("Caen", heads=3), plan.site("House")
    visit = plan.visit("Visit", thu("10:00"), 60, house)
    plan.wish(caen, 1, site_id=house)
    sheet = VisitSheet(State(plan.programme()), VisitFilter(), item_layout())
    assert sheet.cell(visit.id, caen.id).text == "☆1"


async def test_w_goes_through_the_priorities_of_a_wish(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        talk = item(programme_of(app), "Talk: Moss as a medium", 24)
        hamar = city(programme_of(app), "Hamar")
        await go_to(app, pilot, talk, hamar)

        def wish() -> int | None:
            wishes = programme_of(app).wishes.values()
            found = [w.priority for w in wishes if w.activity_id == talk.id]
            return found[0] if found else None

        found = []
        for _times in range(4):
            before = app.state
            await pilot.press("w")
            await until(pilot, lambda old=before: app.state is not old)  # type: ignore[misc]
            found.append(wish())
        assert found == [1, 2, 3, None]


async def test_seats_show_what_is_taken_and_unknown_is_never_fine(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        over = item(programme_of(app), "Guided visit: Fog in a box", 25)
        await go_to(app, pilot, over, city(programme_of(app), "Caen"))
        (line,) = (x for x in text_of(matrix_of(app)).splitlines() if "13/12" in x and "Fog" in x)
        assert "✖" in line
        app.perform(lambda p: add(p, Activity("x", p.edition.id, Kind.VISIT, "New", thu("10:00"))))
        await until(pilot, lambda: matrix_of(app).select("x"))
        assert any("0/?" in x for x in text_of(matrix_of(app)).splitlines() if "New" in x)


async def test_days_are_chosen_with_brackets(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause()
        text = text_of(matrix_of(app))
        assert "Thu 24 Oct" in text
        assert "Fri 25 Oct" not in text
        await pilot.press("left_square_bracket", "left_square_bracket")
        await pilot.pause()
        assert "Fri 25 Oct" in text_of(matrix_of(app)) or "Tue 22 Oct" in text_of(matrix_of(app))
        assert len(matrix_of(app).keys) == 64


async def test_only_what_is_wished_and_not_taken_can_be_shown(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("o")
        await pilot.pause()
        programme = programme_of(app)
        shown = [programme.activities[k].title for k in matrix_of(app).keys]
        assert "Talk: Asking the bees" in shown
        assert "Keynote: Slow light" not in shown
        await pilot.press("escape")
        await pilot.pause()
        assert len(matrix_of(app).keys) == 64


async def test_words_filter_items_by_title_and_place(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("f", *"trakk", "enter")
        await pilot.pause()
        programme = programme_of(app)
        places = {programme.site_name(programme.activities[k].site_id) for k in matrix_of(app).keys}
        assert places == {"TRAKK"}
        assert app.focused is matrix_of(app)
        await pilot.press("f", *"[/]")
        await pilot.pause()
        assert matrix_of(app).keys == ()
        assert "escape shows everything" in text_of(matrix_of(app))


async def test_one_delegation_can_be_shown_alone(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("g")
        await choose(app, pilot, "Tbilisi")
        header = text_of(matrix_of(app)).splitlines()[0]
        assert "Tbilisi" in header
        assert "Caen" not in header


async def test_the_details_say_what_keeps_a_delegation_busy(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        programme = programme_of(app)
        sensors = item(programme, "Workshop: Sensors from scrap", 24)
        await go_to(app, pilot, sensors, city(programme, "Hamar"))
        text = text_of(app.screen.query_one("#item-details"))
        assert "busy 10:45–11:30: Keynote: Slow light" in text


async def test_an_item_moves_pins_and_goes_to_the_tray_by_key(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        talk = item(programme_of(app), "Talk: Moss as a medium", 24)
        await go_to(app, pilot, talk, city(programme_of(app), "Hamar"))

        def now() -> Activity:
            return programme_of(app).activities[talk.id]

        await pilot.press("J")
        await until(pilot, lambda: now().start == thu("17:05"))
        await pilot.press("K", "p")
        await until(pilot, lambda: now().start == thu("17:00") and now().pin_time)
        await pilot.press("x")
        await until(pilot, lambda: now().start is None)
        assert "Unplaced" in text_of(matrix_of(app)) or matrix_of(app).cursor_key == talk.id


@pytest.mark.slow
async def test_an_item_is_made_edited_and_removed_in_the_room(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        app.screen.query(Input)[0].value = "Talk: Made here"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "visits")
        key = matrix_of(app).cursor_key
        assert programme_of(app).activities[key or ""].title == "Talk: Made here"
        await pilot.press("d")
        await until(pilot, lambda: bool(app.screen.query("#yes")))
        await pilot.click("#yes")
        await until(pilot, lambda: key not in programme_of(app).activities)


async def test_the_cursor_stays_on_its_cell_when_the_plan_changes(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        programme = programme_of(app)
        talk, hamar = item(programme, "Talk: Asking the bees", 25), city(programme, "Hamar")
        await go_to(app, pilot, talk, hamar)
        top = matrix_of(app).scroll_offset
        early = Activity("x", programme.edition.id, Kind.SESSION, "Early", thu("08:00"))
        app.perform(lambda p: add(p, early))
        await until(pilot, lambda: "x" in matrix_of(app).keys)
        assert (matrix_of(app).cursor_key, matrix_of(app).cursor_column) == (talk.id, hamar.id)
        assert matrix_of(app).scroll_offset.y - top.y == 1


async def test_hostile_names_are_shown_as_they_are(demo_store: Path) -> None:
    async with opened(demo_store, "visits", (200, 60)) as (app, pilot):
        row = Activity("x", programme_of(app).edition.id, Kind.SESSION, HOSTILE, thu("08:00"))
        app.perform(lambda p: add(p, row))
        await until(pilot, lambda: matrix_of(app).select("x"))
        await pilot.pause()
        assert HOSTILE in text_of(matrix_of(app))
        assert HOSTILE in text_of(app.screen.query_one("#item-details"))


async def test_without_items_it_says_what_to_do(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "plan.db")
    workspace.create(editions.create(EDITION))
    workspace.close()
    async with opened(tmp_path / "plan.db", "visits") as (app, pilot):
        assert "n makes one" in text_of(matrix_of(app))
        await pilot.press("space", "w", "a", "e", "d", "J", "x", "p", "m")
        await pilot.pause()
        assert "No meetings yet" in screen_text(app)
        assert "Nobody has asked" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_all_delegations_are_in_view_in_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "visits", size) as (app, pilot):
        await pilot.pause()
        header = text_of(matrix_of(app)).splitlines()[0]
        for name in ("Caen", "Engh", "Hama", "Karl", "Mode", "Novi", "Tbil", "Vibo"):
            assert name in header


async def test_a_says_who_exactly_takes_part(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        talk = item(programme_of(app), "Talk: Moss as a medium", 24)
        await go_to(app, pilot, talk, city(programme_of(app), "Hamar"))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, PeopleDialog))
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "visits")
        assert app.focused is matrix_of(app)


# -- turned, ordered, clicked ----------------------------------------------------------------


async def test_t_turns_the_matrix_and_the_cursor_stays_on_its_pair(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        talk = item(programme_of(app), "Talk: Moss as a medium", 24)
        hamar = city(programme_of(app), "Hamar")
        await go_to(app, pilot, talk, hamar)
        await pilot.press("t")
        matrix = matrix_of(app)
        await until(pilot, lambda: matrix.cursor_key == hamar.id)
        assert matrix.cursor_column == talk.id
        await pilot.press("space")
        await until(pilot, lambda: takes_part(programme_of(app), talk, hamar))
        await pilot.press("w")
        await until(pilot, lambda: any(w.activity_id == talk.id for w in wishes(app)))
        await pilot.press("t")
        await until(pilot, lambda: matrix.cursor_key == talk.id)
        assert matrix.cursor_column == hamar.id


def wishes(app: PlannerApp) -> list[Wish]:
    return list(programme_of(app).wishes.values())


async def click_chip(app: PlannerApp, pilot: Driver, text: str) -> None:
    """Click the filter that reads so."""
    chips = app.screen.query_one("#item-filters", Chips)
    lines = text_of(chips).replace("\N{NO-BREAK SPACE}", " ").splitlines()
    y = next(n for n, line in enumerate(lines) if text in line)
    await pilot.click(chips, offset=(lines[y].index(text) + 1 + chips.styles.padding.left, y))
    await pilot.pause()


@pytest.mark.slow
async def test_filters_and_orders_are_keys_and_chips(demo_store: Path) -> None:
    async with opened(demo_store, "visits", (200, 60)) as (app, pilot):
        pane = app.screen.query_one(VisitsPane)
        for key, chip, name in (
            ("s", "by title", "items"),
            ("S", "cities by field", "cities"),
            ("o", "wished, not taken", "shown"),
        ):
            before = getattr(pane._filter, name)
            await pilot.press(key)
            await pilot.pause()
            first = getattr(pane._filter, name)
            assert first != before
            await click_chip(app, pilot, chip)
            assert getattr(pane._filter, name) not in (before, first)
        await click_chip(app, pilot, "turn")
        assert matrix_of(app).cursor_key in programme_of(app).delegations


async def test_only_delegations_of_one_field_can_be_shown(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("c")
        await choose(app, pilot, "Media")
        assert "Tbil" in text_of(matrix_of(app)).splitlines()[0]
        assert app.screen.query_one(VisitsPane)._filter.field_id is not None
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(VisitsPane)._filter.field_id is None


async def test_a_click_on_the_head_of_the_items_orders_them(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        matrix = matrix_of(app)
        before = matrix.keys
        await pilot.click(matrix, offset=(8, 0))
        await until(pilot, lambda: matrix.keys != before)
        column = matrix.row_width + matrix.column_width + 1
        await pilot.click(matrix, offset=(column, 0))
        await until(pilot, lambda: matrix._column == 1)


@pytest.mark.slow
async def test_a_double_click_on_a_title_opens_one_form(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.click(matrix_of(app), offset=(8, 3), times=2)
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "visits")
        await pilot.pause()
        assert getattr(app.screen, "ROOM", "") == "visits"


async def test_totals_stand_below_the_names_and_follow_the_plan(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        matrix, hamar = matrix_of(app), city(programme_of(app), "Hamar")
        talk = item(programme_of(app), "Talk: Moss as a medium", 24)
        assert app.screen.query_one(VisitsPane)._sheet is not None
        before = text_of(matrix).splitlines()[1].split()[-6]
        await go_to(app, pilot, talk, hamar)
        await pilot.press("space")
        await until(pilot, lambda: takes_part(programme_of(app), talk, hamar))
        after = text_of(matrix).splitlines()[1].split()[-6]
        assert int(after.split("☆")[0]) == int(before.split("☆")[0]) + 1


# -- meetings -----------------------------------------------------------------------------


def list_of(app: PlannerApp, name: str = "meetings") -> TableList:
    return app.screen.query_one(f"#{name}", TableList)


@pytest.mark.slow
async def test_m_shows_the_meetings_and_what_is_asked_for(demo_store: Path) -> None:
    async with opened(demo_store, "visits", (200, 60)) as (app, pilot):
        await pilot.press("m")
        await pilot.pause()
        text = text_of(list_of(app))
        assert "Viborg: Frida Tænkeby" in text
        assert "Table 3" in text
        waiting = text_of(list_of(app, "requests"))
        assert "Not yet met (6)" in waiting
        assert "Met (7)" in waiting
        await pilot.press("m")
        await until(pilot, lambda: app.focused is matrix_of(app))


async def test_a_meeting_moves_is_confirmed_and_finds_its_next_free_slot(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m")
        meeting = next(a for a in meetings(programme_of(app)) if "Frida" in a.title)
        list_of(app).select(meeting.id)

        def now() -> Activity:
            return programme_of(app).activities[meeting.id]

        await pilot.press("J")
        await until(pilot, lambda: now().start == thu("15:20"))
        await pilot.press("c")
        await until(pilot, lambda: now().status is ActivityStatus.CONFIRMED)
        assert app.state is not None
        assert meeting.id in app.state.marks
        await pilot.press("s")
        await until(pilot, lambda: now().start != thu("15:20"))
        assert meeting.id not in app.state.marks
        assert list_of(app).cursor_key == meeting.id


@pytest.mark.slow
async def test_a_meeting_is_made_from_a_host_a_guest_and_a_slot(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        before = {a.id for a in meetings(programme_of(app))}
        await pilot.press("m", "n")
        await choose(app, pilot, "Verre et")
        await choose(app, pilot, "Léonie")
        await choose(app, pilot, "Thu 24 Oct 09:30")
        await until(pilot, lambda: len(meetings(programme_of(app))) == len(before) + 1)
        (made,) = (a for a in meetings(programme_of(app)) if a.id not in before)
        assert made.title == "1:1 Léonie Fictive – Verre et Données (fictional)"
        assert (made.start, made.minutes, made.language) == (thu("09:30"), 20, "fr")
        await until(pilot, lambda: list_of(app).cursor_key == made.id)
        assert app.state is not None
        assert {c.rule for c in app.state.by_activity[made.id]} == {"host-unconfirmed"}


async def test_enter_on_a_request_makes_the_meeting_that_meets_it(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m")
        waiting = next(r for r in requests(programme_of(app)) if "French" in (r.wish.note or ""))
        list_of(app, "requests").focus()
        list_of(app, "requests").select(waiting.wish.id)
        await pilot.press("enter")
        await choose(app, pilot, "Aurèle")
        await choose(app, pilot, "tray")

        def met() -> bool:
            found = requests(programme_of(app))
            return any(r.wish.id == waiting.wish.id and r.meeting for r in found)

        await until(pilot, met)
        made = programme_of(app).unplaced
        assert any("Aurèle" in a.title for a in made)


@pytest.mark.slow
async def test_a_request_is_made_and_removed_in_the_room(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m")
        before = {r.wish.id for r in requests(programme_of(app))}
        list_of(app, "requests").focus()
        await pilot.press("n")
        await choose(app, pilot, "Hamar")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press(*"Pollen")
        await pilot.pause()
        await pilot.press("enter", "ctrl+s")
        await until(pilot, lambda: len(requests(programme_of(app))) == len(before) + 1)
        (made,) = (r for r in requests(programme_of(app)) if r.wish.id not in before)
        assert made.meeting is None
        list_of(app, "requests").select(made.wish.id)
        await pilot.press("d")
        await until(pilot, lambda: bool(app.screen.query("#yes")))
        await pilot.click("#yes")
        await until(pilot, lambda: len(requests(programme_of(app))) == len(before))


async def test_a_request_that_is_met_leads_to_its_meeting(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m")
        met = next(r for r in requests(programme_of(app)) if r.meeting is not None)
        assert met.meeting is not None
        list_of(app, "requests").focus()
        list_of(app, "requests").select(met.wish.id)
        await pilot.press("enter")
        await until(pilot, lambda: list_of(app).cursor_key == (met.meeting and met.meeting.id))
        assert app.focused is list_of(app)
