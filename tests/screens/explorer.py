"""Finds every key that works in a room and in the dialogs it opens, and presses each.

A *state* is a way to get somewhere: a room made anew, keys pressed in it, a widget focused.  A
key counts as working when, in at least one state, something can be seen to have come of it.
"""

import asyncio
import importlib
import pkgutil
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import islice

from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Button

import screens
from screens.app import PlannerApp, _make
from screens.rooms import ROOMS
from screens.tools import TOOLS
from tests.screens.drive import Driver, messages
from tests.screens.random_events import mouse, send

#: Where cursors stand makes a difference: at first a key is tried as the room opens, then here.
PRELUDES: tuple[tuple[str, ...], ...] = (
    (),
    ("down", "down", "right"),
    ("right_square_bracket", "pagedown", "right", "right", "down"),
    ("end", "tab", "down"),
)
#: What some keys need besides: a filter to end, a step to take back, a second row of its kind.
MORE_PRELUDES: dict[str, tuple[tuple[str, ...], ...]] = {
    "people": (("f", "a", "enter"), ("t",), ("right_square_bracket", "down")),
    "places": (("f", "a", "enter"), ("d", "right", "enter")),
    "round-table": (("v", "down", "down"), ("r", "5")),
    "day-of": (("enter",), ("enter", "plus", "plus", "plus", "end", "up")),
    "proposals": (
        ("home", "down", "enter"),
        ("home", "down", "enter", "right"),
        ("home", "down", "enter", "b"),
        ("home", "down", "enter", "b", "ctrl+home"),
        ("home", "down", "e", "enter"),
        ("home", "s", "down", "5"),
    ),
}
#: Where the cursor is tried in a dialog.
IN_DIALOG: tuple[tuple[str, ...], ...] = ((), ("a", "down", "down"), ("down", "end", "left"))
#: A key has done nothing when nothing has changed while the app has had the processor for so many
#: seconds: on a busy machine that takes longer by the clock.
PATIENCE = 0.4
#: What has changed is on the screen after so many seconds.
FRAME = 1 / 60
#: A room without a dialog so many rounds in turn has none to come.
STILL = 3
#: In how many states a key is tried before it counts as one that does nothing.
TRIES = 24

#: What a piece of text carries that can be clicked.
CLICKABLE = ("@click", "action", "key", "room", "tool")

#: The class that binds a key, and the key.
Bound = tuple[str, str]


@dataclass(frozen=True)
class Road:
    """How to get to a state: the room, then keys; and which focusable widget to go to then."""

    room: str
    keys: tuple[str, ...] = ()
    focus: int = 0


def our_classes() -> Iterator[type[DOMNode]]:
    """Every screen and widget class of the program."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for thing in vars(importlib.import_module(module.name)).values():
            if (
                isinstance(thing, type)
                and issubclass(thing, DOMNode)
                and thing.__module__ == module.name
            ):
                yield thing


def all_bound() -> set[Bound]:
    """Every key that any class of ours binds."""
    return {
        (cls.__name__, key.strip())
        for cls in our_classes()
        for binding in cls.__dict__.get("BINDINGS", ())
        for key in _keys(binding)
    }


def _keys(binding: "Binding | tuple[str, ...]") -> list[str]:
    keys = binding.key if isinstance(binding, Binding) else binding[0]
    return keys.split(",")


def binder(node: DOMNode, key: str) -> str | None:
    """The class of ours that binds the key of that node; None for Textual's own keys."""
    for cls in type(node).__mro__:
        for binding in cls.__dict__.get("BINDINGS", ()):
            if key in {part.strip() for part in _keys(binding)}:
                return cls.__name__ if cls.__module__.startswith("screens.") else None
    return None


