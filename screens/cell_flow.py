"""Changing a cell: of the row under the cursor, or of every marked row at once."""

from typing import TYPE_CHECKING, Any

from planner.edits.several import set_field
from planner.entities import TABLE_OF, Entity
from planner.errors import Stale
from planner.phrases import Phrase
from screens.cell_editor import CellEditor
from screens.forms.spec import FieldSpec
from screens.forms.specs import spec_for
from screens.widgets.editable_table import EditableTable
from screens.widgets.table_columns import Column

if TYPE_CHECKING:
    from screens.app import PlannerApp


def field_of(row: Entity, name: str) -> FieldSpec:
    """The form field of a row with that name."""
    return next(field for field in spec_for(row).fields if field.name == name)


async def edit_cell(
    app: "PlannerApp",
    table: EditableTable[Any],
    column: Column[Any],
    rows: list[Entity],
    typed: str = "",
) -> None:
    """Ask for the value of a cell and give it to ``rows``, of which the first is shown."""
    assert app.state is not None
    if column.own and len(rows) > 1:
        app.say(Phrase("This differs from row to row: take the marks away first (escape)."))
        return
    spec = field_of(rows[0], column.edits)

    seen = rows

    def keep(value: Any) -> None:
        nonlocal seen
        assert app.workspace is not None
        try:
            app.keep(set_field(app.workspace.programme, seen, spec.name, value))
        except Stale:
            now = app.workspace.programme
            seen = [now.find(TABLE_OF[type(row)], row.id) or row for row in seen]
            raise

    editor = CellEditor(
        spec,
        getattr(rows[0], spec.name),
        app.state.programme,
        table.cell_region(column.key),
        keep,
        typed=typed,
        rows=len(rows),
    )
    step = await app.push_screen_wait(editor)
    if step is None:
        return
    if step.rows and len(rows) == 1:
        table.action_move(step.rows)
    if step.cells:
        table.action_next_cell(step.cells)
