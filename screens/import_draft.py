"""What the organiser has decided about a file that he imports: pure, no Textual."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner.intake.manner import Manner, SheetManner
from planner.intake.review import Choices, Place

#: No candidate is called so: a question with this answer is asked again.
ASK_AGAIN = "?"


@dataclass(frozen=True)
class Draft:
    """A file; ``manner`` and ``choices`` hold only what differs from what is found by itself."""

    path: Path
    manner: Manner = field(default_factory=Manner)
    choices: Choices = field(default_factory=Choices)

    @property
    def is_decided(self) -> bool:
        """Whether anything has been decided that would be lost."""
        return self != Draft(self.path)

    # -- how it is read -------------------------------------------------------------------

    def of_kind(self, kind: str, sheets: Mapping[str, bool]) -> "Draft":
        """As another kind of list: columns are recognised anew.

        ``sheets``: the name of each, and whether it is looked into.
        """
        afresh = {name: SheetManner(is_read=is_read) for name, is_read in sheets.items()}
        return self._read_as(replace(self.manner, kind=kind, sheets=afresh))

    def with_setting(self, **named: Any) -> "Draft":
        """With another encoding, separator, zone, or order of day and month."""
        return self._read_as(replace(self.manner, **named))

    def with_sheet(self, name: str, manner: SheetManner, kind: str = "") -> "Draft":
        """With another way of reading a sheet, as a list of a kind where one is named."""
        sheets = {**self.manner.sheets, name: manner}
        return self._read_as(replace(self.manner, kind=kind or self.manner.kind, sheets=sheets))

    def _read_as(self, manner: Manner) -> "Draft":
        """Entries that are read in another way are other entries: none of them is overwritten."""
        return replace(self, manner=manner, choices=replace(self.choices, overwrite=frozenset()))

    # -- what becomes of entries ----------------------------------------------------------

    def answered(self, key: str, answer: str) -> "Draft":
        """With an answer to a question: the id of a candidate, or ``LEAVE_OUT``."""
        answers = {**self.choices.answers, key: answer}
        return replace(self, choices=replace(self.choices, answers=answers))

    def asked_again(self, keys: Iterable[str]) -> "Draft":
        """With these questions open again."""
        answers = {**self.choices.answers, **dict.fromkeys(keys, ASK_AGAIN)}
        return replace(self, choices=replace(self.choices, answers=answers))

    def overwriting(self, place: Place) -> "Draft":
        """With the file's values for an entry that was changed by hand, or no more so."""
        overwrite = self.choices.overwrite ^ {place}
        return replace(self, choices=replace(self.choices, overwrite=overwrite))

    def overwriting_all(self) -> "Draft":
        """With the file's values everywhere, or no more so."""
        everywhere = not self.choices.overwrite_all
        choices = replace(self.choices, overwrite=frozenset(), overwrite_all=everywhere)
        return replace(self, choices=choices)
