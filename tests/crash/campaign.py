"""Killing, and judging what is left.  Works by fork: a process costs milliseconds."""

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from models.doctor import examine
from planner.edits import core
from planner.workspace import Workspace
from tests.crash.moments import Moments, leave
from tests.crash.states import NOTHING, is_whole, revision_of, state_of
from tests.crash.works import KINDS, Kind

#: Of a hundred kills: around a COMMIT or a rename, at any counted moment, by the clock.
EDGE, COUNTED, CLOCK = 45, 40, 15
#: What may lie beside a store.
FILES = ("plan.db", "plan.db-wal", "plan.db-shm", "backups", "out")


@dataclass
class Undisturbed:
    """A run that nobody killed: every state in order, and those that were confirmed."""

    states: list[str]
    confirmed: list[int]
    moments: int
    edges: list[int]
    seconds: float
    files: list[str]


@dataclass
class Outcome:
    """What came of the kills of one kind."""

    killed: int = 0
    survived: int = 0
    confirmed: int = 0
    further: int = 0
    leftovers: int = 0
    lost: list[str] = field(default_factory=list)


class Range:
    """The folder of one kind of writing: its beginning, and one copy after the other."""

    def __init__(self, name: str, kind: Kind, root: Path, seed: int) -> None:
        self.name, self.kind, self.root, self.seed = name, kind, root, seed
        self.begin = root / kind.begin.__name__
        if not self.begin.exists():
            self.begin.mkdir()
            alone(lambda: kind.begin(self.begin / "plan.db"))
        self.reference = self._undisturbed()

    def fresh(self) -> Path:
        """A copy of the beginning; the place of its store."""
        folder = self.root / "work"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.begin, folder)
        return folder / "plan.db"

    def _undisturbed(self) -> Undisturbed:
        store = self.fresh()
        begin = state_of(store)
        said, _status = self._work(store, None, None, notes_states=True)
        *lines, last = said
        states, confirmed = [begin], [0]
        for line in lines:
            if line["state"] != states[-1]:
                states.append(line["state"])
            if line["told"]:
                confirmed.append(len(states) - 1)
        return Undisturbed(
            states, confirmed, last["moments"], last["edges"], last["seconds"], tree(store.parent)
        )

    def kill(self, rng: Random, outcome: Outcome) -> None:
        """Do the work, die in the middle of it, and look at what is there."""
        store, reference = self.fresh(), self.reference
        edge, counted, clock = None, None, None
        (way,) = rng.choices(("edge", "counted", "clock"), (EDGE, COUNTED, CLOCK))
        if way == "edge" and reference.edges:
            edge = rng.choice(reference.edges) + rng.choice((0, 0, 1, 1, 2))
        elif way == "clock":
            clock = rng.uniform(0.0001, reference.seconds)
        else:
            counted = rng.randint(1, reference.moments)
        said, status = self._work(store, edge or counted, clock)
        if os.WIFSIGNALED(status):
            outcome.killed += 1
        elif os.WEXITSTATUS(status) == 0:
            outcome.survived += 1
        told = sum(line["told"] for line in said)
        outcome.confirmed += told
        wrong = self._judge(store, told, status, outcome)
        if wrong:
            outcome.lost.append(f"{self.name}, {way} {edge or counted or clock}: {wrong}")

    def _judge(self, store: Path, told: int, status: int, outcome: Outcome) -> str:
        """What is wrong, in words; empty where nothing is."""
        if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
            return "the writer failed by itself"
        reference = self.reference
        first = reference.confirmed[min(told, len(reference.confirmed) - 1)]
        last = reference.confirmed[min(told + 1, len(reference.confirmed) - 1)]
        found = state_of(store)
        if found not in reference.states[first : last + 1]:
            return f"{found} is none of {reference.states[first : last + 1]}"
        outcome.further += found != reference.states[first]
        outcome.leftovers += any(p.name.startswith(".") for p in store.parent.rglob("*"))
        return self._judge_files(store, found) or opened(store)

    def _judge_files(self, store: Path, found: str) -> str:
        """What is wrong with what lies beside the store."""
        reference, moved = self.reference, found != self.reference.states[0]
        for copy in (store.parent / "backups").glob("*.db"):
            if (self.begin / "backups" / copy.name).exists():
                continue  # made while the stage was laid
            if not is_whole(copy) or state_of(copy) not in reference.states:
                return f"{copy.name} is no whole copy"
        begin = self.begin / "plan.db"
        if self.name == "restore" and moved and revision_of(store) <= revision_of(begin):
            return "restored, but open programs would not look again"
        missing = set(reference.files) - set(tree(store.parent)) if moved else set()
        if self.name == "handouts" and missing:
            return f"noted as handed out, but not there: {sorted(missing)[:3]}"
        beside = {path.name for path in store.parent.iterdir()} - set(FILES)
        strangers = [name for name in beside if not name.startswith(".")]
        return f"left behind: {strangers}" if strangers else ""

    def _work(
        self, store: Path, kill_at: int | None, clock: float | None, *, notes_states: bool = False
    ) -> tuple[list[dict[str, Any]], int]:
        """Run the work in a process of its own; what it said, and how it ended."""

        def child(say: Callable[[Mapping[str, object]], None]) -> None:
            numbers = Random(self.seed)
            same = {"uuid4": lambda: UUID(int=numbers.getrandbits(128), version=4)}
            vars(core).update(same)
            random.seed(self.seed)
            moments = Moments(store.parent, kill_at)
            if notes_states:
                moments.on_commit = lambda: say({"state": state_of(store), "told": False})
            moments.install()
            started = time.monotonic()
            if clock is not None:
                signal.signal(signal.SIGALRM, signal.SIG_DFL)
                signal.setitimer(signal.ITIMER_REAL, clock)
            for _none in self.kind.work(store, Random(self.seed)):
                moments.passed()
                with moments.paused():
                    say({"state": state_of(store) if notes_states else "", "told": True})
                moments.passed()
            if notes_states:
                say({"moments": moments.count, "edges": moments.edges,
                     "seconds": time.monotonic() - started})  # fmt: skip

        return forked(child)


