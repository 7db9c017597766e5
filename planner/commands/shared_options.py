"""Options that several commands have."""

from argparse import ArgumentParser

from planner.phrases import _


def add_for(command: ArgumentParser, text: str, *, required: bool = False) -> None:
    """``--for`` one recipient."""
    command.add_argument("--for", dest="only", metavar="NAME", required=required, help=text)


def add_for_some(command: ArgumentParser) -> None:
    """``--for`` any number of recipients."""
    command.add_argument(
        "--for",
        dest="only",
        metavar="NAME",
        action="append",
        help=_("only this delegation and its people, or this person; may be repeated"),
    )


def add_which_release(command: ArgumentParser, text: str | None = None) -> None:
    """``--release``, a number; ``text``: the help of a command that takes the draft too."""
    usual = _("which release; the newest by default")
    command.add_argument("--release", metavar="N", help=text or usual)
