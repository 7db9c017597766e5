"""Which subjects an edit touches: those whose conflicts may be others afterwards.

Judged from the programme before and the one after.  When unsure, more: a subject that is
looked at for nothing costs microseconds.  What changes the ground under everything (the
edition, sites and their hours, travel times) touches everything.

The rules rely on it in this way: a rule about an activity may read the activity, its parts or
its parent, who takes part, and its tour; one about a person the person's row, delegation and
agenda; one about a site, a vehicle, a tour or a tour day all activities there.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from planner.checks.rule import Subject
from planner.entities import (
    Acceptance,
    Activity,
    Addressee,
    Boarding,
    Change,
    City,
    Contact,
    Delegate,
    Delegation,
    Entity,
    EventContent,
    Field,
    Handout,
    Host,
    IssuedEvent,
    Organiser,
    Participation,
    Release,
    Tour,
    TourDay,
    Vehicle,
    Wish,
)
from planner.programme import Programme

Touched: TypeAlias = dict[Subject, set[str]]

#: No rule reads them.
UNREAD = (
    Acceptance, Addressee, City, Contact, EventContent, Field, Handout, IssuedEvent, Organiser,
    Release, Wish,
)  # fmt: skip


def touched(before: Programme, after: Programme, changes: Iterable[Change]) -> Touched | None:
    """The ids to look at again, by subject; None: everything."""
    rows = [
        row
        for change in changes
        for row in (change.before, change.after)
        if row is not None and not isinstance(row, UNREAD)
    ]
    found: Touched = defaultdict(set)
    for programme in (before, after):
        spread = _Spread(programme, found)
        if not all(spread.row(row) for row in rows):
            return None
    return found


class _Spread:
    """Follows what hangs together with a row in one programme."""

    def __init__(self, programme: Programme, found: Touched) -> None:
        self.programme = programme
        self.found = found
        self._done: set[str] = set()

    def row(self, row: Entity) -> bool:
        """False: this row touches everything."""
        match row:
            case Activity():
                self._activity(row)
            case Participation():
                self._activity_id(row.activity_id)
                self._person(row.delegation_id or row.delegate_id or row.host_id)
            case Boarding():
                self._tour(row.tour_id)
                self._person(row.delegation_id or row.delegate_id)
            case TourDay():
                self.found[Subject.TOUR_DAY].add(row.id)
                self._tour(row.tour_id)
            case Tour():
                self._vehicle(row.vehicle_id)
                self._tour(row.id)
            case Vehicle():
                self._vehicle(row.id)
            case Host() | Delegation():
                self._person(row.id)
                self._attended_by(row.id)
            case Delegate():
                self._person(row.id)
                self._person(row.delegation_id)
                self._attended_by(row.delegation_id)
            case _:
                return False
        return True

    def _activity_id(self, activity_id: str) -> None:
        if (activity := self.programme.activities.get(activity_id)) is not None:
            self._activity(activity)

    def _activity(self, activity: Activity) -> None:
        """The activity in a state that may not be that of the programme, and its family."""
        self._place(activity)
        root = self.programme.activities.get(activity.parent_id or activity.id)
        family = (root,) if root else ()
        for member in (*family, *self.programme.parts.get(activity.parent_id or activity.id, ())):
            if member.id not in self._done:
                self._done.add(member.id)
                self._place(member)
                self._parties(member.id)

    def _place(self, activity: Activity) -> None:
        found = self.found
        found[Subject.ACTIVITY].add(activity.id)
        if activity.site_id is not None:
            found[Subject.SITE].add(activity.site_id)
        if (vehicle_id := self.programme.vehicle_of(activity)) is not None:
            found[Subject.VEHICLE].add(vehicle_id)
        if activity.tour_day_id is not None:
            found[Subject.TOUR_DAY].add(activity.tour_day_id)

    def _parties(self, activity_id: str) -> None:
        for party in self.programme.parties(activity_id):
            self._person(party.delegation_id)
            self._person(party.delegate_id)
            self._person(party.host_id)

    def _person(self, person_id: str | None) -> None:
        """A delegation with its delegates, a delegate with the delegation, or a host."""
        if person_id is None or person_id in self._done:
            return
        self._done.add(person_id)
        if person_id in self.programme.hosts:
            self.found[Subject.HOST].add(person_id)
            return
        delegate = self.programme.delegates.get(person_id)
        delegation_id = delegate.delegation_id if delegate else person_id
        self.found[Subject.DELEGATION].add(delegation_id)
        people = self.programme.delegates_of.get(delegation_id, ())
        self.found[Subject.DELEGATE].update(person.id for person in people)

    def _attended_by(self, person_id: str) -> None:
        """Everything that names a person or, of a delegation, any delegate.

        The rows count, not the attendance: rules also speak about those who do not come.
        """
        delegates = self.programme.delegates_of.get(person_id, ())
        ids = {person_id, *(delegate.id for delegate in delegates)}
        for row in self.programme.participations.values():
            if row.delegation_id in ids or row.delegate_id in ids or row.host_id in ids:
                self._activity_id(row.activity_id)
        for boarding in self.programme.boardings.values():
            if boarding.delegation_id in ids or boarding.delegate_id in ids:
                self._tour(boarding.tour_id)

    def _tour(self, tour_id: str) -> None:
        if tour_id in self._done:
            return
        self._done.add(tour_id)
        self.found[Subject.TOUR].add(tour_id)
        tour = self.programme.tours.get(tour_id)
        if tour is not None and tour.vehicle_id is not None:
            self.found[Subject.VEHICLE].add(tour.vehicle_id)
        for day in self.programme.days_of_tour.get(tour_id, ()):
            self.found[Subject.TOUR_DAY].add(day.id)
            for activity in self.programme.tour_stops.get(day.id, ()):
                self._activity(activity)
        for party in self.programme.on_board(tour_id):
            self._person(party.delegation_id)

    def _vehicle(self, vehicle_id: str | None) -> None:
        if vehicle_id is None:
            return
        self.found[Subject.VEHICLE].add(vehicle_id)
        for tour in self.programme.tours.values():
            if tour.vehicle_id == vehicle_id:
                self._tour(tour.id)
        for activity in self.programme.activities.values():
            if activity.vehicle_id == vehicle_id:
                self._activity(activity)
