"""What is said before a release."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from models.words import HostKind, Role
from planner.checks.engine import Checker
from planner.conflicts import Severity
from planner.entities import Organiser
from planner.programme import Programme
from planner.publish.fonts import OtherFonts
from planner.publish.holdings import behind
from planner.publish.preflight import Finding, preflight
from planner.publish.releases import Issues, Ledger, Version, issue_all
from tests.build import Build, thu, wed
from tests.planner.publish.made_fonts import font_with

FIRST = Version(1, "First", datetime(2024, 9, 1), "one")
SECOND = Version(2, "Second", datetime(2024, 9, 2), "two")


def clean() -> Build:
    """A plan in which there is nothing to look at."""
    plan = Build()
    plan.add(Organiser("organiser", plan.edition.id, "Anna", email="anna@example.org"))
    trakk = plan.site("TRAKK", at=(50.4662, 4.8545), step_free=True)
    plan.open_always(trakk)
    caen = plan.delegation("Caen", heads=2)
    plan.visit("Fab Lab", thu("10:00"), 60, trakk, caen)
    return plan


def found(programme: Programme, ledger: Ledger | None = None, **held: int) -> list[Finding]:
    conflicts = Checker(programme).conflicts
    holdings = {key.replace("_", ":", 1): number for key, number in held.items()}
    return list(preflight(programme, conflicts, ledger or Ledger(), holdings, OtherFonts([])))


def texts(programme: Programme) -> list[str]:
    return [str(finding.phrase) for finding in found(programme)]


def released(programme: Programme, ledger: Ledger, version: Version) -> Ledger:
    issues = issue_all(programme, ledger, version)
    assert isinstance(issues, Issues)
    assert version.number is not None
    return replace(issues.ledger, numbers={**ledger.numbers, version.id: version.number})


def test_a_clean_plan_has_nothing_to_look_at() -> None:
    assert texts(clean().programme()) == []


def test_conflicts_that_are_left_are_counted_by_severity_worst_first() -> None:
    plan = clean()
    caen = next(iter(plan.programme().delegations.values()))
    for title in ("Talk", "Other"):
        plan.visit(title, wed("10:00"), 60, None, caen, meeting_point="Here")
    before = found(plan.programme())
    assert [f.severity for f in before] == sorted(f.severity for f in before)
    assert (before[0].severity, before[0].room, before[0].count) == (
        Severity.BLOCKING,
        "conflicts",
        1,
    )
    assert str(before[0].phrase) == "1 blocking conflict is left"


def test_every_open_conflict_is_counted_once() -> None:
    plan = clean()
    host = plan.host("La Boverie", HostKind.INSTITUTION)
    visit = next(iter(plan.programme().activities.values()))
    plan.joins(visit, host, Role.HOSTS, confirmed=None)
    plan.tour("East")
    programme = plan.programme()
    counted = [f for f in found(programme) if f.room == "conflicts"]
    assert sum(f.count for f in counted) == len(Checker(programme).conflicts) > 1


def test_accepted_conflicts_are_told_with_their_notes() -> None:
    plan = clean()
    plan.tour("East")
    conflicts = Checker(plan.programme()).conflicts
    for conflict in conflicts:
        plan.acceptance(conflict.key, conflict.fact, "We know [b]")
    (finding,) = found(plan.programme())
    assert str(finding.phrase).startswith(f"{len(conflicts)} conflict")
    assert all(str(note).endswith(": We know [b]") for note in finding.notes)
    assert len(finding.notes) == len(conflicts)


def test_hosts_who_have_not_confirmed_are_named_and_those_who_declined_block() -> None:
    plan = clean()
    visit = next(iter(plan.programme().activities.values()))
    silent, gone = (plan.host(name, HostKind.INSTITUTION) for name in ("Silent", "Gone"))
    plan.joins(visit, silent, Role.HOSTS, confirmed=None)
    plan.joins(visit, gone, Role.HOSTS, confirmed=False)
    said = {str(f.phrase): f.severity for f in found(plan.programme())}
    assert said["1 host has not confirmed: Silent"] is Severity.TO_CHECK
    assert said["1 host has declined and is still in the plan: Gone"] is Severity.BLOCKING


def test_what_is_missing_in_the_plan_has_a_line_of_its_own() -> None:
    plan = clean()
    plan.delegation("Hamar", heads=None)
    plan.tour("East")
    assert "4 details are missing in the plan" in texts(plan.programme())


def test_people_without_a_programme_are_named_and_many_are_counted() -> None:
    plan = clean()
    for number in range(8):
        plan.delegation(f"City {number}", heads=1)
    assert "8 have no programme: City 0, City 1, City 2, City 3 +4" in texts(plan.programme())


def test_an_empty_plan_blocks_and_nobody_is_named_for_it() -> None:
    plan = Build()
    plan.delegation("Caen", heads=2)
    first = found(plan.programme())[0]
    assert first.severity is Severity.BLOCKING
    assert str(first.phrase) == "Nothing is planned yet: there is nothing to send"
    assert not any("no programme" in text for text in texts(plan.programme()))


def test_the_tray_blank_titles_and_a_missing_sender_are_told() -> None:
    plan = clean()
    caen = next(iter(plan.programme().delegations.values()))
    plan.visit("Later", None, 60, None, caen)
    plan.visit(" ", wed("10:00"), 60, None, caen, meeting_point="Here")
    plan.rows.pop("organiser")
    said = {str(f.phrase): f.room for f in found(plan.programme())}
    assert said["1 activity in the tray is left out"] == "board"
    assert said["1 activity has no title"] == "board"
    assert any(text.startswith("No organiser has an e-mail") for text in said)


def test_a_blank_title_of_a_blocker_is_nobodys_business() -> None:
    plan = clean()
    caen = next(iter(plan.programme().delegations.values()))
    plan.blocker(" ", wed("10:00"), 60, None, caen)
    assert "1 activity has no title" not in texts(plan.programme())


def test_stale_paper_is_that_of_those_for_whom_something_has_changed_since() -> None:
    plan = clean()
    hamar = plan.delegation("Hamar", heads=2)
    plan.visit("Only Hamar", wed("10:00"), 60, None, hamar, meeting_point="Here")
    ledger = released(plan.programme(), Ledger(), FIRST)
    visit = next(a for a in plan.programme().activities.values() if a.title == "Only Hamar")
    plan.change(visit, title="Only Hamar, later")
    ledger = released(plan.programme(), ledger, SECOND)
    held = {key: 1 for key in ledger.rows if key.startswith("delegation")}
    assert behind(ledger, held) == (f"delegation:{hamar.id}",)
    programme = plan.programme()
    findings = preflight(programme, (), ledger, held)
    assert [str(f.phrase) for f in findings] == [
        "1 holds a programme that has changed since: Hamar"
    ]
    assert behind(ledger, dict.fromkeys(held, 2)) == ()


def test_somebody_who_was_only_called_off_is_behind_too() -> None:
    plan = clean()
    ledger = released(plan.programme(), Ledger(), FIRST)
    caen = next(iter(plan.programme().delegations.values()))
    plan.rows = {key: row for key, row in plan.rows.items() if caen.id not in repr(row)}
    programme = plan.programme()
    ledger = released(programme, ledger, SECOND)
    findings = preflight(programme, (), ledger, {f"delegation:{caen.id}": 1})
    assert any("Caen" in str(f.phrase) for f in findings)


def test_names_and_titles_without_a_font_are_told_where_they_are_mended() -> None:
    plan = clean()
    caen = next(iter(plan.programme().delegations.values()))
    plan.delegate(caen, "東京")
    place = plan.site("서울", at=(50.4662, 4.8545), step_free=True)
    plan.open_always(place)
    plan.visit("Party 🎉", wed("10:00"), 60, place, caen)
    told = {f.room: f for f in found(plan.programme()) if "no font here" in str(f.phrase)}
    assert {room: str(finding.phrase) for room, finding in told.items()} == {
        room: f"1 name or title has characters that no font here can print: {text}"
        for room, text in {"people": "東京", "places": "서울", "board": "Party 🎉"}.items()
    }
    assert [str(note) for note in told["board"].notes] == [
        "PARTY POPPER (U+1F389) in “Party 🎉”: no font for it"
    ]


def test_a_name_with_latin_letters_or_a_font_of_the_machine_is_printed(tmp_path: Path) -> None:
    plan = clean()
    caen = next(iter(plan.programme().delegations.values()))
    plan.delegate(caen, "東京", latin_name="Dong Jing")
    plan.delegate(caen, "서울")
    programme = plan.programme()
    (tmp_path / "other.ttf").write_bytes(font_with("서울", "Other"))
    findings = preflight(programme, (), Ledger(), {}, OtherFonts([tmp_path]))
    assert not [f for f in findings if "no font here" in str(f.phrase)]
