"""Small visits and meetings with every trap of the form, for property tests and the brute force.

``nasty_assigns()`` is a hypothesis strategy.
"""

from random import Random
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
DAY = 1440


def nasty_assigns(*, ours: bool = True) -> st.SearchStrategy[Json]:
    """Problems that the brute force can do; ``ours``: with the members that are ours."""
    return st.randoms(use_true_random=False).map(lambda rng: nasty_assign(rng, ours=ours))


def nasty_assign(rng: Random | int, *, ours: bool = True) -> Json:
    """One problem; the same for the same seed."""
    rng = Random(rng) if isinstance(rng, int) else rng
    venues = rng.randint(1, 3)
    offers = [_offer(rng, n, venues, ours=ours) for n in range(rng.randint(0, 5))]
    delegations = [_delegation(rng, n, offers, ours=ours) for n in range(rng.randint(1, 3))]
    problem: Json = {
        "schema": "assign-problem/1",
        "name": "nasty",
        "travel": [[_way(rng, a, b) for b in range(venues)] for a in range(venues)],
        "offers": offers,
        "delegations": delegations,
        "objective": rng.choice(("sum", "fair")),
    }
    wished = [[d["id"], o] for d in delegations for o in d["interest"]]
    if wished and rng.random() < 0.35:
        problem["pinned"] = rng.sample(wished, rng.randint(1, min(2, len(wished))))
    if rng.random() < 0.6:
        problem |= _meetings(rng, [d["id"] for d in delegations], venues, ours=ours)
    return problem


def _way(rng: Random, a: int, b: int) -> int:
    if a == b:
        return 0
    return -1 if rng.random() < 0.05 else rng.randint(0, 30)


def _moment(rng: Random) -> int:
    return rng.choice((0, 0, DAY)) + 10 * rng.randint(0, 9)


def _offer(rng: Random, n: int, venues: int, *, ours: bool) -> Json:
    start = _moment(rng)
    offer: Json = {"id": f"o{n}", "venue": rng.randrange(venues), "start": start}
    offer |= {"end": start + rng.choice((5, 10, 20, 40)), "capacity": rng.choice((0, 1, 1, 2, 3))}
    if ours and rng.random() < 0.3:
        offer["group"] = rng.choice(("g", "h"))
    return offer


def _delegation(rng: Random, n: int, offers: list[Json], *, ours: bool) -> Json:
    liked = {o["id"]: rng.randint(0, 9) for o in offers if rng.random() < 0.7}
    delegation: Json = {"id": f"d{n}", "interest": liked}
    if rng.random() < 0.3:
        delegation["away"] = [_stretch(rng) for _ in range(rng.randint(1, 2))]
    if rng.random() < 0.3:
        delegation["max_per_day"] = rng.randint(0, 2)
    if ours and rng.random() < 0.3:
        delegation["size"] = rng.randint(1, 2)
    if ours and rng.random() < 0.2:
        earliest = _moment(rng)
        latest = earliest + rng.choice((10, 40, 80))
        delegation["rests"] = [[earliest, latest, rng.randint(1, 30)]]
    return delegation


def _stretch(rng: Random) -> list[int]:
    start = _moment(rng)
    return [start, start + rng.choice((5, 20, 60))]


def _meetings(rng: Random, delegations: list[str], venues: int, *, ours: bool) -> Json:
    sides = [*delegations, "actor0", "actor1"]
    meetings = []
    for n in range(rng.randint(0, 3)):
        a, b = rng.sample(sides, 2)
        meetings.append({"id": f"m{n}", "a": a, "b": b, "value": rng.randint(0, 6)})
    slots = []
    for _ in range(rng.randint(0, 3)):
        start = _moment(rng)
        slot: Json = {"start": start, "end": start + 10, "tables": rng.randint(0, 2)}
        slots.append(slot | {"venue": rng.randrange(venues)})
    more: Json = {"meetings": meetings, "meeting_slots": slots}
    if ours and rng.random() < 0.4:
        more["actors"] = [{"id": "actor0", "away": [_stretch(rng)]}]
    if ours and meetings and slots and rng.random() < 0.2:
        more["pinned_meetings"] = [[rng.choice(meetings)["id"], rng.randrange(len(slots))]]
    if ours and rng.random() < 0.3:
        more["few_gaps"] = True
    return more
