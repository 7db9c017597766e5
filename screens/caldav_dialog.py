"""Asked before a calendar is published to a server."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Static

from planner.caldav_password import PASSWORD
from planner.errors import PlannerError
from planner.phrases import N_, _
from planner.publish.caldav import check_address
from planner.publish.recipients import Recipient
from screens.caldav_job import Upload
from screens.dialog import Dialog
from screens.publish_memory import keep_of, recall_of
from screens.text import literal

#: Under which the fields are remembered: the address for each recipient, the user for all.
ADDRESS, USER = "caldav-address", "caldav-user"


class CaldavDialog(Dialog[Upload | None]):
    """Dismissed with what to publish where, or None.  The password is never asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "publish", N_("Publish"), priority=True),
        Binding("escape", "dismiss(None)", N_("Cancel")),
    ]

    def __init__(self, edition_id: str, number: int, recipient: Recipient) -> None:
        super().__init__(classes="dialog")
        self._edition_id, self._number, self._recipient = edition_id, number, recipient

    @property
    def _place(self) -> str:
        return f"{self._edition_id} {self._recipient.key}"

    def compose(self) -> ComposeResult:
        title = _("Release {n} of {name} to a calendar server").format(
            n=self._number, name=self._recipient.name
        )
        about = _(
            "The calendar must be there. Only what differs is written. The password is read from"
            " the environment ({variable}) or the keyring; it is neither asked for nor kept here."
        ).format(variable=PASSWORD)
        with Vertical(classes="dialog-box -form"):
            yield Label(literal(title), classes="dialog-title")
            yield Static(literal(about), classes="dialog-text")
            yield Label(literal(_("Address of the calendar (CalDAV)")), classes="dialog-hint")
            yield Input(
                recall_of(ADDRESS, self._place),
                placeholder="https://example.org/dav/calendars/anna/namur/",
                compact=True,
                id="caldav-url",
            )
            yield Label(literal(_("User")), classes="dialog-hint")
            yield Input(recall_of(USER, self._edition_id), compact=True, id="caldav-user")
            yield Static(classes="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(
                    literal(_("Publish (ctrl+s)")), id="ok", variant="primary", compact=True
                )

    def on_mount(self) -> None:
        self.query_one("#caldav-url").focus()

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss(None)

    @on(Input.Submitted)
    @on(Button.Pressed, "#ok")
    def action_publish(self) -> None:
        """Answer with what stands in the fields, once a password may be sent there."""
        url = self.query_one("#caldav-url", Input).value.strip()
        user = self.query_one("#caldav-user", Input).value.strip()
        try:
            check_address(url)
        except PlannerError as error:
            self._refuse(str(error), "#caldav-url")
            return
        if not user:
            self._refuse(_("Write the name that the server knows you by."), "#caldav-user")
            return
        keep_of(ADDRESS, self._place, url)
        keep_of(USER, self._edition_id, user)
        self.dismiss(Upload(self._number, self._recipient, url, user))

    def _refuse(self, text: str, field: str) -> None:
        self.query_one(".form-error", Static).update(literal(text))
        self.query_one(field).focus()
