"""What the boarding dialog shows: who is on board of which circuit.  Pure, no Textual."""

from collections.abc import Collection

from planner.conflicts import Severity
from planner.entities import Boarding, Delegate, Delegation, Tour
from planner.phrases import N_, _, short_date
from planner.programme import Programme, count_heads
from screens.state import State
from screens.widgets.list_rows import ColumnSpec, Layout, ListRow, Run, TableRow
from screens.widgets.matrix import MatrixCell, MatrixColumn

WHOLE, SOME, WITH_ALL, NONE = "●", "◐", "○", "·"
LEGEND = N_("● all, with how many heads   ◐ some   ○ with the delegation   · not on board")
#: A column's title has room for so much of a circuit's name.
TITLE_CELLS = 13


def title_layout() -> Layout:
    """The columns of whom a row is about."""
    return Layout(
        (
            ColumnSpec("", 1, 1),
            ColumnSpec(_("Who"), 18, 36),
            ColumnSpec(_("Heads"), 5, 5, rank=1, right=True),
        )
    )


def tours_in_order(programme: Programme) -> list[Tour]:
    """Circuits by name."""
    return sorted(programme.tours.values(), key=lambda t: (t.name.casefold(), t.id))


def columns(programme: Programme) -> list[MatrixColumn]:
    """A column for each circuit, titled with what stands before the colon of its name."""
    return [MatrixColumn(t.id, short_name(t)) for t in tours_in_order(programme)]


def short_name(tour: Tour) -> str:
    before, _colon, _rest = tour.name.partition(":")
    return before.strip()[:TITLE_CELLS]


def rows(programme: Programme, layout: Layout, opened: Collection[str]) -> list[ListRow]:
    """Delegations, their delegates where opened or boarding by name, then guests."""
    found: list[ListRow] = []
    for delegation in programme.active_delegations:
        found.append(_delegation_row(programme, layout, delegation))
        named = programme.delegates_of.get(delegation.id, ())
        if delegation.id in opened or any(_by_name(programme, d) for d in named):
            found += [_delegate_row(layout, d) for d in named]
    found += [_guest_row(layout, b) for b in guests(programme)]
    return found


def guests(programme: Programme) -> list[Boarding]:
    """Guests who belong to no delegation, by circuit and name."""
    found = [b for b in programme.boardings.values() if b.guest is not None]
    return sorted(found, key=lambda b: (b.tour_id, (b.guest or "").casefold(), b.id))


def _by_name(programme: Programme, delegate: Delegate) -> bool:
    return any(b.delegate_id == delegate.id for b in programme.boardings.values())


def _delegation_row(programme: Programme, layout: Layout, delegation: Delegation) -> ListRow:
    heads = programme.heads_of(delegation.id)
    nowhere = not any(_rows_on(programme, t, delegation) for t in programme.tours)
    sign = Run(Severity.TO_CHECK.sign if nowhere else "", "warning")
    text = "?" if heads is None else str(heads)
    return TableRow(delegation.id, layout, (sign, Run(delegation.name, "strong"), Run(text)))


def _delegate_row(layout: Layout, delegate: Delegate) -> ListRow:
    name = f"└ {delegate.latin_name or delegate.name}"
    return TableRow(delegate.id, layout, (Run(""), Run(name, "muted"), Run("")))


def _guest_row(layout: Layout, guest: Boarding) -> ListRow:
    text = "?" if guest.heads is None else str(guest.heads)
    return TableRow(guest.id, layout, (Run(""), Run(guest.guest or ""), Run(text)))


def _rows_on(programme: Programme, tour_id: str, delegation: Delegation) -> list[Boarding]:
    own = {d.id for d in programme.delegates_of.get(delegation.id, ())}
    return [
        b
        for b in programme.boardings_of.get(tour_id, ())
        if b.delegation_id == delegation.id or b.delegate_id in own
    ]


def is_on(programme: Programme, row_id: str, tour_id: str) -> bool:
    """Whether a delegation (any of it), a delegate or guests are on board of a circuit."""
    return cell(programme, row_id, tour_id).text not in ("", NONE)


def cell(programme: Programme, row_id: str, tour_id: str) -> MatrixCell:
    """Whether somebody is on board of a circuit, and with how many."""
    if (delegation := programme.delegations.get(row_id)) is not None:
        return _delegation_cell(programme, delegation, tour_id)
    if (delegate := programme.delegates.get(row_id)) is not None:
        boardings = programme.boardings_of.get(tour_id, ())
        if any(b.delegate_id == delegate.id for b in boardings):
            return MatrixCell(WHOLE, "primary")
        if any(b.delegation_id == delegate.delegation_id for b in boardings):
            return MatrixCell(WITH_ALL, "muted")
        return MatrixCell(NONE, "muted")
    guest = programme.boardings.get(row_id)
    if guest is None or guest.tour_id != tour_id:
        return MatrixCell("", "muted")
    return MatrixCell(f"{WHOLE} {guest.heads if guest.heads is not None else '?'}", "accent")


def _delegation_cell(programme: Programme, delegation: Delegation, tour_id: str) -> MatrixCell:
    found = _rows_on(programme, tour_id, delegation)
    if not found:
        return MatrixCell(NONE, "muted")
    whole = next((b for b in found if b.delegation_id is not None), None)
    if whole is None:
        return MatrixCell(f"{SOME} {len(found)}", "primary")
    if whole.heads is not None:
        return MatrixCell(f"{SOME} {whole.heads}", "primary")
    heads = programme.heads_of(delegation.id)
    return MatrixCell(f"{WHOLE} {'?' if heads is None else heads}", "primary")


def summary(state: State, tour: Tour) -> tuple[str, Severity | None]:
    """``19 of 50 seats · Coach A · Circuit A · Wed 23 Oct``, and the worst conflict of it."""
    programme = state.programme
    dates = ", ".join(short_date(d.day) for d in programme.days_of_tour.get(tour.id, ()))
    vehicle = programme.vehicles.get(tour.vehicle_id or "")
    heads, complete = count_heads(programme.on_board(tour.id))
    load = _("{heads} of {seats} seats").format(
        heads=f"{heads}{'' if complete else '+?'}",
        seats=vehicle.seats if vehicle and vehicle.seats is not None else "?",
    )
    coach = vehicle.name if vehicle else _("no vehicle")
    found = [c for c in state.open_conflicts if c.subject == tour.id]
    text = " · ".join(piece for piece in (load, coach, tour.name, dates) if piece)
    if found:
        text += f"\n  {found[0].severity.sign} {found[0].phrase}"
    return text, found[0].severity if found else None
