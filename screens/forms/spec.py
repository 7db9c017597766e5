"""What a form field is: its column, its label, and how its value is chosen or typed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from planner import fields
from planner.fields import Parser
from planner.programme import Programme
from screens.forms.suggestions import Search

#: value and label of each possible choice, in order
Choices = Callable[[Programme], list[tuple[Any, str]]]


class Look(Enum):
    """Which control a field has."""

    INPUT = auto()  # one line of text, parsed as one types
    LINES = auto()  # several lines
    CHOICE = auto()  # a few choices
    PICK = auto()  # many choices: what fits is listed as one types
    YES_NO = auto()
    YES_NO_UNKNOWN = auto()
    SEVERAL = auto()  # any number of a few choices
    DATE = auto()  # a day: typed, stepped through, or taken from a calendar
    TIME = auto()  # a time of day
    MOMENT = auto()  # a day and a time


@dataclass(frozen=True)
class FieldSpec:
    """One field.  ``label`` and ``hint`` are English source strings.

    ``search`` finds choices by names that their labels do not have.
    """

    name: str
    label: str
    look: Look = Look.INPUT
    parser: Parser = fields.parse_text
    required: bool = False
    choices: Choices | None = None
    hint: str = ""
    search: Search | None = None


@dataclass(frozen=True)
class FormSpec:
    """The fields for one kind of row, in order; the first gets the focus."""

    title: str
    fields: tuple[FieldSpec, ...]
