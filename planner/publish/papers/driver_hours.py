"""Driving time and breaks of a driver's day, in the words of the rule of driving hours.

The limits are those of Regulation (EC) 561/2006, articles 6 and 7; what counts as driving is what
the rule counts (see ``checks/drives.py``), empty runs included.  They hold for coaches; a minibus
with up to nine seats is free of them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planner.checks.drives import Drive, stretches
from planner.clock import Clock
from planner.publish.labels import MINUTES, Labels
from planner.publish.papers import sheet_words as sheets
from planner.publish.times import clock_time
from planner.travel import BREAK_MINUTES, DAILY_DRIVING_MINUTES, DRIVING_BEFORE_BREAK_MINUTES


def hours(
    found: list[Drive], is_sure: bool, clock: Clock, labels: Labels
) -> Iterator[tuple[str, str]]:
    """Heading (a constant of ``sheet_words.py``) and text of what there is to know.

    ``is_sure`` False: there are ways beside those found of which nobody knows the length.
    """
    longest = max(stretches(found), key=_minutes, default=[])
    for heading, driven, limit in (
        (sheets.DRIVING, found, DAILY_DRIVING_MINUTES),
        (sheets.WITHOUT_BREAK, longest, DRIVING_BEFORE_BREAK_MINUTES),
    ):
        time = _time(driven, labels)
        told = time if is_sure else labels(sheets.MORE_UNKNOWN, time=time)
        yield heading, labels(sheets.LIMITED, time=told, limit=lasting(limit, labels))
    breaks = [
        f"{_at(before.end, clock, labels)}–{_at(after.begin, clock, labels)}"
        for before, after in pairwise(found)
        if after.begin - before.end >= BREAK_MINUTES
    ]
    yield sheets.BREAKS, ", ".join(breaks) or labels(sheets.NO_BREAK)


def lasting(minutes: int, labels: Labels) -> str:
    """``45 min``, ``1 h 05``"""
    whole, rest = divmod(minutes, 60)
    if whole == 0:
        return labels(MINUTES, minutes=minutes)
    return labels(sheets.HOURS, hours=whole, minutes=f"{rest:02}")


def _minutes(driven: Sequence[Drive]) -> int:
    return sum(drive.minutes for drive in driven)


def _time(driven: Sequence[Drive], labels: Labels) -> str:
    time = lasting(_minutes(driven), labels)
    is_planned = all(drive.planned for drive in driven)
    return time if is_planned else labels(sheets.ABOUT, time=time)


def _at(instant: int, clock: Clock, labels: Labels) -> str:
    return clock_time(clock.wall(instant), clock, labels)
