"""The Round table room: does it fit, who speaks in which order, who is there and understands."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from models.words import Role
from planner.edits import activities as edits
from planner.edits import round_table as table_edits
from planner.edits.speaking_order import RULES, rule_in_force
from planner.entities import Activity
from planner.phrases import _
from planner.round_table import balance
from screens import flows, round_table_flows, round_table_keys
from screens.forms.specs import ACTIVITY
from screens.room import RoomScreen
from screens.round_table_entries import EntryTable
from screens.round_table_people import (
    SEAT_COLUMNS,
    TEAM_COLUMNS,
    SeatRow,
    TeamRow,
    language_lines,
    seat_rows,
    strip,
    team_rows,
)
from screens.round_table_rows import (
    ENTRY_COLUMNS,
    TABLE_COLUMNS,
    balance_text,
    entry_rows,
    table_rows,
)
from screens.round_table_strip import LEGEND, PresenceStrip
from screens.state import State
from screens.text import literal
from screens.widgets.action_line import ActionLine, Pieces
from screens.widgets.ordered_table import OrderedTable
from screens.widgets.row_pane import RowPane
from screens.widgets.table import RowTable

#: Cells of the bar that shows how full the slot is.
BAR_CELLS = 30


class RoundTableScreen(RoomScreen):
    """One round table: its slot, its entries in order, and the people around it."""

    ROOM = "round-table"
    PROPOSES = "round-table"
    CSS_PATH = "round_table.tcss"
    GUIDE = round_table_keys.GUIDE
    BINDINGS: ClassVar[list[BindingType]] = round_table_keys.BINDINGS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-middle"), (170, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self._table_id: str | None = None
        self._tables = OrderedTable(TABLE_COLUMNS, id="tables")
        self._entries = EntryTable()
        self._presence = PresenceStrip(id="presence")
        self._seats = OrderedTable[SeatRow](
            SEAT_COLUMNS, row_style=lambda row: row.style, id="seats"
        )
        self._team = OrderedTable[TeamRow](TEAM_COLUMNS, id="team")

    def compose_room(self) -> ComposeResult:
        yield Static(literal(_(round_table_keys.NO_TABLE)), id="no-table", classes="empty")
        yield self._tables
        yield Static(id="balance")
        yield Pieces(id="strip")
        with Vertical(id="times"):
            yield self._presence
            yield Static(literal(_(LEGEND)), id="times-legend")
        with Horizontal(id="work"):
            with Vertical(id="main"):
                yield RowPane(self._entries, round_table_keys.NO_ENTRY, id="entries-pane")
                yield Static(id="details")
            with Vertical(id="side"):
                yield RowPane(self._seats, round_table_keys.NO_DELEGATION, id="seats-pane")
                yield RowPane(self._team, round_table_keys.NO_TEAM, id="team-pane")
                yield Static(id="needs")
        yield ActionLine(round_table_keys.ACTIONS, id="actions")

    def on_mount(self) -> None:
        self._entries.focus()

    def on_resize(self) -> None:
        """What there is room for depends on the width."""
        if self.planner.state is not None and self.is_mounted:
            self.call_after_refresh(self._show_table)

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        rows = table_rows(state)
        self.set_class(not rows, "-no-table")
        ids = [row.id for row in rows]
        selected = state.programme.activities.get(self.planner.selected or "")
        if selected is not None and {selected.id, selected.parent_id} & set(ids):
            self._table_id = selected.id if selected.id in ids else selected.parent_id
        if self._table_id not in ids:
            self._table_id = ids[0] if ids else None
        with self.prevent(RowTable.Highlighted):
            self._tables.show(rows)
            if self._table_id is not None:
                self._tables.select(self._table_id)
        self._show_table()

    @property
    def _table(self) -> Activity | None:
        return self.state.programme.activities.get(self._table_id or "")

    def _show_table(self) -> None:
        state, table = self.state, self._table
        if table is None:
            return
        self._show_balance(state, table)
        self._presence.show_table(state.programme, table)
        self.query_one("#entries-pane", RowPane).show(entry_rows(state, table))
        present = seat_rows(state, table)
        self.query_one("#seats-pane", RowPane).show(present)
        if self.has_class("-narrow"):  # elsewhere the list of delegations is in view
            self.query_one("#strip", Pieces).pieces = tuple(map(literal, strip(present)))
        self.query_one("#team-pane", RowPane).show(team_rows(state, table))
        lines = map(literal, language_lines(state.programme, table))
        self.query_one("#needs", Static).update(Content("\n").join(lines))
        if self.planner.selected is not None:
            self._entries.select(self.planner.selected)
        self._show_details()

    def _show_balance(self, state: State, table: Activity) -> None:
        """Over or under, how full the slot is, and by which rule the speakers stand."""
        found = balance(state.programme, table.id)
        filled = min(found.used * BAR_CELLS // max(found.slot, 1), BAR_CELLS)
        bar = "█" * filled + "░" * (BAR_CELLS - filled) + ("▶" if found.over > 0 else "")
        sign = "✖ " if found.over > 0 else ""
        text = _("{used} of {slot} min").format(used=found.used, slot=found.slot)
        rule = rule_in_force(state.programme, table.id)
        order = "⇅ " + (_(RULES[rule]) if rule else _("order by hand"))
        words = [f"{sign}{balance_text(found)}  ·  {text}", bar, order]
        if cell_len("  ".join(words)) + 2 > self.size.width:
            words.remove(bar)
        line = self.query_one("#balance", Static)
        line.update(literal("  ".join(words)))
        line.set_class(found.over > 0, "-over")

    def _show_details(self) -> None:
        """The theme of the round table, and what is wrong with the entry under the cursor.

        In the list of delegations: when that under the cursor comes and goes.
        """
        state, table = self.state, self._table
        if table is None:
            return
        if self._seats.has_focus:
            rows = {row.id: row for row in seat_rows(state, table)}
            found_row = rows.get(self._seats.row_id or "")
            self.query_one("#details", Static).update(literal(found_row.facts if found_row else ""))
            return
        subject = self._entry() or table
        found = [*state.by_activity.get(subject.id, ()), *state.by_activity.get(table.id, ())]
        lines = [literal(f"{c.severity.sign} {c.phrase}") for c in dict.fromkeys(found)]
        lines.append(literal(table.title).stylize("bold"))
        for text in (table.description, subject.description if subject is not table else None):
            if text:
                lines.append(literal(text))
        self.query_one("#details", Static).update(Content("\n").join(lines))

    # -- going about ----------------------------------------------------------------------

    @on(RowTable.Highlighted, "#tables")
    def _table_highlighted(self, event: RowTable.Highlighted) -> None:
        if event.row_id is not None and event.row_id != self._table_id:
            self._table_id = self.planner.selected = event.row_id
            self._show_table()

    @on(RowTable.Highlighted, "#entries")
    def _entry_highlighted(self, event: RowTable.Highlighted) -> None:
        if event.row_id is not None and self._entries.has_focus:
            self.planner.selected = event.row_id
        self._show_details()

    @on(RowTable.Highlighted, "#seats")
    def _seat_highlighted(self) -> None:
        self._show_details()

    def on_descendant_focus(self) -> None:
        if self.planner.state is not None:
            self._show_details()

    def action_table(self, tables: int) -> None:
        ids = [row.id for row in table_rows(self.state)]
        if self._table_id in ids:
            there = min(max(ids.index(self._table_id) + tables, 0), len(ids) - 1)
            self._tables.select(ids[there])

    def action_side(self) -> None:
        self.remove_class("-times")
        self.add_class("-beside")
        self._seats.focus()

    def action_times(self) -> None:
        """Who is there when; again: back to the entries."""
        if self._presence.has_focus:
            self.action_entries()
            return
        self.remove_class("-beside")
        self.add_class("-times")
        self._presence.focus()

    def action_best(self) -> None:
        """Try the slot in which most of those who are wanted can be there, then the next best."""
        if self._table is not None:
            if not self._presence.has_focus:
                self.action_times()
            self._presence.try_best()

    def action_entries(self) -> None:
        """Back to the entries; what was being tried is forgotten."""
        self.remove_class("-beside", "-times")
        if (table := self._table) is not None:
            self._presence.forget(self.state.programme, table)
        self._entries.focus()

    @on(PresenceStrip.Taken)
    def _slot_taken(self, event: PresenceStrip.Taken) -> None:
        if (table := self._table) is not None:
            start = self.state.programme.clock.wall(event.begin)
            self.planner.perform(lambda p: edits.move(p, table.id, start))

    # -- edits ----------------------------------------------------------------------------

    def _entry(self) -> Activity | None:
        return self.state.programme.activities.get(self._entries.row_id or "")

    def _subject(self) -> Activity | None:
        """What a key is about: the entry under the cursor, in the upper list the round table."""
        return self._table if self.focused is self._tables else self._entry() or self._table

    def action_reorder(self, places: int) -> None:
        if (entry := self._entry()) is not None:
            self.planner.perform(lambda p: edits.reorder_part(p, entry.id, places))

    @on(EntryTable.Dropped)
    def _dropped(self, event: EntryTable.Dropped) -> None:
        """An entry was dragged to the place of another one."""
        ids = [part.id for part in self.state.programme.parts.get(self._table_id or "", ())]
        if event.row_id in ids and event.onto_id in ids:
            places = ids.index(event.onto_id) - ids.index(event.row_id)
            self.planner.perform(lambda p: edits.reorder_part(p, event.row_id, places))

    @on(EntryTable.CellChosen)
    @work
    async def _cell_chosen(self, event: EntryTable.CellChosen) -> None:
        """A cell of the running order shall be changed in its place."""
        from screens.cell_flow import edit_cell

        if (entry := self._entry()) is not None:
            column = next(c for c in ENTRY_COLUMNS if c.key == event.column)
            await edit_cell(self.planner, self._entries, column, [entry], event.typed)

    def action_type_minutes(self) -> None:
        """To the minutes of the entry under the cursor: a number typed there replaces them."""
        self._entries.go_into("minutes")

    def action_minutes(self, minutes: int) -> None:
        if (found := self._subject()) is not None:
            self.planner.perform(lambda p: edits.resize(p, found.id, found.minutes + minutes))

    def action_shift(self, minutes: int) -> None:
        if (table := self._table) is not None:
            self.planner.perform(lambda p: edits.shift(p, table.id, minutes))

    def action_resize(self, minutes: int) -> None:
        if (table := self._table) is not None:
            self.planner.perform(lambda p: edits.resize(p, table.id, table.minutes + minutes))

    def action_spread(self) -> None:
        if (table := self._table) is not None:
            self.planner.perform(lambda p: table_edits.spread(p, table.id))

    def action_missing(self) -> None:
        """An intervention of all who have none; in the list of delegations, of that one."""
        table, delegation_id = self._table, self._seats.row_id
        if table is not None and delegation_id is not None and self._seats.has_focus:
            self.planner.perform(lambda p: table_edits.add_intervention(p, table.id, delegation_id))
        elif table is not None:
            self.planner.perform(lambda p: table_edits.add_missing(p, table.id))

    def action_unplace(self) -> None:
        if (table := self._table) is not None:
            self.planner.perform(lambda p: edits.move(p, table.id, None))

    def action_pin(self) -> None:
        if (found := self._subject()) is not None:
            self.planner.perform(lambda p: edits.toggle_pin(p, found.id))

    def action_attend(self) -> None:
        """Let the delegation under the cursor attend, or no longer."""
        table, delegation_id = self._table, self._seats.row_id
        if table is not None and delegation_id is not None and self._seats.has_focus:
            self.planner.perform(lambda p: edits.toggle_delegation(p, table.id, delegation_id))

    def action_answer(self) -> None:
        table, found = self._table, self._team_member()
        if table is not None and found is not None:
            self.planner.perform(lambda p: table_edits.turn_answer(p, table.id, *found))

    def _team_member(self) -> tuple[str, Role] | None:
        """Host and role of the team's line under the cursor."""
        if self._team.row_id is None:
            return None
        role, _colon, host_id = self._team.row_id.partition(":")
        return host_id, Role(role)

    # -- dialogs --------------------------------------------------------------------------

    @on(RowTable.Chosen, "#tables")
    @on(RowTable.Chosen, "#entries")
    def _opened(self) -> None:
        self.action_edit()

    @on(RowTable.Chosen, "#seats")
    def _seat_chosen(self) -> None:
        self.action_attend()

    @on(RowTable.Chosen, "#team")
    def _team_chosen(self) -> None:
        self.action_answer()

    @work
    async def action_create(self) -> None:
        await round_table_flows.new_thing(self.planner, self._table)

    @work
    async def action_edit(self) -> None:
        subject = self._subject()
        if subject is not None:
            spec = None if subject.parent_id is not None else ACTIVITY
            await flows.revise(self.planner, subject, spec)

    @work
    async def action_delete(self) -> None:
        table, member, subject = self._table, self._team_member(), self._subject()
        if self._team.has_focus and table is not None and member is not None:
            self.planner.perform(lambda p: table_edits.dismiss(p, table.id, *member))
        elif subject is not None:
            await flows.delete(self.planner, subject)

    @work
    async def action_people(self) -> None:
        if (subject := self._subject()) is not None:
            await flows.people(self.planner, subject)

    @work
    async def action_order(self) -> None:
        if (table := self._table) is not None:
            await round_table_flows.order(self.planner, table)

    @work
    async def action_enlist(self, role: str) -> None:
        if (table := self._table) is not None:
            await round_table_flows.enlist(self.planner, table, Role(role))
