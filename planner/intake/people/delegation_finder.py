"""Which delegation a row of a list is about."""

from collections import defaultdict
from typing import NamedTuple

from planner.entities import City, Delegation
from planner.errors import PlannerError
from planner.intake.cells import text_of
from planner.intake.listing import Cells
from planner.intake.people.cities import CityFinder
from planner.intake.review import Candidate, Choices, Question
from planner.names import country_code, fold
from planner.phrases import Phrase
from planner.programme import Programme

#: The question about a list without a column for the city: one delegation's own list.
WHOSE_LIST = "list:delegation"


class Ground(NamedTuple):
    """A city, its delegation if there is one, and the key of the delegation in the file."""

    key: str
    city: City
    delegation: Delegation | None


class DelegationFinder:
    """Finds delegations by their own name, else by their city."""

    def __init__(self, programme: Programme, choices: Choices) -> None:
        self._city = programme.cities
        self._choices = choices
        self._cities = CityFinder(programme, choices)
        self._by_city: dict[str, Delegation] = {}
        self._by_name: dict[str, list[Delegation]] = defaultdict(list)
        for delegation in sorted(programme.delegations.values(), key=lambda d: (d.name, d.id)):
            self._add(delegation)

    def _add(self, delegation: Delegation) -> None:
        self._by_name[fold(delegation.name)].append(delegation)
        first = self._by_city.setdefault(delegation.city_id, delegation)
        if first.name != self._name_of_city(delegation) == delegation.name:
            self._by_city[delegation.city_id] = delegation

    def _name_of_city(self, delegation: Delegation) -> str | None:
        city = self._city.get(delegation.city_id)
        return city.name if city is not None else None

    def add(self, delegation: Delegation) -> None:
        """A row has been taken in: its delegation is known from now on."""
        if delegation.city_id not in self._by_city:
            self._add(delegation)

    def find(self, cells: Cells) -> Ground:
        """Raises Question and PlannerError as :meth:`CityFinder.find`."""
        if "city" not in cells:
            return self._ground(self._whose_list())
        text, country = text_of(cells["city"]), text_of(cells.get("country"))
        named = self._by_name.get(fold(text), [])
        if len(named) == 1 and self._lies_in(named[0], country):
            return self._ground(named[0])
        city = self._cities.find(text, country)
        return Ground(city.code, city, self._by_city.get(city.id))

    def _lies_in(self, delegation: Delegation, country: str) -> bool:
        city = self._city.get(delegation.city_id)
        return city is not None and (
            not fold(country) or country_code(country) == city.country_code
        )

    def _ground(self, delegation: Delegation) -> Ground:
        city = self._city[delegation.city_id]
        if self._by_city[city.id].id == delegation.id:
            return Ground(city.code, city, delegation)
        return Ground(f"{city.code} {fold(delegation.name)}", city, delegation)

    def _whose_list(self) -> Delegation:
        known = {d.id: d for rows in self._by_name.values() for d in rows}
        if not known:
            raise PlannerError(
                Phrase("There is no column for the city."),
                Phrase("Add a column “City”, or add the delegation first."),
            )
        candidates = tuple(Candidate(d.id, d.name) for d in known.values())
        question = Question(
            WHOSE_LIST, Phrase("This list names no city: whose people are these?"), candidates
        )
        return known[self._choices.answer(question)]
