"""The time zone that a schedule names, or what is taken in its place."""

from zoneinfo import ZoneInfo

from planner.intake.festival.frab_event import Frame
from planner.intake.festival.reading import Reading
from planner.intake.festival.texts import one_line
from planner.intake.festival.zones import zone_named
from planner.phrases import Phrase


def frame_of(reading: Reading, name: str, edition: ZoneInfo) -> Frame:
    """The named zone; without one, or with an unknown one, times are those of the edition.

    So they are, too, where the organiser has given a zone (in place of the edition's).
    """
    if not name.strip():
        return Frame(None, edition)
    reading.time_zones[name] = None
    if reading.overrules:
        return Frame(None, edition)
    zone = zone_named(name)
    if zone is None:
        reading.note(
            Phrase(
                "The time zone “{name}” is unknown: {zone} is taken.",
                name=one_line(name, 60),
                zone=edition.key,
            )
        )
    return Frame(zone, edition)
