"""Delegations and their members: new ones prefilled, the next status, the order of members."""

from dataclasses import replace

from models.words import DelegationStatus
from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.entities import Change, City, Delegate, Delegation
from planner.phrases import N_, Phrase
from planner.programme import Programme

STATUS_NAMES = {
    DelegationStatus.INVITED: N_("invited"),
    DelegationStatus.ACCEPTED: N_("accepted"),
    DelegationStatus.DECLINED: N_("declined"),
    DelegationStatus.CANCELLED: N_("cancelled"),
}
#: Languages in which documents can be made.
DOCUMENT_LANGUAGES = frozenset({"en", "fr", "de", "it", "da", "nb", "sr", "sr-Cyrl", "ka"})
#: The two written forms of Norwegian are one language to us.
_ONE_LANGUAGE = {"no": "nb", "nn": "nb"}


def new_delegation(programme: Programme, city_id: str) -> Delegation:
    """A delegation of a city as far as it can be known: to be filled in and then added."""
    city = require(programme, City, city_id)
    return Delegation(
        new_id(),
        programme.edition.id,
        city_id,
        city.name,
        document_language=country_language(city.country_code) or programme.edition.language,
    )


def country_language(country_code: str | None) -> str | None:
    """The document language that a country leaves no doubt about, else None.

    It is certain where one language alone is official in the whole country (CLDR, de facto
    included) and documents can be made in it.
    """
    if country_code is None:
        return None
    from babel.languages import get_official_languages

    official = get_official_languages(country_code, de_facto=True)
    languages = {_ONE_LANGUAGE.get(code, code) for code in (c.partition("_")[0] for c in official)}
    return (
        next(iter(languages)) if len(languages) == 1 and languages <= DOCUMENT_LANGUAGES else None
    )


def status_after(status: DelegationStatus) -> DelegationStatus:
    """Invited, accepted, declined, cancelled, and round again."""
    order = list(DelegationStatus)
    return order[(order.index(status) + 1) % len(order)]


def next_status(programme: Programme, delegation_id: str) -> Edit:
    """Invited, accepted, declined, cancelled, and round again."""
    delegation = require(programme, Delegation, delegation_id)
    status = status_after(delegation.status)
    label = Phrase(
        "{what}: {old} → {new}",
        what=describe(programme, delegation),
        old=Phrase(STATUS_NAMES[delegation.status]),
        new=Phrase(STATUS_NAMES[status]),
    )
    return edit(label, [Change(delegation, replace(delegation, status=status))])


def new_delegate(programme: Programme, delegation_id: str) -> Delegate:
    """A member at the end of a delegation, to be named and then added."""
    delegation = require(programme, Delegation, delegation_id)
    members = programme.delegates_of.get(delegation_id, ())
    position = max((d.position for d in members), default=0) + 1
    return Delegate(new_id(), delegation.id, "", position=position)


def reorder_delegate(programme: Programme, delegate_id: str, places: int) -> Edit:
    """Move a member up (negative) or down in the delegation's own order."""
    delegate = require(programme, Delegate, delegate_id)
    members = list(programme.delegates_of[delegate.delegation_id])
    here = members.index(delegate)
    there = min(max(here + places, 0), len(members) - 1)
    label = Phrase("Change the order of {what}", what=describe(programme, delegate))
    if here == there:
        return edit(label, [])
    members.insert(there, members.pop(here))
    return edit(label, [Change(d, replace(d, position=n)) for n, d in enumerate(members, 1)])
