"""Persons as cards, badges and lists name them: without e-mail, phone, diet or access needs."""

from dataclasses import dataclass

from planner.entities import Activity, Delegate, Delegation, Host
from planner.programme import Party, Programme
from planner.publish.labels import Labels
from planner.publish.shown import host_rows


@dataclass(frozen=True, slots=True)
class Named:
    """A person; or a delegation or an institution that nobody is named of.

    ``latin`` is the name in Latin letters where that is known and another.  ``role`` is what the
    person is at home, ``of`` the delegation or institution, ``city`` where that is from (empty
    where it is called like its city), ``country`` and ``field`` the country and the creative
    field of that city.  What is not known or does not apply is empty.
    """

    name: str
    latin: str = ""
    role: str = ""
    of: str = ""
    city: str = ""
    country: str = ""
    field: str = ""


def delegate_named(programme: Programme, delegate: Delegate, labels: Labels) -> Named:
    delegation = programme.delegations[delegate.delegation_id]
    return Named(
        delegate.name,
        delegate.latin_name if delegate.latin_name not in (None, delegate.name) else "",
        delegate.role or "",
        delegation.name,
        *_home(programme, delegation, labels),
    )


def delegation_named(programme: Programme, delegation: Delegation, labels: Labels) -> Named:
    """A delegation instead of a person of it."""
    return Named(delegation.name, "", "", "", *_home(programme, delegation, labels))


def host_people(programme: Programme, host: Host) -> tuple[Named, ...]:
    """The contact persons of a host; itself where there are none: it may be a person."""
    contacts = programme.contacts_of.get(host.id, ())
    people = (Named(c.name, role=c.role or "", of=host.name) for c in contacts)
    return tuple(people) or (Named(host.name),)


def party_named(programme: Programme, party: Party, labels: Labels) -> Named:
    """Whoever takes part, as one name."""
    if party.delegate_id is not None:
        return delegate_named(programme, programme.delegates[party.delegate_id], labels)
    if party.delegation_id is not None:
        return delegation_named(programme, programme.delegations[party.delegation_id], labels)
    if party.host_id is not None:
        return Named(programme.hosts[party.host_id].name)
    return Named(party.guest or "")


def parties_at(programme: Programme, activity: Activity) -> tuple[Party, ...]:
    """Who takes part in an activity, without the hosts who have said no."""
    return tuple(
        party
        for party in programme.parties(activity.id)
        if party.host_id is None
        or any(row.role is party.role for row in host_rows(programme, party.host_id, activity))
    )


def about(named: Named) -> str:
    """``Tbilisi, Georgia · Curator``"""
    home = ", ".join(filter(None, (named.of, named.city, named.country)))
    return " · ".join(filter(None, (home, named.role)))


def _home(programme: Programme, delegation: Delegation, labels: Labels) -> tuple[str, str, str]:
    """City, country and creative field."""
    city = programme.cities.get(delegation.city_id)
    if city is None:
        return "", "", ""
    field = programme.fields.get(city.field_id or "")
    return (
        city.name if city.name != delegation.name else "",
        labels.country(city.country_code) or city.country or "",
        field.name(labels.language) if field is not None else "",
    )
