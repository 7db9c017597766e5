"""How a file is read, line by line, and what else each line could be: pure, no Textual."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from planner.column_names import column_phrase
from planner.intake.kinds import AUTO, KINDS
from planner.intake.manner import NOT_READ
from planner.phrases import N_, _
from screens.import_look import Header, Look, SheetLook
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow

#: Files that are text: they have an encoding, and perhaps a separator.
TEXT_FILES = frozenset({".csv", ".tsv", ".txt"})
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": N_("Windows-1252 (Western Europe)"),
    "cp1250": N_("Windows-1250 (Central Europe)"),
    "cp1251": N_("Windows-1251 (Cyrillic)"),
    "mac-roman": N_("Macintosh (Western Europe)"),
}
SEPARATORS = {
    ";": N_("semicolon ;"),
    ",": N_("comma ,"),
    "\t": N_("tabulator"),
    "|": N_("bar |"),
}
MONTH_FIRST = {
    False: N_("the day first: 03/04 is 3 April"),
    True: N_("the month first: 03/04 is 4 March"),
}
BY_ITSELF = N_("found by itself")


@dataclass(frozen=True)
class Line:
    """A line: its key, what it is about, what it is, an example; ``said``: the organiser did."""

    key: str
    name: str
    value: str
    sample: str = ""
    said: bool = False


@dataclass(frozen=True)
class Choice:
    """What a line could be: values and their names."""

    title: str
    offered: Sequence[tuple[Any, str]]
    current: Any


def manner_layout() -> Layout:
    return Layout((
        ColumnSpec(_("In the file"), 16, 32),
        ColumnSpec(_("is read as"), 18, 36),
        ColumnSpec(_("for example"), 12, 80, rank=1),
    ))  # fmt: skip


def manner_rows(look: Look, layout: Layout) -> list[ListRow]:
    """Settings of the file, then each sheet with its columns."""
    rows: list[ListRow] = [_row(line, layout) for line in _settings(look)]
    for number, sheet in enumerate(look.sheets):
        rows.append(Heading(f"sheet {number}", _heading(look, sheet)))
        rows.extend(_row(line, layout) for line in _sheet(look, number, sheet))
    return rows


def _heading(look: Look, sheet: SheetLook) -> str:
    """The name of a sheet, and the list that it seems to hold."""
    name = _("Sheet “{name}”").format(name=sheet.name or look.draft.path.name)
    return f"{name} · {_(KINDS[sheet.kind])}" if sheet.kind in KINDS else name


def _row(line: Line, layout: Layout) -> TableRow:
    style = "primary" if line.said else "text"
    value = Run(line.value, style) if line.value else Run(_("not read"), "muted")
    return TableRow(line.key, layout, (Run(line.name), value, Run(line.sample, "muted")))


def _settings(look: Look) -> Iterator[Line]:
    said, manner = look.draft.manner, look.manner
    kind = _(KINDS[manner.kind]) if manner.kind in KINDS else _("what it seems to be")
    yield Line("kind", _("The file holds"), kind, said=bool(said.kind))
    if look.draft.path.suffix.lower() in TEXT_FILES:
        encoding = _(ENCODINGS.get(manner.encoding, manner.encoding or BY_ITSELF))
        yield Line("encoding", _("Encoding"), encoding, said=bool(said.encoding))
        separator = _(SEPARATORS.get(manner.separator, manner.separator or BY_ITSELF))
        yield Line("separator", _("Between columns"), separator, said=bool(said.separator))
    if look.sheets:
        dates = BY_ITSELF if manner.month_first is None else MONTH_FIRST[manner.month_first]
        yield Line("dates", _("Dates"), _(dates), said=said.month_first is not None)
    zone = manner.zone or look.programme.edition.time_zone
    yield Line("zone", _("Times without a zone"), zone, said=bool(said.zone))


def _sheet(look: Look, number: int, sheet: SheetLook) -> Iterator[Line]:
    said = sheet.name in look.draft.manner.sheets
    hidden = _("(hidden)") if sheet.is_hidden else ""
    is_read = _("yes") if sheet.manner.is_read else ""
    if len(look.sheets) > 1 or not is_read:
        yield Line(f"read {number}", _("This sheet is read"), is_read, hidden, said=said)
    if not is_read or not sheet.tops:
        return
    top = dict(sheet.tops).get(sheet.manner.header or 0, "")
    row = _("row {n}").format(n=sheet.manner.header)
    yield Line(f"header {number}", _("Its headers stand in"), row, top)
    yield Line(f"lines {number}", _("Lines of headers"), str(sheet.manner.header_rows))
    for place, header in enumerate(sheet.headers):
        yield _column(f"column {number} {place}", header)


def _column(key: str, header: Header) -> Line:
    return Line(key, header.text, column_name(header.column), header.sample)


def key_of_header(look: Look, text: str) -> str | None:
    """The key of the first line of that header; None where there is none."""
    return next(
        (
            f"column {number} {place}"
            for number, sheet in enumerate(look.sheets)
            for place, header in enumerate(sheet.headers)
            if header.text == text
        ),
        None,
    )


def column_name(column: str) -> str:
    """A column in words; empty for one that is not read."""
    return str(column_phrase(column)) if column != NOT_READ else ""


# -- what a line could be ---------------------------------------------------------------------


def choice_of(look: Look, key: str) -> Choice | None:
    """What is offered for a line; None for one that is only turned on and off."""
    match key.split():
        case ["kind"]:
            auto = (AUTO, _("what it seems to be"))
            kinds = [(kind, _(name)) for kind, name in KINDS.items()]
            return Choice(_("What does the file hold?"), [auto, *kinds], look.manner.kind)
        case ["encoding"]:
            offered = [(codec, _(name)) for codec, name in ENCODINGS.items()]
            return Choice(_("Which encoding has the file?"), offered, look.manner.encoding)
        case ["separator"]:
            offered = [(mark, _(name)) for mark, name in SEPARATORS.items()]
            return Choice(_("What stands between columns?"), offered, look.manner.separator)
        case ["dates"]:
            order = [(first, _(name)) for first, name in MONTH_FIRST.items()]
            return Choice(_("How are dates written?"), order, look.manner.month_first)
        case ["zone"]:
            return _zones(look)
        case ["header", number]:
            sheet = look.sheets[int(number)]
            rows = [(n, f"{n}: {text}") for n, text in sheet.tops]
            return Choice(_("In which row do the headers stand?"), rows, sheet.manner.header)
        case ["lines", number]:
            title = _("How many lines have the headers?")
            lines = [(1, "1"), (2, "2")]
            return Choice(title, lines, look.sheets[int(number)].manner.header_rows)
        case ["column", number, place]:
            sheet = look.sheets[int(number)]
            return _columns(sheet, sheet.headers[int(place)])
        case _:
            return None


def _zones(look: Look) -> Choice:
    own = look.programme.edition.time_zone
    names = [own, *sorted(available_timezones() - {own})]
    title = _("Which zone holds for times that name none?")
    return Choice(title, [(name, name) for name in names], look.manner.zone or own)


def _columns(sheet: SheetLook, header: Header) -> Choice:
    named = sorted(((c, column_name(c)) for c in sheet.offered), key=lambda each: each[1])
    title = _("What is “{header}”?").format(header=header.text)
    return Choice(title, [(NOT_READ, _("not read")), *named], header.column)
