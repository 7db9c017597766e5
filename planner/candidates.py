"""Which sites of the catalogue would interest those on board of a tour, the best first."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from planner.edits.routing import quickest
from planner.entities import Delegation, Site, TourDay, Wish
from planner.itinerary import last_place
from planner.programme import Programme
from planner.travel import Leg

#: Places that one passes through or sleeps in.
NOT_VISITED = frozenset({"station", "airport", "hotel", "meeting-point", "restaurant"})

#: What a reason counts: a wish for the site by its priority (1 must, 2, 3 nice to have), a wish
#: for its creative field, the field of the city, an interest that the delegation has named.
SITE_WISH = {1: 12, 2: 8, 3: 4}
FIELD_WISH = {1: 6, 2: 4, 3: 2}
CITY_FIELD = 3
INTEREST = 2


class Why(StrEnum):
    WISH = "wish"
    FIELD = "field"


class Reason(NamedTuple):
    """Why a delegation would like a site; ``field_id`` for reasons of a creative field."""

    why: Why
    delegation: Delegation
    points: int
    field_id: str | None = None


class Candidate(NamedTuple):
    """A site with its reasons, and the way to it from the last stop (None: unknown)."""

    site: Site
    reasons: tuple[Reason, ...]
    leg: Leg | None

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


def candidates(programme: Programme, day: TourDay) -> tuple[Candidate, ...]:
    """Sites that are not on this tour yet: by interest, then by the way from the last stop."""
    on_board = {p.delegation_id for p in programme.on_board(day.tour_id) if p.delegation_id}
    delegations = [d for d in programme.active_delegations if d.id in on_board]
    here = last_place(programme, day)
    visited = _visited(programme, day.tour_id)
    found = [
        Candidate(
            site,
            tuple(r for d in delegations for r in reasons(programme, d, site)),
            quickest(programme, here, site.id) if here else None,
        )
        for site in programme.sites.values()
        if site.id not in visited and site.kind not in NOT_VISITED
    ]
    return tuple(sorted(found, key=_order))


def _order(candidate: Candidate) -> tuple[int, bool, int, str, str]:
    leg = candidate.leg
    way = (leg is None, leg.minutes if leg else 0)
    return (-candidate.points, *way, candidate.site.name.casefold(), candidate.site.id)


def _visited(programme: Programme, tour_id: str) -> set[str | None]:
    return {
        activity.site_id
        for day in programme.days_of_tour.get(tour_id, ())
        for activity in programme.tour_stops.get(day.id, ())
        if activity.id in programme.spans
    }


def reasons(programme: Programme, delegation: Delegation, site: Site) -> Iterator[Reason]:
    """What speaks for a site in the eyes of a delegation; each creative field counts once."""
    city = programme.cities.get(delegation.city_id)
    by_field = dict.fromkeys(delegation.interests, INTEREST)
    if city is not None and city.field_id:
        by_field[city.field_id] = CITY_FIELD
    for wish in _wishes(programme, delegation.id):
        if wish.site_id == site.id:
            yield Reason(Why.WISH, delegation, SITE_WISH.get(wish.priority, 0))
        if wish.field_id:
            points = FIELD_WISH.get(wish.priority, 0)
            by_field[wish.field_id] = max(by_field.get(wish.field_id, 0), points)
    for field_id in site.fields:
        if field_id in by_field:
            yield Reason(Why.FIELD, delegation, by_field[field_id], field_id)


def _wishes(programme: Programme, delegation_id: str) -> Iterator[Wish]:
    return (w for w in programme.wishes.values() if w.delegation_id == delegation_id)
