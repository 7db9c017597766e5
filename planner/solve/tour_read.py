"""What a ``tour-problem/1`` must keep beside its shape."""

from collections.abc import Iterator
from typing import Any

from planner.phrases import N_, Phrase
from planner.solve import sound
from planner.solve.faults import Fault, follow, shown

SCHEMA = "tour-problem/1"

#: Place of each number -> the least it may be.
NUMBERS: dict[str, int | None] = {
    "sites[].duration": 0,
    "sites[].score": 0,
    "sites[].scores.{}": 0,
    "sites[].windows[].open": None,
    "sites[].windows[].close": None,
    "days[].start": None,
    "days[].end": None,
    "days[].max_visits": 0,
    "days[].max_driving": 0,
    "days[].driving_break[]": 0,
    "days[].lunch.earliest": None,
    "days[].lunch.latest": None,
    "days[].lunch.duration": 0,
    "pinned[].start": None,
    "limits[].max": None,
    "limits[].use.{}": 0,
}
IN_ORDER = (
    ("sites[].windows[]", "open", "close"),
    ("days[]", "start", "end"),
    ("days[].lunch", "earliest", "latest"),
)
PLACES = ("sites[].place", "days[].start_place", "days[].end_place", "days[].lunch.at[]")
NO_PLACE = N_("There is no place {name}.")
NO_SITE = N_("There is no site {name}.")
NO_DAY = N_("There is no day {name}.")


def faults(raw: dict[str, Any]) -> Iterator[Fault]:
    """Everything that is wrong beside the shape."""
    places = raw.get("places")
    yield from sound.travel(raw, len(places) if isinstance(places, list) else None)
    yield from sound.unique(raw, ("places", "sites", "days", "limits"))
    yield from sound.numbers(raw, NUMBERS)
    yield from sound.in_order(raw, IN_ORDER)
    yield from sound.known(raw, PLACES, sound.ids(raw, "places"), NO_PLACE)
    days, sites = sound.ids(raw, "days"), sound.ids(raw, "sites")
    yield from sound.known(raw, ("sites[].windows[].days[]", "pinned[].day"), days, NO_DAY)
    yield from sound.known_members(raw, ("sites[].scores",), days, NO_DAY)
    yield from sound.known(raw, ("pinned[].site", "orders[][]"), sites, NO_SITE)
    yield from sound.known_members(raw, ("limits[].use",), sites, NO_SITE)
    yield from _points(raw)
    yield from _needed(raw)
    for found in follow(raw, "orders[]"):
        if isinstance(found.value, list) and len(found.value) == 2:
            first, second = found.value
            if isinstance(first, str) and first == second:
                text = Phrase("{name} cannot come before itself.", name=shown(first))
                yield Fault(found.path, text)


def _points(raw: dict[str, Any]) -> Iterator[Fault]:
    """Coordinates are not used here, but a wrong one is a wrong file."""
    for name in ("lat", "lon", "x", "y"):
        for found in follow(raw, f"places[].{name}"):
            if isinstance(found.value, bool) or not isinstance(found.value, int | float):
                text = Phrase("A number is needed, not {value}.", value=shown(found.value))
                yield Fault(found.path, text)


def _needed(raw: dict[str, Any]) -> Iterator[Fault]:
    for name in ("places", "days"):
        if raw.get(name) == []:
            yield Fault((name,), Phrase("At least one is needed."))
    for found in follow(raw, "days[].max_visits"):
        if found.value is None:
            yield Fault(found.path, Phrase("A whole number is needed, not {value}.", value="null"))
