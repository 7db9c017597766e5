"""What a solver proposes: items to accept or reject one by one, what is left out, and why."""

from abc import ABC, abstractmethod
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from planner.edits.core import Edit
from planner.phrases import Phrase
from planner.programme import Programme


class Keep(StrEnum):
    """What of the present plan stays as it is, beside the pins."""

    PINNED = "pinned"
    RELEASED = "released"
    ALL = "all"
    NOTHING = "nothing"


class Verb(StrEnum):
    """What an item does to the plan."""

    ADD = "add"
    MOVE = "move"
    REMOVE = "remove"
    KEEP = "keep"


Status: TypeAlias = str
"""``optimal`` (proven), ``feasible``, ``infeasible`` (the pins cannot hold), ``unknown``."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a proposal.  ``delegations``: ids of those concerned.

    ``brings``: what it is good for, a phrase a line.  ``needs``: keys of items without which
    it cannot be (a rejected one takes these with it).
    """

    key: str
    verb: Verb
    title: Phrase
    brings: tuple[Phrase, ...] = ()
    delegations: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The smallest change of the facts that would let something in, and what it would cost.

    ``edit`` makes it, where it is a change of the plan (a pin released, hours longer);
    None where it is not ours to make.
    """

    phrase: Phrase
    cost: Phrase | None = None
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something wished or planned that the proposal does not hold.

    ``because``: a minimal set of facts that block it: without any one of them it would fit.
    ``dearer``: nothing blocks it, but every plan that holds it is worse, by so much.
    """

    key: str
    title: Phrase
    because: tuple[Phrase, ...] = ()
    dearer: Phrase | None = None
    relaxation: Relaxation | None = None
    delegations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A figure before and after; ``subject``: the delegation it is of, None: of all."""

    rule: Phrase
    before: int
    after: int
    subject: str | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal(ABC):
    """What a solver would do to ``base``.  A value that can be pickled.

    ``score`` and ``bound`` are the solver's (None: it has none); ``notes`` are sentences on what
    was wrong with the input.  ``alternatives`` are other proposals as good or nearly so.
    ``final``: the solver has ended; else it is the best so far.
    """

    kind: str
    base: Programme
    label: Phrase
    items: tuple[Item, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    scores: tuple[Score, ...] = ()
    status: Status = "unknown"
    score: float | None = None
    bound: float | None = None
    seconds: float = 0.0
    notes: tuple[Phrase, ...] = ()
    alternatives: tuple["Proposal", ...] = ()
    final: bool = True

    @abstractmethod
    def edit(self, accepted: AbstractSet[str]) -> Edit:
        """One edit of ``base`` with the accepted items (keys); one without its needs falls away."""

    @property
    def everything(self) -> frozenset[str]:
        """The keys of all items that change something."""
        return frozenset(i.key for i in self.items if i.verb is not Verb.KEEP)

    @property
    def gap(self) -> float | None:
        """How far the bound is above the score, as a share of the bound."""
        if self.score is None or self.bound is None or self.bound <= 0:
            return None
        return max(self.bound - self.score, 0) / self.bound

    def is_stale(self, programme: Programme) -> bool:
        """True when the plan has changed since the proposal was made."""
        return programme is not self.base and programme != self.base


def with_needs(items: tuple[Item, ...], accepted: AbstractSet[str]) -> frozenset[str]:
    """Accepted keys, without those that need one that is not accepted."""
    kept = set(accepted)
    while lost := {i.key for i in items if i.key in kept and not kept.issuperset(i.needs)}:
        kept -= lost
    return frozenset(kept)
