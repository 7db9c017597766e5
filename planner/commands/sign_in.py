"""The page that asks for the password, and what keeps everybody else out."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

import aiohttp_jinja2
from aiohttp import web

from planner.commands.addresses import Addresses
from planner.commands.door import Door
from planner.phrases import _, language, plural
from planner.visible import visible

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
#: It loads nothing, sends its form to us, and stands in no other page.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
#: Bytes that the form may have, and seconds it may take to come.
FORM_BYTES, FORM_SECONDS = 4096, 10.0
#: Letters of a name that are kept.
LONGEST_NAME = 60
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SignIn:
    """Nothing but its own page is given without a cookie that the door admits."""

    def __init__(
        self, door: Door, addresses: Addresses, title: str, left: Callable[[str], None]
    ) -> None:
        self._door, self._addresses, self._title = door, addresses, title
        self._left = left

    def join(self, app: web.Application) -> None:
        """Stand before everything in the app."""
        app.middlewares.append(self._only_signed_in)
        app.router.add_get(SIGN_IN, self._ask)
        app.router.add_post(SIGN_IN, self._enter)
        app.router.add_post(SIGN_OUT, self._leave)

    def token(self, request: web.Request) -> str:
        """What a request brought with it; empty without it."""
        return request.cookies.get(self._cookie(request), "")

    @web.middleware
    async def _only_signed_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        is_in = self._door.admits(self.token(request))
        if request.path == SIGN_IN:
            if is_in and request.method != "POST":
                raise web.HTTPSeeOther("/")
        elif not is_in:
            if request.path == "/":
                raise web.HTTPSeeOther(SIGN_IN)
            raise web.HTTPForbidden(text=_("Sign in first."))
        return await handler(request)

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        return self._page(request)

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        form = await _form(request)
        entered = self._door.enter(form["password"], request.remote or "", form["name"])
        if isinstance(entered, str):
            return self._admitted(request, entered)
        if not entered.wait:
            wrong = _("This is not the password.")
            return self._page(request, wrong, web.HTTPForbidden, form["name"])
        seconds = math.ceil(entered.wait)
        text = plural(
            "Too many wrong passwords: the next try is in {n} second.",
            "Too many wrong passwords: the next try is in {n} seconds.",
            seconds,
        )
        answer = self._page(request, str(text), web.HTTPTooManyRequests, form["name"])
        answer.headers["Retry-After"] = str(seconds)
        return answer

    async def _leave(self, request: web.Request) -> web.StreamResponse:
        token = self.token(request)
        self._door.leave(token)
        self._left(token)
        answer = web.Response(status=web.HTTPSeeOther.status_code, headers={"Location": SIGN_IN})
        answer.del_cookie(self._cookie(request), secure=self._is_encrypted(request), httponly=True)
        return answer

    def _admitted(self, request: web.Request, token: str) -> web.Response:
        answer = web.Response(status=web.HTTPSeeOther.status_code, headers={"Location": "/"})
        answer.set_cookie(
            self._cookie(request),
            token,
            path="/",
            httponly=True,
            samesite="Strict",
            secure=self._is_encrypted(request),
        )
        return answer

    def _cookie(self, request: web.Request) -> str:
        """Named with the port, which cookies do not keep apart; ``__Host-`` as in RFC 6265bis."""
        prefix = "__Host-" if self._is_encrypted(request) else ""
        return f"{prefix}wake_planner_{self._addresses.port}"

    def _is_encrypted(self, request: web.Request) -> bool:
        """As the browser sees it."""
        origin = self._addresses.origin(request.headers.get("Host", ""))
        return origin is not None and origin.startswith("https:")

    def person(self, request: web.Request) -> str:
        """What whoever has signed in is called; empty where they did not say."""
        return self._door.name(self.token(request))

    def _page(
        self,
        request: web.Request,
        problem: str = "",
        kind: type[web.HTTPException] = web.HTTPOk,
        person: str = "",
    ) -> web.Response:
        words: dict[str, Any] = {
            "language": language(),
            "name": self._title,
            "title": _("Sign in"),
            "label": _("Password"),
            "who": _("Your name, as others see it beside what you do"),
            "person": person,
            "button": _("Sign in"),
            "action": SIGN_IN,
            "problem": problem,
        }
        return aiohttp_jinja2.render_template(
            "sign_in.html", request, words, status=kind.status_code
        )


async def _form(request: web.Request) -> dict[str, str]:
    """The password and the name in a form that was sent; empty where there is none."""
    try:
        async with asyncio.timeout(FORM_SECONDS):
            body = await request.clone(client_max_size=FORM_BYTES).read()
    except TimeoutError as error:
        raise web.HTTPRequestTimeout from error
    fields = parse_qs(body.decode("utf-8", "replace"))
    typed = {name: fields.get(name, [""])[0] for name in ("password", "name")}
    return typed | {"name": visible(typed["name"]).strip()[:LONGEST_NAME]}
