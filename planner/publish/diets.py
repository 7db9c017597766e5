"""What people eat at a meal, in numbers: no name leaves here."""

from collections import Counter
from collections.abc import Iterable, Iterator

from planner.entities import Delegate
from planner.names import fold
from planner.programme import Party, Programme


def diets_at(programme: Programme, activity_id: str) -> Counter[str]:
    """How many follow each diet, by its spelling folded; those without any are left out."""
    eaters = _eaters(programme, programme.parties(activity_id))
    return Counter(key for person in eaters if (key := fold(person.diet or "")))


def spellings(programme: Programme) -> dict[str, str]:
    """Each diet folded -> as somebody wrote it."""
    found = sorted({d.diet for d in programme.delegates.values() if d.diet}, reverse=True)
    return {fold(diet): diet for diet in found}


def _eaters(programme: Programme, parties: Iterable[Party]) -> Iterator[Delegate]:
    """Those known by name among the heads that ``Programme.head_count`` counts."""
    whole: dict[str, Party] = {}
    named: dict[str, dict[str, Delegate]] = {}
    for party in parties:
        if party.delegation_id is None:
            continue
        if party.delegate_id is None:
            whole.setdefault(party.delegation_id, party)
        else:
            of_delegation = named.setdefault(party.delegation_id, {})
            of_delegation[party.delegate_id] = programme.delegates[party.delegate_id]
    for delegation_id in whole.keys() | named.keys():
        beside = tuple(named.get(delegation_id, {}).values())
        come = whole.get(delegation_id)
        yield from beside if come is None else _of_whole(programme, come, delegation_id, beside)


def _of_whole(
    programme: Programme, come: Party, delegation_id: str, beside: tuple[Delegate, ...]
) -> tuple[Delegate, ...]:
    """Of a delegation that comes with less than all its people only those named are known."""
    members = programme.delegates_of.get(delegation_id, ())
    known = members if come.heads == programme.heads_of(delegation_id) else beside
    return known if len(known) <= (come.heads or 0) else ()
