"""The entries of an import as rows of a list, and the filters above it: pure, no Textual."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.intake.review import OUTCOME_NAMES, Outcome, Review, RowReport
from planner.phrases import _
from screens.widgets.chips import Chip
from screens.widgets.list_rows import ColumnSpec, Layout, Line, ListRow, Run, Wrapped

#: Filters that are no outcome.
EVERYTHING, MISSING, NOTES = "everything", "missing", "notes"
#: What the keys of rows begin with; the number of the thing follows.
ENTRY, GONE, NOTE, UNREAD = "entry", "gone", "note", "unread"
#: What has to be looked at comes first.
ORDER = (
    Outcome.QUESTION,
    Outcome.REFUSED,
    Outcome.KEPT,
    Outcome.CHANGED,
    Outcome.ADDED,
    Outcome.LEFT_OUT,
    Outcome.UNCHANGED,
)
STYLES = {
    Outcome.ADDED: "success",
    Outcome.CHANGED: "warning",
    Outcome.KEPT: "primary",
    Outcome.UNCHANGED: "muted",
    Outcome.LEFT_OUT: "muted",
    Outcome.QUESTION: "accent",
    Outcome.REFUSED: "error",
}


def entry_layout(*, has_sheets: bool = False) -> Layout:
    return Layout((
        ColumnSpec(_("Where"), *((16, 24) if has_sheets else (8, 9))),
        ColumnSpec(_("Becomes"), 14, 22, rank=2),
        ColumnSpec(_("Entry"), 18, 32),
        ColumnSpec(_("Why, or what changes"), 16, 160, rank=1),
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry; its words are only put together when it comes into view."""

    key: str
    layout: Layout
    report: RowReport
    has_sheets: bool
    is_heading: bool = False

    def height(self, _width: int) -> int:
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        report, style = self.report, STYLES[self.report.outcome]
        details = "; ".join(str(phrase) for phrase in (*report.details, *report.kept))
        cells = (
            Run(place_of(report, has_sheets=self.has_sheets), "muted"),
            Run(_(OUTCOME_NAMES[report.outcome]), style),
            Run(report.about, "muted" if style == "muted" else "text"),
            Run(details, "muted" if style == "muted" else "text"),
        )
        return [self.layout.line(cells, width)]


def place_of(report: RowReport, *, has_sheets: bool) -> str:
    """Where it stands; the sheet is named where there are several."""
    place = report.place
    return f"{place.sheet}, {place}" if has_sheets and place.sheet else str(place)


def has_sheets(review: Review) -> bool:
    """Whether entries stand in more than one sheet."""
    return len({row.place.sheet for row in review.rows}) > 1


def filters_of(review: Review, chosen: str) -> list[Chip]:
    """What can be looked at, with how many there are of each; what is empty is not offered."""
    notes = len(review.notes) + len(review.ignored_columns)
    found = [
        (EVERYTHING, _("everything"), len(review.rows)),
        *((o.value, _(OUTCOME_NAMES[o]), review.count(o)) for o in ORDER),
        (MISSING, _("no longer in the file"), len(review.missing)),
        (NOTES, _("notes"), notes),
    ]
    return [
        Chip(key, f"{name} {n}", key == chosen)
        for key, name, n in found
        if n or key in (EVERYTHING, chosen)
    ]


def first_filter(review: Review) -> str:
    """What is to be looked at first: what has to be settled, where there is any."""
    return next((o.value for o in ORDER[:2] if review.count(o)), EVERYTHING)


def rows_of(review: Review, chosen: str, layout: Layout) -> list[ListRow]:
    """What a filter lets through; each has its number in its key."""
    if chosen == MISSING:
        return [Wrapped(f"{GONE} {n}", "−", str(what)) for n, what in enumerate(review.missing)]
    if chosen == NOTES:
        return _notes(review)
    sheets = has_sheets(review)
    return [
        EntryRow(f"{ENTRY} {n}", layout, report, sheets)
        for n, report in enumerate(review.rows)
        if chosen in (EVERYTHING, report.outcome.value)
    ]


def _notes(review: Review) -> list[ListRow]:
    notes = [Wrapped(f"{NOTE} {n}", "•", str(note)) for n, note in enumerate(review.notes)]
    ignored = [
        Wrapped(f"{UNREAD} {n}", "•", _("The column “{name}” is not read.").format(name=name))
        for n, name in enumerate(review.ignored_columns)
    ]
    return [*notes, *ignored]
