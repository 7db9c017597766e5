"""Seeded random keys and mouse events, sent the way the terminal driver sends real ones.

The generator looks at the keys that are in force on the screen in view, so that it follows rooms
and dialogs as they change, and it never sleeps: after each event it waits until all widgets have
worked through what was waiting for them.
"""

import random
import traceback
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Input
from textual.worker import WorkerCancelled

from planner.programme import MAPPING_OF
from planner.workspace import Workspace
from screens.app import PlannerApp
from tests.screens.drive import Driver, opened
from tests.screens.hostile_texts import HOSTILE

#: What was done, as it is printed when something fails.
Step: TypeAlias = tuple[str, ...]

#: Keys that are tried whether or not a binding shows them.
KEYS = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("tab", "shift+tab", "enter", "escape", "space", "delete", "backspace"),
    *("shift+up", "shift+down", "shift+left", "shift+right", "ctrl+right", "ctrl+r", "ctrl+p"),
    *"12345678abcdefghijklmnopqrstuvwxyzACEHJKLMNRSTX[]/?.,-+*<>=",
)
#: Keys that move, change, copy or remove something in one room or another.
CHANGING = (
    *"JKLHpxdcCwsmrRftTygAPnaev123",
    *("space", "delete", "enter", "shift+up", "shift+down", "ctrl+r"),
)
#: What is typed into fields: much of it is what one field or another takes.
TYPED = ("Lunch", "9h30", "45", "thu 14h", "12", "Caen", "x", "10-12", "", "24/10")
#: How dialogs are answered, so that something comes of what has been opened; others are kept.
ANSWERS = {
    "Confirm": (("right", "enter"), ("right", "enter"), ("escape",)),
    "Pick": (("enter",), ("down", "enter"), ("down", "down", "down", "enter")),
    "PeopleDialog": (("down", "space", "ctrl+s"), ("space", "down", "space", "ctrl+s")),
}
KEEPING = (("enter",), ("ctrl+s",), ("tab", "ctrl+s"), ("down", "enter"), ("space", "ctrl+s"))
SIZES = ((80, 24), (120, 40), (200, 60), (60, 15), (250, 70), (100, 30))
#: How many of the last events are told when something fails.
TOLD = 30
#: Keys that would stop the test itself rather than the app.
NEVER = frozenset({"ctrl+z"})


class Broken(AssertionError):
    """The app failed on an event."""


