"""The options of ``send``."""

import argparse
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from planner.commands.shared_options import add_for_some, add_which_release
from planner.phrases import _
from planner.publish.web_folder import is_web_folder


def add_send(commands: "argparse._SubParsersAction[Any]", both: Sequence[ArgumentParser]) -> None:
    """``send``; ``both`` are the options that all commands have."""
    text = _("write mails to review, calendars to subscribe to, and a mail-merge table")
    send = commands.add_parser("send", parents=both, help=text)
    send.add_argument("out", metavar="OUT", help=_("the folder to write to"))
    add_which_release(send)
    add_for_some(send)
    send.add_argument(
        "--base",
        type=web_address,
        metavar="URL",
        help=_("the web address under which OUT/feeds is published"),
    )
    send.add_argument(
        "--sent",
        action="store_true",
        help=_("note the mails as sent: do it when they have gone out"),
    )
    send.set_defaults(run="send:run")


def web_address(text: str) -> str:
    """The address of a folder on the web; anything else is wrong usage."""
    if not is_web_folder(text):
        raise argparse.ArgumentTypeError(_("Write an address such as https://example.org/kikk/."))
    return text
