"""Everything a contributor must see before a commit: ``python -m tests.check``.

Format, lint, types, import contracts, known vulnerabilities, translations, tests.  ``--all`` runs
the slow tests too, and those of stores once more with every store on a PostgreSQL server
(``pytest --on postgresql``); ``--fix`` formats and mends what can be mended first.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
#: Two more than there are processors: tests of the app and of the store wait a third of the time.
WORKERS = str((os.cpu_count() or 1) + 2)


def steps(*, slow: bool, fix: bool) -> list[tuple[str, list[str]]]:
    """Name and command of each step, in order."""
    quick = ["-m", "not slow"]
    tests = [PYTHON, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal"]
    on_server = ("tests on a server", [*tests, *quick, "--on", "postgresql"])
    return [
        ("format", [PYTHON, "-m", "ruff", "format", *([] if fix else ["--check"]), "."]),
        ("lint", [PYTHON, "-m", "ruff", "check", *(["--fix"] if fix else []), "."]),
        ("types", [PYTHON, "-m", "mypy"]),
        ("import contracts", [str(Path(PYTHON).parent / "lint-imports"), "--no-cache"]),
        ("dependencies audited", [PYTHON, "-m", "tests.audit"]),
        ("translations", [PYTHON, "-m", "tests.translations", *(["--update"] if fix else [])]),
        ("tests", tests if slow else [*tests, *quick]),
        *([on_server] if slow else []),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="the slow tests, and a server too")
    parser.add_argument("--fix", action="store_true", help="format and mend first")
    options = parser.parse_args()
    failed = []
    for name, command in steps(slow=options.all, fix=options.fix):
        print(f"== {name}", flush=True)
        began = time.monotonic()
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
        print(f"   {time.monotonic() - began:.0f} s", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
