"""The set of files: all or none, under predictable names, for the right people."""

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import icalendar
import pytest

from models.words import DelegationStatus
from planner.entities import Organiser
from planner.errors import PlannerError
from planner.programme import Programme
from planner.publish.export import FORMATS, USUAL, Report, export, plan_export
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import recipients
from planner.publish.releases import Ledger, Version
from tests.build import Build, thu, wed
from tests.planner.publish.calendars import Releases
from tests.planner.publish.schedules import NOW, pages_of, small_plan


def write(programme: Programme, out: Path, *formats: str, **options: Any) -> Report:
    """An export of the draft: pages only, the quickest kind, unless formats are given."""
    return send(Outgoing(programme, Ledger(), Version(None, "", NOW)), out, *formats, **options)


def send(outgoing: Outgoing, out: Path, *formats: str, **options: Any) -> Report:
    """An export of what goes out."""
    return export(outgoing, out, formats or ("html",), **options)


def two_releases(plan: Build, change: Callable[[Build], object]) -> Outgoing:
    """The second release, of the plan with a change, where everybody holds the first."""
    releases = Releases()
    first = releases.make(plan.programme())
    change(plan)
    held = dict.fromkeys(first.ledger.rows, 1)
    return replace(releases.make(plan.programme()), held=held, earlier={1: first.programme})


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_everybody_gets_every_format_under_a_predictable_name(tmp_path: Path) -> None:
    programme = small_plan().programme()
    report = write(programme, tmp_path / "out", *FORMATS)
    expected = {
        f"{folder}/{recipient.slug}.{name}"
        for recipient in recipients(programme)
        for folder in [{"edition": "edition"}.get(recipient.kind, f"{recipient.kind}s")]
        for name in FORMATS
        if name != "xlsx" or folder == "edition"
    }
    assert files_in(tmp_path / "out").keys() == expected
    assert {str(path.relative_to(tmp_path / "out")) for path in report.files} == expected
    assert not report.stopped


def test_only_the_wanted_formats_and_recipients_are_written(tmp_path: Path) -> None:
    programme = small_plan().programme()
    viborg = [r for r in recipients(programme) if r.name == "Viborg"]
    write(programme, tmp_path, "html", wanted=viborg)
    assert list(files_in(tmp_path)) == ["delegations/delegation-viborg.html"]


def test_calendar_pdf_and_page_are_what_is_written_when_no_format_is_named() -> None:
    jobs = plan_export(recipients(small_plan().programme()))
    assert USUAL == ("ics", "pdf", "html")
    assert {tuple(job.paths) for job in jobs} == {("ics", "html")}
    assert all(len(job.papers) == 1 for job in jobs)


def test_the_workbook_goes_to_the_team_alone_and_nobody_else_is_told_or_noted(
    tmp_path: Path,
) -> None:
    programme = small_plan().programme()
    report = write(programme, tmp_path, "xlsx")
    assert list(files_in(tmp_path)) == ["edition/edition.xlsx"]
    assert report.handed == (recipients(programme)[-1].key,)
    assert report.warnings == ()


def test_who_has_no_workbook_gets_no_file(tmp_path: Path) -> None:
    programme = small_plan().programme()
    viborg = [r for r in recipients(programme) if r.name == "Viborg"]
    report = write(programme, tmp_path / "out", "xlsx", wanted=viborg)
    assert (report.files, report.warnings, report.handed) == ((), (), ())
    assert not (tmp_path / "out").exists()


def test_a_former_file_of_any_format_is_found_by_an_export_of_another(tmp_path: Path) -> None:
    programme = small_plan().programme()
    write(programme, tmp_path, *FORMATS)
    (tmp_path / "delegations" / "delegation-gone.md").write_text("former")
    report = write(programme, tmp_path, "html")
    assert [path.name for path in report.stale] == ["delegation-gone.md"]


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PlannerError, match="There is no format “docx”"):
        plan_export(recipients(small_plan().programme()), ("pdf", "docx"))


def test_the_files_are_what_their_names_say(tmp_path: Path) -> None:
    write(small_plan().programme(), tmp_path, *FORMATS)
    files = files_in(tmp_path / "delegations")
    calendar = icalendar.Calendar.from_ical(files["delegation-viborg.ics"])
    assert "Fab Lab" in [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert any("FabLab" in page for page in pages_of(files["delegation-viborg.pdf"]))
    for name in ("html", "txt", "md"):
        assert b"Fab Lab" in files[f"delegation-viborg.{name}"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_read_what_is_written(tmp_path: Path) -> None:
    out = tmp_path / "plans" / "2024"
    report = write(small_plan().programme(), out)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in report.files}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (out.parent, out, out / "edition")}
    assert (modes, folders) == ({0o600}, {0o700})


def test_progress_counts_recipients_the_edition_first_and_ends_with_all(tmp_path: Path) -> None:
    programme = small_plan().programme()
    seen: list[tuple[int, int, str]] = []
    write(programme, tmp_path, progress=lambda *step: seen.append(step))
    *others, edition = (r.name for r in recipients(programme))
    names = [edition, *others]
    assert seen == [*((n, 8, name) for n, name in enumerate(names)), (8, 8, "")]


