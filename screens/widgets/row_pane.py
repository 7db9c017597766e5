"""A table with a filter above it and a sentence in its place when there is nothing to show."""

from typing import Any, ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from planner.phrases import N_, _
from screens.text import literal
from screens.widgets.table import RowTable
from screens.widgets.table_columns import R


class FilterInput(Input):
    """The line in which one types what to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Show all")),
        Binding("down,enter", "to_table", N_("To the list")),
    ]

    @property
    def pane(self) -> "RowPane[Any]":
        return next(a for a in self.ancestors if isinstance(a, RowPane))

    def action_leave(self) -> None:
        self.pane.close_filter()

    def action_to_table(self) -> None:
        self.pane.table.focus()


class RowPane(Vertical, Generic[R]):
    """A :class:`RowTable` that can be narrowed.  ``empty`` says what to do when it has no rows."""

    DEFAULT_CSS = """
    RowPane { height: 1fr; }
    RowPane > .filter { height: 1; display: none; background: $panel; padding: 0 1; }
    RowPane.-filtering > .filter { display: block; }
    RowPane .filter-label { width: auto; color: $text-muted; }
    RowPane FilterInput { height: 1; width: 1fr; border: none; background: $panel; padding: 0 1; }
    RowPane FilterInput:focus { border: none; background: $surface; }
    RowPane .filter-count { width: auto; color: $text-muted; }
    RowPane > .empty { display: none; color: $text-muted; padding: 1 2; height: auto; }
    RowPane.-empty > .empty { display: block; }
    RowPane.-empty > RowTable { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "filter", N_("Filter"))]

    def __init__(
        self,
        table: RowTable[R],
        empty: str,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self.table = table
        self._empty = empty

    def compose(self) -> ComposeResult:
        with Horizontal(classes="filter"):
            yield Static(literal(_("Filter:")), classes="filter-label")
            yield FilterInput(placeholder=_("type to narrow the list"))
            yield Static("", classes="filter-count")
        yield self.table
        yield Static("", classes="empty")

    def show(self, rows: list[R]) -> None:
        """Show these rows, narrowed as before."""
        self.table.show(rows)
        self._say_what_is_missing()

    def action_filter(self) -> None:
        self.add_class("-filtering")
        self.query_one(FilterInput).focus()

    def close_filter(self) -> None:
        """Show every row again."""
        self.query_one(FilterInput).value = ""
        self.remove_class("-filtering")
        self.table.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.table.narrow(event.value)
        self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        shown, total = self.table.shown, self.table.total
        count = literal(_("{n} of {all}").format(n=shown, all=total))
        shown_now = self.query_one(".filter-count", Static)
        if count != shown_now.content:
            shown_now.update(count)
        self.set_class(not total, "-empty")
        if not total:
            self.query_one(".empty", Static).update(literal(_(self._empty)))
