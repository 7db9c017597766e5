"""From the events of one UID to sessions: series and what stands in for single times of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from planner.errors import InvalidValue
from planner.intake.festival.calendar_event import Event
from planner.intake.festival.calendar_rules import Budget, Occurrences, occurrences
from planner.intake.festival.calendar_times import Stamp
from planner.intake.festival.reading import Reading
from planner.intake.festival.texts import one_line
from planner.phrases import Phrase


class Series:
    """Keeps the sessions of events; the zone is the edition's, for times without one."""

    def __init__(self, reading: Reading, edition: tzinfo, budget: Budget) -> None:
        self.reading = reading
        self.edition = edition
        self.budget = budget

    def keep(self, events: Sequence[Event]) -> None:
        """All events of one UID, in the order of the file."""
        newest = self._newest([event for event in events if event.slot is None])
        repeated = [event for event in newest if event.repeats]
        taken = self._keep_changed([e for e in events if e.slot is not None], repeated)
        for event in newest:
            if event.repeats:
                self._keep_repeated(event, taken)
            else:
                self._keep(event, event.uid, event.start)

    def _newest(self, events: list[Event]) -> list[Event]:
        """Those of the highest SEQUENCE; of two at the same time the later one.

        Several times under one UID and SEQUENCE are one talk that is held several times.
        """
        highest = max((e.version[0] for e in events), default=0)
        slots: dict[tuple[datetime, str], Event] = {}
        for event in events:
            at = (event.start.instant(self.edition), event.room)
            known = slots.get(at)
            if event.version[0] == highest and (known is None or event.version >= known.version):
                slots[at] = event
        if len(slots) < len(events):
            self.reading.note(
                Phrase("Events that stand in the file in several versions count in their latest.")
            )
        return list(slots.values())

    def _keep_changed(self, changed: Iterable[Event], repeated: Sequence[Event]) -> set[datetime]:
        """Single times of a series that were moved, altered or cancelled; which times those are."""
        newest: dict[datetime, Event] = {}
        for event in changed:
            at = self._slot(event).instant(self.edition)
            if at not in newest or event.version >= newest[at].version:
                newest[at] = event
        for event in newest.values():
            slot = self._slot(event)
            zone = repeated[0].start.zone if repeated else slot.zone
            self._keep(event, _key(event.uid, slot.wall_in(zone, self.edition)), event.start)
        return set(newest)

    def _slot(self, event: Event) -> Stamp:
        return event.slot or event.start

    def _keep_repeated(self, event: Event, taken: set[datetime]) -> None:
        try:
            times = self._times(event)
        except InvalidValue as error:
            self.reading.refuse(event.place, error.phrase)
            return
        if times.cut:
            self.reading.note(
                Phrase(
                    "{place}: “{title}” repeats too often; times that are read: {n}.",
                    place=event.place,
                    title=one_line(event.title, 60),
                    n=len(times.walls),
                )
            )
        days = {stamp.wall.date() for stamp in event.without if stamp.is_day}
        gone = {s.instant(self.edition) for s in event.without if not s.is_day} | taken
        for wall in times.walls:
            stamp = event.start.at(wall)
            if wall.date() not in days and stamp.instant(self.edition) not in gone:
                self._keep(event, _key(event.uid, wall), stamp)

    def _times(self, event: Event) -> Occurrences:
        zone = event.start.zone
        until = [None if last is None else self._last(last, event.start) for last in event.until]
        found = occurrences(event.rules, event.start.wall, until, self.budget)
        more = {stamp.wall_in(zone, self.edition) for stamp in event.more}
        left = max(self.budget.left, 0)
        added = sorted(more - set(found.walls))[:left]
        self.budget.left -= len(added)
        cut = found.cut or len(more - set(found.walls)) > left
        return Occurrences(tuple(sorted({*found.walls, *added})), cut)

    def _last(self, last: Stamp, start: Stamp) -> datetime:
        """UNTIL on the wall clock of the series: without a zone it is that clock's own."""
        return last.wall if last.zone is None else last.wall_in(start.zone, self.edition)

    def _keep(self, event: Event, key: str, start: Stamp) -> None:
        self.reading.go_on()
        try:
            self.reading.keep(
                key=key,
                place=event.place,
                title=event.title,
                start=start.moment(),
                minutes=event.minutes,
                all_day=start.is_day,
                room=event.room,
                track=event.track,
                language=event.language,
                description=event.description,
                url=event.url,
                cancelled=event.cancelled,
            )
        except InvalidValue as error:
            self.reading.refuse(event.place, error.phrase)


def _key(uid: str, slot: datetime) -> str:
    """One time of a series, whatever becomes of it; nothing without a UID."""
    return f"{uid}/{slot:%Y%m%dT%H%M}" if uid else ""
