"""What an export has written: warnings, then the files."""

from pathlib import Path

from textual.content import Content

from planner.phrases import _
from screens.export_job import ExportJob
from screens.text import literal, visible

#: More warnings and files than this are counted.
LINES_SHOWN = 200


def result_lines(job: ExportJob) -> Content:
    """Warnings first, then the files."""
    report = job.report
    if job.order is None:
        return literal(_("What comes of an export stands here: warnings, then the files."))
    if report is None or report.stopped:
        return Content("")
    lines = [
        literal(f"! {warning}").stylize("$text-warning")
        for warning in report.warnings[:LINES_SHOWN]
    ]
    if job.order.number is None and report.files:
        lines.append(literal(_("The draft: nobody is noted as having it. n makes a release.")))
    for path in report.stale[:LINES_SHOWN]:
        text = _("? {path}: from an earlier export, for nobody any more")
        lines.append(literal(text.format(path=_short(path, job))).stylize("$text-muted"))
    lines += [literal(_short(path, job)) for path in report.files[:LINES_SHOWN]]
    rest = len(report.files) - LINES_SHOWN
    if rest > 0:
        lines.append(Content(visible(_("… and {n} more").format(n=rest))))
    return Content("\n").join(lines)


def _short(path: Path, job: ExportJob) -> str:
    folder = job.order.folder if job.order is not None else Path()
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
