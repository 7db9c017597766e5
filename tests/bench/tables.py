"""How long tables of others take to read, and how much memory large ones need.

``python -m tests.bench.tables``: a list of 5,000 rows in each form, then files of nearly 50 MB,
every one in a process of its own.  Memory is that of the process and of the reader of workbooks
together.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter
import xlwt  # type: ignore[import-untyped]

from planner.errors import PlannerError
from planner.intake.files import read_file
from planner.intake.manner import Manner
from planner.intake.tables.sheets import read_sheets
from tests.planner.intake.tables.tables import ods

HEADERS = (
    "Ville", "Pays", "Prénom", "Nom", "Fonction", "Courriel", "Téléphone", "Langues", "Arrivée",
    "Départ", "Régime", "Accès", "Nombre", "Statut", "Note",
)  # fmt: skip
ROWS = 5_000
LARGE = 48_000_000


def rows(count: int, note: int = 20) -> Iterator[tuple[str, ...]]:
    """A header and so many people, with notes of so many letters, none like another."""
    yield HEADERS
    chance = random.Random(count)
    for number in range(count):
        told = "".join(chance.choices("aeinrst éà", k=note))
        yield (
            "Caen", "France", f"Zoé {number}", f"Exemple {number}", "Chargée de projet",
            f"zoe.{number}@example.org", "+33 2 00 00 00 00", "fr, en", "22/10/2024 18:30",
            "27/10/2024 14:05", "végétarienne", "", "2", "oui", told,
        )  # fmt: skip


def cells(count: int, columns: int) -> Iterator[tuple[str, ...]]:
    """A header and rows of short texts, none like another."""
    for row in range(count + 1):
        yield tuple(f"{row} {column}" for column in range(columns))


def write_csv(path: Path, table: Iterator[tuple[str, ...]]) -> None:
    path.write_text("\n".join(";".join(row) for row in table), encoding="utf-8")


def write_xlsx(path: Path, table: Iterator[tuple[str, ...]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)


def write_xls(path: Path, table: Iterator[tuple[str, ...]]) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Liste")
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.save(str(path))


def write_ods(path: Path, table: Iterator[tuple[str, ...]]) -> None:
    path.write_bytes(ods(Liste=list(table)))


WRITERS: dict[str, Callable[[Path, Iterator[tuple[str, ...]]], None]] = {
    "csv": write_csv, "xlsx": write_xlsx, "xls": write_xls, "ods": write_ods,
}  # fmt: skip


def measure(path: str) -> None:
    """Print what reading the file takes."""
    file = Path(path)
    watch = _Watch()
    watch.start()
    began = time.perf_counter()
    try:
        found = f"{sum(len(s.rows) for s in read_sheets(read_file(file), Manner()))} rows"
    except PlannerError as error:
        found = f"refused ({error})"
    taken = time.perf_counter() - began
    times = os.times()
    used = times.user + times.system + times.children_user + times.children_system
    size = file.stat().st_size / 1e6
    print(
        f"{file.name}: {found} of {size:.1f} MB in {taken:.2f} s, {used:.2f} s CPU with the start,"
        f" memory {watch.end():.0f} MB",
        flush=True,
    )


class _Watch(threading.Thread):
    """Looks at the memory of this process and its children, again and again."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._most = 0.0
        self._is_over = threading.Event()

    def run(self) -> None:
        while not self._is_over.wait(0.002):
            self._look()

    def end(self) -> float:
        """The most there was, in megabytes."""
        self._is_over.set()
        self.join()
        return self._most

    def _look(self) -> None:
        children = Path("/proc/self/task").glob("*/children")
        numbers = [n for child in children for n in child.read_text().split()]
        self._most = max(self._most, sum(_resident(n) for n in ("self", *numbers)))


def _resident(process: str) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:  # it has ended
        return 0.0
    return int((status.partition("VmRSS:")[2].split() or ["0"])[0]) / 1024


def files(folder: Path) -> Iterator[Path]:
    """A list in each form; then large files: long notes, many pictures, more rows than are read."""
    for form, write in WRITERS.items():
        path = folder / f"list.{form}"
        write(path, rows(ROWS))
        yield path
    write_csv(folder / "long-notes.csv", rows(19_999, 1_900))
    yield folder / "long-notes.csv"
    write_xlsx(folder / "long-notes.xlsx", rows(19_999, 800))
    yield folder / "long-notes.xlsx"
    write_xlsx(folder / "many-cells.xlsx", cells(19_999, 25))
    yield folder / "many-cells.xlsx"
    write_xls(folder / "long-notes.xls", rows(6_000, 2_900))
    yield folder / "long-notes.xls"
    write_csv(folder / "many-rows.csv", rows(LARGE // 185))
    yield folder / "many-rows.csv"
    write_xlsx(folder / "pictures.xlsx", rows(ROWS))
    with zipfile.ZipFile(folder / "pictures.xlsx", "a") as archive:
        archive.writestr("xl/media/image1.jpeg", random.Random(1).randbytes(LARGE))
    yield folder / "pictures.xlsx"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for path in files(Path(folder)):
            code = f"from tests.bench.tables import measure; measure({str(path)!r})"
            subprocess.run([sys.executable, "-c", code], check=True)
            path.unlink()


if __name__ == "__main__":
    main()
