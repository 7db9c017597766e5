"""Whether the requirements that a solver says cannot hold together really cannot (tiny problems).

Pins, required lunches, limits and the ends of days are requirements; windows and ways are facts of
the problem that stay in force unless a conflict names them.  A conflict is *real* when the problem
with no other pin, lunch or limit than it names is still infeasible, and *minimal* when that
problem becomes feasible as soon as any one of them is taken away.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

Json = dict[str, Any]
FAR = 10**6


def judge_conflict(
    problem: Json, conflict: list[Json], feasible: Callable[[Json], bool]
) -> list[str]:
    """What is wrong with a conflict of a ``tour-problem/1``; ``feasible`` decides."""
    core = only(problem, conflict)
    if feasible(core):
        return ["what it names can hold together"]
    return [
        f"not minimal: it stays without {fact}"
        for fact in conflict
        if not feasible(without(core, fact))
    ]


def only(problem: Json, conflict: list[Json]) -> Json:
    """The problem without the pins, required lunches and limits that the conflict does not name."""
    core = deepcopy(problem)
    named = {
        kind: [c for c in conflict if c["kind"] == kind] for kind in ("pinned", "lunch", "limit")
    }
    sites = {c.get("site") for c in named["pinned"]}
    core["pinned"] = [p for p in core.get("pinned") or [] if p["site"] in sites]
    limits = {c.get("limit") for c in named["limit"]}
    core["limits"] = [x for x in core.get("limits") or [] if x["id"] in limits]
    lunches = {c.get("day") for c in named["lunch"]}
    for day in core["days"]:
        if day.get("lunch") and day["id"] not in lunches:
            day["lunch"]["required"] = False
    return core


def without(problem: Json, fact: Json) -> Json:
    """The problem when one requirement of a conflict is taken away."""
    freed = deepcopy(problem)
    match fact["kind"]:
        case "pinned":
            freed["pinned"] = [p for p in freed["pinned"] if p["site"] != fact["site"]]
        case "limit":
            freed["limits"] = [x for x in freed["limits"] if x["id"] != fact["limit"]]
        case "window":
            for site in (s for s in freed["sites"] if s["id"] == fact["site"]):
                site["windows"] = [{"open": -FAR, "close": FAR}]
        case "lunch" | "day_end":
            for day in (d for d in freed["days"] if fact.get("day") in (None, d["id"])):
                if fact["kind"] == "day_end":
                    day["end"] = FAR
                elif day.get("lunch"):
                    day["lunch"]["required"] = False
        case "travel":
            _free_ways(freed, fact)
    return freed


def _free_ways(problem: Json, fact: Json) -> None:
    """Ways to and from a site cost nothing; without a site: those of a day's start and end."""
    sites = {s["place"] for s in problem["sites"] if s["id"] == fact.get("site")}
    days = [d for d in problem["days"] if fact.get("day") in (None, d["id"])]
    free = sites or {d[end] for d in days for end in ("start_place", "end_place")}
    index = {n for n, p in enumerate(problem["places"]) if p["id"] in free}
    for a, row in enumerate(problem["travel"]):
        for b in range(len(row)):
            if a in index or b in index:
                row[b] = 0
