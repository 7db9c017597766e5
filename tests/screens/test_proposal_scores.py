"""The scores of places in Proposals: looked at, changed, taken back, found, and used."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from planner.propose import kinds
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.cell_editor import CellEditor
from screens.proposal_job import Order, jobs_of
from screens.proposal_scores import ScoreList, ScoresDialog
from tests.marks import slow_from
from tests.screens import proposer
from tests.screens.drive import Driver, messages, opened, press, screen_text, until
from tests.screens.test_proposals import SIZES, click_text, ended, run_of, shown


@dataclass(frozen=True)
class ScoredOptions(proposer.MoverOptions):
    """What scores are changed for."""

    tours: tuple[str, ...] = ()
    scores: Mapping[str, int] = field(default_factory=dict)


@pytest.fixture(autouse=True)
def _moves_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tour is answered by the small proposer of the tests, with scores."""
    tour = kinds.KINDS["tour"]
    made = replace(
        proposer.mover(tour),
        options=f"{__name__}:ScoredOptions",
        settings=(kinds.TOURS, kinds.SCORES),
    )
    monkeypatch.setitem(kinds.KINDS, "tour", made)


@asynccontextmanager
async def setup(
    store: Path, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[PlannerApp, Driver]]:
    """The app with Proposals in view, the tour chosen and its scores known."""
    async with opened(store, size=size) as (app, pilot):
        await pilot.press("f9")
        await until(pilot, lambda: shown(app, "Scores (s)", "82 places"), "scores are worked out")
        yield app, pilot


@asynccontextmanager
async def scored(
    store: Path, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[PlannerApp, Driver]]:
    """The list of scores, opened by its key."""
    async with setup(store, size) as (app, pilot):
        await press(app, pilot, "s")
        await until(pilot, lambda: isinstance(app.screen, ScoresDialog))
        await until(pilot, lambda: shown(app, "Le Vecteur"))
        yield app, pilot


def places(app: PlannerApp) -> ScoreList:
    return app.screen.query_one(ScoreList)


def changes(app: PlannerApp) -> dict[str, int]:
    """Changed scores by the names of places."""
    assert app.state is not None
    sites = app.state.programme.sites
    return {sites[i].name: n for i, n in run_of(app).scores_wanted.items()}


async def type_score(app: PlannerApp, pilot: Driver, *keys: str) -> None:
    await press(app, pilot, keys[0])
    await until(pilot, lambda: isinstance(app.screen, CellEditor), "the score can be changed")
    await press(app, pilot, *keys[1:], "enter")
    await until(pilot, lambda: isinstance(app.screen, ScoresDialog), "the score is kept")


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_places_stand_with_their_scores_and_why(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with scored(demo_store, size) as (app, _pilot):
        assert shown(app, "Le Vecteur", "20 Media Arts: Caen", "0 scores changed", "esc done")


async def test_a_click_on_the_line_opens_the_list_and_a_click_beside_closes_it(
    demo_store: Path,
) -> None:
    async with setup(demo_store) as (app, pilot):
        await click_text(app, pilot, "#places", "82 places")
        await until(pilot, lambda: isinstance(app.screen, ScoresDialog))
        await pilot.click(offset=(0, 39))
        await until(pilot, lambda: not app.screen.is_modal)


@pytest.mark.slow
async def test_digits_change_the_score_under_the_cursor_and_go_on_to_the_next(
    demo_store: Path,
) -> None:
    async with scored(demo_store) as (app, pilot):
        await type_score(app, pilot, "4", "0")
        await type_score(app, pilot, "0")
        assert changes(app) == {"Le Vecteur": 40, "numediart - UMONS": 0}
        assert shown(app, "● Le Vecteur", "40 set by hand, 20 by itself", "not wanted, 20 by")
        assert shown(app, "2 scores changed")
        await press(app, pilot, "escape")
        await until(pilot, lambda: shown(app, "81 places, 2 changed"))


@pytest.mark.slow
async def test_enter_edits_the_score_that_is_there_and_escape_leaves_it(demo_store: Path) -> None:
    async with scored(demo_store) as (app, pilot):
        await type_score(app, pilot, "enter", "end", "1")
        assert changes(app) == {"Le Vecteur": 201}
        await press(app, pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, CellEditor))
        await press(app, pilot, "7", "escape")
        await until(pilot, lambda: isinstance(app.screen, ScoresDialog))
        assert changes(app) == {"Le Vecteur": 201}


@pytest.mark.slow
@pytest.mark.parametrize("keys", [("delete",), ("enter", "ctrl+u", "enter")], ids=["key", "empty"])
async def test_a_change_is_taken_back(demo_store: Path, keys: tuple[str, ...]) -> None:
    async with scored(demo_store) as (app, pilot):
        await type_score(app, pilot, "4", "0")
        await press(app, pilot, "up")
        for key in keys:
            await press(app, pilot, key)
        await until(pilot, lambda: not changes(app))
        await until(pilot, lambda: not shown(app, "set by hand"))


