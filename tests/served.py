"""The app in a browser, served for tests by a process of its own."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.browser import PATIENCE_SECONDS
from tests.commands.said import ROOT, environment

#: The keyring of whoever runs the tests is not asked.
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def served(
    store: Path, *more: str, scheme: str = "http", env: Mapping[str, str] | None = None
) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The address at which the app is served, and the server."""
    port = free_port()
    command = ("-m", "planner", "serve", "--port", str(port), "--store", str(store), *more)
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=ROOT,
        env=environment({**NO_KEYRING, **(env or {})}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert server.stdout is not None
        line = await asyncio.wait_for(server.stdout.readline(), PATIENCE_SECONDS)
        address = f"{scheme}://127.0.0.1:{port}"
        assert address in line.decode()
        await _listening(port)
        yield address, server
    finally:
        if server.returncode is None:
            server.terminate()
        await asyncio.wait_for(server.wait(), PATIENCE_SECONDS)


async def _listening(port: int) -> None:
    give_up = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while True:
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            assert asyncio.get_running_loop().time() < give_up
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return


def children(group: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            pid = int(each.name)
            if os.getsid(pid) == group and "Z" not in (each / "stat").read_text().split()[2]:
                found.append(pid)
        except (OSError, ProcessLookupError):
            continue
    return found
