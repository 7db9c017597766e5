"""The properties of a calendar component, taken apart and unescaped by icalendar."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.errors import InvalidValue
from planner.intake.festival.texts import one_line
from planner.phrases import Phrase

if TYPE_CHECKING:
    from icalendar.parser import Contentline

_NAME = re.compile(r"[ \t]*([A-Za-z0-9-]+)")
_TIMES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"})


@dataclass(frozen=True, slots=True)
class Property:
    """A value with its backslashes resolved, the parameters that matter here by upper-case name."""

    value: str
    parameters: dict[str, str] = field(default_factory=dict)


class Properties:
    """The wanted properties of one component; the first of those that may stand once."""

    def __init__(self, lines: Iterable[str], wanted: Collection[str]) -> None:
        """Raises InvalidValue for a wanted line that cannot be read."""
        self._found: dict[str, list[Property]] = {}
        for line in lines:
            name = _NAME.match(line)
            if name is not None and name[1].upper() in wanted:
                if name[1].upper() in _TIMES:
                    line = _quoted(line)
                self._found.setdefault(name[1].upper(), []).append(_taken_apart(line))

    def all(self, name: str) -> list[Property]:
        return self._found.get(name, [])

    def first(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """The value, empty when it is not there."""
        found = self.first(name)
        return found.value.strip() if found else ""


def _quoted(line: str) -> str:
    """Quotes around a zone's name with a colon, which Outlook forgets: ``TZID=tzone://Custom``."""
    head, _colon, value = line.rpartition(":")
    before, tzid, zone = head.partition(";TZID=")
    bare = tzid and ":" in zone and not {'"', ";"} & set(zone)
    return f'{before}{tzid}"{zone}":{value}' if bare else line


def _taken_apart(line: str) -> Property:
    try:
        _name, parameters, value = _content_line()(line).parts()
    except (ValueError, AssertionError) as error:
        raise InvalidValue(
            "line", Phrase("“{text}” is no line of a calendar.", text=one_line(line, 60))
        ) from error
    return Property(
        value,
        {
            name.upper(): ", ".join(said) if isinstance(said, list) else str(said)
            for name, said in parameters.items()
            if name.upper() in {"TZID", "VALUE", "LANGUAGE", "RANGE"}
        },
    )


@lru_cache(maxsize=1)
def _content_line() -> "type[Contentline]":
    from icalendar.parser import Contentline

    return Contentline