async def test_where_nothing_was_changed_nothing_is_taken_back(demo_store: Path) -> None:
    async with scored(demo_store) as (app, pilot):
        await press(app, pilot, "d")
        assert messages(app) == ["This score is the one that was worked out."]


@pytest.mark.slow
async def test_what_is_no_score_is_refused_in_its_place(demo_store: Path) -> None:
    async with scored(demo_store) as (app, pilot):
        await press(app, pilot, "1", "minus", "enter")
        await until(pilot, lambda: shown(app, "Write a whole number"))
        assert isinstance(app.screen, CellEditor)
        assert not changes(app)


@pytest.mark.slow
async def test_the_figure_that_was_worked_out_is_no_change(demo_store: Path) -> None:
    async with scored(demo_store) as (app, pilot):
        await press(app, pilot, "slash", *"atrium57", "enter")
        first = places(app).cursor_key
        await type_score(app, pilot, "9")
        assert list(run_of(app).scores_wanted) == [first]
        await press(app, pilot, "delete")
        assert not changes(app)


@pytest.mark.slow
async def test_scores_are_changed_by_mouse(demo_store: Path) -> None:
    async with scored(demo_store) as (app, pilot):
        await click_text(app, pilot, "#score-list", "20 Media")
        await until(pilot, lambda: isinstance(app.screen, CellEditor))
        await press(app, pilot, "ctrl+u", "3", "tab")
        await until(pilot, lambda: isinstance(app.screen, ScoresDialog))
        assert changes(app) == {"Le Vecteur": 3}
        await click_text(app, pilot, "ActionLine", "take it back")
        await until(pilot, lambda: not changes(app))
        await click_text(app, pilot, "ActionLine", "done")
        await until(pilot, lambda: not app.screen.is_modal)


@pytest.mark.slow
async def test_words_narrow_the_list_to_places_and_reasons(demo_store: Path) -> None:
    async with scored(demo_store) as (app, pilot):
        everything = len(places(app).keys)
        await press(app, pilot, "slash", *"trakk")
        await until(pilot, lambda: len(places(app).keys) == 1)
        await press(app, pilot, "ctrl+u", *"music karlsruhe")
        await until(pilot, lambda: 1 < len(places(app).keys) < everything)
        await press(app, pilot, "down", "home")
        await until(pilot, lambda: shown(app, "Le Vecteur"))
        await press(app, pilot, "escape")
        await until(pilot, lambda: len(places(app).keys) == everything)
        assert isinstance(app.screen, ScoresDialog)


@pytest.mark.slow
async def test_changed_scores_reach_the_solver_and_stand_in_the_review(demo_store: Path) -> None:
    async with scored(demo_store) as (app, pilot):
        await type_score(app, pilot, "4", "0")
        await type_score(app, pilot, "0")
        await press(app, pilot, "escape", "enter")
        await ended(app, pilot)
        order = run_of(app).order
        assert isinstance(order, Order)
        assert order.options.scores == dict(run_of(app).scores_wanted)
        await until(pilot, lambda: shown(app, "3 changes proposed", "2 scores changed"))


@pytest.mark.slow
async def test_a_proposal_says_that_scores_are_others_now(demo_store: Path) -> None:
    async with setup(demo_store) as (app, pilot):
        await press(app, pilot, "enter")
        await ended(app, pilot)
        await press(app, pilot, "escape", "s")
        await until(pilot, lambda: isinstance(app.screen, ScoresDialog))
        await type_score(app, pilot, "4", "0")
        await press(app, pilot, "escape", "enter")
        await until(pilot, lambda: shown(app, "Other scores have been set since: g plans again."))


@pytest.mark.slow
async def test_scores_belong_to_their_edition(demo_store: Path) -> None:
    workspace = Workspace.open(demo_store, author="anna")
    programme = workspace.enter(workspace.editions()[0].id)
    other = replace(programme, edition=replace(programme.edition, id="another"))
    workspace.close()
    async with scored(demo_store) as (app, pilot):
        await type_score(app, pilot, "4", "0")
        jobs, run = jobs_of(app), run_of(app)
        jobs.enter(other)
        assert not run.scores_wanted
        jobs.enter(programme)
        assert list(run.scores_wanted.values()) == [40]


@pytest.mark.slow
async def test_s_stops_while_a_solver_runs_and_kinds_without_scores_have_none(
    demo_store: Path,
) -> None:
    async with setup(demo_store) as (app, pilot):
        run = run_of(app)
        run.values["ends"] = False
        run.seconds = 300
        await press(app, pilot, "enter")
        await until(pilot, lambda: run.best is not None)
        await press(app, pilot, "escape", "s")
        await ended(app, pilot)
        assert not app.screen.is_modal
        await press(app, pilot, "down")
        await until(pilot, lambda: "Scores (s)" not in screen_text(app))
        await press(app, pilot, "s")
        assert not app.screen.is_modal
