"""import delegations: a review in words and in JSON, all or nothing, exit code 1 when refused."""

import os
from pathlib import Path

import pytest
import xlsxwriter

from tests.commands.conftest import Run

GOOD = "City;Name;E-mail\nCaen;New Person;new@example.org\nAustin;Ada Example;ada@example.org\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def figures(run: Run) -> tuple[int, int]:
    shown = run("edition", "show", "--json").json
    return shown["delegations"], shown["delegates"]


def test_an_import_is_applied_and_can_be_undone(run: Run, demo_plan: Path, table: Path) -> None:
    delegations, delegates = figures(run)
    said = run("import", "delegations", str(table), "--json")
    assert said.code == 0
    assert set(said.json) == {"applied", "counts", "ignored_columns", "rows"}
    assert said.json["applied"] is True
    assert said.json["counts"] == {"added": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert set(said.json["rows"][0]) == {"sheet", "row", "outcome", "about", "details"}
    assert [r["row"] for r in said.json["rows"]] == [2, 3]
    assert figures(run) == (delegations + 1, delegates + 2)
    assert "list.csv" in run("undo").out
    assert figures(run) == (delegations, delegates)


def test_a_second_import_changes_nothing(run: Run, demo_plan: Path, table: Path) -> None:
    run("import", "delegations", str(table))
    steps = len(run("history", "--json").json["steps"])
    said = run("import", "delegations", str(table), "--json")
    assert said.json["counts"]["unchanged"] == 2
    assert len(run("history", "--json").json["steps"]) == steps


def test_a_dry_run_only_tells(run: Run, demo_plan: Path, table: Path) -> None:
    before = figures(run)
    said = run("import", "delegations", str(table), "--dry-run", "--json")
    assert (said.code, said.json["applied"]) == (0, False)
    assert said.json["counts"]["added"] == 2
    assert "dry run" in run("import", "delegations", str(table), "--dry-run").out
    assert figures(run) == before


def test_one_refused_row_refuses_all(run: Run, demo_plan: Path, table: Path) -> None:
    before = figures(run)
    table.write_text(GOOD + "Atlantis;Nemo;\nCaen;Anne;nonsense\n", encoding="utf-8")
    said = run("import", "delegations", str(table), "--json")
    assert (said.code, said.json["applied"]) == (1, False)
    refused = [r for r in said.json["rows"] if r["outcome"] == "refused"]
    assert [r["row"] for r in refused] == [4, 5]
    assert "Atlantis" in refused[0]["details"][0]
    words = run("import", "delegations", str(table))
    assert words.code == 1
    assert "row 4" in words.out
    assert "Nothing has been imported" in words.out
    assert figures(run) == before


def test_columns_that_are_not_read_are_named(run: Run, demo_plan: Path, table: Path) -> None:
    table.write_text("City;Name;Shoe [size]\nCaen;New Person;44\n", encoding="utf-8")
    said = run("import", "delegations", str(table), "--dry-run", "--json")
    assert said.json["ignored_columns"] == ["Shoe [size]"]
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
    (row,) = said.json["rows"]
    assert (row["row"], row["outcome"]) == (2, "refused")
    assert "#DIV/0!" in row["details"][0]
    assert "phone" in row["details"][0]


@pytest.mark.parametrize(
    "cell",
    ["0001-01-01 10:00", "31/02/2024 10:00", "2024-10-24 25:00", "2024-03-31 02:30",
     "9999-12-31 23:59", "2024-10-24", "soon"],
)  # fmt: skip
def test_an_impossible_arrival_is_refused(
    run: Run, demo_plan: Path, table: Path, cell: str
) -> None:
    table.write_text(f"City;Name;Arrival\nCaen;New Person;{cell}\n", encoding="utf-8")
    said = run("import", "delegations", str(table), "--json")
    assert said.code == 1
    assert said.json["rows"][0]["details"][0].startswith("arrival: ")


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
