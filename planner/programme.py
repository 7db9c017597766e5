"""An edition as one immutable snapshot: the language that checks, solvers and publishers share.

A :class:`Programme` holds the rows of one edition by table and id, and answers questions about
them (who is where when) from indexes that are built once, on first use.  It never changes:
:meth:`Programme.apply` gives a new one, which is how an edit is previewed before it is kept.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from models.words import ABSENT, Kind, Role, TravelMode
from planner.clock import Clock
from planner.entities import (
    Acceptance,
    Activity,
    Boarding,
    Change,
    City,
    Contact,
    Delegate,
    Delegation,
    Edition,
    Entity,
    Field,
    Host,
    Opening,
    Organiser,
    Participation,
    Site,
    Tour,
    TourDay,
    TravelTime,
    Vehicle,
    Wish,
)
from planner.mending import entry_order, hand_on
from planner.travel import Leg, Point, TravelTable

Row = TypeVar("Row")


class Span(NamedTuple):
    """A half-open stretch of time ``[begin, end)`` in instants (minutes, UTC)."""

    begin: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """True when the two share at least one minute; touching is not overlapping."""
        return self.begin < other.end and other.begin < self.end


#: Where unplaced activities stand: after all others.
NEVER = Span(2**40, 2**40)


class Entry(NamedTuple):
    """An activity in somebody's programme, and what they do in it."""

    begin: int
    end: int
    activity: Activity
    role: Role

    @property
    def span(self) -> Span:
        return Span(self.begin, self.end)


class Party(NamedTuple):
    """One line of attendance: a delegation, a delegate, a host or a named guest, with a role.

    ``heads`` None: nobody knows how many yet.
    """

    delegation_id: str | None
    delegate_id: str | None
    host_id: str | None
    role: Role
    heads: int | None
    guest: str | None = None


