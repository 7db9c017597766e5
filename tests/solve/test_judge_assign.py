"""The judge of visits and meetings: accepts what the form allows, complains of all else."""

from copy import deepcopy
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from tests.judges.alone import best_alone
from tests.judges.assign import judge_assign, smallest_share, total_of, waiting_of
from tests.judges.brute_assign import best_assign, solution_of
from tests.solve.nasty_assign import nasty_assign, nasty_assigns
from tests.solve.problems_assign import visits

Json = dict[str, Any]

#: Ten minutes from venue 0 to 1, twenty back, no way to venue 2.
PROBLEM: Json = {
    "schema": "assign-problem/1",
    "name": "p",
    "travel": [[0, 10, -1], [20, 0, -1], [5, 5, 0]],
    "offers": [
        {"id": "talk", "venue": 0, "start": 600, "end": 660, "capacity": 2, "group": "g"},
        {"id": "again", "venue": 1, "start": 900, "end": 960, "capacity": 3, "group": "g"},
        {"id": "visit", "venue": 1, "start": 670, "end": 730, "capacity": 1},
        {"id": "soon", "venue": 1, "start": 669, "end": 700, "capacity": 9},
        {"id": "far", "venue": 2, "start": 900, "end": 960, "capacity": 9},
        {"id": "next day", "venue": 0, "start": 2000, "end": 2060, "capacity": 9},
    ],
    "delegations": [
        {"id": "caen", "max_per_day": 2, "away": [[740, 800]], "rests": [[700, 900, 60]],
         "interest": {"talk": 5, "again": 2, "visit": 4, "soon": 1, "far": 1, "next day": 3}},
        {"id": "hamar", "size": 2, "interest": {"talk": 2, "again": 2, "next day": 1}},
    ],
    "pinned": [["caen", "talk"]],
    "meetings": [{"id": "m", "a": "hamar", "b": "actor", "value": 4},
                 {"id": "n", "a": "actor", "b": "caen", "value": 1}],
    "meeting_slots": [{"start": 680, "end": 700, "tables": 1, "venue": 0},
                      {"start": 810, "end": 830, "tables": 1, "venue": 1},
                      {"start": 690, "end": 710, "tables": 1, "venue": 1}],
    "actors": [{"id": "actor", "away": [[1000, 1100]]}],
    "objective": "sum",
}  # fmt: skip
ASSIGN = {"caen": ["talk", "visit", "next day"], "hamar": ["again"]}
MEETINGS = [{"id": "m", "slot": 0}]


def solved(**claims: Any) -> Json:
    form: Json = {"schema": "assign-solution/1", "problem": "p", "status": "feasible"}
    form |= {"assign": ASSIGN, "meetings": MEETINGS}
    return deepcopy(form | claims)


def complaints(posed: Json | None = None, **claims: Any) -> list[str]:
    problem = posed or PROBLEM
    solution = solved(**claims)
    if "total" not in claims:
        try:
            solution["total"] = total_of(problem, solution)
        except KeyError:
            solution["total"] = 0
    return judge_assign(problem, solution)


def changed(**changes: Any) -> Json:
    return deepcopy(PROBLEM) | changes


def of_caen(**changes: Any) -> Json:
    problem = changed()
    problem["delegations"][0] |= changes
    return problem


def test_a_right_answer_has_no_complaint() -> None:
    assert complaints() == []
    assert total_of(PROBLEM, solved()) == 5 + 4 + 3 + 2 + 2 * 4
    assert complaints(status="optimal", bound=22) == []


