"""Keys that stay with a session from one export to the next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from planner.intake.festival.sessions import Session


def told_apart(sessions: Iterable[Session]) -> Iterator[Session]:
    """The sessions, each under a key of its own.

    A talk that is held several times has one key for all of them in its source: to it is added
    when, and if need be where.  A number would be another's as soon as one of them is cancelled.
    """
    found = list(sessions)
    shared = _shared(found)
    timed = [replace(s, key=_at(s)) if s.key in shared else s for s in found]
    shared = _shared(timed)
    return (replace(s, key=f"{s.key}/{s.room}") if s.key in shared else s for s in timed)


def _shared(sessions: Iterable[Session]) -> set[str]:
    times = Counter(session.key for session in sessions)
    return {key for key, n in times.items() if n > 1}


def _at(session: Session) -> str:
    return f"{session.key}@{session.start.isoformat(timespec='minutes')}"
