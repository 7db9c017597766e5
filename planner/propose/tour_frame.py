"""The tour days that are planned, each with its bounds, its pieces and its lunch."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.words import Kind
from planner.checks.days import LONG_DAY_MINUTES, NOON
from planner.checks.hours import windows
from planner.checks.wording import titled
from planner.edits.names import describe
from planner.entities import Activity, Tour, TourDay
from planner.phrases import Phrase
from planner.programme import Programme, Span
from planner.propose.proposal import Keep
from planner.propose.tour_bounds import Bounds, bounds_of
from planner.propose.tour_options import TourOptions, days_of
from planner.propose.tour_pieces import Piece, midday_meal, pieces_of_day, side_by_side

#: A day that ends before two in the afternoon needs no lunch (see the rule ``no-meal``).
_AFTERNOON = 14 * 60


@dataclass(frozen=True)
class LunchPlan:
    """The meal of a day; ``activity`` None: a new one.  Minutes after midnight.

    ``site_id``: where it stays; None: where the group is then.
    """

    activity: Activity | None
    earliest: int
    latest: int
    minutes: int
    site_id: str | None = None


@dataclass(frozen=True)
class Frame:
    """A tour day that is planned.  ``pieces``: as they stand, in order of time."""

    day: TourDay
    tour: Tour
    midnight: int
    bounds: Bounds
    pieces: tuple[Piece, ...]
    lunch: LunchPlan | None = None

    @property
    def id(self) -> str:
        return self.day.id

    @property
    def date(self) -> date:
        return self.day.day

    def minute(self, instant: int) -> int:
        """Minutes after the day's midnight, elapsed ones."""
        return instant - self.midnight

    @property
    def last(self) -> int:
        """When the last thing of the day as it stands ends; its begin when it is empty."""
        return max([self.bounds.begin, *(p.begin + p.minutes for p in self.pieces if p.begin)])


def frames(programme: Programme, options: TourOptions) -> tuple[list[Frame], list[Phrase]]:
    """The days that can be planned, and a sentence for each that is left as it is."""
    days = days_of(programme, options)
    ids = frozenset(day.id for day in days)
    found: list[Frame] = []
    notes: list[Phrase] = []
    for day in days:
        alone = _side_by_side(programme, day)
        if alone is None:
            bounds = bounds_of(programme, day, ids)
            alone = bounds.alone
        if alone is not None:
            what = describe(programme, day)
            notes.append(Phrase("{day} is left as it is: {why}", day=what, why=alone))
            continue
        found.append(_frame(programme, day, bounds, options))
    return found, notes


def _side_by_side(programme: Programme, day: TourDay) -> Phrase | None:
    pair = side_by_side(programme, day.id)
    if pair is None:
        return None
    first, second = map(titled, pair)
    return Phrase("{first} and {second} stand side by side", first=first, second=second)


def _frame(programme: Programme, day: TourDay, bounds: Bounds, options: TourOptions) -> Frame:
    meal = midday_meal(programme, day)
    own = list(pieces_of_day(programme, day, options, meal))
    pieces = sorted((*own, *bounds.others), key=lambda p: (p.begin or 0, p.key))
    midnight = programme.clock.midnight(day.day)
    lunch = next(_lunch(programme, day, bounds, pieces, options, meal), None)
    return Frame(day, programme.tours[day.tour_id], midnight, bounds, tuple(pieces), lunch)


def _lunch(
    programme: Programme,
    day: TourDay,
    bounds: Bounds,
    pieces: list[Piece],
    options: TourOptions,
    meal: Activity | None,
) -> Iterator[LunchPlan]:
    midnight = programme.clock.midnight(day.day)
    # The clock change is at night: at noon the minutes of the wall clock are off by the hour.
    shift = programme.clock.day_minutes(day.day) - 24 * 60
    earliest, latest = options.lunch_earliest + shift, options.lunch_latest + shift
    if meal is None:
        begin, end = bounds.begin - midnight, bounds.end - midnight
        noon = NOON.hour * 60 + shift
        eaten = any(a.kind is Kind.MEAL for p in pieces if p.foreign for a in p.activities)
        is_long = end - begin >= LONG_DAY_MINUTES and begin <= noon and end >= _AFTERNOON + shift
        if is_long and not eaten:
            yield LunchPlan(None, max(earliest, begin), latest, options.lunch_minutes)
        return
    at = programme.spans[meal.id].begin - midnight
    if meal.pin_time or (options.keep is Keep.RELEASED and meal.id in options.released):
        earliest = latest = at
    else:
        earliest, latest = min(earliest, at), max(latest, at)
    site_id = meal.site_id if _stays(programme, pieces, options, meal) else None
    if site_id is not None and earliest < latest:
        earliest, latest = _open(programme, day, site_id, meal.minutes, earliest, latest)
    yield LunchPlan(meal, earliest, latest, meal.minutes, site_id)


def _stays(programme: Programme, pieces: list[Piece], options: TourOptions, meal: Activity) -> bool:
    """A meal that was arranged with a house stays there."""
    hosted = any(p.host_id for p in programme.participations_of.get(meal.id, ()))
    own_place = all(p.site_id != meal.site_id for p in pieces)
    gone_out = options.keep is Keep.RELEASED and meal.id in options.released
    return hosted or own_place or meal.pin_place or gone_out or options.keep is Keep.ALL


def _open(
    programme: Programme, day: TourDay, site_id: str, minutes: int, earliest: int, latest: int
) -> tuple[int, int]:
    """The first stretch between the two in which the house is open for so long."""
    midnight = programme.clock.midnight(day.day)
    hours: tuple[Span, ...] = windows(programme, site_id, day.day) or ()
    for span in hours:
        first = max(earliest, span.begin - midnight)
        last = min(latest, span.end - midnight - minutes)
        if first <= last:
            return first, last
    return earliest, latest
