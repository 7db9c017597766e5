"""The options of import."""

import argparse
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from typing import Any

from planner.intake.kinds import AUTO, KINDS
from planner.phrases import _


def add_import(commands: "argparse._SubParsersAction[Any]", both: Sequence[ArgumentParser]) -> None:
    """The command and what it understands."""
    reading = commands.add_parser("import", parents=both, help=_("read files of somebody else's"))
    reading.add_argument("what", choices=[*KINDS, AUTO], help=_("what the files hold"))
    reading.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=_("XLSX, XLS, ODS, CSV; a festival programme also as iCalendar, frab XML or JSON"),
    )
    reading.add_argument("--dry-run", action="store_true", help=_("only say what would change"))
    reading.add_argument(
        "--map", metavar="FILE", help=_("how to read the files: JSON as --json shows it, “manner”")
    )
    reading.add_argument(
        "--answer",
        metavar="KEY=ID",
        action="append",
        type=answer,
        default=[],
        help=_("answer a question of the review; KEY= leaves its entries out; may be repeated"),
    )
    reading.add_argument(
        "--skip",
        action="store_true",
        help=_("import the rest where entries are refused or questions open"),
    )
    reading.add_argument(
        "--overwrite",
        action="store_true",
        help=_("let the files win over what was changed by hand since the last import"),
    )
    reading.set_defaults(run="imports:import_files")


def answer(text: str) -> tuple[str, str]:
    """``KEY=ID``."""
    key, sign, candidate = text.rpartition("=")
    if not sign or not key:
        raise ArgumentTypeError(_("write KEY=ID, such as city:enghien:=enghien-les-bains"))
    return key, candidate
