"""What an ``assign-problem/1`` says, in numbers: who may go where, and which events exclude others.

Readings of the form that it leaves open:

* Travel is needed between *consecutive* events (offers and meetings) of one person, also on the
  same venue (``travel[v][v]``), also across an absence; -1: no connection.  Where a detour over a
  third event is quicker than the direct way, two events may stand in one plan only with
  something between them (:attr:`Facts.detours`).
* ``max_per_day`` counts offers, not meetings; an offer belongs to the day in which it starts.
* An offer with a score of 0 or less, and a meeting with such a value, is given only when pinned.
* A rest that the absences alone make impossible is not asked for.
* Those of the meetings who are no delegations have no score of their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.solve.assign_form import DAY_MINUTES, AssignProblem, Meeting, Offer, Slot


def overlaps(start: int, end: int, stretches: Iterable[tuple[int, int]]) -> bool:
    """True when the half-open stretch meets one of the others."""
    return any(start < b and a < end for a, b in stretches)


def has_pause(busy: Sequence[tuple[int, int]], earliest: int, latest: int, minutes: int) -> bool:
    """True when there are so many free minutes on end between two times."""
    starts = [earliest, *(end for _, end in busy if end > earliest)]
    return minutes <= 0 or any(
        start + minutes <= latest and not overlaps(start, start + minutes, busy) for start in starts
    )


def bits(mask: int) -> list[int]:
    """The positions of the ones of a mask, the lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


