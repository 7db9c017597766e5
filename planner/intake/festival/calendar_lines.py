"""A calendar file cut into its components and unfolded lines; what a line says is icalendar's.

Bytes are unfolded before they are decoded, since some programs fold inside a character.  One
component is held in memory at a time, and one that is broken costs no other.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

#: A name, and a colon or a parameter: anything else goes on where a line was broken without a fold.
_LINE = re.compile(rb"[ \t]*[A-Za-z0-9-]{1,60}[ \t]*[:;]")
#: A line is cut here: it is longer than any text that is kept.
MAX_LINE = 200_000
MAX_LINES = 2_000


@dataclass(slots=True)
class Component:
    """``VEVENT``, ``VTIMEZONE``, or ``VCALENDAR`` with its own lines only, yielded at its end.

    ``line``: the number of its first line.  ``calendar``: the number of the calendar it is in.
    ``whole``: False where the file ends before it does.  ``inner``: lines of components inside it.
    """

    name: str
    line: int
    calendar: int
    lines: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    whole: bool = True


@dataclass(slots=True)
class Decoder:
    """UTF-8, else Windows-1252; ``guessed`` once a line was not in UTF-8."""

    guessed: bool = False

    def text(self, line: bytes) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.guessed = True
            return line.decode("cp1252", "replace")


def as_utf8(content: bytes) -> bytes:
    """Without byte order mark, and with line feeds; UTF-16 becomes UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", "replace").encode("utf-8", "replace")
    content = content.removeprefix(codecs.BOM_UTF8)
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def components(content: bytes, decoder: Decoder) -> Iterator[Component]:
    """Each component that stands in a calendar, and each calendar after what it holds."""
    calendar: Component | None = None
    current: Component | None = None
    number, inside = 0, 0
    for line_number, raw in unfolded(content):
        line = decoder.text(raw)
        name, _, value = line.partition(":")
        verb, value = name.strip().upper(), value.strip().upper()
        if verb == "BEGIN" and value == "VCALENDAR":
            if calendar is not None:
                yield from _cut(calendar, current)
            number, inside, current = number + 1, 0, None
            calendar = Component("VCALENDAR", line_number, number)
        elif calendar is None:
            continue  # what stands before the first calendar, or between two
        elif current is None:
            if verb == "BEGIN":
                current = Component(value, line_number, number)
            elif verb == "END" and value == "VCALENDAR":
                yield calendar
                calendar = None
            elif len(calendar.lines) < MAX_LINES:
                calendar.lines.append(line)
        elif verb == "END" and value == current.name and not inside:
            yield current
            current = None
        elif len(current.lines) + len(current.inner) < MAX_LINES:
            inside += (verb == "BEGIN") - (verb == "END")
            inside = max(inside, 0)
            (current.inner if inside or verb == "END" else current.lines).append(line)
    if calendar is not None:
        yield from _cut(calendar, current)


def _cut(calendar: Component, current: Component | None) -> Iterator[Component]:
    """What was being read when the file, or the calendar, ended too early."""
    for component in (current, calendar):
        if component is not None:
            component.whole = False
            yield component


def unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Logical lines with the number of the first physical one; empty lines are left out."""
    first, parts, size = 0, [b""], 0
    for number, raw in enumerate(BytesIO(content), 1):
        line = raw.rstrip(b"\r\n")
        if not line:
            continue
        if line[:1] in (b" ", b"\t"):
            more = line[1:]
        elif _LINE.match(line):
            if parts[0]:
                yield first, b"".join(parts)
            first, parts, size = number, [line[:MAX_LINE]], 0
            continue
        else:
            more = b"\\n" + line
        if size < MAX_LINE:
            parts.append(more[:MAX_LINE])
            size += len(more)
    if parts[0]:
        yield first, b"".join(parts)
