"""The day itself: somebody or something is late, and what that does to the rest of the day.

A delay runs along everybody it catches: what they do next begins as soon as they can be there,
pauses on the way take the delay up, and whoever shares a coach or a private activity with those
who are late waits for them.  What cannot wait *falls*: it stays where it is, and the organiser
decides line by line what becomes of it.  Pure: the result is an edit, to be previewed and kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from models.words import Kind, Role
from planner.checks.hours import open_around
from planner.delay import Choice, Delay, Fallen, Moved, Reason, Ripple, Source
from planner.edits.core import Edit, edit, unplaced
from planner.entities import Activity, Change
from planner.errors import PlannerError
from planner.free_time import STEP_MINUTES
from planner.phrases import Phrase
from planner.programme import Party, Programme, Span


@dataclass(frozen=True, slots=True)
class _Free:
    """When somebody late is free again, and after what."""

    at: int
    after: Activity | None
    planned: int

    def needed(self, programme: Programme, activity: Activity, begin: int) -> int:
        """Minutes of the way to an activity: never more than the plan itself leaves for it."""
        gap = max(begin - self.planned, 0)
        leg = programme.leg(self.after, activity) if self.after is not None else None
        return min(leg.minutes, gap) if leg is not None else 0


def ripple(
    programme: Programme, delay: Delay, chosen: Mapping[str, Choice] | None = None
) -> Ripple:
    """What ``delay`` does; activities that are chosen to move (by id) move although they fall.

    Raises PlannerError when there is nothing left that day that could be late.
    """
    moving = frozenset(i for i, choice in (chosen or {}).items() if choice is Choice.MOVE)
    run = _Run(programme, delay, moving)
    return run.result()


@dataclass
class _Run:
    """One ripple in the making: ``late`` holds when each late person or vehicle is free."""

    programme: Programme
    delay: Delay
    moving: frozenset[str]
    late: dict[str, _Free] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)
    fallen: list[Fallen] = field(default_factory=list)
    new: dict[str, Span] = field(default_factory=dict)

    def result(self) -> Ripple:
        first, *others = self._line()
        self._begin(first)
        for activity in others:
            if not self.late:
                break
            self._pass(activity)
        return Ripple(self.delay, tuple(self.moved), tuple(self.fallen))

    def _line(self) -> list[Activity]:
        """What may be touched, in order of time: the first is what is late itself."""
        programme, delay = self.programme, self.delay
        own = {a.id for a in sources_activities(programme, delay.source, delay.id)}
        at = delay.at
        if delay.source is Source.ACTIVITY:
            at = min((programme.spans[i].begin for i in own), default=at)
        day = programme.on_day(programme.clock.day(at))
        line = [a for a in day if programme.spans[a.id].end > at]
        first = next((a for a in line if a.id in own), None)
        if first is None:
            raise PlannerError(
                Phrase("Nothing is left that day that could be late."),
                Phrase("Choose another time, or something else."),
            )
        begin = programme.spans[first.id].begin
        later = [a for a in line if programme.spans[a.id].begin >= begin and a.id != first.id]
        return [first, *later]

    def _begin(self, first: Activity) -> None:
        """Make what is late late."""
        span, minutes = self.programme.spans[first.id], self.delay.minutes
        under_way = span.begin < self.delay.at
        if under_way and self.delay.source is Source.DELEGATION and self._goes_on(first):
            self.late = {self.delay.id: _Free(span.end + minutes, first, span.end)}
        elif under_way:
            self._move(first, Span(span.begin, span.end + minutes))
        elif self.delay.source is Source.ACTIVITY:
            self._move(first, Span(span.begin + minutes, span.end + minutes))
        else:
            free = _Free(span.begin + minutes, None, span.begin)
            self.late = dict.fromkeys(self._source_keys(), free)
            self._pass(first)

    def _goes_on(self, activity: Activity) -> bool:
        """Whether an activity ends in time although one of the delegations in it is late."""
        fixed = activity.pin_time or activity.kind is Kind.SESSION
        apart = activity.tour_day_id is None and bool(self._others(activity, (self.delay.id,)))
        return fixed or apart

    def _source_keys(self) -> Iterator[str]:
        """Whoever is late from the beginning: people, and the vehicle."""
        programme, delay = self.programme, self.delay
        if delay.source is not Source.TOUR_DAY:
            yield delay.id
            return
        tour = programme.tours[programme.tour_days[delay.id].tour_id]
        if tour.vehicle_id is not None:
            yield tour.vehicle_id
        for party in programme.on_board(tour.id):
            yield from filter(None, (party.delegate_id or party.delegation_id,))

    # -- one activity after the other -----------------------------------------------------

    def _pass(self, activity: Activity) -> None:
        span = self.programme.spans[activity.id]
        keys = list(self._keys(activity))
        minutes = {key: self._lateness(key, activity, span) for key in keys}
        late = {key: n for key, n in minutes.items() if n > 0}
        if not late:
            for key in keys:
                self.late.pop(key, None)
            return
        by = rounded(max(late.values()), self.delay.minutes)
        new = Span(span.begin + by, span.end + by)
        found = self._reason(activity, new, late)
        if found is None or activity.id in self.moving:
            self._move(activity, new)
        else:
            self._fall(activity, span, found, late)

    def _lateness(self, key: str, activity: Activity, span: Span) -> int:
        free = self.late.get(key) or self.late.get(self._delegation_of(key) or "")
        if free is None:
            return 0
        return free.at + free.needed(self.programme, activity, span.begin) - span.begin

    def _delegation_of(self, key: str) -> str | None:
        delegate = self.programme.delegates.get(key)
        return delegate.delegation_id if delegate else None

    def _keys(self, activity: Activity) -> Iterator[str]:
        """Everybody who has to be there, and the vehicle."""
        for party in self.programme.parties(activity.id):
            yield from filter(None, (party.delegate_id or party.delegation_id,))
        if (vehicle := self.programme.vehicle_of(activity)) is not None:
            yield vehicle

    def _move(self, activity: Activity, new: Span) -> None:
        old = self.programme.spans[activity.id]
        self.moved.append(Moved(activity, old, new))
        self.new[activity.id] = new
        for key in self._keys(activity):
            self.late[key] = _Free(new.end, activity, old.end)

    def _fall(
        self,
        activity: Activity,
        span: Span,
        found: tuple[Reason, str | None],
        late: Mapping[str, int],
    ) -> None:
        reason, host_id = found
        vehicles = self.programme.vehicles
        people = tuple(key for key in late if key not in vehicles)
        people = people or tuple(k for k in self._keys(activity) if k not in vehicles)
        least = min(late.values())
        choices = tuple(self._choices(activity, reason, people))
        self.fallen.append(Fallen(activity, span, reason, least, people, choices, host_id))
        for key, minutes in late.items():
            if minutes < span.end - span.begin:
                self.late[key] = _Free(span.end, activity, span.end)

    def _choices(
        self, activity: Activity, reason: Reason, late: tuple[str, ...]
    ) -> Iterator[Choice]:
        yield Choice.STAY
        if reason is not Reason.FESTIVAL and not self._others(activity, late):
            yield Choice.TRAY
        rows = self.programme.participations_of.get(activity.id, ())
        if any((row.delegate_id or row.delegation_id) in late for row in rows):
            yield Choice.OFF
        if reason in (Reason.SHARED, Reason.HOST):
            yield Choice.MOVE

    # -- what cannot wait -----------------------------------------------------------------

    def _reason(
        self, activity: Activity, new: Span, late: Mapping[str, int]
    ) -> tuple[Reason, str | None] | None:
        if activity.pin_time:
            return Reason.PINNED, None
        if activity.kind is Kind.SESSION:
            return Reason.FESTIVAL, None
        together = activity.tour_day_id is not None or self.programme.vehicle_of(activity) in late
        if not together and self._others(activity, late):
            return Reason.SHARED, None
        if self._closes(activity, new):
            return Reason.CLOSED, None
        if (host_id := self._busy_host(activity, new, late)) is not None:
            return Reason.HOST, host_id
        return None

    def _others(self, activity: Activity, late: Iterable[str]) -> list[Party]:
        """Guests who are there in time."""
        known = set(late)
        return [
            party
            for party in self.programme.parties(activity.id)
            if party.role is Role.ATTENDS
            and party.host_id is None
            and not {party.delegate_id, party.delegation_id} & known
        ]

    def _closes(self, activity: Activity, new: Span) -> bool:
        """Whether the place, open at the planned time, is closed at the new one."""
        programme, old = self.programme, self.programme.spans[activity.id]
        site_id = activity.site_id
        if (
            site_id is None
            or activity.kind is Kind.TRANSFER
            or site_id not in programme.openings_of
        ):
            return False
        hours = open_around(programme, site_id, programme.clock.day(old.begin))

        def is_open(span: Span) -> bool:
            return any(w.begin <= span.begin and span.end <= w.end for w in hours)

        return is_open(old) and not is_open(new)

    def _busy_host(self, activity: Activity, new: Span, late: Mapping[str, int]) -> str | None:
        """A host of the activity who is with somebody else, who is not late, at the new time."""
        for party in self.programme.parties(activity.id):
            if party.host_id is None:
                continue
            for entry in self.programme.own_entries(party.host_id):
                other = entry.activity
                apart = activity.id not in (other.id, other.parent_id)
                if (
                    apart
                    and not late.keys() & {*self._keys(other)}
                    and self.new.get(other.id, entry.span).overlaps(new)
                ):
                    return party.host_id
        return None


def rounded(late: int, minutes: int) -> int:
    """Up to five minutes, as programmes are written, unless it is the delay itself."""
    return late if late == minutes else -(-late // STEP_MINUTES) * STEP_MINUTES


def sources_activities(programme: Programme, source: Source, row_id: str) -> Iterator[Activity]:
    """Whole activities of a vehicle, tour day or delegation; an activity itself, by time."""
    match source:
        case Source.VEHICLE:
            yield from (entry.activity for entry in programme.by_vehicle.get(row_id, ()))
        case Source.TOUR_DAY:
            rows = programme.tour_stops.get(row_id, ())
            yield from (a for a in rows if a.id in programme.spans)
        case Source.DELEGATION:
            found = (entry.activity for entry in programme.agenda(row_id))
            yield from (a for a in found if a.parent_id is None)
        case Source.ACTIVITY:
            activity = programme.activities.get(row_id)
            whole = programme.activities.get((activity.parent_id if activity else None) or row_id)
            if whole is not None and whole.id in programme.spans:
                yield whole


# -- the edit -----------------------------------------------------------------------------


def apply(programme: Programme, found: Ripple, name: str, chosen: Mapping[str, Choice]) -> Edit:
    """One step that makes a ripple true; ``name`` is what is late, ``chosen`` by activity id."""
    changes = [_moved(programme, moved) for moved in found.moved]
    for fallen in found.fallen:
        match chosen.get(fallen.activity.id, Choice.STAY):
            case Choice.TRAY:
                changes.append(unplaced(fallen.activity))
            case Choice.OFF:
                rows = programme.participations_of.get(fallen.activity.id, ())
                changes += [
                    Change(row, None)
                    for row in rows
                    if (row.delegate_id or row.delegation_id) in fallen.late
                ]
    label = Phrase("{what}: {n} min late", what=name, n=found.delay.minutes)
    return edit(label, changes)


def _moved(programme: Programme, moved: Moved) -> Change:
    length = moved.new.end - moved.new.begin
    start = programme.clock.wall(moved.new.begin)
    return Change(moved.activity, replace(moved.activity, start=start, minutes=length))
