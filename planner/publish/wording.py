"""Sentences about the lines of a programme, the same in calendars and on paper."""

from collections.abc import Iterator

from models.words import Role
from planner.entities import Site
from planner.publish.items import Heads, Item, ItemKind, Part, Speaker
from planner.publish.labels import (
    ALL_DELEGATIONS,
    AT_LEAST,
    DELEGATION_SPEAKS_AT,
    DELEGATIONS,
    DURATION,
    FROM_TO,
    HOST,
    INTERPRETATION,
    LANGUAGE,
    MEETING_POINT,
    MINUTES,
    MODERATOR,
    NAMED_SPEAK_AT,
    NOT_KNOWN,
    PARTICIPANTS,
    PEOPLE,
    ROLES,
    RUNNING_ORDER,
    WHOLE_DELEGATION,
    WITH,
    YOU_SPEAK_AT,
    YOUR_ROLE,
    YOUR_TURN_AT,
    Labels,
)
from planner.publish.labels import STATUSES as STATUS_LABELS
from planner.publish.plaintext import clean_line

#: Local people of an item under these headings; whoever is not listed here is a host.
_HEADINGS = {Role.MODERATES: MODERATOR, Role.INTERPRETS: INTERPRETATION}


def turn_sentence(part: Part, labels: Labels) -> str:
    """``You speak at 10:25 (8 min)``; empty when it is not the recipient's turn."""
    if part.turn is None:
        return ""
    template = {
        Speaker.YOU: YOU_SPEAK_AT,
        Speaker.YOUR_TURN: YOUR_TURN_AT,
        Speaker.DELEGATION: DELEGATION_SPEAKS_AT,
        Speaker.NAMED: NAMED_SPEAK_AT,
    }[part.turn]
    return labels(
        template,
        time=labels.time(part.start),
        minutes=part.minutes,
        names=", ".join(part.turn_names),
    )


def part_line(part: Part, labels: Labels) -> str:
    """``10:25 Platforms for the arts - Viborg (8 min)``"""
    speakers = f" - {', '.join(part.speakers)}" if part.speakers else ""
    length = labels(MINUTES, minutes=part.minutes)
    return f"{labels.time(part.start)} {part.title}{speakers} ({length})"


def address_of(site: Site, labels: Labels) -> str:
    """Street, postcode and town, country in one line; unknown parts are left out.

    Commas separate the parts, as map services expect; quotation marks become apostrophes.
    """
    town = " ".join(filter(None, (clean_line(site.postcode), clean_line(site.municipality))))
    parts = (clean_line(site.address), town, labels.country(site.country_code))
    return ", ".join(filter(None, parts)).replace('"', "'")


def participants(item: Item, labels: Labels) -> str:
    """Who of the delegation (for the whole edition: which delegations) takes part."""
    people = [
        f"{p.name} ({labels(ROLES[p.role])})" if p.role in ROLES else p.name for p in item.people
    ]
    if item.whole:
        heads = str(item.heads) if item.heads is not None else labels(WHOLE_DELEGATION)
        people.insert(0, heads)
    return ", ".join(people)


def head_count(heads: Heads, labels: Labels) -> str:
    """``14``, ``at least 14``, or that nobody knows."""
    if heads.complete:
        return str(heads.number)
    return labels(AT_LEAST, number=heads.number) if heads.number else labels(NOT_KNOWN)


def facts(item: Item, labels: Labels) -> Iterator[tuple[str, str]]:
    """Heading (a constant of ``labels.py``) and text of what there is to know about an item."""
    if item.role in ROLES and (item.kind, item.role) != (ItemKind.TURN, Role.SPEAKS):
        yield YOUR_ROLE, labels(ROLES[item.role])
    if item.kind is ItemKind.WAIT:
        yield DURATION, labels(MINUTES, minutes=item.minutes)
    if item.meeting_point:
        yield MEETING_POINT, item.meeting_point
    for heading, names in grouped_hosts(item):
        yield heading, ", ".join(names)
    if item.language:
        yield LANGUAGE, labels.language_name(item.language)
    if item.everyone:
        yield DELEGATIONS, labels(ALL_DELEGATIONS)
    elif item.delegations:
        heading = WITH if item.whole or item.people else DELEGATIONS
        yield heading, ", ".join(item.delegations)
    if item.expected is not None:
        yield PEOPLE, head_count(item.expected, labels)
    if item.people or not item.whole or item.heads is not None:
        people = participants(item, labels)
        if people:
            yield PARTICIPANTS, people


def grouped_hosts(item: Item) -> Iterator[tuple[str, list[str]]]:
    """The names of local people under the heading for what they do."""
    groups: dict[str, list[str]] = {}
    for person in item.hosts:
        groups.setdefault(_HEADINGS.get(person.role, HOST), []).append(person.name)
    yield from groups.items()


def route(item: Item, labels: Labels) -> str:
    """``From Namur station to A6K``, when both ends are known."""
    if item.origin is None or item.place is None:
        return ""
    return labels(FROM_TO, origin=item.origin.name, destination=item.place.name)


def describe(item: Item, labels: Labels) -> str:
    """Everything about an item that has no place of its own in a calendar event."""
    lines = [turn_sentence(p, labels) for p in item.parts if p.turn is not None]
    lines.append(clean_line(item.within))
    if item.status in STATUS_LABELS:
        lines.append(labels(STATUS_LABELS[item.status]))
    lines.append(route(item, labels))
    lines += [labels.headed(heading, clean_line(text)) for heading, text in facts(item, labels)]
    blocks = ["\n".join(filter(None, lines))]
    if item.parts and item.kind is not ItemKind.TURN:
        order = [clean_line(part_line(part, labels)) for part in item.parts]
        blocks.append("\n".join([labels.headed(RUNNING_ORDER, ""), *order]))
    blocks.append(item.description or "")
    return "\n\n".join(block for block in blocks if block.strip())
