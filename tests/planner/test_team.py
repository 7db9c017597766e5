"""Two organisers at one plan: each sees the other's edits, and nobody overwrites anybody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.backup import back_up
from models.restore import restore
from models.words import Kind
from planner.checks.engine import check
from planner.edits import activities as edits
from planner.edits.core import add, change, new_id
from planner.edits.rebase import Overtaken
from planner.edits.remove import remove
from planner.entities import Activity, Participation, Site
from planner.errors import PlannerError, Stale
from planner.rows import read_programme
from planner.workspace import Workspace
from tests import stores
from tests.planner.test_workspace import rows, some

pytestmark = pytest.mark.both_stores


@pytest.fixture
def bert(demo: Workspace) -> Iterator[Workspace]:
    """The second organiser, on the same plan as ``demo``, who is Anna."""
    workspace = Workspace.open(stores.place_of(demo), author="bert")
    workspace.enter(demo.programme.edition.id)
    yield workspace
    workspace.close()


def heard(workspace: Workspace) -> list[tuple[str, str, str]]:
    """Who has done what, as a workspace hears it when it looks."""
    workspace.refresh()
    return [(li.step.author, str(li.label), li.step.state) for li in workspace.news()]


def test_others_are_heard_by_name_and_label(demo: Workspace, bert: Workspace) -> None:
    edit = edits.shift(demo.programme, some(demo).id, 30)
    demo.do(edit)
    assert heard(bert) == [("anna", str(edit.label), "done")]
    assert rows(bert.programme) == rows(demo.programme)
    assert heard(bert) == heard(demo) == []


def test_what_others_take_back_is_heard(demo: Workspace, bert: Workspace) -> None:
    demo.do(edits.shift(demo.programme, some(demo).id, 30))
    heard(bert)
    demo.undo()
    assert [state for _who, _label, state in heard(bert)] == ["undone"]
    assert rows(bert.programme) == rows(demo.programme)


def test_others_are_heard_when_one_writes_first(demo: Workspace, bert: Workspace) -> None:
    one, two = (a for a in list(demo.programme.activities.values())[:2])
    demo.do(change(demo.programme, replace(one, note="hers")))
    bert.do(change(bert.programme, replace(two, note="his")))
    assert [line.step.author for line in bert.news()] == ["anna"]
    assert bert.programme.activities[one.id].note == "hers"


def test_the_second_sees_the_value_of_the_first(demo: Workspace, bert: Workspace) -> None:
    site = next(iter(bert.programme.sites.values()))
    mine = change(bert.programme, replace(site, capacity=11))
    demo.do(change(demo.programme, replace(site, capacity=77)))
    with pytest.raises(Overtaken) as raised:
        bert.do(mine)
    (collision,) = raised.value.collisions
    assert isinstance(collision.theirs, Site)
    assert collision.columns == ("capacity",)
    assert collision.theirs.capacity == 77
    assert "anna" in str(raised.value)


def test_the_second_may_decide_for_his_own(demo: Workspace, bert: Workspace) -> None:
    site = next(iter(bert.programme.sites.values()))
    mine = change(bert.programme, replace(site, capacity=11, note="his"))
    demo.do(change(demo.programme, replace(site, capacity=77, name="hers")))
    with pytest.raises(Overtaken) as raised:
        bert.do(mine)
    assert raised.value.mine is not None
    bert.do(raised.value.mine)
    found = bert.programme.sites[site.id]
    assert (found.capacity, found.note, found.name) == (11, "his", "hers")


def test_what_is_gone_cannot_be_had_ones_own_way(demo: Workspace, bert: Workspace) -> None:
    activity = some(demo)
    mine = edits.shift(bert.programme, activity.id, 10)
    demo.do(remove(demo.programme, activity))
    with pytest.raises(Overtaken) as raised:
        bert.do(mine)
    assert raised.value.mine is None
    assert activity.id not in bert.programme.activities


def test_undo_takes_back_ones_own_step_only(demo: Workspace, bert: Workspace) -> None:
    one, two = (a for a in list(demo.programme.activities.values())[:2])
    demo.do(change(demo.programme, replace(one, note="hers")))
    bert.do(change(bert.programme, replace(two, note="his")))
    demo.undo()
    bert.refresh()
    assert bert.programme.activities[one.id].note == one.note
    assert bert.programme.activities[two.id].note == "his"
    assert rows(bert.programme) == rows(demo.programme)


def test_an_undo_under_anothers_edit_says_so(demo: Workspace, bert: Workspace) -> None:
    site = next(iter(bert.programme.sites.values()))
    demo.do(change(demo.programme, replace(site, capacity=77)))
    bert.refresh()
    bert.do(change(bert.programme, replace(bert.programme.sites[site.id], capacity=11)))
    with pytest.raises(Stale, match="bert has changed"):
        demo.undo()
    assert demo.programme.sites[site.id].capacity == 11


def test_who_is_put_on_what_is_gone_hears_who_removed_it(demo: Workspace, bert: Workspace) -> None:
    activity, delegation = some(demo), next(iter(demo.programme.delegations))
    his = edits.toggle_delegation(bert.programme, activity.id, delegation)
    demo.do(remove(demo.programme, activity))
    with pytest.raises(Stale, match=f"anna has changed .*{activity.title}.*Remove"):
        bert.do(his)
    assert rows(bert.programme) == rows(demo.programme)


def test_what_goes_while_somebody_is_put_on_it_stays(demo: Workspace, bert: Workspace) -> None:
    activity, delegation = some(demo), next(iter(demo.programme.delegations))
    his = remove(bert.programme, activity)
    demo.do(add(demo.programme, Participation(new_id(), activity.id, delegation)))
    with pytest.raises(Stale, match="anna has changed"):
        bert.do(his)
    assert activity.id in bert.programme.activities


def test_a_redo_that_would_refer_to_what_is_gone_says_who_removed_it(
    demo: Workspace, bert: Workspace
) -> None:
    activity, delegation = some(demo), next(iter(demo.programme.delegations))
    bert.do(add(bert.programme, Participation(new_id(), activity.id, delegation)))
    bert.undo()
    demo.refresh()
    demo.do(remove(demo.programme, activity))
    with pytest.raises(Stale, match="anna"):
        bert.redo()
    assert rows(bert.programme) == rows(demo.programme)


def test_what_was_worked_out_long_ago_finds_that_the_plan_has_moved(
    demo: Workspace, bert: Workspace
) -> None:
    one, two = (a for a in list(demo.programme.activities.values())[:2])
    base = bert.programme
    proposed = change(base, replace(two, note="proposed"))
    demo.do(change(demo.programme, replace(one, note="hers")))
    with pytest.raises(Stale, match="while this was worked out"):
        bert.do(proposed, base=base)
    assert bert.programme.activities[two.id].note == two.note
    with pytest.raises(Stale):
        bert.do(proposed, base=base)
    bert.do(proposed, base=bert.programme)


def test_an_export_of_another_moves_no_base(demo: Workspace, bert: Workspace) -> None:
    with demo.writing():
        pass
    activity = some(bert)
    bert.do(edits.shift(bert.programme, activity.id, 10), base=bert.programme)


def test_a_shared_place_changed_in_another_edition_is_heard(demo: Workspace) -> None:
    from planner.edits.editions import copy_edition

    first = demo.programme.edition
    other = Workspace.open(stores.place_of(demo), author="bert")
    other.enter(first.id)
    other.create(copy_edition(other.programme, "next", first.festival_start.replace(year=2025)))
    demo.refresh()
    site = next(s for s in demo.programme.sites.values() if s.edition_id is None)
    other.do(change(other.programme, replace(site, capacity=4711)))
    demo.refresh()
    assert demo.programme.sites[site.id].capacity == 4711
    other.close()


def wildly(workspace: Workspace, action: str, place: int, number: int) -> None:
    """One of the things an organiser does."""
    found = sorted(workspace.programme.activities.values(), key=lambda a: a.id)
    activity = found[place % len(found)]
    match action:
        case "note":
            workspace.do(change(workspace.programme, replace(activity, note=str(number))))
        case "shift" if activity.start is not None:
            workspace.do(edits.shift(workspace.programme, activity.id, 5))
        case "add":
            row = Activity(new_id(), activity.edition_id, Kind.BLOCKER, str(number), None, 30)
            workspace.do(add(workspace.programme, row))
        case "remove":
            workspace.do(remove(workspace.programme, activity))
        case "undo":
            workspace.undo()
        case "redo":
            workspace.redo()
        case "look":
            workspace.refresh()


ACTIONS = ("note", "note", "shift", "add", "remove", "undo", "undo", "redo", "look")


@given(
    script=st.lists(
        st.tuples(st.booleans(), st.sampled_from(ACTIONS), st.integers(0, 5)), max_size=14
    )
)
@settings(max_examples=10)
@pytest.mark.sqlite_only
def test_two_organisers_always_end_up_with_the_same_plan(
    demo_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    script: list[tuple[bool, str, int]],
) -> None:
    """Whatever both do in whatever order: their snapshots and checks are those of the store."""
    path = stores.copied(demo_template, tmp_path_factory.mktemp("two"))
    two = [Workspace.open(path, author=name) for name in ("anna", "bert")]
    for workspace in two:
        workspace.enter(workspace.editions()[0].id)
        _ = workspace.conflicts
    for number, (is_second, action, place) in enumerate(script):
        try:
            wildly(two[is_second], action, place, number)
        except PlannerError:
            continue
    for workspace in two:
        workspace.refresh()
        with workspace.reading() as connection:
            stored = read_programme(connection, workspace.programme.edition.id)
        assert stored is not None
        assert rows(workspace.programme) == rows(stored)
        assert workspace.conflicts == check(workspace.programme)
        workspace.close()


def test_who_shares_a_login_says_who_he_is(
    demo: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKE_PLANNER_NAME", "Anna at the desk")
    other = Workspace.open(stores.place_of(demo))
    assert other.author == "Anna at the desk"
    other.close()


@pytest.mark.sqlite_only
def test_a_backup_that_another_restores_is_read_anew(demo: Workspace, bert: Workspace) -> None:
    assert demo.store.path is not None
    activity = some(demo)
    copy = back_up(demo.store.path)
    demo.do(edits.shift(demo.programme, activity.id, 10))
    bert.refresh()
    restore(demo.store.path, copy)
    for minutes in (35, 40):  # as many turns as bert has seen, with other steps
        demo.refresh()
        demo.do(edits.resize(demo.programme, activity.id, minutes))
    bert.refresh()
    assert rows(bert.programme) == rows(demo.programme)
