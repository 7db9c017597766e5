"""Publishing to a real calendar server: Radicale, on this machine alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from planner.errors import PlannerError
from planner.publish.caldav import Account, Published, publish
from tests.planner.publish.calendars import SmallPlan
from tests.planner.publish.readers.parsers import by_dateutil
from tests.planner.publish.readers.radicale import PASSWORD, USER, Server, radicale

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    pytest.importorskip("radicale", reason="Radicale is not installed: pip install radicale")
    pytest.importorskip(
        "caldav", reason="caldav is not installed: pip install wake-planner[caldav]"
    )
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture
def account(server: Server, request: pytest.FixtureRequest) -> Account:
    """A calendar of one's own."""
    return Account(server.make(f"{request.node.name}/"), USER, PASSWORD)


def held(server: Server, account: Account) -> dict[str, object]:
    """What is in the calendar, by UID."""
    path = account.url.removeprefix(server.url(""))
    return {u: told for f in server.objects(path).values() for u, told in by_dateutil(f).items()}


def told(objects: dict[str, bytes]) -> dict[str, object]:
    return {uid: told for file in objects.values() for uid, told in by_dateutil(file).items()}


def test_a_calendar_is_published_and_an_update_updates_it(server: Server, account: Account) -> None:
    plan = SmallPlan()
    first, second = plan.objects(plan.first), plan.objects(plan.second)
    assert publish(account, first) == Published(3, 0)
    assert held(server, account) == told(first)
    assert publish(account, second) == Published(3, 1)
    assert held(server, account) == told(second)


def test_an_older_release_is_never_written_over_a_newer_one(
    server: Server, account: Account
) -> None:
    plan = SmallPlan()
    first, second = plan.objects(plan.first), plan.objects(plan.second)
    publish(account, second, is_newest=True)
    with pytest.raises(PlannerError, match="holds a newer release already: 2 events"):
        publish(account, first)
    assert held(server, account) == told(second)


def test_the_newest_release_puts_right_what_a_user_has_changed(
    server: Server, account: Account
) -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.second)
    publish(account, objects)
    uid, file = next(iter(objects.items()))
    path = account.url.removeprefix(server.url("")) + f"{uid}.ics"
    server.put(path, re.sub(rb"SEQUENCE:\d", b"SEQUENCE:7", file))
    assert publish(account, objects, is_newest=True) == Published(1, 3)
    assert held(server, account) == told(objects)


def test_the_address_may_be_written_without_its_last_slash(
    server: Server, account: Account
) -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.first)
    publish(replace(account, url=account.url.rstrip("/")), objects)
    assert held(server, account) == told(objects)
    assert publish(account, objects) == Published(0, 3)


def test_what_is_published_again_writes_nothing(server: Server, account: Account) -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.second)
    publish(account, objects)
    before = etags(server, account)
    assert publish(account, objects) == Published(0, 4)
    assert etags(server, account) == before


def etags(server: Server, account: Account) -> bytes:
    """The state of every object, as the server names it."""
    body = b'<D:propfind xmlns:D="DAV:"><D:prop><D:getetag/></D:prop></D:propfind>'
    return server.request("PROPFIND", account.url.removeprefix(server.url("")), body)[1]


OTHERS = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:x\r
BEGIN:VEVENT\r
UID:mine@example.org\r
DTSTAMP:20240901T000000Z\r
DTSTART:20241023T100000Z\r
DTEND:20241023T110000Z\r
STATUS:CONFIRMED\r
SUMMARY:Dentist\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_what_others_have_put_there_stays_as_it_is(server: Server, account: Account) -> None:
    path = account.url.removeprefix(server.url("")) + "mine@example.org.ics"
    server.put(path, OTHERS)
    before = server.request("GET", path)
    plan = SmallPlan()
    publish(account, plan.objects(plan.first))
    publish(account, plan.objects(plan.second))
    assert server.request("GET", path) == before


