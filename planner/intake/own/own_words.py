"""The words of our own documents, by which they are known when they come in again."""

from functools import cache

from planner.names import fold
from planner.publish.change_words import PART_OF
from planner.publish.labels import LOCALES, Labels


@cache
def in_every_language(word: str) -> tuple[str, ...]:
    """A fixed word of documents in all languages that they are made in, each spelling once."""
    return tuple(dict.fromkeys(labels(word) for labels in map(Labels, LOCALES)))


#: A header (folded) that tells our sheet “Programme” from lists of places, people and ways.
OF_ACTIVITIES = frozenset(map(fold, in_every_language(PART_OF)))
