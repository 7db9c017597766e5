"""Who takes part in an activity: the draft, and the dialog around it."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.demo import demo_id
from planner.entities import Activity, Delegate, Delegation, Participation
from planner.programme import Programme
from screens.app import PlannerApp
from screens.dialogs import Confirm
from screens.people_dialog import PeopleDialog, PeopleList, SearchInput
from screens.people_draft import Draft
from screens.people_rows import People, layout, load_text
from screens.widgets.action_line import ActionLine
from tests.build import Build, fri, wed
from tests.screens.drive import Driver, opened, screen_text, text_of, until

# -- the draft ----------------------------------------------------------------------------


@dataclass
class Visit:
    """Hamar (A and B by name) and Caen, and a visit on which nobody is so far."""

    plan: Build
    hamar: Delegation
    a: Delegate
    b: Delegate
    caen: Delegation
    activity: Activity

    @property
    def draft(self) -> Draft:
        return Draft(self.plan.programme(), self.activity)


@pytest.fixture
def visit() -> Visit:
    plan = Build()
    hamar, caen = plan.delegation("Hamar", heads=2), plan.delegation("Caen", heads=4)
    a, b = plan.delegate(hamar, "A"), plan.delegate(hamar, "B", position=1)
    return Visit(plan, hamar, a, b, caen, plan.visit("Fog", fri("14:00"), 60))


def who(draft: Draft) -> dict[str, Role]:
    """Who takes part by the name in the id, and how."""
    people = {
        row.delegation_id or row.delegate_id or row.host_id or "": row.role for row in draft.result
    }
    return {person.partition("-")[2]: role for person, role in people.items()}


def test_a_delegation_is_put_on_and_taken_off(visit: Visit) -> None:
    draft = visit.draft
    draft.toggle(visit.hamar.id)
    assert who(draft) == {"hamar": Role.ATTENDS}
    draft.toggle(visit.hamar.id)
    assert not draft.is_changed


def test_the_whole_delegation_takes_the_place_of_its_names(visit: Visit) -> None:
    draft = visit.draft
    draft.toggle(visit.a.id)
    draft.toggle(visit.hamar.id)
    assert who(draft) == {"hamar": Role.ATTENDS}


def test_one_of_a_whole_delegation_is_taken_out_by_naming_the_others(visit: Visit) -> None:
    draft = visit.draft
    draft.toggle(visit.hamar.id)
    draft.toggle(visit.a.id)
    assert who(draft) == {"b": Role.ATTENDS}


def test_nobody_can_be_taken_out_while_some_have_no_name(visit: Visit) -> None:
    visit.plan.change(visit.hamar, head_count=5)
    draft = visit.draft
    draft.toggle(visit.hamar.id)
    draft.toggle(visit.a.id)
    assert who(draft) == {"hamar": Role.ATTENDS}
    assert draft.note is not None


def test_roles_follow_one_another(visit: Visit) -> None:
    draft = visit.draft
    draft.toggle(visit.hamar.id)
    roles: list[Role] = []
    for _turn in range(5):
        draft.turn_role(visit.hamar.id)
        roles += who(draft).values()
    assert roles == [Role.SPEAKS, Role.MODERATES, Role.INTERPRETS, Role.HOSTS, Role.ATTENDS]


def test_a_member_of_a_delegation_that_attends_can_speak(visit: Visit) -> None:
    draft = visit.draft
    draft.toggle(visit.hamar.id)
    draft.turn_role(visit.a.id)
    assert who(draft) == {"hamar": Role.ATTENDS, "a": Role.SPEAKS}


@pytest.mark.parametrize(("typed", "kept"), [(1, 1), (2, None), (9, None), (0, None)])
def test_as_many_heads_as_there_are_is_all_of_it(
    visit: Visit, typed: int, kept: int | None
) -> None:
    draft = visit.draft
    draft.set_heads(visit.hamar.id, typed)
    assert [row.heads for row in draft.result] == [kept]


def test_a_delegate_has_no_number_of_heads(visit: Visit) -> None:
    draft = visit.draft
    draft.set_heads(visit.a.id, 2)
    assert draft.result == []
    assert draft.note is not None


def test_a_host_says_yes_then_no_then_has_not_been_asked(visit: Visit) -> None:
    host = visit.plan.host()
    draft = visit.draft
    draft.toggle(host.id)
    answers = []
    for _turn in range(3):
        draft.turn_answer(host.id)
        answers += [row.confirmed for row in draft.result]
    assert answers == [True, False, None]


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        (HostKind.INSTITUTION, Role.HOSTS),
        (HostKind.ACTOR, Role.HOSTS),
        (HostKind.MODERATOR, Role.MODERATES),
        (HostKind.INTERPRETER, Role.INTERPRETS),
    ],
    ids=str,
)
def test_a_host_does_what_their_trade_is(visit: Visit, kind: HostKind, role: Role) -> None:
    host = visit.plan.host("Sacha", kind)
    draft = visit.draft
    draft.toggle(host.id)
    assert who(draft) == {"sacha": role}


def test_at_an_intervention_one_comes_to_speak_and_a_name_replaces_the_delegation() -> None:
    plan = Build()
    hamar = plan.delegation("Hamar", heads=5)
    a = plan.delegate(hamar, "A")
    table = plan.round_table("Table", fri("14:00"), 60, None, hamar)
    draft = Draft(plan.programme(), plan.part(table, 10))
    draft.toggle(hamar.id)
    assert who(draft) == {"hamar": Role.SPEAKS}
    draft.toggle(a.id)
    assert who(draft) == {"a": Role.SPEAKS}


def on_tour() -> tuple[Build, Activity, Delegation, Delegation]:
    """A stop of a tour with Hamar, Caen and two guests on board, in a coach of ten."""
    plan = Build()
    hamar, caen = plan.delegation("Hamar", heads=3), plan.delegation("Caen", heads=4)
    tour = plan.tour("East", plan.vehicle(seats=10), hamar, caen)
    plan.boards(tour, "Press", heads=2)
    stop = plan.stop("A6K", wed("10:00"), 60, None, tour_day_id=plan.tour_day(tour, 23))
    return plan, stop, hamar, caen


def test_everybody_on_board_attends_until_somebody_is_named() -> None:
    plan, stop, hamar, _caen = on_tour()
    draft = Draft(plan.programme(), stop)
    assert draft.inherits
    assert draft.stands_in(hamar.id)
    assert draft.heads() == (9, True)


def test_taking_one_off_names_the_others() -> None:
    plan, stop, hamar, _caen = on_tour()
    draft = Draft(plan.programme(), stop)
    draft.toggle(hamar.id)
    assert who(draft) == {"caen": Role.ATTENDS}
    assert not draft.inherits
    assert "Guests" in str(draft.note)


def test_one_more_joins_those_on_board() -> None:
    plan, stop, *_others = on_tour()
    viborg = plan.delegation("Viborg")
    draft = Draft(plan.programme(), stop)
    draft.toggle(viborg.id)
    assert set(who(draft)) == {"hamar", "caen", "viborg"}


def test_everybody_on_board_is_one_key_away() -> None:
    plan, stop, hamar, _caen = on_tour()
    host = plan.host()
    draft = Draft(plan.programme(), stop)
    draft.toggle(host.id)
    draft.toggle(hamar.id)
    draft.inherit()
    assert who(draft) == {"trakk": Role.HOSTS}
    assert draft.heads() == (9, True)


def test_a_host_changes_nothing_about_who_attends() -> None:
    plan, stop, *_others = on_tour()
    host = plan.host()
    draft = Draft(plan.programme(), stop)
    draft.toggle(host.id)
    assert draft.inherits


def test_too_many_for_the_places_is_said() -> None:
    plan, stop, *_others = on_tour()
    stop = plan.change(stop, capacity=8)
    text, over = load_text(Draft(plan.programme(), stop))
    assert over
    assert text == "9 people · 8 places · 10 seats in Coach 1"


def test_two_roles_of_one_person_are_two_lines(visit: Visit) -> None:
    host = visit.plan.host("Sacha", HostKind.MODERATOR)
    for role in (Role.MODERATES, Role.INTERPRETS):
        visit.plan.joins(visit.activity, host, role)
    draft = visit.draft
    keys = [row.key for row in People(draft, layout()).rows("sacha") if not row.is_heading]
    assert keys == [host.id, f"{host.id}#2"]
    draft.toggle(keys[1])
    assert len(draft.result) == 1


def test_what_a_declined_delegation_had_is_kept(visit: Visit) -> None:
    row = visit.plan.joins(visit.activity, visit.hamar)
    visit.plan.change(visit.hamar, status=DelegationStatus.DECLINED)
    draft = visit.draft
    draft.toggle(visit.caen.id)
    assert row in draft.result


def test_the_search_finds_delegates_by_their_delegation(visit: Visit) -> None:
    rows = People(visit.draft, layout()).rows("HAMAR")
    assert [r.key for r in rows if not r.is_heading] == [visit.hamar.id, visit.a.id, visit.b.id]


# -- the dialog ---------------------------------------------------------------------------

SIZES = [(80, 24), (120, 40), (200, 60)]


def programme_of(app: PlannerApp) -> Programme:
    assert app.state is not None
    return app.state.programme


async def asked(app: PlannerApp, pilot: Driver, activity: Activity) -> list[object]:
    """The dialog in view; what it is dismissed with comes into the list."""
    answers: list[object] = []
    await app.push_screen(PeopleDialog(programme_of(app), activity), answers.append)
    await until(pilot, lambda: isinstance(app.screen, PeopleDialog))
    return answers


def some_activity(app: PlannerApp, kind: Kind) -> Activity:
    found = (a for a in programme_of(app).activities.values() if a.kind is kind and a.start)
    return min(found, key=lambda a: a.id)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_space_and_ctrl_s_keep_who_takes_part(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, size=size) as (app, pilot):
        activity = some_activity(app, Kind.VISIT)
        answers = await asked(app, pilot, activity)
        people = app.screen.query_one(PeopleList)
        before = programme_of(app).participations_of.get(activity.id, ())
        key = people.cursor_key
        await pilot.press("space")
        await until(pilot, lambda: app.screen.query_one(PeopleList).cursor_key == key)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: answers)
        (kept,) = answers
        assert isinstance(kept, list)
        assert all(isinstance(row, Participation) for row in kept)
        assert set(kept) != set(before)


async def test_capital_a_and_its_click_are_about_everybody(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = programme_of(app)
        await asked(app, pilot, before.activities[demo_id("activity", "sun-brunch")])
        assert isinstance(app.screen, PeopleDialog)
        draft = app.screen.draft
        gone = {demo_id("delegation", name) for name in ("tbilisi", "novi-sad")}
        everybody = {d.id for d in before.active_delegations} - gone
        await pilot.press("A")
        assert not draft.rows
        line = app.screen.query_one(ActionLine)
        await pilot.click(line, offset=(text_of(line).index("everybody"), 0))
        await until(pilot, lambda: set(draft.rows) == everybody)
        assert "2 delegations are not here" in screen_text(app)


async def test_nothing_changed_is_nothing_kept(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        answers = await asked(app, pilot, some_activity(app, Kind.VISIT))
        await pilot.press("space", "space", "ctrl+s")
        await until(pilot, lambda: answers)
        assert answers == [None]


@pytest.mark.slow
async def test_escape_asks_before_changes_are_lost(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        answers = await asked(app, pilot, some_activity(app, Kind.VISIT))
        await pilot.press("space", "escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PeopleDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.click("#yes")
        await until(pilot, lambda: answers)
        assert answers == [None]


async def test_escape_closes_at_once_when_nothing_changed(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        answers = await asked(app, pilot, some_activity(app, Kind.VISIT))
        await pilot.press("escape")
        await until(pilot, lambda: answers)
        assert answers == [None]


async def test_busy_people_are_said_to_be_busy_with_what(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        stop = programme_of(app).activities[demo_id("activity", "a-a6k")]
        await asked(app, pilot, stop)
        lines = text_of(app.screen.query_one(PeopleList)).splitlines()
        hamar = next(line for line in lines if "Hamar" in line)
        assert "busy: Coach B" in hamar
        assert "Everybody on board attends" in screen_text(app)
        assert "19 people · 50 seats in Coach A" in screen_text(app)


async def test_searching_narrows_the_list_and_escape_shows_all_again(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await asked(app, pilot, some_activity(app, Kind.VISIT))
        await pilot.press("slash", *"nino")
        people = app.screen.query_one(PeopleList)
        await until(pilot, lambda: "Caen" not in text_of(people))
        assert "ნინო მაგალითაძე" in text_of(people)
        await pilot.press("escape")
        await until(pilot, lambda: "გიორგი ნიმუშაშვილი" in text_of(people))
        assert not app.screen.query_one(SearchInput).value
        assert isinstance(app.screen, PeopleDialog)


async def test_digits_in_a_row_are_one_number(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        activity = some_activity(app, Kind.VISIT)
        await asked(app, pilot, activity)
        screen = app.screen
        assert isinstance(screen, PeopleDialog)
        await pilot.press("0", "2")
        caen = demo_id("delegation", "caen")
        await until(pilot, lambda: caen in screen.draft.rows)
        assert screen.draft.rows[caen].heads == 2


async def test_a_click_on_the_mark_is_as_good_as_space(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await asked(app, pilot, some_activity(app, Kind.VISIT))
        screen = app.screen
        assert isinstance(screen, PeopleDialog)
        caen = demo_id("delegation", "caen")
        was = caen in screen.draft.rows
        await pilot.click(PeopleList, offset=(1, 2))
        await until(pilot, lambda: (caen in screen.draft.rows) is not was)


async def test_text_of_users_is_shown_as_it_is(demo_store: Path) -> None:
    async with opened(demo_store, size=(200, 60)) as (app, pilot):
        activity = some_activity(app, Kind.VISIT)
        await asked(app, pilot, replace(activity, title="[b]x[/] [@click=quit]"))
        assert "[b]x[/] [@click=quit]" in screen_text(app)
