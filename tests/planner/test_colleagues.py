"""Who else is here, and for how long they are believed to be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import Store, open_store
from planner.colleagues import (
    BEAT_SECONDS,
    FORGOTTEN_SECONDS,
    SILENT_SECONDS,
    Colleague,
    Colleagues,
    beside,
)
from planner.workspace import Workspace

EDITION = "e"


@pytest.fixture
def store(empty_store: Path) -> Iterator[Store]:
    opened = open_store(empty_store)
    yield opened
    opened.close()


def test_each_sees_the_other_and_where_he_is(store: Store) -> None:
    anna, bert = Colleagues(store, "anna"), Colleagues(store, "bert")
    assert anna.look(EDITION, ("site", "s"), 0) == ()
    assert bert.look(EDITION, None, 0) == (Colleague("anna", ("site", "s")),)
    assert anna.look(EDITION, ("site", "s"), 1) == (Colleague("bert", None),)
    assert anna.look("another edition", None, 2) == ()


def test_who_moves_is_seen_there(store: Store) -> None:
    anna, bert = Colleagues(store, "anna"), Colleagues(store, "bert")
    anna.look(EDITION, ("site", "s"), 0)
    anna.look(EDITION, ("site", "t"), 1)
    assert bert.look(EDITION, None, 1) == (Colleague("anna", ("site", "t")),)


def test_who_leaves_is_gone_at_once(store: Store) -> None:
    anna, bert = Colleagues(store, "anna"), Colleagues(store, "bert")
    anna.look(EDITION, None, 0)
    anna.leave()
    assert bert.look(EDITION, None, 0) == ()


def test_who_was_killed_is_gone_after_a_while(store: Store) -> None:
    anna, bert = Colleagues(store, "anna"), Colleagues(store, "bert")
    anna.look(EDITION, None, 0)
    assert bert.look(EDITION, None, 0)
    assert bert.look(EDITION, None, SILENT_SECONDS - 1)
    assert not bert.look(EDITION, None, SILENT_SECONDS + 1)
    bert.look(EDITION, None, FORGOTTEN_SECONDS + 1)
    assert Colleagues(store, "carl").look(EDITION, None, 0) == (Colleague("bert", None),)


def test_who_lives_is_there_for_ever(store: Store) -> None:
    anna, bert = Colleagues(store, "anna"), Colleagues(store, "bert")
    for tick in range(int(3 * SILENT_SECONDS)):
        anna.look(EDITION, None, tick)
        bert.look(EDITION, None, tick)
    assert bert.look(EDITION, None, 3 * SILENT_SECONDS)


def test_who_is_alone_writes_nothing(store: Store) -> None:
    anna = Colleagues(store, "anna")
    anna.look(EDITION, None, 0)
    assert store.path is not None
    before = store.path.with_name(store.path.name + "-wal").stat().st_mtime_ns
    for tick in range(1, int(4 * BEAT_SECONDS)):
        anna.look(EDITION, None, tick)
    assert store.path.with_name(store.path.name + "-wal").stat().st_mtime_ns == before


def test_looking_makes_nobody_read_the_plan_again(store: Store) -> None:
    before = store.revision()
    Colleagues(store, "anna").look(EDITION, ("site", "s"), 0)
    assert store.revision() == before


def test_who_is_on_a_delegate_is_on_the_delegation(demo: Workspace) -> None:
    delegate = next(iter(demo.programme.delegates.values()))
    bert = Colleague("bert", ("delegate", delegate.id))
    spot = ("delegation", delegate.delegation_id)
    assert beside(demo.programme, [bert], spot) == ("bert",)
    assert beside(demo.programme, [bert], ("host", "h")) == beside(demo.programme, [bert], None)
