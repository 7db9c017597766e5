"""A programme of the size the checks are built for: as large as the whole network."""

from datetime import datetime, timedelta
from random import Random

from models.words import Kind, Role
from planner.entities import Activity, Delegate, Delegation, Site
from planner.programme import Programme
from tests.build import Build, on

DELEGATIONS, DELEGATES, SESSIONS, TOURS, MEETINGS = 350, 1000, 600, 20, 300
MEETING_HOURS = ("09:00", "10:00", "11:00", "15:00", "16:00", "17:00")
LUNCH_AND_TABLE = {on(day, hour) for day in range(24, 28) for hour in ("12:00", "13:00", "14:00")}


def large(seed: int = 1) -> Programme:
    """350 delegations, 1,000 delegates, 600 festival sessions, about 1,600 activities."""
    return _Large(seed).plan.programme()


class _Large:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.plan = Build()
        self.taken: dict[str, set[datetime]] = {}
        self.venues = [self.site(f"Venue {n}", 0.002) for n in range(20)]
        self.hubs = [self.site(f"Hub {n}", 0.1) for n in range(60)]
        self.hosts = [self.plan.host(f"Host {n}", languages=("fr", "en")) for n in range(120)]
        self.delegations = [self.delegation(n) for n in range(DELEGATIONS)]
        self.delegates = [
            self.plan.delegate(
                self.delegations[n % DELEGATIONS], f"Delegate {n}", step_free=n % 100 == 0
            )
            for n in range(DELEGATES)
        ]
        self.tours()
        self.festival()
        self.meetings()

    def site(self, name: str, spread: float) -> Site:
        shift = [self.random.uniform(-spread, spread) for _ in range(2)]
        site = self.plan.site(name, at=(50.46 + shift[0], 4.86 + shift[1]), capacity=400)
        for weekday in range(7) if self.random.random() < 0.7 else ():
            self.plan.open(site, "09:00-20:00", weekday=weekday)
        return site

    def delegation(self, n: int) -> Delegation:
        values = {"languages": ("en",), "arrival": on(22, "07:30"), "departure": on(27, "20:00")}
        return self.plan.delegation(f"City {n}", self.random.randint(2, 5), **values)

    def tours(self) -> None:
        for n in range(TOURS):
            vehicle = self.plan.vehicle(f"Coach {n}", seats=80)
            tour = self.plan.tour(f"Tour {n}", vehicle, *self.delegations[n::TOURS])
            for day in (22, 23):
                self.tour_day(n, self.plan.tour_day(tour, day, "08:30-18:30").id, day)

    def tour_day(self, tour: int, day_id: str, day: int) -> None:
        begin = on(day, "09:00")
        stops = self.random.sample(self.hubs, 5)
        for place, site in enumerate(stops):
            if place == 2:
                self.plan.meal("Lunch", begin, 60, site, tour_day_id=day_id)
                begin += timedelta(minutes=60)
            stop = self.plan.stop(f"Stop {place}", begin, 45, site, tour_day_id=day_id)
            self.plan.joins(stop, self.hosts[40 + tour])
            if place % 2:
                self.plan.part(stop, 20)
                self.plan.part(stop, 20)
            begin += timedelta(minutes=45)
            if place < 4:
                self.plan.transfer(begin, 45, site, stops[place + 1], tour_day_id=day_id)
                begin += timedelta(minutes=45)

    def festival(self) -> None:
        sessions = [self.session(n) for n in range(SESSIONS)]
        by_slot: dict[datetime, list[Activity]] = {}
        for session in sessions:
            assert session.start is not None
            by_slot.setdefault(session.start, []).append(session)
        slots = [s for s in by_slot if s not in LUNCH_AND_TABLE]
        for delegation in self.delegations:
            chosen = self.random.sample(slots, 11)
            self.taken[delegation.id] = set(chosen)
            for slot in chosen:
                self.plan.joins(self.random.choice(by_slot[slot]), delegation)
        for delegate in self.delegates:
            free = [s for s in slots if s not in self.taken[delegate.delegation_id]]
            slot = self.random.choice(free)
            self.taken[delegate.id] = {slot}
            self.plan.joins(self.random.choice(by_slot[slot]), delegate)
        for day in (24, 25, 26, 27):
            lunch = self.plan.meal("Lunch", on(day, "12:00"), 60, self.venues[0])
            table = self.plan.round_table("Round table", on(day, "13:10"), 80, self.venues[1])
            self.plan.joins(table, self.hosts[100 + day % 4], Role.MODERATES)
            for delegation in self.random.sample(self.delegations, 60):
                self.plan.joins(lunch, delegation)
            for delegation in self.random.sample(self.delegations, 8):
                self.plan.joins(table, delegation)
                self.plan.part(table, 10, delegation)

    def session(self, n: int) -> Activity:
        day, hour = 24 + n % 4, 9 + (n // 4) % 9
        site, host = self.random.choice(self.venues), self.hosts[n // 36]
        kind = Kind.SESSION if n % 3 else Kind.VISIT
        start = on(day, f"{hour:02}:00")
        session = self.plan.activity(kind, f"Talk {n}", start, 45, site, capacity=90)
        self.plan.joins(session, host, Role.SPEAKS)
        return session

    def meetings(self) -> None:
        for n in range(MEETINGS):
            start = on(24 + n % 4, MEETING_HOURS[n // 4 % len(MEETING_HOURS)])
            free = [d for d in self.delegates if start not in self.busy(d)]
            guests = self.random.sample(free, 2)
            site, host = self.random.choice(self.venues), self.hosts[20 + n // 24]
            meeting = self.plan.meeting(f"1:1 {n}", start, 20, site, host)
            for guest in guests:
                self.taken[guest.id].add(start)
                self.plan.joins(meeting, guest)

    def busy(self, delegate: Delegate) -> set[datetime]:
        return self.taken[delegate.id] | self.taken[delegate.delegation_id] | LUNCH_AND_TABLE
