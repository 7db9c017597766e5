"""Events that repeat: RRULE with RDATE and EXDATE, expanded by dateutil under a budget.

dateutil looks for the next date of a rule until it finds one or the year 9999 is over: a rule
for 30 February keeps it busy for minutes.  Hence a clock inside the rule's own test of a day.
"""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from planner.errors import InvalidValue
from planner.intake.festival.texts import one_line
from planner.phrases import Phrase
from planner.publish.watching import Stopped

if TYPE_CHECKING:
    from dateutil.rrule import rrule

MAX_OF_EVENT = 1_000
MAX_OF_FILE = 5_000
SECONDS = 1.0
MAX_RULE = 1_000
_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYYEARDAY"}
    | {"BYWEEKNO", "BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS"}
)
#: “The 20th Monday of the year”: with months given, dateutil counts within each month.
_NTH_OF_YEAR = re.compile(r"\d")
_LAST = datetime(2199, 12, 31)


class OutOfBudget(Exception):
    """No time is left for rules."""


@dataclass(slots=True)
class Budget:
    """What all rules of one file may still use: occurrences, and seconds of reckoning."""

    stopped: Stopped
    left: int = MAX_OF_FILE
    seconds: float = SECONDS
    _since: float = field(default=0.0)

    @contextmanager
    def reckoning(self) -> Iterator[None]:
        """What is done inside counts."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self.seconds -= time.monotonic() - self._since

    def look(self) -> None:
        """Raises OutOfBudget when the time is over."""
        if self.stopped() or time.monotonic() - self._since > self.seconds:
            raise OutOfBudget


class _Months(frozenset[int]):
    """The months of a rule; dateutil asks it of every day that it tries."""

    budget: Budget

    def __contains__(self, month: object) -> bool:
        self.budget.look()
        return super().__contains__(month)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """When an event takes place, in order; ``cut``: it goes on after these."""

    walls: tuple[datetime, ...]
    cut: bool = False


def occurrences(
    rules: Iterable[str], start: datetime, until: Iterable[datetime | None], budget: Budget
) -> Occurrences:
    """The wall-clock times of the rules, the start among them; raises InvalidValue.

    ``until``: for each rule its UNTIL as wall-clock time, since only the caller knows the zone.
    """
    walls, cut = {start}, False
    most = min(MAX_OF_EVENT, budget.left + 1)
    with budget.reckoning():
        for text, last in zip(rules, until, strict=True):
            try:
                budget.look()
                rule = _rule(text, start, budget)
                walls.update(_until(last or _LAST, islice(rule, most + 1)))
            except OutOfBudget:
                cut = True
                break
            except (ValueError, OverflowError, TypeError, LookupError):
                raise _unreadable(text) from None
    kept = sorted(walls)[:most]
    budget.left -= len(kept) - 1
    return Occurrences(tuple(kept), cut or len(walls) > most)


def _until(last: datetime, walls: Iterable[datetime]) -> Iterator[datetime]:
    return takewhile(lambda wall: wall <= last, walls)


def _rule(text: str, start: datetime, budget: Budget) -> "rrule":
    from dateutil.rrule import rrule, rrulestr

    parts = dict(_parts(text))
    if len(text) > MAX_RULE or not parts.keys() <= _PARTS or parts.get("FREQ") == "SECONDLY":
        raise _unreadable(text)
    kept = ";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL")
    rule = rrulestr(kept, dtstart=start)
    if not isinstance(rule, rrule) or int(parts.get("INTERVAL", 1)) < 1:
        raise _unreadable(text)
    _watch(rule, parts, budget)
    return rule


def _watch(rule: "rrule", parts: Mapping[str, str], budget: Budget) -> None:
    """Have the budget asked for each day that is tried.

    Not where that would change the meaning; such a rule tries 366 days a year, for a second.
    """
    own = vars(rule)["_bymonth"]
    if own or parts["FREQ"] != "YEARLY" or not _NTH_OF_YEAR.search(parts.get("BYDAY", "")):
        months = _Months(own or range(1, 13))
        months.budget = budget
        vars(rule)["_bymonth"] = months


def _parts(text: str) -> Iterable[tuple[str, str]]:
    for part in text.strip().strip(";").upper().split(";"):
        name, _equals, value = part.partition("=")
        yield name.strip(), value.strip()


def _unreadable(text: str) -> InvalidValue:
    return InvalidValue(
        "rule", Phrase("It repeats by a rule that cannot be read: {rule}.", rule=one_line(text, 80))
    )
