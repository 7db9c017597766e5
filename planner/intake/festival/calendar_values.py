"""Times and lengths of a calendar as icalendar reads them, and no error of its own."""

from collections.abc import Callable
from datetime import date, datetime, timedelta


def time_in(text: str) -> date | datetime | None:
    """A date, or a time that is aware when it ends in Z; None for what is neither."""
    from icalendar.prop import vDDDTypes

    found = _tried(vDDDTypes.from_ical, text)
    return found if isinstance(found, date) else None


def length_in(text: str) -> timedelta | None:
    """A length such as PT1H30M; None for what is none."""
    from icalendar.prop import vDuration

    found = _tried(vDuration.from_ical, text)
    return found if isinstance(found, timedelta) else None


def _tried(reader: Callable[[str], object], text: str) -> object:
    try:
        return reader(text.strip().upper())
    except (ValueError, TypeError, OverflowError):
        return None