def test_a_release_exported_again_is_the_same_to_the_byte(tmp_path: Path) -> None:
    plan = small_plan()
    releases = Releases()
    first = releases.make(plan.programme())
    send(first, tmp_path / "then", *FORMATS)
    plan.visit("Something new", wed("20:00"), 30, None, *plan.programme().delegations.values())
    send(releases.make(plan.programme()), tmp_path / "later", *FORMATS)
    send(first, tmp_path / "again", *FORMATS)
    assert files_in(tmp_path / "again") == files_in(tmp_path / "then")
    assert files_in(tmp_path / "later") != files_in(tmp_path / "then")


def test_who_has_been_handed_files_is_told(tmp_path: Path) -> None:
    plan = small_plan()
    plan.delegation("Modena")
    everybody = {r.key for r in recipients(plan.programme()) if r.name != "Modena"}
    assert set(write(plan.programme(), tmp_path, "ics").handed) == everybody


def postpone(plan: Build) -> None:
    """The Danish evening, which Viborg alone goes to, begins an hour later."""
    visit = next(a for a in plan.programme().activities.values() if a.title == "Danish evening")
    plan.change(visit, start=thu("20:00"))


def test_what_has_changed_since_it_was_handed_out_is_marked_on_paper(tmp_path: Path) -> None:
    send(two_releases(small_plan(), postpone), tmp_path, "html")
    files = files_in(tmp_path)
    assert files["delegations/delegation-viborg.html"].count(b">Changed<") == 1
    assert b">Changed<" not in files["delegations/delegation-tbilisi.html"]


def test_who_holds_nothing_yet_is_marked_nothing(tmp_path: Path) -> None:
    outgoing = replace(two_releases(small_plan(), postpone), held={})
    send(outgoing, tmp_path, "html", "ics")
    assert not any(b">Changed<" in content for content in files_in(tmp_path).values())
    assert {p.name for p in tmp_path.rglob("*-v2/*")} == {"how-to.html"}


def test_who_holds_a_release_gets_a_small_file_for_each_change(tmp_path: Path) -> None:
    plan = small_plan()
    plan.add(Organiser("anna", plan.edition.id, "Anna", email="anna@kikk.example"))
    send(two_releases(plan, postpone), tmp_path, "ics")
    files = files_in(tmp_path / "delegations" / "delegation-viborg-v2")
    (name,) = (name for name in files if name.endswith(".ics"))
    assert name == "01-publish-danish-evening.ics"
    assert b"METHOD:PUBLISH" in files[name]
    assert not (tmp_path / "delegations" / "delegation-tbilisi-v2").exists()


def test_recipients_without_a_programme_are_named_and_skipped(tmp_path: Path) -> None:
    plan = small_plan()
    plan.delegation("Modena")
    report = write(plan.programme(), tmp_path, *FORMATS)
    assert [w.text() for w in report.warnings] == ["Modena: nothing in the programme yet, no file."]
    assert not [name for name in files_in(tmp_path) if "modena" in name]


def test_an_empty_edition_writes_no_file_and_no_folder(tmp_path: Path) -> None:
    report = write(Build().programme(), tmp_path / "out", *FORMATS)
    assert report.files == ()
    assert len(report.warnings) == 1
    assert not (tmp_path / "out").exists()


def test_missing_glyphs_are_reported_once_for_all_schedules(tmp_path: Path) -> None:
    plan = small_plan()
    for city in plan.programme().delegations.values():
        plan.visit("A \U00100000", wed("20:00"), 30, None, city)
    report = write(plan.programme(), tmp_path, "pdf")
    said = "U+100000 in “A \U00100000”: no font for it"
    assert [w.text() for w in report.warnings] == [said]


def leave(plan: Build) -> None:
    viborg = next(d for d in plan.programme().delegations.values() if d.name == "Viborg")
    plan.change(viborg, status=DelegationStatus.CANCELLED)


def test_who_is_no_longer_coming_is_sent_cancellations(tmp_path: Path) -> None:
    report = send(two_releases(small_plan(), leave), tmp_path, *FORMATS)
    farewell = [p for p in report.files if "delegation-viborg" in str(p)]
    assert [p.name for p in farewell if p.parent.name == "delegations"] == [
        "delegation-viborg.ics"
    ], "there is nothing to print"
    calendar = icalendar.Calendar.from_ical(farewell[0].read_bytes())
    assert {str(event["STATUS"]) for event in calendar.walk("VEVENT")} == {"CANCELLED"}


def test_files_of_those_who_have_left_stay_and_are_listed(tmp_path: Path) -> None:
    plan = small_plan()
    write(plan.programme(), tmp_path)
    former = files_in(tmp_path)
    viborg = next(d for d in plan.programme().delegations.values() if d.name == "Viborg")
    plan.change(viborg, status=DelegationStatus.DECLINED)
    report = write(plan.programme(), tmp_path)
    stale = {str(path.relative_to(tmp_path)) for path in report.stale}
    assert stale == {name for name in former if "viborg" in name}
    assert files_in(tmp_path).keys() == former.keys()


