"""The proposal of a Wake tour, and the one edit that makes what is accepted of it."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from planner.edits.core import Edit, edit
from planner.entities import Change
from planner.programme import Programme
from planner.propose.proposal import Proposal, Verb, with_needs
from planner.propose.tour_frame import Frame
from planner.propose.tour_pieces import Piece
from planner.propose.tour_settle import DayOrder, Order, key_of, keys
from planner.propose.tour_times import Arranged, Meal, arrange


@dataclass(frozen=True, kw_only=True)
class TourProposal(Proposal):
    """``days``: the proposed orders; ``closed_ok``: keys of stops that stay where it is closed."""

    days: tuple[DayOrder, ...] = ()
    closed_ok: frozenset[str] = frozenset()

    def edit(self, accepted: AbstractSet[str]) -> Edit:
        """One edit of ``base``: accepted items as proposed, what is rejected as it stands now.

        The times of a day that changes follow from its order; where not everything is accepted
        they are worked out anew.
        """
        kept = with_needs(self.items, accepted)
        return edit(self.label, self.changes(kept))

    def changes(self, kept: frozenset[str]) -> Iterator[Change]:
        """The changes of the items ``kept``."""
        for day in self.days:
            order = self.order(day, kept)
            if replace(day, order=order).is_changed:
                yield from timed(self.base, day, order, self.closed_ok).changes
        for item in self.items:
            if item.verb is Verb.REMOVE and item.key in kept:
                for activity_id in item.activities:
                    activity = self.base.activities[activity_id]
                    yield Change(activity, replace(activity, start=None))

    def order(self, day: DayOrder, kept: frozenset[str]) -> Order:
        """The order of a day where only the items ``kept`` are accepted."""
        free = {i.key for i in self.items if i.verb is not Verb.KEEP and i.key not in kept}
        moved = {key_of(i) for i in day.now} & free
        order: list[Piece | Meal] = [item for item in day.order if key_of(item) not in free]
        present = keys(day.now)
        for n, item in enumerate(day.now):
            if key_of(item) in moved:
                before = [k for k in present[:n] if k in keys(order)]
                where = keys(order).index(before[-1]) + 1 if before else 0
                order.insert(where, item)
        return tuple(order)


def timed(programme: Programme, day: DayOrder, order: Order, closed_ok: frozenset[str]) -> Arranged:
    """The times of an order: held where that fits, or where it is the proposed one and held."""
    if order == day.order:
        return _arranged(programme, day.frame, order, day.hold, closed_ok)
    held = _arranged(programme, day.frame, order, True, closed_ok)
    if held.late == 0:
        return held
    packed = _arranged(programme, day.frame, order, False, closed_ok)
    return packed if packed.late < held.late else held


def _arranged(
    programme: Programme, frame: Frame, order: Order, hold: bool, closed_ok: frozenset[str]
) -> Arranged:
    return arrange(programme, frame, order, hold=hold, closed_ok=closed_ok)
