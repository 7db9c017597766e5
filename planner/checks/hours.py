"""Opening hours of sites."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from models.words import Kind
from planner.checks.rule import Subject, rule
from planner.checks.wording import fact_of, lasting, listed, place, timed, when
from planner.conflicts import Conflict, Severity
from planner.entities import Opening
from planner.phrases import N_, Phrase, Value
from planner.programme import Entry, Programme, Span

#: What a site must be open for.  Sessions and receptions have been arranged with the house, at
#: hours of their own: outside the known ones they are only a warning.
NEEDS_OPEN = frozenset({Kind.STOP, Kind.VISIT, Kind.MEAL, Kind.MEETING, Kind.ROUND_TABLE})
SENSITIVE = NEEDS_OPEN | {Kind.SESSION, Kind.RECEPTION}
#: What unknown hours matter for.  A round table's hall is booked.
ASKS_HOURS = frozenset({Kind.STOP, Kind.VISIT, Kind.MEAL, Kind.MEETING})
#: Sites of these kinds have no doors that close before the last guest.
ALWAYS_OPEN = frozenset(
    {"station", "airport", "hotel", "street", "square", "parking", "park", "city", "outdoor"}
)


def windows(programme: Programme, site_id: str, day: date) -> tuple[Span, ...] | None:
    """When a site opens on ``day``, in instants; () = closed, None = unknown.

    Rows for the date replace those of the weekday.  Where other weekdays have hours, a weekday
    without any is closed.  A window that ends at or before its begin ends on the next day.
    """
    rows = programme.openings_of.get(site_id, ())
    dated = [r for r in rows if r.day == day]
    weekly = [r for r in rows if r.day is None]
    if not dated and not weekly:
        return None
    found = dated or [r for r in weekly if r.weekday == day.weekday()]
    spans = [_span(programme, day, row) for row in found]
    return () if None in spans else _merged(s for s in spans if s is not None)


def _span(programme: Programme, day: date, row: Opening) -> Span | None:
    if row.opens is None or row.closes is None:
        return None
    last = day if row.closes > row.opens else day + timedelta(days=1)
    at = programme.clock.at
    return Span(at(datetime.combine(day, row.opens)), at(datetime.combine(last, row.closes)))


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.begin <= merged[-1].end:
            merged[-1] = Span(merged[-1].begin, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def open_around(programme: Programme, site_id: str, day: date) -> tuple[Span, ...]:
    """The known windows of the day before, the day and the day after, joined where they touch."""
    nights = (day + timedelta(days=n) for n in (-1, 0, 1))
    return _merged(s for night in nights for s in windows(programme, site_id, night) or ())


@rule("outside-opening-hours", per=Subject.SITE)
def outside_opening_hours(programme: Programme, site_id: str) -> Iterator[Conflict]:
    """Something takes place, in part or wholly, while its site is closed.

    Blocking; a warning for sessions and receptions, which houses open for.  The figure is how
    many minutes lie outside.  On a day without any hours it reads as closed.
    """
    if site_id not in programme.openings_of:
        return
    by_day: dict[date, tuple[Span, ...] | None] = {}
    for entry in programme.by_site[site_id]:
        if entry.activity.kind not in SENSITIVE:
            continue
        day = programme.clock.day(entry.begin)
        if day not in by_day:
            by_day[day] = windows(programme, site_id, day)
        hours = by_day[day]
        if hours is None or any(w.begin <= entry.begin and entry.end <= w.end for w in hours):
            continue
        around = open_around(programme, site_id, day)
        covered = sum(max(0, min(w.end, entry.end) - max(w.begin, entry.begin)) for w in around)
        outside = entry.end - entry.begin - covered
        if outside > 0:
            yield _outside(programme, site_id, entry, hours, outside)


def _outside(
    programme: Programme, site_id: str, entry: Entry, hours: tuple[Span, ...], outside: int
) -> Conflict:
    values: dict[str, Value] = {
        "site": place(programme, site_id),
        "day": programme.clock.day(entry.begin),
        "activity": timed(programme, entry.activity),
    }
    if hours:
        values["hours"] = listed([_hours(programme, w) for w in hours])
        values["outside"] = lasting(outside)
        pattern = N_("{site} is open {hours} on {day}: {activity} is {outside} outside")
    else:
        pattern = N_("{site} is closed on {day}: {activity} cannot take place")
    return Conflict(
        rule="outside-opening-hours",
        severity=Severity.BLOCKING if entry.activity.kind in NEEDS_OPEN else Severity.WARNING,
        phrase=Phrase(pattern, None, **values),
        subject=site_id,
        activities=(entry.activity.id,),
        minutes=outside,
        fact=fact_of(when(entry.span), when(*hours)),
    )


def _hours(programme: Programme, window: Span) -> Phrase:
    begin, end = programme.clock.wall(window.begin), programme.clock.wall(window.end)
    return Phrase("{begin}–{end}", begin=begin, end=end)


@rule("opening-hours-unknown", per=Subject.SITE)
def opening_hours_unknown(programme: Programme, site_id: str) -> Iterator[Conflict]:
    """Something needs a site open on days for which its hours are unknown.  To check.

    Once for each site, without its activities: an acceptance holds until it is used on
    another day.
    """
    if programme.sites[site_id].kind in ALWAYS_OPEN:
        return
    used = {
        programme.clock.day(entry.begin)
        for entry in programme.by_site[site_id]
        if entry.activity.kind in ASKS_HOURS
    }
    days = sorted(day for day in used if windows(programme, site_id, day) is None)
    if days:
        yield Conflict(
            rule="opening-hours-unknown",
            severity=Severity.TO_CHECK,
            phrase=Phrase(
                "The opening hours of {site} are unknown: {days}",
                site=place(programme, site_id),
                days=listed(list(days)),
            ),
            subject=site_id,
            fact=fact_of(*days),
        )
