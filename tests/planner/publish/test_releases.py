"""From release to release: what a change of the plan does to everybody's calendars."""

from datetime import timedelta

from models.words import DelegationStatus
from planner.publish.releases import DRAFT, Ledger, Version, issue_all
from tests.build import Build, thu, wed
from tests.planner.publish.calendars import (
    NOW,
    Releases,
    bytes_of,
    events_in,
    recipient_of,
    rows_of,
)


def test_only_the_event_that_moved_changes_in_the_file() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    moved = plan.visit("Moves", wed("10:00"), 30, None, tbilisi)
    plan.visit("Stays", thu("10:00"), 30, None, tbilisi)
    recipient = recipient_of(plan.programme(), tbilisi)
    releases = Releases()
    before = events_in(bytes_of(releases.make(plan.programme()), recipient))
    plan.change(moved, start=wed("11:00"))
    second = releases.make(plan.programme())
    after = events_in(bytes_of(second, recipient))
    assert after["Stays"].to_ical() == before["Stays"].to_ical()
    assert after["Moves"]["SEQUENCE"] == 1
    assert [row.item_key for row in second.ledger.changed(recipient.key, 1)] == [moved.id]


def test_a_delegation_that_drops_out_has_all_its_events_cancelled() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("Visit", wed("10:00"), 30, None, tbilisi)
    recipient = recipient_of(plan.programme(), tbilisi)
    releases = Releases()
    releases.make(plan.programme())
    plan.change(tbilisi, status=DelegationStatus.CANCELLED)
    gone = events_in(bytes_of(releases.make(plan.programme()), recipient))["CANCELLED: Visit"]
    assert (gone["STATUS"], gone["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert gone["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE"


def test_an_activity_put_back_in_the_tray_is_cancelled_and_comes_back() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    visit = plan.visit("Visit", wed("10:00"), 30, None, tbilisi)
    recipient = recipient_of(plan.programme(), tbilisi)
    releases = Releases()
    (first,) = rows_of(releases.make(plan.programme()), recipient)
    plan.change(visit, start=None)
    (gone,) = rows_of(releases.make(plan.programme()), recipient)
    assert (gone.cancelled, gone.sequence) == (True, 1)
    plan.change(visit, start=thu("10:00"))
    (back,) = rows_of(releases.make(plan.programme()), recipient)
    assert (back.cancelled, back.sequence, back.uid) == (False, 2, first.uid)


def test_somebody_whose_row_is_gone_is_still_owed_the_cancellation_in_their_language() -> None:
    plan = Build()
    caen = plan.delegation("Caen", document_language="fr")
    visit = plan.visit("Visite", wed("10:00"), 30, None, caen)
    releases = Releases()
    releases.make(plan.programme())
    recipient = recipient_of(plan.programme(), caen)
    for row in [
        r for r in plan.rows.values() if caen.id in (r.id, getattr(r, "delegation_id", ""))
    ]:
        del plan.rows[row.id]
    outgoing = releases.make(plan.programme())
    assert recipient in outgoing.ledger.recipients(outgoing.programme)
    assert set(events_in(bytes_of(outgoing, recipient))) == {"ANNULÉ\u00a0: Visite"}
    assert visit.id in plan.rows


def test_an_unchanged_release_adds_nothing_to_the_ledger() -> None:
    plan = Build()
    plan.visit("Visit", wed("10:00"), 30, None, plan.delegation())
    releases = Releases()
    releases.make(plan.programme())
    version = Version(2, "", NOW + timedelta(days=1), "release-2")
    issues = issue_all(plan.programme(), releases.ledger, version)
    assert issues is not None
    assert (issues.rows, issues.contents, issues.addressees) == ((), (), ())


def test_events_that_say_the_same_to_several_are_kept_once() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    plan.visit("Visit", wed("10:00"), 30, None, tbilisi, hamar)
    outgoing = Releases().make(plan.programme())
    uids = {row.uid for rows in outgoing.ledger.rows.values() for row in rows.values()}
    assert len(uids) == 3
    assert len(outgoing.ledger.contents) == 2, "the edition is told who comes"


def test_only_the_wanted_are_issued_something() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    plan.visit("Visit", wed("10:00"), 30, None, tbilisi, hamar)
    version = Version(None, "", NOW)
    issues = issue_all(plan.programme(), Ledger(), version, wanted={f"delegation:{hamar.id}"})
    assert issues is not None
    assert set(issues.ledger.rows) == {f"delegation:{hamar.id}"}
    assert {row.release_id for row in issues.rows} == {DRAFT}


def test_a_stop_issues_nothing() -> None:
    plan = Build()
    plan.visit("Visit", wed("10:00"), 30, None, plan.delegation())
    version = Version(1, "", NOW, "release-1")
    assert issue_all(plan.programme(), Ledger(), version, stopped=lambda: True) is None
