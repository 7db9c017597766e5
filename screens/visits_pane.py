"""The matrix of festival items and delegations, its filters, and what can be done in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from models.words import Kind
from planner.edits import activities as edits
from planner.edits.core import Edit, new_id
from planner.edits.wishes import PRIORITIES, set_wish
from planner.entities import Activity
from planner.phrases import N_, _, short_date
from planner.programme import Programme
from screens import flows
from screens.dialogs import Pick
from screens.forms.specs import ACTIVITY
from screens.state import State
from screens.text import literal
from screens.visit_details import cell_lines
from screens.visit_sheet import (
    LEGEND,
    Shown,
    VisitFilter,
    VisitSheet,
    day_choices,
    items_of,
    title_layout,
)
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList
from screens.widgets.matrix import Matrix

if TYPE_CHECKING:
    from screens.app import PlannerApp


class VisitsPane(Vertical):
    """Who goes to what at the festival."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "wish", N_("Wish")),
        Binding("a", "people", N_("Who")),
        Binding("n", "create", N_("New")),
        Binding("e", "edit", N_("Edit")),
        Binding("left_square_bracket", "day(-1)", N_("Day before"), show=False, key_display="["),
        Binding("right_square_bracket", "day(1)", N_("Day after"), show=False, key_display="]"),
        Binding("g", "delegation", N_("Delegation")),
        Binding("o", "shown", N_("Only wished")),
        Binding("f", "find_text", N_("Filter")),
        Binding("d,delete", "delete", N_("Delete")),
        Binding("J", "shift(5)", N_("5 minutes later"), show=False, key_display="J"),
        Binding("K", "shift(-5)", N_("5 minutes earlier"), show=False, key_display="K"),
        Binding("x", "unplace", N_("To the tray"), show=False),
        Binding("p", "pin", N_("Pin its time"), show=False),
        Binding("b", "board", N_("Show on the board"), show=False),
        Binding("escape", "clear", N_("Show everything"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="items")
        self._filter = VisitFilter()
        self._layout = title_layout()
        self._sheet: VisitSheet | None = None

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="filters"):
            yield Input(placeholder=_("f: filter by words"), compact=True, id="item-text")
            yield Chips(id="item-filters")
        with Horizontal(classes="work"):
            yield Matrix(self._layout, id="matrix")
            with VerticalScroll(classes="side", can_focus=False):
                yield Static(id="item-details")
        yield Static(literal(_(LEGEND)), classes="legend")

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        """Paint ``state``; cursor and scroll stay."""
        matrix = self.query_one(Matrix)
        self._sheet = sheet = VisitSheet(state, self._filter, self._layout)
        matrix.empty = self._nothing(state.programme)
        matrix.show_cells(sheet.rows, sheet.columns, sheet.cell)
        self._show_filters(state.programme, len(sheet.items))
        self._show_details()

    def _nothing(self, programme: Programme) -> str:
        if items_of(programme):
            return _("Nothing passes the filter: escape shows everything.")
        return _("No sessions or visits yet. n makes one, an import brings the festival's.")

    def _show_filters(self, programme: Programme, count: int) -> None:
        wanted = self._filter
        day = short_date(wanted.day) if wanted.day else _("all days")
        delegation = programme.delegations.get(wanted.delegation_id or "")
        who = delegation.name if delegation else _("everybody")
        total = len(items_of(programme))
        self.query_one("#item-filters", Chips).show(
            (
                Chip("before", "‹"),
                Chip("day", day, wanted.day is not None),
                Chip("after", "›"),
                Chip("delegation", who, delegation is not None),
                Chip("shown", _(wanted.shown.value), wanted.shown is not Shown.ALL),
                Chip("count", f"{count}/{total}"),
            )
        )

    def _show_details(self) -> None:
        matrix, details = self.query_one(Matrix), self.query_one("#item-details", Static)
        key = matrix.cursor_key
        if self._sheet is None or key is None or key not in self._sheet.programme.activities:
            details.update("")
            return
        details.update(cell_lines(self._sheet, key, matrix.cursor_column))

    @on(Matrix.Moved)
    def _moved(self) -> None:
        self._show_details()

    # -- filters --------------------------------------------------------------------------

    def _set_filter(self, wanted: VisitFilter) -> None:
        if wanted != self._filter and self.planner.state is not None:
            self._filter = wanted
            self.show(self.planner.state)

    @on(Chips.Pressed, "#item-filters")
    def _pressed(self, event: Chips.Pressed) -> None:
        match event.id:
            case "before":
                self.action_day(-1)
            case "after":
                self.action_day(1)
            case "day":
                self._set_filter(replace(self._filter, day=None))
            case "delegation":
                self.action_delegation()
            case "shown":
                self.action_shown()

    def action_day(self, days: int) -> None:
        """The day before or after; before the first comes the whole festival."""
        if self.planner.state is None:
            return
        programme = self.planner.state.programme
        choices: list[date | None] = [None, *day_choices(programme, items_of(programme))]
        here = choices.index(self._filter.day) if self._filter.day in choices else 0
        self._set_filter(replace(self._filter, day=choices[(here + days) % len(choices)]))

    def action_shown(self) -> None:
        """All items, those wished but not taken, those taken."""
        kinds = list(Shown)
        following = kinds[(kinds.index(self._filter.shown) + 1) % len(kinds)]
        self._set_filter(replace(self._filter, shown=following))

    @work
    async def action_delegation(self) -> None:
        """Only one delegation, or all again."""
        if self.planner.state is None:
            return
        coming = self.planner.state.programme.active_delegations
        choices = [(None, _("— all —")), *((d.id, d.name) for d in coming)]
        dialog = Pick(_("Which delegation?"), choices, self._filter.delegation_id)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self._set_filter(replace(self._filter, delegation_id=chosen[0]))

    def action_find_text(self) -> None:
        self.query_one("#item-text", Input).focus()

    @on(Input.Changed, "#item-text")
    def _typed(self, event: Input.Changed) -> None:
        self._set_filter(replace(self._filter, text=event.value))

    @on(Input.Submitted, "#item-text")
    def _submitted(self) -> None:
        self.query_one(Matrix).focus()

    def action_clear(self) -> None:
        self.query_one("#item-text", Input).value = ""
        self._set_filter(VisitFilter())
        self.query_one(Matrix).focus()

    # -- edits ----------------------------------------------------------------------------

    def _item(self) -> Activity | None:
        state = self.planner.state
        key = self.query_one(Matrix).cursor_key
        return state.programme.activities.get(key or "") if state is not None else None

    def _change(self, make: Callable[[Programme, str], Edit]) -> None:
        item = self._item()
        if item is not None:
            self.planner.perform(lambda programme: make(programme, item.id))

    @on(Matrix.Toggled)
    def _toggled(self, event: Matrix.Toggled) -> None:
        row, column = event.row, event.column
        self.planner.perform(lambda p: edits.toggle_delegation(p, row, column))

    def action_wish(self) -> None:
        """None, must, would like, nice to have, none."""
        matrix, state = self.query_one(Matrix), self.planner.state
        row, column = matrix.cursor_key, matrix.cursor_column
        if state is None or row is None or column is None:
            return
        now = next(
            (
                w.priority
                for w in state.programme.wishes.values()
                if w.delegation_id == column and w.activity_id == row
            ),
            None,
        )
        following = (*PRIORITIES, None)[PRIORITIES.index(now) + 1 if now in PRIORITIES else 0]
        self.planner.perform(lambda p: set_wish(p, column, row, following))

    def action_shift(self, minutes: int) -> None:
        self._change(lambda programme, i: edits.shift(programme, i, minutes))

    def action_unplace(self) -> None:
        self._change(lambda programme, i: edits.move(programme, i, None))

    def action_pin(self) -> None:
        self._change(edits.toggle_pin)

    def action_board(self) -> None:
        if (item := self._item()) is not None:
            self.planner.go_to_activity(item.id)

    @on(LineList.Opened, "#matrix")
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_create(self) -> None:
        if self.planner.state is None:
            return
        here = self._item()
        programme = self.planner.state.programme
        row = Activity(
            new_id(),
            programme.edition.id,
            here.kind if here else Kind.SESSION,
            "",
            here.start if here else None,
            here.minutes if here else 60,
            here.site_id if here else None,
        )
        made = await flows.create(self.planner, row, ACTIVITY)
        if made is not None:
            self.query_one(Matrix).select(made.id)

    @work
    async def action_edit(self) -> None:
        if (item := self._item()) is not None:
            await flows.revise(self.planner, item, ACTIVITY)

    @work
    async def action_people(self) -> None:
        if (item := self._item()) is not None:
            await flows.people(self.planner, item)

    @work
    async def action_delete(self) -> None:
        if (item := self._item()) is not None:
            await flows.delete(self.planner, item)
