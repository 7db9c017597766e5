"""What is late, what moves with it, and what cannot wait: the words of day-of mode."""

from dataclasses import dataclass
from enum import StrEnum

from planner.entities import Activity
from planner.programme import Span


class Source(StrEnum):
    """What is late."""

    VEHICLE = "vehicle"
    TOUR_DAY = "tour_day"
    DELEGATION = "delegation"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Delay:
    """``minutes`` late from the instant ``at`` on; ``id`` is that of a row of ``source``.

    What is under way then ends so much later; what comes next begins so much later.  Of an
    activity ``at`` says only whether it has begun.
    """

    source: Source
    id: str
    minutes: int
    at: int


class Reason(StrEnum):
    """Why something cannot wait for those who are late."""

    PINNED = "pinned"
    FESTIVAL = "festival"
    SHARED = "shared"
    CLOSED = "closed"
    HOST = "host"


class Choice(StrEnum):
    """What becomes of something that falls."""

    STAY = "stay"
    TRAY = "tray"
    OFF = "off"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Moved:
    """An activity that begins later, or lasts longer because it is under way."""

    activity: Activity
    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class Fallen:
    """An activity that cannot wait.

    ``late``: ids of the delegations and delegates who come too late, by ``minutes``; ``missed``
    when it is over before they arrive.  ``host_id``: who has something else then.  ``choices``
    are those that make sense for it, the first one holds unless another is chosen.
    """

    activity: Activity
    span: Span
    reason: Reason
    minutes: int
    late: tuple[str, ...]
    choices: tuple[Choice, ...]
    host_id: str | None = None

    @property
    def missed(self) -> bool:
        return self.minutes >= self.span.end - self.span.begin


@dataclass(frozen=True, slots=True)
class Ripple:
    """What a delay does to the rest of the day."""

    delay: Delay
    moved: tuple[Moved, ...]
    fallen: tuple[Fallen, ...]

    @property
    def people(self) -> frozenset[str]:
        """Ids of the delegations and delegates who come late to something that falls."""
        return frozenset(who for fallen in self.fallen for who in fallen.late)