def test_an_event_that_somebody_has_changed_there_is_put_right(
    server: Server, account: Account
) -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.first)
    publish(account, objects)
    uid, file = next(iter(objects.items()))
    path = account.url.removeprefix(server.url("")) + f"{uid}.ics"
    assert server.put(path, file.replace(b"SUMMARY:", b"SUMMARY:Not ")) in (201, 204)
    assert publish(account, objects) == Published(1, 2)
    assert held(server, account) == told(objects)


def test_many_events_are_asked_for_in_parts(
    server: Server, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.publish.caldav_server.BATCH", 2)
    plan = SmallPlan()
    objects = plan.objects(plan.second)
    publish(account, objects)
    assert publish(account, objects) == Published(0, 4)


def test_a_stop_keeps_what_was_written_and_the_next_time_goes_on(
    server: Server, account: Account
) -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.first)
    answers = iter([False, True])
    assert publish(account, objects, stopped=lambda: next(answers)) is None
    assert len(held(server, account)) == 1
    assert publish(account, objects) == Published(2, 1)


def test_events_that_stand_there_under_other_names_are_no_reason_to_double_them(
    server: Server, account: Account
) -> None:
    plan = SmallPlan()
    objects = plan.objects(plan.first)
    file = next(iter(objects.values()))
    server.put(account.url.removeprefix(server.url("")) + "imported.ics", file)
    with pytest.raises(PlannerError, match="under other names"):
        publish(account, objects)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"password": "wrong: secret"}, "does not let anna write"),
        ({"user": "bert"}, "does not let bert write"),
    ],
    ids=["password", "user"],
)
def test_whoever_is_not_let_in_is_told_so(
    account: Account, change: dict[str, str], complaint: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    plan = SmallPlan()
    with pytest.raises(PlannerError, match=complaint) as caught:
        publish(replace(account, **change), plan.objects(plan.first))
    assert "secret" not in str(caught.value)
    assert "secret" not in caplog.text


def test_an_address_without_a_calendar_is_told(server: Server, account: Account) -> None:
    plan = SmallPlan()
    nowhere = replace(account, url=server.url("nowhere/"))
    with pytest.raises(PlannerError, match=r"no calendar at this address|does not answer"):
        publish(nowhere, plan.objects(plan.first))


def test_a_server_that_is_not_there_is_told(account: Account) -> None:
    plan = SmallPlan()
    silent = replace(account, url="http://127.0.0.1:1/anna/plan/")
    with pytest.raises(PlannerError, match=r"127\.0\.0\.1 does not answer"):
        publish(silent, plan.objects(plan.first))


class Answering(BaseHTTPRequestHandler):
    """A server that is no calendar: it answers everything the same."""

    status = 200
    location = ""
    asked: list[str]

    def do_REPORT(self) -> None:
        self.asked.append(self.headers.get("Authorization", ""))
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(self.status)
        if self.location:
            self.send_header("Location", self.location)
        self.end_headers()
        self.wfile.write(b"<html>Welcome</html>" if self.status == 200 else b"")

    def do_PUT(self) -> None:
        self.do_REPORT()

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@contextmanager
def answering(**how: object) -> Iterator[tuple[str, list[str]]]:
    """Its address, and the authorization of every request that came."""
    asked: list[str] = []
    handler = type("Handler", (Answering,), {"asked": asked, **how})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/plan/", asked
        server.shutdown()


def test_a_web_page_is_no_calendar(account: Account) -> None:
    plan = SmallPlan()
    with answering() as (url, _asked), pytest.raises(PlannerError, match="does not answer as"):
        publish(replace(account, url=url), plan.objects(plan.first))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_password_is_never_taken_elsewhere(account: Account, status: int) -> None:
    plan = SmallPlan()
    with (
        answering() as (elsewhere, asked),
        answering(status=status, location=elsewhere) as (url, _asked),
        pytest.raises(PlannerError, match="does not answer as"),
    ):
        publish(replace(account, url=url), plan.objects(plan.first))
    assert asked == []
