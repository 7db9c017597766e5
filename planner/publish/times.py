"""Times of a programme as text, the same on paper, on the page and in the list of changes."""

from datetime import datetime

from planner.clock import Clock
from planner.publish.items import Item, ItemKind
from planner.publish.labels import Labels

#: A train or flight is known by one time.
JOURNEYS = (ItemKind.ARRIVAL, ItemKind.DEPARTURE)


def clock_time(wall: datetime, clock: Clock, labels: Labels) -> str:
    """``09:05``; in the hour that happens twice with the zone: ``02:30 CET``."""
    return " ".join(filter(None, (labels.time(wall), zone_name(wall, clock))))


def zone_name(wall: datetime, clock: Clock) -> str:
    """``CET`` or ``CEST`` in the hour that happens twice, else empty."""
    return wall.replace(tzinfo=clock.tz).tzname() or "" if clock.is_repeated(wall) else ""


def time_of(item: Item, clock: Clock, labels: Labels) -> str:
    """``09:00–10:30``; a journey is known by one time, a hotel stay by none."""
    if item.all_day:
        return ""
    begin = clock_time(item.start, clock, labels)
    if item.kind in JOURNEYS:
        return begin
    return f"{begin}–{clock_time(item.finish, clock, labels)}"
