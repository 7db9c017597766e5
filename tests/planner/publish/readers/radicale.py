"""Radicale, a calendar server, on this machine alone, and what a phone would ask it."""

import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import IO
from xml.etree import ElementTree

USER, PASSWORD = "anna", "secret of the tests"
CONFIG = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
[storage]
filesystem_folder = {folder}/data
[logging]
level = info
"""
#: The words with which it says that it listens.
READY = b"Radicale server ready"
CALENDAR = """<?xml version="1.0"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"/>"""
QUERY = """<?xml version="1.0"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{when}</C:comp-filter>
</C:comp-filter></C:filter></C:calendar-query>"""
WHEN = '<C:time-range start="{start}" end="{end}"/>'


@dataclass(frozen=True)
class Server:
    """A running server; paths are those of calendars: ``plan/``."""

    port: int

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{USER}/{path}"

    def make(self, path: str) -> str:
        """A new calendar; its address."""
        assert self.request("MKCALENDAR", path, CALENDAR.encode())[0] == 201
        return self.url(path)

    def put(self, path: str, file: bytes) -> int:
        """The status of the answer."""
        return self.request("PUT", path, file, "text/calendar")[0]

    def objects(self, path: str, start: str = "", end: str = "") -> dict[str, bytes]:
        """The events of a calendar by their paths, in a time (UTC) if one is given."""
        when = WHEN.format(start=start, end=end) if start else ""
        status, body = self.request("REPORT", path, QUERY.format(when=when).encode())
        assert status == 207
        found = ElementTree.fromstring(body)
        return {
            # XML has one form of line break, and it is not that of calendars.
            str(response.findtext("{DAV:}href")): data.replace("\n", "\r\n").encode()
            for response in found.iter("{DAV:}response")
            for data in [response.findtext(".//{urn:ietf:params:xml:ns:caldav}calendar-data")]
            if data
        }

    def request(
        self, method: str, path: str, body: bytes = b"", kind: str = "application/xml"
    ) -> tuple[int, bytes]:
        token = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": kind, "Depth": "1"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, f"/{USER}/{path}", body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    """A server whose calendars are in a folder; it ends with the context."""
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    port = _free_port()
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder), encoding="utf-8")
    command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        try:
            assert server.stdout is not None
            _wait_until_ready(server.stdout)
            # What it says from now on must not fill the pipe: it would wait for a reader.
            Thread(target=server.stdout.read, daemon=True).start()
            yield Server(port)
        finally:
            server.terminate()


def _wait_until_ready(said: IO[bytes]) -> None:
    before = b""
    for line in said:
        if READY in line:
            return
        before += line
    raise AssertionError(f"Radicale has ended: {before.decode()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
