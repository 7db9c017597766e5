"""One line of somebody's programme as words: title, place, people and the way there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.words import ActivityStatus, Kind
from planner.entities import Site
from planner.programme import Programme
from planner.publish import labels as words
from planner.publish.items import Item, ItemKind, Part
from planner.publish.labels import STATUSES, Labels
from planner.publish.recipients import Recipient
from planner.publish.times import clock_time, time_of
from planner.publish.ways import way_line
from planner.publish.wording import address_of, facts, route

#: Facts that have a place of their own.
APART = (words.YOUR_ROLE, words.LANGUAGE)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of an item; ``mine``: it is the recipient's turn."""

    time: str
    title: str
    who: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An item as text.

    ``begin`` and ``end`` are ISO 8601 with offset, for machines.  ``kind`` is the word for what
    it is, empty where the title says it already.  ``address_again``: the address stands with an
    earlier item of the day, too.  ``role`` is what the recipient does when more
    than attend, ``lines`` are the other facts, ``travel`` is the way from the item before.
    ``is_turn``: it is the recipient's turn.
    """

    begin: str
    end: str
    time: str
    kind: str
    title: str
    place: str
    address: str
    address_again: bool
    badges: tuple[str, ...]
    role: str
    language: str
    lines: tuple[str, ...]
    parts: tuple[PartRow, ...]
    description: str
    travel: str
    is_turn: bool


class RowMaker:
    """Turns the items of one recipient into rows; ``changed`` are the keys of items to mark."""

    def __init__(
        self,
        programme: Programme,
        recipient: Recipient,
        labels: Labels,
        changed: frozenset[str] = frozenset(),
    ) -> None:
        self.clock = programme.clock
        self.recipient = recipient
        self.labels = labels
        self.changed = changed

    def rows(self, items: Iterable[Item]) -> tuple[Row, ...]:
        """The rows of one day."""
        todays = tuple(items)
        present = {item.activity.id for item in todays if item.activity is not None}
        found: list[Row] = []
        seen = {""}
        for item in todays:
            row = self.row(item, present)
            found.append(replace(row, address_again=row.address in seen))
            seen.add(row.address)
        return tuple(found)

    def row(self, item: Item, present: Collection[str] = ()) -> Row:
        """``present``: ids of the activities around it.

        A turn is a mere reminder where its round table is there: what surrounds it stands there.
        """
        plain = Row(
            begin=self._aware(item.start),
            end=self._aware(item.finish),
            time=time_of(item, self.clock, self.labels),
            kind="",
            title=item.title,
            place="",
            address="",
            address_again=False,
            badges=self._badges(item),
            role="",
            language="",
            lines=(),
            parts=(),
            description="",
            travel=way_line(item.travel, self.labels),
            is_turn=item.kind is ItemKind.TURN,
        )
        is_reminder = plain.is_turn and _whole(item) in present
        return plain if is_reminder else self._complete(plain, item)

    def _complete(self, row: Row, item: Item) -> Row:
        known = dict(facts(item, self.labels))
        return replace(
            row,
            kind=self._kind(item),
            place=self._place(item),
            address=self._address(item),
            role=self._headed(known, words.YOUR_ROLE),
            language=self._headed(known, words.LANGUAGE),
            lines=self._lines(item, known),
            parts=() if row.is_turn else tuple(self._part(part) for part in item.parts),
            description=item.description or "",
        )

    def _aware(self, wall: datetime) -> str:
        return wall.replace(tzinfo=self.clock.tz).isoformat(timespec="minutes")

    def clock_time(self, wall: datetime) -> str:
        """As in ``times.py``."""
        return clock_time(wall, self.clock, self.labels)

    def _kind(self, item: Item) -> str:
        if item.activity is None:
            return ""
        kind = self.labels.kind(item.activity.kind)
        return "" if kind == item.title else kind

    def _place(self, item: Item) -> str:
        is_transfer = item.activity is not None and item.activity.kind is Kind.TRANSFER
        if is_transfer and (way := route(item, self.labels)):
            return way
        site = item.where or item.place
        return site.name if site and site.name not in item.title else ""

    def _address(self, item: Item) -> str:
        """Where to be; a transfer has two places in its line, an address would fit neither."""
        is_transfer = item.activity is not None and item.activity.kind is Kind.TRANSFER
        if item.where is None or (is_transfer and route(item, self.labels)):
            return ""
        return town_address(item.where, self.labels)

    def _badges(self, item: Item) -> tuple[str, ...]:
        found = [words.CHANGED] if item.key in self.changed else []
        if item.status is ActivityStatus.REQUESTED:
            found.append(STATUSES[item.status])
        return tuple(self.labels(word) for word in found)

    def _lines(self, item: Item, known: Mapping[str, str]) -> tuple[str, ...]:
        """What there is to know besides the place, without what goes without saying."""
        found = [item.within]
        if item.all_day:
            days = (item.start.date(), item.finish.date())
            found.append(" – ".join(self.labels.short_day(day) for day in days))
        obvious = self.labels(words.WHOLE_DELEGATION)
        headings = [h for h in known if h not in APART and known[h] != obvious]
        found += [self._headed(known, heading) for heading in headings]
        return tuple(line for line in found if line.strip())

    def _headed(self, known: Mapping[str, str], heading: str) -> str:
        return self.labels.headed(heading, known[heading]) if heading in known else ""

    def _part(self, part: Part) -> PartRow:
        return PartRow(
            time=self.clock_time(part.start),
            title=part.title,
            who=", ".join(part.speakers),
            mine=part.turn is not None,
        )


def _whole(item: Item) -> str | None:
    """Of what the activity is a part."""
    return item.activity.parent_id if item.activity is not None else None


def town_address(site: Site, labels: Labels) -> str:
    """``Avenue Reine Astrid 16, 5000 Namur``: nobody on the spot needs the country."""
    return address_of(replace(site, country_code=None), labels)
