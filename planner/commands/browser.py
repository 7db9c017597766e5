"""textual-serve for one machine: nothing from outside, nobody from outside, no orphans."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

from planner.phrases import _, language

TITLE = "Wake Planner"
#: The page may load nothing but what this server gives it.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self' ws://{host}"
)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class BrowserServer(Server):
    """Serves the app on loopback.

    A page of another site must not reach it through the user's browser: requests whose Host
    is not ours (DNS rebinding) and sockets whose Origin is not ours are refused.
    """

    def __init__(self, command: str, host: str, port: int) -> None:
        name = f"[{host}]" if ":" in host else host
        super().__init__(
            command,
            host,
            port,
            title=TITLE,
            public_url=f"http://{name}:{port}",
            templates_path=str(resources.files("data") / "browser"),
        )
        self._ours = {f"{h}:{port}" for h in (name, "localhost", "127.0.0.1", "[::1]")}
        self._sockets: set[asyncio.Task[Any]] = set()

    def initialize_logging(self) -> None:
        """Only what goes wrong is told."""
        logging.basicConfig(level=logging.WARNING, format="%(message)s")

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._only_ours)
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

    @web.middleware
    async def _only_ours(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if request.host not in self._ours or (
            origin is not None and origin.removeprefix("http://") not in self._ours
        ):
            raise web.HTTPForbidden(text="Only this machine is served.")
        return await handler(request)

    async def _with_policy(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Content-Security-Policy"] = POLICY.format(host=request.host)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"

    @aiohttp_jinja2.template("app_index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page, asking for what it needs at the address by which it was called."""
        return {
            "language": language(),
            "font_size": 16,
            "app_websocket_url": f"ws://{request.host}/ws",
            "config": {"static": {"url": f"http://{request.host}/static/"}},
            "application": {"name": self.title},
            "farewell": _("The app has ended. Everything is saved."),
            "again": _("Open it again"),
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One app for as long as its page is open."""
        if request.headers.get("Origin") is None:
            raise web.HTTPForbidden(text="Only pages of this program are served.")
        task = asyncio.current_task()
        assert task is not None
        self._sockets.add(task)
        try:
            return await super().handle_websocket(request)
        finally:
            self._sockets.discard(task)
