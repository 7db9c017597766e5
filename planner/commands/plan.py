"""check, undo, redo, history."""

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from planner.checks.acceptance import accepted
from planner.commands.output import show, show_json
from planner.commands.shared import edition_of
from planner.conflicts import Conflict, Severity
from planner.lines import Line
from planner.phrases import _, colon, plural
from planner.programme import Programme


def check(options: Namespace) -> int:
    """List the conflicts; exit code 1 when a blocking one is not accepted."""
    with edition_of(options) as workspace:
        programme, conflicts = workspace.programme, workspace.conflicts
    notes = {c.key: a for c in conflicts if (a := accepted(programme, c)) is not None}
    if options.json:
        forms = [form_of(programme, c, notes.get(c.key)) for c in conflicts]
        show_json({"edition": programme.edition.name, "conflicts": forms})
    else:
        _print(conflicts, notes)
    blocking = any(c.severity is Severity.BLOCKING and c.key not in notes for c in conflicts)
    return 1 if blocking else 0


def form_of(programme: Programme, conflict: Conflict, acceptance: Any) -> dict[str, Any]:
    """The JSON form of a conflict, as the README documents it."""
    return {
        "rule": conflict.rule,
        "severity": conflict.severity.name.lower().replace("_", "-"),
        "message": str(conflict.phrase),
        "activities": [
            {"id": i, "title": programme.activities[i].title}
            for i in conflict.activities
            if i in programme.activities
        ],
        "people": [{"id": i, "name": name_of(programme, i)} for i in conflict.people],
        "minutes": conflict.minutes,
        "accepted": acceptance.note if acceptance else None,
    }


def name_of(programme: Programme, person_id: str) -> str:
    """The name of a delegation, delegate or host."""
    for rows in (programme.delegations, programme.delegates, programme.hosts):
        if person_id in rows:
            return str(rows[person_id].name)
    return ""


def _print(conflicts: Iterable[Conflict], notes: dict[str, Any]) -> None:
    shown: Severity | None = None
    open_ones = [c for c in conflicts if c.key not in notes]
    for conflict in open_ones:
        if conflict.severity is not shown:
            shown = conflict.severity
            show(colon(_(shown.label)))
        show(f"  {shown.sign} {conflict.phrase}  [{conflict.rule}]")
    show(str(plural("{n} conflict", "{n} conflicts", len(open_ones))))
    if notes:
        show(str(plural("{n} accepted", "{n} accepted", len(notes))))


def undo(options: Namespace) -> int:
    """Take back the newest step."""
    with edition_of(options) as workspace:
        return _turned(
            options, workspace.undo(), _("Undone: {label}"), _("There is nothing to undo.")
        )


def redo(options: Namespace) -> int:
    """Do again what was undone last."""
    with edition_of(options) as workspace:
        return _turned(
            options, workspace.redo(), _("Done again: {label}"), _("There is nothing to redo.")
        )


def _turned(options: Namespace, line: Line | None, done: str, nothing: str) -> int:
    if options.json:
        show_json({"step": line_form(line) if line else None})
    else:
        show(done.format(label=line.label) if line else nothing)
    return 0


def line_form(line: Line) -> dict[str, Any]:
    """The JSON form of a journal step; ``at`` is UTC."""
    return {
        "id": line.step.id,
        "at": line.step.at.isoformat(timespec="seconds") + "Z",
        "author": line.step.author,
        "label": str(line.label),
        "state": line.step.state,
    }


def history(options: Namespace) -> int:
    """The steps, newest first."""
    with edition_of(options) as workspace:
        lines = workspace.history(max(options.limit, 1))
    if options.json:
        show_json({"steps": [line_form(line) for line in lines]})
        return 0
    states = {"done": "", "undone": _("(undone)"), "dropped": _("(undone for good)")}
    for line in lines:
        step = line.step
        at = step.at.strftime("%Y-%m-%d %H:%M")
        state = states.get(step.state, step.state)
        show(f"{step.id:5}  {at} UTC  {step.author}  {line.label} {state}".rstrip())
    return 0
