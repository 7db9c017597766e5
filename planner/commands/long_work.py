"""What commands that take a while share: a line of progress, and being stopped."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from planner.visible import visible


def progress_line(done: int, total: int, name: str) -> None:
    """A line that is written over, on a terminal only."""
    if sys.stderr is not None and sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done}/{total} {visible(name)[:60]:60}", end=end, file=sys.stderr, flush=True)


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Take ctrl+c and SIGTERM as a wish to stop, told by the function that is handed over.

    A second one stops at once.
    """
    asked = Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
