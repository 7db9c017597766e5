"""A list of delegations, one row a delegate -> a review, and one edit when no row is refused.

Rows are matched with what is there: the city (see ``planner/matching.py``), then the delegate by
e-mail or else by name within the delegation.  Empty cells change nothing.  Nobody is removed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from planner.column_names import column_phrase
from planner.edits.core import Edit, new_id
from planner.entities import TABLE_OF, Change, Delegate, Delegation, Entity
from planner.errors import InvalidValue, PlannerError
from planner.intake.cells import delegation_of, person_of, text_of
from planner.intake.columns import find_header, unknown_headers
from planner.intake.review import Outcome, Review, RowReport
from planner.intake.sheets import Cell, CellError, Sheet, read_sheets
from planner.matching import match_city
from planner.names import fold
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.validate import problems
from planner.visible import visible

E = TypeVar("E", bound=Entity)


@dataclass
class _Work:
    """The programme as it grows row by row, and what was there before."""

    programme: Programme
    before: dict[str, Entity | None] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def keep(self, row: E) -> None:
        old = self.programme.find(TABLE_OF[type(row)], row.id)
        self.before.setdefault(row.id, old)
        self.programme = self.programme.apply([Change(old, row)])


def review(programme: Programme, path: Path) -> Review:
    """What importing the file would do; raises PlannerError when it cannot be read at all."""
    found = _with_header(path)
    work = _Work(programme)
    reports: list[RowReport] = []
    ignored: list[str] = []
    for sheet, header, columns in found:
        ignored += unknown_headers(sheet.rows[header].cells)
        for row in sheet.rows[header + 1 :]:
            cells = {name: _cell(row.cells, index) for name, index in columns.items()}
            reports.append(_row(work, sheet.name, row.number, cells))
    if not reports:
        raise PlannerError(Phrase("{file} has a header but no rows below it.", file=path.name))
    refused = any(report.outcome is Outcome.REFUSED for report in reports)
    edit = None if refused else _edit(work, path)
    return Review(tuple(reports), edit, tuple(ignored))


def _with_header(path: Path) -> list[tuple[Sheet, int, dict[str, int]]]:
    found = [
        (sheet, *header)
        for sheet in read_sheets(path)
        if (header := find_header(sheet.rows)) is not None
    ]
    if not found:
        raise PlannerError(
            Phrase("{file} has no row of headers with a city and a name.", file=path.name),
            Phrase("Call the columns for example City, Name, E-mail, Arrival, Departure."),
        )
    return found


def _cell(cells: tuple[Cell, ...], index: int) -> Cell:
    return cells[index] if index < len(cells) else None


def _edit(work: _Work, path: Path) -> Edit:
    changes = []
    for row_id, before in work.before.items():
        after = _find(work.programme, row_id)
        if before != after:
            changes.append(Change(before, after))
    label = plural(
        "Import {n} row from “{file}”",
        "Import {n} rows from “{file}”",
        len(changes),
        file=visible(path.name),
    )
    return Edit(label, tuple(sorted(changes, key=lambda c: c.table != "delegation")))


def _find(programme: Programme, row_id: str) -> Entity | None:
    return programme.delegations.get(row_id) or programme.delegates.get(row_id)


def _row(work: _Work, sheet: str, number: int, cells: Mapping[str, Cell]) -> RowReport:
    """Take one row in, or say why not."""
    about = " · ".join(x for x in (text_of(cells.get("city")), _name(cells)) if x)
    before = work.programme
    try:
        _refuse_errors(cells)
        details, added = _take_in(work, number, cells)
    except InvalidValue as error:
        work.programme = before
        reason = Phrase(
            "{column}: {reason}", column=column_phrase(error.field), reason=error.phrase
        )
        return RowReport(sheet, number, Outcome.REFUSED, about, (reason,))
    except PlannerError as error:
        work.programme = before
        reasons = (error.phrase, error.hint) if error.hint else (error.phrase,)
        return RowReport(sheet, number, Outcome.REFUSED, about, reasons)
    outcome = Outcome.ADDED if added else Outcome.CHANGED if details else Outcome.UNCHANGED
    return RowReport(sheet, number, outcome, about, tuple(details))


def _refuse_errors(cells: Mapping[str, Cell]) -> None:
    for name, cell in cells.items():
        if isinstance(cell, CellError):
            raise InvalidValue(
                name, Phrase("The formula of this cell has failed ({error}).", error=str(cell))
            )


def _name(cells: Mapping[str, Cell]) -> str:
    return " ".join(text_of(cells.get(c)) for c in ("name", "first_name", "last_name")).strip()


def _take_in(work: _Work, number: int, cells: Mapping[str, Cell]) -> tuple[list[Phrase], bool]:
    """The differences this row makes, and whether it adds somebody."""
    delegation, is_new = _delegation(work, cells)
    values = person_of(cells)
    if "name" not in values:
        if not is_new and set(values) - {"note"}:
            raise PlannerError(Phrase("There is no name in this row."))
        return list(_differences(work, delegation)), is_new
    _refuse_twice(work, number, delegation, values["name"], values.get("email"))
    known = _known_delegate(work.programme, delegation.id, values)
    base = known or Delegate(
        new_id(),
        delegation.id,
        "",
        position=len(work.programme.delegates_of.get(delegation.id, ())),
    )
    delegate = _kept(work, replace(base, **values))
    return [*_differences(work, delegation), *_differences(work, delegate)], known is None


def _refuse_twice(
    work: _Work, number: int, delegation: Delegation, name: str, email: str | None
) -> None:
    key = f"{delegation.id}|{fold(name)}|{email or ''}"
    if key in work.seen:
        raise PlannerError(
            Phrase("{name} stands in row {row} already.", name=name, row=work.seen[key])
        )
    work.seen[key] = number


def _delegation(work: _Work, cells: Mapping[str, Cell]) -> tuple[Delegation, bool]:
    """The delegation of the row's city, made when there is none."""
    city_id = city_of(work.programme, text_of(cells.get("city")), text_of(cells.get("country")))
    values = delegation_of(cells)
    known = next((d for d in work.programme.delegations.values() if d.city_id == city_id), None)
    if known is None:
        city = work.programme.cities[city_id]
        known = Delegation(
            new_id(),
            work.programme.edition.id,
            city_id,
            city.name,
            document_language=work.programme.edition.language,
        )
        work.before[known.id] = None
        return _kept(work, replace(known, **values)), True
    return (_kept(work, replace(known, **values)) if values else known), False


