"""The process in which a solver runs: started by :mod:`planner.solve.job`, which reads its words.

Frames of pickled values go both ways through pipes, each after its length (8 bytes).  The first
tells where modules are and how to behave, the second what to do; after that the parent only says
``stop``.  When the parent is gone, however it ended, this process ends too.

Run as a script it is alone: until it knows where modules are it needs the standard library only.
"""

import io
import os
import pickle
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Any, BinaryIO

_LENGTH = struct.Struct(">Q")
#: Seconds between two plans that are told, so that telling does not slow the solver.
_PACE = 0.05


class _Pickler(pickle.Pickler):
    """Writes what both sides have by its number."""

    def __init__(self, file: BinaryIO, known: Sequence[Any]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._numbers = {id(value): n for n, value in enumerate(known)}

    def persistent_id(self, value: Any) -> int | None:
        return self._numbers.get(id(value))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: BinaryIO, known: Sequence[Any]) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, number: int) -> Any:
        return self._known[number]


def packed(value: Any, known: Sequence[Any] = ()) -> bytes:
    """A frame; the values that both sides know already are not written out."""
    body = io.BytesIO()
    body.write(bytes(_LENGTH.size))
    _Pickler(body, known).dump(value)
    frame = bytearray(body.getbuffer())
    frame[: _LENGTH.size] = _LENGTH.pack(len(frame) - _LENGTH.size)
    return bytes(frame)


def read_frame(stream: IO[bytes]) -> bytes | None:
    """What one frame holds; None at the end of the stream, also in the middle of a frame."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def unpacked(body: bytes, known: Sequence[Any] = ()) -> Any:
    return _Unpickler(io.BytesIO(body), known).load()


class _Mouth:
    """Tells the parent; plans that come fast are told at a steady pace, the newest of them."""

    def __init__(self, stream: BinaryIO, known: Sequence[Any]) -> None:
        self._stream, self._known = stream, known
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._waiting: list[Any] = []
        self._closed = False
        threading.Thread(target=self._tell, daemon=True).start()

    def begin(self) -> None:
        """From now on time counts."""
        with self._lock:
            self._say(packed(("begun", None)))

    def report(self, value: Any) -> None:
        """A plan that is better than those before it."""
        self._waiting = [value]
        self._news.set()

    def last(self, kind: str, value: Any) -> None:
        """The last word; raises what the value does when it cannot be pickled."""
        frame = packed((kind, value), self._known)
        with self._lock:
            self._closed = True
            self._say(frame)

    def _tell(self) -> None:
        while True:
            self._news.wait()
            self._news.clear()
            with self._lock:
                if self._closed:
                    return
                with suppress(IndexError):
                    self._say(packed(("best", self._waiting.pop()), self._known))
            time.sleep(_PACE)

    def _say(self, frame: bytes) -> None:
        try:
            self._stream.write(frame)
            self._stream.flush()
        except OSError:
            os._exit(1)  # nobody listens any more


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes for ourselves; whatever libraries print goes to standard error."""
    ours_in, ours_out = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.close(nowhere)
    os.dup2(2, 1)
    return os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")


def _behave(manners: dict[str, Any]) -> None:
    sys.path[:] = manners["path"]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what ctrl+c means
    if manners["nice"] and hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(manners["nice"])

    from planner.phrases import set_language

    set_language(manners["language"])


def _listen(stream: BinaryIO, stopped: threading.Event) -> None:
    """Until the parent says stop; and until it is gone."""
    while read_frame(stream) is not None:
        stopped.set()
    os._exit(1)


def _failure(error: BaseException) -> tuple[Any, ...]:
    """What the parent makes an error of: the error itself, or its name, text and traceback."""
    from planner.errors import PlannerError

    if isinstance(error, PlannerError):
        with suppress(Exception):
            if isinstance(pickle.loads(pickle.dumps(error)), PlannerError):
                return ("itself", error)
        return ("planner", error.phrase, error.hint)
    if isinstance(error, MemoryError):
        return ("memory",)
    place = traceback.extract_tb(error.__traceback__)[-1]
    text = f"{type(error).__name__}: {error}"
    return ("other", text, place.filename, place.lineno or 0, traceback.format_exc())


def _find(function: str) -> Callable[..., Any]:
    import importlib

    module, _colon, name = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def main() -> None:
    """Do the one job that the parent sends."""
    ears, voice = _take_pipes()
    manners, task = read_frame(ears), None
    if manners is not None:
        _behave(unpacked(manners))
        task = read_frame(ears)
    if task is None:
        os._exit(1)
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(ears, stopped), daemon=True).start()
    code = _work(task, voice, stopped)
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)  # threads of native libraries could keep a normal end waiting


def _work(task: bytes, voice: BinaryIO, stopped: threading.Event) -> int:
    from planner.solve.budget import Budget

    mouth = None
    try:
        function, payload, budget = unpacked(task)
        mouth = _Mouth(voice, payload)
        call = _find(function)
        if (prepare := getattr(sys.modules[call.__module__], "prepare", None)) is not None:
            prepare(*payload)
        mouth.begin()
        used = Budget(**budget, stopped=stopped.is_set)
        mouth.last("done", call(*payload, used, mouth.report))
    except BaseException as error:  # noqa: BLE001 - the border of a process: told to the parent
        (mouth or _Mouth(voice, ())).last("error", _failure(error))
        return 1
    return 0


if __name__ == "__main__":
    main()
