"""By which addresses the app in a browser may be asked for, and which one is told to people."""

import re
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from planner.errors import PlannerError
from planner.phrases import Phrase

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
STANDARD_PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?)(?::\d{1,5})?")


@dataclass(frozen=True)
class Name:
    """A name people use for the server; with an origin where a reverse proxy stands before it."""

    host: str
    origin: str | None = None

    @classmethod
    def read(cls, text: str) -> "Name":
        """``plan.example.org``, or ``https://plan.example.org``; raises PlannerError."""
        with suppress(ValueError):
            parts = urlsplit(text if "://" in text else f"//{text}")
            found = HOST.fullmatch(_ascii(parts.netloc))
            is_bare = parts.path in ("", "/") and not parts.query and not parts.fragment
            if found and is_bare and parts.scheme in STANDARD_PORTS:
                standard = f":{STANDARD_PORTS[parts.scheme]}"
                return cls(found[1], f"{parts.scheme}://{found[0].removesuffix(standard)}")
            if found and is_bare and not parts.scheme and found[0] == found[1]:
                return cls(found[1])
        raise _no_name(text)

    @property
    def is_encrypted(self) -> bool:
        """By the proxy before us."""
        return self.origin is not None and self.origin.startswith("https:")


def _no_name(text: str) -> PlannerError:
    return PlannerError(
        Phrase("“{name}” is not a name under which the app can be served.", name=text),
        Phrase(
            "Write it like plan.example.org; or like https://plan.example.org where a "
            "reverse proxy passes it on."
        ),
    )


class Addresses:
    """Which requests are meant for us, by their Host.

    A page of another site can have its own name lead to this machine (DNS rebinding), but it
    cannot choose that name to be an address in figures, our own name, or one of ``names``.
    """

    def __init__(
        self, host: str, port: int, *, encrypted: bool, names: Sequence[Name] = ()
    ) -> None:
        self.host, self.port = host, port
        self.scheme = "https" if encrypted else "http"
        self._names = names
        self.is_local = is_loopback(host)
        self._hosts = {bracketed(host), *LOOPBACK, *(name.host for name in names)}
        if not self.is_local:
            self._hosts |= own_names()
        origins = [name.origin for name in names if name.origin]
        self._proxied = {origin.partition("://")[2]: origin for origin in origins}

    @property
    def open_to_others(self) -> bool:
        """Somebody else than the users of this machine can reach us."""
        return not self.is_local or bool(self._names)

    @property
    def can_be_overheard(self) -> bool:
        """What goes to others is not encrypted, as far as we can know."""
        if self.scheme == "https":
            return False
        return not self.is_local or not all(name.is_encrypted for name in self._names)

    @property
    def public_url(self) -> str:
        """An address that a person can open."""
        if self._names:
            return self._names[0].origin or self._url(self._names[0].host)
        everywhere = self.host in ("0.0.0.0", "::")
        return self._url(socket.gethostname().lower() if everywhere else bracketed(self.host))

    def origin(self, host: str) -> str | None:
        """``https://plan.example.org``: what a browser calls us by this Host; None if not ours."""
        host = host.lower()
        if host in self._proxied:
            return self._proxied[host]
        found = HOST.fullmatch(host)
        if found is None or not self._is_ours(found[1]):
            return None
        return f"{self.scheme}://{host}"

    def _is_ours(self, name: str) -> bool:
        return name in self._hosts or (not self.is_local and _is_figures(name))

    def _url(self, name: str) -> str:
        port = "" if STANDARD_PORTS[self.scheme] == self.port else f":{self.port}"
        return f"{self.scheme}://{name}{port}"


def is_loopback(host: str) -> bool:
    """Only this machine can reach it; raises PlannerError where it is no address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError as error:
        raise no_address(host) from error


def no_address(host: str) -> PlannerError:
    """Nobody can listen there."""
    return PlannerError(
        Phrase("“{host}” is not an address of this machine.", host=host),
        Phrase("Write it in figures; 0.0.0.0 stands for all of them. Names go to --name."),
    )


def bracketed(host: str) -> str:
    """As it stands in a URL."""
    return f"[{host}]" if ":" in host else host


def own_names() -> set[str]:
    """What this machine calls itself, also as neighbours find it without a name server."""
    name = socket.gethostname().lower()
    first = name.partition(".")[0]
    return {name, first, f"{first}.local"} - {"", ".local"}


def _is_figures(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _ascii(netloc: str) -> str:
    """As browsers write names in other scripts; ValueError for what is no name."""
    name, colon, port = netloc.partition(":") if not netloc.startswith("[") else (netloc, "", "")
    return (name if name.startswith("[") else name.encode("idna").decode()).lower() + colon + port
