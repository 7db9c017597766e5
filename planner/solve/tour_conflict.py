"""Why a tour cannot be: a minimal set of requirements that cannot hold together.

Pins, required lunches and limits are taken away one by one; those without which it is still
impossible have no part in it (deletion filter: Chinneck and Dravnieks 1991).  Of the facts that
stay - hours, ends of days, unknown journeys - those are named without which the rest could hold.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from planner.solve.tour_form import Blocker, Day, Site, TourProblem, Window
from planner.solve.tour_model import roads_of
from planner.solve.tour_must import mandatory
from planner.solve.tour_notes import clock, name_of, opening, place_name

#: Later than any end, earlier than any start.
FAR = 1_000_000


def conflict_of(problem: TourProblem, halt: Callable[[], bool]) -> tuple[Blocker, ...]:
    """Requirements of a problem that is known to be impossible.

    Without any one of them the others can hold, together with all other facts of the problem.
    """
    named = [*_limits(problem), *_lunches(problem), *_pins(problem)]
    rest = problem
    for blocker in list(named):
        if halt():
            break
        smaller = without(rest, blocker)
        if not _possible(smaller, halt):
            rest = smaller
            named.remove(blocker)
    for fact in _facts(rest):
        if halt():
            break
        if _possible(without(rest, fact), halt):
            named.append(fact)
    return tuple(named) or tuple(_last_resort(problem, halt))


def _possible(problem: TourProblem, halt: Callable[[], bool]) -> bool:
    found = mandatory(problem, halt)
    return found.plan is not None or not found.sure


def _pins(problem: TourProblem) -> Iterator[Blocker]:
    for site in dict.fromkeys(p.site for p in problem.pinned):
        pins = [p for p in problem.pinned if p.site == site]
        said = []
        for pin in pins:
            day = f" to {pin.day}" if pin.day else ""
            start = f" at {clock(problem, pin.start)}" if pin.start is not None else ""
            said.append(f"{day}{start}")
        text = " and".join(said)
        yield Blocker(
            "pinned",
            site=site,
            day=pins[0].day,
            message=f"{name_of(problem, site)} is pinned{text}.",
        )


def _lunches(problem: TourProblem) -> Iterator[Blocker]:
    for day in problem.days:
        if day.lunch is not None and day.lunch.required:
            lunch = day.lunch
            first, last = clock(problem, lunch.earliest), clock(problem, lunch.latest)
            where = ""
            if lunch.at != "stop":
                where = " at " + " or ".join(place_name(problem, p) for p in lunch.at)
            text = f"{day.id}: lunch of {lunch.duration} starts between {first} and {last}{where}."
            yield Blocker("lunch", day=day.id, message=text)


def _limits(problem: TourProblem) -> Iterator[Blocker]:
    pinned = {p.site for p in problem.pinned}
    for limit in problem.limits:
        uses = [f"{name_of(problem, s)} {n}" for s, n in limit.use.items() if s in pinned and n]
        text = f"{limit.id}: {limit.max} at most for the {limit.scope} ({', '.join(uses)})."
        yield Blocker("limit", limit=limit.id, message=text)


def _facts(problem: TourProblem) -> Iterator[Blocker]:
    """Hours of the pinned sites, journeys that are unknown, ends of the days."""
    pinned = {p.site: p.day for p in problem.pinned}
    for site in problem.sites:
        if site.id in pinned:
            day = next((d for d in problem.days if d.id == pinned[site.id]), None)
            yield Blocker("window", site=site.id, message=_hours(problem, site, day))
            if text := _way(problem, {site.place}, problem.days):
                name = site.name or site.id
                yield Blocker("travel", site=site.id, message=f"Journeys of {name}: {text}.")
    for day in problem.days:
        yield Blocker("day_end", day=day.id, message=_end(problem, day))
        if text := _way(problem, {day.start_place, day.end_place}, (day,)):
            a, b = (place_name(problem, p) for p in (day.start_place, day.end_place))
            text = f"{day.id}, journeys from {a} and to {b}: {text}."
            yield Blocker("travel", day=day.id, message=text)


def _hours(problem: TourProblem, site: Site, day: Day | None) -> str:
    name = site.name or site.id
    hours = opening(problem, site, day.id if day else None)
    text = f"{name} is open {hours}" if hours else f"{name} is not open"
    if day is None:
        return f"{text}."
    index = {p.id: n for n, p in enumerate(problem.places)}
    way = int(roads_of(problem).least[index[day.start_place], index[site.place]])
    if way >= FAR:
        return f"{text} on {day.id}."
    there = f"from {place_name(problem, day.start_place)} it is reached"
    return f"{text} on {day.id}; {there} at {clock(problem, day.start + way)} at the earliest."


def _end(problem: TourProblem, day: Day) -> str:
    home = place_name(problem, day.end_place)
    begins, ends = clock(problem, day.start), clock(problem, day.end)
    return f"{day.id} begins at {begins} and ends at {home} by {ends}."


def _way(problem: TourProblem, places: set[str], days: tuple[Day, ...]) -> str:
    """What may be wrong with the ways from and to places: unknown, or too long for the driver."""
    index = {n for n, p in enumerate(problem.places) if p.id in places}
    unknown = any(
        way < 0 and (a in index or b in index)
        for a, row in enumerate(problem.travel)
        for b, way in enumerate(row)
    )
    said = ["one is not known"] if unknown else []
    for day in days:
        if day.max_driving is not None:
            said.append(f"{day.max_driving} at the wheel at most on {day.id}")
        if day.driving_break is not None:
            most, pause = day.driving_break
            said.append(f"{most} at the wheel at most without a pause of {pause} on {day.id}")
    return ", ".join(said)


def without(problem: TourProblem, fact: Blocker) -> TourProblem:
    """The problem when one requirement is taken away."""
    match fact.kind:
        case "pinned":
            return replace(problem, pinned=tuple(p for p in problem.pinned if p.site != fact.site))
        case "limit":
            return replace(problem, limits=tuple(x for x in problem.limits if x.id != fact.limit))
        case "window":
            always = (Window(-FAR, FAR),)
            sites = (replace(s, windows=always) if s.id == fact.site else s for s in problem.sites)
            return replace(problem, sites=tuple(sites))
        case "travel":
            return _with_ways(problem, fact)
    days = (_freed(d, fact.kind) if d.id == fact.day else d for d in problem.days)
    return replace(problem, days=tuple(days))


def _freed(day: Day, kind: str) -> Day:
    if kind == "day_end":
        return replace(day, end=FAR)
    return day if day.lunch is None else replace(day, lunch=replace(day.lunch, required=False))


def _with_ways(problem: TourProblem, fact: Blocker) -> TourProblem:
    """All ways to and from a site, or to and from the start and the end of a day, cost nothing."""
    free = {s.place for s in problem.sites if s.id == fact.site}
    if fact.site is None:
        ends = ((d.start_place, d.end_place) for d in problem.days if d.id == fact.day)
        free = {place for pair in ends for place in pair}
    index = {n for n, p in enumerate(problem.places) if p.id in free}
    rows = (
        tuple(0 if a in index or b in index else way for b, way in enumerate(row))
        for a, row in enumerate(problem.travel)
    )
    return replace(problem, travel=tuple(rows))


def _last_resort(problem: TourProblem, halt: Callable[[], bool]) -> Iterator[Blocker]:
    """Several days that cannot be, each for itself: the first of them."""
    bare = replace(problem, pinned=(), limits=())
    for day in problem.days:
        alone = replace(bare, days=(_freed(day, "lunch"),))
        if not _possible(alone, halt):
            yield Blocker("day_end", day=day.id, message=_end(problem, day))
            return
    for day in problem.days:
        yield Blocker("day_end", day=day.id, message=_end(problem, day))


def rest_of(
    problem: TourProblem, conflict: tuple[Blocker, ...], halt: Callable[[], bool]
) -> TourProblem | None:
    """The problem without what cannot be: one thing of each conflict goes, a pinned site first."""
    for _once in range(len(problem.pinned) + 2 * len(problem.days)):
        smaller = _let_go(problem, conflict)
        if smaller is None or halt():
            return None
        problem = smaller
        if _possible(problem, halt):
            return problem
        conflict = conflict_of(problem, halt)
    return None


def _let_go(problem: TourProblem, conflict: tuple[Blocker, ...]) -> TourProblem | None:
    for kind in ("pinned", "lunch", "day_end"):
        for blocker in reversed(conflict):
            if blocker.kind != kind:
                continue
            if kind == "pinned":
                sites = tuple(s for s in problem.sites if s.id != blocker.site)
                return replace(without(problem, blocker), sites=sites)
            if kind == "lunch":
                return without(problem, blocker)
            days = tuple(d for d in problem.days if d.id != blocker.day)
            return replace(problem, days=days) if days else None
    return None
