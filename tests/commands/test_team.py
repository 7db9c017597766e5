"""A team's store on a server: what commands say, and that a password is never among it."""

import pytest

from planner.workspace import ENVIRONMENT
from tests import stores
from tests.commands.conftest import Run
from tests.postgres import SECRET, Server, name_in


@pytest.fixture
def team(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a demo store whose user has to say a password, which it holds."""
    monkeypatch.setenv("PGPASSFILE", str(server.folder / "nothing"))
    url = server.new(name_in(server.template("demo", stores.make_demo)))
    server.make_role("guarded", f"PASSWORD '{SECRET}' SUPERUSER")
    address = server.url(name_in(url), f"guarded:{SECRET}")
    monkeypatch.setenv(ENVIRONMENT, address)
    return address


def test_an_address_with_its_password_comes_from_the_environment(run: Run, team: str) -> None:
    (edition,) = run("edition", "list", "--json").json["editions"]
    assert edition["name"]


def test_a_password_on_the_command_line_is_refused(run: Run, team: str) -> None:
    said = run("check", "--store", team)
    assert ENVIRONMENT in said.complaint
    assert SECRET not in said.err


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["plain", "json"])
def test_a_store_on_a_server_is_examined(run: Run, team: str, form: tuple[str, ...]) -> None:
    said = run("doctor", *form)
    assert said.code == 0, said
    assert "guarded@" in said.out
    assert SECRET not in said.out


def test_a_wrong_password_is_told_and_not_shown(
    run: Run, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, team.replace(SECRET, "wrong-word"))
    said = run("check")
    assert "refuses this user or password" in said.complaint
    assert "wrong-word" not in said.err


def test_a_mistake_in_the_program_shows_no_password(
    run: Run, team: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_anything: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("models.store.migrate", broken)
    said = run("check")
    assert "broken" in said.err
    assert SECRET not in said.err


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_copies_are_the_servers_own_business(run: Run, team: str, command: str) -> None:
    assert "the server's own backups" in run(command).complaint


def test_a_database_that_is_not_there_is_named(run: Run, server: Server) -> None:
    said = run("check", "--store", server.url("nowhere"))
    assert "There is no database postgresql+psycopg://postgres@/nowhere" in said.complaint


def test_a_database_of_another_program_is_left_alone(run: Run, server: Server) -> None:
    url = server.new()
    server.run("CREATE TABLE song (title text)", url)
    said = run("demo", "--no-open", "--store", url)
    assert "is not a Wake Planner store" in said.complaint
    assert server.holds("SELECT 1 WHERE to_regclass('edition') IS NULL", url)


def test_a_demo_is_made_on_a_server(run: Run, server: Server) -> None:
    url = server.new()
    assert run("demo", "--no-open", "--store", url, "--json").json["created"]
    assert not run("demo", "--no-open", "--store", url, "--json").json["created"]
