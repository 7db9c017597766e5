"""The optimum of a tiny ``assign-problem/1``, by trying everything.

Up to about 4 delegations with 6 offers each and 3 meetings in 3 slots.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any

from tests.judges import assign as judge
from tests.judges.alone import best_alone

Json = dict[str, Any]
Offers = tuple[str, ...]


@dataclass(frozen=True)
class Best:
    """The best total (and share, where the objective is fair), and a plan that has them.

    ``share`` None: the objective is the sum, or no delegation could have anything.
    """

    total: int
    share: int | None
    waiting: int
    assign: dict[str, list[str]]
    meetings: list[Json]


def best_assign(problem: Json) -> Best | None:
    """The best plan; None when the pins cannot hold.  Ties: the least waiting, then the first."""
    fair = problem.get("objective", "sum") == "fair"
    alone = {d["id"]: best_alone(problem, d) or 0 for d in problem["delegations"]}
    found: tuple[tuple[int, int, int], Best] | None = None
    for held in _held(problem):
        for given in _given(problem, held):
            plan = {"assign": given, "meetings": held}
            total = judge.total_of(problem, plan)
            share = _share(problem, plan, alone) if fair else None
            waiting = judge.waiting_of(problem, plan)
            key = (share or 0, total, -waiting)
            if found is None or key > found[0]:
                found = (key, Best(total, share, waiting, given, held))
    return found[1] if found else None


def solution_of(problem: Json) -> Json:
    """The optimum as an ``assign-solution/1``."""
    best = best_assign(problem)
    form: Json = {"schema": "assign-solution/1", "problem": problem["name"]}
    if best is None:
        conflict = [{"kind": "pinned", "message": "nothing fits"}]
        return {**form, "status": "infeasible", "assign": {}, "total": 0, "conflict": conflict}
    plan = {"assign": best.assign, "meetings": best.meetings}
    claims: Json = {"status": "optimal", "total": best.total, "bound": best.total}
    if best.share is not None:
        claims |= {"fair": best.share, "fair_bound": best.share}
    return {**form, **plan, **claims}


def _share(problem: Json, plan: Json, alone: dict[str, int]) -> int | None:
    shares = [
        1000 * judge.got(problem, plan, d) // alone[d["id"]]
        for d in problem["delegations"]
        if alone[d["id"]] > 0
    ]
    return min(shares, default=None)


def _held(problem: Json) -> Iterator[list[Json]]:
    """Every choice of a slot, or none, for each meeting that tables and pins allow."""
    meetings = [m["id"] for m in problem.get("meetings") or []]
    slots = problem.get("meeting_slots") or []
    pins = {(m, slot) for m, slot in problem.get("pinned_meetings") or []}
    for choice in product([None, *range(len(slots))], repeat=len(meetings)):
        chosen = {(m, s) for m, s in zip(meetings, choice, strict=True) if s is not None}
        used = Counter(s for s in choice if s is not None)
        if pins <= chosen and all(n <= slots[s]["tables"] for s, n in used.items()):
            yield [{"id": m, "slot": s} for m, s in sorted(chosen)]


def _given(problem: Json, held: list[Json]) -> Iterator[dict[str, list[str]]]:
    """Every way to give offers beside these meetings."""
    own = {d["id"]: list(_sets(problem, d, held)) for d in problem["delegations"]}
    others = judge.parties_of(problem) - set(own)
    if any(_complaints(problem, {"assign": {}, "meetings": held}, p) for p in others):
        return
    capacity = {o["id"]: o["capacity"] for o in problem["offers"]}
    sizes = {d["id"]: d.get("size", 1) for d in problem["delegations"]}
    for choice in product(*own.values()):
        heads: Counter[str] = Counter()
        for name, offers in zip(own, choice, strict=True):
            heads.update(dict.fromkeys(offers, sizes[name]))
        if all(n <= capacity[o] for o, n in heads.items()):
            yield {name: list(o) for name, o in zip(own, choice, strict=True)}


def _sets(problem: Json, delegation: Json, held: list[Json]) -> Iterator[Offers]:
    """Every set of offers that one delegation can have beside its meetings."""
    name, listed = delegation["id"], sorted(delegation["interest"])
    pins = {o for d, o in problem.get("pinned") or [] if d == name}
    groups = {o["id"]: o.get("group") for o in problem["offers"]}
    days = {o["id"]: o["start"] // 1440 for o in problem["offers"]}
    most = delegation.get("max_per_day")
    for offers in chain.from_iterable(combinations(listed, n) for n in range(len(listed) + 1)):
        repeated = Counter(groups[o] for o in offers if groups[o] is not None)
        daily = Counter(days[o] for o in offers)
        if not pins <= set(offers) or any(n > 1 for n in repeated.values()):
            continue
        if most is not None and any(n > most for n in daily.values()):
            continue
        if not _complaints(problem, {"assign": {name: offers}, "meetings": held}, name):
            yield offers


def _complaints(problem: Json, plan: Json, party: str) -> list[str]:
    return list(judge.timeline(problem, plan, party, partial=False))
