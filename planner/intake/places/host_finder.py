"""Which host of the plan a list means."""

from collections.abc import Iterable

from planner.entities import Host
from planner.intake.alike import Names
from planner.intake.merging import Intake
from planner.intake.places.site_finder import NEW
from planner.intake.review import Candidate, Choices, Question
from planner.names import fold
from planner.phrases import Phrase, _


class HostFinder:
    """Finds hosts by name; asks where one is similar."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._choices = choices
        self._hosts = {host.id: host for host in intake.every(Host)}
        self._names = host_names(self._hosts.values())

    def find(self, name: str) -> Host | None:
        """None for one that is new or remembered; raises Question."""
        if self._intake.said_before(Host, host_key(name)) is not None:
            return None
        equal = self._names.equal(name)
        if len(equal) == 1:
            return self._hosts[equal[0]]
        alike = equal or self._names.alike(name)
        if not alike:
            return None
        question = Question(
            f"host:{fold(name)}",
            Phrase("“{text}” is not certain: which host is meant?", text=name),
            (*(Candidate(i, self._hosts[i].name) for i in alike), Candidate(NEW, _("a new host"))),
        )
        answer = self._choices.answer(question)
        return None if answer == NEW else self._hosts[answer]


def host_key(name: str) -> str:
    """The identity of a host in a file."""
    return fold(name) or name


def host_names(hosts: Iterable[Host]) -> Names:
    found = Names()
    for host in hosts:
        found.add(host.id, host.name)
    return found
