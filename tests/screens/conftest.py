"""Fixtures of the tests that drive the app."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

#: Every so many apps, what is left of them is freed.
APPS_KEPT = 8
FREEZE = gc.freeze
_left: list[None] = []


@pytest.fixture(autouse=True, scope="session")
def _apps_can_be_freed() -> Iterator[None]:
    """An app takes its rows from the collector (``gc.freeze``): a worker would keep each app."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: _left.append(None))
        yield


@pytest.fixture(autouse=True)
def _no_app_stays() -> Iterator[None]:
    """What is in use after that is never looked at again: modules, caches, rules of style."""
    yield
    if len(_left) >= APPS_KEPT:
        _left.clear()
        gc.collect()
        FREEZE()


@pytest.fixture(autouse=True, scope="session")
def _style_sheets_are_parsed_once() -> Iterator[None]:
    """Parsing the same rules for each of a thousand apps takes a fifth of the time of a test."""
    parse, known = Stylesheet._parse_rules, dict[tuple[Any, ...], list[RuleSet]]()

    def parsed(self: Stylesheet, css: str, *how: Any, **named: Any) -> list[RuleSet]:
        variables = tuple(sorted(self._variables.items()))
        key = (css, how, tuple(sorted(named.items())), variables)
        if key not in known:
            known[key] = parse(self, css, *how, **named)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        yield


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
