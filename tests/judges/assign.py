"""Judges an ``assign-solution/1`` against its ``assign-problem/1``: plain JSON forms only.

Readings where the form leaves room:

* Capacity counts heads: each delegation takes ``size`` places (1 where it has none).
* ``travel`` counts between two consecutive things (offers and meetings) of a party, also overnight,
  as it stands (also from a venue to itself); -1 is no way.  Absences have no place.
* ``max_per_day`` counts offers, not meetings; the day is ``start // 1440``.
* A rest is a stretch without offer, meeting or absence; travel may fall into it.  One that the
  absences alone make impossible is not asked for.
* The total counts the value of a held meeting twice, once for each side, whoever the sides are.
* A share is that of a delegation (others have none); one that could have nothing has no share.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.judges.alone import asked_rests, best_alone, longest_pause
from tests.judges.shape import assign_shape

Json = dict[str, Any]
#: Start, end, venue, name: an offer or a meeting of a party.
Thing = tuple[int, int, int, str]


def judge_assign(problem: Json, solution: Json, *, shares: bool = True) -> list[str]:
    """Everything that is wrong with a solution, a sentence each; empty when nothing is.

    ``shares`` False: the fair share is not recomputed, which takes long when delegations have
    many repeated offers or meetings.
    """
    if wrong := list(assign_shape(solution)):
        return wrong
    if wrong := list(_unknown(problem, solution)):
        return wrong
    partial = solution["status"] == "infeasible"
    found = [*_offers(problem, solution), *_meetings(problem, solution)]
    for party in sorted(parties_of(problem)):
        found += [f"{party}: {c}" for c in timeline(problem, solution, party, partial)]
    found += [] if partial else list(_pins(problem, solution))
    return found + list(_claims(problem, solution, shares))


def parties_of(problem: Json) -> set[str]:
    """Everybody who may have something to do: delegations, actors and sides of meetings."""
    rows = [*problem["delegations"], *(problem.get("actors") or [])]
    meetings = problem.get("meetings") or []
    return {r["id"] for r in rows} | {m[side] for m in meetings for side in "ab"}


def things_of(problem: Json, solution: Json, party: str) -> list[Thing]:
    """The offers and meetings of a party in order of time."""
    offers = {o["id"]: o for o in problem["offers"]}
    meetings = {m["id"]: m for m in problem.get("meetings") or []}
    slots = problem.get("meeting_slots") or []
    found = [(offers[o], o) for o in solution["assign"].get(party, [])]
    for held in solution.get("meetings") or []:
        if party in (meetings[held["id"]]["a"], meetings[held["id"]]["b"]):
            found.append((slots[held["slot"]], f"meeting {held['id']}"))
    return sorted((t["start"], t["end"], t["venue"], name) for t, name in found)


def got(problem: Json, solution: Json, delegation: Json) -> int:
    """What a delegation has: its interest in its offers, and the value of its meetings."""
    interest = sum(delegation["interest"][o] for o in solution["assign"].get(delegation["id"], []))
    held = {h["id"] for h in solution.get("meetings") or []}
    own = (m for m in problem.get("meetings") or [] if delegation["id"] in (m["a"], m["b"]))
    return int(interest) + sum(int(m["value"]) for m in own if m["id"] in held)


def total_of(problem: Json, solution: Json) -> int:
    """The sum of all interests, and twice the values of the meetings that are held."""
    interests = {d["id"]: d["interest"] for d in problem["delegations"]}
    values = {m["id"]: m["value"] for m in problem.get("meetings") or []}
    offers = sum(interests[d][o] for d, given in solution["assign"].items() for o in given)
    held = solution.get("meetings") or []
    return int(offers) + 2 * sum(int(values[h["id"]]) for h in held)


def smallest_share(problem: Json, solution: Json) -> int | None:
    """The smallest share in thousandths; None when no delegation could have anything."""
    shares = []
    for delegation in problem["delegations"]:
        alone = best_alone(problem, delegation)
        if alone is not None and alone > 0:
            shares.append(1000 * got(problem, solution, delegation) // alone)
    return min(shares, default=None)


def waiting_of(problem: Json, solution: Json) -> int:
    """Minutes that all parties wait between their meetings of a day (``few_gaps``)."""
    total = 0
    for party in parties_of(problem):
        held = things_of(problem, {**solution, "assign": {}}, party)
        total += sum(b[0] - a[1] for a, b in pairwise(held) if a[0] // 1440 == b[0] // 1440)
    return total


def _unknown(problem: Json, solution: Json) -> Iterator[str]:
    delegations = {d["id"]: d for d in problem["delegations"]}
    offers = {o["id"] for o in problem["offers"]}
    for name, given in solution["assign"].items():
        if name not in delegations:
            yield f"delegation {name} is unknown"
            continue
        for offer in given:
            if offer not in offers:
                yield f"{name}: offer {offer} is unknown"
            elif offer not in delegations[name]["interest"]:
                yield f"{name}: offer {offer} is not in its interests"
    meetings = {m["id"] for m in problem.get("meetings") or []}
    slots = len(problem.get("meeting_slots") or [])
    for held in solution.get("meetings") or []:
        if held["id"] not in meetings:
            yield f"meeting {held['id']} is unknown"
        if not 0 <= held["slot"] < slots:
            yield f"meeting {held['id']}: slot {held['slot']} is unknown"


def _offers(problem: Json, solution: Json) -> Iterator[str]:
    sizes = {d["id"]: d.get("size", 1) for d in problem["delegations"]}
    limits = {d["id"]: d.get("max_per_day") for d in problem["delegations"]}
    offers = {o["id"]: o for o in problem["offers"]}
    heads: Counter[str] = Counter()
    for name, given in solution["assign"].items():
        yield from (f"{name}: {o} twice" for o, n in Counter(given).items() if n > 1)
        for offer in given:
            heads[offer] += sizes[name]
        groups = Counter(g for o in given if (g := offers[o].get("group")) is not None)
        yield from (f"{name}: {n} of group {g}" for g, n in groups.items() if n > 1)
        days = Counter(offers[o]["start"] // 1440 for o in given)
        for day, n in days.items():
            most = limits[name]
            if most is not None and n > most:
                yield f"{name}: {n} offers on day {day}, more than {most}"
    for offer, n in heads.items():
        if n > offers[offer]["capacity"]:
            yield f"offer {offer}: {n} heads, capacity {offers[offer]['capacity']}"


def _meetings(problem: Json, solution: Json) -> Iterator[str]:
    held = solution.get("meetings") or []
    yield from (f"meeting {m} twice" for m, n in Counter(h["id"] for h in held).items() if n > 1)
    slots = problem.get("meeting_slots") or []
    for slot, n in Counter(h["slot"] for h in held).items():
        if n > slots[slot]["tables"]:
            yield f"slot {slot}: {n} meetings at {slots[slot]['tables']} tables"


def timeline(problem: Json, solution: Json, party: str, partial: bool) -> Iterator[str]:
    rows = [*problem["delegations"], *(problem.get("actors") or [])]
    away = [a for r in rows if r["id"] == party for a in r.get("away") or [] if a[0] < a[1]]
    things = things_of(problem, solution, party)
    for before, after in pairwise(things):
        way = problem["travel"][before[2]][after[2]]
        if way < 0:
            yield f"no way from {before[3]} to {after[3]}"
        elif before[1] + way > after[0]:
            yield f"{after[3]} at {after[0]} cannot be reached from {before[3]} ({before[1]}+{way})"
    for start, end, _venue, name in things:
        yield from (f"{name} while away {a}" for a in away if start < a[1] and a[0] < end)
    if not partial:
        busy = sorted([(t[0], t[1]) for t in things] + [(a[0], a[1]) for a in away])
        rests = [x for d in problem["delegations"] if d["id"] == party for x in asked_rests(d)]
        for earliest, latest, minutes in rests:
            if longest_pause(busy, earliest, latest) < minutes:
                yield f"no rest of {minutes} between {earliest} and {latest}"


def _pins(problem: Json, solution: Json) -> Iterator[str]:
    for delegation, offer in problem.get("pinned") or []:
        if offer not in solution["assign"].get(delegation, []):
            yield f"pinned {delegation} to {offer} is missing"
    held = {(h["id"], h["slot"]) for h in solution.get("meetings") or []}
    for meeting, slot in problem.get("pinned_meetings") or []:
        if (meeting, slot) not in held:
            yield f"meeting {meeting} pinned to slot {slot} is missing"


def _claims(problem: Json, solution: Json, shares: bool) -> Iterator[str]:
    if solution["problem"] != problem["name"]:
        yield f"it answers {solution['problem']!r}, not {problem['name']!r}"
    status, bound = solution["status"], solution.get("bound")
    real = total_of(problem, solution)
    conflict = solution.get("conflict") or []
    if (status == "infeasible") != bool(conflict):
        yield f"status {status} with {len(conflict)} requirements in conflict"
    if solution.get("total", 0 if status in ("infeasible", "unknown") else None) != real:
        yield f"total {solution.get('total')} is claimed, it is {real}"
    if status not in ("optimal", "feasible"):
        return
    if bound is not None and bound < real - 1e-6:
        yield f"bound {bound} is below the total {real}"
    if status == "optimal" and (bound is None or abs(bound - real) > 1e-6):
        yield f"optimal is claimed with bound {bound} and total {real}"
    yield from _fair_claims(problem, solution, shares)


def _fair_claims(problem: Json, solution: Json, shares: bool) -> Iterator[str]:
    if problem.get("objective", "sum") != "fair":
        return
    claimed, bound = solution.get("fair"), solution.get("fair_bound")
    if shares and claimed is not None:
        real = smallest_share(problem, solution)
        if real is not None and claimed != real:
            yield f"smallest share {claimed} is claimed, it is {real}"
    if claimed is not None and bound is not None and bound < claimed:
        yield f"bound {bound} of the share is below {claimed}"
    if solution["status"] == "optimal" and (claimed != bound):
        yield f"optimal is claimed with share {claimed} and its bound {bound}"
