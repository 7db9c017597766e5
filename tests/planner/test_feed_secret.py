"""The secret of a store: made once, the same in copies, another in every other store."""

from pathlib import Path

from planner.feed_secret import SECRET_BYTES, feed_secret
from planner.workspace import Workspace
from tests import stores
from tests.stores import copied


def test_it_is_made_once_and_survives_a_restart(demo: Workspace) -> None:
    secret = feed_secret(demo)
    later = Workspace.open(stores.place_of(demo))
    assert feed_secret(demo) == feed_secret(later) == secret
    assert len(secret) == SECRET_BYTES
    later.close()


def test_making_it_is_no_news_to_who_made_it(demo: Workspace) -> None:
    feed_secret(demo)
    assert not demo.refresh()


def test_a_copy_of_a_store_has_the_same(empty_store: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(empty_store)
    secret = feed_secret(workspace)
    workspace.close()
    (tmp_path / "copy").mkdir()
    other = Workspace.open(copied(empty_store, tmp_path / "copy"))
    assert feed_secret(other) == secret
    other.close()


def test_two_stores_have_two(demo: Workspace, empty_template: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Workspace.open(copied(empty_template, tmp_path / "other"))
    assert feed_secret(other) != feed_secret(demo)
    other.close()
