"""How many meetings everybody has, and how many requests wait: pure, no Textual."""

from planner.meetings import Tally, tallies
from planner.names import fold
from planner.phrases import _
from planner.programme import Programme
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow


def tally_layout() -> Layout:
    return Layout(
        (
            ColumnSpec(_("Who"), 24, 50),
            ColumnSpec(_("Meetings"), 8, 9, right=True),
            ColumnSpec(_("Waiting"), 8, 9, right=True),
            ColumnSpec("", 10, 30, rank=1),
        )
    )


def tally_rows(programme: Programme, layout: Layout) -> tuple[ListRow, ...]:
    """Delegations with their delegates, then hosts with a meeting or a request."""
    found = tallies(programme)
    rows: list[ListRow] = [Heading("delegations", _("Delegations"))]
    for delegation in programme.active_delegations:
        rows.append(_row(layout, found[delegation.id], delegation.name))
        for delegate in programme.delegates_of.get(delegation.id, ()):
            if found[delegate.id].meetings:
                rows.append(_row(layout, found[delegate.id], f"  └ {delegate.name}"))
    rows.append(Heading("hosts", _("Local actors and other hosts")))
    hosts = sorted(programme.hosts.values(), key=lambda host: (fold(host.name), host.id))
    rows += [_row(layout, found[h.id], h.name) for h in hosts if any(found[h.id][1:])]
    return tuple(rows)


def _row(layout: Layout, tally: Tally, name: str) -> TableRow:
    bar = "■" * min(tally.meetings, 20) + "□" * min(tally.waiting, 10)
    style = "text" if tally.meetings else "muted"
    cells = (
        Run(name, style),
        Run(str(tally.meetings), style),
        Run(str(tally.waiting) if tally.waiting else "", "warning"),
        Run(bar, "accent"),
    )
    return TableRow(tally.person_id, layout, cells)
