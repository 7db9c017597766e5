"""What an organiser can set for a proposal of visits."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from planner.propose.proposal import Keep


@dataclass(frozen=True, slots=True)
class VisitOptions:
    """How delegations are brought to festival sessions and guided visits.

    ``keep``: which of the present participations of whole delegations stay beside the pins:
    all; those in ``released`` (pairs of delegation and activity ids) and what is confirmed; what
    is confirmed (``PINNED``, which gives up the rest only for something better); or none, as if
    nothing stood there.  Named delegates and parts of delegations always stay where they are.
    ``objective``: "fair" for the worst-off delegation first, then the sum; "sum" for the sum.
    ``delegations`` and ``days``: only these; empty: all.  ``pause``: minutes between two items.
    ``per_day``: items a day at most, where a delegation does not have more now; None: any.
    ``lunch``: minutes to keep free between 11:30 and 14:30 where there is no meal (0: none).
    What ends after ``until`` is given to those only who wish for it by name.
    ``fill_free_time``: free time may be used.  ``named``: where a whole delegation finds no room,
    or does not speak the language, as many of its delegates may go as places remain.
    ``alternatives``: how many other proposals are looked for while there is time.
    """

    keep: Keep = Keep.ALL
    objective: Literal["fair", "sum"] = "fair"
    delegations: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    pause: int = 10
    per_day: int | None = 5
    lunch: int = 45
    until: time = time(20)
    fill_free_time: bool = False
    named: bool = True
    alternatives: int = 2
    released: frozenset[tuple[str, str]] = frozenset()
