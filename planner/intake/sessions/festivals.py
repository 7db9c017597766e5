"""Festival programmes in forms of their own (frab, pretalx, iCalendar) as entries of an import."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

from planner.errors import PlannerError
from planner.intake.dry_run import Entry
from planner.intake.festival.reader import read_festival
from planner.intake.festival.sessions import Festival
from planner.intake.festival.zones import zone_named
from planner.intake.files import File
from planner.intake.kinds import AUTO, KINDS, PROGRAMME
from planner.intake.manner import Manner
from planner.intake.merging import Intake
from planner.intake.review import Choices, Outcome, Place, RowReport
from planner.intake.sessions.sessions import SessionTaker
from planner.phrases import Phrase
from planner.publish.watching import Stopped


@dataclass(frozen=True)
class FoundFestival:
    """A programme that has been read; ``manner``: how, in full."""

    festival: Festival
    manner: Manner

    @property
    def refused(self) -> tuple[RowReport, ...]:
        """What could not be read as a session."""
        return tuple(
            RowReport(Place(text=refusal.place), Outcome.REFUSED, "", (refusal.reason,))
            for refusal in self.festival.refused
        )

    def entries(self, intake: Intake, choices: Choices) -> Iterator[Entry]:
        taker = SessionTaker(intake, choices, self.festival.sessions)
        for session in self.festival.sessions:
            yield Entry(Place(text=session.place), session.title, partial(taker.take, session))


def find_festival(file: File, manner: Manner, edition_zone: str, stopped: Stopped) -> FoundFestival:
    """Reads the programme.

    Times without a zone are in the manner's, else in that of the file, else in the edition's.
    Raises PlannerError for a file that cannot be read as one, and when stopped.
    """
    if manner.kind not in ("", AUTO, PROGRAMME):
        raise PlannerError(
            Phrase(
                "{file} is a festival programme; it has nothing of the kind “{kind}”.",
                file=file.name,
                kind=Phrase(KINDS.get(manner.kind, manner.kind)),
            ),
            Phrase("Import it as a programme."),
        )
    zone = _given(manner.zone) or ZoneInfo(edition_zone)
    festival = read_festival(file.name, file.content, zone, stopped, overrules=bool(manner.zone))
    named = manner.zone or _zone_of_file(festival, edition_zone)
    return FoundFestival(festival, replace(manner, kind=PROGRAMME, zone=named))


def _given(name: str) -> ZoneInfo | None:
    if not name:
        return None
    zone = zone_named(name)
    if not isinstance(zone, ZoneInfo):
        raise PlannerError(
            Phrase("“{name}” is no time zone.", name=name),
            Phrase("Write a time zone such as Europe/Brussels."),
        )
    return zone


def _zone_of_file(festival: Festival, edition_zone: str) -> str:
    """The zone of times that name none; empty where it is not one of the known ones for all."""
    found = {_key(name, edition_zone) for name in festival.time_zones or ("",)}
    return found.pop() if len(found) == 1 else ""


def _key(name: str, edition_zone: str) -> str:
    zone = zone_named(name)
    if zone is None:
        return edition_zone
    return zone.key if isinstance(zone, ZoneInfo) else ""
