"""Who gets a programme, and what to look at before it goes out: pure, no Textual."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from models.words import Kind
from planner.conflicts import Severity
from planner.phrases import N_, _, plural
from planner.programme import Programme
from planner.publish.recipients import Recipient, RecipientKind
from screens.state import State
from screens.widgets.list_rows import ColumnSpec, Layout, ListRow, Run, TableRow

MARKED, UNMARKED = "☑", "☐"
KIND_WORDS = {
    RecipientKind.EDITION: N_("whole edition"),
    RecipientKind.DELEGATION: N_("delegation"),
    RecipientKind.DELEGATE: N_("delegate"),
}
#: More names than this are counted.
NAMES_SHOWN = 6


def recipient_layout() -> Layout:
    return Layout(
        (
            ColumnSpec("", 1, 1),
            ColumnSpec(_("Who gets it"), 20, 44),
            ColumnSpec(_("Activities"), 10, 10, rank=1, right=True),
            ColumnSpec(_("Lang."), 5, 5, rank=1),
            ColumnSpec("", 13, 13, rank=2),
        )
    )


def recipient_rows(
    programme: Programme,
    found: Sequence[Recipient],
    unmarked: Collection[str],
    layout: Layout,
) -> tuple[ListRow, ...]:
    """A row for each recipient; delegates stand under their delegation."""
    return tuple(
        TableRow(r.key, layout, tuple(_cells(programme, r, r.key not in unmarked))) for r in found
    )


def _cells(programme: Programme, recipient: Recipient, marked: bool) -> Iterator[Run]:
    count = activities_of(programme, recipient)
    is_delegate = recipient.kind is RecipientKind.DELEGATE
    name = recipient.name.strip() or _("(no name)")
    yield Run(MARKED if marked else UNMARKED, "primary" if marked else "muted")
    yield Run(f"· {name}" if is_delegate else name, "text" if is_delegate else "strong")
    yield Run(str(count) if count else _("nothing"), "text" if count else "warning")
    yield Run(recipient.language, "muted")
    yield Run(_(KIND_WORDS[recipient.kind]), "muted")


def activities_of(programme: Programme, recipient: Recipient) -> int:
    """How many activities a recipient's programme has; blockers stay in the house."""
    match recipient.kind:
        case RecipientKind.EDITION:
            ids = {a.id for a in programme.activities.values() if a.id in programme.spans}
            ids -= {a.id for a in programme.unplaced}
            activities = [a for i in ids if (a := programme.activities[i]).parent_id is None]
        case RecipientKind.DELEGATION:
            entries = list(programme.agenda(recipient.id))
            for delegate in programme.delegates_of.get(recipient.id, ()):
                entries += programme.own_entries(delegate.id)
            activities = list({e.activity.id: e.activity for e in entries}.values())
        case _:
            activities = [e.activity for e in programme.agenda_of_delegate(recipient.id)]
    return sum(a.kind is not Kind.BLOCKER for a in activities)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at before the export; ``room`` is where it can be put right."""

    sign: str
    style: str
    text: str
    room: str = ""


def notices(state: State, found: Sequence[Recipient]) -> tuple[Notice, ...]:
    """What stands in the way, worst first."""
    return tuple(_notices(state, found)) or (
        Notice("✓", "$text-success", _("Nothing stands in the way.")),
    )


def _notices(state: State, found: Sequence[Recipient]) -> Iterator[Notice]:
    blocking, warnings = (state.counts[s] for s in (Severity.BLOCKING, Severity.WARNING))
    to_check = state.counts[Severity.TO_CHECK]
    if blocking:
        text = plural("{n} blocking conflict is left", "{n} blocking conflicts are left", blocking)
        yield Notice(Severity.BLOCKING.sign, "bold $text-error", str(text), "conflicts")
    if warnings:
        text = plural("{n} warning is left", "{n} warnings are left", warnings)
        yield Notice(Severity.WARNING.sign, "$text-warning", str(text), "conflicts")
    empty = [r.name for r in found if not activities_of(state.programme, r)]
    if empty:
        more = f" +{len(empty) - NAMES_SHOWN}" if len(empty) > NAMES_SHOWN else ""
        text = plural(
            "{n} has no programme and gets no file: {names}",
            "{n} have no programme and get no file: {names}",
            len(empty),
            names=", ".join(empty[:NAMES_SHOWN]) + more,
        )
        yield Notice(Severity.WARNING.sign, "$text-warning", str(text), "people")
    if unplaced := len(state.programme.unplaced):
        text = plural(
            "{n} activity in the tray is left out",
            "{n} activities in the tray are left out",
            unplaced,
        )
        yield Notice(Severity.TO_CHECK.sign, "$text-muted", str(text), "board")
    if to_check:
        text = plural(
            "{n} thing to check: incomplete or unconfirmed",
            "{n} things to check: incomplete or unconfirmed",
            to_check,
        )
        yield Notice(Severity.TO_CHECK.sign, "$text-muted", str(text), "conflicts")
