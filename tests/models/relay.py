"""A network to a server that can be cut: one socket that passes everything on to another."""

import socket
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

NAME = ".s.PGSQL.5432"


class Relay:
    """Listens in ``folder`` as the server does in its own."""

    def __init__(self, server: Path) -> None:
        self._server = server / NAME
        self._own = tempfile.TemporaryDirectory(prefix="relay-", dir=server.parent)
        self.folder = Path(self._own.name)
        self._open: list[socket.socket] = []

    def __enter__(self) -> "Relay":
        self.mend()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.cut()
        self._own.cleanup()

    def mend(self) -> None:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.folder / NAME))
        listener.listen()
        self._open = [listener]
        threading.Thread(target=self._accept, args=[listener], daemon=True).start()

    def cut(self) -> None:
        """End every connection, and take no new ones."""
        (self.folder / NAME).unlink(missing_ok=True)
        for one in self._open:
            with suppress(OSError):  # it may have ended by itself
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                here, _address = listener.accept()
            except OSError:
                return
            there = socket.socket(socket.AF_UNIX)
            there.connect(str(self._server))
            self._open += [here, there]
            for ends in ((here, there), (there, here)):
                threading.Thread(target=_pass_on, args=ends, daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # cut
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
