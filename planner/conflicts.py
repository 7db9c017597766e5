"""What a broken rule looks like.  The rules themselves are in ``planner/checks``."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from planner.phrases import N_, Phrase


class Severity(IntEnum):
    """How bad it is; sorts from worst to mildest."""

    BLOCKING = 0
    WARNING = 1
    TO_CHECK = 2

    @property
    def label(self) -> str:
        """English source string; translate with ``_``."""
        return (N_("blocking"), N_("warning"), N_("to check"))[self]

    @property
    def sign(self) -> str:
        """One character that tells the severity without colour."""
        return "✖!?"[self]


@dataclass(frozen=True)
class Conflict:
    """A rule broken by the plan: who, what, by how much, how bad.

    ``activities`` and ``people`` hold ids (people: delegations, delegates, hosts), ``minutes``
    the figure where there is one (12 = twelve minutes short).  ``subject`` is the id of what the
    rule looked at.  ``fact`` sums up what the conflict rests on: an acceptance holds only while
    it stays the same.
    """

    rule: str
    severity: Severity
    phrase: Phrase
    subject: str
    activities: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    minutes: int | None = None
    fact: str = ""

    @cached_property
    def key(self) -> str:
        """The same broken rule between the same things has the same key, whatever the figure."""
        return "|".join((self.rule, self.subject, *sorted(self.activities), *sorted(self.people)))
