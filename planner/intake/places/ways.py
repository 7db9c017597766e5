"""Lists of travel times, one row a way from one place to another.

A row that says nothing of the way back holds both ways, unless the list has another figure for
it.  Figures are matched by places and means of travel.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from models.words import TravelMode
from planner.edits.core import new_id
from planner.entities import Site, TravelTime
from planner.errors import InvalidValue
from planner.intake.cells import line_of, text_of
from planner.intake.listing import Cells, Listing
from planner.intake.merging import Intake, Taken
from planner.intake.own.own_words import OF_ACTIVITIES
from planner.intake.places.site_finder import SiteFinder
from planner.intake.review import Candidate, Choices, Question
from planner.intake.values import Aside, is_unknown, minutes_of, one_of, yes_or_no
from planner.names import fold
from planner.phrases import Phrase, _

#: Column -> the headers it goes by (compared folded).
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "from_site_id": (
        "from", "origin", "start", "from site", "departure", "de", "départ", "origine", "depuis",
        "lieu de départ",
    ),
    "to_site_id": (
        "to", "destination", "end", "to site", "arrival", "vers", "à", "arrivée",
        "lieu d'arrivée", "jusque",
    ),
    "minutes": (
        "minutes", "min", "time", "travel time", "duration", "minutes of travel", "durée", "temps",
        "temps de trajet", "temps de parcours", "durée du trajet", "durée minutes",
    ),
    "mode": (
        "mode", "by", "means", "means of travel", "transport", "travel mode", "moyen", "par",
        "moyen de transport", "mode de transport",
    ),
    "both_ways": ("both ways", "return", "two-way", "a/r", "aller-retour", "deux sens",
                  "dans les deux sens"),
    "note": ("note", "notes", "remark", "remarks", "comment", "source", "remarque", "remarques",
             "commentaire"),
}  # fmt: skip
_MODES: Mapping[TravelMode, tuple[str, ...]] = {
    TravelMode.COACH: ("coach", "bus", "minibus", "shuttle", "autocar", "autobus", "navette"),
    TravelMode.CAR: ("taxi", "driving", "voiture", "auto", "en voiture", "by car"),
    TravelMode.WALK: ("walk", "on foot", "foot", "walking", "à pied", "pied", "marche"),
    TravelMode.WHEELCHAIR: ("wheelchair", "by wheelchair", "fauteuil roulant",
                            "en fauteuil roulant"),
    TravelMode.TRAIN: ("train", "rail", "by train", "en train"),
}  # fmt: skip
MODE_BY_WORD = {fold(word): mode for mode, words in _MODES.items() for word in words}
#: A coach in French, a car in English.
CAR = fold("car")
ANY = frozenset(map(fold, ("any", "all", "tous", "tout", "indifférent")))

Way = tuple[str, str, TravelMode | None]


class WayTaker:
    """Takes in the rows of a list of travel times."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._choices = choices
        self._places = SiteFinder(intake, choices)
        self._rows = {_way(row): row for row in intake.every(TravelTime)}
        self._told: set[str] = set()

    def about(self, cells: Cells) -> str:
        return " → ".join(text_of(cells.get(column)) for column in ("from_site_id", "to_site_id"))

    def take(self, cells: Cells) -> Iterator[Taken]:
        ends = [
            self._places.take(column, _text(column, cells))
            for column in ("from_site_id", "to_site_id")
        ]
        yield from ends
        sites = [taken.row for taken in ends if isinstance(taken.row, Site)]
        if len(sites) == 2:
            way = (sites[0].id, sites[1].id, self._mode(cells))
            yield from self._figure(way, cells)

    def _figure(self, way: Way, cells: Cells) -> Iterator[Taken]:
        aside = Aside(self._intake.programme.edition.language)
        values = _values(cells, aside)
        there = self._rows.get(way)
        back = self._rows.get((way[1], way[0], way[2]))
        if there is None and back and values.get("both_ways", True):
            back = self._intake.now(back)
            if back.both_ways and back.id in self._told and back.minutes != values["minutes"]:
                yield self._intake.take(_key(_way(back)), back, back, {"both_ways": False})
                values["both_ways"] = False
            elif back.both_ways:
                there = back
        fresh = TravelTime(new_id(), self._intake.programme.edition.id, *way[:2], 0, way[2])
        key = _key(_way(there) if there else way)
        taken = self._intake.take(key, there, fresh, values)
        yield taken
        if isinstance(taken.row, TravelTime):
            yield Taken(taken.row, remarks=tuple(aside.remarks))
            self._rows[_way(taken.row)] = taken.row
            self._told.add(taken.row.id)

    def _mode(self, cells: Cells) -> TravelMode | None:
        text = line_of("mode", cells.get("mode")) or ""
        if fold(text).removesuffix("s") == CAR:
            return TravelMode(self._choices.answer(_car_or_coach(text)))
        mode = one_of(MODE_BY_WORD, text)
        if mode is None and not is_unknown(text) and fold(text) not in ANY:
            raise InvalidValue(
                "mode",
                Phrase("“{text}” is none of coach, car, on foot, wheelchair, train.", text=text),
            )
        return mode


def _values(cells: Cells, aside: Aside) -> dict[str, Any]:
    minutes = minutes_of("minutes", cells.get("minutes"))
    if minutes is None:
        raise InvalidValue("minutes", Phrase("How long it takes is missing."))
    values: dict[str, Any] = {"minutes": minutes}
    text = line_of("both_ways", cells.get("both_ways")) or ""
    if (both := yes_or_no(text)) is not None:
        values["both_ways"] = both
    elif not is_unknown(text):
        aside.add("both_ways", text)
    return values | aside.note(cells.get("note"), None)


def _text(column: str, cells: Cells) -> str:
    text = line_of(column, cells.get(column))
    if text is None:
        raise InvalidValue(column, Phrase("The name of the place is missing."))
    return text


def _car_or_coach(text: str) -> Question:
    return Question(
        f"mode:{fold(text)}",
        Phrase("“{text}” is a coach in French and a car in English: which is meant?", text=text),
        (
            Candidate(TravelMode.COACH.value, _("coach")),
            Candidate(TravelMode.CAR.value, _("car")),
        ),
    )


def _way(row: TravelTime) -> Way:
    return row.from_site_id, row.to_site_id, row.mode


def _key(way: Way) -> str:
    return f"{way[0]} {way[1]} {way[2] or ''}".strip()


WAYS = Listing(
    "travel", COLUMNS, (("from_site_id",), ("to_site_id",), ("minutes",)), WayTaker, OF_ACTIVITIES
)
