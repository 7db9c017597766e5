"""What a session says in words: its language, its description, and what kind of activity it is."""

import re
from functools import cache

from models.words import PART_KINDS, Kind
from planner.fields import MAX_TEXT
from planner.intake.festival.sessions import Session
from planner.intake.vocabulary import language_codes
from planner.names import fold
from planner.publish.event import is_ours
from planner.publish.labels import KINDS, LOCALES, Labels

_REGION = re.compile(r"[-_ ]")


def language_of(session: Session) -> str | None:
    """The code of the one language that is named; None where it is another word, or several."""
    codes = language_codes()
    first = _REGION.split(session.language)[0].casefold()
    return codes.get(fold(session.language)) or (first if first in codes.values() else None)


def kind_of(session: Session) -> Kind:
    """What our own calendars call it; whatever else a festival has is a session."""
    return _kinds().get(fold(session.track), Kind.SESSION) if is_ours(session.key) else Kind.SESSION


def description_of(session: Session, hours: str = "") -> str | None:
    """Speakers, text, track and kind, address on the web; ``hours``: when it is open.

    No words of ours: who reads it reads another language.  At most as long as can be edited.
    """
    words = [] if is_ours(session.key) else [session.track, session.kind]
    if language_of(session) is None:
        words.append(session.language)
    before = (hours, ", ".join(session.speakers), " · ".join(filter(None, words)))
    blocks = ["\n".join(filter(None, before)), session.description, session.url]
    room = MAX_TEXT - sum(len(block) + len("\n\n") for block in (blocks[0], blocks[2]))
    blocks[1] = _cut(session.description, max(room, 0))
    return "\n\n".join(filter(None, blocks))[:MAX_TEXT] or None


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: max(length - 1, 0)].rstrip() + "…"


@cache
def _kinds() -> dict[str, Kind]:
    """By their names in all languages of documents."""
    return {
        fold(labels(word)): kind
        for labels in map(Labels, LOCALES)
        for kind, word in KINDS.items()
        if kind not in PART_KINDS
    }
