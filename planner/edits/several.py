"""The same change to several rows at once, as one step."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from planner.column_names import listed
from planner.edits.core import Edit, change, edit, require
from planner.edits.merge import merged
from planner.entities import Change, Entity
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.validate import problems


def set_field(programme: Programme, rows: Sequence[Entity], name: str, value: Any) -> Edit:
    """Give a field of rows, as somebody has seen them, a value.

    Raises PlannerError when one of them is gone or may not have it, and Stale when somebody else
    has changed this field of one; then none is changed.
    """
    filled = [_with(programme, row, {name: value}) for row in rows]
    if len(filled) == 1:
        return change(programme, filled[0])
    label = Phrase("Change {n} entries: {fields}", n=len(filled), fields=listed([name]))
    return edit(label, [Change(require(programme, type(row), row.id), row) for row in filled])


def _with(programme: Programme, row: Entity, values: dict[str, Any]) -> Entity:
    made = merged(programme, row, replace(row, **values))
    before = problems(programme, row)
    for name, wrong in problems(programme, made).items():
        if name in values or name not in before:
            raise PlannerError(wrong)
    return made
