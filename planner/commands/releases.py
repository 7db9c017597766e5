"""release create, list, diff, show, rollback."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Any

from models.keeping import Why
from planner.commands.export import number_of, recipient_named
from planner.commands.long_work import stopping
from planner.commands.output import show, show_json
from planner.commands.plan import line_form
from planner.commands.shared import edition_of, writable_edition_of
from planner.conflicts import Severity
from planner.edits.rollback import roll_back
from planner.entities import Release
from planner.errors import PlannerError
from planner.phrases import Phrase, _, language, plural
from planner.publish.agenda import items_for
from planner.publish.change_list import ChangeLine, change_lines
from planner.publish.changes import changes_between
from planner.publish.holdings import holdings
from planner.publish.labels import Labels
from planner.publish.preflight import Finding, preflight
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.releases import issue_all
from planner.releasing import scrubbed
from planner.workspace import Workspace


def create(options: Namespace) -> int:
    """Release the plan as it is; exit code 1 when blocking conflicts stand in the way."""
    with writable_edition_of(options) as workspace, stopping() as stopped:
        releases = workspace.releases
        _refuse_the_same(workspace)
        ledger = releases.ledger()
        held = holdings(releases.handouts(), releases.all())
        found = preflight(workspace.programme, workspace.conflicts, ledger, held)
        blocked = any(f.severity is Severity.BLOCKING for f in found)
        made = None
        if options.anyway or not blocked:
            version = releases.next(options.name.strip())
            issues = issue_all(workspace.programme, ledger, version, stopped=stopped)
            if issues is None:
                raise KeyboardInterrupt
            if not issues.ledger.rows:
                raise PlannerError(
                    Phrase(
                        "The programme of {name} is empty: there is nothing to release.",
                        name=workspace.programme.edition.name,
                    ),
                    Phrase("Place activities first."),
                )
            workspace.safeguard(Why.RELEASE)
            made = releases.make(version, workspace.programme, issues)
    if options.json:
        form = None if made is None else release_form(made)
        show_json({"release": form, "findings": [finding_form(f) for f in found]})
    else:
        _print_findings(found)
        _print_made(made)
    return 0 if made is not None else 1


def _refuse_the_same(workspace: Workspace) -> None:
    newest = workspace.releases.newest()
    if newest is None:
        return
    released = workspace.releases.programme(newest)
    if not roll_back(workspace.programme, released, newest.number):
        raise PlannerError(
            Phrase("Nothing has changed since release {n}.", n=newest.number),
            Phrase("Export it again instead."),
        )


def finding_form(finding: Finding) -> dict[str, Any]:
    """The JSON form of a finding before a release, as the README documents it."""
    severity = finding.severity.name.lower().replace("_", "-")
    return {"severity": severity, "message": str(finding.phrase), "number": finding.count}


def _print_findings(found: Iterable[Finding]) -> None:
    for finding in found:
        show(f"{finding.severity.sign} {finding.phrase}")


def _print_made(made: Release | None) -> None:
    if made is None:
        show(_("Nothing has been released: mend what blocks, or add --anyway."))
    else:
        show(_("Release {n} is made. Export it to hand it out.").format(n=made.number))


def list_all(options: Namespace) -> int:
    """The releases of the edition, oldest first."""
    with edition_of(options) as workspace:
        found = workspace.releases.all()
    if options.json:
        show_json({"releases": [release_form(r) for r in found]})
        return 0
    for release in found:
        show(release_line(release))
    if not found:
        show(_("Nothing has been released yet: “wake-planner release create”."))
    return 0


def release_form(release: Release) -> dict[str, Any]:
    """The JSON form of a release, as the README documents it."""
    return {
        "number": release.number,
        "name": release.name,
        "at": f"{release.at.isoformat()}Z",
        "author": release.author,
    }


def release_line(release: Release) -> str:
    at = f"{release.at:%Y-%m-%d %H:%M} UTC"
    return "  ".join(filter(None, (f"v{release.number}", at, release.author, release.name)))


def show_release(options: Namespace) -> int:
    """A release, and for whom it brought how much."""
    with edition_of(options) as workspace:
        release = workspace.releases.find(options.number)
        programme = workspace.releases.programme(release)
        ledger = workspace.releases.ledger(release.number)
    people = ledger.recipients(programme) if ledger.rows else ()
    brought = [
        (r, len(ledger.rows.get(r.key, {})), len(ledger.changed(r.key, release.number - 1)))
        for r in people
    ]
    if options.json:
        forms = [
            {"recipient": r.key, "name": r.name, "events": events, "changed": changed}
            for r, events, changed in brought
        ]
        show_json({**release_form(release), "recipients": forms})
        return 0
    show(release_line(release))
    if not brought:
        show(str(scrubbed(release.number).phrase))
    for recipient, events, changed in brought:
        text = _("{name}: {events}, {changed} new or changed")
        count = plural("{n} event", "{n} events", events)
        show(text.format(name=recipient.name, events=count, changed=changed))
    return 0


def diff(options: Namespace) -> int:
    """What is different between two releases, or a release and the draft."""
    with edition_of(options) as workspace:
        releases = workspace.releases
        if options.old is None and releases.newest() is None:
            raise PlannerError(
                Phrase("Nothing has been released yet."),
                Phrase("“wake-planner release create” makes the first release."),
            )
        old, new = (number_of(releases, text) for text in (options.old, options.new))
        before, after = releases.state(old), releases.state(new)
        ledger = releases.ledger()
    recipient = _seen_by(ledger.recipients(after), options.only)
    changes = changes_between(items_for(before, recipient), items_for(after, recipient))
    labels = Labels(language())
    lines = change_lines(changes, labels, after.clock)
    if options.json:
        form = {"old": old, "new": new, "recipient": recipient.key}
        show_json({**form, "changes": [change_form(line) for line in lines]})
    else:
        _print_changes(lines)
    return 0


def _seen_by(everybody: Sequence[Recipient], name: str | None) -> Recipient:
    """Through whose eyes: those of the whole edition without a name."""
    if name is not None:
        return recipient_named(everybody, name)
    return next(r for r in everybody if r.kind is RecipientKind.EDITION)


def change_form(line: ChangeLine) -> dict[str, Any]:
    """The JSON form of a change, as the README documents it."""
    return {
        "key": line.key,
        "sort": line.sort.value,
        "day": line.day,
        "time": line.time,
        "title": line.title,
        "details": list(line.lines),
    }


def _print_changes(lines: Iterable[ChangeLine]) -> None:
    day = ""
    for line in lines:
        if line.day != day:
            day = line.day
            show(day)
        show(f"  {line.word}: {' '.join(filter(None, (line.time, line.title)))}")
        for detail in line.lines:
            show(f"      {detail}")
    if not day:
        show(_("Nothing that anybody would notice."))


def rollback(options: Namespace) -> int:
    """Put the plan back to a release: one step, which undo takes back."""
    with writable_edition_of(options) as workspace:
        release = workspace.releases.find(options.number)
        released = workspace.releases.programme(release)
        draft = workspace.programme
        edit = roll_back(draft, released, release.number)
        if edit:
            workspace.safeguard(Why.ROLLBACK)
        step = workspace.do(edit, base=draft)
        done = workspace.history(1)[0] if step is not None else None
    if options.json:
        show_json({"step": line_form(done) if done is not None else None})
    elif done is None:
        show(_("The plan is as it was in release {n} already.").format(n=release.number))
    else:
        show(
            _("The plan is as it was in release {n}: undo takes that back.").format(
                n=release.number
            )
        )
    return 0
