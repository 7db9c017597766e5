"""The export: a calendar and a schedule in several formats for everybody who gets a programme.

The files have predictable names (``delegations/delegation-tbilisi.pdf``), so that a new export
replaces the former one.  They are written all or not at all (see ``staging.py``).  The store is
not touched: whoever calls notes who has been handed a release, after the files are there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.publish.copies import Copy
from planner.publish.documents import DOCUMENTS, Document, documents_for, stem_of
from planner.publish.documents import USUAL as USUAL_DOCUMENTS
from planner.publish.markdown import markdown
from planner.publish.outgoing import Outgoing
from planner.publish.page import page
from planner.publish.paper import Manuscript
from planner.publish.press import Press
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.releases import DRAFT, issue_all
from planner.publish.sheet import sheet_for
from planner.publish.staging import Staging
from planner.publish.text import text
from planner.publish.update import NO_MAILBOX, mailbox_of, update_files
from planner.publish.watching import Progress, Stopped, nobody_looks, nobody_stops
from planner.publish.workbook import workbook

#: The format that documents are printed in.
PAPER = "pdf"
FORMATS = ("ics", PAPER, "html", "txt", "md", "xlsx")
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


@dataclass(frozen=True, slots=True)
class Job:
    """One recipient and the files to write for them, by their path inside the export.

    ``paths``: format -> path, but for paper; ``papers``: document -> path.
    """

    recipient: Recipient
    paths: Mapping[str, Path]
    papers: Mapping[Document, Path]

    def every_path(self) -> Iterator[Path]:
        yield from self.paths.values()
        yield from self.papers.values()


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an export.

    ``handed``: keys of the recipients who get their programme by it; ``skipped``: names of those
    for whom there is nothing.  ``stale``: files of former exports for people
    who are no longer in the programme (they are left alone).  ``stopped``: nothing was written.
    """

    files: tuple[Path, ...] = ()
    warnings: tuple[Phrase, ...] = ()
    handed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    stale: tuple[Path, ...] = ()
    stopped: bool = False


def plan_export(
    everybody: Iterable[Recipient],
    formats: Sequence[str] = USUAL,
    documents: Sequence[Document] | None = None,
) -> list[Job]:
    """What an export would write, without those for whom there is nothing in these formats.

    ``documents`` None: the usual one of everybody.  Raises ``PlannerError`` for a format that
    does not exist.
    """
    for name in formats:
        if name not in FORMATS:
            raise PlannerError(
                Phrase("There is no format “{name}”.", name=name),
                Phrase("Choose among: {names}.", names=", ".join(FORMATS)),
            )
    jobs = (_job(recipient, formats, documents) for recipient in everybody)
    return [job for job in jobs if any(job.every_path())]


def _job(recipient: Recipient, formats: Sequence[str], documents: Sequence[Document] | None) -> Job:
    folder = Path(FOLDERS[recipient.kind])
    is_team = recipient.kind is RecipientKind.EDITION
    found = (n for n in FORMATS if n != PAPER and (is_team or n not in FOR_THE_TEAM))
    paths = {n: folder / f"{recipient.slug}.{n}" for n in found if n in formats}
    papers = documents_for(recipient, documents) if PAPER in formats else ()
    return Job(recipient, paths, {d: folder / f"{stem_of(recipient, d)}.{PAPER}" for d in papers})


def export(
    outgoing: Outgoing,
    out: Path,
    formats: Sequence[str] = USUAL,
    *,
    documents: Sequence[Document] | None = None,
    wanted: Iterable[Recipient] | None = None,
    alarm: int = 0,
    progress: Progress = nobody_looks,
    stopped: Stopped = nobody_stops,
) -> Report:
    """Write the files of ``formats`` into the folder ``out``, all of them or none.

    ``documents``: those to print where PDF is among the formats, None for the usual one of
    everybody.  ``wanted`` None: for everybody, also those who are owed the cancellation of what
    they had.  ``alarm``: a reminder in calendars, so many minutes before each event; 0: none.
    ``progress`` counts recipients.  Raises ``PlannerError`` with a sentence for the user; then,
    and when stopped, ``out`` is as it was.
    """
    everybody = outgoing.ledger.recipients(outgoing.programme)
    jobs = plan_export(everybody if wanted is None else wanted, formats, documents)
    current = issued(outgoing, {job.recipient.key for job in jobs}, stopped)
    if current is None:
        return Report(stopped=True)
    run = _Run(current, alarm)
    with Staging(out) as staging, Press() as press:
        if not _write(run, jobs, staging, press, progress, stopped):
            return Report(stopped=True)
        files = staging.commit()
    progress(len(jobs), len(jobs), "")
    return Report(
        files,
        tuple(run.warnings),
        tuple(run.handed),
        tuple(run.skipped),
        _stale(out, everybody),
    )


