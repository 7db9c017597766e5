"""The Conflicts room."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.widgets import Input, OptionList

from models.words import Kind
from planner.conflicts import Conflict, Severity
from planner.edits import editions
from planner.edits.activities import shift
from planner.edits.core import add
from planner.entities import Activity
from planner.phrases import Phrase
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.conflict_rows import RULE_NAMES, ConflictFilter, concerns, listed, whom
from screens.conflicts import ALT
from screens.dialogs import Ask, Pick
from screens.state import State
from screens.widgets.chips import Chips
from screens.widgets.line_list import LineList
from tests.build import EDITION, Build, thu
from tests.screens.drive import Driver, messages, opened, screen_text, text_of, until

HOSTILE = "[/] [@click=app.quit]Dr [Lee]"


def conflicts_of(app: PlannerApp) -> LineList:
    return app.screen.query_one("#conflict-list", LineList)


def remedies_of(app: PlannerApp) -> LineList:
    return app.screen.query_one("#remedy-lines", LineList)


def state_of(app: PlannerApp) -> State:
    assert app.state is not None
    return app.state


def find(app: PlannerApp, rule: str) -> Conflict:
    return next(c for c in state_of(app).conflicts if c.rule == rule)


async def go_to(app: PlannerApp, pilot: Driver, rule: str) -> Conflict:
    """Put the cursor on the first conflict of a rule."""
    conflict = find(app, rule)
    assert conflicts_of(app).select(conflict.key)
    await pilot.pause()
    return conflict


def gone(app: PlannerApp, conflict: Conflict) -> Callable[[], bool]:
    return lambda: conflict.key not in {c.key for c in state_of(app).conflicts}


async def test_the_worst_stand_first_under_their_headings(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts", (200, 60)) as (app, _pilot):
        text = text_of(conflicts_of(app))
        places = [text.index(heading) for heading in ("Blocking (", "Warnings (", "To check (")]
        assert places == sorted(places)
        assert "Enghien-les-Bains arrives on Tue 22 Oct at 19:20" in text


async def test_every_rule_has_a_name_of_its_own() -> None:
    from planner.checks import engine
    from planner.checks.rule import AGENDA_RULES, RULES

    assert engine.MODULES
    names = {r.name for r in RULES} | {r.name for r in AGENDA_RULES}
    assert names <= RULE_NAMES.keys()
    assert len(set(RULE_NAMES.values())) == len(RULE_NAMES)


async def test_the_details_show_all_activities_with_times_and_places(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        await go_to(app, pilot, "gap-too-short")
        text = text_of(app.screen.query_one("#conflict-details"))
        assert "Open labs: half an hour a machine" in text
        assert "Sat 26 Oct 14:15 – 15:20 (65 min)" in text
        assert "Le Pavillon" in text


async def test_remedies_are_tried_and_numbered(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        await go_to(app, pilot, "gap-too-short")
        await until(pilot, lambda: len(remedies_of(app).keys) == 4, "four remedies")
        count = len(state_of(app).open_conflicts)
        assert f"conflicts {count} → {count - 1}" in text_of(remedies_of(app))


async def test_in_plain_terminals_alt_and_a_number_works_as_well(demo_store: Path) -> None:
    parser = XTermParser()
    for number in range(1, 10):
        (event,) = (e for e in parser.feed(f"\x1b{number}") if isinstance(e, Key))
        assert event.key == ALT[number]
    async with opened(demo_store, "conflicts") as (app, pilot):
        conflict = await go_to(app, pilot, "gap-too-short")
        await until(pilot, lambda: len(remedies_of(app).keys) == 4, "four remedies")
        await pilot.press(ALT[3])
        await until(pilot, gone(app, conflict), "the conflict is gone")


async def test_alt_and_a_number_carries_a_remedy_out_and_u_takes_it_back(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        conflict = await go_to(app, pilot, "gap-too-short")
        await until(pilot, lambda: len(remedies_of(app).keys) == 4, "four remedies")
        await pilot.press("alt+2")
        await until(pilot, gone(app, conflict), "the conflict is gone")
        assert any("u takes it back" in text for text in messages(app))
        assert app.focused is conflicts_of(app)
        await pilot.press("u")
        await until(pilot, lambda: not gone(app, conflict)())


@pytest.mark.slow
async def test_a_click_on_a_remedy_carries_it_out(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        conflict = await go_to(app, pilot, "round-table-over")
        await until(pilot, lambda: len(remedies_of(app).keys) == 1, "a remedy")
        await pilot.click(remedies_of(app), offset=(5, 0))
        await until(pilot, gone(app, conflict), "the conflict is gone")


async def test_enter_on_a_remedy_carries_it_out(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        conflict = await go_to(app, pilot, "over-capacity")
        await until(pilot, lambda: len(remedies_of(app).keys) == 3, "remedies")
        await pilot.press("tab", "down", "enter")
        await until(pilot, gone(app, conflict), "the conflict is gone")


async def test_where_no_remedy_is_known_it_says_what_can_be_done(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        await go_to(app, pilot, "opening-hours-unknown")
        await until(pilot, lambda: "No one-key remedy" in text_of(remedies_of(app)))


@pytest.mark.slow
async def test_a_number_without_a_remedy_says_so(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        await go_to(app, pilot, "opening-hours-unknown")
        before = state_of(app)
        await pilot.press("alt+9")
        await until(pilot, lambda: any("no remedy of the number 9" in m for m in messages(app)))
        assert app.state is before


async def test_y_accepts_with_a_note_and_y_again_takes_it_back(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts", (160, 60)) as (app, pilot):
        conflict = await go_to(app, pilot, "over-capacity")
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        app.screen.query_one(Input).value = HOSTILE
        await pilot.press("enter")
        await until(pilot, lambda: conflict not in state_of(app).open_conflicts)
        conflicts_of(app).select(conflict.key)
        await pilot.pause()
        assert "Accepted (1)" in text_of(conflicts_of(app))
        assert f"anna: {HOSTILE}" in text_of(conflicts_of(app))
        details = app.screen.query_one("#conflict-details")
        assert HOSTILE in " ".join(text_of(details).split())
        await pilot.press("y")
        await until(pilot, lambda: conflict in state_of(app).open_conflicts)


async def test_an_accepted_conflict_returns_when_its_facts_change(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        conflict = await go_to(app, pilot, "gap-too-short")
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        app.screen.query_one(Input).value = "They run"
        await pilot.press("enter")
        await until(pilot, lambda: conflict not in state_of(app).open_conflicts)
        later = conflict.activities[0]
        app.perform(lambda p: shift(p, later, 2))
        await until(
            pilot,
            lambda: conflict.key in {c.key for c in state_of(app).open_conflicts},
            "it is back",
        )


async def test_enter_shows_the_first_activity_on_the_board(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        conflict = await go_to(app, pilot, "gap-too-short")
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "board")
        assert app.selected == conflict.activities[0]
        assert app.day == thu("10:00").date().replace(day=26)


async def test_n_and_capital_n_go_to_the_next_and_the_previous_conflict(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        first = conflicts_of(app).cursor_key
        await pilot.press("n")
        second = conflicts_of(app).cursor_key
        assert second not in (None, first)
        await pilot.press("n", "N", "N")
        assert conflicts_of(app).cursor_key == first


async def test_severities_are_shown_and_hidden_by_key_and_by_click(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        counts = state_of(app).counts
        await pilot.press("t")
        await pilot.pause()
        shown = counts[Severity.BLOCKING] + counts[Severity.WARNING]
        assert len(conflicts_of(app).keys) == shown
        await pilot.press("b")
        await pilot.pause()
        assert len(conflicts_of(app).keys) == counts[Severity.WARNING]
        chips = app.screen.query_one("#chips", Chips)
        await pilot.click(chips, offset=(4, 0))
        await until(pilot, lambda: len(conflicts_of(app).keys) == shown)


@pytest.mark.slow
async def test_filters_by_rule_delegation_and_words(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        for key, words, expected in (
            ("r", "gap too short", {"gap-too-short"}),
            ("g", "Enghien-les-Bains", {"before-arrival", "over-capacity", "round-table-over"}),
        ):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, Pick))
            dialog = app.screen
            dialog.query_one(Input).value = words
            options = dialog.query_one(OptionList)
            await until(pilot, lambda: options.option_count == 1)  # noqa: B023 - awaited at once
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is not dialog)  # noqa: B023 - awaited at once
            rules = {k.partition("|")[0] for k in conflicts_of(app).keys}
            assert rules == expected
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("f", *"brasserie", "enter")
        await until(pilot, lambda: len(conflicts_of(app).keys) < 5)
        rules = {k.partition("|")[0] for k in conflicts_of(app).keys}
        assert "outside-opening-hours" in rules


async def test_a_filter_that_lets_nothing_through_says_so(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        await pilot.press("f", *"zzzz", "enter")
        await until(pilot, lambda: conflicts_of(app).keys == ())
        assert "escape shows all" in text_of(conflicts_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(conflicts_of(app).keys) == len(state_of(app).conflicts))


async def test_an_edition_without_conflicts_says_what_was_looked_at(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "plan.db")
    workspace.create(editions.create(EDITION))
    workspace.close()
    async with opened(tmp_path / "plan.db", "conflicts") as (app, pilot):
        assert "No conflicts. Looked at 0 activities" in screen_text(app)
        await pilot.press("y", "enter", "e", "alt+1", "n", "N", "b", "v")
        await pilot.pause()
        assert "No conflicts." in screen_text(app)


async def test_the_cursor_stays_when_another_conflict_goes(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        conflict = await go_to(app, pilot, "language-not-shared")
        other = find(app, "gap-too-short")
        app.perform(lambda p: shift(p, other.activities[1], 30))
        await until(pilot, gone(app, other))
        assert conflicts_of(app).cursor_key == conflict.key


@pytest.mark.slow
async def test_hostile_titles_are_shown_as_they_are(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts", (200, 60)) as (app, pilot):
        edition = state_of(app).programme.edition.id
        row = Activity("x", edition, Kind.MEETING, HOSTILE, thu("03:00"))
        app.perform(lambda p: add(p, row))
        await until(pilot, lambda: any("|x" in k for k in conflicts_of(app).keys))
        conflicts_of(app).select(next(k for k in conflicts_of(app).keys if "|x" in k))
        await pilot.pause()
        assert HOSTILE in text_of(conflicts_of(app))
        details = app.screen.query_one("#conflict-details")
        assert HOSTILE in " ".join(text_of(details).split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_list_details_and_remedies_are_in_view_in_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "conflicts", size) as (app, pilot):
        await go_to(app, pilot, "gap-too-short")
        await until(pilot, lambda: len(remedies_of(app).keys) == 4)
        text = screen_text(app)
        for piece in ("min short", "Sat 26 Oct 14:15 – 15:20", "5 min later"):
            assert piece in text


# -- what is listed -----------------------------------------------------------------------


def test_a_conflict_concerns_its_people_and_those_who_take_part() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen", heads=3), plan.delegation("Hamar", heads=3)
    anna = plan.delegate(caen, "Anna")
    visit = plan.visit("Visit", thu("10:00"), 60, None, hamar)
    programme = plan.programme()
    own = Conflict("r", Severity.WARNING, plan_phrase(), anna.id, people=(anna.id,))
    of_activity = Conflict("r", Severity.WARNING, plan_phrase(), visit.id, (visit.id,))
    assert [concerns(programme, own, d.id) for d in (caen, hamar)] == [True, False]
    assert [concerns(programme, of_activity, d.id) for d in (caen, hamar)] == [False, True]
    assert (whom(programme, own), whom(programme, of_activity)) == (("Anna",), ("Hamar",))


def test_the_same_conflict_twice_keeps_rows_apart() -> None:
    programme = Build().programme()
    twins = tuple(
        Conflict("r", Severity.WARNING, plan_phrase(), "s", fact=fact) for fact in ("a", "b")
    )
    found = listed(State(programme, twins), ConflictFilter())
    assert len({each.key for each in found}) == 2


def plan_phrase() -> Phrase:
    return Phrase("Something is wrong")


@pytest.mark.parametrize("key", ["enter", "e"])
async def test_a_conflict_without_an_activity_says_so(demo_store: Path, key: str) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        conflict = next(c for c in state_of(app).conflicts if not c.activities)
        conflicts_of(app).select(conflict.key)
        await pilot.press(key)
        said = "This conflict is about no single activity."
        await until(pilot, lambda: said in messages(app))
