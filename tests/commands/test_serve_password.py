"""The app in a browser of others: only with the password, over TLS, and guessed slowly."""

import asyncio
import os
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import TypeAlias

import aiohttp
import pytest
import trustme
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from textual_serve.app_service import AppService

from planner.commands.addresses import Addresses, Name
from planner.commands.browser import BrowserServer
from planner.commands.certificate import encryption
from planner.commands.door import IDLE, Door
from planner.commands.guessing import FREE
from planner.commands.serve import quoted
from planner.commands.serve_password import PASSWORD as VARIABLE
from planner.commands.sign_in import FORM_BYTES
from tests.browser import PATIENCE_SECONDS, chromium, page
from tests.commands.conftest import Run
from tests.commands.test_door import PASSWORD, Clock
from tests.served import NO_KEYRING, children, free_port, served

ENVIRONMENT = {VARIABLE: PASSWORD}
#: Says that it is an app, and ends when it is told something.
STAND_IN = quoted(
    [sys.executable, "-c", "import sys; print('__GANGLION__', flush=True); sys.stdin.read(1)"]
)


@pytest.fixture(autouse=True)
def _no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    for name, value in NO_KEYRING.items():
        monkeypatch.setenv(name, value)


Client: TypeAlias = "TestClient[web.Request, web.Application]"


class Pages:
    """A browser's view of a server: it keeps cookies and follows nothing by itself."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.origin = str(client.make_url("/")).rstrip("/")

    async def get(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        return await self._client.get(path, headers=headers, allow_redirects=False)

    async def post(self, path: str, origin: str | None = "", **form: str) -> aiohttp.ClientResponse:
        headers = {} if origin is None else {"Origin": origin or self.origin}
        return await self._client.post(path, data=form, headers=headers, allow_redirects=False)

    async def sign_in(self, password: str = PASSWORD) -> aiohttp.ClientResponse:
        return await self.post("/sign-in", password=password)

    async def open_socket(self) -> aiohttp.ClientWebSocketResponse:
        return await self._client.ws_connect("/ws", headers={"Origin": self.origin})


class Watched(BrowserServer):
    """The server, whose apps a test can see to the end: else they outlive the test's loop."""

    def __init__(
        self, addresses: Addresses, clock: Clock, encryption: ssl.SSLContext | None = None
    ) -> None:
        super().__init__(STAND_IN, addresses, Door(PASSWORD, clock), encryption)
        self._apps: list[AppService] = []

    async def _process_messages(
        self, websocket: web.WebSocketResponse, app_service: AppService
    ) -> None:
        self._apps.append(app_service)
        await super()._process_messages(websocket, app_service)

    async def see_to_the_end(self) -> None:
        for app in self._apps:
            assert app._process is not None
            await app._process.wait()
            await asyncio.sleep(0)  # the pipes are closed


@asynccontextmanager
async def visited(
    server: Watched, context: ssl.SSLContext | None = None, trusting: ssl.SSLContext | None = None
) -> AsyncIterator[Client]:
    """A client of the server in this process."""
    listening = TestServer(await server.make_app(), scheme="https" if context else "http")
    await listening.start_server(ssl=context)
    connector = aiohttp.TCPConnector(ssl=trusting) if trusting else None
    async with TestClient(listening, connector=connector) as client:
        yield client
    await server.see_to_the_end()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def pages(clock: Clock) -> AsyncIterator[Pages]:
    """Served at all addresses with a password, on a clock of the test's own."""
    addresses = Addresses("0.0.0.0", 8000, encrypted=False)
    async with visited(Watched(addresses, clock)) as client:
        yield Pages(client)


@pytest.mark.parametrize("more", [("--host", "0.0.0.0"), ("--host", "::"), ("--name", "plan.org")])
def test_others_are_not_served_without_a_password(
    run: Run, demo_store: Path, more: tuple[str, ...]
) -> None:
    said = run("serve", "--store", str(demo_store), *more)
    assert "only served with a password" in said.complaint
    assert VARIABLE in said.complaint


