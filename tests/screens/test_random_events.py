"""Random keys and mouse events: no traceback, a sound store, and undo restores every row.

Each seed is a session of its own.  ``WAKE_RANDOM_SEED=17`` plays one seed again,
``WAKE_RANDOM_EVENTS=400`` says how many events a session has.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from sqlalchemy import select

from models.doctor import examine
from models.store import Store
from models.tables import (
    ADDRESSEE,
    EVENT_CONTENT,
    HANDOUT,
    ISSUED_EVENT,
    META,
    METADATA,
    RELEASE,
    STEP,
    STEP_CHANGE,
)
from planner.workspace import Workspace
from screens.rooms import ROOMS
from tests.marks import slow_from
from tests.screens.random_events import Player

#: The journal itself, and what undo leaves alone on purpose: what has been sent stays sent.
JOURNAL = (STEP, STEP_CHANGE, META)
SENT = (RELEASE, ADDRESSEE, EVENT_CONTENT, ISSUED_EVENT, HANDOUT)
NOT_COMPARED = frozenset(table.name for table in JOURNAL + SENT)
#: 2 sessions with every test run; 100 x 100 = 10,000 events with the slow ones.
QUICK_SEEDS, SLOW_SEEDS = 1, 100
EVENTS = int(os.environ.get("WAKE_RANDOM_EVENTS", "100"))

Table: TypeAlias = Mapping[tuple[Any, ...], tuple[Any, ...]]


def chosen_seeds() -> list[Any]:
    if seed := os.environ.get("WAKE_RANDOM_SEED"):
        return [int(seed)]
    return slow_from(QUICK_SEEDS, range(1, SLOW_SEEDS + 1))


def rows_of(store: Store) -> dict[str, Table]:
    """Every row of every table but the journal's, by its key."""
    found: dict[str, Table] = {}
    with store.reading() as connection:
        for name, table in METADATA.tables.items():
            if name not in NOT_COMPARED:
                keys = [column.name for column in table.primary_key]
                rows = connection.execute(select(*table.columns)).mappings()
                found[name] = {tuple(r[k] for k in keys): tuple(r.values()) for r in rows}
    return found


@pytest.mark.parametrize("seed", chosen_seeds())
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("at_home")
async def test_whatever_is_pressed_the_plan_stays_whole(demo_store: Path, seed: int) -> None:
    before = Workspace.open(demo_store)
    edition_ids = [edition.id for edition in before.editions()]
    first = rows_of(before.store)
    before.close()

    await Player(demo_store, ROOMS[seed % len(ROOMS)].mode, seed, EVENTS).play()

    after = Workspace.open(demo_store, author="anna")  # who has played
    try:
        findings = examine(after.store)
        assert [f for f in findings if not f.fine] == []
        for edition in after.editions():
            after.enter(edition.id)
            while after.undo() is not None:
                pass
        last = rows_of(after.store)
        is_new = {e.id for e in after.editions()} != set(edition_ids)
        for name, rows in first.items():
            # Making an edition is never undone: its rows are there besides the first ones.
            kept = {k: row for k, row in last[name].items() if k in rows} if is_new else last[name]
            assert kept == rows, f"{name} after undoing everything, seed {seed}"
    finally:
        after.close()
