"""Which documents an export prints."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label, Static

from planner.phrases import N_, _
from planner.publish.documents import DOCUMENTS, Document, documents_called
from planner.publish.recipients import Recipient
from screens.dialog import Dialog
from screens.document_rows import document_layout, document_rows
from screens.text import literal
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList


class DocumentList(TableList):
    """A click anywhere on a line is as good as space."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LineList.BINDINGS,
        Binding("space", "open", N_("On, off")),
    ]

    def on_click(self, event: events.Click) -> None:
        index = self._row_at(event.get_content_offset_capture(self).y)
        if index is not None:
            self._move_to(index)
            self.action_open()
        event.prevent_default()


class DocumentsDialog(Dialog[tuple[tuple[Document, ...] | None] | None]):
    """Dismissed with a tuple of the documents, or of None for the usual ones; None: given up."""

    CSS_PATH = "documents_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", N_("Print these"), priority=True),
        Binding("m", "mark_all", N_("All/none")),
        Binding("u", "usual", N_("The usual one of everybody")),
        Binding("escape", "dismiss(None)", N_("Cancel")),
    ]

    def __init__(self, chosen: Sequence[Document] | None, marked: Sequence[Recipient]) -> None:
        """``marked``: the recipients of the export."""
        super().__init__(classes="dialog")
        self._chosen = frozenset(document.name for document in chosen or ())
        self._marked = marked
        self._list = DocumentList(document_layout())

    def compose(self) -> ComposeResult:
        usual = _(
            "Usually a delegation gets its booklet, everybody else their schedule, and the"
            " team the master grid."
        )
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(_("What is printed as PDF?")), classes="dialog-title")
            yield Static(literal(usual), classes="dialog-text")
            yield self._list
            yield Static(classes="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(literal(_("All, none (m)")), id="all", compact=True)
                yield Button(literal(_("Usual (u)")), id="usual", compact=True)
                take = literal(_("Print these (ctrl+s)"))
                yield Button(take, id="take", variant="primary", compact=True)

    def on_mount(self) -> None:
        self._show()
        self._list.focus()

    def _show(self) -> None:
        self._list.show_rows(document_rows(self._list.table, self._chosen, self._marked))

    @on(LineList.Opened)
    def _toggled(self, event: LineList.Opened) -> None:
        self._chosen ^= {event.key}
        self._show()

    @on(Button.Pressed, "#all")
    def action_mark_all(self) -> None:
        """All of them, or none where all are marked."""
        every = frozenset(document.name for document in DOCUMENTS)
        self._chosen = frozenset() if self._chosen == every else every
        self._show()

    @on(Button.Pressed, "#usual")
    def action_usual(self) -> None:
        self.dismiss((None,))

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Print what is marked; nothing marked is no answer."""
        if self._chosen:
            self.dismiss((documents_called(self._chosen),))
        else:
            text = _("Mark at least one document with space, or take the usual ones with u.")
            self.query_one(".form-error", Static).update(literal(text))