def test_an_address_of_another_machine_is_told(
    run: Run, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    said = run("serve", "--store", str(demo_store), "--host", "192.0.2.1")  # RFC 5737: nobody's
    assert "“192.0.2.1” is not an address of this machine" in said.complaint


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
@pytest.mark.parametrize("short", ["elevenchars", "     few     "])
def test_a_short_password_is_refused_and_not_printed(
    run: Run, demo_store: Path, monkeypatch: pytest.MonkeyPatch, host: str, short: str
) -> None:
    monkeypatch.setenv(VARIABLE, short)
    said = run("serve", "--store", str(demo_store), "--host", host)
    assert "fewer than 12 characters" in said.complaint
    assert short not in said.err


async def test_without_the_cookie_there_is_only_the_page_that_asks(pages: Pages) -> None:
    first = await pages.get("/")
    assert (first.status, first.headers["Location"]) == (303, "/sign-in")
    for path in ("/ws", "/static/js/textual.js", "/download/x", "/nothing", "/sign-in/"):
        assert (await pages.get(path, Origin=pages.origin)).status == 403, path
    assert (await pages.post("/sign-out")).status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await pages.open_socket()
    assert refused.value.status == 403
    assert (await pages.get("/sign-in")).status == 200


async def test_a_cookie_of_ones_own_making_opens_nothing(pages: Pages) -> None:
    for value in ("", "x" * 43, PASSWORD):
        answer = await pages.get("/static/js/textual.js", Cookie=f"wake_planner_8000={value}")
        assert answer.status == 403


async def test_the_page_that_asks_needs_nothing_and_stays_nowhere(pages: Pages) -> None:
    answer = await pages.get("/sign-in")
    text = await answer.text()
    assert 'autocomplete="current-password"' in text
    assert '<label for="password">' in text
    assert "<script" not in text
    assert "http" not in text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


async def test_a_name_that_was_typed_is_shown_again_as_it_is(pages: Pages) -> None:
    answer = await pages.post("/sign-in", password="wrong", name='"><b>Anna')
    assert 'value="&#34;&gt;&lt;b&gt;Anna"' in await answer.text()


async def test_the_right_password_opens_everything(pages: Pages) -> None:
    answer = await pages.sign_in()
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert PASSWORD not in str(answer.headers)
    opened = await pages.get("/")
    assert opened.status == 200
    assert "Sign out" in await opened.text()
    assert opened.headers["X-Frame-Options"] == "DENY"
    assert (await pages.get("/static/js/textual.js")).status == 200
    assert (await pages.get("/sign-in")).headers["Location"] == "/"
    socket = await pages.open_socket()
    await socket.close()


async def test_the_cookie_is_seen_by_this_server_alone(pages: Pages) -> None:
    cookie = SimpleCookie((await pages.sign_in()).headers["Set-Cookie"])["wake_planner_8000"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/"
    assert not cookie["domain"]
    assert not cookie["max-age"]
    assert not cookie["secure"]


async def test_behind_an_encrypting_proxy_cookie_and_socket_are_secure(clock: Clock) -> None:
    name = Name.read("https://plan.example.org")
    addresses = Addresses("127.0.0.1", 8000, encrypted=False, names=[name])
    async with visited(Watched(addresses, clock)) as client:
        headers = {"Host": "plan.example.org", "Origin": "https://plan.example.org"}
        answer = await client.post(
            "/sign-in", data={"password": PASSWORD}, headers=headers, allow_redirects=False
        )
        set_cookie = answer.headers["Set-Cookie"]
        assert set_cookie.startswith("__Host-wake_planner_8000=")
        assert "; Secure" in set_cookie
        opened = await client.get("/", headers={**headers, "Cookie": set_cookie.partition(";")[0]})
        assert "wss://plan.example.org/ws" in await opened.text()
        assert "'self' wss://plan.example.org;" in opened.headers["Content-Security-Policy"]
        headers["Origin"] = "http://plan.example.org"
        assert (await client.get("/sign-in", headers=headers)).status == 403


async def test_a_wrong_password_is_told_and_the_page_asks_again(pages: Pages) -> None:
    for form in ({"password": "wrong <b>"}, {}, {"other": PASSWORD}):
        answer = await pages.post("/sign-in", **form)
        text = await answer.text()
        assert answer.status == 403
        assert "This is not the password." in text
        assert 'role="alert"' in text
        assert "wrong" not in text
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


async def test_after_some_wrong_ones_even_the_right_one_has_to_wait(
    pages: Pages, clock: Clock
) -> None:
    for _ in range(FREE + 1):
        answer = await pages.sign_in("wrong")
        clock.now += 1 if _ == FREE - 1 else 0
    assert answer.status == 403
    answer = await pages.sign_in()
    assert (answer.status, answer.headers["Retry-After"]) == (429, "2")
    assert "the next try is in 2 seconds" in await answer.text()
    clock.now += 2
    assert (await pages.sign_in()).status == 303


async def test_who_was_away_for_long_is_asked_again(pages: Pages, clock: Clock) -> None:
    await pages.sign_in()
    clock.now += IDLE - 1
    assert (await pages.get("/")).status == 200
    clock.now += IDLE + 1
    assert (await pages.get("/")).headers["Location"] == "/sign-in"


async def test_who_signs_out_is_out_and_their_app_ends(pages: Pages) -> None:
    cookie = (await pages.sign_in()).headers["Set-Cookie"].partition(";")[0]
    socket = await pages.open_socket()
    answer = await pages.post("/sign-out")
    assert (answer.status, answer.headers["Location"]) == (303, "/sign-in")
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    ended = await socket.receive(PATIENCE_SECONDS)
    assert ended.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
    assert (await pages.get("/")).headers["Location"] == "/sign-in"
    assert (await pages.get("/", Cookie=cookie)).headers["Location"] == "/sign-in"


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://127.0.0.1"])
async def test_a_form_of_another_site_is_refused(pages: Pages, origin: str | None) -> None:
    assert (await pages.post("/sign-in", origin, password=PASSWORD)).status == 403
    await pages.sign_in()
    assert (await pages.post("/sign-out", origin)).status == 403
    assert (await pages.get("/")).status == 200


async def test_a_strange_name_is_refused_before_the_password(pages: Pages) -> None:
    answer = await pages.get("/sign-in", Host="evil.example:8000")
    assert answer.status == 403
    assert "--name" in await answer.text()


async def test_a_form_that_is_too_large_or_no_text_does_no_harm(pages: Pages) -> None:
    assert (await pages.sign_in("x" * FORM_BYTES)).status == 413
    headers = {
        "Origin": pages.origin,
        "Content-Type": "application/x-www-form-urlencoded; charset=none",
    }
    answer = await pages._client.post("/sign-in", data=b"password=\xff%ff&=&", headers=headers)
    assert answer.status == 403
    assert (await pages.sign_in()).status == 303


def test_what_the_apps_inherit_has_no_password(
    run: Run, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inherited: dict[str, str] = {}
    monkeypatch.setattr(BrowserServer, "serve", lambda _self: inherited.update(os.environ))
    monkeypatch.setenv(VARIABLE, PASSWORD)
    said = run("serve", "--port", str(free_port()), "--store", str(demo_store))
    assert said.code == 0
    assert inherited["WAKE_PLANNER_STORE"] == str(demo_store)
    assert PASSWORD not in "".join((*inherited.values(), said.out, said.err))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at /proc")
async def test_a_real_app_does_not_know_the_password(demo_store: Path) -> None:
    async with (
        served(demo_store, env=ENVIRONMENT) as (url, server),
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session,
    ):
        origin = {"Origin": url}
        form = {"password": PASSWORD, "name": " Anna $(id)\0 "}
        await session.post(f"{url}/sign-in", data=form, headers=origin)
        async with session.ws_connect(f"{url}/ws", headers=origin) as channel:
            await channel.receive(PATIENCE_SECONDS)  # the app paints
            (app,) = set(children(server.pid)) - {server.pid}
            known = Path(f"/proc/{app}/environ").read_bytes()
            arguments = Path(f"/proc/{app}/cmdline").read_bytes()
        assert b"TEXTUAL_DRIVER=" in known
        assert "WAKE_PLANNER_NAME=Anna $(id)�\0".encode() in known
        assert VARIABLE.encode() not in known
        assert PASSWORD.encode() not in known + arguments
        server.terminate()
        assert PASSWORD.encode() not in b"".join(await server.communicate())


@dataclass(frozen=True)
class Encrypted:
    """Options to serve encrypted with, and who trusts that."""

    certificate: str
    key: str
    trusting: ssl.SSLContext


@pytest.fixture
def encrypted(tmp_path: Path) -> Encrypted:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    certificate, key = tmp_path / "own.pem", tmp_path / "own.key"
    issued.cert_chain_pems[0].write_to_path(certificate)
    issued.private_key_pem.write_to_path(key)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    return Encrypted(str(certificate), str(key), trusting)


async def test_encrypted_pages_sockets_and_cookies_stay_encrypted(
    encrypted: Encrypted, clock: Clock
) -> None:
    context = encryption(encrypted.certificate, encrypted.key)
    addresses = Addresses("0.0.0.0", 8000, encrypted=True)
    server = Watched(addresses, clock, context)
    async with visited(server, context, encrypted.trusting) as client:
        pages = Pages(client)
        assert pages.origin.startswith("https://127.0.0.1:")
        set_cookie = (await pages.sign_in()).headers["Set-Cookie"]
        assert set_cookie.startswith("__Host-wake_planner_8000=")
        assert "; Secure" in set_cookie
        answer = await pages.get("/")
        text = await answer.text()
        assert text.count("http") == text.count(pages.origin)
        assert f"wss{pages.origin.removeprefix('https')}/ws" in text
        assert "'self' wss://127.0.0.1:" in answer.headers["Content-Security-Policy"]
        socket = await pages.open_socket()
        await socket.close()


async def test_with_a_certificate_it_is_served_encrypted_and_not_warned(
    encrypted: Encrypted, demo_store: Path
) -> None:
    more = ("--host", "0.0.0.0", "--name", "127.0.0.1", "--key", encrypted.key,
            "--certificate", encrypted.certificate)  # fmt: skip
    async with (
        served(demo_store, *more, scheme="https", env=ENVIRONMENT) as (url, server),
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=encrypted.trusting)) as session,
    ):
        async with session.get(url) as answer:
            assert str(answer.url) == f"{url}/sign-in"
            assert answer.status == 200
        server.terminate()
        _out, complaints = await server.communicate()
    assert complaints == b""


async def test_on_the_network_without_a_certificate_it_says_what_can_be_overheard(
    demo_store: Path,
) -> None:
    more = ("--host", "0.0.0.0", "--name", "127.0.0.1")
    async with served(demo_store, *more, env=ENVIRONMENT) as (_url, server):
        server.terminate()
        out, complaints = await server.communicate()
    assert b"over the network unencrypted" in complaints
    assert b"--certificate" in complaints
    assert PASSWORD.encode() not in out + complaints


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="NO BROWSER: chromium is not installed here")
async def test_in_a_real_browser_people_sign_in_and_out(demo_store: Path, tmp_path: Path) -> None:
    program = chromium()
    assert program is not None
    is_asking = "document.activeElement?.id === 'password'"
    more = ("--edition", "Namur 2024", "--lang", "fr")
    async with (
        served(demo_store, *more, env=ENVIRONMENT) as (url, _server),
        page(program, tmp_path / "profile") as browser,
    ):
        await browser.open(url)
        await browser.until_true(is_asking)
        await browser.press(*"wrong", "Enter")
        await browser.until_true("!!document.querySelector('[role=alert]')")
        await browser.until_true(is_asking)
        assert await browser.evaluate("document.documentElement.lang") == "fr"
        await browser.press(*PASSWORD, "Enter")
        await browser.until("Namur 2024")
        assert await browser.evaluate("document.cookie") == ""
        quitting = {"key": "q", "code": "KeyQ", "windowsVirtualKeyCode": 81, "modifiers": 2}
        await browser.call("Input.dispatchKeyEvent", type="rawKeyDown", **quitting)
        await browser.until_true("document.body.classList.contains('-closed')")
        await browser.evaluate("document.querySelector('form button').click()")
        await browser.until_true(is_asking)
        await browser.call("Page.navigate", url=url)
        await browser.until_true(is_asking)
        assert all(asked.startswith((url, "data:")) for asked in browser.requests)
