"""Every way in which the program writes, each on a folder of its own; what must hold after a fault.

After a fault the store opens and is in perfect health, the plan is the one before or the one
after, files are the old or the new ones, whole, and nothing else is left behind.
"""

import errno
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from models.doctor import examine
from models.store import Store, configure_sqlite, make_engine, parse, prepare_file, upgrade
from planner.edits import activities as edits
from planner.errors import StoreProblem
from planner.workspace import Workspace
from tests.faults import NONE, Driver, Fault, Kind, Outcome
from tests.stores import copied

#: Every row of every table, and every other file.
Rows: TypeAlias = dict[str, list[tuple[Any, ...]]]
State: TypeAlias = tuple[Rows, dict[str, bytes]]
LIST = "City;Name;E-mail\nCaen;New Person;new@example.org\n"
NEW = ("edition", "new", "Next", "--festival", "2025-10-23", "2025-10-26")
EXPORT = ("export", "out", "--format", "ics,html,txt", "--for", "Caen")


@dataclass(frozen=True)
class Case:
    """``prepare`` makes the folder from the demo store; ``first`` and ``words`` are run in it."""

    name: str
    words: tuple[str, ...]
    prepare: Callable[[Path, Path], object] = copied
    store: str = "plan.db"
    first: tuple[tuple[str, ...], ...] = ()
    #: That it cannot be written is nothing to be told.
    is_quiet: bool = False


def edited(demo: Path, folder: Path) -> None:
    """A store with a step to take back."""
    copied(demo, folder)
    with closing(Workspace.open(folder / "plan.db", author="anna")) as workspace:
        workspace.enter(workspace.editions()[0].id)
        plan = workspace.programme
        placed = sorted(i for i, a in plan.activities.items() if a.start)
        workspace.do(edits.shift(plan, placed[1], 5))


def with_list(demo: Path, folder: Path) -> None:
    copied(demo, folder)
    (folder / "list.csv").write_text(LIST, encoding="utf-8")


def with_backup(demo: Path, folder: Path) -> None:
    """A copy of the plan as it was, and a plan that has gone on."""
    edited(demo, folder)
    shutil.copyfile(demo, folder / "copy.db")


