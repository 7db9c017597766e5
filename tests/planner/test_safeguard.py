"""Copies that are made by themselves: before something large, and once a day."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from models.backup import back_up, copies, revision_of
from models.keeping import Why
from planner.edits import activities as edits
from planner.edits.editions import create, new_edition
from planner.safeguard import WHYS
from planner.workspace import Workspace


def shift_one(workspace: Workspace) -> None:
    placed = next(a for a in workspace.programme.activities.values() if a.start)
    workspace.do(edits.shift(workspace.programme, placed.id, 5))


def reasons(path: Path) -> list[str]:
    return [copy.why for copy in copies(path)]


def test_every_reason_has_words() -> None:
    assert set(WHYS) == set(Why)


def test_a_copy_holds_what_was_there_before(demo: Workspace, demo_store: Path) -> None:
    before = demo.store.revision()
    demo.safeguard(Why.IMPORT)
    shift_one(demo)
    (copy,) = copies(demo_store)
    assert (copy.why, revision_of(copy.path)) == (Why.IMPORT, before)
    assert demo.notices == []


def test_older_copies_are_thinned_out(demo: Workspace, demo_store: Path) -> None:
    for hours in range(3):
        back_up(demo_store, Why.DAILY, datetime(2024, 10, 1, 8) + timedelta(hours=hours))
    demo.safeguard(Why.RELEASE)
    assert len(copies(demo_store)) < 4
    assert reasons(demo_store)[0] == Why.RELEASE


def test_a_copy_that_cannot_be_made_is_told_and_work_goes_on(
    demo: Workspace, demo_store: Path
) -> None:
    (demo_store.parent / "backups").write_text("no folder", encoding="utf-8")
    demo.safeguard(Why.IMPORT)
    (notice,) = demo.notices
    assert "No backup could be made" in str(notice)
    assert "backups" in str(notice)
    shift_one(demo)
    assert len(demo.history()) == 2


@pytest.mark.usefixtures("daily_copies")
def test_the_first_write_of_a_day_is_preceded_by_a_copy(demo: Workspace, demo_store: Path) -> None:
    before = demo.store.revision()
    shift_one(demo)
    shift_one(demo)
    (copy,) = copies(demo_store)
    assert (copy.why, copy.at.date()) == (Why.DAILY, date.today())
    assert revision_of(copy.path) == before


@pytest.mark.usefixtures("daily_copies")
def test_another_program_of_the_same_day_makes_no_second(demo: Workspace, demo_store: Path) -> None:
    shift_one(demo)
    other = Workspace.open(demo_store)
    other.enter(demo.programme.edition.id)
    shift_one(other)
    other.close()
    assert reasons(demo_store) == [Why.DAILY]


@pytest.mark.usefixtures("daily_copies")
def test_nothing_is_copied_twice_where_nothing_has_changed(
    demo: Workspace, demo_store: Path
) -> None:
    back_up(demo_store, Why.DAILY, datetime.now() - timedelta(days=3))
    demo.safeguard_daily()
    assert reasons(demo_store) == [Why.DAILY]


@pytest.mark.usefixtures("daily_copies")
def test_what_has_changed_since_the_newest_copy_is_copied(
    demo: Workspace, demo_store: Path
) -> None:
    back_up(demo_store, Why.DAILY, datetime.now() - timedelta(days=3))
    shift_one(demo)
    other = Workspace.open(demo_store)
    other.safeguard_daily()
    other.close()
    newest, _older = copies(demo_store)
    assert (newest.at.date(), revision_of(newest.path)) == (date.today(), demo.store.revision())


@pytest.mark.usefixtures("daily_copies")
def test_reading_makes_no_copy(demo: Workspace, demo_store: Path) -> None:
    demo.history()
    assert demo.conflicts
    assert copies(demo_store) == []


@pytest.mark.usefixtures("daily_copies")
def test_a_store_without_an_edition_is_not_worth_a_copy(empty_store: Path) -> None:
    workspace = Workspace.open(empty_store)
    day = date(2024, 10, 24)
    workspace.create(create(new_edition("2024", day, day, day)))
    workspace.close()
    assert copies(empty_store) == []
