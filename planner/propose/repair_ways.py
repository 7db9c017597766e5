"""What can be done about a conflict in an hour: the remedies, and as a last resort letting go."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.words import HostKind, Kind, Role
from planner.candidates import candidates
from planner.conflicts import Conflict
from planner.edits.activities import move
from planner.edits.core import Edit, edit, new_id, unplaced
from planner.edits.handover import hand_over, then
from planner.edits.names import describe
from planner.edits.remove import remove
from planner.edits.routing import route, stops_of
from planner.edits.tours import VISIT_MINUTES, reorder_stop
from planner.entities import Activity, Change, Host, Participation, TourDay
from planner.errors import PlannerError
from planner.free_time import busy_spans, next_free_slot
from planner.phrases import Phrase
from planner.programme import Programme
from planner.remedies import leaves_pins, remedies
from planner.remedy_moves import is_fixed, shifted_with_rest, whole_of
from planner.remedy_people import off_all, off_either

#: So many other places and other hosts are tried.
MOST_TRIED = 3
#: How far a stop may change its place in the order.
PLACES = (1, -1, 2, -2)
#: By how many minutes the rest of a day may be put off to make room.
PUT_OFF = (15, 30, 60)


def ways(programme: Programme, conflict: Conflict) -> Iterator[Edit]:
    """Edits that may take a conflict away; none changes what is pinned, or leaves a host out."""
    for made in _ways(programme, conflict):
        if made and leaves_pins(programme, made.changes) and _leaves_hosts(programme, made):
            yield made


def _ways(programme: Programme, conflict: Conflict) -> Iterator[Edit]:
    yield from (remedy.edit for remedy in remedies(programme, conflict))
    wholes = dict.fromkeys(whole_of(programme, i) for i in conflict.activities)
    for activity in wholes:
        if activity is None or activity.start is None:
            continue
        if conflict.rule == "host-declined":
            yield from _other_hosts(programme, activity, conflict)
            yield from _without_part(programme, conflict)
            yield from _another_day(programme, activity, conflict)
        if conflict.rule == "outside-opening-hours":
            yield from _another_place(programme, activity)
        yield from _elsewhere(programme, activity)
        if not activity.pin_time and activity.kind is not Kind.TRANSFER:
            yield from _let_go(programme, activity)
        if not is_fixed(activity):
            for minutes in PUT_OFF:
                yield from (r.edit for r in shifted_with_rest(programme, activity, minutes))
    for off in (off_either, off_all):
        yield from (remedy.edit for remedy in off(programme, conflict))


def _leaves_hosts(programme: Programme, made: Edit) -> bool:
    """Whether who receives, or meets, is left to every activity that had somebody."""
    rows = (c.before for c in made.changes if c.after is None)
    lost = {r.activity_id for r in rows if isinstance(r, Participation) and r.host_id}
    if not lost:
        return True
    after = programme.apply(made.changes)
    return all(_receives(after, i) for i in lost if i in after.spans and _receives(programme, i))


def _receives(programme: Programme, activity_id: str) -> bool:
    """Whether a host of an activity does more than interpret or moderate."""
    rows = programme.participations_of.get(activity_id, ())
    return any(r.host_id and r.role not in (Role.INTERPRETS, Role.MODERATES) for r in rows)


# -- somebody else --------------------------------------------------------------------------


def _other_hosts(programme: Programme, activity: Activity, conflict: Conflict) -> Iterator[Edit]:
    """Who does the same work and is free then."""
    span = programme.spans[activity.id]
    for person in conflict.people:
        gone = programme.hosts.get(person)
        if gone is None:
            continue
        ids = [i for i in conflict.activities if person in _hosts_of(programme, i)]
        like = [
            host
            for host in sorted(programme.hosts.values(), key=lambda h: (h.name.casefold(), h.id))
            if _could_be(host, gone)
            and not any(s.overlaps(span) for s in busy_spans(programme, [host.id]))
        ]
        for host in like[:MOST_TRIED]:
            for activity_id in ids:
                yield hand_over(programme, activity_id, gone.id, host.id)


def _hosts_of(programme: Programme, activity_id: str) -> set[str]:
    return {p.host_id for p in programme.participations_of.get(activity_id, ()) if p.host_id}


def _could_be(host: Host, gone: Host) -> bool:
    """Moderators and interpreters do each other's work; a place is shown by those who are there."""
    if host.id == gone.id or host.kind is not gone.kind:
        return False
    if gone.kind in (HostKind.MODERATOR, HostKind.INTERPRETER):
        return set(gone.languages) <= set(host.languages)
    return gone.site_id is not None and host.site_id == gone.site_id


