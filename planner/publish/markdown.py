"""Schedules as Markdown (CommonMark 0.31), for mails and web editors.

Nothing that somebody typed becomes markup, a link or HTML: what would has a backslash before it.
"""

import re
from textwrap import wrap

from planner.publish.mailbox import written
from planner.publish.outline import BELOW, Line, Rank, outline
from planner.publish.sheet import Sheet

#: Longest line, in characters; words that are longer stand alone.
WIDTH = 76
#: Emphasis, code, links and images, HTML, tables, strikethrough, mathematics, addresses of mail.
_INLINE = re.compile(r"[\\`*_\[\]<>|~$@]")
#: ``&amp;``, and what GitHub's dialect makes a link of: ``http://`` and ``www.``
_LINKED = re.compile(r"&(?=[#\w])|:(?=//)|(?<=www)\.", re.IGNORECASE)
#: What would begin a heading, a list, a table or a line across.
_BLOCK = re.compile(r"\d{1,9}(?=[.)](?: |$))|(?=[#+=:-])")
BEFORE = {
    Rank.TITLE: "# ",
    Rank.SECTION: "## ",
    Rank.ENTRY: "- ",
    Rank.WAY: "- ",
    Rank.DETAIL: "  - ",
    Rank.MINE: "  - ",
    Rank.MAIL: "  - ",
}
STRONG = (Rank.ENTRY, Rank.MINE)
#: Headings cannot be continued on a second line.
HEADINGS = (Rank.TITLE, Rank.SECTION)
#: Lines of lists, between which there is no blank one.
LISTED = (Rank.ENTRY, Rank.WAY, *BELOW)


def markdown(sheet: Sheet) -> bytes:
    """The sheet as a Markdown file in UTF-8; the same sheet gives the same bytes."""
    found: list[str] = []
    before: Line | None = None
    for line in outline(sheet):
        is_next = before is not None and before.rank in LISTED and line.rank in LISTED
        if before is not None and not is_next:
            found.append("")
        found += _lines(line)
        before = line
    return ("\n".join(found) + "\n").encode()


def escaped(text: str) -> str:
    """Text of one line as Markdown shows it as it stands, wherever in a line it comes."""
    return _LINKED.sub(r"\\\g<0>", _INLINE.sub(r"\\\g<0>", text))


def _lines(line: Line) -> list[str]:
    before = BEFORE.get(line.rank, "")
    text = _address(line.text) if line.rank is Rank.MAIL else escaped(line.text)
    words = text.split(" ")
    if line.rank in HEADINGS:
        # A closing row of # would be taken for the end of the heading.
        return [before + " ".join((*words[:-1], words[-1].replace("#", r"\#")))]
    if line.rank in STRONG:
        text = f"**{text}**"
    width = WIDTH - len(before)
    lines = wrap(text, width, break_long_words=False, break_on_hyphens=False)
    rest = " " * len(before)
    return [(rest if n else before) + _begun(each) for n, each in enumerate(lines)]


def _begun(line: str) -> str:
    """A line that begins no block of its own."""
    sign = _BLOCK.match(line)
    return f"{sign[0]}\\{line[sign.end() :]}" if sign else line


def _address(text: str) -> str:
    """The one link there is: to write to an organiser."""
    return f"<{text}>" if written(text) == text else escaped(text)
