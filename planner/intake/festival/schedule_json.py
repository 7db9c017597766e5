"""``schedule.json``: frab's and pretalx' first form, and the second with a flat list of events."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from planner.intake.festival.frab_event import Day, Frame, keep_event
from planner.intake.festival.frames import frame_of
from planner.intake.festival.reading import Reading
from planner.intake.festival.said import mapping, said, sequence
from planner.intake.festival.texts import one_line
from planner.phrases import _


def is_schedule(root: object) -> bool:
    """Whether a JSON document is of one of these forms."""
    schedule = _schedule(root)
    return "conference" in schedule or isinstance(schedule.get("days"), list)


def read_schedule_json(reading: Reading, root: object, zone: ZoneInfo) -> None:
    schedule = _schedule(root)
    conference = mapping(schedule.get("conference"))
    reading.title = said(conference.get("title"))
    frame = frame_of(reading, said(conference.get("time_zone_name")), zone)
    days = sequence(conference.get("days")) or sequence(schedule.get("days"))
    for number, day in enumerate(map(mapping, days), 1):
        _read_day(reading, day, said(day.get("index")) or str(number), frame)
    _read_events(reading, sequence(schedule.get("events")), conference, frame)


def _schedule(root: object) -> Mapping[str, object]:
    return mapping(mapping(root).get("schedule")) or mapping(root)


def _read_day(reading: Reading, fields: Mapping[str, object], name: str, frame: Frame) -> None:
    """The rooms of a day are an object by name, or a list of objects with events."""
    day = Day.of(fields)
    rooms = [(room, sequence(events)) for room, events in mapping(fields.get("rooms")).items()]
    for entry in map(mapping, sequence(fields.get("rooms"))):
        events = sequence(entry.get("events")) or sequence(entry.get("talks"))
        rooms.append((said(entry), events))
    for room, events in rooms:
        for number, event in enumerate(events, 1):
            place = _("day {day} / {room}, event {n}").format(
                day=one_line(name, 20), room=one_line(room, 60), n=number
            )
            keep_event(reading, mapping(event), place, frame, day, room)


def _read_events(
    reading: Reading, events: object, conference: Mapping[str, object], frame: Frame
) -> None:
    """Events of the second form name room and track by guid or slug."""
    rooms, tracks = _named(conference.get("rooms")), _named(conference.get("tracks"))
    for number, event in enumerate(map(mapping, sequence(events)), 1):
        keep_event(
            reading,
            event,
            _("event {n}").format(n=number),
            frame,
            Day(),
            _name(event.get("room"), rooms),
            _name(event.get("track"), tracks),
        )


def _named(things: object) -> dict[str, str]:
    """Name by each of the identities of things that have names."""
    return {
        said(thing.get(field)): said(thing)
        for thing in map(mapping, sequence(things))
        for field in ("guid", "slug", "id")
        if said(thing.get(field))
    }


def _name(reference: object, names: Mapping[str, str]) -> str:
    thing = mapping(reference)
    known = (names.get(said(thing.get(field))) for field in ("guid", "slug", "id"))
    own = said(thing.get("name"))
    return own or next(filter(None, known), "") or names.get(said(reference), said(reference))