@dataclass(frozen=True)
class Programme:
    """Everything of one edition.  Mappings are id -> row; treat them as read-only."""

    edition: Edition
    fields: Mapping[str, Field] = field(default_factory=dict)
    cities: Mapping[str, City] = field(default_factory=dict)
    sites: Mapping[str, Site] = field(default_factory=dict)
    openings: Mapping[str, Opening] = field(default_factory=dict)
    travel_times: Mapping[str, TravelTime] = field(default_factory=dict)
    organisers: Mapping[str, Organiser] = field(default_factory=dict)
    delegations: Mapping[str, Delegation] = field(default_factory=dict)
    delegates: Mapping[str, Delegate] = field(default_factory=dict)
    hosts: Mapping[str, Host] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    vehicles: Mapping[str, Vehicle] = field(default_factory=dict)
    tours: Mapping[str, Tour] = field(default_factory=dict)
    tour_days: Mapping[str, TourDay] = field(default_factory=dict)
    boardings: Mapping[str, Boarding] = field(default_factory=dict)
    activities: Mapping[str, Activity] = field(default_factory=dict)
    participations: Mapping[str, Participation] = field(default_factory=dict)
    wishes: Mapping[str, Wish] = field(default_factory=dict)
    acceptances: Mapping[str, Acceptance] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """The rows alone: indexes are built again where they are needed."""
        return {f.name: self.__dict__[f.name] for f in fields(self)}

    # -- change ---------------------------------------------------------------------------

    def apply(self, changes: Iterable[Change]) -> "Programme":
        """The programme after ``changes``; this one stays as it is."""
        changes = tuple(change for change in changes if change.table in PLANNED)
        edition = self.edition
        tables: dict[str, dict[str, Entity]] = {}
        for change in changes:
            if isinstance(change.entity, Edition):
                if change.after is not None:
                    assert isinstance(change.after, Edition)
                    edition = change.after
                continue
            name = MAPPING_OF[change.table]
            rows = tables.get(name)
            if rows is None:
                rows = tables[name] = dict(getattr(self, name))
            if change.after is None:
                rows.pop(change.id, None)
            else:
                rows[change.id] = change.after
        after = replace(self, edition=edition, **tables)  # type: ignore[arg-type]
        touched = {MAPPING_OF.get(change.table, "edition") for change in changes}
        hand_on(self, after, changes, touched)
        return after

    def find(self, table: str, row_id: str) -> Entity | None:
        """The row of that table and id, or None."""
        if table == "edition":
            return self.edition if self.edition.id == row_id else None
        if table not in PLANNED:
            return None
        found: Entity | None = getattr(self, MAPPING_OF[table]).get(row_id)
        return found

    # -- time -----------------------------------------------------------------------------

    @cached_property
    def clock(self) -> Clock:
        return clock_of(self.edition.time_zone)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every day of the programme, first to last."""
        count = (self.edition.last_day - self.edition.first_day).days + 1
        return tuple(self.edition.first_day + timedelta(days=n) for n in range(max(count, 1)))

    @cached_property
    def spans(self) -> dict[str, Span]:
        """When each placed activity takes place; parts included, unplaced ones absent."""
        spans: dict[str, Span] = {}
        for activity in self.activities.values():
            if activity.start is not None and activity.parent_id is None:
                spans.update(self.spans_of(activity))
        return spans

    def spans_of(self, activity: Activity) -> Iterator[tuple[str, Span]]:
        """The span of an activity that is no part, and those of its parts; none when unplaced."""
        if activity.start is None:
            return
        begin = self.clock.at(activity.start)
        yield activity.id, Span(begin, begin + activity.minutes)
        for part in self.parts.get(activity.id, ()):
            yield part.id, Span(begin, begin + part.minutes)
            begin += part.minutes

    def start(self, activity: Activity) -> datetime | None:
        """Wall-clock start, derived for parts; None when unplaced."""
        span = self.spans.get(activity.id)
        return self.clock.wall(span.begin) if span else None

    def end(self, activity: Activity) -> datetime | None:
        """Wall-clock end; None when unplaced."""
        span = self.spans.get(activity.id)
        return self.clock.wall(span.end) if span else None

    # -- structure ------------------------------------------------------------------------

    @cached_property
    def parts(self) -> dict[str, tuple[Activity, ...]]:
        """Parts of each activity that has any (presentations, interventions), in order."""
        found: dict[str, list[Activity]] = defaultdict(list)
        for activity in self.activities.values():
            if activity.parent_id is not None:
                found[activity.parent_id].append(activity)
        return {k: tuple(sorted(v, key=lambda a: (a.position, a.id))) for k, v in found.items()}

    @cached_property
    def unplaced(self) -> tuple[Activity, ...]:
        """The tray: activities (no parts) without a time, or outside the edition's days."""
        first = self.clock.midnight(self.days[0])
        last = self.clock.midnight(self.days[-1] + timedelta(days=1))
        tray = [
            a
            for a in self.activities.values()
            if a.parent_id is None
            and ((span := self.spans.get(a.id)) is None or not first <= span.begin < last)
        ]
        return tuple(sorted(tray, key=lambda a: (a.title.casefold(), a.id)))

    def on_day(self, day: date) -> tuple[Activity, ...]:
        """Activities (no parts) that touch ``day``, in order of time."""
        window = Span(self.clock.midnight(day), self.clock.midnight(day + timedelta(days=1)))
        return tuple(e.activity for e in self.by_time if e.span.overlaps(window))

    @cached_property
    def by_time(self) -> tuple[Entry, ...]:
        """Placed activities (no parts), in order of time."""
        whole = (a for a in self.activities.values() if a.parent_id is None)
        placed = (entry for a in whole if (entry := self.entry_of(a)) is not None)
        return tuple(sorted(placed, key=entry_order))

    def entry_of(self, activity: Activity) -> Entry | None:
        """An activity at its time; None when unplaced."""
        span = self.spans.get(activity.id)
        return Entry(span.begin, span.end, activity, Role.ATTENDS) if span else None

    @cached_property
    def tour_stops(self) -> dict[str, tuple[Activity, ...]]:
        """What happens on each tour day, by time, unplaced last (then by position)."""
        found: dict[str, list[Activity]] = defaultdict(list)
        for activity in self.activities.values():
            if activity.tour_day_id is not None and activity.parent_id is None:
                found[activity.tour_day_id].append(activity)
        return {k: tuple(sorted(rows, key=self.stop_order)) for k, rows in found.items()}

    def stop_order(self, stop: Activity) -> tuple[Span, int, str]:
        """By time, unplaced ones last and by position."""
        return self.spans.get(stop.id, NEVER), stop.position, stop.id

    @cached_property
    def days_of_tour(self) -> dict[str, tuple[TourDay, ...]]:
        """The days of each tour, in order."""
        return grouped(self.tour_days.values(), lambda d: d.tour_id, lambda d: (d.day, d.id))

    @cached_property
    def boardings_of(self) -> dict[str, tuple[Boarding, ...]]:
        return grouped(self.boardings.values(), lambda b: b.tour_id, lambda b: b.id)

    @cached_property
    def delegates_of(self) -> dict[str, tuple[Delegate, ...]]:
        """Delegates of each delegation, in their own order."""
        return grouped(
            self.delegates.values(),
            lambda d: d.delegation_id,
            lambda d: (d.position, d.name, d.id),
        )

    @cached_property
    def contacts_of(self) -> dict[str, tuple[Contact, ...]]:
        return grouped(self.contacts.values(), lambda c: c.host_id, lambda c: (c.name, c.id))

    @cached_property
    def openings_of(self) -> dict[str, tuple[Opening, ...]]:
        """Opening rows of each site; a site that is absent has unknown hours."""
        return grouped(self.openings.values(), lambda o: o.site_id, lambda o: o.id)

    @cached_property
    def participations_of(self) -> dict[str, tuple[Participation, ...]]:
        """The explicit participations of each activity."""
        return grouped(self.participations.values(), lambda p: p.activity_id, lambda p: p.id)

    # -- who ------------------------------------------------------------------------------

    @cached_property
    def active_delegations(self) -> tuple[Delegation, ...]:
        """Delegations that have not declined or been cancelled, by name."""
        present = (d for d in self.delegations.values() if d.status not in ABSENT)
        return tuple(sorted(present, key=lambda d: (d.name.casefold(), d.id)))

    def heads_of(self, delegation_id: str) -> int | None:
        """How many people a whole delegation is; None when nobody knows yet."""
        named = len(self.delegates_of.get(delegation_id, ()))
        stated = self.delegations[delegation_id].head_count
        return max(named, stated or 0) or None

    @cached_property
    def attendance(self) -> dict[str, tuple[Party, ...]]:
        """Who takes part in each activity, absent delegations left out.

        Explicit participations come first.  Where nobody is named as attending, everybody on
        board of the tour attends its activities, and a part has the audience of its parent.
        """
        parties: dict[str, tuple[Party, ...]] = {}
        whole = [a for a in self.activities.values() if a.parent_id is None]
        parts = [a for a in self.activities.values() if a.parent_id is not None]
        for activity in whole + parts:
            parties[activity.id] = self.parties_of(activity, parties)
        return parties

    def parties_of(
        self, activity: Activity, known: Mapping[str, tuple[Party, ...]]
    ) -> tuple[Party, ...]:
        """The attendance of one activity; ``known``: that of the activity it is a part of."""
        rows = self.participations_of.get(activity.id, ())
        explicit = tuple(p for row in rows if (p := self._party(row)) is not None)
        if not any(p.role is Role.ATTENDS for p in explicit):
            explicit += self._inherited(activity, known)
        return explicit

    def _inherited(
        self, activity: Activity, known: Mapping[str, tuple[Party, ...]]
    ) -> tuple[Party, ...]:
        if activity.parent_id is not None:
            parent = known.get(activity.parent_id, ())
            return tuple(p for p in parent if p.role is Role.ATTENDS)
        day = self.tour_days.get(activity.tour_day_id or "")
        return self.passengers.get(day.tour_id, ()) if day else ()

    @cached_property
    def passengers(self) -> dict[str, tuple[Party, ...]]:
        """Who travels on each tour."""
        return {
            tour_id: tuple(p for row in rows if (p := self._party(row)) is not None)
            for tour_id, rows in self.boardings_of.items()
        }

    def on_board(self, tour_id: str) -> tuple[Party, ...]:
        """Who travels on a tour, absent delegations left out."""
        return self.passengers.get(tour_id, ())

    def _party(self, row: Participation | Boarding) -> Party | None:
        role = row.role if isinstance(row, Participation) else Role.ATTENDS
        if row.delegate_id is not None:
            delegate = self.delegates.get(row.delegate_id)
            if delegate is None or self._absent(delegate.delegation_id):
                return None
            return Party(delegate.delegation_id, delegate.id, None, role, 1)
        if row.delegation_id is not None:
            if self._absent(row.delegation_id):
                return None
            heads = row.heads if row.heads is not None else self.heads_of(row.delegation_id)
            return Party(row.delegation_id, None, None, role, heads)
        if isinstance(row, Participation):
            return Party(None, None, row.host_id, role, 0)
        return Party(None, None, None, role, row.heads, row.guest)

    def _absent(self, delegation_id: str) -> bool:
        delegation = self.delegations.get(delegation_id)
        return delegation is None or delegation.status in ABSENT

    def parties(self, activity_id: str) -> tuple[Party, ...]:
        return self.attendance.get(activity_id, ())

    @cached_property
    def parties_of_delegations(self) -> dict[str, dict[str, tuple[Party, ...]]]:
        """Who of each delegation takes part: by activity, then by delegation."""
        found: dict[str, dict[str, tuple[Party, ...]]] = {}
        for activity_id, parties in self.attendance.items():
            theirs = [p for p in parties if p.delegation_id is not None]
            found[activity_id] = grouped(theirs, lambda p: p.delegation_id, lambda _party: 0)
        return found

    def delegations_in(self, activity_id: str) -> tuple[str, ...]:
        """Ids of the delegations of which anybody takes part, each once, in display order."""
        seen = self.parties_of_delegations.get(activity_id, {})
        return tuple(d.id for d in self.active_delegations if d.id in seen)

    @cached_property
    def turns(self) -> dict[str, tuple[Activity, ...]]:
        """The parts in which a delegation, or anybody of it, has the word."""
        found: dict[str, list[Activity]] = defaultdict(list)
        for part in chain.from_iterable(self.parts.values()):
            for delegation_id, parties in self.parties_of_delegations[part.id].items():
                if any(party.role is Role.SPEAKS for party in parties):
                    found[delegation_id].append(part)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def hosts_in(self) -> dict[str, tuple[Participation, ...]]:
        """As what hosts take part in each activity, whether they have confirmed it or not."""
        rows = (row for row in self.participations.values() if row.host_id in self.hosts)
        return grouped(rows, lambda p: p.activity_id, lambda p: p.id)

    def head_count(self, activity_id: str) -> tuple[int, bool]:
        """How many people take part, and whether that is all (False: some number is unknown)."""
        return count_heads(self.parties(activity_id))

    # -- whose programme ------------------------------------------------------------------

    @cached_property
    def agendas(self) -> dict[str, tuple[Entry, ...]]:
        """By id of delegation (whole only), delegate (named only) or host."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for activity in self.activities.values():
            for key, entry in self.agenda_lines(activity):
                found[key].append(entry)
        return {k: tuple(sorted(v, key=entry_order)) for k, v in found.items()}

    def agenda_lines(self, activity: Activity) -> Iterator[tuple[str, Entry]]:
        """In whose agendas an activity stands; a part only where its whole does not."""
        span = self.spans.get(activity.id)
        if span is None:
            return
        seen = set(self._keys_of(activity.parent_id)) if activity.parent_id else set()
        with_parent = frozenset(seen)
        for party in self.attendance[activity.id]:
            key = party.delegate_id or party.delegation_id or party.host_id
            if key is None or key in seen or party.delegation_id in with_parent:
                continue
            seen.add(key)
            yield key, Entry(span.begin, span.end, activity, party.role)

    def _keys_of(self, activity_id: str) -> frozenset[str | None]:
        return frozenset(
            p.delegate_id or p.delegation_id or p.host_id for p in self.parties(activity_id)
        ) - {None}

    def agenda(self, delegation_id: str) -> tuple[Entry, ...]:
        """What a whole delegation does, by time (parts stand inside their parent)."""
        return self.agendas.get(delegation_id, ())

    def own_entries(self, person_id: str) -> tuple[Entry, ...]:
        """What one delegate (by name) or one host does, without the delegation's programme."""
        return self.agendas.get(person_id, ())

    def agenda_of_delegate(self, delegate_id: str) -> tuple[Entry, ...]:
        """The delegation's programme and the delegate's own, by time, each activity once."""
        delegate = self.delegates[delegate_id]
        merged = {e.activity.id: e for e in self.agenda(delegate.delegation_id)}
        merged |= {e.activity.id: e for e in self.own_entries(delegate_id)}
        return tuple(sorted(merged.values(), key=entry_order))

    @cached_property
    def by_site(self) -> dict[str, tuple[Entry, ...]]:
        """Placed activities (no parts, no transfers) of each site, by time."""
        return self._entries_by(self.site_of)

    def site_of(self, activity: Activity) -> str | None:
        """The place an activity takes up; a transfer takes up none."""
        return activity.site_id if activity.kind is not Kind.TRANSFER else None

    @cached_property
    def by_vehicle(self) -> dict[str, tuple[Entry, ...]]:
        """Placed activities (no parts) of each vehicle, by time."""
        return self._entries_by(self.vehicle_of)

    def vehicle_of(self, activity: Activity) -> str | None:
        """The vehicle an activity needs: its own, or that of its tour."""
        if activity.vehicle_id is not None:
            return activity.vehicle_id
        day = self.tour_days.get(activity.tour_day_id or "")
        tour = self.tours.get(day.tour_id) if day else None
        return tour.vehicle_id if tour else None

    def _entries_by(self, key: Callable[[Activity], str | None]) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.by_time:
            if (found_key := key(entry.activity)) is not None:
                found[found_key].append(entry)
        return {k: tuple(v) for k, v in found.items()}

    # -- travel ---------------------------------------------------------------------------

    @cached_property
    def travel(self) -> TravelTable:
        """Minutes between sites, the organiser's own figures first."""
        points = {
            s.id: Point(s.lat, s.lon)
            for s in self.sites.values()
            if s.lat is not None and s.lon is not None
        }
        own = [
            (t.from_site_id, t.to_site_id, t.mode, t.minutes, t.both_ways)
            for t in self.travel_times.values()
        ]
        precision = {s.id: s.precision_m for s in self.sites.values()}
        return TravelTable(own, points, self.edition.margin_percent, precision)

    def leg(self, before: Activity, after: Activity) -> Leg | None:
        """The way from where ``before`` ends to where ``after`` begins; None when unknown."""
        here = before.site_id
        there = after.from_site_id if after.kind is Kind.TRANSFER else after.site_id
        if here is None or there is None:
            return None
        on_tour = before.tour_day_id is not None and before.tour_day_id == after.tour_day_id
        mode = TravelMode.COACH if on_tour else None
        return self.travel.leg(here, there, mode, self.end(before))

    def site_name(self, site_id: str | None) -> str:
        site = self.sites.get(site_id or "")
        return site.name if site else ""


