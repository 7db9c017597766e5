"""A room of lists: tables side by side in tabs, and details of the selected row.

A list is data (:class:`Listing`); what its keys do is in the room that has it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import ContentSwitcher, Static

from planner.conflicts import Severity
from planner.entities import TABLE_OF, Activity, Entity
from planner.phrases import N_, _, plural
from planner.programme import Programme
from screens import flows
from screens.others import company_lines
from screens.room import RoomScreen
from screens.state import State
from screens.text import literal
from screens.widgets.detail_list import DetailList, Line, Request, Target
from screens.widgets.editable_table import EditableTable
from screens.widgets.list_tabs import ListTab, ListTabs
from screens.widgets.row_pane import RowPane
from screens.widgets.table import RowTable
from screens.widgets.table_columns import Column

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Seen(Generic[E]):
    """A row of the store and the state in which it stands: what columns get to see."""

    state: State
    row: E

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def programme(self) -> Programme:
        return self.state.programme

    @property
    def severity(self) -> Severity | None:
        """The worst open conflict of this row."""
        found = self.state.by_person.get(self.row.id)
        return found[0].severity if found else None


@dataclass(frozen=True)
class Listing(Generic[E]):
    """One list of a room.  ``name`` and ``empty`` are English source strings.

    ``rows`` gives all of its rows in their natural order, ``details`` the lines about one.
    """

    key: str
    name: str
    columns: tuple[Column[Seen[E]], ...]
    rows: Callable[[State], Iterable[E]]
    details: Callable[[Seen[E]], Sequence[Line]]
    empty: str
    row_style: Callable[[Seen[E]], str] | None = None


class ListingRoom(RoomScreen):
    """Shows ``LISTINGS``; subclasses add what can be done with their rows."""

    LISTINGS: ClassVar[tuple[Listing[Any], ...]] = ()
    #: The lists in which an action makes sense, where that is not all of them.
    ONLY_IN: ClassVar[dict[str, tuple[str, ...]]] = {}
    CSS_PATH = "listing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "create", N_("New")),
        Binding("e", "edit", N_("Edit")),
        Binding("d,delete", "delete", N_("Delete"), key_display="d"),
        Binding("ctrl+z", "app.undo", N_("Undo"), show=False),
        Binding("escape", "show_all", N_("Show all rows"), show=False),
        Binding("left_square_bracket", "turn(-1)", N_("List before"), key_display="[", show=False),
        Binding("right_square_bracket", "turn(1)", N_("Next list"), key_display="[ ]"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (150, "-huge")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self._current = 0

    def compose_room(self) -> ComposeResult:
        yield ListTabs()
        yield Static("", id="notice")
        with Container(id="work"):
            with ContentSwitcher(initial=self.listing.key, id="lists"):
                for listing in self.LISTINGS:
                    table = EditableTable[Seen[Any]](listing.columns, row_style=listing.row_style)
                    yield RowPane(table, listing.empty, id=listing.key)
            yield DetailList(id="details")

    def on_mount(self) -> None:
        self.table.focus()

    # -- what is in view ------------------------------------------------------------------

    @property
    def listing(self) -> Listing[Any]:
        """The list in view."""
        return self.LISTINGS[self._current]

    @property
    def pane(self) -> RowPane[Seen[Any]]:
        return self.query_one(f"#{self.listing.key}", RowPane)

    @property
    def table(self) -> EditableTable[Seen[Any]]:
        found = self.pane.table
        assert isinstance(found, EditableTable)
        return found

    @property
    def details(self) -> DetailList:
        return self.query_one("#details", DetailList)

    @property
    def selected(self) -> Entity | None:
        """The row under the cursor of the list in view, as it stands now."""
        row_id = self.table.row_id
        if row_id is None:
            return None
        return next((row for row in self.rows(self.listing) if row.id == row_id), None)

    @property
    def spot(self) -> tuple[str, str] | None:
        if not self.query(RowPane):
            return None  # the room is being made, or is going
        row = self.selected
        return (TABLE_OF[type(row)], row.id) if row is not None else None

    def rows(self, listing: Listing[Any]) -> list[Entity]:
        """The rows of a list; rooms that hide some override it."""
        return list(listing.rows(self.state))

    def chosen(self, kind: type[E]) -> E | None:
        """The row that a key is meant for, if it is of that kind.

        It is the highlighted line of the details while they have the focus, else the selected row.
        """
        target = self.details.target if self.details.has_focus else None
        for found in (target, self.selected):
            if isinstance(found, kind):
                return found
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that make no sense in the list in view are neither shown nor heard."""
        return self.listing.key in self.ONLY_IN.get(action, (self.listing.key,))

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        tabs = self.query_one(ListTabs)
        tabs.tabs = tuple(ListTab(_(each.name), len(self.rows(each))) for each in self.LISTINGS)
        tabs.current = self._current
        self.pane.show([Seen(state, row) for row in self.rows(self.listing)])
        self._show_notice()
        self.show_details()

    def notice(self) -> str:
        """What the list in view leaves out, and how to see it."""
        return ""

    def _show_notice(self) -> None:
        marked = len(self.table.marked)
        if self.table.cell is not None:
            text = _("Type or enter: change the cell   tab: next   esc: the whole row")
        elif marked:
            text = str(
                plural(
                    "{n} row marked: what you change in a cell holds for it   esc: no marks",
                    "{n} rows marked: what you change in a cell holds for all   esc: no marks",
                    marked,
                )
            )
        else:
            text = self.notice()
        notice = self.query_one("#notice", Static)
        notice.update(literal(text))
        notice.display = bool(text)

    @on(EditableTable.Marked)
    def _marked(self) -> None:
        self._show_notice()

    def colleagues_moved(self) -> None:
        if self.planner.state is not None:
            self.show_details()

    def show_details(self) -> None:
        """Lines about the selected row."""
        row = self.selected
        self.details.display = row is not None
        if row is None:
            self.details.show("", [])
        else:
            lines = self.listing.details(Seen(self.state, row))
            self.details.show(row.id, [*company_lines(self.planner, self.spot), *lines])

    @on(RowTable.Highlighted)
    def _highlighted(self) -> None:
        if self.planner.state is not None:
            self.show_details()

    # -- going about ----------------------------------------------------------------------

    @on(ListTabs.Chosen)
    def _tab_chosen(self, event: ListTabs.Chosen) -> None:
        self.go_to(event.number)

    def action_turn(self, step: int) -> None:
        """To the list before or after."""
        self.go_to((self._current + step) % len(self.LISTINGS))

    def go_to(self, number: int) -> None:
        """Show another list."""
        self._current = number
        self.query_one("#lists", ContentSwitcher).current = self.listing.key
        self.show(self.state)
        self.table.focus()
        self.refresh_bindings()

    def select(self, key: str, row_id: str) -> None:
        """Show a row in the list with that key."""
        self.go_to(next(n for n, each in enumerate(self.LISTINGS) if each.key == key))
        if not self.table.select(row_id):
            self.pane.close_filter()
            self.table.select(row_id)
        self.show_details()

    # -- edits ----------------------------------------------------------------------------

    @on(RowTable.Chosen)
    def _row_chosen(self) -> None:
        if self.selected is not None:
            self.open(self.selected)

    @on(EditableTable.CellChosen)
    def _cell_chosen(self, event: EditableTable.CellChosen) -> None:
        if event.table is self.table:  # the list in view may have changed meanwhile
            self.edit_cell(event.column, event.typed)

    @work
    async def edit_cell(self, key: str, typed: str = "") -> None:
        """Change a cell of the row under the cursor, or of all marked rows."""
        column = next((column for column in self.listing.columns if column.key == key), None)
        rows = self.meant()
        if column is not None and rows:
            await self.change_cell(column, rows, typed)

    async def change_cell(self, column: Column[Any], rows: list[Entity], typed: str) -> None:
        """What :meth:`edit_cell` does; rooms with cells of their own kind override it."""
        from screens.cell_flow import edit_cell

        await edit_cell(self.planner, self.table, column, rows, typed)

    def meant(self) -> list[Entity]:
        """The marked rows, that under the cursor first if it is one; else the one under it."""
        here, marked = self.table.row_id, self.table.marked
        ids = sorted(marked, key=lambda row_id: row_id != here) if marked else [here]
        known = {row.id: row for row in self.rows(self.listing)}
        return [known[row_id] for row_id in ids if row_id in known]

    def action_show_all(self) -> None:
        """End the filter."""
        if self.table.needle:
            self.pane.close_filter()

    @on(DetailList.Chosen)
    async def _line_chosen(self, event: DetailList.Chosen) -> None:
        await self._follow(event.target)

    async def _follow(self, target: Target) -> None:
        if isinstance(target, str):
            await self.run_action(target)
        elif isinstance(target, Request):
            getattr(self, f"request_{target.what}")(target.row_id)
        elif isinstance(target, Activity):
            self.planner.go_to_activity(target.id)
        else:
            self.open(target)

    def action_edit(self) -> None:
        target = self.details.target if self.details.has_focus else self.selected
        if isinstance(target, Entity):
            self.open(target)

    async def add(self, row: Entity) -> None:
        """Fill in a new row of the list in view, add it and go to it."""
        made = await flows.create(self.planner, row)
        if made is not None:
            self.select(self.listing.key, made.id)

    @work
    async def open(self, row: Entity) -> None:
        """Edit a row in its form."""
        await self.revise(row)

    async def revise(self, row: Entity) -> None:
        """What :meth:`open` does; rooms with forms of their own override it."""
        await flows.revise(self.planner, row)

    @work
    async def action_delete(self) -> None:
        target = self.details.target if self.details.has_focus else self.selected
        if isinstance(target, Entity) and not isinstance(target, Activity):
            await flows.delete(self.planner, target)
