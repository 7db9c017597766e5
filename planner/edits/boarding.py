"""Who is on board of which tour: whole delegations, some of them, single delegates, guests."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planner.edits.core import Edit, edit, new_id, require
from planner.entities import Boarding, Change, Delegate, Delegation, Tour
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme


def rivals(programme: Programme, tour_id: str) -> tuple[str, ...]:
    """Ids of the other tours that run on a date of this one: nobody can be on both."""
    dates = {day.day for day in programme.days_of_tour.get(tour_id, ())}
    return tuple(
        other
        for other in programme.tours
        if other != tour_id
        and any(day.day in dates for day in programme.days_of_tour.get(other, ()))
    )


def board_delegation(
    programme: Programme, tour_id: str, delegation_id: str, heads: int | None = None
) -> Edit:
    """Put a delegation on a tour and take it, and its delegates, off those of the same dates.

    With ``heads`` only so many of it go, and where the others are stays as it is; all of them
    (or None) is the whole delegation.
    """
    tour = require(programme, Tour, tour_id)
    delegation = require(programme, Delegation, delegation_id)
    if heads is not None and heads >= (programme.heads_of(delegation_id) or heads + 1):
        heads = None
    off = [] if heads is not None else list(rivals(programme, tour_id))
    present = list(rows_of(programme, delegation_id, [tour_id, *off]))
    whole = next((b for b in present if b.tour_id == tour_id and b.delegation_id), None)
    row = replace(whole or Boarding(new_id(), tour_id, delegation_id), heads=heads)
    label = Phrase("Put {who} on the tour “{tour}”", who=delegation.name, tour=tour.name)
    changes = [Change(b, None) for b in present if b is not whole]
    return edit(label, [*changes, Change(whole, row)])


def unboard_delegation(programme: Programme, tour_id: str, delegation_id: str) -> Edit:
    """Take a delegation and its delegates off a tour."""
    tour = require(programme, Tour, tour_id)
    delegation = require(programme, Delegation, delegation_id)
    label = Phrase("Take {who} off the tour “{tour}”", who=delegation.name, tour=tour.name)
    return edit(label, [Change(b, None) for b in rows_of(programme, delegation_id, [tour_id])])


def board_delegate(programme: Programme, tour_id: str, delegate_id: str) -> Edit:
    """Put one delegate on a tour, and off those of the same dates.

    Where the whole delegation was, the others stay by name.  Raises PlannerError when some of
    them have no name yet.
    """
    tour = require(programme, Tour, tour_id)
    delegate = require(programme, Delegate, delegate_id)
    label = Phrase("Put {who} on the tour “{tour}”", who=delegate.name, tour=tour.name)
    changes = [
        change
        for other in rivals(programme, tour_id)
        for change in _delegate_off(programme, other, delegate)
    ]
    if not is_on(programme, tour_id, delegate):
        changes.append(Change(None, Boarding(new_id(), tour_id, None, delegate_id)))
    return edit(label, changes)


def unboard_delegate(programme: Programme, tour_id: str, delegate_id: str) -> Edit:
    """Take one delegate off a tour; raises PlannerError like :func:`board_delegate`."""
    tour = require(programme, Tour, tour_id)
    delegate = require(programme, Delegate, delegate_id)
    label = Phrase("Take {who} off the tour “{tour}”", who=delegate.name, tour=tour.name)
    return edit(label, _delegate_off(programme, tour_id, delegate))


def move_guest(programme: Programme, tour_id: str, boarding_id: str) -> Edit:
    """Let guests travel on another tour."""
    tour = require(programme, Tour, tour_id)
    guest = require(programme, Boarding, boarding_id)
    label = Phrase("Put {who} on the tour “{tour}”", who=guest.guest or "", tour=tour.name)
    return edit(label, [Change(guest, replace(guest, tour_id=tour_id))])


def is_on(programme: Programme, tour_id: str, delegate: Delegate) -> bool:
    """Whether a delegate is on board, by name or with the whole delegation."""
    return any(
        b.delegate_id == delegate.id or b.delegation_id == delegate.delegation_id
        for b in programme.boardings_of.get(tour_id, ())
    )


def rows_of(
    programme: Programme, delegation_id: str, tour_ids: Iterable[str]
) -> Iterator[Boarding]:
    """The boardings of a delegation and of its delegates on some tours."""
    own = {d.id for d in programme.delegates_of.get(delegation_id, ())}
    for tour_id in tour_ids:
        for row in programme.boardings_of.get(tour_id, ()):
            if row.delegation_id == delegation_id or row.delegate_id in own:
                yield row


def _delegate_off(programme: Programme, tour_id: str, delegate: Delegate) -> Iterator[Change]:
    for row in programme.boardings_of.get(tour_id, ()):
        if row.delegate_id == delegate.id:
            yield Change(row, None)
        elif row.delegation_id == delegate.delegation_id:
            yield Change(row, None)
            yield from _others_by_name(programme, row, delegate)


def _others_by_name(programme: Programme, whole: Boarding, delegate: Delegate) -> Iterator[Change]:
    delegation = programme.delegations[delegate.delegation_id]
    named = programme.delegates_of[delegation.id]
    if whole.heads is not None or (programme.heads_of(delegation.id) or 0) > len(named):
        raise PlannerError(
            Phrase("Some people of {who} have no name on this tour.", who=delegation.name),
            Phrase("Say by number how many go, or enter their names first."),
        )
    on_board = {b.delegate_id for b in programme.boardings_of.get(whole.tour_id, ())}
    for other in named:
        if other.id != delegate.id and other.id not in on_board:
            yield Change(None, Boarding(new_id(), whole.tour_id, None, other.id))
