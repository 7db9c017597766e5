"""What speaks for a festival item in the eyes of a delegation: the same weights as for sites."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from planner.candidates import CITY_FIELD, FIELD_WISH, INTEREST, SITE_WISH
from planner.checks.wording import place, titled
from planner.entities import Activity, Delegation, Wish
from planner.phrases import Phrase, Value, language, plural
from planner.programme import Programme

#: A wish for the thing itself, by its priority: more than one for the place where it is.
ACTIVITY_WISH = {1: 16, 2: 10, 3: 5}


class Reason(NamedTuple):
    """Why a delegation would like something; ``wish``: the one that it comes from."""

    points: int
    what: Phrase
    wish: Wish | None = None

    @property
    def phrase(self) -> Phrase:
        """``a wish for it: 16 points``."""
        return plural("{what}: {n} point", "{what}: {n} points", self.points, what=self.what)


class Tastes:
    """What a delegation wishes and is known for."""

    def __init__(self, programme: Programme, delegation: Delegation) -> None:
        self._programme = programme
        self._fields: dict[str, Reason] = {}
        self._places: dict[str, Reason] = {}
        self._things: dict[str, Reason] = {}
        city = programme.cities.get(delegation.city_id)
        for field_id in delegation.interests:
            self._liked(
                field_id, INTEREST, Phrase("{field} interests them", field=self._name(field_id))
            )
        if city is not None and city.field_id:
            phrase = Phrase("{field} is their field", field=self._name(city.field_id))
            self._liked(city.field_id, CITY_FIELD, phrase)

    def add(self, wish: Wish) -> None:
        """Count a wish of the delegation."""
        n = wish.priority
        if wish.activity_id is not None:
            self._better(self._things, wish.activity_id, ACTIVITY_WISH.get(n, 0), wish)
        if wish.site_id is not None:
            self._better(self._places, wish.site_id, SITE_WISH.get(n, 0), wish)
        if wish.field_id is not None:
            name = self._name(wish.field_id)
            what = Phrase("wish for {field}, priority {n}", field=name, n=n)
            self._liked(wish.field_id, FIELD_WISH.get(n, 0), what, wish)

    def _better(self, known: dict[str, Reason], key: str, points: int, wish: Wish) -> None:
        what = Phrase("wish for it, priority {n}", n=wish.priority)
        if known is self._places:
            name = self._programme.site_name(key)
            what = Phrase("wish for {place}, priority {n}", place=name, n=wish.priority)
        if key not in known or known[key].points < points:
            known[key] = Reason(points, what, wish)

    def _liked(self, field_id: str, points: int, what: Phrase, wish: Wish | None = None) -> None:
        old = self._fields.get(field_id)
        if old is None or old.points < points:
            self._fields[field_id] = Reason(points, what, wish)

    def _name(self, field_id: str) -> str:
        return field_name(self._programme, field_id)

    def of(self, activity: Activity, fields: frozenset[str]) -> tuple[Reason, ...]:
        """What speaks for an item that shows these fields; each field counts once."""
        return tuple(reason for reason in self._all(activity, fields) if reason.points > 0)

    def _all(self, activity: Activity, fields: frozenset[str]) -> Iterator[Reason]:
        parts = self._programme.parts.get(activity.id, ())
        wished = (self._things.get(a.id) for a in (activity, *parts))
        if best := max(filter(None, wished), key=lambda r: r.points, default=None):
            yield best
        if (place := self._places.get(activity.site_id or "")) is not None:
            yield place
        for field_id in sorted(fields):
            if (reason := self._fields.get(field_id)) is not None:
                yield reason


def tastes(programme: Programme) -> dict[str, Tastes]:
    """By id of each delegation that may come."""
    found = {d.id: Tastes(programme, d) for d in programme.active_delegations}
    by_delegation: dict[str, list[Wish]] = defaultdict(list)
    for wish in programme.wishes.values():
        if wish.delegation_id in found:
            by_delegation[wish.delegation_id].append(wish)
    for delegation_id, wishes in by_delegation.items():
        for wish in sorted(wishes, key=lambda w: (w.priority, w.id)):
            found[delegation_id].add(wish)
    return found


def shown_fields(programme: Programme, activity: Activity) -> frozenset[str]:
    """The creative fields of an item's place and hosts: what a wish for a field is granted by."""
    site = programme.sites.get(activity.site_id or "")
    found = set(site.fields) if site else set()
    for party in programme.parties(activity.id):
        host = programme.hosts.get(party.host_id or "")
        if host is not None:
            found.update(host.fields)
    return frozenset(found)


def points(reasons: tuple[Reason, ...]) -> int:
    return sum(reason.points for reason in reasons)


def wished(programme: Programme, wish: Wish) -> Value:
    """What a wish is for: an item, a place or a field."""
    if (activity := programme.activities.get(wish.activity_id or "")) is not None:
        return Phrase("“{title}”", title=titled(activity))
    if wish.site_id is not None:
        return place(programme, wish.site_id)
    return field_name(programme, wish.field_id or "")


def field_name(programme: Programme, field_id: str) -> str:
    field = programme.fields.get(field_id)
    return field.name(language()) if field else field_id
