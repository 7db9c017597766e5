"""Activities by their titles as people write them: found, asked about, or refused."""

from planner.entities import Activity
from planner.errors import InvalidValue
from planner.intake.alike import Names
from planner.intake.merging import Intake
from planner.intake.review import Candidate, Choices, Question
from planner.names import fold
from planner.phrases import Phrase, _, short_date


class ActivityFinder:
    """Finds the activity that is meant by its title, asks where that is not certain."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._choices = choices
        rows = (a for a in intake.every(Activity) if a.parent_id is None)
        self._activities = {activity.id: activity for activity in rows}
        self._keys = {a.external_key: a.id for a in self._activities.values() if a.external_key}
        self._names = Names()
        for activity in self._activities.values():
            self._names.add(activity.id, activity.title)

    def certain(self, text: str) -> str | None:
        known = text if text in self._activities else self._keys.get(text)
        equal = self._names.equal(text)
        return known or (equal[0] if len(equal) == 1 else None)

    def alike(self, text: str) -> list[Candidate]:
        found = self._names.equal(text) or self._names.alike(text)
        return [Candidate(i, self._described(self._activities[i])) for i in found]

    def find(self, text: str) -> str:
        """Its id; raises Question where several may be meant, InvalidValue where none is."""
        if known := self.certain(text):
            return known
        alike = self.alike(text)
        if not alike:
            raise InvalidValue("activity_id", Phrase("No activity is called “{text}”.", text=text))
        phrase = Phrase("“{text}” is not certain: which activity is meant?", text=text)
        return self._choices.answer(Question(f"activity:{fold(text)}", phrase, tuple(alike)))

    def _described(self, activity: Activity) -> str:
        if activity.start is None:
            return f"{activity.title} ({_('unplaced')})"
        return f"{short_date(activity.start.date())} {activity.start:%H:%M}  {activity.title}"
