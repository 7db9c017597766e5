"""What to look at before a release, as rows of a list: pure, no Textual."""

from collections.abc import Iterable, Iterator

from planner.conflicts import Severity
from planner.publish.preflight import Finding
from screens.widgets.list_rows import ListRow, Wrapped

STYLES = {Severity.BLOCKING: "error", Severity.WARNING: "warning", Severity.TO_CHECK: "muted"}


def finding_rows(findings: Iterable[Finding], *, with_notes: bool = False) -> tuple[ListRow, ...]:
    """A row for each; ``with_notes``: the accepted conflicts below, each with its note."""
    return tuple(_rows(findings, with_notes))


def room_of(key: str) -> str:
    """The room that the row of that key leads to."""
    return key.rpartition(" ")[2]


def _rows(findings: Iterable[Finding], with_notes: bool) -> Iterator[ListRow]:
    for number, found in enumerate(findings):
        key = f"{number} {found.room}"
        yield Wrapped(key, found.severity.sign, str(found.phrase), style=STYLES[found.severity])
        if with_notes:
            for at, note in enumerate(found.notes):
                yield Wrapped(f"{number}.{at} {found.room}", "  ·", str(note), text_style="muted")
