"""A name, an organisation and a title as a vCard (RFC 6350), for the code on a badge."""

from planner.publish.event_lines import escaped
from planner.publish.plaintext import clean_line

#: Most characters of a value: a code of more cannot be read from a badge.
LONGEST = 60


def vcard(name: str, latin: str, organisation: str, title: str) -> str:
    """The card with those values that are not empty; ``latin`` is the name in Latin letters.

    Lines are not folded (section 3.2 only advises it): phones do not expect it in a code.  The
    two names are one, written in two ways, which is what ALTID says (section 5.4).
    """
    names = [("FN", name)] if not latin else [("FN;ALTID=1", name), ("FN;ALTID=1", latin)]
    values = [*names, ("ORG", organisation), ("TITLE", title)]
    lines = [f"{key}:{_value(value)}" for key, value in values if clean_line(value)]
    return "\r\n".join(["BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""])


def _value(text: str) -> str:
    """Escaped as in calendars (section 3.4), cut where it is too long."""
    line = clean_line(text)
    return escaped(line if len(line) <= LONGEST else line[: LONGEST - 1] + "…")
