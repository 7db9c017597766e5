"""What to look at before a release, worst first."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from planner.checks.acceptance import accepted
from planner.conflicts import Conflict, Severity
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.publish.counts import activities_of
from planner.publish.fonts import OtherFonts, machine_fonts
from planner.publish.holdings import behind
from planner.publish.paper import characters, quoted
from planner.publish.plaintext import clean_line
from planner.publish.recipients import RecipientKind, recipients
from planner.publish.releases import Ledger
from planner.publish.shown import shown
from planner.publish.unprintable import unprintable
from planner.publish.update import mailbox_of

#: More names than this are counted.
NAMES_SHOWN = 4
#: Rules that ask for what the plan does not say yet.
INCOMPLETE = frozenset({
    "no-site", "transfer-without-ends", "size-unknown", "nothing-planned",
    "delegate-without-name", "tour-without-vehicle", "tour-empty", "meeting-without-guest",
    "meeting-without-host", "no-moderator", "no-speaker", "opening-hours-unknown",
    "travel-unknown", "step-free-unknown",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: how bad, in words, how many, and the room where it is mended.

    ``notes`` tell of each, where that is worth it: of the conflicts that somebody has accepted with
    what was noted, of the characters that cannot be printed.
    """

    severity: Severity
    phrase: Phrase
    room: str
    count: int
    notes: tuple[Phrase, ...] = ()


def preflight(
    programme: Programme,
    conflicts: Iterable[Conflict],
    ledger: Ledger,
    holdings: Mapping[str, int],
    others: OtherFonts | None = None,
) -> tuple[Finding, ...]:
    """What to look at before ``programme`` is released; empty when nothing stands in the way.

    ``conflicts`` are all there are, accepted ones too; each is told once.  ``ledger`` is what
    was issued up to now, ``holdings`` the newest release that each recipient was handed, by key.
    ``others``: the fonts there are besides the shipped ones, those of this machine by default.
    """
    rows = [(conflict, accepted(programme, conflict)) for conflict in conflicts]
    left = [conflict for conflict, acceptance in rows if acceptance is None]
    notes = tuple(
        Phrase("{conflict}: {note}", conflict=conflict.phrase, note=acceptance.note)
        for conflict, acceptance in rows
        if acceptance is not None
    )
    found = [
        *_of_conflicts(programme, left),
        *_of_people(programme),
        *_of_texts(programme),
        *_without_font(programme, others or machine_fonts()),
        *_stale_paper(programme, ledger, holdings),
        *_accepted(notes),
    ]
    return tuple(sorted(found, key=lambda finding: finding.severity))


def _of_conflicts(programme: Programme, left: Iterable[Conflict]) -> Iterator[Finding]:
    """The conflicts that are left, each in one group."""
    other: Counter[Severity] = Counter()
    declined, unconfirmed, incomplete = list[Conflict](), list[Conflict](), list[Conflict]()
    groups = {"host-declined": declined, "host-unconfirmed": unconfirmed}
    groups |= dict.fromkeys(INCOMPLETE, incomplete)
    for conflict in left:
        if conflict.rule in groups:
            groups[conflict.rule].append(conflict)
        else:
            other[conflict.severity] += 1
    yield from _by_severity(other)
    yield from _hosts(programme, declined, unconfirmed)
    if incomplete:
        count = len(incomplete)
        text = plural(
            "{n} detail is missing in the plan", "{n} details are missing in the plan", count
        )
        worst = min(conflict.severity for conflict in incomplete)
        yield Finding(worst, text, "conflicts", count)


def _by_severity(counts: Mapping[Severity, int]) -> Iterator[Finding]:
    if count := counts[Severity.BLOCKING]:
        text = plural("{n} blocking conflict is left", "{n} blocking conflicts are left", count)
        yield Finding(Severity.BLOCKING, text, "conflicts", count)
    if count := counts[Severity.WARNING]:
        text = plural("{n} warning is left", "{n} warnings are left", count)
        yield Finding(Severity.WARNING, text, "conflicts", count)
    if count := counts[Severity.TO_CHECK]:
        text = plural("{n} thing to check", "{n} things to check", count)
        yield Finding(Severity.TO_CHECK, text, "conflicts", count)


