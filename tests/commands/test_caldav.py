"""caldav: whose calendar goes where, and where the password comes from."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from models.words import Way
from planner.caldav_password import PASSWORD
from planner.workspace import Workspace
from tests.commands.conftest import Run
from tests.planner.publish.readers import radicale as server

URL = "https://calendars.example/anna/namur/"
ASK = ("caldav", URL, "--user", "anna", "--for")


@pytest.fixture(autouse=True)
def _no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)


@pytest.fixture
def released(run: Run, demo_plan: Path) -> Path:
    """The demo, released once."""
    assert run("release", "create", "First", "--anyway").code == 0
    return demo_plan


def test_the_draft_is_never_published(run: Run, demo_plan: Path) -> None:
    assert "Only a release can go out" in run(*ASK, "Caen").complaint


def test_somebody_who_is_not_in_the_programme_is_told(run: Run, released: Path) -> None:
    assert "Nobody called “Nobody”" in run(*ASK, "Nobody").complaint


def test_without_a_password_it_is_told_where_to_put_it(run: Run, released: Path) -> None:
    complaint = run(*ASK, "Caen").complaint
    assert "no password for anna at calendars.example" in complaint
    assert PASSWORD in complaint


def test_an_address_without_encryption_is_refused_first(run: Run, demo_plan: Path) -> None:
    said = run("caldav", "http://calendars.example/", "--user", "anna", "--for", "Caen")
    assert "without encryption" in said.complaint


def test_without_the_library_it_is_told_how_to_install_it(
    run: Run, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "secret")
    monkeypatch.setitem(sys.modules, "caldav", None)
    complaint = run(*ASK, "Caen").complaint
    assert "wake-planner[caldav]" in complaint
    assert "secret" not in complaint


def test_the_keyring_is_asked_for_this_server_and_this_user(
    run: Run, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def get_password(service: str, user: str) -> None:
        asked.append((service, user))

    errors = ModuleType("keyring.errors")
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=get_password))
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    assert "no password" in run(*ASK, "Caen").complaint
    assert asked == [("wake-planner calendars.example", "anna")]


@pytest.mark.slow
def test_a_calendar_is_published_once_and_noted_as_handed_out(
    run: Run, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("radicale", reason="Radicale is not installed: pip install radicale")
    pytest.importorskip("caldav", reason="caldav is not installed: pip install caldav")
    monkeypatch.setenv(PASSWORD, server.PASSWORD)
    folder = tmp_path / "server"
    folder.mkdir()
    with server.radicale(folder) as running:
        url = running.make("caen/")
        ask = ("caldav", url, "--user", server.USER, "--for", "Caen", "--json")
        first, again = run(*ask), run(*ask)
    count = first.json["written"]
    assert first.json == {
        "release": 1,
        "recipient": "Caen",
        "calendar": url,
        "written": count,
        "unchanged": 0,
    }
    assert count > 20
    assert (again.json["written"], again.json["unchanged"]) == (0, count)
    workspace = Workspace.open(released)
    workspace.enter(workspace.editions()[0].id)
    handouts = workspace.releases.handouts()
    workspace.close()
    assert {(h.recipient.split(":")[0], h.way) for h in handouts} == {("delegation", Way.CALDAV)}
    assert server.PASSWORD not in first.out + first.err + again.out + again.err
