"""The app in a browser of the same machine."""

import errno
import os
import shlex
import socket
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from ipaddress import ip_address

from planner.commands.output import show
from planner.commands.shared import choose, workspace_of
from planner.errors import PlannerError
from planner.phrases import Phrase, _, language
from planner.workspace import ENVIRONMENT


def run(options: Namespace) -> int:
    """Serve the app until ctrl+c; each page that is opened is an app of its own on the store."""
    check_host(options.host)
    with workspace_of(options) as workspace:
        if options.edition is None:
            edition_id = None
        else:
            edition_id = choose(workspace.editions(), options.edition).id
    from planner.commands.browser import BrowserServer

    if options.store is not None:
        # Not as an argument: an address may hold a password, which other users could read there.
        os.environ[ENVIRONMENT] = options.store
    server = BrowserServer(command_line(edition_id), options.host, options.port)
    check_port(options.host, options.port)
    show(_("Wake Planner is at {url} – ctrl+c ends it.").format(url=server.public_url))
    sys.stdout.flush()
    try:
        server.serve()
    except OSError as error:
        raise _not_served(error, options.port) from error
    return 0


def check_host(host: str) -> None:
    """Only this machine may see the plan: there is no password; raises PlannerError."""
    try:
        is_local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        is_local = False
    if not is_local:
        raise PlannerError(
            Phrase("Only this machine is served, not “{host}”: there is no password.", host=host),
            Phrase("Leave --host out, or write 127.0.0.1."),
        )


def check_port(host: str, port: int) -> None:
    """Nobody else listens there; raises PlannerError."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=kind):
            pass
    except OSError as error:
        raise _not_served(error, port) from error


def command_line(edition_id: str | None) -> str:
    """The command that opens the app, for the shell that starts it."""
    arguments = [sys.executable, "-m", "planner", "--lang", language()]
    if edition_id is not None:
        arguments += ["--edition", edition_id]
    return quoted(arguments)


def quoted(arguments: Sequence[str]) -> str:
    """Arguments for the shell; where it can, the shell becomes the app and leaves no orphan."""
    if os.name == "nt":
        return subprocess.list2cmdline(arguments)
    return f"exec {shlex.join(arguments)}"


def _not_served(error: OSError, port: int) -> PlannerError:
    if error.errno == errno.EADDRINUSE:
        return PlannerError(
            Phrase("Port {port} is in use by another program.", port=port),
            Phrase("Choose another one with --port."),
        )
    why = error.strerror or type(error).__name__
    return PlannerError(Phrase("Port {port} cannot be served: {why}.", port=port, why=why))
