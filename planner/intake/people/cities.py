"""Cities as people write them in lists: found, asked about, or refused.

How a city is recognised: ``planner/matching.py``.
"""

from collections import defaultdict

from planner.entities import City
from planner.errors import PlannerError
from planner.intake.review import Candidate, Choices, Question
from planner.matching import Match, Reason, match_city
from planner.names import country_code, fold
from planner.phrases import Phrase, language
from planner.programme import Programme


class CityFinder:
    """Finds the city that is meant; asks where that is not certain, once for equal texts."""

    def __init__(self, programme: Programme, choices: Choices) -> None:
        self._fields = programme.fields
        self._choices = choices
        self._by_code = {city.code: city for city in programme.cities.values()}
        self._by_name: dict[str, list[City]] = defaultdict(list)
        for city in programme.cities.values():
            self._by_name[fold(city.name)].append(city)
        self._matches: dict[tuple[str, str], Match] = {}

    def find(self, text: str, country: str = "") -> City:
        """Raises Question where several may be meant, PlannerError where none is."""
        if not fold(text):
            raise PlannerError(Phrase("There is no city in this row."))
        if (text, country) not in self._matches:
            self._matches[text, country] = match_city(text, country if fold(country) else None)
        match = self._matches[text, country]
        if match.certain in self._by_code:
            return self._by_code[match.certain]
        own = self._named(text, country)
        if len(own) == 1 and match.reason is not Reason.AMBIGUOUS:
            return own[0]
        found = [self._by_code[c.code] for c in match.candidates if c.code in self._by_code]
        if not found and not own:
            raise _unknown(text, match)
        return self._ask(text, country, list(dict.fromkeys((*own, *found))))

    def _named(self, text: str, country: str) -> list[City]:
        """The cities that the organiser calls exactly so: those that are not in the catalogue."""
        where = country_code(country)
        cities = self._by_name.get(fold(text), ())
        return [c for c in cities if where is None or c.country_code in (None, where)]

    def _ask(self, text: str, country: str, cities: list[City]) -> City:
        question = Question(
            f"city:{fold(text)}:{fold(country)}",
            Phrase("“{text}” is not certain: which city is meant?", text=_place(text, country)),
            tuple(Candidate(city.code, self.described(city)) for city in cities),
        )
        return self._by_code[self._choices.answer(question)]

    def described(self, city: City) -> str:
        """A city with its country and its creative field, to tell it from others."""
        field = self._fields.get(city.field_id or "")
        named = field.name(language()) if field is not None else None
        return " · ".join(filter(None, (_place(city.name, city.country or ""), named)))


def _place(city: str, country: str) -> str:
    return f"{city} ({country})" if country else city


def _unknown(text: str, match: Match) -> PlannerError:
    if match.reason is Reason.JOINED_LATER:
        return PlannerError(
            Phrase("“{text}” has joined the network since 2024 and is not known here.", text=text)
        )
    return PlannerError(
        Phrase("“{text}” is no city of the network that is known here.", text=text),
        Phrase("Check the spelling, or add the country."),
    )
