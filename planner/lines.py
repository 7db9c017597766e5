"""The journal in words: its steps with their labels as phrases."""

import json
from dataclasses import dataclass

from models.journal import Step
from planner.errors import Stale
from planner.phrases import Phrase


@dataclass(frozen=True)
class Line:
    """A line of the history: what was done, by whom, and whether it still stands."""

    step: Step
    label: Phrase


@dataclass(frozen=True)
class Passage:
    """What came of going to another point of the journal; ``stopped``: why no further."""

    lines: tuple[Line, ...]
    stopped: Stale | None = None


def line_of(step: Step) -> Line:
    """A step with its label as a phrase."""
    return Line(step, label_of(step.label))


def label_of(stored: str) -> Phrase:
    """A label as a phrase; one that cannot be read is shown as it is stored."""
    try:
        label = Phrase.from_json(json.loads(stored))
        label.text("en")
    except (ValueError, LookupError, TypeError, AttributeError):
        label = Phrase("{label}", label=stored)
    return label