def forked(
    process: Callable[[Callable[[Mapping[str, object]], None]], None],
) -> tuple[list[dict[str, Any]], int]:
    """Run in a child of this process; the lines that it said whole, and how it ended."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        leave(lambda: process(lambda form: _say(write, form)))
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    _child, status = os.waitpid(child, 0)
    return [json.loads(line) for line in said.split(b"\n")[:-1]], status


def _say(pipe: int, form: Mapping[str, object]) -> None:
    os.write(pipe, json.dumps(form).encode() + b"\n")


def alone(work: Callable[[], object]) -> None:
    """Do something in a child, so that nothing of it stays in this process."""

    def child(_say: object) -> None:
        work()

    _said, status = forked(child)
    assert status == 0


def tree(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in (folder / "out").rglob("*") if p.is_file())


def opened(store: Path) -> str:
    """What is wrong when the store is opened as the program does."""
    if state_of(store) == NOTHING:
        return ""
    said, status = forked(lambda say: say({"wrong": _wrong(store)}))
    if status or not said:
        return "it cannot be opened"
    return str(said[0]["wrong"])


def _wrong(store: Path) -> str:
    workspace = Workspace.open(store)
    found = ", ".join(f"{f.name} {f.detail}" for f in examine(workspace.store) if not f.fine)
    for edition in workspace.editions():
        workspace.enter(edition.id)
        for release in workspace.releases.all():
            workspace.releases.programme(release)
        workspace.releases.ledger()
    workspace.close()
    return found


def campaign(
    root: Path, kills: int, seed: int, names: Sequence[str]
) -> Iterator[tuple[str, Outcome]]:
    """So many kills, shared out among the kinds; what came of each."""
    rng = Random(seed)
    for number, name in enumerate(names):
        share = kills * (number + 1) // len(names) - kills * number // len(names)
        if share:
            outcome, place = Outcome(), Range(name, KINDS[name], root, seed)
            for _kill in range(share):
                place.kill(rng, outcome)
            yield name, outcome
