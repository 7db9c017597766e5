"""The app in a browser, of the same machine or, with a password, of others."""

import errno
import os
import shlex
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Sequence

from planner.commands.addresses import Addresses, Name, no_address
from planner.commands.output import complain, show
from planner.commands.serve_password import serve_password
from planner.commands.shared import choose, workspace_of
from planner.errors import PlannerError
from planner.phrases import N_, Phrase, _, language
from planner.workspace import ENVIRONMENT

OVERHEARD = N_(
    "The password and the plan go over the network unencrypted. Use --certificate and --key, or "
    "serve only this machine and let others in by an SSH tunnel or an encrypting reverse proxy."
)


def run(options: Namespace) -> int:
    """Serve the app until ctrl+c; each page that is opened is an app of its own on the store."""
    from planner.commands.certificate import encryption

    context = encryption(options.certificate, options.key)
    names = [Name.read(text) for text in options.name or ()]
    addresses = Addresses(options.host, options.port, encrypted=context is not None, names=names)
    password = serve_password(is_needed=addresses.open_to_others)
    with workspace_of(options) as workspace:
        if options.edition is None:
            edition_id = None
        else:
            edition_id = choose(workspace.editions(), options.edition).id
    from planner.commands.browser import BrowserServer
    from planner.commands.door import Door

    if options.store is not None:
        # Not as an argument: an address may hold a password, which other users could read there.
        os.environ[ENVIRONMENT] = options.store
    door = Door(password, time.monotonic) if password else None
    server = BrowserServer(command_line(edition_id), addresses, door, context)
    check_port(options.host, options.port)
    if addresses.can_be_overheard:
        complain(_(OVERHEARD))
    show(_("Wake Planner is at {url} – ctrl+c ends it.").format(url=server.public_url))
    sys.stdout.flush()
    try:
        server.serve()
    except OSError as error:
        raise _not_served(error, options.port) from error
    return 0


def check_port(host: str, port: int) -> None:
    """It is ours, and nobody else listens there; raises PlannerError."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=kind):
            pass
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise no_address(host) from error
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