@dataclass(frozen=True)
class Facts:
    """A problem with its indices.

    Events are the offers, then the slots.  People are the delegations, then everybody else who
    meets.
    """

    problem: AssignProblem

    @cached_property
    def events(self) -> tuple[Offer | Slot, ...]:
        return (*self.problem.offers, *self.problem.meeting_slots)

    @property
    def slots_from(self) -> int:
        """The index of the first slot among the events."""
        return len(self.problem.offers)

    @cached_property
    def offer_index(self) -> dict[str, int]:
        return {offer.id: at for at, offer in enumerate(self.problem.offers)}

    @cached_property
    def people(self) -> tuple[str, ...]:
        ids = [d.id for d in self.problem.delegations]
        ids += [actor.id for actor in self.problem.actors]
        ids += [who for m in self.problem.meetings for who in (m.a, m.b)]
        return tuple(dict.fromkeys(ids))

    @cached_property
    def person_index(self) -> dict[str, int]:
        return {who: at for at, who in enumerate(self.people)}

    @cached_property
    def meeting_index(self) -> dict[str, int]:
        return {meeting.id: at for at, meeting in enumerate(self.problem.meetings)}

    @cached_property
    def away(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        known = {actor.id: actor.away for actor in self.problem.actors}
        known.update({d.id: d.away for d in self.problem.delegations})
        return tuple(known.get(who, ()) for who in self.people)

    @cached_property
    def rests(self) -> tuple[tuple[tuple[int, int, int], ...], ...]:
        """For every delegation the rests that its absences leave possible."""
        return tuple(
            tuple(rest for rest in delegation.rests if has_pause(delegation.away, *rest))
            for delegation in self.problem.delegations
        )

    @cached_property
    def days(self) -> tuple[int, ...]:
        return tuple(event.start // DAY_MINUTES for event in self.events)

    def follows(self, first: int, second: int) -> bool:
        """True when one can go from the first event straight to the second."""
        a, b = self.events[first], self.events[second]
        minutes = self.problem.travel[a.venue][b.venue]
        return minutes >= 0 and a.end + minutes <= b.start

    @cached_property
    def _orders(self) -> tuple[list[int], list[int]]:
        """For every event the mask of those that can follow it, and of those that it can follow."""
        after = [0] * len(self.events)
        before = [0] * len(self.events)
        for i, a in enumerate(self.events):
            row = self.problem.travel[a.venue]
            for j, b in enumerate(self.events):
                if i != j and a.end <= b.start and 0 <= row[b.venue] <= b.start - a.end:
                    after[i] |= 1 << j
                    before[j] |= 1 << i
        return after, before

    @cached_property
    def _pairs(self) -> tuple[list[int], dict[tuple[int, int], int]]:
        after, before = self._orders
        count = len(self.events)
        whole = (1 << count) - 1
        starting = [self._mask(b.start >= a.end for b in self.events) for a in self.events]
        ending = [self._mask(b.end <= a.start for b in self.events) for a in self.events]
        clash, detours = [0] * count, dict[tuple[int, int], int]()
        for i in range(count):
            clash[i] = whole & ~(after[i] | before[i] | 1 << i)
            for j in bits(clash[i] & starting[i]):
                between = starting[i] & ending[j] & ~(1 << i | 1 << j)
                if between and self._leads(i, j, between):
                    detours[i, j] = between
        for i, j in detours:
            clash[i] &= ~(1 << j)
            clash[j] &= ~(1 << i)
        return clash, detours

    @staticmethod
    def _mask(truths: Iterable[bool]) -> int:
        return sum(1 << at for at, truth in enumerate(truths) if truth)

    def _leads(self, first: int, last: int, between: int) -> bool:
        """True when a chain of events from ``between`` leads from the first to the last."""
        after, before = self._orders
        seen, front = 0, after[first] & between
        while front:
            if front & before[last]:
                return True
            seen |= front
            reached = 0
            for event in bits(front):
                reached |= after[event]
            front = reached & between & ~seen
        return False

    @property
    def clash(self) -> list[int]:
        """For every event the mask of those that never stand in one plan with it."""
        return self._pairs[0]

    @property
    def detours(self) -> dict[tuple[int, int], int]:
        """Pairs (earlier, later) that need one of the events of the mask between them."""
        return self._pairs[1]

    @cached_property
    def pinned(self) -> tuple[int, ...]:
        """For every person the mask of the offers that are pinned to it."""
        masks = [0] * len(self.people)
        for who, offer in self.problem.pinned:
            if who in self.person_index and offer in self.offer_index:
                masks[self.person_index[who]] |= 1 << self.offer_index[offer]
        return tuple(masks)

    @cached_property
    def pinned_slot(self) -> dict[int, int]:
        """Meeting -> event (the slot it is pinned to)."""
        count = len(self.problem.meeting_slots)
        return {
            self.meeting_index[meeting]: self.slots_from + slot
            for meeting, slot in self.problem.pinned_meetings
            if meeting in self.meeting_index and 0 <= slot < count
        }

    @cached_property
    def busy(self) -> tuple[int, ...]:
        """For every person the mask of the events that its pins take, offers and slots."""
        masks = list(self.pinned)
        for meeting, event in self.pinned_slot.items():
            for who in self.parties(meeting):
                masks[who] |= 1 << event
        return tuple(masks)

    def parties(self, meeting: int) -> tuple[int, int]:
        """The two people of a meeting."""
        wanted: Meeting = self.problem.meetings[meeting]
        return self.person_index[wanted.a], self.person_index[wanted.b]

    @cached_property
    def offers(self) -> tuple[dict[int, int], ...]:
        """For every delegation the offers that it can be given, with their scores."""
        found = []
        for at, delegation in enumerate(self.problem.delegations):
            mine = {}
            for name, score in delegation.interest.items():
                event = self.offer_index.get(name, -1)
                if event < 0:
                    continue
                offer = self.problem.offers[event]
                room = score > 0 and delegation.size <= offer.capacity
                possible = room and self._fits(at, event) and self._alive(at, event)
                if possible or self.pinned[at] >> event & 1:
                    mine[event] = score
            found.append(dict(sorted(mine.items(), key=lambda item: self.when(item[0]))))
        return tuple(found)

    def when(self, event: int) -> tuple[int, int, int]:
        """The order of events in a plan."""
        return self.events[event].start, self.events[event].end, event

    def _fits(self, who: int, event: int) -> bool:
        return not overlaps(self.events[event].start, self.events[event].end, self.away[who])

    def _alive(self, who: int, event: int) -> bool:
        """False when a pin of the person excludes the event."""
        return not self.clash[event] & self.busy[who]

    @cached_property
    def meeting_slots(self) -> tuple[tuple[int, ...], ...]:
        """For every meeting the slots (events) in which both are free and there are tables."""
        found: list[tuple[int, ...]] = []
        for at, meeting in enumerate(self.problem.meetings):
            a, b = self.parties(at)
            if at in self.pinned_slot:
                found.append((self.pinned_slot[at],))
                continue
            usable = [
                self.slots_from + number
                for number, slot in enumerate(self.problem.meeting_slots)
                if slot.tables > 0
            ]
            free = [
                event
                for event in usable
                if all(self._fits(who, event) and self._alive(who, event) for who in (a, b))
                and not (self.busy[a] | self.busy[b]) >> event & 1
            ]
            found.append(tuple(free) if meeting.value > 0 and a != b else ())
        return tuple(found)

    @cached_property
    def meetings_of(self) -> tuple[tuple[int, ...], ...]:
        """For every person its meetings."""
        found: list[list[int]] = [[] for _ in self.people]
        for meeting in range(len(self.problem.meetings)):
            for who in dict.fromkeys(self.parties(meeting)):
                found[who].append(meeting)
        return tuple(tuple(mine) for mine in found)
