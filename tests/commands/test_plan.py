"""check, undo, redo, history."""

import pytest

from models.words import Kind
from planner.checks.acceptance import accepted
from planner.conflicts import Severity
from planner.edits import activities as edits
from planner.edits.conflicts import accept
from planner.workspace import Workspace
from tests.commands.conftest import Run
from tests.stores import Place

pytestmark = pytest.mark.both_stores


@pytest.fixture
def shifted(demo_plan: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The demo with three steps of Anna, who is at work: a session moved by 5, 10, 15 minutes."""
    monkeypatch.setenv("WAKE_PLANNER_NAME", "anna")
    workspace = Workspace.open(demo_plan, author="anna")
    workspace.enter(workspace.editions()[0].id)
    activities = workspace.programme.activities.values()
    session = next(a for a in activities if a.kind is Kind.SESSION and a.start)
    for minutes in (5, 10, 15):
        workspace.do(edits.shift(workspace.programme, session.id, minutes))
    workspace.close()
    return demo_plan


def test_check_prints_every_conflict_with_documented_keys(run: Run, demo_plan: Place) -> None:
    workspace = Workspace.open(demo_plan)
    workspace.enter(workspace.editions()[0].id)
    said = run("check", "--json")
    assert said.code == 1
    assert said.json["edition"] == "Namur 2024"
    found = said.json["conflicts"]
    assert [c["rule"] for c in found] == [c.rule for c in workspace.conflicts]
    for form, conflict in zip(found, workspace.conflicts, strict=True):
        assert list(form) == [
            "rule", "severity", "message", "activities", "people", "minutes", "accepted"
        ]  # fmt: skip
        assert form["severity"] in ("blocking", "warning", "to-check")
        assert form["message"] == str(conflict.phrase)
        assert [a["id"] for a in form["activities"]] == list(conflict.activities)
        assert [p["id"] for p in form["people"]] == list(conflict.people)
        assert all(p["name"] for p in form["people"])
        assert form["minutes"] == conflict.minutes
        assert form["accepted"] is None
    workspace.close()


def test_check_in_words_says_every_message(run: Run, demo_plan: Place) -> None:
    conflicts = run("check", "--json").json["conflicts"]
    said = run("check")
    assert said.code == 1
    for conflict in conflicts:
        assert conflict["message"] in said.out
    assert f"{len(conflicts)} conflicts\n" in said.out


def test_accepted_conflicts_no_longer_block(run: Run, demo_plan: Place) -> None:
    workspace = Workspace.open(demo_plan, author="anna")
    workspace.enter(workspace.editions()[0].id)

    def blocking() -> list[object]:
        return [
            c
            for c in workspace.conflicts
            if c.severity is Severity.BLOCKING and accepted(workspace.programme, c) is None
        ]

    while left := blocking():
        conflict = next(c for c in workspace.conflicts if c is left[0])
        workspace.do(accept(workspace.programme, conflict, "[b]agreed[/b] {n} %s", "anna"))
    workspace.close()
    said = run("check", "--json")
    assert said.code == 0
    notes = {c["accepted"] for c in said.json["conflicts"] if c["severity"] == "blocking"}
    assert notes == {"[b]agreed[/b] {n} %s"}
    assert run("check").code == 0


def test_an_edition_without_conflicts_is_0(run: Run, empty_plan: Place) -> None:
    run("edition", "new", "Empty", "--festival", "2024-10-24", "2024-10-27")
    assert run("check", "--json").json == {"edition": "Empty", "conflicts": []}
    assert run("check").code == 0


def test_history_lists_steps_newest_first(run: Run, shifted: Place) -> None:
    steps = run("history", "--json").json["steps"]
    assert [s["author"] for s in steps[:3]] == ["anna"] * 3
    assert [s["id"] for s in steps] == sorted((s["id"] for s in steps), reverse=True)
    assert set(steps[0]) == {"id", "at", "author", "label", "state"}
    assert steps[0]["at"].endswith("Z")
    assert run("history", "--json", "--limit", "2").json["steps"] == steps[:2]
    lines = run("history").out.splitlines()
    assert len(lines) == len(steps)
    assert steps[0]["label"] in lines[0]


def test_undo_and_redo_go_through_the_steps_of_a_former_run(run: Run, shifted: Place) -> None:
    labels = [s["label"] for s in run("history", "--json").json["steps"]]
    undone = [run("undo", "--json").json["step"] for _n in range(3)]
    assert [s["label"] for s in undone] == labels[:3]
    assert {s["state"] for s in undone} == {"undone"}
    assert run("undo", "--json").json == {"step": None}
    assert "(undone)" in run("history").out.splitlines()[0]
    assert run("redo").out == f"Done again: {labels[2]}\n"
    assert run("redo", "--json").json["step"]["state"] == "done"
    assert run("redo").code == 0
    assert run("redo", "--json").json == {"step": None}
    assert "nothing to redo" in run("redo").out


def test_there_is_nothing_to_undo_in_a_new_edition(run: Run, demo_plan: Place) -> None:
    said = run("undo")
    assert (said.code, said.out) == (0, "There is nothing to undo.\n")
