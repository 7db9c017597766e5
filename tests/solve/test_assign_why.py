"""Explanations: what blocks something, and that its removal lets it in."""

from copy import deepcopy
from typing import Any

from hypothesis import given, settings

from planner.solve.assign_form import AssignSolution
from planner.solve.assign_why import Step, Why, why_not, why_not_held
from planner.solve.write import solution_form
from tests.judges.assign import judge_assign
from tests.solve.assign_help import offer, problem, problem_of, solved
from tests.solve.nasty_assign import nasty_assigns

Json = dict[str, Any]


def taken(form: Json, plan: Json, steps: tuple[Step, ...], place: Json) -> tuple[Json, Json]:
    """Problem and plan once the steps are taken; ``place``: where the new thing is."""
    form, plan = deepcopy(form), deepcopy(plan)
    things = {o["id"]: o for o in form["offers"]}
    people = {p["id"]: p for p in [*form["delegations"], *(form.get("actors") or [])]}
    for step in steps:
        person = people.get(step.person, {})
        match step.kind:
            case "capacity":
                things[step.thing]["capacity"] += step.amount
            case "tables":
                form["meeting_slots"][place["slot"]]["tables"] += step.amount
            case "drop" if step.thing in plan["assign"].get(step.person, []):
                plan["assign"][step.person].remove(step.thing)
            case "drop":
                plan["meetings"] = [m for m in plan["meetings"] if m["id"] != step.thing]
            case "away":
                person["away"] = [a for a in person["away"] if tuple(a) != step.stretch]
            case "rest":
                person["rests"] = [r for r in person["rests"] if (r[0], r[1]) != step.stretch]
            case "max_per_day":
                person["max_per_day"] += step.amount
            case "travel":
                held = {m["id"]: form["meeting_slots"][m["slot"]] for m in plan["meetings"]}
                other = things.get(step.thing) or held[step.thing]
                first, second = sorted((other, place), key=lambda w: (w["start"], w["end"]))
                form["travel"][first["venue"]][second["venue"]] -= step.amount
    return form, plan


def faults(form: Json, plan: Json) -> list[str]:
    """What the judge has against a plan as it stands, whatever it claims of itself."""
    claims = {"schema": "assign-solution/1", "problem": form["name"], "status": "unknown"}
    free = {**form, "pinned": [], "pinned_meetings": []}
    found = judge_assign(free, {**claims, **plan})
    return [fault for fault in found if not fault.startswith("total")]


def checked(form: Json, solution: AssignSolution, why: Why, new: Json, place: Json) -> None:
    """All steps let it in, and no step is too much."""
    whole = solution_form(solution)
    plan = {"assign": whole["assign"], "meetings": whole.get("meetings") or []}

    def result(steps: tuple[Step, ...]) -> list[str]:
        after, changed = taken(form, plan, steps, place)
        if "delegation" in new:
            changed["assign"].setdefault(new["delegation"], []).append(new["offer"])
        else:
            changed["meetings"].append({"id": new["meeting"], "slot": place["slot"]})
        return faults(after, changed)

    assert result(why.steps) == []
    for step in why.steps:
        assert result(tuple(other for other in why.steps if other is not step)) != []


@settings(max_examples=60, deadline=None)
@given(form=nasty_assigns())
def test_what_is_named_is_what_keeps_an_offer_out(form: Json) -> None:
    solution = solved(form)
    if solution.status == "infeasible":
        return
    offers = {o["id"]: o for o in form["offers"]}
    for delegation in form["delegations"]:
        for name in set(delegation["interest"]) - set(solution.assign[delegation["id"]]):
            why = why_not(problem_of(form), solution, delegation["id"], name)
            new = {"delegation": delegation["id"], "offer": name}
            checked(form, solution, why, new, offers[name])


@settings(max_examples=60, deadline=None)
@given(form=nasty_assigns())
def test_what_is_named_is_what_keeps_a_meeting_out(form: Json) -> None:
    solution = solved(form)
    held = {name for name, _ in solution.meetings}
    if solution.status == "infeasible" or not form.get("meeting_slots"):
        return
    for meeting in form["meetings"]:
        if meeting["id"] not in held:
            why = why_not_held(problem_of(form), solution, meeting["id"])
            assert why.slot is not None
            place = {**form["meeting_slots"][why.slot], "slot": why.slot}
            checked(form, solution, why, {"meeting": meeting["id"]}, place)


def test_the_facts_carry_their_figures() -> None:
    offers = [offer("long", 0, 60), offer("far", 65, 90, venue=1), offer("full", 200, 260)]
    rich = {"id": "rich", "interest": {"long": 9, "far": 5, "full": 2}}
    other = {"id": "other", "interest": {"full": 8}}
    form = problem(offers, [rich, other])
    solution = solved(form)
    way = why_not(problem_of(form), solution, "rich", "far")
    assert [(b.kind, b.thing, b.minutes) for b in way.because] == [("travel", "long", 5)]
    assert [(s.kind, s.thing, s.amount) for s in way.steps] == [("travel", "long", 5)]
    assert (way.total_before, way.total) == (17, 22)
    full = why_not(problem_of(form), solution, "rich", "full")
    assert [(b.kind, b.by, b.minutes) for b in full.because] == [("full", ("other",), 1)]


def test_what_is_dropped_for_it_is_counted() -> None:
    form = problem(
        [offer("a", 0, 60), offer("b", 30, 90)], [{"id": "d", "interest": {"a": 9, "b": 5}}]
    )
    why = why_not(problem_of({**form, "objective": "fair"}), solved(form), "d", "b")
    assert [step.kind for step in why.steps] == ["drop"]
    assert (why.total_before, why.total, why.fair_before, why.fair) == (9, 5, 1000, 555)
    assert why.because[0].thing == "a"
