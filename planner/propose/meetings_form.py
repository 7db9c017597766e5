"""From requests to the assignment problem of 1:1 meetings: slots, tables, who is free when.

All slots are at one place, so that the ways to it can be counted into everybody's absences:
each is widened by the longest way of any hour.  A delegation sends one delegate to a meeting: see
``meetings_people``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from models.words import Role
from planner.candidates import SITE_WISH
from planner.edits.meetings import usual_place
from planner.entities import Activity
from planner.free_time import festival_days
from planner.meetings import Request, meetings, people_of, requests, tables
from planner.phrases import _
from planner.programme import Programme, Span
from planner.propose.agenda_form import Frame, begins, slots
from planner.propose.busy import Busy
from planner.propose.meetings_options import MeetingOptions
from planner.propose.proposal import Keep
from planner.solve.assign_form import Actor, AssignProblem, Delegation, Meeting, Slot

#: A meeting that stands in the plan already, whoever asked for it, is worth that at least.
AGREED = SITE_WISH[1] * 2
#: Two people who meet, by id; a delegate, a host, or a delegation without names.
People = tuple[str, str]


@dataclass(frozen=True)
class Wanted:
    """Two parties (delegations or hosts) who are to meet.

    ``value``: the points of the wishes of both.  ``meeting``: the one that they have already,
    in the tray or free to move.
    """

    key: str
    parties: tuple[str, str]
    value: int
    requests: tuple[Request, ...] = ()
    meeting: Activity | None = None


@dataclass(frozen=True)
class MeetingsForm:
    """``freed``: ids of meetings with a time that may be moved."""

    programme: Programme
    options: MeetingOptions
    freed: frozenset[str] = frozenset()

    @cached_property
    def frame(self) -> Frame:
        return Frame(self.programme)

    @cached_property
    def site_id(self) -> str | None:
        return self.options.site_id or usual_place(self.programme)

    # -- what is wanted -------------------------------------------------------------------------

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        """Requests without a meeting, then meetings that need a time, the most wanted first."""
        by_pair: dict[frozenset[str], list[Request]] = {}
        for request in requests(self.programme):
            if request.asking != request.wanted and self._concerns(request.people):
                by_pair.setdefault(frozenset(request.people), []).append(request)
        found = []
        placed: set[str] = set()
        for rows in by_pair.values():
            meeting = rows[0].meeting
            if meeting is not None and not self.needs_time(meeting):
                continue
            value = sum(SITE_WISH.get(r.wish.priority, 1) for r in rows)
            if meeting is not None:
                placed.add(meeting.id)
                value = max(value, AGREED)
            key = f"wish:{rows[0].wish.id}"
            found.append(Wanted(key, rows[0].people, value, tuple(rows), meeting))
        found += self._unasked(placed)
        return tuple(sorted(found, key=lambda w: (-w.value, w.key)))

    def _concerns(self, people: tuple[str, str]) -> bool:
        only = self.options.delegations
        return not only or any(p in only for p in people)

    def needs_time(self, meeting: Activity) -> bool:
        """Whether a meeting that stands already is to be given a slot."""
        if meeting.id in self.freed:
            return True
        elsewhere = meeting.site_id not in (None, self.site_id) and meeting.pin_place
        if meeting.id in self.programme.spans or elsewhere:
            return False
        return meeting.minutes <= self.options.minutes and self.pair_of(meeting) is not None

    def pair_of(self, meeting: Activity) -> People | None:
        """The two who meet; None when they are more, or somebody is missing."""
        people = people_of(self.programme, meeting.id)
        return (people[0], people[1]) if len(people) == 2 else None

    def _unasked(self, known: set[str]) -> Iterator[Wanted]:
        for meeting in meetings(self.programme):
            if meeting.id in known or not self.needs_time(meeting):
                continue
            people = self.pair_of(meeting)
            if people and self._concerns((self.party_of(people[0]), self.party_of(people[1]))):
                yield Wanted(f"meeting:{meeting.id}", people, AGREED, (), meeting)

    def party_of(self, person_id: str) -> str:
        """The delegation of a delegate, anybody else as they are."""
        delegate = self.programme.delegates.get(person_id)
        return delegate.delegation_id if delegate else person_id

    # -- when and where -------------------------------------------------------------------------

    @cached_property
    def days(self) -> tuple[date, ...]:
        return self.options.days or festival_days(self.programme)

    @cached_property
    def table_names(self) -> tuple[str, ...]:
        known = tuple(t.point for t in tables(self.programme) if t.site_id == self.site_id)
        return known or tuple(_("Table {n}").format(n=n) for n in range(1, self.options.tables + 1))

    @cached_property
    def taken(self) -> tuple[tuple[Span, str | None], ...]:
        """When meetings that stay use which table of the place."""
        return tuple(
            (self.programme.spans[m.id], m.meeting_point)
            for m in meetings(self.programme)
            if m.site_id == self.site_id and m.id in self.programme.spans
            if not self.needs_time(m)
        )

    def free_tables(self, span: Span) -> tuple[str, ...]:
        """Names of the tables at which nobody who stays sits; a nameless one takes the last."""
        busy = [name for other, name in self.taken if other.overlaps(span)]
        left = [name for name in self.table_names if name not in busy]
        nameless = sum(name not in self.table_names for name in busy)
        return tuple(left[: max(len(left) - nameless, 0)])

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Every slot in which the place is open and has a table, in order of time."""
        return tuple(span for day in self.days for span in self._of_day(day))

    def _of_day(self, day: date) -> Iterator[Span]:
        options = self.options
        step = options.minutes + options.pause
        times = begins(day, options.first, options.last, options.minutes, step)
        found = slots(self.programme, self.site_id, times, options.minutes)
        return (span for span in found if self.free_tables(span))

    # -- who is free when -----------------------------------------------------------------------

    def busy(self, person_id: str) -> Busy:
        """The programme of a delegate, a host, or a delegation without names."""
        if person_id not in self._busy:
            fill = self.options.fill_free_time
            moving = {w.meeting.id for w in self.wanted if w.meeting is not None}
            self._busy[person_id] = Busy(self.frame, person_id, moving, fill_free_time=fill)
        return self._busy[person_id]

    @cached_property
    def _busy(self) -> dict[str, Busy]:
        return {}

    def away(self, person_id: str) -> tuple[tuple[int, int], ...]:
        if person_id not in self._away:
            first = self.programme.clock.midnight(self.days[0])
            last = self.programme.clock.midnight(self.days[-1] + timedelta(days=1))
            self._away[person_id] = self.busy(person_id).away(self.site_id, first, last)
        return self._away[person_id]

    @cached_property
    def _away(self) -> dict[str, tuple[tuple[int, int], ...]]:
        return {}

    def free_slots(self, person_id: str) -> frozenset[int]:
        """Numbers of the slots in which somebody is free."""
        away = self.away(person_id)
        minutes = map(self.frame.minutes, self.spans)
        return frozenset(
            n for n, (a, b) in enumerate(minutes) if not any(a < d and c < b for c, d in away)
        )

    # -- the problem ----------------------------------------------------------------------------

    def problem(self, who: dict[str, People]) -> AssignProblem:
        """``who``: the people of each wanted meeting, by its key."""
        people = tuple(dict.fromkeys(p for pair in who.values() for p in pair))
        hosts = [p for p in people if p in self.programme.hosts]
        guests = [p for p in people if p not in self.programme.hosts]
        venue = self.frame.venue(self.site_id)
        return AssignProblem(
            "meetings",
            self.frame.matrix(),
            (),
            tuple(Delegation(p, {}, self.away(p), rests=self._rests(p)) for p in guests),
            meetings=tuple(
                Meeting(w.key, *who[w.key], w.value) for w in self.wanted if w.key in who
            ),
            meeting_slots=tuple(
                Slot(*self.frame.minutes(s), len(self.free_tables(s)), venue) for s in self.spans
            ),
            objective=self.options.objective,
            actors=tuple(Actor(p, self.away(p)) for p in hosts),
            few_gaps=True,
        )

    def _rests(self, person_id: str) -> tuple[tuple[int, int, int], ...]:
        if not self.options.lunch:
            return ()
        from planner.propose.rest import rest_on

        found = (rest_on(self.busy(person_id), day, self.options.lunch, ()) for day in self.days)
        return tuple(rest for rest in found if rest is not None)


def movable(programme: Programme, options: MeetingOptions, site_id: str | None) -> frozenset[str]:
    """Ids of the meetings that the organiser lets go: at the place, of two, of a slot's length."""
    if options.keep is Keep.ALL:
        return frozenset()

    def may_move(meeting: Activity) -> bool:
        if meeting.id not in programme.spans or meeting.pin_time or meeting.pin_place:
            return False
        if options.keep is Keep.RELEASED and meeting.id in options.released:
            return False
        rows = programme.participations_of.get(meeting.id, ())
        two = len(rows) == 2 and not any(r.role is Role.INTERPRETS for r in rows)
        return two and meeting.site_id == site_id and meeting.minutes <= options.minutes

    return frozenset(m.id for m in meetings(programme) if may_move(m))
