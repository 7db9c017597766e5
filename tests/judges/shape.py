"""Whether a solution has the shape of its published form: members that must be there, and kinds."""

from collections.abc import Iterator
from typing import Any

STATUS = {"optimal", "feasible", "infeasible", "unknown"}
Json = dict[str, Any]


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def number(value: Any) -> bool:
    return whole(value) or isinstance(value, float)


def tour_shape(solution: Any) -> Iterator[str]:
    """What is wrong with the shape of a ``tour-solution/1``."""
    yield from _head(solution, "tour-solution/1", "days", list)
    if not isinstance(solution, dict) or not isinstance(solution.get("days"), list):
        return
    score = solution.get("score")
    if score is not None and not whole(score):
        yield f"score is {score!r}"
    yield from _plan(solution["days"], "days")
    for n, other in enumerate(solution.get("alternatives") or []):
        yield from _plan(other["days"], f"alternatives[{n}].days")


def _plan(days: list[Any], where: str) -> Iterator[str]:
    for n, day in enumerate(days):
        if not isinstance(day, dict) or not isinstance(day.get("day"), str):
            yield f"{where}[{n}] has no day"
            continue
        if not isinstance(day.get("items"), list):
            yield f"{where}[{n}] has no items"
            continue
        for k, item in enumerate(day["items"]):
            name = {"visit": "site", "lunch": "place"}.get(item.get("type"))
            if name is None or not isinstance(item.get(name), str):
                yield f"{where}[{n}].items[{k}] is neither a visit nor a lunch"
            elif not (whole(item.get("start")) and whole(item.get("end"))):
                yield f"{where}[{n}].items[{k}] has no start or end"


def assign_shape(solution: Any) -> Iterator[str]:
    """What is wrong with the shape of an ``assign-solution/1``."""
    yield from _head(solution, "assign-solution/1", "assign", dict)
    if not isinstance(solution, dict) or not isinstance(solution.get("assign"), dict):
        return
    for name, offers in solution["assign"].items():
        if not isinstance(offers, list) or not all(isinstance(o, str) for o in offers):
            yield f"assign.{name} is not a list of offers"
    for n, held in enumerate(solution.get("meetings") or []):
        if not isinstance(held.get("id"), str) or not whole(held.get("slot")):
            yield f"meetings[{n}] has no id or slot"
    for name in ("total", "fair", "fair_bound"):
        if name in solution and solution[name] is not None and not whole(solution[name]):
            yield f"{name} is {solution[name]!r}"


def _head(solution: Any, schema: str, body: str, kind: type) -> Iterator[str]:
    if not isinstance(solution, dict):
        yield "the solution is no object"
        return
    if solution.get("schema") != schema:
        yield f"schema is {solution.get('schema')!r}, not {schema!r}"
    if not isinstance(solution.get("problem"), str):
        yield "problem is no text"
    if solution.get("status") not in STATUS:
        yield f"status is {solution.get('status')!r}"
    if not isinstance(solution.get(body), kind):
        yield f"{body} is missing"
    bound = solution.get("bound")
    if bound is not None and not number(bound):
        yield f"bound is {bound!r}"
    if "wall_s" in solution and not (number(solution["wall_s"]) and solution["wall_s"] >= 0):
        yield f"wall_s is {solution['wall_s']!r}"
    for n, fact in enumerate(solution.get("conflict") or []):
        if not isinstance(fact, dict) or not isinstance(fact.get("kind"), str):
            yield f"conflict[{n}] has no kind"
