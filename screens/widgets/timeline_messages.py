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
    """A new activity is wanted in a column, at an instant."""

    column_id: str
    instant: int


@dataclass
class MoveRequested(Message, namespace="timeline"):
    """An activity was dropped where it would begin at an instant."""

    activity_id: str
    begin: int


@dataclass
class ResizeRequested(Message, namespace="timeline"):
    """The lower edge of an activity was dropped: it would last so many minutes."""

    activity_id: str
    minutes: int
