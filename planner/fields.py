"""Between what people type and values: one parser and one formatter per kind of field."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from planner.errors import InvalidValue
from planner.phrases import Phrase

MAX_TEXT = 2000
YEARS = range(1970, 2200)


def clean_text(name: str, text: str, *, lines: bool = False) -> str | None:
    """The text without blanks at its ends, None when empty.

    Raises InvalidValue for control characters (they can hide or forge text on a screen).
    """
    for place, character in enumerate("" if text.isprintable() else text, 1):
        if unicodedata.category(character) in {"Cc", "Cs"} and not (lines and character in "\n\t"):
            raise InvalidValue(
                name,
                Phrase(
                    "There is a control character (U+{code}) at position {place}: remove it.",
                    code=f"{ord(character):04X}",
                    place=place,
                ),
            )
    if len(text) > MAX_TEXT:
        raise InvalidValue(name, Phrase("At most {n} characters.", n=MAX_TEXT))
    return text.strip() or None


def parse_text(name: str, text: str) -> str | None:
    return clean_text(name, text)


def parse_lines(name: str, text: str) -> str | None:
    return clean_text(name, text, lines=True)


def parse_int(name: str, text: str) -> int | None:
    """A whole number from 0; None when empty."""
    if not text.strip():
        return None
    if not re.fullmatch(r"\d{1,6}", text.strip()):
        raise InvalidValue(name, Phrase("Write a whole number, for example 12."))
    return int(text)


def parse_float(name: str, text: str) -> float | None:
    """A decimal number with point or comma; None when empty."""
    if not text.strip():
        return None
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise InvalidValue(name, Phrase("Write a number, for example 50.4669.")) from None


DATE = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))")


def parse_date(name: str, text: str) -> date | None:
    """``2024-10-24`` or ``24/10/2024``; None when empty."""
    if not text.strip():
        return None
    found = DATE.fullmatch(text.strip())
    if found is None:
        raise InvalidValue(name, Phrase("Write a date such as 2024-10-24 or 24/10/2024."))
    y, m, d, d2, m2, y2 = (int(g) if g else 0 for g in found.groups())
    try:
        day = date(y or y2, m or m2, d or d2)
    except ValueError:
        raise InvalidValue(name, Phrase("There is no such day in the calendar.")) from None
    return plannable(name, day)


def plannable(name: str, day: date) -> date:
    """The day, unless its year is one that nobody plans for; raises InvalidValue."""
    if day.year not in YEARS:
        raise InvalidValue(
            name, Phrase("Write a year from {first} to {last}.", first=YEARS[0], last=YEARS[-1])
        )
    return day


TIME = re.compile(r"(\d{1,2})(?:[:hH.](\d{1,2})?)?")


def parse_time(name: str, text: str) -> time | None:
    """``9:30``, ``09h30``, ``9h``, ``930``, ``14:5`` (five past two); None when empty."""
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"\d{3,4}", text):
        text = f"{text[:-2]}:{text[-2:]}"
    found = TIME.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise InvalidValue(name, Phrase("Write a time such as 9:30."))
    return time(int(found[1]), int(found[2] or 0))


def parse_wall(name: str, text: str) -> datetime | None:
    """A date and a time, ``2024-10-24 9:30``; ``~`` after it: the repeated hour's second pass."""
    text = text.strip()
    if not text:
        return None
    second = text.endswith("~")
    pieces = text.removesuffix("~").replace("T", " ").split()
    if len(pieces) != 2:
        raise InvalidValue(name, Phrase("Write a date and a time, such as 2024-10-24 9:30."))
    day, clock = parse_date(name, pieces[0]), parse_time(name, pieces[1])
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock).replace(fold=int(second))


WORD = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2,4})?")


def parse_languages(name: str, text: str) -> tuple[str, ...]:
    """Language codes, ``fr, en``."""
    codes = [code.strip().lower() for code in re.split(r"[,; ]+", text) if code.strip()]
    for code in codes:
        if not WORD.fullmatch(code):
            raise InvalidValue(
                name, Phrase("“{code}” is no language code: write codes such as fr, en.", code=code)
            )
    return tuple(dict.fromkeys(codes))


EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")


def parse_email(name: str, text: str) -> str | None:
    found = clean_text(name, text)
    if found is not None and not EMAIL.fullmatch(found):
        raise InvalidValue(name, Phrase("This is no e-mail address."))
    return found


def parse_zone(name: str, text: str) -> str | None:
    """An IANA time zone name."""
    from zoneinfo import available_timezones

    found = clean_text(name, text)
    if found is not None and found not in available_timezones():
        raise InvalidValue(name, Phrase("Write a time zone such as Europe/Brussels."))
    return found


Parser = Callable[[str, str], Any]


def format_value(value: Any) -> str:
    """How a value stands in a field before it is edited."""
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M") + ("~" if value.fold else "")
        case time():
            return value.strftime("%H:%M")
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)
