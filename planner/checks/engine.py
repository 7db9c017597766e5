"""Runs the rules: over a whole programme, or over what an edit touches."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import TypeAlias

from models.words import ABSENT
from planner.checks import (
    access,
    clashes,
    confirmations,
    data,
    dates,
    days,
    driving,
    gaps,
    hours,
    languages,
    meetings,
    pins,
    places,
    presence,
    round_table,
    transport,
)
from planner.checks.agenda import Agendas
from planner.checks.rule import AGENDA_RULES, RULES, Rule, Subject
from planner.checks.touched import touched
from planner.conflicts import Conflict
from planner.entities import Change
from planner.programme import Programme

#: Importing a module makes its rules known; a new one is added here.
MODULES = (
    access,
    clashes,
    confirmations,
    data,
    dates,
    days,
    driving,
    gaps,
    hours,
    languages,
    meetings,
    pins,
    places,
    presence,
    round_table,
    transport,
)

PEOPLE = (Subject.DELEGATION, Subject.DELEGATE, Subject.HOST)
#: Rules by what they look at, so that the loops below need not ask.
BY_SUBJECT = {s: tuple(r for r in RULES if r.per is s) for s in Subject}
BY_PERSON = {s: tuple(r for r in AGENDA_RULES if s in r.per) for s in PEOPLE}

#: What a conflict is sorted by: severity, time of its first activity, rule, key, fact.
Order: TypeAlias = tuple[int, int, str, str, str]
#: Conflicts by subject and id, only where there are any.
Found: TypeAlias = dict[tuple[Subject, str], dict[Order, Conflict]]

#: Where conflicts without activities stand: after all others.
FAR = 2**40


def check(programme: Programme) -> tuple[Conflict, ...]:
    """Every conflict of a programme, the worst first."""
    return _in_order(_look(programme, everything(programme)))


class Checker:
    """Keeps the conflicts of a programme up to date from one edit to the next."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._found = _look(programme, everything(programme))
        self.conflicts = _in_order(self._found)

    def update(self, programme: Programme, changes: Iterable[Change]) -> tuple[Conflict, ...]:
        """The conflicts after an edit: ``programme`` is the one before with ``changes``.

        The same as ``check(programme)``, but only what the edit touches is looked at.
        """
        ids = touched(self._programme, programme, changes)
        if ids is None:
            self._found = _look(programme, everything(programme))
        else:
            ids[Subject.EDITION].add(programme.edition.id)
            for subject, some in ids.items():
                for row_id in some:
                    self._found.pop((subject, row_id), None)
            self._found |= _look(programme, _subjects(programme, ids))
        self._programme = programme
        self.conflicts = _in_order(self._found)
        return self.conflicts

    @property
    def programme(self) -> Programme:
        """The programme that the conflicts are of."""
        return self._programme

    def fork(self) -> "Checker":
        """Another checker that stands where this one does; nothing is looked at again for it."""
        twin = copy(self)
        twin._found = self._found.copy()
        return twin


def everything(programme: Programme) -> dict[Subject, list[str]]:
    """The ids of every subject that rules look at."""
    candidates: dict[Subject, Iterable[str]] = {
        Subject.EDITION: (programme.edition.id,),
        Subject.DELEGATION: programme.delegations,
        Subject.DELEGATE: programme.delegates,
        Subject.HOST: programme.hosts,
        Subject.SITE: programme.by_site,
        Subject.VEHICLE: programme.vehicles,
        Subject.TOUR: programme.tours,
        Subject.TOUR_DAY: programme.tour_days,
        Subject.ACTIVITY: programme.spans,
    }
    return _subjects(programme, candidates)


def _subjects(
    programme: Programme, candidates: Mapping[Subject, Iterable[str]]
) -> dict[Subject, list[str]]:
    """Those of the candidates that rules are asked about, by the words of :class:`Subject`."""
    delegations, delegates = programme.delegations, programme.delegates

    def comes(delegation_id: str) -> bool:
        row = delegations.get(delegation_id)
        return row is not None and row.status not in ABSENT

    def is_apart(delegate_id: str) -> bool:
        row = delegates.get(delegate_id)
        if row is None or not comes(row.delegation_id):
            return False
        own_times = row.arrival is not None or row.departure is not None
        return own_times or row.step_free or bool(programme.own_entries(delegate_id))

    tests: dict[Subject, Callable[[str], bool]] = {
        Subject.EDITION: lambda row_id: row_id == programme.edition.id,
        Subject.DELEGATION: comes,
        Subject.DELEGATE: is_apart,
        Subject.HOST: programme.hosts.__contains__,
        Subject.SITE: lambda row_id: row_id in programme.sites and row_id in programme.by_site,
        Subject.VEHICLE: programme.vehicles.__contains__,
        Subject.TOUR: programme.tours.__contains__,
        Subject.TOUR_DAY: programme.tour_days.__contains__,
        Subject.ACTIVITY: programme.spans.__contains__,
    }
    return {subject: list(filter(tests[subject], ids)) for subject, ids in candidates.items()}


def _look(programme: Programme, ids: Mapping[Subject, Iterable[str]]) -> Found:
    """Ask every rule about these subjects."""
    found: Found = defaultdict(dict)
    agendas = Agendas(programme)
    for subject, some in ids.items():
        for rule in BY_SUBJECT[subject]:
            for row_id in _of_kind(programme, rule, some):
                for conflict in rule.test(programme, row_id):
                    found[subject, row_id][_order(programme, conflict)] = conflict
        for row_id in some if subject in BY_PERSON else ():
            agenda = agendas.of(row_id)
            for agenda_rule in BY_PERSON[subject] if agenda.busy else ():
                for conflict in agenda_rule.test(agenda):
                    found[subject, row_id][_order(programme, conflict)] = conflict
    return found


def _of_kind(programme: Programme, rule: Rule, ids: Iterable[str]) -> Iterable[str]:
    if (kinds := rule.kinds) is None:
        return ids
    activities = programme.activities
    return [row_id for row_id in ids if activities[row_id].kind in kinds]


def _order(programme: Programme, conflict: Conflict) -> Order:
    spans = programme.spans
    at = min([spans[a].begin for a in conflict.activities if a in spans], default=FAR)
    return int(conflict.severity), at, conflict.rule, conflict.key, conflict.fact


def _in_order(found: Found) -> tuple[Conflict, ...]:
    """Each conflict once (several subjects may find the same): the worst first."""
    ordered = {order: c for conflicts in found.values() for order, c in conflicts.items()}
    return tuple(ordered[order] for order in sorted(ordered))
