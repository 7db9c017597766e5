"""Publishing to a calendar server: only what differs, nobody else's, no password in the open."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from planner.errors import PlannerError
from planner.publish.caldav import Account, Published, check_address, publish
from planner.publish.caldav_server import Known
from tests.planner.publish.calendars import SmallPlan
from tests.planner.publish.readers.parsers import by_dateutil


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/dav/anna/namur/",
        "https://192.168.1.5:8443/namur/",
        "http://localhost:5232/anna/namur/",
        "http://127.0.0.1:5232/anna/namur/",
        "http://127.9.9.9/namur/",
        "http://[::1]:5232/anna/namur/",
    ],
)
def test_a_password_goes_out_encrypted_or_to_this_machine(url: str) -> None:
    check_address(url)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("http://example.org/namur/", "without encryption"),
        ("http://localhost.example.org/namur/", "without encryption"),
        ("http://192.168.1.5/namur/", "without encryption"),
        ("https://anna:secret@example.org/", "no name and no password"),
        ("https://anna@example.org/", "no name and no password"),
        ("webcal://example.org/namur.ics", "no address"),
        ("example.org/namur", "no address"),
        ("https:///namur", "no address"),
        ("https://example.org:port/", "no address"),
        ("https://[::1/", "no address"),
        ("", "no address"),
    ],
)
def test_any_other_address_is_refused(url: str, complaint: str) -> None:
    with pytest.raises(PlannerError, match=complaint) as caught:
        check_address(url)
    assert "secret" not in str(caught.value)


def test_an_account_does_not_show_its_password() -> None:
    assert "secret" not in repr(Account("https://example.org/", "anna", "secret"))


def test_each_event_is_an_object_of_its_own_without_a_method() -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.second)
    assert len(objects) == 4
    for uid, file in objects.items():
        assert list(by_dateutil(file)) == [uid]
        assert b"METHOD" not in file  # RFC 4791, 4.1
    assert sum(b"STATUS:CANCELLED" in file for file in objects.values()) == 1


class Shelf:
    """A calendar in memory, in the place of a server."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    @contextmanager
    def serving(self, _account: Account) -> Iterator["Shelf"]:
        yield self

    def objects(self, uids: Sequence[str]) -> dict[str, Known]:
        return {uid: Known(self.files[uid], None) for uid in uids if uid in self.files}

    def put(self, uid: str, file: bytes, _known: Known | None) -> None:
        self.files[uid] = file


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The library for real servers is optional: those are in ``test_caldav_server.py``."""
    made = Shelf()
    monkeypatch.setattr("planner.publish.caldav_server.serving", made.serving)
    return made


ACCOUNT = Account("https://example.org/dav/anna/namur/", "anna", "secret")


def test_an_older_release_is_never_written_over_a_newer_one(shelf: Shelf) -> None:
    plan = SmallPlan()
    publish(ACCOUNT, plan.objects(plan.second), is_newest=True)
    before = dict(shelf.files)
    with pytest.raises(PlannerError, match="holds a newer release already: 2 events there"):
        publish(ACCOUNT, plan.objects(plan.first))
    assert shelf.files == before


def test_an_older_release_is_written_where_there_is_none(shelf: Shelf) -> None:
    plan = SmallPlan()
    assert publish(ACCOUNT, plan.objects(plan.first)) == Published(3, 0)
    assert publish(ACCOUNT, plan.objects(plan.second)) == Published(3, 1)


@pytest.mark.parametrize("there", [b"SEQUENCE:7", b"SEQUENCE:soon", b"X-NOTHING:1"])
def test_the_newest_release_puts_right_what_a_user_has_changed(shelf: Shelf, there: bytes) -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.second)
    publish(ACCOUNT, objects)
    uid = next(iter(objects))
    shelf.files[uid] = re.sub(rb"SEQUENCE:\d", there, shelf.files[uid])
    assert publish(ACCOUNT, objects, is_newest=True) == Published(1, 3)
    assert shelf.files == objects


def test_what_cannot_be_read_there_is_not_newer(shelf: Shelf) -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.first)
    shelf.files = dict.fromkeys(objects, b"BEGIN:VCALENDAR")
    assert publish(ACCOUNT, objects) == Published(3, 0)


def test_the_library_is_asked_for_only_when_it_is_needed() -> None:
    code = (
        "import sys; import planner.publish.caldav, planner.commands.caldav;"
        "print([m for m in ('caldav', 'niquests', 'keyring', 'icalendar') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
