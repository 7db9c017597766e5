"""The commands: a second front end on the same rooms as the screens.

Exit codes: 0 fine, 1 blocking conflicts or rejected input, 2 wrong usage.  Only what a command
needs is imported: ``--help`` and ``--version`` load neither Textual nor SQLAlchemy.
"""

import argparse
import gettext
import importlib
import os
import sys
from collections.abc import Sequence
from importlib import resources
from types import FrameType
from typing import NoReturn

from planner import __version__, log
from planner.commands import border, output
from planner.commands.caldav_options import add_caldav
from planner.commands.import_options import add_import
from planner.commands.propose_options import Readers, add_plan
from planner.commands.release_options import add_release
from planner.commands.send_options import add_send
from planner.commands.serve_options import add_serve
from planner.commands.shared_options import add_for_some, add_which_release
from planner.errors import PlannerError
from planner.phrases import (
    DOMAIN,
    LANGUAGES,
    N_,
    _,
    language,
    preferred_language,
    set_language,
)
from planner.store_address import keep_secrets
from planner.visible import visible

DESCRIPTION = N_(
    "Plan the visits of delegations: Wake tour, round table, festival visits and meetings. "
    "Without a command it opens the app."
)


LAST_PORT = 65535
#: Seconds (a month) and seeds that a solver may be given.
LONGEST, LAST_SEED = 31 * 24 * 3600, 2**31 - 1


class Parser(argparse.ArgumentParser):
    """An argument parser whose sections are in the user's language."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._positionals.title = _("what")
        self._optionals.title = _("options")

    def error(self, message: str) -> NoReturn:
        """Wrong usage: exit code 2; what was typed is shown, never obeyed by the terminal."""
        output.answer_failure("usage", visible(message))
        super().error(visible(message))


def common() -> Parser:
    """Options that stand before or after the command."""
    parser = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument(
        "--store",
        metavar="PATH-OR-URL",
        help=_("where the plan is kept (or set WAKE_PLANNER_STORE)"),
    )
    parser.add_argument(
        "--edition",
        metavar="NAME",
        help=_("the edition, by name or id; needed when there are several"),
    )
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help=_("language of the program"))
    return parser


def spoken() -> Parser:
    """The option of commands that need no store."""
    parser = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help=_("language of the program"))
    return parser


def json_option() -> Parser:
    parser = Parser(add_help=False)
    parser.add_argument("--json", action="store_true", help=_("print JSON, for other programs"))
    return parser


def positive(text: str) -> int:
    """A whole number from 1; another is wrong usage."""
    if not text.isdecimal() or (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(_("Write a whole number from 1."))
    return number


def seconds(text: str) -> float:
    """A time above nothing, also a part of a second; anything else is wrong usage."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= LONGEST:
        raise argparse.ArgumentTypeError(_("Write seconds, above 0."))
    return number


def seed(text: str) -> int:
    """A number that every solver takes as its seed."""
    if not text.isdecimal() or (number := int(text)) > LAST_SEED:
        raise argparse.ArgumentTypeError(_("Write a whole number from 0."))
    return number


def port(text: str) -> int:
    """A port that a program may open; another number is wrong usage."""
    if (number := positive(text)) > LAST_PORT:
        raise argparse.ArgumentTypeError(_("Write a whole number from 1 to 65535."))
    return number


