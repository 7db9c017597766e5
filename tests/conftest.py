"""Fixtures for all tests: stores, and an environment that is the same everywhere.

``--on postgresql`` puts every store on a server.  Tests marked ``both_stores`` run on a file and
on a server in any run; tests marked ``sqlite_only`` are about files, and never run on a server.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from planner import phrases
from planner.workspace import ENVIRONMENT, Workspace
from tests import stores
from tests.logs import log_path
from tests.stores import POSTGRESQL, SQLITE, Place

if TYPE_CHECKING:
    from tests.postgres import Server

NO_SERVER = "PostgreSQL did not start: "
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


#: No log of whoever runs the tests, while stores are made that all tests share.
os.environ["WAKE_PLANNER_LOG"] = "-"


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """English, and never the store of whoever runs the tests."""
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "default.db"))
    monkeypatch.setenv("WAKE_PLANNER_SETTINGS", str(tmp_path / "settings.json"))
    monkeypatch.setenv("PGPASSWORD", "")
    monkeypatch.setenv("WAKE_PLANNER_LOG", str(log_path(tmp_path)))
    monkeypatch.delenv("WAKE_PLANNER_DEBUG", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    phrases.set_language("en")
    yield
    phrases.set_language("en")
    gc.enable()  # the app does without it while it opens


# -- where stores are ---------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on", choices=(SQLITE, POSTGRESQL), default=SQLITE, help="where stores are")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked so on both, unless a server was asked for."""
    marked = metafunc.definition.get_closest_marker
    if (
        "store_kind" in metafunc.fixturenames
        and marked("both_stores")
        and not marked("sqlite_only")
    ):
        on_server = metafunc.config.getoption("--on") == POSTGRESQL
        kinds = [POSTGRESQL] if on_server else [SQLITE, POSTGRESQL]
        metafunc.parametrize("store_kind", kinds, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server runs what has a store, and is not about files."""
    on_server = config.getoption("--on") == POSTGRESQL

    def runs(item: pytest.Item) -> bool:
        params = (
            item.callspec.params
            if isinstance(item, pytest.Function) and hasattr(item, "callspec")
            else {}
        )
        here = on_server or params.get("store_kind") == POSTGRESQL
        if here and item.get_closest_marker("sqlite_only"):
            return False
        return not on_server or "store_kind" in getattr(item, "fixturenames", ())

    chosen: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        (chosen if runs(item) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = chosen


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.getreports("skipped")
    if missed := [r for r in skipped if NO_SERVER in str(r.longrepr)]:
        terminalreporter.section("PostgreSQL DID NOT START", "!", red=True, bold=True)
        text = f"{len(missed)} tests were NOT run on a server: {missed[0].longrepr}"
        terminalreporter.write_line(text, red=True, bold=True)


@pytest.fixture(autouse=True)
def _no_daily_copies(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy before the first write of each test would take longer than most tests."""
    if "daily_copies" not in request.fixturenames:
        monkeypatch.setattr("planner.safeguard.Safeguard.is_daily_due", False)


@pytest.fixture
def daily_copies() -> None:
    """Asks for the copy at the first write of a day, which tests otherwise do without."""


@pytest.fixture(scope="session")
def store_kind(request: pytest.FixtureRequest) -> str:
    """Where this test's stores are: ``sqlite`` or ``postgresql``."""
    found: str = getattr(request, "param", request.config.getoption("--on"))
    return found


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Server]":
    """The server of this run; skips, and says so at the end, where there can be none."""
    try:
        from tests import postgres
    except ImportError as error:
        pytest.skip(f"{NO_SERVER}{error}")
    root = tmp_path_factory.getbasetemp()
    try:
        with postgres.shared(root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) as one:
            stores.use(one)
            yield one
    except postgres.DidNotStart as error:
        pytest.skip(f"{NO_SERVER}{error}")


@pytest.fixture(autouse=True)
def _databases_go_with_their_test() -> Iterator[None]:
    yield
    stores.drop_copies()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.make_empty(tmp_path_factory.mktemp("empty") / "plan.db")


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stores.make_demo(tmp_path_factory.mktemp("demo") / "plan.db")


@pytest.fixture(scope="session")
def empty_template(store_kind: str, request: pytest.FixtureRequest) -> Place:
    """A closed store without an edition, to be copied."""
    if store_kind == SQLITE:
        return request.getfixturevalue("empty_file")  # type: ignore[no-any-return]
    server: Server = request.getfixturevalue("server")
    return server.template("empty", stores.make_empty)


@pytest.fixture(scope="session")
def demo_template(store_kind: str, request: pytest.FixtureRequest) -> Place:
    """A closed store with the demo edition, to be copied."""
    if store_kind == SQLITE:
        return request.getfixturevalue("demo_file")  # type: ignore[no-any-return]
    server: Server = request.getfixturevalue("server")
    return server.template("demo", stores.make_demo)


@pytest.fixture
def new_place(store_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    """Where nothing is yet: no file, or a database without a table."""
    if store_kind == SQLITE:
        return tmp_path / "plan.db"
    server: Server = request.getfixturevalue("server")
    return server.new()


@pytest.fixture
def empty_store(empty_template: Place, tmp_path: Path) -> Place:
    """A store of one's own without an edition."""
    return stores.copied(empty_template, tmp_path)


@pytest.fixture
def demo_store(demo_template: Place, tmp_path: Path) -> Place:
    """A store of one's own with the demo edition."""
    return stores.copied(demo_template, tmp_path)


@pytest.fixture
def demo(demo_store: Place) -> Iterator[Workspace]:
    """A workspace in the demo edition."""
    workspace = Workspace.open(demo_store, author="anna")
    workspace.enter(workspace.editions()[0].id)
    yield workspace
    workspace.close()
