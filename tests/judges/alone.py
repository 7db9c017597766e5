"""What a delegation could have were it alone: no capacities, no tables, nobody else's absences.

Its own pins, absences, rests, groups and ``max_per_day`` hold, and the ways do; each of its wanted
meetings may be held in any slot.  By dynamic programming over its day, exact.
"""

import sys
from functools import cache
from typing import Any, NamedTuple

Json = dict[str, Any]
NOTHING = -(10**12)


class Option(NamedTuple):
    """Something it may do: a thing with a value, or an absence (no venue), which it must."""

    start: int
    end: int
    venue: int | None
    value: int
    name: tuple[str, str]  # ("offer", id), ("meeting", id) or ("away", "")
    group: str | None
    must: bool


class State(NamedTuple):
    """What of the past matters for the rest."""

    busy_until: int
    thing: tuple[int, int] | None  # end and venue of the last thing
    day: int
    offers: int  # of that day
    used: frozenset[tuple[str, str]]  # groups and meetings that may not come again
    rested: frozenset[int]


def best_alone(problem: Json, delegation: Json) -> int | None:
    """The most it could have; None when its own pins and absences cannot hold together."""
    options = _options(problem, delegation)
    rests = asked_rests(delegation)
    most = delegation.get("max_per_day")
    first = State(NOTHING, None, NOTHING, 0, frozenset(), frozenset())

    def rested(state: State, until: int) -> frozenset[int]:
        fits = (
            n
            for n, (earliest, latest, minutes) in enumerate(rests)
            if min(until, latest) - max(state.busy_until, earliest) >= minutes
        )
        return state.rested | frozenset(fits)

    def taken(state: State, option: Option) -> State | None:
        """The state after an option; None when it cannot be had."""
        thing, day, offers, used = state.thing, state.day, state.offers, state.used
        if option.start < state.busy_until:
            return None
        if option.venue is not None:
            if thing is not None:
                way = problem["travel"][thing[1]][option.venue]
                if way < 0 or thing[0] + way > option.start:
                    return None
            thing = (option.end, option.venue)
        if option.name[0] == "offer":
            offers = offers + 1 if day == option.start // 1440 else 1
            day = option.start // 1440
            if most is not None and offers > most:
                return None
        key = option.name if option.name[0] == "meeting" else ("group", option.group or "")
        if option.group is not None or option.name[0] == "meeting":
            if key in used:
                return None
            used |= {key}
        return State(option.end, thing, day, offers, used, rested(state, option.start))

    @cache
    def best(place: int, state: State) -> int:
        if place == len(options):
            done = len(rested(state, -NOTHING)) == len(rests)
            return 0 if done else NOTHING
        option = options[place]
        found = NOTHING if option.must else best(place + 1, state)
        after = taken(state, option)
        if after is not None:
            found = max(found, option.value + best(place + 1, after))
        return found

    found = _deep(best, len(options), first)
    return found if found > NOTHING // 2 else None


def asked_rests(delegation: Json) -> list[tuple[int, int, int]]:
    """The rests that its absences leave possible; others nobody can give it."""
    away = _merged(delegation.get("away") or [])
    rests: list[tuple[int, int, int]] = [(r[0], r[1], r[2]) for r in delegation.get("rests") or []]
    return [r for r in rests if longest_pause(away, r[0], r[1]) >= r[2]]


def longest_pause(busy: list[tuple[int, int]], earliest: int, latest: int) -> int:
    """The longest free stretch between two moments; ``busy`` is in order."""
    free, longest = earliest, 0
    for start, end in busy:
        longest = max(longest, min(start, latest) - free)
        free = max(free, end)
    return max(longest, latest - free)


def _deep(best: Any, length: int, first: State) -> int:
    """Run the recursion with room for its depth."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 20 * length + 2000))
    try:
        return int(best(0, first))
    finally:
        sys.setrecursionlimit(before)


def _options(problem: Json, delegation: Json) -> list[Option]:
    name = delegation["id"]
    offers = {o["id"]: o for o in problem["offers"]}
    pins = {o for d, o in problem.get("pinned") or [] if d == name}
    options = [
        Option(o["start"], o["end"], o["venue"], value, ("offer", i), o.get("group"), i in pins)
        for i, value in delegation["interest"].items()
        for o in [offers[i]]
    ]
    fixed = dict(problem.get("pinned_meetings") or [])
    for meeting in problem.get("meetings") or []:
        if name not in (meeting["a"], meeting["b"]):
            continue
        for n, slot in enumerate(problem.get("meeting_slots") or []):
            if fixed.get(meeting["id"], n) == n:
                key = ("meeting", meeting["id"])
                must = meeting["id"] in fixed
                when = (slot["start"], slot["end"], slot["venue"])
                options.append(Option(*when, meeting["value"], key, None, must))
    for start, end in _merged(delegation.get("away") or []):
        options.append(Option(start, end, None, 0, ("away", ""), None, True))
    return sorted(options, key=lambda o: (o.start, o.end, o.venue is not None, o.name))


def _merged(away: list[list[int]]) -> list[tuple[int, int]]:
    """Absences that overlap as one; empty ones left out."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((a[0], a[1]) for a in away if a[0] < a[1]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
