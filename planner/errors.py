"""The one family of errors that users see: a sentence, a code, and where it helps a hint."""

from typing import ClassVar

from planner.phrases import Phrase


class PlannerError(Exception):
    """Something the user can understand and act on.

    ``phrase`` says what is wrong and where, ``hint`` what to do; both are shown in the
    reader's language.  ``code`` is a word for programs, the same in every language; it never
    changes and holds nothing of what a user has typed.
    """

    CODE: ClassVar[str] = "refused"

    def __init__(self, phrase: Phrase, hint: Phrase | None = None) -> None:
        super().__init__(phrase.text("en"))
        self.phrase = phrase
        self.hint = hint
        self.code = self.CODE

    def __str__(self) -> str:
        return f"{self.phrase} {self.hint}" if self.hint else str(self.phrase)


class InvalidValue(PlannerError):
    """A value that no field of this kind can hold; ``field`` names the field."""

    CODE = "invalid-value"

    def __init__(self, field: str, phrase: Phrase, hint: Phrase | None = None) -> None:
        super().__init__(phrase, hint)
        self.field = field


class Stale(PlannerError):
    """The plan has changed under an edit: somebody else's edit came first."""

    CODE = "changed-meanwhile"


class StoreProblem(PlannerError):
    """The store cannot be opened, read or written; ``code`` says why."""

    CODE = "store-damaged"

    def __init__(self, phrase: Phrase, hint: Phrase | None = None, code: str = CODE) -> None:
        super().__init__(phrase, hint)
        self.code = code
