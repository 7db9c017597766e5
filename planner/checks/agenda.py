"""Somebody's entries in order of time, and the pairs among them that rules look at."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from models.words import Kind
from planner.checks.journey import NIGHT_MINUTES, Journeys, Step
from planner.clock import Clock
from planner.entities import Activity, Delegate, Delegation
from planner.programme import Entry, Programme

ONE_DAY = timedelta(days=1)


class Clash(NamedTuple):
    """Two entries that overlap; ``sure`` False: perhaps different people do them."""

    first: Entry
    second: Entry
    sure: bool

    @property
    def minutes(self) -> int:
        return min(self.first.end, self.second.end) - self.second.begin


class Day(NamedTuple):
    """What somebody does on one day: the busy entries that begin on it, in order of time.

    ``last`` is the one that ends last, ``minutes`` are from the first begin to the last end,
    ``busy`` the sum of the entries' own.
    """

    day: date
    entries: list[Entry]
    last: Entry
    minutes: int
    busy: int


class Agenda:
    """The programme of a delegation, a delegate or a host as the rules see it.

    ``busy`` is all but free time (which never conflicts) and what has no length, ``days`` the
    same by day; ``clashes`` what overlaps and needs the same people, ``steps`` what is too
    close together.

    A delegate's agenda holds the delegation's entries too, but of its pairs only those with an
    entry of the delegate's own: the others are reported once, with the delegation.  So the
    delegation's days without own entries are left out, unless the delegate has an arrival, a
    departure or an access need of their own.
    """

    def __init__(
        self,
        journeys: Journeys,
        person_id: str,
        days: list[Day],
        *,
        delegation: Delegation | None = None,
        delegate: Delegate | None = None,
        shared: frozenset[str] = frozenset(),
    ) -> None:
        self.programme = journeys.programme
        self.id = person_id
        self.delegation = delegation
        self.delegate = delegate
        self.days = days
        self.busy = [entry for day in days for entry in day.entries]
        self._shared = shared
        self.clashes: tuple[Clash, ...] = ()
        steps = self._simple_steps(journeys)
        if steps is None:
            self.clashes = tuple(self._clashes())
            steps = self._steps(journeys)
        self.steps = [s for s in steps if self.same_people(s.before, s.after) is not False]

    def is_own(self, entry: Entry) -> bool:
        """False for what a delegate does only as one of the delegation."""
        return entry.activity.id not in self._shared

    def _clashes(self) -> Iterator[Clash]:
        for first, second in overlaps(self.busy):
            if self.is_own(first) or self.is_own(second):
                same = self.same_people(first, second)
                if same is not False:
                    yield Clash(first, second, same is True)

    def _simple_steps(self, journeys: Journeys) -> list[Step] | None:
        """From each entry to the next; None when entries overlap or have no place."""
        shared = self._shared
        found: list[Step] = []
        before, a, reach = None, "", -1
        for entry in self.busy:
            begin, end, activity, _ = entry
            if begin < reach or (activity.site_id is None and not _has_place(activity)):
                return None
            b = activity.id
            if before is None or begin - reach >= NIGHT_MINUTES or (a in shared and b in shared):
                step = None
            else:
                step = journeys.step(before, entry)
            if step is not None:
                found.append(step)
            before, a, reach = entry, b, end
        return found

    def _steps(self, journeys: Journeys) -> list[Step]:
        judged = [
            journeys.step(before, after, taken)
            for before, after, taken in following(self.busy)
            if self.is_own(before) or self.is_own(after)
        ]
        return [step for step in judged if step is not None]

    def same_people(self, first: Entry, second: Entry) -> bool | None:
        """Whether somebody must be in both; None: nobody knows how many people there are."""
        if self.delegation is None or (
            self.delegate is not None and self.is_own(first) and self.is_own(second)
        ):
            return True
        one, other = self.heads_in(first), self.heads_in(second)
        if one is None or other is None:
            return True
        total = self.programme.heads_of(self.delegation.id)
        return None if total is None else one + other > total

    def heads_in(self, entry: Entry) -> int | None:
        """How many of the delegation are in an entry; None: all, however many that is."""
        assert self.delegation is not None
        if self.delegate is not None and self.is_own(entry):
            return 1
        heads = [
            p.heads
            for p in self.programme.parties(entry.activity.id)
            if p.delegation_id == self.delegation.id and p.delegate_id is None
        ]
        known = [h for h in heads if h is not None]
        return max(known) if known and len(known) == len(heads) else None


def overlaps(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each pair of entries (in order of time) that share at least one minute."""
    running: list[Entry] = []
    reach = -1
    for entry in entries:
        if entry.begin >= reach:
            running = [entry]
        else:
            running = [e for e in running if e.end > entry.begin]
            for before in running:
                yield before, entry
            running.append(entry)
        reach = max(reach, entry.end)


