"""What is wished, as people write it: an activity, a place, somebody to meet, a field, a theme."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from planner.entities import Delegation, Host
from planner.intake.creative_fields import field_names, fields_of
from planner.intake.merging import Intake, Taken
from planner.intake.places.site_finder import SiteFinder, shown
from planner.intake.review import Candidate, Choices, Question
from planner.intake.wishes.activity_titles import ActivityFinder
from planner.intake.wishes.parties import PartyFinder
from planner.names import fold
from planner.phrases import Phrase, _

#: The answer that a wish is about a theme, in the words of the file.
THEME = "theme"


class Target(NamedTuple):
    """A column of a wish and its value."""

    column: str
    value: str


class TargetFinder:
    """Finds what is wished by the columns of a list."""

    def __init__(self, intake: Intake, choices: Choices, parties: PartyFinder) -> None:
        self._choices = choices
        self._parties = parties
        self._activities = ActivityFinder(intake, choices)
        self._places = SiteFinder(intake, choices)
        self._fields = field_names(intake.programme)
        self._by_column: dict[str, Callable[[str], Iterable[Target]]] = {
            "activity_id": lambda text: [Target("activity_id", self._activities.find(text))],
            "meeting": lambda text: [_meeting(parties.find("meeting", text))],
            "field_id": self._of_fields,
            "theme": lambda text: [Target("theme", text)],
            "wish": lambda text: [self._anything(text)],
        }

    def targets(self, column: str, text: str) -> Iterable[Target]:
        """What a text in a column other than that of places stands for; raises Question."""
        return self._by_column[column](text)

    def place(self, text: str) -> Taken:
        return self._places.take("site_id", text)

    def _of_fields(self, text: str) -> Iterator[Target]:
        """Words that are no creative field are themes."""
        known, unknown = fields_of(self._fields, text)
        yield from (Target("field_id", field_id) for field_id in known)
        yield from (Target("theme", word) for word in unknown)

    def _anything(self, text: str) -> Target:
        """Whatever is called so; asks where something is called alike, else it is a theme."""
        if found := self._certain(text):
            return found
        candidates = tuple(self._candidates(text))
        if not candidates:
            return Target("theme", text)
        question = Question(
            f"wish:{fold(text)}",
            Phrase("“{text}” is not certain: what is wished?", text=text),
            (*candidates, Candidate(THEME, _("a theme, in these words"))),
        )
        answer = self._choices.answer(question)
        column, _colon, value = answer.partition(":")
        return Target(column, value) if value else Target("theme", text)

    def _certain(self, text: str) -> Target | None:
        if activity_id := self._activities.certain(text):
            return Target("activity_id", activity_id)
        if (site := self._places.known(text)) is not None:
            return Target("site_id", site.id)
        if (party := self._parties.certain(text)) is not None:
            return _meeting(party)
        field_id = self._fields.get(fold(text))
        return Target("field_id", field_id) if field_id else None

    def _candidates(self, text: str) -> Iterator[Candidate]:
        for activity in self._activities.alike(text):
            yield Candidate(f"activity_id:{activity.id}", activity.text)
        for site in self._places.alike(text):
            yield Candidate(f"site_id:{site.id}", shown(site))
        for party in self._parties.alike(text):
            yield Candidate(":".join(_meeting(party)), party.name)


def _meeting(party: Delegation | Host) -> Target:
    column = "wanted_host_id" if isinstance(party, Host) else "wanted_delegation_id"
    return Target(column, party.id)
