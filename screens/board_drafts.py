"""Edits on the board that are not made yet: what shall change, as recipes.  Pure, no Textual.

A draft keeps what the organiser wants, not rows: its edit is made from whichever programme is in
force, so that it can be shown again on a plan that somebody else has changed.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

from planner.edits import activities as edits
from planner.edits.core import Edit, require
from planner.edits.handover import hand_over, then
from planner.edits.ripple import Rippled, shift_before, shift_rest
from planner.entities import TABLE_OF, Activity, Entity, changed_columns
from planner.knock_on import Foresight, KnockOn
from planner.programme import Programme

#: The shortest length that keys give, in minutes.
SHORTEST_MINUTES = 5
#: No ripple is longer than a day.
MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Retimed:
    """An activity at another start (an instant) and of another length (minutes).

    ``aside``: from whom to whom it goes over, as ids of two columns of the board.
    """

    activity_id: str
    begin: int
    minutes: int
    aside: tuple[str, str] | None = None

    @classmethod
    def of(cls, programme: Programme, activity_id: str) -> "Retimed | None":
        """The activity as it stands; None when it has no time."""
        span = programme.spans.get(activity_id)
        return cls(activity_id, span.begin, span.end - span.begin) if span else None

    def later(self, minutes: int) -> "Retimed":
        return replace(self, begin=self.begin + minutes)

    def longer(self, minutes: int) -> "Retimed":
        return replace(self, minutes=max(self.minutes + minutes, SHORTEST_MINUTES))

    def made(self, programme: Programme) -> Rippled:
        """The edit; nothing holds it.  Raises PlannerError when it cannot be."""
        start = programme.clock.wall(self.begin)
        made = edits.retime(programme, self.activity_id, start, self.minutes)
        if self.aside is not None:
            source, target = self.aside
            made = then(programme, made, lambda p: hand_over(p, self.activity_id, source, target))
        return Rippled(made, ())


@dataclass(frozen=True, slots=True)
class Shifted:
    """The rest of the day from an activity on; ``backwards``: all before it, it stays."""

    activity_id: str
    minutes: int
    backwards: bool = False

    def later(self, minutes: int) -> "Shifted":
        return self.by(self.minutes + minutes)

    def by(self, minutes: int) -> "Shifted":
        """By so many minutes in all."""
        return replace(self, minutes=min(max(minutes, -MOST_MINUTES), MOST_MINUTES))

    def made(self, programme: Programme) -> Rippled:
        """The edit and what holds it up.  Raises PlannerError when it cannot be."""
        ripple = shift_before if self.backwards else shift_rest
        return ripple(programme, self.activity_id, self.minutes)


@dataclass(frozen=True, slots=True)
class Swapped:
    """Two activities, each at the time of the other."""

    activity_id: str
    other_id: str

    def made(self, programme: Programme) -> Rippled:
        """The edit; nothing holds it.  Raises PlannerError when it cannot be."""
        return Rippled(edits.swap(programme, self.other_id, self.activity_id), ())


@dataclass(frozen=True, slots=True)
class Remedied:
    """A way out of a conflict of an activity; it holds as long as its rows are the same."""

    activity_id: str
    edit: Edit

    def made(self, programme: Programme) -> Rippled:
        """The edit itself."""
        return Rippled(self.edit, ())


Draft: TypeAlias = Retimed | Shifted | Swapped | Remedied


@dataclass(frozen=True, slots=True)
class Pending:
    """A draft that is shown on the board, what it would do, and what holds it up."""

    draft: Draft
    knock_on: KnockOn
    held: tuple[Activity, ...]
    #: The activity as it stands in the plan that the draft was shown on.
    activity: Activity

    @classmethod
    def of(cls, draft: Draft, foresight: Foresight) -> "Pending":
        """Raises PlannerError when the draft is not possible, or its activity is gone."""
        activity = require(foresight.programme, Activity, draft.activity_id)
        made = draft.made(foresight.programme)
        return cls(draft, foresight.of(made.edit), made.held, activity)

    @property
    def origins(self) -> dict[str, Activity]:
        """The activities that move, by id, as they stand in the plan."""
        rows = (change.before for change in self.knock_on.edit.changes)
        return {row.id: row for row in rows if isinstance(row, Activity)}

    def overtaken(self, programme: Programme) -> Entity | None:
        """A row that the draft would change and that somebody else has changed; None: none."""
        rows = (self.activity, *(c.before for c in self.knock_on.edit.changes))
        for row in rows:
            if row is None:
                continue
            now = programme.find(TABLE_OF[type(row)], row.id)
            if now is None or changed_columns(row, now):
                return row
        return None
