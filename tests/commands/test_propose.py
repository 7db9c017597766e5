"""plan: what a solver proposes, in lines and as JSON, and applied."""

import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.edits.activities import shift
from planner.programme import Programme
from planner.propose import kinds
from planner.propose.proposal import Proposal
from planner.propose.solving import Told, solve
from planner.solve.budget import Budget, nobody
from planner.workspace import Workspace
from tests.commands.conftest import Run
from tests.screens import proposer


@pytest.fixture(autouse=True)
def _moves_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """“plan visits” is answered by the small proposer of the tests."""
    monkeypatch.setitem(kinds.KINDS, "visits", proposer.mover(kinds.KINDS["visits"]))


def programme_of(store: Path) -> Programme:
    workspace = Workspace.open(store, author="anna")
    found = workspace.enter(workspace.editions()[0].id)
    workspace.close()
    return found


def starts(store: Path) -> list[str]:
    return [str(a.start) for a in proposer.sessions(programme_of(store))]


def test_a_proposal_is_printed_and_not_applied(run: Run, demo_plan: Path) -> None:
    before = programme_of(demo_plan)
    first = proposer.sessions(before)[0]
    said = run("plan", "visits")
    assert said.code == 0
    assert "3 changes proposed: 100, proven best." in said.out
    assert f"→ {first.title}, 5 min later" in said.out
    assert "More time for lunch." in said.out
    assert "Time for lunch: 0 → 15" in said.out
    assert "1. 1 change proposed: 98 of at most 100 (gap 2 %)." in said.out
    assert "--apply does it in one step" in said.out
    assert programme_of(demo_plan) == before


def test_apply_writes_one_step_that_undo_takes_back(run: Run, demo_plan: Path) -> None:
    before = programme_of(demo_plan)
    said = run("plan", "visits", "--apply")
    assert said.code == 0
    assert "3 changes applied: Sessions moved by 5 min" in said.out
    assert "wake-planner undo" in said.out
    assert programme_of(demo_plan) != before
    assert "Sessions moved by 5 min" in run("undo").out
    assert programme_of(demo_plan) == before


def test_what_is_left_out_is_told_with_why_and_the_way_in(run: Run, demo_plan: Path) -> None:
    title = proposer.pin_first(demo_plan)
    said = run("plan", "visits")
    for text in (f"“{title}” is pinned.", "It would fit: take its pin off", "cost: nothing"):
        assert text in said.out


def test_json_has_the_documented_members(run: Run, demo_plan: Path) -> None:
    title = proposer.pin_first(demo_plan)
    form = run("plan", "visits", "--json").json
    assert list(form) == [
        "edition", "kind", "status", "score", "bound", "gap", "verdict", "seconds", "items",
        "left_out", "scores", "notes", "told", "alternatives", "step", "stopped",
    ]  # fmt: skip
    assert (form["edition"], form["kind"], form["status"]) == ("Namur 2024", "visits", "optimal")
    item = form["items"][0]
    assert item["verb"] == "move"
    assert item["brings"] == ["More time for lunch."]
    (activity,) = item["activities"]
    assert activity["id"] == item["key"]
    assert activity["before"]["start"] < activity["after"]["start"]
    (left,) = form["left_out"]
    assert left["because"] == [f"“{title}” is pinned."]
    assert left["relaxation"] == {
        "what": "take its pin off",
        "cost": "nothing",
        "can_be_made": True,
    }
    assert form["scores"][1]["delegation"]["name"]
    assert form["step"] is None
    applied = run("plan", "visits", "--json", "--apply").json
    assert applied["step"]["label"] == "Sessions moved by 5 min"


def test_settings_reach_the_solver_and_unknown_ones_are_left_out(run: Run, demo_plan: Path) -> None:
    form = run("plan", "visits", "--json", "--most", "2", "--unknown", "7").json
    assert len(form["items"]) == 2


def test_a_name_that_is_not_there_lists_those_that_are(run: Run, demo_plan: Path) -> None:
    said = run("plan", "visits", "--for", "Atlantis")
    assert "There is no “Atlantis” among: " in said.complaint
    assert "Caen" in said.complaint
    assert run("plan", "visits", "--for", "caen", "--for", "Hamar").code == 0


def test_pins_that_cannot_hold_are_code_1(run: Run, demo_plan: Path) -> None:
    said = run("plan", "visits", "--sticks", "--apply")
    assert said.code == 1
    assert "No plan: what is pinned cannot all hold." in said.out


def test_bad_input_is_one_sentence(run: Run, demo_plan: Path) -> None:
    said = run("plan", "visits", "--fails")
    assert said.complaint == "No delegation wishes anything. Add wishes first."


@pytest.mark.parametrize("wrong", [("--keep", "some"), ("--seconds", "0"), ("--for",), ()], ids=str)
def test_wrong_usage_is_code_2(run: Run, demo_plan: Path, wrong: tuple[str, ...]) -> None:
    assert run("plan", *(["visits"] if wrong else []), *wrong).code == 2


def interrupted(*plan: Any, told: Told, **manner: Any) -> Proposal | None:
    """Somebody presses ctrl+c when all three moves have been told."""

    def tell(best: Proposal | None) -> None:
        told(best)
        if best is not None and len(best.items) == proposer.SESSIONS:
            signal.raise_signal(signal.SIGINT)

    return solve(*plan, told=tell, **manner)


@pytest.mark.parametrize(("more", "code"), [((), 0), (("--apply",), 1)], ids=str)
def test_ctrl_c_shows_the_best_so_far_and_applies_nothing(
    run: Run,
    demo_plan: Path,
    monkeypatch: pytest.MonkeyPatch,
    more: tuple[str, ...],
    code: int,
) -> None:
    before = programme_of(demo_plan)
    monkeypatch.setattr("planner.commands.propose.solve", interrupted)
    said = run("plan", "visits", "--no-ends", "--seconds", "100", *more)
    assert said.code == code
    assert "3 changes proposed: 100 of at most 100 (gap 0 %)." in said.out
    assert "Stopped: this is the best so far. Nothing has been applied." in said.out
    assert programme_of(demo_plan) == before


def meddling(
    programme: Programme,
    options: proposer.MoverOptions,
    budget: Budget,
    report: Callable[[Proposal], None] = nobody,
) -> Proposal:
    """Somebody else changes the plan while the solver is at it."""
    workspace = Workspace.open(author="bruno")
    workspace.enter(programme.edition.id)
    workspace.do(shift(workspace.programme, proposer.sessions(programme)[-1].id, 10))
    workspace.close()
    return proposer.propose_moves(programme, options, budget, report)


def test_a_plan_that_has_changed_meanwhile_is_not_overwritten(
    run: Run, demo_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = replace(kinds.KINDS["visits"], entry=f"{__name__}:meddling")
    monkeypatch.setitem(kinds.KINDS, "visits", kind)
    said = run("plan", "visits", "--apply")
    assert "changed by somebody else while this was worked out" in said.complaint
    assert "Sessions moved" not in run("history").out


def test_every_kind_has_its_help(run: Run) -> None:
    for kind in kinds.kinds():
        said = run("plan", kind.name, "--help")
        assert said.code == 0
        assert "--seconds" in said.out
