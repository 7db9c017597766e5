"""Builds programmes in memory for tests.

A :class:`Build` starts with edition 2024 (22 to 27 October, the Sunday on which summer time
ends included).  Each of its methods adds one row and returns it; ``programme()`` gives the
snapshot::

    plan = Build()
    tbilisi = plan.delegation("Tbilisi", heads=4)
    trakk = plan.site("TRAKK", at=(50.4662, 4.8545))
    visit = plan.visit("Fab Lab", wed("10:00"), 60, trakk, tbilisi)
    programme = plan.programme()

Ids are readable (``visit-fab-lab``), numbered when they would repeat.  Rows are what the store
keeps: change one with ``plan.change(row, minutes=90)``.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from re import sub
from typing import Any, TypeAlias, TypeVar

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.entities import (
    TABLE_OF,
    Acceptance,
    Activity,
    Boarding,
    City,
    Delegate,
    Delegation,
    Edition,
    Entity,
    Host,
    Opening,
    Participation,
    Site,
    Tour,
    TourDay,
    TravelTime,
    Vehicle,
    Wish,
)
from planner.programme import MAPPING_OF, Programme

Row = TypeVar("Row", bound=Entity)
Who: TypeAlias = Delegation | Delegate | Host

EDITION = Edition(
    id="edition-2024",
    name="2024",
    first_day=date(2024, 10, 22),
    last_day=date(2024, 10, 27),
    festival_start=date(2024, 10, 24),
    festival_end=date(2024, 10, 27),
)


def tue(text: str) -> datetime:
    """``tue("10:00")`` is 10:00 on Tuesday 22 October 2024, the first day."""
    return on(22, text)


def wed(text: str) -> datetime:
    return on(23, text)


def thu(text: str) -> datetime:
    return on(24, text)


def fri(text: str) -> datetime:
    return on(25, text)


def sat(text: str) -> datetime:
    return on(26, text)


def sun(text: str, fold: int = 0) -> datetime:
    """Sunday 27 October 2024; ``fold=1`` is the second pass of the hour from 02:00."""
    return on(27, text).replace(fold=fold)


def on(day: int, text: str) -> datetime:
    """A time of day in October 2024."""
    return datetime.combine(date(2024, 10, day), time.fromisoformat(text))


@dataclass
class Build:
    """Rows of one edition in the making."""

    edition: Edition = EDITION
    rows: dict[str, Entity] = field(default_factory=dict)
    _used: Counter[str] = field(default_factory=Counter)

    def programme(self) -> Programme:
        """The snapshot of all rows added so far; more may be added afterwards."""
        tables: dict[str, dict[str, Any]] = {name: {} for name in MAPPING_OF.values()}
        for row in self.rows.values():
            tables[MAPPING_OF[TABLE_OF[type(row)]]][row.id] = row
        return Programme(self.edition, **tables)

    def add(self, row: Row) -> Row:
        """Keep a row, or a newer state of it."""
        self.rows[row.id] = row
        return row

    def change(self, row: Row, **values: Any) -> Row:
        """The row with other values, in its old place."""
        return self.add(replace(row, **values))

    def set_edition(self, **values: Any) -> None:
        self.edition = replace(self.edition, **values)

    def _id(self, table: str, name: str = "") -> str:
        stem = f"{table}-{sub('[^a-z0-9]+', '-', name.lower()).strip('-')}"[:30].strip("-")
        self._used[stem] += 1
        return stem if self._used[stem] == 1 else f"{stem}-{self._used[stem]}"

    # -- who ------------------------------------------------------------------------------

    def delegation(self, name: str = "Tbilisi", heads: int | None = 4, **values: Any) -> Delegation:
        """An accepted delegation, its city beside it."""
        city = self.add(City(self._id("city", name), name.lower(), name))
        values.setdefault("status", DelegationStatus.ACCEPTED)
        made = Delegation(
            self._id("delegation", name), self.edition.id, city.id, name, head_count=heads, **values
        )
        return self.add(made)

    def delegate(self, of: Delegation, name: str = "Ana", **values: Any) -> Delegate:
        return self.add(Delegate(self._id("delegate", name), of.id, name, **values))

    def host(self, name: str = "TRAKK", kind: HostKind = HostKind.ACTOR, **values: Any) -> Host:
        return self.add(Host(self._id("host", name), self.edition.id, name, kind, **values))

    # -- where ----------------------------------------------------------------------------

    def site(
        self, name: str = "TRAKK", at: tuple[float, float] | None = None, **values: Any
    ) -> Site:
        """A place; ``at`` is (latitude, longitude), unknown when left out."""
        lat, lon = at if at else (None, None)
        values.setdefault("kind", "creative-hub")
        return self.add(Site(self._id("site", name), None, None, name, lat=lat, lon=lon, **values))

    def open(
        self, site: Site, hours: str | None, *, weekday: int | None = None, day: date | None = None
    ) -> Opening:
        """``plan.open(site, "10:00-18:00", weekday=2)``; hours None: closed that day."""
        opens, closes = map(time.fromisoformat, hours.split("-")) if hours else (None, None)
        return self.add(Opening(self._id("opening"), site.id, weekday, day, opens, closes))

    def open_always(self, site: Site) -> None:
        for weekday in range(7):
            self.open(site, "00:00-00:00", weekday=weekday)

    def travel(self, a: Site, b: Site, minutes: int, **values: Any) -> TravelTime:
        """The organiser's own figure, both ways unless told."""
        made = TravelTime(self._id("travel"), self.edition.id, a.id, b.id, minutes, **values)
        return self.add(made)

    # -- what -----------------------------------------------------------------------------

    def activity(
        self,
        kind: Kind,
        title: str,
        start: datetime | None = None,
        minutes: int = 60,
        site: Site | None = None,
        *who: Who,
        **values: Any,
    ) -> Activity:
        """Any activity; ``who`` takes part: delegations and delegates attend, hosts host."""
        made = Activity(
            self._id(kind.value, title),
            self.edition.id,
            kind,
            title,
            start,
            minutes,
            site.id if site else None,
            **{name: _id_of(value) for name, value in values.items()},
        )
        self.add(made)
        for each in who:
            self.joins(made, each)
        return made

    def stop(self, title: str = "Stop", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.STOP, title, *args, **values)

    def visit(self, title: str = "Visit", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.VISIT, title, *args, **values)

    def session(self, title: str = "Talk", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.SESSION, title, *args, **values)

    def meal(self, title: str = "Lunch", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.MEAL, title, *args, **values)

    def meeting(self, title: str = "1:1", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.MEETING, title, *args, **values)

    def round_table(self, title: str = "Round table", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.ROUND_TABLE, title, *args, **values)

    def reception(self, title: str = "Reception", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.RECEPTION, title, *args, **values)

    def free(self, title: str = "Free time", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.FREE, title, *args, **values)

    def blocker(self, title: str = "Briefing", *args: Any, **values: Any) -> Activity:
        return self.activity(Kind.BLOCKER, title, *args, **values)

    def transfer(
        self,
        start: datetime | None,
        minutes: int,
        a: Site | None,
        b: Site | None,
        *who: Who,
        title: str = "Transfer",
        **values: Any,
    ) -> Activity:
        return self.activity(
            Kind.TRANSFER, title, start, minutes, b, *who, from_site_id=a and a.id, **values
        )

    def part(
        self,
        parent: Activity,
        minutes: int,
        *who: Who,
        title: str = "Part",
        kind: Kind | None = None,
        **values: Any,
    ) -> Activity:
        """The next part of ``parent``: an intervention of a round table, else a presentation.

        In an intervention delegations and delegates speak.
        """
        inside = parent.kind is Kind.ROUND_TABLE
        kind = kind or (Kind.INTERVENTION if inside else Kind.PRESENTATION)
        before = [a for a in self.rows.values() if getattr(a, "parent_id", None) == parent.id]
        values.setdefault("position", len(before))
        made = self.activity(kind, title, None, minutes, parent_id=parent.id, **values)
        for each in who:
            self.joins(made, each, Role.SPEAKS if kind is Kind.INTERVENTION else None)
        return made

    def joins(
        self, activity: Activity, who: Who, role: Role | None = None, **values: Any
    ) -> Participation:
        """Somebody takes part; hosts have confirmed unless told."""
        if isinstance(who, Host):
            values.setdefault("confirmed", True)
            values["role"] = role or Role.HOSTS
        else:
            values["role"] = role or Role.ATTENDS
        reference: dict[str, Any] = {f"{TABLE_OF[type(who)]}_id": who.id}
        made = Participation(self._id("participation"), activity.id, **reference, **values)
        return self.add(made)

    # -- on the road ----------------------------------------------------------------------

    def vehicle(self, name: str = "Coach 1", seats: int | None = 50, **values: Any) -> Vehicle:
        values.setdefault("wheelchair_places", 1)
        return self.add(Vehicle(self._id("vehicle"), self.edition.id, name, seats, **values))

    def tour(
        self, name: str = "East", vehicle: Vehicle | None = None, *on_board: Who, **values: Any
    ) -> Tour:
        made = Tour(self._id("tour", name), self.edition.id, name, _id_of(vehicle), **values)
        self.add(made)
        for each in on_board:
            self.boards(made, each)
        return made

    def boards(self, tour: Tour, who: Who | str, heads: int | None = None) -> Boarding:
        """A delegation, a delegate, or a guest by name."""
        who_is = {"guest": who} if isinstance(who, str) else {f"{TABLE_OF[type(who)]}_id": who.id}
        return self.add(Boarding(self._id("boarding"), tour.id, heads=heads, **who_is))

    def tour_day(
        self, tour: Tour, day: int = 23, hours: str | None = None, **values: Any
    ) -> TourDay:
        """``plan.tour_day(tour, 23, "08:30-18:00", start_site_id=station)``."""
        start, end = map(time.fromisoformat, hours.split("-")) if hours else (None, None)
        values = {name: _id_of(value) for name, value in values.items()}
        made = TourDay(
            self._id("tour-day"), tour.id, date(2024, 10, day), start=start, end=end, **values
        )
        return self.add(made)

    # -- besides --------------------------------------------------------------------------

    def wish(self, delegation: Delegation, priority: int = 2, **values: Any) -> Wish:
        values = {name: _id_of(value) for name, value in values.items()}
        made = Wish(self._id("wish"), self.edition.id, delegation.id, priority=priority, **values)
        return self.add(made)

    def acceptance(self, key: str, fact: str, note: str = "Agreed") -> Acceptance:
        made = Acceptance(
            self._id("acceptance"), self.edition.id, key, fact, note, "Organiser", tue("09:00")
        )
        return self.add(made)


def _id_of(value: Any) -> Any:
    """The id of a row, anything else as it is: ``start_site_id=trakk`` reads well."""
    return value.id if isinstance(value, Entity) else value
