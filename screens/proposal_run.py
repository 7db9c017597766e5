"""What is proposed of one kind: the settings, the best so far, and what is accepted of it.

It belongs to the app, so that it is still there when one comes back to the screen.
"""

import time
from collections.abc import Mapping
from typing import Any

from planner.errors import PlannerError
from planner.programme import Programme
from planner.propose.kinds import SECONDS, Proposable
from planner.propose.proposal import Proposal, Verb, with_needs


class ProposalRun:
    """The proposal of one kind, from its settings to its review.

    ``values``: the settings that somebody has changed.  ``shown``: 0 is the proposal itself,
    others its alternatives.  ``rejected``: keys of items.  ``used``: the settings with which the
    solver has begun.
    """

    def __init__(self, kind: Proposable) -> None:
        self.kind = kind
        self.seconds = SECONDS
        self.values: dict[str, Any] = {}
        self.used: dict[str, Any] = {}
        self.order: object = None  # what the solver works for; None: nobody waits for it
        self.best: Proposal | None = None
        self.error: PlannerError | None = None
        self.is_running = False
        self.is_stopping = False
        self.is_applied = False
        self.shown = 0
        self.rejected: frozenset[str] = frozenset()
        self._begun = self._ended = 0.0
        self._asked: tuple[Proposal, Programme, bool] | None = None

    # -- the solver ------------------------------------------------------------------------

    def begin(self, order: object) -> None:
        """The solver starts: what was there before is gone."""
        self.forget()
        self.order, self.is_running, self.is_stopping = order, True, False
        self._begun, self.used = time.monotonic(), dict(self.values)

    def found(self, proposal: Proposal) -> None:
        """A better one than all before; what was rejected stays so."""
        self.best = proposal
        if self.shown > len(proposal.alternatives):
            self.shown = 0

    def end(self, error: PlannerError | None) -> None:
        self.is_running = self.is_stopping = False
        self.error = error
        self._ended = time.monotonic()

    def forget(self) -> None:
        """Away with the proposal, also with one that is being looked for; the settings stay."""
        self.order = self.best = self.error = None
        self.is_stopping, self.is_applied = self.is_running, False
        self.shown, self.rejected, self._asked = 0, frozenset(), None

    @property
    def seconds_spent(self) -> float:
        """How long the solver has been at it, or was."""
        return (time.monotonic() if self.is_running else self._ended) - self._begun

    # -- what is seen ----------------------------------------------------------------------

    @property
    def proposal(self) -> Proposal | None:
        """The one that is looked at: the best, or one of its alternatives."""
        if self.best is None or self.shown == 0:
            return self.best
        return self.best.alternatives[self.shown - 1]

    @property
    def scores_used(self) -> Mapping[str, int]:
        """Changed scores of places, by id, with which it was planned."""
        return self._scores(self.used)

    @property
    def has_other_scores(self) -> bool:
        """Whether scores have been changed since it was planned."""
        return self.scores_used != self.scores_wanted

    @property
    def scores_wanted(self) -> Mapping[str, int]:
        """Changed scores of places, by id, as they are set now."""
        return self._scores(self.values)

    def _scores(self, values: Mapping[str, Any]) -> Mapping[str, int]:
        setting = self.kind.scored
        found: Mapping[str, int] = values.get(setting.field, {}) if setting is not None else {}
        return found

    @property
    def choices(self) -> tuple[Proposal, ...]:
        """The proposal, then its alternatives."""
        return (self.best, *self.best.alternatives) if self.best is not None else ()

    def show(self, number: int) -> None:
        """Look at the proposal (0) or an alternative; of either everything is accepted."""
        self.shown, self.rejected = number, frozenset()

    def is_stale(self, programme: Programme) -> bool:
        """Whether the plan is another one than that from which the proposal was made."""
        proposal = self.best
        if proposal is None:
            return False
        asked = self._asked
        if asked is None or asked[0] is not proposal or asked[1] is not programme:
            asked = self._asked = (proposal, programme, proposal.is_stale(programme))
        return asked[2]

    # -- what is accepted ------------------------------------------------------------------

    @property
    def accepted(self) -> frozenset[str]:
        """The keys of what would be applied."""
        proposal = self.proposal
        if proposal is None:
            return frozenset()
        return with_needs(proposal.items, proposal.everything - self.rejected)

    def toggle(self, key: str) -> bool:
        """Accept an item and what it needs, or reject it and what needs it; False: neither."""
        proposal = self.proposal
        items = {item.key: item for item in proposal.items} if proposal is not None else {}
        if proposal is None or key not in items or items[key].verb is Verb.KEEP:
            return False
        if key in self.accepted:
            accepted = with_needs(proposal.items, self.accepted - {key})
        else:
            wanted, waiting = set(self.accepted), [key]
            while waiting:
                wanted.add(needed := waiting.pop())
                waiting += [k for k in items[needed].needs if k in items and k not in wanted]
            accepted = frozenset(wanted)
        self.rejected = proposal.everything - accepted
        return True

    def toggle_all(self) -> None:
        """Everything, or nothing where everything is accepted."""
        if (proposal := self.proposal) is not None:
            everything = proposal.everything
            self.rejected = frozenset() if self.accepted != everything else everything
