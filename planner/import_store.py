"""What a store remembers of imports."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from models.tables import IMPORTED, READING
from planner.entities import Imported, Reading
from planner.intake.imports import Memories

if TYPE_CHECKING:
    from planner.workspace import Workspace


def memories(workspace: "Workspace") -> Memories:
    """Of the open edition; raises StoreProblem."""
    edition_id = workspace.programme.edition.id
    with workspace.reading() as connection:
        imported, readings = (
            connection.execute(select(*table.columns).where(table.c.edition_id == edition_id)).all()
            for table in (IMPORTED, READING)
        )
    return Memories(tuple(Imported(*r) for r in imported), tuple(Reading(*r) for r in readings))