def build_parser() -> Parser:
    """The whole command line."""
    shared, printing = common(), json_option()
    both = [shared, printing]
    parser = Parser(prog=output.PROGRAM, description=_(DESCRIPTION), parents=[shared])
    parser.add_argument(
        "--version",
        action="version",
        version=f"{output.PROGRAM} {__version__}",
        help=_("show the program's version"),
    )
    parser.set_defaults(run="app:run")
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND", parser_class=Parser)

    demo = commands.add_parser("demo", parents=both, help=_("make the demo edition, and open it"))
    demo.add_argument("--no-open", action="store_true", help=_("only make it"))
    demo.set_defaults(run="app:demo")

    add_serve(commands, shared, port)
    _add_edition(commands, shared, both)
    add_plan(commands, shared, both, Readers(positive, seconds, seed))
    _add_solve(commands)

    check = commands.add_parser("check", parents=both, help=_("list the conflicts of the plan"))
    check.set_defaults(run="plan:check")

    export = commands.add_parser("export", parents=both, help=_("write calendars and schedules"))
    export.add_argument("out", metavar="OUT", help=_("the folder to write to"))
    export.add_argument(
        "--format",
        help=_("which of ics, pdf, html, txt, md, xlsx; with commas; the first three by default"),
    )
    export.add_argument(
        "--document",
        metavar="NAME",
        action="append",
        help=_("print this as PDF, such as driver-sheet; may be repeated; all for every one"),
    )
    add_for_some(export)
    add_which_release(
        export, _("a release, or draft; without it the newest release, or the draft before any")
    )
    export.add_argument(
        "--alarm", type=positive, default=0, metavar="MINUTES",
        help=_("a reminder in calendars, so many minutes before each event; none by default"),
    )  # fmt: skip
    export.set_defaults(run="export:export")

    add_release(commands, shared, both, positive)
    add_send(commands, both)
    add_caldav(commands, both)

    add_import(commands, both)

    for name, text in (("undo", _("take back the last step")), ("redo", _("do it again"))):
        turn = commands.add_parser(name, parents=both, help=text)
        turn.set_defaults(run=f"plan:{name}")
    history = commands.add_parser("history", parents=both, help=_("every step, newest first"))
    history.add_argument(
        "--limit", type=positive, default=50, metavar="N", help=_("at most so many")
    )
    history.set_defaults(run="plan:history")

    backup = commands.add_parser("backup", parents=both, help=_("copy the store, with a date"))
    backup.set_defaults(run="store:backup")
    restore = commands.add_parser(
        "restore", parents=both, help=_("put a backup in the store's place")
    )
    restore.add_argument(
        "backup", nargs="?", metavar="FILE", help=_("the backup; without it they are listed")
    )
    restore.set_defaults(run="store:restore")
    doctor = commands.add_parser("doctor", parents=both, help=_("examine the store"))
    doctor.add_argument(
        "--repair", action="store_true", help=_("repair what can be, after a dated copy")
    )
    doctor.set_defaults(run="store:doctor")
    _add_scrub(commands, both)
    keys = commands.add_parser("keys", parents=both, help=_("every key of the app, in words"))
    keys.set_defaults(run="keys:run")
    return parser


def _add_edition(
    commands: "argparse._SubParsersAction[Parser]", shared: Parser, both: list[Parser]
) -> None:
    edition = commands.add_parser("edition", parents=[shared], help=_("make and list editions"))
    actions = edition.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    new = actions.add_parser("new", parents=both, help=_("make an edition"))
    new.add_argument("name", metavar="NAME")
    new.add_argument(
        "--festival",
        nargs=2,
        metavar=("FIRST", "LAST"),
        required=True,
        help=_("first and last day, YYYY-MM-DD"),
    )
    new.add_argument(
        "--from",
        dest="first_day",
        metavar="DAY",
        help=_("first day of the programme, if before the festival"),
    )
    new.add_argument(
        "--zone", default="Europe/Brussels", help=_("time zone, Europe/Brussels by default")
    )
    new.add_argument(
        "--keep-until",
        metavar="DAY",
        help=_("last day on which the data of people may be kept; 180 days after the festival"),
    )
    new.set_defaults(run="editions:new")
    listing = actions.add_parser("list", parents=both, help=_("list the editions of the store"))
    listing.set_defaults(run="editions:list_all")
    show = actions.add_parser("show", parents=both, help=_("figures of an edition"))
    show.add_argument("name", nargs="?", metavar="NAME")
    show.set_defaults(run="editions:show_figures")
    copy = actions.add_parser("copy", parents=both, help=_("copy an edition to other dates"))
    copy.add_argument("name", metavar="NAME")
    copy.add_argument("new_name", metavar="NEW-NAME")
    copy.add_argument(
        "--festival-start",
        required=True,
        metavar="DAY",
        help=_("first festival day of the copy, YYYY-MM-DD"),
    )
    copy.set_defaults(run="editions:copy")


