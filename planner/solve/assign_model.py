"""The integer programme: a column for everything that can be given, rows for what excludes what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from planner.solve.assign_cliques import cover
from planner.solve.assign_facts import Facts, bits, overlaps
from planner.solve.assign_watch import Stopped


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum(factor * column) <= high``; None: no limit.

    ``day``: whoever goes from event to event in time, with so many offers a day, keeps it.
    """

    columns: Sequence[int]
    factors: Sequence[int]
    low: int | None = None
    high: int | None = None
    day: bool = False


def at_most(columns: Sequence[int], high: int, *, day: bool = False) -> Row:
    return Row(columns, [1] * len(columns), None, high, day)


@dataclass
class Model:
    """Columns are 0 or 1.  ``worth``: what each adds to the total; ``got``: the same for a
    delegation, as (columns, factors)."""

    facts: Facts
    worth: list[int] = field(default_factory=list)
    given: dict[tuple[int, int], int] = field(default_factory=dict)
    held: dict[tuple[int, int], int] = field(default_factory=dict)
    rests: dict[tuple[int, int, int], int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    ones: set[int] = field(default_factory=set)
    got: list[tuple[list[int], list[int]]] = field(default_factory=list)

    def column(self, worth: int) -> int:
        self.worth.append(worth)
        return len(self.worth) - 1

    def trim(self, row: Row) -> None:
        """Keep a row that says something."""
        if row.columns and (row.high is None or row.low is not None or _bites(row)):
            self.rows.append(row)


def _bites(row: Row) -> bool:
    assert row.high is not None
    return sum(factor for factor in row.factors if factor > 0) > row.high


def build(facts: Facts) -> Model:
    """The model of a whole problem, without targets for the shares."""
    model = Model(facts)
    fill(model)
    return model


def fill(model: Model, over: Callable[[], bool] = lambda: False) -> None:
    """Columns and rows for an empty model.  Raises Stopped once ``over`` says so."""
    _columns(model)
    for who in range(len(model.facts.people)):
        if over():
            raise Stopped
        _person_rows(model, who)
    _capacity_rows(model)
    _meeting_rows(model)


def _columns(model: Model) -> None:
    facts = model.facts
    for who, offers in enumerate(facts.offers):
        for event, score in offers.items():
            model.given[who, event] = model.column(score)
            if facts.pinned[who] >> event & 1:
                model.ones.add(model.given[who, event])
    for meeting, events in enumerate(facts.meeting_slots):
        for event in events:
            model.held[meeting, event] = model.column(2 * facts.problem.meetings[meeting].value)
            if meeting in facts.pinned_slot:
                model.ones.add(model.held[meeting, event])
    for who, offers in enumerate(facts.offers):
        columns = [model.given[who, event] for event in offers]
        factors = list(offers.values())
        for meeting in facts.meetings_of[who]:
            for event in facts.meeting_slots[meeting]:
                columns.append(model.held[meeting, event])
                factors.append(facts.problem.meetings[meeting].value)
        model.got.append((columns, factors))


def events_of(model: Model, who: int) -> dict[int, list[int]]:
    """Event -> the columns that put the person there."""
    facts = model.facts
    found: dict[int, list[int]] = {}
    if who < len(facts.offers):
        found = {event: [model.given[who, event]] for event in facts.offers[who]}
    for meeting in facts.meetings_of[who]:
        for event in facts.meeting_slots[meeting]:
            found.setdefault(event, []).append(model.held[meeting, event])
    return found


def _person_rows(model: Model, who: int) -> None:
    facts = model.facts
    there = events_of(model, who)
    nodes = sum(1 << event for event in there)
    cliques = [bits(clique) for clique in cover(facts.clash, nodes)]
    crowded = set(chain.from_iterable(cliques))
    cliques += [[event] for event, columns in there.items() if event not in crowded]
    for clique in cliques:
        model.trim(at_most([c for event in clique for c in there[event]], 1, day=True))
    _detour_rows(model, there)
    if who < len(facts.offers):
        _day_rows(model, who)
        _group_rows(model, who)
        for number in range(len(facts.rests[who])):
            _rest_rows(model, who, number, there)


def _detour_rows(model: Model, there: dict[int, list[int]]) -> None:
    for (first, last), between in model.facts.detours.items():
        if first in there and last in there:
            ends = there[first] + there[last]
            bridges = [c for event in bits(between) for c in there.get(event, ())]
            factors = [1] * len(ends) + [-1] * len(bridges)
            model.trim(Row(ends + bridges, factors, None, 1, day=True))


def _day_rows(model: Model, who: int) -> None:
    facts = model.facts
    limit = facts.problem.delegations[who].max_per_day
    if limit is None:
        return
    by_day: dict[int, list[int]] = {}
    for event in facts.offers[who]:
        by_day.setdefault(facts.days[event], []).append(model.given[who, event])
    for columns in by_day.values():
        model.trim(at_most(columns, limit, day=True))


def _group_rows(model: Model, who: int) -> None:
    by_group: dict[str, list[int]] = {}
    for event in model.facts.offers[who]:
        group = model.facts.problem.offers[event].group
        if group is not None:
            by_group.setdefault(group, []).append(model.given[who, event])
    for columns in by_group.values():
        model.trim(at_most(columns, 1))


def rest_starts(facts: Facts, who: int, number: int) -> list[int]:
    """The times at which a pause may begin: the others are no better than one of these."""
    earliest, latest, minutes = facts.rests[who][number]
    ends = [event.end for event in facts.events] + [end for _, end in facts.away[who]]
    times = sorted({earliest, *(end for end in ends if earliest <= end)})
    return [
        time
        for time in times
        if time + minutes <= latest and not overlaps(time, time + minutes, facts.away[who])
    ]


def _rest_rows(model: Model, who: int, number: int, there: dict[int, list[int]]) -> None:
    facts = model.facts
    minutes = facts.rests[who][number][2]
    starts = rest_starts(facts, who, number) if minutes > 0 else []
    pauses = []
    for start in starts:
        pause = model.column(0)
        model.rests[who, number, start] = pause
        pauses.append(pause)
        for clique in _in_the_way(facts, there, start, start + minutes):
            model.trim(at_most([pause, *(c for event in clique for c in there[event])], 1))
    if pauses:
        model.trim(Row(pauses, [1] * len(pauses), 1, None))


def _in_the_way(facts: Facts, there: Iterable[int], start: int, end: int) -> list[list[int]]:
    nodes = [
        event
        for event in there
        if overlaps(start, end, [(facts.events[event].start, facts.events[event].end)])
    ]
    cliques = [bits(clique) for clique in cover(facts.clash, sum(1 << event for event in nodes))]
    covered = set(chain.from_iterable(cliques))
    return cliques + [[event] for event in nodes if event not in covered]


def _capacity_rows(model: Model) -> None:
    facts = model.facts
    by_offer: dict[int, list[int]] = {}
    for who, event in model.given:
        by_offer.setdefault(event, []).append(who)
    for event, people in by_offer.items():
        columns = [model.given[who, event] for who in people]
        sizes = [facts.problem.delegations[who].size for who in people]
        model.trim(Row(columns, sizes, None, facts.problem.offers[event].capacity))


def _meeting_rows(model: Model) -> None:
    facts = model.facts
    by_slot: dict[int, list[int]] = {}
    for meeting, events in enumerate(facts.meeting_slots):
        model.trim(at_most([model.held[meeting, event] for event in events], 1))
        for event in events:
            by_slot.setdefault(event, []).append(model.held[meeting, event])
    for event, columns in by_slot.items():
        tables = facts.problem.meeting_slots[event - facts.slots_from].tables
        model.trim(at_most(columns, tables))
