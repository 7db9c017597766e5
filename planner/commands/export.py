"""export."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.words import Way
from planner.commands.long_work import progress_line, stopping
from planner.commands.output import show, show_json
from planner.commands.shared import edition_of
from planner.errors import PlannerError
from planner.names import fold
from planner.phrases import Phrase, _, plural

if TYPE_CHECKING:
    from planner.publish.export import Report
    from planner.publish.outgoing import Outgoing
    from planner.publish.recipients import Recipient
    from planner.releasing import Releases

DRAFT = "draft"


def export(options: Namespace) -> int:
    """Write calendars and schedules; ctrl+c and SIGTERM stop it before anything is in place."""
    from planner.publish import export as publishing
    from planner.publish.documents import documents_called, readers

    documents = documents_called(options.document) if options.document else None
    formats = _formats(options.format, is_paper=documents is not None)
    out = Path(options.out)
    with edition_of(options) as workspace, stopping() as stopped:
        outgoing = workspace.releases.outgoing(number_of(workspace.releases, options.release))
        everybody = outgoing.ledger.recipients(outgoing.programme)
        chosen = chosen_recipients(everybody, options.only)
        if chosen is not None and documents is not None:
            chosen = readers(outgoing.programme, everybody, chosen, documents)
        report = publishing.export(
            outgoing,
            out,
            formats,
            documents=documents,
            wanted=chosen,
            alarm=options.alarm,
            progress=progress_line,
            stopped=stopped,
        )
        if report.stopped:
            raise KeyboardInterrupt
        if outgoing.version.number is not None:
            workspace.releases.hand_out(outgoing, report.handed, Way.FILE)
    if options.json:
        show_json(report_form(outgoing, report, out))
    else:
        _print_report(outgoing, report, out)
    return 0


def _formats(text: str | None, *, is_paper: bool) -> tuple[str, ...]:
    """Those that are named, with commas; where documents are named, PDF is among them."""
    from planner.publish.export import FORMATS, PAPER, USUAL

    if text is None:
        return (PAPER,) if is_paper else USUAL
    formats = tuple(f.strip().lower() for f in text.split(",") if f.strip())
    if not formats:
        raise PlannerError(
            Phrase("No format is named."),
            Phrase("Choose among: {names}.", names=", ".join(FORMATS)),
        )
    return (*formats, PAPER) if is_paper and PAPER not in formats else formats


def number_of(releases: "Releases", text: str | None) -> int | None:
    """The release that is named; without a name the newest, or the draft (None) before any."""
    if text is None:
        newest = releases.newest()
        return newest.number if newest is not None else None
    if text.casefold() == DRAFT:
        return None
    if not text.removeprefix("v").isdecimal():
        raise PlannerError(
            Phrase("“{text}” is no release.", text=text),
            Phrase("Write its number, or “draft” for the plan as it is now."),
        )
    return releases.find(int(text.removeprefix("v"))).number


def chosen_recipients(
    everybody: "tuple[Recipient, ...]", names: list[str] | None
) -> "list[Recipient] | None":
    """Those named, and the delegates of delegations that are named; None for everybody."""
    if names is None:
        return None
    chosen: dict[str, Recipient] = {}
    for name in names:
        found = [r for r in everybody if r.id == name or fold(r.name) == fold(name)]
        if not found:
            raise nobody_called(name)
        chosen |= {r.key: r for r in found}
    whole = {r.id for r in chosen.values()}
    chosen |= {r.key: r for r in everybody if r.delegation_id in whole}
    return list(chosen.values())


def released_number(releases: "Releases", text: str | None) -> int:
    """The release that is named, the newest without a name; a draft is for nobody."""
    number = number_of(releases, text)
    if number is not None:
        return number
    raise PlannerError(
        Phrase("Only a release can go out, and the plan as it is now is none."),
        Phrase("Make one with “wake-planner release create”."),
    )


def recipient_named(everybody: "Iterable[Recipient]", name: str) -> "Recipient":
    """The one of that name, id or key."""
    found = [r for r in everybody if name in (r.id, r.key) or fold(r.name) == fold(name)]
    if not found:
        raise nobody_called(name)
    if len(found) > 1:
        keys = ", ".join(r.key for r in found)
        raise PlannerError(
            Phrase("Several recipients are called “{name}”.", name=name),
            Phrase("Write one of these instead: {keys}.", keys=keys),
        )
    return found[0]


def nobody_called(name: str) -> PlannerError:
    return PlannerError(
        Phrase("Nobody called “{name}” gets a programme in this edition.", name=name),
        Phrase("Write the name of a delegation, a delegate, a host or a driver."),
    )


def report_form(outgoing: "Outgoing", report: "Report", out: Path) -> dict[str, Any]:
    """The JSON form of an export, as the README documents it; files relative to the folder."""
    return {
        "release": outgoing.version.number,
        "folder": str(out.absolute()),
        "files": [f.relative_to(out).as_posix() for f in report.files],
        "warnings": [str(w) for w in report.warnings],
        "skipped": list(report.skipped),
        "stale": [f.relative_to(out).as_posix() for f in report.stale],
    }


def _print_report(outgoing: "Outgoing", report: "Report", out: Path) -> None:
    for warning in report.warnings:
        show(f"! {warning}")
    for path in report.stale:
        gone = _("No longer in the programme, left alone: {file}").format(file=path)
        show(f"! {gone}")
    count = plural("{n} file", "{n} files", len(report.files))
    number = outgoing.version.number
    if number is None:
        text = _("{count} of the draft written to {folder}: nobody is noted as having them.")
        show(text.format(count=count, folder=out))
    else:
        text = _("{count} of release {n} written to {folder}.")
        show(text.format(count=count, n=number, folder=out))
