"""An app that outlives a mistake in it: what went wrong is said, and one goes on where one was.

Textual ends an app whose code raises, with a traceback.  Here the rooms are thrown away instead, a
screen says what is saved and where, and new rooms show the plan as it is in the store.  A mistake
that comes back at once, or that is in that screen itself, ends the app with one sentence.
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual._context import active_message_pump
from textual.app import App
from textual.dom import DOMNode

from planner import log
from planner.phrases import _
from screens.text import visible

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.message import Message

#: Where the screen is shown: rooms that are broken can neither be seen nor heard from there.
MODE = "crash"
#: A mistake so soon after going on, in seconds, will come again and again.
SOON = 5.0
#: So many mistakes may follow the first one while the rooms end.
MORE = 50


@dataclass(frozen=True)
class Crash:
    """A mistake in the program; ``lines`` say where in it and hold nothing of the plan."""

    lines: tuple[str, ...]
    log: Path | None
    mode: str


class Surviving(App[int]):
    """An app that shows its own mistakes where it ``survives``; else they end it, as in tests."""

    survives = False

    _crash: Crash | None = None
    _gave_up = False
    _more = 0
    _went_on = float("-inf")

    def on_mount(self) -> None:
        if self.survives:
            asyncio.get_running_loop().set_exception_handler(_lost)

    # -- for the app ----------------------------------------------------------------------

    @property
    def is_broken(self) -> bool:
        """Whether the rooms end because of a mistake."""
        return self._crash is not None or self._gave_up

    @property
    def can_go_on(self) -> bool:
        """Whether there is something to go on with."""
        raise NotImplementedError

    def leave_rooms(self) -> None:
        """Throw all rooms away; the mode in view is none of them."""
        raise NotImplementedError

    def reopen(self, mode: str) -> None:
        """Read the plan again and show it in a new room; raises what goes wrong."""
        raise NotImplementedError

    # -- mistakes -------------------------------------------------------------------------

    async def _dispatch_message(self, message: "Message") -> None:
        """As Textual's; a mistake in what the app itself does leaves it listening."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not self.survives or not self._is_mounted:
                raise
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Any mistake, wherever in the app; its messages may name people and are not kept."""
        if not self.survives:
            super()._handle_exception(error)
            return
        written = log.mistake(error)
        if self._crash is None and self._may_go_on():
            self._crash = Crash(tuple(log.told(error)), written, self.current_mode)
            self._more = 0
            self.call_later(self._show_crash, self._crash)
        elif self._crash is not None and not self._exit and not _in_crash_screen():
            self._more += 1  # of a room that is about to end, most likely for the same reason
            if self._more > MORE:
                self._give_up(written)
        else:
            self._give_up(written)

    async def _close_all(self) -> None:
        """As Textual's; a widget that makes a mistake as it ends does not keep the terminal."""
        try:
            await super()._close_all()
        except Exception as error:
            if not self.survives:
                raise
            log.mistake(error)

    def _print_error_renderables(self) -> None:
        """As Textual's; on a terminal that is gone there is nobody to read it."""
        with suppress(OSError):
            super()._print_error_renderables()

    def panic(self, *renderables: "RenderableType") -> None:
        """The terminal cannot be read any more: without one there is nothing to show it on."""
        if self.survives:
            self._end()
        else:
            super().panic(*renderables)

    def _may_go_on(self) -> bool:
        is_up = self._running and self._is_mounted and not self._exit
        return is_up and self.can_go_on and time.monotonic() - self._went_on > SOON

    def _show_crash(self, crash: Crash) -> None:
        from screens.crash import CrashScreen

        def make() -> CrashScreen:
            return CrashScreen(crash)

        if self._exit:
            return
        try:
            self.capture_mouse(None)
            self.add_mode(MODE, make)
            self.switch_mode(MODE)
            self.leave_rooms()
        except Exception as error:  # noqa: BLE001 - the last border: it cannot be shown either
            self._give_up(log.mistake(error))

    def go_on(self) -> None:
        """Away with the crash screen: the plan as it is stored, in the room where one was."""
        crash, self._crash = self._crash, None
        if crash is None:
            return
        self._went_on = time.monotonic()
        log.note(log.Event.WENT_ON)
        self._forget_ended()
        self.reopen(crash.mode)
        if self.current_mode != MODE:
            self.remove_mode(MODE)

    def _forget_ended(self) -> None:
        """Textual would go on telling a room that has crashed what changes in the app."""
        for watchers in getattr(self, "__watchers", {}).values():
            watchers[:] = [one for one in watchers if one[0]._running]

    def _give_up(self, written: Path | None) -> None:
        """End the app with one sentence and exit code 1."""
        text = _("A mistake in the program has ended it. Everything you have confirmed is saved.")
        if written is not None:
            text += " " + _("The log says where: {path}").format(path=written)
        self._gave_up = True
        if not self._exit_renderables:
            self._exit_renderables.append(visible(f"{text} [mistake]"))
        self._end()

    def _end(self) -> None:
        self._return_code, self._exit = 1, True
        self._close_messages_no_wait()


def _in_crash_screen() -> bool:
    """Whether what runs now belongs to the crash screen."""
    from screens.crash import CrashScreen

    pump = active_message_pump.get(None)
    return isinstance(pump, DOMNode) and any(
        isinstance(node, CrashScreen) for node in pump.ancestors_with_self
    )


def _lost(_loop: asyncio.AbstractEventLoop, about: dict[str, Any]) -> None:
    """A task that failed with nobody waiting for it."""
    if isinstance(error := about.get("exception"), Exception):
        log.mistake(error)
