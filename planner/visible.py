"""People's text on one line of a terminal: shown as typed, but nothing in it is obeyed."""

import unicodedata

#: Zero-width joiners are part of how some scripts and emoji are written.
JOINERS = "\u200c\u200d"
#: Controls, formats (bidirectional overrides among them), surrogates, private use, line ends.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with control and bidirectional characters as U+FFFD, line ends as blanks."""
    if text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character == "\n":
        return " "
    if unicodedata.category(character) in _HIDDEN and character not in JOINERS:
        return "\N{REPLACEMENT CHARACTER}"
    return character
