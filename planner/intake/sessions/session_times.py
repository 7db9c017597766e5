"""When a session of a festival takes place in the time of the edition."""

from dataclasses import dataclass
from datetime import datetime

from planner.clock import EPOCH, MINUTE
from planner.intake.festival.sessions import Session
from planner.programme import Programme
from planner.publish.labels import Labels

#: What lasts as long as this is no appointment but open: an exhibition, a market.
OPEN_MINUTES = 24 * 60


@dataclass(frozen=True)
class Times:
    """Asks for the times of sessions."""

    programme: Programme

    def instant(self, session: Session) -> int:
        """When it begins."""
        return (session.start - EPOCH) // MINUTE

    def wall(self, session: Session) -> datetime:
        """The wall-clock time of the edition at which it begins; a day alone is that day there."""
        if session.all_day:
            return session.start.replace(tzinfo=None)
        return self.programme.clock.wall(self.instant(session))

    def last(self, session: Session) -> datetime:
        """The last minute of it."""
        last = self.instant(session) + max(session.minutes, 1) - 1
        if session.all_day:
            return (EPOCH + last * MINUTE).astimezone(session.start.tzinfo).replace(tzinfo=None)
        return self.programme.clock.wall(last)

    def is_within(self, session: Session) -> bool:
        """Whether the days of the edition have anything of it."""
        edition = self.programme.edition
        last = self.last(session) if is_open(session) else self.wall(session)
        return self.wall(session).date() <= edition.last_day and last.date() >= edition.first_day

    def hours(self, session: Session, labels: Labels) -> str:
        """From when to when, or on which days, it is open."""
        first, last = self.wall(session), self.last(session)
        if session.all_day:
            days = dict.fromkeys(labels.short_day(moment.date()) for moment in (first, last))
            return " – ".join(days)
        end = last + MINUTE
        return " – ".join(f"{labels.short_day(m.date())} {labels.time(m)}" for m in (first, end))


def is_open(session: Session) -> bool:
    """Whether one comes when one likes, not at its beginning."""
    return session.all_day or session.minutes >= OPEN_MINUTES
