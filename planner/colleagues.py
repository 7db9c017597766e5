"""Who else is in the edition, and at what: seen by looking every second or so."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from models.presence import Present, read_present, remove_present, write_present
from models.store import Store
from planner.edits.core import new_id
from planner.edits.names import describe
from planner.entities import Delegate
from planner.phrases import Phrase
from planner.programme import Programme
from planner.store_words import in_words

#: A row of the plan: table and id.
Spot: TypeAlias = tuple[str, str]

#: How often a program that is not alone says that it is still there, in seconds.
BEAT_SECONDS = 5.0
#: Who has not said so for so long is not there any more; his row goes after FORGOTTEN_SECONDS.
SILENT_SECONDS = 20.0
FORGOTTEN_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else who has the edition open, and the row he is at, if at any."""

    name: str
    spot: Spot | None


class Colleagues:
    """The others in an edition, as one open program sees them.

    No clock is compared with another machine's: somebody is there for as long as his number goes
    up.  Whoever is alone writes nothing but where he is.
    """

    def __init__(self, store: Store, author: str) -> None:
        self._store, self._author = store, author
        self._id = new_id()
        self._said: Present | None = None
        self._said_at = 0.0
        self._heard: dict[str, tuple[int, float]] = {}

    def look(self, edition_id: str, spot: Spot | None, now: float) -> tuple[Colleague, ...]:
        """Say where one is, and see who else is there; ``now`` in seconds of a steady clock.

        Raises StoreProblem.
        """
        with in_words(), self._store.reading() as connection:
            rows = [r for r in read_present(connection, edition_id) if r.id != self._id]
        silent = {row.id: now - self._last_heard(row, now) for row in rows}
        there = [row for row in rows if silent[row.id] < SILENT_SECONDS]
        gone = [row.id for row in rows if silent[row.id] > FORGOTTEN_SECONDS]
        self._speak(edition_id, spot, now, gone, is_alone=not there)
        return tuple(_colleague(row) for row in there)

    def _last_heard(self, row: Present, now: float) -> float:
        beat, at = self._heard.get(row.id, (None, now))
        if beat != row.beat:
            at = now
            self._heard[row.id] = row.beat, at
        return at

    def _speak(
        self, edition_id: str, spot: Spot | None, now: float, gone: list[str], *, is_alone: bool
    ) -> None:
        said = self._said
        moved = said is None or (said.edition_id, said.row_table, said.row_id) != (
            edition_id,
            *(spot or (None, None)),
        )
        due = now - self._said_at >= BEAT_SECONDS and not is_alone
        if not (moved or due or gone) or self._store.read_only is not None:
            return
        table, row_id = spot or (None, None)
        beat = said.beat + 1 if said else 1
        me = Present(self._id, edition_id, self._author, table, row_id, beat)
        with in_words(), self._store.noting() as connection:
            write_present(connection, me)
            remove_present(connection, gone)
        self._said, self._said_at = me, now

    def leave(self) -> None:
        """The program ends.  Raises StoreProblem."""
        if self._said is not None:
            with in_words(), self._store.noting() as connection:
                remove_present(connection, [self._id])
            self._said = None


def _colleague(row: Present) -> Colleague:
    spot = (row.row_table, row.row_id) if row.row_table and row.row_id else None
    return Colleague(row.author, spot)


def spots(programme: Programme, spot: Spot | None) -> frozenset[Spot]:
    """A row and what it is part of: of a delegate the delegation, of a part the whole."""
    if spot is None:
        return frozenset()
    row = programme.find(*spot)
    if isinstance(row, Delegate):
        return frozenset({spot, ("delegation", row.delegation_id)})
    parent = getattr(row, "parent_id", None)
    return frozenset({spot} if parent is None else {spot, ("activity", parent)})


def beside(
    programme: Programme, colleagues: Iterable[Colleague], spot: Spot | None
) -> tuple[str, ...]:
    """The names of those who are at the same row, or at a part of it."""
    here = spots(programme, spot)
    return tuple(dict.fromkeys(c.name for c in colleagues if here & spots(programme, c.spot)))


def in_words_of(programme: Programme, colleague: Colleague) -> Phrase:
    """``Bert (delegation “Viborg”)``."""
    row = programme.find(*colleague.spot) if colleague.spot else None
    if row is None:
        return Phrase("{who}", who=colleague.name)
    return Phrase("{who} ({what})", who=colleague.name, what=describe(programme, row))
