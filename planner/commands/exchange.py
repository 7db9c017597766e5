"""import."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from planner.commands.output import show, show_json
from planner.commands.shared import edition_of
from planner.intake.delegations import review
from planner.intake.review import OUTCOME_NAMES, Outcome, Review, review_line
from planner.phrases import _


def import_file(options: Namespace) -> int:
    """Read a list of delegations; all of it or nothing."""
    with edition_of(options) as workspace:
        found = review(workspace.programme, Path(options.file))
        applied = found.edit is not None and not options.dry_run
        if applied and found.edit is not None:
            workspace.do(found.edit)
    if options.json:
        show_json(review_form(found, applied=applied))
    else:
        _print_review(found, applied=applied)
    return 0 if found.edit is not None else 1


def review_form(found: Review, *, applied: bool) -> dict[str, Any]:
    """The JSON form of an import, as the README documents it."""
    return {
        "applied": applied,
        "counts": {o.value: found.count(o) for o in Outcome},
        "ignored_columns": list(found.ignored_columns),
        "rows": [
            {
                "sheet": r.sheet,
                "row": r.row,
                "outcome": r.outcome.value,
                "about": r.about,
                "details": [str(d) for d in r.details],
            }
            for r in found.rows
        ],
    }


def _print_review(found: Review, *, applied: bool) -> None:
    for report in found.rows:
        show(review_line(report))
    if found.ignored_columns:
        show(_("Columns not read: {names}").format(names=", ".join(found.ignored_columns)))
    counts = ", ".join(f"{found.count(o)} {_(OUTCOME_NAMES[o])}" for o in Outcome)
    show(counts)
    if found.edit is None:
        show(_("Nothing has been imported: mend the refused rows first."))
    elif not applied:
        show(_("This was a dry run: nothing has been imported."))
