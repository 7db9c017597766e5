"""The way to an item: a line on paper, in calendars an event of its own before the item.

The event stands at the place where the way ends, since that is where a phone is to lead.  It
leaves the reader's time free: whatever comes before may last into it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from models.words import Kind
from planner.publish import paper_words as words
from planner.publish.event import CalendarEvent, event_of
from planner.publish.items import Item
from planner.publish.labels import Labels
from planner.publish.plaintext import clean_line
from planner.publish.recipients import Recipient
from planner.travel import Leg, Source

#: Longest way, in minutes, that is not worth a line.
SHORT_WAY = 10
_WAY = ":way"


def is_told(leg: Leg | None) -> TypeGuard[Leg]:
    """Whether a way is known and long enough to be told."""
    return leg is not None and leg.minutes > SHORT_WAY


def way_line(leg: Leg | None, labels: Labels) -> str:
    """``about 25 min on foot (estimated)``; empty where it is short or unknown."""
    if not is_told(leg):
        return ""
    by_mode = words.ESTIMATED if leg.source is Source.ESTIMATE else words.GIVEN
    return labels(by_mode[leg.mode], minutes=leg.minutes)


def way_key(item: Item) -> str:
    """The key of the way to an item, as an event of its own."""
    return f"{item.key}{_WAY}"


def item_key(event_key: str) -> str:
    """The key of the item that an event tells of, be it the way there."""
    return event_key.removesuffix(_WAY)


def events_of(item: Item, recipient: Recipient, zone: str) -> Iterator[CalendarEvent]:
    """The event of an item, and that of the way to it where there is one to tell of."""
    event = event_of(item, recipient, zone)
    yield event
    if is_told(leg := item.travel):
        labels = Labels(recipient.language)
        yield replace(
            event,
            key=way_key(item),
            begin=event.begin - leg.minutes,
            end=event.begin,
            summary=labels(words.WAY_TO, place=event.place),
            busy=False,
            description="\n".join((way_line(leg, labels), clean_line(item.title))),
            category=labels.kind(Kind.TRANSFER),
        )
