"""Files of lists: which sheet holds which list, and the entries in them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from planner.errors import PlannerError
from planner.intake.dry_run import Entry
from planner.intake.listing import Cells, Listing, Taker, WholeTaker, joined, refuse_errors
from planner.intake.manner import Manner, SheetManner
from planner.intake.merging import Intake, Taken
from planner.intake.places.distances import as_list
from planner.intake.review import Choices, Place
from planner.intake.tables.layout import Layout, find_layout
from planner.intake.tables.sheets import Sheet
from planner.phrases import Phrase
from planner.visible import visible


@dataclass(frozen=True)
class FoundList:
    """A sheet, the list in it, and where its columns and rows are."""

    sheet: Sheet
    listing: Listing
    layout: Layout

    @property
    def manner(self) -> SheetManner:
        """How it is read, in full."""
        names = {i: column for column, where in self.layout.columns.items() for i in where}
        headers = {h: names.get(i, "") for i, h in enumerate(self.layout.headers) if h}
        return SheetManner(self.layout.header, self.layout.header_rows, headers)


def find_lists(
    sheets: Sequence[Sheet],
    listings: Sequence[Listing],
    manner: Manner,
    file: str,
    asked: Collection[str] = (),
) -> list[FoundList]:
    """What each sheet holds, in the order in which lists build on one another.

    ``asked``: the sheets of which the organiser has said this time how they are to be read.
    Raises PlannerError when no sheet has headers that are known.
    """
    every = map(as_list, sheets)
    found = [one for sheet in every if (one := _find(sheet, listings, manner, asked)) is not None]
    if not found:
        raise next((s.problem for s in sheets if s.problem is not None), None) or PlannerError(
            Phrase("{file} has no row of headers that are known.", file=file),
            Phrase("Call the columns for example City, Name, E-mail, Arrival, Departure."),
        )
    if not any(one.layout.rows for one in found):
        raise PlannerError(Phrase("{file} has a header but no rows below it.", file=file))
    return sorted(found, key=lambda one: listings.index(one.listing))


def _find(
    sheet: Sheet, listings: Sequence[Listing], manner: Manner, asked: Collection[str]
) -> FoundList | None:
    given = manner.sheets.get(sheet.name, SheetManner(is_read=not sheet.is_hidden))
    if not given.is_read:
        return None
    if sheet.name in asked:
        _check_columns(given, listings)
    found = _likeliest(sheet, listings, given, manner.month_first)
    if found is None and sheet.name not in asked:  # a title more than last time
        found = _likeliest(sheet, listings, replace(given, header=None), manner.month_first)
    return found


def _likeliest(
    sheet: Sheet, listings: Sequence[Listing], given: SheetManner, month_first: bool | None
) -> FoundList | None:
    """The list that most columns are found of, among those that have the columns given."""
    named = {column for column in given.columns.values() if column}
    able = [listing for listing in listings if named <= set(listing.columns)]
    layouts = [(find_layout(sheet, one, given, month_first), one) for one in able or listings]
    fits = [FoundList(sheet, listing, layout) for layout, listing in layouts if layout is not None]
    return max(fits, key=lambda one: len(one.layout.columns), default=None)


def _check_columns(given: SheetManner, listings: Sequence[Listing]) -> None:
    """Raise PlannerError for columns that no list has."""
    known = {column: None for listing in listings for column in listing.columns}
    for column in given.columns.values():
        if column and column not in known:
            raise PlannerError(
                Phrase("There is no column “{name}” in such a list.", name=visible(column)),
                Phrase("There are {names}.", names=", ".join(known)),
            )


def manner_of(found: Sequence[FoundList], sheets: Sequence[Sheet], manner: Manner) -> Manner:
    """The manner in full: every sheet, every header."""
    read = {one.sheet.name: one.manner for one in found}
    passed = {s.name: SheetManner(is_read=False) for s in sheets if s.name not in read}
    kinds = {one.listing.kind for one in found}
    kind = kinds.pop() if len(kinds) == 1 else manner.kind
    month_first = True if any(one.layout.month_first for one in found) else manner.month_first
    return replace(manner, kind=kind, month_first=month_first, sheets={**read, **passed})


def notes_of(
    found: Sequence[FoundList],
    sheets: Sequence[Sheet],
    listings: Sequence[Listing],
    manner: Manner,
) -> tuple[Phrase, ...]:
    """What was not read or guessed, sheet by sheet."""
    lists = {one.sheet.name: one for one in found}
    notes = []
    for sheet in sheets:
        one = lists.get(sheet.name)
        is_passed = not manner.sheets.get(sheet.name, SheetManner()).is_read
        passed = _passed_notes(sheet, listings if is_passed else ())
        of_sheet = _list_notes(one, manner) if one is not None else passed
        notes += [_named(sheet, note) if len(sheets) > 1 else note for note in of_sheet]
    return tuple(notes)


def _list_notes(one: FoundList, manner: Manner) -> Iterator[Phrase]:
    yield from one.sheet.notes
    given, row = manner.sheets.get(one.sheet.name, SheetManner()), one.layout.header
    if given.header not in (None, row):
        yield Phrase("The header is row {row} now.", row=row)
    yield from one.layout.notes


def _passed_notes(sheet: Sheet, listings: Sequence[Listing]) -> Iterator[Phrase]:
    """``listings``: those that it may hold although it is not read."""
    if sheet.problem is not None:
        yield sheet.problem.phrase
    elif sheet.is_hidden:
        yield Phrase("This sheet is hidden: it is not read.")
    elif sheet.rows and _likeliest(sheet, listings, SheetManner(), None) is not None:
        yield Phrase("This sheet holds a list; it is not read, like the last time.")
    elif sheet.rows:
        yield Phrase("This sheet holds no list: it is not read.")


def _named(sheet: Sheet, note: Phrase) -> Phrase:
    return Phrase("“{sheet}”: {note}", sheet=visible(sheet.name), note=note)


def entries_of(found: Sequence[FoundList], intake: Intake, choices: Choices) -> Iterator[Entry]:
    """Every row of every list."""
    for listing, lists in groupby(found, lambda one: one.listing):
        taker = listing.begin(intake, choices)
        rows = [row for one in lists for row in _rows(one)]
        if isinstance(taker, WholeTaker):
            yield from taker.entries(rows)
        else:
            for place, cells in rows:
                yield Entry(place, taker.about(cells), partial(_take, taker, cells))


def _rows(one: FoundList) -> Iterator[tuple[Place, Cells]]:
    for row in one.layout.rows:
        cells = {
            column: joined(row.cells[i] for i in where if i < len(row.cells))
            for column, where in one.layout.columns.items()
        }
        yield Place(one.sheet.name, row.number), cells


def _take(taker: Taker, cells: Cells) -> list[Taken]:
    refuse_errors(cells)
    return list(taker.take(cells))
