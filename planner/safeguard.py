"""Copies of the store that are made by themselves before something large, and once a day.

What they guard can be undone from the journal anyway: a copy that cannot be made is told, and
never keeps anybody from working.
"""

from datetime import date, datetime
from threading import Lock

from sqlalchemy import select

from models.backup import back_up, copies, revision_of, thin_out
from models.failures import StoreFailure
from models.keeping import Why
from models.store import Store
from models.tables import EDITION
from planner.phrases import N_, Phrase
from planner.store_words import as_problem

#: Why a copy was made, in words.
WHYS = {
    Why.BY_HAND: N_("by hand"),
    Why.MIGRATION: N_("before a new version of the program"),
    Why.RESTORE: N_("before a restore"),
    Why.REPAIR: N_("before a repair"),
    Why.IMPORT: N_("before an import"),
    Why.PROPOSAL: N_("before a proposal was applied"),
    Why.RELEASE: N_("before a release"),
    Why.ROLLBACK: N_("before going back to a release"),
    Why.DAILY: N_("first work of a day"),
}


class Safeguard:
    """The copies of one store; may be asked from any thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._looked: date | None = None

    @property
    def is_daily_due(self) -> bool:
        """Whether today has not been looked yet if a copy is to be made."""
        return self._looked != date.today() and self._may

    @property
    def _may(self) -> bool:
        """A server has backups of its own; what is only read cannot be lost."""
        return self._store.path is not None and self._store.read_only is None

    def make(self, why: Why) -> Phrase | None:
        """A copy of the store as it is now; why there is none, in words, or None."""
        path = self._store.path
        if path is None or not self._may:
            return None
        with self._lock:
            try:
                back_up(path, why)
                thin_out(path)
            except StoreFailure as failure:
                return Phrase(
                    "No backup could be made: {problem} Your work goes on without.",
                    problem=as_problem(failure).phrase,
                )
        return None

    def make_daily(self) -> Phrase | None:
        """The first copy of a day, if anything has changed since the newest; as :meth:`make`."""
        if not self.is_daily_due:
            return None
        self._looked = date.today()
        return self.make(Why.DAILY) if self._has_news(datetime.now()) else None

    def _has_news(self, now: datetime) -> bool:
        """Whether there is something to lose of which there is no copy of today."""
        path = self._store.path
        assert path is not None
        known = copies(path)
        if known and known[0].at.date() == now.date():
            return False
        try:
            if known and revision_of(known[0].path) == self._store.revision():
                return False
            with self._store.reading() as connection:
                return connection.execute(select(EDITION.c.id).limit(1)).first() is not None
        except StoreFailure:
            return True  # whoever reads next is told what is wrong
