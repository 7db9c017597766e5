"""What an import would do, row by row, before anything is done."""

from dataclasses import dataclass
from enum import StrEnum

from planner.edits.core import Edit
from planner.phrases import N_, Phrase, _, colon


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


OUTCOME_NAMES = {
    Outcome.ADDED: N_("added"),
    Outcome.CHANGED: N_("changed"),
    Outcome.UNCHANGED: N_("unchanged"),
    Outcome.REFUSED: N_("refused"),
}


@dataclass(frozen=True)
class RowReport:
    """What becomes of one row of the file: who it is about, and the reasons or differences."""

    sheet: str
    row: int
    outcome: Outcome
    about: str
    details: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Review:
    """A dry run.  ``edit`` is None as long as any row is refused: all or nothing."""

    rows: tuple[RowReport, ...]
    edit: Edit | None
    ignored_columns: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome is outcome for row in self.rows)


def review_line(report: RowReport) -> str:
    """One row of an import, in words."""
    details = "; ".join(str(d) for d in report.details)
    outcome = _(OUTCOME_NAMES[report.outcome])
    row = _("row {n}").format(n=report.row)
    return f"{colon(row)} {colon(outcome)} {report.about}{f' ({details})' if details else ''}"
