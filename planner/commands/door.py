"""Who may come in: a password, and the people who have given it."""

import hmac
import secrets
import unicodedata
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from planner.commands.guessing import Guesses

#: Seconds without opening a page after which the password is asked for again.
IDLE = 12 * 3600.0
MOST_SESSIONS = 1000


@dataclass(frozen=True)
class Refused:
    """The password was wrong; or it was not looked at, and will not be for some seconds."""

    wait: float = 0.0


@dataclass
class Visitor:
    """Somebody who is in: when they were last seen, and how they are called."""

    last: float
    name: str


class Door:
    """All in memory: when the program ends, everybody is out.

    ``clock`` gives seconds that never go back.
    """

    def __init__(self, password: str, clock: Callable[[], float]) -> None:
        self._password = _digest(password)
        self._clock = clock
        self._guesses = Guesses()
        self._seen: OrderedDict[str, Visitor] = OrderedDict()

    def enter(self, password: str, address: str, name: str = "") -> str | Refused:
        """A new token for whoever knows the password; nothing is awaited in between."""
        now = self._clock()
        if wait := self._guesses.wait(address, now):
            return Refused(wait)
        if not hmac.compare_digest(_digest(password), self._password):
            self._guesses.failed(address, now)
            return Refused()
        self._guesses.succeeded(address)
        token = secrets.token_urlsafe(32)
        self._seen[token] = Visitor(now, name)
        if len(self._seen) > MOST_SESSIONS:
            self._seen.popitem(last=False)
        return token

    def admits(self, token: str) -> bool:
        """Somebody came in with that token and has been here since; now again."""
        now = self._clock()
        while self._seen and now - next(iter(self._seen.values())).last > IDLE:
            self._seen.popitem(last=False)
        if token not in self._seen:
            return False
        self._seen[token].last = now
        self._seen.move_to_end(token)
        return True

    def name(self, token: str) -> str:
        """What somebody who is in has said to be called; empty where nothing."""
        found = self._seen.get(token)
        return found.name if found else ""

    def leave(self, token: str) -> None:
        """That token opens nothing any more."""
        self._seen.pop(token, None)


def _digest(password: str) -> bytes:
    """Of the same length for all, and the same for a letter in one code point or in two."""
    return sha256(unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")).digest()
