"""Libraries that read a calendar file: what each understands, by UID."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any, TypeAlias

import icalendar
import vobject
from dateutil.tz import tzical

from planner.clock import EPOCH, MINUTE
from tests.planner.publish.calendars import Told, told

Parser: TypeAlias = Callable[[bytes], dict[str, Told]]


def by_icalendar(file: bytes) -> dict[str, Told]:
    calendar = icalendar.Calendar.from_ical(file)
    assert isinstance(calendar, icalendar.Calendar)
    assert not calendar.errors
    return {str(event["UID"]): told(event) for event in calendar.events}


def by_vobject(file: bytes) -> dict[str, Told]:
    """Radicale's reader, and that of many who make feeds."""
    calendar = vobject.readOne(file.decode())
    return {event.uid.value: _vobject_told(event) for event in calendar.vevent_list}


def _vobject_told(event: Any) -> Told:
    begin, end = (_instant(value) for value in (event.dtstart.value, event.dtend.value))
    location = event.location.value if "location" in event.contents else ""
    return Told(begin, end, event.summary.value, location, event.status.value)


def _instant(moment: date) -> int | date:
    return (moment - EPOCH) // MINUTE if isinstance(moment, datetime) else moment


def by_dateutil(file: bytes) -> dict[str, Told]:
    """The times as dateutil finds them by the file's own VTIMEZONE, the texts by icalendar."""
    lines = file.decode().replace("\r\n ", "").split("\r\n")
    texts = by_icalendar(file)
    zones = tzical(StringIO("\n".join(_zone_lines(lines)))) if "BEGIN:VTIMEZONE" in lines else None
    times = {
        values["UID"]: (_moment(values, "DTSTART", zones), _moment(values, "DTEND", zones))
        for values in _events(lines)
    }
    return {uid: Told(begin, end, *texts[uid][2:]) for uid, (begin, end) in times.items()}


def _zone_lines(lines: list[str]) -> list[str]:
    """The VTIMEZONEs; dateutil refuses every line that it does not know."""
    first = lines.index("BEGIN:VTIMEZONE")
    last = len(lines) - lines[::-1].index("END:VTIMEZONE")
    return [line for line in lines[first:last] if not line.startswith("X-")]


def _events(lines: list[str]) -> list[dict[str, str]]:
    """Each event's values by name and parameters."""
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line:
            name, _colon, value = line.partition(":")
            found[-1].setdefault(name, value)
    return found


def _moment(values: dict[str, str], name: str, zones: tzical | None) -> int | date:
    key = next(key for key in values if key.split(";")[0] == name)
    value, _semicolon, parameter = values[key], *key.partition(";")[1:]
    if parameter == "VALUE=DATE":
        return datetime.strptime(value, "%Y%m%d").date()
    moment = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")
    if value.endswith("Z"):
        return (moment.replace(tzinfo=UTC) - EPOCH) // MINUTE
    assert zones is not None
    zone = zones.get(parameter.removeprefix("TZID="))
    return (moment.replace(tzinfo=zone) - EPOCH) // MINUTE
