"""Ways out of a conflict: for the common rules, changes that take it away.

Pure: proposals come as edits, which ``Programme.apply`` previews.  Nothing that is pinned is
touched.  A rule without an entry in ``CURES`` has no remedy but the organiser's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner import remedy_moves as moves
from planner import remedy_people as people
from planner.conflicts import Conflict
from planner.entities import Activity, Change, Participation
from planner.knock_on import Foresight, KnockOn
from planner.programme import Programme
from planner.remedy_moves import Remedy

__all__ = ["Preview", "Previewer", "Remedy", "remedies"]

Cure = Callable[[Programme, Conflict], Iterator[Remedy]]

CURES: dict[str, tuple[Cure, ...]] = {
    "gap-too-short": (moves.gap,),
    "delegation-double-booked": (moves.clash, people.off_either),
    "delegate-double-booked": (moves.clash, people.others_go, people.off_either),
    "meeting-clash": (moves.clash, people.others_go, people.off_either),
    "host-double-booked": (moves.clash, people.off_either),
    "site-double-booked": (moves.clash,),
    "site-over-capacity": (moves.another_time,),
    "over-capacity": (people.fewer_heads,),
    "outside-opening-hours": (moves.opening,),
    "before-arrival": (moves.too_early, people.off_all),
    "after-departure": (moves.too_late, people.off_all),
    "transfer-too-short": (moves.transfer,),
    "round-table-over": (moves.over_slot,),
    "round-table-under": (moves.under_slot,),
    "parts-too-long": (moves.over_slot,),
    "host-unconfirmed": (people.said_yes,),
    "host-declined": (people.off_subject_host,),
    "speaker-absent": (people.off_subject_host,),
    "language-not-shared": (people.interpreter,),
    "no-moderator": (people.moderator,),
}


def remedies(programme: Programme, conflict: Conflict) -> tuple[Remedy, ...]:
    """What would take a conflict away, the mildest first; empty for rules without remedies."""
    known = {*programme.activities, *conflict.activities}
    if len(known) > len(programme.activities):
        return ()  # of a programme that has changed since
    found = (r for cure in CURES.get(conflict.rule, ()) for r in cure(programme, conflict))
    return tuple(r for r in found if r.edit and leaves_pins(programme, r.edit.changes))


def leaves_pins(programme: Programme, changes: tuple[Change, ...]) -> bool:
    """Whether changes leave alone what the organiser has pinned."""
    return all(_leaves_pins(programme, change) for change in changes)


def _leaves_pins(programme: Programme, change: Change) -> bool:
    before, after = change.before, change.after
    if isinstance(change.entity, Participation):
        activity = programme.activities.get(change.entity.activity_id)
        return activity is None or not activity.pin_people
    if not isinstance(before, Activity) or not isinstance(after, Activity):
        return True
    same_time = (before.start, before.minutes) == (after.start, after.minutes)
    same_place = (before.site_id, before.from_site_id) == (after.site_id, after.from_site_id)
    return (
        (same_time or not before.pin_time)
        and (same_place or not before.pin_place)
        and (before.position == after.position or not before.pin_order)
    )


@dataclass(frozen=True)
class Preview:
    """A remedy, how many open conflicts there are before it, and what it would do."""

    remedy: Remedy
    before: int
    knock_on: KnockOn

    @property
    def after(self) -> int:
        return len(self.knock_on.conflicts)


class Previewer:
    """Tries remedies on a copy of the plan.  Belongs to one thread at a time."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._foresight = Foresight(programme)

    def previews(
        self, conflict: Conflict, stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[Preview]:
        """Those remedies that do take the conflict away, with what else they change."""
        before = len(self._foresight.conflicts)
        for remedy in remedies(self.programme, conflict):
            if stopped():
                return
            knock_on = self._foresight.of(remedy.edit)
            if not any(c.key == conflict.key for c in knock_on.conflicts):
                yield Preview(remedy, before, knock_on)
