"""Sentences about what has changed in an item: ``Start: 10:00 → 11:30``."""

from collections.abc import Callable, Iterator
from datetime import UTC, timezone

from planner.clock import EPOCH, MINUTE, Clock
from planner.publish import change_words as words
from planner.publish import labels as common
from planner.publish.change_parts import from_to, order_lines, speaker_lines, turn_lines
from planner.publish.changes import Field, ItemChange, Moment
from planner.publish.items import Item
from planner.publish.labels import STATUSES, Labels
from planner.publish.plaintext import clean_line
from planner.publish.sheet_rows import town_address
from planner.publish.times import JOURNEYS, clock_time, time_of
from planner.publish.ways import way_line
from planner.publish.wording import facts, participants, route


def lines_of(change: ItemChange, labels: Labels, clock: Clock) -> tuple[str, ...]:
    """What has changed; of an item that is new, what there is to know beside its time."""
    found: Iterator[str] = iter(())
    if change.old is None:
        found = _introduced(change.item, labels)
    elif change.new is not None:
        found = _told(change, change.old, change.new, labels, clock)
    return tuple(map(clean_line, found))


def _introduced(item: Item, labels: Labels) -> Iterator[str]:
    if place := _place(item, labels):
        yield labels.headed(words.PLACE, place)
    for heading, text in facts(item, labels):
        yield labels.headed(heading, text)


def _told(change: ItemChange, old: Item, new: Item, labels: Labels, clock: Clock) -> Iterator[str]:
    fields = [each.field for each in change.fields]
    if Field.START in fields or Field.END in fields:
        yield _time_line(fields, old, new, labels, clock)
    for field in fields:
        if field in _LINES:
            yield from _LINES[field](old, new, labels)
        elif field in _HEADINGS:
            yield from _fact_lines(_HEADINGS[field], old, new, labels)
        elif field in _TEXTS:
            heading, text = _TEXTS[field]
            change_of_text = from_to(text(old, labels), text(new, labels), labels)
            yield labels.headed(heading, change_of_text)


def _time_line(fields: list[Field], old: Item, new: Item, labels: Labels, clock: Clock) -> str:
    """A move is one line."""
    if new.all_day:
        return labels.headed(words.WHEN, from_to(_days(old, labels), _days(new, labels), labels))
    begins = Moment(old.begin, old.start), Moment(new.begin, new.start)
    ends = Moment(old.end, old.finish), Moment(new.end, new.finish)
    if new.kind in JOURNEYS or (Field.START in fields and Field.END in fields):
        times = [time_of(item, clock, labels) for item in (old, new)]
        return labels.headed(words.WHEN, _dated(times, *begins, labels))
    heading, moments = (words.START, begins) if Field.START in fields else (words.END, ends)
    times = [clock_time(moment.wall, clock, labels) for moment in moments]
    return labels.headed(heading, _dated(times, *moments, labels))


def _days(item: Item, labels: Labels) -> str:
    return " – ".join(labels.short_day(wall.date()) for wall in (item.start, item.finish))


def _dated(times: list[str], old: Moment, new: Moment, labels: Labels) -> str:
    """Two times, with their days where these differ; with the zone where nothing else does."""
    before, after = times
    if old.wall.date() != new.wall.date():
        before = f"{labels.day(old.wall.date())}, {before}"
        after = f"{labels.day(new.wall.date())}, {after}"
    elif before == after:
        before, after = f"{before} ({_zone(old)})", f"{after} ({_zone(new)})"
    return from_to(before, after, labels)


def _zone(moment: Moment) -> str:
    """``UTC+02:00``"""
    return str(timezone(moment.wall.replace(tzinfo=UTC) - EPOCH - moment.instant * MINUTE))


def _place(item: Item, labels: Labels) -> str:
    """``TRAKK, Avenue Reine Astrid 16, 5000 Namur``, or both ends of a way."""
    site = item.where or item.place
    if (way := route(item, labels)) or site is None:
        return way
    return ", ".join(filter(None, (clean_line(site.name), town_address(site, labels))))


def _place_lines(old: Item, new: Item, labels: Labels) -> Iterator[str]:
    before, after = _place(old, labels), _place(new, labels)
    is_same = before == after
    text = labels(words.CORRECTED, text=after) if is_same else from_to(before, after, labels)
    yield labels.headed(words.PLACE, text)


def _description_lines(old: Item, new: Item, labels: Labels) -> Iterator[str]:
    """As it now is: two long texts side by side would tell nobody what differs."""
    text = clean_line(new.description) or labels(words.GONE, text=clean_line(old.description))
    yield labels.headed(words.DESCRIPTION, text)


def _fact_lines(headings: tuple[str, ...], old: Item, new: Item, labels: Labels) -> Iterator[str]:
    before, after = dict(facts(old, labels)), dict(facts(new, labels))
    for heading in headings:
        was, now = before.get(heading, ""), after.get(heading, "")
        if was != now:
            yield labels.headed(heading, from_to(was, now, labels))


def _kind(item: Item, labels: Labels) -> str:
    return labels.kind(item.activity.kind) if item.activity is not None else ""


def _status(item: Item, labels: Labels) -> str:
    return labels(STATUSES[item.status]) if item.status in STATUSES else ""


def _delegations(item: Item, labels: Labels) -> str:
    return labels(common.ALL_DELEGATIONS) if item.everyone else ", ".join(item.delegations)


#: Fields that ``wording.facts`` has headings and words for.
_HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.ROLE: (common.YOUR_ROLE,),
    Field.MEETING_POINT: (common.MEETING_POINT,),
    Field.HOSTS: (common.HOST, common.MODERATOR, common.INTERPRETATION),
    Field.LANGUAGE: (common.LANGUAGE,),
    Field.EXPECTED: (common.PEOPLE,),
}
#: Fields that are one text, with their headings.
_TEXTS: dict[Field, tuple[str, Callable[[Item, Labels], str]]] = {
    Field.TITLE: (words.TITLE, lambda item, _labels: item.title),
    Field.KIND: (words.KIND, _kind),
    Field.PART_OF: (words.PART_OF, lambda item, _labels: item.within),
    Field.WAY: (words.WAY, lambda item, labels: way_line(item.travel, labels)),
    Field.STATUS: (words.STATUS, _status),
    Field.DELEGATIONS: (common.DELEGATIONS, _delegations),
    Field.PEOPLE: (common.PARTICIPANTS, participants),
}
#: Fields that need sentences of their own.
_LINES: dict[Field, Callable[[Item, Item, Labels], Iterator[str]]] = {
    Field.PLACE: _place_lines,
    Field.TURN: turn_lines,
    Field.ORDER: order_lines,
    Field.SPEAKERS: speaker_lines,
    Field.DESCRIPTION: _description_lines,
}
