"""Visits and meetings of every shape as plain JSON forms, the same for the same seed."""

from random import Random
from typing import Any

Json = dict[str, Any]
DAY = 1440


def visits(
    seed: int,
    delegations: int = 40,
    offers: int = 300,
    *,
    days: int = 4,
    meetings: int = 0,
    objective: str = "fair",
) -> Json:
    """A festival: talks and guided visits at a dozen venues, delegations with their wishes.

    ``meetings``: so many requests of delegations to meet local actors, in half-hour slots.
    Usual shapes: 40 x 300 (with 150 meetings), 350 x 600.
    """
    rng = Random(f"visits {seed} {delegations} {offers}")
    venues = 12
    on_foot = _walking(rng, venues)
    places = max(2, round(delegations * 12 / offers))
    catalogue = [_offer(rng, n, venues, days, places) for n in range(offers)]
    problem: Json = {
        "schema": "assign-problem/1",
        "name": f"visits {delegations}x{offers}+{meetings} #{seed}",
        "travel": on_foot,
        "offers": catalogue,
        "delegations": [_delegation(rng, n, catalogue, days) for n in range(delegations)],
        "objective": objective,
    }
    if meetings:
        problem["meetings"] = _requests(rng, delegations, meetings)
        problem["meeting_slots"] = [
            {"start": day * DAY + 14 * 60 + 30 * n, "end": day * DAY + 14 * 60 + 30 * n + 25,
             "tables": 6, "venue": 0}
            for day in range(days)
            for n in range(6)
        ]  # fmt: skip
    return problem


def _walking(rng: Random, venues: int) -> list[list[int]]:
    points = [(rng.uniform(0, 1.6), rng.uniform(0, 1.2)) for _ in range(venues)]
    return [
        [0 if p == q else 3 + round(13 * (abs(p[0] - q[0]) + abs(p[1] - q[1]))) for q in points]
        for p in points
    ]


def _offer(rng: Random, n: int, venues: int, days: int, places: int) -> Json:
    kind, minutes = rng.choice((("talk", 45), ("talk", 30), ("guided", 60), ("workshop", 90)))
    start = rng.randrange(days) * DAY + 10 * 60 + 15 * rng.randrange(33)
    size = rng.randint(max(1, places // 2), places * 2)
    offer: Json = {"id": f"o{n:03d}", "kind": kind, "venue": rng.randrange(venues)}
    return offer | {"start": start, "end": start + minutes, "capacity": size}


def _delegation(rng: Random, n: int, offers: list[Json], days: int) -> Json:
    liked = rng.sample(offers, min(len(offers), rng.randint(20, 60)))
    delegation: Json = {"id": f"d{n:03d}", "interest": {o["id"]: rng.randint(1, 10) for o in liked}}
    delegation["away"] = [
        [day * DAY + 11 * 60, day * DAY + 13 * 60] for day in range(days) if rng.random() < 0.25
    ]
    return delegation | {"max_per_day": rng.choice((3, 4, 5))}


def _requests(rng: Random, delegations: int, many: int) -> list[Json]:
    actors = max(2, many // 6)
    pairs = [(d, a) for d in range(delegations) for a in range(actors)]
    return [
        {"id": f"m{n:03d}", "a": f"d{d:03d}", "b": f"actor{a:02d}", "value": rng.randint(2, 8)}
        for n, (d, a) in enumerate(rng.sample(pairs, min(many, len(pairs))))
    ]


def speed_dating(
    seed: int,
    participants: int = 78,
    meetings: int = 302,
    slots: int = 22,
    *,
    few_gaps: bool = False,
) -> Json:
    """1:1 meetings of a brokerage event; all of them can be held (a hidden plan has them all)."""
    rng = Random(f"meetings {seed} {participants} {meetings} {slots}")
    plan = _hidden_plan(rng, participants, meetings, slots)
    tables = max(len(held) for held in plan) + 1
    wanted = [pair for held in plan for pair in held]
    rng.shuffle(wanted)
    busy = [{p for pair in held for p in pair} for held in plan]
    problem: Json = {
        "schema": "assign-problem/1",
        "name": f"meetings {participants}/{meetings}/{slots} #{seed}",
        "travel": [[0]],
        "offers": [],
        "delegations": [
            {"id": f"p{n:02d}", "interest": {}, "away": _absences(rng, n, busy)}
            for n in range(participants)
        ],
        "meetings": [
            {"id": f"m{n:03d}", "a": f"p{a:02d}", "b": f"p{b:02d}", "value": 1}
            for n, (a, b) in enumerate(wanted)
        ],
        "meeting_slots": [_slot(n, tables) for n in range(slots)],
        "objective": "sum",
    }
    return problem | ({"few_gaps": True} if few_gaps else {})


def _slot(n: int, tables: int) -> Json:
    return {"start": 9 * 60 + 20 * n, "end": 9 * 60 + 20 * n + 20, "tables": tables, "venue": 0}


def _hidden_plan(
    rng: Random, participants: int, meetings: int, slots: int
) -> list[list[tuple[int, int]]]:
    plan: list[list[tuple[int, int]]] = [[] for _ in range(slots)]
    met: set[tuple[int, int]] = set()
    while len(met) < meetings:
        held = rng.choice(plan)
        taken = {p for pair in held for p in pair}
        free = [p for p in range(participants) if p not in taken]
        if len(free) < 2 or len(held) > meetings // slots + 2:
            continue
        a, b = sorted(rng.sample(free, 2))
        if (a, b) not in met:
            met.add((a, b))
            held.append((a, b))
    return plan


def _absences(rng: Random, participant: int, busy: list[set[int]]) -> list[list[int]]:
    """Some of the slots in which the hidden plan leaves them free."""
    free = [n for n, people in enumerate(busy) if participant not in people]
    return [
        [_slot(n, 0)["start"], _slot(n, 0)["end"]]
        for n in sorted(rng.sample(free, min(len(free), rng.choice((0, 0, 2, 5)))))
    ]