#: Table name -> attribute of Programme.
MAPPING_OF: dict[str, str] = {
    "field": "fields",
    "city": "cities",
    "site": "sites",
    "opening": "openings",
    "travel_time": "travel_times",
    "organiser": "organisers",
    "delegation": "delegations",
    "delegate": "delegates",
    "host": "hosts",
    "contact": "contacts",
    "vehicle": "vehicles",
    "tour": "tours",
    "tour_day": "tour_days",
    "boarding": "boardings",
    "activity": "activities",
    "participation": "participations",
    "wish": "wishes",
    "acceptance": "acceptances",
}
#: The tables that a programme holds rows of.
PLANNED = frozenset({"edition", *MAPPING_OF})


def grouped(
    rows: Iterable[Row], key: Callable[[Row], Hashable], order: Callable[[Row], Any]
) -> dict[Any, tuple[Row, ...]]:
    """Rows by key, each group sorted by ``order``."""
    found: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {k: tuple(sorted(v, key=order)) for k, v in found.items()}


def count_heads(parties: Iterable[Party]) -> tuple[int, bool]:
    """The sum of known heads (hosts not counted), and whether none was unknown.

    A delegate named beside the whole delegation is not counted twice.
    """
    parties = tuple(parties)
    whole = {p.delegation_id for p in parties if p.delegate_id is None and p.delegation_id}
    total, complete, seen = 0, True, set()
    for party in parties:
        key = party.delegate_id or party.delegation_id or party.guest
        if party.host_id is not None or key in seen:
            continue
        if party.delegate_id is not None and party.delegation_id in whole:
            continue
        seen.add(key)
        if party.heads is None:
            complete = False
        else:
            total += party.heads
    return total, complete


@lru_cache(maxsize=16)
def clock_of(zone: str) -> Clock:
    """One clock (with its caches) per time zone."""
    return Clock(zone)
