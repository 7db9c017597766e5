"""How long work tells how far it is, and is told to stop."""

from collections.abc import Callable
from typing import TypeAlias

#: ``progress(done, total, name)``: called before each piece of work and at the end.
Progress: TypeAlias = Callable[[int, int, str], None]
#: Asked before each piece of work.
Stopped: TypeAlias = Callable[[], bool]


def nobody_looks(_done: int, _total: int, _name: str) -> None:
    """The progress of work that nobody watches."""


def nobody_stops() -> bool:
    """Whether work that nobody watches is to stop."""
    return False
