"""What an organiser can set for a proposal of a round table."""

from dataclasses import dataclass
from datetime import date, time

from planner.propose.proposal import Keep

#: A new round table is that long, and so are its welcome and its questions.
TABLE_MINUTES, WELCOME_MINUTES, QUESTIONS_MINUTES = 90, 5, 20
#: The rule of the speaking order where none is chosen and none is in force.
USUAL_RULE = "city-en"


@dataclass(frozen=True, slots=True)
class RoundTableOptions:
    """Which round table, who should speak, and when it may be.

    ``table_id`` None: all that the edition has, a new one where it has none.  ``speakers`` (ids
    of delegations and delegates): empty: those who speak now, else every accepted delegation.
    ``keep``: a round table that has a time stays there with ``ALL``, and with ``RELEASED`` if it is
    in ``released``; pinned ones always do.  Slots of ``minutes`` (None: as long as it is now)
    begin every ``step`` minutes between ``first`` and ``last`` on ``days`` (empty: those of the
    festival).  ``rule``: a key of ``speaking_order.RULES``; None: the one in force, or with ``ALL``
    the order as it is.  ``site_id``: where a new one is, or one without a place.
    """

    table_id: str | None = None
    keep: Keep = Keep.ALL
    speakers: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    first: time = time(9)
    last: time = time(18)
    step: int = 15
    minutes: int | None = None
    rule: str | None = None
    site_id: str | None = None
    alternatives: int = 3
    released: frozenset[str] = frozenset()
