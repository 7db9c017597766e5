"""What the sheets of hosts and drivers share: whose it is, whom they call, labelled facts."""

from dataclasses import dataclass

from planner.publish.copies import Copy
from planner.publish.frame import date_range
from planner.publish.papers import sheet_words as words
from planner.publish.sheet import Contact, organisers


@dataclass(frozen=True, slots=True)
class Fact:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """``document`` is what the sheet is called, ``about`` tells who the recipient is."""

    document: str
    dates: str
    about: tuple[str, ...]
    contacts_heading: str
    contacts: tuple[Contact, ...]


def head_of(copy: Copy, document: str, about: tuple[str, ...]) -> Head:
    """``document`` is a constant of ``sheet_words.py``."""
    labels, days = copy.labels, copy.programme.days
    return Head(
        document=labels(document),
        dates=date_range(labels, days[0], days[-1]),
        about=tuple(line for line in about if line),
        contacts_heading=labels(words.TO_CALL),
        contacts=organisers(copy.programme),
    )
