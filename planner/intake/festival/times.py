"""Dates, times and lengths as schedules write them; raises InvalidValue for what is none."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from planner.clock import MINUTE
from planner.errors import InvalidValue
from planner.fields import plannable
from planner.intake.festival.texts import one_line
from planner.phrases import Phrase

DAY = timedelta(days=1)
#: A session that lasts longer than this is a mistake.
LONGEST = 31 * 24 * 60

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d*)?)?")
_LENGTH = re.compile(r"(\d{1,5}):(\d{1,2})(?::\d{1,2})?")
_DECIMAL_MINUTES = re.compile(r"(\d{1,5})\.\d{1,6}(?::\d{1,2})?")


def parse_moment(text: str) -> datetime:
    """An ISO date with a time, aware when it has an offset."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text.upper().replace(" +", "+"))
    except ValueError:
        moment = None
    if moment is None or len(text) <= len("2024-10-26"):
        raise InvalidValue(
            "start", Phrase("“{text}” is no date with a time.", text=one_line(text, 40))
        ) from None
    return in_our_time(moment)


def in_our_time(moment: datetime) -> datetime:
    """To the minute; raises InvalidValue for a year that nobody plans for."""
    plannable("start", moment.date())
    return moment.replace(second=0, microsecond=0)


def existing(moment: datetime, zone: tzinfo) -> datetime:
    """The moment, in ``zone`` where it names none; raises InvalidValue for one that is skipped."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    back = aware.astimezone(UTC).astimezone(aware.tzinfo)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise InvalidValue("start", Phrase("This time does not exist: the clocks go forward then."))
    return aware


def parse_day(text: str) -> date | None:
    """The date with which a text begins, None without one."""
    try:
        return plannable("start", date.fromisoformat(text.strip()[:10]))
    except ValueError:
        return None


def parse_clock(text: str) -> timedelta:
    """A time of day as what has passed since midnight; 24:30 is half an hour of the next day."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 47 or int(found[2]) > 59:
        raise InvalidValue("start", Phrase("“{text}” is no time of day.", text=one_line(text, 40)))
    return timedelta(hours=int(found[1]), minutes=int(found[2]))


def parse_length(text: str) -> int:
    """Minutes of ``1:30``, ``01:30:00``, ``90``, and of pretalx' old ``90.0:00``; 0 when empty."""
    text = text.strip()
    if not text:
        return 0
    if found := _LENGTH.fullmatch(text):
        return length(int(found[1]) * 60 + int(found[2]))
    if found := _DECIMAL_MINUTES.fullmatch(text) or re.fullmatch(r"(\d{1,7})", text):
        return length(int(found[1]))
    raise InvalidValue(
        "minutes", Phrase("“{text}” is no length such as 1:30.", text=one_line(text, 40))
    )


def length(minutes: int) -> int:
    """The minutes, if a session can last so long; raises InvalidValue."""
    if minutes < 0:
        raise InvalidValue("minutes", Phrase("It ends before it begins."))
    if minutes > LONGEST:
        raise InvalidValue("minutes", Phrase("It lasts longer than a month."))
    return minutes


def elapsed(start: datetime, end: datetime, zone: tzinfo) -> int:
    """Minutes that pass from start to end; ``zone`` is that of naive times."""
    return (_instant(end, zone) - _instant(start, zone)) // MINUTE


def _instant(moment: datetime, zone: tzinfo) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def midnight(day: date) -> datetime:
    """The wall-clock time at which a day begins."""
    return datetime.combine(day, time())