def _kept(work: _Work, row: E) -> E:
    """The row, taken in; raises InvalidValue for what no plan can hold."""
    for name, phrase in problems(work.programme, row).items():
        raise InvalidValue(name, phrase)
    work.keep(row)
    return row


def city_of(programme: Programme, text: str, country: str) -> str:
    """The id of the city meant; raises PlannerError with the candidates when it is not certain."""
    if not text:
        raise PlannerError(Phrase("There is no city in this row."))
    own = [c.id for c in programme.cities.values() if fold(c.name) == fold(text)]
    match = match_city(text, country or None)
    by_code = {c.code: c for c in programme.cities.values()}
    if match.certain in by_code:
        return by_code[match.certain].id
    candidates = [by_code[c.code] for c in match.candidates if c.code in by_code]
    if not candidates and len(own) == 1:
        return own[0]
    if not candidates:
        raise PlannerError(
            Phrase("“{text}” is no city of the network that is known here.", text=text),
            Phrase("Check the spelling, or add the country."),
        )
    names = "; ".join(f"{c.name} ({c.country})" if c.country else c.name for c in candidates[:4])
    raise PlannerError(
        Phrase("“{text}” is not certain: {names}?", text=text, names=names),
        Phrase("Write the city's official name, or add the country."),
    )


def _known_delegate(
    programme: Programme, delegation_id: str, values: Mapping[str, object]
) -> Delegate | None:
    """The delegate meant: same e-mail and a name that agrees, else same name."""
    people = programme.delegates_of.get(delegation_id, ())
    name, email = fold(str(values["name"])), values.get("email")
    named = [d for d in people if name in (fold(d.name), fold(d.latin_name or ""))]
    if email is not None:
        same = [d for d in named if d.email == email]
        return next(iter(same), None) or next((d for d in named if d.email is None), None)
    return named[0] if len(named) == 1 else None


def _differences(work: _Work, row: Entity) -> Iterator[Phrase]:
    """``role: old → new`` for each field that the import changes so far."""
    before, after = work.before.get(row.id), _find(work.programme, row.id)
    if before is None or after is None:
        return
    for column in fields(after):
        old, new = getattr(before, column.name), getattr(after, column.name)
        if old != new:
            yield Phrase(
                "{field}: {old} → {new}",
                field=column_phrase(column.name),
                old=_shown(old),
                new=_shown(new),
            )


def _shown(value: object) -> str:
    match value:
        case None | ():
            return "–"
        case tuple():
            return ", ".join(str(v) for v in value)
        case datetime():
            return text_of(value)
        case _:
            return str(value)
