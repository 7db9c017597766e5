"""The lines of a programme, as calendar, paper and screen receive them (see ``agenda.py``)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.words import ActivityStatus, Kind, Role
from planner.entities import Activity, Site
from planner.travel import Leg


class ItemKind(StrEnum):
    ACTIVITY = "activity"
    TURN = "turn"
    WAIT = "wait"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    STAY = "stay"


#: Which comes first of two items that begin at the same minute.
ORDER = (
    ItemKind.STAY,
    ItemKind.ARRIVAL,
    ItemKind.ACTIVITY,
    ItemKind.WAIT,
    ItemKind.TURN,
    ItemKind.DEPARTURE,
)
#: The most telling role first.
ROLE_ORDER = (Role.MODERATES, Role.SPEAKS, Role.HOSTS, Role.INTERPRETS, Role.ATTENDS)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be named to this recipient, and what they do."""

    name: str
    role: Role


class Heads(NamedTuple):
    """How many people come; ``complete`` False: of some of them nobody knows the number."""

    number: int
    complete: bool


class Speaker(StrEnum):
    """Whose turn it is, as told to the recipient: "you", "your delegation", or names.

    ``YOUR_TURN``: a host who is needed for another thing than speaking.
    """

    YOU = "you"
    YOUR_TURN = "your-turn"
    DELEGATION = "delegation"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an activity, with its own time.

    ``speakers`` are names for the running order.  ``turn`` says that it is the recipient's turn
    (None: not), ``turn_names`` who of the delegation speaks, where it is ``NAMED``.
    """

    activity: Activity
    begin: int
    end: int
    start: datetime
    finish: datetime
    title: str
    speakers: tuple[str, ...] = ()
    turn: Speaker | None = None
    turn_names: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Item:
    """One line in somebody's programme.

    ``key`` is unique within the recipient's programme and never changes: the activity's id,
    ``ID:turn`` for a turn in a part, ``arrival``, ``departure``, ``stay`` (and ``arrival:ID`` for
    a delegate who does not come with the others).  ``begin`` and ``end`` are instants, ``start``
    and ``finish`` the same as wall-clock time.  ``title`` is as typed.

    ``within`` is the title of the activity that this one is a part of.

    ``whole``: the whole delegation takes part; ``people``: who of it is named (a delegate's own
    programme leaves themselves out); ``heads``: how many come when that is less than all.
    ``hosts`` are the local people with their roles.

    ``delegations`` names delegations: all that take part for the whole edition (and with their
    numbers for a host), the others in a meeting; ``everyone``: these are all.  ``expected``: how
    many people a host or driver has to expect in all.  ``travel`` is the way from the item
    before, on the same day; None when there is none or when it is unknown.
    """

    key: str
    kind: ItemKind
    begin: int
    end: int
    start: datetime
    finish: datetime
    title: str
    within: str = ""
    activity: Activity | None = None
    place: Site | None = None
    origin: Site | None = None
    meeting_point: str | None = None
    role: Role = Role.ATTENDS
    hosts: tuple[Person, ...] = ()
    language: str | None = None
    parts: tuple[Part, ...] = ()
    description: str | None = None
    status: ActivityStatus = ActivityStatus.PLANNED
    whole: bool = False
    people: tuple[Person, ...] = ()
    heads: int | None = None
    delegations: tuple[str, ...] = ()
    everyone: bool = False
    expected: Heads | None = None
    travel: Leg | None = None

    @property
    def all_day(self) -> bool:
        """Whether only the days count: from ``start`` to the day before ``finish``."""
        return self.kind is ItemKind.STAY

    @property
    def where(self) -> Site | None:
        """Where to be when it begins; ``place`` is where a transfer ends."""
        is_transfer = self.activity is not None and self.activity.kind is Kind.TRANSFER
        return self.origin if is_transfer else self.place

    @property
    def minutes(self) -> int:
        return self.end - self.begin
