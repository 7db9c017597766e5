"""The app: theme, rooms, the open store, and the one way in which an edit is made."""

import gc
import importlib
import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from planner import __version__, log
from planner.clock import present
from planner.errors import PlannerError, Stale
from planner.phrases import N_, Phrase, _, set_language
from screens import watching
from screens.few_colours import depth_of, filters_for
from screens.one_frame import heard
from screens.rooms import ROOMS
from screens.safeguards import guard_daily, tell_notices
from screens.settings import remember
from screens.surviving import MODE as CRASH
from screens.surviving import Surviving
from screens.text import visible
from screens.theme import SETTING, THEMES, first_theme
from screens.tools import KEYS as TOOL_KEYS
from screens.tools import TOOLS
from screens.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.filter import LineFilter

    from planner.colleagues import Colleague
    from planner.edits.core import Edit
    from planner.programme import Programme
    from planner.workspace import Workspace
    from screens.find_index import Goal
    from screens.room import RoomScreen
    from screens.state import State


class PlannerApp(Surviving):
    """Wake Planner in the terminal.

    ``open_workspace`` is called in a worker, after the first paint; ``edition_id`` is the
    edition to open (None: the only one, or the welcome screen).
    """

    TITLE = "Wake Planner"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    #: Dragging moves things; terminals select text by themselves with shift.
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True),
        Binding("f1", "help", N_("Help"), show=False),
    ]

    # Rooms repaint what changed: no change of these paints the whole screen.
    state: "var[State | None]" = var(None)
    day: var["date | None"] = var(None)
    #: The activity that rooms have in common.
    selected: var[str | None] = var(None)
    #: How far the solvers are that run in the background, in words.
    solving: var[str] = var("")
    #: Who else is in this edition.
    colleagues: "var[tuple[Colleague, ...]]" = var(())

    def __init__(
        self,
        open_workspace: "Callable[[], Workspace]",
        edition_id: str | None = None,
    ) -> None:
        super().__init__()
        self._open_workspace = open_workspace
        self._edition_id = edition_id
        self.workspace: Workspace | None = None
        self.is_scrubbing = False  # what is written meanwhile is our own
        self._room_before = ROOMS[0].mode
        self.recent: list[Goal] = []  # where one went by Find, the last first
        self.conflict: tuple[str, int] = ("", 0)  # the key of the one shown last, and its place
        self.wanted: tuple[str, str] | None = None  # table and id that a room should show next
        self._watching = Watching(self, self.refresh_from_others)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = first_theme(os.environ)
        self._depth = depth_of(os.environ, self.console.color_system)

    # -- start ----------------------------------------------------------------------------

    def on_mount(self) -> None:
        for room in (*ROOMS, *TOOLS):
            self.add_mode(room.mode, partial(_make, room.path))
        self.set_interval(watching.LOOK_SECONDS, self._watching.look)
        # Something is on the screen before the heavy modules are loaded.
        self.call_after_refresh(self._load)

    def compose(self) -> ComposeResult:
        yield Static(f"Wake Planner {__version__}", markup=False, id="opening")

    def _load(self) -> None:
        # Nothing that is loaded now is garbage: looking for some would only make it take longer.
        gc.disable()
        self._start()
        self.switch_mode("board")

    @work(thread=True, exit_on_error=False, name="open")
    def _start(self) -> "tuple[Workspace, str | None]":
        workspace = self._open_workspace()
        editions = workspace.editions()
        wanted = self._edition_id or (editions[0].id if len(editions) == 1 else None)
        if wanted is not None:
            workspace.enter(wanted)
            _ = workspace.conflicts
        return workspace, wanted

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        if event.worker.name != "open":
            return
        if event.state is WorkerState.SUCCESS:
            assert event.worker.result is not None
            self.workspace, wanted = event.worker.result
            if wanted is None:
                self._welcome()
            else:
                self._entered()
            tell_notices(self)
            guard_daily(self)
        elif event.state is WorkerState.ERROR:
            self._start_failed(event.worker.error)
        if event.worker.is_finished:
            gc.enable()

    async def on_unmount(self) -> None:
        gc.enable()
        await self._watching.end()

    def _start_failed(self, error: BaseException | None) -> None:
        if isinstance(error, PlannerError):
            from screens.backup_flows import damaged_store

            if (store := damaged_store(error)) is not None:
                self._rescue(store, error)
            else:
                self._leave(error)
        elif error is not None:
            raise error

    def _leave(self, error: PlannerError) -> None:
        """There is no plan to show, and why."""
        log.note(log.Event.REFUSED, code=error.code)
        self.exit(return_code=1, message=f"{error} [{error.code}]")

    @work
    async def _rescue(self, store: "Path", error: PlannerError) -> None:
        """Let the user choose what becomes of a damaged store."""
        from screens.backup_flows import rescue

        if await rescue(self, store, error):
            self._start()
        else:
            self._leave(error)

    def go_on_with(self, workspace: "Workspace", edition_id: str | None) -> None:
        """Take another workspace, in an edition or where one is chosen."""
        from screens.welcome import WelcomeScreen

        self.workspace, self.state = workspace, None
        if edition_id is not None:
            workspace.enter(edition_id)
            self._entered()
        if isinstance(self.screen, WelcomeScreen):
            self.screen.fill()
        elif edition_id is None:
            self._welcome()

    def _entered(self) -> None:
        """An edition has been opened."""
        assert self.workspace is not None
        programme = self.workspace.programme
        today = programme.clock.day(present())
        if today in programme.days:
            self.day = today
        elif self.day not in programme.days:
            self.day = programme.days[0]
        self.show_workspace()
        keep_until = programme.edition.keep_until
        if keep_until is not None and keep_until < today:
            from screens.edition_flows import remind

            remind(self)
        # Rows are never part of a cycle: looking through all of them again and again for
        # garbage would make a key wait for a tenth of a second now and then.
        gc.freeze()

    def enter(self, edition_id: str) -> None:
        """Open another edition."""
        assert self.workspace is not None
        self.workspace.enter(edition_id)
        self.day = self.workspace.programme.edition.festival_start
        self.selected = None
        self._entered()

    def _welcome(self) -> None:
        from screens.welcome import WelcomeScreen

        self.push_screen(WelcomeScreen())

    def show_workspace(self) -> bool:
        """Let the rooms see the workspace as it is now; True where others' steps were told."""
        from screens.state import State

        assert self.workspace is not None
        workspace = self.workspace
        self.state = State(workspace.programme, workspace.conflicts, workspace.is_read_only)
        if news := workspace.news():
            from screens.others import told

            self._say_in_room(visible(str(told(news))))
        return bool(news)

    # -- others ---------------------------------------------------------------------------

    def refresh_from_others(self) -> None:
        """Show what others have written, and say who has done what; raises PlannerError."""
        if self.workspace is None or not self.workspace.has_edition or self.is_scrubbing:
            return
        if self.workspace.refresh() and not self.show_workspace():
            self.say(Phrase("Somebody else has been at the store: you see it as it is now."))

    @property
    def spot(self) -> "tuple[str, str] | None":
        """The row of the plan that is in view: where others see one."""
        room = self._room_in_view()
        return room.spot if room is not None and self.state is not None else None

    def _room_in_view(self) -> "RoomScreen | None":
        """The room in front, or behind the dialog that is."""
        from screens.room import RoomScreen

        return next((s for s in reversed(self.screen_stack) if isinstance(s, RoomScreen)), None)

    def _say_in_room(self, text: str) -> None:
        """In the title line of the room, so that nothing covers a dialog's buttons."""
        room = self._room_in_view()
        if room is not None:
            room.say(text, may_be_cut=True)

    # -- edits ----------------------------------------------------------------------------

    def perform(
        self, make: "Callable[[Programme], Edit]", *, base: "Programme | None" = None
    ) -> bool:
        """Make an edit from the programme as it stands and keep it; False when it could not.

        ``base``: the plan from which it was worked out; it holds for no other.
        """
        from screens.others import ask_whose

        assert self.workspace is not None
        try:
            edit = make(self.workspace.programme)
            self.keep(edit, base=base)
        except Stale as error:
            self.show_workspace()
            ask_whose(self, error)
            return False
        except PlannerError as error:
            self.complain(error)
            return False
        if not edit.changes:
            self.say(Phrase("That changes nothing."), may_be_cut=True)
        return True

    def keep(self, edit: "Edit", *, base: "Programme | None" = None) -> None:
        """Write an edit and show its result; raises PlannerError when it cannot be written."""
        assert self.workspace is not None
        if self.workspace.do(edit, base=base) is not None:
            self.show_workspace()

    def action_undo(self) -> None:
        self._turn("undo", N_("Undone: {label}"), N_("There is nothing to undo."))

    def action_redo(self) -> None:
        self._turn("redo", N_("Done again: {label}"), N_("There is nothing to redo."))

    def _turn(self, name: str, done: str, nothing: str) -> None:
        if self.workspace is None or not self.workspace.has_edition:
            return
        try:
            line = self.workspace.undo() if name == "undo" else self.workspace.redo()
        except PlannerError as error:
            self.complain(error)
            self.show_workspace()
            return
        self.show_workspace()
        said = Phrase(done, label=line.label) if line else Phrase(nothing)
        self.say(said, may_be_cut=True)

    def say(self, phrase: Phrase, *, may_be_cut: bool = False) -> None:
        """A short message in passing: in the room's title line, else as a notification.

        ``may_be_cut``: it goes to the title line even where that is too short for all of it.
        """
        from screens.room import RoomScreen

        text, room = visible(str(phrase)), self.screen
        if not (isinstance(room, RoomScreen) and room.say(text, may_be_cut=may_be_cut)):
            self.notify(text, markup=False, timeout=4)

    def complain(self, error: PlannerError) -> None:
        """Something could not be done, and why."""
        log.note(log.Event.REFUSED, code=error.code)
        self.notify(visible(str(error)), severity="error", markup=False, timeout=10)

    # -- going about ----------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """As Textual's; what a key does in a room is painted in one frame."""
        from screens.room import RoomScreen

        room = self.screen if isinstance(event, events.Key) else None
        if not isinstance(room, RoomScreen):
            await super().on_event(event)
            return
        with room.holding():
            await super().on_event(event)
            await heard(room.focused or room)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: "DOMNode | None" = None,
        namespaces: "Mapping[str, DOMNode] | None" = None,
    ) -> bool:
        """As Textual's; a room hears of every command before it is carried out."""
        from screens.room import RoomScreen

        node, name, parameters = self._parse_action(action, default_namespace or self, namespaces)
        if isinstance(self.screen, RoomScreen) and node.check_action(name, parameters):
            self.screen.before_action(name, node)
        return await super().run_action(action, default_namespace, namespaces)

    def action_room(self, mode: str) -> None:
        """Go to a room; from a dialog nowhere, so that nothing typed is lost."""
        if self.state is not None and not self.screen.is_modal:
            self.switch_mode(mode)

    def action_tool(self, mode: str) -> None:
        """Go to a screen beside the rooms; from a dialog nowhere."""
        if self.current_mode not in TOOL_KEYS:
            self._room_before = self.current_mode
        self.action_room(mode)

    def action_propose(self, kind: str = "") -> None:
        """Go to the proposals: to those of a kind, else of the room in view."""
        from screens.proposal_job import jobs_of
        from screens.room import RoomScreen

        if self.state is None or self.screen.is_modal:
            return
        jobs, room = jobs_of(self), self.screen
        wanted = kind or (room.proposes if isinstance(room, RoomScreen) else "")
        if wanted in jobs.runs:
            jobs.chosen, jobs.asked = wanted, True
        self.action_tool("proposals")

    def action_colleagues(self) -> None:
        """Show who else is in this edition, and go to where one of them is."""
        from screens.others import show_colleagues

        if self.state is not None and not self.screen.is_modal:
            self.run_worker(show_colleagues(self), group="colleagues")

    def leave_tool(self) -> None:
        """Back to the room in view before."""
        self.action_room(self._room_before)

    def action_next_conflict(self, step: int) -> None:
        """Show the next (1) or previous (-1) conflict at its place, from anywhere."""
        from screens.jump import show_next_conflict

        if self.state is not None and not self.screen.is_modal:
            self.run_worker(show_next_conflict(self, step), group="jump")

    def action_room_number(self, number: int) -> None:
        self.action_room(ROOMS[number - 1].mode)

    def go_to_activity(self, activity_id: str) -> None:
        """Show an activity on the board."""
        assert self.state is not None
        programme = self.state.programme
        activity = programme.activities.get(activity_id)
        whole = (activity.parent_id if activity else None) or activity_id
        if (span := programme.spans.get(whole)) is not None:
            self.day = programme.clock.day(span.begin)
        self.selected = whole
        self.action_room("board")

    def go_to(self, table: str, row_id: str) -> None:
        """Show a row of any table in its room, and put the cursor on it."""
        from screens.jump import show_row

        self.run_worker(show_row(self, table, row_id), group="jump")

    def action_help(self, at_keys: bool = False) -> None:
        from screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen, at_keys=at_keys))

    def action_find(self) -> None:
        from screens.find import FindScreen

        if self.state is not None and not self.screen.is_modal:
            self.push_screen(FindScreen(self.state))

    def action_editions(self) -> None:
        if self.workspace is not None and not self.screen.is_modal:
            self._welcome()

    def action_backups(self) -> None:
        """The dated copies of the store."""
        from screens.backup_flows import show_backups
        from screens.backups import BackupsScreen

        if self.workspace is not None and not isinstance(self.screen, BackupsScreen):
            self.run_worker(show_backups(self), group="backups", exclusive=True)

    def action_edition(self) -> None:
        from screens.edition_flows import revise_edition

        self.run_worker(revise_edition(self), group="edition")

    def action_scrub(self) -> None:
        from screens.edition_flows import scrub_edition

        self.run_worker(scrub_edition(self), group="edition")

    def action_language(self, code: str) -> None:
        """Change the language; the rooms are made anew."""
        set_language(code)
        state, self.state = self.state, None
        mode = self.current_mode
        self._make_rooms_anew()
        self.switch_mode(next(room.mode for room in ROOMS if room.mode != mode))
        self._make_rooms_anew()
        self.switch_mode(mode)
        self.state = state

    def _make_rooms_anew(self) -> None:
        """Every room but the one in view is a new one when it is next gone to."""
        for room in (*ROOMS, *TOOLS):
            if room.mode != self.current_mode:
                self.remove_mode(room.mode)
                self.add_mode(room.mode, partial(_make, room.path))

    # -- after a mistake ------------------------------------------------------------------

    @property
    def can_go_on(self) -> bool:
        return self.workspace is not None

    def leave_rooms(self) -> None:
        self.set_reactive(PlannerApp.state, None)  # without a word to the rooms that end
        self._make_rooms_anew()

    def reopen(self, mode: str) -> None:
        """The plan as it is stored, on the day and in the room (a mode) in view before."""
        assert self.workspace is not None
        self.selected = None  # what could not be shown might be this
        self.switch_mode(mode)
        if not self.workspace.has_edition:
            self._welcome()
            return
        try:
            programme = self.workspace.enter(self.workspace.programme.edition.id)
        except PlannerError as error:
            self._leave(error)
            return
        if self.day not in programme.days:
            self.day = programme.days[0]
        self.show_workspace()

    def get_system_commands(self, screen: Screen[object]) -> "Iterable[SystemCommand]":
        from screens.app_commands import commands_of

        return commands_of(self)

    def action_command_palette(self) -> None:
        """Everything that can be done, to be found by typing."""
        from textual.command import CommandPalette

        if self.current_mode != CRASH and not isinstance(self.screen, CommandPalette):
            placeholder = _("What would you like to do?")
            self.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))

    def action_light_or_dark(self) -> None:
        names = [theme.name for theme in THEMES]
        self.theme = names[self.theme == names[0]]
        remember(SETTING, self.theme)

    def get_line_filters(self) -> "Sequence[LineFilter]":
        background = self.current_theme.background or "#000000"
        return [*super().get_line_filters(), *filters_for(self._depth, background)]


def _make(path: str) -> Screen[None]:
    """Make a room's screen from ``module:Class``, importing it only now."""
    module, name = path.split(":")
    made: Screen[None] = getattr(importlib.import_module(module), name)()
    return made
