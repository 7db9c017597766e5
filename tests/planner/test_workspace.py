"""The ring: an edit goes into the store and comes back as snapshot and conflicts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from models.words import Kind
from planner.checks.engine import check
from planner.edits import activities as edits
from planner.edits.core import add, change, new_id
from planner.edits.editions import copy_edition
from planner.edits.remove import remove
from planner.entities import Activity, Edition
from planner.errors import Stale, StoreProblem
from planner.programme import MAPPING_OF, Programme
from planner.workspace import Workspace
from tests import stores
from tests.bench.generate import large_programme
from tests.stores import Place

pytestmark = pytest.mark.both_stores


def rows(programme: Programme) -> dict[str, object]:
    """The rows of a programme, for comparison (folds of times included)."""
    found: dict[str, object] = {"edition": programme.edition}
    found |= {name: dict(getattr(programme, name)) for name in MAPPING_OF.values()}
    folds = {a.id: a.start.fold for a in programme.activities.values() if a.start}
    return found | {"folds": folds}


def again(workspace: Workspace) -> Programme:
    """The open edition as another program reads it from the store."""
    with workspace.store.reading() as connection:
        from planner.rows import read_programme

        found = read_programme(connection, workspace.programme.edition.id)
    assert found is not None
    return found


def some(workspace: Workspace, kind: Kind = Kind.SESSION) -> Activity:
    """A placed activity."""
    return next(a for a in workspace.programme.activities.values() if a.kind is kind and a.start)


def test_the_snapshot_is_what_the_store_holds_after_an_edit(demo: Workspace) -> None:
    demo.do(edits.shift(demo.programme, some(demo).id, 30))
    assert rows(demo.programme) == rows(again(demo))


def test_undo_brings_back_and_redo_does_it_again(demo: Workspace) -> None:
    before = rows(demo.programme)
    demo.do(edits.shift(demo.programme, some(demo).id, 30))
    after = rows(demo.programme)
    assert demo.undo() is not None
    assert rows(demo.programme) == before == rows(again(demo))
    assert demo.redo() is not None
    assert rows(demo.programme) == after == rows(again(demo))


def test_where_there_is_nothing_to_undo_nothing_is_read_again(demo: Workspace) -> None:
    assert demo.undo() is None
    assert not demo.refresh()


def test_undo_survives_a_restart(demo: Workspace) -> None:
    before = rows(demo.programme)
    for minutes in (5, 10, 15):
        demo.do(edits.shift(demo.programme, some(demo).id, minutes))
    later = Workspace.open(stores.place_of(demo), author="anna")
    later.enter(demo.programme.edition.id)
    for _step in range(3):
        assert later.undo() is not None
    assert rows(later.programme) == before
    assert later.undo() is None


def test_a_new_edit_makes_what_was_undone_unrepeatable(demo: Workspace) -> None:
    demo.do(edits.shift(demo.programme, some(demo).id, 30))
    demo.undo()
    demo.do(edits.shift(demo.programme, some(demo).id, 5))
    assert demo.redo() is None
    assert [line.step.state for line in demo.history(2)] == ["done", "dropped"]


def test_the_making_of_an_edition_is_never_undone(demo: Workspace) -> None:
    assert demo.undo() is None


def test_removing_a_delegation_and_undo_restores_everything(demo: Workspace) -> None:
    before = rows(demo.programme)
    delegation = next(iter(demo.programme.delegations.values()))
    demo.do(remove(demo.programme, delegation))
    assert delegation.id not in demo.programme.delegations
    assert rows(demo.programme) == rows(again(demo))
    demo.undo()
    assert rows(demo.programme) == before == rows(again(demo))


@pytest.mark.parametrize("table", sorted({*MAPPING_OF} - {"field", "city"}))
def test_any_row_can_be_removed_and_brought_back(demo: Workspace, table: str) -> None:
    before = rows(demo.programme)
    found = getattr(demo.programme, MAPPING_OF[table])
    if not found:
        pytest.skip("the demo has none")
    for row in list(found.values())[:3]:
        demo.do(remove(demo.programme, row))
        assert rows(demo.programme) == rows(again(demo))
        demo.undo()
    assert rows(demo.programme) == before == rows(again(demo))


def test_removing_a_place_sends_its_activities_to_the_tray(demo: Workspace) -> None:
    activity = some(demo)
    demo.do(remove(demo.programme, demo.programme.sites[activity.site_id or ""]))
    assert activity.id in {a.id for a in demo.programme.unplaced}


def test_shortening_the_edition_sends_what_falls_out_to_the_tray(demo: Workspace) -> None:
    edition = demo.programme.edition
    last = edition.last_day - timedelta(days=1)
    lost = {
        a.id for a in demo.programme.on_day(edition.last_day) if a.start and a.start.date() > last
    }
    from dataclasses import replace

    demo.do(change(demo.programme, replace(edition, last_day=last, festival_end=last)))
    assert lost
    assert lost <= {a.id for a in demo.programme.unplaced}
    assert demo.programme.edition.last_day == last


def test_conflicts_follow_an_edit_at_once(demo: Workspace) -> None:
    demo.conflicts  # noqa: B018 - the checker is made on first use
    demo.do(edits.shift(demo.programme, some(demo).id, 45))
    assert demo.conflicts == check(demo.programme)
    demo.undo()
    assert demo.conflicts == check(demo.programme)


def test_a_second_organiser_never_overwrites_silently(demo: Workspace) -> None:
    other = Workspace.open(stores.place_of(demo), author="bert")
    other.enter(demo.programme.edition.id)
    activity = some(demo)
    mine = edits.shift(demo.programme, activity.id, 10)
    other.do(edits.shift(other.programme, activity.id, 60))
    with pytest.raises(Stale):
        demo.do(mine)
    assert [line.step.author for line in demo.news()] == ["bert"]
    assert demo.programme.activities[activity.id] == other.programme.activities[activity.id]


def test_edits_of_different_fields_of_one_row_both_survive(demo: Workspace) -> None:
    other = Workspace.open(stores.place_of(demo), author="bert")
    other.enter(demo.programme.edition.id)
    activity = some(demo)
    mine = edits.resize(demo.programme, activity.id, activity.minutes + 5)
    other.do(edits.shift(other.programme, activity.id, 60))
    demo.do(mine)
    found = demo.programme.activities[activity.id]
    assert found.minutes == activity.minutes + 5
    assert found.start == other.programme.activities[activity.id].start


def test_an_edit_that_changes_nothing_makes_no_step(demo: Workspace) -> None:
    assert demo.do(edits.shift(demo.programme, some(demo).id, 0)) is None
    assert len(demo.history()) == 1


def test_moving_to_the_second_pass_of_the_repeated_hour_is_a_change(demo: Workspace) -> None:
    first = datetime(2024, 10, 27, 2, 30)
    row = Activity(new_id(), demo.programme.edition.id, Kind.FREE, "night", first)
    demo.do(add(demo.programme, row))
    demo.do(edits.move(demo.programme, row.id, first.replace(fold=1)))
    assert again(demo).spans[row.id].begin == again(demo).clock.at(first) + 60


def test_the_demo_is_never_doubled(demo: Workspace) -> None:
    demo.make_demo()
    assert len(demo.editions()) == 1


def test_a_copied_edition_shares_no_row_with_the_old_one(demo: Workspace) -> None:
    old = demo.programme
    made = demo.create(copy_edition(old, "Namur 2025", datetime(2025, 10, 23).date()))
    assert len(made.activities) == len(old.activities)
    assert not set(made.activities) & set(old.activities)
    assert made.edition.festival_end.isoformat() == "2025-10-26"
    assert all(s.edition_id is None or s.edition_id == made.edition.id for s in made.sites.values())


def test_reading_takes_as_many_queries_for_a_large_edition_as_for_a_small(
    tmp_path: Path, empty_template: Place
) -> None:
    def queries(programme: Programme, folder: Path) -> int:
        folder.mkdir()
        workspace = Workspace.open(stores.copied(empty_template, folder))
        from planner.edits.editions import create

        mine = [
            row
            for name in MAPPING_OF.values()
            for row in getattr(programme, name).values()
            if name not in {"fields", "cities"} and getattr(row, "edition_id", "") is not None
        ]
        workspace.create(create(programme.edition, mine))
        seen: list[str] = []
        event.listen(
            workspace.store.engine,
            "before_cursor_execute",
            lambda _c, _k, statement, *_r: seen.append(statement),
        )
        workspace.enter(programme.edition.id)
        return len(seen)

    small = large_programme(delegations=3, delegates=6, items=9)
    larger = large_programme(delegations=30, delegates=60, items=60)
    assert queries(small, tmp_path / "a") == queries(larger, tmp_path / "b") < 30


@pytest.mark.sqlite_only
@settings(max_examples=15)
@given(data=st.data())
def test_undoing_everything_restores_the_first_state(
    demo_template: Place, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    workspace = Workspace.open(stores.copied(demo_template, tmp_path_factory.mktemp("law")))
    workspace.enter(workspace.editions()[0].id)
    before = rows(workspace.programme)
    for _step in range(data.draw(st.integers(1, 8))):
        placed = sorted(i for i, a in workspace.programme.activities.items() if a.start)
        activity_id = data.draw(st.sampled_from(placed))
        minutes = data.draw(st.sampled_from([-65, -5, 5, 60, 1440]))
        make = data.draw(st.sampled_from([edits.shift, edits.ripple]))
        workspace.do(
            data.draw(
                st.sampled_from(
                    [
                        make(workspace.programme, activity_id, minutes),
                        edits.copy(workspace.programme, activity_id),
                        edits.move(workspace.programme, activity_id, None),
                        edits.toggle_pin(workspace.programme, activity_id),
                        remove(workspace.programme, workspace.programme.activities[activity_id]),
                    ]
                )
            )
        )
    assert rows(workspace.programme) == rows(again(workspace))
    while workspace.undo() is not None:
        pass
    assert rows(workspace.programme) == before == rows(again(workspace))
    workspace.close()


def test_a_new_catalogue_does_not_bring_back_a_removed_place(
    demo: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = next(s for s in demo.programme.sites.values() if s.code == "bastogne-orangerie")
    demo.do(remove(demo.programme, site))
    monkeypatch.setattr("planner.workspace.CATALOGUE_VERSION", "a later one")
    later = Workspace.open(stores.place_of(demo), author="anna")
    assert site.id not in later.enter(demo.programme.edition.id).sites
    assert len(later.programme.sites) == len(demo.programme.sites)
    later.close()


def test_a_demo_made_by_another_program_in_the_same_moment_is_taken(
    empty_store: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = Workspace.open(empty_store), Workspace.open(empty_store)
    made, now = one.make_demo()
    before = two.editions
    answers: Iterator[list[Edition]] = iter([[]])
    monkeypatch.setattr(two, "editions", lambda: next(answers, None) or before())
    assert (now, two.make_demo()) == (True, (made, False))


def test_a_row_that_another_edition_uses_is_not_removed(demo: Workspace) -> None:
    old = demo.programme
    site = old.sites[some(demo).site_id or ""]
    assert site.edition_id is None
    demo.create(copy_edition(old, "Namur 2025", datetime(2025, 10, 23).date()))
    edit = remove(demo.programme, site)
    with pytest.raises(StoreProblem) as error:
        demo.do(edit)
    assert "another edition" in str(error.value)
    assert site.id in again(demo).sites
    assert rows(demo.programme) == rows(again(demo))


def test_undo_in_one_edition_leaves_the_other_alone(demo: Workspace) -> None:
    first = demo.programme.edition.id
    demo.do(edits.shift(demo.programme, some(demo).id, 30))
    shifted = rows(demo.programme)
    demo.create(copy_edition(demo.programme, "Namur 2025", datetime(2025, 10, 23).date()))
    demo.do(edits.shift(demo.programme, some(demo).id, 30))
    assert demo.undo() is not None
    assert demo.undo() is None
    demo.enter(first)
    assert rows(demo.programme) == shifted
    assert demo.redo() is None
    assert demo.undo() is not None
