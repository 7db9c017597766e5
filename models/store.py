"""Opening a store: one engine, read and write transactions, migrations with a dated backup."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    String,
    cast,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from models.backup import back_up
from models.failures import Reason, StoreFailure, Unreadable, reason_of, reason_of_constraint
from models.keeping import Why
from models.private_files import make_folder, open_new
from models.read_only import can_be_read, is_protected, reading_engine, set_read_only
from models.server import (
    failure_of,
    make_server_engine,
    shown,
    shown_text,
    tells_secrets,
    with_driver,
)
from models.tables import META
from models.turns import begin_writing

#: The newest migration; a test compares it with ``migrations/versions``.
HEAD = "0004"
#: SQLite's application id of our files: "WAKE".
APPLICATION_ID = 0x57414B45
BUSY_TIMEOUT_MS = 5000
#: The fact about a store that is another one after a backup has been restored.
LIFE = "life"


class Store:
    """An open store.  ``path`` is None when it is a database server.

    ``read_only``: why nothing can be written; every write fails with it then.
    ``migrated_from``: the version at which its tables were, when they have just been changed.
    """

    def __init__(self, engine: Engine, path: Path | None, read_only: Reason | None = None) -> None:
        self.engine = engine
        self.path = path
        self.read_only = read_only
        self.migrated_from: str | None = None

    @property
    def where(self) -> str:
        """The store's place as shown to the user (never a password)."""
        return str(self.path) if self.path else shown(self.engine.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one consistent state; raises StoreFailure."""
        with (
            explained(self.where, self._unreadable),
            self.engine.connect() as connection,
            self._steady(connection).begin(),
        ):
            yield connection

    @property
    def _unreadable(self) -> Reason:
        """What a value that cannot be read means: a newer version may have words of its own."""
        return Reason.NEWER if self.read_only is Reason.ONLY_READ_NEWER else Reason.DAMAGED

    def _steady(self, connection: Connection) -> Connection:
        """Let all queries of a transaction see the same state; in SQLite they do anyway."""
        if self.path is not None:
            return connection
        return connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all; raises StoreFailure."""
        with self.noting() as connection:
            yield connection
            raise_revision(connection)

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """As :meth:`writing`, of what is no part of a plan: nobody has to read it again."""
        self.require_writable()
        with explained(self.where), self.engine.connect() as connection:
            connection = connection.execution_options(immediate=True)
            with connection.begin():
                yield connection

    def require_writable(self) -> None:
        """Raise StoreFailure where nothing can be written."""
        if self.read_only is not None:
            raise StoreFailure(self.read_only, self.where)

    def revision(self) -> int:
        """A number that every write raises, by whichever program it is made."""
        with self.reading() as connection:
            return int(meta(connection, "revision") or 0)

    def close(self) -> None:
        self.engine.dispose()


def open_store(place: str | Path) -> Store:
    """Open, create or migrate the store at a path or a PostgreSQL URL.

    A store that is write-protected, or of a newer version, is opened to be read only.  Raises
    StoreFailure with its reason when that cannot be done either; nothing is changed then.
    """
    url, path = parse(place)
    if path is not None:
        prepare_file(path)
        if is_protected(path):
            return open_to_read(url, path, Reason.ONLY_READ)
    engine = make_engine(url)
    if path is not None:
        configure_sqlite(engine)
    store = Store(engine, path)
    try:
        with explained(store.where):
            migrate(store)
    except StoreFailure as failure:
        engine.dispose()
        if failure.reason is Reason.NEWER:
            return open_to_read(url, path, Reason.ONLY_READ_NEWER)
        raise
    return store


def open_to_read(url: URL, path: Path | None, why: Reason) -> Store:
    """Open a store that nothing is written to; raises StoreFailure when it is not to be read."""
    if path is None:
        engine = make_engine(url)
        set_read_only(engine)
    else:
        engine = reading_engine(path)
    store = Store(engine, path, why)
    try:
        with explained(store.where), engine.connect() as connection:
            found = schema_version(connection, store.where)
            if found is None or found < HEAD:
                raise StoreFailure(Reason.UNWRITABLE, store.where)
            if found > HEAD:
                store.read_only = Reason.ONLY_READ_NEWER
                if not can_be_read(connection):
                    raise StoreFailure(Reason.NEWER, store.where)
    except StoreFailure:
        engine.dispose()
        raise
    return store


def make_engine(url: URL) -> Engine:
    """The engine of a URL; raises StoreFailure when its driver is not installed."""
    return create_engine(url) if url.get_backend_name() == "sqlite" else make_server_engine(url)


def parse(place: str | Path) -> tuple[URL, Path | None]:
    """The database URL of a path or URL, and the file it is kept in; raises StoreFailure."""
    text = str(place)
    if "://" not in text:
        return _of_file(text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreFailure(Reason.ADDRESS, shown_text(text)) from None
    if url.get_backend_name() == "sqlite":
        return _of_file(url.database or "")
    return with_driver(url), None


def _of_file(text: str) -> tuple[URL, Path]:
    if not text or "\0" in text:
        raise StoreFailure(Reason.ADDRESS, text)
    try:
        path = Path(text).expanduser().absolute()
    except RuntimeError:  # the home of a user who does not exist
        raise StoreFailure(Reason.ADDRESS, text) from None
    return URL.create("sqlite", database=str(path)), path


def prepare_file(path: Path) -> None:
    """Make the folder, refuse what is no store of ours, keep the file to its owner."""
    try:
        make_folder(path.parent)
        if path.exists() and not path.is_file():
            raise StoreFailure(Reason.FOREIGN, str(path))
        if path.exists() and path.stat().st_size:
            with path.open("rb") as file:
                header = file.read(72)
            check_header(path, header)
        elif not path.exists():
            with suppress(FileExistsError):  # another program made it in the same moment
                open_new(path.resolve()).close()
    except OSError as error:
        hidden = os.access(path, os.F_OK) and not os.access(path, os.R_OK)
        reason = Reason.UNREADABLE if hidden else reason_of(error)
        raise StoreFailure(reason, str(path), error.strerror or "") from error


def check_header(path: Path, header: bytes) -> None:
    """Raise unless these are the first bytes of a SQLite file that is ours, or still empty."""
    if not header.startswith(b"SQLite format 3\0") or len(header) < 72:
        raise StoreFailure(Reason.FOREIGN, str(path))
    found = int.from_bytes(header[68:72], "big")
    if found != APPLICATION_ID and (found or _has_tables(path)):
        raise StoreFailure(Reason.FOREIGN, str(path))


def _has_tables(path: Path) -> bool:
    """Whether a database without our mark holds anything; looking leaves no trace in it."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as database:
            return database.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
    except sqlite3.Error:
        return True


def configure_sqlite(engine: Engine) -> None:
    """Foreign keys, write-ahead log, and transactions that begin when we say so."""

    @event.listens_for(engine, "connect")
    def connect(dbapi: sqlite3.Connection, _record: Any) -> None:
        dbapi.isolation_level = None
        dbapi.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        dbapi.execute("PRAGMA journal_mode=WAL")
        dbapi.execute("PRAGMA synchronous=FULL")
        dbapi.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("immediate"):
            connection.exec_driver_sql("BEGIN")
            return
        dbapi = connection.connection.dbapi_connection
        assert isinstance(dbapi, sqlite3.Connection)
        begin_writing(dbapi, BUSY_TIMEOUT_MS)


def migrate(store: Store) -> None:
    """Bring the store to the newest schema; a store with data is backed up first."""
    with store.engine.connect() as connection:
        found = schema_version(connection, store.where)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise StoreFailure(Reason.NEWER, store.where)
    if found is not None and store.path is not None:
        back_up(store.path, Why.MIGRATION)
    upgrade(store)
    store.migrated_from = found


def schema_version(connection: Connection, where: str) -> str | None:
    """The migration the store stands at, None when it is empty; raises for a foreign one."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names and "store_meta" in names:
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
    if names:
        raise StoreFailure(Reason.FOREIGN, where)
    return None


def upgrade(store: Store, to: str = "head") -> None:
    """Run the migrations up to ``to`` in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "models:migrations")
    with store.engine.connect() as connection:
        connection = connection.execution_options(immediate=True, patient=True)
        with _tables_replaceable(connection, store), connection.begin():
            loose = _loose_rows(connection, store)
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            if _loose_rows(connection, store) > loose:
                raise StoreFailure(Reason.INTEGRITY, store.where)
            if store.path is not None:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


@contextmanager
def _tables_replaceable(connection: Connection, store: Store) -> Iterator[None]:
    """Let SQLite take away a table that others refer to, which is how it changes one.

    See "Making Other Kinds Of Table Schema Changes" in its documentation of ALTER TABLE.
    """
    if store.path is None:
        yield
        return
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.cursor().execute("PRAGMA foreign_keys=OFF")  # without effect once a transaction has begun
    try:
        yield
    finally:
        raw.cursor().execute("PRAGMA foreign_keys=ON")


def _loose_rows(connection: Connection, store: Store) -> int:
    """How many rows refer to rows that are not there."""
    if store.path is None:
        return 0
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def meta(connection: Connection, key: str) -> str | None:
    """A fact about the store itself."""
    return connection.scalar(select(META.c.value).where(META.c.key == key))


def all_meta(connection: Connection) -> dict[str, str]:
    """Every fact about the store itself."""
    return {row.key: row.value for row in connection.execute(select(META.c.key, META.c.value))}


def set_meta(connection: Connection, key: str, value: str) -> None:
    done = connection.execute(update(META).where(META.c.key == key).values(value=value))
    if not done.rowcount:
        connection.execute(insert(META).values(key=key, value=value))


def raise_revision(connection: Connection) -> None:
    """Add one, in the database: two writers of one moment make it two."""
    more = cast(cast(META.c.value, Integer) + 1, String)
    done = connection.execute(update(META).where(META.c.key == "revision").values(value=more))
    if not done.rowcount:
        set_meta(connection, "revision", "1")


@contextmanager
def explained(where: str, unreadable: Reason = Reason.DAMAGED) -> Iterator[None]:
    """Turn the database's errors into StoreFailure with a reason."""
    try:
        yield
    except IntegrityError as error:
        raise StoreFailure(reason_of_constraint(error.orig), where, str(error.orig)) from error
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise StoreFailure(reason_of(error.orig), where, str(error.orig)) from error
        raise failure_of(error, where) from (None if tells_secrets(error) else error)
    except sqlite3.Error as error:
        raise StoreFailure(reason_of(error), where, str(error)) from error
    except Unreadable as error:
        raise StoreFailure(unreadable, where, str(error)) from error