WRONG: list[tuple[str, Json, str]] = [
    ("unknown delegation", {"assign": {"x": []}}, "delegation x is unknown"),
    ("unknown offer", {"assign": {"caen": ["x"]}}, "offer x is unknown"),
    ("not wanted", {"assign": {**ASSIGN, "hamar": ["visit"]}}, "not in its interests"),
    ("twice", {"assign": {**ASSIGN, "caen": ["talk", "talk"]}}, "talk twice"),
    ("full", {"assign": {"caen": ["talk"], "hamar": ["talk"]}}, "offer talk: 3 heads, capacity 2"),
    ("no time to walk", {"assign": {"caen": ["talk", "soon"]}}, "cannot be reached from talk"),
    ("at the same time", {"assign": {"caen": ["talk", "soon", "visit"]}}, "visit at 670 cannot"),
    ("no way", {"assign": {"caen": ["talk", "far"]}}, "no way from talk to far"),
    ("repeated talk", {"assign": {"caen": ["talk", "again"]}}, "2 of group g"),
    ("pin missing", {"assign": {}}, "pinned caen to talk is missing"),
    ("unknown meeting", {"meetings": [{"id": "x", "slot": 0}]}, "meeting x is unknown"),
    ("unknown slot", {"meetings": [{"id": "m", "slot": 3}]}, "slot 3 is unknown"),
    ("meeting twice", {"meetings": [*MEETINGS, {"id": "m", "slot": 1}]}, "meeting m twice"),
    ("tables", {"meetings": [*MEETINGS, {"id": "n", "slot": 0}]}, "2 meetings at 1 tables"),
    ("actor twice", {"meetings": [*MEETINGS, {"id": "n", "slot": 2}]},
     "actor: meeting n at 690 cannot be reached"),
    ("meeting in a visit", {"meetings": [{"id": "n", "slot": 2}]}, "caen: meeting n at 690"),
    ("no way back", {"meetings": [{"id": "n", "slot": 0}]}, "caen: "),
    ("total", {"total": 3}, "total 3 is claimed, it is 22"),
    ("bound", {"bound": 21}, "bound 21 is below the total 22"),
    ("proof", {"status": "optimal", "bound": 23}, "optimal is claimed with bound 23"),
    ("no conflict", {"status": "infeasible"}, "infeasible with 0"),
    ("name", {"problem": "q"}, "it answers 'q'"),
    ("shape", {"assign": {"caen": "talk"}}, "not a list"),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "words"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_plan_that_is_not_allowed_is_complained_of(claims: Json, words: str) -> None:
    found = complaints(**claims)
    assert any(words in complaint for complaint in found), found


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"max_per_day": 1}, "caen: 2 offers on day 0, more than 1"),
        ({"away": [[729, 740]]}, "visit while away"),
        ({"away": [[730, 740]]}, ""),
        ({"away": [[740, 800], [800, 841]]}, ""),  # it is away: nobody can give it that rest
        ({"rests": [[600, 700, 60]]}, "no rest of 60"),
        ({"away": [[740, 800], [800, 840]]}, ""),
        ({"rests": [[700, 735, 6]]}, "no rest of 6"),
        ({"rests": [[700, 735, 5]]}, ""),
    ],
)
def test_absences_rests_and_days_hold(changes: Json, words: str) -> None:
    found = complaints(of_caen(**changes))
    assert any(words in complaint for complaint in found) if words else found == []


def test_an_actor_who_is_away_holds_no_meeting() -> None:
    assert "actor: meeting m while away" in str(
        complaints(changed(actors=[{"id": "actor", "away": [[699, 701]]}]))
    )


def test_a_pinned_meeting_stays_in_its_slot() -> None:
    assert complaints(changed(pinned_meetings=[["m", 0]])) == []
    assert "pinned to slot 1" in str(complaints(changed(pinned_meetings=[["m", 1]])))


def test_alone_a_delegation_has_the_best_that_fits_its_day() -> None:
    # talk + visit, the day after, and the meeting n at 810: capacities and tables do not count.
    assert best_alone(PROBLEM, PROBLEM["delegations"][0]) == 5 + 4 + 3 + 1
    assert best_alone(PROBLEM, PROBLEM["delegations"][1]) == 2 + 1 + 4
    pinned = changed(pinned=[["caen", "again"]])
    assert best_alone(pinned, pinned["delegations"][0]) == 2 + 4 + 3 + 1
    both = changed(pinned=[["caen", "talk"], ["caen", "again"]])
    assert best_alone(both, both["delegations"][0]) is None


