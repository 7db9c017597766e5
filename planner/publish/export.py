"""The export: a calendar, a PDF and a web page for everybody who gets a programme.

The files have predictable names (``delegations/delegation-tbilisi.pdf``), so that a new export
replaces the former one.  They are written all or not at all (see ``staging.py``).  The store is
not touched: whoever calls keeps the ledger rows of the report, after it is there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from planner.entities import IssuedEvent
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.ical import calendar_bytes, calendar_name, issue_for
from planner.publish.items import Item
from planner.publish.ledger import Issue
from planner.publish.page import page
from planner.publish.paper import Typesetter, substitutes_for
from planner.publish.recipients import Recipient, RecipientKind, find_recipient, recipients
from planner.publish.sheet import Sheet, sheet_for
from planner.publish.staging import Staging

FORMATS = ("ics", "pdf", "html")
FOLDERS = {
    RecipientKind.EDITION: "edition",
    RecipientKind.DELEGATION: "delegations",
    RecipientKind.DELEGATE: "delegates",
}


@dataclass(frozen=True, slots=True)
class Job:
    """One recipient and the files to write for them: format -> path inside the export."""

    recipient: Recipient
    paths: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an export.

    ``ledger`` are the rows to store, ``stale`` files of former exports for people who are no
    longer in the programme (they are left alone).  ``stopped``: nothing was written.
    """

    files: tuple[Path, ...] = ()
    warnings: tuple[Phrase, ...] = ()
    ledger: tuple[IssuedEvent, ...] = ()
    stale: tuple[Path, ...] = ()
    stopped: bool = False


def _no_progress(_done: int, _total: int, _name: str) -> None:
    """Nobody looks."""


def _never() -> bool:
    return False


def plan_export(
    programme: Programme,
    formats: Sequence[str] = FORMATS,
    wanted: Iterable[Recipient] | None = None,
) -> list[Job]:
    """What an export would write; ``wanted`` None: for everybody.

    Raises ``PlannerError`` for a format that does not exist.
    """
    for name in formats:
        if name not in FORMATS:
            raise PlannerError(
                Phrase("There is no format “{name}”.", name=name),
                Phrase("Choose among: {names}.", names=", ".join(FORMATS)),
            )
    chosen = recipients(programme) if wanted is None else tuple(wanted)
    return [_job(recipient, formats) for recipient in chosen]


def _job(recipient: Recipient, formats: Sequence[str]) -> Job:
    folder = Path(FOLDERS[recipient.kind])
    ordered = [name for name in FORMATS if name in formats]
    return Job(recipient, {name: folder / f"{recipient.slug}.{name}" for name in ordered})


def export(
    programme: Programme,
    out: Path,
    formats: Sequence[str] = FORMATS,
    *,
    now: datetime,
    ledger: Iterable[IssuedEvent] = (),
    progress: Callable[[int, int, str], None] = _no_progress,
    stopped: Callable[[], bool] = _never,
    wanted: Iterable[Recipient] | None = None,
    release: tuple[int, str] | None = None,
) -> Report:
    """Write the files of ``formats`` into the folder ``out``, all of them or none.

    ``now`` is aware or naive UTC; ``ledger`` what the edition's recipients were last sent;
    ``release`` the number and id of the release, None for a draft.  ``progress(done, total,
    name)`` is called before each recipient and at the end; ``stopped`` is asked as often.
    Raises ``PlannerError`` with a sentence for the user; then, and when stopped, ``out`` is as
    it was.
    """
    run = _Run(programme, now if now.tzinfo else now.replace(tzinfo=UTC), release)
    sent = _by_recipient(ledger)
    jobs = plan_export(programme, formats, wanted)
    if wanted is None and "ics" in formats:
        jobs += _farewells(programme, jobs, sent)
    with Staging(out) as staging:
        for done, job in enumerate(jobs):
            if stopped():
                return Report(stopped=True)
            progress(done, len(jobs), job.recipient.name)
            for path, content in run.files(job, sent.get(job.recipient.key, {})):
                staging.write(path, content)
        if stopped():
            return Report(stopped=True)
        files = staging.commit()
    progress(len(jobs), len(jobs), "")
    known = [*plan_export(programme), *jobs]
    return Report(files, tuple(run.warnings), tuple(run.ledger), _stale(out, known))


def _by_recipient(ledger: Iterable[IssuedEvent]) -> dict[str, dict[str, IssuedEvent]]:
    rows: dict[str, dict[str, IssuedEvent]] = defaultdict(dict)
    for row in ledger:
        rows[row.recipient][row.item_key] = row
    return rows


def _farewells(
    programme: Programme, jobs: Iterable[Job], sent: Mapping[str, Mapping[str, IssuedEvent]]
) -> list[Job]:
    """Calendars that call off what was sent to those who are no longer coming."""
    present = {job.recipient.key for job in jobs}
    gone = (find_recipient(programme, key) for key in sorted(sent.keys() - present))
    return [_job(recipient, ("ics",)) for recipient in gone if recipient is not None]


def _stale(out: Path, known: Iterable[Job]) -> tuple[Path, ...]:
    expected = {out / path for job in known for path in job.paths.values()}
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

    programme: Programme
    now: datetime
    release: tuple[int, str] | None
    warnings: list[Phrase] = field(default_factory=list)
    ledger: list[IssuedEvent] = field(default_factory=list)
    _typesetter: Typesetter | None = None

    def files(self, job: Job, previous: Mapping[str, IssuedEvent]) -> Iterable[tuple[Path, bytes]]:
        items = items_for(self.programme, job.recipient)
        issue = issue_for(
            self.programme, job.recipient, previous, self.now, self.release and self.release[1]
        )
        if not items and not issue.events:
            self._warn(
                Phrase("{name}: nothing in the programme yet, no file.", name=job.recipient.name)
            )
            return
        sheet = self._sheet(job.recipient, items, issue, previous)
        for name, path in job.paths.items():
            if name == "ics":
                yield path, self._calendar(job.recipient, issue)
            elif not items:
                continue
            elif name == "pdf":
                yield path, self._pdf(sheet)
            else:
                yield path, page(sheet)

    def _sheet(
        self,
        recipient: Recipient,
        items: Sequence[Item],
        issue: Issue,
        previous: Mapping[str, IssuedEvent],
    ) -> Sheet:
        changed = {row.event.key for row in issue.changed} if previous else set()
        return sheet_for(
            self.programme,
            recipient,
            items,
            now=self.now,
            release=self.release and self.release[0],
            changed=frozenset(changed),
        )

    def _calendar(self, recipient: Recipient, issue: Issue) -> bytes:
        version = f"v{self.release[0]}" if self.release else ""
        name = calendar_name(self.programme, recipient, version)
        content = calendar_bytes(recipient, issue.events, self.programme.edition.time_zone, name)
        self.ledger += issue.rows
        return content

    def _pdf(self, sheet: Sheet) -> bytes:
        if self._typesetter is None:
            self._typesetter = Typesetter()
        printed = self._typesetter.pdf(sheet, self.now, substitutes_for(self.programme))
        for warning in printed.warnings:
            self._warn(warning)
        return printed.content

    def _warn(self, warning: Phrase) -> None:
        """Each warning once: a title without glyphs stands in many schedules."""
        if warning not in self.warnings:
            self.warnings.append(warning)
