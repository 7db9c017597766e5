"""What the organiser may set for a proposal of the Wake tour."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.entities import TourDay
from planner.itinerary import days_in_order
from planner.programme import Programme
from planner.propose.proposal import Keep


@dataclass(frozen=True)
class TourOptions:
    """Ids, minutes and wall-clock minutes after midnight; empty or None: the usual.

    ``tours``, ``days``: which circuits and which of their days are planned (all); several at
    once share their candidates: each site is visited once over all of them, unless
    ``may_repeat`` (then once on each circuit).
    ``keep``: ALL: what stands in the plan stays on its day; RELEASED: the stops in ``released``
    keep day and time, the others may move or go; PINNED: only the pins hold, and a stop rather
    stays on its day where that costs no points; NOTHING: only the pins hold.  Pins hold always.
    ``sites``: the candidates (places of the catalogue that somebody on board has reason to
    visit); what stands on the tours or waits in their tray is a candidate always.
    ``most_candidates``: of the usual ones so many with the highest scores.
    ``scores``: the organiser's own points of a site; they win.  ``minutes``: of a visit there.
    ``max_visits`` a day, where no more are planned already; ``max_kind_day`` and
    ``max_kind_trip``: visits of a kind of site (``{"museum": 2}``).
    ``pause``: minutes to breathe on arriving at a new stop, beside the edition's buffer.
    ``lunch_earliest``, ``lunch_latest``: when a lunch begins; ``lunch_minutes``: how long one
    is that is not planned so far.  ``explained``: of so many sites that are left out, the ones
    with the highest scores, the reasons are worked out in full.
    """

    tours: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    keep: Keep = Keep.ALL
    released: frozenset[str] = frozenset()
    sites: tuple[str, ...] | None = None
    most_candidates: int = 30
    scores: Mapping[str, int] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)
    max_visits: int | None = 5
    max_kind_day: Mapping[str, int] = field(default_factory=dict)
    max_kind_trip: Mapping[str, int] = field(default_factory=dict)
    pause: int = 10
    lunch_earliest: int = 12 * 60
    lunch_latest: int = 13 * 60 + 30
    lunch_minutes: int = 60
    may_repeat: bool = False
    explained: int = 15
    alternatives: int = 3


def days_of(programme: Programme, options: TourOptions) -> tuple[TourDay, ...]:
    """The tour days that are planned, by date."""
    return tuple(
        day
        for day in days_in_order(programme)
        if (not options.tours or day.tour_id in options.tours)
        and (not options.days or day.id in options.days)
    )
