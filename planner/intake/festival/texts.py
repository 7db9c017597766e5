"""Texts of others as plain text: safe characters, no markup, no more than a limit.

Tags are taken out with patterns that look at each character once: the parsers of the standard
library take minutes for some broken texts, and fail on what word processors paste.
"""

import re
from html import unescape

from planner.publish.plaintext import unkept_lines

TITLE = 500
#: Somewhat more than an activity keeps.
DESCRIPTION = 2_500
URL = 2_000

_UNSHOWN = re.compile(r"<(script|style)\b[^<>]*>[^<]*(?:</\1\b[^<>]*>)?", re.IGNORECASE)
_NAMES = (
    "a|abbr|article|b|blockquote|body|br|center|code|dd|div|dl|dt|em|figure|font|h[1-6]|head"
    "|hr|html|i|img|li|o:p|ol|p|pre|s|section|small|span|strong|sub|sup|table|tbody|td|th|thead"
    "|tr|u|ul"
)
_TAG = re.compile(rf"<(/?)({_NAMES})(?:\s[^<>]*|/)?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!(?:--)?[^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,30});")
#: Where one of these stands, line breaks of the text itself mean nothing.
_LAID_OUT = re.compile(r"<(?:p|div|br)\b", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n{3,}")
#: What a block begins with, once its tag is gone.
_BLOCKS = {
    **dict.fromkeys(("p", "div", "blockquote", "pre", "table", "ul", "ol", "section"), "\n\n"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "article", "figure"), "\n\n"),
    **dict.fromkeys(("br", "tr", "hr", "dt", "dd"), "\n"),
    **dict.fromkeys(("td", "th"), " "),
    "li": "\n- ",
}


def one_line(text: str, limit: int = TITLE) -> str:
    """Text of one line, at most ``limit`` characters."""
    return " ".join(_plain(text, limit).split())[:limit].rstrip()


def paragraphs(text: str, limit: int = DESCRIPTION) -> str:
    """Text of several lines, at most ``limit`` characters."""
    return _BLANK_LINES.sub("\n\n", _plain(text, limit))[:limit].rstrip()


def web_address(text: str) -> str:
    """The address if it is one of the web, else nothing."""
    address = unkept_lines(text[: URL + 1])
    web = address.lower().startswith(("http://", "https://"))
    return address if web and len(address) <= URL and len(address.split()) == 1 else ""


def is_cut(text: str, limit: int) -> bool:
    """Whether a text is longer than what is kept of it."""
    return len(text) > limit and len(_plain(text, limit)) > limit


def _plain(text: str, limit: int) -> str:
    """Without markup; of a text that is far too long, somewhat more than the limit."""
    text = text[: 4 * limit]
    if "<" in text and (_TAG.search(text) or _UNSHOWN.search(text)):
        text = _COMMENT.sub("", _UNSHOWN.sub("", text))
        text = " ".join(text.split()) if _LAID_OUT.search(text) else text
        text = re.sub(r" ?\n ?", "\n", _TAG.sub(_gap, text))
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return unkept_lines(text)


def _gap(tag: re.Match[str]) -> str:
    gap = _BLOCKS.get(tag[2].lower(), "")
    return "\n" * gap.count("\n") if tag[1] and gap != " " else gap
