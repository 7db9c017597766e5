"""The export: a calendar and a schedule in several formats for everybody who gets a programme.

The files have predictable names (``delegations/delegation-tbilisi.pdf``), so that a new export
replaces the former one.  They are written all or not at all (see ``staging.py``).  The store is
not touched: whoever calls notes who has been handed a release, after the files are there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from pathlib import Path

from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.ical import Head, calendar_bytes, calendar_name
from planner.publish.items import Item
from planner.publish.labels import DRAFT as DRAFT_LABEL
from planner.publish.labels import Labels
from planner.publish.ledger import in_order
from planner.publish.markdown import markdown
from planner.publish.page import page
from planner.publish.paper import Typesetter, substitutes_for
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.releases import DRAFT, Ledger, Version, issue_all
from planner.publish.sheet import Sheet, sheet_for
from planner.publish.staging import Staging
from planner.publish.text import text
from planner.publish.update import NO_MAILBOX, Update, mailbox_of, update_files
from planner.publish.workbook import workbook

FORMATS = ("ics", "pdf", "html", "txt", "md", "xlsx")
#: What is written when no format is named.
USUAL = FORMATS[:3]
#: What is made of a schedule as words, without a typesetter.
WRITERS = {"html": page, "txt": text, "md": markdown}
#: What there is of the whole edition alone.
FOR_THE_TEAM = frozenset({"xlsx"})
FOLDERS = {
    RecipientKind.EDITION: "edition",
    RecipientKind.DELEGATION: "delegations",
    RecipientKind.DELEGATE: "delegates",
    RecipientKind.HOST: "hosts",
    RecipientKind.DRIVER: "drivers",
}


@dataclass(frozen=True)
class Outgoing:
    """A state of an edition that goes out: a release, or the draft.

    ``ledger`` is what was issued up to that release (for the draft: up to now), ``held`` the
    release that each recipient was handed before this one, by key.  ``earlier`` are the
    programmes of those releases.
    """

    programme: Programme
    ledger: Ledger
    version: Version
    held: Mapping[str, int] = field(default_factory=dict)
    earlier: Mapping[int, Programme] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """One recipient and the files to write for them: format -> path inside the export."""

    recipient: Recipient
    paths: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an export.

    ``handed``: keys of the recipients of files.  ``stale``: files of former exports for people
    who are no longer in the programme (they are left alone).  ``stopped``: nothing was written.
    """

    files: tuple[Path, ...] = ()
    warnings: tuple[Phrase, ...] = ()
    handed: tuple[str, ...] = ()
    stale: tuple[Path, ...] = ()
    stopped: bool = False


def _no_progress(_done: int, _total: int, _name: str) -> None:
    """Nobody looks."""


def _never() -> bool:
    return False


def plan_export(
    everybody: Iterable[Recipient],
    formats: Sequence[str] = USUAL,
) -> list[Job]:
    """What an export would write, without those for whom there is nothing in these formats.

    Raises ``PlannerError`` for a format that does not exist.
    """
    for name in formats:
        if name not in FORMATS:
            raise PlannerError(
                Phrase("There is no format “{name}”.", name=name),
                Phrase("Choose among: {names}.", names=", ".join(FORMATS)),
            )
    jobs = (_job(recipient, formats) for recipient in everybody)
    return [job for job in jobs if job.paths]


def _job(recipient: Recipient, formats: Sequence[str]) -> Job:
    folder = Path(FOLDERS[recipient.kind])
    is_team = recipient.kind is RecipientKind.EDITION
    found = (name for name in FORMATS if is_team or name not in FOR_THE_TEAM)
    ordered = [name for name in found if name in formats]
    return Job(recipient, {name: folder / f"{recipient.slug}.{name}" for name in ordered})


def export(
    outgoing: Outgoing,
    out: Path,
    formats: Sequence[str] = USUAL,
    *,
    wanted: Iterable[Recipient] | None = None,
    alarm: int = 0,
    progress: Callable[[int, int, str], None] = _no_progress,
    stopped: Callable[[], bool] = _never,
) -> Report:
    """Write the files of ``formats`` into the folder ``out``, all of them or none.

    ``wanted`` None: for everybody, also those who are owed the cancellation of what they had.
    ``alarm``: a reminder in calendars, so many minutes before each event; 0: none.
    ``progress(done, total, name)`` is called before each recipient and at the end; ``stopped``
    is asked as often.  Raises ``PlannerError`` with a sentence for the user; then, and when
    stopped, ``out`` is as it was.
    """
    everybody = outgoing.ledger.recipients(outgoing.programme)
    jobs = plan_export(everybody if wanted is None else wanted, formats)
    current = _issued(outgoing, jobs, stopped)
    if current is None:
        return Report(stopped=True)
    run = _Run(current, alarm)
    with Staging(out) as staging:
        for done, job in enumerate(jobs):
            if stopped():
                return Report(stopped=True)
            progress(done, len(jobs), job.recipient.name)
            for path, content in run.files(job):
                staging.write(path, content)
        if stopped():
            return Report(stopped=True)
        files = staging.commit()
    progress(len(jobs), len(jobs), "")
    return Report(files, tuple(run.warnings), tuple(run.handed), _stale(out, everybody))


