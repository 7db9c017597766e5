"""What a rule is, and the list of all rules.

A rule is one function that looks at one subject and yields a conflict for each way in which the
plan breaks it::

    @rule("meeting-without-host", per=Subject.ACTIVITY, kinds=frozenset({Kind.MEETING}))
    def meeting_without_host(programme: Programme, activity_id: str) -> Iterator[Conflict]: ...

    @agenda_rule("day-too-long", Subject.DELEGATION, Subject.DELEGATE)
    def day_too_long(agenda: Agenda) -> Iterator[Conflict]: ...

To add one, write it in the module of its topic (a new module goes into ``MODULES`` of
``engine.py``).  What a rule may read is its subject and what takes part in it: see
``touched.py``, which says for every edit which subjects are looked at again.  The tray of
unplaced activities is not part of the programme: no rule is asked about it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from models.words import Kind
from planner.checks.agenda import Agenda
from planner.conflicts import Conflict
from planner.programme import Programme


class Subject(StrEnum):
    """What a rule looks at."""

    EDITION = "edition"
    DELEGATION = "delegation"  # those that have not declined or been cancelled
    DELEGATE = "delegate"  # those with entries or constraints of their own
    HOST = "host"
    SITE = "site"  # those where something is placed
    VEHICLE = "vehicle"
    TOUR = "tour"
    TOUR_DAY = "tour-day"
    ACTIVITY = "activity"  # placed ones and their parts


Test: TypeAlias = Callable[[Programme, str], Iterator[Conflict]]
AgendaTest: TypeAlias = Callable[[Agenda], Iterator[Conflict]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule about one subject, given by its id; ``kinds`` None: activities of every kind."""

    name: str
    per: Subject
    test: Test
    kinds: frozenset[Kind] | None = None


@dataclass(frozen=True, slots=True)
class AgendaRule:
    """A rule about somebody's entries in order of time."""

    name: str
    per: tuple[Subject, ...]
    test: AgendaTest


RULES: list[Rule] = []
AGENDA_RULES: list[AgendaRule] = []


def rule(
    name: str, *, per: Subject, kinds: frozenset[Kind] | None = None
) -> Callable[[Test], Test]:
    """Make a function a rule; its conflicts bear the same ``name``."""

    def register(test: Test) -> Test:
        RULES.append(Rule(name, per, test, kinds))
        return test

    return register


def agenda_rule(name: str, *per: Subject) -> Callable[[AgendaTest], AgendaTest]:
    """Make a function a rule about agendas: of delegations, delegates, hosts."""

    def register(test: AgendaTest) -> AgendaTest:
        AGENDA_RULES.append(AgendaRule(name, per, test))
        return test

    return register
