"""Schedules as plain text, to be read in a mail."""

from textwrap import wrap

from planner.publish.outline import BELOW, Line, Rank, outline
from planner.publish.sheet import Sheet

#: Longest line, in characters: what mail programs show without breaking it again.
WIDTH = 76
INDENT = "    "
UNDERLINES = {Rank.TITLE: "=", Rank.SECTION: "-"}
#: What stands before a line, and before those that it goes on in; one's own turn is marked.
INDENTS = {
    Rank.ENTRY: ("", INDENT),
    Rank.WAY: ("", INDENT),
    Rank.DETAIL: (INDENT, INDENT),
    Rank.MINE: (f"{INDENT}» ", f"{INDENT}  "),
    Rank.MAIL: (INDENT, INDENT),
}


def text(sheet: Sheet) -> bytes:
    """The sheet as a text file in UTF-8; the same sheet gives the same bytes."""
    found: list[str] = []
    before: Line | None = None
    for line in outline(sheet):
        if before is not None and _stands_apart(line, before):
            found.append("")
        found += _lines(line)
        before = line
    return ("\n".join(found) + "\n").encode()


def _stands_apart(line: Line, before: Line) -> bool:
    """Whether a blank line comes between; details and paragraphs follow their like closely."""
    is_text = line.rank is Rank.TEXT
    return before.rank is not Rank.TEXT if is_text else line.rank not in BELOW


def _lines(line: Line) -> list[str]:
    first, rest = INDENTS.get(line.rank, ("", ""))
    found = wrap(
        line.text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    if line.rank in UNDERLINES:
        found.append(UNDERLINES[line.rank] * max(map(len, found)))
    return found