@dataclass
class Explorer:
    """Goes through one room of the open app."""

    app: PlannerApp
    pilot: Driver
    room: str
    skipped: frozenset[Bound] = frozenset()
    worked: set[Bound] = field(default_factory=set)
    silent: dict[Bound, Road] = field(default_factory=dict)
    _tries: Counter[Bound] = field(default_factory=Counter)
    #: The keys of the road that was walked last, when nothing has been pressed since.
    _unspoilt: tuple[str, ...] | None = None
    #: Whether cursors have moved since.
    _has_strayed: bool = False

    @cached_property
    def _at_first(self) -> tuple[str | None, date | None]:
        """The activity and the day that rooms have in common, as the app opens."""
        return self.app.selected, self.app.day

    @cached_property
    def _steps_at_first(self) -> int:
        return self._steps()

    def _steps(self) -> int:
        assert self.app.workspace is not None
        return sum(line.step.state == "done" for line in self.app.workspace.history())

    # -- keys -----------------------------------------------------------------------------

    async def explore(self) -> None:
        """Press every key; those without any effect are left in ``silent``."""
        preludes = (*PRELUDES, *MORE_PRELUDES.get(self.room, ()))
        roads = deque(Road(self.room, keys) for keys in preludes)
        screens_seen: set[str] = set()
        while roads:
            road = roads.popleft()
            await self.go(road)
            chain = len(self.app.screen.focus_chain)
            for focus in range(max(chain, 1)):
                at = Road(road.room, road.keys, focus)
                await self.go(at)
                for bound, key in list(self._untried()):
                    opened = await self._try(at, bound, key)
                    if opened and opened not in screens_seen and road.keys in preludes:
                        screens_seen.add(opened)
                        there = (*road.keys, _focus_step(focus), key)
                        roads += [Road(road.room, (*there, *keys)) for keys in IN_DIALOG]

    def _untried(self) -> Iterator[tuple[Bound, str]]:
        for key, active in self.app.screen.active_bindings.items():
            name = binder(active.node, key) if active.enabled else None
            if name is not None and (name, key) not in self.worked | self.skipped:
                yield (name, key), key

    async def _try(self, road: Road, bound: Bound, key: str) -> str | None:
        """Press the key; the dialog that has opened, if one has."""
        if bound in self.worked or self._tries[bound] >= TRIES:
            return None
        self._tries[bound] += 1
        while True:
            await self.go(road)
            has_strayed = self._has_strayed
            has_worked, opened = await self._press_here(bound, key)
            if has_worked:
                self.worked.add(bound)
            if not has_strayed or (has_worked and not opened):
                break
            self._unspoilt = None  # once more, with the cursor where the road ends
        if bound in self.worked:
            self.silent.pop(bound, None)
        elif self._is_bound(bound, key):
            self.silent.setdefault(bound, road)
        return opened

    def _is_bound(self, bound: Bound, key: str) -> bool:
        """Whether the key is that class's, where the focus is now."""
        active = self.app.screen.active_bindings.get(key)
        return active is not None and binder(active.node, key) == bound[0]

    async def _press_here(self, bound: Bound, key: str) -> tuple[bool, str | None]:
        """Whether something has come of a key, and the dialog that has opened, if one has."""
        if not self._is_bound(bound, key):
            return False, None
        before = await self._at_rest()
        app = self.app
        screen, chain = app.screen, app.screen.focus_chain
        focused, state = app.focused, app.state
        await self.press(key)
        if not await self._changed(before):
            return False, None
        now = app.screen
        is_here = now is screen and app.focused is focused and app.state is state
        if is_here and now.focus_chain == chain and not messages(app):
            self._has_strayed = True  # a cursor has moved: good enough for most keys
        else:
            self._unspoilt = None
        return True, type(now).__name__ if now is not screen and now.is_modal else None

    async def _at_rest(self) -> object:
        """What is seen when nothing moves any more; what came late would count as the key's."""
        seen, before = self.look(), None
        give_up = time.process_time() + PATIENCE
        while seen != before and time.process_time() < give_up:
            await self.pilot._wait_for_screen()
            await asyncio.sleep(FRAME)
            seen, before = self.look(), seen
        return seen

    async def _changed(self, before: object) -> bool:
        give_up = time.process_time() + PATIENCE
        is_over = False
        while not is_over:
            is_over = time.process_time() >= give_up  # one wait alone may take that long
            await self.pilot._wait_for_screen()
            await asyncio.sleep(0)
            if self.look() != before:
                return True
        return False

    # -- what can be clicked --------------------------------------------------------------

    async def click_everything(self, *keys: str) -> list[str]:
        """Click every link and button there is after these keys; those of which nothing came.

        What is chosen already does nothing until another of its kind has been clicked.
        """
        road = Road(self.room, keys)
        await self.go(road)
        spots = dict(self._spots())
        nothing = []
        for what, at in spots.items():
            others = [spots[name] for name in spots if name != what and _kin(name, what)]
            clicked = await self._click(road, at)
            if not (clicked or (others and await self._click(road, at, others[0]))):
                nothing.append(what)
        return nothing

    async def _click(
        self, road: Road, at: tuple[int, int], first: tuple[int, int] | None = None
    ) -> bool:
        """Whether something has come of a click, at the road's end or after another one."""
        await self.go(road)
        self._unspoilt = None
        if first is not None:
            seen = await self._at_rest()
            click(self.app, first)
            await self._changed(seen)
        before = await self._at_rest()
        click(self.app, at)
        return await self._changed(before)

    def _spots(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each clickable thing once: links by their action, buttons by their name."""
        seen: set[str] = set()
        for y, strip in enumerate(self.app.screen._compositor.render_strips()):
            x = 0
            for segment in strip:
                meta = segment.style.meta if segment.style else {}
                action = next((str(meta[name]) for name in CLICKABLE if name in meta), "")
                if action and action not in seen:
                    seen.add(action)
                    yield action, (x, y)
                x += segment.cell_length
        for button in self.app.screen.query(Button):
            if button.display and not button.disabled and button.region.area:
                yield f"button {button.id}", (button.region.x + 1, button.region.y)

    # -- getting there and looking ----------------------------------------------------------

    async def go(self, road: Road) -> None:
        """The room as it opens, everything taken back, then the road's keys and focus."""
        if self._unspoilt != road.keys:
            await self._walk(road)
        self._unspoilt = road.keys
        self._focus(road.focus)
        await self.pilot._wait_for_screen()

    async def _walk(self, road: Road) -> None:
        await self._afresh()
        self._has_strayed = False
        for key in road.keys:
            if key.startswith(FOCUS):
                self._focus(int(key.removeprefix(FOCUS)))
            else:
                await self.press(key)
            for _round in range(3):
                await self.pilot._wait_for_screen()
            await self._threads_ended()

    async def _threads_ended(self) -> None:
        """What is worked out beside the app is there: scores, a proposal, what it would do."""
        while any(w.is_running and w._thread_worker for w in self.app.workers):
            await asyncio.sleep(FRAME)
        await self.pilot._wait_for_screen()

    def _focus(self, number: int) -> None:
        if (widget := next(islice(self.app.screen.focus_chain, number, None), None)) is not None:
            self.app.screen.set_focus(widget, scroll_visible=False)

    async def _afresh(self) -> None:
        app = self.app
        limit, at_first = self._steps_at_first, self._at_first
        await self._close_dialogs()
        while self._steps() > limit:
            app.action_undo()
        while self._steps() < limit:
            app.action_redo()
        app.clear_notifications()
        if NOWHERE not in app._modes:
            app.add_mode(NOWHERE, Screen)
        await app.switch_mode(NOWHERE)
        app.selected, app.day = at_first
        await app.remove_mode(self.room)
        path = next(room.path for room in (*ROOMS, *TOOLS) if room.mode == self.room)
        app.add_mode(self.room, partial(_make, path))
        await app.switch_mode(self.room)
        await self.pilot._wait_for_screen()

    async def _close_dialogs(self) -> None:
        """Give up every dialog, those included that come up in the place of another."""
        still = 0
        while still < STILL:
            still += 1
            await self.pilot._wait_for_screen()
            screen = self.app.screen
            if screen.is_modal and screen.is_mounted and len(self.app.screen_stack) > 1:
                screen.dismiss()
                still = 0

    async def press(self, key: str) -> None:
        character = key if len(key) == 1 else _CHARACTERS.get(key)
        send(self.app, events.Key(key, character))

    def look(self) -> object:
        """All that an organiser could notice."""
        app = self.app
        strips = app.screen._compositor.render_strips()
        return (
            app.screen,
            app.focused,
            app.state,
            app.theme,
            app.return_code,
            [str(note.message) for note in app._notifications],
            [[(s.text, s.style) for s in strip] for strip in strips],
        )


def click(app: PlannerApp, at: tuple[int, int]) -> None:
    for kind in (events.MouseDown, events.MouseUp):
        send(app, mouse(kind, at, 1))


def _kin(one: str, other: str) -> bool:
    """``choose(0)`` and ``choose(1)``."""
    return one.partition("(")[0] == other.partition("(")[0]


#: An empty screen, in view while a room is made anew.
NOWHERE = "nowhere"
FOCUS = "focus:"
_CHARACTERS = {
    "left_square_bracket": "[", "right_square_bracket": "]", "slash": "/", "question_mark": "?",
    "full_stop": ".", "comma": ",", "minus": "-", "plus": "+", "space": " ", "equals_sign": "=",
    "less_than_sign": "<", "greater_than_sign": ">", "asterisk": "*",
}  # fmt: skip


def _focus_step(number: int) -> str:
    return f"{FOCUS}{number}"
