"""Rooms: two groups in one, or more people than one holds."""

from collections.abc import Iterator

from models.words import Kind
from planner.checks.agenda import overlaps
from planner.checks.rule import Subject, rule
from planner.checks.wording import day_of, fact_of, lasting, listed, place, timed, when
from planner.conflicts import Conflict, Severity
from planner.entities import Activity
from planner.phrases import Phrase, plural
from planner.programme import Entry, Programme

#: They need the house, or its guide, to themselves.  Meetings share a hall with others, meals a
#: restaurant, and a festival venue has many sessions at once.
EXCLUSIVE = frozenset({Kind.STOP, Kind.VISIT, Kind.ROUND_TABLE, Kind.RECEPTION})
#: Nobody is counted there.
UNCOUNTED = frozenset({Kind.FREE, Kind.BLOCKER})


@rule("site-double-booked", per=Subject.SITE)
def site_double_booked(programme: Programme, site_id: str) -> Iterator[Conflict]:
    """Two groups receive the same house at the same time.

    A warning, since large houses take two.  Not reported for activities of one tour day (they
    clash for those on board) nor where both have the same host (who is double-booked then).
    """
    entries = [e for e in programme.by_site[site_id] if e.activity.kind in EXCLUSIVE]
    for first, second in overlaps(entries):
        if _same_group(programme, first.activity, second.activity):
            continue
        minutes = min(first.end, second.end) - second.begin
        yield Conflict(
            rule="site-double-booked",
            severity=Severity.WARNING,
            phrase=Phrase(
                "{site}, {day}: {first} and {second} overlap by {time}",
                site=place(programme, site_id),
                day=day_of(programme, second.activity),
                first=timed(programme, first.activity),
                second=timed(programme, second.activity),
                time=lasting(minutes),
            ),
            subject=site_id,
            activities=(first.activity.id, second.activity.id),
            minutes=minutes,
            fact=when(first.span, second.span),
        )


def _same_group(programme: Programme, first: Activity, second: Activity) -> bool:
    if first.tour_day_id is not None and first.tour_day_id == second.tour_day_id:
        return True
    hosts = [{p.host_id for p in programme.parties(a.id) if p.host_id} for a in (first, second)]
    return bool(hosts[0] & hosts[1])


@rule("over-capacity", per=Subject.ACTIVITY)
def over_capacity(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """More people than the activity has places.  Blocking; to check while a number is unknown."""
    activity = programme.activities[activity_id]
    if activity.capacity is None:
        return
    heads, complete = programme.head_count(activity_id)
    over = heads - activity.capacity
    if over <= 0 and complete:
        return
    if over > 0:
        text = plural(
            "{activity} on {day} has {capacity} places for {heads} people: {n} too many",
            "{activity} on {day} has {capacity} places for {heads} people: {n} too many",
            over,
            activity=timed(programme, activity),
            day=day_of(programme, activity),
            capacity=activity.capacity,
            heads=heads,
        )
    else:
        text = Phrase(
            "{activity} on {day} has {capacity} places, {heads} are taken, and of some"
            " delegations the number of people is unknown",
            activity=timed(programme, activity),
            day=day_of(programme, activity),
            capacity=activity.capacity,
            heads=heads,
        )
    yield Conflict(
        rule="over-capacity",
        severity=Severity.BLOCKING if over > 0 else Severity.TO_CHECK,
        phrase=text,
        subject=activity.id,
        activities=(activity.id,),
        fact=fact_of(heads, complete, activity.capacity),
    )


@rule("site-over-capacity", per=Subject.SITE)
def site_over_capacity(programme: Programme, site_id: str) -> Iterator[Conflict]:
    """More people in a place than it holds, in one activity or in several at a time.

    Blocking; to check, once for each site, while some delegation's number is unknown.  Only our
    own people are counted, not the festival's public.
    """
    capacity = programme.sites[site_id].capacity
    if capacity is None:
        return
    entries = [e for e in programme.by_site[site_id] if e.activity.kind not in UNCOUNTED]
    counts = [programme.head_count(e.activity.id) for e in entries]
    running: list[tuple[Entry, int]] = []
    reported: list[set[str]] = []
    for entry, (heads, _) in zip(entries, counts, strict=True):
        running = [(e, n) for e, n in running if e.end > entry.begin]
        if heads:
            running.append((entry, heads))
        total = sum([n for _, n in running])
        if total <= capacity:
            continue
        ids = {e.activity.id for e, _ in running}
        if not any(known <= ids for known in reported):
            reported.append(ids)
            yield _too_many(programme, site_id, [e for e, _ in running], total, capacity)
    unsure = [
        entry.activity
        for entry, (heads, complete) in zip(entries, counts, strict=True)
        if not complete and heads <= capacity
    ]
    if unsure:
        yield _unsure(programme, site_id, unsure, capacity)


def _too_many(
    programme: Programme, site_id: str, entries: list[Entry], total: int, capacity: int
) -> Conflict:
    return Conflict(
        rule="site-over-capacity",
        severity=Severity.BLOCKING,
        phrase=plural(
            "{site} holds {capacity}, {day}: {activities} bring {total} people, {n} too many",
            "{site} holds {capacity}, {day}: {activities} bring {total} people, {n} too many",
            total - capacity,
            site=place(programme, site_id),
            capacity=capacity,
            day=day_of(programme, entries[-1].activity),
            activities=listed([timed(programme, e.activity) for e in entries]),
            total=total,
        ),
        subject=site_id,
        activities=tuple(e.activity.id for e in entries),
        fact=fact_of(total, capacity),
    )


def _unsure(programme: Programme, site_id: str, unsure: list[Activity], capacity: int) -> Conflict:
    return Conflict(
        rule="site-over-capacity",
        severity=Severity.TO_CHECK,
        phrase=Phrase(
            "{site} holds {capacity}, but it is unknown how many people come to {activities}",
            site=place(programme, site_id),
            capacity=capacity,
            activities=listed([timed(programme, a) for a in unsure]),
        ),
        subject=site_id,
        activities=tuple(a.id for a in unsure),
        fact=fact_of("unknown", capacity),
    )
