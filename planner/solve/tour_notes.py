"""Sentences on a tour problem for people: times of day, and what is wrong with the input."""

from collections.abc import Iterator

from planner.solve.tour_form import Day, Site, TourProblem


def clock(problem: TourProblem, time: int) -> str:
    """A time as hours and minutes, where the unit is the minute."""
    if problem.time_unit != "min" or not 0 <= time < 48 * 60:
        return str(time)
    return f"{time // 60 % 24:02}:{time % 60:02}"


def name_of(problem: TourProblem, site: str) -> str:
    return next((s.name or s.id for s in problem.sites if s.id == site), site)


def place_name(problem: TourProblem, place: str) -> str:
    return next((p.name or p.id for p in problem.places if p.id == place), place)


def opening(problem: TourProblem, site: Site, day: str | None = None) -> str:
    """``09:00-12:00 and 13:00-17:00``; empty when it is never open."""
    windows = [
        (w.open, w.close) for w in site.windows if day is None or w.days is None or day in w.days
    ]
    spans = [f"{clock(problem, a)}-{clock(problem, b)}" for a, b in sorted(set(windows))]
    return " and ".join(spans)


def notes_of(problem: TourProblem) -> tuple[str, ...]:
    """What keeps sites out or was left aside, a sentence each that names the culprit."""
    return tuple(_notes(problem))


def _notes(problem: TourProblem) -> Iterator[str]:
    known = {s.id for s in problem.sites}
    for pin in problem.pinned:
        if pin.site not in known:
            yield f"{pin.site} is pinned but is not a site of the problem."
    days = [d.id for d in problem.days]
    for site in problem.sites:
        name = site.name or site.id
        if not any(w.days is None or set(w.days) & set(days) for w in site.windows):
            yield f"{name} is not open on any day of the tour."
        elif not any(site.score_on(day) for day in days):
            yield f"{name} has no score: it is visited only where it is pinned."
    yield from _unknown_ways(problem)


def _unknown_ways(problem: TourProblem) -> Iterator[str]:
    """A line for each site that no known journey leads to or from."""
    index = {p.id: n for n, p in enumerate(problem.places)}
    ends = {index[x] for d in problem.days for x in (d.start_place, d.end_place)}
    used = ends | {index[s.place] for s in problem.sites}
    for site in problem.sites:
        at = index[site.place]
        others = used - {at}
        to = any(problem.travel[a][at] >= 0 for a in others)
        back = any(problem.travel[at][a] >= 0 for a in others)
        if others and at not in ends and not (to and back):
            way = "from" if to else "to"
            yield f"No journey {way} {site.name or site.id} is known."
    for day in problem.days:
        if problem.travel[index[day.start_place]][index[day.end_place]] < 0:
            yield _no_way(problem, day)


def _no_way(problem: TourProblem, day: Day) -> str:
    a, b = place_name(problem, day.start_place), place_name(problem, day.end_place)
    return f"{day.id}: no journey from {a} to {b} is known."