@dataclass
class Player:
    """Plays ``count`` events on a store; the app is opened again when an event quits it."""

    store: Path
    room: str
    seed: int
    count: int

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._told: deque[Step] = deque(maxlen=TOLD)
        self._played = 0

    async def play(self) -> None:
        """Raises Broken with the seed and the last events when the app fails."""
        size = self._random.choice(SIZES)
        while self._played < self.count:
            try:
                async with opened(self.store, self.room, size) as (app, pilot):
                    app.animation_level = "none"
                    await self._play_on(app, pilot)
                    await _back_to_room(app, pilot)
                    _agrees_with_the_store(app, self.store)
            except Exception as error:
                if isinstance(error, Broken):
                    raise
                raise Broken(self._report(error)) from error

    async def _play_on(self, app: PlannerApp, pilot: Driver) -> None:
        while self._played < self.count and app.return_code is None:
            self._played += 1
            step, messages = self._next(app)
            self._told.append((f"{type(app.screen).__name__}:", *step))
            for message in messages:
                send(app, message)
                await settle(app, pilot)
                if app._exception is not None or app.return_code is not None:
                    break
            if app._exception is not None:
                raise Broken(self._report(app._exception))
        if app.return_code not in (None, 0):
            raise Broken(self._report(AssertionError(f"exit code {app.return_code}")))

    def _report(self, error: BaseException) -> str:
        told = "\n".join(f"  {' '.join(step)}" for step in self._told)
        where = "".join(traceback.format_exception(error)[-3:])
        return (
            f"event {self._played} with WAKE_RANDOM_SEED={self.seed} "
            f"WAKE_RANDOM_EVENTS={self.count}; the last {len(self._told)} were\n{told}\n{where}"
        )

    # -- what comes next ------------------------------------------------------------------

    def _next(self, app: PlannerApp) -> tuple[Step, list[Message]]:
        dice = self._random.random()
        if dice < 0.30:
            return self._answer(app) if app.screen.is_modal else self._change(app)
        if dice < 0.56:
            return self._keys(self._random.choice(bound_keys(app)))
        if dice < 0.68:
            return self._keys(self._random.choice(KEYS))
        if dice < 0.83:
            return self._click(app)
        if dice < 0.90:
            return self._drag(app)
        if dice < 0.95:
            return self._wheel(app)
        if dice < 0.98:
            text = self._random.choice(HOSTILE)
            return ("paste", repr(text)), [events.Paste(text)]
        return self._resize()

    def _change(self, app: PlannerApp) -> tuple[Step, list[Message]]:
        """A command that changes the plan, on what the cursor goes to first."""
        known = app.screen.active_bindings
        keys = [key for key in CHANGING if _NAMES.get(key, key) in known]
        way = self._random.choices(("down", "right", "up"), k=self._random.randrange(3))
        return self._keys(*way, self._random.choice(keys or ["escape"]))

    def _answer(self, app: PlannerApp) -> tuple[Step, list[Message]]:
        """An answer to the dialog in view; in a field something is typed before."""
        ways = ANSWERS.get(type(app.screen).__name__, KEEPING)
        typed = self._random.choice(TYPED) if isinstance(app.focused, Input) else ""
        letters = ("space" if letter == " " else letter for letter in typed)
        return self._keys(*letters, *self._random.choice(ways))

    def _keys(self, *keys: str) -> tuple[Step, list[Message]]:
        pressed: list[Message] = [
            events.Key(_NAMES.get(key, key), _LETTERS.get(key, key if len(key) == 1 else None))
            for key in keys
        ]
        return ("keys" if len(keys) > 1 else "key", *keys), pressed

    def _point(self, app: PlannerApp) -> tuple[int, int]:
        width, height = app.size
        return self._random.randrange(max(width, 1)), self._random.randrange(max(height, 1))

    def _click(self, app: PlannerApp) -> tuple[Step, list[Message]]:
        at = self._point(app)
        times = self._random.choice((1, 1, 1, 2))
        button = self._random.choice((1, 1, 1, 3))
        pressed: list[Message] = [mouse(events.MouseMove, at)]
        for _turn in range(times):
            pressed += [mouse(events.MouseDown, at, button), mouse(events.MouseUp, at, button)]
        return ("click", str(at), f"x{times}", f"button {button}"), pressed

    def _drag(self, app: PlannerApp) -> tuple[Step, list[Message]]:
        (x, y), to = self._point(app), self._point(app)
        middle = ((x + to[0]) // 2, (y + to[1]) // 2)
        moves = [mouse(events.MouseMove, at, 1) for at in (middle, to)]
        down, up = mouse(events.MouseDown, (x, y), 1), mouse(events.MouseUp, to, 1)
        return ("drag", str((x, y)), str(to)), [down, *moves, up]

    def _wheel(self, app: PlannerApp) -> tuple[Step, list[Message]]:
        kind = self._random.choice(
            (
                events.MouseScrollDown,
                events.MouseScrollUp,
                events.MouseScrollLeft,
                events.MouseScrollRight,
            )
        )
        at = self._point(app)
        return (kind.__name__, str(at)), [mouse(kind, at)]

    def _resize(self) -> tuple[Step, list[Message]]:
        size = Size(*self._random.choice(SIZES))
        return ("resize", str(tuple(size))), [events.Resize(size, size)]


_NAMES = {
    "[": "left_square_bracket", "]": "right_square_bracket", "/": "slash", "?": "question_mark",
    ".": "full_stop", ",": "comma", "-": "minus", "+": "plus", "*": "asterisk",
    "<": "less_than_sign", ">": "greater_than_sign", "=": "equals_sign",
}  # fmt: skip


_LETTERS = {"space": " "}


def bound_keys(app: PlannerApp) -> list[str]:
    """The keys of ours in force on the screen in view, in a fixed order; those of the
    screen itself count twice, since most of the keys of a widget only move its cursor.
    """
    active = app.screen.active_bindings
    ours = sorted(k for k, a in active.items() if type(a.node).__module__.startswith("screens."))
    of_the_screen = [k for k in ours if active[k].node is app.screen]
    return [*ours, *of_the_screen] or sorted(set(active) - NEVER) or ["escape"]


def mouse(kind: type[events.MouseEvent], at: tuple[int, int], button: int = 0) -> Message:
    return kind(None, *at, 0, 0, button, False, False, False, *at)


def send(app: PlannerApp, message: Message) -> None:
    """What a terminal's driver does with its input."""
    driver = app._driver
    assert driver is not None
    if isinstance(message, events.Resize):
        driver._size = (message.size.width, message.size.height)
    driver.process_message(message)


async def settle(app: PlannerApp, pilot: Driver) -> None:
    """Wait until every widget has worked through its messages, twice: some send new ones."""
    for _round in range(2):
        if app._exception is not None or app.return_code is not None:
            return
        await pilot._wait_for_screen()


async def _back_to_room(app: PlannerApp, pilot: Driver) -> None:
    """Give up every dialog, so that nothing is left half done."""
    await _quiet(app, pilot)
    while app.return_code is None and app.screen.is_modal and len(app.screen_stack) > 1:
        app.screen.dismiss()
        await _quiet(app, pilot)
    with suppress(WorkerCancelled):
        await app.workers.wait_for_complete()
    await _quiet(app, pilot)


async def _quiet(app: PlannerApp, pilot: Driver) -> None:
    """What has been asked for late, as the palette does with a command, has been done."""
    for _round in range(5):
        await settle(app, pilot)


def _agrees_with_the_store(app: PlannerApp, store: Path) -> None:
    """What the app shows is what somebody else would read and check anew."""
    shown = app.workspace
    assert shown is not None
    fresh = Workspace.open(store)
    try:
        programme = fresh.enter(shown.programme.edition.id)
        for name in MAPPING_OF.values():
            assert getattr(shown.programme, name) == getattr(programme, name), name
        assert set(shown.conflicts) == set(fresh.conflicts)
    finally:
        fresh.close()
