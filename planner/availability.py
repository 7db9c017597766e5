"""Whether somebody is free while an activity takes place: in the country, and nothing else on."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.words import Kind
from planner.entities import Activity
from planner.phrases import Phrase
from planner.programme import Entry, Programme


class Is(StrEnum):
    """``UNSURE``: nothing else is on, but arrival or departure is unknown."""

    FREE = "free"
    UNSURE = "unsure"
    BUSY = "busy"
    NOT_YET = "not-yet"
    GONE = "gone"
    NO_TIME = "no-time"


class Availability(NamedTuple):
    """``entry`` is what keeps somebody busy, ``wall`` when they come or go."""

    state: Is
    entry: Entry | None = None
    wall: datetime | None = None

    @property
    def sign(self) -> str:
        """One character that tells the state without colour."""
        return _SIGNS[self.state]

    def words(self, programme: Programme) -> Phrase:
        match self.state:
            case Is.BUSY:
                assert self.entry is not None
                return Phrase(
                    "busy: {title} {begin}–{end}",
                    title=self.entry.activity.title,
                    begin=programme.clock.wall(self.entry.begin),
                    end=programme.clock.wall(self.entry.end),
                )
            case Is.NOT_YET if self.wall is not None:
                return Phrase("arrives {day} {time}", day=self.wall.date(), time=self.wall)
            case Is.GONE if self.wall is not None:
                return Phrase("leaves {day} {time}", day=self.wall.date(), time=self.wall)
            case Is.UNSURE:
                return Phrase("free; arrival or departure unknown")
            case Is.NO_TIME:
                return Phrase("no time yet")
            case _:
                return Phrase("free")


_SIGNS = {
    Is.FREE: "✓",
    Is.UNSURE: "?",
    Is.BUSY: "!",
    Is.NOT_YET: "✖",
    Is.GONE: "✖",
    Is.NO_TIME: "·",
}


def availability(programme: Programme, person_id: str, activity: Activity) -> Availability:
    """Of a delegation, delegate or host, by id; what belongs to the activity does not count.

    The way to and from it is not looked at: the checks report that.
    """
    span = programme.spans.get(activity.id)
    if span is None:
        return Availability(Is.NO_TIME)
    arrival, departure, travels = stay(programme, person_id)
    at = programme.clock.at
    if arrival is not None and at(arrival) > span.begin:
        return Availability(Is.NOT_YET, wall=arrival)
    if departure is not None and at(departure) < span.end:
        return Availability(Is.GONE, wall=departure)
    for entry in entries_of(programme, person_id):
        if (
            entry.begin < span.end
            and span.begin < entry.end
            and not belongs_to(entry.activity, activity)
        ):
            return Availability(Is.BUSY, entry)
    if travels and (arrival is None or departure is None):
        return Availability(Is.UNSURE)
    return Availability(Is.FREE)


def stay(programme: Programme, person_id: str) -> tuple[datetime | None, datetime | None, bool]:
    """Arrival, departure, and whether the person travels at all: hosts live here."""
    if (delegate := programme.delegates.get(person_id)) is not None:
        delegation = programme.delegations[delegate.delegation_id]
        arrival = delegate.arrival or delegation.arrival
        return arrival, delegate.departure or delegation.departure, True
    if (found := programme.delegations.get(person_id)) is not None:
        return found.arrival, found.departure, True
    return None, None, False


def entries_of(programme: Programme, person_id: str) -> tuple[Entry, ...]:
    """What keeps a delegation, delegate or host busy, by time."""
    if person_id in programme.delegates:
        return programme.agenda_of_delegate(person_id)
    return programme.own_entries(person_id)


def belongs_to(other: Activity, activity: Activity) -> bool:
    """Itself, its parent, its parts, other parts of its parent; free time counts as nothing."""
    family = {activity.id, activity.parent_id} - {None}
    return other.kind is Kind.FREE or other.id in family or other.parent_id in family
