"""What a timeline shows side by side: one day of a programme in columns, by whose day it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.words import DelegationStatus, Kind, Role
from planner.conflicts import Conflict, Severity
from planner.phrases import _
from planner.programme import Entry, Programme, Span

#: Id of the column for what belongs to nobody, or to no place, yet.
NOBODY = ""
ACCEPTED_SIGN = "✓"
INVITED_SIGN = "◌"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``id`` of what it stands for, ``title`` as the user typed it.

    ``entries`` are by time.  ``tentative``: not accepted yet.  ``travels``: somebody gets from
    one entry to the next, so that the way between them matters.
    """

    id: str
    title: str
    entries: tuple[Entry, ...] = ()
    sign: str = ""
    tentative: bool = False
    travels: bool = True


def window_of(programme: Programme, day: date) -> Span:
    """The instants at which ``day`` begins and ends."""
    clock = programme.clock
    return Span(clock.midnight(day), clock.midnight(day + timedelta(days=1)))


def columns_by_delegation(programme: Programme, day: date) -> tuple[Column, ...]:
    """One column a delegation that takes part, its delegates' own activities included.

    What nobody takes part in yet comes last, in a column of its own: nothing disappears.
    """
    window = window_of(programme, day)
    columns = []
    for delegation in programme.active_delegations:
        invited = delegation.status is DelegationStatus.INVITED
        columns.append(
            Column(
                delegation.id,
                delegation.name,
                _within(_entries_of_delegation(programme, delegation.id), window),
                sign=INVITED_SIGN if invited else ACCEPTED_SIGN,
                tentative=invited,
            )
        )
    seen = {entry.activity.id for column in columns for entry in column.entries}
    rest = (a for a in programme.on_day(day) if a.id not in seen)
    nobody = tuple(_entry(programme, a.id) for a in rest)
    if nobody:
        columns.append(Column(NOBODY, _("Nobody yet"), nobody, tentative=True, travels=False))
    return tuple(columns)


def columns_by_site(programme: Programme, day: date) -> tuple[Column, ...]:
    """One column a site that is used on that day; activities without a place come last."""
    window = window_of(programme, day)
    columns = [
        Column(site_id, programme.site_name(site_id), entries, travels=False)
        for site_id, rows in programme.by_site.items()
        if (entries := _within(rows, window))
    ]
    placeless = tuple(
        _entry(programme, a.id)
        for a in programme.on_day(day)
        if a.site_id is None and a.kind is not Kind.TRANSFER
    )
    columns = _by_title(columns)
    if placeless:
        columns.append(Column(NOBODY, _("No place yet"), placeless, tentative=True, travels=False))
    return tuple(columns)


def columns_by_host(programme: Programme, day: date) -> tuple[Column, ...]:
    """One column a host who has something to do on that day."""
    window = window_of(programme, day)
    return tuple(
        _by_title(
            Column(host.id, host.name, entries)
            for host in programme.hosts.values()
            if (entries := _within(programme.own_entries(host.id), window))
        )
    )


def columns_by_vehicle(programme: Programme, day: date) -> tuple[Column, ...]:
    """One column a vehicle, those that stand still included."""
    window = window_of(programme, day)
    return tuple(
        _by_title(
            Column(v.id, v.name, _within(programme.by_vehicle.get(v.id, ()), window))
            for v in programme.vehicles.values()
        )
    )


def marks_of(conflicts: Iterable[Conflict]) -> Mapping[str, Severity]:
    """The worst severity of each activity that a conflict concerns."""
    marks: dict[str, Severity] = {}
    for conflict in conflicts:
        for activity_id in conflict.activities:
            marks[activity_id] = min(conflict.severity, marks.get(activity_id, conflict.severity))
    return marks


def _entries_of_delegation(programme: Programme, delegation_id: str) -> tuple[Entry, ...]:
    shared = programme.agenda(delegation_id)
    found = {entry.activity.id: entry for entry in shared}
    for delegate in programme.delegates_of.get(delegation_id, ()):
        for entry in programme.own_entries(delegate.id):
            found.setdefault(entry.activity.id, entry)
    if len(found) == len(shared):
        return shared
    return tuple(sorted(found.values(), key=lambda e: (e.begin, e.end, e.activity.title)))


def _within(entries: Iterable[Entry], window: Span) -> tuple[Entry, ...]:
    return tuple(e for e in entries if e.begin < window.end and window.begin < e.end)


def _entry(programme: Programme, activity_id: str) -> Entry:
    span = programme.spans[activity_id]
    return Entry(span.begin, span.end, programme.activities[activity_id], Role.ATTENDS)


def _by_title(columns: Iterable[Column]) -> list[Column]:
    return sorted(columns, key=lambda column: (column.title.casefold(), column.id))
