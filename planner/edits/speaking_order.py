"""The order in which the delegations of a round table speak: by a named rule, or by hand."""

from collections.abc import Callable

from models.words import Kind
from planner.edits.activities import numbered
from planner.edits.core import Edit, edit, require
from planner.edits.names import describe
from planner.entities import Activity, Delegation
from planner.names import fold
from planner.phrases import N_, Phrase
from planner.programme import Programme
from planner.round_table import city_name, collated, speaking

#: What an order goes by: a delegation in a programme -> its place.
Key = Callable[[Programme, Delegation], tuple[object, ...]]


def _alphabetical(language: str) -> Key:
    def key(programme: Programme, delegation: Delegation) -> tuple[object, ...]:
        city = programme.cities.get(delegation.city_id)
        return collated(city_name(city, language) if city else delegation.name)

    return key


def _field(programme: Programme, delegation: Delegation) -> tuple[object, ...]:
    city = programme.cities.get(delegation.city_id)
    field = programme.fields.get((city and city.field_id) or "")
    return (field is None, fold(field.name_en) if field else "")


def _country(programme: Programme, delegation: Delegation) -> tuple[object, ...]:
    city = programme.cities.get(delegation.city_id)
    code = city.country_code if city else None
    return (code is None, code or "")


def _by_field(programme: Programme, delegation: Delegation) -> tuple[object, ...]:
    return (*_field(programme, delegation), *collated(delegation.name))


def _by_departure(programme: Programme, delegation: Delegation) -> tuple[object, ...]:
    leaves = delegation.departure
    at = programme.clock.at(leaves) if leaves else 0
    return (leaves is None, at, *collated(delegation.name))


def _by_arrival(programme: Programme, delegation: Delegation) -> tuple[object, ...]:
    arrives = delegation.arrival
    at = programme.clock.at(arrives) if arrives else 0
    return (arrives is None, at, *collated(delegation.name))


#: Name of a rule -> what it is called.
RULES: dict[str, str] = {
    "city-en": N_("alphabetical by city, English names"),
    "city-fr": N_("alphabetical by city, French names"),
    "field": N_("by creative field, then by city"),
    "departure": N_("who leaves first speaks first"),
    "arrival": N_("who arrives first speaks first"),
    "alternate": N_("alternate creative fields"),
    "alternate-countries": N_("alternate countries"),
}
_KEYS: dict[str, Key] = {
    "city-en": _alphabetical("en"),
    "city-fr": _alphabetical("fr"),
    "field": _by_field,
    "departure": _by_departure,
    "arrival": _by_arrival,
}
#: Neighbours in these orders differ in what is named, as long as there are others.
_ALTERNATING: dict[str, Key] = {"alternate": _field, "alternate-countries": _country}


def order_by(programme: Programme, table_id: str, rule: str) -> Edit:
    """Put the interventions of a round table into the order of a rule (a key of ``RULES``).

    Welcome, questions and entries whose order is pinned stay where they are; interventions
    without a speaking delegation come last, in their present order.
    """
    table = require(programme, Activity, table_id)
    parts = _ordered(programme, table_id, rule)
    label = Phrase(
        "Order of {what}: {rule}", what=describe(programme, table), rule=Phrase(RULES[rule])
    )
    return edit(label, numbered(parts))


def rule_in_force(programme: Programme, table_id: str) -> str | None:
    """The first rule that gives the present order; None where it was made by hand.

    Fewer than two interventions with a speaker have no order.
    """
    parts = list(programme.parts.get(table_id, ()))
    speeches = [p for p in parts if p.kind is Kind.INTERVENTION and speaking(programme, p.id)]
    if len(speeches) < 2:
        return None
    return next((rule for rule in RULES if _ordered(programme, table_id, rule) == parts), None)


def _ordered(programme: Programme, table_id: str, rule: str) -> list[Activity]:
    """The parts as they would stand."""
    parts = list(programme.parts.get(table_id, ()))
    free = [n for n, p in enumerate(parts) if p.kind is Kind.INTERVENTION and not p.pin_order]
    known: list[tuple[Activity, Delegation]] = []
    rest: list[Activity] = []
    for part in (parts[n] for n in free):
        delegations = speaking(programme, part.id)
        if delegations:
            known.append((part, programme.delegations[delegations[0]]))
        else:
            rest.append(part)
    ordered = [*_sorted(programme, known, rule), *rest]
    for n, part in zip(free, ordered, strict=True):
        parts[n] = part
    return parts


def _sorted(
    programme: Programme, pairs: list[tuple[Activity, Delegation]], rule: str
) -> list[Activity]:
    if rule in _ALTERNATING:
        return _alternating(programme, pairs, _ALTERNATING[rule])
    key = _KEYS[rule]
    return [part for part, _d in sorted(pairs, key=lambda pair: key(programme, pair[1]))]


def _alternating(
    programme: Programme, pairs: list[tuple[Activity, Delegation]], group: Key
) -> list[Activity]:
    """Always from the group with most speakers left, other than the one that spoke last."""
    waiting: dict[tuple[object, ...], list[Activity]] = {}

    def order(pair: tuple[Activity, Delegation]) -> tuple[object, ...]:
        return (*group(programme, pair[1]), *collated(pair[1].name))

    for part, delegation in sorted(pairs, key=order):
        waiting.setdefault(group(programme, delegation), []).append(part)
    ordered: list[Activity] = []
    last: tuple[object, ...] | None = None
    while waiting:
        others = [each for each in waiting if each != last] or list(waiting)
        last = max(others, key=lambda each: len(waiting[each]))
        ordered.append(waiting[last].pop(0))
        if not waiting[last]:
            del waiting[last]
    return ordered
