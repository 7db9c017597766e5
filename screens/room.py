"""What all rooms share: header, footer, keys, and how they learn of a change."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from planner.phrases import N_
from screens.state import State
from screens.widgets.key_bar import KeyBar
from screens.widgets.room_bar import RoomBar

if TYPE_CHECKING:
    from textual.command import Provider

    from planner.colleagues import Colleague
    from screens.app import PlannerApp


def _room_commands() -> "type[Provider]":
    """Imported when the palette is opened, not before."""
    from screens.room_commands import RoomCommands

    return RoomCommands


class RoomScreen(Screen[None]):
    """A room.  Subclasses yield their widgets in ``compose_room`` and paint in ``show``.

    ``show`` is called with each new state while the room is in view, and when it comes into
    view again; it must be able to run at any time after mounting.
    """

    ROOM: ClassVar[str] = ""
    #: The kind of proposal that this room is about.
    PROPOSES: ClassVar[str] = ""
    #: Sentences for the help screen (English source strings), most useful first.
    GUIDE: ClassVar[tuple[str, ...]] = ()

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"app.room_number({n})", show=False) for n in range(1, 9)),
        Binding("question_mark", "app.help", N_("Help"), key_display="?"),
        Binding("slash", "app.find", N_("Find"), key_display="/"),
        Binding("u", "app.undo", N_("Undo")),
        Binding("ctrl+r", "app.redo", N_("Redo"), show=False),
        Binding("ctrl+o", "import", N_("Import"), show=False),
        Binding("f4", "app.tool('history')", N_("History"), show=False),
        Binding("f6", "app.tool('compare')", N_("Compare"), show=False),
        Binding("f7", "app.tool('day-of')", N_("Day of"), show=False),
        Binding("f9", "app.propose", N_("Proposals"), show=False),
        Binding("f8", "app.next_conflict(1)", N_("Next conflict"), show=False),
        Binding(
            "shift+f8,f20",
            "app.next_conflict(-1)",
            N_("Previous conflict"),
            show=False,
            key_display="shift+f8",
        ),
    ]

    COMMANDS = {_room_commands}

    def __init__(self) -> None:
        super().__init__()
        self._shown: State | None = None
        self._held = 0

    @property
    def planner(self) -> "PlannerApp":
        """The app, with its type."""
        return cast("PlannerApp", self.app)

    @property
    def state(self) -> State:
        """The state in force; only to be asked once an edition is open."""
        state = self.planner.state
        assert state is not None
        return state

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys in force, the room's own first; their descriptions are source strings."""
        found = super().active_bindings
        own = {key: active for key, active in found.items() if not _is_common(active)}
        return own | found

    def compose(self) -> ComposeResult:
        yield RoomBar(self.ROOM)
        yield from self.compose_room()
        yield KeyBar()

    def compose_room(self) -> ComposeResult:
        """The room's own widgets."""
        raise NotImplementedError

    def show(self, state: State) -> None:
        """Paint ``state``."""
        raise NotImplementedError

    def before_action(self, action: str, node: DOMNode) -> None:
        """A command is about to be carried out on ``node``: finish here what it would disturb."""

    @property
    def proposes(self) -> str:
        """The kind of proposal that is asked for from here."""
        return self.PROPOSES

    @property
    def spot(self) -> tuple[str, str] | None:
        """The row of the plan that is in view here, as table and id: where colleagues see one."""
        selected = self.planner.selected
        return ("activity", selected) if selected is not None else None

    def action_propose(self) -> None:
        """Let a solver propose what this room is about."""
        self.planner.action_propose()

    def action_import(self) -> None:
        """Take in a file of somebody else's."""
        from screens.intake import import_file

        if self.planner.state is not None:
            import_file(self.planner)

    def say(self, text: str, *, may_be_cut: bool) -> bool:
        """Say something in passing; False when it has to be said in another way."""
        bar = next(iter(self.query(RoomBar)), None)  # none any more, while the app ends
        return bar is not None and bar.say(text, may_be_cut=may_be_cut)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Nothing is painted meanwhile, and all that has changed at the end."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            self.check_idle()

    def on_idle(self, event: events.Idle) -> None:
        if self._held:
            event.prevent_default()  # what begins a repaint

    def on_mount(self) -> None:
        self.watch(self.app, "state", self._state_changed)
        self.watch(self.app, "solving", self._solving_changed)
        self.watch(self.app, "colleagues", self._colleagues_changed)

    def on_screen_resume(self) -> None:
        self._state_changed(self.planner.state)

    def _solving_changed(self, text: str) -> None:
        self.query_one(RoomBar).solving = text

    def _colleagues_changed(self, colleagues: "tuple[Colleague, ...]") -> None:
        self.query_one(RoomBar).colleagues = colleagues
        if self in self.app.screen_stack:
            self.colleagues_moved()

    def colleagues_moved(self) -> None:
        """Others are at other rows now: rooms that show it override this."""

    def _state_changed(self, state: State | None) -> None:
        if state is None or state is self._shown or not self.is_mounted:
            return
        if self not in self.app.screen_stack:
            return  # another room is in view: painted when this one is resumed
        self._shown = state
        self.query_one(RoomBar).state = state
        self.show(state)


def _is_common(active: ActiveBinding) -> bool:
    """True for a key that works alike in every room."""
    return active.binding.action in COMMON_ACTIONS


#: What every list has comes after what a room is for.
COMMON_ACTIONS = frozenset({"filter", "find_text", "app.help", "app.find", "app.undo", "app.redo"})
