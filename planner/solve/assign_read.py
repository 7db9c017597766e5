"""What an ``assign-problem/1`` must keep beside its shape."""

from collections.abc import Iterator
from typing import Any

from planner.phrases import N_, Phrase
from planner.solve import sound
from planner.solve.faults import Fault, follow, shown

SCHEMA = "assign-problem/1"

#: Place of each number -> the least it may be.
NUMBERS: dict[str, int | None] = {
    "offers[].venue": 0,
    "offers[].start": None,
    "offers[].end": None,
    "offers[].capacity": 0,
    "delegations[].interest.{}": None,
    "delegations[].away[][]": None,
    "delegations[].max_per_day": 0,
    "delegations[].size": 0,
    "delegations[].rests[][]": None,
    "actors[].away[][]": None,
    "meetings[].value": None,
    "meeting_slots[].start": None,
    "meeting_slots[].end": None,
    "meeting_slots[].tables": 0,
    "meeting_slots[].venue": 0,
    "pinned_meetings[][]": 0,
}
IN_ORDER = (("offers[]", "start", "end"), ("meeting_slots[]", "start", "end"))
STRETCHES = ("delegations[].away[]", "delegations[].rests[]", "actors[].away[]")
NO_OFFER = N_("There is no offer {name}.")
NO_DELEGATION = N_("There is no delegation {name}.")
NO_MEETING = N_("There is no meeting {name}.")


def faults(raw: dict[str, Any]) -> Iterator[Fault]:
    """Everything that is wrong beside the shape."""
    yield from sound.travel(raw, None)
    yield from sound.unique(raw, ("offers", "delegations", "meetings", "actors"))
    yield from sound.numbers(raw, NUMBERS)
    yield from sound.in_order(raw, IN_ORDER)
    yield from sound.stretches(raw, STRETCHES)
    offers = sound.ids(raw, "offers")
    yield from sound.known_members(raw, ("delegations[].interest",), offers, NO_OFFER)
    yield from _venues(raw)
    yield from _pins(raw, offers)
    yield from _parties(raw)
    yield from _pinned_meetings(raw)
    for found in follow(raw, "delegations[].max_per_day"):
        if found.value is None:
            yield Fault(found.path, Phrase("A whole number is needed, not {value}.", value="null"))
    for found in follow(raw, "delegations[].rests[]"):
        minutes = found.value[2] if isinstance(found.value, list) and len(found.value) > 2 else 0
        if sound.whole(minutes) and minutes < 0:
            text = Phrase("It is {value}, less than {least}.", value=minutes, least=0)
            yield Fault((*found.path, 2), text)


def _venues(raw: dict[str, Any]) -> Iterator[Fault]:
    matrix = raw.get("travel")
    if not isinstance(matrix, list):
        return
    for pattern in ("offers[].venue", "meeting_slots[].venue"):
        for found in follow(raw, pattern):
            if sound.whole(found.value) and found.value >= len(matrix):
                text = Phrase("There is no venue {name}.", name=found.value)
                yield Fault(found.path, text)


def _pins(raw: dict[str, Any], offers: frozenset[str]) -> Iterator[Fault]:
    wished = {
        f.member("id"): set(f.member("interest"))
        for f in follow(raw, "delegations[]")
        if isinstance(f.member("id"), str) and isinstance(f.member("interest"), dict)
    }
    delegations = sound.ids(raw, "delegations")
    for found in follow(raw, "pinned[]"):
        pair = found.value if isinstance(found.value, list) else []
        if len(pair) != 2 or not all(isinstance(name, str) for name in pair):
            continue
        delegation, offer = pair
        if delegation not in delegations:
            yield Fault((*found.path, 0), Phrase(NO_DELEGATION, name=shown(delegation)))
        if offer not in offers:
            yield Fault((*found.path, 1), Phrase(NO_OFFER, name=shown(offer)))
        elif delegation in wished and offer not in wished[delegation]:
            yield Fault(
                found.path,
                Phrase("{offer} is not in the interests of {delegation}.",
                       offer=shown(offer), delegation=shown(delegation)),
            )  # fmt: skip


def _parties(raw: dict[str, Any]) -> Iterator[Fault]:
    """The sides of a meeting may be anybody, but not the same."""
    for found in follow(raw, "meetings[]"):
        if isinstance(found.member("a"), str) and found.member("a") == found.member("b"):
            name = shown(found.member("a"))
            yield Fault((*found.path, "b"), Phrase("{name} cannot meet itself.", name=name))
    delegations = sound.ids(raw, "delegations")
    for found in follow(raw, "actors[].id"):
        if isinstance(found.value, str) and found.value in delegations:
            text = Phrase("{name} is a delegation already.", name=shown(found.value))
            yield Fault(found.path, text)


def _pinned_meetings(raw: dict[str, Any]) -> Iterator[Fault]:
    slots = raw.get("meeting_slots", [])
    many = len(slots) if isinstance(slots, list) else None
    meetings = sound.ids(raw, "meetings")
    for found in follow(raw, "pinned_meetings[]"):
        pair = found.value if isinstance(found.value, list) else []
        if len(pair) != 2:
            continue
        if isinstance(pair[0], str) and pair[0] not in meetings:
            yield Fault((*found.path, 0), Phrase(NO_MEETING, name=shown(pair[0])))
        if many is not None and sound.whole(pair[1]) and pair[1] >= many:
            yield Fault((*found.path, 1), Phrase("There is no slot {name}.", name=pair[1]))
