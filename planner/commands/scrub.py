"""scrub."""

import sys
from argparse import Namespace
from typing import Any

from planner.commands.output import show, show_json
from planner.commands.shared import choose, workspace_of
from planner.entities import Edition
from planner.errors import PlannerError
from planner.phrases import Phrase, _
from planner.scrub import words
from planner.scrub.whole import Outcome, look, refuse_too_early, scrub
from screens.settings import forget


def run(options: Namespace) -> int:
    """Remove the data of people from an edition; exit code 1 when that is not wanted after all."""
    with workspace_of(options) as workspace:
        edition = choose(workspace.editions(), options.name or options.edition)
        if not options.anyway:
            refuse_too_early(edition)
        store, is_file = workspace.store, workspace.store.path is not None
        if not (options.yes or options.dry_run):
            _require_terminal(options)
        if not options.yes:
            outlook = look(store, edition.id)
            if options.dry_run and options.json:
                show_json(form_of(edition, outlook, is_trial=True))
                return 0
            for phrase in words.before(outlook):
                show(str(phrase))
            if options.dry_run:
                show(_("Nothing has been changed."))
                return 0
            if not _agreed(edition):
                show(_("Nothing has been changed."))
                return 1
        outcome = scrub(store, edition.id)
    forget(edition.id)
    if options.json:
        show_json(form_of(edition, outcome, is_trial=False))
    else:
        for phrase in words.after(outcome, is_file=is_file):
            show(str(phrase))
    return 0


def _require_terminal(options: Namespace) -> None:
    if options.json or not sys.stdin.isatty():
        raise PlannerError(
            Phrase("Removing the data of people cannot be undone, and nobody can be asked here."),
            Phrase("Look with --dry-run first, then add --yes."),
        )


def _agreed(edition: Edition) -> bool:
    """Whether the user says yes, in full."""
    yes = _("yes")
    show(_("{question} Write “{yes}” to go on.").format(question=words.question(edition), yes=yes))
    try:
        return input("> ").strip().casefold() == yes.casefold()
    except EOFError:
        return False


def form_of(edition: Edition, outcome: Outcome, *, is_trial: bool) -> dict[str, Any]:
    """The JSON form of what was (or would be) removed, as the README documents it."""
    removed = outcome.removed
    return {
        "edition": edition.id,
        "dry_run": is_trial,
        "people": removed.people,
        "releases": removed.releases,
        "events": removed.events,
        "steps": removed.steps,
        "backups": [str(path) for path in outcome.copies.cleaned],
        "deleted_backups": [str(path) for path in outcome.copies.lost],
        "rewritten": outcome.is_compact,
    }
