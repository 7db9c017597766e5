"""Which dated copies are kept: a rule over names and dates alone.

Kept are all of the last two days (the newest 30 of them), then the newest of each day for two
weeks, of each week for eight weeks, of each month for a year.  Copies made by hand, before a
migration, before a restore and before a repair are kept for good, the newest 100 of them.  The
newest copy of all is never removed, nor is one that is dated later than now.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path


class Why(StrEnum):
    """What a copy was made for; part of its name."""

    BY_HAND = "by-hand"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"
    REPAIR = "before-repair"
    IMPORT = "before-import"
    PROPOSAL = "before-proposal"
    RELEASE = "before-release"
    ROLLBACK = "before-rollback"
    DAILY = "daily"


@dataclass(frozen=True, order=True)
class Copy:
    """A dated copy: local time, ``count`` tells those of one second apart."""

    at: datetime
    count: int
    why: str
    path: Path


KEPT_FOR_GOOD = frozenset({Why.BY_HAND, Why.MIGRATION, Why.RESTORE, Why.REPAIR})
MOST_FOR_GOOD = 100
ALL_OF, MOST_OF_ALL = timedelta(days=2), 30
#: How long the newest copy of each day, week and month is kept.
STEPS: tuple[tuple[timedelta, Callable[[datetime], Hashable]], ...] = (
    (timedelta(days=14), datetime.date),
    (timedelta(weeks=8), lambda at: at.isocalendar()[:2]),
    (timedelta(days=366), lambda at: (at.year, at.month)),
)


def superfluous(copies: Iterable[Copy], now: datetime) -> list[Copy]:
    """Those that need not be kept any more, newest first; ``now`` is local time."""
    newest_first = sorted(copies, reverse=True)
    kept = set(newest_first[:1])
    kept |= {copy for copy in newest_first if copy.at > now}
    for_good = [copy for copy in newest_first if copy.why in KEPT_FOR_GOOD]
    kept |= set(for_good[:MOST_FOR_GOOD])
    by_rule = [copy for copy in newest_first if copy.why not in KEPT_FOR_GOOD]
    kept |= set([copy for copy in by_rule if now - copy.at < ALL_OF][:MOST_OF_ALL])
    for age, period in STEPS:
        newest: dict[Hashable, Copy] = {}
        for copy in by_rule:
            if now - copy.at < age:
                newest.setdefault(period(copy.at), copy)
        kept |= set(newest.values())
    return [copy for copy in newest_first if copy not in kept]