def issued(outgoing: Outgoing, keys: Collection[str], stopped: Stopped) -> Outgoing | None:
    """With what the recipients of these keys would be issued, when it is the draft that goes out.

    None when stopped.
    """
    if outgoing.version.id != DRAFT:
        return outgoing
    issues = issue_all(outgoing.programme, outgoing.ledger, outgoing.version, keys, stopped=stopped)
    return None if issues is None else replace(outgoing, ledger=issues.ledger)


def _write(
    run: "_Run",
    jobs: Sequence[Job],
    staging: Staging,
    press: Press,
    progress: Progress,
    stopped: Stopped,
) -> bool:
    """All files, paper on several processors at a time; False when stopped."""
    papers: dict[int, _Paper] = {}
    numbers = count()
    warnings: dict[int, tuple[Phrase, ...]] = {}

    def manuscripts() -> Iterator[Manuscript]:
        for done, job in enumerate(sorted(jobs, key=_is_short)):
            if stopped():
                return
            progress(done, len(jobs), job.recipient.name)
            for made in run.files(job):
                if isinstance(made, _Paper):
                    papers[next(numbers)] = made
                    yield made.manuscript
                else:
                    staging.write(made.path, made.content)

    for number, printed in press.printed(manuscripts()):
        paper = papers.pop(number)
        warnings[number] = printed.warnings
        content = printed.content
        staging.write(paper.path, paper.finish(content) if paper.finish else content)
        if stopped():
            break
    for number in sorted(warnings):
        run.warn(*warnings[number])
    return not stopped()


def _is_short(job: Job) -> bool:
    """Those of the whole edition take long: they begin first, so that nobody waits for them."""
    return job.recipient.kind is not RecipientKind.EDITION


def _stale(out: Path, everybody: Iterable[Recipient]) -> tuple[Path, ...]:
    jobs = plan_export(everybody, FORMATS, DOCUMENTS)
    expected = {out / path for job in jobs for path in job.every_path()}
    found = (
        path
        for folder in FOLDERS.values()
        for name in FORMATS
        for path in (out / folder).glob(f"*.{name}")
    )
    return tuple(sorted(path for path in found if path not in expected))


class _File(NamedTuple):
    """A file as it is."""

    path: Path
    content: bytes


class _Paper(NamedTuple):
    """A file that has to be set first."""

    path: Path
    manuscript: Manuscript
    finish: Callable[[bytes], bytes] | None


@dataclass
class _Run:
    """Makes the contents of the files, and gathers what the report tells."""

    outgoing: Outgoing
    alarm: int
    warnings: list[Phrase] = field(default_factory=list)
    handed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def files(self, job: Job) -> Iterator[_File | _Paper]:
        """What there is for a recipient."""
        is_any = False
        for file in self._files(job):
            is_any = True
            yield file
        if not is_any:
            self.skipped.append(job.recipient.name)
        elif job.paths or USUAL_DOCUMENTS[job.recipient.kind] in job.papers:
            self.handed.append(job.recipient.key)

    def _files(self, job: Job) -> Iterator[_File | _Paper]:
        recipient = job.recipient
        if not self.outgoing.has_any(recipient):
            text = Phrase("{name}: nothing in the programme yet, no file.", name=recipient.name)
            self.warn(text)
            return
        if "ics" in job.paths:
            yield _File(job.paths["ics"], self.outgoing.calendar(recipient, self.alarm))
            yield from self._update(recipient, job.paths["ics"])
        if job.papers or len(job.paths) > ("ics" in job.paths):
            copy = self.outgoing.copy(recipient)
            if copy.items:  # nothing on paper where everything has been called off
                yield from self._pages(copy, job.paths)
                yield from self._papers(copy, job.papers)

    def _pages(self, copy: Copy, paths: Mapping[str, Path]) -> Iterator[_File]:
        if any(name in paths for name in WRITERS):
            sheet = sheet_for(copy)
            for name, write in WRITERS.items():
                if name in paths:
                    yield _File(paths[name], write(sheet))
        if "xlsx" in paths:
            yield _File(paths["xlsx"], workbook(copy))

    def _papers(self, copy: Copy, papers: Mapping[Document, Path]) -> Iterator[_Paper]:
        for document, path in papers.items():
            if (manuscript := document.manuscript(copy)) is not None:
                yield _Paper(path, manuscript, document.finish)

    def _update(self, recipient: Recipient, calendar: Path) -> Iterator[_File]:
        """What a recipient of a release needs besides the whole calendar."""
        outgoing = self.outgoing
        base = outgoing.held.get(recipient.key)
        is_news = base is None or bool(outgoing.changed(recipient))
        if outgoing.version.number is None or not is_news:
            return
        if base is not None and mailbox_of(outgoing.programme) is None:
            self.warn(NO_MAILBOX)
        folder = calendar.parent / f"{recipient.slug}-{outgoing.version.short}"
        for name, content in update_files(outgoing.update(recipient, calendar.name)).items():
            yield _File(folder / name, content)

    def warn(self, *warnings: Phrase) -> None:
        """Each warning once: a title without glyphs stands in many schedules."""
        self.warnings += [warning for warning in warnings if warning not in self.warnings]
