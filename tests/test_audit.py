"""The audit of what the project stands on: found, accepted, and no answer at all."""

import json
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import distribution
from threading import Thread
from typing import ClassVar

import pytest

from tests.audit import ACCEPTED, KNOWN, ask, audit, report, vulnerabilities
from tests.requirements import declared, installed

FOUND = {
    "name": "sqlalchemy", "version": "2.1.0",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.1.5"]}],
}  # fmt: skip


class Service(BaseHTTPRequestHandler):
    """An OSV service that knows one vulnerability, of one package."""

    KNOWN: ClassVar = {
        "id": "PYSEC-1", "aliases": ["CVE-1"], "summary": "Bad", "details": "Very bad",
        "modified": "2026-01-01T00:00:00Z", "published": "2026-01-01T00:00:00Z",
        "affected": [{"package": {"name": KNOWN, "ecosystem": "PyPI"},
                      "ranges": [{"type": "ECOSYSTEM",
                                  "events": [{"introduced": "0"}, {"fixed": "99.0"}]}]}],
    }  # fmt: skip

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        vulnerable = asked["package"]["name"] == KNOWN
        body = json.dumps({"vulns": [self.KNOWN]} if vulnerable else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Nothing: standard error is for the tests."""


@pytest.fixture
def service() -> Iterator[tuple[str, ...]]:
    """The words that make pip-audit ask the service of these tests."""
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield at(server.server_port)
        server.shutdown()


def at(port: int) -> tuple[str, ...]:
    return ("-s", "osv", "--osv-url", f"http://127.0.0.1:{port}/v1/query")


def test_a_vulnerability_fails_and_says_what_mends_it() -> None:
    lines, fine = report([FOUND], {})
    assert not fine
    assert lines[0] == "sqlalchemy 2.1.0: CVE-1, PYSEC-1 (mended in 2.1.5): VULNERABLE"


def test_one_that_is_accepted_by_any_of_its_names_does_not_fail() -> None:
    lines, fine = report([FOUND], {"CVE-1": "never called here"})
    assert fine
    assert "accepted: never called here" in lines[0]


def test_every_accepted_one_has_a_reason() -> None:
    assert all(reason.strip() for reason in ACCEPTED.values())


def test_what_the_service_does_not_know_is_named() -> None:
    lines, fine = report([{"name": "own", "skip_reason": "not found"}], {})
    assert fine
    assert lines == ["not known to the service: own", "0 packages audited"]


def test_pip_audit_finds_what_the_service_knows(service: tuple[str, ...]) -> None:
    answers = ask([distribution(KNOWN), distribution("alembic")], 60, service)
    assert answers is not None
    assert [names for _package, _remedy, names in vulnerabilities(answers)] == [
        {"PYSEC-1", "CVE-1"}
    ]


@pytest.mark.slow
def test_all_is_asked_and_a_vulnerability_fails(
    service: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.audit.PATIENCE_SECONDS", 60)
    assert audit(service, {}) == 1
    assert "VULNERABLE" in capsys.readouterr().out
    assert audit(service, {"CVE-1": "a test"}) == 0


def test_without_an_answer_nothing_fails_and_one_line_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert audit(at(port)) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("DEPENDENCIES NOT AUDITED")


@pytest.mark.slow
def test_a_service_that_never_answers_is_not_waited_for() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        assert audit(at(silent.getsockname()[1])) == 0
    assert time.monotonic() - began < 10


def test_what_is_needed_only_with_an_extra_comes_with_it_and_not_without() -> None:
    program, everything = installed(declared()), installed(declared("dev", "caldav"))
    assert {"textual", "sqlalchemy", "rich", "markupsafe"} <= set(program)
    assert {"pytest", "ruff"} <= set(everything)
    assert not {"pytest", "ruff", "psycopg2", "wake-planner"} & set(program)
