"""The Wake tours of a large edition."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from math import ceil

from models.words import ActivityStatus, HostKind, Kind, Role, TravelMode
from planner.entities import Boarding, Site, Tour, TourDay, Vehicle
from planner.seed import hub_ids
from tests.bench.maker import SEATS, TOUR_DAYS, Guest, Maker

STATUSES = (*[ActivityStatus.CONFIRMED] * 9, ActivityStatus.REQUESTED)
#: Minutes by coach from Namur: a day with three stops further out gets too long.
FARTHEST = 90


def add_tours(maker: Maker, guests: Sequence[Guest]) -> None:
    """Coaches for all, half of them on each day; no two meet at one place."""
    waiting = list(guests)
    left = {day: _countryside(maker) for day in TOUR_DAYS}
    number = 0
    while waiting:
        day = TOUR_DAYS[number % len(TOUR_DAYS)]
        vehicle = Vehicle(maker.id(), maker.edition_id, f"Coach {number + 1}", SEATS, 1)
        tour = Tour(maker.id(), maker.edition_id, f"Wake tour {number + 1}", vehicle.id)
        maker.rows += [vehicle, tour]
        heads = 0
        while waiting and (not heads or heads + waiting[0].heads <= SEATS):
            guest = waiting.pop(0)
            heads += guest.heads
            maker.rows.append(Boarding(maker.id(), tour.id, guest.row.id))
        if len(left[day]) < 3:
            left[day] = _countryside(maker)
        _tour_day(maker, tour, day, _near_together(maker, left[day]))
        number += 1


def _countryside(maker: Maker) -> list[Site]:
    """Places of the catalogue outside Namur that a coach reaches in time, in random order."""
    station = hub_ids()["Namur"]
    sites = [
        site
        for site in maker.sites.values()
        if site.confidence in ("high", "medium")
        and site.lat is not None
        and site.municipality != "Namur"
        and maker.minutes(station, site.id, TravelMode.COACH) <= FARTHEST
    ]
    maker.rng.shuffle(sites)
    return sites


def _near_together(maker: Maker, left: list[Site]) -> list[Site]:
    """The next place and the two nearest to it, taken out of ``left``."""
    first = left.pop(0)
    left.sort(key=lambda site: (maker.minutes(first.id, site.id, TravelMode.COACH), site.id))
    near = [left.pop(0), left.pop(0)]
    maker.rng.shuffle(left)
    return [first, *near]


def _tour_day(maker: Maker, tour: Tour, day: date, stops: Sequence[Site]) -> None:
    """Transfers, three stops of two presentations each, lunch at the second, and back."""
    station = hub_ids()["Namur"]
    row = TourDay(maker.id(), tour.id, day, time(8, 0), station, time(19, 0), station)
    maker.rows.append(row)
    here, now = station, datetime.combine(day, time(8, 0))

    def drive(there: str) -> None:
        nonlocal here, now
        # The rush hour adds a tenth; five minutes round up.
        minutes = ceil(1.1 * maker.minutes(here, there, TravelMode.COACH) / 5) * 5
        if minutes:
            maker.activity(
                Kind.TRANSFER,
                f"Coach to {maker.name(there)}",
                now,
                minutes,
                site_id=there,
                from_site_id=here,
                mode=TravelMode.COACH,
                tour_day_id=row.id,
            )
        here, now = there, now + timedelta(minutes=minutes)

    for n, site in enumerate(stops):
        drive(site.id)
        host = maker.host(site.name, HostKind.INSTITUTION, site_id=site.id)
        stop = maker.activity(
            Kind.STOP,
            f"Visit: {site.name}",
            now,
            70,
            site_id=site.id,
            tour_day_id=row.id,
            language="en",
            status=maker.rng.choice(STATUSES),
        )
        for position, minutes in enumerate((30, 40)):
            maker.activity(
                Kind.PRESENTATION,
                f"Presentation {position + 1}",
                None,
                minutes,
                parent_id=stop.id,
                position=position,
            )
        maker.join(stop, Role.HOSTS, host_id=host.id)
        # A pause, so that nobody has more than four hours back to back.
        now += timedelta(minutes=70 + 20)
        if n == 1:
            maker.activity(Kind.MEAL, "Lunch", now, 60, site_id=site.id, tour_day_id=row.id)
            now += timedelta(minutes=60)
    drive(station)
