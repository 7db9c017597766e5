"""How long the whole paper set of an edition takes, and how much memory.

``python -m tests.bench.papers``: the demo, and large editions of 90 and 350 delegations, each in
a process of its own; the usual document of everybody, then every document of everybody.  Other
sizes as arguments: ``python -m tests.bench.papers 0 350``.
"""

import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from pypdf import PdfReader

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.documents import DOCUMENTS
from planner.publish.export import PAPER, export
from planner.publish.outgoing import Outgoing
from planner.publish.releases import Ledger, Version
from tests.bench.generate import large_programme

SIZES = (0, 90, 350)
AT = datetime(2024, 9, 1, 12)
#: How often the memory is looked at.
QUARTERS = 4


def edition_of(delegations: int) -> Programme:
    """The demo for 0, else a large edition."""
    return large_programme(delegations=delegations) if delegations else demo_programme()


def measure(delegations: int, is_every: bool) -> None:
    """Print what an export of that edition's documents takes."""
    programme = edition_of(delegations)
    outgoing = Outgoing(programme, Ledger(), Version(None, "", AT))
    memory = [resident()]

    def look(done: int, total: int, _name: str) -> None:
        if done * QUARTERS >= total * len(memory):
            memory.append(resident())

    with tempfile.TemporaryDirectory() as folder:
        documents = DOCUMENTS if is_every else None
        began, used = time.perf_counter(), time.process_time()
        report = export(outgoing, Path(folder), (PAPER,), documents=documents, progress=look)
        taken, used = time.perf_counter() - began, time.process_time() - used
        pages = sum(len(PdfReader(path).pages) for path in report.files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    name = f"{delegations} delegations" if delegations else "demo"
    print(
        f"{name}, {'every document' if is_every else 'usual documents'}: {len(report.files)} files,"
        f" {pages} pages in {taken:.1f} s, {used:.1f} s CPU,"
        f" memory {' '.join(map(str, memory))} MB, at most {peak} MB",
        flush=True,
    )


def resident() -> int:
    """Megabytes of memory that the process has now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() >> 20


def main() -> None:
    """Each size in a process of its own: memory that was taken once is never given back."""
    for size in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        for is_every in (False, True):
            code = f"from tests.bench.papers import measure; measure({size}, {is_every})"
            subprocess.run([sys.executable, "-c", code], check=True)


if __name__ == "__main__":
    main()
