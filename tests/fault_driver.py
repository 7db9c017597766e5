"""Runs commands while the file system fails, a process each: the other end of ``faults.py``.

Started with ``faults.c`` in it.  Everything is loaded once; each run is a fork, so that it costs
what the command costs and leaves nothing behind.  Random numbers and the clock are the same in
each.
"""

import ctypes
import importlib
import json
import os
import random
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from planner.cli import main
from planner.commands.output import complain
from planner.errors import PlannerError
from planner.safeguard import Safeguard
from planner.workspace import Workspace

#: What arms and disarms the faults.
Switch: TypeAlias = Callable[[], None]
LOADED = ("alembic.command", "planner.commands.editions", "planner.commands.plan",
          "planner.commands.store", "planner.commands.imports", "planner.commands.releases",
          "planner.commands.export", "planner.commands.send", "planner.commands.app",
          "planner.publish.export", "planner.publish.sending", "planner.intake.dry_run",
          "planner.seed", "screens.settings", "models.migrations.env")  # fmt: skip


class Faults:
    """The library that was loaded before all others."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)

    def arm(self, order: dict[str, Any]) -> None:
        self._library.faults_arm(
            order["folder"].encode(), order["kinds"], order["first"], order["last"], order["errno"]
        )

    def disarm(self) -> None:
        self._library.faults_disarm()

    def told(self) -> dict[str, int]:
        """Calls seen and failed, and the kinds of those that failed."""
        names = ("seen", "failed", "failed_kinds")
        return {name: getattr(self._library, f"faults_{name}")() for name in names}


def edit_twice(folder: Path, arm: Switch, disarm: Switch) -> int:
    """An edit in an open workspace under faults; when the disk is well again it is made."""
    from planner.edits import activities as edits

    workspace = Workspace.open(folder / "plan.db", author="anna")
    workspace.enter(workspace.editions()[0].id)
    plan = workspace.programme
    placed = min(i for i, a in plan.activities.items() if a.start)
    code = 0
    arm()
    try:
        workspace.do(edits.shift(plan, placed, 5))
    except PlannerError as error:
        disarm()
        complain(str(error), error.code)
        workspace.refresh()
        if workspace.programme.activities == plan.activities:
            workspace.do(edits.shift(workspace.programme, placed, 5))
        code = 1
    disarm()
    workspace.close()
    return code


def settings(folder: Path, arm: Switch, disarm: Switch) -> int:
    """Something is remembered; that it cannot be is no failure."""
    from screens.settings import remember

    arm()
    remember("colours", "dark")
    disarm()
    return 0


def whole_file(folder: Path, arm: Switch, disarm: Switch) -> int:
    """A solution is written."""
    from planner.whole_file import write_whole

    arm()
    try:
        write_whole(folder / "solution.json", b"after" * 1000)
    except PlannerError as error:
        disarm()
        complain(str(error), error.code)
        return 1
    disarm()
    return 0


SCRIPTS = {"edit_twice": edit_twice, "settings": settings, "whole_file": whole_file}


def run(order: dict[str, Any], faults: Faults) -> int:
    """The exit code of a command, or of a script of this module."""
    folder = Path(order["folder"])
    os.environ["WAKE_PLANNER_STORE"] = str(folder / order["store"])
    os.environ["WAKE_PLANNER_SETTINGS"] = str(folder / "own" / "settings.json")
    os.chdir(folder)
    Safeguard.is_daily_due = property(lambda _self: False)  # type: ignore[assignment]
    source = random.Random(" ".join(order["words"]))
    os.urandom = source.randbytes
    random._urandom = source.randbytes  # type: ignore[attr-defined]
    words = order["words"]
    if words[0] in SCRIPTS:
        return SCRIPTS[words[0]](folder, lambda: faults.arm(order), faults.disarm)
    faults.arm(order)
    try:
        return main(words)
    finally:
        faults.disarm()


def in_a_fork(order: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """Run an order in a process of its own; what it printed and came to."""
    files = [os.memfd_create(name) for name in ("out", "err", "told")]
    child = os.fork()
    if not child:
        os.dup2(files[0], 1)
        os.dup2(files[1], 2)
        code = 70
        with suppress(BaseException):
            try:
                code = run(order, faults)
            except BaseException:
                faults.disarm()
                traceback.print_exc()
                raise
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os.write(files[2], json.dumps(faults.told()).encode())
        os._exit(code)
    _child, status = os.waitpid(child, 0)
    out, err, told = (_content(file) for file in files)
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "out": out, "err": err, **json.loads(told or "{}")}


def _content(file: int) -> str:
    size = os.lseek(file, 0, os.SEEK_END)
    content = os.pread(file, size, 0)
    os.close(file)
    return content.decode()


def serve() -> None:
    """Take orders from standard input, a line each, and answer them."""
    faults = Faults()
    for name in LOADED:
        with suppress(ModuleNotFoundError, AttributeError):
            importlib.import_module(name)
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        print(json.dumps(in_a_fork(json.loads(line), faults)), file=answers, flush=True)


if __name__ == "__main__":
    serve()
