"""What is put in order on tour days: stops as they stand or wait, and sites that may be added.

What stands at one place one after the other (a visit, its coffee) is one piece and moves as one.
The midday meal is none: it goes where the plan has its lunch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from uuid import UUID, uuid5

from models.words import Kind
from planner.checks.days import LUNCH_FROM, LUNCH_TO
from planner.edits.tours import VISIT_MINUTES
from planner.entities import Activity, Site, TourDay
from planner.programme import Programme
from planner.propose.proposal import Keep
from planner.propose.tour_options import TourOptions

#: Changing it would give every proposed stop and transfer another identity.
NAMESPACE = UUID("b0c5a3f6-5b0f-5a43-9d0b-7a1f3c1de8a2")


class Hold(StrEnum):
    """How fast a piece stands: it may go; it stays on its day; it keeps its time too."""

    FREE = "free"
    DAY = "day"
    TIME = "time"


class Why(StrEnum):
    """What holds a piece."""

    NOTHING = "nothing"
    PINNED = "pinned"
    KEPT = "kept"
    RELEASED = "released"
    ARRANGED = "arranged"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Piece:
    """Activities that are put in order as one.

    ``site_id`` is where it begins, ``exit_id`` where it ends.  ``day_id`` and ``begin`` (an
    instant) say where it stands; None: it waits in the tray, or is new.  ``days``: on which
    days it may stand (None: any).  Pieces that are no stops of the tour are ``foreign``: a
    pinned transfer, or something else that everybody on board takes part in.  ``pause``: minutes
    between arriving there and its begin, beside the buffer.
    """

    key: str
    site_id: str | None
    exit_id: str | None
    activities: tuple[Activity, ...]
    minutes: int
    day_id: str | None = None
    begin: int | None = None
    hold: Hold = Hold.FREE
    why: Why = Why.NOTHING
    days: frozenset[str] | None = None
    foreign: bool = False
    pause: int = 0

    @property
    def main(self) -> Activity:
        """The activity that gives the piece its name: the first stop in it."""
        return next((a for a in self.activities if a.kind is Kind.STOP), self.activities[0])

    @property
    def is_new(self) -> bool:
        return self.key.startswith("site:")

    @property
    def held(self) -> bool:
        return self.hold is not Hold.FREE

    def may_be_on(self, day_id: str) -> bool:
        return self.days is None or day_id in self.days


def fresh_id(programme: Programme, *parts: str) -> str:
    """An identity that is always the same for the same parts, and not in use."""
    number = 0
    while True:
        made = str(uuid5(NAMESPACE, "|".join((programme.edition.id, *parts, str(number)))))
        if made not in programme.activities:
            return made
        number += 1


def placed(programme: Programme, day_id: str) -> list[Activity]:
    """What has a time on a tour day, in order."""
    return [a for a in programme.tour_stops.get(day_id, ()) if a.id in programme.spans]


def side_by_side(programme: Programme, day_id: str) -> tuple[Activity, Activity] | None:
    """Two stops of a day of which the second begins before the first ends."""
    stops = [a for a in placed(programme, day_id) if a.kind is not Kind.TRANSFER]
    spans = programme.spans
    return next(
        ((a, b) for a, b in pairwise(stops) if spans[b.id].begin < spans[a.id].end),
        None,
    )


def midday_meal(programme: Programme, day: TourDay) -> Activity | None:
    """The meal of a tour day that is its lunch."""
    at = programme.clock.at
    first = at(datetime.combine(day.day, LUNCH_FROM))
    last = at(datetime.combine(day.day, LUNCH_TO))
    for activity in placed(programme, day.id):
        span = programme.spans[activity.id]
        if activity.kind is Kind.MEAL and span.begin < last and span.end > first:
            return activity
    return None


# -- what stands on a day ---------------------------------------------------------------------


def pieces_of_day(
    programme: Programme, day: TourDay, options: TourOptions, meal: Activity | None
) -> Iterator[Piece]:
    """The pieces of a day as it stands, in order; transfers only where they are pinned."""
    group: list[Activity] = []
    for activity in placed(programme, day.id):
        if activity.kind is Kind.TRANSFER:
            if activity.pin_time and activity.from_site_id and activity.site_id:
                yield from _piece(programme, day, options, group)
                group = []
                yield _ride(programme, day, activity)
            continue
        together = group and activity.site_id in (None, group[0].site_id)
        if not together or activity is meal:
            yield from _piece(programme, day, options, group)
            group = []
        if activity is not meal:
            group.append(activity)
    yield from _piece(programme, day, options, group)


def _piece(
    programme: Programme, day: TourDay, options: TourOptions, group: Sequence[Activity]
) -> Iterator[Piece]:
    if not group:
        return
    group = [_as_long_as(programme, a, options) for a in group]
    hold, why = _hold(group, options)
    begin = programme.spans[group[0].id].begin
    minutes = sum(a.minutes for a in group)
    if hold is Hold.TIME:
        last = group[-1]
        minutes = max(programme.spans[last.id].begin + last.minutes - begin, minutes)
    site = group[0].site_id or day.start_site_id
    stays = _own_days(programme, day, options, group) if hold is Hold.FREE else {day.id}
    main = next((a for a in group if a.kind is Kind.STOP), group[0])
    yield Piece(
        f"stop:{main.id}", site, site, tuple(group), minutes, day.id, begin, hold, why,
        stays if stays is None else frozenset(stays),
    )  # fmt: skip


def _hold(group: Sequence[Activity], options: TourOptions) -> tuple[Hold, Why]:
    if any(a.pin_time for a in group):
        return Hold.TIME, Why.PINNED
    if options.keep is Keep.RELEASED and any(a.id in options.released for a in group):
        return Hold.TIME, Why.RELEASED
    is_stop = any(a.kind is Kind.STOP for a in group)
    if not is_stop and any(a.kind is not Kind.FREE for a in group):
        return Hold.TIME, Why.ARRANGED
    if any(a.pin_place for a in group):
        return Hold.DAY, Why.PINNED
    if options.keep is Keep.ALL or not is_stop:
        return Hold.DAY, Why.KEPT
    return Hold.FREE, Why.NOTHING


def _own_days(
    programme: Programme, day: TourDay, options: TourOptions, group: Sequence[Activity]
) -> frozenset[str] | None:
    """A stop changes its circuit only where nothing is kept, and nobody was named for it."""
    named = any(
        p.delegation_id or p.delegate_id
        for a in group
        for p in programme.participations_of.get(a.id, ())
    )
    pinned = any(a.pin_people or a.pin_place for a in group)
    if options.keep is Keep.NOTHING and not named and not pinned:
        return None
    return frozenset(d.id for d in programme.days_of_tour.get(day.tour_id, ()))


def _as_long_as(programme: Programme, activity: Activity, options: TourOptions) -> Activity:
    """With the minutes that the organiser has set for its site, never less than its parts."""
    minutes = options.minutes.get(activity.site_id or "")
    if minutes is None or activity.kind is not Kind.STOP:
        return activity
    parts = sum(part.minutes for part in programme.parts.get(activity.id, ()))
    return replace(activity, minutes=max(minutes, parts, 1))


def _ride(programme: Programme, day: TourDay, ride: Activity) -> Piece:
    begin = programme.spans[ride.id].begin
    return Piece(
        f"ride:{ride.id}",
        ride.from_site_id,
        ride.site_id,
        (ride,),
        ride.minutes,
        day.id,
        begin,
        Hold.TIME,
        Why.PINNED,
        frozenset({day.id}),
        foreign=True,
    )


# -- what may be added ------------------------------------------------------------------------


def pieces_of_tray(
    programme: Programme, days: Sequence[TourDay], options: TourOptions
) -> Iterator[Piece]:
    """Stops in the tray that belong to one of the days, or to none."""
    ids = {day.id for day in days}
    for activity in programme.unplaced:
        if activity.kind is not Kind.STOP or not (
            activity.tour_day_id is None or activity.tour_day_id in ids
        ):
            continue
        stop = _as_long_as(programme, activity, options)
        stays = None
        if activity.pin_place and activity.tour_day_id is not None:
            stays = frozenset({activity.tour_day_id})
        elif activity.tour_day_id is not None:
            day = programme.tour_days[activity.tour_day_id]
            stays = _own_days(programme, day, options, [activity])
        yield Piece(
            f"stop:{stop.id}", stop.site_id, stop.site_id, (stop,), stop.minutes, days=stays
        )


def new_piece(
    programme: Programme, site: Site, options: TourOptions, days: Sequence[TourDay], tour: str = ""
) -> Piece:
    """A site that stands nowhere so far; ``tour``: for one circuit alone."""
    minutes = max(options.minutes.get(site.id) or site.visit_minutes or VISIT_MINUTES, 1)
    made = fresh_id(programme, "stop", site.id, tour)
    stop = Activity(
        made, programme.edition.id, Kind.STOP, site.name, None, minutes, site_id=site.id
    )
    only = frozenset(d.id for d in days if d.tour_id == tour) if tour else None
    key = f"site:{site.id}@{tour}" if tour else f"site:{site.id}"
    return Piece(key, site.id, site.id, (stop,), minutes, days=only, pause=options.pause)
