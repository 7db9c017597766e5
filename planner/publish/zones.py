"""The VTIMEZONE block of a calendar, in the one form that every reader understands.

One STANDARD and one DAYLIGHT, each with a yearly RRULE by weekday.  Lists of dates (RDATE), as
libraries write them, are misread by Thunderbird, Nextcloud and Outlook: one hour late exactly on
the last weekend of October.  The rules are worked out from the time zone database and checked
against it; a zone that has no such form gets no block, and its events are written in UTC.
"""

import calendar
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Years after the last event for which the rules must hold: repeating meetings copy the zone.
YEARS_AHEAD = 3
#: Rules are followed back no further; every year before is nobody's business here.
EARLIEST = 1970


class Transition(NamedTuple):
    """A change of the clocks: ``at`` is UTC, the offsets and the name hold around it."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def local(self) -> datetime:
        """What the clocks show at the change, not yet changed (as DTSTART wants it)."""
        return (self.at + self.before).replace(tzinfo=None)


class Rule(NamedTuple):
    """The ``nth`` (-1: last) ``weekday`` of a month, at a local time before the change."""

    month: int
    nth: int
    weekday: int
    hour: int
    minute: int

    def local(self, year: int) -> datetime:
        weeks = [week[self.weekday] for week in calendar.monthcalendar(year, self.month)]
        days = [day for day in weeks if day]
        day = days[-1] if self.nth < 0 else days[self.nth - 1]
        return datetime(year, self.month, day, self.hour, self.minute)


def vtimezone(zone: str, years: Iterable[int]) -> str | None:
    """The block for events of these years, lines ending in CRLF; None: write UTC instead.

    None too when nothing happens in the zone by rule, such as changes around Ramadan.  Raises
    ``zoneinfo.ZoneInfoNotFoundError`` for an unknown zone.
    """
    wanted = sorted(years)
    return _block(zone, wanted[0], wanted[-1]) if wanted else None


@lru_cache(maxsize=32)
def _block(zone: str, first: int, last: int) -> str | None:
    tz = ZoneInfo(zone)
    checked = range(first - 1, last + YEARS_AHEAD + 1)
    by_year = [list(_transitions(tz, year)) for year in checked]
    if not any(by_year):
        return _assemble(zone, [_fixed(tz, first)])
    if any(len(changes) != 2 for changes in by_year):
        return None
    # Summer time first, as RFC 5545 shows it; it is the one that the clocks go forward to.
    kinds = ("DAYLIGHT", "STANDARD")
    sections: list[tuple[str, ...]] = []
    for kind in kinds:
        changes = [
            c for pair in by_year for c in pair if (c.after > c.before) == (kind == kinds[0])
        ]
        rule = _rule(changes) if len(changes) == len(by_year) else None
        if rule is None:
            return None
        sections.append(_section(kind, rule, _first_of(tz, rule, changes[0])))
    return _assemble(zone, sections)


def _transitions(tz: ZoneInfo, year: int) -> Iterator[Transition]:
    """The changes of the clocks in a year (UTC), found to the minute."""
    at, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while at < end:
        following = at + timedelta(days=1)
        if _offset(tz, at) != _offset(tz, following):
            yield _locate(tz, at, following)
        at = following


def _locate(tz: ZoneInfo, low: datetime, high: datetime) -> Transition:
    before = _offset(tz, low)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) // 2
        middle = middle.replace(second=0, microsecond=0)
        low, high = (middle, high) if _offset(tz, middle) == before else (low, middle)
    local = high.astimezone(tz)
    return Transition(high, before, _offset(tz, high), local.tzname() or "")


def _offset(tz: ZoneInfo, at: datetime) -> timedelta:
    offset = at.astimezone(tz).utcoffset()
    assert offset is not None
    return offset


def _rule(changes: list[Transition]) -> Rule | None:
    """The rule by which all of the changes fall, with the same offsets; None without one."""
    one = changes[0]
    if any((c.before, c.after, c.name) != (one.before, one.after, one.name) for c in changes):
        return None
    local = one.local
    for nth in (-1, (local.day - 1) // 7 + 1):
        rule = Rule(local.month, nth, local.weekday(), local.hour, local.minute)
        if nth < 5 and all(rule.local(c.local.year) == c.local for c in changes):
            return rule
    return None


def _first_of(tz: ZoneInfo, rule: Rule, known: Transition) -> Transition:
    """The first change, going back from a known one, since which the rule has always held."""
    found = known
    for year in range(known.local.year - 1, EARLIEST - 1, -1):
        at = (rule.local(year) - known.before).replace(tzinfo=UTC)
        before, after = _offset(tz, at - timedelta(minutes=1)), _offset(tz, at)
        if (before, after) != (known.before, known.after):
            break
        found = known._replace(at=at)
    return found


def _section(kind: str, rule: Rule, first: Transition) -> tuple[str, ...]:
    nth = f"{rule.nth}{WEEKDAYS[rule.weekday]}"
    return (
        f"BEGIN:{kind}",
        f"DTSTART:{first.local:%Y%m%dT%H%M%S}",
        f"RRULE:FREQ=YEARLY;BYMONTH={rule.month};BYDAY={nth}",
        f"TZOFFSETFROM:{_written(first.before)}",
        f"TZOFFSETTO:{_written(first.after)}",
        f"TZNAME:{first.name}",
        f"END:{kind}",
    )


def _fixed(tz: ZoneInfo, year: int) -> tuple[str, ...]:
    """The one section of a zone whose clocks do not change."""
    local = datetime(year, 1, 1, tzinfo=UTC).astimezone(tz)
    offset = _written(local.utcoffset() or timedelta())
    return (
        "BEGIN:STANDARD",
        f"DTSTART:{EARLIEST}0101T000000",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        f"TZNAME:{local.tzname()}",
        "END:STANDARD",
    )


def _written(offset: timedelta) -> str:
    minutes = offset // timedelta(minutes=1)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _assemble(zone: str, sections: Iterable[tuple[str, ...]]) -> str:
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", f"X-LIC-LOCATION:{zone}"]
    for section in sections:
        lines += section
    return "\r\n".join([*lines, "END:VTIMEZONE", ""])
