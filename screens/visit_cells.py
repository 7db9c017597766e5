"""What a delegation has to do with a festival item: takes part, wishes it, is elsewhere then."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from models.words import Kind
from planner.checks.journey import NIGHT_MINUTES, begins_at, ends_at, shortage
from planner.entities import Activity
from planner.programme import Entry, Programme, Span
from screens.widgets.matrix_parts import MatrixCell

#: What the festival offers.
ITEM_KINDS = frozenset({Kind.SESSION, Kind.VISIT, Kind.RECEPTION})

WHOLE, SOME, WISHED = "●", "◐", "☆"
BUSY, PARTLY_BUSY, TIGHT, NOT_THERE = "×", "~", "»", "–"


@dataclass(frozen=True, slots=True)
class Taking:
    """Who of one delegation takes part: all, or how many (None: unknown)."""

    whole: bool
    heads: int | None


class VisitCells:
    """Answers about items and delegations of one programme, each worked out when asked for."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._taking: dict[str, dict[str, Taking]] = {}

    def cell(self, activity_id: str, delegation_id: str) -> MatrixCell:
        """Taking part, else wished, and whether the delegation is elsewhere then."""
        activity = self.programme.activities[activity_id]
        elsewhere = self.elsewhere(activity, delegation_id)
        if (taking := self.taking(activity_id).get(delegation_id)) is not None:
            sign = WHOLE if taking.whole else f"{SOME}{taking.heads or '?'}"
            if not taking.whole and elsewhere == PARTLY_BUSY:
                elsewhere = ""  # the others may well be elsewhere
            return MatrixCell(sign + elsewhere, "error" if elsewhere else "success")
        if (priority := self.priority(activity, delegation_id)) is not None:
            style = "warning" if elsewhere else "accent"
            return MatrixCell(f"{WISHED}{priority}{elsewhere}", style)
        return MatrixCell(elsewhere, "muted")

    # -- taking part and wishing ----------------------------------------------------------

    def taking(self, activity_id: str) -> dict[str, Taking]:
        """Who takes part in an activity, by delegation."""
        if activity_id not in self._taking:
            self._taking[activity_id] = _taking(self.programme, activity_id)
        return self._taking[activity_id]

    def priority(self, activity: Activity, delegation_id: str) -> int | None:
        """How much a delegation wishes an item, or its place."""
        wishes = self._wishes.get(delegation_id, {})
        found = [wishes[key] for key in (activity.id, activity.site_id) if key in wishes]
        return min(found, default=None)

    @cached_property
    def _wishes(self) -> dict[str, dict[str | None, int]]:
        """Priority by delegation and id of the activity or site."""
        found: dict[str, dict[str | None, int]] = {}
        for wish in self.programme.wishes.values():
            target = wish.activity_id or wish.site_id
            if wish.delegation_id is not None and target is not None:
                mine = found.setdefault(wish.delegation_id, {})
                mine[target] = min(wish.priority, mine.get(target, wish.priority))
        return found

    def taken_by(self, delegation_id: str) -> int:
        """How many items a delegation, or anybody of it, takes part in."""
        entries = self._entries(delegation_id)
        return len({e.activity.id for e in entries if e.activity.kind in ITEM_KINDS})

    def wished_by(self, delegation_id: str) -> int:
        """How many wishes for items and places of a delegation nothing grants yet."""
        done: set[str | None] = set()
        for entry in self._entries(delegation_id):
            done |= {entry.activity.id, entry.activity.site_id}
        return sum(target not in done for target in self._wishes.get(delegation_id, ()))

    def total(self, delegation_id: str) -> MatrixCell:
        """``5☆2``: items taken, and wishes that nothing grants yet."""
        wished = self.wished_by(delegation_id)
        taken = str(self.taken_by(delegation_id))
        return MatrixCell(f"{taken}{WISHED}{wished}" if wished else taken)

    # -- being elsewhere ------------------------------------------------------------------

    def elsewhere(self, activity: Activity, delegation_id: str) -> str:
        """The sign for who is busy, partly busy, too far away, or not there at that time."""
        span = self.programme.spans.get(activity.id)
        if span is None:
            return ""
        if not self._is_there(span, delegation_id):
            return NOT_THERE
        if any(_clash(e, span, activity.id) for e in self.programme.agenda(delegation_id)):
            return BUSY
        if any(_clash(e, span, activity.id) for e in self._own_entries(delegation_id)):
            return PARTLY_BUSY
        return TIGHT if any(True for _each in self.tight(activity, delegation_id)) else ""

    def clashes(self, activity: Activity, delegation_id: str) -> list[Entry]:
        """What the delegation, or anybody of it, does at the time of an item."""
        span = self.programme.spans.get(activity.id)
        if span is None:
            return []
        return [e for e in self._entries(delegation_id) if _clash(e, span, activity.id)]

    def tight(self, activity: Activity, delegation_id: str) -> Iterator[tuple[Entry, int]]:
        """What comes just before and after, where the way is too short, and by how many minutes."""
        span = self.programme.spans.get(activity.id)
        if span is None:
            return
        around = [
            e
            for e in self.programme.agenda(delegation_id)
            if activity.id not in (e.activity.id, e.activity.parent_id)
        ]
        before = max((e for e in around if e.end <= span.begin), key=_end, default=None)
        after = min((e for e in around if e.begin >= span.end), key=_begin, default=None)
        if before is not None:
            free = span.begin - before.end
            if short := self._short(ends_at(before.activity), begins_at(activity), free):
                yield before, short
        if after is not None:
            free = after.begin - span.end
            if short := self._short(ends_at(activity), begins_at(after.activity), free):
                yield after, short

    def _short(self, here: str | None, there: str | None, available: int) -> int:
        if here is None or there is None or available >= NIGHT_MINUTES:
            return 0
        leg = self.programme.travel.leg(here, there)
        found = shortage(self.programme, leg, available) if leg is not None else None
        return found.minutes if found else 0

    def _entries(self, delegation_id: str) -> Iterator[Entry]:
        yield from self.programme.agenda(delegation_id)
        yield from self._own_entries(delegation_id)

    def _own_entries(self, delegation_id: str) -> Iterator[Entry]:
        for delegate in self.programme.delegates_of.get(delegation_id, ()):
            yield from self.programme.own_entries(delegate.id)

    def _is_there(self, span: Span, delegation_id: str) -> bool:
        begin, end = self._stays[delegation_id]
        return begin <= span.begin and span.end <= end

    @cached_property
    def _stays(self) -> dict[str, tuple[int, int]]:
        at = self.programme.clock.at
        return {
            d.id: (at(d.arrival) if d.arrival else 0, at(d.departure) if d.departure else 2**40)
            for d in self.programme.delegations.values()
        }


def _taking(programme: Programme, activity_id: str) -> dict[str, Taking]:
    found: dict[str, Taking] = {}
    for party in programme.parties(activity_id):
        if party.delegation_id is None:
            continue
        before = found.get(party.delegation_id)
        if before is not None and before.whole:
            continue
        if party.delegate_id is not None:
            heads = (before.heads or 0) + 1 if before else 1
            found[party.delegation_id] = Taking(False, heads)
        else:
            total = programme.heads_of(party.delegation_id)
            found[party.delegation_id] = Taking(party.heads in (None, total), party.heads)
    return found


def _clash(entry: Entry, span: Span, activity_id: str) -> bool:
    activity = entry.activity
    return (
        entry.begin < span.end
        and span.begin < entry.end
        and activity_id not in (activity.id, activity.parent_id)
        and activity.kind is not Kind.FREE
    )


def _begin(entry: Entry) -> int:
    return entry.begin


def _end(entry: Entry) -> int:
    return entry.end
