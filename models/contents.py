"""What is in a copy of a store, of any version, read without opening it for work."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Contents:
    """Names of editions, newest first, and the last step: its number, label (JSON), author.

    ``releases``: how many there are of all editions.
    """

    editions: tuple[str, ...]
    releases: int
    step: int = 0
    label: str = ""
    author: str = ""


def contents_of(path: Path, *, in_use: bool = False) -> Contents | None:
    """None for a file that cannot be read; ``in_use``: it is a store that programs write to."""
    way = "mode=ro" if in_use else "immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{way}", uri=True)) as file:
            names = file.execute("SELECT name FROM edition ORDER BY first_day DESC").fetchall()
            (releases,) = file.execute('SELECT count(*) FROM "release"').fetchone()
            last = file.execute(
                "SELECT id, label, author FROM journal_step ORDER BY id DESC LIMIT 1"
            ).fetchone()
    except sqlite3.Error:
        return None
    return Contents(tuple(str(name) for (name,) in names), releases, *(last or ()))


def steps_after(store: Path, step: int) -> int | None:
    """How many steps a store has after that number; None where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)) as file:
            query = "SELECT count(*) FROM journal_step WHERE id > ?"
            return int(file.execute(query, (step,)).fetchone()[0])
    except sqlite3.Error:
        return None
