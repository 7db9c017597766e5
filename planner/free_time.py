"""When people are free together: the gaps in their programmes, ways and buffer left out."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from models.words import Kind
from planner.checks.hours import open_around
from planner.checks.journey import begins_at, ends_at
from planner.programme import Entry, Programme, Span

#: Nothing new is proposed before and after these times of day.
DAY_BEGINS, DAY_ENDS = time(9), time(18)
#: Proposed times are multiples of this many minutes.
STEP_MINUTES = 5
#: Beyond any edition, in instants.
NEVER, FOREVER = -(2**40), 2**40


def next_free_slot(
    programme: Programme,
    people: Iterable[str],
    minutes: int,
    day: date | None = None,
    *,
    site_id: str | None = None,
    not_before: datetime | None = None,
    ignoring: Collection[str] = (),
) -> datetime | None:
    """The first time at which all of ``people`` are free for ``minutes``; None when there is none.

    ``people`` are ids of delegations, delegates and hosts.  Looks at ``day``, or at every day
    of the festival.  Around what they do the edition's buffer stays free, and the way to and
    from ``site_id`` where it is known; known opening hours of the site are kept.  Activities
    in ``ignoring`` count for nothing.
    """
    clock = programme.clock
    busy = list(busy_spans(programme, set(people), site_id, ignoring))
    for each in (day,) if day is not None else festival_days(programme):
        begin = clock.at(datetime.combine(each, DAY_BEGINS))
        end = clock.at(datetime.combine(each, DAY_ENDS))
        if not_before is not None:
            begin = max(begin, clock.at(not_before))
        closed = closed_spans(programme, site_id, each)
        found = _first_gap(sorted([*busy, *closed]), begin, end, minutes)
        if found is not None:
            return clock.wall(found)
    return None


def festival_days(programme: Programme) -> tuple[date, ...]:
    """The days of the edition on which the festival takes place."""
    edition = programme.edition
    return tuple(d for d in programme.days if edition.festival_start <= d <= edition.festival_end)


def _first_gap(busy: Iterable[Span], begin: int, end: int, minutes: int) -> int | None:
    """``busy`` must be in order of begin."""
    now = rounded_up(begin)
    for span in busy:
        if span.begin >= now + minutes:
            break
        now = max(now, rounded_up(span.end))
    return now if now + minutes <= end else None


def rounded_up(instant: int) -> int:
    """The next multiple of the step."""
    return -(-instant // STEP_MINUTES) * STEP_MINUTES


def busy_spans(
    programme: Programme,
    people: Iterable[str],
    site_id: str | None = None,
    ignoring: Collection[str] = (),
) -> Iterator[Span]:
    """When any of ``people`` is busy or away, ways and buffer included, in no order."""
    for person in people:
        for entry in entries_of(programme, person):
            activity = entry.activity
            if activity.id in ignoring or activity.kind is Kind.FREE:
                continue
            yield Span(
                entry.begin - _apart(programme, site_id, begins_at(activity)),
                entry.end + _apart(programme, ends_at(activity), site_id),
            )
        yield from _away(programme, person, site_id)


def entries_of(programme: Programme, person_id: str) -> Iterator[Entry]:
    """All that keeps a delegation (anybody of it), a delegate or a host busy."""
    if person_id in programme.delegates:
        yield from programme.agenda_of_delegate(person_id)
    elif person_id in programme.delegations:
        yield from programme.agenda(person_id)
        for delegate in programme.delegates_of.get(person_id, ()):
            yield from programme.own_entries(delegate.id)
    else:
        yield from programme.own_entries(person_id)


def _apart(programme: Programme, here: str | None, there: str | None) -> int:
    """Minutes to leave free between two places: the way if it is known, and the buffer."""
    buffer = programme.edition.buffer_minutes
    if here is None or there is None:
        return buffer
    leg = programme.travel.leg(here, there)
    if leg is None:
        return buffer
    return leg.minutes + buffer if leg.minutes else 0


def _away(programme: Programme, person_id: str, site_id: str | None) -> Iterator[Span]:
    """Before the arrival and after the departure."""
    delegate = programme.delegates.get(person_id)
    delegation = programme.delegations.get(delegate.delegation_id if delegate else person_id)
    if delegation is None:
        return
    stays = (delegate, delegation) if delegate else (delegation,)
    arrival = next((s.arrival for s in stays if s.arrival), None)
    departure = next((s.departure for s in stays if s.departure), None)
    at = programme.clock.at
    if arrival is not None:
        apart = _apart(programme, delegation.arrival_site_id, site_id)
        yield Span(NEVER, at(arrival) + apart)
    if departure is not None:
        apart = _apart(programme, site_id, delegation.departure_site_id)
        yield Span(at(departure) - apart, FOREVER)


def closed_spans(programme: Programme, site_id: str | None, day: date) -> Iterator[Span]:
    """When the site is known to be closed on ``day``."""
    if site_id is None or site_id not in programme.openings_of:
        return
    midnight = programme.clock.midnight
    now, end = midnight(day), midnight(day + timedelta(days=1))
    for window in open_around(programme, site_id, day):
        if window.begin > now:
            yield Span(now, window.begin)
        now = max(now, window.end)
    if now < end:
        yield Span(now, end)
