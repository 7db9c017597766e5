"""A canvas of braille dots with layers: eight dots a cell, the uppermost layer gives the colour.

Pure: no widget and no colour, only which layer a cell belongs to.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from screens.widgets.map_projection import DOTS_ACROSS, DOTS_DOWN

BLANK = 0x2800
#: The bit of each dot of a braille character, by line and column.
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
Dot = tuple[int, int]


class Stroke(NamedTuple):
    """How a line is drawn: so many dots on and so many off in turn (off 0: solid), how thick."""

    on: int = 1
    off: int = 0
    thick: bool = False


SOLID = Stroke()


class Canvas:
    """``width`` x ``height`` cells; what lies outside is cut off."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._bits = bytearray(width * height)
        self._layers = bytearray(width * height)

    def copy(self) -> "Canvas":
        """A canvas with the same on it, to draw more upon."""
        twin = Canvas(self.width, self.height)
        twin._bits[:], twin._layers[:] = self._bits, self._layers
        return twin

    def put(self, x: int, y: int, layer: int) -> None:
        """Set a dot."""
        if 0 <= x < self.width * DOTS_ACROSS and 0 <= y < self.height * DOTS_DOWN:
            place = y // DOTS_DOWN * self.width + x // DOTS_ACROSS
            if layer > self._layers[place]:
                # A cell has one colour: what lies below would take the upper one's.
                self._bits[place] = 0
                self._layers[place] = layer
            if layer == self._layers[place]:
                self._bits[place] |= BITS[y % DOTS_DOWN][x % DOTS_ACROSS]

    def path(self, dots: Sequence[Dot], layer: int, stroke: Stroke = SOLID) -> None:
        """A line through all of these dots."""
        step, period = 0, stroke.on + stroke.off
        last: Dot | None = None
        for start, end in pairwise(dots):
            for x, y in self._segment(start, end):
                if (x, y) == last:
                    continue
                last = (x, y)
                if step % period < stroke.on:
                    self.put(x, y, layer)
                    if stroke.thick:
                        self.put(x + 1, y, layer)
                        self.put(x, y + 1, layer)
                step += 1

    def _segment(self, start: Dot, end: Dot) -> Iterator[Dot]:
        right, bottom = self.width * DOTS_ACROSS - 1, self.height * DOTS_DOWN - 1
        cut = clipped(start, end, right, bottom)
        return dots_between(*cut) if cut is not None else iter(())

    def cells(self, line: int) -> Iterator[tuple[str, int]]:
        """Character and layer of each cell of a line; layer 0: nothing there."""
        first = line * self.width
        for place in range(first, first + self.width):
            bits = self._bits[place]
            yield chr(BLANK + bits) if bits else " ", self._layers[place]

    def lines(self) -> list[str]:
        """What is on the canvas, without layers."""
        return ["".join(char for char, _layer in self.cells(n)) for n in range(self.height)]


def dots_between(start: Dot, end: Dot) -> Iterator[Dot]:
    """Every dot of a straight line, both ends included; each touches the next (Bresenham)."""
    (x, y), (to_x, to_y) = start, end
    dx, dy = abs(to_x - x), -abs(to_y - y)
    step_x, step_y = (1 if x < to_x else -1), (1 if y < to_y else -1)
    error = dx + dy
    while True:
        yield x, y
        if (x, y) == (to_x, to_y):
            return
        double = 2 * error
        if double >= dy:
            error += dy
            x += step_x
        if double <= dx:
            error += dx
            y += step_y


def clipped(start: Dot, end: Dot, right: int, bottom: int) -> tuple[Dot, Dot] | None:
    """The part of a line within 0..right and 0..bottom, None when there is none (Liang-Barsky)."""
    (x, y), (to_x, to_y) = start, end
    dx, dy = to_x - x, to_y - y
    enter, leave = 0.0, 1.0
    for move, room in ((-dx, x), (dx, right - x), (-dy, y), (dy, bottom - y)):
        if move == 0:
            if room < 0:
                return None
        elif move < 0:
            enter = max(enter, room / move)
        else:
            leave = min(leave, room / move)
    if enter > leave:
        return None
    first = (round(x + enter * dx), round(y + enter * dy))
    return first, (round(x + leave * dx), round(y + leave * dy))
