"""Fixtures of the tests that drive the app."""

import gc
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

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
