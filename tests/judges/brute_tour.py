"""The optimum of a tiny ``tour-problem/1`` (up to about 6 sites, 2 days), by trying everything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.judges import driving
from tests.judges.tour import open_windows, score_on

Json = dict[str, Any]
Items = tuple[Json, ...]
#: For each set of sites that fits in a day: the least time at the wheel, and how.
Sets = dict[frozenset[str], tuple[int, Items]]


@dataclass(frozen=True)
class Best:
    """The highest score, then the least travel, and a plan that has them."""

    score: int
    travel: int
    days: list[Json]


def best_tour(problem: Json) -> Best | None:
    """The best plan; None when the mandatory part (pins, lunches, day ends, limits) cannot hold."""
    found: Best | None = None
    sets = [day_sets(problem, day) for day in problem["days"]]
    for chosen in _combinations(sets):
        if not _allowed(problem, chosen):
            continue
        days = [
            {"day": day["id"], "items": list(options[visited][1])}
            for day, options, visited in zip(problem["days"], sets, chosen, strict=True)
        ]
        travel = sum(o[visited][0] for o, visited in zip(sets, chosen, strict=True))
        score = _score(problem, chosen)
        if found is None or (score, -travel) > (found.score, -found.travel):
            found = Best(score, travel, days)
    return found


def feasible(problem: Json) -> bool:
    """Whether the mandatory part of the problem can hold."""
    return best_tour(problem) is not None


def solution_of(problem: Json) -> Json:
    """The optimum as a ``tour-solution/1``."""
    best = best_tour(problem)
    form: Json = {"schema": "tour-solution/1", "problem": problem["name"]}
    if best is None:
        conflict = [{"kind": "pinned", "message": "nothing fits"}]
        return {**form, "status": "infeasible", "days": [], "conflict": conflict}
    plan = {"score": best.score, "bound": best.score, "days": best.days}
    return {**form, "status": "optimal", **plan}


def _combinations(
    sets: list[Sets], taken: frozenset[str] = frozenset()
) -> Iterator[tuple[frozenset[str], ...]]:
    if not sets:
        yield ()
        return
    for visited in sets[0]:
        if not visited & taken:
            for rest in _combinations(sets[1:], taken | visited):
                yield (visited, *rest)


def _score(problem: Json, chosen: tuple[frozenset[str], ...]) -> int:
    sites = {s["id"]: s for s in problem["sites"]}
    days = [d["id"] for d in problem["days"]]
    return sum(score_on(sites[s], d) for d, found in zip(days, chosen, strict=True) for s in found)


def _allowed(problem: Json, chosen: tuple[frozenset[str], ...]) -> bool:
    visited = frozenset[str]().union(*chosen)
    if not {p["site"] for p in problem.get("pinned") or []} <= visited:
        return False
    for limit in problem.get("limits") or []:
        used = [sum(limit["use"].get(s, 0) for s in found) for found in chosen]
        if any(u > limit["max"] for u in ([sum(used)] if limit["scope"] == "trip" else used)):
            return False
    return True


def day_sets(problem: Json, day: Json) -> Sets:
    """Every set of sites that one day can hold."""
    sets: Sets = {}
    search = _Search(problem, day, sets)
    search.go(_State(day["start"], day["start_place"]), (), lunched=False)
    return sets


@dataclass(frozen=True)
class _State:
    """Where the coach stands when an item has ended."""

    clock: int
    place: str
    driven: int = 0
    wheel: driving.Wheel = driving.FRESH
    promised: str | None = None  # the place of the next item, where lunch was eaten there


@dataclass
class _Search:
    problem: Json
    day: Json
    sets: Sets
    index: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.index = {p["id"]: n for n, p in enumerate(self.problem["places"])}
        pins = self.problem.get("pinned") or []
        self.pins = {s["id"]: [p for p in pins if p["site"] == s["id"]] for s in self.sites}

    @property
    def sites(self) -> list[Json]:
        found: list[Json] = self.problem["sites"]
        return found

    def go(self, state: _State, items: Items, *, lunched: bool) -> None:
        self._end(state, items, lunched=lunched)
        visited = [i["site"] for i in items if i["type"] == "visit"]
        most = self.day.get("max_visits")
        for site in self.sites if most is None or len(visited) < most else ():
            if site["id"] not in visited and self._in_order(site["id"], visited):
                for new, item in self._visits(state, site):
                    self.go(new, (*items, item), lunched=lunched)
        if not lunched and self.day.get("lunch") is not None:
            for new, item in self._lunches(state):
                self.go(new, (*items, item), lunched=True)

    def _end(self, state: _State, items: Items, *, lunched: bool) -> None:
        rule = self.day.get("lunch")
        if not lunched and rule is not None and rule.get("required", True):
            return
        for new in self._arrivals(state, self.day["end_place"]):
            if new.clock > self.day["end"]:
                continue
            visited = frozenset(i["site"] for i in items if i["type"] == "visit")
            if visited not in self.sets or self.sets[visited][0] > new.driven:
                self.sets[visited] = (new.driven, items)

    def _in_order(self, site: str, visited: list[str]) -> bool:
        orders = self.problem.get("orders") or []
        return not any(first == site and second in visited for first, second in orders)

    def _arrivals(self, state: _State, place: str) -> Iterator[_State]:
        """Every sensible way to come to a place: at once, or after a pause."""
        leg = self.problem["travel"][self.index[state.place]][self.index[place]]
        if leg < 0 or state.promised not in (None, place):
            return
        driven, longest = state.driven + leg, self.day.get("max_driving")
        if longest is not None and driven > longest:
            return
        rule = self.day.get("driving_break")
        if rule is None:
            yield _State(state.clock + leg, place, driven)
            return
        for wait in {0, max(rule[1] - state.wheel.stood, 0)}:
            for wheel in driving.after_leg(state.wheel, leg, wait, rule):
                yield _State(state.clock + wait + leg, place, driven, wheel)

    def _stay(self, come: _State, start: int, minutes: int, promised: str | None = None) -> _State:
        stood = come.wheel.stood + start - come.clock + minutes
        wheel = driving.Wheel(come.wheel.driven, stood)
        return _State(start + minutes, come.place, come.driven, wheel, promised)

    def _visits(self, state: _State, site: Json) -> Iterator[tuple[_State, Json]]:
        for come in self._arrivals(state, site["place"]):
            start = self._start(site, come.clock)
            if start is not None:
                end = start + site["duration"]
                item = {"type": "visit", "site": site["id"], "start": start, "end": end}
                yield self._stay(come, start, site["duration"]), item

    def _start(self, site: Json, clock: int) -> int | None:
        """The first moment from ``clock`` at which the visit may start."""
        starts = []
        pins = self.pins[site["id"]]
        if any(p.get("day") not in (None, self.day["id"]) for p in pins):
            return None
        exact = {p["start"] for p in pins if p.get("start") is not None}
        whole = self.problem.get("window_rule", "start") == "complete"
        for opens, closes in open_windows(site, self.day["id"]):
            last = closes - site["duration"] if whole else closes
            for start in exact or {max(clock, opens)}:
                if max(clock, opens) <= start <= last and exact <= {start}:
                    starts.append(start)
        return min(starts, default=None)

    def _lunches(self, state: _State) -> Iterator[tuple[_State, Json]]:
        rule = self.day["lunch"]
        anywhere = rule.get("at", "stop") == "stop"
        for place in self.index if anywhere else rule["at"]:
            for come in self._arrivals(state, place):
                start = max(come.clock, rule["earliest"])
                if start > rule["latest"]:
                    continue
                promised = place if anywhere and place != state.place else None
                item = {"type": "lunch", "place": place, "start": start}
                item["end"] = start + rule["duration"]
                yield self._stay(come, start, rule["duration"], promised), item
