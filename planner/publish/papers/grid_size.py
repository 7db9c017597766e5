"""How large the master grid can be set: estimates of lines and heights, in parts of the type size.

The widths of letters are those of the shipped fonts.  An estimate that is too low costs no text:
rows grow with what is in them, and a table that is too tall goes on on the next page.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil

from planner.publish.charmap import widths_of
from planner.publish.glyphs import clusters, font_folder
from planner.publish.paper import LONG_WORD_IN_GRID, ZERO_WIDTH_SPACE, softened

ELLIPSIS = "…"
#: Width of letters of other fonts, and of very wide ones (Chinese).
USUAL_WIDTH, WIDE_WIDTH = 0.62, 1.0
FIRST_WIDE = "\u1100"
#: Heights: of a capital letter, and between two lines of one paragraph.
LETTER, LEADING = 0.714, 0.5
LINE = LETTER + LEADING
#: Between two activities in one cell, and at both sides of a cell.
BETWEEN, SIDES = 0.7, 0.9


@dataclass(frozen=True, slots=True)
class Setting:
    """A way to set a table: type size in points, most lines of a title and of what follows it.

    ``inset`` is left free above and below in a cell.  ``tight``: time, title and the rest are
    one paragraph, of ``title_lines`` lines at most.
    """

    size: float
    title_lines: int
    rest_lines: int
    inset: float = 0.38
    tight: bool = False


#: From the most generous to the densest.
SETTINGS = (
    Setting(10.5, 5, 3),
    Setting(10, 5, 3),
    Setting(9.5, 5, 3),
    Setting(9, 5, 3),
    Setting(8.5, 4, 2, 0.34),
    Setting(8, 4, 2, 0.32),
    Setting(7.5, 4, 2, 0.3),
    Setting(8.5, 4, 0, 0.34, tight=True),
    Setting(8, 3, 0, 0.32, tight=True),
    Setting(7.5, 3, 0, 0.3, tight=True),
    Setting(7, 2, 0, 0.28, tight=True),
    Setting(6.5, 2, 0, 0.28, tight=True),
    Setting(6.5, 1, 0, 0.25, tight=True),
)
#: For a day that needs several pages anyhow.
OVER_PAGES = Setting(7.5, 4, 2)


def line_count(text: str, room: float, *, bold: bool = False, lead: float = 0) -> int:
    """Lines that a text takes where ``room`` is the width of one; none for an empty text.

    ``lead`` is the width of what stands before it on the first line.
    """
    return _line_count(text, round(room, 1), bold, round(lead, 1))


@lru_cache(maxsize=16384)
def _line_count(text: str, room: float, bold: bool, lead: float) -> int:
    lines, used = (1, lead) if lead else (0, room)
    blank = width(" ", bold=bold)
    for word in text.split():
        needed = width(word, bold=bold)
        if used + blank + needed <= room:
            used += blank + needed
        else:
            lines += max(1, ceil(needed / room))
            used = needed % room if needed > room else needed
    return lines


@lru_cache(maxsize=16384)
def width(text: str, *, bold: bool = False) -> float:
    """How far a text takes the line."""
    known = _widths("Bold" if bold else "Regular")
    return sum(known.get(c, WIDE_WIDTH if c >= FIRST_WIDE else USUAL_WIDTH) for c in text)


@lru_cache(maxsize=16384)
def widest(text: str) -> float:
    """The width of the longest bold word, as far as it cannot be broken."""
    words = softened(text, LONG_WORD_IN_GRID).replace(ZERO_WIDTH_SPACE, " ").replace("-", "- ")
    return max((width(word, bold=True) for word in words.split()), default=0.0)


@cache
def _widths(style: str) -> dict[str, float]:
    return widths_of((font_folder() / f"NotoSans-{style}.ttf").read_bytes())


def shortened(
    text: str, lines: int, room: float, end: str = "", *, bold: bool = False, lead: float = 0
) -> str:
    """As much of ``text`` as fits, and an ellipsis and ``end``; all of it where that fits."""

    def fits(words: str) -> bool:
        return line_count(words, room, bold=bold, lead=lead) <= lines

    if fits(text):
        return text
    letters = tuple(clusters(text))
    begins = ("".join(letters[:count]).rstrip() for count in range(len(letters)))
    endings = [begin + ELLIPSIS + end for begin in begins]
    return endings[max(0, bisect_left(endings, True, key=lambda e: not fits(e)) - 1)]


def row_heights(
    count: int, spans: Iterable[tuple[int, int]], heights: Iterable[float], least: float
) -> list[float]:
    """The rows of a table whose cells have these heights, as Typst sets them.

    ``spans``: first row and number of rows of each cell; the last row of a tall one grows.
    """
    rows = [least] * count
    for (first, wide), height in sorted(
        zip(spans, heights, strict=True), key=lambda pair: (pair[0][1], pair[0][0])
    ):
        lacking = height - sum(rows[first : first + wide])
        rows[first + wide - 1] += max(0.0, lacking)
    return rows
