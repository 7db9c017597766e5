"""Facts that keep somebody from something, each with its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from planner.phrases import Phrase


class Cause(StrEnum):
    """What kind of fact it is.

    ``BUSY`` to ``GONE`` are of somebody's programme, ``LANGUAGE`` and ``ACCESS`` of the thing
    itself; the others say how the rest of the plan stands in the way.
    """

    BUSY = "busy"
    WAY = "way"
    NOT_YET = "not-yet"
    GONE = "gone"
    LANGUAGE = "language"
    ACCESS = "access"
    SEEN = "seen"
    CAPACITY = "capacity"
    DAY_FULL = "day-full"
    REST = "rest"
    TABLES = "tables"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Fact:
    """``activity_id`` is what stands in the way, ``person_id`` whose programme it is in.

    ``minutes``: by how much it does not fit, where there is such a figure.  ``firm``: no plan
    of the solver could do without it; False: another plan could.
    """

    cause: Cause
    phrase: Phrase
    activity_id: str | None = None
    person_id: str | None = None
    minutes: int = 0
    firm: bool = True


def phrases(facts: Iterable[Fact]) -> tuple[Phrase, ...]:
    """Their sentences, each once."""
    return tuple(dict.fromkeys(fact.phrase for fact in facts))