def test_files_of_another_format_of_those_who_stay_are_not_stale(tmp_path: Path) -> None:
    programme = small_plan().programme()
    write(programme, tmp_path, "ics")
    assert write(programme, tmp_path, "html").stale == ()


@pytest.mark.parametrize("after", [0, 3, 6], ids=["at_once", "half_way", "at_the_end"])
def test_a_stop_leaves_the_former_files_as_they_were(tmp_path: Path, after: int) -> None:
    plan = small_plan()
    write(plan.programme(), tmp_path)
    before = files_in(tmp_path)
    plan.visit("Something new", wed("20:00"), 30, None, *plan.programme().delegations.values())
    asked: list[int] = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > after

    assert write(plan.programme(), tmp_path, stopped=stopped) == Report(stopped=True)
    assert files_in(tmp_path) == before


def test_a_stop_of_a_first_export_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    write(small_plan().programme(), out, stopped=lambda: True)
    assert list(tmp_path.iterdir()) == []


def failing_after(calls: int, real: Callable[..., Any], error: BaseException) -> Callable[..., Any]:
    """``real``, which fails on one call (number ``calls``, from 0) and works again afterwards."""
    count = iter(range(1000))

    def act(*args: Any, **options: Any) -> Any:
        if next(count) == calls:
            raise error
        return real(*args, **options)

    return act


@pytest.mark.parametrize("calls", [0, 2, 5], ids=["first", "third", "last"])
@pytest.mark.parametrize("former", [True, False], ids=["over_former_files", "first_export"])
def test_a_file_that_cannot_be_put_into_place_undoes_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int, former: bool
) -> None:
    out = tmp_path / "out"
    plan = small_plan()
    if former:
        write(plan.programme(), out)
    before = files_in(tmp_path)
    plan.visit("Something new", wed("20:00"), 30, None, *plan.programme().delegations.values())
    error = OSError(errno.EIO, "Input/output error")
    monkeypatch.setattr(Path, "replace", failing_after(calls, Path.replace, error))
    with pytest.raises(PlannerError, match="failed: Input/output error"):
        write(plan.programme(), out)
    assert files_in(tmp_path) == before
    assert out.exists() == former


def test_ctrl_c_while_files_are_put_into_place_undoes_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small_plan()
    write(plan.programme(), tmp_path)
    before = files_in(tmp_path)
    plan.visit("Something new", wed("20:00"), 30, None, *plan.programme().delegations.values())
    monkeypatch.setattr(Path, "replace", failing_after(3, Path.replace, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write(plan.programme(), tmp_path)
    assert files_in(tmp_path) == before


def test_a_full_disk_is_said_in_words_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small_plan()
    write(plan.programme(), tmp_path)
    before = files_in(tmp_path)
    plan.visit("Something new", wed("20:00"), 30, None, *plan.programme().delegations.values())
    error = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fdopen", failing_after(4, os.fdopen, error))
    with pytest.raises(PlannerError, match="not enough room on the disk") as caught:
        write(plan.programme(), tmp_path)
    assert "still there, unchanged" in str(caught.value)
    assert files_in(tmp_path) == before


def test_a_disk_without_hard_links_keeps_former_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small_plan()
    write(plan.programme(), tmp_path)
    before = files_in(tmp_path)
    plan.visit("Something new", wed("20:00"), 30, None, *plan.programme().delegations.values())

    def no_link(*args: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    error = OSError(errno.EIO, "Input/output error")
    monkeypatch.setattr(Path, "replace", failing_after(3, Path.replace, error))
    with pytest.raises(PlannerError):
        write(plan.programme(), tmp_path)
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("below", ["", "deeper/still"], ids=["itself", "a_parent"])
def test_a_file_in_the_place_of_the_folder_is_said_in_words(tmp_path: Path, below: str) -> None:
    (tmp_path / "plan").write_text("mine")
    with pytest.raises(PlannerError, match="plan is a file, where a folder is needed"):
        write(small_plan().programme(), tmp_path / "plan" / below)
    assert files_in(tmp_path) == {"plan": b"mine"}


def test_a_folder_in_the_place_of_a_file_is_said_in_words(tmp_path: Path) -> None:
    taken = tmp_path / "edition" / "edition.html" / "mine"
    taken.parent.mkdir(parents=True)
    taken.write_text("mine")
    with pytest.raises(PlannerError, match="failed"):
        write(small_plan().programme(), tmp_path)
    assert files_in(tmp_path) == {"edition/edition.html/mine": b"mine"}


def test_a_folder_that_may_not_be_written_to_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = PermissionError(errno.EACCES, "Permission denied")
    monkeypatch.setattr(Path, "mkdir", failing_after(0, Path.mkdir, error))
    with pytest.raises(PlannerError, match="not allowed to write"):
        write(small_plan().programme(), tmp_path / "out")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PlannerError, match="not allowed to write"):
        write(small_plan().programme(), tmp_path / "out")
