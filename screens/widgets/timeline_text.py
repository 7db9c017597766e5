"""Text that fits into terminal cells: cleaned of what would break a grid, cut, wrapped."""

import re
import unicodedata
from datetime import datetime
from functools import lru_cache

from rich.cells import cell_len, chop_cells, set_cell_size

ELLIPSIS = "…"
#: Left out: joiners, selectors and skin tones (terminals disagree on how wide they make what
#: stands before them), and the marks that switch the writing direction of all that follows.
INVISIBLE = frozenset(
    map(
        chr,
        (
            0x00AD, 0x061C, 0x180E, 0x200B, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF,
            *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10),
            *range(0x1F3FB, 0x1F400), *range(0xE0000, 0xE0200),
        ),
    )
)  # fmt: skip
#: Control characters, line and paragraph separators become spaces.
SPACES = frozenset({"Cc", "Zl", "Zp", "Zs"})
#: Where a line may be broken: French sets a space before these signs, and inside of « ».
BREAKS = re.compile(r"(?<!«) (?![:;!?»])")


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """One line without control characters, direction marks, joiners or runs of spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(map(_clean_character, composed)).split())


def _clean_character(character: str) -> str:
    if character in INVISIBLE:
        return ""
    category = unicodedata.category(character)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return " " if category in SPACES else character


def fit(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells: padded, or cut with an ellipsis.  It must be clean."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + ELLIPSIS


def wrap(text: str, first: int, width: int, lines: int) -> list[str]:
    """``text`` in at most ``lines`` lines of ``width`` cells (``first``: the first one's).

    Always at least one line; the last one is cut where the text does not end in it.
    """
    done: list[str] = []
    room = first
    while len(done) < lines - 1 and cell_len(text) > room > 0:
        line, text = _break(text, room)
        done.append(line)
        room = width
    return [*done, fit(text, room).rstrip()]


def _break(text: str, width: int) -> tuple[str, str]:
    """The longest start of ``text`` that fits, at a space where there is one, and what is left."""
    head = chop_cells(text, width)[0]
    found = (space.start() for space in BREAKS.finditer(text))
    line = text[: max((end for end in found if 0 < end <= len(head)), default=len(head))]
    return line.rstrip(), text[len(line) :].lstrip()


def clock_label(wall: datetime) -> str:
    """``02:30``; the second pass through the repeated hour is ``02:30+``."""
    return f"{wall:%H:%M}" + ("+" if wall.fold else "")
