"""Delegations and hosts as people write them in lists: found, asked about, or refused."""

from planner.entities import Delegation, Host
from planner.errors import InvalidValue, PlannerError
from planner.intake.merging import Intake
from planner.intake.people.cities import CityFinder
from planner.intake.places.host_finder import host_names
from planner.intake.review import Candidate, Choices, Question
from planner.names import fold
from planner.phrases import Phrase


class PartyFinder:
    """Finds the delegation or host that is meant; asks where that is not certain."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._choices = choices
        self._cities = CityFinder(intake.programme, choices)
        delegations = intake.every(Delegation)
        self._by_city = {d.city_id: d for d in delegations}
        self._hosts = {host.id: host for host in intake.every(Host)}
        self._delegations = {d.id: d for d in delegations}
        self._names = host_names(self._hosts.values())
        for delegation in delegations:
            self._names.add(delegation.id, delegation.name)

    def certain(self, text: str) -> Delegation | Host | None:
        equal = self._names.equal(text)
        return self._party(equal[0]) if len(equal) == 1 else None

    def alike(self, text: str) -> list[Delegation | Host]:
        return [self._party(i) for i in self._names.alike(text)]

    def find(self, column: str, text: str, country: str = "") -> Delegation | Host:
        """Raises Question where several may be meant, InvalidValue where none is."""
        if (known := self.certain(text)) is not None:
            return known
        try:
            city = self._cities.find(text, country)
        except PlannerError as error:
            if alike := self.alike(text):
                return self._party(self._choices.answer(_which_party(text, alike)))
            raise error if isinstance(error, Question) else _no_party(column, text) from None
        if (delegation := self._by_city.get(city.id)) is None:
            raise InvalidValue(
                column, Phrase("{city} has no delegation in this edition.", city=city.name)
            )
        return delegation

    def _party(self, row_id: str) -> Delegation | Host:
        return self._hosts.get(row_id) or self._delegations[row_id]


def _which_party(text: str, alike: list[Delegation | Host]) -> Question:
    return Question(
        f"party:{fold(text)}",
        Phrase("“{text}” is not certain: who is meant?", text=text),
        tuple(Candidate(party.id, party.name) for party in alike),
    )


def _no_party(column: str, text: str) -> InvalidValue:
    return InvalidValue(
        column,
        Phrase("“{text}” is neither a delegation nor a host of this edition.", text=text),
    )
