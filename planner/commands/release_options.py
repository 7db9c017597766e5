"""The options of ``release`` and ``ledger``."""

import argparse
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any

from planner.commands.shared_options import add_for
from planner.phrases import _


def add_release(
    commands: "argparse._SubParsersAction[Any]",
    shared: ArgumentParser,
    both: Sequence[ArgumentParser],
    positive: Callable[[str], int],
) -> None:
    """``release`` with its actions; ``both`` are the options that all of them have."""
    text = _("freeze the plan under a number, compare, go back")
    release = commands.add_parser("release", parents=[shared], help=text)
    actions = release.add_subparsers(metavar="ACTION", required=True, parser_class=type(shared))

    create = actions.add_parser("create", parents=both, help=_("release the plan as it is now"))
    create.add_argument("name", nargs="?", default="", metavar="NAME", help=_("what to call it"))
    create.add_argument(
        "--anyway", action="store_true", help=_("even with blocking conflicts in the plan")
    )
    create.set_defaults(run="releases:create")

    listing = actions.add_parser("list", parents=both, help=_("the releases, oldest first"))
    listing.set_defaults(run="releases:list_all")

    diff = actions.add_parser("diff", parents=both, help=_("what has changed, old → new"))
    diff.add_argument(
        "old", nargs="?", metavar="N", help=_("the older one; the newest release by default")
    )
    diff.add_argument(
        "new", nargs="?", default="draft", metavar="N", help=_("the newer one; draft by default")
    )
    add_for(diff, _("as this delegation, delegate, host or driver sees it"))
    diff.set_defaults(run="releases:diff")

    show = actions.add_parser("show", parents=both, help=_("what a release brought to whom"))
    show.add_argument("number", type=positive, metavar="N")
    show.set_defaults(run="releases:show_release")

    back = actions.add_parser(
        "rollback", parents=both, help=_("put the plan back to a release, in one step")
    )
    back.add_argument("number", type=positive, metavar="N")
    back.set_defaults(run="releases:rollback")

    ledger = commands.add_parser("ledger", parents=both, help=_("who holds which release"))
    add_for(ledger, _("only this recipient, with every event"))
    ledger.add_argument(
        "--holding", type=positive, metavar="N", help=_("only those who still hold that release")
    )
    ledger.add_argument(
        "--behind", action="store_true", help=_("only those for whom something has changed since")
    )
    ledger.set_defaults(run="ledger:run")
