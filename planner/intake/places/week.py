"""The opening hours of a week as people write them in one cell.

``Mon-Fri 9-17; Sat 10-12; 2024-10-27 closed``, ``du mardi au dimanche de 10h à 18h, fermé le
lundi``, ``Mo-Fr 09:00-17:00``.  What is said later of a day goes before what is said earlier.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from planner.errors import InvalidValue
from planner.fields import parse_date
from planner.hours import Hours, parse_hours
from planner.intake.cells import lines_of
from planner.intake.values import is_unknown
from planner.phrases import Phrase

#: A weekday (0 = Monday) or a date.
Day: TypeAlias = int | date

WEEKDAY_COLUMNS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
#: “we” is a Wednesday to some and the weekend to others: it is left out.
WEEKDAY_WORDS = (
    ("monday", "mon", "mo", "lundi", "lun", "lu"),
    ("tuesday", "tues", "tue", "tu", "mardi", "mar", "ma"),
    ("wednesday", "weds", "wed", "mercredi", "mer", "me"),
    ("thursday", "thurs", "thur", "thu", "th", "jeudi", "jeu", "je"),
    ("friday", "fri", "fr", "vendredi", "ven", "ve"),
    ("saturday", "sat", "sa", "samedi", "sam"),
    ("sunday", "sun", "su", "dimanche", "dim", "di"),
)
WEEKDAYS: Mapping[str, int] = {
    word: number for number, words in enumerate(WEEKDAY_WORDS) for word in words
}
#: Words for several days.
SEVERAL: Mapping[str, range] = {
    "daily": range(7), "every day": range(7), "7/7": range(7), "7j/7": range(7),
    "tous les jours": range(7), "weekdays": range(5), "en semaine": range(5),
    "weekend": range(5, 7), "weekends": range(5, 7), "week-end": range(5, 7),
}  # fmt: skip
#: Longest run of dates that is read.
MOST_DAYS = 366

_DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
_WORDS = "|".join(sorted(map(re.escape, (*WEEKDAYS, *SEVERAL)), key=len, reverse=True))
_DAY = rf"(?:(?:{_DATE})(?!\d)|\b(?:{_WORDS})(?:(?<=di|ay)s)?\b\.?)"
_RUN = r"\s*(?:-|–|—|\bto\b|\bau\b|\bà\b)\s*"
_ALSO = r"\s*(?:,|/|&|\+|\bet\b|\band\b)?\s*"
_DAYS = rf"{_DAY}(?:(?:{_RUN}|{_ALSO}){_DAY})*"
_LEAD = r"(?:\b(?:from|on|du|le|les)\s+)?"
_SPEC = re.compile(rf"{_LEAD}(?P<days>{_DAYS})\s*:?")
_CLOSED_FIRST = re.compile(rf"(^|[;,\n])\s*(?:closed|fermée?)\s+{_LEAD}({_DAYS})\s*(?=$|[;,\n])")
_AM_PM = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b\.?")
_RUN_OR_DAY = re.compile(rf"(?P<run>{_RUN})?(?P<day>{_DAY})")
_FROM = re.compile(r"\b(?:from|de)\b")


def parse_week(name: str, text: str) -> dict[Day, Hours]:
    """The hours of the days that a text names; days of which it says “?” are left out.

    Raises InvalidValue for what is not understood.
    """
    found = _plain(name, text)
    if is_unknown(found):
        return {}
    found = _CLOSED_FIRST.sub(r"\1 \2 closed", _AM_PM.sub(_on_24_hours, found))
    specs = list(_SPEC.finditer(found))
    if not specs or found[: specs[0].start()].strip(" ;,"):
        raise InvalidValue(
            name, Phrase("Write days and hours, such as Mon-Fri 9-17; Sat 10-12; Sun closed.")
        )
    ends = [*(spec.start() for spec in specs[1:]), len(found)]
    week: dict[Day, Hours] = {}
    for spec, end in zip(specs, ends, strict=True):
        hours = found[spec.end() : end].strip(" ;,.")
        days = list(_days(name, spec["days"]))
        week.update(dict.fromkeys(days, _hours(name, hours, spec["days"])))
    return {day: hours for day, hours in week.items() if hours is not None}


def hours_on(name: str, text: str) -> Hours:
    """The hours of one day; None where nothing is known."""
    found = _plain(name, text)
    if is_unknown(found, signs="?"):
        return None
    return parse_hours(name, _FROM.sub("", _AM_PM.sub(_on_24_hours, found)).strip(" ."))


def _plain(name: str, text: str) -> str:
    """In small letters on one line."""
    return (lines_of(name, text) or "").replace("\n", ";").replace("\t", " ").lower()


def _hours(name: str, text: str, days: str) -> Hours:
    if not text:
        raise InvalidValue(name, Phrase("There are no hours after “{days}”.", days=days.strip()))
    return hours_on(name, text)


def _days(name: str, text: str) -> Iterator[Day]:
    """The days of a list of days and runs of days."""
    before: Day | None = None
    for piece in _RUN_OR_DAY.finditer(text):
        several = _day(name, piece["day"].removesuffix("."))
        if piece["run"] and before is not None and len(several) == 1:
            yield from _run(name, before, several[0])
        else:
            yield from several
        before = several[-1]


def _day(name: str, word: str) -> list[Day]:
    if word in SEVERAL:
        return list(SEVERAL[word])
    number = WEEKDAYS.get(word, WEEKDAYS.get(word.removesuffix("s")))
    if number is not None:
        return [number]
    found = parse_date(name, word)
    assert found is not None
    return [found]


def _run(name: str, first: Day, last: Day) -> Iterator[Day]:
    """The days after ``first``, up to ``last``."""
    if isinstance(first, int) and isinstance(last, int):
        yield from ((first + n) % 7 for n in range(1, (last - first) % 7 + 1))
    elif isinstance(first, date) and isinstance(last, date):
        if not 0 < (last - first).days <= MOST_DAYS:
            raise InvalidValue(name, Phrase("The last of these dates is not after the first."))
        yield from (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    else:
        raise InvalidValue(name, Phrase("A run of days is of weekdays or of dates."))


def _on_24_hours(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + (12 if found[3] == "p" else 0)
    return f"{hour}:{found[2] or '00'}"
