"""An import and what is remembered of it are one step: undone, done again, and stale together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.edits.core import Edit
from planner.errors import Stale
from planner.import_store import memories
from planner.intake.imports import Memories, review
from planner.intake.manner import Manner
from planner.intake.review import Choices, Review
from planner.workspace import Workspace
from tests.stores import Place

pytestmark = pytest.mark.both_stores


@pytest.fixture
def demo(demo_store: Place) -> Iterator[Workspace]:
    workspace = Workspace.open(demo_store)
    workspace.enter(workspace.editions()[0].id)
    yield workspace
    workspace.close()


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("City;Name\nCaen;New Person\n", encoding="utf-8")
    return path


def reviewed(workspace: Workspace, path: Path) -> Review:
    return review(workspace.programme, path, memories(workspace), Manner(), Choices())


def test_undo_takes_back_what_was_remembered(demo: Workspace, people: Path) -> None:
    demo.do(reviewed(demo, people).edit)
    known = memories(demo)
    assert known.imported
    assert known.readings
    demo.undo()
    assert memories(demo) == Memories()
    assert reviewed(demo, people).edit.changes
    demo.redo()
    assert memories(demo) == known
    assert not reviewed(demo, people).edit


def test_what_is_remembered_is_no_part_of_the_plan(demo: Workspace, people: Path) -> None:
    edit = reviewed(demo, people).edit
    alone = demo.programme.apply([c for c in edit.changes if c.table == "delegate"])
    demo.do(edit)
    assert demo.programme == alone
    assert demo.as_of(demo.history()[0].step.id) == alone


def test_two_who_import_the_same_file_do_not_double_it(
    demo: Workspace, demo_store: Place, people: Path
) -> None:
    first, second = reviewed(demo, people).edit, reviewed(demo, people).edit
    demo.do(first)
    with pytest.raises(Stale):
        demo.do(Edit(second.label, second.changes))
    assert sum(d.name == "New Person" for d in demo.programme.delegates.values()) == 1
