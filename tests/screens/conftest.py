"""Fixtures of the tests that drive the app."""

import gc
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

#: Every so many tests that have opened the app, what is left of it is freed.
APPS_KEPT = 8
_opened = count(1)


@pytest.fixture(autouse=True)
def _no_app_stays() -> Iterator[None]:
    """An app takes its rows from the collector (``gc.freeze``): a worker would keep each app."""
    yield
    if gc.get_freeze_count() and next(_opened) % APPS_KEPT == 0:
        gc.unfreeze()
        gc.collect()


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own: exports and file dialogs cannot leave it, nor open a browser."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "XDG_DOCUMENTS_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.chdir(home)
    return home
