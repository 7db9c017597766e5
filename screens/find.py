"""Find anything by name, from anywhere: enter goes there."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Label

from planner.phrases import N_, _
from screens.dialog import Dialog
from screens.find_index import Entry, Goal, entries, search
from screens.state import State
from screens.text import literal
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow

if TYPE_CHECKING:
    from screens.app import PlannerApp

SHOWN = 100
#: So many of those one went to last are offered.
RECENT = 12


class FindScreen(Dialog[None]):
    """A list that is ranked anew with each letter; where one went last while nothing is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", N_("Close")),
        Binding("down", "cursor(1)", N_("Next"), show=False, priority=True),
        Binding("up", "cursor(-1)", N_("Previous"), show=False, priority=True),
        Binding("pagedown", "cursor(10)", show=False, priority=True),
        Binding("pageup", "cursor(-10)", show=False, priority=True),
    ]

    class Ready(Message):
        """Everything that can be found has been gathered."""

        def __init__(self, found: tuple[Entry, ...]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, state: State) -> None:
        super().__init__(classes="dialog")
        self._state = state
        self._everything: tuple[Entry, ...] | None = None
        self._found: dict[str, Goal] = {}
        self._layout = Layout(
            (ColumnSpec("", 1, 1), ColumnSpec("", 20, 52), ColumnSpec("", 20, 60))
        )

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall -form"):
            yield Label(literal(_("Find")), classes="dialog-title")
            yield Input(placeholder=_("A name, a place, a conflict, a room …"), compact=True)
            yield LineList(open_on_click=True, id="hits")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._gather(self._state)

    @property
    def planner(self) -> "PlannerApp":
        """The app, with its type."""
        return cast("PlannerApp", self.app)

    @work(thread=True, exclusive=True, group="find")
    def _gather(self, state: State) -> None:
        """The index of a large edition takes longer than a key may."""
        self.post_message(self.Ready(entries(state)))

    @on(Ready)
    def _ready(self, event: Ready) -> None:
        event.stop()
        self._everything = event.found
        self._narrow(self.query_one(Input).value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        if self._everything is None:
            return
        is_search = bool(text.strip())
        hits = search(self._everything, text, SHOWN) if is_search else self._recent()
        self._found = {str(n): hit.goal for n, hit in enumerate(hits)}
        rows: list[ListRow] = [self._row(n, hit) for n, hit in enumerate(hits)]
        if hits and not is_search:
            rows.insert(0, Heading("recent", _("Where you were last")))
        lines = self.query_one(LineList)
        lines.empty = (
            _("Nothing is called that, nor nearly so.")
            if is_search
            else _(
                "Type a few letters of anything: an activity, a delegation in any script, a"
                " person, a place, a vehicle, a conflict, a room."
            )
        )
        lines.show_rows(rows, cursor="0")
        lines.scroll_home(animate=False)

    def _recent(self) -> list[Entry]:
        assert self._everything is not None
        by_goal = {each.goal: each for each in self._everything}
        return [by_goal[goal] for goal in self.planner.recent if goal in by_goal]

    def _row(self, number: int, hit: Entry) -> TableRow:
        cells = (Run(hit.sign, "accent"), Run(hit.title), Run(hit.about, "muted"))
        return TableRow(str(number), self._layout, cells)

    def action_cursor(self, rows: int) -> None:
        self.query_one(LineList).action_move(rows)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(LineList).action_open()

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        goal = self._found[event.key]
        app = self.planner
        app.recent = [goal, *(g for g in app.recent if g != goal)][:RECENT]
        self.dismiss()
        app.call_later(app.go_to, goal.table, goal.row_id)
