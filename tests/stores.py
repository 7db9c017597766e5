"""Real stores for tests: made once, copied for each test; files, or databases on a server."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar, overload

from planner.workspace import Workspace

if TYPE_CHECKING:
    from tests.postgres import Server

#: Where a store is: a file, or the URL of a database.
Place: TypeAlias = str | Path

SomePlace = TypeVar("SomePlace", bound=Place)

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_servers: list["Server"] = []


def use(server: "Server") -> None:
    """The server on which copies of databases are made."""
    _servers[:] = [server]


def drop_copies() -> None:
    """Drop the databases that were made since the last time."""
    for server in _servers:
        server.drop_all()


def kept(place: SomePlace) -> SomePlace:
    """A copy that is to stay until the run has ended."""
    if isinstance(place, str):
        _servers[0].keep(place)
    return place


@overload
def copied(template: Path, folder: Path) -> Path: ...
@overload
def copied(template: Place, folder: Path) -> Place: ...
def copied(template: Place, folder: Path) -> Place:
    """A copy of a closed store: a file in ``folder``, or a database that goes with the test."""
    if isinstance(template, str):
        from tests.postgres import name_in

        return _servers[0].new(name_in(template))
    target = folder / "plan.db"
    shutil.copyfile(template, target)
    target.chmod(0o600)
    return target


def place_of(workspace: Workspace) -> Place:
    """Where an open store is, to open it once more."""
    store = workspace.store
    return store.path or store.engine.url.render_as_string(hide_password=False)


def make_empty(place: SomePlace) -> SomePlace:
    """A store with the catalogue and no edition."""
    Workspace.open(place, author="test").close()
    return place


def make_demo(place: SomePlace) -> SomePlace:
    """A store with the demo edition."""
    workspace = Workspace.open(place, author="test")
    workspace.make_demo()
    workspace.close()
    return place
