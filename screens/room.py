"""What all rooms share: header, footer, keys, and how they learn of a change."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen

from planner.phrases import N_, _
from screens.state import State
from screens.widgets.key_bar import KeyBar
from screens.widgets.room_bar import RoomBar

if TYPE_CHECKING:
    from screens.app import PlannerApp


class RoomScreen(Screen[None]):
    """A room.  Subclasses yield their widgets in ``compose_room`` and paint in ``show``.

    ``show`` is called with each new state while the room is in view, and when it comes into
    view again; it must be able to run at any time after mounting.
    """

    ROOM: ClassVar[str] = ""
    #: Sentences for the help screen (English source strings), most useful first.
    GUIDE: ClassVar[tuple[str, ...]] = ()

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"app.room_number({n})", show=False) for n in range(1, 9)),
        Binding("question_mark", "app.help", N_("Help"), key_display="?"),
        Binding("slash", "app.find", N_("Find"), key_display="/"),
        Binding("u", "app.undo", N_("Undo")),
        Binding("ctrl+r", "app.redo", N_("Redo"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: State | None = None

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
        """The keys in force for footer and help: in the user's language, the room's own first."""
        found = {
            key: active._replace(
                binding=replace(active.binding, description=_(active.binding.description))
            )
            for key, active in super().active_bindings.items()
        }
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

    def on_mount(self) -> None:
        self.watch(self.app, "state", self._state_changed)

    def on_screen_resume(self) -> None:
        self._state_changed(self.planner.state)

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


COMMON_ACTIONS = frozenset({"app.help", "app.find", "app.undo", "app.redo"})
