"""What has changed between two releases, or between one and the draft."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from planner.errors import PlannerError
from planner.phrases import N_, Phrase, _
from planner.publish.changes import ItemChange
from planner.publish.recipients import Recipient
from screens.dialogs import Pick
from screens.release_diff import change_rows, changes_for, sum_of, whole_edition
from screens.release_flows import choose
from screens.release_shelf import Shelf
from screens.release_words import draft_name, short_name
from screens.text import literal
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList

if TYPE_CHECKING:
    from screens.app import PlannerApp


@dataclass(frozen=True)
class Compared:
    """The two sides by their numbers (None: the draft), and whose programme (None: all of it)."""

    old: int | None = None
    new: int | None = None
    whose: str | None = None


@dataclass
class ChangesWanted(Message):
    """Somebody wants to see what has changed for a recipient (by key).

    ``since``: the release that they hold; None: the newest.
    """

    recipient: str
    since: int | None = None


class DiffPane(Vertical):
    """Old and new of every change, a line for each field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "side('old')", N_("From")),
        Binding("t", "side('new')", N_("To")),
        Binding("x", "exchange", N_("Exchange")),
        Binding("w", "whose", N_("Whose")),
    ]

    def __init__(self) -> None:
        super().__init__(id="diff-view")
        self._shelf: Shelf | None = None
        self._compared = Compared()
        self._changes: dict[str, ItemChange] = {}

    @property
    def _planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        yield Chips(id="diff-sides")
        yield LineList(id="changes")
        yield Static(id="diff-sum")

    # -- painting -------------------------------------------------------------------------

    def compare(self, old: int | None, new: int | None, whose: str | None) -> None:
        """From then on show these; whose programme by the key of its recipient."""
        self._compared = Compared(old, new, whose)

    def show(self, shelf: Shelf) -> None:
        """Show what differs; raises StoreProblem when a release cannot be read."""
        self._shelf = shelf
        changes = self._found(shelf)
        self._changes = {change.key: change for change in changes}
        rows = self.query_one("#changes", LineList)
        rows.empty = self._nothing(shelf)
        rows.show_rows(change_rows(changes, shelf.programme(self._compared.new).clock))
        self.query_one("#diff-sum", Static).update(literal(f" {sum_of(changes)}"))
        old, new = (shelf.release(n) for n in (self._compared.old, self._compared.new))
        self.query_one("#diff-sides", Chips).show((
            Chip("old", _("from {name} (o)").format(name=short_name(old)), True),
            Chip("new", _("to {name} (t)").format(name=short_name(new)), True),
            Chip("whose", f"{self._whose_name(shelf)} (w)"),
        ))  # fmt: skip

    def _found(self, shelf: Shelf) -> tuple[ItemChange, ...]:
        if not shelf.releases:
            return ()
        old, new = (shelf.programme(n) for n in (self._compared.old, self._compared.new))
        return changes_for(old, new, self._recipient(shelf) or whole_edition(new))

    def _recipient(self, shelf: Shelf) -> Recipient | None:
        return next((r for r in self._people(shelf) if r.key == self._compared.whose), None)

    def _people(self, shelf: Shelf) -> tuple[Recipient, ...]:
        """Everybody on either side, and those who were issued something before."""
        found = {
            recipient.key: recipient
            for number in (self._compared.old, self._compared.new)
            for recipient in shelf.known(shelf.programme(number))
        }
        return tuple(found.values())

    def _nothing(self, shelf: Shelf) -> str:
        if not shelf.releases:
            return _("Nothing has been released yet: n makes a release, to compare with later.")
        if self._compared.whose is not None:
            return _("Nothing has changed for {name}. w chooses somebody else.").format(
                name=self._whose_name(shelf)
            )
        return _("Nothing has changed. o and t choose other releases.")

    def _whose_name(self, shelf: Shelf) -> str:
        recipient = self._recipient(shelf)
        return recipient.name if recipient is not None else _("whole edition")

    # -- choosing -------------------------------------------------------------------------

    @on(Chips.Pressed, "#diff-sides")
    def _pressed(self, event: Chips.Pressed) -> None:
        if event.id == "whose":
            self.action_whose()
        else:
            self.action_side(event.id)

    @work
    async def action_side(self, side: str) -> None:
        """Choose what stands on the older or the newer side: any release, or the draft."""
        if self._shelf is None:
            return
        compared, is_old = self._compared, side == "old"
        title = _("From which release?") if is_old else _("To which release?")
        current = compared.old if is_old else compared.new
        chosen = await choose(self._planner, self._shelf, title, current, draft_name())
        if chosen is not None:
            (number,) = chosen
            self._set(replace(compared, old=number) if is_old else replace(compared, new=number))

    @work
    async def action_whose(self) -> None:
        """The programme of one delegation, person, host or driver, or the whole edition."""
        if self._shelf is None:
            return
        everybody = ((r.key, r.name) for r in self._people(self._shelf))
        choices = [(None, _("— whole edition —")), *everybody]
        chosen = await self.app.push_screen_wait(
            Pick(_("Whose programme?"), choices, self._compared.whose)
        )
        if chosen is not None:
            self._set(replace(self._compared, whose=chosen[0]))

    def action_exchange(self) -> None:
        """Older and newer side in each other's place."""
        self._set(replace(self._compared, old=self._compared.new, new=self._compared.old))

    def _set(self, compared: Compared) -> None:
        if self._shelf is None:
            return
        before, self._compared = self._compared, compared
        try:
            self.show(self._shelf)
        except PlannerError as error:
            self._compared = before
            self._planner.complain(error)

    @on(LineList.Opened, "#changes")
    def _opened(self, event: LineList.Opened) -> None:
        """Show the activity on the board, where it is in the plan."""
        activity = self._changes[event.key].item.activity
        state = self._planner.state
        if activity is not None and state is not None and activity.id in state.programme.activities:
            self._planner.go_to_activity(activity.id)
        else:
            self._planner.say(Phrase("This is not in the plan now."))
