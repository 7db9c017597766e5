"""The ring of an import in memory: a file is reviewed, taken in, reviewed again."""

from dataclasses import dataclass, field
from pathlib import Path

from planner.edits.core import Edit
from planner.entities import Activity
from planner.errors import PlannerError
from planner.intake.imports import Memories, review
from planner.intake.manner import Manner
from planner.intake.review import Choices, Outcome, Review
from planner.programme import Programme

#: Nothing is decided yet, and nothing known of how to read the file.
SEEN, UNKNOWN = Choices(), Manner()


@dataclass
class Ring:
    """A plan, what is remembered of its imports, and a folder for files."""

    programme: Programme
    folder: Path
    memories: Memories = field(default_factory=Memories)
    name: str = "programme.dat"

    def review(self, content: bytes, choices: Choices = SEEN, manner: Manner = UNKNOWN) -> Review:
        path = self.folder / self.name
        path.write_bytes(content)
        return review(self.programme, path, self.memories, manner, choices)

    def take(self, content: bytes, choices: Choices = SEEN, manner: Manner = UNKNOWN) -> Review:
        """Import the file; what the review said."""
        found = self.review(content, choices, manner)
        self.do(found.edit)
        return found

    def do(self, edit: Edit) -> None:
        self.programme = self.programme.apply(edit.changes)
        self.memories = self.memories.after(edit.changes)

    def activity(self, title: str) -> Activity:
        (found,) = (a for a in self.programme.activities.values() if a.title == title)
        return found

    @property
    def titles(self) -> list[str]:
        return sorted(a.title for a in self.programme.activities.values())


def outcomes(found: Review) -> list[Outcome]:
    return [row.outcome for row in found.rows]


def said(found: Review) -> list[str]:
    """What the review says of each entry."""
    return ["; ".join(map(str, (*row.details, *row.kept))) for row in found.rows]


def twice(programme: Programme, folder: Path, content: bytes) -> str:
    """Import any bytes and import them again: ``imported`` or ``refused``.

    Anything but a PlannerError, and a second import that changes something, is a mistake.
    """
    ring = Ring(programme, folder)
    try:
        ring.take(content)
    except PlannerError:
        return "refused"
    again = ring.review(content)
    assert not again.edit, again.edit
    return "imported"
