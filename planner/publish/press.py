"""Sets many documents, on all processors, and hands them over in their order."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
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

    def printed(self, manuscripts: Iterable[Manuscript]) -> Iterator[Printed]:
        """Each as PDF, in their order; raises ``PlannerError`` for what cannot be set."""
        waiting: deque[Future[Printed]] = deque()
        for manuscript in manuscripts:
            waiting.append(self._pool.submit(self._set, manuscript))
            if len(waiting) > AHEAD * self._workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _set(self, manuscript: Manuscript) -> Printed:
        if not hasattr(self._own, "typesetter"):
            self._own.typesetter = Typesetter()
        typesetter: Typesetter = self._own.typesetter
        return typesetter.pdf(manuscript)
