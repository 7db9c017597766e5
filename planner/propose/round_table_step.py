"""A step of a round-table proposal: an item, and what it changes in the plan so far.

Order and minutes follow from which speakers there are, so they are worked out anew for the
steps that are accepted.
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.edits.activities import numbered
from planner.edits.round_table import entries_end, spread
from planner.edits.speaking_order import order_by
from planner.entities import Activity, Change
from planner.errors import PlannerError
from planner.programme import Programme
from planner.propose.proposal import Item
from planner.propose.round_table_form import TableForm


class Does(StrEnum):
    """What a step does to the plan that it is made in."""

    ROWS = "rows"
    SPEAK = "speak"
    ORDER = "order"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Step:
    """``rows`` are its changes, or for a new speaker the rows to add; ``rule``: the order's."""

    item: Item
    does: Does
    table_id: str
    rows: tuple[Change, ...] = ()
    rule: str = ""

    def changes(self, programme: Programme) -> tuple[Change, ...]:
        """In a plan in which the steps before have been made."""
        if self.table_id not in programme.activities and self.does is not Does.ROWS:
            return ()
        match self.does:
            case Does.SPEAK:
                return _let_in(programme, self.table_id, self.rows)
            case Does.ORDER:
                return order_by(programme, self.table_id, self.rule).changes
            case Does.MINUTES:
                try:
                    return spread(programme, self.table_id).changes
                except PlannerError:
                    return ()
            case _:
                return self.rows


def _let_in(programme: Programme, table_id: str, rows: tuple[Change, ...]) -> tuple[Change, ...]:
    """A new entry before the questions; its rows have their ids already."""
    fresh = next(c.after for c in rows if isinstance(c.after, Activity))
    parts = list(programme.parts.get(table_id, ()))
    parts.insert(entries_end(parts), fresh)
    placed = [Change(None, c.after) if c.id == fresh.id else c for c in numbered(parts)]
    return (*placed, *(c for c in rows if c.id != fresh.id))


def key_of(form: TableForm, *names: str) -> str:
    """The key of an item; that of a new round table does not depend on its id."""
    return ":".join(("round-table", "new" if form.is_new else form.table.id, *names))
