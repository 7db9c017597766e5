"""How the cells of the workbook look: formats of Excel for each kind of column and value."""

from typing import Any

from planner.clock import Clock
from planner.publish.items import Heads
from planner.publish.labels import AT_LEAST, MINUTES, Labels
from planner.publish.times import zone_name
from planner.publish.workbook_table import Cell, Look

#: Language of documents -> Excel's code for it (MS-LCID), for the names of days and months.
LANGUAGE_CODES = {
    "en": "809",
    "fr": "40C",
    "de": "407",
    "it": "410",
    "da": "406",
    "nb": "414",
    "sr": "241A",
    "sr-Cyrl": "281A",
    "ka": "437",
}
TIME, DAY = "hh:mm", "ddd d mmm yyyy"
CELL = {"valign": "top", "text_wrap": True}
#: Text stays text when somebody edits the cell, also where it looks like a formula.
TEXT = CELL | {"quote_prefix": True}
HEADING = TEXT | {"bold": True, "bg_color": "#E7E9ED", "bottom": 1}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any, labels: Labels, clock: Clock) -> None:
        self._book = book
        self._labels = labels
        self._clock = clock
        self._numbers: dict[str, Any] = {}
        self.heading = book.add_format(HEADING)
        self.text = book.add_format(TEXT)
        self.new_day = book.add_format({"top": 1})

    def of(self, look: Look, value: Cell) -> Any:
        """The format for a value that is no text."""
        code = self.code(look, value)
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format(CELL | {"num_format": code})
        return self._numbers[code]

    def code(self, look: Look, value: Any) -> str:
        """``hh:mm``; in the hour that happens twice with the zone: ``hh:mm" CET"``."""
        day = f"[$-{LANGUAGE_CODES[self._labels.language]}]{DAY}"
        match look:
            case Look.DAY:
                return day
            case Look.TIME:
                return TIME + self._zone(value)
            case Look.MOMENT:
                return f"{day} {TIME}{self._zone(value)}"
            case Look.MINUTES:
                return _around("0", self._labels(MINUTES, minutes="|"))
        is_least = isinstance(value, Heads) and not value.complete
        return _around("0", self._labels(AT_LEAST, number="|")) if is_least else "0"

    def _zone(self, wall: Any) -> str:
        zone = zone_name(wall, self._clock)
        return _literal(f" {zone}") if zone else ""


def _around(code: str, text: str) -> str:
    """A number shown in a text, in which ``|`` stands for it: ``at least 14``."""
    before, after = text.split("|")
    return f"{_literal(before)}{code}{_literal(after)}"


def _literal(text: str) -> str:
    """Text that stands in a number as it is."""
    return f'"{text}"' if text else ""
