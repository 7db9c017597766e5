"""What an export has written, as rows of a list: warnings, then the files."""

from collections.abc import Iterator
from pathlib import Path

from planner.phrases import _
from screens.document_rows import told
from screens.export_job import ExportJob
from screens.widgets.list_rows import ListRow, Wrapped

#: More warnings and files than this are counted.
LINES_SHOWN = 200
#: The keys of files begin so; what follows is the path.
FILE = "file "


def result_rows(job: ExportJob) -> tuple[ListRow, ...]:
    """Warnings first, then for whom each document is made, then the files."""
    report, order = job.report, job.order
    if report is None or order is None or report.stopped:
        return ()
    return tuple(_rows(job))


def file_of(key: str) -> Path | None:
    """The file of a row, by its key."""
    return Path(key.removeprefix(FILE)) if key.startswith(FILE) else None


def _rows(job: ExportJob) -> Iterator[ListRow]:
    assert job.report is not None
    assert job.order is not None
    report, order = job.report, job.order
    for number, warning in enumerate(report.warnings[:LINES_SHOWN]):
        yield Wrapped(f"warning {number}", "!", str(warning), style="warning", text_style="warning")
    for number, line in enumerate(told(order.documents or (), job.asked)):
        yield Wrapped(f"document {number}", "·", line)
    if order.number is None and report.files:
        text = _("The draft: nobody is noted as having it. n makes a release.")
        yield Wrapped("draft", "·", text)
    for path in report.stale[:LINES_SHOWN]:
        text = _("{path}: from an earlier export, for nobody any more")
        line = text.format(path=_short(path, order.folder))
        yield Wrapped(f"{FILE}{path}", "?", line, text_style="muted")
    for path in report.files[:LINES_SHOWN]:
        yield Wrapped(f"{FILE}{path}", " ", _short(path, order.folder))
    rest = len(report.files) - LINES_SHOWN
    if rest > 0:
        yield Wrapped("more", " ", _("… and {n} more").format(n=rest))


def _short(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
