"""What every room shows: one frozen value, replaced as a whole with each edit."""

from dataclasses import dataclass
from functools import cached_property

from planner.checks.acceptance import accepted
from planner.conflicts import Conflict, Severity
from planner.programme import Programme


@dataclass(frozen=True)
class State:
    """The open edition and its conflicts, accepted ones among them."""

    programme: Programme
    conflicts: tuple[Conflict, ...] = ()
    #: Nothing can be changed: the store can only be read.
    is_read_only: bool = False

    @cached_property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """Those that nobody has accepted, worst first."""
        if not self.programme.acceptances:
            return self.conflicts
        return tuple(c for c in self.conflicts if accepted(self.programme, c) is None)

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """How many open conflicts there are of each severity."""
        counts = dict.fromkeys(Severity, 0)
        for conflict in self.open_conflicts:
            counts[conflict.severity] += 1
        return counts

    @cached_property
    def by_activity(self) -> dict[str, tuple[Conflict, ...]]:
        """The open conflicts of each activity, worst first."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.open_conflicts:
            for activity_id in conflict.activities:
                found.setdefault(activity_id, []).append(conflict)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def by_person(self) -> dict[str, tuple[Conflict, ...]]:
        """The open conflicts of each delegation, delegate and host."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.open_conflicts:
            for person_id in {*conflict.people, conflict.subject}:
                found.setdefault(person_id, []).append(conflict)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def marks(self) -> dict[str, Severity]:
        """The worst open severity of each activity."""
        return {k: v[0].severity for k, v in self.by_activity.items()}
