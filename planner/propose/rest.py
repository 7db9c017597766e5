"""Lunch where there is no meal: a stretch of midday that stays free."""

from collections.abc import Iterable
from datetime import date, datetime, time

from models.words import Kind
from planner.programme import Span
from planner.propose.busy import Busy

#: A meal that touches the first window is lunch; else some minutes of the second stay free.
LUNCH_FROM, LUNCH_TO = time(11), time(15)
REST_FROM, REST_TO = time(11, 30), time(14, 30)


def rest_on(
    busy: Busy, day: date, minutes: int, held: Iterable[Span]
) -> tuple[int, int, int] | None:
    """``(earliest, latest, minutes)`` in minutes of the frame; None where there is a meal.

    None also where what is fixed, and what is ``held`` besides, leaves no such stretch.
    """
    at = busy.programme.clock.at

    def between(begin: time, end: time) -> Span:
        return Span(*(at(datetime.combine(day, t)) for t in (begin, end)))

    lunch, window = between(LUNCH_FROM, LUNCH_TO), between(REST_FROM, REST_TO)
    if any(e.activity.kind is Kind.MEAL and e.span.overlaps(lunch) for e in busy.entries):
        return None
    if widest_gap(window, [*busy.spans(), *held]) < minutes:
        return None
    return *busy.frame.minutes(window), minutes


def widest_gap(window: Span, taken: Iterable[Span]) -> int:
    """The longest stretch of a window in which nothing is."""
    now, best = window.begin, 0
    for span in sorted(taken):
        if span.end <= now or span.begin >= window.end:
            continue
        best, now = max(best, span.begin - now), max(now, span.end)
    return max(best, window.end - now)
