"""What the matrix of festival items and delegations shows: pure, no Textual."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from models.words import Kind
from planner.conflicts import Severity
from planner.entities import Activity, Delegation
from planner.phrases import N_, _, short_date
from planner.programme import Entry, Programme, Span
from screens.kinds import LOOKS
from screens.state import State
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow
from screens.widgets.matrix import MatrixCell, MatrixColumn

#: What the festival offers.
ITEM_KINDS = frozenset({Kind.SESSION, Kind.VISIT, Kind.RECEPTION})

WHOLE, SOME, WISHED = "●", "◐", "☆"
BUSY, PARTLY_BUSY, NOT_THERE = "×", "~", "–"
LEGEND = N_("● all  ◐2 two of them  ☆1 wished (1 must)  × busy then  ~ partly busy  – not there")
FILLS = "▁▂▃▄▅▆▇█"
SEVERITY_STYLES = {
    Severity.BLOCKING: "error",
    Severity.WARNING: "warning",
    Severity.TO_CHECK: "muted",
}


class Shown(Enum):
    """Which items are listed."""

    ALL = N_("all items")
    WISHED = N_("wished, not taken")
    TAKEN = N_("taken")


@dataclass(frozen=True)
class VisitFilter:
    """Which part of the matrix is in view."""

    day: date | None = None
    delegation_id: str | None = None
    shown: Shown = Shown.ALL
    text: str = ""


def title_layout() -> Layout:
    """The columns of an item."""
    return Layout(
        (
            ColumnSpec(_("Time"), 5, 5),
            ColumnSpec(_("Festival item"), 17, 44),
            ColumnSpec(_("Place"), 8, 24, rank=3),
            ColumnSpec(_("Lang."), 2, 5, rank=4),
            ColumnSpec(_("Seats"), 7, 8, rank=1, right=True),
            ColumnSpec("", 1, 1, rank=2),
            ColumnSpec("", 1, 1),
        )
    )


@dataclass(frozen=True, slots=True)
class Taking:
    """Who of one delegation takes part: all, or how many (None: unknown)."""

    whole: bool
    heads: int | None


class VisitSheet:
    """Rows, columns and cells for one state and filter."""

    def __init__(self, state: State, wanted: VisitFilter, layout: Layout) -> None:
        self.state, self.wanted, self.layout = state, wanted, layout
        self.programme = state.programme
        self._taking: dict[str, dict[str, Taking]] = {}

    # -- columns --------------------------------------------------------------------------

    @cached_property
    def delegations(self) -> tuple[Delegation, ...]:
        """Those that come; only the chosen one, if one is."""
        coming = self.programme.active_delegations
        chosen = tuple(d for d in coming if d.id == self.wanted.delegation_id)
        return chosen or coming

    @cached_property
    def columns(self) -> tuple[MatrixColumn, ...]:
        return tuple(MatrixColumn(d.id, d.name) for d in self.delegations)

    # -- rows -----------------------------------------------------------------------------

    @cached_property
    def items(self) -> tuple[Activity, ...]:
        """The items that the filter lets through, by time, unplaced ones last."""
        return tuple(a for a in items_of(self.programme) if self._passes(a))

    def _passes(self, activity: Activity) -> bool:
        wanted = self.wanted
        if wanted.day is not None and self._day(activity) != wanted.day:
            return False
        if wanted.text and not _contains(self._words(activity), wanted.text):
            return False
        if wanted.shown is Shown.ALL:
            return True
        taken = self.taking(activity.id)
        if wanted.shown is Shown.TAKEN:
            return any(d.id in taken for d in self.delegations)
        return any(
            d.id not in taken and self.priority(activity, d.id) is not None
            for d in self.delegations
        )

    def _words(self, activity: Activity) -> str:
        place = self.programme.site_name(activity.site_id)
        return f"{activity.title} {place} {activity.language or ''}".casefold()

    def _day(self, activity: Activity) -> date | None:
        span = self.programme.spans.get(activity.id)
        return self.programme.clock.day(span.begin) if span else None

    @cached_property
    def rows(self) -> tuple[ListRow, ...]:
        return tuple(self._rows())

    def _rows(self) -> Iterator[ListRow]:
        last: date | str | None = ""
        for activity in self.items:
            if (day := self._day(activity)) != last:
                yield Heading(f"day {day}", short_date(day) if day else _("Unplaced"))
                last = day
            yield TableRow(activity.id, self.layout, self._titles(activity))

    def _titles(self, activity: Activity) -> tuple[Run, ...]:
        start = self.programme.start(activity)
        severity = self.state.marks.get(activity.id)
        title = activity.title or _(LOOKS[activity.kind].name)
        return (
            Run(f"{start:%H:%M}" if start else "--:--", "muted"),
            Run(f"{LOOKS[activity.kind].sign} {title}"),
            Run(self.programme.site_name(activity.site_id), "muted"),
            Run(activity.language or "", "muted"),
            *seats(self.programme, activity),
            Run(severity.sign, SEVERITY_STYLES[severity]) if severity is not None else Run(""),
        )

    # -- cells ----------------------------------------------------------------------------

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

    def elsewhere(self, activity: Activity, delegation_id: str) -> str:
        """The sign for a delegation that is busy, partly busy, or not there at that time."""
        span = self.programme.spans.get(activity.id)
        if span is None:
            return ""
        if not self._is_there(span, delegation_id):
            return NOT_THERE
        if any(_clash(e, span, activity.id) for e in self.programme.agenda(delegation_id)):
            return BUSY
        own = (
            entry
            for delegate in self.programme.delegates_of.get(delegation_id, ())
            for entry in self.programme.own_entries(delegate.id)
        )
        return PARTLY_BUSY if any(_clash(e, span, activity.id) for e in own) else ""

    def clashes(self, activity: Activity, delegation_id: str) -> list[Entry]:
        """What the delegation, or anybody of it, does at the time of an item."""
        span = self.programme.spans.get(activity.id)
        if span is None:
            return []
        entries = list(self.programme.agenda(delegation_id))
        for delegate in self.programme.delegates_of.get(delegation_id, ()):
            entries += self.programme.own_entries(delegate.id)
        return [e for e in entries if _clash(e, span, activity.id)]

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


def items_of(programme: Programme) -> tuple[Activity, ...]:
    """Every item of the festival, by time, unplaced ones last."""
    spans, last = programme.spans, Span(2**40, 2**40)
    found = [
        a for a in programme.activities.values() if a.kind in ITEM_KINDS and a.tour_day_id is None
    ]
    return tuple(sorted(found, key=lambda a: (spans.get(a.id, last), a.title, a.id)))


def seats(programme: Programme, activity: Activity) -> tuple[Run, Run]:
    """``12/20`` and a bar; a ``?`` where the capacity is unknown, ``+`` where heads are."""
    heads, complete = programme.head_count(activity.id)
    text = f"{heads}{'' if complete else '+'}/{activity.capacity or '?'}"
    if activity.capacity is None:
        return Run(text, "muted"), Run("")
    if heads > activity.capacity:
        return Run(text, "error"), Run(FILLS[-1], "error")
    full = min(heads * len(FILLS) // activity.capacity, len(FILLS) - 1)
    style = "text" if heads else "muted"
    return Run(text, style), Run(FILLS[full] if heads else "", style)


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


def _contains(text: str, wanted: str) -> bool:
    return all(word in text for word in wanted.casefold().split())


def day_choices(programme: Programme, items: Sequence[Activity]) -> tuple[date, ...]:
    """The days on which there are items."""
    spans, day = programme.spans, programme.clock.day
    return tuple(sorted({day(spans[a.id].begin) for a in items if a.id in spans}))
