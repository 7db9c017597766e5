"""Every kind of writing, as work that a process does and tells of, step by step.

A work yields each time that something has been confirmed.  It draws from a seeded source and does
the same each time.
"""

import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeAlias

from models.backup import backups
from models.store import (
    Store,
    configure_sqlite,
    make_engine,
    parse,
    prepare_file,
    upgrade,
)
from planner.cli import main
from planner.errors import PlannerError
from planner.propose.meetings import MeetingOptions, propose_meetings
from planner.propose.proposal import Keep
from planner.solve.budget import Budget
from planner.workspace import Workspace
from tests import stores
from tests.crash.states import TABLES
from tests.random_edits import CATALOGUE, any_edit, some

Work: TypeAlias = Callable[[Path, Random], Iterator[None]]
Make: TypeAlias = Callable[[Path], object]

PEOPLE = "City;Name;Role\n" + "".join(f"Caen;Person {n};Guest\n" for n in range(30))
EVENT = (
    "BEGIN:VEVENT\r\nUID:{n}@festival\r\nSUMMARY:Talk {n}\r\nDTSTART:20241025T{h}0000\r\n"
    "DTEND:20241025T{h}4500\r\nLOCATION:Hall {n}\r\nEND:VEVENT\r\n"
)
FESTIVAL = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:festival\r\n"
    + "".join(EVENT.format(n=n, h=10 + n) for n in range(8))
    + "END:VCALENDAR\r\n"
)
OLD = "0003"
PROPOSAL = ".proposal"


def _run(store: Path, *words: str) -> None:
    """A command of the program, in this process."""
    assert main([*words, "--store", str(store)]) == 0


def _workspace(store: Path) -> Workspace:
    workspace = Workspace.open(store, author="writer")
    workspace.enter(workspace.editions()[0].id)
    return workspace


def _some_edit(workspace: Workspace, rng: Random) -> None:
    """An edit that the plan allows."""
    while True:
        try:
            edit = any_edit(workspace.programme, rng, sorted(CATALOGUE))
        except PlannerError:
            continue
        if workspace.do(edit) is not None:
            return


# -- works --------------------------------------------------------------------------------


def edits(store: Path, rng: Random) -> Iterator[None]:
    """Edits of every kind, taken back and done again."""
    workspace = _workspace(store)
    for _n in range(8):
        kind = rng.randrange(4)
        if kind == 0:
            workspace.undo()
        elif kind == 1:
            workspace.redo()
        else:
            _some_edit(workspace, rng)
        yield


def history(store: Path, rng: Random) -> Iterator[None]:
    """Back and forth along the history, many steps at once."""
    workspace = _workspace(store)
    for _n in range(4):
        _some_edit(workspace, rng)
        yield
    for _n in range(4):
        lines = [line for line in workspace.history() if not line.step.is_floor]
        workspace.go_to(some(rng, lines).step.id)
        yield


def release(store: Path, rng: Random) -> Iterator[None]:
    """Two releases with an edit in between."""
    _run(store, "release", "create", "--anyway")
    yield
    workspace = _workspace(store)
    _some_edit(workspace, rng)
    yield
    workspace.close()
    _run(store, "release", "create", "--anyway")
    yield


def rollback(store: Path, rng: Random) -> Iterator[None]:
    """Back to a release."""
    workspace = _workspace(store)
    for _n in range(2):
        _some_edit(workspace, rng)
        yield
    workspace.close()
    _run(store, "release", "rollback", "1")
    yield


def handouts(store: Path, _rng: Random) -> Iterator[None]:
    """Files of a release, and the note of who has them."""
    _run(store, "export", str(store.parent / "out"), "--format", "ics,txt")
    yield


def people(store: Path, _rng: Random) -> Iterator[None]:
    """A list of delegations."""
    yield from _imported(store, "people.csv", PEOPLE)


def festival(store: Path, _rng: Random) -> Iterator[None]:
    """A festival's programme."""
    yield from _imported(store, "festival.ics", FESTIVAL)


def _imported(store: Path, name: str, text: str) -> Iterator[None]:
    file = store.parent.parent / name
    file.write_text(text, encoding="utf-8")
    _run(store, "import", "auto", str(file), "--skip")
    yield


