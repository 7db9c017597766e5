"""From the cells of lists of places, hosts, ways and wishes to values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import TypeVar

from planner.column_names import column_phrase
from planner.errors import InvalidValue
from planner.fields import parse_float, parse_lines
from planner.intake.cells import line_of, lines_of, text_of
from planner.intake.tables.sheets import Cell
from planner.names import fold
from planner.phrases import Phrase

Meaning = TypeVar("Meaning")

YES = frozenset(map(fold, ("yes", "oui", "y", "o", "x", "true", "vrai", "1", "ok", "accessible")))
NO = frozenset(
    map(fold, ("no", "non", "n", "false", "faux", "0", "not", "pas", "aucun", "inaccessible"))
)
#: Words that say that nothing is known.
NOT_KNOWN = frozenset(
    map(fold, ("tbc", "tbd", "tba", "n/a", "nc", "unknown", "inconnu", "inconnue", "not known",
               "to be confirmed", "to be announced", "to check", "à confirmer", "à préciser",
               "à vérifier", "not known yet", "pas encore connu"))
)  # fmt: skip

_HOURS = re.compile(
    r"(?:(?P<h>\d{1,3})\s*(?:h|hours?|heures?|hrs?)\s*)?"
    r"(?:(?P<m>\d{1,5})\s*(?:m|min|mins|minutes?|mn|['’′])?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?")
_PART_OF_HOUR = re.compile(r"(\d{1,2})[.,](\d{1,2})\s*(?:h|hours?|heures?|hrs?)", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?P<n>\d{1,6})\s*(?:p|pers|persons?|personnes?|people|pax|places|seats)?\.?", re.IGNORECASE
)
_DEGREES = r"([+-]?\d{1,3}[.,]\d+)\s*°?"
_POINT = re.compile(rf"\(?\s*{_DEGREES}\s*N?\s*[,;/|\s]\s*{_DEGREES}\s*E?\s*\)?", re.IGNORECASE)


def is_unknown(text: str, signs: str = "?-–—") -> bool:
    """Whether a text says that nothing is known, in words, by signs, or by being empty."""
    return not text.strip(f" {signs}") or fold(text) in NOT_KNOWN


def minutes_of(name: str, cell: Cell) -> int | None:
    """Minutes of ``75``, ``75 min``, ``1 h 15``, ``1:15``, ``1,5 h`` and of time cells."""
    match cell:
        case timedelta():
            return round(cell.total_seconds() / 60)
        case time():
            return cell.hour * 60 + cell.minute
    text = (line_of(name, cell) or "").removesuffix(".")
    if is_unknown(text):
        return None
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * 60 + int(found[2])
    if found := _PART_OF_HOUR.fullmatch(text):
        return round(float(f"{found[1]}.{found[2]}") * 60)
    found = _HOURS.fullmatch(text)
    if found is None:
        raise InvalidValue(name, Phrase("Write minutes, or a length such as 1 h 15."))
    return int(found["h"] or 0) * 60 + int(found["m"] or 0)


def people_of(name: str, cell: Cell) -> int | None:
    """How many people: ``80``, ``80 pers.``; None when unknown."""
    text = line_of(name, cell) or ""
    if is_unknown(text):
        return None
    if (found := _PEOPLE.fullmatch(text)) is None:
        raise InvalidValue(name, Phrase("Write a whole number, for example 12."))
    return int(found["n"])


def yes_or_no(text: str) -> bool | None:
    """What the first word says; None where it says neither."""
    first = fold(next(iter(re.findall(r"\w+", text)), ""))
    return True if first in YES else False if first in NO else None


def point_of(cells: Mapping[str, Cell]) -> dict[str, float]:
    """Latitude and longitude, from two columns or from one; empty when unknown."""
    both = line_of("point", cells.get("point")) or ""
    texts = {name: text_of(cells.get(name)) for name in ("lat", "lon")}
    if both and not any(texts.values()) and not is_unknown(both):
        if (found := _POINT.fullmatch(both)) is None:
            raise InvalidValue(
                "point", Phrase("Write latitude and longitude, such as 50.4669, 4.8675.")
            )
        texts = {"lat": found[1], "lon": found[2]}
    degrees = {name: parse_float(name, text) for name, text in texts.items()}
    return {name: value for name, value in degrees.items() if value is not None}


def one_of(words: Mapping[str, Meaning], text: str) -> Meaning | None:
    """The meaning of a word, also in the plural; None when it is not known."""
    key = fold(text)
    return words.get(key) or words.get(key.removesuffix("s"))


def pieces_of(cell: Cell) -> list[str]:
    """The entries of a cell that holds several, one a line or with semicolons between them."""
    return [piece.strip() for piece in re.split(r"[;\n]", text_of(cell)) if piece.strip()]


@dataclass
class Aside:
    """What of an entry fits into no column: it is kept in the note, and told."""

    language: str
    lines: list[str] = field(default_factory=list)
    remarks: list[Phrase] = field(default_factory=list)

    def add(self, column: str, text: str) -> None:
        label = column_phrase(column)
        self.lines.append(Phrase("{field}: {text}", field=label, text=text).text(self.language))
        self.remarks.append(Phrase("{field}: “{text}” is kept in the note", field=label, text=text))

    def note(self, cell: Cell, there: str | None) -> dict[str, str]:
        """The note as the file has it, else as it is there, with what is not in it yet.

        Empty when the file has nothing to say.
        """
        said = lines_of("note", cell)
        if said is None and not self.lines:
            return {}
        note = said or there or ""
        missing = (line for line in self.lines if line not in note)
        text = parse_lines("note", "\n".join(filter(None, (note, *missing))))
        return {"note": text} if text else {}
