"""Several programs that write to one plan at once: is anything lost, and how long does it take.

``python -m tests.bench.writers [--seconds 60] [--writers 8] [--pause 200] [--store PLACE]``

Each writer is a process of its own with a workspace of its own.  It edits the same fields as the
others and other ones, undoes, redoes, adds, removes, at times looks what is new, and keeps what
was confirmed.  In the end every confirmed step must be in the journal as it was told, the rows
must be what the journal comes to, and no step may have written over what its author had not seen.

Two figures: with a pause (mean of ``--pause`` milliseconds) after each edit, as of quick people,
and flat out.  PLACE is a file or the URL of an empty database; without it a file that is removed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random
from statistics import fmean

from models.doctor import examine
from models.journal import DONE, DROPPED, UNDONE
from planner.edits.core import Edit, change
from planner.errors import PlannerError, Stale, StoreProblem
from planner.workspace import Workspace
from tests.commands.said import environment
from tests.random_edits import any_edit
from tests.team.chain import breaks

#: How often each thing is done, of a hundred.
HABITS = {"edit": 55, "same": 22, "undo": 10, "redo": 6, "look": 7}
#: So many activities have a note that everybody writes to.
DISPUTED = 3


@dataclass
class Told:
    """What one writer was told; times in milliseconds, of ``do`` alone."""

    author: str
    steps: dict[int, str] = field(default_factory=dict)
    turns: list[int] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)
    stale: int = 0
    problems: list[str] = field(default_factory=list)

    def edited(self, step_id: int) -> None:
        """One more edit makes what was undone unrepeatable."""
        for known, state in self.steps.items():
            self.steps[known] = DROPPED if state == UNDONE else state
        self.steps[step_id] = DONE


# -- a writer -----------------------------------------------------------------------------


def write(place: str, author: str, seconds: float, pause: float) -> Told:
    """Write for a while; ``pause`` in seconds, 0 = flat out.  Waits for a line before."""
    rng, told = Random(author), Told(author)
    workspace = Workspace.open(place, author)
    workspace.enter(workspace.editions()[0].id)
    _ = workspace.conflicts
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        (habit,) = rng.choices(list(HABITS), list(HABITS.values()))
        try:
            _act(workspace, rng, habit, told)
        except Stale:
            told.stale += 1
        except StoreProblem as problem:
            told.problems.append(str(problem))
        time.sleep(rng.uniform(0.5, 1.5) * pause)
    workspace.close()
    return told


def _act(workspace: Workspace, rng: Random, habit: str, told: Told) -> None:
    match habit:
        case "edit" | "same":
            edit = _disputed(workspace, rng) if habit == "same" else _any(workspace, rng)
            if edit is not None:
                _do(workspace, edit, told)
        case "undo" | "redo":
            line = workspace.undo() if habit == "undo" else workspace.redo()
            if line is not None:
                told.steps[line.step.id] = line.step.state
                told.turns.append(line.step.turn)
        case "look":
            workspace.refresh()
            workspace.news()


def _do(workspace: Workspace, edit: Edit, told: Told) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        step = workspace.do(edit)
    finally:
        told.walls.append((time.perf_counter() - wall) * 1000)
        told.cpus.append((time.process_time() - cpu) * 1000)
    if step is not None:
        told.edited(step.id)
        told.turns.append(step.turn)


def _any(workspace: Workspace, rng: Random) -> Edit | None:
    with suppress(PlannerError):
        return any_edit(workspace.programme, rng)
    return None


def _disputed(workspace: Workspace, rng: Random) -> Edit | None:
    found = sorted(workspace.programme.activities.values(), key=lambda a: a.id)[:DISPUTED]
    if not found:
        return None
    row = found[rng.randrange(len(found))]
    return change(workspace.programme, replace(row, note=f"{workspace.author} {rng.random()}"))


# -- all of them --------------------------------------------------------------------------


def run(place: str, writers: int, seconds: float, pause: float) -> list[Told]:
    """Let so many write at the same time; raises AssertionError for one that failed."""
    words = [sys.executable, "-m", "tests.bench.writers", "--work", place]
    processes = [
        subprocess.Popen(
            [
                *words,
                "--author",
                f"{'paused' if pause else 'quick'}{n}",
                "--seconds",
                str(seconds),
                "--pause",
                str(pause * 1000),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            text=True,
        )
        for n in range(writers)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    found = []
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        out, _err = process.communicate(timeout=seconds * 4 + 120)
        assert process.returncode == 0
        form = json.loads(out)
        steps = {int(step): state for step, state in form.pop("steps").items()}
        found.append(Told(steps=steps, **form))
    return found


def require_nothing_lost(place: str, told: Sequence[Told], first_turn: int) -> None:
    """Everything that was confirmed is there as told, and nobody wrote over anybody."""
    problems = [problem for one in told for problem in one.problems]
    assert not problems, problems
    workspace = Workspace.open(place)
    assert [f for f in examine(workspace.store) if not f.fine] == []
    workspace.enter(workspace.editions()[0].id)
    kept: dict[str, dict[int, str]] = {}
    for line in workspace.history():
        kept.setdefault(line.step.author, {})[line.step.id] = line.step.state
    with workspace.reading() as connection:
        broken = breaks(connection)
    workspace.close()
    assert broken == []
    for one in told:
        assert kept.get(one.author, {}) == one.steps
    turns = sorted(turn for one in told for turn in one.turns)
    assert turns == list(range(first_turn + 1, first_turn + 1 + len(turns)))


def prepare(place: str) -> int:
    """Make the demo where nothing is yet; the turn at which it stands."""
    workspace = Workspace.open(place)
    edition, _made = workspace.make_demo()
    workspace.enter(edition.id)
    turn = max(line.step.turn for line in workspace.history())
    workspace.close()
    return turn


def report(name: str, told: Sequence[Told], seconds: float) -> None:
    walls = sorted(w for one in told for w in one.walls)
    cpus = [c for one in told for c in one.cpus]
    p50, p95, p99 = (walls[int(len(walls) * share)] for share in (0.5, 0.95, 0.99))
    stale = sum(one.stale for one in told)
    steps = Counter(state for one in told for state in one.steps.values())
    print(
        f"{name:10} {len(walls):6} edits ({len(walls) / seconds:5.1f}/s), {stale} stale,"
        f" {sum(len(one.problems) for one in told)} problems, kept {dict(steps)}\n"
        f"{'':10} do: p50 {p50:.1f}  p95 {p95:.1f}  p99 {p99:.1f}  max {walls[-1]:.1f} ms,"
        f" {fmean(cpus):.1f} ms of processor each",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--pause", type=float, default=200, help="milliseconds")
    parser.add_argument("--store", help="a new file, or the URL of an empty database")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--author", default="w", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        told = write(options.work, options.author, options.seconds, options.pause / 1000)
        print(json.dumps(asdict(told)))
        return
    with tempfile.TemporaryDirectory() as folder:
        place = options.store or str(Path(folder) / "plan.db")
        prepare(place)
        for name, pause in (("paused", options.pause / 1000), ("flat out", 0.0)):
            everybody = run(place, options.writers, options.seconds, pause)
            report(name, everybody, options.seconds)
            first = min(min(one.turns) for one in everybody if one.turns) - 1
            require_nothing_lost(place, everybody, first)


if __name__ == "__main__":
    main()
