"""A small programme in which everything can break, and edits that keep breaking it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeAlias

from models.words import DelegationStatus, Kind, Role
from planner.entities import Activity, Change, Entity, Participation
from planner.programme import MAPPING_OF, Programme
from tests.build import EDITION, Build, Who, thu, wed


def crowded(seed: int) -> Programme:
    """Few people, places and hours, so that random edits keep making and mending conflicts."""
    random, plan = Random(seed), Build()
    sites = [
        plan.site("A", at=(50.46, 4.86), capacity=5, step_free=False),
        plan.site("B", at=(50.41, 4.44)),
        plan.site("C", at=(50.47, 4.87), step_free=True, capacity=9),
        plan.site("Nowhere"),
    ]
    plan.open(sites[0], "09:00-17:00", weekday=2)
    plan.open(sites[2], "10:00-12:00", weekday=3)
    hosts = [plan.host(f"Host {n}", languages=("fr",)) for n in range(3)]
    cities = [
        plan.delegation("Tbilisi", 4, languages=("ka", "en"), arrival=wed("09:30")),
        plan.delegation("Hamar", None, languages=("en",), arrival_site_id=sites[3].id),
        plan.delegation("Caen", 3, departure=thu("15:00"), departure_site_id=sites[1].id),
    ]
    people = [
        plan.delegate(cities[0], "Ana", step_free=True),
        plan.delegate(cities[0], "Nino"),
        plan.delegate(cities[2], "Luc", arrival=wed("12:00")),
        plan.delegate(cities[2], ""),
    ]
    coach = plan.vehicle(seats=6, wheelchair_places=None)
    tours = [plan.tour("East", coach, cities[0], cities[1]), plan.tour("West", coach, people[2])]
    days = [plan.tour_day(t, 23, "09:00-16:00", start_site_id=sites[0]) for t in tours]
    everybody: list[Who] = [*hosts, *cities, *people]
    for n in range(14):
        kind = random.choice([k for k in Kind if k not in (Kind.WELCOME, Kind.QUESTIONS)])
        on_tour = kind in (Kind.STOP, Kind.TRANSFER) or random.random() < 0.2
        made = plan.activity(
            kind,
            f"Activity {n}",
            random.choice([None, wed("09:00"), wed("11:00"), wed("13:30"), thu("10:00")]),
            random.choice([20, 60, 150]),
            random.choice([*sites, None]),
            from_site_id=random.choice([*sites, None]),
            tour_day_id=random.choice(days) if on_tour else None,
            pin_time=random.random() < 0.4,
            pin_order=random.random() < 0.4,
            position=n % 3,
            language=random.choice([None, "fr", "en"]),
            capacity=random.choice([None, 4]),
        )
        for who in random.sample(everybody, random.randint(0, 4)):
            plan.joins(made, who, confirmed=random.choice([None, True, False]))
        if kind in (Kind.ROUND_TABLE, Kind.STOP):
            for who in random.sample(everybody, 2):
                plan.part(made, random.choice([10, 40]), who)
    return plan.programme()


Edit: TypeAlias = Callable[[Random, Programme], list[Change]]


def _moved(random: Random, programme: Programme) -> list[Change]:
    row = random.choice(list(programme.activities.values()))
    if row.start is None or random.random() < 0.2:
        start = None if row.parent_id else random.choice([None, wed("10:00"), thu("09:00")])
    else:
        start = row.start + timedelta(minutes=random.choice([-90, -15, 5, 60, 1440]))
    return [Change(row, replace(row, start=start))]


def _altered(random: Random, programme: Programme) -> list[Change]:
    row = random.choice(list(programme.activities.values()))
    sites = [*programme.sites, None]
    values: dict[str, object] = random.choice(
        [
            {"kind": random.choice([Kind.VISIT, Kind.MEAL, Kind.FREE, Kind.MEETING, Kind.STOP])},
            {"site_id": random.choice(sites)},
            {"from_site_id": random.choice(sites)},
            {"minutes": random.choice([0, 5, 45, 300])},
            {"tour_day_id": random.choice([*programme.tour_days, None])},
            {"vehicle_id": random.choice([*programme.vehicles, None])},
            {"pin_time": not row.pin_time, "pin_order": not row.pin_order},
            {"position": random.randint(0, 5)},
            {"capacity": random.choice([None, 1, 9])},
            {"title": "Another"},
        ]
    )
    return [Change(row, replace(row, **values))]  # type: ignore[arg-type]


def _reparented(random: Random, programme: Programme) -> list[Change]:
    wholes = [a for a in programme.activities.values() if a.parent_id is None]
    parts = [a for a in programme.activities.values() if a.parent_id is not None]
    if not parts or not wholes:
        return []
    part = random.choice(parts)
    return [Change(part, replace(part, parent_id=random.choice(wholes).id))]


def _removed(random: Random, programme: Programme) -> list[Change]:
    row = random.choice(list(programme.activities.values()))
    gone = [row, *programme.parts.get(row.id, ())]
    rows: list[Entity] = [p for a in gone for p in programme.participations_of.get(a.id, ())]
    return [Change(each, None) for each in (*rows, *gone)]


def _added(random: Random, programme: Programme) -> list[Change]:
    n = random.randint(0, 10**9)
    new = Activity(f"new-{n}", EDITION.id, Kind.VISIT, "New", wed("11:10"), 40)
    who = random.choice([*programme.delegations])
    row = Participation(f"newp-{n}", new.id, delegation_id=who, heads=random.choice([None, 2]))
    return [Change(None, new), Change(None, row)]


def _joined(random: Random, programme: Programme) -> list[Change]:
    activity = random.choice([*programme.activities])
    key, ids = random.choice(
        [
            ("delegation_id", [*programme.delegations]),
            ("delegate_id", [*programme.delegates]),
            ("host_id", [*programme.hosts]),
        ]
    )
    who = {key: random.choice(ids)}
    role = random.choice([*Role])
    row = Participation(f"join-{random.randint(0, 10**9)}", activity, **who, role=role)  # type: ignore[arg-type]
    return [Change(None, row)]


def _left(random: Random, programme: Programme) -> list[Change]:
    if not programme.participations:
        return []
    row = random.choice(list(programme.participations.values()))
    if random.random() < 0.5:
        return [Change(row, None)]
    return [Change(row, replace(row, confirmed=random.choice([None, True, False])))]


def _row_changed(random: Random, programme: Programme) -> list[Change]:
    table, values = random.choice(
        [
            ("delegation", {"status": random.choice([*DelegationStatus])}),
            ("delegation", {"head_count": random.choice([None, 2, 20])}),
            ("delegation", {"name": "Modena", "languages": ("it",)}),
            ("delegation", {"arrival": wed("10:30"), "departure": thu("09:00")}),
            ("delegate", {"step_free": random.random() < 0.5, "name": "Eka"}),
            ("delegate", {"arrival": random.choice([None, wed("13:00")])}),
            ("host", {"name": "Other", "languages": ("en", "ka")}),
            ("vehicle", {"seats": random.choice([None, 2, 50]), "wheelchair_places": 0}),
            ("tour", {"vehicle_id": random.choice([None, *programme.vehicles]), "name": "New"}),
            ("tour_day", {"day": random.choice([wed("00:00"), thu("00:00")]).date()}),
            ("tour_day", {"start": None, "end": wed("14:00").time()}),
            ("site", {"capacity": random.choice([None, 1]), "step_free": None}),
            ("edition", {"buffer_minutes": random.choice([0, 25])}),
        ]
    )
    rows = (
        [programme.edition]
        if table == "edition"
        else list(getattr(programme, MAPPING_OF[table]).values())
    )
    row = random.choice(rows)
    return [Change(row, replace(row, **values))]


def _boarded(random: Random, programme: Programme) -> list[Change]:
    row = random.choice(list(programme.boardings.values()))
    return [Change(row, replace(row, tour_id=random.choice([*programme.tours])))]


def _person_gone(random: Random, programme: Programme) -> list[Change]:
    person = random.choice(list(programme.delegates.values()))
    if person.id in {b.delegate_id for b in programme.boardings.values()}:
        return []
    rows = [p for p in programme.participations.values() if p.delegate_id == person.id]
    return [*(Change(p, None) for p in rows), Change(person, None)]


EDITS: tuple[Edit, ...] = (
    _moved, _moved, _altered, _altered, _reparented, _removed, _added, _joined, _joined, _left,
    _row_changed, _row_changed, _boarded, _person_gone,
)  # fmt: skip


def some_edits(random: Random, programme: Programme, count: int) -> list[Change]:
    """The changes of a few random edits, each made on the result of the one before."""
    changes: list[Change] = []
    for _ in range(count):
        done = random.choice(EDITS)(random, programme)
        programme = programme.apply(done)
        changes += done
    return changes
