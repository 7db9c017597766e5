"""The matrix of festival items and delegations, its filters, and what can be done in it."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from models.words import Kind
from planner.edits import activities as edits
from planner.edits.core import new_id
from planner.edits.everybody import toggle_everybody
from planner.edits.wishes import PRIORITIES, set_wish
from planner.entities import Activity
from planner.phrases import N_, _, short_date
from screens import flows
from screens.dialogs import Pick
from screens.forms.choices import creative_fields
from screens.forms.specs import ACTIVITY
from screens.state import State
from screens.text import literal
from screens.visit_actions import ACTIONS, ActivityPane
from screens.visit_details import cell_lines
from screens.visit_filter import (
    CityOrder,
    ItemOrder,
    Shown,
    VisitFilter,
    day_choices,
    field_name,
    following,
    items_of,
)
from screens.visit_sheet import LEGEND, TurnedSheet, VisitSheet, city_layout, item_layout
from screens.widgets.action_line import Action, ActionLine
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList
from screens.widgets.matrix import Matrix
from screens.widgets.text_pane import NOTHING, TextPane


class VisitsPane(ActivityPane):
    """Who goes to what at the festival."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "wish", N_("Wish")),
        Binding("A", "everybody", N_("Everybody"), show=False, key_display="A"),
        Binding("n", "create", N_("New")),
        Binding("t", "turn_round", N_("Turn")),
        Binding("o", "shown", N_("Only wished")),
        Binding("f", "find_text", N_("Filter")),
        Binding("g", "delegation", N_("Delegation")),
        Binding("c", "field", N_("Field")),
        Binding("s", "order", N_("Order"), show=False),
        Binding("S", "city_order", N_("Order of the cities"), show=False, key_display="S"),
        Binding("left_square_bracket", "day(-1)", N_("Day before"), show=False, key_display="["),
        Binding("right_square_bracket", "day(1)", N_("Day after"), show=False, key_display="]"),
        Binding("escape", "clear", N_("Show everything"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="items")
        self._filter = VisitFilter()
        self._turned = False
        self._layouts = (item_layout(), city_layout())
        self._sheet: VisitSheet | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(classes="filters"):
            yield Input(placeholder=_("f: filter by words"), compact=True, id="item-text")
            yield Chips(id="item-filters")
        with Horizontal(classes="work"):
            yield Matrix(self._layouts[0], id="matrix")
            yield TextPane(id="item-details", classes="side", can_focus=False)
        yield Static(literal(_(LEGEND)), classes="legend")
        yield ActionLine((Action(N_("everybody"), "", "A"), *ACTIONS))

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        """Paint ``state``; cursor and scroll stay."""
        matrix = self.query_one(Matrix)
        made = TurnedSheet if self._turned else VisitSheet
        self._sheet = sheet = made(state, self._filter, self._layouts[self._turned])
        matrix.table = sheet.layout
        matrix.empty = self._nothing(sheet)
        matrix.show_cells(sheet.rows, sheet.columns, sheet.cell, head=sheet.head, label=sheet.label)
        self._show_filters(sheet)
        self._show_details()

    def _nothing(self, sheet: VisitSheet) -> str:
        if sheet.all_items:
            return _("Nothing passes the filter: escape shows everything.")
        return _("No sessions or visits yet. n makes one, an import brings the festival's.")

    def _show_filters(self, sheet: VisitSheet) -> None:
        wanted, programme = self._filter, sheet.programme
        day = short_date(wanted.day) if wanted.day else _("all days")
        delegation = programme.delegations.get(wanted.delegation_id or "")
        who = delegation.name if delegation else _("everybody")
        field = field_name(programme, wanted.field_id) or _("all fields")
        self.query_one("#item-filters", Chips).show(
            (
                Chip("before", "‹"),
                Chip("day", day, wanted.day is not None),
                Chip("after", "›"),
                Chip("delegation", who, delegation is not None),
                Chip("field", field, wanted.field_id is not None),
                Chip("shown", _(wanted.shown.value), wanted.shown is not Shown.ALL),
                Chip("order", _(wanted.items.value), wanted.items is not ItemOrder.TIME),
                Chip("city-order", _(wanted.cities.value), wanted.cities is not CityOrder.NAME),
                Chip("turn", _("turn ⇄"), self._turned, "⇄"),
                *_count(len(sheet.items), len(sheet.all_items)),
            )
        )

    def _show_details(self) -> None:
        details = self.query_one("#item-details", TextPane)
        (item_id, delegation_id), sheet = self._pair(), self._sheet
        if sheet is None or item_id is None or item_id not in sheet.programme.activities:
            details.update(NOTHING)
            return
        details.update(cell_lines(sheet, item_id, delegation_id), about=item_id)

    @on(Matrix.Moved, "#matrix")
    def _moved(self) -> None:
        self._show_details()

    # -- filters and order ----------------------------------------------------------------

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
            case "field":
                self.action_field()
            case "shown":
                self.action_shown()
            case "order":
                self.action_order()
            case "city-order":
                self.action_city_order()
            case "turn":
                self.action_turn_round()

    def action_day(self, days: int) -> None:
        """The day before or after; before the first comes the whole festival."""
        if self.programme is None:
            return
        choices: list[date | None] = [None, *day_choices(self.programme, items_of(self.programme))]
        here = choices.index(self._filter.day) if self._filter.day in choices else 0
        self._set_filter(replace(self._filter, day=choices[(here + days) % len(choices)]))

    def action_shown(self) -> None:
        """All items, those wished but not taken, those free to take, those taken."""
        self._set_filter(replace(self._filter, shown=following(self._filter.shown)))

    def action_order(self) -> None:
        """By time, by title, most wished first, most seats left first: within each day."""
        self._set_filter(replace(self._filter, items=following(self._filter.items)))

    def action_city_order(self) -> None:
        """Delegations by name, by creative field, or those first that take part in least."""
        self._set_filter(replace(self._filter, cities=following(self._filter.cities)))

    def action_turn_round(self) -> None:
        """Items down and delegations across, or the other way round; the cursor stays."""
        if self.planner.state is None:
            return
        matrix = self.query_one(Matrix)
        row, column = matrix.cursor_key, matrix.cursor_column
        self._turned = not self._turned
        self.show(self.planner.state)
        if row is not None and column is not None:
            matrix.select_column(row)
            matrix.select(column)

    @on(Matrix.HeadPressed, "#matrix")
    def _head_pressed(self, event: Matrix.HeadPressed) -> None:
        """A click on the head of the rows sorts them; one on a column only goes there."""
        if event.column is None and self._turned:
            self.action_city_order()
        elif event.column is None:
            self.action_order()

    @work
    async def action_delegation(self) -> None:
        """Only one delegation, or all again."""
        if self.programme is None:
            return
        coming = self.programme.active_delegations
        choices = [(None, _("— all —")), *((d.id, d.name) for d in coming)]
        dialog = Pick(_("Which delegation?"), choices, self._filter.delegation_id)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self._set_filter(replace(self._filter, delegation_id=chosen[0]))

    @work
    async def action_field(self) -> None:
        """Only the delegations of one creative field, or all again."""
        if self.programme is None:
            return
        choices = [(None, _("— all —")), *creative_fields(self.programme)]
        dialog = Pick(_("Cities of which creative field?"), choices, self._filter.field_id)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self._set_filter(replace(self._filter, field_id=chosen[0]))

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

    def _pair(self) -> tuple[str | None, str | None]:
        """Ids of the item and the delegation under the cursor."""
        matrix = self.query_one(Matrix)
        row, column = matrix.cursor_key, matrix.cursor_column
        return (column, row) if self._turned else (row, column)

    def current_id(self) -> str | None:
        return self._pair()[0]

    @on(Matrix.Toggled, "#matrix")
    def _toggled(self, event: Matrix.Toggled) -> None:
        if self._sheet is not None:
            pair = self._sheet.pair(event.row, event.column)
            self.planner.perform(lambda p: edits.toggle_delegation(p, *pair))

    def action_everybody(self) -> None:
        """Every delegation that is free then takes part in the item, or none any more."""
        self.change(toggle_everybody)

    def action_wish(self) -> None:
        """None, must, would like, nice to have, none."""
        item_id, delegation_id = self._pair()
        if self.programme is None or item_id is None or delegation_id is None:
            return
        now = next(
            (
                w.priority
                for w in self.programme.wishes.values()
                if w.delegation_id == delegation_id and w.activity_id == item_id
            ),
            None,
        )
        wanted = (*PRIORITIES, None)[PRIORITIES.index(now) + 1 if now in PRIORITIES else 0]
        self.planner.perform(lambda p: set_wish(p, delegation_id, item_id, wanted))

    @on(LineList.Opened, "#matrix")
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_create(self) -> None:
        if self.programme is None:
            return
        here = self.current
        row = Activity(
            new_id(),
            self.programme.edition.id,
            here.kind if here else Kind.SESSION,
            "",
            here.start if here else None,
            here.minutes if here else 60,
            here.site_id if here else None,
        )
        made = await flows.create(self.planner, row, ACTIVITY)
        if made is not None:
            matrix = self.query_one(Matrix)
            matrix.select_column(made.id) if self._turned else matrix.select(made.id)


def _count(shown: int, total: int) -> list[Chip]:
    """How many items the filter lets through, where it keeps some back."""
    return [Chip("count", f"{shown}/{total}")] if shown < total else []