def following(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry, int]]:
    """Each entry with those it leads to, and the minutes between that are taken.

    Entries without a place are passed over: wherever they are, the way lies before or after.
    Where entries overlap (different people of one delegation), each of them is led to by all
    that come directly before.
    """
    before: list[Entry] = []
    cluster: list[Entry] = []
    placeless: list[Entry] = []
    reach = -1
    for entry in entries:
        if not _has_place(entry.activity):
            placeless.append(entry)
            continue
        if entry.begin >= reach:
            before, cluster = cluster, []
        for earlier in before + cluster if cluster else before:
            if earlier.end <= entry.begin:
                yield earlier, entry, _taken(placeless, earlier.end, entry.begin)
        cluster.append(entry)
        if entry.end > reach:
            reach = entry.end


def _taken(entries: list[Entry], begin: int, end: int) -> int:
    """The minutes of those of the entries that lie between two instants."""
    return sum([e.end - e.begin for e in entries if begin <= e.begin and e.end <= end])


def _has_place(activity: Activity) -> bool:
    """Transfers count as having one: they are the way."""
    return activity.site_id is not None or activity.kind is Kind.TRANSFER


def _day(day: date, entries: list[Entry], busy: int) -> Day:
    last = max(entries, key=_end)
    return Day(day, entries, last, last.end - entries[0].begin, busy)


def _days(clock: Clock, entries: Iterable[Entry]) -> list[Day]:
    """The days of those entries that are neither free time nor without length."""
    found: list[tuple[date, list[Entry]]] = []
    busy: list[int] = []
    midnight = -1
    for entry in entries:
        begin, end, activity, _ = entry
        if end <= begin or activity.kind is Kind.FREE:
            continue
        if begin >= midnight:
            day, midnight = _day_around(clock, begin)
            today: list[Entry] = []
            found.append((day, today))
            busy.append(0)
        today.append(entry)
        busy[-1] += end - begin
    return [_day(day, today, total) for (day, today), total in zip(found, busy, strict=True)]


@lru_cache(maxsize=4096)
def _day_around(clock: Clock, instant: int) -> tuple[date, int]:
    """The day of an instant, and the instant at which that day ends."""
    day = clock.day(instant)
    return day, clock.midnight(day + ONE_DAY)


class Agendas:
    """Makes agendas; what the delegates of a delegation share is worked out once."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._journeys = Journeys(programme)
        self._kept: dict[str, tuple[Agenda, frozenset[str]]] = {}

    def of(self, person_id: str) -> Agenda:
        """The agenda of a delegation, a delegate or a host."""
        delegate = self.programme.delegates.get(person_id)
        return self._whole(person_id)[0] if delegate is None else self._of_delegate(delegate)

    def _whole(self, person_id: str) -> tuple[Agenda, frozenset[str]]:
        """The agenda of a delegation or a host, and the ids of what is in it."""
        kept = self._kept.get(person_id)
        if kept is None:
            days = _days(self.programme.clock, self.programme.agenda(person_id))
            delegation = self.programme.delegations.get(person_id)
            agenda = Agenda(self._journeys, person_id, days, delegation=delegation)
            ids = frozenset([entry.activity.id for entry in agenda.busy])
            kept = self._kept[person_id] = agenda, ids
        return kept

    def _of_delegate(self, delegate: Delegate) -> Agenda:
        whole, shared = self._whole(delegate.delegation_id)
        entries = self.programme.own_entries(delegate.id)
        own = _days(self.programme.clock, [e for e in entries if e.activity.id not in shared])
        apart = delegate.step_free or delegate.arrival or delegate.departure
        return Agenda(
            self._journeys,
            delegate.id,
            _joined(whole.days, own, every=bool(apart)),
            delegation=whole.delegation,
            delegate=delegate,
            shared=shared,
        )


def _joined(shared: list[Day], own: list[Day], *, every: bool) -> list[Day]:
    """The own days with the shared entries of these days, and ``every`` other shared day.

    Otherwise only the last entry of the day before an own one, and the first of the day after:
    what is done around midnight is linked.
    """
    mine = {day.day: day for day in own}
    before = {day - ONE_DAY for day in mine}
    after = {day + ONE_DAY for day in mine}
    days = []
    for day in shared:
        date = day.day
        if (also := mine.pop(date, None)) is not None:
            entries = sorted(day.entries + also.entries, key=_begin)
            days.append(_day(date, entries, day.busy + also.busy))
        elif every or (date in before and date in after):
            days.append(day)
        elif date in before or date in after:
            edge = day.last if date in before else day.entries[0]
            days.append(_day(date, [edge], edge.end - edge.begin))
    return sorted((*days, *mine.values()), key=_begin) if mine else days


#: The first field of an entry is its begin, of a day its date.
_begin, _end = itemgetter(0), itemgetter(1)