def _add_scrub(commands: "argparse._SubParsersAction[Parser]", both: list[Parser]) -> None:
    text = _("remove the data of people after the festival, for good; the figures stay")
    scrub = commands.add_parser("scrub", parents=both, help=text, description=text)
    scrub.add_argument("name", nargs="?", metavar="EDITION", help=_("the edition, by name or id"))
    scrub.add_argument("--dry-run", action="store_true", help=_("only say what would go"))
    scrub.add_argument("--yes", action="store_true", help=_("do it without asking"))
    scrub.add_argument("--anyway", action="store_true", help=_("before the edition is over, too"))
    scrub.set_defaults(run="scrub:run")


def _add_solve(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Problems in files; no store, so none of its options."""
    text = _("solve a problem in a JSON file, with no store at all")
    solve = commands.add_parser("solve", parents=[spoken()], help=text)
    actions = solve.add_subparsers(metavar="WHAT", required=True, parser_class=Parser)
    for name, line in (
        ("tour", _("a tour-problem/1: which sites, on which day, when")),
        ("visits", _("an assign-problem/1: delegations to offers")),
        ("meetings", _("an assign-problem/1: 1:1 meetings in slots")),
    ):
        action = actions.add_parser(name, parents=[spoken()], help=line, description=line)
        action.add_argument("problem", metavar="PROBLEM.json", help=_("the file; - standard input"))
        action.add_argument(
            "--seconds", type=seconds, default=10.0, metavar="N",
            help=_("look no longer, 10 by default; ctrl+c writes the best so far"),
        )  # fmt: skip
        action.add_argument(
            "--seed", type=seed, default=0, metavar="N", help=_("another one may find another plan")
        )
        action.add_argument(
            "--threads", type=positive, default=1, metavar="N", help=_("how many, 1 by default")
        )
        action.add_argument(
            "--out", metavar="FILE", help=_("where the solution goes; standard output by default")
        )
        action.set_defaults(run="solve:run", what=name)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        border.keep_quiet()
    speak(_language_of(arguments))
    output.prepare()
    output.answer_in_json("--json" in arguments)
    border.on_end(_terminated)
    code = _guarded(arguments)
    log.note(log.Event.ENDED, code=code)
    return code


def _guarded(arguments: list[str]) -> int:
    """Run a command; what ends it is told in one sentence."""
    try:
        return _run(arguments)
    except PlannerError as error:
        log.note(log.Event.REFUSED, code=error.code)
        output.fail(error)
    except KeyboardInterrupt:
        log.note(log.Event.REFUSED, code=border.Stopped.CODE)
        output.fail(border.Stopped())
    except BrokenPipeError:
        pass  # nobody reads on: "wake-planner check | head"
    except Exception as error:  # the border: our mistakes are told in one sentence
        output.fail(border.Mistake(error))
        if border.debugging():
            raise
    output.let_go()
    return 1


def _run(arguments: list[str]) -> int:
    try:
        options = build_parser().parse_args(arguments)
    finally:
        output.finish()
    for name in ("store", "edition", "lang"):
        if name not in options:
            setattr(options, name, None)
    keep_secrets(options.store)
    log.begun(options.run)
    module, function = options.run.split(":")
    command = getattr(importlib.import_module(f"planner.commands.{module}"), function)
    code: int = command(options)
    output.finish()
    return code


def speak(code: str) -> None:
    """Say everything in that language: argparse's own words too, which it asks gettext for."""
    set_language(code)
    gettext.bindtextdomain(DOMAIN, str(resources.files("data") / "locale"))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()


def _language_of(arguments: list[str]) -> str:
    """The language asked for on the command line, else that of the environment."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return preferred_language()


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
