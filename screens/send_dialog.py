"""Asked before mails and feeds are written."""

import os
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Checkbox, Input, Label, Static

from planner.phrases import N_, _
from planner.publish.recipients import Recipient
from planner.publish.web_folder import is_web_folder
from screens.dialog import Dialog
from screens.publish_folder import folder_for
from screens.publish_memory import keep_of, recall_of
from screens.send_job import Dispatch
from screens.text import literal

#: Under which the fields are remembered.
FOLDER, BASE = "send-folder", "feed-address"


class SendDialog(Dialog[Dispatch | None]):
    """Dismissed with what to send, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "send", N_("Write them"), priority=True),
        Binding("escape", "dismiss(None)", N_("Cancel")),
    ]

    def __init__(self, edition_id: str, number: int, wanted: tuple[Recipient, ...] | None) -> None:
        """``wanted`` None: everybody, with mails to those for whom there is news."""
        super().__init__(classes="dialog")
        self._edition_id, self._number, self._wanted = edition_id, number, wanted

    def compose(self) -> ComposeResult:
        title = _("Mails and feeds of release {n}").format(n=self._number)
        folder = recall_of(FOLDER, self._edition_id) or str(
            Path(folder_for(self._edition_id)) / "send"
        )
        with Vertical(classes="dialog-box -form"):
            yield Label(literal(title), classes="dialog-title")
            yield Static(literal(self._for_whom()), classes="dialog-text")
            yield Label(literal(_("Folder")), classes="dialog-hint")
            yield Input(folder, compact=True, id="send-folder")
            yield Label(
                literal(_("Web address under which its folder “feeds” is published, if any")),
                classes="dialog-hint",
            )
            yield Input(
                recall_of(BASE, self._edition_id),
                placeholder="https://example.org/kikk/",
                compact=True,
                id="send-base",
            )
            yield Checkbox(
                literal(_("Note the mails as sent: they go out now")), compact=True, id="send-sent"
            )
            yield Static(classes="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(
                    literal(_("Write them (ctrl+s)")), id="ok", variant="primary", compact=True
                )

    def _for_whom(self) -> str:
        nothing_leaves = _("Nothing leaves this machine: the mails are drafts to review.")
        if self._wanted is None:
            whom = _("A mail for everybody for whom there is news, a calendar for everybody.")
        else:
            whom = _("For the {n} who are marked.").format(n=len(self._wanted))
        return f"{whom} {nothing_leaves}"

    def on_mount(self) -> None:
        self.query_one("#send-folder").focus()

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss(None)

    @on(Input.Submitted)
    @on(Button.Pressed, "#ok")
    def action_send(self) -> None:
        """Answer with what stands in the fields, once that can be."""
        folder = self.query_one("#send-folder", Input).value.strip()
        base = self.query_one("#send-base", Input).value.strip()
        if not folder:
            self._refuse(_("Write the folder into which to write."), "#send-folder")
        elif base and not is_web_folder(base):
            self._refuse(_("Write an address such as https://example.org/kikk/."), "#send-base")
        else:
            keep_of(FOLDER, self._edition_id, folder)
            keep_of(BASE, self._edition_id, base)
            path = Path(os.path.expanduser(folder))  # noqa: PTH111 - never raises
            is_sent = self.query_one("#send-sent", Checkbox).value
            self.dismiss(Dispatch(self._number, path, base, is_sent, self._wanted))

    def _refuse(self, text: str, field: str) -> None:
        self.query_one(".form-error", Static).update(literal(text))
        self.query_one(field).focus()
