"""What a form's schema cannot say: names that exist, ids that differ, numbers that make sense.

Tables name the places to look at (see :func:`planner.solve.faults.follow`); what is missing or of
another kind is passed over, :mod:`planner.solve.shape` has complained about it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from planner.phrases import Phrase
from planner.solve.faults import Fault, Found, follow, shown
from planner.solve.json_text import LARGEST_NUMBER, SMALLEST_NUMBER


def whole(value: Any) -> bool:
    """A whole number (true and false are none)."""
    return isinstance(value, int) and not isinstance(value, bool)


class Anything(frozenset[str]):
    """Ids of a list that cannot be read: nothing is unknown."""

    def __contains__(self, _name: object) -> bool:
        return True


def ids(raw: dict[str, Any], rows: str) -> frozenset[str]:
    """The ids of the rows of a list."""
    if not isinstance(raw.get(rows, []), list):
        return Anything()
    return frozenset(f.value for f in follow(raw, f"{rows}[].id") if isinstance(f.value, str))


def numbers(raw: Any, least: Mapping[str, int | None]) -> Iterator[Fault]:
    """Numbers that are below their least, or do not fit in 64 bits."""
    for pattern, lowest in least.items():
        for found in follow(raw, pattern):
            if not whole(found.value):
                continue
            if not SMALLEST_NUMBER <= found.value <= LARGEST_NUMBER:
                yield Fault(found.path, Phrase("The number is too large."))
            elif lowest is not None and found.value < lowest:
                yield Fault(
                    found.path,
                    Phrase("It is {value}, less than {least}.", value=found.value, least=lowest),
                )


def known(
    raw: Any, patterns: Iterable[str], names: Collection[Any], sentence: str
) -> Iterator[Fault]:
    """References to rows that are not there; ``sentence`` has a ``{name}``."""
    for pattern in patterns:
        for found in follow(raw, pattern):
            if isinstance(found.value, str) and found.value not in names:
                yield Fault(found.path, Phrase(sentence, name=shown(found.value)))


def known_members(
    raw: Any, patterns: Iterable[str], names: Collection[Any], sentence: str
) -> Iterator[Fault]:
    """The same for objects whose members are named by rows."""
    for pattern in patterns:
        for found in follow(raw, pattern):
            for name in found.value if isinstance(found.value, dict) else ():
                if name not in names:
                    yield Fault((*found.path, name), Phrase(sentence, name=shown(name)))


def unique(raw: Any, lists: Iterable[str]) -> Iterator[Fault]:
    """Ids that two rows of a list share."""
    for rows in lists:
        first: dict[str, Found] = {}
        for found in follow(raw, f"{rows}[].id"):
            if not isinstance(found.value, str):
                continue
            if found.value in first:
                place = f"{rows}[{first[found.value].path[1]}]"
                text = Phrase("{id} is the id of {place} too.", id=shown(found.value), place=place)
                yield Fault(found.path, text)
            first.setdefault(found.value, found)


def in_order(raw: Any, pairs: Iterable[tuple[str, str, str]]) -> Iterator[Fault]:
    """Rows whose second moment is before the first."""
    for pattern, first, second in pairs:
        for found in follow(raw, pattern):
            a, b = found.member(first), found.member(second)
            if whole(a) and whole(b) and b < a:
                text = Phrase("{b} is before “{first}” ({a}).", b=b, first=first, a=a)
                yield Fault((*found.path, second), text)


def stretches(raw: Any, patterns: Iterable[str]) -> Iterator[Fault]:
    """Lists ``[start, end, ...]`` whose end is before their start."""
    for pattern in patterns:
        for found in follow(raw, pattern):
            pair = found.value[:2] if isinstance(found.value, list) else []
            if len(pair) == 2 and all(map(whole, pair)) and pair[1] < pair[0]:
                yield Fault(
                    (*found.path, 1),
                    Phrase("{b} is before the start ({a}).", b=pair[1], a=pair[0]),
                )


def travel(raw: Any, places: int | None) -> Iterator[Fault]:
    """A matrix that is not square, not of that many places, or holds what is no time."""
    matrix = raw.get("travel")
    if not isinstance(matrix, list):
        return
    size = len(matrix) if places is None else places
    if len(matrix) != size:
        text = Phrase("It has {rows} rows for {n} places.", rows=len(matrix), n=size)
        yield Fault(("travel",), text)
    for n, row in enumerate(matrix):
        if not isinstance(row, list):
            text = Phrase("A list is needed, not {value}.", value=shown(row))
            yield Fault(("travel", n), text)
            continue
        if len(row) != size:
            text = Phrase("The row has {n} times, not {size}.", n=len(row), size=size)
            yield Fault(("travel", n), text)
        if set(map(type, row)) <= {int} and row and min(row) >= -1 and max(row) <= LARGEST_NUMBER:
            continue
        for k, minutes in enumerate(row):
            if not whole(minutes):
                text = Phrase("A whole number is needed, not {value}.", value=shown(minutes))
                yield Fault(("travel", n, k), text)
            elif not -1 <= minutes <= LARGEST_NUMBER:
                text = Phrase("A time is at least -1 (no way), not {n}.", n=minutes)
                yield Fault(("travel", n, k), text)
