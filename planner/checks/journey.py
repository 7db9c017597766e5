"""The way between two things in a programme: how long it takes, and whether there is time."""

from typing import NamedTuple

from models.words import Kind, TravelMode
from planner.checks.wording import lasting
from planner.conflicts import Severity
from planner.entities import Activity
from planner.phrases import Phrase
from planner.programme import Entry, Programme
from planner.travel import Leg, Source

#: That long without an entry is a night: people sleep elsewhere, no step leads across it.
NIGHT_MINUTES = 480


def begins_at(activity: Activity) -> str | None:
    """The site where people must be when it begins."""
    return activity.from_site_id if activity.kind is Kind.TRANSFER else activity.site_id


def ends_at(activity: Activity) -> str | None:
    """The site where people are when it ends."""
    return activity.site_id


class Shortage(NamedTuple):
    """By how many minutes the time is too short, and how bad that is."""

    minutes: int
    severity: Severity
    buffer: int


def shortage(programme: Programme, leg: Leg, available: int) -> Shortage | None:
    """None when ``available`` minutes are enough for the way and the edition's buffer.

    Blocking when not even the travel fits; a warning when only the buffer or the planning
    margin of an estimate is missing.  Within one place no buffer is asked for.
    """
    buffer = programme.edition.buffer_minutes if leg.minutes else 0
    short = leg.minutes + buffer - available
    if short <= 0:
        return None
    fits = available >= bare_minutes(leg, programme.edition.margin_percent)
    return Shortage(short, Severity.WARNING if fits else Severity.BLOCKING, buffer)


class Step(NamedTuple):
    """From one entry to a later one where the minutes between are too few, or the way unknown.

    ``leg`` and ``short`` are both None when the way is unknown.
    """

    before: Entry
    after: Entry
    available: int
    from_site: str
    to_site: str
    leg: Leg | None
    short: Shortage | None


class Journeys:
    """Finds the steps of a programme; many people take the same ones, so they are kept."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._kept: dict[tuple[str, str], Step | None] = {}

    def step(self, before: Entry, after: Entry, taken: int = 0) -> Step | None:
        """None: both are in one place, there is time enough, or a place is not said.

        ``taken``: minutes between the two that are not free for the way.
        """
        if taken:
            return self._judge(before, after, taken)
        key = (before.activity.id, after.activity.id)
        if key not in self._kept:
            self._kept[key] = self._judge(before, after, 0)
        return self._kept[key]

    def _judge(self, before: Entry, after: Entry, taken: int) -> Step | None:
        available = after.begin - before.end - taken
        here, there = ends_at(before.activity), begins_at(after.activity)
        if here is None or there is None or here == there or available >= NIGHT_MINUTES:
            return None
        leg = self._leg(before, after, here, there)
        short = None if leg is None else shortage(self.programme, leg, available)
        if leg is not None and short is None:
            return None
        return Step(before, after, available, here, there, leg, short)

    def _leg(self, before: Entry, after: Entry, here: str, there: str) -> Leg | None:
        """By coach between two activities of one tour day, else as the table proposes."""
        tour_day = before.activity.tour_day_id
        on_tour = tour_day is not None and tour_day == after.activity.tour_day_id
        mode = TravelMode.COACH if on_tour else None
        departure = self.programme.clock.wall(before.end)
        return self.programme.travel.leg(here, there, mode, departure)


def bare_minutes(leg: Leg, margin_percent: int) -> int:
    """A leg without the planning margin that estimates contain (less than a minute off)."""
    if leg.source is not Source.ESTIMATE:
        return leg.minutes
    return leg.minutes * 100 // (100 + margin_percent)


def taking(leg: Leg, buffer: int = 0) -> Phrase:
    """``7 min and 5 min buffer``; an estimate is said to be one."""
    time = lasting(leg.minutes)
    if leg.source is Source.ESTIMATE:
        time = Phrase("about {time} (estimated)", time=time)
    if buffer:
        return Phrase("{time} and {buffer} buffer", time=time, buffer=lasting(buffer))
    return time
