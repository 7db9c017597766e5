"""Sentences put together."""

from collections.abc import Sequence

from planner.phrases import Phrase, Value


def joined(phrases: Sequence[Phrase]) -> Value:
    """``first; second; third``."""
    found: Value = phrases[0] if phrases else ""
    for phrase in phrases[1:]:
        found = Phrase("{first}; {second}", first=found, second=phrase)
    return found


def enumerated(names: Sequence[Value]) -> Value:
    """``first, second and third``."""
    if len(names) < 2:
        return names[0] if names else ""
    found = names[0]
    for name in names[1:-1]:
        found = Phrase("{first}, {second}", first=found, second=name)
    return Phrase("{first} and {second}", first=found, second=names[-1])
