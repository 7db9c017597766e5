"""A look into a file that is to be imported: its dry run, and how it was read.

Made for a worker thread; pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from planner.errors import PlannerError
from planner.intake.cells import text_of
from planner.intake.festival.reader import is_programme
from planner.intake.files import read_file
from planner.intake.imports import Memories, review
from planner.intake.kinds import listings
from planner.intake.listing import Listing
from planner.intake.lists import FoundList
from planner.intake.manner import Manner, SheetManner, manner_from
from planner.intake.memory import source_of
from planner.intake.review import Review
from planner.intake.tables.layout import HIGHEST, Layout, find_layout
from planner.intake.tables.sheets import Sheet, SheetRow, read_sheets
from planner.programme import Programme
from planner.publish.watching import Progress, Stopped
from screens.import_draft import Draft

#: So many values show what stands in a column; they are looked for in the first rows.
SAMPLES, FIRST_ROWS = 3, 60


@dataclass(frozen=True)
class Header:
    """A column of a sheet: its header, which column it is read as (or none), what stands in it."""

    text: str
    column: str
    sample: str


@dataclass(frozen=True)
class SheetLook:
    """A sheet and how it is read, in full.

    ``tops``: its first rows with their numbers, one of which is the header;
    ``kind``: of the list that it seems to hold; ``offered``: what a column can be read as.
    """

    name: str
    is_hidden: bool
    manner: SheetManner
    kind: str = ""
    tops: tuple[tuple[int, str], ...] = ()
    headers: tuple[Header, ...] = ()
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """What a draft comes to in a plan: a review, or why the file cannot be read so."""

    draft: Draft
    programme: Programme
    manner: Manner
    review: Review | None = None
    error: PlannerError | None = None
    sheets: tuple[SheetLook, ...] = ()


def look(
    programme: Programme, draft: Draft, memories: Memories, progress: Progress, stopped: Stopped
) -> Look:
    """Read the file and make its dry run; raises PlannerError when stopped."""
    path, manner = draft.path, draft.manner
    try:
        found = review(programme, path, memories, manner, draft.choices, progress, stopped)
    except PlannerError as error:
        if stopped():
            raise
        manner = manner.over(_remembered(memories, path.name))
        return Look(draft, programme, manner, error=error, sheets=_sheets(draft, manner))
    wanted = replace(found.manner, sheets={**found.manner.sheets, **manner.sheets})
    return Look(draft, programme, found.manner, found, sheets=_sheets(draft, wanted))


def _remembered(memories: Memories, name: str) -> Manner:
    reading = memories.of(source_of(name)).reading
    return manner_from(reading.manner) if reading is not None else Manner()


def _sheets(draft: Draft, manner: Manner) -> tuple[SheetLook, ...]:
    """The sheets of a table; none of another file, and where it cannot be read at all."""
    try:
        file = read_file(draft.path)
        sheets = read_sheets(file, manner) if not is_programme(file.content) else []
        kinds = listings(manner.kind)
    except PlannerError:
        return ()
    first = (replace(sheet, rows=sheet.rows[:FIRST_ROWS]) for sheet in sheets)
    return tuple(_sheet_look(sheet, kinds, manner) for sheet in first)


def _sheet_look(sheet: Sheet, kinds: Sequence[Listing], manner: Manner) -> SheetLook:
    given = manner.sheets.get(sheet.name, SheetManner(is_read=not sheet.is_hidden))
    found = _likeliest(sheet, kinds, given) if given.is_read else None
    if found is None:
        return SheetLook(sheet.name, sheet.is_hidden, given)
    tops = tuple((row.number, _line(row)) for row in sheet.rows[:HIGHEST])
    headers = tuple(
        Header(text, found.manner.columns[text], _sample(found.layout, place))
        for place, text in enumerate(found.layout.headers)
        if text
    )
    kind, offered = found.listing.kind, tuple(found.listing.columns)
    return SheetLook(sheet.name, sheet.is_hidden, found.manner, kind, tops, headers, offered)


def _likeliest(sheet: Sheet, kinds: Sequence[Listing], given: SheetManner) -> FoundList | None:
    """The list that the sheet holds; where none fits, the one that it has most columns of."""
    tried = (_found(sheet, kind, given) for kind in kinds)
    fits = [one for one in tried if one is not None]
    return max(fits or _waived(sheet, kinds, given), key=_columns, default=None)


def _waived(sheet: Sheet, kinds: Sequence[Listing], given: SheetManner) -> Iterator[FoundList]:
    """What its rows come to as headers that need not name anything."""
    for row in sheet.rows[:HIGHEST]:
        if given.header in (None, row.number):
            for kind in kinds:
                found = _found(sheet, replace(kind, needs=()), replace(given, header=row.number))
                if found is not None:
                    yield found


def _columns(found: FoundList) -> int:
    return len(found.layout.columns)


def _found(sheet: Sheet, kind: Listing, given: SheetManner) -> FoundList | None:
    layout = find_layout(sheet, kind, given)
    return FoundList(sheet, kind, layout) if layout is not None else None


def _line(row: SheetRow) -> str:
    """A row in one line, to tell whether it is the header."""
    return " · ".join(text for cell in row.cells if (text := text_of(cell)))


def _sample(layout: Layout, place: int) -> str:
    """Some of what stands in a column."""
    texts = (text_of(row.cells[place]) for row in layout.rows if place < len(row.cells))
    return " · ".join(islice(dict.fromkeys(text for text in texts if text), SAMPLES))
