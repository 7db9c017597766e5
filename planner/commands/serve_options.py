"""The options of ``serve``."""

import argparse
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from planner.phrases import _


def add_serve(
    commands: "argparse._SubParsersAction[Any]", shared: ArgumentParser, port: Callable[[str], int]
) -> None:
    """``serve``; ``shared`` are the options that all commands have, ``port`` reads a port."""
    serve = commands.add_parser(
        "serve",
        parents=[shared],
        help=_("open the app in a browser, of this machine or with a password of others"),
    )
    serve.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help=_(
            "address to listen at, 127.0.0.1 by default; any other, such as 0.0.0.0 for all of "
            "this machine, needs a password in WAKE_PLANNER_SERVE_PASSWORD or the keyring"
        ),
    )
    serve.add_argument(
        "--port", type=port, default=8000, metavar="N", help=_("port, 8000 by default")
    )
    serve.add_argument(
        "--name",
        action="append",
        metavar="NAME",
        help=_(
            "a name by which people open it, such as plan.example.org, or "
            "https://plan.example.org behind a reverse proxy; may be repeated"
        ),
    )
    serve.add_argument(
        "--certificate", metavar="FILE", help=_("encrypt with this certificate (PEM)")
    )
    serve.add_argument("--key", metavar="FILE", help=_("the key of the certificate (PEM)"))
    serve.set_defaults(run="serve:run")
