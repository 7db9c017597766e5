"""The options of ``caldav``."""

import argparse
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from planner.commands.shared_options import add_for, add_which_release
from planner.phrases import _


def add_caldav(commands: "argparse._SubParsersAction[Any]", both: Sequence[ArgumentParser]) -> None:
    """``caldav``; ``both`` are the options that all commands have."""
    caldav = commands.add_parser(
        "caldav", parents=both, help=_("publish somebody's calendar to a calendar server")
    )
    caldav.add_argument("url", metavar="URL", help=_("the address of the calendar (CalDAV)"))
    caldav.add_argument(
        "--user",
        required=True,
        metavar="NAME",
        help=_("who writes there; the password is in WAKE_PLANNER_CALDAV_PASSWORD or the keyring"),
    )
    text = _("whose calendar: a delegation, delegate, host, driver, or the edition")
    add_for(caldav, text, required=True)
    add_which_release(caldav)
    caldav.set_defaults(run="caldav:run")
