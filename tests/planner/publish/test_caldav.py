"""Publishing to a calendar server: only what differs, nobody else's, no password in the open."""

import subprocess
import sys

import pytest

from planner.errors import PlannerError
from planner.publish.caldav import Account, check_address
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


def test_the_library_is_asked_for_only_when_it_is_needed() -> None:
    code = (
        "import sys; import planner.publish.caldav, planner.commands.caldav;"
        "print([m for m in ('caldav', 'niquests', 'keyring', 'icalendar') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
