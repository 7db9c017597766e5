"""Where numbers and names stand on a map, so that none lies on another.  Pure; millimetres."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import NamedTuple

from planner.publish.papers.map_view import Spot

#: Spots closer than this cannot be told apart.
SAME = 1.2
#: A number: height, width of one of up to two digits, and of each further character.
SIGN_HEIGHT, SIGN_WIDTH, SIGN_CHARACTER = 4.2, 4.6, 1.45
#: A name: height, and width of a character.
NAME_HEIGHT, NAME_CHARACTER = 3.4, 1.55
#: A number that has no room on its spot stands so far from it, in so many directions.
DISTANCES, DIRECTIONS = (4.5, 6.5, 9.0, 12.0, 16.0), 16
DOT = 0.8
#: A line is kept clear by squares of this size along it.
LINE_STEP = 1.5


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, middle: Spot, width: float, height: float) -> "Box":
        x, y = middle
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def overlaps(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True, slots=True)
class Sign:
    """The number of a place, or those of several: ``3, 5``.

    ``x``, ``y`` are its middle, ``to_x``, ``to_y`` the place; they differ where a line leads
    from one to the other.
    """

    text: str
    x: float
    y: float
    width: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the place of its left end and of its middle line."""

    text: str
    x: float
    y: float


class _Group(NamedTuple):
    """Places that share a sign."""

    numbers: tuple[int, ...]
    spot: Spot

    @property
    def text(self) -> str:
        return runs(self.numbers)

    @property
    def width(self) -> float:
        return SIGN_WIDTH + SIGN_CHARACTER * max(len(self.text) - 2, 0)


class Room:
    """What stands on a map already; what comes first has the choice."""

    def __init__(self, width: float, height: float, taken: Sequence[Box] = ()) -> None:
        self._frame = Box(0, 0, width, height)
        self._taken = list(taken)

    def signs(self, spots: Sequence[tuple[int, Spot]]) -> tuple[Sign, ...]:
        """The numbers of all places; some share one where there is no room for each."""
        groups = _grouped(spots)
        while (found := self._placed(groups)) is None:
            groups = _nearest_joined(groups)
        self._taken += [_box(sign) for sign in found]
        return tuple(found)

    def keep_clear(self, way: Sequence[Spot]) -> None:
        """No name is to stand on this line."""
        for start, end in pairwise(way):
            steps = int(_distance(start, end) // LINE_STEP) + 1
            for n in range(steps + 1):
                x = start.x + (end.x - start.x) * n / steps
                y = start.y + (end.y - start.y) * n / steps
                self._taken.append(Box.around(Spot(x, y), LINE_STEP, LINE_STEP))

    def _placed(self, groups: Sequence[_Group]) -> list[Sign] | None:
        """None where some group finds no room; a single one always stands on its spot."""
        if len(groups) == 1:
            return [_sign(groups[0], groups[0].spot)]
        dots = [Box.around(group.spot, 2 * DOT, 2 * DOT) for group in groups]
        found: list[Sign] = []
        for n, group in enumerate(groups):
            others = [*self._taken, *map(_box, found), *dots[:n], *dots[n + 1 :]]
            signs = (_sign(group, middle) for middle in _around(group.spot))
            sign = next((s for s in signs if self._is_free(_box(s), others)), None)
            if sign is None:
                return None
            found.append(sign)
        return found

    def name(self, text: str, spot: Spot, gap: float) -> Name | None:
        """A name ``gap`` mm beside a spot; None where there is no room, and then it is left out."""
        width = NAME_CHARACTER * len(text)
        away, line = gap + width / 2, gap + NAME_HEIGHT / 2
        for dx, dy in ((away, 0.0), (-away, 0.0), (0.0, -line), (0.0, line)):
            box = Box.around(Spot(spot.x + dx, spot.y + dy), width, NAME_HEIGHT)
            if self._is_free(box, self._taken):
                self._taken.append(box)
                return Name(text, box.left, (box.top + box.bottom) / 2)
        return None

    def _is_free(self, box: Box, others: Sequence[Box]) -> bool:
        return self._frame.holds(box) and not any(box.overlaps(other) for other in others)


def runs(numbers: Sequence[int]) -> str:
    """``1–3, 5``"""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    texts = (f"{r[0]}–{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in found)
    return ", ".join(texts)


def _around(spot: Spot) -> Iterator[Spot]:
    """The spot itself, then places around it, the nearest first, the right one before others."""
    yield spot
    for distance in DISTANCES:
        for step in range(DIRECTIONS):
            angle = 2 * pi * step / DIRECTIONS
            yield Spot(spot.x + distance * cos(angle), spot.y - distance * sin(angle))


def _sign(group: _Group, middle: Spot) -> Sign:
    return Sign(group.text, middle.x, middle.y, group.width, group.spot.x, group.spot.y)


def _box(sign: Sign) -> Box:
    return Box.around(Spot(sign.x, sign.y), sign.width, SIGN_HEIGHT)


def _grouped(spots: Sequence[tuple[int, Spot]]) -> list[_Group]:
    found: list[_Group] = []
    for number, spot in spots:
        near = (n for n, group in enumerate(found) if _distance(group.spot, spot) < SAME)
        if (n := next(near, None)) is None:
            found.append(_Group((number,), spot))
        else:
            found[n] = _Group((*found[n].numbers, number), found[n].spot)
    return found


def _nearest_joined(groups: Sequence[_Group]) -> list[_Group]:
    """The two groups that lie closest as one, halfway between them."""
    pairs = ((a, b) for b in range(len(groups)) for a in range(b))
    a, b = min(pairs, key=lambda pair: _distance(groups[pair[0]].spot, groups[pair[1]].spot))
    (x, y), (other_x, other_y) = groups[a].spot, groups[b].spot
    numbers = (*groups[a].numbers, *groups[b].numbers)
    joined = _Group(numbers, Spot((x + other_x) / 2, (y + other_y) / 2))
    return [joined if n == a else group for n, group in enumerate(groups) if n != b]


def _distance(a: Spot, b: Spot) -> float:
    return hypot(a.x - b.x, a.y - b.y)
