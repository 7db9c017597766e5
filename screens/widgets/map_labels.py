"""Names on a map: each beside its point, none over another.  Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len


class Label(NamedTuple):
    """A name for the point at a column and line.

    ``sign`` stands on the point itself; the name is left out when nothing beside it is free.
    """

    key: str
    text: str
    x: int
    y: int
    sign: str = ""


class Placed(NamedTuple):
    """A text at a column and line."""

    key: str
    text: str
    x: int
    y: int
    is_sign: bool


def place(labels: Iterable[Label], width: int, height: int) -> list[Placed]:
    """Where names stand, the first ones having the choice: right, left, above or below.

    The signs of all points come first, so that no name covers one.  Of several labels with one
    key a single name is placed.
    """
    inside = [la for la in labels if 0 <= la.x < width and 0 <= la.y < height]
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    for label in inside:
        if label.sign:
            taken.update(_cells(label.x, label.y, label.sign))
            placed.append(Placed(label.key, label.sign, label.x, label.y, is_sign=True))
    named: set[str] = set()
    for label in inside:
        for x, y in _choices(label) if label.text and label.key not in named else ():
            cells = set(_cells(x, y, label.text))
            if all(0 <= cx < width and 0 <= cy < height for cx, cy in cells) and not cells & taken:
                taken |= cells
                taken.add((x - 1, y))
                named.add(label.key)
                placed.append(Placed(label.key, label.text, x, y, is_sign=False))
                break
    return placed


def _cells(x: int, y: int, text: str) -> Iterator[tuple[int, int]]:
    return ((x + n, y) for n in range(cell_len(text)))


def _choices(label: Label) -> Iterator[tuple[int, int]]:
    long = cell_len(label.text)
    right = label.x + cell_len(label.sign) + (1 if label.sign else 0)
    left = label.x - long - 1
    yield right, label.y
    yield left, label.y
    for line in (label.y - 1, label.y + 1):
        yield right, line
        yield label.x - long // 2, line
        yield left, line
