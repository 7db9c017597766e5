"""Lists of delegations, one row a delegate; a row without a name is about the delegation.

Rows are matched with what is there: the delegation by its name or its city, then the delegate
(see ``people.py``).  Empty cells change nothing.  Nobody is removed.

Status, head count, hotel, interests and language of documents are the delegation's, whatever row
they stand in.  Where rows of people differ in them: the interests add up, one who has accepted is
enough, and another hotel or language of documents is noted with the person.  A status that takes
a delegation away, in the row of a person, is asked about.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from models.words import ABSENT, DelegationStatus
from planner.edits.core import new_id
from planner.edits.people import STATUS_NAMES, country_language
from planner.entities import City, Delegate, Delegation, Site
from planner.errors import PlannerError
from planner.intake.cells import line_of, text_of
from planner.intake.creative_fields import field_names
from planner.intake.listing import Cells, Listing
from planner.intake.merging import Intake, Taken
from planner.intake.notes import note_with
from planner.intake.people.columns import HEADERS, NAMES, NOT_OF_PEOPLE, OURS, PERSONAL
from planner.intake.people.delegate_cells import (
    DelegateCells,
    has_no_name_yet,
    heads_of,
    is_list_of_ours,
    known_cells,
    name_of,
    note_lines,
    says_of_people,
)
from planner.intake.people.delegation_finder import DelegationFinder, Ground
from planner.intake.people.person_finder import Person, PersonFinder, person_named, same_name
from planner.intake.people.person_names import has_more_accents
from planner.intake.places.site_finder import SiteFinder
from planner.intake.review import Candidate, Choices, LeftOut, Question
from planner.intake.values import Aside
from planner.phrases import Phrase, _

#: Columns of a delegation to which every row may contribute.
GROWING = frozenset({"interests", "note"})
#: Columns of a delegation that may be another for one of its people.
EACH = ("hotel_id", "document_language")
#: Whom a status in somebody's row concerns.
ALL, ONE = "delegation", "person"


class DelegationTaker:
    """Takes in the rows of a list of delegations."""

    def __init__(self, intake: Intake, choices: Choices, *, adds_hotels: bool = False) -> None:
        """``adds_hotels``: a hotel that is no place of the plan becomes one, or is asked about."""
        programme = intake.programme
        self._intake = intake
        self._choices = choices
        self._edition = programme.edition
        sites = {site.id: site for site in intake.every(Site)}
        self._cells = DelegateCells(self._edition, field_names(programme), sites)
        self._delegations = DelegationFinder(programme, choices)
        self._people = PersonFinder(intake, choices)
        self._hotels = SiteFinder(intake, choices, adds_unknown=True) if adds_hotels else None
        #: What this file has said of each delegation so far.
        self._said: dict[str, dict[str, Any]] = defaultdict(dict)
        #: The people it has named of each, and how many more it has counted.
        self._named: dict[str, set[str]] = defaultdict(set)
        self._unnamed: dict[str, int] = defaultdict(int)

    def about(self, cells: Cells) -> str:
        names = (text_of(cells.get("city")), text_of(cells.get("name")) or name_of(cells))
        return " · ".join(name for name in names if name)

    def take(self, cells: Cells) -> Iterator[Taken]:
        cells = known_cells(cells)
        yield from self._hotel(cells)
        ground, name = self._delegations.find(cells), name_of(cells)
        if name is None:
            yield from self._take_group(cells, ground)
        else:
            yield from self._take_person(cells, ground, name)

    def _hotel(self, cells: Cells) -> Iterator[Taken]:
        """The hotel of the row, where it is a place that the plan had not."""
        cell = cells.get("hotel_id")
        if self._hotels is None or line_of("hotel_id", cell) is None:
            return
        taken = self._hotels.take("hotel_id", cell)
        yield taken
        if taken.added and isinstance(taken.row, Site):
            self._cells.add_site(taken.row)

    def _take_group(self, cells: Cells, ground: Ground) -> Iterator[Taken]:
        if says_of_people(cells):
            raise PlannerError(Phrase("There is no name in this row."))
        aside = Aside(self._cells.language)
        values = self._cells.of_delegation(cells, aside) | self._cells.of_group(cells, aside)
        if (heads := self._heads(cells, ground)) is not None:
            values["head_count"] = heads
        is_open = has_no_name_yet(cells) and not is_list_of_ours(cells)
        growing = GROWING | {"head_count"} if is_open else GROWING
        lines = (*note_lines(cells), *aside.lines)
        taken = self._delegation(ground, values, lines, growing)
        yield replace(taken, remarks=tuple(aside.remarks))
        self._keep(ground, taken, values)
        if is_open and "head_count" in values:
            self._unnamed[ground.key] += heads_of(cells) or 0

    def _take_person(self, cells: Cells, ground: Ground, name: str) -> Iterator[Taken]:
        aside = Aside(self._cells.language)
        values = self._cells.of_delegation(cells, aside)
        if (heads := heads_of(cells)) not in (None, 1):  # 1 is the person
            values["head_count"] = heads
        self._check_status(ground, name, values)
        self._leave_to_person(cells, ground, values, aside)
        taken = self._delegation(ground, values, (), GROWING)
        yield taken
        if not isinstance(taken.row, Delegation):
            return
        yield from self._person(cells, ground, taken.row, name, aside)
        self._keep(ground, taken, values)

    def _heads(self, cells: Cells, ground: Ground) -> int | None:
        """How many the delegation is, as a row without a name says.

        In place of names not known yet stands how many those are: in lists of ours in one row for
        all, elsewhere also in several, which add up to what the delegation is at least, unless
        the file has said that outright.
        """
        heads, now = heads_of(cells), self._now(ground)
        if heads is None or not has_no_name_yet(cells):
            return heads
        heads += len(self._named[ground.key])
        if is_list_of_ours(cells):
            return heads
        if "head_count" in self._said[ground.key] and not self._unnamed[ground.key]:
            return None
        heads += self._unnamed[ground.key]
        return max(heads, now.head_count or 0) if now is not None else heads

    # -- the delegation ----------------------------------------------------------------------

    def _now(self, ground: Ground) -> Delegation | None:
        """A delegation as the rows so far have made it."""
        known = self._intake.remembered(Delegation, ground.key)
        if known is None and ground.delegation is not None:
            return self._intake.now(ground.delegation)
        return known

    def _delegation(
        self,
        ground: Ground,
        values: dict[str, Any],
        lines: Sequence[str],
        growing: frozenset[str],
    ) -> Taken:
        now = self._now(ground)
        if now is not None and "interests" in values:
            values["interests"] = tuple(dict.fromkeys((*now.interests, *values["interests"])))
        if note := note_with(self._intake, now, lines):
            values["note"] = note
        fresh = now or self._fresh(ground.city)
        return self._intake.take(ground.key, ground.delegation, fresh, values, growing)

    def _fresh(self, city: City) -> Delegation:
        language = country_language(city.country_code) or self._edition.language
        return Delegation(
            new_id(), self._edition.id, city.id, city.name, document_language=language
        )

    def _check_status(self, ground: Ground, name: str, values: dict[str, Any]) -> None:
        """Ask whom a status concerns that somebody has in a delegation that comes.

        Somebody who has not answered yet takes back no answer.
        """
        now, status = self._now(ground), values.get("status")
        current = now.status if now is not None else DelegationStatus.INVITED
        if status is DelegationStatus.INVITED:
            del values["status"]
        if status not in ABSENT or current in ABSENT:
            return
        question = Question(
            f"status:{ground.key}",
            Phrase(
                "“{name}” is marked as {status}: is the whole delegation?",
                name=name,
                status=Phrase(STATUS_NAMES[status]),
            ),
            (
                Candidate(ALL, _("the whole delegation")),
                Candidate(ONE, _("this person alone, who is left out")),
            ),
        )
        if self._choices.answer(question) == ONE:
            raise LeftOut

    def _leave_to_person(
        self, cells: Cells, ground: Ground, values: dict[str, Any], aside: Aside
    ) -> None:
        """Note what is another for this person than for those before of the delegation."""
        for column in EACH:
            said = self._said[ground.key].get(column)
            if said is not None and values.get(column, said) != said:
                aside.add(column, text_of(cells.get(column)))
                del values[column]

    def _keep(self, ground: Ground, taken: Taken, values: dict[str, Any]) -> None:
        """The row has been taken in whole: the next ones build on it."""
        self._said[ground.key].update(values)
        if isinstance(taken.row, Delegation):
            self._delegations.add(taken.row)

    # -- its people --------------------------------------------------------------------------

    def _person(
        self, cells: Cells, ground: Ground, delegation: Delegation, name: str, aside: Aside
    ) -> Iterator[Taken]:
        values = self._cells.of_person(cells, aside)
        person = person_named(ground.key, name, values.get("latin_name"), values.get("email"))
        found = self._people.find(delegation, person)
        there = self._intake.remembered(Delegate, person.key) or found
        values["name"] = name if there is None else self._name(there, person, values)
        if there is not None and _same_address(there.email, values.get("email")):
            values["email"] = there.email
        if note := note_with(self._intake, there, (*note_lines(cells), *aside.lines)):
            values["note"] = note
        _leave_to_delegation(delegation, there, values)
        position = self._people.next_position(delegation)
        fresh = Delegate(new_id(), delegation.id, name, position=position)
        taken = self._intake.take(person.key, found, fresh, values, frozenset({"note"}))
        yield replace(taken, remarks=tuple(aside.remarks))
        if isinstance(taken.row, Delegate):
            self._people.told(person, taken.row, added=taken.added)
            self._named[ground.key].add(taken.row.id)

    def _name(self, there: Delegate, person: Person, values: dict[str, Any]) -> str:
        """How the plan is to write a name: as it does, however the file writes the same one.

        The file is right where it is another name (but for one that it has given already), where
        it has accents that were missing, and where it comes with Latin letters not known yet.
        """
        if self._people.is_told(there):
            return there.name
        is_fuller = bool(values.get("latin_name")) and there.latin_name is None
        is_better = is_fuller or has_more_accents(person.name, there.name)
        return person.name if is_better or not same_name(there, person.name) else there.name


def _leave_to_delegation(
    delegation: Delegation, there: Delegate | None, values: dict[str, Any]
) -> None:
    """Somebody who is known to travel with the delegation goes on doing so."""
    for column in ("arrival", "departure"):
        is_known = there is not None and getattr(there, column) is None
        if is_known and values.get(column) == getattr(delegation, column):
            values.pop(column, None)


def _same_address(one: str | None, other: str | None) -> bool:
    return bool(one and other and one.casefold() == other.casefold())


#: As our own workbooks write it, with every column of theirs.
PARTICIPANTS = Listing(
    "delegations",
    HEADERS,
    tuple((column,) for column in OURS),
    partial(DelegationTaker, adds_hotels=True),
    NOT_OF_PEOPLE,
)
DELEGATIONS = Listing(
    "delegations",
    HEADERS,
    (
        ("city", *PERSONAL),
        ("city", *NAMES),
        tuple(column for column in HEADERS if column not in ("city", "country")),
    ),
    DelegationTaker,
    NOT_OF_PEOPLE,
)
