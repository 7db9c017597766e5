"""Opening hours of a day as people write them: ``10-12:30, 13h30-18``, ``closed``, or nothing."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise
from typing import TypeAlias

from planner.entities import Opening
from planner.errors import InvalidValue
from planner.fields import clean_text, parse_time
from planner.names import fold
from planner.phrases import N_, Phrase, _

#: Windows in order; () = closed; None = nothing is known.
Hours: TypeAlias = tuple[tuple[time, time], ...] | None

CLOSED = N_("closed")
#: What closed is called besides, in English or French, or as a sign (folded: signs are gone).
_CLOSED_WORDS = {"closed", "ferme", "fermee", "x", "no", "non"}
_CLOSED_SIGNS = {"-", "–", "—", "✗", "×"}
_TIME = r"(\d{1,2}(?:[:hH.]\d{0,2})?|\d{3,4})"
_WINDOW = re.compile(rf"\s*{_TIME}\s*(?:-|–|—|>|à|to)\s*{_TIME}\s*(?:[,;/+&]|et|and|$|(?=\s))")
_MIDNIGHT = re.compile(r"(?:24|0|00)(?:[:hH.]?(?:00)?)?")
#: The last minute that a window of a day can end at.
END_OF_DAY = time(23, 59)


def parse_hours(name: str, text: str) -> Hours:
    """Raises InvalidValue for what is no list of windows, each in order and apart."""
    found = clean_text(name, text)
    if found is None:
        return None
    if found in _CLOSED_SIGNS or fold(found) in _CLOSED_WORDS | {fold(_(CLOSED))}:
        return ()
    windows, at = [], 0
    while at < len(found):
        window = _WINDOW.match(found, at)
        if window is None:
            raise InvalidValue(name, Phrase("Write hours such as 10-12:30, 13:30-18, or closed."))
        windows.append(_window(name, window[1], window[2]))
        at = window.end()
    windows.sort()
    if any(later[0] <= earlier[1] for earlier, later in pairwise(windows)):
        raise InvalidValue(name, Phrase("Two of these windows overlap or touch: make them one."))
    return tuple(windows)


def _window(name: str, opens: str, closes: str) -> tuple[time, time]:
    begin = parse_time(name, opens.strip())
    end = END_OF_DAY if _MIDNIGHT.fullmatch(closes) else parse_time(name, closes.strip())
    if begin is None or end is None or end <= begin:
        raise InvalidValue(
            name,
            Phrase("It closes before it opens: write the hours after midnight on the next day."),
        )
    return begin, end


def format_hours(hours: Hours) -> str:
    """How hours stand in a field; empty when nothing is known."""
    if hours is None:
        return ""
    return ", ".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in hours) or _(CLOSED)


def hours_of(rows: Iterable[Opening]) -> Hours:
    """The hours that the opening rows of one day stand for.

    A row without times closes the place, whatever the others say (as the checks read it).
    """
    found = list(rows)
    if not found:
        return None
    windows = sorted((o.opens, o.closes) for o in found if o.opens and o.closes)
    return tuple(windows) if len(windows) == len(found) else ()


def painted(hours: Hours, begin: int, end: int, *, is_open: bool) -> Hours:
    """The hours with the minutes of the day from ``begin`` to ``end`` opened, or closed."""
    spans = [(_minutes(a), _minutes(b)) for a, b in hours or ()]
    if is_open:
        inside = [s for s in spans if s[0] <= end and begin <= s[1]]
        rest = [s for s in spans if s not in inside]
        whole = (min([begin, *(a for a, _b in inside)]), max([end, *(b for _a, b in inside)]))
        spans = [*rest, whole]
    else:
        cut = [piece for a, b in spans for piece in ((a, min(b, begin)), (max(a, end), b))]
        spans = [(a, b) for a, b in cut if a < b]
    return tuple((_time(a), _time(b)) for a, b in sorted(set(spans)))


def covers(hours: Hours, begin: int, end: int) -> bool:
    """Whether any minute of the day from ``begin`` to ``end`` lies in a window."""
    return any(_minutes(a) < end and begin < _minutes(b) for a, b in hours or ())


def _minutes(clock: time) -> int:
    return 1440 if clock == END_OF_DAY else clock.hour * 60 + clock.minute


def _time(minutes: int) -> time:
    return END_OF_DAY if minutes >= 1440 else time(*divmod(minutes, 60))
