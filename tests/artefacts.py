"""Builds what is released: ``python -m tests.artefacts [OUT]`` (``dist`` by default).

A wheel and a source archive of the files under version control, and a list of everything that
the program stands on (a CycloneDX SBOM): each package with its version, its licence and the
SHA-256 of its file, as it comes into a clean environment with the wheel.
"""

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.sbom import bill_of, checksums, require_valid, stripped

ROOT = Path(__file__).parent.parent


def call(*words: str | Path, cwd: Path = ROOT) -> None:
    """Run a tool; raises CalledProcessError with what it printed where it fails."""
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        done.check_returncode()


def sources(room: Path) -> Path:
    """A copy of the files under version control: nothing that only lies about goes out."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, names.split("\0")):
        source, target = ROOT / name, room / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    return room


def build(out: Path, room: Path) -> Path:
    """The wheel; beside it the source archive from which it was built."""
    folder = sources(room / "sources")
    call(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, folder)
    (wheel,) = out.glob("*.whl")
    return wheel


def clean_environment(room: Path) -> Path:
    """The Python of an environment with nothing in it, not even pip."""
    venv.create(room / "clean", with_pip=False)
    folder = "Scripts" if sys.platform == "win32" else "bin"
    return room / "clean" / folder / "python"


def install(wheel: Path, python: Path, report: Path) -> None:
    """The wheel with all it needs; what pip tells of each file goes into ``report``."""
    words = ("install", "--quiet", "--ignore-installed", "--report", report, wheel)
    call(sys.executable, "-m", "pip", "--python", python, *words)


def write_bill(wheel: Path, python: Path, report: Path | None, room: Path) -> Path:
    """The SBOM of what is installed for that Python, beside the wheel."""
    version = wheel.name.split("-")[1]
    known = {} if report is None else checksums(report.read_text(encoding="utf-8"))
    text = stripped(bill_of(python, room), version, known)
    require_valid(text)
    target = wheel.with_name(f"wake-planner-{version}.cdx.json")
    target.write_text(text, encoding="utf-8")
    return target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "dist")
    out = parser.parse_args().out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    for former in out.glob("wake_planner-*.whl"):
        former.unlink()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        wheel = build(out, room)
        python, report = clean_environment(room), room / "report.json"
        install(wheel, python, report)
        write_bill(wheel, python, report, room)
    for path in sorted(out.iterdir()):
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
