"""import."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.keeping import Why
from planner.commands.long_work import progress_line, stopping
from planner.commands.output import show, show_json
from planner.commands.shared import edition_of
from planner.edits.core import Edit, merged
from planner.import_store import memories
from planner.intake.files import read_file
from planner.intake.imports import review
from planner.intake.manner import Manner, manner_form, manner_from
from planner.intake.review import OUTCOME_NAMES, Choices, Outcome, Question, Review, review_line
from planner.phrases import _, plural
from planner.publish.watching import Stopped
from planner.workspace import Workspace


@dataclass(frozen=True)
class Reviewed:
    """A file and what importing it would do."""

    name: str
    review: Review


def import_files(options: Namespace) -> int:
    """Read files: all of them as one step, or nothing.  1 where something is refused or open."""
    with edition_of(options) as workspace, stopping() as stopped:
        if not options.dry_run:
            workspace.require_writable()
        base = workspace.programme
        found = _reviews(workspace, options, stopped)
        edit = _edit(found)
        may = options.skip or all(one.review.is_complete for one in found)
        applied = may and not options.dry_run
        if applied:
            if edit:
                workspace.safeguard(Why.IMPORT)
            workspace.do(edit, base=base)
    if options.json:
        show_json({"applied": applied, "files": [review_form(one) for one in found]})
    else:
        for one in found:
            _print(one)
        _print_end(edit, may=may, applied=applied)
    return 0 if may else 1


def _reviews(workspace: Workspace, options: Namespace, stopped: Stopped) -> list[Reviewed]:
    """Of each file, on what the files before it bring."""
    manner = _manner(options)
    choices = Choices(dict(options.answer), overwrite_all=options.overwrite)
    programme, known = workspace.programme, memories(workspace)
    found = []
    for path in map(Path, options.files):
        one = review(programme, path, known, manner, choices, progress_line, stopped)
        programme, known = programme.apply(one.edit.changes), known.after(one.edit.changes)
        found.append(Reviewed(path.name, one))
    return found


def _manner(options: Namespace) -> Manner:
    given = Manner()
    if options.map is not None:
        given = manner_from(read_file(Path(options.map)).content)
    return Manner(kind=options.what).over(given)


def _edit(found: Sequence[Reviewed]) -> Edit:
    """One step of all files."""
    if len(found) == 1:
        return found[0].review.edit
    label = plural("Import {n} file", "Import {n} files", len(found))
    return merged(label, (change for one in found for change in one.review.edit.changes))


def review_form(one: Reviewed) -> dict[str, Any]:
    """The JSON form of a review, as the README documents it."""
    return {
        "file": one.name,
        "manner": manner_form(one.review.manner),
        "counts": {o.value: one.review.count(o) for o in Outcome},
        "rows": [
            {
                "sheet": r.place.sheet,
                "row": r.place.row or None,
                "place": str(r.place),
                "outcome": r.outcome.value,
                "about": r.about,
                "details": [str(d) for d in r.details],
                "kept": [str(d) for d in r.kept],
                "question": r.question.key if r.question is not None else None,
            }
            for r in one.review.rows
        ],
        "questions": [
            {
                "key": q.key,
                "text": str(q.phrase),
                "candidates": [{"id": c.id, "text": c.text} for c in q.candidates],
            }
            for q in one.review.questions
        ],
        "missing": [str(phrase) for phrase in one.review.missing],
        "ignored_columns": list(one.review.ignored_columns),
        "notes": [str(note) for note in one.review.notes],
    }


def _print(one: Reviewed) -> None:
    found = one.review
    show(one.name)
    for report in found.rows:
        if report.outcome is not Outcome.UNCHANGED:
            show(f"  {review_line(report)}")
    for question in found.questions:
        _print_question(question)
    for phrase in found.missing:
        show("  " + _("no longer in the file, but kept: {what}").format(what=phrase))
    for note in found.notes:
        show(f"  {note}")
    if found.ignored_columns:
        names = ", ".join(found.ignored_columns)
        show("  " + _("Columns not read: {names}").format(names=names))
    counts = (f"{found.count(o)} {_(OUTCOME_NAMES[o])}" for o in Outcome if found.count(o))
    show("  " + ", ".join(counts))


def _print_question(question: Question) -> None:
    show(f"  {question.phrase}")
    for candidate in question.candidates:
        show(f"    --answer '{question.key}={candidate.id}'  {candidate.text}")


def _print_end(edit: Edit, *, may: bool, applied: bool) -> None:
    if not may:
        show(_("Nothing has been imported: mend or answer what is open, or leave it out (--skip)."))
    elif not applied:
        show(_("This was a dry run: nothing has been imported."))
    elif not edit:
        show(_("There is nothing new: nothing has been changed."))
