"""The places of the chosen circuits with their scores: why they have them, and other ones."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, Label, Static

from planner.phrases import N_, _
from planner.programme import Programme
from planner.propose.score_list import (
    PlaceScore,
    counted_changes,
    in_order,
    parse_points,
    with_changes,
)
from screens.cell_editor import CellEditor
from screens.dialog import Dialog
from screens.forms.spec import FieldSpec
from screens.score_rows import SCORE_COLUMN, ScoreSheet, score_layout
from screens.text import literal
from screens.widgets.action_line import Action, ActionLine
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import GAP
from screens.widgets.table_list import TableList
from screens.widgets.text_pane import TextPane

ACTIONS = (
    Action(N_("another score"), "edit", "enter 0-9"),
    Action(N_("take it back"), "take_back", "delete"),
    Action(N_("find"), "search", "/"),
    Action(N_("done"), "leave", "esc"),
)
SCORE = FieldSpec("score", N_("Score"), parser=parse_points)


class ScoreList(TableList):
    """The places; a click on a score changes it."""

    def score_region(self) -> Region:
        """Where the score under the cursor is on the screen."""
        widths = self.table.widths(self.row_width)
        left = sum(width + GAP for width in widths[:SCORE_COLUMN] if width)
        line = self.HEADER + self._top(self._cursor) - self.scroll_offset.y
        corner = self.content_region.offset
        return Region(corner.x + left, corner.y + line, widths[SCORE_COLUMN], 1)


class ScoreFilter(Input):
    """Words that a place or its reasons have; escape shows every place again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Show all")),
        Binding("down,enter", "to_list", N_("To the list")),
    ]

    def action_leave(self) -> None:
        self.value = ""
        self.action_to_list()

    def action_to_list(self) -> None:
        self.screen.query_one(ScoreList).focus()


class ScoresDialog(Dialog[None]):
    """Every change takes effect at once: ``keep`` is called with all changed scores, by id."""

    CSS_PATH = "proposal_scores.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Done")),
        Binding("delete,d", "take_back", N_("Take it back"), key_display="delete"),
        Binding("slash,f", "search", N_("Find"), key_display="/"),
        *(Binding(str(n), f"digit({n})", show=False) for n in range(10)),
    ]

    def __init__(
        self,
        programme: Programme,
        places: Sequence[PlaceScore],
        changes: Mapping[str, int],
        keep: Callable[[dict[str, int]], None],
    ) -> None:
        super().__init__(classes="dialog")
        self._programme, self._keep = programme, keep
        self._changes = dict(changes)
        # The order is that of the beginning: no place runs away from the cursor.
        self._places = in_order(list(with_changes(tuple(places), self._changes)))
        self._by_id = {place.site.id: place for place in self._places}
        layout = score_layout()
        self._sheet = ScoreSheet(programme, layout)
        self._list = ScoreList(layout, empty=_("No place has these words."), id="score-list")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box", id="scores-box"):
            yield Label(literal(_("What places count for the tour")), classes="dialog-title")
            hint = _(
                "Scores come from the wishes and creative fields of those on board. Type another"
                " figure: 0 is not wanted."
            )
            yield Static(literal(hint), id="scores-hint")
            find = _("Find a place, a city, a field (/)")
            yield ScoreFilter(placeholder=find, compact=True, id="scores-filter")
            yield self._list
            yield TextPane(id="score-why", can_focus=False)
            yield Static(id="scores-count")
            yield ActionLine(ACTIONS)

    def on_mount(self) -> None:
        self._show()
        self._list.focus()

    # -- painting -------------------------------------------------------------------------

    def _show(self) -> None:
        text = self.query_one(ScoreFilter).value
        places = [self._by_id[place.site.id] for place in self._places]
        self._list.show_rows(self._sheet.rows(places, text))
        self.query_one("#scores-count", Static).update(literal(str(counted_changes(self._changes))))
        self._show_why()

    @on(LineList.Highlighted)
    def _show_why(self) -> None:
        place, pane = self._chosen, self.query_one("#score-why", TextPane)
        lines = list(self._sheet.details(place)) if place is not None else []
        pane.update(Content("\n").join(lines), about=place.site.id if place else "")

    @property
    def _chosen(self) -> PlaceScore | None:
        return self._by_id.get(self._list.cursor_key or "")

    # -- other scores ---------------------------------------------------------------------

    @on(LineList.Opened)
    def action_edit(self) -> None:
        self._edit()

    def action_digit(self, digit: int) -> None:
        """The first digit of another score."""
        self._edit(str(digit))

    @on(TableList.CellPressed)
    def _pressed(self, event: TableList.CellPressed) -> None:
        if event.column == SCORE_COLUMN:
            self._list.select(event.key)
            self._edit()

    @work(exclusive=True)
    async def _edit(self, typed: str = "") -> None:
        place = self._chosen
        if place is None:
            return

        def keep(points: int | None) -> None:
            self._change(place, points)

        region = self._list.score_region()
        editor = CellEditor(SCORE, place.points, self._programme, region, keep, typed=typed)
        step = await self.app.push_screen_wait(editor)
        if step is not None and step.rows:
            self._list.action_move(step.rows)

    def action_take_back(self) -> None:
        """The score that was worked out counts again."""
        if (place := self._chosen) is None:
            return
        if place.changed is None:
            self.notify(_("This score is the one that was worked out."), markup=False)
        else:
            self._change(place, None)

    def _change(self, place: PlaceScore, points: int | None) -> None:
        site_id = place.site.id
        if points is None or not place.is_change(points):
            self._changes.pop(site_id, None)
        else:
            self._changes[site_id] = points
        self._by_id[site_id] = place.with_points(self._changes.get(site_id))
        self._keep(dict(self._changes))
        self._show()

    # -- going about ----------------------------------------------------------------------

    def action_search(self) -> None:
        self.query_one(ScoreFilter).focus()

    @on(Input.Changed, "#scores-filter")
    def _narrow(self) -> None:
        self._show()

    def action_back(self) -> None:
        """Every place again, where they are narrowed; else done."""
        if self.query_one(ScoreFilter).value:
            self.query_one(ScoreFilter).value = ""
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog closes it: there is nothing to lose."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.dismiss(None)
