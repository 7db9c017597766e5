"""A timeline's columns by delegation, made anew only for those whose days have changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from models.words import DelegationStatus
from planner.entities import Delegation
from planner.phrases import _
from planner.programme import Entry, Party, Programme, Span
from screens.widgets.timeline_columns import NOBODY, Column, entry_of, window_of, within

ACCEPTED_SIGN = "✓"
INVITED_SIGN = "◌"

#: What a column is made of: the delegation, its agenda and those of its delegates.
Sources = tuple[Delegation, tuple[tuple[Entry, ...], ...]]


class DelegationColumns:
    """Makes one column a delegation that takes part, its delegates' own activities included.

    What nobody takes part in yet comes last, in a column of its own: nothing disappears.  Those
    who share a circuit of the tour stand side by side, so that most of what is shared is drawn
    once.  Columns of delegations that an edit has not touched are handed on as they were.
    """

    def __init__(self) -> None:
        self._window = Span(0, 0)
        self._people: tuple[object, ...] = ()
        self._agendas: Mapping[str, tuple[Entry, ...]] = {}
        self._columns: dict[str, Column] = {}
        self._attendance: Mapping[str, tuple[Party, ...]] = {}
        self._nobodys: set[str] = set()

    def __call__(self, programme: Programme, days: Sequence[date]) -> tuple[Column, ...]:
        """The columns for some days, in order."""
        window = window_of(programme, days)
        for delegation in self._stale(programme, window):
            sources = _sources(programme, delegation)
            self._columns[delegation.id] = _column(sources, window)
        columns = [*self._columns.values()]
        if nobodys := self._of_nobody(programme, window):
            columns.append(Column(NOBODY, _("Nobody yet"), nobodys, tentative=True, travels=False))
        return tuple(columns)

    def _stale(self, programme: Programme, window: Span) -> Iterable[Delegation]:
        """Those whose columns have to be made; all of them, where others come or the days do."""
        people = (programme.delegations, programme.delegates, programme.tours, programme.boardings)
        same = window == self._window and _same(people, self._people)
        changed = changed_keys(self._agendas, programme.agendas) if same else set()
        self._window, self._people, self._agendas = window, people, programme.agendas
        if not same:
            self._columns = {}
            return by_circuit(programme)
        delegates = programme.delegates
        ids = {delegates[i].delegation_id if i in delegates else i for i in changed}
        return [programme.delegations[i] for i in self._columns if i in ids]

    def _of_nobody(self, programme: Programme, window: Span) -> tuple[Entry, ...]:
        """What nobody takes part in, parts apart."""
        attendance, activities = programme.attendance, programme.activities
        for activity_id in changed_keys(self._attendance, attendance):
            if any(party.delegation_id for party in attendance.get(activity_id, ())):
                self._nobodys.discard(activity_id)
            else:
                self._nobodys.add(activity_id)
        self._attendance = attendance
        self._nobodys &= activities.keys()
        placed = (
            entry_of(programme, i)
            for i in self._nobodys
            if i in programme.spans and activities[i].parent_id is None
        )
        return tuple(sorted(within(placed, window), key=by_time))


def changed_keys(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The keys whose values differ, have come or have gone; most are the very same."""
    changed = before.keys() - after.keys()
    for key, value in after.items():
        old = before.get(key)
        if old is not value and old != value:
            changed.add(key)
    return changed


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))


def columns_by_delegation(programme: Programme, days: Sequence[date]) -> tuple[Column, ...]:
    """As :class:`DelegationColumns`, nothing remembered."""
    return DelegationColumns()(programme, days)


def by_circuit(programme: Programme) -> tuple[Delegation, ...]:
    """Delegations that have not declined or been cancelled, those of one circuit together."""
    order = {tour_id: n for n, tour_id in enumerate(programme.tours)}
    circuit: dict[str, int] = {}
    for boarding in programme.boardings.values():
        delegate = programme.delegates.get(boarding.delegate_id or "")
        delegation_id = delegate.delegation_id if delegate else boarding.delegation_id
        if delegation_id is not None and boarding.tour_id in order:
            number = order[boarding.tour_id]
            circuit[delegation_id] = min(number, circuit.get(delegation_id, number))
    return tuple(sorted(programme.active_delegations, key=lambda d: circuit.get(d.id, len(order))))


def _sources(programme: Programme, delegation: Delegation) -> Sources:
    delegates = programme.delegates_of.get(delegation.id, ())
    return delegation, (
        programme.agenda(delegation.id),
        *(programme.own_entries(delegate.id) for delegate in delegates),
    )


def _column(sources: Sources, window: Span) -> Column:
    delegation, (shared, *own) = sources
    found = {entry.activity.id: entry for entry in within(shared, window)}
    for agenda in own:
        for entry in within(agenda, window):
            found.setdefault(entry.activity.id, entry)
    entries = tuple(sorted(found.values(), key=by_time))
    invited = delegation.status is DelegationStatus.INVITED
    return Column(
        delegation.id,
        delegation.name,
        entries,
        sign=INVITED_SIGN if invited else ACCEPTED_SIGN,
        tentative=invited,
    )


def by_time(entry: Entry) -> tuple[int, int, str]:
    """Sort key: entries by begin and end, then by title."""
    return (entry.begin, entry.end, entry.activity.title)
