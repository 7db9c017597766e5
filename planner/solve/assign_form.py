"""Delegations to fixed-time offers, and 1:1 meetings: ``assign-problem/1``, ``assign-solution/1``.

Times are minutes since the first midnight; the day is ``start // 1440``.  Members that the
published form does not have are marked *ours*: they may be absent.
"""

from dataclasses import dataclass, field
from typing import Literal

from planner.solve.tour_form import Status

DAY_MINUTES = 1440


@dataclass(frozen=True, slots=True)
class Offer:
    """``capacity`` counts delegations; where delegations have a size (ours), it counts heads.

    ``group`` (ours): of the offers of one group a delegation is given one at most (a talk that
    is repeated).
    """

    id: str
    venue: int
    start: int
    end: int
    capacity: int
    kind: str = ""
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """``interest``: offer id -> score; an offer that is not listed may not be given.

    ``away``: stretches ``(start, end)`` in which it is elsewhere.  ``size`` (ours): places it takes
    of an offer.  ``rests`` (ours): ``(earliest, latest, minutes)``: between the first two times
    it has a pause of so many minutes without offer, meeting or absence.
    """

    id: str
    interest: dict[str, int]
    away: tuple[tuple[int, int], ...] = ()
    max_per_day: int | None = None
    size: int = 1
    rests: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A wanted 1:1 of ``a`` and ``b``: delegations, or others who only take meetings."""

    id: str
    a: str
    b: str
    value: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time in which ``tables`` meetings can be held at a venue."""

    start: int
    end: int
    tables: int
    venue: int


@dataclass(frozen=True, slots=True)
class Actor:
    """One who only takes meetings (ours); absent ones are never away."""

    id: str
    away: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AssignProblem:
    """``travel``: minutes between venues (indices).

    ``objective`` "sum": the total; "fair": first the smallest ``floor(1000 * got / best_alone)``
    over the delegations (``best_alone``: what one could have were it alone), then the total.
    Held meetings count their value for both sides.  ``pinned_meetings`` (ours): (meeting, slot
    index); ``few_gaps`` (ours): among equally good plans the one in which people wait least
    between their meetings of a day.
    """

    name: str
    travel: tuple[tuple[int, ...], ...]
    offers: tuple[Offer, ...]
    delegations: tuple[Delegation, ...]
    pinned: tuple[tuple[str, str], ...] = ()
    meetings: tuple[Meeting, ...] = ()
    meeting_slots: tuple[Slot, ...] = ()
    objective: Literal["sum", "fair"] = "sum"
    actors: tuple[Actor, ...] = ()
    pinned_meetings: tuple[tuple[str, int], ...] = ()
    few_gaps: bool = False


@dataclass(frozen=True, slots=True)
class AssignSolution:
    """``assign``: delegation -> offers; ``meetings``: (meeting id, slot index).

    ``fair`` (ours): the smallest share in thousandths, ``fair_bound`` its proven upper bound;
    ``bound`` is that of the total (given the share, where the objective is fair).
    ``conflict``: pins that cannot hold together, each ``{"kind", ..., "message"}``.
    """

    problem: str
    status: Status
    assign: dict[str, tuple[str, ...]] = field(default_factory=dict)
    meetings: tuple[tuple[str, int], ...] = ()
    total: int = 0
    bound: float | None = None
    fair: int | None = None
    fair_bound: int | None = None
    wall_s: float = 0.0
    conflict: tuple[dict[str, str], ...] = ()
    notes: tuple[str, ...] = ()
