"""backup, restore, doctor."""

from argparse import Namespace
from pathlib import Path

from models import backup as copies
from models.doctor import examine
from models.store import parse
from planner.commands.output import show, show_json
from planner.commands.shared import workspace_of
from planner.errors import PlannerError
from planner.phrases import Phrase, _
from planner.store_words import in_words
from planner.workspace import default_place


def _path(options: Namespace) -> Path:
    with in_words():
        _url, path = parse(options.store or default_place())
    if path is None:
        raise PlannerError(
            Phrase("This store is on a database server."),
            Phrase("Use the server's own backups."),
        )
    return path


def backup(options: Namespace) -> int:
    """Copy the store, with a date."""
    path = _path(options)
    if not path.exists():
        raise PlannerError(Phrase("There is no store at {where} yet.", where=str(path)))
    with workspace_of(options), in_words():
        made = copies.back_up(path)
    if options.json:
        show_json({"backup": str(made)})
    else:
        show(_("Backup written: {path}").format(path=made))
    return 0


def restore(options: Namespace) -> int:
    """Put a backup in the store's place, or list the backups."""
    path = _path(options)
    if options.backup is None:
        found = copies.backups(path)
        if options.json:
            show_json({"backups": [str(p) for p in found]})
        else:
            for p in found:
                show(str(p))
            if not found:
                show(_("There are no backups yet."))
        return 0
    with in_words():
        kept = copies.restore(path, Path(options.backup))
    if options.json:
        show_json({"store": str(path), "kept": str(kept) if kept else None})
    else:
        show(_("The store has been restored from {path}.").format(path=options.backup))
        if kept:
            show(_("What was there before is kept in {path}.").format(path=kept))
    return 0


def doctor(options: Namespace) -> int:
    """Examine the store; exit code 1 when something is wrong."""
    with workspace_of(options) as workspace, in_words():
        findings = examine(workspace.store)
    names = {
        "integrity": _("the file is whole"),
        "foreign-keys": _("no row refers to a row that is gone"),
        "schema": _("the tables are those of this version"),
        "journal": _("the journal can be read and agrees with the plan"),
        "private": _("only its owner can read the store"),
    }
    if options.json:
        show_json({"store": workspace.store.where, "findings": [vars(f) for f in findings]})
    else:
        for finding in findings:
            sign = "✓" if finding.fine else "✖"
            show(f"{sign} {names[finding.name]}{': ' + finding.detail if finding.detail else ''}")
    return 0 if all(f.fine for f in findings) else 1
