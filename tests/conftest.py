"""Fixtures for all tests: stores, and an environment that is the same everywhere."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from planner import phrases
from planner.workspace import ENVIRONMENT, Workspace
from tests import stores

settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """English, and never the store of whoever runs the tests."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "default.db"))
    monkeypatch.setenv("WAKE_PLANNER_SETTINGS", str(tmp_path / "settings.json"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    phrases.set_language("en")
    yield
    phrases.set_language("en")
    gc.enable()  # the app does without it while it opens


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.make_empty(tmp_path_factory.mktemp("empty") / "plan.db")


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.make_demo(tmp_path_factory.mktemp("demo") / "plan.db")


@pytest.fixture
def empty_store(empty_template: Path, tmp_path: Path) -> Path:
    """A store of one's own without an edition."""
    return stores.copied(empty_template, tmp_path)


@pytest.fixture
def demo_store(demo_template: Path, tmp_path: Path) -> Path:
    """A store of one's own with the demo edition."""
    return stores.copied(demo_template, tmp_path)


@pytest.fixture
def demo(demo_store: Path) -> Iterator[Workspace]:
    """A workspace in the demo edition."""
    workspace = Workspace.open(demo_store, author="anna")
    workspace.enter(workspace.editions()[0].id)
    yield workspace
    workspace.close()
