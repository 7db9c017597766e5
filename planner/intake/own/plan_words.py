"""The words of the sheet “Programme” of our own workbooks, in every language of documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from models.words import ActivityStatus, Kind, Role, TravelMode
from planner.intake.own.own_words import in_every_language
from planner.names import fold
from planner.publish.labels import KINDS, LOCALES, MODES, ROLES, Labels
from planner.publish.workbook_words import HEADINGS, STATUSES

Meaning = TypeVar("Meaning")


@dataclass(frozen=True)
class Words:
    """Folded words -> what they mean."""

    kinds: Mapping[str, Kind]
    statuses: Mapping[str, ActivityStatus]
    modes: Mapping[str, TravelMode]
    roles: Mapping[str, Role]


def headers() -> Mapping[str, tuple[str, ...]]:
    """Column -> the headers it goes by."""
    return {name: in_every_language(word) for name, word in HEADINGS.items()}


@cache
def words_of(language: str) -> Words:
    """The words of all languages, first of all those of one: a French “car” is a coach."""
    order = [*(Labels(code) for code in LOCALES), Labels(language)]
    return Words(
        _by_word(KINDS, order),
        _by_word(STATUSES, order),
        _by_word(MODES, order),
        _by_word(ROLES, order),
    )


def language_of(kinds: Iterable[str], usual: str) -> str:
    """The language in which most of these words are kinds; ``usual`` where others are no better."""
    folded = [fold(text) for text in kinds]

    def known(code: str) -> int:
        said = _by_word(KINDS, [Labels(code)])
        return sum(text in said for text in folded)

    return max((usual, *LOCALES), key=known)


def _by_word(words: Mapping[Meaning, str], order: Iterable[Labels]) -> Mapping[str, Meaning]:
    """The last language counts."""
    return {fold(labels(word)): meaning for labels in order for meaning, word in words.items()}
