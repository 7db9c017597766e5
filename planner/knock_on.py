"""What an edit would do to the conflicts, told before it is made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from planner.checks.acceptance import open_conflicts
from planner.checks.engine import Checker
from planner.conflicts import Conflict, Severity
from planner.edits.core import Edit
from planner.entities import Activity, Change, Participation
from planner.programme import Programme

#: A conflict's key, and what tells it from others of that key.
Figure: TypeAlias = tuple[str, Severity, int | None, str]
#: The conflicts that appear, those that go, and those of which only the figure changes.
Difference: TypeAlias = tuple[
    tuple[Conflict, ...], tuple[Conflict, ...], tuple[tuple[Conflict, Conflict], ...]
]


@dataclass(frozen=True, slots=True)
class KnockOn:
    """What an edit would do, before it is made.

    ``programme`` and ``conflicts`` (the open ones) are as they would be.  ``appear`` are open
    then and not now, ``go`` the other way round; ``changed`` are pairs (now, then) of one key
    and other figures.  ``delegations`` are the ids of all that any of these or the activities
    of the edit concern, in the edition's order.
    """

    edit: Edit
    programme: Programme
    conflicts: tuple[Conflict, ...]
    appear: tuple[Conflict, ...]
    go: tuple[Conflict, ...]
    changed: tuple[tuple[Conflict, Conflict], ...]
    delegations: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        """How many more open conflicts of a severity there would be; negative: fewer."""
        gained = sum(c.severity is severity for c in self.appear)
        lost = sum(c.severity is severity for c in self.go)
        for now, then in self.changed:
            gained += then.severity is severity
            lost += now.severity is severity
        return gained - lost


class Foresight:
    """Tells the knock-on of edits to one programme.  Belongs to one thread at a time.

    ``checker`` is one that stands at ``programme`` (that of the workspace): it is left alone
    and spares a check of everything.  An edit costs one ``Checker.update``.
    """

    def __init__(self, programme: Programme, checker: Checker | None = None) -> None:
        if checker is None or checker.programme is not programme:
            checker = Checker(programme)
        self.programme = programme
        self._checker = checker.fork()
        self.conflicts = open_conflicts(programme, self._checker.conflicts)

    def of(self, edit: Edit) -> KnockOn:
        """What ``edit``, made from the programme, would do."""
        after = self.programme.apply(edit.changes)
        found = self._checker.fork().update(after, edit.changes)
        conflicts = open_conflicts(after, found)
        appear, go, changed = difference(self.conflicts, conflicts)
        concerned = (*appear, *go, *(c for pair in changed for c in pair))
        people = {i for c in concerned for i in (c.subject, *c.people)}
        for programme in (self.programme, after):
            for activity_id in _activities_of(edit.changes):
                people.update(programme.delegations_in(activity_id))
        return KnockOn(edit, after, conflicts, appear, go, changed, _delegations_of(after, people))


def difference(now: Iterable[Conflict], then: Iterable[Conflict]) -> Difference:
    """What appears, what goes and what changes between two lists of open conflicts."""
    before, after = _by_figure(now), _by_figure(then)
    gone: dict[str, list[Conflict]] = defaultdict(list)
    for figure, conflict in before.items():
        if figure not in after:
            gone[conflict.key].append(conflict)
    appear: list[Conflict] = []
    changed: list[tuple[Conflict, Conflict]] = []
    for figure, conflict in after.items():
        if figure in before:
            continue
        if same_key := gone[conflict.key]:
            changed.append((same_key.pop(0), conflict))
        else:
            appear.append(conflict)
    return tuple(appear), tuple(c for rest in gone.values() for c in rest), tuple(changed)


def _by_figure(conflicts: Iterable[Conflict]) -> dict[Figure, Conflict]:
    return {(c.key, c.severity, c.minutes, c.fact): c for c in conflicts}


def _activities_of(changes: Iterable[Change]) -> set[str]:
    rows = (change.entity for change in changes)
    return {
        row.id if isinstance(row, Activity) else row.activity_id
        for row in rows
        if isinstance(row, Activity | Participation)
    }


def _delegations_of(programme: Programme, people: set[str]) -> tuple[str, ...]:
    """The delegations among people (delegations, delegates, hosts, any other ids)."""
    delegates = programme.delegates
    ids = {delegates[i].delegation_id if i in delegates else i for i in people}
    return tuple(d.id for d in programme.active_delegations if d.id in ids)
