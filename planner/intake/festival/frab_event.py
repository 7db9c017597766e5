"""One event of a frab schedule, from XML or JSON alike: a mapping of field names to values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from planner.errors import InvalidValue
from planner.intake.festival.reading import Reading
from planner.intake.festival.said import identity, mapping, said, sequence
from planner.intake.festival.times import (
    DAY,
    elapsed,
    length,
    midnight,
    parse_clock,
    parse_day,
    parse_length,
    parse_moment,
)
from planner.phrases import Phrase

#: Before this hour an event belongs to the night of the day before, where the file says nothing.
DAY_CHANGE = timedelta(hours=4)
NOT_HELD = frozenset({"canceled", "cancelled", "withdrawn", "rejected"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the schedule: it may begin at 10:00 and end at 04:00 of the next date."""

    on: date | None = None
    start: datetime | None = None
    end: datetime | None = None

    @classmethod
    def of(cls, fields: Mapping[str, object]) -> "Day":
        """From ``date``, ``start`` and ``end`` (or ``day_start`` ...), each of which may lack."""
        start = _moment(fields.get("day_start") or fields.get("start"))
        end = _moment(fields.get("day_end") or fields.get("end"))
        day = parse_day(said(fields.get("date")))
        return cls(day or (start.date() if start else None), start, end)

    def at(self, since_midnight: timedelta) -> datetime | None:
        """The naive wall-clock time of a time of this day, or of the night after it."""
        if self.on is None:
            return None
        wall = midnight(self.on) + since_midnight
        if self.start is None or self.end is None:
            return wall + DAY if since_midnight < DAY_CHANGE else wall
        early = wall < self.start.replace(tzinfo=None)
        return wall + DAY if early and wall + DAY <= self.end.replace(tzinfo=None) else wall


def _moment(value: object) -> datetime | None:
    if not said(value):
        return None
    try:
        return parse_moment(said(value))
    except InvalidValue:
        return None


@dataclass(frozen=True, slots=True)
class Frame:
    """The zone of a schedule (None: it names none), and that of the edition."""

    zone: tzinfo | None
    edition: tzinfo


def keep_event(
    reading: Reading,
    event: Mapping[str, object],
    place: str,
    frame: Frame,
    day: Day,
    room: str,
    track: str = "",
) -> None:
    """Keep the event, or say why it cannot be read."""
    reading.go_on()
    try:
        start = start_of(event, frame, day)
        reading.keep(
            key=identity(event, "guid", "id", "code", "slug", "url"),
            place=place,
            title=title_of(event),
            start=start,
            minutes=minutes_of(event, start, frame),
            room=room or said(event.get("room")),
            track=track or said(event.get("track")),
            kind=said(event.get("type")),
            language=said(event.get("language")),
            speakers=speakers_of(event),
            description=description_of(event),
            url=said(event.get("url")) or said(event.get("origin_url")),
            cancelled=is_cancelled(event),
        )
    except InvalidValue as error:
        reading.refuse(place, error.phrase)


def start_of(event: Mapping[str, object], frame: Frame, day: Day) -> datetime:
    """``date`` with its offset is the truth; ``start`` on the day comes second."""
    for name in ("date", "start"):
        text = said(event.get(name))
        if len(text) > len("2024-10-26"):
            moment = parse_moment(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=frame.zone)
    clock = said(event.get("start"))
    if not clock:
        raise InvalidValue("start", Phrase("It has no time."))
    own = parse_day(said(event.get("date")))
    wall = (Day(own, day.start, day.end) if own else day).at(parse_clock(clock))
    if wall is None:
        raise InvalidValue("start", Phrase("It has a time, but no date."))
    return wall.replace(tzinfo=frame.zone)


def minutes_of(event: Mapping[str, object], start: datetime, frame: Frame) -> int:
    """From the end where there is one, else from the length."""
    end = said(event.get("end"))
    if len(end) > len("2024-10-26"):
        moment = parse_moment(end)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=frame.zone)
        return length(elapsed(start, moment, frame.edition))
    return parse_length(said(event.get("duration")))


def title_of(event: Mapping[str, object]) -> str:
    title, subtitle = said(event.get("title")), said(event.get("subtitle"))
    return f"{title} – {subtitle}" if title and subtitle else title


def description_of(event: Mapping[str, object]) -> str:
    """The abstract, and the description where it says more."""
    abstract, more = said(event.get("abstract")), said(event.get("description"))
    return "\n\n".join(text for text in dict.fromkeys((abstract, more)) if text.strip())


def speakers_of(event: Mapping[str, object]) -> Iterable[str]:
    for name in ("persons", "participants", "speakers"):
        if people := sequence(event.get(name)):
            return [said(mapping(p).get("public_name")) or said(p) for p in people]
    return ()


def is_cancelled(event: Mapping[str, object]) -> bool:
    if event.get("cancelled") is True or event.get("canceled") is True:
        return True
    return bool({said(event.get(name)).casefold() for name in ("status", "state")} & NOT_HELD)
