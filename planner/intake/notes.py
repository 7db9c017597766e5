"""What a file adds to a note that somebody may have written in."""

from collections.abc import Sequence

from planner.entities import TABLE_OF, Delegate, Delegation
from planner.intake.memory import values_said
from planner.intake.merging import Intake


def note_with(
    intake: Intake, there: Delegate | Delegation | None, lines: Sequence[str]
) -> str | None:
    """The note of a row with the lines of a file in it; None where there are none.

    Nothing is lost but the one line that the file now writes otherwise (``arrival: SN 3126``), and
    that only while nobody else has changed the note since the last import.
    """
    if not lines:
        return None
    kept = (there.note or "").splitlines() if there is not None else []
    former = set(_former(intake, there)) if there is not None else set()
    for label in {_label(line) for line in lines} - {""}:
        said = [line for line in former if _label(line) == label]
        if len(said) == 1 and said[0] not in lines and said[0] in kept:
            kept.remove(said[0])
    return "\n".join((*kept, *(line for line in dict.fromkeys(lines) if line not in kept)))


def _former(intake: Intake, there: Delegate | Delegation) -> list[str]:
    """The lines that stood there before this file and after the last one, if nothing changed."""
    before = intake.programme.find(TABLE_OF[type(there)], there.id)
    known = intake.memory.rows.get(there.id)
    if known is None or not isinstance(before, Delegate | Delegation) or not before.note:
        return []
    return before.note.splitlines() if values_said(known).get("note") == before.note else []


def _label(line: str) -> str:
    label, colon, _text = line.partition(":")
    return label.strip() if colon else ""
