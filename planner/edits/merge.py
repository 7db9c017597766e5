"""Bringing together what was typed into a form and what others have changed meanwhile."""

from dataclasses import replace
from typing import Any, TypeVar

from planner.column_names import listed
from planner.edits.core import require
from planner.edits.rebase import Collision, Overtaken
from planner.entities import Entity, changed_columns
from planner.phrases import Phrase
from planner.programme import Programme

E = TypeVar("E", bound=Entity)


def merged(programme: Programme, opened: E, filled: E, seen: E | None = None) -> E:
    """The row as it is now with the fields that differ between ``opened`` and ``filled``.

    ``opened`` is the row as the form showed it first, ``seen`` as it was told since.  Raises
    PlannerError when the row is gone, and Overtaken when somebody else has given one of these
    fields another value since then.
    """
    now = require(programme, type(opened), opened.id)
    mine = set(changed_columns(opened, filled))
    theirs = set(changed_columns(seen or opened, now))
    both = sorted(mine & theirs & set(changed_columns(now, filled)))
    if both:
        raise Overtaken(
            Phrase(
                "Somebody else has changed this in the meantime: {fields}.", fields=listed(both)
            ),
            Phrase("Save again to have it your way, or leave it (escape) as it is now."),
            (Collision(opened, now, filled, tuple(both)),),
        )
    values: dict[str, Any] = {name: getattr(filled, name) for name in mine}
    return replace(now, **values)
