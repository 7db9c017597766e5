"""Small tour problems with every trap of the form, for property tests and the brute force.

One-way roads, missing roads, visits of no length, sites that are never open, pins that contradict
each other, lunches that nobody has time for.  ``nasty_tours()`` is a hypothesis strategy.
"""

from random import Random
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]


def nasty_tours(sites: int = 5, days: int = 2, *, ours: bool = True) -> st.SearchStrategy[Json]:
    """Problems of up to so many sites and days; ``ours``: with the members that are ours."""
    randoms = st.randoms(use_true_random=False)
    return randoms.map(lambda rng: nasty_tour(rng, sites, days, ours=ours))


def nasty_tour(rng: Random | int, sites: int = 5, days: int = 2, *, ours: bool = True) -> Json:
    """One problem; the same for the same seed."""
    rng = Random(rng) if isinstance(rng, int) else rng
    places = [f"p{n}" for n in range(rng.randint(1, 5))]
    names = [f"d{n}" for n in range(rng.randint(1, days))]
    ids = [f"s{n}" for n in range(rng.randint(0, sites))]
    problem: Json = {
        "schema": "tour-problem/1",
        "name": "nasty",
        "window_rule": rng.choice(("start", "complete")),
        "places": [{"id": p} for p in places],
        "travel": [[_way(rng, a, b) for b in places] for a in places],
        "sites": [_site(rng, s, places, names, ours=ours) for s in ids],
        "days": [_day(rng, d, places, ours=ours) for d in names],
    }
    if ids and rng.random() < 0.4:
        problem["pinned"] = [_pin(rng, ids, names) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.3:
        problem["limits"] = [
            {"id": f"l{n}", "scope": rng.choice(("trip", "day")), "max": rng.randint(0, 4),
             "use": {s: rng.randint(0, 3) for s in ids if rng.random() < 0.7}}
            for n in range(rng.randint(1, 2))
        ]  # fmt: skip
    if ours and len(ids) > 1 and rng.random() < 0.3:
        problem["orders"] = [rng.sample(ids, 2) for _ in range(rng.randint(1, 2))]
    return problem


def _way(rng: Random, a: str, b: str) -> int:
    if a == b:
        return 0
    return -1 if rng.random() < 0.08 else rng.randint(0, 25)


def _site(rng: Random, name: str, places: list[str], days: list[str], *, ours: bool) -> Json:
    site: Json = {"id": name, "place": rng.choice(places), "duration": rng.choice((0, 5, 10, 20))}
    site |= {"score": rng.randint(0, 9), "windows": []}
    for _ in range(rng.choice((0, 1, 1, 1, 1, 2))):
        opens = rng.randint(0, 70)
        window: Json = {"open": opens, "close": opens + rng.randint(0, 60)}
        if rng.random() < 0.3:
            window["days"] = rng.choice((None, [], rng.sample(days, rng.randint(1, len(days)))))
        site["windows"].append(window)
    if ours and rng.random() < 0.2:
        site["scores"] = {rng.choice(days): rng.randint(0, 12)}
    return site


def _day(rng: Random, name: str, places: list[str], *, ours: bool) -> Json:
    start = rng.randint(0, 20)
    day: Json = {"id": name, "start_place": rng.choice(places), "end_place": rng.choice(places)}
    day |= {"start": start, "end": start + rng.randint(10, 130)}
    if rng.random() < 0.2:
        day["max_visits"] = rng.randint(0, 3)
    if rng.random() < 0.5:
        day["lunch"] = rng.choice((None, _lunch(rng, places), _lunch(rng, places)))
    if ours and rng.random() < 0.15:
        day["max_driving"] = rng.randint(0, 60)
    if ours and rng.random() < 0.25:
        day["driving_break"] = [rng.randint(10, 40), rng.randint(1, 20)]
    return day


def _lunch(rng: Random, places: list[str]) -> Json:
    earliest = rng.randint(0, 60)
    lunch: Json = {"earliest": earliest, "latest": earliest + rng.randint(0, 40)}
    lunch["duration"] = rng.choice((0, 10, 20))
    if rng.random() < 0.4:
        lunch["required"] = rng.random() < 0.5
    if rng.random() < 0.5:
        chosen = rng.sample(places, rng.randint(1, min(2, len(places))))
        lunch["at"] = rng.choice(("stop", chosen))
    return lunch


def _pin(rng: Random, sites: list[str], days: list[str]) -> Json:
    pin: Json = {"site": rng.choice(sites)}
    if rng.random() < 0.5:
        pin["day"] = rng.choice((None, *days))
    if rng.random() < 0.4:
        pin["start"] = rng.choice((None, rng.randint(0, 90)))
    return pin
