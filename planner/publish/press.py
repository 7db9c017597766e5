"""Sets many documents, on all processors, and hands over each as soon as it is ready."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import local
from types import TracebackType

from planner.publish.paper import Manuscript, Printed, Typesetter

#: How many documents wait for each processor, so that none is idle and memory stays flat.
AHEAD = 3


class Press:
    """A context manager; Typst lets go of Python while it sets, so threads are enough."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="typst")
        self._own = local()

    def __enter__(self) -> "Press":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def printed(self, manuscripts: Iterable[Manuscript]) -> Iterator[tuple[int, Printed]]:
        """Each as PDF, with its number among them: a long one lets shorter ones go ahead.

        Raises ``PlannerError`` for what cannot be set.
        """
        waiting: dict[Future[Printed], int] = {}
        for number, manuscript in enumerate(manuscripts):
            waiting[self._pool.submit(self._set, manuscript)] = number
            if len(waiting) > AHEAD * self._workers:
                yield from _ready(waiting)
        while waiting:
            yield from _ready(waiting)

    def _set(self, manuscript: Manuscript) -> Printed:
        if not hasattr(self._own, "typesetter"):
            self._own.typesetter = Typesetter()
        typesetter: Typesetter = self._own.typesetter
        return typesetter.pdf(manuscript)


def _ready(waiting: dict[Future[Printed], int]) -> Iterator[tuple[int, Printed]]:
    """Those that are done, at least one; they wait no longer."""
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        yield waiting.pop(future), future.result()
