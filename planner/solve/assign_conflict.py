"""Pins that cannot hold together: a smallest set of them, and the fact that they break."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from planner.solve.assign_exact import Search
from planner.solve.assign_facts import Facts
from planner.solve.assign_faults import Fault, fault_of, meeting_name, unknown_pin
from planner.solve.assign_form import AssignProblem
from planner.solve.assign_model import build
from planner.solve.budget import Budget

Pin: TypeAlias = tuple[str, str] | tuple[str, int]
"""(delegation, offer), or (meeting, slot)."""

Conflict: TypeAlias = tuple[dict[str, str], ...]


def conflict_of(facts: Facts) -> Conflict:
    """What forbids every plan; empty when nothing does, as far as can be seen without a search.

    No pin can be left out without the rest holding together (a deletion filter).
    """
    problem = facts.problem
    for pin in _pins(problem):
        if fault := unknown_pin(facts, pin):
            return _entries(problem, [pin], fault)
    if fault_of(facts) is None:
        return ()
    pins = _smallest(problem, lambda fewer: fault_of(Facts(fewer)) is not None)
    fault = fault_of(Facts(_with(problem, pins)))
    assert fault is not None
    return _entries(problem, pins, fault)


def conflict_searched(facts: Facts, budget: Budget) -> Conflict:
    """The same for pins of which only the search shows that they cannot hold together: events
    between which one cannot go, and nothing else lies on a way round."""
    problem = facts.problem

    def impossible(fewer: AssignProblem) -> bool:
        model = build(Facts(fewer))
        open_ones = [c for c in range(len(model.worth)) if c not in model.ones]
        nothing = [None] * len(model.got)
        result = Search(model, open_ones, model.ones, nothing, first=True).run(budget)
        return result.ended and result.ones is None

    pins = _smallest(problem, impossible)
    message = "There is no way from one to the next in time, not even over another offer."
    return _entries(problem, pins, Fault("travel", message))


def _pins(problem: AssignProblem) -> list[Pin]:
    return list(dict.fromkeys([*problem.pinned, *problem.pinned_meetings]))


def _with(problem: AssignProblem, pins: Sequence[Pin]) -> AssignProblem:
    offers = tuple((a, b) for a, b in pins if isinstance(b, str))
    meetings = tuple((a, b) for a, b in pins if isinstance(b, int))
    return replace(problem, pinned=offers, pinned_meetings=meetings)


def _smallest(problem: AssignProblem, fails: Callable[[AssignProblem], bool]) -> list[Pin]:
    pins = _pins(problem)
    for pin in list(pins):
        fewer = [other for other in pins if other != pin]
        if fails(_with(problem, fewer)):
            pins = fewer
    return pins


def _entries(problem: AssignProblem, pins: Sequence[Pin], fault: Fault) -> Conflict:
    return (*(_pinned(problem, pin) for pin in pins), *_broken(fault))


def _broken(fault: Fault) -> Iterator[dict[str, str]]:
    entry = {"kind": fault.kind, "message": fault.message}
    for name, value in (("delegation", fault.delegation), ("offer", fault.offer)):
        if value:
            entry[name] = value
    yield entry


def _pinned(problem: AssignProblem, pin: Pin) -> dict[str, str]:
    first, second = pin
    if isinstance(second, str):
        message = f"{first} is pinned to {second}."
        return {"kind": "pinned", "delegation": first, "offer": second, "message": message}
    message = f"{meeting_name(problem, first)} is pinned to slot {second}."
    return {"kind": "pinned_meeting", "meeting": first, "slot": str(second), "message": message}
