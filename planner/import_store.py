"""What a store remembers of imports."""

from typing import TYPE_CHECKING, cast

from planner.entities import Imported, Reading
from planner.intake.imports import Memories
from planner.rows import read_table

if TYPE_CHECKING:
    from planner.workspace import Workspace


def memories(workspace: "Workspace") -> Memories:
    """Of the open edition; raises StoreProblem."""
    edition_id = workspace.programme.edition.id
    with workspace.reading() as connection:
        imported = cast("list[Imported]", read_table(connection, "imported", edition_id))
        readings = cast("list[Reading]", read_table(connection, "reading", edition_id))
    return Memories(tuple(imported), tuple(readings))
