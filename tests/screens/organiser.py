"""An organiser at the keyboard: what is pressed, and how long a person would need for it.

The time is that of the keystroke-level model (Card, Moran & Newell, "The keystroke-level model
for user performance time with interactive systems", Communications of the ACM 23(7), 1980).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from textual.screen import Screen

from models.words import Kind
from planner.conflicts import Severity
from planner.edits.core import Edit
from planner.edits.remove import remove
from planner.entities import Change
from planner.phrases import Phrase
from planner.programme import Programme
from planner.workspace import Workspace
from screens.app import PlannerApp
from tests.screens.drive import Driver, until

#: K: one stroke of an average typist (40 words a minute), seconds.
STROKE = 0.28
#: M: making up one's mind before a command, or recalling what to type, seconds.
THOUGHT = 1.35
#: Keys that every keyboard has for themselves; any other needs a second one (shift, AltGr, ctrl).
SINGLE = frozenset(
    {"space", "enter", "tab", "escape", "home", "end", "up", "down", "left", "right"}
)
#: What is there before anybody has planned: the festival's own programme, and the team's.
GIVEN = frozenset({Kind.SESSION, Kind.VISIT, Kind.BLOCKER})


def strokes(key: str) -> int:
    """Keys to hold down for it: on a Belgian keyboard figures and brackets take two."""
    return 1 if key in SINGLE or (len(key) == 1 and key.isalpha() and key.islower()) else 2


@dataclass
class Effort:
    """What a part of the work costs; ``waited`` is seconds in which the program works."""

    keys: int = 0
    strokes: int = 0
    thoughts: int = 0
    waited: float = 0.0

    @property
    def seconds(self) -> float:
        return self.strokes * STROKE + self.thoughts * THOUGHT + self.waited


@dataclass
class Organiser:
    """Presses keys in the app and counts them, part by part of the work."""

    app: PlannerApp
    pilot: Driver
    efforts: dict[str, Effort] = field(default_factory=dict)
    _now: Effort = field(default_factory=Effort)

    def begins(self, part: str) -> None:
        """What follows belongs to this part of the work."""
        self._now = self.efforts.setdefault(part, Effort())

    async def does(self, *keys: str) -> None:
        """One decision, and the keys that carry it out."""
        self._now.thoughts += 1
        self._now.keys += len(keys)
        self._now.strokes += sum(map(strokes, keys))
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def types(self, text: str, *keys: str) -> None:
        """Recalls a text and types it; ``keys`` end it."""
        await self.does(*("space" if letter == " " else letter for letter in text), *keys)

    async def sees(self, screen: type[Screen[Any]]) -> None:
        """Waits for a dialog, or to be back in a room."""
        await until(self.pilot, lambda: isinstance(self.app.screen, screen), screen.__name__)

    async def waits(self, seconds: float, condition: Callable[[Programme], object]) -> None:
        """Lets the program work: ``seconds`` are what is reckoned for it."""
        self._now.waited += seconds
        await until(self.pilot, lambda: condition(self.programme))

    @property
    def programme(self) -> Programme:
        assert self.app.state is not None
        return self.app.state.programme

    @property
    def blocking(self) -> list[str]:
        """What is wrong by now, in words."""
        assert self.app.state is not None
        found = self.app.state.open_conflicts
        return [str(c.phrase) for c in found if c.severity is Severity.BLOCKING]

    @property
    def seconds(self) -> float:
        return sum(effort.seconds for effort in self.efforts.values())

    @property
    def report(self) -> str:
        """A line for each part: keys, strokes, decisions, seconds."""
        lines = [
            f"{part}: {e.keys} keys, {e.strokes} strokes, {e.thoughts} decisions, {e.seconds:.0f} s"
            for part, e in self.efforts.items()
        ]
        return "\n".join([*lines, f"all: {self.seconds:.0f} s"])


def unplan(workspace: Workspace) -> None:
    """Leave delegations, hosts, places, vehicles, wishes and the festival's own programme.

    Nobody takes part in anything, and what the organisers have added is gone.
    """
    programme = workspace.enter(workspace.editions()[0].id)
    added = [a for a in programme.activities.values() if a.kind not in GIVEN]
    workspace.do(remove(programme, *programme.tours.values(), *added))
    coming = [
        row
        for row in workspace.programme.participations.values()
        if row.delegation_id or row.delegate_id
    ]
    workspace.do(Edit(Phrase("Nobody takes part"), tuple(Change(row, None) for row in coming)))
