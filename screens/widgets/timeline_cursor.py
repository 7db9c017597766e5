"""Where the cursor of a timeline is, and where each key takes it: pure, no Textual."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.programme import Entry, Span
from screens.widgets.timeline_columns import Column
from screens.widgets.timeline_scale import Scale

#: Free time of at least this many minutes is a place where the cursor stops.
FREE_STOP_MINUTES = 30
#: How far the cursor steps where nothing is planned, in minutes.
FREE_STEP_MINUTES = 60
#: Going sideways, an activity this near in time is caught, in minutes.
CATCH_MINUTES = 60
#: Where the cursor starts on a day without activities, minutes after midnight.
DEFAULT_MINUTES = 9 * 60


@dataclass(frozen=True, slots=True)
class Cursor:
    """A column (its index), an instant, and the activity there, if any."""

    column: int
    instant: int
    activity_id: str | None = None


class Stop(NamedTuple):
    """A place at which the cursor stops: an activity, or the beginning of free time."""

    instant: int
    activity_id: str | None


def stops(entries: Sequence[Entry], scale: Scale) -> list[Stop]:
    """The stops of one column by time: its activities, and free time before, between and after."""
    found: list[Stop] = []
    free_from = scale.begin
    for entry in sorted(entries, key=by_time):
        begin = max(entry.begin, scale.begin)
        if begin - free_from >= FREE_STOP_MINUTES:
            found.append(Stop(_free_stop(free_from, begin, scale), None))
        found.append(Stop(begin, entry.activity.id))
        free_from = max(free_from, entry.end)
    if found and scale.end - free_from >= FREE_STOP_MINUTES:
        found.append(Stop(free_from, None))
    return found


def _free_stop(begin: int, end: int, scale: Scale) -> int:
    """At the beginning of free time; in the morning, shortly before the first activity."""
    return max(scale.begin, end - FREE_STEP_MINUTES) if begin == scale.begin else begin


def by_time(entry: Entry) -> tuple[int, int, str]:
    """Sort key: the order in which the cursor visits entries."""
    return (entry.begin, entry.end, entry.activity.id)


def on(index: int, entry: Entry, scale: Scale) -> Cursor:
    """The cursor on an entry of column ``index``."""
    return Cursor(index, max(entry.begin, scale.begin), entry.activity.id)


def at(column: Column, index: int, instant: int, scale: Scale) -> Cursor:
    """The cursor at an instant of a column, on the activity that is drawn there."""
    instant = min(max(instant, scale.begin), scale.end - 1)
    for entry in column.entries:
        if entry.begin <= instant < entry.end:
            return Cursor(index, instant, entry.activity.id)
    row = scale.line_near(instant)
    for entry in column.entries:
        top, bottom = scale.lines_of(entry.span)
        if top <= row < bottom:
            return Cursor(index, instant, entry.activity.id)
    return Cursor(index, instant)


def vertical(column: Column, cursor: Cursor, direction: int, scale: Scale) -> Cursor:
    """The next (``direction`` 1) or previous (-1) stop; beyond the last one, an hour further."""
    found = stops(column.entries, scale)
    here = _index(found, cursor)
    if here is not None:
        target = here + direction
    elif direction > 0:
        target = next((n for n, s in enumerate(found) if s.instant > cursor.instant), len(found))
    else:
        target = sum(s.instant < cursor.instant for s in found) - 1
    if 0 <= target < len(found):
        return Cursor(cursor.column, *found[target])
    return at(column, cursor.column, cursor.instant + direction * FREE_STEP_MINUTES, scale)


def _index(found: Sequence[Stop], cursor: Cursor) -> int | None:
    if cursor.activity_id is None:
        wanted = Stop(cursor.instant, None)
        return found.index(wanted) if wanted in found else None
    ids = [stop.activity_id for stop in found]
    return ids.index(cursor.activity_id) if cursor.activity_id in ids else None


def by_rows(column: Column, cursor: Cursor, rows: int, scale: Scale) -> Cursor:
    """So many rows down (or up, when negative); one row leaves the activity it is on."""
    entry = entry_of(column, cursor.activity_id)
    row = scale.line_near(cursor.instant) + rows
    if entry is not None and abs(rows) == 1:
        top, bottom = scale.lines_of(entry.span)
        row = bottom if rows > 0 else top - 1
    row = min(max(row, 0), scale.lines - 1)
    return at(column, cursor.column, scale.instant_of(row), scale)


def sideways(
    columns: Sequence[Column], cursor: Cursor, target: int, anchor: int, scale: Scale
) -> Cursor:
    """In another column: what takes place at ``anchor``, else what is near, else free time."""
    column = columns[target]
    found = at(column, target, anchor, scale)
    if entry := entry_of(column, found.activity_id):
        return on(target, entry, scale)
    here = entry_of(columns[cursor.column], cursor.activity_id)
    begin, end = (here.begin, here.end) if here else (anchor, anchor)
    nearest = min(column.entries, key=lambda e: _distance(e, begin, end), default=None)
    if nearest is not None and _distance(nearest, begin, end) <= CATCH_MINUTES:
        return on(target, nearest, scale)
    return found


def _distance(entry: Entry, begin: int, end: int) -> int:
    return max(0, entry.begin - end, begin - entry.end)


def entry_of(column: Column, activity_id: str | None) -> Entry | None:
    """The entry of an activity in a column."""
    return next((e for e in column.entries if e.activity.id == activity_id), None)


def first_cursor(columns: Sequence[Column], column_id: str | None, window: Span) -> Cursor:
    """On the first activity of a column in some hours, else of any, else at nine o'clock."""
    index = next((n for n, c in enumerate(columns) if c.id == column_id), 0)
    for candidate in (index, *range(len(columns))):
        entries = columns[candidate].entries if columns else ()
        inside = (e for e in entries if e.span.overlaps(window))
        if first := min(inside, key=by_time, default=None):
            return Cursor(candidate, max(first.begin, window.begin), first.activity.id)
    return Cursor(index, window.begin + DEFAULT_MINUTES)


def kept(columns: Sequence[Column], column_id: str | None, cursor: Cursor, scale: Scale) -> Cursor:
    """The cursor after the data have changed: on the same activity, else in the same place."""
    if not columns:
        return Cursor(0, cursor.instant)
    order = sorted(
        range(len(columns)), key=lambda n: (columns[n].id != column_id, abs(n - cursor.column))
    )
    if cursor.activity_id is not None:
        for index in order:
            if entry := entry_of(columns[index], cursor.activity_id):
                return on(index, entry, scale)
    return at(columns[order[0]], order[0], cursor.instant, scale)
