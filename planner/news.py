"""What the journal says has been done since somebody last looked: the feed of a team."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from models import journal
from models.journal import RowChange, Step
from models.store import LIFE, all_meta

#: Tables whose rows several editions may see.
SHARED = frozenset({"field", "city", "site", "opening"})


@dataclass(frozen=True)
class Mark:
    """Where a reader of the store stands.

    ``life`` changes when a backup is restored, ``catalogue`` when a newer program brings facts:
    neither is in the journal.
    """

    life: str | None
    catalogue: str | None
    revision: int
    turn: int


@dataclass(frozen=True)
class News:
    """What has been written since a mark.

    ``steps`` are in the order in which they took effect, ``changes`` what they did to the rows of
    one edition; ``is_enough``: these bring a snapshot up to the store, which else has to be read.
    """

    mark: Mark
    steps: tuple[Step, ...]
    changes: tuple[RowChange, ...]
    is_enough: bool


def mark_of(connection: Connection) -> Mark:
    """Where the store stands now."""
    facts = all_meta(connection)
    return Mark(
        facts.get(LIFE),
        facts.get("catalogue"),
        int(facts.get("revision") or 0),
        journal.last_turn(connection),
    )


def news_since(connection: Connection, edition_id: str, since: Mark) -> News:
    """What has been written since a mark, seen from an edition."""
    mark = mark_of(connection)
    if (mark.life, mark.catalogue) != (since.life, since.catalogue):
        return News(mark, (), (), is_enough=False)
    steps = journal.steps_since(connection, since.turn)
    made = list(zip(steps, journal.made_by(connection, steps), strict=True))
    ours = [change for step, found in made if step.edition_id == edition_id for change in found]
    others = (change for step, found in made if step.edition_id != edition_id for change in found)
    is_enough = bool(steps) and not _any_shared(others)
    return News(mark, tuple(steps), tuple(ours), is_enough)


def _any_shared(changes: Iterable[RowChange]) -> bool:
    return any(change.table in SHARED for change in changes)
