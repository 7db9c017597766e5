"""What a command answered, whether it ran in this process or in one of its own."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Said:
    """Exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON; fails when it is none."""
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one sentence of a failure: checks the form that every failure has."""
        assert self.code == 1
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("wake-planner: ")
        assert "Traceback" not in self.err
        assert "mistake in the program" not in self.err
        sentence, _blank, code = lines[0].removeprefix("wake-planner: ").rpartition(" ")
        assert re.fullmatch(r"\[[a-z]+(-[a-z]+)*\]", code), lines[0]
        return sentence

    @property
    def error_code(self) -> str:
        """The word in brackets that ends the sentence of a failure."""
        return self.err.splitlines()[-1].rpartition("[")[2].removesuffix("]")


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process of its own that finds the program from anywhere."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "planner", *arguments]


def alone(
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    prefix: tuple[str, ...] = (),
) -> Said:
    """Run a command in a process of its own, without a terminal."""
    done = subprocess.run(
        [*prefix, *command(*arguments)],
        cwd=cwd,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=100,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode("utf-8", "strict"), done.stderr.decode("utf-8"))
