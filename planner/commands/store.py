"""backup, restore, doctor."""

import json
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from models import backup as copies
from models.doctor import Finding, examine
from models.failures import Reason, StoreFailure
from models.repair import repair as mend
from models.repair_journal import Signature
from models.restore import restore as put_back
from models.store import parse
from planner import log
from planner.commands.output import show, show_json
from planner.commands.shared import workspace_of
from planner.errors import PlannerError
from planner.phrases import N_, Phrase, _, plural
from planner.scrub.whole import is_overdue
from planner.store_words import in_words
from planner.user import user_name
from planner.workspace import Workspace, default_place


def _path(options: Namespace) -> Path:
    """The store's file; raises PlannerError for a store on a server."""
    with in_words():
        _url, path = parse(options.store or default_place())
    if path is None:
        raise PlannerError(
            Phrase("This store is on a database server."),
            Phrase("Use the server's own backups."),
        )
    return path


def _require_store(options: Namespace) -> None:
    """Raise PlannerError where opening would make a new file: there is nothing to look at."""
    with in_words():
        _url, path = parse(options.store or default_place())
        if path is not None and not path.exists():
            raise StoreFailure(Reason.MISSING, str(path))


def backup(options: Namespace) -> int:
    """Copy the store, with a date."""
    path = _path(options)
    _require_store(options)
    with workspace_of(options), in_words():
        made = copies.back_up(path)
    log.note(log.Event.BACKED_UP)
    if options.json:
        show_json({"backup": str(made)})
    else:
        show(_("Backup written: {path}").format(path=made))
    return 0


def restore(options: Namespace) -> int:
    """Put a backup in the store's place, or list the backups."""
    path = _path(options)
    if options.backup is None:
        return _list_backups(options, path)
    with in_words():
        kept = put_back(path, Path(options.backup))
    log.note(log.Event.RESTORED, copied=int(kept is not None))
    if options.json:
        show_json({"store": str(path), "kept": str(kept) if kept else None})
    else:
        show(_("The store has been restored from {path}.").format(path=options.backup))
        if kept:
            show(_("What was there before is kept in {path}.").format(path=kept))
    return 0


def _list_backups(options: Namespace, path: Path) -> int:
    found = copies.backups(path)
    if options.json:
        show_json({"backups": [str(p) for p in found]})
        return 0
    for copy in found:
        show(str(copy))
    if not found:
        show(_("There are no backups yet."))
    return 0


def doctor(options: Namespace) -> int:
    """Examine the store, and repair it if asked to; exit code 1 when something is wrong."""
    _require_store(options)
    if options.repair:
        return _repair(options)
    with workspace_of(options) as workspace, in_words():
        findings = examine(workspace.store)
        if all(f.fine for f in findings if f.name == "values"):
            findings.append(retention(workspace))
    if options.json:
        show_json({"store": workspace.store.where, "findings": [asdict(f) for f in findings]})
    else:
        show(_("Store: {where}").format(where=workspace.store.where))
        _print_findings(findings)
    return 0 if all(f.fine for f in findings) else 1


def _repair(options: Namespace) -> int:
    """Exit code 0 if everything is fine afterwards."""
    path = _path(options)
    label = json.dumps(Phrase("Repair: the history takes over the plan as it stands").to_json())
    with in_words():
        result = mend(path, Signature(user_name(), label))
    if options.json:
        show_json(
            {
                "store": str(path),
                "repaired": [asdict(r) for r in result.repairs],
                "kept": str(result.kept) if result.kept else None,
                "findings": [asdict(f) for f in result.findings],
            }
        )
    else:
        show(_("Store: {where}").format(where=path))
        for one in result.repairs:
            show(f"+ {Phrase(REPAIRS[one.name], detail=one.detail, number=one.number or 0)}")
        if not result.repairs:
            show(_("There was nothing that could be repaired."))
        if result.kept:
            show(_("What was there before is kept in {path}.").format(path=result.kept))
        _print_findings(result.findings)
    return 0 if all(f.fine for f in result.findings) else 1


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        show(f"{'✓' if finding.fine else '✖'} {in_phrase(finding)}")


#: Repair -> what was done.
REPAIRS = {
    "private": N_("Only its owner can use these any more: {detail}."),
    "leftovers": N_("Unfinished copies removed: {detail}."),
    "backups": N_("The newest backup was damaged, {detail}: a whole one has been made."),
    "indexes": N_("Damaged indexes have been made anew."),
    "salvaged": N_("The file was damaged: {number} rows could be read and are in a new one."),
    "brought-back": N_("Missing rows brought back from the history: {detail}."),
    "set-aside": N_("Rows that referred to rows that are gone: {number}, kept in {detail}."),
    "steps": N_("Steps of the history that cannot be read are undone for good: {detail}."),
    "journal": N_("The history takes over {number} rows as they stand in the plan."),
}


def retention(workspace: Workspace) -> Finding:
    """Whether people are still in editions whose date for that has passed."""
    overdue = [e.name for e in workspace.editions() if is_overdue(workspace.store, e)]
    return Finding("retention", not overdue, ", ".join(overdue), len(overdue))


#: Finding -> what is said when all is well, and when not.
SENTENCES = {
    "integrity": (
        N_("The file is whole."),
        N_(
            "The file is damaged ({detail}): bring back a backup with “wake-planner restore”, "
            "or save what can be read with “wake-planner doctor --repair”."
        ),
    ),
    "foreign-keys": (
        N_("No row refers to a row that is gone."),
        N_("Rows refer to rows that are gone, in: {detail}. “doctor --repair” mends that."),
    ),
    "schema": (
        N_("The tables are those of this version ({detail})."),
        N_("The tables are of another version ({detail}): use the program that wrote them."),
    ),
    "values": (
        N_("Every value can be read."),
        N_("Values cannot be read, in: {detail}. Bring back a backup."),
    ),
    "journal": (
        N_("The journal can be read and agrees with the plan: {steps}."),
        N_(
            "The journal and the plan differ ({detail}): undo may refuse steps; the plan stands. "
            "“doctor --repair” lets the journal take it over."
        ),
    ),
    "retention": (
        N_("No edition keeps the data of people longer than it may."),
        N_("Data of people are kept longer than was said, in: {detail}. Use “wake-planner scrub”."),
    ),
    "private": (
        N_("Only its owner can read the store."),
        N_("Others can read the store (mode {detail}): take that right away with chmod 600."),
    ),
    "backups": (
        N_("The newest backup is whole: {backups} in all."),
        N_("The newest backup is damaged, {detail}: make one with “wake-planner backup”."),
    ),
    "leftovers": (
        N_("No copy was left unfinished."),
        N_("Copies were left unfinished, and can be removed: {detail}."),
    ),
}


def in_phrase(finding: Finding) -> Phrase:
    """A finding in words."""
    well, ill = SENTENCES[finding.name]
    number = plural("{n} backup", "{n} backups", finding.number or 0)
    steps = plural("{n} step", "{n} steps", finding.number or 0)
    return Phrase(well if finding.fine else ill, detail=finding.detail, steps=steps, backups=number)
