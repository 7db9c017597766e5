"""Who takes part in an activity, in which role: the same dialog from every room."""

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Static

from planner.entities import Activity, Participation
from planner.phrases import N_, Phrase, _
from planner.programme import Programme
from screens.details import when
from screens.dialog import Dialog
from screens.dialogs import Confirm
from screens.people_draft import Draft
from screens.people_rows import People, layout, load_text
from screens.text import literal
from screens.widgets.action_line import Action, ActionLine
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList

ACTIONS = (
    Action(N_("on, off"), "toggle_person", "space"),
    Action(N_("everybody"), "everybody", "A"),
    Action(N_("role"), "role", "r"),
    Action(N_("heads"), "explain_heads", "0-9"),
    Action(N_("answer"), "answer", "c"),
    Action(N_("everybody on board"), "inherit", "o"),
    Action(N_("find"), "search", "/"),
)
#: A click so far to the left is meant for the mark.
MARK_CELLS = 4


class PeopleList(TableList):
    """The lines; a click on the mark of one is as good as space."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LineList.BINDINGS,
        Binding("space", "open", N_("On, off")),
    ]

    def on_click(self, event: events.Click) -> None:
        before = self.cursor_key
        super().on_click(event)
        event.prevent_default()  # done just now
        x, y = event.get_content_offset_capture(self)
        if event.chain == 1 and x < MARK_CELLS and self._row_at(y) is not None:
            self.action_open()
        elif event.chain == 1 and before is None:
            self.focus()


class SearchInput(Input):
    """What to look for; escape shows everybody again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Show all")),
        Binding("down,enter", "to_list", N_("To the list")),
    ]

    def action_leave(self) -> None:
        self.value = ""
        self.screen.query_one(PeopleList).focus()

    def action_to_list(self) -> None:
        self.screen.query_one(PeopleList).focus()


class PeopleDialog(Dialog[list[Participation] | None]):
    """Dismissed with all participations as they shall be, or None when nothing changes."""

    CSS_PATH = "people_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", N_("Keep"), priority=True),
        Binding("escape", "leave", N_("Cancel")),
        Binding("r", "role", N_("Role")),
        Binding("c", "answer", N_("Answer")),
        Binding("A", "everybody", N_("Everybody"), key_display="A"),
        Binding("o", "inherit", N_("Everybody on board")),
        Binding("slash,f", "search", N_("Find"), key_display="/"),
        *(Binding(str(n), f"digit({n})", show=False) for n in range(10)),
    ]

    def __init__(self, programme: Programme, activity: Activity) -> None:
        super().__init__(classes="dialog")
        self._programme, self._activity = programme, activity
        self.draft = Draft(programme, activity)
        table = layout()
        self._people = People(self.draft, table)
        empty = _(
            "Nobody of that name. The People room (5) is where delegations and hosts come in."
        )
        self._list = PeopleList(table, empty=empty, id="people-list")
        self._typed: tuple[str, int] | None = None

    def compose(self) -> ComposeResult:
        title = _("Who takes part in “{title}”").format(title=self._activity.title)
        with Vertical(classes="dialog-box", id="people-box"):
            yield Label(literal(title), classes="dialog-title")
            yield Static(literal(when(self._programme, self._activity)), classes="people-line")
            yield SearchInput(placeholder=_("Find somebody (/)"), compact=True)
            yield self._list
            yield Static(id="people-note")
            yield Static(id="people-load")
            yield ActionLine(ACTIONS)
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(
                    literal(_("Keep (ctrl+s)")), id="keep", variant="primary", compact=True
                )

    def on_mount(self) -> None:
        self._show()
        self._list.focus()

    def _show(self) -> None:
        self._list.show_rows(self._people.rows(self.query_one(SearchInput).value))
        load, over = load_text(self.draft)
        line = self.query_one("#people-load", Static)
        line.update(literal(f"✖ {load}" if over else load))
        line.set_class(over, "-over")
        note = self.draft.note
        if note is None and self.draft.inherits:
            on_road = self._activity.tour_day_id is not None
            note = (
                Phrase("Everybody on board attends: nobody is named.")
                if on_road
                else Phrase("Whoever attends the whole attends this part: nobody is named.")
            )
        self.query_one("#people-note", Static).update(literal(str(note) if note else ""))

    # -- steps ----------------------------------------------------------------------------

    @on(LineList.Opened)
    def action_toggle_person(self) -> None:
        if (key := self._list.cursor_key) is not None:
            self._typed = None
            self.draft.toggle(key)
            self._show()

    def action_everybody(self) -> None:
        self.draft.toggle_everybody()
        self._show()

    def action_role(self) -> None:
        if (key := self._list.cursor_key) is not None:
            self.draft.turn_role(key)
            self._show()

    def action_answer(self) -> None:
        if (key := self._list.cursor_key) is not None:
            self.draft.turn_answer(key)
            self._show()

    def action_inherit(self) -> None:
        self.draft.inherit()
        self._show()

    def action_digit(self, digit: int) -> None:
        """Digits in a row make one number of heads."""
        key = self._list.cursor_key
        if key is None:
            return
        before = self._typed[1] if self._typed and self._typed[0] == key else 0
        self._typed = (key, (before * 10 + digit) % 1000)
        self.draft.set_heads(key, self._typed[1])
        self._show()

    def action_explain_heads(self) -> None:
        """What a click on the words "0-9" does: it says what they mean."""
        self.draft.note = Phrase("Type a number: so many of this delegation come. 0: all of it.")
        self._show()

    @on(LineList.Highlighted)
    def _moved(self) -> None:
        self._typed = None

    # -- finding --------------------------------------------------------------------------

    def action_search(self) -> None:
        self.query_one(SearchInput).focus()

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._show()

    # -- leaving --------------------------------------------------------------------------

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        self.dismiss(self.draft.result if self.draft.is_changed else None)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.action_leave()

    @work
    async def action_leave(self) -> None:
        """Close; what was changed is only given up after a question."""
        if not self.draft.is_changed or await self.app.push_screen_wait(
            Confirm(_("Give up what you have changed here?"), _("Give up"))
        ):
            self.dismiss(None)
