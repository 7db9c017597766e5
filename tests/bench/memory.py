"""How much memory the app holds, room by room.

``python -m tests.bench.memory``: opens the demo and the large edition in a real terminal, walks
through all rooms and the screens beside them, and prints the resident memory after each.
"""

import tempfile
from pathlib import Path

from screens.rooms import ROOMS
from tests.bench.terminal import APP, Terminal

EMPTY = "from textual.app import App; App().run()"
#: Keys of the screens beside the rooms.
HISTORY, COMPARE, DAY_OF, FIND, ESCAPE = b"\x1bOS", b"\x1b[17~", b"\x1b[18~", b"/", b"\x1b[27u"


def walk(name: str, store: Path) -> float:
    """Prints what each room adds; the most there was, in megabytes."""
    with Terminal(APP.format(store=str(store))) as terminal:
        terminal.seconds_until("conflict")
        terminal.quiet(1.0)
        found = {"open": terminal.megabytes()}
        for number, room in enumerate(ROOMS, 1):
            terminal.press(str(number).encode())
            terminal.quiet(0.5)
            found[room.mode] = terminal.megabytes()
        for key in (HISTORY, COMPARE, DAY_OF, FIND):
            terminal.press(key)
            terminal.quiet(0.5)
            found["beside"] = terminal.megabytes()
            terminal.press(ESCAPE)
        terminal.press(b"1")
        for key in (b"J", b"\r", b"u", b"\x12") * 10:
            terminal.press(key)
        found["after 40 edits"] = terminal.megabytes()
    for place, megabytes in found.items():
        print(f"{name:16} {place:16} {megabytes:6.1f} MB")
    return max(found.values())


def main() -> None:
    from tests.bench.stores import make_large
    from tests.stores import make_demo

    with Terminal(EMPTY) as terminal:
        terminal.quiet(1.0)
        empty = terminal.megabytes()
        print(f"{'empty app':33} {empty:6.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        for name, store in (
            ("demo", make_demo(Path(folder) / "demo.db")),
            ("350 delegations", make_large(Path(folder) / "large.db")),
        ):
            most = walk(name, store)
            print(f"{name:16} {'most':16} {most:6.1f} MB  {most / empty:4.1f} x empty app")


if __name__ == "__main__":
    main()