def _without_part(programme: Programme, conflict: Conflict) -> Iterator[Edit]:
    """The presentation that nobody gives any more falls."""
    for activity_id in conflict.activities:
        part = programme.activities[activity_id]
        if part.parent_id is not None:
            yield remove(programme, part)


def _another_day(programme: Programme, activity: Activity, conflict: Conflict) -> Iterator[Edit]:
    """The first later day on which all are free; whoever declined is asked anew."""
    if activity.tour_day_id is not None or is_fixed(activity) or activity.start is None:
        return
    parties = programme.parties(activity.id)
    people = [p.delegate_id or p.delegation_id or p.host_id for p in parties]
    later = [day for day in programme.days if day > activity.start.date()]
    asked = [
        Change(row, replace(row, confirmed=None))
        for activity_id in conflict.activities
        for row in programme.participations_of.get(activity_id, ())
        if row.host_id in conflict.people
    ]
    for day in later:
        slot = next_free_slot(
            programme, filter(None, people), activity.minutes, day, site_id=activity.site_id
        )
        if slot is not None:
            moved = move(programme, activity.id, slot)
            yield Edit(moved.label, (*moved.changes, *asked))
            return


def _another_place(programme: Programme, activity: Activity) -> Iterator[Edit]:
    """Where the same kind of thing takes place otherwise, the nearest first."""
    here = activity.site_id
    if here is None or activity.tour_day_id is not None or activity.kind is Kind.SESSION:
        return
    same = {a.site_id for a in programme.activities.values() if a.kind is activity.kind}
    near = sorted(
        (leg.minutes, site_id)
        for site_id in same
        if site_id is not None
        and site_id != here
        and (leg := programme.travel.leg(here, site_id)) is not None
    )
    for _minutes, site_id in near[:MOST_TRIED]:
        yield hand_over(programme, activity.id, here, site_id)


# -- another place, another order, not at all ----------------------------------------------


def _elsewhere(programme: Programme, stop: Activity) -> Iterator[Edit]:
    """On a tour: a later or earlier place in the order, or another site in its time."""
    day = programme.tour_days.get(stop.tour_day_id or "")
    if day is None or stop.kind is not Kind.STOP or is_fixed(stop):
        return
    for places in PLACES:
        try:
            yield reorder_stop(programme, stop.id, places)
        except PlannerError:
            return
    if not stop.pin_place:
        yield from _instead(programme, day, stop)


def _instead(programme: Programme, day: TourDay, stop: Activity) -> Iterator[Edit]:
    for candidate in candidates(programme, day)[:MOST_TRIED]:
        site = candidate.site
        if candidate.leg is None or not candidate.points or site.id == stop.site_id:
            continue
        long = min(stop.minutes, site.visit_minutes or VISIT_MINUTES)
        made = Activity(
            new_id(), programme.edition.id, Kind.STOP, site.name, stop.start, long, site.id
        )
        label = Phrase("{site} instead of {what}", site=site.name, what=describe(programme, stop))
        gone = Edit(label, (unplaced(stop),))

        def filled(after: Programme, made: Activity = made) -> Edit:
            return _held(after, day, stop, made)

        yield replace(then(programme, gone, filled), label=label)


def _let_go(programme: Programme, activity: Activity) -> Iterator[Edit]:
    """Into the tray, and everything else stays where it is."""
    label = Phrase("Take {what} out of the programme", what=describe(programme, activity))
    gone = Edit(label, (unplaced(activity),))
    day = programme.tour_days.get(activity.tour_day_id or "")
    if day is None or activity.kind is Kind.TRANSFER:
        yield gone
        return
    made = then(programme, gone, lambda after: _held(after, day, activity, None))
    yield replace(made, label=label)


def _held(programme: Programme, day: TourDay, gone: Activity, put: Activity | None) -> Edit:
    """The ways of a day after a stop has left it, or another has come; the others' times stay."""
    stops = stops_of(programme, day.id)
    assert gone.start is not None
    at = programme.clock.at(gone.start)
    where = sum(programme.spans[s.id].begin < at for s in stops)
    if put is not None:
        stops.insert(where, put)
    return edit(Phrase("Times"), _with_times(programme, day, stops, where))


def _with_times(
    programme: Programme, day: TourDay, stops: Sequence[Activity], keep: int
) -> Iterator[Change]:
    """A route through stops that keep their times, pinned or not."""
    pins = {stop.id: stop.pin_time for stop in stops}
    held = [replace(stop, pin_time=True) for stop in stops]
    for change in route(programme, day, held, keep=keep):
        after = change.after
        if isinstance(after, Activity) and after.id in pins:
            yield Change(change.before, replace(after, pin_time=pins[after.id]))
        else:
            yield change
