"""Whom a host may expect: from where, how many, and what they speak."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from models.words import Role
from planner.entities import Activity, Delegate, Delegation
from planner.programme import Party, Programme, count_heads
from planner.publish import labels as words
from planner.publish.labels import ROLES, Labels
from planner.publish.papers import sheet_words as sheets
from planner.publish.papers.named import about, delegate_named, delegation_named


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom a host meets in a 1:1: ``about`` is where from and as what, ``languages`` in words."""

    name: str
    about: str
    languages: str


@dataclass(frozen=True, slots=True)
class Guest:
    """A delegation that comes to anything of the host's."""

    name: str
    country: str
    field: str
    people: str
    languages: str


def partners(programme: Programme, activity: Activity, labels: Labels) -> tuple[Partner, ...]:
    """Persons where they are named, else their delegation."""
    return tuple(
        _partner(programme, party, labels)
        for party in programme.parties(activity.id)
        if party.delegation_id is not None
    )


def _partner(programme: Programme, party: Party, labels: Labels) -> Partner:
    delegation = programme.delegations[party.delegation_id or ""]
    if party.delegate_id is None:
        spoken = _listed(delegation.languages, labels)
        return Partner(
            delegation.name, about(delegation_named(programme, delegation, labels)), spoken
        )
    delegate = programme.delegates[party.delegate_id]
    named = delegate_named(programme, delegate, labels)
    name = f"{named.name} ({named.latin})" if named.latin else named.name
    if party.role in ROLES:
        name = f"{name}, {labels(ROLES[party.role])}"
    spoken = _listed(languages_of(delegate, delegation), labels)
    return Partner(name, about(named), spoken)


def party_names(programme: Programme, party: Party) -> tuple[str, ...]:
    """How a title may name a delegate, or a delegation."""
    delegate = programme.delegates.get(party.delegate_id or "")
    if delegate is not None:
        return tuple(filter(None, (delegate.name, delegate.latin_name)))
    return (programme.delegations[party.delegation_id or ""].name,)


def languages_of(delegate: Delegate, delegation: Delegation) -> tuple[str, ...]:
    return delegate.languages or delegation.languages


def _listed(codes: Iterable[str], labels: Labels) -> str:
    return ", ".join(dict.fromkeys(labels.language_name(code) for code in codes))


def guests(
    programme: Programme, activities: Iterable[Activity], labels: Labels
) -> tuple[Guest, ...]:
    """The delegations of which anybody comes, in display order."""
    come = {d for activity in activities for d in programme.delegations_in(activity.id)}
    return tuple(
        _guest(programme, delegation, labels)
        for delegation in programme.active_delegations
        if delegation.id in come
    )


def _guest(programme: Programme, delegation: Delegation, labels: Labels) -> Guest:
    named = delegation_named(programme, delegation, labels)
    heads = programme.heads_of(delegation.id)
    return Guest(
        name=", ".join(filter(None, (named.name, named.city))),
        country=named.country,
        field=named.field,
        people=str(heads) if heads else labels(words.NOT_KNOWN),
        languages=_listed(_spoken(programme, delegation), labels),
    )


def _spoken(programme: Programme, delegation: Delegation) -> tuple[str, ...]:
    """What the delegation speaks, else what its people do, the most frequent first."""
    members = programme.delegates_of.get(delegation.id, ())
    return delegation.languages or _most_frequent(d.languages for d in members)


def _most_frequent(spoken: Iterable[Iterable[str]]) -> tuple[str, ...]:
    counts = Counter(code for codes in spoken for code in dict.fromkeys(codes))
    return tuple(code for code, _number in counts.most_common())


def languages_at(programme: Programme, activity: Activity, labels: Labels) -> str:
    """What those who come to an activity speak, what most delegations speak first."""
    come = programme.delegations_in(activity.id)
    spoken = (_spoken(programme, programme.delegations[d]) for d in come)
    return _listed(_most_frequent(spoken), labels)


def interpretation_at(programme: Programme, activity: Activity, labels: Labels) -> str:
    """Whether anybody interprets, and between which languages; of nobody by name."""
    ids = filter(None, (activity.id, activity.parent_id))
    rows = (row for i in ids for row in programme.participations_of.get(i, ()))
    interpreting = [r for r in rows if r.role is Role.INTERPRETS and r.confirmed is not False]
    if not interpreting:
        return labels(sheets.NOT_PROVIDED)
    spoken = (programme.hosts[r.host_id].languages for r in interpreting if r.host_id)
    return labels(sheets.PROVIDED, languages=_listed(_most_frequent(spoken), labels) or "–")


def delegations_at(programme: Programme, activity: Activity, labels: Labels) -> str:
    """``Caen (4), Hamar (3), Guests (6)``; all of them where that is so."""
    present = programme.delegations_in(activity.id)
    parties = [p for p in programme.parties(activity.id) if p.host_id is None]
    names = [
        _with_heads(programme.delegations[d].name, [p for p in parties if p.delegation_id == d])
        for d in present
    ]
    if 1 < len(present) == len(programme.active_delegations):
        names = [labels(words.ALL_DELEGATIONS)]
    if others := [p for p in parties if p.guest is not None]:
        names.append(_with_heads(labels(sheets.GUESTS), others))
    return ", ".join(names)


def _with_heads(name: str, parties: Iterable[Party]) -> str:
    heads, complete = count_heads(parties)
    return f"{name} ({heads})" if complete else name
