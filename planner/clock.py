"""Wall-clock time in the edition's zone, and the instants behind it.

The programme is kept as naive wall-clock ``datetime`` values (``fold=1`` for the second
pass through the repeated hour of the night on which summer time ends).  Arithmetic is done
on *instants*: whole minutes since 1970-01-01T00:00Z, which never repeat and never skip.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def present() -> int:
    """The instant it is."""
    return (datetime.now(UTC) - EPOCH) // MINUTE


class Clock:
    """Conversions between the wall clock of one time zone and instants (minutes, UTC)."""

    def __init__(self, zone: str) -> None:
        """``zone`` is an IANA name; raises ``zoneinfo.ZoneInfoNotFoundError`` for another."""
        self.zone = zone
        self.tz = ZoneInfo(zone)
        # Naive datetimes hash and compare without their fold, so that is a key of its own.
        self._instant = lru_cache(maxsize=65536)(self._compute_instant)
        self.wall = lru_cache(maxsize=65536)(self._compute_wall)

    def at(self, wall: datetime) -> int:
        """The instant of a wall-clock time, its ``fold`` respected."""
        return self._instant(wall, wall.fold)

    def _compute_instant(self, wall: datetime, fold: int) -> int:
        return (wall.replace(tzinfo=self.tz, fold=fold) - EPOCH) // MINUTE

    def _compute_wall(self, instant: int) -> datetime:
        """The naive wall-clock time (with ``fold``) shown at an instant."""
        return (EPOCH + instant * MINUTE).astimezone(self.tz).replace(tzinfo=None)

    def shift(self, wall: datetime, minutes: int) -> datetime:
        """``minutes`` of elapsed time later: across the clock change too."""
        return self.wall(self.at(wall) + minutes)

    def midnight(self, day: date) -> int:
        """The instant at which ``day`` begins."""
        return self.at(datetime.combine(day, time()))

    def day_minutes(self, day: date) -> int:
        """Length of a day: 1440 minutes, 1500 when summer time ends, 1380 when it begins."""
        return self.midnight(day + timedelta(days=1)) - self.midnight(day)

    def day(self, instant: int) -> date:
        """The calendar day of an instant."""
        return self.wall(instant).date()

    def exists(self, wall: datetime) -> bool:
        """False for the times that the spring change skips."""
        return self.wall(self.at(wall)) == wall

    def is_repeated(self, wall: datetime) -> bool:
        """True in the hour that happens twice when summer time ends."""
        return self._instant(wall, 0) != self._instant(wall, 1) and self.exists(wall)
