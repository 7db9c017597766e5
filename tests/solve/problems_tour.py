"""Tour problems of every shape as plain JSON forms, the same for the same seed."""

from math import cos, hypot, radians
from random import Random
from typing import Any

Json = dict[str, Any]
Point = tuple[float, float]

NAMUR: Point = (50.466, 4.867)
KM_OF_DEGREE = 111.2
MORNING, EVENING = 8 * 60 + 30, 18 * 60 + 30


def real_tour(
    seed: int,
    candidates: int = 24,
    days: int = 3,
    *,
    town: bool = False,
    pins: int = 1,
    limits: bool = True,
    lunch: bool = True,
) -> Json:
    """A tour as organisers have it: opening hours, lunch, pins; minutes after midnight.

    Sites over some 90 km around Namur (4 to 7 visits a day), or all in one ``town`` (10 or more).
    """
    rng = Random(f"real {seed} {candidates} {days} {town}")
    names = [f"day{n + 1}" for n in range(days)]
    spread = 1.4 if town else 45.0
    points = [NAMUR, *(_around(rng, NAMUR, spread) for _ in range(candidates + 2))]
    places = [
        {"id": f"p{n}", "lat": round(lat, 5), "lon": round(lon, 5)}
        for n, (lat, lon) in enumerate(points)
    ]
    sites = [_site(rng, n, names, town=town) for n in range(candidates)]
    problem: Json = {
        "schema": "tour-problem/1",
        "name": f"{'town' if town else 'region'} {candidates}x{days} #{seed}",
        "time_unit": "min",
        "window_rule": "complete",
        "places": places,
        "travel": [[_drive(rng, a, b, town=town) for b in points] for a in points],
        "sites": sites,
        "days": [_day(rng, name, n, days, candidates, lunch=lunch) for n, name in enumerate(names)],
        "pinned": _pins(rng, sites, names, pins),
        "limits": [],
    }
    if limits:
        museums = {s["id"]: 1 for s in rng.sample(sites, candidates // 3)}
        fees = {s["id"]: rng.choice((4, 6, 8, 12)) for s in rng.sample(sites, candidates // 2)}
        problem["limits"] = [
            {"id": "museums a day", "scope": "day", "max": 3, "use": museums},
            {"id": "entrance fees", "scope": "trip", "max": 30 * days, "use": fees},
        ]
    return problem


def _around(rng: Random, centre: Point, km: float) -> Point:
    north, east = rng.uniform(-km, km) / 2, rng.uniform(-km, km)
    lat = centre[0] + north / KM_OF_DEGREE
    return lat, centre[1] + east / (KM_OF_DEGREE * cos(radians(lat)))


def _drive(rng: Random, a: Point, b: Point, *, town: bool) -> int:
    """Minutes by coach; not quite the same both ways."""
    if a == b:
        return 0
    east = (a[1] - b[1]) * KM_OF_DEGREE * cos(radians(a[0]))
    km = hypot((a[0] - b[0]) * KM_OF_DEGREE, east) * 1.3
    return round((3 if town else 5) + km * 60 / (20 if town else 65)) + rng.randrange(2)


def _site(rng: Random, n: int, days: list[str], *, town: bool) -> Json:
    lengths = (15, 20, 20, 25, 30) if town else (45, 60, 60, 75, 90)
    shape = rng.random()
    if shape < 0.3:
        hours = [(9 * 60, 12 * 60), (13 * 60, 17 * 60)]
    elif shape < 0.5:
        hours = [(14 * 60, 18 * 60)]
    elif shape < 0.6:
        hours = [(9 * 60, 12 * 60 + 30)]
    else:
        hours = [(rng.choice((9, 10)) * 60, rng.choice((17, 18, 19)) * 60)]
    closed = rng.choice(days) if len(days) > 1 and rng.random() < 0.25 else None
    open_days = [d for d in days if d != closed] if closed else None
    return {
        "id": f"s{n:03d}",
        "name": f"Site {n:03d}",
        "place": f"p{n + 1}",
        "duration": rng.choice(lengths),
        "score": rng.randrange(10, 101),
        "windows": [{"days": open_days, "open": a, "close": b} for a, b in hours],
    }


def _day(rng: Random, name: str, n: int, days: int, candidates: int, *, lunch: bool) -> Json:
    """The first day leaves from Namur, the last comes back; the nights are elsewhere."""
    hotels = [f"p{candidates + 1}", f"p{candidates + 2}"]
    start = "p0" if n == 0 else hotels[(n - 1) % 2]
    end = "p0" if n == days - 1 else hotels[n % 2]
    day: Json = {"id": name, "start_place": start, "end_place": end}
    day |= {"start": MORNING + 15 * rng.randrange(3), "end": EVENING, "max_visits": 14}
    if lunch:
        meal: Json = {"earliest": 11 * 60 + 45, "latest": 13 * 60 + 30, "duration": 60}
        if rng.random() < 0.3:
            meal["at"] = [f"p{k + 1}" for k in sorted(rng.sample(range(candidates), 4))]
        day["lunch"] = meal
    return day


def _pins(rng: Random, sites: list[Json], days: list[str], many: int) -> list[Json]:
    """Pins that can hold: one a day at most, half of them at an exact time."""
    pins: list[Json] = []
    for day in rng.sample(days, min(many, len(days))):
        free = [s for s in sites if all(p["site"] != s["id"] for p in pins)]
        late = [s for s in free if _open_at(s, day, 15 * 60)]
        if late:
            pin: Json = {"site": rng.choice(late)["id"], "day": day, "start": None}
            pins.append(pin | ({"start": 15 * 60} if rng.random() < 0.5 else {}))
    return pins


def _open_at(site: Json, day: str, start: int) -> bool:
    return any(
        (w["days"] is None or day in w["days"])
        and w["open"] <= start
        and start + site["duration"] <= w["close"]
        for w in site["windows"]
    )


#: Kind -> (length of the day, minutes of service), as in Solomon's and Cordeau's instances.
SHAPES = {
    "c100": (1236, 90), "c200": (3390, 90), "r100": (230, 10), "r200": (1000, 10),
    "rc100": (240, 10), "rc200": (960, 10), "pr": (1000, 10),
}  # fmt: skip


def literature(kind: str, seed: int, vehicles: int = 1, customers: int = 100) -> Json:
    """A team orienteering problem with the shape of the literature's instances.

    ``kind``: a key of ``SHAPES``.  Euclidean distances, cut to one decimal, times ten; all other
    times are times ten too.  A visit must start inside its window.
    """
    rng = Random(f"literature {kind} {seed} {customers}")
    horizon, service = SHAPES[kind]
    depot = (40.0, 50.0) if kind.startswith("c") else (35.0, 35.0)
    points = [depot, *_scattered(rng, kind, customers)]
    share = rng.choice((0.25, 0.5, 0.75, 1.0, 1.0, 1.0))
    width = horizon * rng.choice((0.05, 0.12, 0.25))
    sites = [
        _customer(rng, n, hypot(x - depot[0], y - depot[1]), horizon, service, share, width)
        for n, (x, y) in enumerate(points[1:])
    ]
    day = {"start_place": "p0", "end_place": "p0", "start": 0, "end": horizon * 10}
    return {
        "schema": "tour-problem/1",
        "name": f"{kind}-like {customers} m{vehicles} #{seed}",
        "time_unit": "0.1",
        "window_rule": "start",
        "places": [{"id": f"p{n}", "x": x, "y": y} for n, (x, y) in enumerate(points)],
        "travel": [[int(hypot(a - c, b - d) * 10) for c, d in points] for a, b in points],
        "sites": sites,
        "days": [{"id": f"v{n + 1}", **day} for n in range(vehicles)],
    }


def _scattered(rng: Random, kind: str, customers: int) -> list[Point]:
    """Clustered (c), random (r), half and half (rc), and all over a larger square (pr)."""
    if kind == "pr":
        return [(rng.uniform(-80, 100), rng.uniform(-80, 100)) for _ in range(customers)]
    centres = [(rng.uniform(10, 90), rng.uniform(10, 90)) for _ in range(10)]
    clustered = {"c": customers, "r": 0, "rc": customers // 2}[kind.rstrip("012")]
    points = []
    for n in range(customers):
        if n < clustered:
            x, y = centres[n % 10]
            points.append((round(rng.gauss(x, 3)), round(rng.gauss(y, 3))))
        else:
            points.append((rng.randrange(0, 90), rng.randrange(0, 90)))
    return [(float(x), float(y)) for x, y in points]


def _customer(
    rng: Random, n: int, far: float, horizon: int, service: int, share: float, width: float
) -> Json:
    """Its window, where it has one, leaves time to come from the depot and to go back."""
    first, last = int(far * 10) + 1, int((horizon - far - service) * 10) - 1
    opens, closes = 0, max(last, 0)
    if rng.random() < share and last > first:
        centre = rng.randrange(first, last)
        half = int(width * 10 * rng.uniform(0.6, 1.4) / 2)
        opens, closes = max(centre - half, 0), min(centre + half, last)
    return {
        "id": f"c{n + 1}",
        "place": f"p{n + 1}",
        "duration": service * 10,
        "score": rng.choice((10, 10, 20, 20, 30, 40)) if service == 90 else rng.randrange(1, 42),
        "windows": [{"open": opens, "close": closes}],
    }
