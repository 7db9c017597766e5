"""Bringing together what was typed into a form and what others have changed meanwhile."""

from dataclasses import fields, replace
from typing import Any, TypeVar

from planner.column_names import listed
from planner.edits.core import require
from planner.entities import Entity
from planner.errors import Stale
from planner.phrases import Phrase
from planner.programme import Programme

E = TypeVar("E", bound=Entity)


def merged(programme: Programme, opened: E, filled: E) -> E:
    """The row as it is now with the fields that differ between ``opened`` and ``filled``.

    ``opened`` is the row as the form showed it first.  Raises PlannerError when the row is gone,
    and Stale when somebody else has given one of these fields another value.
    """
    now = require(programme, type(opened), opened.id)
    mine = {f.name for f in fields(opened) if _differ(opened, filled, f.name)}
    both = [
        name for name in sorted(mine) if _differ(opened, now, name) and _differ(now, filled, name)
    ]
    if both:
        raise Stale(
            Phrase(
                "Somebody else has changed this in the meantime: {fields}.", fields=listed(both)
            ),
            Phrase("Close the form and open it again to see what it is now."),
        )
    values: dict[str, Any] = {name: getattr(filled, name) for name in mine}
    return replace(now, **values)


def _differ(a: Entity, b: Entity, name: str) -> bool:
    """Whether a field differs; naive times are also told apart by their fold."""
    one, other = getattr(a, name), getattr(b, name)
    return bool(one != other) or getattr(one, "fold", 0) != getattr(other, "fold", 0)
