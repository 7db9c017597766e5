"""A solver in a process of its own: it cannot freeze, crash or outlive the program.

``Job("planner.solve.tour:solve_tour", (problem,), seconds=10)`` calls that function there with the
payload, a :class:`~planner.solve.budget.Budget` and a report; everything that crosses is pickled.
What its module's ``prepare`` does with the payload, if it has one, does not count as time of it.
Values of the payload that come back inside an answer are the very same objects here.
"""

import logging
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, NamedTuple

from planner.errors import PlannerError
from planner.phrases import Phrase, language
from planner.solve import worker

#: Seconds that :meth:`Job.stop` waits for a last answer, and that a solver may be late by itself.
PATIENCE, GRACE = 0.12, 3.0
#: Seconds that a child may need on a busy machine until it begins.
STARTING = 60.0
#: How much other programs come first (the ``nice`` of POSIX) where the app solves beside its user.
POLITE = 10

#: What the standard library raises for values that cannot cross.
NOT_PICKLED = (pickle.PickleError, AttributeError, EOFError, ImportError, KeyError, RecursionError,
               TypeError, ValueError)  # fmt: skip

_log = logging.getLogger(__name__)


class SolverFailed(PlannerError):
    """A solver that crashed, or has a mistake in it; the plan is as it was."""

    CODE = "solver-failed"


class Event(NamedTuple):
    """``best``: a better plan; ``done``: the answer; ``error``: a PlannerError; ``stopped``.

    The last three end a job; the value of ``stopped`` is the best plan there was, or None.
    """

    kind: Literal["best", "done", "error", "stopped"]
    value: Any


class Job:
    """One call in a child process, which begins at once.

    May be used from any thread, by one reader of :meth:`events`.  ``nice`` 0: at the program's
    own priority.
    """

    def __init__(
        self,
        function: str,
        payload: tuple[Any, ...],
        *,
        seconds: float = 10.0,
        seed: int = 0,
        threads: int = 1,
        nice: int = POLITE,
    ) -> None:
        self.best: Any = None
        self.payload = payload
        self._budget = {"seconds": seconds, "seed": seed, "threads": threads}
        self._allowed = seconds + GRACE
        self._deadline = time.monotonic() + seconds + STARTING
        self._events: queue.Queue[Event] = queue.Queue()
        self._handed_over, self._ended = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._last: Event | None = None
        self._noise: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        self._process = _started(self._noise)
        self._finalizer = weakref.finalize(self, _kill, self._process)
        manners = {"path": _path(), "nice": nice, "language": language()}
        work = (function, payload, self._budget)
        threading.Thread(target=self._talk, args=(manners, work), daemon=True).start()

    # -- what a caller does ---------------------------------------------------------------

    def events(self, poll: float | None = None) -> Iterator[Event | None]:
        """What happens, until the end; None whenever ``poll`` seconds pass without news.

        A solver that does not end in time is stopped.
        """
        while not self._told_all():
            wait = min(max(self._deadline - time.monotonic(), 0.0), 0.5)
            try:
                event = self._events.get(timeout=wait if poll is None else min(wait, poll))
            except queue.Empty:
                if time.monotonic() >= self._deadline and self._last is None:
                    self.stop()
                if poll is not None:
                    yield None
                continue
            yield event
            if event.kind != "best":
                return

    def result(self) -> Any:
        """Wait for the answer (or, when stopped, the best so far).  Raises PlannerError."""
        for event in self.events(poll=0.2):
            if event is not None and event.kind == "error":
                raise event.value
        return self.best

    def stop(self, patience: float = PATIENCE) -> Any:
        """The best plan so far, or None, at once: a solver that does not answer is killed."""
        if self._last is None and self._handed_over.is_set():
            threading.Thread(target=self._say, args=(worker.packed("stop"),), daemon=True).start()
            self._ended.wait(patience)
        self._end(Event("stopped", self.best))
        self._process.kill()
        self._process.wait()
        return self.best

    @property
    def running(self) -> bool:
        return self._last is None

    @property
    def pid(self) -> int:
        """The child's number, for whoever looks at processes."""
        return self._process.pid

    def __enter__(self) -> "Job":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop(patience=0.0)

    def _told_all(self) -> bool:
        with self._lock:
            return self._last is not None and self._events.empty()

    # -- the thread that talks to the child -----------------------------------------------

    def _talk(self, manners: dict[str, Any], work: tuple[Any, ...]) -> None:
        try:
            self._say(worker.packed(manners) + worker.packed(work))
            self._handed_over.set()
            self._hear()
        except NOT_PICKLED as error:
            self._end(Event("error", _mistake(f"{type(error).__name__}: {error}")))
        finally:
            with suppress(OSError):
                self._process.kill()
            code = self._process.wait()
            self._end(Event("error", _crashed(code)))
            self._close()

    def _say(self, frames: bytes) -> None:
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):  # it has ended: then there is nothing to hear either
            self._process.stdin.write(frames)
            self._process.stdin.flush()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        while (body := worker.read_frame(self._process.stdout)) is not None:
            kind, value = worker.unpacked(body, self.payload)
            match kind:
                case "begun":
                    self._deadline = time.monotonic() + self._allowed
                case "best":
                    self._better(value)
                case "done":
                    return self._end(Event("done", value))
                case _:
                    return self._end(Event("error", _error(value)))
        return None

    def _better(self, value: Any) -> None:
        with self._lock:
            if self._last is None:
                self.best = value
                self._events.put(Event("best", value))

    def _end(self, event: Event) -> None:
        """The last event; only the first one counts."""
        with self._lock:
            if self._last is not None:
                return
            if event.kind == "done":
                self.best = event.value
            self._last = event
            self._events.put(event)
        self._ended.set()

    def _close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()
        with suppress(OSError):
            self._noise.seek(0)
            if noise := self._noise.read().decode("utf-8", "replace").strip():
                _log.debug("the solver said: %s", noise[-4000:])
            self._noise.close()


def _started(noise: IO[bytes]) -> "subprocess.Popen[bytes]":
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", str(Path(worker.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=noise,
            **apart,
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlannerError(
            Phrase("The solver cannot be started: {reason}.", reason=reason)
        ) from error


def _path() -> list[str]:
    """Where this program finds its modules, for a child that may be elsewhere."""
    return [str(Path(entry).absolute()) for entry in sys.path]


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """When nobody holds the job any more."""
    if process.poll() is None:
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)


def _error(failure: tuple[Any, ...]) -> PlannerError:
    match failure:
        case ("itself", PlannerError() as error):
            return error
        case ("planner", Phrase() as phrase, hint):
            return PlannerError(phrase, hint)
        case ("memory",):
            return SolverFailed(Phrase("The memory is not enough for this problem."))
        case ("other", text, file, line, trace):
            _log.debug("%s", trace)
            return _mistake(f"{text} ({os.path.basename(file)}, {line})")  # noqa: PTH119
        case _:
            return _mistake(str(failure))


def _mistake(text: str) -> PlannerError:
    return SolverFailed(
        Phrase(
            "A mistake in the solver: {error}. Nothing was changed; please report it.", error=text
        )
    )


def _crashed(code: int) -> PlannerError:
    if code >= 0:
        return SolverFailed(
            Phrase("The solver ended without an answer (code {code}).", code=code),
        )
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    if name == "SIGKILL":
        text = Phrase("The solver was ended by the system, perhaps for want of memory.")
    else:
        text = Phrase("The solver crashed ({signal}).", signal=name)
    return SolverFailed(text)
