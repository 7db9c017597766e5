"""import: a review in words and in JSON, all or nothing, exit code 1 when refused or asked."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from planner.edits.core import change
from planner.entities import Delegate
from planner.workspace import Workspace
from tests.commands.conftest import Run
from tests.commands.said import Said

GOOD = "City;Name;E-mail\nCaen;New Person;new@example.org\nAustin;Ada Example;ada@example.org\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def figures(run: Run) -> tuple[int, int]:
    shown = run("edition", "show", "--json").json
    return shown["delegations"], shown["delegates"]


def file_of(said: Said) -> Any:
    """What is said of the only file."""
    (file,) = said.json["files"]
    return file


def test_an_import_is_applied_and_can_be_undone(run: Run, demo_plan: Path, table: Path) -> None:
    delegations, delegates = figures(run)
    said = run("import", "delegations", str(table), "--json")
    assert said.code == 0
    assert set(said.json) == {"applied", "files"}
    assert said.json["applied"] is True
    (file,) = said.json["files"]
    assert set(file) == {
        "file", "manner", "counts", "rows", "questions", "missing", "ignored_columns", "notes",
    }  # fmt: skip
    assert {name: n for name, n in file["counts"].items() if n} == {"added": 2}
    assert set(file["rows"][0]) == {
        "sheet", "row", "place", "outcome", "about", "details", "kept", "question",
    }  # fmt: skip
    assert [r["row"] for r in file["rows"]] == [2, 3]
    assert figures(run) == (delegations + 1, delegates + 2)
    assert "list.csv" in run("undo").out
    assert figures(run) == (delegations, delegates)


def test_a_second_import_changes_nothing(run: Run, demo_plan: Path, table: Path) -> None:
    run("import", "delegations", str(table))
    steps = len(run("history", "--json").json["steps"])
    said = run("import", "delegations", str(table), "--json")
    assert file_of(said)["counts"]["unchanged"] == 2
    assert len(run("history", "--json").json["steps"]) == steps


def test_a_dry_run_only_tells(run: Run, demo_plan: Path, table: Path) -> None:
    before = figures(run)
    said = run("import", "delegations", str(table), "--dry-run", "--json")
    assert (said.code, said.json["applied"]) == (0, False)
    assert file_of(said)["counts"]["added"] == 2
    assert "dry run" in run("import", "delegations", str(table), "--dry-run").out
    assert figures(run) == before


def test_one_refused_row_refuses_all(run: Run, demo_plan: Path, table: Path) -> None:
    before = figures(run)
    table.write_text(GOOD + "Qwxzland;Nemo;\nCaen;Anne;nonsense\n", encoding="utf-8")
    said = run("import", "delegations", str(table), "--json")
    assert (said.code, said.json["applied"]) == (1, False)
    refused = [r for r in file_of(said)["rows"] if r["outcome"] == "refused"]
    assert [r["row"] for r in refused] == [4, 5]
    assert "Qwxzland" in refused[0]["details"][0]
    words = run("import", "delegations", str(table))
    assert words.code == 1
    assert "row 4" in words.out
    assert "Nothing has been imported" in words.out
    assert figures(run) == before


def test_columns_that_are_not_read_are_named(run: Run, demo_plan: Path, table: Path) -> None:
    table.write_text("City;Name;Shoe [size]\nCaen;New Person;44\n", encoding="utf-8")
    said = run("import", "delegations", str(table), "--dry-run", "--json")
    assert file_of(said)["ignored_columns"] == ["Shoe [size]"]
    assert "Shoe [size]" in run("import", "delegations", str(table), "--dry-run").out


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\n", b"\x7fELF\x02\x01" + bytes(range(256)), b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0",
     b"\xff\xfeh", b"a\0b", b"just a line", b"City;Name\n", b"Name;E-mail\nAnna;a@example.org\n"],
    ids=["empty", "blank", "binary", "cut zip", "old xls", "utf-16", "nul", "no header", "no rows",
         "no city"],
)  # fmt: skip
def test_a_file_that_is_no_list_is_one_sentence(
    run: Run, demo_plan: Path, table: Path, content: bytes
) -> None:
    table.write_bytes(content)
    said = run("import", "delegations", str(table))
    assert "list.csv" in said.complaint
    assert said.out == ""
    assert len(run("history", "--json").json["steps"]) == 1


def test_a_folder_and_a_missing_file_are_named(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    assert str(tmp_path) in run("import", "delegations", str(tmp_path)).complaint
    missing = tmp_path / "nowhere.xlsx"
    assert "nowhere.xlsx" in run("import", "delegations", str(missing)).complaint


@pytest.mark.skipif(os.name == "nt", reason="POSIX device")
def test_an_endless_file_is_too_large(run: Run, demo_plan: Path) -> None:
    assert "too large" in run("import", "delegations", "/dev/zero").complaint


def test_an_error_cell_refuses_its_row_by_name(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Guests")
        sheet.write_row(0, 0, ["City", "Name", "Phone"])
        sheet.write_row(1, 0, ["Caen", "New Person"])
        sheet.write_formula(1, 2, "=A99/0", None, "#DIV/0!")
    said = run("import", "delegations", str(path), "--json")
    assert said.code == 1
    (row,) = file_of(said)["rows"]
    assert (row["row"], row["outcome"]) == (2, "refused")
    assert "#DIV/0!" in row["details"][0]
    assert "phone" in row["details"][0]


@pytest.mark.parametrize(
    "cell",
    ["0001-01-01 10:00", "31/02/2024 10:00", "2024-10-24 25:00", "2024-03-31 02:30",
     "9999-12-31 23:59", "soon"],
)  # fmt: skip
def test_an_impossible_arrival_is_refused(
    run: Run, demo_plan: Path, table: Path, cell: str
) -> None:
    table.write_text(f"City;Name;Arrival\nCaen;New Person;{cell}\n", encoding="utf-8")
    said = run("import", "delegations", str(table), "--json")
    assert said.code == 1
    assert file_of(said)["rows"][0]["details"][0].startswith("arrival: ")


def test_a_file_name_of_broken_bytes_is_imported(
    run: Run, demo_plan: Path, table: Path, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode(b"li\xffst\x1b.csv")
    try:
        path.write_text(GOOD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert run("import", "delegations", str(path)).code == 0
    label = run("history", "--json").json["steps"][0]["label"]
    assert "li\N{REPLACEMENT CHARACTER}st\N{REPLACEMENT CHARACTER}.csv" in label
    assert run("import", "delegations", str(tmp_path / os.fsdecode(b"\xff\xfe"))).complaint


# -- what the organiser decides ------------------------------------------------------------------

ASKS = "City;Name\nEnghien;Ada Example\nCaen;New Person\n"


def test_a_question_stops_the_import_and_says_how_to_answer(
    run: Run, demo_plan: Path, table: Path
) -> None:
    table.write_text(ASKS, encoding="utf-8")
    said = run("import", "delegations", str(table))
    assert said.code == 1
    assert "--answer 'city:enghien:=enghien-les-bains'" in said.out
    (question,) = file_of(run("import", "delegations", str(table), "--json"))["questions"]
    assert question["key"] == "city:enghien:"
    assert "enghien-les-bains" in [c["id"] for c in question["candidates"]]


def test_an_answer_is_given_once_and_remembered(run: Run, demo_plan: Path, table: Path) -> None:
    table.write_text(ASKS, encoding="utf-8")
    answer = ("--answer", "city:enghien:=enghien-les-bains")
    assert run("import", "delegations", str(table), *answer).code == 0
    again = run("import", "delegations", str(table), "--json")
    assert file_of(again)["counts"]["unchanged"] == 2


def test_an_answer_may_leave_the_entry_out(run: Run, demo_plan: Path, table: Path) -> None:
    table.write_text(ASKS, encoding="utf-8")
    said = run("import", "delegations", str(table), "--answer", "city:enghien:=", "--json")
    assert said.code == 0
    assert [r["outcome"] for r in file_of(said)["rows"]] == ["left-out", "added"]


def test_the_rest_is_imported_where_that_is_wanted(run: Run, demo_plan: Path, table: Path) -> None:
    before = figures(run)
    table.write_text(ASKS + "Qwxzland;Nemo\n", encoding="utf-8")
    assert run("import", "delegations", str(table), "--skip").code == 0
    assert figures(run) == (before[0], before[1] + 1)


def test_what_was_changed_by_hand_stays_unless_the_file_is_to_win(
    run: Run, demo_plan: Path, table: Path
) -> None:
    table.write_text("City;Name;Phone\nCaen;New Person;1\n", encoding="utf-8")
    run("import", "delegations", str(table))
    change_phone(demo_plan, "mine")
    kept = file_of(run("import", "delegations", str(table), "--json"))["rows"][0]
    assert (kept["outcome"], len(kept["kept"])) == ("kept", 1)
    assert phone(demo_plan) == "mine"
    run("import", "delegations", str(table), "--overwrite")
    assert phone(demo_plan) == "1"


def test_what_is_no_longer_in_the_file_is_told_and_kept(
    run: Run, demo_plan: Path, table: Path
) -> None:
    run("import", "delegations", str(table))
    before = figures(run)
    table.write_text(GOOD.replace("Austin;Ada Example;ada@example.org\n", ""), encoding="utf-8")
    said = run("import", "delegations", str(table))
    assert "Ada Example" in said.out
    assert figures(run) == before


def test_what_is_refused_is_not_missing(run: Run, demo_plan: Path, table: Path) -> None:
    run("import", "delegations", str(table))
    table.write_text(GOOD.replace("ada@example.org", "nonsense"), encoding="utf-8")
    file = file_of(run("import", "delegations", str(table), "--json"))
    assert file["counts"]["refused"] == 1
    assert not any("Ada Example" in what for what in file["missing"])


def test_how_to_read_a_file_is_given_in_a_file(
    run: Run, demo_plan: Path, table: Path, tmp_path: Path
) -> None:
    table.write_text("Where;Who\nCaen;New Person\n", encoding="utf-8")
    form = {"sheets": {"": {"columns": {"Where": "city", "Who": "name"}}}}
    manner = tmp_path / "manner.json"
    manner.write_text(json.dumps(form), encoding="utf-8")
    said = run("import", "delegations", str(table), "--map", str(manner), "--json")
    assert file_of(said)["counts"]["added"] == 1
    again = run("import", "auto", str(table), "--json")
    assert file_of(again)["manner"]["sheets"][""]["columns"] == {"Where": "city", "Who": "name"}


@pytest.mark.parametrize("text", ["", "[", "[]", '{"sheets": 3}', '{"kinds": "x"}', '{"zone": 1}'])
def test_a_manner_that_is_none_is_one_sentence(
    run: Run, demo_plan: Path, table: Path, tmp_path: Path, text: str
) -> None:
    manner = tmp_path / "manner.json"
    manner.write_text(text, encoding="utf-8")
    assert run("import", "delegations", str(table), "--map", str(manner)).complaint


def test_several_files_are_one_step(run: Run, demo_plan: Path, table: Path, tmp_path: Path) -> None:
    other = tmp_path / "others.csv"
    other.write_text("City;Name\nCaen;Second Person\n", encoding="utf-8")
    before = figures(run)
    said = run("import", "delegations", str(table), str(other), "--json")
    assert [f["file"] for f in said.json["files"]] == ["list.csv", "others.csv"]
    assert figures(run) == (before[0] + 1, before[1] + 3)
    run("undo")
    assert figures(run) == before


def test_a_file_that_is_refused_keeps_the_others_out(
    run: Run, demo_plan: Path, table: Path, tmp_path: Path
) -> None:
    other = tmp_path / "others.csv"
    other.write_text("City;Name\nQwxzland;Nemo\n", encoding="utf-8")
    before = figures(run)
    assert run("import", "delegations", str(table), str(other)).code == 1
    assert figures(run) == before


def change_phone(store: Path, value: str) -> None:
    with person_in(store) as (workspace, person):
        workspace.do(change(workspace.programme, replace(person, phone=value)))


def phone(store: Path) -> str | None:
    with person_in(store) as (_workspace, person):
        return person.phone


@contextmanager
def person_in(store: Path) -> Iterator[tuple[Workspace, Delegate]]:
    """The person whom the lists above add to Caen."""
    workspace = Workspace.open(store)
    workspace.enter(workspace.editions()[0].id)
    people = workspace.programme.delegates.values()
    yield workspace, next(d for d in people if d.name == "New Person")
    workspace.close()
