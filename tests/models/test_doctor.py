"""Examining a store: what is fine, and what each kind of damage is called."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text

from models.doctor import Finding, examine
from models.store import Store, open_store
from planner.edits import activities as edits
from planner.edits.remove import remove
from planner.workspace import Workspace
from tests.stores import Place

pytestmark = pytest.mark.both_stores

#: What is examined of a file, and of it alone.
OF_FILES = {"integrity", "foreign-keys", "private", "backups", "leftovers"}
#: Damage that a server does not let in.
OF_A_FILE = pytest.mark.sqlite_only
NAMES = ["integrity", "foreign-keys", "schema", "values", "journal", "private"]
NAMES += ["backups", "leftovers"]


@pytest.fixture
def store(demo_store: Place) -> Iterator[Store]:
    opened = open_store(demo_store)
    yield opened
    opened.close()


def findings(store: Store) -> dict[str, Finding]:
    return {f.name: f for f in examine(store)}


def broken(store: Store) -> set[str]:
    """The names of the findings that are not fine."""
    return {f.name for f in examine(store) if not f.fine}


def harm(store: Store, statement: str) -> None:
    if store.path is None:
        with store.engine.begin() as connection:
            connection.execute(text(statement))
        return
    with closing(sqlite3.connect(store.path)) as database:
        database.execute(statement)
        database.commit()


def test_a_healthy_store_is_fine_in_every_respect(store: Store) -> None:
    found = examine(store)
    names = NAMES[:5] if store.path else [n for n in NAMES if n not in OF_FILES]
    assert [f.name for f in found][: len(names)] == names
    assert [f for f in found if not f.fine] == []
    assert findings(store)["journal"].number == 1


@pytest.mark.sqlite_only
def test_examining_changes_nothing(store: Store) -> None:
    assert store.path is not None
    revision, before = store.revision(), store.path.read_bytes()
    examine(store)
    assert store.revision() == revision
    assert store.path.read_bytes() == before


def test_the_journal_agrees_after_edits_undo_and_redo(demo: Workspace) -> None:
    placed = [a for a in demo.programme.activities.values() if a.start]
    for activity in placed[:6]:
        demo.do(edits.shift(demo.programme, activity.id, 5))
    demo.do(remove(demo.programme, demo.programme.activities[placed[7].id]))
    demo.do(remove(demo.programme, next(iter(demo.programme.delegations.values()))))
    assert broken(demo.store) == set()
    for _step in range(3):
        demo.undo()
    assert broken(demo.store) == set()
    demo.redo()
    demo.do(edits.shift(demo.programme, placed[0].id, 5))
    assert broken(demo.store) == set()
    assert findings(demo.store)["journal"].number == 8


@pytest.mark.parametrize(
    ("statement", "named", "detail"),
    [
        pytest.param(
            *(
                "UPDATE delegate SET delegation_id = 'gone'",
                {"foreign-keys", "journal"},
                "delegate",
            ),
            marks=OF_A_FILE,
        ),
        ("UPDATE activity SET minutes = minutes + 1", {"journal"}, "activity "),
        ("DELETE FROM boarding", {"journal"}, "boarding "),
        ("UPDATE journal_change SET after = 'x'", {"journal"}, "step 1"),
        ("UPDATE journal_change SET table_name = 'song'", {"journal"}, "step 1"),
        pytest.param(
            *("UPDATE journal_step SET at = 'soon'", {"values", "journal"}, "journal_step"),
            marks=OF_A_FILE,
        ),
        pytest.param(
            *("UPDATE tour_day SET start = 'dawn'", {"values"}, "tour_day"), marks=OF_A_FILE
        ),
        ("UPDATE host SET kind = 'ghost'", {"values"}, "host"),
        ("UPDATE host SET languages = '{'", {"values"}, "host"),
    ],
)
def test_damage_is_found_and_named(
    store: Store, statement: str, named: set[str], detail: str
) -> None:
    harm(store, statement)
    assert broken(store) == named
    assert detail in " / ".join(f.detail for f in examine(store) if not f.fine)


def test_rows_that_the_journal_does_not_know_are_no_damage(store: Store) -> None:
    harm(store, "UPDATE city SET name = upper(name)")
    assert broken(store) == set()


@pytest.mark.sqlite_only
def test_a_store_that_others_can_read_is_not_private(store: Store) -> None:
    assert store.path is not None
    store.path.chmod(0o640)
    assert broken(store) == {"private"}
    assert findings(store)["private"].detail == "0640"
