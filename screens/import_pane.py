"""What the panes of the import dialog share."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.containers import Vertical
from textual.message import Message

from screens.import_draft import Draft


class ImportPane(Vertical):
    """A pane in which something can be decided about the file."""

    @dataclass
    class Decided(Message):
        """The organiser has decided something: the file is to be looked at anew.

        ``change`` makes the draft in force the one that is wanted: what is shown may be older.
        """

        change: Callable[[Draft], Draft]

    def decide(self, change: Callable[[Draft], Draft]) -> None:
        """Tell what has been decided."""
        self.post_message(self.Decided(change))
