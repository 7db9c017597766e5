"""Whether a known vulnerability is in what this project stands on: ``python -m tests.audit``.

pip-audit asks about every package that the program or its tests need, as it is installed here.
A vulnerability fails, unless it stands in ``ACCEPTED`` with a reason.  Where the service cannot be
reached, that is said in one line and nothing fails: a closed network is no vulnerability.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from tests.requirements import declared, installed

#: Identifier -> why it does not concern this program.  Keep it short, and look at it again.
ACCEPTED: Mapping[str, str] = {}

#: A package that every service knows: asked about first, and alone.
KNOWN = "sqlalchemy"
#: For the first question, and for all of them (about 100, one after the other).
PATIENCE_SECONDS, ALL_SECONDS = 9.0, 120.0
SOCKET_SECONDS = "3"

#: What pip-audit says of one package: ``name``, ``version`` and ``vulns``, or ``skip_reason``.
Answer = dict[str, Any]


def ask(
    packages: Sequence[Distribution], seconds: float, service: Sequence[str] = ()
) -> list[Answer] | None:
    """What the service says of these packages; None where it does not answer in time."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "packages.txt"
        text = "\n".join(f"{there.name}=={there.version}" for there in packages)
        lines.write_text(text, encoding="utf-8")
        words = ["-r", str(lines), "--disable-pip", "--no-deps", "--format", "json",
                 "--progress-spinner", "off", "--timeout", SOCKET_SECONDS,
                 "--cache-dir", str(Path(folder) / "cache"), *service]  # fmt: skip
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pip_audit", *words],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
            answers: list[Answer] = json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError):
            return None
    return answers


def vulnerabilities(answers: Sequence[Answer]) -> Iterator[tuple[str, str, set[str]]]:
    """Package, what to do, and every name of the vulnerability."""
    for answer in answers:
        for found in answer.get("vulns", ()):
            fixed = ", ".join(found["fix_versions"]) or "no version yet"
            package = f"{answer['name']} {answer['version']}"
            yield package, f"mended in {fixed}", {found["id"], *found.get("aliases", ())}


def report(answers: Sequence[Answer], accepted: Mapping[str, str]) -> tuple[list[str], bool]:
    """The lines to be said, and whether all is well."""
    lines, fine = [], True
    for package, remedy, names in vulnerabilities(answers):
        reasons = [accepted[name] for name in sorted(names) if name in accepted]
        fine = fine and bool(reasons)
        verdict = f"accepted: {reasons[0]}" if reasons else "VULNERABLE"
        lines.append(f"{package}: {', '.join(sorted(names))} ({remedy}): {verdict}")
    skipped = [answer["name"] for answer in answers if "skip_reason" in answer]
    if skipped:
        lines.append(f"not known to the service: {', '.join(sorted(skipped))}")
    lines.append(f"{len(answers) - len(skipped)} packages audited")
    return lines, fine


def audit(service: Sequence[str] = (), accepted: Mapping[str, str] = ACCEPTED) -> int:
    """Ask about everything, and say what was found; the exit code."""
    packages = installed(declared("dev", "caldav"))
    first = ask([packages[KNOWN]], PATIENCE_SECONDS, service)
    answers = None
    if first is not None and "skip_reason" not in first[0]:
        answers = ask(list(packages.values()), ALL_SECONDS, service)
    if answers is None:
        print("DEPENDENCIES NOT AUDITED: the vulnerability service cannot be reached from here.")
        return 0
    lines, fine = report(answers, accepted)
    print("\n".join(lines))
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(audit())
