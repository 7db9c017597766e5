"""What a timeline tells its screen.  Instants are minutes since 1970, UTC."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Highlighted(Message, namespace="timeline"):
    """The cursor is somewhere else, or on something else."""

    activity_id: str | None
    column_id: str
    instant: int


@dataclass
class Opened(Message, namespace="timeline"):
    """Enter or a double click on an activity."""

    activity_id: str


@dataclass
class CreateRequested(Message, namespace="timeline"):
    """A new activity is wanted in a column (None: there are none), at an instant."""

    column_id: str | None
    instant: int


@dataclass
class MoveRequested(Message, namespace="timeline"):
    """An activity was dropped where it would begin at an instant.

    ``column_id``: the ids of the columns it was taken from and dropped in, None where it stays
    in its own.
    """

    activity_id: str
    begin: int
    column_id: tuple[str, str] | None = None


@dataclass
class ResizeRequested(Message, namespace="timeline"):
    """An edge of an activity was dropped: it would last so many minutes.

    ``begin``: the instant at which it would begin, None where that stays as it is.
    """

    activity_id: str
    minutes: int
    begin: int | None = None


@dataclass
class Dragged(Message, namespace="timeline"):
    """What is dragged would stand there if it were dropped now; posted at each change.

    ``column_id`` as in :class:`MoveRequested`.
    """

    activity_id: str
    begin: int
    minutes: int
    column_id: tuple[str, str] | None = None

    def can_replace(self, message: Message) -> bool:
        """Where the mouse is by now counts, not each place on its way."""
        return isinstance(message, Dragged)


@dataclass
class DragCancelled(Message, namespace="timeline"):
    """What was dragged has been let go of: it stays where it was."""

    activity_id: str
