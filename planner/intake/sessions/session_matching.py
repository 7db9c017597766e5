"""Which activity of the plan a session is that no import before has told us of."""

from collections.abc import Callable, Hashable, Sequence

from planner.entities import TABLE_OF, Activity
from planner.intake.festival.sessions import Session
from planner.intake.merging import Intake
from planner.intake.sessions.session_times import Times, is_open
from planner.names import fold
from planner.programme import grouped
from planner.publish.event import uid_of
from planner.publish.recipients import RecipientKind

_OfSession = Callable[[Session], Hashable]
_OfActivity = Callable[[Activity], Hashable]


def matches(intake: Intake, sessions: Sequence[Session], times: Times) -> dict[str, Activity]:
    """Activity by key of the session; no activity is two sessions.

    By what is the same: the UID that we gave it ourselves, the key of the source, title and
    time, and the title alone where this source had one of that title that it has no more: many
    programs give their events new keys with every export.
    """
    matching = _Matching(intake, sessions)
    clock, whole = intake.programme.clock, f"{RecipientKind.EDITION}:{intake.programme.edition.id}"

    def slot(activity: Activity) -> Hashable:
        begin = None if activity.start is None else clock.at(activity.start)
        return fold(activity.title), begin

    def told_before(activity: Activity) -> Hashable:
        return fold(activity.title) if activity.id in intake.memory.rows else None

    matching.pair(lambda s: s.key, lambda a: uid_of(whole, a.id))
    matching.pair(lambda s: s.key, lambda a: a.external_key)
    matching.pair(lambda s: (fold(s.title), None if is_open(s) else times.instant(s)), slot)
    matching.pair(lambda s: fold(s.title), told_before, alone=True)
    return matching.found


class _Matching:
    def __init__(self, intake: Intake, sessions: Sequence[Session]) -> None:
        rows = intake.memory.by_key.items()
        known = {key: row for (table, key), row in rows if table == TABLE_OF[Activity]}
        spoken_for = {known[s.key].row_id for s in sessions if s.key in known}
        self.found: dict[str, Activity] = {}
        self._sessions = [s for s in sessions if s.key not in known]
        self._activities = [
            a
            for a in intake.programme.activities.values()
            if a.parent_id is None and a.id not in spoken_for
        ]

    def pair(
        self, of_session: _OfSession, of_activity: _OfActivity, *, alone: bool = False
    ) -> None:
        """Those that have something in common; ``alone``: only where no other has it too."""
        if not self._sessions:
            return
        offered = grouped(self._activities, of_activity, lambda a: a.id)
        asked = grouped(self._sessions, of_session, lambda _session: 0)
        for shared, sessions in asked.items():
            activities = offered.get(shared, ())
            if not alone or len(sessions) == len(activities) == 1:
                pairs = zip(sessions, activities, strict=False)
                self.found.update((session.key, activity) for session, activity in pairs)
        taken = {activity.id for activity in self.found.values()}
        self._sessions = [s for s in self._sessions if s.key not in self.found]
        self._activities = [a for a in self._activities if a.id not in taken]
