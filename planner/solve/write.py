"""Solutions and problems as the JSON forms that others read; empty members are left out."""

import json
import math
from collections.abc import Iterable
from typing import Any

from planner.solve.assign_form import AssignProblem, AssignSolution
from planner.solve.tour_form import (
    Blocker,
    Day,
    DayPlan,
    Json,
    Meal,
    Pin,
    Site,
    TourProblem,
    TourSolution,
    Visit,
)


def solution_text(solution: TourSolution | AssignSolution) -> str:
    """The JSON text of a solution, with a line end."""
    return json.dumps(solution_form(solution), ensure_ascii=False, indent=1) + "\n"


def solution_form(solution: TourSolution | AssignSolution) -> Json:
    """``tour-solution/1`` or ``assign-solution/1``."""
    if isinstance(solution, TourSolution):
        return _tour_solution(solution)
    return _assign_solution(solution)


def problem_form(problem: TourProblem | AssignProblem) -> Json:
    """``tour-problem/1`` or ``assign-problem/1``; reading it gives the same problem."""
    return _tour_problem(problem) if isinstance(problem, TourProblem) else _assign_problem(problem)


def _tour_solution(solution: TourSolution) -> Json:
    form: Json = {
        "schema": "tour-solution/1",
        "problem": solution.problem,
        "status": solution.status,
        "days": _plans(solution.days),
        "wall_s": round(solution.wall_s, 3),
    }
    more = {
        "score": solution.score,
        "bound": _bound(solution.bound),
        "conflict": [_blocker(b) for b in solution.conflict],
        "alternatives": [
            {"score": score, "days": _plans(days)} for score, days in solution.alternatives
        ],
        "notes": list(solution.notes),
    }
    return form | _filled(more)


def _plans(days: Iterable[DayPlan]) -> list[Json]:
    return [{"day": plan.day, "items": [_item(item) for item in plan.items]} for plan in days]


def _item(item: Visit | Meal) -> Json:
    times = {"start": item.start, "end": item.end}
    if isinstance(item, Visit):
        return {"type": "visit", "site": item.site, **times}
    return {"type": "lunch", "place": item.place, **times}


def _blocker(blocker: Blocker) -> Json:
    named = {"site": blocker.site, "day": blocker.day, "limit": blocker.limit}
    return {"kind": blocker.kind, **_filled(named | {"message": blocker.message or None})}


def _assign_solution(solution: AssignSolution) -> Json:
    form: Json = {
        "schema": "assign-solution/1",
        "problem": solution.problem,
        "status": solution.status,
        "assign": {name: list(offers) for name, offers in solution.assign.items()},
        "total": solution.total,
        "wall_s": round(solution.wall_s, 3),
    }
    more = {
        "meetings": [{"id": name, "slot": slot} for name, slot in solution.meetings],
        "bound": _bound(solution.bound),
        "fair": solution.fair,
        "fair_bound": solution.fair_bound,
        "conflict": [dict(c) for c in solution.conflict],
        "notes": list(solution.notes),
    }
    return form | _filled(more)


def _bound(bound: float | None) -> float | None:
    """Whole bounds as whole numbers; others are rounded up, so that they stay bounds."""
    if bound is None or not math.isfinite(bound):
        return None
    return int(bound) if float(bound).is_integer() else math.ceil(bound * 1000) / 1000


def _filled(members: dict[str, Any]) -> Json:
    """Members that hold something (0, false and an empty text are something)."""
    return {k: v for k, v in members.items() if v is not None and v != [] and v != {}}


def _tour_problem(problem: TourProblem) -> Json:
    form: Json = {
        "schema": "tour-problem/1",
        "name": problem.name,
        "time_unit": problem.time_unit,
        "window_rule": problem.window_rule,
        "places": [{"id": p.id, **_filled({"name": p.name or None})} for p in problem.places],
        "travel": [list(row) for row in problem.travel],
        "sites": [_site(s) for s in problem.sites],
        "days": [_day(d) for d in problem.days],
    }
    more = {
        "pinned": [_pin(p) for p in problem.pinned],
        "limits": [
            {"id": x.id, "scope": x.scope, "max": x.max, "use": dict(x.use)} for x in problem.limits
        ],
        "orders": [list(pair) for pair in problem.orders],
    }
    return form | _filled(more)


def _site(site: Site) -> Json:
    windows = [
        {"open": w.open, "close": w.close, **({} if w.days is None else {"days": list(w.days)})}
        for w in site.windows
    ]
    form: Json = {"id": site.id, "place": site.place, "duration": site.duration}
    form |= {"score": site.score, "windows": windows}
    return form | _filled({"name": site.name or None, "scores": dict(site.scores)})


def _day(day: Day) -> Json:
    form: Json = {"id": day.id, "start_place": day.start_place, "end_place": day.end_place}
    form |= {"start": day.start, "end": day.end}
    if day.lunch is not None:
        meal = day.lunch
        form["lunch"] = {
            "earliest": meal.earliest,
            "latest": meal.latest,
            "duration": meal.duration,
            "required": meal.required,
            "at": meal.at if meal.at == "stop" else list(meal.at),
        }
    pause = list(day.driving_break) if day.driving_break is not None else None
    more = {"max_visits": day.max_visits, "max_driving": day.max_driving, "driving_break": pause}
    return form | _filled(more)


def _pin(pin: Pin) -> Json:
    return {"site": pin.site, **_filled({"day": pin.day, "start": pin.start})}


def _assign_problem(problem: AssignProblem) -> Json:
    form: Json = {
        "schema": "assign-problem/1",
        "name": problem.name,
        "travel": [list(row) for row in problem.travel],
        "offers": [
            {"id": o.id, "venue": o.venue, "start": o.start, "end": o.end, "capacity": o.capacity}
            | _filled({"kind": o.kind or None, "group": o.group})
            for o in problem.offers
        ],
        "delegations": [
            {"id": d.id, "interest": dict(d.interest)}
            | _filled({"away": _lists(d.away), "max_per_day": d.max_per_day})
            | _filled({"size": d.size if d.size != 1 else None, "rests": _lists(d.rests)})
            for d in problem.delegations
        ],
        "objective": problem.objective,
    }
    more = {
        "pinned": _lists(problem.pinned),
        "meetings": [{"id": m.id, "a": m.a, "b": m.b, "value": m.value} for m in problem.meetings],
        "meeting_slots": [
            {"start": s.start, "end": s.end, "tables": s.tables, "venue": s.venue}
            for s in problem.meeting_slots
        ],
        "actors": [{"id": a.id, **_filled({"away": _lists(a.away)})} for a in problem.actors],
        "pinned_meetings": _lists(problem.pinned_meetings),
        "few_gaps": problem.few_gaps or None,
    }
    return form | _filled(more)


def _lists(rows: Iterable[Iterable[Any]]) -> list[list[Any]]:
    return [list(row) for row in rows]
