"""When a tour day takes place."""

from datetime import date, datetime, time, timedelta

from planner.entities import TourDay
from planner.programme import Programme, Span


def planned_start(programme: Programme, day: TourDay) -> int | None:
    """The instant at which the day is to start."""
    return None if day.start is None else _at(programme, day.day, day.start)


def planned_end(programme: Programme, day: TourDay) -> int | None:
    """The instant at which the day is to end: after midnight when that is before its start."""
    if day.end is None:
        return None
    past_midnight = day.start is not None and day.end <= day.start
    return _at(programme, day.day + timedelta(days=1 if past_midnight else 0), day.end)


def tour_day_span(programme: Programme, day: TourDay) -> Span | None:
    """From its start to its end, and as long as anything of it takes place; None: no times."""
    spans = [
        span
        for a in programme.tour_stops.get(day.id, ())
        if (span := programme.spans.get(a.id)) is not None
    ]
    begins = [span.begin for span in spans]
    ends = [span.end for span in spans]
    if (start := planned_start(programme, day)) is not None:
        begins.append(start)
    if (end := planned_end(programme, day)) is not None:
        ends.append(end)
    return Span(min(begins), max(ends)) if begins and ends else None


def _at(programme: Programme, day: date, at: time) -> int:
    return programme.clock.at(datetime.combine(day, at))
