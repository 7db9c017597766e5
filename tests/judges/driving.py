"""Breaks at the wheel, read from the form: no more than so much driving without a pause.

The coach stands from when it arrives until it leaves again; that whole time is one pause, whatever
fills it (a visit, a meal, waiting, or several of them at one place).  Waiting may be spent before
the coach leaves or after it has come, whichever helps.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Wheel(NamedTuple):
    """``driven``: since the last pause that was long enough; ``stood``: since the last drive."""

    driven: int
    stood: int


FRESH = Wheel(0, 0)


def after_leg(wheel: Wheel, leg: int, slack: int, rule: Sequence[int]) -> Iterator[Wheel]:
    """How the driver may be when the next item begins; nothing when the leg is too long.

    ``slack``: minutes of waiting between the two items, beside the leg.
    """
    limit, pause = rule
    if leg == 0:
        yield Wheel(wheel.driven, wheel.stood + slack)
        return
    need = max(pause - wheel.stood, 0)
    for before in {0, min(need, slack), slack}:
        driven = 0 if wheel.stood + before >= pause else wheel.driven
        if driven + leg <= limit:
            yield Wheel(driven + leg, slack - before)


def possible(steps: Iterable[tuple[int, int, int]], rule: Sequence[int]) -> bool:
    """Whether a day can be driven: ``(leg, slack, minutes of the item then)`` in order."""
    states = {FRESH}
    for leg, slack, minutes in steps:
        come = {new for state in states for new in after_leg(state, leg, slack, rule)}
        states = {Wheel(s.driven, s.stood + minutes) for s in come}
    return bool(states)
