"""What a festival programme of others says, in values: whatever the form of its file."""

from dataclasses import dataclass
from datetime import datetime

from planner.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Session:
    """One event of the programme at one time in one room.

    ``key``: its identity in the source, the same in the next export.
    ``place``: where it stands in the file, for messages.
    ``start``: aware; of what lasts all day the midnight of that day, wherever one is.
    ``minutes``: elapsed; 0 where the source names no end.
    ``kind``, ``language``: as the source writes them.
    """

    key: str
    place: str
    title: str
    start: datetime
    minutes: int
    all_day: bool = False
    room: str = ""
    track: str = ""
    kind: str = ""
    language: str = ""
    speakers: tuple[str, ...] = ()
    description: str = ""
    url: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """One event that could not be read; the others were."""

    place: str
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Festival:
    """A programme as it was read; ``notes`` say what was assumed, merged or cut.

    ``time_zones``: the names of zones that the file gives for times without one; one of them is
    empty where only a part of the file names one.
    """

    title: str
    time_zones: tuple[str, ...]
    sessions: tuple[Session, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[Phrase, ...]
