"""What there is to say about an entry of an import, an import as a whole, and its end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from planner.intake.kinds import KINDS
from planner.intake.review import LEAVE_OUT, OPEN, OUTCOME_NAMES, Outcome, Question, Review
from planner.intake.review import RowReport as Report
from planner.phrases import Phrase, _, plural
from screens.import_look import Look
from screens.import_rows import STYLES, place_of
from screens.text import literal, visible

#: How the styles of the list look in a text.
COLOURS = {
    "success": "$text-success",
    "warning": "$text-warning",
    "primary": "$text-primary bold",
    "muted": "$foreground-muted",
    "accent": "$text-accent bold",
    "error": "$text-error bold",
}
#: So many entries are named before an import that leaves them out.
MOST_NAMED = 6


def about_file(look: Look) -> str:
    """``“guests.xlsx” · Delegations and delegates · 203 entries``."""
    pieces = [_("“{file}”").format(file=look.draft.path.name)]
    if look.manner.kind in KINDS:
        pieces.append(_(KINDS[look.manner.kind]))
    if look.review is not None:
        pieces.append(str(plural("{n} entry", "{n} entries", len(look.review.rows))))
    if look.draft.choices.overwrite_all:
        pieces.append(_("the file's values everywhere (T)"))
    return " · ".join(pieces)


@dataclass(frozen=True, slots=True)
class Decided:
    """What has been decided about an entry: the answer to what was asked, whose values count."""

    question: Question | None = None
    answer: str | None = None
    overwritten: bool = False


def failure(look: Look) -> str:
    """Why the file cannot be read so, and what to do; empty for one that can."""
    if look.error is None:
        return ""
    by_hand = _("Or say here what it holds, where its headers stand, and what each column is.")
    return f"{look.error} {by_hand}" if look.sheets else str(look.error)


def about_entry(report: Report, decided: Decided) -> Content:
    """One entry in full, and what can be done about it."""
    outcome = _(OUTCOME_NAMES[report.outcome])
    lines = [
        Content.styled(visible(report.about), "bold"),
        Content.assemble(
            (visible(place_of(report, has_sheets=True)), "$foreground-muted"),
            "  ",
            (visible(outcome), COLOURS[STYLES[report.outcome]]),
        ),
        Content(""),
        *(literal(str(phrase)) for phrase in (*report.details, *report.kept)),
        *(literal(text) for text in _what_to_do(report, decided)),
    ]
    return Content("\n").join(lines)


def _what_to_do(report: Report, decided: Decided) -> Iterator[str]:
    if report.outcome is Outcome.QUESTION and report.question is not None:
        yield _("Enter: choose, or leave it out. One answer holds for all entries like it.")
        yield from (f"  · {candidate.text}" for candidate in report.question.candidates)
    elif decided.question is not None and decided.answer is not None:
        yield ""
        yield _("You have answered: {answer}. Enter changes it.").format(
            answer=answer_text(decided.question, decided.answer)
        )
    if decided.overwritten:
        yield ""
        yield _("You take what the file says. t keeps yours.")
    elif report.kept:
        yield ""
        yield _("t takes what the file says.")
    if report.outcome is Outcome.REFUSED:
        yield ""
        yield _("Mend it in the file and read it again (f5), or import the others.")
    if report.outcome is Outcome.LEFT_OUT and decided.question is None:
        yield _("You have answered so in an import before. r asks everything again.")


def answer_text(question: Question, answer: str) -> str:
    """An answer as it was offered."""
    if answer == LEAVE_OUT:
        return _("leave out")
    return next((c.text for c in question.candidates if c.id == answer), answer)


def about_missing(text: str) -> Content:
    """What the file had the last time, and has no more."""
    stays = _(
        "It was in this file when it was imported before, and is no longer. It stays in the plan:"
        " nothing is removed by an import. Remove it in its room where that is meant."
    )
    return Content("\n").join([Content.styled(visible(text), "bold"), Content(""), literal(stays)])


def number_open(review: Review) -> int:
    """Entries that cannot be taken in as they are."""
    return sum(row.outcome in OPEN for row in review.rows)


def left_out(review: Review) -> str:
    """What an import leaves out that does not wait for answers, a line an entry."""
    rows = [row for row in review.rows if row.outcome in OPEN]
    lines = [
        f"{place_of(row, has_sheets=False)}  {row.about}, {_(OUTCOME_NAMES[row.outcome])}"
        for row in rows[:MOST_NAMED]
    ]
    if (more := len(rows) - MOST_NAMED) > 0:
        lines.append(str(plural("and {n} more", "and {n} more", more)))
    return "\n".join(lines)


def can_import(review: Review | None) -> bool:
    """Whether an import would do anything; what is remembered of a file counts once it is whole."""
    if review is None or not review.edit:
        return False
    return review.is_complete or _taken(review) > 0


def _taken(review: Review) -> int:
    return review.count(Outcome.ADDED) + review.count(Outcome.CHANGED)


def import_label(review: Review | None) -> str:
    """What the button would do."""
    if review is None or review.is_complete or not _taken(review):
        return _("Import")
    return str(plural("Import the other one", "Import the other {n}", _taken(review)))


def standing(review: Review) -> str:
    """How things stand with an import."""
    if not review.is_complete:
        what = _counted(review, (Outcome.QUESTION, Outcome.REFUSED))
        return _("{what}: settle it, or import the others without.").format(what=what)
    if not review.edit:
        return _("There is nothing new in this file.")
    return _("Everything in this file can be imported.")


def done(review: Review) -> Phrase:
    """What has been imported, and how to take it back."""
    if what := _counted(review, (Outcome.ADDED, Outcome.CHANGED)):
        return Phrase("Imported: {what}. u takes it back.", what=what)
    return Phrase("Nothing in the plan has changed; how this file is read is remembered.")


def _counted(review: Review, outcomes: Iterable[Outcome]) -> str:
    """How many there are of each: ``3 added, 2 changed``."""
    return ", ".join(f"{n} {_(OUTCOME_NAMES[o])}" for o in outcomes if (n := review.count(o)))
