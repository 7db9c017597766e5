"""Typed text made safe for a calendar file: what one reader chokes on costs the whole file.

A NUL makes Evolution, KDE and Home Assistant refuse the file, other control characters make
ics.py refuse it, U+2028 loses a title in node-ical, a lone surrogate cannot be encoded at all;
bidirectional controls can make a line show something else than it says.
"""

import re
from functools import lru_cache

#: Every way of ending a line: CR LF, LF, CR, VT, FF, NEL, and Unicode's two separators.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: C0 (but tab and line feed), DEL, C1, surrogates, bidi controls, byte order mark, noncharacters.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufeff\ufffe\uffff\ufff9-\ufffb]"
)


@lru_cache(maxsize=4096)
def clean_lines(text: str | None) -> str:
    """Text of several lines: safe characters, ``\\n`` between lines, no blank ends."""
    return unkept_lines(text or "")


def unkept_lines(text: str) -> str:
    """As ``clean_lines``, for texts that are met once: nothing is kept in memory."""
    unified = _UNSAFE.sub("", _LINE_END.sub("\n", text))
    return "\n".join(line.rstrip() for line in unified.split("\n")).strip()


@lru_cache(maxsize=4096)
def clean_line(text: str | None) -> str:
    """Text of one line: safe characters, every stretch of white space one blank."""
    return " ".join(clean_lines(text).split())