def _issued(
    outgoing: Outgoing, jobs: Iterable[Job], stopped: Callable[[], bool]
) -> Outgoing | None:
    """With what everybody would be issued, when it is the draft that goes out."""
    if outgoing.version.id != DRAFT:
        return outgoing
    keys = {job.recipient.key for job in jobs}
    issues = issue_all(outgoing.programme, outgoing.ledger, outgoing.version, keys, stopped=stopped)
    return None if issues is None else replace(outgoing, ledger=issues.ledger)


def _stale(out: Path, everybody: Iterable[Recipient]) -> tuple[Path, ...]:
    expected = {
        out / path for job in plan_export(everybody, FORMATS) for path in job.paths.values()
    }
    found = (
        path
        for folder in FOLDERS.values()
        for name in FORMATS
        for path in (out / folder).glob(f"*.{name}")
    )
    return tuple(sorted(path for path in found if path not in expected))


@dataclass
class _Run:
    """Makes the contents of the files, and gathers what the report tells."""

    outgoing: Outgoing
    alarm: int
    warnings: list[Phrase] = field(default_factory=list)
    handed: list[str] = field(default_factory=list)
    _typesetter: Typesetter | None = None

    def files(self, job: Job) -> Iterator[tuple[Path, bytes]]:
        recipient = job.recipient
        rows = in_order(self.outgoing.ledger.rows.get(recipient.key, {}).values())
        if not rows:
            self._warn(
                Phrase("{name}: nothing in the programme yet, no file.", name=recipient.name)
            )
            return
        self.handed.append(recipient.key)
        base = self.outgoing.held.get(recipient.key)
        changed = self.outgoing.ledger.changed(recipient.key, base) if base is not None else ()
        if "ics" in job.paths:
            contents = self.outgoing.ledger.contents
            yield job.paths["ics"], calendar_bytes(self._head(recipient), rows, contents)
            if changed or base is None:
                yield from self._update(job, base)
        if len(job.paths) > ("ics" in job.paths):
            keys = frozenset(row.item_key for row in changed)
            if items := items_for(self.outgoing.programme, recipient):
                yield from self._sheets(job, self._sheet(recipient, items, keys))
                if "xlsx" in job.paths:
                    yield job.paths["xlsx"], self._workbook(recipient, items)

    def _sheet(self, recipient: Recipient, items: Sequence[Item], changed: frozenset[str]) -> Sheet:
        version = self.outgoing.version
        return sheet_for(
            self.outgoing.programme,
            recipient,
            items,
            now=version.at.replace(tzinfo=UTC),
            release=version.number,
            changed=changed,
        )

    def _sheets(self, job: Job, sheet: Sheet) -> Iterator[tuple[Path, bytes]]:
        if "pdf" in job.paths:
            yield job.paths["pdf"], self._pdf(sheet)
        for name, write in WRITERS.items():
            if name in job.paths:
                yield job.paths[name], write(sheet)

    def _workbook(self, recipient: Recipient, items: Sequence[Item]) -> bytes:
        return workbook(self.outgoing.programme, recipient, items, self.outgoing.version)

    def _head(self, recipient: Recipient) -> Head:
        labels, version = Labels(recipient.language), self.outgoing.version
        name = calendar_name(
            self.outgoing.programme, recipient, version.short or labels(DRAFT_LABEL)
        )
        return Head(self.outgoing.programme.edition.time_zone, name, alarm=self.alarm)

    def _update(self, job: Job, base: int | None) -> Iterator[tuple[Path, bytes]]:
        """What a recipient of a release needs besides the whole calendar."""
        outgoing, calendar = self.outgoing, job.paths["ics"]
        if outgoing.version.number is None:
            return
        if base is not None and mailbox_of(outgoing.programme) is None:
            self._warn(NO_MAILBOX)
        update = Update(
            job.recipient,
            outgoing.version,
            outgoing.programme,
            outgoing.ledger,
            calendar.name,
            base,
            outgoing.earlier[base] if base is not None else None,
        )
        folder = calendar.parent / f"{job.recipient.slug}-{outgoing.version.short}"
        for name, content in update_files(update).items():
            yield folder / name, content

    def _pdf(self, sheet: Sheet) -> bytes:
        if self._typesetter is None:
            self._typesetter = Typesetter()
        at = self.outgoing.version.at.replace(tzinfo=UTC)
        printed = self._typesetter.pdf(sheet, at, substitutes_for(self.outgoing.programme))
        for warning in printed.warnings:
            self._warn(warning)
        return printed.content

    def _warn(self, warning: Phrase) -> None:
        """Each warning once: a title without glyphs stands in many schedules."""
        if warning not in self.warnings:
            self.warnings.append(warning)
