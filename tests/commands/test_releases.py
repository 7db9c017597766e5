"""release and ledger: made, listed, compared, taken back to, and who holds what."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.commands.test_export import files_in, put_off


@pytest.fixture
def released(run: Run, demo_plan: Path) -> Path:
    """The demo plan, released once."""
    assert run("release", "create", "First", "--anyway").code == 0
    return demo_plan


def test_blocking_conflicts_stand_in_the_way_and_are_told(run: Run, demo_plan: Path) -> None:
    said = run("release", "create", "--json")
    assert (said.code, said.json["release"]) == (1, None)
    assert "blocking" in {f["severity"] for f in said.json["findings"]}
    assert run("release", "list", "--json").json == {"releases": []}
    assert (
        "Nothing has been released: mend what blocks, or add --anyway."
        in run("release", "create").out
    )


def test_a_release_is_listed_with_its_name(run: Run, released: Path) -> None:
    (row,) = run("release", "list", "--json").json["releases"]
    assert (row["number"], row["name"]) == (1, "First")
    assert row["at"].endswith("Z")
    assert "First" in run("release", "list").out


def test_the_same_plan_is_not_released_twice(run: Run, released: Path) -> None:
    said = run("release", "create", "--anyway")
    assert said.complaint == "Nothing has changed since release 1. Export it again instead."


def test_an_empty_plan_is_refused_by_name(run: Run, empty_plan: Path) -> None:
    run("edition", "new", "Namur [2025]", "--festival", "2025-10-23", "2025-10-26")
    said = run("release", "create", "--anyway")
    assert "The programme of Namur [2025] is empty" in said.complaint
    assert run("release", "list", "--json").json == {"releases": []}


def test_a_move_reads_as_one_move(run: Run, released: Path) -> None:
    moved = put_off(released)
    said = run("release", "diff", "--json").json
    assert (said["old"], said["new"]) == (1, None)
    (change,) = said["changes"]
    assert (change["key"], change["sort"], change["title"]) == (moved.id, "moved", moved.title)
    assert any("→" in line for line in change["details"])
    assert f"Moved: {change['time']} {moved.title}" in run("release", "diff").out


def test_a_difference_is_told_as_one_recipient_sees_it(run: Run, released: Path) -> None:
    put_off(released)
    words = ("release", "diff", "--json", "--for")
    assert len(run(*words, "Caen").json["changes"]) == 1
    assert run(*words, "Hamar").json["changes"] == []


def test_nothing_to_compare_with_is_said(run: Run, demo_plan: Path) -> None:
    assert "Nothing has been released yet." in run("release", "diff").complaint


def test_a_name_that_several_have_asks_for_more(run: Run, released: Path) -> None:
    run("release", "diff", "--for", "Namur 2024")
    assert "Nobody called" in run("release", "diff", "--for", "Nobody [b]").complaint


def test_show_tells_what_a_release_brought_to_whom(run: Run, released: Path) -> None:
    put_off(released)
    run("release", "create", "--anyway")
    people = {p["name"]: p for p in run("release", "show", "2", "--json").json["recipients"]}
    assert people["Caen"]["changed"] == 1
    assert people["Caen"]["events"] > 10


def test_going_back_is_one_step_that_undo_takes_back(run: Run, released: Path) -> None:
    put_off(released)
    before = run("release", "diff", "--json").json["changes"]
    assert run("release", "rollback", "1", "--json").json["step"]["label"] == "Back to release 1"
    assert run("release", "diff", "--json").json["changes"] == []
    assert run("release", "rollback", "1", "--json").json["step"] is None
    run("undo")
    assert run("release", "diff", "--json").json["changes"] == before


def test_the_ledger_tells_who_still_holds_an_older_release(
    run: Run, released: Path, tmp_path: Path
) -> None:
    run("export", str(tmp_path / "one"), "--format", "ics")
    put_off(released)
    run("release", "create", "--anyway")
    behind = run("ledger", "--behind", "--json").json["holdings"]
    assert "Caen" in {h["name"] for h in behind}
    assert {(h["held"], h["newest"], h["way"]) for h in behind} == {(1, 2, "file")}
    run("export", str(tmp_path / "two"), "--format", "ics", "--for", "Caen")
    assert "Caen" not in {h["name"] for h in run("ledger", "--behind", "--json").json["holdings"]}
    held = run("ledger", "--holding", "2", "--json").json["holdings"]
    assert "Caen" in {h["name"] for h in held}


def test_the_ledger_lists_every_event_of_one_recipient(run: Run, released: Path) -> None:
    moved = put_off(released)
    run("release", "create", "--anyway")
    events = run("ledger", "--for", "Caen", "--json").json["events"]
    (changed,) = [e for e in events if e["sequence"] == 1]
    assert (changed["title"], changed["release"], changed["cancelled"]) == (moved.title, 2, False)
    assert changed["uid"] in run("ledger", "--for", "Caen").out


def test_whoever_holds_an_earlier_release_gets_the_changes_beside_the_calendar(
    run: Run, released: Path, tmp_path: Path
) -> None:
    run("export", str(tmp_path), "--format", "ics")
    first = files_in(tmp_path)
    assert "delegations/delegation-caen-v1/how-to.html" in first
    moved = put_off(released)
    run("release", "create", "--anyway")
    run("export", str(tmp_path), "--format", "ics")
    new = {n: c for n, c in files_in(tmp_path).items() if "delegation-caen-v2/" in n}
    names = {Path(n).name for n in new}
    assert {"how-to.html", "changes.txt"} < names
    (small,) = [c for n, c in new.items() if n.endswith(".ics")]
    assert b"METHOD:PUBLISH" in small
    assert b"SEQUENCE:1" in small
    assert small.count(b"BEGIN:VEVENT") == 1
    (words,) = [c for n, c in new.items() if n.endswith("changes.txt")]
    assert moved.title in words.decode()
