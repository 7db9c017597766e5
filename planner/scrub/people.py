"""The people of an edition, and the neutral names that take the place of theirs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from models.words import HostKind
from planner.entities import Boarding, Contact, Delegate, Entity, Host, Organiser, Vehicle
from planner.phrases import LANGUAGES, N_, Phrase
from planner.programme import Programme

#: What a person is -> what they are called afterwards.
NEUTRAL: dict[str, str] = {
    "delegate": N_("Delegate {n}"),
    "contact": N_("Contact {n}"),
    "organiser": N_("Organiser {n}"),
    HostKind.ACTOR: N_("Local actor {n}"),
    HostKind.MODERATOR: N_("Moderator {n}"),
    HostKind.INTERPRETER: N_("Interpreter {n}"),
    "vehicle": N_("Driver {n}"),
    "boarding": N_("Guest {n}"),
}
#: The tables in which people are, in the order in which they are numbered.
PEOPLE_IN = ("organisers", "delegates", "hosts", "contacts", "vehicles", "boardings")


@dataclass(frozen=True, slots=True)
class Person:
    """``kind`` is a key of ``NEUTRAL``, ``also`` is what else gives them away in a text."""

    kind: str
    id: str
    name: str
    also: tuple[str, ...] = ()

    @property
    def is_neutral(self) -> bool:
        """Whether this is a name that was given here."""
        return any(pattern.fullmatch(self.name) for pattern in _patterns(self.kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    texts = (Phrase(NEUTRAL[kind], n=0).text(code) for code in LANGUAGES)
    return tuple(re.compile(re.escape(text).replace("0", r"(\d+)")) for text in texts)


def person_of(row: Entity) -> Person | None:
    """Whom a row stands for; None where it is nobody."""
    match row:
        case Delegate():
            return _person("delegate", row.id, row.name, row.latin_name, row.email, row.phone)
        case Contact():
            return _person("contact", row.id, row.name, row.email, row.phone)
        case Organiser():
            return _person("organiser", row.id, row.name, row.email, row.phone)
        case Host() if row.kind is not HostKind.INSTITUTION:
            return _person(row.kind, row.id, row.name, row.email, row.phone)
        case Vehicle() if row.driver:
            return _person("vehicle", row.id, row.driver, row.driver_phone)
        case Boarding() if row.guest:
            return _person("boarding", row.id, row.guest)
    return None


def _person(kind: str, row_id: str, name: str, *also: str | None) -> Person:
    return Person(kind, row_id, name, tuple(filter(None, also)))


def people_of(programme: Programme) -> Iterator[Person]:
    """Everybody who is named, in an order that their names have no part in."""
    for attribute in PEOPLE_IN:
        rows = getattr(programme, attribute).values()
        for row in sorted(rows, key=lambda r: (getattr(r, "delegation_id", None) or "", r.id)):
            if (person := person_of(row)) is not None:
                yield person


def people_left(programme: Programme) -> int:
    """How many are still called by their own names."""
    return sum(not person.is_neutral for person in people_of(programme))


class Neutral:
    """The neutral name of everybody: the same in the plan and in all of its releases.

    Namesakes of one kind share a name, as they did before: what is counted by name stays as it
    was.  Who has a neutral name already keeps it.
    """

    def __init__(self, people: Iterable[Person], language: str) -> None:
        self._language = language
        self._by_id: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        self._taken: dict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, int] = defaultdict(int)
        everybody = tuple(people)
        for person in everybody:
            if person.is_neutral:
                self._by_id.setdefault((person.kind, person.id), person.name)
                self._taken[person.kind].add(person.name)
        for person in everybody:
            self.of(person)

    def of(self, person: Person) -> str:
        """What somebody is called from now on."""
        if person.is_neutral:
            return person.name
        by_id, by_name = (person.kind, person.id), (person.kind, person.name)
        name = self._by_id.get(by_id) or self._by_name.get(by_name) or self._fresh(person.kind)
        self._by_id.setdefault(by_id, name)
        self._by_name.setdefault(by_name, name)
        return name

    def _fresh(self, kind: str) -> str:
        while True:
            self._numbers[kind] += 1
            phrase = Phrase(NEUTRAL[kind], n=self._numbers[kind])
            name = phrase.text(self._language)
            if name not in self._taken[kind]:
                return name
