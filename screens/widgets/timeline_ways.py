"""The way from one activity of a column to the next: how long it takes, and what is missing."""

from dataclasses import dataclass, replace

from models.words import TravelMode
from planner.checks.journey import NIGHT_MINUTES, begins_at, ends_at, shortage
from planner.conflicts import Severity
from planner.entities import Activity
from planner.phrases import _
from planner.programme import Entry, Programme
from planner.travel import Leg, Source


@dataclass(frozen=True, slots=True)
class Way:
    """``minutes`` on the road; ``short``: minutes missing, the edition's buffer included.

    ``severity`` is that of the rule about short gaps, None where nothing is missing.
    """

    minutes: int
    estimated: bool
    short: int = 0
    severity: Severity | None = None

    def texts(self, arrow: str) -> tuple[str, ...]:
        """What to write beside it, the fullest text first; ``arrow`` shows where time goes."""
        minutes = _("{n} min").format(n=self.minutes)
        needed = f"{arrow} ~{minutes}" if self.estimated else f"{arrow} {minutes}"
        if not self.short or self.severity is None:
            return (needed, minutes)
        short = f"{self.severity.sign} " + _("{n} min short").format(n=self.short)
        return (f"{needed} {short}", short, f"{self.severity.sign} -{self.short}", f"-{self.short}")


def way_between(programme: Programme, before: Entry, after: Entry) -> Way | None:
    """The way between two entries; None where it is unknown or where both are at one place."""
    if after.begin - before.end >= NIGHT_MINUTES:
        return None  # people sleep elsewhere
    first, second = _placed(programme, before.activity), _placed(programme, after.activity)
    leg = _leg(programme, first, second, before.end)
    if leg is None or leg.source is Source.SAME_PLACE:
        return None
    estimated = leg.source is Source.ESTIMATE
    short = shortage(programme, leg, after.begin - before.end)
    if short is None:
        return Way(leg.minutes, estimated)
    return Way(leg.minutes, estimated, short.minutes, short.severity)


def _leg(programme: Programme, before: Activity, after: Activity, leaving: int) -> Leg | None:
    """By coach within a tour day, else as the travel table proposes."""
    here, there = ends_at(before), begins_at(after)
    if here is None or there is None:
        return None
    on_tour = before.tour_day_id is not None and before.tour_day_id == after.tour_day_id
    mode = TravelMode.COACH if on_tour else None
    return programme.travel.leg(here, there, mode, programme.clock.wall(leaving))


def _placed(programme: Programme, activity: Activity) -> Activity:
    """A part without a place of its own is where its parent is."""
    parent = programme.activities.get(activity.parent_id or "")
    if parent is None or activity.site_id is not None:
        return activity
    return replace(activity, site_id=parent.site_id)
