"""export --document: which documents are printed, and for whom."""

from pathlib import Path

import pytest

from planner.publish.documents import BY_NAME
from tests.commands.conftest import Run


def exported(run: Run, out: Path, *options: str) -> set[str]:
    """The files that an export names."""
    said = run("export", str(out), "--json", *options)
    assert (said.code, said.err) == (0, "")
    return set(said.json["files"])


def test_a_document_is_written_as_pdf_and_nothing_else(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    files = exported(run, tmp_path, "--document", "booklet")
    assert "delegations/delegation-caen.pdf" in files
    assert {Path(file).parent.name for file in files} == {"delegations"}
    assert {Path(file).suffix for file in files} == {".pdf"}


def test_documents_come_with_the_formats_that_are_named(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    files = exported(run, tmp_path, "--format", "ics", "--document", "booklet", "--for", "Caen")
    assert "delegations/delegation-caen.ics" in files
    assert "delegations/delegation-caen.pdf" in files


def test_the_drivers_of_a_delegation_are_found(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    everybody = exported(run, tmp_path / "all", "--document", "driver-sheet")
    of_caen = exported(run, tmp_path / "caen", "--document", "driver-sheet", "--for", "Caen")
    assert of_caen
    assert of_caen < everybody
    assert all(file.startswith("drivers/") for file in of_caen)


def test_a_document_that_concerns_nobody_of_those_named_is_refused(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    said = run("export", str(tmp_path / "out"), "--document", "master-grid", "--for", "Caen")
    assert said.code == 1
    assert "“master-grid” concerns nobody of: Caen" in said.err
    assert not (tmp_path / "out").exists()


def test_an_unknown_document_is_refused_with_those_there_are(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    said = run("export", str(tmp_path), "--document", "poster")
    assert said.code == 1
    assert "no document “poster”" in said.err
    assert all(name in said.err for name in BY_NAME)


@pytest.mark.slow
def test_all_documents_can_be_asked_for_at_once(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    files = exported(run, tmp_path, "--document", "all")
    assert "edition/edition-day-sheet.pdf" in files
    assert "delegations/delegation-caen-booklet-a5.pdf" in files


def test_paper_for_the_team_is_nobodys_programme(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    run("release", "create", "--anyway")
    exported(run, tmp_path, "--document", "badges")
    holdings = run("ledger", "--json").json["holdings"]
    assert not any(row["held"] for row in holdings)
