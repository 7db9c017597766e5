"""What falls out of a plan, written into the plan: the facts that a repair starts from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from models.words import Kind
from planner.checks.hours import windows
from planner.day_of import apply, ripple
from planner.delay import Choice, Delay, Fallen
from planner.edits.core import Edit, edit, new_id, unplaced
from planner.entities import Activity, Change, Host, Opening, Site
from planner.errors import PlannerError
from planner.meetings import name_of
from planner.phrases import Phrase
from planner.programme import Programme, Span


@dataclass(frozen=True, slots=True)
class Gone:
    """A host, a place or an activity that is no longer to be had on a day, from ``at`` on.

    ``id`` is that of a row of the programme; ``at`` an instant, ``until`` the end of its day
    where it is not given.
    """

    id: str
    at: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """What has happened.  Nothing that begins before ``now`` (an instant) is changed any more."""

    gone: tuple[Gone, ...] = ()
    late: tuple[Delay, ...] = ()
    now: int | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss as an edit: what is true now, whatever is done about it.

    ``fallen``: what those who are late come too late for, and what was chosen for each.
    """

    edit: Edit
    fallen: tuple[tuple[Fallen, Choice], ...] = ()

    @property
    def lateness(self) -> int:
        """Minutes by which people come too late to what does not wait for them."""
        return sum(f.minutes for f, choice in self.fallen if choice is Choice.STAY)


def losses(programme: Programme, options: RepairOptions) -> Iterator[Loss]:
    """What has happened, with each sensible choice for what late people come too late for.

    Raises PlannerError where nothing of it is in the plan.
    """
    if not options.gone and not options.late:
        raise PlannerError(
            Phrase("Nothing has fallen out."),
            Phrase("Say which host, place or activity is gone, or who is late."),
        )
    changes = [c for gone in options.gone for c in _gone(programme, gone)]
    if not options.late:
        yield Loss(edit(_label(programme, options), changes))
        return
    delay, *others = options.late
    if others:
        raise PlannerError(Phrase("Only one delay at a time can be worked out."))
    for chosen in _choices(programme, delay):
        found = ripple(programme, delay, chosen)
        made = apply(programme, found, _name(programme, delay.id), chosen)
        fallen = tuple((f, chosen.get(f.activity.id, f.choices[0])) for f in found.fallen)
        yield Loss(edit(_label(programme, options), (*changes, *made.changes)), fallen)


#: Beyond so many things that fall, each gets its first choice only.
MOST_CHOSEN = 3


def _choices(programme: Programme, delay: Delay) -> Iterator[dict[str, Choice]]:
    fallen = ripple(programme, delay).fallen
    chosen: list[dict[str, Choice]] = [{}]
    for each in fallen[:MOST_CHOSEN]:
        usable = [c for c in each.choices if _is_sensible(each, c)] or [each.choices[0]]
        chosen = [{**before, each.activity.id: choice} for before in chosen for choice in usable]
    yield from chosen


def _is_sensible(fallen: Fallen, choice: Choice) -> bool:
    """Nobody comes to what is over, and without the coach nobody gets anywhere."""
    if choice is Choice.STAY:
        return not fallen.missed
    return choice is not Choice.TRAY or fallen.activity.kind is not Kind.TRANSFER


def _gone(programme: Programme, gone: Gone) -> Iterator[Change]:
    day = programme.clock.day(gone.at)
    end = programme.clock.at(datetime.combine(day, time(23, 59)))
    span = Span(gone.at, gone.until if gone.until is not None else end)
    if gone.id in programme.hosts:
        yield from _host(programme, programme.hosts[gone.id], span)
    elif gone.id in programme.sites:
        yield from _site(programme, programme.sites[gone.id], day, span)
    elif gone.id in programme.activities:
        activity = programme.activities[gone.id]
        whole = programme.activities.get(activity.parent_id or "", activity)
        if whole.start is not None:
            yield unplaced(whole)
    else:
        raise PlannerError(
            Phrase("What has fallen out is not in the plan."),
            Phrase("Name a host, a place or an activity of this edition."),
        )


def _host(programme: Programme, host: Host, span: Span) -> Iterator[Change]:
    """Has declined what is planned with them in that time."""
    for row in programme.participations.values():
        planned = programme.spans.get(row.activity_id)
        if row.host_id == host.id and planned is not None and planned.overlaps(span):
            yield Change(row, replace(row, confirmed=False))


def _site(programme: Programme, site: Site, day: date, span: Span) -> Iterator[Change]:
    """Is closed in that time: the hours of that date are those that are left."""
    clock = programme.clock
    known = windows(programme, site.id, day)
    if known is None:
        known = (Span(clock.midnight(day), clock.at(datetime.combine(day, time(23, 59)))),)
    left = [
        part
        for w in known
        for part in (Span(w.begin, min(w.end, span.begin)), Span(max(w.begin, span.end), w.end))
        if part.begin < part.end
    ]
    for row in programme.openings_of.get(site.id, ()):
        if row.day == day:
            yield Change(row, None)
    if not left:
        yield Change(None, Opening(new_id(), site.id, day=day))
    for part in left:
        opens, closes = clock.wall(part.begin).time(), clock.wall(part.end).time()
        yield Change(None, Opening(new_id(), site.id, day=day, opens=opens, closes=closes))


def _label(programme: Programme, options: RepairOptions) -> Phrase:
    if options.gone:
        return Phrase("{what} falls out", what=_name(programme, options.gone[0].id))
    late = options.late[0]
    return Phrase("{what}: {n} min late", what=_name(programme, late.id), n=late.minutes)


def _name(programme: Programme, row_id: str) -> str:
    """What somebody or something is called."""
    if (found := name_of(programme, row_id)) != "":
        return found
    for rows in (programme.sites, programme.vehicles):
        if row_id in rows:
            return str(rows[row_id].name)
    if row_id in programme.activities:
        return programme.activities[row_id].title
    day = programme.tour_days.get(row_id)
    return programme.tours[day.tour_id].name if day else ""


def is_past(programme: Programme, activity: Activity, now: int | None) -> bool:
    """Whether nothing can be done about it any more: it has begun, of a ride it is over.

    Of an activity that is being moved, its new time counts.
    """
    if now is None:
        return False
    begin = None
    if activity.start is not None and activity.parent_id is None:
        begin = programme.clock.at(activity.start)
    elif (span := programme.spans.get(activity.id)) is not None:
        begin = span.begin
    if begin is None:
        return False
    return (begin + activity.minutes if activity.kind is Kind.TRANSFER else begin) < now
