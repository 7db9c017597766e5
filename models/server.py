"""What is particular to a store on a PostgreSQL server: its address, sessions, locks and errors.

Writers take turns: each writing transaction begins with one advisory lock, which is to a server
what ``BEGIN IMMEDIATE`` is to a file.  So they never deadlock, and each sees what the one before
it has written.
"""

import os
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, NoSuchModuleError, ProgrammingError

from models.failures import Reason, StoreFailure
from models.keyrings import SERVICE, password_in_keyring

#: The driver that this program is made for; a URL without one means it.
DRIVER = "postgresql+psycopg"
PLAIN = ("postgresql", "postgres")
#: The advisory lock of writers: "WAKE".
WRITERS = 0x57414B45
#: How long each waits: to connect, for other writers, for whoever makes the tables, for an answer.
CONNECT_SECONDS, LOCK_SECONDS, PATIENT_SECONDS, STATEMENT_SECONDS = 5, 5, 60, 60
#: A program that hangs in the middle of a transaction holds up the others no longer than this.
IDLE_SECONDS = 60
SESSION = (
    f"SET lock_timeout = '{LOCK_SECONDS}s';"
    f"SET statement_timeout = '{STATEMENT_SECONDS}s';"
    f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'"
)
#: What libpq is told unless the URL says otherwise: to notice when the network is gone.
CONNECTION: dict[str, str | int] = {
    "application_name": "wake-planner",
    "client_encoding": "utf8",
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
PASSWORD = "PGPASSWORD"

#: What SQLSTATEs mean to us, the longest beginning first; others mean a database that is not ours.
#: Source: PostgreSQL's documentation, appendix A, “PostgreSQL Error Codes”.
STATES = {
    "25006": Reason.UNWRITABLE,  # read only, as a stand-by server is
    "3D000": Reason.MISSING,
    "42501": Reason.RIGHTS,
    "53100": Reason.FULL,
    "55P03": Reason.BUSY,
    "57014": Reason.BUSY,  # took longer than may be
    "58030": Reason.UNWRITABLE,
    "08": Reason.UNREACHABLE,
    "22": Reason.REFUSED,
    "23": Reason.REFUSED,
    "25P": Reason.UNREACHABLE,  # ended by the server while we hung
    "28": Reason.ACCESS,
    "40": Reason.BUSY,  # a deadlock, or a state that has gone
    "53": Reason.BUSY,
    "57P": Reason.UNREACHABLE,
}
#: What a server says before it lets anybody in comes without a SQLSTATE, in its own language.
SAID = (
    (Reason.ACCESS, ("authenti", "pg_hba.conf", "password", "mot de passe", "passwort",
                     "role ", "rôle ", "rolle ")),
    (Reason.MISSING, ("does not exist", "n'existe pas", "existiert nicht")),
    (Reason.BUSY, ("too many", "remaining connection slots", "trop de", "zu viele")),
)  # fmt: skip


def with_driver(url: URL) -> URL:
    """The URL with the driver it means; raises StoreFailure for another database or driver."""
    if url.drivername in PLAIN:
        url = url.set(drivername=DRIVER)
    if url.drivername != DRIVER:
        raise StoreFailure(Reason.ADDRESS, shown(url))
    return url


def shown(url: URL) -> str:
    """The URL without a password, wherever in it that stands."""
    return url.set(query={}).render_as_string()


def shown_text(text: str) -> str:
    """What can be shown of an address that cannot be understood, and may hold a password."""
    scheme, _, rest = text.partition("://")
    _secret, at, rest = rest.rpartition("@")
    rest = rest.partition("?")[0]
    return f"{scheme}://…" if ":" in rest and not at else rest or text.partition("?")[0]


def make_server_engine(url: URL) -> Engine:
    """The engine of a server's URL; raises StoreFailure when its driver is not installed."""
    options = {name: value for name, value in CONNECTION.items() if name not in url.query}
    try:
        engine = create_engine(_with_password(url), connect_args=options, pool_pre_ping=True)
    except NoSuchModuleError:
        raise StoreFailure(Reason.ADDRESS, shown(url)) from None
    except ImportError as error:
        raise StoreFailure(Reason.DRIVER, shown(url), str(error)) from error
    _configure(engine)
    return engine


def _with_password(url: URL) -> URL:
    """With the keyring's password, where no other is given; else libpq looks into ~/.pgpass."""
    given = url.password or "password" in url.query or os.environ.get(PASSWORD)
    if given or not url.username or not url.host:
        return url
    found = password_in_keyring(SERVICE, f"{url.username}@{url.host}/{url.database or ''}")
    return url if found is None else url.set(password=found)


def _configure(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connect(dbapi: Any, _record: Any) -> None:
        dbapi.autocommit = True
        dbapi.execute(SESSION)
        dbapi.autocommit = False

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("patient"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENT_SECONDS}s'")
        if options.get("immediate"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


def failure_of(error: DBAPIError, where: str) -> StoreFailure:
    """What a server's error means to the user."""
    state = getattr(error.orig, "sqlstate", None)
    reason = _of_state(state) if state else _without_state(error)
    return StoreFailure(reason, where, str(error.orig))


def tells_secrets(error: DBAPIError) -> bool:
    """Whether a traceback may show a password: a driver that connects has it in its variables."""
    return getattr(error.orig, "sqlstate", None) is None


def _of_state(state: str) -> Reason:
    found = (STATES[state[:length]] for length in (5, 3, 2) if state[:length] in STATES)
    return next(found, Reason.DAMAGED)


def _without_state(error: DBAPIError) -> Reason:
    """An error of the driver itself, or of connecting."""
    if isinstance(error, DataError):
        return Reason.REFUSED
    if isinstance(error, ProgrammingError):
        return Reason.ADDRESS
    words = str(error.orig).casefold()
    found = (reason for reason, said in SAID if any(word in words for word in said))
    return next(found, Reason.UNREACHABLE)
