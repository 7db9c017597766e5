"""Who gets a programme: pure, no Textual."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from planner.phrases import N_, _
from planner.programme import Programme
from planner.publish.counts import activities_of
from planner.publish.recipients import Recipient, RecipientKind
from screens.widgets.list_rows import ColumnSpec, Layout, ListRow, Run, TableRow

MARKED, UNMARKED = "☑", "☐"
#: Beside the number of a release that is of no use any more.
BEHIND = "!"
KIND_WORDS = {
    RecipientKind.EDITION: N_("whole edition"),
    RecipientKind.DELEGATION: N_("delegation"),
    RecipientKind.DELEGATE: N_("delegate"),
    RecipientKind.HOST: N_("host"),
    RecipientKind.DRIVER: N_("driver"),
}


def recipient_layout() -> Layout:
    return Layout(
        (
            ColumnSpec("", 1, 1),
            ColumnSpec(_("Who gets it"), 20, 44),
            ColumnSpec(_("Activities"), 10, 10, rank=1, right=True),
            ColumnSpec(_("Has"), 5, 5, rank=1),
            ColumnSpec(_("Lang."), 5, 5, rank=2),
            ColumnSpec("", 13, 13, rank=3),
        )
    )


def recipient_rows(
    programme: Programme,
    found: Sequence[Recipient],
    layout: Layout,
    unmarked: Collection[str],
    held: Mapping[str, int],
    behind: Collection[str],
) -> tuple[ListRow, ...]:
    """A row for each recipient; delegates stand under their delegation.

    ``held``: the release that each was handed, by key; ``behind``: for whom that has changed.
    """
    return tuple(
        TableRow(
            recipient.key,
            layout,
            (
                _mark(recipient.key not in unmarked),
                *_about(programme, recipient),
                holding(held.get(recipient.key), recipient.key in behind),
                Run(recipient.language, "muted"),
                Run(_(KIND_WORDS[recipient.kind]), "muted"),
            ),
        )
        for recipient in found
    )


def named(recipient: Recipient) -> Run:
    """The name; that of a delegate stands under the delegation's."""
    is_delegate = recipient.kind is RecipientKind.DELEGATE
    name = recipient.name.strip() or _("(no name)")
    return Run(f"· {name}" if is_delegate else name, "text" if is_delegate else "strong")


def holding(number: int | None, is_behind: bool) -> Run:
    """``v2``, with a sign where something has changed since."""
    if number is None:
        return Run("", "muted")
    return Run(f"v{number} {BEHIND}", "warning") if is_behind else Run(f"v{number}", "text")


def _mark(is_marked: bool) -> Run:
    return Run(MARKED if is_marked else UNMARKED, "primary" if is_marked else "muted")


def _about(programme: Programme, recipient: Recipient) -> Iterator[Run]:
    count = activities_of(programme, recipient)
    yield named(recipient)
    yield Run(str(count) if count else _("nothing"), "text" if count else "warning")
