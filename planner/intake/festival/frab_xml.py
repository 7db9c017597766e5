"""frab and pentabarf schedules (``schedule.xml``, pretalx' export too), read as a stream.

expat itself, with every document type refused: without one there are no entities to expand and
nothing outside of the file to fetch.  Only the event that is being read is held in memory.
"""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.errors import PlannerError
from planner.intake.festival.frab_event import Day, Frame, keep_event
from planner.intake.festival.frames import frame_of
from planner.intake.festival.reading import Reading
from planner.intake.festival.texts import one_line
from planner.phrases import Phrase, _

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

CHUNK = 1 << 16
MAX_DEPTH = 50
#: More characters or elements than the texts of any event have.
MAX_EVENT = 2_000_000
MAX_ELEMENTS = 5_000
MAX_DAYS = 1_000
#: The elements whose children hold one value each.
FIELDS = frozenset({"conference", "event", "persons"})


def read_frab_xml(reading: Reading, content: bytes, zone: ZoneInfo) -> None:
    """Fills the reading; raises PlannerError when the file as a whole cannot be read."""
    from xml.parsers.expat import ExpatError, ParserCreate

    parser = ParserCreate()
    _Schedule(reading, parser, zone)
    try:
        for place in range(0, len(content), CHUNK):
            reading.go_on()
            parser.Parse(content[place : place + CHUNK], False)
        parser.Parse(b"", True)
    except (ExpatError, LookupError, ValueError) as error:
        raise PlannerError(
            Phrase(
                "{file}, line {n}: this is no well-formed XML ({reason}).",
                file=reading.name,
                n=parser.CurrentLineNumber,
                reason=one_line(str(error)),
            ),
            Phrase("Download the file again, and do not edit it by hand."),
        ) from None


class _Schedule:
    """The elements above the one being read, and what the schedule has said so far."""

    def __init__(self, reading: Reading, parser: "XMLParserType", zone: ZoneInfo) -> None:
        self.reading = reading
        self.parser = parser
        self.frame = Frame(None, zone)
        self.zone = zone
        self.path: list[str] = []
        self.text: list[str] = []
        self.size = self.elements = self.days = 0
        self.day, self.day_name, self.room = Day(), "", ""
        self.event: dict[str, object] | None = None
        self.people: list[object] = []
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.refuse_document_type

    def refuse_document_type(self, *_declaration: object) -> None:
        raise PlannerError(
            Phrase(
                "{file} declares a document type; such files are not read.", file=self.reading.name
            ),
            Phrase("Export the schedule again as frab XML."),
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2].lower()
        if self._above() in FIELDS:  # else markup inside a field, whose text goes on
            self.text = []
        self.path.append(tag)
        self.elements += 1
        many = self.elements > MAX_ELEMENTS or self.days > MAX_DAYS
        if many or len(self.path) > MAX_DEPTH:
            raise self._no_schedule()
        match tag:
            case "day" if self.event is None:
                self.days += 1
                self.day, self.room = Day.of(attributes), ""
                self.day_name = attributes.get("index") or attributes.get("date", "")
            case "room" if self.event is None:
                self.room = attributes.get("name", "")
            case "event" if self.event is None:
                self.event, self.people = {**attributes}, []

    def characters(self, text: str) -> None:
        self.size += len(text)
        if self.size > MAX_EVENT:
            raise self._no_schedule()
        self.text.append(text)

    def end(self, _tag: str) -> None:
        tag, above = self.path.pop(), self._above()
        if above in FIELDS or tag == "event":
            text = "".join(self.text).strip()
            if self.event is not None:
                self._end_in_event(self.event, tag, above, text)
            elif above == "conference":
                self._end_in_conference(tag, text)
        if self.event is None:
            self.text, self.size, self.elements = [], 0, 0

    def _above(self) -> str:
        return self.path[-1] if self.path else ""

    def _end_in_event(self, event: dict[str, object], tag: str, above: str, text: str) -> None:
        if tag == "event":
            event["persons"] = self.people
            keep_event(self.reading, event, self._place(), self.frame, self.day, self.room)
            self.event = None
        elif above == "event":
            event[tag] = text
        elif tag == "person":
            self.people.append(text)

    def _end_in_conference(self, tag: str, text: str) -> None:
        if tag == "title":
            self.reading.title = text
        elif tag == "time_zone_name":
            self.frame = frame_of(self.reading, text, self.zone)

    def _place(self) -> str:
        line = _("line {n}").format(n=self.parser.CurrentLineNumber)
        return ", ".join(part for part in (line, self._day_and_room()) if part)

    def _day_and_room(self) -> str:
        day = _("day {day}").format(day=one_line(self.day_name, 20)) if self.day_name else ""
        return " / ".join(part for part in (day, one_line(self.room, 60)) if part)

    def _no_schedule(self) -> PlannerError:
        return PlannerError(
            Phrase(
                "{file}, line {n}: no schedule is nested so deep or holds so much.",
                file=self.reading.name,
                n=self.parser.CurrentLineNumber,
            ),
            Phrase("Export the schedule again as frab XML."),
        )
