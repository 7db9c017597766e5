"""What an organiser can set for a proposal of 1:1 meetings."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from planner.edits.meetings import MEETING_MINUTES
from planner.propose.proposal import Keep


@dataclass(frozen=True, slots=True)
class MeetingOptions:
    """When and where meetings can be held, and for whom.

    ``keep``: which of the meetings that have a time stay where they are beside those pinned in
    time: all, those in ``released`` (ids), or none; a meeting that may move only does so where
    that lets another be held.  ``delegations``: only requests that concern these; empty: all.
    ``days``: empty: those of the festival.  Slots of ``minutes`` with ``pause`` minutes between
    them begin at ``first`` and end by ``last``.  ``site_id``: where; None: where meetings
    usually are.  ``tables``: how many there are where none is known by name.
    ``objective``: "sum" for the most wanted meetings, "fair" for the worst-off person first.
    ``fill_free_time``: free time may be used.  ``lunch``: minutes to keep free between 11:30
    and 14:30 where there is no meal (0: none).
    """

    keep: Keep = Keep.ALL
    delegations: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    first: time = time(9)
    last: time = time(18)
    minutes: int = MEETING_MINUTES
    pause: int = 5
    site_id: str | None = None
    tables: int = 4
    objective: Literal["fair", "sum"] = "sum"
    fill_free_time: bool = False
    lunch: int = 0
    alternatives: int = 1
    released: frozenset[str] = frozenset()
