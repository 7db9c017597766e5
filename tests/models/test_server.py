"""A store on a PostgreSQL server: turns of writers, lost connections, what a server refuses."""

import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from models import server as particulars
from models.failures import Reason, StoreFailure
from models.server import failure_of, shown
from models.store import Store, explained, make_engine, meta, open_store, parse, set_meta
from models.tables import FIELD
from planner.workspace import Workspace
from tests.models.relay import Relay
from tests.postgres import SECRET, Server, name_in


@pytest.fixture
def url(server: Server) -> str:
    """A database without a table."""
    return server.new()


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    opened = open_store(server.new(name_in(server.template("tables", open_and_close))))
    yield opened
    opened.close()


def open_and_close(url: str) -> None:
    open_store(url).close()


def reason_of(store: Store, statement: str) -> Reason:
    with pytest.raises(StoreFailure) as failure, store.writing() as connection:
        connection.execute(text(statement))
    return failure.value.reason


# -- addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_psycopg_is_the_driver_of_every_address(scheme: str) -> None:
    url, _path = parse(f"{scheme}://anna@example.org/plan")
    assert url.drivername == "postgresql+psycopg"


def test_other_drivers_are_refused() -> None:
    with pytest.raises(StoreFailure) as failure:
        parse("postgresql+psycopg2://anna@example.org/plan")
    assert failure.value.reason is Reason.ADDRESS


def test_an_option_that_does_not_exist_is_a_wrong_address(url: str) -> None:
    with pytest.raises(StoreFailure) as failure:
        open_store(f"{url}&nonsense=1")
    assert failure.value.reason is Reason.ADDRESS


# -- turns --------------------------------------------------------------------------------


def test_programs_that_open_a_new_store_at_once_all_can(url: str) -> None:
    failures: list[Exception] = []
    together = threading.Barrier(3)

    def opening() -> None:
        together.wait()
        try:
            Workspace.open(url).close()
        except Exception as error:  # noqa: BLE001 - told by the test below
            failures.append(error)

    threads = [threading.Thread(target=opening) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_writers_take_turns_and_see_what_came_before(store: Store) -> None:
    second = open_store(store.engine.url.render_as_string())
    with store.writing() as connection:
        set_meta(connection, "word", "first")
        seen: list[str | None] = []
        waiting = threading.Thread(target=_add, args=(second, seen))
        waiting.start()
        waiting.join(0.2)
        assert seen == []
    waiting.join()
    assert seen == ["first"]
    second.close()


def _add(store: Store, seen: list[str | None]) -> None:
    with store.writing() as connection:
        seen.append(meta(connection, "word"))


def test_a_writer_that_does_not_end_makes_the_store_busy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(particulars, "SESSION", "SET lock_timeout = '50ms'")
    second = open_store(store.engine.url.render_as_string())
    with store.writing():
        with pytest.raises(StoreFailure) as failure, second.writing():
            pass
        assert failure.value.reason is Reason.BUSY
        assert second.revision() >= 0
    with second.writing() as connection:
        set_meta(connection, "word", "now")
    second.close()


# -- connections --------------------------------------------------------------------------


def end_connections(server: Server, store: Store) -> None:
    server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{store.engine.url.database}'"
    )


def test_a_connection_that_is_lost_between_two_steps_is_made_again(
    server: Server, store: Store
) -> None:
    before = store.revision()
    end_connections(server, store)
    assert store.revision() == before


def test_a_connection_that_is_lost_in_a_step_keeps_nothing_of_it(
    server: Server, store: Store
) -> None:
    before = store.revision()
    with pytest.raises(StoreFailure) as failure:
        _lose_connection(server, store)
    assert failure.value.reason is Reason.UNREACHABLE
    assert store.revision() == before
    with store.reading() as connection:
        assert meta(connection, "word") is None


def _lose_connection(server: Server, store: Store) -> None:
    with store.writing() as connection:
        set_meta(connection, "word", "half")
        end_connections(server, store)
        set_meta(connection, "more", "half")


def test_work_goes_on_when_the_network_is_back(server: Server, url: str, tmp_path: Path) -> None:
    with Relay(server.folder) as relay:
        store = open_store(url.replace(str(server.folder), str(relay.folder)))
        before = store.revision()
        relay.cut()
        with pytest.raises(StoreFailure) as failure:
            store.revision()
        assert failure.value.reason is Reason.UNREACHABLE
        relay.mend()
        assert store.revision() == before
        store.close()


