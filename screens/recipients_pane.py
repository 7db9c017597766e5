"""Who gets a programme, to be marked for an export."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from planner.phrases import _
from planner.publish.recipients import Recipient
from screens.recipient_rows import recipient_layout, recipient_rows
from screens.release_shelf import Going
from screens.widgets.table_list import TableList


class RecipientsPane(Vertical):
    """A filter and the list; everybody is marked at first."""

    class Marked(Message):
        """Others are marked than before."""

    def __init__(self) -> None:
        super().__init__(id="recipients-pane")
        self._layout = recipient_layout()
        self._going: Going | None = None
        self._held: Mapping[str, int] = {}
        self._behind: frozenset[str] = frozenset()
        self._unmarked: frozenset[str] = frozenset()
        self._text = ""
        self.everybody: tuple[Recipient, ...] = ()

    def compose(self) -> ComposeResult:
        yield Input(placeholder=_("f: filter by words"), compact=True, id="text")
        yield TableList(
            self._layout,
            empty=_("Nobody gets a programme yet: People (5) is where delegations are added."),
            id="recipients",
        )

    def show(self, going: Going, held: Mapping[str, int], behind: frozenset[str]) -> None:
        """``held``: which release who was handed, ``behind``: to whom it is of no use any more."""
        self._going, self._held, self._behind = going, held, behind
        self.everybody = going.ledger.recipients(going.programme)
        self._show()

    def _show(self) -> None:
        if self._going is None:
            return
        words = self._text.casefold().split()
        shown = [r for r in self.everybody if all(w in r.name.casefold() for w in words)]
        rows = recipient_rows(
            self._going.programme, shown, self._layout, self._unmarked, self._held, self._behind
        )
        self.query_one(TableList).show_rows(rows)
        self.post_message(self.Marked())

    # -- who it is about ------------------------------------------------------------------

    @property
    def recipient(self) -> Recipient | None:
        """The one under the cursor."""
        key = self.query_one(TableList).cursor_key
        return next((r for r in self.everybody if r.key == key), None)

    @property
    def held(self) -> int | None:
        """The release that the one under the cursor was handed."""
        recipient = self.recipient
        return self._held.get(recipient.key) if recipient is not None else None

    @property
    def marked(self) -> tuple[Recipient, ...]:
        return tuple(r for r in self.everybody if r.key not in self._unmarked)

    @property
    def wanted(self) -> tuple[Recipient, ...] | None:
        """Who is marked; None for everybody, also those who are owed a cancellation."""
        marked = self.marked
        return None if len(marked) == len(self.everybody) else marked

    # -- marks ----------------------------------------------------------------------------

    def turn_mark(self) -> None:
        """Mark the recipient under the cursor, or take the mark off."""
        if (recipient := self.recipient) is not None:
            self._turn_mark(recipient.key)

    @on(TableList.CellPressed)
    def _cell_pressed(self, event: TableList.CellPressed) -> None:
        """A click on a mark does what space does."""
        if event.column == 0:
            self._turn_mark(event.key)

    def _turn_mark(self, key: str) -> None:
        self._unmarked ^= {key}
        self._show()

    def mark_all(self) -> None:
        """Everybody, or nobody where everybody is marked."""
        everybody = frozenset(r.key for r in self.everybody)
        self._unmarked = frozenset() if self._unmarked & everybody else everybody
        self._show()

    def mark_outdated(self) -> bool:
        """Mark those who hold something that has changed since; False where there are none."""
        if not self._behind:
            return False
        self._unmarked = frozenset(r.key for r in self.everybody) - self._behind
        self._show()
        return True

    # -- filter ---------------------------------------------------------------------------

    @property
    def is_filtered(self) -> bool:
        return bool(self._text)

    def find(self) -> None:
        """Go to the filter."""
        self.query_one(Input).focus()

    def show_all(self) -> None:
        """Back to the list, without a filter."""
        self.query_one(Input).value = ""
        self.query_one(TableList).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._text = event.value
        self._show()
