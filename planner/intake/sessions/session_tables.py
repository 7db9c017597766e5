"""Festival programmes as tables, one row a session, in French and English.

Programmes are written for people: the day stands in the first row of a day, in a row of its own
or in the name of the sheet, and a night belongs to the day on which it began.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from planner.entities import Edition
from planner.errors import InvalidValue
from planner.intake.cells import text_of
from planner.intake.dry_run import Entry
from planner.intake.festival.reading import Reading
from planner.intake.listing import Cells, Listing, refuse_errors
from planner.intake.merging import Intake, Taken
from planner.intake.review import Choices, LeftOut, Place
from planner.intake.sessions.session_hours import Hours, Slot
from planner.intake.sessions.sessions import SessionTaker
from planner.intake.values import pieces_of
from planner.names import fold
from planner.phrases import Phrase
from planner.publish.watching import nobody_stops

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": ("id", "uid", "guid", "code", "key", "ref", "reference", "référence", "identifiant"),
    "title": (
        "title", "titre", "session", "session title", "titre de la session", "talk", "event",
        "event name", "événement", "nom de l'événement", "activity", "activité", "intitulé",
        "conférence", "name", "nom",
    ),
    "date": ("date", "day", "jour", "start date", "date de début"),
    "start": (
        "start", "starts", "start time", "begin", "begins", "beginning", "from", "time", "hour",
        "schedule", "début", "heure de début", "heure", "horaire", "de",
    ),
    "end_date": ("end date", "date de fin"),
    "end": ("end", "ends", "end time", "until", "to", "fin", "heure de fin", "à", "jusqu'à"),
    "minutes": (
        "minutes", "min", "duration", "length", "durée", "duration (min)", "durée (min)",
        "duration (minutes)", "durée (minutes)",
    ),
    "room": (
        "room", "place", "venue", "location", "where", "stage", "salle", "lieu", "endroit",
        "scène", "local", "où",
    ),
    "track": (
        "track", "theme", "topic", "category", "thème", "thématique", "catégorie", "parcours",
        "volet", "filière",
    ),
    "kind": ("type", "kind", "format", "session type", "genre", "type de session"),
    "language": ("language", "languages", "lang", "langue", "langues"),
    "speakers": (
        "speaker", "speakers", "artist", "artists", "presenter", "presenters", "guests", "with",
        "intervenant", "intervenants", "intervenante", "intervenantes", "intervenant·e·s",
        "intervenant(e)s", "orateur", "orateurs", "oratrice", "conférencier", "conférenciers",
        "artiste", "artistes", "invités", "avec", "qui",
    ),
    "description": ("description", "abstract", "summary", "text", "résumé", "texte", "descriptif"),
    "url": ("url", "link", "website", "web", "lien", "site web"),
    "status": ("status", "state", "statut", "état"),
}  # fmt: skip
CANCELLED = frozenset(
    map(fold, ("cancelled", "canceled", "annulé", "annulée", "supprimé", "supprimée", "withdrawn"))
)


class SessionTable:
    """Takes in the rows of a programme: all are read before the first is taken in."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._choices = choices

    def entries(self, rows: Sequence[tuple[Place, Cells]]) -> Iterator[Entry]:
        read = _Rows(self._intake.programme.edition, rows)
        taker = SessionTaker(self._intake, self._choices, [*read.sessions.values()])
        for number, (place, cells) in enumerate(rows):
            yield Entry(place, text_of(cells.get("title")), partial(read.take, taker, number))


class _Rows:
    """What the rows say, by number: ``sessions``, or why one is none."""

    def __init__(self, edition: Edition, rows: Sequence[tuple[Place, Cells]]) -> None:
        self._reasons: dict[int, Exception] = {}
        self._remarks: dict[int, tuple[Phrase, ...]] = {}
        hours, reading = Hours(edition), Reading("", nobody_stops, ZoneInfo(edition.time_zone))
        for number, (place, cells) in enumerate(rows):
            try:
                refuse_errors(cells)
                slot = hours.slot_of(place.sheet, cells)
                self._remarks[number] = slot.remarks
                _keep(reading, str(number), cells, slot)
            except (InvalidValue, LeftOut) as reason:
                self._reasons[number] = reason
        self.sessions = {int(session.place): session for session in reading.sessions()}

    def take(self, taker: SessionTaker, number: int) -> Iterator[Taken]:
        if number in self._reasons:
            raise self._reasons[number]
        if number not in self.sessions:
            raise LeftOut(Phrase("It stands in the file twice and counts once."))
        for taken in taker.take(self.sessions[number]):
            is_new = taken.added or any(d.column == "start" for d in taken.changed)
            remarks = self._remarks[number] if is_new else ()
            yield replace(taken, remarks=(*remarks, *taken.remarks))


def _keep(reading: Reading, place: str, cells: Cells, slot: Slot) -> None:
    texts = {name: text_of(cell) for name, cell in cells.items()}
    reading.keep(
        key=texts.get("key", ""),
        place=place,
        title=texts.get("title", ""),
        start=slot.start,
        minutes=slot.minutes,
        all_day=slot.all_day,
        room=texts.get("room", ""),
        track=texts.get("track", ""),
        kind=texts.get("kind", ""),
        language=texts.get("language", ""),
        speakers=pieces_of(cells.get("speakers")),
        description=texts.get("description", ""),
        url=texts.get("url", ""),
        cancelled=fold(texts.get("status", "")) in CANCELLED,
    )


SESSIONS = Listing("programme", COLUMNS, (("title",), ("start",)), SessionTable)