# -- refusals -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("40001", Reason.BUSY),
        ("40P01", Reason.BUSY),
        ("55P03", Reason.BUSY),
        ("57014", Reason.BUSY),
        ("53300", Reason.BUSY),
        ("53100", Reason.FULL),
        ("25006", Reason.UNWRITABLE),
        ("58030", Reason.UNWRITABLE),
        ("42501", Reason.RIGHTS),
        ("28P01", Reason.ACCESS),
        ("28000", Reason.ACCESS),
        ("3D000", Reason.MISSING),
        ("57P01", Reason.UNREACHABLE),
        ("08006", Reason.UNREACHABLE),
        ("22003", Reason.REFUSED),
        ("23503", Reason.INTEGRITY),
        ("23505", Reason.REFUSED),
        ("42P01", Reason.DAMAGED),
        ("XX001", Reason.DAMAGED),
    ],
)
def test_what_a_server_says_has_its_reason(store: Store, state: str, reason: Reason) -> None:
    block = f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$"
    assert reason_of(store, block) is reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ('FATAL:  password authentication failed for user "anna"', Reason.ACCESS),
        ("FATAL:  authentification par mot de passe échouée pour « anna »", Reason.ACCESS),
        ("fe_sendauth: no password supplied", Reason.ACCESS),
        ('FATAL:  role "anna" does not exist', Reason.ACCESS),
        ('FATAL:  database "plan" does not exist', Reason.MISSING),
        ("FATAL:  la base de données « plan » n'existe pas", Reason.MISSING),
        ("FATAL:  sorry, too many clients already", Reason.BUSY),
        ("Connection refused", Reason.UNREACHABLE),
        ("FATAL:  the database system is starting up", Reason.UNREACHABLE),
    ],
)
def test_what_is_said_before_anybody_is_let_in_has_its_reason(words: str, reason: Reason) -> None:
    error = OperationalError("", None, Exception(f"connection failed: {words}"))
    assert failure_of(error, "postgresql://x/y").reason is reason


def test_a_database_that_is_not_there_is_missing(server: Server) -> None:
    with pytest.raises(StoreFailure) as failure:
        open_store(server.url("nowhere"))
    assert failure.value.reason is Reason.MISSING


def test_a_user_who_may_only_look_is_told(server: Server, store: Store) -> None:
    server.make_role("onlooker", "")
    name = store.engine.url.database or ""
    with pytest.raises(StoreFailure) as failure:
        open_store(server.url(name, "onlooker")).revision()
    assert failure.value.reason is Reason.RIGHTS


def test_text_that_a_server_cannot_keep_is_refused_and_nothing_kept(store: Store) -> None:
    row = insert(FIELD).values(id="x", name_en="a\0b", name_fr="c")
    with pytest.raises(StoreFailure) as failure, store.writing() as connection:
        connection.execute(row)
    assert failure.value.reason is Reason.REFUSED
    with store.reading() as connection:
        assert connection.execute(select(FIELD.c.id)).all() == []


# -- passwords ----------------------------------------------------------------------------


@pytest.fixture
def guarded(server: Server, url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database whose user has to say a password."""
    monkeypatch.setenv("PGPASSFILE", str(server.folder / "nothing"))
    server.make_role("guarded", f"PASSWORD '{SECRET}' SUPERUSER")
    return server.url(name_in(url), "guarded")


def everything_shown(error: BaseException) -> str:
    """A traceback with the variables of every frame but the test's, as the app would show it."""
    assert error.__traceback__ is not None
    error = error.with_traceback(error.__traceback__.tb_next)
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    return "".join(told.format())


@pytest.mark.parametrize("word", ["", ":wrong-word"], ids=["none", "wrong"])
def test_a_wrong_password_is_refused_and_never_shown(guarded: str, word: str) -> None:
    url, _path = parse(guarded.replace("guarded@", f"guarded{word}@"))
    with pytest.raises(StoreFailure) as failure:
        connect(url)
    assert failure.value.reason is Reason.ACCESS
    assert "wrong-word" not in f"{failure.value.where} {failure.value.detail} {failure.value!r}"
    assert "wrong-word" not in everything_shown(failure.value)


def connect(url: URL) -> None:
    """As a store does; the address is nowhere in plain text."""
    with explained(shown(url)), make_engine(url).connect():
        pass


def test_the_right_password_opens(guarded: str) -> None:
    store = open_store(guarded.replace("guarded@", f"guarded:{SECRET}@"))
    assert SECRET not in store.where
    assert store.revision() == 0
    store.close()


def test_the_keyring_is_asked_for_this_user_and_database(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def get_password(service: str, user: str) -> str:
        asked.append((service, user))
        return "from the keyring"

    errors = ModuleType("keyring.errors")
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password))
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    url, _path = parse("postgresql://anna@example.org/plan")
    assert particulars.make_server_engine(url).url.password == "from the keyring"
    assert asked == [("wake-planner", "anna@example.org/plan")]
    monkeypatch.setenv("PGPASSWORD", "from the environment")
    assert particulars.make_server_engine(url).url.password is None
    assert len(asked) == 1
