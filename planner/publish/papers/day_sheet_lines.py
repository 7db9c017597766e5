"""The lines of a day sheet: what happens when, where, with whom, and what is not sure about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.words import ActivityStatus, Kind, Role
from planner.checks.transport import needing_step_free
from planner.entities import Activity, Host, Vehicle
from planner.programme import Party, Programme
from planner.publish import change_words as changes
from planner.publish import labels as words
from planner.publish.diets import diets_at, spellings
from planner.publish.host_agenda import with_heads
from planner.publish.items import Heads, Item
from planner.publish.labels import ROLES, Labels
from planner.publish.papers import team_words as team
from planner.publish.papers.day_sheet_people import MOST_NAMED, Journey, named
from planner.publish.times import clock_time, time_of
from planner.publish.wording import head_count, route
from planner.travel import NOT_DRIVEN


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Line:
    """``who`` are delegations and numbers, ``contacts`` those to call, ``checks`` what to check."""

    time: str
    title: str
    kind: str
    place: str
    badges: tuple[str, ...]
    who: tuple[str, ...]
    contacts: tuple[Contact, ...]
    checks: tuple[str, ...]


class LineMaker:
    """Turns items of the whole edition into lines; ``changed`` are the keys of items to mark."""

    def __init__(self, programme: Programme, labels: Labels, changed: frozenset[str]) -> None:
        self.programme = programme
        self.labels = labels
        self.changed = changed
        self.diets = spellings(programme)

    def line(self, item: Item) -> Line:
        activity = item.activity
        assert activity is not None
        is_team = activity.kind is Kind.BLOCKER
        kind = self.labels(team.TEAM_ONLY) if is_team else self.labels.kind(activity.kind)
        return Line(
            time=time_of(item, self.programme.clock, self.labels),
            title=item.title,
            kind="" if kind == item.title else kind,
            place=self._place(item),
            badges=(self.labels(words.CHANGED),) if item.key in self.changed else (),
            who=tuple(self._who(item, activity)),
            contacts=tuple(self._contacts(activity)),
            checks=() if is_team else tuple(self._checks(item, activity)),
        )

    def journeys(self, journeys: Iterable[Journey]) -> Iterator[tuple[int, Line]]:
        """Arrivals and departures with their instants."""
        for journey in journeys:
            yield (
                journey.begin,
                Line(
                    time=clock_time(
                        self.programme.clock.wall(journey.begin), self.programme.clock, self.labels
                    ),
                    title=self.labels(journey.heading),
                    kind="",
                    place=journey.site.name if journey.site else "",
                    badges=(),
                    who=(named(self.labels, journey.groups),),
                    contacts=(),
                    checks=() if journey.site else (self._unknown(changes.PLACE),),
                ),
            )

    def _place(self, item: Item) -> str:
        where = route(item, self.labels) or (item.place.name if item.place else "")
        return " · ".join(filter(None, (where, item.meeting_point)))

    # -- who ------------------------------------------------------------------------------

    def _who(self, item: Item, activity: Activity) -> Iterator[str]:
        parties = self.programme.parties(activity.id)
        if names := self._names(item, activity, parties):
            yield names
        if numbers := self._numbers(activity, parties):
            yield " · ".join(numbers)
        if activity.kind is Kind.MEAL:
            yield from self._eaten(activity)

    def _names(self, item: Item, activity: Activity, parties: Iterable[Party]) -> str:
        """Delegations with their numbers, persons at a 1:1; guests of a tour by name."""
        if item.everyone:
            return self.labels(words.ALL_DELEGATIONS)
        if activity.kind is Kind.MEETING and (people := self._people(parties)):
            return ", ".join(people)
        present = self.programme.delegations_in(activity.id)
        guests = [p.guest for p in parties if p.guest is not None]
        if len(present) > MOST_NAMED:
            return ", ".join((self.labels.headed(words.DELEGATIONS, str(len(present))), *guests))
        return ", ".join((*(with_heads(self.programme, activity, d) for d in present), *guests))

    def _numbers(self, activity: Activity, parties: Iterable[Party]) -> list[str]:
        """How many come where several are named, and how many of them must not meet a step."""
        found: list[str] = []
        heads = Heads(*self.programme.head_count(activity.id))
        named = {p.delegation_id or p.guest for p in parties if p.host_id is None}
        if len(named) > 1:
            found.append(self.labels.headed(team.HEADS, head_count(heads, self.labels)))
        if step_free := len(needing_step_free(self.programme, parties)):
            found.append(self.labels.headed(team.STEP_FREE, str(step_free)))
        return found

    def _people(self, parties: Iterable[Party]) -> list[str]:
        delegates = (self.programme.delegates.get(p.delegate_id or "") for p in parties)
        return [
            f"{d.name} ({self.programme.delegations[d.delegation_id].name})"
            for d in delegates
            if d is not None
        ]

    def _eaten(self, meal: Activity) -> Iterator[str]:
        counts = diets_at(self.programme, meal.id)
        if counts:
            told = (f"{self.diets[diet]} {counts[diet]}" for diet in sorted(counts))
            yield self.labels.headed(words.DIET, ", ".join(told))

    # -- whom to call ---------------------------------------------------------------------

    def _contacts(self, activity: Activity) -> Iterator[Contact]:
        for row in self.programme.participations_of.get(activity.id, ()):
            host = self.programme.hosts.get(row.host_id or "")
            if host is not None and row.confirmed is not False:
                role = "" if row.role is Role.HOSTS else f" ({self.labels(ROLES[row.role])})"
                yield self._contact(host, host.name + role)
        if (vehicle := self._vehicle(activity)) is not None:
            names = " · ".join(filter(None, (vehicle.name, vehicle.driver)))
            yield Contact(names, vehicle.driver_phone or "")

    def _contact(self, host: Host, name: str) -> Contact:
        """With the host's own number, else that of a contact person."""
        if host.phone:
            return Contact(name, host.phone)
        contacts = self.programme.contacts_of.get(host.id, ())
        person = next((c for c in contacts if c.phone), None)
        return (
            Contact(f"{name} · {person.name}", person.phone or "") if person else Contact(name, "")
        )

    def _vehicle(self, activity: Activity) -> Vehicle | None:
        is_ride = activity.kind is Kind.TRANSFER and activity.mode not in NOT_DRIVEN
        vehicle_id = self.programme.vehicle_of(activity) if is_ride else None
        return self.programme.vehicles.get(vehicle_id or "")

    # -- what to check --------------------------------------------------------------------

    def _checks(self, item: Item, activity: Activity) -> Iterator[str]:
        if item.status is ActivityStatus.REQUESTED:
            yield self.labels(words.TO_CONFIRM)
        yield from self._answers(activity)
        heads = Heads(*self.programme.head_count(activity.id))
        if not heads.complete:
            yield self.labels.headed(words.PEOPLE, head_count(heads, self.labels))
        if item.place is None and activity.kind is not Kind.FREE:
            yield self._unknown(changes.PLACE)
        if activity.kind is Kind.TRANSFER and activity.mode not in NOT_DRIVEN:
            vehicle = self._vehicle(activity)
            if vehicle is None:
                yield self._unknown(words.VEHICLE)
            elif not vehicle.driver:
                yield self._unknown(words.DRIVER)

    def _answers(self, activity: Activity) -> Iterator[str]:
        """Hosts of it and of its parts who have not said yes."""
        asked = (activity, *self.programme.parts.get(activity.id, ()))
        for row in (r for a in asked for r in self.programme.participations_of.get(a.id, ())):
            host = self.programme.hosts.get(row.host_id or "")
            if host is not None and row.confirmed is not True:
                answer = team.NO_ANSWER if row.confirmed is None else team.SAID_NO
                yield self.labels.headed(answer, host.name)

    def _unknown(self, heading: str) -> str:
        return self.labels.headed(heading, self.labels(words.NOT_KNOWN))
