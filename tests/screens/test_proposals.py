"""Proposals: a solver in the background, the review of what it says, and applying it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from planner.edits.activities import shift
from planner.edits.core import change
from planner.programme import Programme
from planner.propose import kinds
from planner.propose.proposal import Keep
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Ask, Confirm
from screens.few_colours import contrast
from screens.proposal_job import jobs_of
from screens.proposal_run import ProposalRun
from screens.proposals import ProposalsScreen
from screens.proposals_dialog import Several
from screens.proposals_review import BESIDE, BOARD, CHANGES, LEFT, OTHERS, SCORES
from screens.widgets.chips import Chips
from screens.widgets.line_list import LineList
from screens.widgets.list_tabs import ListTabs
from screens.widgets.timeline import Timeline
from tests.marks import slow_from
from tests.screens import proposer
from tests.screens.drive import Driver, messages, opened, pick, press, screen_text, text_of, until
from tests.screens.test_colours import READABLE, colours, words

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.fixture(autouse=True)
def _moves_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind is answered by the small proposer of the tests."""
    for name, kind in kinds.KINDS.items():
        monkeypatch.setitem(kinds.KINDS, name, replace(proposer.mover(kind), loses=False))


@asynccontextmanager
async def proposals(
    store: Path, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[PlannerApp, Driver]]:
    """The app with Proposals in view, the visits chosen."""
    async with opened(store, size=size) as (app, pilot):
        await pilot.press("f9")
        await until(pilot, lambda: shown(app, "Wake tour"))
        await press(app, pilot, "down")
        assert jobs_of(app).chosen == "visits"
        yield app, pilot


@asynccontextmanager
async def reviewed(
    store: Path, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[PlannerApp, Driver]]:
    """The app with a proposal that has ended, and its preview."""
    async with proposals(store, size) as (app, pilot):
        await press(app, pilot, "enter")
        await ended(app, pilot)
        screen = screen_of(app)
        await until(pilot, lambda: screen.preview is not None)
        yield app, pilot


def screen_of(app: PlannerApp) -> ProposalsScreen:
    found = app.screen
    assert isinstance(found, ProposalsScreen)
    return found


def run_of(app: PlannerApp) -> ProposalRun:
    found = jobs_of(app).run
    assert found is not None
    return found


async def ended(app: PlannerApp, pilot: Driver) -> None:
    run = run_of(app)
    await until(pilot, lambda: not run.is_running and run.best is not None, "the solver ends")


def shown(app: PlannerApp, *texts: str) -> bool:
    text = screen_text(app).replace("\xa0", " ")
    return all(each in text for each in texts)


def sessions(app: PlannerApp) -> list[str]:
    """When the sessions begin that are moved."""
    assert app.state is not None
    return [str(a.start) for a in proposer.sessions(app.state.programme)]


def change_settings(app: PlannerApp, **values: object) -> None:
    run_of(app).values.update(values)


async def click_text(
    app: PlannerApp, pilot: Driver, selector: str, text: str, offset: int = 1
) -> None:
    """Click on a text in a widget."""
    widget = app.screen.query_one(selector)
    lines = [line.replace("\xa0", " ") for line in text_of(widget).splitlines()]
    y = next(n for n, line in enumerate(lines) if text in line)
    await pilot.click(widget, offset=(lines[y].index(text) + offset, y))


