"""A timeline's columns by delegation, made anew only for those whose days have changed."""

from collections.abc import Mapping, Sequence
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
        self._known: dict[str, tuple[Sources, Column]] = {}
        self._attendance: Mapping[str, tuple[Party, ...]] = {}
        self._nobodys: tuple[str, ...] = ()

    def __call__(self, programme: Programme, days: Sequence[date]) -> tuple[Column, ...]:
        """The columns for some days, in order."""
        window = window_of(programme, days)
        if window != self._window:
            self._window, self._known = window, {}
        known, self._known = self._known, {}
        columns = []
        for delegation in by_circuit(programme):
            sources = _sources(programme, delegation)
            before = known.get(delegation.id)
            if before is None or before[0] != sources:
                before = (sources, _column(sources, window))
            self._known[delegation.id] = before
            columns.append(before[1])
        if nobodys := self._of_nobody(programme, window):
            columns.append(Column(NOBODY, _("Nobody yet"), nobodys, tentative=True, travels=False))
        return tuple(columns)

    def _of_nobody(self, programme: Programme, window: Span) -> tuple[Entry, ...]:
        if self._attendance is not programme.attendance:
            self._attendance = programme.attendance
            self._nobodys = tuple(
                a.id
                for a in programme.activities.values()
                if a.parent_id is None
                and not any(party.delegation_id for party in programme.attendance[a.id])
            )
        placed = (entry_of(programme, i) for i in self._nobodys if i in programme.spans)
        return tuple(sorted(within(placed, window), key=by_time))


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
