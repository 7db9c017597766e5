"""How long a festival's programme takes to read, match and preview, and how much memory.

``python -m tests.bench.festivals``: 1,000 sessions in each form, then as large a file as is
read, every one in a process of its own: reading alone, the first import, the second.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from planner.intake.festival.json_text import MAX_JSON
from planner.intake.festival.reader import MAX_BYTES
from planner.intake.imports import Memories, review
from planner.intake.manner import Manner
from planner.intake.review import Choices, Review
from planner.programme import Programme
from tests.build import Build
from tests.planner.intake.festival.samples import (
    calendar,
    frab_xml,
    json_event,
    schedule_json,
    vevent,
    xml_event,
)

FORMS = ("xml", "json", "ics", "csv")
SESSIONS = 1_000
#: Events of a large file: as many as may be.
LARGE = 10_000
TEXT = "Sons & lumières à Namur: an evening of listening. "


def programme(form: str, sessions: int, text: int) -> bytes:
    """A programme with descriptions of that many characters."""
    said = (TEXT * (text // len(TEXT) + 1))[:text]
    if form == "xml":
        event = xml_event(0).replace("Longer.", said.replace("&", "&amp;"))
        return frab_xml(*(event.replace("g-0", f"g-{n}") for n in range(sessions)))
    if form == "json":
        return schedule_json(*(json_event(n, description=said) for n in range(sessions)))
    if form == "csv":
        rows = (f'Talk {n};26/10/2024;14:00;15:00;Salle A;"{said}"' for n in range(sessions))
        return "\n".join(("Title;Date;Start;End;Room;Description", *rows)).encode()
    lines = ("DTEND:20241026T130000Z", "LOCATION:Salle A", f"DESCRIPTION:{said}")
    return calendar(*(vevent(*lines, uid=f"{n}@fest") for n in range(sessions)))


def measure(path: str) -> None:
    """Print what two reviews take; memory is that of the first, with all of its process."""
    before = Build().programme()
    first = timed(path, before, Memories())
    size = Path(path).stat().st_size / 1e6
    print(f"{Path(path).suffix}: {size:.1f} MB, memory {_memory():.0f} MB at most")
    after, memories = before.apply(first.edit.changes), Memories().after(first.edit.changes)
    assert not timed(path, after, memories).edit


def timed(path: str, programme: Programme, memories: Memories) -> Review:
    """Review the file, and print how long that took."""
    began, used = time.perf_counter(), time.process_time()
    found = review(programme, Path(path), memories, Manner(), Choices())
    taken, used = time.perf_counter() - began, time.process_time() - used
    counts = ", ".join(f"{n} {kind}" for kind, n in Counter(r.outcome for r in found.rows).items())
    print(f"{Path(path).suffix}: {counts} in {taken:.2f} s, {used:.2f} s CPU")
    return found


def _text_of_large(form: str) -> int:
    """How long the descriptions are of a file that is nearly as large as may be."""
    most = MAX_JSON if form == "json" else MAX_BYTES
    none, some = (len(programme(form, 100, text)) / 100 for text in (0, 1_000))
    return int((most * 0.98 / LARGE - none) / (some - none) * 1_000)


def _memory() -> float:
    """The most that this process had, in megabytes; not what its parent had, as getrusage says."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for sessions in (SESSIONS, LARGE):
            for form in FORMS:
                text = 800 if sessions == SESSIONS else _text_of_large(form)
                path = Path(folder) / f"programme.{form}"
                path.write_bytes(programme(form, sessions, text))
                code = f"from tests.bench.festivals import measure; measure({str(path)!r})"
                subprocess.run([sys.executable, "-c", code], check=True)


if __name__ == "__main__":
    main()
