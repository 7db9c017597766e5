"""A host's sheet: when what happens with whom, and what it is asked to do.

Read by a host institution or a local person.  Of visits and round tables it holds which
delegations come and how many people, of 1:1s the names of those whom the host meets.  Access
needs are in it as a number, languages as those of a group or partner; nothing of diet or health,
no telephone or e-mail but the organisers', no name of another host.
"""

from dataclasses import dataclass

from planner.publish import labels as words
from planner.publish.agenda import by_day
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.papers import sheet_words as sheets
from planner.publish.papers.calendar_code import CalendarCode, calendar_code
from planner.publish.papers.host_guests import Guest, guests
from planner.publish.papers.host_rows import HostRows, Run, is_meeting
from planner.publish.papers.sheet_head import Head, head_of
from planner.publish.sheet import clock_note
from planner.publish.shown import host_rows


@dataclass(frozen=True, slots=True)
class Day:
    heading: str
    note: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class HostSheet:
    """``confirm`` asks for answers that are missing, ``columns`` head the lines of 1:1s.

    ``guests`` are the delegations that come to anything but 1:1s, under ``guests_heading`` and
    ``guest_columns``.
    """

    frame: Frame
    head: Head
    confirm: str
    columns: tuple[str, ...]
    days: tuple[Day, ...]
    guests_heading: str
    guest_columns: tuple[str, ...]
    guests: tuple[Guest, ...]
    code: CalendarCode | None


def host_sheet_words(copy: Copy) -> HostSheet | None:
    """None where the host takes part in nothing."""
    programme, labels = copy.programme, copy.labels
    if not copy.items:
        return None
    rows = HostRows(copy)
    visited = [a for item in copy.items if (a := item.activity) and not is_meeting(item)]
    return HostSheet(
        frame=frame_of(copy, copy.recipient.name),
        head=head_of(copy, sheets.HOST_SHEET, _contacts(copy)),
        confirm=_confirm(copy),
        columns=tuple(map(labels, (words.TIME, sheets.YOU_MEET, words.LANGUAGES, sheets.WHERE))),
        days=tuple(
            Day(labels.day(day), clock_note(programme, day, labels), tuple(rows.runs(items)))
            for day, items in by_day(copy.items, programme.clock)
        ),
        guests_heading=labels(sheets.WHO_COMES),
        guest_columns=tuple(map(labels, _GUEST_COLUMNS)),
        guests=guests(programme, visited, labels),
        code=calendar_code(copy),
    )


_GUEST_COLUMNS = (
    words.DELEGATION,
    sheets.COUNTRY,
    sheets.FIELD,
    words.PEOPLE,
    words.LANGUAGES,
)


def _contacts(copy: Copy) -> tuple[str, ...]:
    """The host's own people."""
    rows = copy.programme.contacts_of.get(copy.recipient.id, ())
    return tuple(", ".join(filter(None, (row.name, row.role))) for row in rows)


def _confirm(copy: Copy) -> str:
    """Asks for the answers that are missing."""
    activities = (item.activity for item in copy.items if item.activity is not None)
    rows = (r for a in activities for r in host_rows(copy.programme, copy.recipient.id, a))
    if all(row.confirmed is not None for row in rows):
        return ""
    return copy.labels(sheets.CONFIRM_MARKED, mark=copy.labels(sheets.PLEASE_CONFIRM))
