"""What is opened over a room and answered once."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class Answered(Screen[Result]):
    """A screen with an answer.

    An answer takes a moment to close the screen.  What comes meanwhile, as a second enter
    pressed in haste, must not close whatever is in view below it.
    """

    is_answered = False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """As Textual's, but only the first answer counts."""
        if self.is_answered:
            return AwaitComplete()
        self.is_answered = True
        return super().dismiss(result)


class Dialog(Answered[Result], ModalScreen[Result]):
    """A dialog: the room below is seen, but neither heard nor clicked."""
