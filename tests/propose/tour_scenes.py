"""Small tours for the tests of their proposals: every way takes 30 minutes unless told."""

from typing import Any

from planner.conflicts import Conflict, Severity
from planner.entities import Activity, Delegation, Site, Tour, TourDay, Vehicle
from planner.knock_on import Foresight
from planner.programme import Programme
from planner.propose.proposal import Item, LeftOut, Verb
from planner.propose.tour import TourOptions, TourProposal, propose_tour
from planner.solve.budget import Budget
from tests.build import Build

WAY = 30


class Scene(Build):
    """A station, sites around it, and a delegation on board of one circuit."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Site] = []
        self.station = self.near("Station", kind="station")
        self.tbilisi: Delegation = self.delegation("Tbilisi", heads=4)
        self.coach: Vehicle = self.vehicle()
        self.east: Tour = self.tour("East", self.coach, self.tbilisi)

    def near(self, name: str, *, way: int = WAY, **values: Any) -> Site:
        """A place that is so many minutes from every other one so far."""
        made = self.site(name, **values)
        for other in self.places:
            self.travel(other, made, way)
        self.places.append(made)
        return made

    def wished(self, name: str, priority: int = 2, *, way: int = WAY, **values: Any) -> Site:
        """A place that Tbilisi would like to see: 12, 8 or 4 points."""
        values.setdefault("visit_minutes", 60)
        made = self.near(name, way=way, **values)
        self.wish(self.tbilisi, priority, site_id=made)
        return made

    def day(self, day: int = 23, hours: str = "09:00-12:00", tour: Tour | None = None) -> TourDay:
        return self.tour_day(
            tour or self.east,
            day,
            hours,
            start_site_id=self.station,
            end_site_id=self.station,
        )

    def stands(self, site: Site, day: TourDay, start: Any, **values: Any) -> Activity:
        """A stop of an hour."""
        values = {"minutes": 60, **values}
        return self.stop(site.name, start, values.pop("minutes"), site, tour_day_id=day, **values)


def proposed(plan: Build | Programme, seconds: float = 10, **values: Any) -> TourProposal:
    programme = plan if isinstance(plan, Programme) else plan.programme()
    values.setdefault("pause", 0)
    return propose_tour(programme, TourOptions(**values), Budget(seconds))


def applied(proposal: TourProposal, *without: str) -> Programme:
    """The programme with everything, or without some items."""
    accepted = proposal.everything - set(without)
    return proposal.base.apply(proposal.edit(accepted).changes)


def stops(programme: Programme, day: TourDay) -> list[tuple[str, str]]:
    """Time and title of what takes place on a day, rides left out."""
    return [
        (f"{row.start:%H:%M}", row.title)
        for row in programme.tour_stops.get(day.id, ())
        if row.start is not None and row.kind != "transfer"
    ]


def blocking(proposal: TourProposal) -> list[Conflict]:
    """What would be blocking then and is not now."""
    found = Foresight(proposal.base).of(proposal.edit(proposal.everything))
    then = [pair[1] for pair in found.changed if pair[0].severity is not pair[1].severity]
    return [c for c in (*found.appear, *then) if c.severity is Severity.BLOCKING]


def item(proposal: TourProposal, title: str) -> Item:
    return next(i for i in proposal.items if title in str(i.title))


def out(proposal: TourProposal, title: str) -> LeftOut:
    return next(o for o in proposal.left_out if title in str(o.title))


def verbs(proposal: TourProposal) -> dict[str, Verb]:
    return {str(i.title): i.verb for i in proposal.items}
