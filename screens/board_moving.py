"""The board's moving mode: a change is shown with its knock-on before it is kept.

As in a cell of a spreadsheet the first key begins a draft and further keys go on with it; enter
keeps it, escape gives it up, and any other command keeps it first and then does its own thing.
"""

from typing import ClassVar

from textual.binding import ActiveBinding, Binding, BindingType
from textual.dom import DOMNode

from planner.edits.names import describe
from planner.edits.ripple import lateness
from planner.errors import PlannerError
from planner.knock_on import Foresight
from planner.phrases import N_, Phrase
from screens.board_drafts import Draft, Pending, Retimed, Shifted
from screens.room import RoomScreen
from screens.state import State

#: Actions that leave a draft as it is: those that shape it, and those that only look.
GO_ON = frozenset(
    {
        "shift", "resize", "ripple", "ripple_back", "digit", "fix", "keep", "drop", "press", "zoom",
        "view", "span", "turn", "cancel_drag", "help", "scroll_up", "scroll_down", "noop",
    }
)  # fmt: skip
#: Actions that end a draft.
ENDS = ("keep", "drop")
STEP = 5


def _is_digit(binding: BindingType) -> bool:
    return isinstance(binding, Binding) and binding.key.isdigit()


class MovingMode(RoomScreen):
    """A room with an activity under a cursor that can be moved, and a draft of that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("Keep"), priority=True),
        Binding("escape", "drop", N_("Return"), priority=True),
        Binding("J", f"shift({STEP})", N_("Later"), key_display="J"),
        Binding("K", f"shift(-{STEP})", N_("Earlier"), key_display="K"),
        Binding("L", f"resize({STEP})", N_("Longer"), key_display="L"),
        Binding("H", f"resize(-{STEP})", N_("Shorter"), key_display="H"),
        Binding("r", "ripple", N_("Shift rest of day"), show=False),
        Binding("R", "ripple_back", N_("Shift what comes before"), show=False, key_display="R"),
        *(Binding(str(n), f"digit({n})", show=False, priority=True) for n in range(10)),
        # Keys that a class binds replace those of its base.
        *(binding for binding in RoomScreen.BINDINGS if _is_digit(binding)),
        Binding("backspace", "digit(-1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.pending: Pending | None = None
        self._foresight: Foresight | None = None
        self._typed = False

    # -- for the screen to say ------------------------------------------------------------

    @property
    def chosen(self) -> str | None:
        """Id of the activity under the cursor."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Paint :attr:`seen` and the panel."""
        raise NotImplementedError

    # -- what is seen ---------------------------------------------------------------------

    @property
    def seen(self) -> State:
        """The plan as it would be with the draft; as it is, where there is none."""
        if self.pending is None:
            return self.state
        return State(self.pending.knock_on.programme, self.pending.knock_on.conflicts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ENDS:
            return self.pending is not None
        if action == "digit":
            return self.pending is not None and isinstance(self.pending.draft, Shifted)
        return super().check_action(action, parameters)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The two keys that end a draft come first."""
        found = super().active_bindings
        ends = {key: active for key, active in found.items() if active.binding.action in ENDS}
        return ends | found

    # -- the draft ------------------------------------------------------------------------

    def draft(self, draft: Draft) -> bool:
        """Show a draft in the place of the one before; False when it is not possible."""
        workspace = self.planner.workspace
        assert workspace is not None
        if self._foresight is None or self._foresight.programme is not self.state.programme:
            self._foresight = Foresight(self.state.programme, workspace.checker)
        try:
            pending = Pending.of(draft, self._foresight)
        except PlannerError as error:
            self.planner.complain(error)
            return False
        self._show_pending(pending)
        return True

    def _show_pending(self, pending: Pending | None) -> None:
        begun = (pending is None) != (self.pending is None)
        self.pending = pending
        if begun:
            self.query_one("#tray").set_class(pending is not None, "-pending")
            self.refresh_bindings()
        self.repaint()

    def rebase(self) -> None:
        """Show the plan as it is now, and a draft on it; or say why that is dropped."""
        pending, self._foresight = self.pending, None
        if pending is None:
            self.repaint()
            return
        row = pending.overtaken(self.state.programme)
        if row is None and self.draft(pending.draft):
            return
        self._show_pending(None)
        if row is not None:
            what = describe(self.state.programme, row)
            self.planner.complain(
                PlannerError(
                    Phrase("Somebody else has changed {what}.", what=what),
                    Phrase("Your change of it has not been made: look at it again."),
                )
            )

    def settle(self) -> None:
        """Keep the draft, if there is one."""
        pending, shown = self.pending, self._shown
        if pending is None:
            return
        self.pending = None
        self.query_one("#tray").set_class(False, "-pending")
        self.planner.perform(lambda programme: pending.draft.made(programme).edit)
        self.refresh_bindings()
        if self._shown is shown:
            self.repaint()

    def on_unmount(self) -> None:
        """The app ends without a command, when its terminal goes: nothing is lost.

        After a mistake of ours it is not known what the draft would do.
        """
        if (pending := self.pending) is not None and not self.planner.is_broken:
            self.pending = None
            self.planner.perform(lambda programme: pending.draft.made(programme).edit)

    def before_action(self, action: str, node: DOMNode) -> None:
        if action not in GO_ON:
            self.settle()

    def action_keep(self) -> None:
        self.settle()

    def action_drop(self) -> None:
        """Everything as it was, and the cursor where it began."""
        if self.pending is not None:
            activity_id = self.pending.draft.activity_id
            self._show_pending(None)
            self.planner.go_to_activity(activity_id)

    # -- keys -----------------------------------------------------------------------------

    def _retimed(self) -> Retimed | None:
        """The draft to go on with; a ripple is kept first."""
        if self.pending is not None and isinstance(self.pending.draft, Retimed):
            return self.pending.draft
        self.settle()
        activity_id = self.chosen
        if activity_id is None:
            return None
        found = Retimed.of(self.state.programme, activity_id)
        if found is None:
            self.planner.say(Phrase("It has no time yet. Place it first."))
        return found

    def action_shift(self, minutes: int) -> None:
        if self.pending is not None and isinstance(self.pending.draft, Shifted):
            self._typed = False
            self.draft(self.pending.draft.later(minutes))
        elif (draft := self._retimed()) is not None:
            self.draft(draft.later(minutes))

    def action_resize(self, minutes: int) -> None:
        if (draft := self._retimed()) is not None:
            self.draft(draft.longer(minutes))

    def action_ripple(self) -> None:
        """Shift it and the rest of the day: by how much, J, K or a number say."""
        self._begin_ripple(backwards=False)

    def action_ripple_back(self) -> None:
        """Shift what comes before it, at first by as much as those in it come too late."""
        self._begin_ripple(backwards=True)

    def _begin_ripple(self, *, backwards: bool) -> None:
        self.settle()
        activity_id, programme = self.chosen, self.state.programme
        if activity_id is None:
            return
        try:
            late = lateness(programme, activity_id) if backwards else 0
        except PlannerError as error:
            self.planner.complain(error)
            return
        self._typed = False
        self.draft(Shifted(activity_id, -late // STEP * STEP, backwards))

    def action_digit(self, digit: int) -> None:
        """Type the minutes of a ripple; -1 takes the last digit away."""
        draft = self.pending.draft if self.pending else None
        if not isinstance(draft, Shifted):
            return
        earlier = draft.minutes < 0 or (draft.minutes == 0 and draft.backwards)
        typed = abs(draft.minutes) if self._typed else 0
        typed = typed // 10 if digit < 0 else typed * 10 + digit
        self._typed = True
        self.draft(draft.by(-typed if earlier else typed))
