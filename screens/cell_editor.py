"""Changing one cell of a table in its place, with the same field that the form has."""

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.widgets import Input, Static

from planner.errors import InvalidValue, PlannerError
from planner.phrases import N_, Phrase, _
from planner.programme import Programme
from screens.dialog import Dialog
from screens.forms.controls import Control
from screens.forms.looks import control_for
from screens.forms.pickers import PickControl
from screens.forms.spec import FieldSpec
from screens.others import in_full
from screens.text import literal

#: Narrower than this nothing can be typed or read.
LEAST_WIDTH = 26


class Step(NamedTuple):
    """Where the cursor goes after a cell: so many rows down, so many cells to the right."""

    rows: int
    cells: int


class CellEditor(Dialog[Step | None]):
    """Lies over a cell.  Dismissed with where to go next, None when given up.

    ``keep`` is called with the value; a PlannerError it raises is shown under the cell.
    """

    CSS_PATH = "cell_editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Leave it as it was")),
        Binding("tab", "finish(0, 1)", N_("Keep, next cell"), priority=True),
        Binding("shift+tab", "finish(0, -1)", N_("Keep, cell before"), priority=True),
        Binding("ctrl+s", "finish(0, 0)", N_("Keep"), priority=True),
    ]

    def __init__(
        self,
        spec: FieldSpec,
        initial: Any,
        programme: Programme,
        place: Region,
        keep: Callable[[Any], None],
        *,
        typed: str = "",
        rows: int = 1,
    ) -> None:
        """``place``: the cell on the screen; ``rows``: how many rows get the value."""
        super().__init__()
        self._spec, self._place, self._keep = spec, place, keep
        self._programme = programme
        self._typed, self._count = typed, rows
        self._control = control_for(spec, initial, programme, in_cell=True)

    def compose(self) -> ComposeResult:
        self._control.add_class("-bare")
        with Vertical(id="cell"):
            if self._count > 1:
                note = _("for the {n} marked rows").format(n=self._count)
                yield Static(literal(note), id="cell-note")
            yield self._control
            yield Static("", id="cell-says")

    def on_mount(self) -> None:
        self._put()
        self._say("")
        self._control.focus_control()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """With what was typed on the cell already, else with the choices there are."""
        if self._typed and (found := self.query(Input)):
            found.first().value = self._typed
            found.first().action_end()
        elif isinstance(self._control, PickControl):
            self._control.action_open_list()

    def on_resize(self) -> None:
        self._put()

    def _put(self) -> None:
        """Over the cell, as wide as it is, or wider where that is too narrow to type in."""
        box = self.query_one("#cell", Vertical)
        width = min(max(self._place.width + 2, LEAST_WIDTH), self.app.size.width)
        left = min(self._place.x - 1, self.app.size.width - width)
        box.styles.width = width
        box.styles.offset = (max(left, 0), self._place.y - (self._count > 1))

    def _say(self, wrong: str) -> None:
        says = self.query_one("#cell-says", Static)
        says.update(literal(wrong))
        says.display = bool(wrong)

    # -- the value ------------------------------------------------------------------------

    def _value(self) -> Any:
        """Raises InvalidValue."""
        found = self._control.value()
        if self._spec.required and found in (None, "", ()):
            raise InvalidValue(self._spec.name, Phrase("This is needed."))
        return found

    @on(Control.Changed)
    def _changed(self) -> None:
        try:
            self._value()
        except InvalidValue as error:
            self._say(str(error))
        else:
            self._say("")

    @on(Control.Done)
    def _done(self) -> None:
        self.action_finish(1, 0)

    def action_finish(self, rows: int, cells: int) -> None:
        """Keep the value and go on; with a mistake the cell stays open."""
        try:
            value = self._value()
            if self._control.is_changed or self._count > 1:
                self._keep(value)
        except PlannerError as error:
            self._say(in_full(self._programme, error))
            return
        self.dismiss(Step(rows, cells))

    def on_click(self, event: events.Click) -> None:
        """A click beside the cell keeps it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.action_finish(0, 0)
