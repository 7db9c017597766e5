"""Ends a search of a library when the budget is over, while that library holds the thread."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from planner.solve.budget import Budget

PERIOD = 0.04


class Stopped(Exception):
    """The budget is over."""


@contextmanager
def watched(budget: Budget, stop: Callable[[], object]) -> Iterator[None]:
    """Call ``stop`` again and again once the budget is over, until the block is left."""
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(PERIOD):
            if budget.over:
                stop()

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
