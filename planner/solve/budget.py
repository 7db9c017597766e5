"""What a solver may use, and how it tells what it has so far."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Budget:
    """Seconds of wall-clock time, the seed, and how many threads a solver may use.

    Time runs from the moment the budget is made.  ``stopped`` may end a solve earlier: solvers
    ask :attr:`over` at least every 0.1 s of their own work.
    """

    seconds: float = 10.0
    seed: int = 0
    threads: int = 1
    stopped: Callable[[], bool] = lambda: False
    begun: float = field(default_factory=time.monotonic, compare=False)

    @property
    def left(self) -> float:
        """Seconds that are left, never negative."""
        return max(self.seconds - (time.monotonic() - self.begun), 0.0)

    @property
    def spent(self) -> float:
        """Seconds since the budget was made."""
        return time.monotonic() - self.begun

    @property
    def over(self) -> bool:
        """True when the solver has to give what it has."""
        return self.left == 0.0 or self.stopped()


#: Called with a whole solution each time it, or its bound, is better than the last one told.
Report = Callable[[Any], None]


def nobody(_solution: Any) -> None:
    """The report of a caller who waits for the end."""
