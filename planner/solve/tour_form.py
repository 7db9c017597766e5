"""The tour problem and its solution: ``tour-problem/1`` and ``tour-solution/1`` as values.

All times and lengths are integers of one unit; in our own problems minutes after midnight of the
day.  Members that the published form does not have are marked *ours*: they may be absent.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Status: TypeAlias = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the travel matrix; its index is its row and column."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Open from ``open`` to ``close``; ``days`` None: every day."""

    open: int
    close: int
    days: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place that may be visited once.  Without windows it is never open.

    ``scores`` (ours): the score on a day that differs from ``score``; day id -> score.
    """

    id: str
    place: str
    duration: int
    score: int
    windows: tuple[Window, ...]
    name: str = ""
    scores: dict[str, int] = field(default_factory=dict)

    def score_on(self, day: str) -> int:
        return self.scores.get(day, self.score)


@dataclass(frozen=True, slots=True)
class Lunch:
    """A meal that starts between ``earliest`` and ``latest``.

    ``at`` "stop": where the item before or after it is (the day's start or end place when it
    is first or last); else one of these places.
    """

    earliest: int
    latest: int
    duration: int
    required: bool = True
    at: Literal["stop"] | tuple[str, ...] = "stop"


@dataclass(frozen=True, slots=True)
class Day:
    """One route: it leaves no earlier than ``start`` and is home no later than ``end``.

    Several circuits of one date are several days.  ``max_driving`` (ours): minutes at the wheel
    in all; ``driving_break`` (ours): (after so much driving, a pause of so much) - a stop, a meal
    or a wait of that length is one (Regulation (EC) No 561/2006, articles 6 and 7).
    """

    id: str
    start_place: str
    end_place: str
    start: int
    end: int
    max_visits: int | None = None
    lunch: Lunch | None = None
    max_driving: int | None = None
    driving_break: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A site that must be visited, on a given day and at an exact start where these are set."""

    site: str
    day: str | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """An additive budget: the sum of ``use`` over the sites of the trip, or of each day."""

    id: str
    scope: Literal["trip", "day"]
    max: int
    use: dict[str, int]


@dataclass(frozen=True, slots=True)
class TourProblem:
    """``travel[a][b]`` is the time from place a to place b, -1: no connection.

    ``window_rule`` "start": a visit starts inside a window; "complete": it starts and ends inside
    the same one.  ``orders`` (ours): pairs of sites; visited on one day, the first comes first.
    """

    name: str
    places: tuple[Place, ...]
    travel: tuple[tuple[int, ...], ...]
    sites: tuple[Site, ...]
    days: tuple[Day, ...]
    window_rule: Literal["start", "complete"] = "start"
    pinned: tuple[Pin, ...] = ()
    limits: tuple[Limit, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()
    time_unit: str = "min"


@dataclass(frozen=True, slots=True)
class Visit:
    site: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Meal:
    """A lunch; ``place`` is the id of the place."""

    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What takes place on a day, in order of time; the way home is implied."""

    day: str
    items: tuple[Visit | Meal, ...] = ()

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(item.site for item in self.items if isinstance(item, Visit))


@dataclass(frozen=True, slots=True)
class Blocker:
    """One requirement of a conflict; ``message`` is a sentence that names the culprit."""

    kind: Literal["pinned", "window", "lunch", "day_end", "limit", "travel"]
    site: str | None = None
    day: str | None = None
    limit: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class TourSolution:
    """``bound``: no plan has a higher score; equal to ``score`` when proven optimal.

    ``alternatives``: other plans of (nearly) the best score, the best first, each with its score.
    """

    problem: str
    status: Status
    days: tuple[DayPlan, ...] = ()
    score: int | None = None
    bound: float | None = None
    wall_s: float = 0.0
    conflict: tuple[Blocker, ...] = ()
    alternatives: tuple[tuple[int, tuple[DayPlan, ...]], ...] = ()
    notes: tuple[str, ...] = ()


#: What a JSON file holds.
Json: TypeAlias = dict[str, Any]
