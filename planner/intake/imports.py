"""From a file to a review: read, recognised, matched, compared.  Pure; made for a worker thread."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from planner.edits.core import Edit
from planner.edits.names import describe
from planner.entities import Change, Imported, Reading
from planner.intake.dry_run import DryRun, Entry
from planner.intake.festival.reader import is_programme
from planner.intake.files import File, read_file
from planner.intake.kinds import listings
from planner.intake.lists import entries_of, find_lists, manner_of, notes_of
from planner.intake.manner import Manner, manner_from, manner_json
from planner.intake.memory import Memory, memory_of, source_of
from planner.intake.merging import Intake
from planner.intake.review import OPEN, Choices, Review, RowReport
from planner.intake.sessions.festivals import FoundFestival, find_festival
from planner.intake.tables.sheets import read_sheets
from planner.names import fold
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.publish.watching import Progress, Stopped, nobody_looks, nobody_stops
from planner.visible import visible


@dataclass(frozen=True)
class Memories:
    """What is remembered of every file that an edition had."""

    imported: tuple[Imported, ...] = ()
    readings: tuple[Reading, ...] = ()

    def of(self, source: str) -> Memory:
        return memory_of(source, self.imported, self.readings)

    def after(self, changes: Iterable[Change]) -> "Memories":
        """As they are with the changes of an import."""
        imported = {row.id: row for row in self.imported}
        readings = {row.id: row for row in self.readings}
        for change in changes:
            if isinstance(change.after, Imported):
                imported[change.id] = change.after
            elif isinstance(change.after, Reading):
                readings[change.id] = change.after
            elif isinstance(change.before, Imported):
                imported.pop(change.id)
        return Memories(tuple(imported.values()), tuple(readings.values()))


@dataclass(frozen=True)
class Found:
    """The entries of a file; ``manner``: how it was read, in full.

    ``refused``: what could not even be read as an entry.
    """

    entries: Iterable[Entry]
    total: int
    manner: Manner
    refused: tuple[RowReport, ...] = ()
    ignored: tuple[str, ...] = ()
    notes: tuple[Phrase, ...] = ()


def review(
    programme: Programme,
    path: Path,
    memories: Memories,
    manner: Manner,
    choices: Choices,
    progress: Progress = nobody_looks,
    stopped: Stopped = nobody_stops,
) -> Review:
    """What importing the file would do.

    ``manner``: what is known of how to read it; the rest is as it was read last, or found.
    Raises PlannerError when the file cannot be read at all, and when stopped.
    """
    memory = memories.of(source_of(path.name))
    asked = manner
    manner = manner.over(_remembered(memory))
    choices = replace(choices, answers={**manner.answers, **choices.answers})
    intake = Intake(programme, memory)
    found = _found(read_file(path), asked, manner, intake, choices, stopped)
    reports = DryRun(intake, choices).reports(found.entries, found.total, progress, stopped)
    rows = (*found.refused, *reports)
    manner = replace(found.manner, answers=choices.answers)
    label = plural(
        "Import {n} entry from “{file}”",
        "Import {n} entries from “{file}”",
        len(rows),
        file=visible(path.name),
    )
    edit = Edit(label, intake.changes(manner_json(manner)))
    missing = _missing(programme, intake, rows)
    return Review(manner, rows, edit, missing, found.ignored, found.notes)


def _missing(
    programme: Programme, intake: Intake, reports: Iterable[RowReport]
) -> tuple[Phrase, ...]:
    """What the file has no more; what it names in an entry that is refused is not missing."""
    open_rows = (report.about for report in reports if report.outcome in OPEN)
    named = {fold(part) for about in open_rows for part in about.split(" · ")}
    return tuple(
        describe(programme, row)
        for row in intake.missing()
        if fold(str(getattr(row, "name", None) or getattr(row, "title", ""))) not in named
    )


def _remembered(memory: Memory) -> Manner:
    return manner_from(memory.reading.manner) if memory.reading is not None else Manner()


def _found(
    file: File, asked: Manner, manner: Manner, intake: Intake, choices: Choices, stopped: Stopped
) -> Found:
    """``asked``: what the organiser has said this time."""
    if is_programme(file.content):
        zone = intake.programme.edition.time_zone
        return _found_festival(
            find_festival(file, replace(manner, kind=asked.kind), zone, stopped), intake, choices
        )
    sheets = read_sheets(file, manner)
    kinds = listings(manner.kind)
    found = find_lists(sheets, kinds, manner, file.name, asked.sheets)
    return Found(
        entries_of(found, intake, choices),
        sum(len(one.layout.rows) for one in found),
        manner_of(found, sheets, manner),
        ignored=tuple(header for one in found for header in one.layout.ignored),
        notes=notes_of(found, sheets, kinds, manner),
    )


def _found_festival(found: FoundFestival, intake: Intake, choices: Choices) -> Found:
    return Found(
        found.entries(intake, choices),
        len(found.festival.sessions),
        found.manner,
        refused=found.refused,
        notes=found.festival.notes,
    )
