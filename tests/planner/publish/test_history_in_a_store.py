"""Releases in a real store: whatever comes after, an earlier one goes out as it did then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from models.words import Way
from planner.diff import changes_between
from planner.edits import editions
from planner.edits.core import edit
from planner.entities import City
from planner.phrases import Phrase
from planner.publish.export import export
from planner.publish.releases import issue_all
from planner.workspace import Workspace
from tests import stores
from tests.planner.publish.stories import Step, Story, histories


@contextmanager
def workspace_with(story: Story, template: Path) -> Iterator[Workspace]:
    with TemporaryDirectory() as folder:
        workspace = Workspace.open(stores.copied(template, Path(folder)), author="anna")
        cities = [c for c in story.plan.rows.values() if isinstance(c, City)]
        for city in cities:
            story.plan.change(city, code=f"story-{city.code}")  # those of the catalogue are taken
        workspace.create(editions.create(story.plan.edition, story.plan.rows.values()))
        yield workspace
        workspace.close()


def follow(workspace: Workspace, story: Story, chapter: list[Step]) -> None:
    """The same edits in the store, as one step."""
    for step in chapter:
        story.tell(step)
    now, then = workspace.programme, story.plan.programme()
    changes = [c for c in changes_between(now, then) if c.table not in CATALOGUE]
    workspace.do(edit(Phrase("Edit"), changes))


#: What is in the store from the beginning, and not in the story.
CATALOGUE = ("field", "city", "site", "opening")


def release(workspace: Workspace) -> int:
    version = workspace.releases.next("")
    issues = issue_all(workspace.programme, workspace.releases.ledger(), version)
    assert issues is not None
    return workspace.releases.make(version, workspace.programme, issues).number


def files_of(workspace: Workspace, number: int, *, handed: bool = False) -> dict[str, bytes]:
    """The calendars of a release and what goes with them."""
    outgoing = workspace.releases.outgoing(number)
    with TemporaryDirectory() as folder:
        report = export(outgoing, Path(folder), ("ics",))
        if handed:
            workspace.releases.hand_out(outgoing, report.handed, Way.FILE)
        return {str(p.relative_to(folder)): p.read_bytes() for p in report.files}


@settings(max_examples=4, deadline=None)
@given(history=histories)
@pytest.mark.slow
def test_every_release_is_exported_again_byte_for_byte(
    empty_template: Path, history: list[list[Step]]
) -> None:
    story = Story()
    with workspace_with(story, empty_template) as workspace:
        then: dict[int, dict[str, bytes]] = {}
        for chapter in [[], *history]:
            follow(workspace, story, chapter)
            number = release(workspace)
            then[number] = files_of(workspace, number, handed=True)
        for number, files in then.items():
            assert files_of(workspace, number) == files


def test_somebody_who_comes_back_under_another_name_left_under_the_one_they_had(
    empty_template: Path,
) -> None:
    story = Story()
    with workspace_with(story, empty_template) as workspace:
        release(workspace)
        follow(workspace, story, [("cancel", 0, 0)])
        files = files_of(workspace, release(workspace))
        follow(workspace, story, [("come_back", 0, 0), ("rename", 0, 7), ("translate", 0, 2)])
        release(workspace)
        assert files_of(workspace, 2) == files
