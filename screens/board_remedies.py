"""One key out of a conflict: each remedy is shown on the board before it is kept."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.conflicts import Severity
from planner.edits.core import Edit
from planner.entities import Change
from planner.knock_on import Foresight, KnockOn
from planner.phrases import N_, Phrase
from planner.remedies import remedies
from screens.board_drafts import Remedied
from screens.board_moving import MovingMode


class Remedies(MovingMode):
    """``f`` shows a way out of the conflicts of an activity, ``f`` again the next one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "fix", N_("Way out"), show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._ways: list[Edit] = []

    def action_fix(self) -> None:
        """Show the next remedy for what is wrong with the activity under the cursor."""
        draft = self.pending.draft if self.pending else None
        if isinstance(draft, Remedied) and draft.edit in self._ways:
            number = (self._ways.index(draft.edit) + 1) % len(self._ways)
        else:
            self.settle()
            number, self._ways = 0, self._found()
        if self._ways and self.chosen is not None:
            self.draft(Remedied(self.chosen, self._ways[number]))

    def _found(self) -> list[Edit]:
        """The remedies that do take a conflict of the activity away, the best first."""
        state, workspace = self.state, self.planner.workspace
        conflicts = state.by_activity.get(self.chosen or "", ())
        if workspace is None or not conflicts:
            self.planner.say(Phrase("Nothing is wrong with it."))
            return []
        foresight = Foresight(state.programme, workspace.checker)
        found: dict[tuple[Change, ...], KnockOn] = {}  # many conflicts, one way out of all
        for conflict in conflicts:
            for remedy in remedies(state.programme, conflict):
                changes = remedy.edit.changes
                if changes in found:
                    continue
                knock_on = foresight.of(remedy.edit)
                if conflict.key not in {c.key for c in knock_on.conflicts}:
                    found[changes] = knock_on
        if not found:
            self.planner.say(Phrase("No simple way out: move it, or look for its best place (b)."))
        best = sorted(found.values(), key=lambda way: [way.count(s) for s in Severity])
        return [way.edit for way in best]
