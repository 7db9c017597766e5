"""What is written can be read by its owner alone, even where the system would let everybody."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.settings import remember
from tests.commands.conftest import Run
from tests.commands.test_send import BASE
from tests.commands.test_send import released as released
from tests.commands.test_send import released_template as released_template
from tests.commands.test_solve import SMALL, written

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
FESTIVAL = ("--festival", "2025-10-23", "2025-10-26")


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    """Files and folders are made for everybody, unless a program takes care."""
    mask = os.umask(0)
    yield
    os.umask(mask)


def open_to_others(folder: Path) -> dict[str, str]:
    """What others than the owner have a right to, below a folder, and their rights."""
    return {
        path.relative_to(folder).as_posix(): f"{mode & 0o777:03o}"
        for path in folder.rglob("*")
        if (mode := path.stat().st_mode) & 0o077
    }


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of files without a folder stand for files here."""
    monkeypatch.chdir(tmp_path)


DEEPER = ("--store", "own/deeper/plan.db")


@pytest.mark.usefixtures("_open_to_all", "away")
@pytest.mark.parametrize(
    "words",
    [
        ("export", "own/out", "--format", "ics,pdf,html,txt,md", "--for", "Frida Tænkeby"),
        pytest.param(("export", "own/out", "--format", "ics,pdf,xlsx"), marks=pytest.mark.slow),
        pytest.param(("export", "own/out", "--document", "all"), marks=pytest.mark.slow),
        ("release", "create", "First", "--anyway"),
        ("edition", "new", "Next", *FESTIVAL),
        ("backup",),
        ("edition", "new", "Next", *FESTIVAL, *DEEPER),
        ("restore", "plan.db", *DEEPER),
    ],
    ids=lambda words: " ".join(words[:3]),
)
def test_what_a_command_writes_is_for_its_owner(
    run: Run, demo_plan: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert run(*words).code == 0
    assert "own" not in " ".join(words) or list((tmp_path / "own").rglob("*.*"))
    assert open_to_others(tmp_path) == {}


@pytest.mark.slow
@pytest.mark.usefixtures("_open_to_all")
def test_mails_feeds_and_tables_are_for_their_owner(
    run: Run, released: Path, tmp_path: Path
) -> None:
    words = ("--base", BASE, "--for", "Caen", "--sent")
    assert run("send", str(tmp_path / "own" / "out"), *words).code == 0
    assert {p.suffix for p in (tmp_path / "own").rglob("*.*")} > {".eml", ".ics", ".csv"}
    assert open_to_others(tmp_path) == {}


@pytest.mark.usefixtures("_open_to_all")
def test_an_import_leaves_nothing_for_others(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("City;Name\nCaen;New Person\n", encoding="utf-8")
    table.chmod(0o600)
    assert run("import", "delegations", str(table)).code == 0
    assert open_to_others(tmp_path) == {}


@pytest.mark.usefixtures("_open_to_all")
def test_a_solution_is_for_its_owner(run: Run, tmp_path: Path) -> None:
    problem, out = written(tmp_path / "p.json", SMALL), tmp_path / "s.json"
    assert run("solve", "tour", str(problem), "--out", str(out)).code == 0
    assert set(open_to_others(tmp_path)) == {"p.json"}


@pytest.mark.usefixtures("_open_to_all")
def test_what_the_app_remembers_is_for_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKE_PLANNER_SETTINGS", str(tmp_path / "own" / "deeper" / "settings.json"))
    remember("colours", "dark")
    assert (tmp_path / "own" / "deeper" / "settings.json").exists()
    assert open_to_others(tmp_path) == {}


@pytest.mark.usefixtures("_open_to_all")
def test_a_damaged_store_that_is_put_aside_is_for_its_owner(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    backup = run("backup", "--json").json["backup"]
    content = bytearray(demo_plan.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    demo_plan.write_bytes(content)
    demo_plan.with_name("plan.db-wal").write_bytes(b"")
    demo_plan.with_name("plan.db-wal").chmod(0o600)
    kept = Path(run("restore", backup, "--json").json["kept"])
    assert kept.exists()
    assert open_to_others(tmp_path) == {}


def test_a_folder_that_was_there_keeps_its_rights(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o755)
    assert run("export", str(out), "--format", "ics", "--for", "Caen").code == 0
    assert open_to_others(tmp_path) == {"out": "755"}
