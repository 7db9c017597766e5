"""Commands run in this process (a process of its own costs 0.3 s), on a store of one's own."""

import signal
from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

from planner.cli import main
from planner.workspace import ENVIRONMENT
from tests.commands.said import Said
from tests.stores import Place

#: Those that a command listens to.
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP")
           if hasattr(signal, name)]  # fmt: skip

Run: TypeAlias = Callable[..., Said]


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a command sets for its process does not last."""
    handlers = {n: signal.getsignal(n) for n in SIGNALS}
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process: ``run("check", "--json")``."""

    def run_it(*arguments: str) -> Said:
        capsys.readouterr()
        try:
            code = main(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return run_it


@pytest.fixture
def demo_plan(demo_store: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A store of one's own with the demo edition, which commands open by default."""
    monkeypatch.setenv(ENVIRONMENT, str(demo_store))
    return demo_store


@pytest.fixture
def empty_plan(empty_store: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A store of one's own without an edition, which commands open by default."""
    monkeypatch.setenv(ENVIRONMENT, str(empty_store))
    return empty_store
