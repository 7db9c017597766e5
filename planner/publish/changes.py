"""What differs between two states of one recipient's programme, item by item and field by field.

Items are matched by their keys, which never change: what has been moved, to another day too, is
one change and never a cancellation and an addition.  Told is all that a calendar or a schedule
says of an item, and nothing else; the words for it are in ``change_list.py``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.words import TravelMode
from planner.entities import Site
from planner.publish.event import point_of
from planner.publish.items import ORDER, Item, ItemKind, Speaker
from planner.publish.labels import STATUSES
from planner.publish.plaintext import clean_line, clean_lines
from planner.publish.times import JOURNEYS
from planner.publish.ways import is_told
from planner.publish.wording import grouped_hosts
from planner.travel import Leg, Source


class Sort(StrEnum):
    """How an item differs; the strongest word that fits."""

    ADDED = "added"
    CANCELLED = "cancelled"
    MOVED = "moved"
    CHANGED = "changed"


class Field(StrEnum):
    """What people rely on, in the order in which it is told.

    ``ORDER``: parts with their titles and times, counted from the beginning of the item, so that
    a moved item is not a changed order.  ``SPEAKERS``: who has the word in which part.  ``TURN``:
    in which part the recipient has.
    """

    START = "start"
    END = "end"
    TITLE = "title"
    KIND = "kind"
    PART_OF = "part-of"
    PLACE = "place"
    WAY = "way"
    MEETING_POINT = "meeting-point"
    STATUS = "status"
    TURN = "turn"
    ROLE = "role"
    ORDER = "order"
    SPEAKERS = "speakers"
    LANGUAGE = "language"
    HOSTS = "hosts"
    DELEGATIONS = "delegations"
    EXPECTED = "expected"
    PEOPLE = "people"
    DESCRIPTION = "description"


class Moment(NamedTuple):
    """An instant, and what the clocks show then."""

    instant: int
    wall: datetime


class Spot(NamedTuple):
    """What is said of a site: name, address and its point on the map."""

    name: str
    address: tuple[str, ...]
    point: tuple[float | None, float | None]


class Slot(NamedTuple):
    """A part in the running order; ``after`` is in minutes from the beginning of the item."""

    id: str
    title: str
    after: int
    minutes: int


class Turn(NamedTuple):
    """The recipient has the word in the part ``id``; ``names`` as in ``items.Part``."""

    id: str
    speaker: Speaker
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with its values before and after, as ``values_of`` gives them."""

    field: Field
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item before and after; ``fields`` only where it was and still is in the programme."""

    key: str
    old: Item | None
    new: Item | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def item(self) -> Item:
        """The item as it is now, else as it was."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def sort(self) -> Sort:
        if self.old is None:
            return Sort.ADDED
        if self.new is None:
            return Sort.CANCELLED
        return Sort.MOVED if any(f.field is Field.START for f in self.fields) else Sort.CHANGED


def changes_between(old: Sequence[Item], new: Sequence[Item]) -> tuple[ItemChange, ...]:
    """What is different in ``new``, in the order of the time that it has now (or had).

    Both are programmes of the same recipient.
    """
    before = {item.key: item for item in old}
    after = {item.key: item for item in new}
    found = (_change(key, before.get(key), after.get(key)) for key in before.keys() | after.keys())
    return tuple(sorted((change for change in found if change is not None), key=_order))


def values_of(item: Item) -> dict[Field, object]:
    """All that can be told of an item; of equal values nothing is told."""
    parts = () if item.kind is ItemKind.TURN else item.parts
    return {
        Field.START: Moment(item.begin, item.start),
        Field.END: None if item.kind in JOURNEYS else Moment(item.end, item.finish),
        Field.TITLE: clean_line(item.title),
        Field.KIND: item.activity.kind if item.activity is not None else None,
        Field.PART_OF: clean_line(item.within),
        Field.PLACE: (_spot(item.where), _spot(item.place)),
        Field.WAY: _way(item.travel),
        Field.MEETING_POINT: clean_line(item.meeting_point),
        Field.STATUS: item.status if item.status in STATUSES else None,
        Field.TURN: tuple(
            Turn(p.activity.id, p.turn, p.turn_names) for p in parts if p.turn is not None
        ),
        Field.ROLE: item.role,
        Field.ORDER: tuple(
            Slot(p.activity.id, clean_line(p.title), p.begin - item.begin, p.minutes) for p in parts
        ),
        Field.SPEAKERS: {p.activity.id: p.speakers for p in parts if p.speakers},
        Field.LANGUAGE: item.language or "",
        Field.HOSTS: {heading: tuple(names) for heading, names in grouped_hosts(item)},
        Field.DELEGATIONS: (item.delegations, item.everyone),
        Field.EXPECTED: item.expected,
        Field.PEOPLE: (item.whole, item.people, item.heads),
        Field.DESCRIPTION: clean_lines(item.description),
    }


def _way(leg: Leg | None) -> tuple[int, TravelMode, bool] | None:
    """Minutes, how one travels, and whether that is estimated."""
    return (leg.minutes, leg.mode, leg.source is Source.ESTIMATE) if is_told(leg) else None


def _spot(site: Site | None) -> Spot | None:
    if site is None:
        return None
    address = (site.address, site.postcode, site.municipality, site.country_code)
    return Spot(clean_line(site.name), tuple(map(clean_line, address)), point_of(site))


def _change(key: str, old: Item | None, new: Item | None) -> ItemChange | None:
    if old is None or new is None:
        return ItemChange(key, old, new)
    fields = tuple(_fields(old, new))
    return ItemChange(key, old, new, fields) if fields else None


def _fields(old: Item, new: Item) -> Iterator[FieldChange]:
    if old == new:
        return
    before, after = values_of(old), values_of(new)
    for field in Field:
        if before[field] != after[field]:
            yield FieldChange(field, before[field], after[field])


def _order(change: ItemChange) -> tuple[int, int, int, str]:
    item = change.item
    return (item.begin, ORDER.index(item.kind), item.end, item.key)
