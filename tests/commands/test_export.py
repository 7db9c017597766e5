"""export: what it tells, whom it writes for, and that it can be stopped."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from models.words import Kind
from planner.edits.activities import shift
from planner.entities import Activity
from planner.workspace import ENVIRONMENT, Workspace
from tests.commands.conftest import Run
from tests.commands.said import command, environment


def files_in(folder: Path) -> dict[str, bytes]:
    """Name inside the folder -> content; hidden ones too."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def handouts(store: Path) -> int:
    """How many recipients have been noted as having a release."""
    workspace = Workspace.open(store)
    workspace.enter(workspace.editions()[0].id)
    count = len(workspace.releases.handouts())
    workspace.close()
    return count


def put_off(store: Path) -> Activity:
    """Put off a meeting of a delegation."""
    workspace = Workspace.open(store)
    programme = workspace.enter(workspace.editions()[0].id)
    caen = next(d for d in programme.delegations.values() if d.name == "Caen")
    meetings = (a for a in programme.activities.values() if a.kind is Kind.MEETING and a.start)
    meeting = next(a for a in meetings if caen.id in programme.delegations_in(a.id))
    workspace.do(shift(programme, meeting.id, 5))
    workspace.close()
    return meeting


def test_an_export_lists_what_it_wrote(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    said = run("export", str(tmp_path / "out"), "--format", "ics", "--json")
    assert said.code == 0
    assert said.err == ""
    assert set(said.json) == {"release", "folder", "files", "warnings", "skipped", "stale"}
    assert said.json["folder"] == str(tmp_path / "out")
    assert said.json["skipped"] == said.json["stale"] == []
    assert set(said.json["files"]) == set(files_in(tmp_path / "out"))
    assert "delegations/delegation-caen.ics" in said.json["files"]


def test_only_a_release_is_noted_as_handed_out(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    words = ("export", str(tmp_path / "out"), "--format", "ics", "--for", "Caen", "--json")
    assert (run(*words).json["release"], handouts(demo_plan)) == (None, 0)
    run("release", "create", "--anyway")
    assert (run(*words, "--release", "draft").json["release"], handouts(demo_plan)) == (None, 0)
    said = run(*words)
    calendars = [f for f in said.json["files"] if f.endswith(".ics")]
    assert (said.json["release"], handouts(demo_plan)) == (1, len(calendars))


@pytest.mark.slow
def test_a_release_is_exported_again_byte_for_byte_after_a_later_one(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    words = ("--format", "ics,html", "--for", "Caen")
    run("release", "create", "--anyway")
    run("export", str(tmp_path / "one"), *words)
    put_off(demo_plan)
    run("release", "create", "--anyway")
    run("export", str(tmp_path / "two"), *words)
    run("export", str(tmp_path / "again"), *words, "--release", "1")
    assert files_in(tmp_path / "again") == files_in(tmp_path / "one")
    assert files_in(tmp_path / "two") != files_in(tmp_path / "one")


@pytest.mark.parametrize("name", ["2", "v0", "last", "-1"])
def test_a_release_that_does_not_exist_is_named(
    run: Run, demo_plan: Path, tmp_path: Path, name: str
) -> None:
    run("release", "create", "--anyway")
    assert name.strip("v-") in run("export", str(tmp_path), f"--release={name}").complaint


def test_a_second_export_writes_the_same_bytes(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    run("release", "create", "--anyway")
    run("export", str(tmp_path / "out"), "--format", "ics", "--for", "Caen")
    first = files_in(tmp_path / "out")
    run("export", str(tmp_path / "out"), "--format", "ics", "--for", "Caen")
    assert files_in(tmp_path / "out") == first


@pytest.mark.parametrize(
    ("names", "beginnings"),
    [
        (["Caen"], {"delegation-caen", "delegate-caen-"}),
        (["hamar", "CAEN"],
         {"delegation-caen", "delegate-caen-", "delegation-hamar", "delegate-hamar-"}),
        (["Frida Tænkeby"], {"delegate-viborg-frida"}),
        (["Namur 2024"], {"edition"}),
    ],
)  # fmt: skip
def test_a_filter_writes_only_for_those_named(
    run: Run, demo_plan: Path, tmp_path: Path, names: list[str], beginnings: set[str]
) -> None:
    words = [word for name in names for word in ("--for", name)]
    said = run("export", str(tmp_path / "out"), "--format", "ics", *words, "--json")
    stems = [Path(f).stem for f in said.json["files"]]
    assert {b for b in beginnings for s in stems if s.startswith(b)} == beginnings
    assert [s for s in stems if not s.startswith(tuple(beginnings))] == []


def test_those_without_a_programme_are_skipped_and_named(
    run: Run, empty_plan: Path, tmp_path: Path
) -> None:
    run("edition", "new", "Empty", "--festival", "2024-10-24", "2024-10-27")
    table = tmp_path / "list.csv"
    table.write_text("City;Name\nCaen;New [Person]\n", encoding="utf-8")
    run("import", "delegations", str(table))
    said = run("export", str(tmp_path / "out"), "--json")
    assert (said.code, said.json["files"]) == (0, [])
    assert sorted(said.json["skipped"]) == ["Caen", "Empty", "New [Person]"]
    assert any("New [Person]" in warning for warning in said.json["warnings"])
    assert "! New [Person]: nothing in the programme" in run("export", str(tmp_path / "out")).out


def test_words_say_how_many_and_where(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    said = run("export", str(tmp_path / "out"), "--format", "ics, html", "--for", "Hamar")
    count = len(files_in(tmp_path / "out"))
    assert f"{count} files of the draft written to {tmp_path / 'out'}: nobody" in said.out


def test_what_is_left_of_former_exports_is_named(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    old = tmp_path / "out" / "delegates" / "delegate-gone.ics"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    words = ("export", str(tmp_path / "out"), "--format", "ics", "--for", "Caen")
    assert run(*words, "--json").json["stale"] == ["delegates/delegate-gone.ics"]
    assert "delegate-gone.ics" in run(*words).out
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--format", "docx"), "docx"),
        (("--format", "ics,docx"), "docx"),
        (("--format", ""), "format"),
        (("--format", ","), "format"),
        (("--for", "Nobody [b]"), "Nobody [b]"),
        (("--for", ""), "Nobody called"),
    ],
)
def test_what_cannot_be_exported_is_named(
    run: Run, demo_plan: Path, tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    assert complaint in run("export", str(tmp_path / "out"), *words).complaint
    assert not (tmp_path / "out").exists()
    assert handouts(demo_plan) == 0


@pytest.mark.parametrize("below", ["", "deep"])
def test_a_file_in_the_place_of_the_folder_is_named(
    run: Run, demo_plan: Path, tmp_path: Path, below: str
) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    said = run("export", str(tmp_path / "out" / below), "--format", "ics")
    assert "out" in said.complaint
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"
    assert handouts(demo_plan) == 0


def appears(folder: Path, process: "subprocess.Popen[bytes]") -> bool:
    """Wait until the export is at work in the folder; False when it ended before."""
    while process.poll() is None:
        if folder.is_dir() and any(p.is_file() for p in folder.rglob("*")):
            return True
        time.sleep(0.005)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "ctrl+c"])
@pytest.mark.parametrize("times", [1, 2])
def test_a_signal_stops_it_and_nothing_is_half_written(
    demo_plan: Path, tmp_path: Path, number: signal.Signals, times: int
) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(
        command("export", str(out)), env=environment(), stderr=subprocess.PIPE
    ) as process:
        assert appears(out, process)
        for _time in range(times):
            process.send_signal(number)
        _out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.decode() == "wake-planner: Stopped; nothing was left half done. [stopped]\n"
    assert not out.exists()
    assert handouts(demo_plan) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX file size limits")
def test_a_full_disk_leaves_the_former_export(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    from tests.commands.test_bad_places import limited

    out = tmp_path / "out"
    run("export", str(out), "--format", "ics")
    run("release", "create", "--anyway")
    before, known = files_in(out), handouts(demo_plan)
    done = subprocess.run(
        limited(3000, "export", str(out), "--format", "html"),
        env=environment({ENVIRONMENT: os.environ[ENVIRONMENT]}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files_in(out) == before
    assert handouts(demo_plan) == known


def test_reminders_are_only_for_what_takes_time(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    run("export", str(tmp_path), "--format", "ics", "--for", "Caen", "--alarm", "30")
    calendar = Calendar.from_ical((tmp_path / "delegations/delegation-caen.ics").read_bytes())
    ringing = {str(e["TRANSP"]) for e in calendar.walk("VEVENT") if e.walk("VALARM")}
    silent = {str(e["TRANSP"]) for e in calendar.walk("VEVENT") if not e.walk("VALARM")}
    assert (ringing, silent) == ({"OPAQUE"}, {"TRANSPARENT"})
    assert {a.decoded("TRIGGER") for a in calendar.walk("VALARM")} == {timedelta(minutes=-30)}
