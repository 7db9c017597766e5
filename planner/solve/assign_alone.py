"""What a delegation could have were it alone: without capacities, all its meetings to be had.

Its own pins, absences, rests and limits hold; those it meets are always free, and there is always
a table.  A delegation alone is a longest path over its events in order of time; the state is
the last event, the offers of that day and the number of meetings (which ones does not matter: the
dearest).
"""

from typing import TYPE_CHECKING

from planner.solve.assign_facts import Facts, overlaps

if TYPE_CHECKING:
    import numpy as np

    from planner.solve.assign_form import Delegation

    Table = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]

NEVER = float("-inf")


def best_alone(facts: Facts, who: int) -> int:
    """The score of the delegation's best plan alone; 0 when its pins cannot hold."""
    events = _events(facts, who)
    worths = _meeting_worths(facts, who)
    return max(int(_longest(facts, who, events, worths)), 0)


def _score(facts: Facts, who: int, event: int) -> int:
    delegation: Delegation = facts.problem.delegations[who]
    return delegation.interest.get(facts.problem.offers[event].id, 0)


def _events(facts: Facts, who: int) -> list[int]:
    """The events that can be of use, in order of time."""
    busy, away = facts.busy[who], facts.away[who]
    found = []
    for event, what in enumerate(facts.events):
        wanted = bool(busy >> event & 1)
        if not wanted and not facts.clash[event] & busy:
            useful = event >= facts.slots_from or _score(facts, who, event) > 0
            wanted = useful and not overlaps(what.start, what.end, away)
        if wanted and (event < facts.slots_from or facts.meetings_of[who]):
            found.append(event)
    return sorted(found, key=facts.when)


def _meeting_worths(facts: Facts, who: int) -> list[int]:
    """What so many meetings are worth at best: 0 meetings, 1, 2 ..."""
    mine = facts.meetings_of[who]
    values = [facts.problem.meetings[m].value for m in mine if m in facts.pinned_slot]
    free = [facts.problem.meetings[m] for m in mine if m not in facts.pinned_slot]
    values += sorted((m.value for m in free if m.value > 0 and m.a != m.b), reverse=True)
    worths = [0]
    for value in values:
        worths.append(worths[-1] + value)
    return worths


def _longest(facts: Facts, who: int, events: list[int], worths: list[int]) -> float:
    import numpy as np

    if not events:
        return 0.0
    limit = facts.problem.delegations[who].max_per_day
    before = predecessors(facts, who, events)
    days = np.array([facts.days[event] for event in events])
    steps = np.diff(np.array(worths, dtype=float))
    tables = np.full((len(events), 1 if limit is None else limit + 1, len(worths)), NEVER)
    for at, event in enumerate(events):
        base = _reached(tables, before[at], days[:at] == days[at], at)
        if event >= facts.slots_from:
            tables[at, :, 1:] = base[:, :-1] + steps
        elif limit is None:
            tables[at] = base + _score(facts, who, event)
        else:
            tables[at, 1:] = base[:-1] + _score(facts, who, event)
    last = max((at for at, event in enumerate(events) if facts.busy[who] >> event & 1), default=-1)
    best = float(tables[max(last, 0) :].max())
    return best if last >= 0 else max(best, 0.0)


def _reached(
    tables: "Table",
    before: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
    same_day: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
    at: int,
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """The best scores just before the event, by offers of its day and meetings so far."""
    import numpy as np

    base = np.full(tables.shape[1:], NEVER)
    today = tables[:at][before[1:] & same_day]
    if len(today):
        base = today.max(axis=0)
    earlier = tables[:at][before[1:] & ~same_day]
    if len(earlier):
        base[0] = np.maximum(base[0], earlier.max(axis=(0, 1)))
    if before[0]:
        base[0, 0] = max(base[0, 0], 0.0)
    return base


def predecessors(
    facts: Facts, who: int, events: list[int]
) -> "list[np.ndarray[tuple[int], np.dtype[np.bool_]]]":
    """For every event: may it be the first of all, and which of the earlier may come just before.

    No step passes over a pinned event.
    """
    import numpy as np

    chosen = [facts.events[event] for event in events]
    end = np.array([what.end for what in chosen])
    venue = np.array([what.venue for what in chosen], dtype=int)
    travel = np.array(facts.problem.travel)
    found, forced = [], 0
    for at, event in enumerate(events):
        minutes = travel[venue[:at], chosen[at].venue]
        usable = np.zeros(at + 1, dtype=bool)
        usable[1:] = (minutes >= 0) & (end[:at] + minutes <= chosen[at].start)
        usable[:forced] = False
        found.append(usable)
        usable[0] = forced == 0
        if facts.busy[who] >> event & 1:
            forced = at + 1
    return found
