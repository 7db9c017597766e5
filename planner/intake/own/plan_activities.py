"""Rows of the sheet “Programme” become activities and their parts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from models.words import Kind
from planner.edits.core import new_id
from planner.entities import Activity, Site
from planner.errors import InvalidValue
from planner.intake.cells import line_of
from planner.intake.merging import Intake, Taken
from planner.intake.own.plan_cells import values_in
from planner.intake.own.plan_matching import Matches
from planner.intake.own.plan_outline import Outline
from planner.intake.own.plan_parties import PartyTaker
from planner.intake.own.plan_rows import PlanRow, minutes_in
from planner.intake.own.plan_words import words_of
from planner.intake.places.site_finder import SiteFinder, site_key
from planner.intake.review import Choices, LeftOut
from planner.intake.sessions.sessions import ASSUMED_MINUTES
from planner.phrases import Phrase
from planner.publish.labels import Labels


class ActivityTaker:
    """Takes in ``rows`` one by one, parts after wholes; ``labels``: as the sheet is written."""

    def __init__(
        self, intake: Intake, choices: Choices, labels: Labels, rows: Sequence[PlanRow]
    ) -> None:
        self._intake = intake
        self._labels = labels
        self._words = words_of(labels.language)
        self._places = SiteFinder(intake, choices, adds_unknown=True)
        self._parties = PartyTaker(intake, choices, self._words)
        self._times = Counter(row.key for row in rows)
        self._outline = Outline(intake.programme, rows)
        self._matches = Matches(intake, self._times.keys())
        #: What the wholes are in the plan: id by key.
        self._taken: dict[str, str] = {}

    def take(self, row: PlanRow) -> Iterator[Taken]:
        """Raises LeftOut for what has no place in this edition, Question, InvalidValue."""
        if self._times[row.key] > 1:
            raise InvalidValue(
                "key",
                Phrase("Another row has the same reference: leave it empty for a new activity."),
            )
        whole = self._outline.whole_of(row) if row.whole else None
        parent_id = self._id_of(whole) if whole is not None else None
        found = self._matches.find(row, parent_id)
        there = self._intake.remembered(Activity, row.key) or found
        if there is None:
            self._check_wanted(row)
        elif (there.parent_id is None) != (parent_id is None):
            raise InvalidValue("part_of", Phrase("Parts and wholes cannot become each other."))
        values = values_in(row.cells, self._words, self._labels, there)
        for column in ("site_id", "from_site_id"):
            yield from self._take_place(row, column, there, values)
        minutes = minutes_in(row, there, self._intake.programme)
        values |= {} if minutes is None else {"minutes": minutes}
        values |= self._order(row, whole, parent_id)
        fresh = self._fresh(row, parent_id)
        taken = self._intake.take(row.key, found, fresh, values)
        yield replace(taken, remarks=tuple(_remarks(taken, minutes)))
        yield from self._parties.take(row.key, taken, row.cells)
        if isinstance(taken.row, Activity):
            self._taken[row.key] = taken.row.id

    def _id_of(self, whole: PlanRow) -> str:
        if whole.key not in self._taken:
            raise LeftOut(Phrase("What it is a part of is not taken in."))
        return self._taken[whole.key]

    def _check_wanted(self, row: PlanRow) -> None:
        edition, day = self._intake.programme.edition, row.start.date()
        if not edition.first_day <= day <= edition.last_day:
            raise LeftOut(
                Phrase(
                    "{day} is no day of this edition, which lasts from {first} to {last}.",
                    day=day,
                    first=edition.first_day,
                    last=edition.last_day,
                )
            )

    def _take_place(
        self, row: PlanRow, column: str, there: Activity | None, values: dict[str, Any]
    ) -> Iterator[Taken]:
        """The place as it is in the plan where it is called so: others may have that name."""
        name = line_of(column, row.cells.get(column))
        if name is None:
            return
        current = getattr(there, column) if there is not None else None
        is_of_plan = self._intake.said_before(Site, site_key(name, "")) is None
        if is_of_plan and self._intake.programme.site_name(current) == name:
            values[column] = current
            return
        place = self._places.take(column, name)
        yield place
        if place.row is not None:
            values[column] = place.row.id

    def _order(self, row: PlanRow, whole: PlanRow | None, parent_id: str | None) -> dict[str, Any]:
        """When a whole begins; of a part its whole and its place in it."""
        if whole is None or parent_id is None:
            return {"start": row.start}
        position = self._outline.position(whole, parent_id, row)
        place = {} if position is None else {"position": position}
        return {"parent_id": parent_id, **place}

    def _fresh(self, row: PlanRow, parent_id: str | None) -> Activity:
        return Activity(
            new_id(),
            self._intake.programme.edition.id,
            Kind.SESSION if parent_id is None else Kind.PRESENTATION,
            row.title,
            minutes=ASSUMED_MINUTES,
            parent_id=parent_id,
            external_key=row.key,
        )


def _remarks(taken: Taken, minutes: int | None) -> Iterator[Phrase]:
    if taken.added and minutes is None:
        yield Phrase("Its end is not known: {n} minutes are taken.", n=ASSUMED_MINUTES)