def test_the_smallest_share_is_cut_to_thousandths() -> None:
    assert smallest_share(PROBLEM, solved()) == 1000 * 6 // 7
    fair = changed(objective="fair")
    assert complaints(fair, fair=857, fair_bound=1000) == []
    assert "share 858 is claimed, it is 857" in str(complaints(fair, fair=858))
    assert "below 857" in str(complaints(fair, fair=857, fair_bound=856))
    claims: Json = {"status": "optimal", "bound": 22, "fair": 857}
    assert complaints(fair, **claims, fair_bound=857) == []
    assert "its bound 900" in str(complaints(fair, **claims, fair_bound=900))


def test_waiting_is_between_meetings_of_a_day() -> None:
    held = [{"id": "m", "slot": 0}, {"id": "n", "slot": 1}]
    assert waiting_of(PROBLEM, solved(meetings=held)) == 810 - 700


@settings(max_examples=60)
@given(nasty_assigns())
def test_the_best_plan_is_right_and_no_share_is_above_all(problem: Json) -> None:
    solution = solution_of(problem)
    assert judge_assign(problem, solution) == []
    if solution["status"] == "optimal":
        assert judge_assign(problem, solution | {"total": solution["total"] + 1})
        share = smallest_share(problem, solution)
        assert share is None or share <= 1000


@pytest.mark.parametrize("seed", range(60))
def test_alone_is_the_best_of_a_problem_with_nobody_else(seed: int) -> None:
    """The dynamic programme against trying everything, capacities and others taken away."""
    problem = nasty_assign(seed)
    for delegation in problem["delegations"]:
        name = delegation["id"]
        meetings = [m for m in problem.get("meetings", []) if name in (m["a"], m["b"])]
        names = {m["id"] for m in meetings}
        # The total counts a meeting for both sides: interests are counted twice as well.
        twice = {o: 2 * value for o, value in delegation["interest"].items()}
        alone = problem | {
            "delegations": [delegation | {"interest": twice}],
            "offers": [o | {"capacity": 9} for o in problem["offers"]],
            "meeting_slots": [s | {"tables": 9} for s in problem.get("meeting_slots", [])],
            "pinned": [p for p in problem.get("pinned", []) if p[0] == name],
            "pinned_meetings": [p for p in problem.get("pinned_meetings", []) if p[0] in names],
            "actors": [],
            "objective": "sum",
            "meetings": [m | {"a": name, "b": f"partner of {m['id']}"} for m in meetings],
        }
        best = best_assign(alone)
        assert best_alone(problem, delegation) == (None if best is None else best.total // 2)


def test_fair_comes_before_the_sum() -> None:
    offers = [{"id": f"o{n}", "venue": 0, "start": 60 * n, "end": 60 * n + 60, "capacity": 1}
              for n in range(2)]  # fmt: skip
    problem: Json = {"schema": "assign-problem/1", "name": "p", "travel": [[0]], "offers": offers}
    problem["delegations"] = [
        {"id": "rich", "interest": {"o0": 10, "o1": 10}},
        {"id": "poor", "interest": {"o0": 2, "o1": 1}},
    ]
    unfair = best_assign(problem | {"objective": "sum"})
    fair = best_assign(problem | {"objective": "fair"})
    assert unfair is not None
    assert fair is not None
    assert (unfair.total, fair.total, fair.share) == (20, 12, 500)


def test_large_problems_can_be_judged() -> None:
    problem = visits(1)
    empty = solved(problem=problem["name"], assign={}, meetings=[], total=0)
    assert judge_assign(problem, empty) == []
    assert smallest_share(problem, empty) == 0
    for one, other in product(problem["delegations"][:1], problem["offers"]):
        if other["id"] not in one["interest"]:
            wrong = solved(problem=problem["name"], assign={one["id"]: [other["id"]]}, meetings=[])
            assert "not in its interests" in str(judge_assign(problem, wrong))
