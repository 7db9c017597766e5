"""The edition as an Excel workbook for the team: plan, participants, transport and catering.

Made for work: every cell has its type, rows can be filtered and sorted, and what is changed in
the sheets of the programme and of the participants can come in again.  The same release gives
the same bytes.  It holds diets, access needs and telephone numbers: it is for nobody but the team.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from models.words import Kind
from planner.publish import labels as words
from planner.publish import paper_words as paper
from planner.publish.copies import Copy
from planner.publish.items import Heads, Item
from planner.publish.labels import Labels
from planner.publish.plaintext import clean_line, clean_lines
from planner.publish.releases import Version
from planner.publish.workbook_catering import catering_table
from planner.publish.workbook_grid import grid_table
from planner.publish.workbook_people import people_table
from planner.publish.workbook_plan import plan_table
from planner.publish.workbook_styles import Styles
from planner.publish.workbook_table import Cell, Column, Look, Table
from planner.publish.workbook_transport import transport_table

#: Longest name in a footer, which holds 255 characters in all.
NAME_LENGTH = 80


def workbook(copy: Copy) -> bytes:
    """The workbook as XLSX, of a copy for the whole edition."""
    from xlsxwriter import Workbook

    programme, labels, version = copy.programme, copy.labels, copy.version
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        title = clean_line(programme.edition.name)
        book.set_properties({"title": title, "created": version.at})
        styles = Styles(book, labels, programme.clock)
        footer = _footer(title, labels, version)
        for table in _tables(copy):
            sheet = book.add_worksheet(table.name)
            _set_up(sheet, table, footer)
            _fill(sheet, table, styles, labels)
    return file.getvalue()


def _tables(copy: Copy) -> Iterator[Table]:
    programme, items, labels = copy.programme, copy.items, copy.labels
    yield grid_table(programme, copy.recipient, items)
    yield plan_table(programme, labels, items)
    yield people_table(programme, labels)
    yield transport_table(programme, labels, _of_kind(items, Kind.TRANSFER))
    yield catering_table(programme, labels, _of_kind(items, Kind.MEAL))


def _of_kind(items: Sequence[Item], kind: Kind) -> list[Item]:
    return [item for item in items if item.activity is not None and item.activity.kind is kind]


def _footer(title: str, labels: Labels, version: Version) -> str:
    """Edition and release at the left, page and pages at the right; ``&`` begins a code."""
    number = version.number
    state = labels(words.DRAFT) if number is None else labels(words.VERSION, number=number)
    left = f"{title[:NAME_LENGTH]} · {state}".replace("&", "&&")
    return f"&L{left}&R{labels(paper.PAGE_OF, page='&P', pages='&N')}"


def _set_up(sheet: Any, table: Table, footer: str) -> None:
    """What is seen first and how it is printed."""
    last = len(table.columns) - 1
    sheet.freeze_panes(1, table.frozen)
    sheet.autofilter(0, 0, len(table.rows), last)
    sheet.set_landscape()
    sheet.set_paper(table.paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    sheet.fit_to_pages(table.across, 0)
    sheet.repeat_rows(0)
    if table.across > 1:
        sheet.repeat_columns(0, table.frozen - 1)
    sheet.set_footer(footer)


def _fill(sheet: Any, table: Table, styles: Styles, labels: Labels) -> None:
    for x, column in enumerate(table.columns):
        sheet.set_column(x, x, column.width)
        sheet.write_string(0, x, clean_line(column.heading), styles.heading)
    for y, row in enumerate(table.rows, 1):
        for x, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _write(sheet, y, x, _shown(value, labels), column, styles)
    if table.by_day and len(table.rows) > 1:
        rule = {"type": "formula", "criteria": "=$A3<>$A2", "format": styles.new_day}
        sheet.conditional_format(2, 0, len(table.rows), len(table.columns) - 1, rule)


def _shown(value: Cell, labels: Labels) -> Cell:
    """A number of which nothing is known is no zero."""
    if isinstance(value, Heads) and not value.number and not value.complete:
        return labels(words.NOT_KNOWN)
    return value


def _write(sheet: Any, y: int, x: int, value: Cell, column: Column, styles: Styles) -> None:
    """Text is written as text, whatever it looks like."""
    match value:
        case None | "":
            return
        case str():
            sheet.write_string(y, x, clean_lines(value), styles.text)
        case datetime() if column.look is Look.TIME:
            sheet.write_datetime(y, x, value.time(), styles.of(column.look, value))
        case date():
            sheet.write_datetime(y, x, value, styles.of(column.look, value))
        case Heads():
            sheet.write_number(y, x, value.number, styles.of(column.look, value))
        case int():
            sheet.write_number(y, x, value, styles.of(column.look, value))
