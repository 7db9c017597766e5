"""Releases in the store: what is kept, what is refused, who holds what."""

from datetime import datetime

import pytest

from models.words import Way
from planner.edits import activities as edits
from planner.entities import Activity, Release
from planner.errors import PlannerError, Stale
from planner.publish.holdings import holdings_of
from planner.publish.releases import issue_all
from planner.workspace import Workspace
from tests import stores

pytestmark = pytest.mark.both_stores


def release(workspace: Workspace, name: str = "") -> Release:
    """Release the plan as it is."""
    version = workspace.releases.next(name)
    issues = issue_all(workspace.programme, workspace.releases.ledger(), version)
    assert issues is not None
    return workspace.releases.make(version, workspace.programme, issues)


def meeting_of(workspace: Workspace) -> Activity:
    """Something that not everybody takes part in."""
    found = workspace.programme.activities.values()
    return next(a for a in found if a.kind == "meeting" and a.start)


def move(workspace: Workspace) -> Activity:
    activity = meeting_of(workspace)
    workspace.do(edits.shift(workspace.programme, activity.id, 5))
    return activity


def test_releases_are_numbered_from_one_and_keep_name_time_and_author(demo: Workspace) -> None:
    made = [release(demo, "First"), release(demo)]
    assert [(r.number, r.name, r.author) for r in demo.releases.all()] == [
        (1, "First", demo.author),
        (2, "", demo.author),
    ]
    assert [r.at for r in demo.releases.all()] == [r.at for r in made]


def test_what_was_released_is_still_there_after_the_plan_has_changed(demo: Workspace) -> None:
    made = release(demo)
    before = meeting_of(demo)
    move(demo)
    assert demo.releases.programme(made).activities[before.id] == before


def test_the_ledger_of_a_release_is_what_it_was_then(demo: Workspace) -> None:
    release(demo)
    first = demo.releases.ledger(1)
    moved = move(demo)
    release(demo)
    assert demo.releases.ledger(1) == first
    newest = demo.releases.ledger()
    changed = [row for found in newest.rows.values() for row in found.values() if row.sequence]
    assert {row.item_key for row in changed} == {moved.id}
    assert {newest.number_of(row) for row in changed} == {2}


def test_a_release_without_a_change_adds_nothing_to_the_ledger(demo: Workspace) -> None:
    release(demo)
    before = demo.releases.ledger().rows
    release(demo)
    assert demo.releases.ledger().rows == before


def test_a_release_survives_a_restart_and_is_no_news_to_who_made_it(demo: Workspace) -> None:
    release(demo)
    assert not demo.refresh()
    later = Workspace.open(stores.place_of(demo))
    later.enter(demo.programme.edition.id)
    assert later.releases.ledger() == demo.releases.ledger()
    later.close()


def test_of_two_who_release_at_once_the_second_is_told_and_nothing_is_kept(
    demo: Workspace,
) -> None:
    version = demo.releases.next("Mine")
    issues = issue_all(demo.programme, demo.releases.ledger(), version)
    assert issues is not None
    other = Workspace.open(stores.place_of(demo), author="bert")
    other.enter(demo.programme.edition.id)
    release(other, "His")
    with pytest.raises(Stale, match="release 1"):
        demo.releases.make(version, demo.programme, issues)
    assert [r.name for r in demo.releases.all()] == ["His"]
    other.close()


def test_a_release_that_does_not_exist_is_refused_by_its_number(demo: Workspace) -> None:
    with pytest.raises(PlannerError, match="no release 7"):
        demo.releases.find(7)


def test_who_was_handed_a_release_and_is_behind_since_the_next(demo: Workspace) -> None:
    first = release(demo)
    everybody = demo.releases.ledger().recipients(demo.programme)
    demo.releases.hand_out(
        demo.releases.outgoing(first.number), [r.key for r in everybody], Way.FILE
    )
    moved = move(demo)
    release(demo)
    ledger = demo.releases.ledger()
    found = holdings_of(
        ledger.recipients(demo.programme), ledger, demo.releases.handouts(), demo.releases.all()
    )
    assert {h.held for h in found} == {1}
    concerned = {k for k, rows in ledger.rows.items() if moved.id in rows}
    assert {h.recipient.key for h in found if h.is_behind} == concerned


def test_what_goes_out_knows_what_each_held_before_it(demo: Workspace) -> None:
    first = release(demo)
    edition = f"edition:{demo.programme.edition.id}"
    demo.releases.hand_out(demo.releases.outgoing(first.number), [edition], Way.MAIL)
    move(demo)
    second = release(demo)
    demo.releases.hand_out(demo.releases.outgoing(second.number), [edition], Way.MAIL)
    assert demo.releases.outgoing(2).held == {edition: 1}
    assert demo.releases.outgoing(1).held == {}
    assert set(demo.releases.outgoing(2).earlier) == {1}


def test_a_clock_that_was_put_back_does_not_make_a_newer_event_older(demo: Workspace) -> None:
    release(demo)
    move(demo)
    version = demo.releases.next("")
    early = type(version)(version.number, "", datetime(2001, 1, 1), version.id)
    issues = issue_all(demo.programme, demo.releases.ledger(), early)
    assert issues is not None
    assert min(row.stamp for row in issues.rows) > datetime(2001, 1, 1)
