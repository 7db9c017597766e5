"""How a file is read: what it seems to be, corrected by the organiser, remembered for next time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planner.errors import PlannerError
from planner.phrases import Phrase

#: The column of a header that is not to be read.
NOT_READ = ""


@dataclass(frozen=True, slots=True)
class SheetManner:
    """How a sheet of a table is read.

    ``header``: number of the first header row, as spreadsheet programs count (None: found by
    itself); ``header_rows``: how many there are.  ``columns``: header -> column, ``NOT_READ``
    for one that is left alone; headers that are not named are recognised by themselves.
    ``is_read`` False: the sheet is passed over.
    """

    header: int | None = None
    header_rows: int = 1
    columns: Mapping[str, str] = field(default_factory=dict)
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is read.  What is empty is found by itself.

    ``kind``: what it holds (``delegations``, ``programme`` ...); ``encoding``: a Python codec
    name; ``separator``: of CSV; ``month_first``: whether 03/04/2024 is the fourth of March;
    ``zone``: IANA name for times that name none; ``answers``: question key -> candidate.
    """

    kind: str = ""
    encoding: str = ""
    separator: str = ""
    month_first: bool | None = None
    zone: str = ""
    sheets: Mapping[str, SheetManner] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def over(self, other: "Manner") -> "Manner":
        """This manner, and where it says nothing, the other.

        How the sheets of another kind of file were read says nothing.
        """
        kinds = {self.kind, other.kind} - {"", "auto"}
        named = {n: v for n in _PLAIN if (v := getattr(self, n)) not in ("", None)}
        return replace(
            other,
            **named,
            sheets={**(other.sheets if len(kinds) < 2 else {}), **self.sheets},
            answers={**other.answers, **self.answers},
        )


_PLAIN = ("kind", "encoding", "separator", "month_first", "zone")


def manner_json(manner: Manner) -> str:
    """The form that is remembered, shown by ``--json`` and read by ``--map``."""
    return json.dumps(manner_form(manner), ensure_ascii=False, separators=(",", ":"))


def manner_form(manner: Manner) -> dict[str, Any]:
    """As plain data; what is left to be found is left out."""
    form: dict[str, Any] = {n: v for n in _PLAIN if (v := getattr(manner, n)) not in ("", None)}
    if manner.sheets:
        form["sheets"] = {name: _sheet_form(sheet) for name, sheet in manner.sheets.items()}
    if manner.answers:
        form["answers"] = dict(manner.answers)
    return form


def _sheet_form(sheet: SheetManner) -> dict[str, Any]:
    if not sheet.is_read:
        return {"read": False}
    form: dict[str, Any] = {} if sheet.header is None else {"header": sheet.header}
    if sheet.header_rows != 1:
        form["header_rows"] = sheet.header_rows
    if sheet.columns:
        form["columns"] = dict(sheet.columns)
    return form


def manner_from(text: str | bytes) -> Manner:
    """Inverse of :func:`manner_json`; raises PlannerError for anything else."""
    try:
        form = json.loads(text)
    except (ValueError, RecursionError):
        raise _malformed(Phrase("It is no JSON.")) from None
    return _Form(form, "").manner()


@dataclass(frozen=True)
class _Form:
    """Plain data of which each part is checked."""

    value: Any
    name: str

    def manner(self) -> Manner:
        known = {*_PLAIN, "sheets", "answers"}
        parts = self.members(known)
        plain: dict[str, Any] = {
            n: parts[n].yes_or_no() if n == "month_first" else parts[n].text()
            for n in _PLAIN
            if n in parts
        }
        sheets = parts["sheets"].members() if "sheets" in parts else {}
        answers = parts["answers"].texts() if "answers" in parts else {}
        return Manner(**plain, sheets={n: s.sheet() for n, s in sheets.items()}, answers=answers)

    def sheet(self) -> SheetManner:
        parts = self.members({"read", "header", "header_rows", "columns"})
        return SheetManner(
            parts["header"].number() if "header" in parts else None,
            parts["header_rows"].number() if "header_rows" in parts else 1,
            parts["columns"].texts() if "columns" in parts else {},
            parts["read"].yes_or_no() if "read" in parts else True,
        )

    def members(self, known: set[str] | None = None) -> dict[str, "_Form"]:
        if not isinstance(self.value, dict):
            raise _malformed(Phrase("{name} is no object.", name=self.name or "{}"))
        if known is not None and (unknown := sorted(set(self.value) - known)):
            raise _malformed(Phrase("Nothing is called “{name}”.", name=unknown[0]))
        return {name: _Form(value, name) for name, value in self.value.items()}

    def texts(self) -> dict[str, str]:
        return {name: member.text() for name, member in self.members().items()}

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise _malformed(Phrase("{name} is no text.", name=self.name))
        return self.value

    def number(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 1:
            raise _malformed(Phrase("{name} is no row number.", name=self.name))
        return self.value

    def yes_or_no(self) -> bool:
        if not isinstance(self.value, bool):
            raise _malformed(Phrase("{name} is neither true nor false.", name=self.name))
        return self.value


def _malformed(reason: Phrase) -> PlannerError:
    return PlannerError(
        Phrase("This is no description of how a file is read. {reason}", reason=reason),
        Phrase("“import … --dry-run --json” shows one, under “manner”."),
    )
