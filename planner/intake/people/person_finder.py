"""Whether somebody in a list is known already.

The same name in the same delegation, with the same e-mail address or where one of the two has
none, is the same person; names compare as ``person_names.py`` says.  The organiser is asked:

* where the name is the same and the address another, or several bear the name;
* where the name is a letter off, shorter or longer, and the addresses do not contradict it (more
  generously where the address is the same);
* where name and address are those of somebody of another delegation.

Everybody else is new: two who share a mailbox stay two.  Whom the file has named already, nobody
else in it is taken for only because the names are alike.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from planner.entities import TABLE_OF, Delegate, Delegation
from planner.intake.merging import Intake
from planner.intake.people.person_names import (
    Reading,
    agree,
    may_be_one,
    may_be_one_with_address,
    plain,
    readings,
)
from planner.intake.review import Candidate, Choices, Question
from planner.phrases import Phrase, _

#: The answer that somebody is nobody who is known.
NEW = "new"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a row names them; ``key`` is their identity in the file."""

    key: str
    name: str
    readings: frozenset[Reading]
    email: str

    def has_other_address(self, email: str) -> bool:
        return bool(self.email and email and self.email != email)


def person_named(city_key: str, name: str, latin_name: str | None, email: str | None) -> Person:
    key = f"{city_key} {plain(name) or name} {_address(email)}".strip()
    return Person(key, name, _read(name, latin_name), _address(email))


class PersonFinder:
    """Finds the delegates that rows of a list are about."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._choices = choices
        self._last: dict[str, int] = defaultdict(int)
        self._named: dict[tuple[str, Reading], list[Delegate]] = defaultdict(list)
        self._mailed: dict[str, list[Delegate]] = defaultdict(list)
        #: Whom this file has not named yet, by delegation.
        self._others: dict[str, dict[str, Delegate]] = defaultdict(dict)
        #: Whom it has: delegate id -> how a question calls them.
        self._told: dict[str, str] = {}
        for delegate in intake.programme.delegates.values():
            self._index(delegate)
            self._others[delegate.delegation_id][delegate.id] = delegate

    def _index(self, delegate: Delegate) -> None:
        delegation_id = delegate.delegation_id
        self._last[delegation_id] = max(self._last[delegation_id], delegate.position)
        if delegate.email:
            self._mailed[_address(delegate.email)].append(delegate)
        for reading in _readings_of(delegate):
            self._named[delegation_id, reading].append(delegate)

    def told(self, person: Person, delegate: Delegate, *, added: bool) -> None:
        """A row has been taken in: who it is about is known from now on."""
        self._told.setdefault(delegate.id, person.key if added else delegate.id)
        self._others[delegate.delegation_id].pop(delegate.id, None)
        if added:
            self._index(delegate)

    def is_told(self, delegate: Delegate) -> bool:
        """Whether this file has named somebody already."""
        return delegate.id in self._told

    def next_position(self, delegation: Delegation) -> int:
        return self._last[delegation.id] + 1

    def find(self, delegation: Delegation, person: Person) -> Delegate | None:
        """Who is meant, None for somebody new; raises Question where that is not certain."""
        if (TABLE_OF[Delegate], person.key) in self._intake.memory.by_key:
            return None  # the memory knows better, also that they were removed by hand
        named = {d.id: d for r in person.readings for d in self._named.get((delegation.id, r), ())}
        same = [self._intake.now(d) for d in named.values()]
        mailed = [d for d in same if person.email and _address(d.email) == person.email]
        fitting = mailed or [d for d in same if not person.has_other_address(_address(d.email))]
        if mailed or len(fitting) == 1:
            return fitting[0]
        candidates = fitting or same or list(self._likely(delegation, person))
        if candidates:
            question = Phrase("Is “{name}” somebody who is known already?", name=person.name)
            return self._ask(person, candidates, question)
        return self._of_another(delegation, person)

    def _likely(self, delegation: Delegation, person: Person) -> Iterator[Delegate]:
        """Those of the delegation who may be meant although the names differ."""
        mailed = {d.id: d for d in self._mailed.get(person.email, ())}
        for delegate in map(self._intake.now, mailed.values()):
            if delegate.delegation_id == delegation.id and may_be_one_with_address(
                _readings_of(delegate), person.readings
            ):
                yield delegate
        for delegate in map(self._intake.now, self._others[delegation.id].values()):
            if delegate.id in mailed or person.has_other_address(_address(delegate.email)):
                continue
            if may_be_one(_readings_of(delegate), person.readings):
                yield delegate

    def _of_another(self, delegation: Delegation, person: Person) -> Delegate | None:
        found = [
            self._intake.now(d)
            for d in self._mailed.get(person.email, ())
            if d.delegation_id != delegation.id and agree(_readings_of(d), person.readings)
        ]
        if not found:
            return None
        question = Phrase(
            "“{name}” is in another delegation already: is it the same person, who stays there?",
            name=person.name,
        )
        return self._ask(person, found, question)

    def _ask(self, person: Person, found: list[Delegate], phrase: Phrase) -> Delegate | None:
        by_answer = {self._told.get(d.id, d.id): d for d in found}
        answers = [Candidate(answer, self._described(d)) for answer, d in by_answer.items()]
        question = Question(
            f"person:{person.key}", phrase, (*answers, Candidate(NEW, _("somebody new")))
        )
        return by_answer.get(self._choices.answer(question))

    def _described(self, delegate: Delegate) -> str:
        """Somebody with all that tells them from others."""
        delegation = self._intake.find(Delegation, delegate.delegation_id)
        parts = (
            delegate.name,
            delegate.role,
            delegate.email,
            delegation.name if delegation is not None else None,
        )
        return " · ".join(filter(None, parts))


def same_name(delegate: Delegate, name: str) -> bool:
    """Whether a name is one that a delegate has already, however it is written."""
    return agree(_readings_of(delegate), readings(name))


def _readings_of(delegate: Delegate) -> frozenset[Reading]:
    return _read(delegate.name, delegate.latin_name)


def _read(name: str, latin_name: str | None) -> frozenset[Reading]:
    return readings(name) | readings(latin_name) if latin_name else readings(name)


def _address(email: str | None) -> str:
    return (email or "").casefold()
