"""import and export."""

import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Any

from planner.commands.output import show, show_json
from planner.commands.shared import edition_of
from planner.errors import PlannerError
from planner.intake.delegations import review
from planner.intake.review import OUTCOME_NAMES, Outcome, Review, review_line
from planner.names import fold
from planner.phrases import Phrase, _, plural
from planner.programme import Programme
from planner.visible import visible

if TYPE_CHECKING:
    from planner.publish.export import Report
    from planner.publish.recipients import Recipient


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


def export(options: Namespace) -> int:
    """Write calendars and schedules; ctrl+c and SIGTERM stop it before anything is in place."""
    from planner.publish import export as publishing

    formats = tuple(f.strip().lower() for f in options.format.split(",") if f.strip())
    if not formats:
        raise PlannerError(
            Phrase("No format is named."),
            Phrase("Choose among: {names}.", names=", ".join(publishing.FORMATS)),
        )
    out = Path(options.out)
    with edition_of(options) as workspace, stopping() as stopped:
        chosen = chosen_recipients(workspace.programme, options.only)
        report = publishing.export(
            workspace.programme,
            out,
            formats,
            now=datetime.now(UTC).replace(microsecond=0),
            ledger=workspace.ledger(),
            progress=_progress,
            stopped=stopped,
            wanted=chosen,
        )
        if report.stopped:
            raise KeyboardInterrupt
        workspace.keep_ledger(list(report.ledger))
        jobs = publishing.plan_export(workspace.programme, formats, chosen)
    skipped = [
        job.recipient.name
        for job in jobs
        if not any(out / path in report.files for path in job.paths.values())
    ]
    if options.json:
        show_json(report_form(report, out, skipped))
    else:
        _print_report(report, out)
    return 0


def chosen_recipients(programme: Programme, names: list[str] | None) -> "list[Recipient] | None":
    """Those named, and the delegates of delegations that are named; None for everybody."""
    from planner.publish.recipients import recipients

    if names is None:
        return None
    everybody = recipients(programme)
    chosen: dict[str, Recipient] = {}
    for name in names:
        found = [r for r in everybody if r.id == name or fold(r.name) == fold(name)]
        if not found:
            raise PlannerError(
                Phrase("Nobody called “{name}” gets a programme in this edition.", name=name),
                Phrase("Write the name of a delegation or of a delegate as it stands in the plan."),
            )
        chosen |= {r.key: r for r in found}
    whole = {r.id for r in chosen.values()}
    chosen |= {r.key: r for r in everybody if r.delegation_id in whole}
    return list(chosen.values())


def report_form(report: "Report", out: Path, skipped: list[str]) -> dict[str, Any]:
    """The JSON form of an export, as the README documents it; files relative to the folder."""
    return {
        "folder": str(out.absolute()),
        "files": [f.relative_to(out).as_posix() for f in report.files],
        "warnings": [str(w) for w in report.warnings],
        "skipped": skipped,
        "stale": [f.relative_to(out).as_posix() for f in report.stale],
    }


def _print_report(report: "Report", out: Path) -> None:
    for warning in report.warnings:
        show(f"! {warning}")
    for path in report.stale:
        gone = _("No longer in the programme, left alone: {file}").format(file=path)
        show(f"! {gone}")
    count = plural("{n} file", "{n} files", len(report.files))
    show(_("{count} written to {folder}.").format(count=count, folder=out))


def _progress(done: int, total: int, name: str) -> None:
    """A line that is written over, on a terminal only."""
    if sys.stderr is not None and sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done}/{total} {visible(name)[:60]:60}", end=end, file=sys.stderr, flush=True)


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Take ctrl+c and SIGTERM as a wish to stop, told by the function that is handed over.

    A second one stops at once.
    """
    asked = Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
