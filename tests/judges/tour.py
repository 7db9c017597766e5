"""Judges a ``tour-solution/1`` against its ``tour-problem/1``: plain JSON forms, no solver's code.

Readings where the form leaves room:

* ``travel[a][b]`` is taken as it stands, also from a place to itself.
* Every day of the problem is a route, also one that is not listed or has no items: the way from its
  start place to its end place must fit, and a required lunch must be held (at one of the two).
* A lunch is held once a day at most, and never on a day without one in the problem.
* An ``infeasible`` answer may show a plan of what does fit: pinned sites and lunches may then be
  missing, and a day without items is not looked at.
* A driver's pause is the whole time the coach stands (see ``driving.py``).
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.judges import driving
from tests.judges.shape import tour_shape

Json = dict[str, Any]
KINDS = {"pinned", "window", "lunch", "day_end", "limit", "travel"}


def judge_tour(problem: Json, solution: Json) -> list[str]:
    """Everything that is wrong with a solution, a sentence each; empty when nothing is."""
    if wrong := list(tour_shape(solution)):
        return wrong
    found = list(judge_plan(problem, solution["days"], solution["status"] == "infeasible"))
    return found + list(_claims(problem, solution)) + list(_alternatives(problem, solution))


def score_of(problem: Json, days: list[Json]) -> int:
    """The sum of the scores of the visited sites (on the day they are visited)."""
    sites: dict[str, Json] = {s["id"]: s for s in problem["sites"]}
    visits = ((d["day"], i["site"]) for d in days for i in d["items"] if i["type"] == "visit")
    return sum(score_on(sites[site], day) for day, site in visits if site in sites)


def score_on(site: Json, day: str) -> int:
    scores: dict[str, int] = site.get("scores") or {}
    return scores.get(day, int(site["score"]))


def travel_of(problem: Json, days: list[Json]) -> int:
    """Minutes at the wheel of a plan without faults, all days of the problem together."""
    items = {d["day"]: d["items"] for d in days}
    routes = (_Route(problem, day, items.get(day["id"], [])) for day in problem["days"])
    return sum(max(leg, 0) for route in routes for leg in route.legs)


def judge_plan(problem: Json, days: list[Json], partial: bool = False) -> Iterator[str]:
    """Faults of a plan; ``partial``: pins and lunches may be missing."""
    known = {d["id"] for d in problem["days"]}
    listed = Counter(d["day"] for d in days)
    yield from (f"day {day} is unknown" for day in listed if day not in known)
    yield from (f"day {day} is listed {n} times" for day, n in listed.items() if n > 1)
    plans = {d["day"]: d["items"] for d in days}
    for day in problem["days"]:
        items = plans.get(day["id"], [])
        if items or not partial:
            yield from (
                f"day {day['id']}: {c}" for c in _Route(problem, day, items).faults(partial)
            )
    yield from _visited(problem, days, partial)
    if not partial or any(d["items"] for d in days):
        yield from _limits(problem, days)


class _Route:
    """One day of the problem with the items of the plan."""

    def __init__(self, problem: Json, day: Json, items: list[Json]) -> None:
        self.problem, self.day, self.items = problem, day, items
        self.sites = {s["id"]: s for s in problem["sites"]}
        self.index = {p["id"]: n for n, p in enumerate(problem["places"])}
        self.places = [day["start_place"], *map(self._place, items), day["end_place"]]

    def _place(self, item: Json) -> str | None:
        if item["type"] == "lunch":
            place = item["place"]
            return place if place in self.index else None
        return self.sites[item["site"]]["place"] if item["site"] in self.sites else None

    @property
    def legs(self) -> list[int]:
        at = [self.index[p] for p in self.places if p is not None]
        return [self.problem["travel"][a][b] for a, b in pairwise(at)]

    def faults(self, partial: bool) -> Iterator[str]:
        if None in self.places:
            yield "an item is at a place or site that is unknown"
            return
        yield from self._times()
        for item in self.items:
            if item["type"] == "visit":
                yield from self._visit(item)
        yield from self._lunch(partial)
        yield from self._counts()
        yield from self._orders()

    def _times(self) -> Iterator[str]:
        clock = self.day["start"]
        ends = [(i["start"], i["end"], i.get("site", "lunch")) for i in self.items]
        ends.append((None, None, "the day's end"))
        for leg, (start, end, name) in zip(self.legs, ends, strict=True):
            if leg < 0:
                yield f"no way leads to {name}"
                leg = 0
            if start is None:
                if clock + leg > self.day["end"]:
                    yield f"home at {clock + leg}, later than {self.day['end']}"
            elif start < clock + leg:
                yield f"{name} starts at {start}, but cannot be reached before {clock + leg}"
            clock = end

    def _visit(self, item: Json) -> Iterator[str]:
        site, name = self.sites[item["site"]], item["site"]
        if item["end"] - item["start"] != site["duration"]:
            yield f"{name} takes {item['end'] - item['start']}, not {site['duration']}"
        whole = self.problem.get("window_rule", "start") == "complete"
        last = item["end"] if whole else item["start"]
        windows = open_windows(site, self.day["id"])
        if not any(opens <= item["start"] and last <= closes for opens, closes in windows):
            yield f"{name} at {item['start']}-{item['end']} is outside its windows {windows}"
        for pin in self.problem.get("pinned") or []:
            if pin["site"] != name:
                continue
            if pin.get("day") not in (None, self.day["id"]):
                yield f"{name} is pinned to day {pin['day']}"
            if pin.get("start") not in (None, item["start"]):
                yield f"{name} is pinned to {pin['start']}, not {item['start']}"

    def _lunch(self, partial: bool) -> Iterator[str]:
        rule = self.day.get("lunch")
        meals = [n for n, i in enumerate(self.items) if i["type"] == "lunch"]
        if rule is None or len(meals) > 1:
            yield from (["there are too many lunches"] if meals else [])
            return
        if not meals:
            if rule.get("required", True) and not partial:
                yield "there is no lunch"
            return
        meal = self.items[meals[0]]
        if not rule["earliest"] <= meal["start"] <= rule["latest"]:
            yield f"lunch at {meal['start']} is outside {rule['earliest']}..{rule['latest']}"
        if meal["end"] - meal["start"] != rule["duration"]:
            yield f"lunch takes {meal['end'] - meal['start']}, not {rule['duration']}"
        at = rule.get("at", "stop")
        beside = (self.places[meals[0]], self.places[meals[0] + 2])
        if meal["place"] not in (beside if at == "stop" else at):
            yield f"lunch at {meal['place']}, which is not one of {beside if at == 'stop' else at}"

    def _counts(self) -> Iterator[str]:
        visits = sum(i["type"] == "visit" for i in self.items)
        most = self.day.get("max_visits")
        if most is not None and visits > most:
            yield f"{visits} visits, more than {most}"
        driven, longest = sum(max(leg, 0) for leg in self.legs), self.day.get("max_driving")
        if longest is not None and driven > longest:
            yield f"{driven} at the wheel, more than {longest}"
        rule = self.day.get("driving_break")
        if rule is not None and not driving.possible(self._steps(), rule):
            yield f"more than {rule[0]} at the wheel without a pause of {rule[1]}"

    def _steps(self) -> list[tuple[int, int, int]]:
        steps, clock = [], self.day["start"]
        times = [(i["start"], i["end"]) for i in self.items]
        for leg, (start, end) in zip(self.legs, times, strict=False):
            steps.append((max(leg, 0), max(start - clock - leg, 0), end - start))
            clock = end
        home = max(self.legs[-1], 0)
        return [*steps, (home, max(self.day["end"] - clock - home, 0), 0)]

    def _orders(self) -> Iterator[str]:
        place = {i["site"]: n for n, i in enumerate(self.items) if i["type"] == "visit"}
        for first, second in self.problem.get("orders") or []:
            if first in place and second in place and place[first] > place[second]:
                yield f"{first} comes after {second}"


def open_windows(site: Json, day: str) -> list[tuple[int, int]]:
    """The windows of a site on a day."""
    windows = [w for w in site["windows"] if w.get("days") is None or day in w["days"]]
    return [(w["open"], w["close"]) for w in windows]


def _visited(problem: Json, days: list[Json], partial: bool) -> Iterator[str]:
    visits = Counter(i["site"] for d in days for i in d["items"] if i["type"] == "visit")
    yield from (f"site {site} is visited {n} times" for site, n in visits.items() if n > 1)
    pinned = {p["site"] for p in problem.get("pinned") or []}
    if not partial:
        yield from (f"pinned site {site} is missing" for site in sorted(pinned - set(visits)))


def _limits(problem: Json, days: list[Json]) -> Iterator[str]:
    sites: dict[str, list[str]] = {d["id"]: [] for d in problem["days"]}
    sites |= {d["day"]: [i["site"] for i in d["items"] if i["type"] == "visit"] for d in days}
    for limit in problem.get("limits") or []:
        used = {d: sum(limit["use"].get(s, 0) for s in found) for d, found in sites.items()}
        sums = used if limit["scope"] == "day" else {"trip": sum(used.values())}
        for where, total in sums.items():
            if total > limit["max"]:
                yield f"limit {limit['id']} ({where}): {total}, more than {limit['max']}"


def _claims(problem: Json, solution: Json) -> Iterator[str]:
    if solution["problem"] != problem["name"]:
        yield f"it answers {solution['problem']!r}, not {problem['name']!r}"
    status, score, bound = solution["status"], solution.get("score"), solution.get("bound")
    real = score_of(problem, solution["days"])
    if score is None and status in ("optimal", "feasible"):
        yield "there is no score"
    if score is not None and score != real:
        yield f"score {score} is claimed, it is {real}"
    if bound is not None and status in ("optimal", "feasible") and bound < real - 1e-6:
        yield f"bound {bound} is below the score {real}"
    if status == "optimal" and (bound is None or abs(bound - real) > 1e-6):
        yield f"optimal is claimed with bound {bound} and score {real}"
    conflict = solution.get("conflict") or []
    if (status == "infeasible") != bool(conflict):
        yield f"status {status} with {len(conflict)} requirements in conflict"
    yield from (f"conflict of kind {c['kind']!r}" for c in conflict if c["kind"] not in KINDS)


def _alternatives(problem: Json, solution: Json) -> Iterator[str]:
    """*Ours*: ``alternatives``, each with ``score`` and ``days``: whole plans, the best first."""
    before = None
    for n, other in enumerate(solution.get("alternatives") or []):
        name = f"alternative {n}"
        yield from (f"{name}: {c}" for c in judge_plan(problem, other["days"]))
        real = score_of(problem, other["days"])
        if other["score"] != real:
            yield f"{name}: score {other['score']} is claimed, it is {real}"
        if solution["status"] == "optimal" and real > solution["score"]:
            yield f"{name}: score {real} is better than the optimal {solution['score']}"
        if before is not None and real > before:
            yield f"{name} is better than the one before"
        before = real
