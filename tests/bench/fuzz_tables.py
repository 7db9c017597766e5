"""Damaged tables by the thousand: no traceback, no hang.

``python -m tests.bench.fuzz_tables [N] [SEED]``: N CSV files (100,000 unless told) and N // 20
workbooks of each kind, made from valid ones by mutation.  Workbooks are read in processes of
their own, as in the app: what ends such a process is counted, and the next goes on.  Prints counts
and the worst time of each; an error ends it with the number that makes the input again.
"""

import faulthandler
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import xlwt  # type: ignore[import-untyped]

from planner.errors import PlannerError
from planner.intake.files import File
from planner.intake.kinds import listings
from planner.intake.lists import find_lists, manner_of, notes_of
from planner.intake.manner import Manner
from planner.intake.tables import workbook_reader
from planner.intake.tables.grids import Refused
from planner.intake.tables.sheets import Sheet, read_sheets
from planner.intake.tables.workbook import sheet_of
from tests.planner.intake.festival.mutations import mutated
from tests.planner.intake.tables.tables import ods, xls, xlsx_of

#: Seconds after which an input counts as hanging.
HANG = 10
#: Of so many CSV files one is searched for lists, which takes far longer than reading it.
SEARCHED = 10
TABLE: list[list[str | float]] = [
    ["Guests", "", "", "", ""],
    ["", "", "Arrivée", "", ""],
    ["Ville", "Nom", "date", "heure", "Nombre"],
    ["Caen", "Zoé", "10/24/2024", "18:30", 2],
    ["Modène", 'Ada "x", Dr', "10/27/2024", "#REF!", 0.5],
    ["Total", "", "", "", 2.5],
]
CSV = ("\n".join(";".join(map(str, row)) for row in TABLE)).encode()
SEEDS = (CSV, CSV.decode().encode("cp1252"), CSV.decode().encode("utf-16"), b"sep=;\r\n" + CSV)


def _xls(_book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    for number, row in enumerate(TABLE):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    sheet.write_merge(6, 8, 0, 0, "Hamar")
    sheet.row(7).set_cell_error(1, "#NUM!")
    sheet.write(8, 1, date(2024, 10, 27), xlwt.easyxf(num_format_str="yyyy-mm-dd"))


def digest(sheets: list[Sheet]) -> str:
    """Go all the way to the entries."""
    manner = Manner()
    try:
        found = find_lists(sheets, listings(), manner, "list")
    except PlannerError:
        return "no list"
    manner_of(found, sheets, manner)
    for note in notes_of(found, sheets, listings(), manner):
        str(note)
    return "read"


def csv_outcome(number: int) -> str:
    content = mutated(SEEDS[number % len(SEEDS)], random.Random(number))
    try:
        sheets = read_sheets(File("list", content), Manner())
    except PlannerError:
        return "refused"
    return digest(sheets) if number % SEARCHED == 0 else "read"


def workbook_outcome(content: bytes, folder: Path) -> str:
    path = folder / "workbook"
    path.write_bytes(content)
    try:
        grids = workbook_reader.read(path)
    except Refused as error:
        return error.trouble
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - whatever the library raises ends only its process
        return "unreadable"
    return digest([sheet_of("list", grid) for grid in grids])


def damaged_archive(content: bytes, chance: random.Random) -> bytes:
    """An archive with one of its files damaged, or the archive itself."""
    if chance.random() < 0.2:
        return mutated(content, chance)
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        unlucky = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            part = old.read(name)
            new.writestr(name, mutated(part, chance) if name == unlucky else part)
    return buffer.getvalue()


def batch(form: str, start: int, end: int) -> None:
    """Read workbooks, printing a line for each: number, seconds, outcome."""
    limit = workbook_reader.MAX_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = {"xlsx": xlsx_of(Guests=TABLE), "ods": ods(Guests=TABLE), "xls": xls(_xls)}[form]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(start, end):
            chance = random.Random(number)
            damage = mutated if form == "xls" else damaged_archive
            damaged = damage(content, chance)
            faulthandler.dump_traceback_later(HANG, exit=True)
            began = time.perf_counter()
            outcome = workbook_outcome(damaged, Path(folder))
            faulthandler.cancel_dump_traceback_later()
            print(number, time.perf_counter() - began, outcome, flush=True)


def workbooks(form: str, count: int, seed: int) -> None:
    kinds: Counter[str] = Counter()
    worst, slowest, number = 0.0, 0, seed
    while number < seed + count:
        code = (
            f"from tests.bench.fuzz_tables import batch; batch({form!r}, {number}, {seed + count})"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        for line in done.stdout.splitlines():
            place, seconds, outcome = line.split(" ", 2)
            kinds[outcome] += 1
            number = int(place) + 1
            if float(seconds) > worst:
                worst, slowest = float(seconds), int(place)
        if done.returncode > 0 and "memory allocation" not in done.stderr:
            sys.exit(f"{form}: input {number}\n{done.stderr[-4000:]}")
        if done.returncode:
            kinds["ended its process"] += 1
            number += 1
    report(form, kinds, worst, slowest)


def csv_files(count: int, seed: int) -> None:
    kinds: Counter[str] = Counter()
    worst, slowest = 0.0, 0
    for number in range(seed, seed + count):
        began = time.perf_counter()
        try:
            kinds[csv_outcome(number)] += 1
        except BaseException:
            print(f"CSV: input {number}")
            raise
        if (taken := time.perf_counter() - began) > worst:
            worst, slowest = taken, number
    report("csv", kinds, worst, slowest)


def report(form: str, kinds: Counter[str], worst: float, slowest: int) -> None:
    found = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    print(f"{form}: {found}; worst {worst:.2f} s (input {slowest})", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    for form in ("xlsx", "xls", "ods"):
        workbooks(form, count // 20, seed)
    csv_files(count, seed)


if __name__ == "__main__":
    main()