def _hosts(
    programme: Programme, declined: Collection[Conflict], unconfirmed: Collection[Conflict]
) -> Iterator[Finding]:
    """Hosts of whom the plan makes use, and who have said no, or nothing yet."""
    if names := _host_names(programme, declined):
        text = plural(
            "{n} host has declined and is still in the plan: {names}",
            "{n} hosts have declined and are still in the plan: {names}",
            len(names),
            names=_listed(names),
        )
        yield Finding(Severity.BLOCKING, text, "conflicts", len(names))
    if names := _host_names(programme, unconfirmed):
        text = plural(
            "{n} host has not confirmed: {names}",
            "{n} hosts have not confirmed: {names}",
            len(names),
            names=_listed(names),
        )
        yield Finding(Severity.TO_CHECK, text, "conflicts", len(names))


def _host_names(programme: Programme, found: Collection[Conflict]) -> list[str]:
    ids = dict.fromkeys(conflict.subject for conflict in found)
    return [programme.hosts[host_id].name for host_id in ids]


def _of_people(programme: Programme) -> Iterator[Finding]:
    """Those who get nothing; when there is nothing for anybody, that alone."""
    empty = [r for r in recipients(programme) if not activities_of(programme, r)]
    if any(r.kind is RecipientKind.EDITION for r in empty):
        text = Phrase("Nothing is planned yet: there is nothing to send")
        yield Finding(Severity.BLOCKING, text, "board", 1)
    elif empty:
        text = plural(
            "{n} has no programme: {names}",
            "{n} have no programme: {names}",
            len(empty),
            names=_listed([r.name for r in empty]),
        )
        yield Finding(Severity.WARNING, text, "people", len(empty))


def _of_texts(programme: Programme) -> Iterator[Finding]:
    if count := len(programme.unplaced):
        text = plural(
            "{n} activity in the tray is left out",
            "{n} activities in the tray are left out",
            count,
        )
        yield Finding(Severity.TO_CHECK, text, "board", count)
    activities = shown(programme, programme.activities.values())
    if count := sum(not clean_line(activity.title) for activity in activities):
        text = plural("{n} activity has no title", "{n} activities have no title", count)
        yield Finding(Severity.TO_CHECK, text, "board", count)
    if mailbox_of(programme) is None:
        text = Phrase("No organiser has an e-mail address: files of single changes are left out")
        yield Finding(Severity.TO_CHECK, text, "people", 1)


def _without_font(programme: Programme, others: OtherFonts) -> Iterator[Finding]:
    """Names and titles with characters that no font can draw."""
    for room, lacking in unprintable(programme, others).items():
        text = plural(
            "{n} name or title has characters that no font here can print: {names}",
            "{n} names or titles have characters that no font here can print: {names}",
            len(lacking),
            names=_listed([quoted(text) for text in lacking]),
        )
        notes = tuple(
            Phrase("{code} in “{text}”: no font for it", code=characters(found), text=quoted(text))
            for text, found in lacking.items()
        )
        yield Finding(Severity.TO_CHECK, text, room, len(lacking), notes)


def _stale_paper(
    programme: Programme, ledger: Ledger, holdings: Mapping[str, int]
) -> Iterator[Finding]:
    keys = frozenset(behind(ledger, holdings))
    names = [r.name for r in ledger.recipients(programme) if r.key in keys]
    if names:
        text = plural(
            "{n} holds a programme that has changed since: {names}",
            "{n} hold a programme that has changed since: {names}",
            len(names),
            names=_listed(names),
        )
        yield Finding(Severity.WARNING, text, "publish", len(names))


def _accepted(notes: tuple[Phrase, ...]) -> Iterator[Finding]:
    if notes:
        text = plural("{n} conflict is accepted", "{n} conflicts are accepted", len(notes))
        yield Finding(Severity.TO_CHECK, text, "conflicts", len(notes), notes)


def _listed(names: Collection[str]) -> str:
    found = list(names)
    more = f" +{len(found) - NAMES_SHOWN}" if len(found) > NAMES_SHOWN else ""
    return ", ".join(found[:NAMES_SHOWN]) + more
