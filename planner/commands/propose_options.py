"""The options of ``plan``, from what each kind of proposal says that can be set."""

import argparse
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from planner.phrases import _
from planner.propose.kinds import KEEPS, SECONDS, Setting, Sort, kinds


class Readers(NamedTuple):
    """What reads numbers; others than these are wrong usage."""

    positive: Callable[[str], int]
    seconds: Callable[[str], float]
    seed: Callable[[str], int]


def add_plan(
    commands: "argparse._SubParsersAction[Any]",
    shared: ArgumentParser,
    both: Sequence[ArgumentParser],
    read: Readers,
) -> None:
    """``plan`` with a command for each kind; ``both`` are the options that all of them have."""
    text = _("let a solver propose; with --apply do it, in one step that undo takes back")
    plan = commands.add_parser("plan", parents=[shared], help=text)
    actions = plan.add_subparsers(metavar="WHAT", required=True, parser_class=type(shared))
    for kind in kinds():
        action = actions.add_parser(
            kind.name, parents=both, help=_(kind.title), description=_(kind.line)
        )
        _add_solving(action, read, keeps=not kind.loses)
        if kind.loses:
            _add_losses(action)
        for setting in kind.settings:
            _add_setting(action, setting, read)
        if kind.scored is not None:
            text = _("only list the places with their scores and why they have them")
            action.add_argument("--scores", dest="list_scores", action="store_true", help=text)
        action.set_defaults(run="propose:run", kind=kind.name)


def _add_solving(action: ArgumentParser, read: Readers, *, keeps: bool) -> None:
    """What holds for every solver."""
    action.add_argument(
        "--seconds",
        type=read.seconds,
        default=SECONDS,
        metavar="S",
        help=_("look no longer, {n} by default; ctrl+c shows the best so far").format(n=SECONDS),
    )
    action.add_argument(
        "--seed",
        type=read.seed,
        default=0,
        metavar="N",
        help=_("another one may find another plan"),
    )
    if keeps:
        text = _("what of the plan stays as it is, beside the pins")
        action.add_argument("--keep", choices=list(KEEPS), help=text)
    action.add_argument("--apply", action="store_true", help=_("apply all of it, in one step"))


def _add_losses(action: ArgumentParser) -> None:
    """What has happened: one of the two."""
    what = action.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--without",
        metavar="NAME",
        help=_("a host, a place or an activity that is no longer to be had"),
    )
    what.add_argument(
        "--late",
        nargs=2,
        metavar=("NAME", "MINUTES"),
        help=_("a delegation, a vehicle, a circuit or an activity that is late"),
    )
    action.add_argument(
        "--at",
        metavar="WHEN",
        help=_("from when on, YYYY-MM-DD HH:MM; else in time for the first activity"),
    )


def _add_setting(action: ArgumentParser, setting: Setting, read: Readers) -> None:
    """An option that one solver has."""
    how: dict[str, Any] = {"dest": setting.field, "default": None, "help": _(setting.help)}
    match setting.sort:
        case Sort.DELEGATIONS | Sort.TOURS:
            how |= {"action": "append", "metavar": "NAME"}
        case Sort.SCORES:
            how |= {"action": "append", "metavar": "NAME=N"}
        case Sort.ROUND_TABLE:
            how |= {"metavar": "NAME"}
        case Sort.NUMBER:
            how |= {"type": read.positive, "metavar": "N"}
        case Sort.CHOICE:
            how |= {"choices": [value for value, _name in setting.choices]}
        case Sort.SWITCH:
            how |= {"action": argparse.BooleanOptionalAction}
    action.add_argument(setting.flag, **how)
