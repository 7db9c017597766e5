"""What an import would do, entry by entry, before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planner.edits.core import Edit
from planner.errors import PlannerError
from planner.intake.manner import Manner
from planner.phrases import N_, Phrase, _, colon


class Outcome(StrEnum):
    """What becomes of an entry; ``KEPT``: it was changed by hand, which stands."""

    ADDED = "added"
    CHANGED = "changed"
    KEPT = "kept"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left-out"
    QUESTION = "question"
    REFUSED = "refused"


OUTCOME_NAMES = {
    Outcome.ADDED: N_("added"),
    Outcome.CHANGED: N_("changed"),
    Outcome.KEPT: N_("kept as you changed it"),
    Outcome.UNCHANGED: N_("unchanged"),
    Outcome.LEFT_OUT: N_("left out"),
    Outcome.QUESTION: N_("to be answered"),
    Outcome.REFUSED: N_("refused"),
}
#: What keeps a whole file from being imported, unless those entries are to be left out.
OPEN = frozenset({Outcome.QUESTION, Outcome.REFUSED})
#: The answer that leaves the entries out.
LEAVE_OUT = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer to a question."""

    id: str
    text: str


class Question(PlannerError):
    """Which of several is meant.  Asked once for all entries that have the same ``key``."""

    CODE = "question"

    def __init__(
        self,
        key: str,
        phrase: Phrase,
        candidates: tuple[Candidate, ...],
        hint: Phrase | None = None,
    ) -> None:
        super().__init__(phrase, hint)
        self.key = key
        self.candidates = candidates


class LeftOut(Exception):
    """The organiser has answered that this entry is to be left out, or it has no place in the plan.

    ``reasons`` say why, where nobody was asked.
    """

    def __init__(self, *reasons: Phrase) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: a row (from 1) of a sheet, or what ``text`` says (row 0)."""

    sheet: str = ""
    row: int = 0
    text: str = ""

    def __str__(self) -> str:
        return self.text or _("row {n}").format(n=self.row)


@dataclass(frozen=True)
class Choices:
    """What the organiser has decided on seeing a review.

    ``answers``: question key -> id of a candidate, or ``LEAVE_OUT``.
    ``overwrite``: where the file is right, not what was changed by hand; ``overwrite_all``:
    everywhere.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    overwrite: frozenset[Place] = frozenset()
    overwrite_all: bool = False

    def overwrites(self, place: Place) -> bool:
        return self.overwrite_all or place in self.overwrite

    def answer(self, question: Question) -> str:
        """The candidate that was chosen; raises the question while nobody has, or LeftOut."""
        found = self.answers.get(question.key)
        if found == LEAVE_OUT:
            raise LeftOut
        if found is None or found not in {c.id for c in question.candidates}:
            raise question
        return found


@dataclass(frozen=True)
class RowReport:
    """What becomes of one entry: who or what it is about, and the reasons or differences.

    ``kept``: the differences in which what was changed by hand stands.
    """

    place: Place
    outcome: Outcome
    about: str
    details: tuple[Phrase, ...] = ()
    kept: tuple[Phrase, ...] = ()
    question: Question | None = None


@dataclass(frozen=True)
class Review:
    """A dry run.  ``edit`` takes in whatever is not refused or open.

    ``missing``: what this file had when it was imported before; it stays.
    """

    manner: Manner
    rows: tuple[RowReport, ...]
    edit: Edit
    missing: tuple[Phrase, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    notes: tuple[Phrase, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything in the file can be taken in."""
        return not any(row.outcome in OPEN for row in self.rows)

    def count(self, outcome: Outcome) -> int:
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Each question once, in the order of the file."""
        asked = {row.question.key: row.question for row in self.rows if row.question is not None}
        return tuple(asked.values())


def review_line(report: RowReport) -> str:
    """One entry of an import, in words."""
    details = "; ".join(str(d) for d in (*report.details, *report.kept))
    outcome = _(OUTCOME_NAMES[report.outcome])
    where = " · ".join(filter(None, (report.place.sheet, str(report.place))))
    about = f"{report.about} ({details})" if details else report.about
    return f"{colon(where)} {colon(outcome)} {about}"
