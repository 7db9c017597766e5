"""Days and times as people write them in a hurry, and stepping through them by key.

Works on texts, so that what a field shows is always what it stands for; ``planner/fields.py``
turns the full notation into values.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from planner.clock import Clock
from planner.errors import InvalidValue
from planner.fields import format_value, parse_date, parse_time, parse_wall
from planner.names import fold
from planner.phrases import MONTHS, WEEKDAYS, _

STEP_MINUTES = 5
_NUMBER = re.compile(r"\d{1,2}")
_DAY_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?")


def with_full_day(text: str, days: Sequence[date]) -> str:
    """The text with the day at its start written out, where only one of ``days`` can be meant.

    ``thu 9:30``, ``jeu``, ``24 oct 9h30``, ``24/10 930``: the language in force and English are
    understood.  A text that says no such day comes back as it is.
    """
    words = text.split()
    for count in range(min(len(words), 3), 0, -1):
        rest = words[count:]
        found = [day for day in days if _means(words[:count], day)]
        if len(found) == 1 and (not rest or rest[0][0].isdigit()):
            return " ".join([found[0].isoformat(), *rest])
    return text


def _means(words: Sequence[str], day: date) -> bool:
    """Whether words name a day: ``thu``, ``24``, ``24/10``, ``24 oct``, ``thu 24 oct``."""
    match words:
        case [word]:
            if (both := _DAY_MONTH.fullmatch(word)) is not None:
                return (int(both[1]), int(both[2])) == (day.day, day.month)
            return _is_number(word, day.day) or _is_name(word, WEEKDAYS[day.weekday()])
        case [first, second] if _is_name(first, WEEKDAYS[day.weekday()]):
            return _is_number(second, day.day)
        case [first, second]:
            return _is_number(first, day.day) and _is_name(second, MONTHS[day.month - 1])
        case [first, *rest]:
            return _is_name(first, WEEKDAYS[day.weekday()]) and _means(rest, day)
    return False


def _is_number(word: str, number: int) -> bool:
    return _NUMBER.fullmatch(word) is not None and int(word) == number


def _is_name(word: str, name: str) -> bool:
    """Whether a word begins like a name that is known by its first letters, in either language."""
    typed = fold(word)
    known = {fold(name), fold(_(name))}
    return len(typed) >= 2 and any(typed.startswith(k) or k.startswith(typed) for k in known)


def full_moment(text: str, days: Sequence[date]) -> str:
    """A date and a time with its day written out; a lone ``9:30`` is no day."""
    words = text.split()
    if len(words) < 2:
        return text
    return with_full_day(text, days)


# -- stepping -----------------------------------------------------------------------------------


def step_time(text: str, steps: int) -> str:
    """``9:30`` as ``09:35``, on the round five minutes; what is no time stays as it is."""
    try:
        found = parse_time("time", text)
    except InvalidValue:
        return text
    minutes = 9 * 60 if found is None else _stepped(found.hour * 60 + found.minute, steps)
    return format_value(time(*divmod(minutes % 1440, 60)))


def _stepped(minutes: int, steps: int) -> int:
    """The next round five minutes in that direction, and so many more."""
    if steps > 0:
        return (minutes // STEP_MINUTES + steps) * STEP_MINUTES
    return -((-minutes) // STEP_MINUTES - steps) * STEP_MINUTES


def step_date(text: str, steps: int, days: Sequence[date]) -> str:
    """The day so many later; the first of ``days`` where none is given."""
    try:
        found = parse_date("day", with_full_day(text, days))
    except InvalidValue:
        return text
    if found is None:
        return days[0].isoformat() if days else text
    try:
        return (found + timedelta(days=steps)).isoformat()
    except OverflowError:
        return text


def step_moment(text: str, steps: int, days: Sequence[date], clock: Clock, *, by_day: bool) -> str:
    """A date and a time so many days, or times five minutes of elapsed time, later.

    The hour that happens twice is gone through twice.
    """
    try:
        found = parse_wall("start", full_moment(text, days))
    except InvalidValue:
        return text
    if found is None:
        return format_value(datetime.combine(days[0], time(9))) if days else text
    if by_day:
        return format_value((found + timedelta(days=steps)).replace(fold=0))
    past = clock.at(found) % STEP_MINUTES
    first = (STEP_MINUTES - past if steps > 0 else -past) if past else None
    rest = steps if first is None else steps - (1 if steps > 0 else -1)
    return format_value(clock.shift(found, (first or 0) + rest * STEP_MINUTES))
