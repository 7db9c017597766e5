"""What a form field is: its column, its label, and how its value is chosen or typed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from planner import fields
from planner.fields import Parser
from planner.programme import Programme

#: value and label of each possible choice, in order
Choices = Callable[[Programme], list[tuple[Any, str]]]


class Look(Enum):
    """Which control a field has."""

    INPUT = auto()  # one line of text, parsed as one types
    LINES = auto()  # several lines
    CHOICE = auto()  # a few choices
    PICK = auto()  # many choices: opens a list that can be searched
    YES_NO = auto()
    YES_NO_UNKNOWN = auto()
    SEVERAL = auto()  # any number of a few choices


@dataclass(frozen=True)
class FieldSpec:
    """One field.  ``label`` and ``hint`` are English source strings."""

    name: str
    label: str
    look: Look = Look.INPUT
    parser: Parser = fields.parse_text
    required: bool = False
    choices: Choices | None = None
    hint: str = ""


@dataclass(frozen=True)
class FormSpec:
    """The fields for one kind of row, in order; the first gets the focus."""

    title: str
    fields: tuple[FieldSpec, ...]