# -- before a solver starts -----------------------------------------------------------------


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_the_kinds_stand_with_what_they_are_and_what_enter_does(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with proposals(demo_store, size) as (app, _pilot):
        assert shown(
            app, "Wake tour", "KIKK visits", "1:1 meetings", "Round table", "in which order"
        )
        assert shown(app, "Propose (enter)", "nothing is changed before you have seen it")


async def test_seconds_and_what_stays_are_set_by_key(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        run = run_of(app)
        await press(app, pilot, "plus", "plus", "minus", "w")
        assert run.seconds == 30
        assert run.values["keep"] is Keep.RELEASED


async def test_seconds_and_what_stays_are_set_by_mouse(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        run = run_of(app)
        await click_text(app, pilot, "#seconds", "60 s")
        await until(pilot, lambda: run.seconds == 60)
        await click_text(app, pilot, "#keep", "nothing")
        await until(pilot, lambda: run.values.get("keep") is Keep.NOTHING)


@pytest.mark.slow
async def test_delegations_are_chosen_in_a_list(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        await click_text(app, pilot, "#others", "Delegations: all")
        await until(pilot, lambda: isinstance(app.screen, Several))
        await press(app, pilot, "space", "down", "space", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ProposalsScreen))
        assert app.state is not None
        wanted = [d.id for d in app.state.programme.active_delegations][:2]
        assert set(run_of(app).values["delegations"]) == set(wanted)
        assert shown(app, "Delegations: ")


@pytest.mark.slow
async def test_a_switch_and_a_number_are_set_from_the_list_of_settings(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        await press(app, pilot, "e", *"Ends", "enter")
        await until(pilot, lambda: run_of(app).values.get("ends") is False)
        await press(app, pilot, "e", *"Most", "enter")
        await until(pilot, lambda: app.screen.is_modal)
        await press(app, pilot, "backspace", "2", "enter")
        await until(pilot, lambda: run_of(app).values.get("most") == 2)


# -- a solver at work -----------------------------------------------------------------------


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_enter_starts_and_shows_what_is_proposed(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with reviewed(demo_store, size) as (app, _pilot):
        assert shown(app, "3 changes proposed: 100, proven best", "Apply 3 changes (a)")
        assert shown(app, "5 min later", "More time for lunch.")


@pytest.mark.slow
async def test_a_click_starts_too(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        await click_text(app, pilot, "#setup-actions", "Propose")
        await ended(app, pilot)


async def test_the_best_so_far_is_shown_while_it_works_and_stop_keeps_it(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        change_settings(app, ends=False)
        run = run_of(app)
        run.seconds = 300
        await press(app, pilot, "enter")
        await until(pilot, lambda: len(run.accepted) == 3)
        assert run.is_running
        await until(pilot, lambda: shown(app, "100 of at most 100 (gap 0 %), ", "Stop (s)"))
        assert "100 of at most 100" in app.solving
        await press(app, pilot, "s")
        await ended(app, pilot)
        assert shown(app, "Apply 3 changes")
        assert app.solving == ""


@pytest.mark.slow
async def test_it_goes_on_while_one_is_elsewhere_and_the_title_line_says_how_far(
    demo_store: Path,
) -> None:
    async with proposals(demo_store) as (app, pilot):
        change_settings(app, ends=False)
        await press(app, pilot, "enter", "1")
        await until(pilot, lambda: app.current_mode == "board")
        await until(pilot, lambda: shown(app, "KIKK visits: 100 of at most 100, "))
        jobs_of(app).stop(run_of(app))
        await ended(app, pilot)
        await until(pilot, lambda: "3 changes proposed" in str(messages(app)))
        await press(app, pilot, "f9")
        await until(pilot, lambda: shown(app, "Apply 3 changes (a)"))


async def test_only_one_of_a_kind_runs_but_two_kinds_do(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        jobs = jobs_of(app)
        for name in ("visits", "meetings"):
            jobs.chosen = name
            change_settings(app, ends=False)
            assert app.state is not None
            jobs.start(jobs.runs[name], app.state.programme)
            jobs.start(jobs.runs[name], app.state.programme)
        assert [run.kind.name for run in jobs.running] == ["visits", "meetings"]
        for run in jobs.running:
            jobs.stop(run)
        await until(pilot, lambda: not jobs.running)


async def test_bad_input_is_said_and_nothing_is_there_to_apply(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        change_settings(app, fails=True)
        await press(app, pilot, "enter")
        await until(pilot, lambda: shown(app, "No delegation wishes anything. Add wishes first."))
        assert not shown(app, "Apply")
        await press(app, pilot, "escape")
        await until(pilot, lambda: shown(app, "no proposal"))


async def test_pins_that_cannot_hold_are_said(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        change_settings(app, sticks=True)
        await press(app, pilot, "enter")
        await ended(app, pilot)
        assert shown(app, "No plan: what is pinned cannot all hold.")


async def test_leaving_the_app_while_a_solver_runs_leaves_no_process(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        change_settings(app, ends=False)
        run_of(app).seconds = 300
        await press(app, pilot, "enter")
        await until(pilot, lambda: run_of(app).best is not None)


# -- reviewing ------------------------------------------------------------------------------


@pytest.mark.slow
async def test_space_rejects_an_item_with_those_that_need_it(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        await press(app, pilot, "space")
        assert len(run_of(app).accepted) == 1
        assert shown(app, "Apply 1 of 3 changes (a)")
        await press(app, pilot, "down", "space")
        assert len(run_of(app).accepted) == 3


@pytest.mark.slow
async def test_m_accepts_nothing_then_everything(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        await press(app, pilot, "m")
        assert not run_of(app).accepted
        await press(app, pilot, "m")
        assert len(run_of(app).accepted) == 3


@pytest.mark.slow
async def test_a_click_on_a_mark_and_a_double_click_on_a_line_turn_it(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        await click_text(app, pilot, "#items", "☑", offset=0)
        await until(pilot, lambda: len(run_of(app).accepted) == 1)
        lines = app.screen.query_one("#items", LineList)
        await pilot.click(lines, offset=(12, 0), times=2)
        await until(pilot, lambda: len(run_of(app).accepted) == 2)


async def test_where_an_item_comes_from_and_goes_to_stands_beside_it(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        await until(pilot, lambda: shown(app, "Thu 24 Oct 10:00–12:00", "→ Thu 24 Oct 10:05–12:05"))


@pytest.mark.slow
async def test_what_the_accepted_part_does_to_the_conflicts_is_told(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        await until(pilot, lambda: shown(app, "⇅ 3 changes", "Conflicts:"))
        await press(app, pilot, "m")
        await until(pilot, lambda: shown(app, "⇅ 0 of 3 changes", "none more"))


@pytest.mark.slow
@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_every_part_can_be_reached_by_key(demo_store: Path, size: tuple[int, int]) -> None:
    async with reviewed(demo_store, size) as (app, pilot):
        for wanted in (LEFT, SCORES, OTHERS, BOARD):
            await press(app, pilot, "right")
            assert screen_of(app).tab_shown == wanted
        await press(app, pilot, "t")
        assert screen_of(app).tab_shown == BESIDE
        await press(app, pilot, "left")
        assert screen_of(app).tab_shown == BOARD


@pytest.mark.slow
async def test_parts_are_chosen_by_mouse(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        await click_text(app, pilot, "ListTabs", "Figures")
        await until(pilot, lambda: screen_of(app).tab_shown == SCORES)
        assert shown(app, "Time for lunch", "+15")
        assert app.screen.query_one(ListTabs).current == SCORES


@pytest.mark.slow
async def test_the_board_shows_the_plan_as_it_would_be(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        screen = screen_of(app)
        await press(app, pilot, "b")
        await until(pilot, lambda: screen.is_on_board)
        timeline = app.screen.query_one(Timeline)
        assert app.state is not None
        first = proposer.sessions(app.state.programme)[0]
        assert timeline.cursor_activity == first.id
        assert screen.seen.programme.activities[first.id].start != first.start
        assert set(timeline._moving) == run_of(app).accepted
        await press(app, pilot, "space")
        await until(pilot, lambda: len(timeline._moving) == 1)
        await press(app, pilot, "enter")
        assert screen.tab_shown == CHANGES


@pytest.mark.slow
async def test_nothing_is_changed_on_that_board(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        before = app.state
        await press(app, pilot, "b", "n")
        app.screen.query_one(Timeline).post_message(Timeline.MoveRequested("x", 0))
        await until(pilot, lambda: "This is only shown" in str(messages(app)))
        assert app.state is before


@pytest.mark.slow
async def test_before_and_after_stand_side_by_side(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        screen_of(app).go_to_tab(BESIDE)
        await until(pilot, lambda: shown(app, "moved · start 10:00 → 10:05"))
        await press(app, pilot, "enter")
        await until(pilot, lambda: screen_of(app).is_on_board)


@pytest.mark.slow
async def test_another_plan_is_shown_and_can_be_applied(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        before = sessions(app)
        screen_of(app).go_to_tab(OTHERS)
        await press(app, pilot, "down", "enter")
        assert run_of(app).shown == 1
        assert shown(app, "10 min later", "Apply 1 change (a)")
        await press(app, pilot, "a")
        await until(pilot, lambda: sessions(app) != before)
        assert sessions(app)[1:] == before[1:] or sorted(sessions(app)) != sorted(before)


# -- applying -------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["a", "enter"])
async def test_what_is_accepted_is_applied_in_one_step_that_u_takes_back(
    demo_store: Path, key: str
) -> None:
    async with reviewed(demo_store) as (app, pilot):
        before, state = sessions(app), app.state
        await press(app, pilot, key)
        await until(pilot, lambda: app.state is not state)
        assert "3 changes applied" in str(messages(app))
        assert sessions(app) != before
        assert shown(app, "applied")
        await press(app, pilot, "u")
        assert sessions(app) == before
        await until(pilot, lambda: shown(app, "to review"))


@pytest.mark.slow
async def test_a_click_applies_and_only_what_is_accepted(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        before = set(sessions(app))
        await press(app, pilot, "down", "down", "space")
        await click_text(app, pilot, "#review-actions", "Apply 2 of 3")
        await until(pilot, lambda: set(sessions(app)) != before)
        assert app.workspace is not None
        assert str(app.workspace.history(1)[0].label) == "Sessions moved by 5 min"


async def test_with_nothing_accepted_it_says_what_to_do(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        await press(app, pilot, "m", "a")
        assert "space accepts an item" in str(messages(app))


@pytest.mark.slow
async def test_applying_while_it_works_takes_the_best_so_far(demo_store: Path) -> None:
    async with proposals(demo_store) as (app, pilot):
        change_settings(app, ends=False)
        before = sessions(app)
        await press(app, pilot, "enter")
        await until(pilot, lambda: len(run_of(app).accepted) == 3)
        await press(app, pilot, "a")
        await until(pilot, lambda: sessions(app) != before)
        await until(pilot, lambda: not run_of(app).is_running)


@pytest.mark.slow
async def test_a_plan_that_has_changed_is_said_and_planned_again(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        other = sessions(app)
        assert app.state is not None
        moved = proposer.sessions(app.state.programme)[0].id
        app.perform(lambda programme: shift(programme, moved, 60))
        await until(pilot, lambda: shown(app, "The plan has changed since it was made"))
        state = app.state
        await press(app, pilot, "a")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert app.state is state
        await press(app, pilot, "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ProposalsScreen))
        await ended(app, pilot)
        await until(pilot, lambda: not run_of(app).is_stale(programme_of(app)))
        assert sessions(app) != other


def programme_of(app: PlannerApp) -> Programme:
    assert app.state is not None
    return app.state.programme


@pytest.mark.slow
@pytest.mark.parametrize("by_mouse", [False, True], ids=["r", "click"])
async def test_a_relaxation_is_made_and_planned_again(demo_store: Path, by_mouse: bool) -> None:
    title = proposer.pin_first(demo_store)
    async with reviewed(demo_store) as (app, pilot):
        await press(app, pilot, "right")
        assert shown(app, f"“{title}” is pinned.", "take its pin off", "That would cost: nothing")
        assert len(run_of(app).accepted) == 2
        if by_mouse:
            await click_text(app, pilot, "#why", "does it and plans again")
        else:
            await press(app, pilot, "r")
        await until(pilot, lambda: len(run_of(app).accepted) == 3)
        await ended(app, pilot)
        assert not run_of(app).is_stale(programme_of(app))


@pytest.mark.slow
async def test_a_proposal_is_kept_until_it_is_discarded(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        await press(app, pilot, "escape", "escape")
        await until(pilot, lambda: app.current_mode == "board")
        await press(app, pilot, "f9")
        await until(pilot, lambda: shown(app, "to review", "Review (enter)"))
        await press(app, pilot, "enter", "d")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await press(app, pilot, "tab", "enter")
        await until(pilot, lambda: run_of(app).best is None)
        await until(pilot, lambda: shown(app, "Propose (enter)"))


@pytest.mark.slow
async def test_a_preview_that_comes_when_the_screen_has_gone_is_of_no_use(
    demo_store: Path,
) -> None:
    async with reviewed(demo_store) as (app, pilot):
        screen = screen_of(app)
        assert screen._previewer is not None
        with screen._previewer._one_at_a_time:  # the next one has to wait
            await press(app, pilot, "m")
            app.action_language("fr")  # every screen is made anew
            await until(pilot, lambda: not screen.is_running and app.current_mode == "proposals")
        await until(pilot, lambda: (seen := screen._preview) is not None and not seen.of.accepted)
        assert app.is_running


@pytest.mark.slow
async def test_planning_again_is_like_planning(demo_store: Path) -> None:
    async with reviewed(demo_store) as (app, pilot):
        first = run_of(app).best
        await press(app, pilot, "g")
        await until(pilot, lambda: run_of(app).best not in (None, first))


# -- from the rooms -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("room", "keys", "kind"),
    [
        ("tour", ("ctrl+g",), "tour"),
        ("visits", ("m", "ctrl+g"), "meetings"),
        pytest.param("round-table", ("ctrl+g",), "round-table", marks=pytest.mark.slow),
        pytest.param("visits", ("ctrl+g",), "visits", marks=pytest.mark.slow),
        pytest.param("visits", ("f9",), "visits", marks=pytest.mark.slow),
        pytest.param("day-of", ("f9",), "repair", marks=pytest.mark.slow),
    ],
)
async def test_a_room_asks_for_its_own_kind(
    demo_store: Path, room: str, keys: tuple[str, ...], kind: str
) -> None:
    async with opened(demo_store, room) as (app, pilot):
        await press(app, pilot, *keys)
        await until(pilot, lambda: app.current_mode == "proposals")
        assert jobs_of(app).chosen == kind
        lines = app.screen.query_one("#kinds", LineList)
        await until(pilot, lambda: lines.cursor_key == kind)
        await press(app, pilot, "escape")
        back = "board" if room == "day-of" else room
        await until(pilot, lambda: app.current_mode == back)


@pytest.mark.slow
async def test_a_repair_begins_with_what_has_happened(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kinds.KINDS, "repair", replace(kinds.KINDS["repair"], loses=True))
    async with proposals(demo_store) as (app, pilot):
        await press(app, pilot, "end", "enter")
        await pick(app, pilot, "Caen comes")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await press(app, pilot, "enter")
        await ended(app, pilot)
        (late,) = run_of(app).values["late"]
        assert late.minutes == 15
        await press(app, pilot, "escape")
        assert shown(app, "Caen comes 15 min late")


@pytest.mark.slow
async def test_every_word_of_a_review_can_be_read(demo_store: Path) -> None:
    async with reviewed(demo_store, (200, 60)) as (app, pilot):
        for tab in (CHANGES, LEFT, SCORES, OTHERS, BESIDE):
            screen_of(app).go_to_tab(tab)
            await pilot.pause()
            faint = {s.text for s, style in words(app) if contrast(*colours(style)) < READABLE}
            assert faint == set()


@pytest.mark.slow
async def test_hostile_titles_are_shown_as_they_are(demo_store: Path) -> None:
    workspace = Workspace.open(demo_store, author="anna")
    programme = workspace.enter(workspace.editions()[0].id)
    first = proposer.sessions(programme)[0]
    workspace.do(change(programme, replace(first, title="[b]x[/] {n} %s [@click=app.quit]")))
    workspace.close()
    async with reviewed(demo_store) as (app, pilot):
        await until(pilot, lambda: shown(app, "[b]x[/] {n} %s [@click=app.quit], 5 min later"))
        for tab in (OTHERS, BOARD, BESIDE):
            screen_of(app).go_to_tab(tab)
            await until(pilot, lambda: shown(app, "[b]x[/]"))


@pytest.mark.slow
async def test_the_palette_has_every_kind(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press(app, pilot, "ctrl+p")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press(*"Propose: Round")
        await until(pilot, lambda: shown(app, "Propose: Round table"))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.current_mode == "proposals")
        assert jobs_of(app).chosen == "round-table"


async def test_what_can_be_clicked_is_there_in_the_narrowest_terminal(demo_store: Path) -> None:
    async with reviewed(demo_store, (80, 24)) as (app, _pilot):
        chips = app.screen.query_one("#review-actions", Chips)
        assert chips.size.height == 1
        assert "Discard" in text_of(chips)
