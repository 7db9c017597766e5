"""Going along the journal: to any point and back, and the plan as it was there."""

from sqlalchemy import text

from planner.checks.engine import check
from planner.diff import difference
from planner.edits import activities as edits
from planner.edits.core import add
from planner.edits.remove import remove
from planner.entities import Activity
from planner.workspace import Workspace
from tests import stores


def some(workspace: Workspace) -> Activity:
    return min(
        (a for a in workspace.programme.activities.values() if a.start and not a.pin_time),
        key=lambda a: (a.start, a.id),
    )


def three_steps(workspace: Workspace) -> list[int]:
    """Ids of three steps that concern the same activity, the last one of which removes it."""
    row = some(workspace)
    for minutes in (5, 10):
        workspace.do(edits.shift(workspace.programme, row.id, minutes))
    workspace.do(remove(workspace.programme, workspace.programme.activities[row.id]))
    return [line.step.id for line in reversed(workspace.history(3))]


def test_the_way_back_is_as_long_as_there_are_steps_after_it(demo: Workspace) -> None:
    first, second, third = three_steps(demo)
    assert [line.step.id for line in demo.path_to(first)] == [third, second]
    assert demo.path_to(third) == ()


def test_undo_to_a_point_is_one_write_and_gives_the_plan_of_that_point(demo: Workspace) -> None:
    first, _second, _third = three_steps(demo)
    wanted = demo.as_of(first)
    revision = demo.store.revision()
    passage = demo.go_to(first)
    assert (len(passage.lines), passage.stopped) == (2, None)
    assert demo.store.revision() == revision + 1
    assert not difference(wanted, demo.programme)
    assert demo.conflicts == check(demo.programme)


def test_redo_to_a_point_leads_forwards_again_after_a_restart(demo: Workspace) -> None:
    first, _second, third = three_steps(demo)
    after = demo.programme
    demo.go_to(first)
    later = Workspace.open(stores.place_of(demo))
    later.enter(demo.programme.edition.id)
    assert not difference(later.as_of(third), after)
    assert len(later.go_to(third).lines) == 2
    assert not difference(later.programme, after)
    later.close()


def test_the_first_step_of_an_edition_is_a_point_to_go_back_to(demo: Workspace) -> None:
    before = demo.programme
    three_steps(demo)
    floor = demo.history()[-1].step
    assert floor.is_floor
    demo.go_to(floor.id)
    assert not difference(before, demo.programme)


def test_a_step_that_was_dropped_is_no_point_to_go_to(demo: Workspace) -> None:
    _first, _second, third = three_steps(demo)
    demo.undo()
    demo.do(edits.shift(demo.programme, some(demo).id, 5))
    assert demo.path_to(third) == ()
    assert demo.go_to(third).lines == ()


def test_it_stops_where_somebody_else_stands_in_the_way(demo: Workspace) -> None:
    row = some(demo)
    demo.do(edits.shift(demo.programme, row.id, 5))
    first = demo.history(1)[0].step.id
    demo.do(edits.resize(demo.programme, row.id, row.minutes + 7))
    demo.do(edits.toggle_pin(demo.programme, row.id))
    with demo.store.writing() as connection:
        query = text("UPDATE activity SET minutes = 99 WHERE id = :id")
        connection.execute(query, {"id": row.id})
    passage = demo.go_to(first)
    assert len(passage.lines) == 1
    assert passage.stopped is not None
    assert row.title in str(passage.stopped)
    assert [line.step.state for line in demo.history(3)] == ["undone", "done", "done"]
    demo.refresh()
    assert demo.programme.activities[row.id].minutes == 99


def test_a_step_is_seen_before_and_after_it(demo: Workspace) -> None:
    row = some(demo)
    three_steps(demo)
    (_third, second, _first) = demo.history(3)
    before, after = demo.around(second.step)
    found = difference(before, after).activities[row.id]
    assert found.before is not None
    assert found.after is not None
    assert (before.spans[row.id].begin + 10) == after.spans[row.id].begin


def test_a_dropped_step_is_seen_as_far_as_its_rows_are_known(demo: Workspace) -> None:
    row = some(demo)
    demo.do(add(demo.programme, Activity("new", row.edition_id, row.kind, "New")))
    demo.do(edits.resize(demo.programme, "new", 45))
    demo.undo()
    demo.undo()
    demo.do(edits.shift(demo.programme, row.id, 5))
    resized, made = demo.history(3)[1:]
    before, after = demo.around(made.step)
    assert difference(before, after).activities.keys() == {"new"}
    before, after = demo.around(resized.step)
    assert not difference(before, after)
