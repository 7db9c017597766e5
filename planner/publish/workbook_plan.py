"""The programme as a table, a row an activity, its parts below it.

All that can come in again stands here (``planner/intake/own/plan_tables.py`` reads it): what an
activity itself says, and who takes part.  What is internal or waits in the tray does not leave
the house.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from planner.entities import Activity
from planner.programme import Programme
from planner.publish.items import Item, Part
from planner.publish.labels import MODES, PROGRAMME, Labels
from planner.publish.lines import title_in
from planner.publish.workbook_parties import told
from planner.publish.workbook_table import A3, Cell, Column, Look, Table, time_columns
from planner.publish.workbook_words import HEADINGS, STATUSES

#: Columns that hold no text, or need more room or less than a name.
_LOOKS = {"minutes": Look.MINUTES, "capacity": Look.NUMBER}
_WIDTHS = {
    "minutes": 10, "kind": 16, "title": 40, "meeting_point": 26, "mode": 14, "language": 14,
    "status": 16, "capacity": 10, "description": 60, "delegates": 34, "hosts": 34, "key": 40,
}  # fmt: skip


def plan_table(programme: Programme, labels: Labels, items: Iterable[Item]) -> Table:
    """``items`` are those of the whole edition, in order of time."""
    times = time_columns(labels)
    rest = list(HEADINGS.items())[len(times) :]
    columns = (
        *times,
        *(
            Column(labels(word), _WIDTHS.get(name, 26), _LOOKS.get(name, Look.TEXT))
            for name, word in rest
        ),
    )
    keys = references(programme)
    # Of two that begin, end and are called alike the reference tells which comes first: it is the
    # same in every plan that the sheet comes in to.
    ordered = sorted(items, key=lambda item: (item.begin, item.end, item.title, keys[item.key]))
    rows = [_row(programme, labels, keys, *line) for line in _lines(ordered)]
    return Table(labels(PROGRAMME), columns, rows, frozen=len(times) + 1, paper=A3, across=2)


def references(programme: Programme) -> dict[str, str]:
    """Id -> what an activity is known by in files: the key of where it came from, else its id."""
    activities = programme.activities.values()
    times = Counter(a.external_key for a in activities)
    return {
        a.id: a.external_key if a.external_key and times[a.external_key] == 1 else a.id
        for a in activities
    }


def _lines(items: Iterable[Item]) -> Iterator[tuple[Activity, Item | Part]]:
    for item in items:
        if item.activity is not None:
            yield item.activity, item
            yield from ((part.activity, part) for part in item.parts)


def _row(
    programme: Programme,
    labels: Labels,
    keys: Mapping[str, str],
    activity: Activity,
    line: Item | Part,
) -> tuple[Cell, ...]:
    whole = programme.activities.get(activity.parent_id or "")
    return (
        line.start.date(),
        _start(line.start),
        line.finish,
        title_in(activity, labels),
        activity.minutes,
        labels.kind(activity.kind),
        title_in(whole, labels) if whole else None,
        programme.site_name(activity.site_id),
        programme.site_name(activity.from_site_id),
        activity.meeting_point,
        labels(MODES[activity.mode]) if activity.mode else None,
        labels.language_name(activity.language),
        labels(STATUSES[activity.status]),
        activity.capacity,
        activity.description,
        *told(programme, labels, activity),
        keys[activity.id],
    )


def _start(wall: datetime) -> Cell:
    """In the second pass of the hour that happens twice as text: no number can tell it."""
    return f"{wall:%H:%M}~" if wall.fold else wall
