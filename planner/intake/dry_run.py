"""The dry run: entries are taken into a copy of the plan one by one, and each is reported."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from models.words import DelegationStatus, Kind
from planner.column_names import column_phrase
from planner.edits.names import KIND_NAMES
from planner.edits.people import STATUS_NAMES
from planner.entities import TABLES
from planner.errors import InvalidValue, PlannerError
from planner.intake.cells import text_of
from planner.intake.listing import in_words
from planner.intake.merging import Intake, Taken
from planner.intake.review import Choices, LeftOut, Outcome, Place, Question, RowReport
from planner.phrases import Phrase, _, language
from planner.publish.watching import Progress, Stopped

#: So many characters of a long text are shown.
LONGEST = 120
#: Columns that hold creative fields.
FIELDS = ("fields", "interests")


class Entry(NamedTuple):
    """One entry of a file: where it stands, whom it is about, what takes it in."""

    place: Place
    about: str
    take: Callable[[], Iterable[Taken]]


@dataclass(frozen=True)
class DryRun:
    """Takes entries into ``intake`` as ``choices`` say."""

    intake: Intake
    choices: Choices

    def reports(
        self, entries: Iterable[Entry], total: int, progress: Progress, stopped: Stopped
    ) -> Iterator[RowReport]:
        """One report an entry; raises PlannerError when stopped."""
        for done, entry in enumerate(entries, 1):
            if stopped():
                raise PlannerError(Phrase("Stopped: nothing has been imported."))
            yield self._report(entry)
            progress(done, total, "")

    def _report(self, entry: Entry) -> RowReport:
        place, about = entry.place, entry.about
        try:
            with self.intake.entry(overwrites=self.choices.overwrites(place)):
                taken = tuple(entry.take())
        except LeftOut as left:
            return RowReport(place, Outcome.LEFT_OUT, about, left.reasons)
        except Question as question:
            return RowReport(place, Outcome.QUESTION, about, _sentences(question), (), question)
        except InvalidValue as error:
            reasons = (in_words(error.field, error.phrase),)
            return RowReport(place, Outcome.REFUSED, about, reasons)
        except PlannerError as error:
            return RowReport(place, Outcome.REFUSED, about, _sentences(error))
        details = *self._changed(taken), *(remark for row in taken for remark in row.remarks)
        return RowReport(place, _outcome(taken), about, details, tuple(self._kept(taken)))

    def _changed(self, taken: tuple[Taken, ...]) -> Iterator[Phrase]:
        for difference in (d for row in taken for d in row.changed):
            yield Phrase(
                "{field}: {old} → {new}",
                field=column_phrase(difference.column),
                old=self._shown(difference.column, difference.ours),
                new=self._shown(difference.column, difference.theirs),
            )

    def _kept(self, taken: tuple[Taken, ...]) -> Iterator[Phrase]:
        for row in taken:
            if row.row is None:
                yield Phrase("you have removed it since the last import")
            for difference in row.kept:
                yield Phrase(
                    "{field}: yours, {ours}, stays; the file says {theirs}",
                    field=column_phrase(difference.column),
                    ours=self._shown(difference.column, difference.ours),
                    theirs=self._shown(difference.column, difference.theirs),
                )

    def _shown(self, column: str, value: object) -> str:
        """As :func:`shown`; of another row, and of creative fields, their names."""
        if column in FIELDS and isinstance(value, tuple):
            fields = self.intake.programme.fields
            value = tuple(fields[v].name(language()) if v in fields else v for v in value)
        if column.endswith("_id") and isinstance(value, str):
            rows = (self.intake.find(kind, value) for kind in TABLES.values())
            value = next((getattr(row, "name", value) for row in rows if row is not None), value)
        return shown(value)


def _sentences(error: PlannerError) -> tuple[Phrase, ...]:
    return (error.phrase, error.hint) if error.hint else (error.phrase,)


def _outcome(taken: tuple[Taken, ...]) -> Outcome:
    if any(row.added for row in taken):
        return Outcome.ADDED
    if any(row.changed for row in taken):
        return Outcome.CHANGED
    if any(row.kept or row.row is None for row in taken):
        return Outcome.KEPT
    return Outcome.UNCHANGED


def shown(value: object) -> str:
    """A value of a column, for the reader of a review."""
    match value:
        case None | () | "":
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case Kind():
            return _(KIND_NAMES[value])
        case DelegationStatus():
            return _(STATUS_NAMES[value])
        case tuple():
            return ", ".join(str(v) for v in value)
        case datetime():
            return text_of(value)
        case _:
            text = " ".join(str(value).split())
            return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
