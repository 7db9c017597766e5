"""The table for a mail merge: a row a recipient, as CSV."""

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from io import StringIO

from planner.publish.plaintext import clean_line

#: How a spreadsheet recognises a formula.
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One recipient; the fields are the columns, under these names in every language.

    ``email`` is empty for those without an address, ``holds`` the release they held before (None:
    nothing yet), ``changes`` how many events are new or changed for them since.  ``mail``,
    ``feed_file`` and ``qr`` are names inside the folder, ``feed`` is the address to subscribe to;
    empty where there is none.
    """

    name: str
    email: str
    language: str
    delegation: str
    release: int
    holds: int | None
    changes: int
    mail: str
    feed_file: str
    feed: str
    qr: str


def merge_table(rows: Iterable[MergeRow]) -> bytes:
    """The table in UTF-8 with the mark by which Excel knows it, lines ending in CRLF."""
    file = StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(field.name for field in fields(MergeRow))
    writer.writerows(map(_cell, astuple(row)) for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(value: str | int | None) -> str | int:
    """Of one line and never a formula: an apostrophe before it makes it text."""
    if isinstance(value, int):
        return value
    text = clean_line(value)
    return f"'{text}" if text.startswith(FORMULA) else text
