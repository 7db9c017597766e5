"""Time zones by the names that calendars and schedules give them.

IANA names in any case and behind a vendor's prefix, Windows names, offsets, and the cities that
Rails ("Brussels") and Outlook ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris") write.
A name is only ever looked up in a list, never used as a path.
"""

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_SHOWN = re.compile(r"\((?:UTC|GMT)[^)]*\)")
#: Longer than any name of a zone.
MAX_NAME = 200


@lru_cache(maxsize=256)
def zone_named(name: str) -> tzinfo | None:
    """The zone of that name, None for one that nobody knows."""
    name = name.strip().strip('"').strip()
    if not name or len(name) > MAX_NAME:
        return None
    return _by_name(name) or _by_offset(name) or _by_city(name)


def _by_name(name: str) -> tzinfo | None:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    known = _iana_names()
    name = WINDOWS_TO_OLSON.get(name, name).strip("/").casefold()
    while name:
        if found := known.get(name):
            return ZoneInfo(found)
        name = name.partition("/")[2]
    return None


def _by_offset(name: str) -> tzinfo | None:
    found = _OFFSET.fullmatch(name)
    if found is None or int(found[2]) > 14 or int(found[3] or 0) > 59:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(offset if found[1] == "+" else -offset)


def _by_city(name: str) -> tzinfo | None:
    for city in _SHOWN.sub("", name).split(","):
        if found := _cities().get(city.strip().casefold()):
            return ZoneInfo(found)
    return None


@lru_cache(maxsize=1)
def _iana_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """City -> zone, for the cities that only one region has."""
    found: dict[str, set[str]] = {}
    for name in available_timezones():
        region, _, city = name.partition("/")
        if city and region not in {"Etc", "SystemV", "posix", "right"}:
            found.setdefault(city.rpartition("/")[2].replace("_", " ").casefold(), set()).add(name)
    return {city: min(names) for city, names in found.items() if len(names) == 1}