def damaged(demo: Path, folder: Path) -> None:
    """A whole copy, and a store that SQLite cannot read."""
    shutil.copyfile(demo, folder / "copy.db")
    content = bytearray(demo.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    (folder / "plan.db").write_bytes(content)


def old(_demo: Path, folder: Path) -> None:
    """A store of the first version."""
    path = folder / "plan.db"
    url, _path = parse(path)
    prepare_file(path)
    store = Store(make_engine(url), path)
    configure_sqlite(store.engine)
    upgrade(store, "0001")
    store.close()


def remembered(_demo: Path, folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "own" / "settings.json").write_text('{"colours": "light"}', encoding="utf-8")


def solved(_demo: Path, folder: Path) -> None:
    (folder / "solution.json").write_bytes(b"before")


def lone_copy(demo: Path, folder: Path) -> None:
    """A copy, and no store."""
    shutil.copyfile(demo, folder / "copy.db")


def nothing(_demo: Path, _folder: Path) -> None:
    """An empty folder."""


FIRST = ("release", "create", "First", "--anyway")
COPY = ("edition", "copy", "Namur 2024", "Next", "--festival-start", "2025-10-23")
CASES = (
    Case("edit", ("edit_twice",)),
    Case("copy", COPY),
    Case("undo", ("undo",), edited),
    Case("release", FIRST),
    Case("import", ("import", "delegations", "list.csv"), with_list),
    Case("backup", ("backup",)),
    Case("restore", ("restore", "copy.db"), with_backup),
    Case("restore-damaged", ("restore", "copy.db"), damaged),
    Case("restore-missing", ("restore", "copy.db"), lone_copy),
    Case("export", EXPORT),
    Case("export-over", EXPORT, first=(EXPORT, ("edit_twice",))),
    Case("export-release", EXPORT, first=(FIRST,)),
    Case("send", ("send", "out", "--for", "Caen", "--sent"), first=(FIRST,)),
    Case("settings", ("settings",), remembered, is_quiet=True),
    Case("settings-new", ("settings",), nothing, is_quiet=True),
    Case("solution", ("whole_file",), solved),
    Case("migration", ("edition", "list"), old),
    Case("new-store", NEW, nothing, "new/deep/plan.db"),
)


class Stage:
    """The folder of a case, laid anew for every run; its state before and after."""

    def __init__(self, case: Case, driver: Driver, demo: Path, room: Path) -> None:
        self._case, self._driver = case, driver
        self.folder, self._ground = room / "case", room / "ground"
        self._ground.mkdir()
        case.prepare(demo, self._ground)
        for words in case.first:
            self._lay()
            assert driver.run(self.folder, words).said.code == 0
            shutil.rmtree(self._ground)
            self.folder.rename(self._ground)
        self._lay()
        self._known: list[State] = []
        self.before = self.state()
        self._known.append(self.before)
        whole = self.run(NONE)
        assert whole.said.code == 0, whole.said.err
        self.calls, self.after = whole.seen, self.state()
        self._known.append(self.after)

    def _lay(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._ground, self.folder)

    def run(self, fault: Fault) -> Outcome:
        """Run the case in a fresh folder."""
        self._lay()
        return self._driver.run(self.folder, self._case.words, fault, self._case.store)

    def state(self) -> State:
        """What the folder holds; the store is opened, as the program does, and examined."""
        store = self.folder / self._case.store
        files = {
            path.relative_to(self.folder).as_posix(): content(path)
            for path in self.folder.rglob("*")
            if path.is_file() and not path.name.startswith(store.name)
        }
        if not store.exists() and self.folder.joinpath("copy.db").exists():
            return {}, files
        if not self._case.store.startswith("new") and not store.exists():
            return {}, files
        return opened(store, [rows for rows, _files in self._known]), files

    def require(self, fault: Fault, outcome: Outcome) -> None:
        """What must hold after a fault."""
        said, (rows, files) = outcome.said, self.state()
        if said.code == 0:
            assert said.err == ""
            assert rows == self.after[0] or self._case.is_quiet
        else:
            assert_reason(fault, outcome)
            assert rows in (self.before[0], self.after[0])
        self._require_files(files, said.code, outcome.kinds)

    def _require_files(self, files: dict[str, bytes], code: int, kinds: Kind) -> None:
        """Each is the old or the new one; an export is old or new as a whole."""
        old, new = self.before[1], self.after[1]
        if Kind.REMOVE in kinds:
            files = {name: found for name, found in files.items() if not is_leftover(name)}
        for name in {*old, *new, *files}:
            assert files.get(name) in (old.get(name), new.get(name)), name
        if code == 0 and not self._case.is_quiet:
            assert files == new
        elif Kind.REMOVE not in kinds:
            assert exported(files) in (exported(old), exported(new))
            assert exported(new) or not (self.folder / "out").exists()


def is_leftover(name: str) -> bool:
    """Files that could not be removed are known by their names."""
    return any(part.startswith(".") for part in Path(name).parts)


def exported(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: found for name, found in files.items() if name.startswith("out/")}


def assert_reason(fault: Fault, outcome: Outcome) -> None:
    """One sentence, and it says that the disk is full where that was met by writing."""
    complaint = outcome.said.complaint
    assert re.search("cannot be (written|read)|not allowed|failed|full|room|denied", complaint)
    if fault.errno == errno.ENOSPC and outcome.kinds == Kind.WRITE:
        assert re.search("full|room|space", complaint), complaint


def opened(store: Path, known: Sequence[Rows]) -> Rows:
    """Every row of a store that can be opened and is fine; of a damaged one its bytes.

    Rows that are the same as those of an examined store need no second examination: the file does.
    """
    raw = store.read_bytes() if store.exists() else b""
    try:
        workspace = Workspace.open(store)
    except StoreProblem:
        return {"bytes": [(raw,)]}
    with closing(workspace):
        rows = rows_of(store)
        assert rows in known or [f for f in examine(workspace.store) if not f.fine] == []
    return rows


def content(path: Path) -> bytes:
    """The bytes of a file; of a copy of a store its rows, of a damaged one its bytes again."""
    if path.suffix != ".db":
        return path.read_bytes()
    try:
        return repr(rows_of(path)).encode()
    except (sqlite3.DatabaseError, AssertionError):
        return path.read_bytes()


def rows_of(store: Path) -> Rows:
    """Every row of every table, but for the number that counts writes."""
    with closing(sqlite3.connect(store)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = {name: database.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}
    return {
        name: sorted((row for row in rows if row[0] != "revision"), key=repr)
        for name, rows in tables.items()
    }
