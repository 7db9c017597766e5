"""scrub: what it says before and afterwards, and when it refuses; the date until which."""

import io
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Run

FESTIVAL = ("--festival", "2024-10-24", "2024-10-27")


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def keep_until(store: Path, day: str) -> None:
    with closing(sqlite3.connect(store)) as database:
        database.execute("UPDATE edition SET keep_until = ?", (day,))
        database.commit()


def test_without_yes_nobody_can_be_asked_but_on_a_terminal(run: Run, demo_plan: Path) -> None:
    before = demo_plan.read_bytes()
    assert "add --yes" in run("scrub").complaint
    assert "add --yes" in run("scrub", "--json").complaint
    assert demo_plan.read_bytes() == before


@pytest.mark.parametrize(("answer", "code"), [("no", 1), ("", 1), ("YES", 0)])
def test_on_a_terminal_it_asks(
    run: Run, demo_plan: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer + "\n" if answer else ""))
    said = run("scrub", "Namur 2024")
    assert said.code == code
    assert "This can NOT be undone" in said.out
    assert ("Removed: the data of 64 people" in said.out) is (code == 0)
    assert ("Nothing has been changed." in said.out) is (code == 1)


def test_a_dry_run_says_what_would_go(run: Run, demo_plan: Path) -> None:
    run("backup")
    said = run("scrub", "--dry-run")
    assert "the names of 64 people" in said.out
    assert "1 backup is cleaned as well." in said.out
    assert said.out.endswith("Nothing has been changed.\n")
    form = run("scrub", "--dry-run", "--json").json
    assert (form["dry_run"], form["people"], len(form["backups"])) == (True, 64, 1)


def test_it_ends_by_saying_what_it_cannot_reach(run: Run, demo_plan: Path) -> None:
    said = run("scrub", "--yes")
    assert said.code == 0
    assert "mails that were sent" in said.out
    assert "nothing was changed" in run("scrub", "--yes").out


def test_a_damaged_backup_is_deleted_and_named(run: Run, demo_plan: Path) -> None:
    run("backup")
    (backup,) = (demo_plan.parent / "backups").iterdir()
    backup.write_bytes(backup.read_bytes()[:5000])
    assert backup.name in run("scrub", "--dry-run").out
    assert backup.exists()
    assert run("scrub", "--yes", "--json").json["deleted_backups"] == [str(backup)]
    assert not backup.exists()


def test_before_the_end_only_anyway(run: Run, empty_plan: Path) -> None:
    run("edition", "new", "Namur 2150", "--festival", "2150-10-24", "2150-10-27")
    assert "lasts until 2150-10-27" in run("scrub", "--yes").complaint
    assert run("scrub", "--yes", "--anyway").code == 0


@pytest.mark.slow
def test_a_release_without_people_goes_out_no_more_but_can_be_shown(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    assert run("release", "create", "First", "--anyway").code == 0
    assert run("scrub", "--yes").code == 0
    gone = "The data of people have been removed from release 1"
    assert gone in run("export", str(tmp_path / "out")).complaint
    assert gone in run("send", str(tmp_path / "mails")).complaint
    assert gone in run("release", "show", "1").out
    assert run("release", "diff").out == "Nothing that anybody would notice.\n"
    words = ("--release", "draft", "--for", "Caen", "--format", "txt", "--json")
    draft = run("export", str(tmp_path / "out"), *words)
    assert draft.code == 0
    assert "delegates/delegate-caen-delegate-16" in " ".join(draft.json["files"])
    assert "nothing to undo" in run("undo").out


def test_the_app_forgets_what_it_remembered_of_the_edition(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    edition_id = run("edition", "show", "--json").json["id"]
    settings = tmp_path / "settings.json"
    settings.write_text(f'{{"caldav-user {edition_id}": "anna", "theme": "light"}}')
    run("scrub", "--yes")
    assert "anna" not in settings.read_text()
    assert "light" in settings.read_text()


# -- the date -----------------------------------------------------------------------------


def test_a_new_edition_keeps_people_for_180_days(run: Run, empty_plan: Path) -> None:
    made = run("edition", "new", "Namur 2024", *FESTIVAL, "--json").json
    assert made["keep_until"] == "2025-04-25"
    copy = run("edition", "copy", "Namur 2024", "2025", "--festival-start", "2025-10-23", "--json")
    assert copy.json["keep_until"] == "2026-04-24"


def test_another_day_can_be_said(run: Run, empty_plan: Path) -> None:
    said = run("edition", "new", "A", *FESTIVAL, "--keep-until", "2024-12-31", "--json")
    assert said.json["keep_until"] == "2024-12-31"
    said = run("edition", "new", "B", *FESTIVAL, "--keep-until", "2024-10-26")
    assert "needed until the last day" in said.complaint


def test_doctor_finds_people_who_are_kept_too_long(run: Run, demo_plan: Path) -> None:
    assert "No edition keeps the data of people longer" in run("doctor").out
    keep_until(demo_plan, "2025-01-01")
    said = run("doctor")
    assert said.code == 1
    assert "longer than was said, in: Namur 2024" in said.out
    run("scrub", "--yes")
    assert run("doctor").code == 0
