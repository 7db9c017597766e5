"""textual-serve for a few people: nothing from outside, nobody uninvited, no orphans."""

import asyncio
import logging
import signal
import ssl
from contextlib import suppress
from contextvars import ContextVar
from importlib import resources
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve import server
from textual_serve.app_service import AppService
from textual_serve.server import Server

from planner.commands import sign_in
from planner.commands.addresses import Addresses
from planner.commands.door import Door
from planner.commands.sign_in import SIGN_IN, SIGN_OUT, Handler, SignIn
from planner.phrases import _, language
from planner.user import NAME

TITLE = "Wake Planner"
#: The page may load nothing but what this server gives it, and stands in no other page.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


#: Who opens a page, for the app in it.
person: ContextVar[str] = ContextVar("person", default="")


class NamedApp(AppService):
    """The app of a page; what it does stands in the journal under its own name."""

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        environment = super()._build_environment(width, height)
        return environment | ({NAME: person.get()} if person.get() else {})


# textual-serve has no other way to give an app an environment of its own.
server.AppService = NamedApp  # type: ignore[attr-defined]


class BrowserServer(Server):
    """Serves the app at its addresses, to whoever the door lets in, or to all without one.

    A page of another site must not reach it through the user's browser: requests whose Host
    is not ours (DNS rebinding), and any whose Origin is not where they were sent, are refused.
    """

    def __init__(
        self,
        command: str,
        addresses: Addresses,
        door: Door | None = None,
        encryption: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(
            command,
            addresses.host,
            addresses.port,
            title=TITLE,
            public_url=addresses.public_url,
            templates_path=str(resources.files("data") / "browser"),
        )
        self._addresses = addresses
        self._encryption = encryption
        self._sign_in = SignIn(door, addresses, TITLE, self._end_pages) if door else None
        self._sockets: dict[asyncio.Task[Any], str] = {}

    def initialize_logging(self) -> None:
        """Only what goes wrong is told."""
        logging.basicConfig(level=logging.WARNING, format="%(message)s")

    def serve(self, debug: bool = False) -> None:
        """Serve until ctrl+c; raises OSError."""
        self.initialize_logging()
        loop = asyncio.new_event_loop()
        with suppress(NotImplementedError):  # Windows: there ctrl+c is an exception
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self.request_exit)
        web.run_app(
            self.make_app(),
            host=self.host,
            port=self.port,
            ssl_context=self._encryption,
            handle_signals=False,
            loop=loop,
            print=None,
        )

    async def make_app(self) -> web.Application:
        """Everything that is served, and what stands before it."""
        app = await self._make_app()
        app.middlewares.append(self._only_ours)
        if self._sign_in is not None:
            self._sign_in.join(app)
        app.on_response_prepare.append(self._with_policy)
        return app

    async def on_startup(self, _app: web.Application) -> None:
        """The command has said already where it is."""

    async def on_shutdown(self, _app: web.Application) -> None:
        """End every app, rather than wait until its page is closed."""
        sockets = list(self._sockets)
        for task in sockets:
            task.cancel()
        await asyncio.gather(*sockets, return_exceptions=True)

    def _end_pages(self, token: str) -> None:
        """End the apps of somebody who has signed out."""
        for task, opened_with in self._sockets.items():
            if opened_with == token:
                task.cancel()

    @web.middleware
    async def _only_ours(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        ours = self._origin(request)
        if ours is None:
            raise web.HTTPForbidden(
                text=_("Wake Planner does not answer to this address; --name adds one.")
            )
        origin = request.headers.get("Origin")
        is_needed = request.method not in ("GET", "HEAD") or request.path == "/ws"
        if (origin is None and is_needed) or (origin is not None and origin.lower() != ours):
            raise web.HTTPForbidden(text=_("Only pages of this program are served."))
        return await handler(request)

    async def _with_policy(self, request: web.Request, response: web.StreamResponse) -> None:
        origin = self._origin(request)
        if request.path == SIGN_IN or origin is None:
            policy = sign_in.POLICY
        else:
            policy = POLICY.format(socket=_socket_at(origin))
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        # Not "no-referrer": with it a form would be sent without its Origin.
        response.headers["Referrer-Policy"] = "same-origin"
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"

    def _origin(self, request: web.Request) -> str | None:
        """By which of our addresses a request came; None where it is not ours."""
        return self._addresses.origin(request.headers.get("Host", ""))

    @aiohttp_jinja2.template("app_index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page, asking for what it needs at the address by which it was called."""
        origin = self._origin(request) or ""
        return {
            "language": language(),
            "font_size": 16,
            "app_websocket_url": f"{_socket_at(origin)}/ws",
            "config": {"static": {"url": f"{origin}/static/"}},
            "application": {"name": self.title},
            "farewell": _("The app has ended. Everything is saved."),
            "again": _("Open it again"),
            "sign_out_url": SIGN_OUT if self._sign_in else "",
            "sign_out": _("Sign out"),
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One app for as long as its page is open, under the name of whoever has signed in."""
        person.set(self._sign_in.person(request) if self._sign_in else "")
        task = asyncio.current_task()
        assert task is not None
        self._sockets[task] = self._sign_in.token(request) if self._sign_in else ""
        try:
            return await super().handle_websocket(request)
        finally:
            del self._sockets[task]


def _socket_at(origin: str) -> str:
    """``ws://`` or ``wss://``, as the page itself came."""
    return "ws" + origin.removeprefix("http")
