"""Killed with SIGKILL at any moment: the store opens, and every confirmed edit is there."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from models.doctor import examine
from planner.workspace import Workspace
from tests.commands.said import command, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")

#: Makes edits of several kinds for ever, and tells each one once it is confirmed.
WRITER = """
import random, sys
from planner.edits import activities as edits
from planner.edits.remove import remove
from planner.workspace import Workspace

store, seed = sys.argv[1:]
rng = random.Random(seed)
workspace = Workspace.open(store, author="writer")
workspace.enter(workspace.editions()[0].id)
print("begin", flush=True)
while True:
    p = workspace.programme
    placed = sorted(i for i, a in p.activities.items() if a.start)
    one, two = rng.sample(placed, 2)
    kind = rng.randrange(6)
    if kind == 5:
        line = workspace.undo()
        print("undone", line.step.id if line else 0, flush=True)
        continue
    step = workspace.do(
        edits.shift(p, one, rng.choice((-5, 5, 30))) if kind == 0
        else edits.resize(p, one, p.activities[one].minutes % 90 + 5) if kind == 1
        else edits.swap(p, one, two) if kind == 2
        else edits.copy(p, one, p.activities[two].start) if kind == 3 or len(placed) < 60
        else remove(p, p.activities[one])
    )
    if step is not None:
        print("done", step.id, flush=True)
"""


@dataclass
class Told:
    """What a writer has confirmed before it was killed: step -> state."""

    states: dict[int, str] = field(default_factory=dict)

    def take(self, line: bytes) -> None:
        word, number = line.decode().split()
        if word == "done":
            self.states = self.after_an_edit()
        if int(number):
            self.states[int(number)] = word

    def after_an_edit(self) -> dict[int, str]:
        """One more edit makes what was undone unrepeatable."""
        return {s: "dropped" if state == "undone" else state for s, state in self.states.items()}

    def after_an_undo(self) -> dict[int, str]:
        """One more undo takes back the newest step that stands."""
        newest = max((s for s, state in self.states.items() if state == "done"), default=0)
        return {s: "undone" if s == newest else state for s, state in self.states.items()}


def killed_writer(store: Path, rng: random.Random) -> Told:
    """Let a writer work for a moment and kill it."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store), str(rng.random())],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begin\n"
        time.sleep(rng.uniform(0, 0.25))
        process.send_signal(signal.SIGKILL)
        lines, err = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL, err.decode()
    told = Told()
    for line in lines.split(b"\n")[:-1]:
        told.take(line)
    return told


def steps(store: Path) -> dict[int, str]:
    """Every step of the store and its state; the store must be in perfect health."""
    workspace = Workspace.open(store)
    assert [f for f in examine(workspace.store) if not f.fine] == []
    workspace.enter(workspace.editions()[0].id)
    found = {line.step.id: line.step.state for line in workspace.history()}
    workspace.close()
    return found


def require_all(before: dict[int, str], told: Told, after: dict[int, str]) -> None:
    """Every confirmed step stands as told; at most one edit or undo was kept and not yet told."""
    newest = max({*before, *told.states})
    unsaid = [step for step in after if step > newest]
    seen = {step: after[step] for step in told.states}
    if unsaid:
        assert len(unsaid) == 1
        assert seen == told.after_an_edit()
    else:
        assert seen in (told.states, told.after_an_undo())


def kills(store: Path, count: int, seed: int) -> int:
    """Kill writers on one store again and again; the number of edits they had confirmed."""
    rng = random.Random(seed)
    confirmed = 0
    known = steps(store)
    for _kill in range(count):
        told = killed_writer(store, rng)
        before, known = known, steps(store)
        require_all(before, told, known)
        confirmed += len(told.states)
    return confirmed


@pytest.mark.parametrize("seed", [1, 2])
def test_no_confirmed_edit_is_lost_when_the_program_is_killed(demo_store: Path, seed: int) -> None:
    assert kills(demo_store, 10, seed) > 20


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_no_confirmed_edit_is_lost_in_many_kills(demo_store: Path, seed: int) -> None:
    assert kills(demo_store, 60, seed) > 200


def moments(count: int, seed: int) -> Iterator[float]:
    rng = random.Random(seed)
    return (rng.uniform(0.3, 1.6) for _n in range(count))


def test_a_store_killed_while_it_is_made_can_be_opened(tmp_path: Path) -> None:
    for number, moment in enumerate(moments(6, 3)):
        store = tmp_path / f"plan{number}.db"
        words = command("demo", "--no-open", "--store", str(store))
        with subprocess.Popen(
            words, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            time.sleep(moment)
            process.kill()
            process.communicate(timeout=60)
        workspace = Workspace.open(store)
        edition, _made = workspace.make_demo()
        assert [e.id for e in workspace.editions()] == [edition.id]
        assert all(f.fine for f in examine(workspace.store))
        workspace.close()