def proposal(store: Path, _rng: Random) -> Iterator[None]:
    """A proposal that is applied; what a solver finds in a second is not the same each time."""
    workspace = _workspace(store)
    made = pickle.loads((store.parent / PROPOSAL).read_bytes())
    workspace.do(made, base=workspace.programme)
    yield


def backup(store: Path, rng: Random) -> Iterator[None]:
    """Copies, and edits in between."""
    for _n in range(2):
        _run(store, "backup")
        yield
        workspace = _workspace(store)
        _some_edit(workspace, rng)
        yield
        workspace.close()


def restore(store: Path, _rng: Random) -> Iterator[None]:
    """An older copy in the place of the store."""
    _run(store, "restore", str(backups(store)[-1]))
    yield


def opening(store: Path, _rng: Random) -> Iterator[None]:
    """Opened: made, brought to the newest tables, filled with the catalogue."""
    Workspace.open(store).close()
    yield


def demo(store: Path, _rng: Random) -> Iterator[None]:
    """The demo edition, from nothing."""
    _run(store, "demo", "--no-open")
    yield


def edition_copy(store: Path, _rng: Random) -> Iterator[None]:
    """Another year's edition."""
    workspace = Workspace.open(store)
    name = workspace.editions()[0].name
    workspace.close()
    _run(store, "edition", "copy", name, "Next year", "--festival-start", "2025-10-23")
    yield


# -- what they begin with -----------------------------------------------------------------


def _nothing(_path: Path) -> None:
    """No file."""


def _released(path: Path) -> None:
    stores.make_demo(path)
    _run(path, "release", "create", "--anyway")


def _proposed(path: Path) -> None:
    """The demo, and beside it a proposal of meetings."""
    stores.make_demo(path)
    workspace = _workspace(path)
    options = MeetingOptions(keep=Keep.PINNED)
    found = propose_meetings(workspace.programme, options, Budget(5))
    workspace.close()
    (path.parent / PROPOSAL).write_bytes(pickle.dumps(found.edit(found.everything)))


def _copied(path: Path) -> None:
    """A store with an older copy beside it."""
    stores.make_demo(path)
    _run(path, "backup")
    workspace = _workspace(path)
    _some_edit(workspace, Random(5))
    workspace.close()


def _old(path: Path) -> None:
    """A store as version 0003 wrote it, with a plan and a history."""
    new = path.with_name("new.db")
    _copied(new)
    prepare_file(path)
    url, _path = parse(path)
    store = Store(make_engine(url), path)
    configure_sqlite(store.engine)
    upgrade(store, OLD)
    store.close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("ATTACH ? AS new", (str(new),))
        for (name,) in database.execute(TABLES).fetchall():
            if name != "alembic_version":
                there, here = (_columns(database, name, of) for of in ("new", "main"))
                both = ", ".join(f'"{column}"' for column in here if column in there)
                database.execute(f"INSERT INTO main.{name} ({both}) SELECT {both} FROM new.{name}")
        database.commit()
    new.unlink()
    shutil.rmtree(path.parent / "backups")


def _columns(database: sqlite3.Connection, table: str, of: str) -> list[str]:
    return [row[1] for row in database.execute(f"PRAGMA {of}.table_info({table})")]


@dataclass(frozen=True)
class Kind:
    """A kind of writing, and how the folder it works in is made."""

    work: Work
    begin: Make


KINDS: Mapping[str, Kind] = {
    "edits": Kind(edits, stores.make_demo),
    "history": Kind(history, stores.make_demo),
    "release": Kind(release, stores.make_demo),
    "rollback": Kind(rollback, _released),
    "handouts": Kind(handouts, _released),
    "people": Kind(people, stores.make_demo),
    "festival": Kind(festival, stores.make_demo),
    "proposal": Kind(proposal, _proposed),
    "backup": Kind(backup, stores.make_demo),
    "restore": Kind(restore, _copied),
    "migration": Kind(opening, _old),
    "seeding": Kind(opening, _nothing),
    "demo": Kind(demo, _nothing),
    "edition copy": Kind(edition_copy, stores.make_demo),
}
