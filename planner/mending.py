"""Indexes of a programme that outlive an edit: handed on as they are, or mended.

An edit of activities and participations concerns a few activities.  What the indexes say about all
others stays true, so that a keystroke need not build them anew for a whole edition.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from planner.entities import Activity, Change, Participation

if TYPE_CHECKING:
    from planner.programme import Entry, Party, Programme, Span

Item = TypeVar("Item")

_ON_BOARD = {"boardings", "delegations", "delegates"}
_TIMES = {"edition", "activities"}
_ATTENDANCE = {"activities", "participations", "tour_days", *_ON_BOARD}

#: Index of Programme -> the attributes with the rows that it is made from.
SOURCES: dict[str, set[str]] = {
    "clock": {"edition"},
    "days": {"edition"},
    "parts": {"activities"},
    "spans": _TIMES,
    "by_time": _TIMES,
    "unplaced": _TIMES,
    "by_site": _TIMES,
    "by_vehicle": {"tours", "tour_days", *_TIMES},
    "tour_stops": _TIMES,
    "days_of_tour": {"tour_days"},
    "boardings_of": {"boardings"},
    "delegates_of": {"delegates"},
    "contacts_of": {"contacts"},
    "openings_of": {"openings"},
    "participations_of": {"participations"},
    "active_delegations": {"delegations"},
    "passengers": _ON_BOARD,
    "attendance": _ATTENDANCE,
    "agendas": {"edition", *_ATTENDANCE},
    "parties_of_delegations": _ATTENDANCE,
    "turns": _ATTENDANCE,
    "hosts_in": {"hosts", "participations"},
    "travel": {"sites", "travel_times", "edition"},
}


def hand_on(
    before: "Programme", after: "Programme", changes: Sequence[Change], touched: set[str]
) -> None:
    """Give ``after`` the indexes of ``before`` that are true of it, or can be made so.

    ``touched`` names the attributes whose rows differ, by ``changes``.
    """
    known, given = before.__dict__, after.__dict__
    for name, sources in SOURCES.items():
        if name in known and not sources & touched:
            given[name] = known[name]
    if touched <= {"activities", "participations"}:
        mending = Mending(before, after, changes)
        for name, mend in MENDS.items():
            if name in known and name not in given:
                given[name] = mend(mending)


class Mending:
    """The activities that an edit concerns, and each index with what it says of them now."""

    def __init__(self, before: "Programme", after: "Programme", changes: Sequence[Change]) -> None:
        self.before, self.after = before, after
        rows = [row for c in changes for row in (c.before, c.after) if row is not None]
        taking_part = [row for row in rows if isinstance(row, Participation)]
        self.joined = {row.id for row in taking_part}
        # One that goes over to another activity concerns both.
        ids = {row.id for row in rows if isinstance(row, Activity)}
        ids |= {row.activity_id for row in taking_part}
        both = [p.activities[i] for p in (before, after) for i in ids if i in p.activities]
        #: Activities that are no parts.
        self.wholes = {row.parent_id or row.id for row in both}
        self.family = {
            part.id for p in (before, after) for i in self.wholes for part in p.parts.get(i, ())
        } | self.wholes

    def _rows(self, programme: "Programme", ids: Iterable[str]) -> list[Activity]:
        """Those that are there, wholes before their parts."""
        rows = [programme.activities[i] for i in ids if i in programme.activities]
        return sorted(rows, key=lambda row: row.parent_id is not None)

    def spans(self) -> "dict[str, Span]":
        spans = {i: span for i, span in self.before.spans.items() if i not in self.family}
        for row in self._rows(self.after, self.wholes):
            spans.update(self.after.spans_of(row))
        return spans

    def by_time(self) -> "tuple[Entry, ...]":
        kept = [e for e in self.before.by_time if e.activity.id not in self.wholes]
        return tuple(sorted([*kept, *self._placed()], key=entry_order))

    def by_site(self) -> "dict[str, tuple[Entry, ...]]":
        return self._entries_by(self.before.by_site, self.before.site_of, self.after.site_of)

    def by_vehicle(self) -> "dict[str, tuple[Entry, ...]]":
        index = self.before.by_vehicle
        return self._entries_by(index, self.before.vehicle_of, self.after.vehicle_of)

    def tour_stops(self) -> dict[str, tuple[Activity, ...]]:
        fresh = [(row.tour_day_id, row) for row in self._rows(self.after, self.wholes)]
        stale = {row.tour_day_id for row in self._rows(self.before, self.wholes)}
        return _regrouped(
            self.before.tour_stops,
            stale,
            lambda row: row.id in self.wholes,
            fresh,
            self.after.stop_order,
        )

    def participations_of(self) -> dict[str, tuple[Participation, ...]]:
        rows = self.after.participations
        fresh = [(rows[i].activity_id, rows[i]) for i in self.joined if i in rows]
        old = self.before.participations
        stale = {old[i].activity_id for i in self.joined if i in old}
        index = self.before.participations_of
        return _regrouped(index, stale, lambda p: p.id in self.joined, fresh, lambda p: p.id)

    def attendance(self) -> "dict[str, tuple[Party, ...]]":
        known = {i: p for i, p in self.before.attendance.items() if i not in self.family}
        for row in self._rows(self.after, self.family):
            known[row.id] = self.after.parties_of(row, known)
        return known

    def agendas(self) -> "dict[str, tuple[Entry, ...]]":
        def lines(programme: "Programme") -> "Iterator[tuple[str, Entry]]":
            for row in self._rows(programme, self.family):
                yield from programme.agenda_lines(row)

        stale = {key for key, _entry in lines(self.before)}
        return _regrouped(
            self.before.agendas,
            stale,
            lambda e: e.activity.id in self.family,
            [*lines(self.after)],
            entry_order,
        )

    def _placed(self) -> "Iterator[Entry]":
        for row in self._rows(self.after, self.wholes):
            if (entry := self.after.entry_of(row)) is not None:
                yield entry

    def _entries_by(
        self,
        index: "Mapping[str, tuple[Entry, ...]]",
        old_key: Callable[[Activity], str | None],
        new_key: Callable[[Activity], str | None],
    ) -> "dict[str, tuple[Entry, ...]]":
        stale = {old_key(row) for row in self._rows(self.before, self.wholes)}
        fresh = [(new_key(entry.activity), entry) for entry in self._placed()]
        return _regrouped(index, stale, lambda e: e.activity.id in self.wholes, fresh, entry_order)


#: Index -> how it is mended; those that others are made from come first.
MENDS: dict[str, Callable[[Mending], object]] = {
    "participations_of": Mending.participations_of,
    "spans": Mending.spans,
    "attendance": Mending.attendance,
    "by_time": Mending.by_time,
    "by_site": Mending.by_site,
    "by_vehicle": Mending.by_vehicle,
    "tour_stops": Mending.tour_stops,
    "agendas": Mending.agendas,
}


def _regrouped(
    index: Mapping[str, tuple[Item, ...]],
    stale: Iterable[str | None],
    is_gone: Callable[[Item], bool],
    fresh: Sequence[tuple[str | None, Item]],
    order: Callable[[Item], Any],
) -> dict[str, tuple[Item, ...]]:
    """An index of sorted groups without what is gone (from the ``stale`` groups), with ``fresh``.

    What has no key belongs to no group.
    """
    groups = dict(index)
    for key in filter(None, {*stale, *(key for key, _item in fresh)}):
        items = [item for item in index.get(key, ()) if not is_gone(item)]
        items += [item for other, item in fresh if other == key]
        if items:
            groups[key] = tuple(sorted(items, key=order))
        else:
            groups.pop(key, None)
    return groups


def entry_order(entry: "Entry") -> tuple[int, int, str, str]:
    """By time, then by name."""
    return (entry.begin, entry.end, entry.activity.title, entry.activity.id)
