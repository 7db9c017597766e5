"""Who takes part in an activity, one a line: ``Caen``, ``Hamar (2)``, ``TRAKK (host)``."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from models.words import Role
from planner.entities import Activity, Delegate, Delegation
from planner.programme import Party, Programme
from planner.publish.items import ROLE_ORDER
from planner.publish.labels import ROLES, Labels
from planner.publish.plaintext import clean_line

#: Name, role, and how many where that is not all.
_Party: TypeAlias = tuple[str, Role, int | None]


class Told(NamedTuple):
    """The cells of a row: delegations, delegates by name, hosts."""

    delegations: str
    delegates: str
    hosts: str


def told(programme: Programme, labels: Labels, activity: Activity) -> Told:
    """Who takes part; of a part only those who are not merely there because of its whole.

    Hosts who have said no are left out, like everywhere.
    """
    delegations: list[_Party] = []
    delegates: list[_Party] = []
    hosts: list[_Party] = []
    for party in _parties(programme, activity):
        if party.delegate_id is not None:
            delegate = programme.delegates[party.delegate_id]
            who = named(delegate, programme.delegations[delegate.delegation_id])
            delegates.append((who, party.role, None))
        elif party.delegation_id is not None:
            who = programme.delegations[party.delegation_id].name
            delegations.append((who, party.role, _heads(programme, party.delegation_id, party)))
    for row in programme.hosts_in.get(activity.id, ()):
        if row.confirmed is not False:
            hosts.append((programme.hosts[row.host_id or ""].name, row.role, None))
    return Told(*(_lines(labels, column) for column in (delegations, delegates, hosts)))


def named(delegate: Delegate, delegation: Delegation) -> str:
    """A delegate with the delegation: there are namesakes."""
    return f"{delegate.name}, {delegation.name}"


def _parties(programme: Programme, activity: Activity) -> list[Party]:
    parties = programme.parties(activity.id)
    if activity.parent_id is None:
        return list(parties)
    rows = programme.participations_of.get(activity.id, ())
    own = {(row.delegate_id or row.delegation_id, row.role) for row in rows}
    return [p for p in parties if (p.delegate_id or p.delegation_id, p.role) in own]


def _heads(programme: Programme, delegation_id: str, party: Party) -> int | None:
    """How many of a delegation come, where that is not all of it."""
    return party.heads if party.heads != programme.heads_of(delegation_id) else None


def _lines(labels: Labels, parties: Iterable[_Party]) -> str:
    found = [(clean_line(name), role, heads) for name, role, heads in parties]
    found.sort(key=lambda party: (party[0].casefold(), party[0], ROLE_ORDER.index(party[1])))
    return "\n".join(dict.fromkeys(_line(labels, *party) for party in found))


def _line(labels: Labels, name: str, role: Role, heads: int | None) -> str:
    remarks = [labels(ROLES[role])] if role in ROLES else []
    if heads is not None:
        remarks.append(str(heads))
    return f"{name} ({', '.join(remarks)})" if remarks else name
