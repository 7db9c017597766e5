"""Among equally good plans, the one in which people wait least between their meetings of a day.

Waiting is in minutes, from the end of a meeting to the start of the next one of that day,
whatever lies between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from typing import Any

from planner.solve.assign_exact import Search, Value
from planner.solve.assign_model import Model
from planner.solve.assign_progress import Progress
from planner.solve.assign_relaxation import EPSILON, Relaxation


def fewer_gaps(progress: Progress, relaxation: Relaxation, targets: Sequence[int | None]) -> None:
    """Offer better plans of the same share and total until there is none."""
    relaxed = relaxation.total(targets)
    assert relaxed is not None
    model, gap = progress.model, relaxed.value + EPSILON - progress.total
    ones = {c for c, price in enumerate(relaxed.prices) if price > gap} | model.ones
    keep = [c for c, price in enumerate(relaxed.prices) if -gap <= price and c not in ones]
    assert progress.plan is not None
    search = Search(
        model,
        keep=keep,
        ones=ones,
        targets=targets,
        least=floor(progress.total),
        hint=progress.plan.columns(model),
        found=progress.offer_columns,
        extra=lambda programme, value: _waiting(programme, value, model),
    )
    progress.waits_least = search.run(progress.budget).ended
    progress.tell()


@dataclass(frozen=True, slots=True)
class _Day:
    """The slots of a person on one day: (start, end, whether a meeting is held then)."""

    slots: list[tuple[int, int, Any]]

    @property
    def times(self) -> list[int]:
        return sorted({time for start, end, _ in self.slots for time in (start, end)})


def _waiting(programme: Any, value: Value, model: Model) -> Any:
    """The minutes of all people, as an expression of the programme."""
    facts, costs = model.facts, []
    for meetings in facts.meetings_of:
        held: dict[int, list[Any]] = {}
        for meeting in meetings:
            for event in facts.meeting_slots[meeting]:
                held.setdefault(event, []).append(value(model.held[meeting, event]))
        by_day: dict[int, list[tuple[int, int, Any]]] = {}
        for event, values in held.items():
            slot = facts.events[event]
            by_day.setdefault(facts.days[event], []).append((slot.start, slot.end, sum(values)))
        for slots in by_day.values():
            costs += _idle(programme, _Day(slots)) if len(meetings) > 1 else []
    return sum(costs)


def _idle(programme: Any, day: _Day) -> list[Any]:
    """What the person waits between any two neighbouring times of the day."""
    times = day.times
    before = _running(programme, times, [(end, held) for _, end, held in day.slots])
    backwards = [(-start, held) for start, _, held in day.slots]
    after = _running(programme, [-time for time in reversed(times)], backwards)
    costs = []
    for left, right in pairwise(times):
        busy = sum(held for start, end, held in day.slots if start <= left and right <= end)
        idle = programme.new_bool_var("")
        programme.add(idle >= before[left] + after[-right] - 1 - busy)
        costs.append(idle * (right - left))
    return costs


def _running(programme: Any, times: list[int], held: list[tuple[int, Any]]) -> dict[int, Any]:
    """For every time: is one of these held at or before it?"""
    found: dict[int, Any] = {}
    last: Any = 0
    for time in times:
        found[time] = programme.new_bool_var("")
        programme.add(found[time] >= last)
        for when, values in held:
            if when == time:
                programme.add(found[time] >= values)
        last = found[time]
    return found
