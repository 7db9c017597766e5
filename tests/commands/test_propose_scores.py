"""plan tour --scores and --score: what places count, said without solving, and changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose import kinds
from planner.propose.proposal import Proposal
from planner.propose.tour_options import TourOptions
from planner.solve.budget import Budget, nobody
from tests.commands.conftest import Run
from tests.screens import proposer


@pytest.fixture
def never_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that is not there."""
    kind = replace(kinds.KINDS["tour"], entry="planner.propose.tour:nothing")
    monkeypatch.setitem(kinds.KINDS, "tour", kind)


@pytest.mark.usefixtures("never_solved")
def test_places_are_listed_with_scores_and_reasons_without_solving(
    run: Run, demo_plan: Path
) -> None:
    said = run("plan", "tour", "--scores")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].split(maxsplit=1) == ["20", "Le Vecteur"]
    assert any("Music: Caen (6), Karlsruhe (2)" in line for line in lines)
    assert lines[-1].endswith(" places")


@pytest.mark.usefixtures("never_solved")
def test_changed_scores_are_marked_in_the_list(run: Run, demo_plan: Path) -> None:
    said = run("plan", "tour", "--scores", "--score", "Le Vecteur=7", "--score", "TRAKK=0")
    assert "    7* Le Vecteur" in said.out
    assert "set by hand, 20 by itself" in said.out
    assert "    0* TRAKK" in said.out
    assert said.out.splitlines()[-1].endswith("places, 2 scores changed")


@pytest.mark.usefixtures("never_solved")
def test_the_list_in_json(run: Run, demo_plan: Path) -> None:
    form = run("plan", "tour", "--scores", "--score", "Le Vecteur=40", "--json").json
    assert (form["edition"], form["kind"]) == ("Namur 2024", "tour")
    first = form["places"][0]
    assert list(first) == ["id", "name", "score", "worked_out", "changed", "reasons", "tours"]
    assert (first["name"], first["score"], first["worked_out"]) == ("Le Vecteur", 40, 20)
    assert first["changed"] is True
    assert first["reasons"][0] == "set by hand, 20 by itself"
    assert {tour["worked_out"] for tour in first["tours"]} <= {20, 18}
    assert sum(place["changed"] for place in form["places"]) == 1


def says_scores(
    programme: Programme,
    options: TourOptions,
    budget: Budget,
    report: Callable[[Proposal], None] = nobody,
) -> Proposal:
    """A solver that notes what it is to count."""
    made = proposer.propose_moves(programme, proposer.MoverOptions(), budget, report)
    own = (f"{programme.sites[i].name} counts {n}" for i, n in options.scores.items())
    return replace(made, notes=tuple(Phrase("{text}", text=text) for text in own))


def test_changed_scores_reach_the_solver(
    run: Run, demo_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = replace(kinds.KINDS["tour"], entry=f"{__name__}:says_scores")
    monkeypatch.setitem(kinds.KINDS, "tour", kind)
    scores = ("--score", "vecteur=40", "--score", "TRAKK=3", "--score", "TRAKK=0")
    form = run("plan", "tour", "--json", *scores).json
    assert form["notes"] == ["Le Vecteur counts 40", "TRAKK counts 0"]


@pytest.mark.parametrize(
    ("score", "sentence"),
    [
        ("Atlantis=3", "There is no place called “Atlantis” in the catalogue."),
        ("mus=3", "“mus” fits several places: "),
        ("TRAKK", "“TRAKK” is no score: write the place and its points."),
        ("TRAKK=-1", "“TRAKK=-1” is no score: write the place and its points."),
        ("TRAKK=many", "whole numbers from 0 (not wanted) to 9999, as in TRAKK=20."),
        ("=3", "“=3” is no score: write the place and its points."),
        ("TRAKK=10000", "“TRAKK=10000” is no score: write the place and its points."),
    ],
)
def test_a_score_that_cannot_be_is_one_sentence(
    run: Run, demo_plan: Path, score: str, sentence: str
) -> None:
    said = run("plan", "tour", "--score", score)
    assert said.code == 1
    assert sentence in said.complaint


def test_a_list_is_not_applied(run: Run, demo_plan: Path) -> None:
    assert "leave out --apply" in run("plan", "tour", "--scores", "--apply").complaint


def test_other_kinds_have_no_scores(run: Run, demo_plan: Path) -> None:
    assert run("plan", "visits", "--scores").code == 2
