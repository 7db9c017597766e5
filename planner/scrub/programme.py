"""A programme without the data of people: pure, for the plan and for frozen releases alike."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Boolean

from models.columns import Words
from models.tables import METADATA
from models.words import HostKind
from planner.entities import TABLE_OF, Activity, Entity, Site
from planner.programme import MAPPING_OF, Programme
from planner.scrub.columns import COLUMNS, GONE, Sort
from planner.scrub.people import Neutral, Person, people_of, person_of
from planner.scrub.texts import Cleaner, Replacer, parts_of, words_of


class Scrubber:
    """Removes the people of an edition from any state of it.

    ``states``: the plan and its releases; ``others``: people of whom only a trace is left.
    """

    def __init__(self, states: Iterable[Programme], others: Iterable[Person] = ()) -> None:
        found = tuple(states)
        plan = found[0]
        people = [p for state in found for p in people_of(state)] + list(others)
        self._neutral = Neutral(people, plan.edition.language)
        kept = [name for state in found for name in _other_names(state)]
        self._kept_words = words_of(kept)
        given = (p for p in people if not p.is_neutral)
        names = {text: self._neutral.of(p) for p in given for text in (p.name, *p.also)}
        self.text = Replacer(names, kept)

    def programme(self, programme: Programme) -> Programme:
        """The same plan with the same figures, and nobody in it."""
        tables = {
            attribute: {row.id: self._row(programme, row) for row in _rows(programme, attribute)}
            for table, attribute in MAPPING_OF.items()
            if table not in GONE
        }
        edition = self._row(programme, programme.edition)
        return replace(programme, edition=edition, acceptances={}, **tables)  # type: ignore[arg-type]

    def _row(self, programme: Programme, row: Entity) -> Entity:
        table = TABLE_OF[type(row)]
        if all(sort is Sort.FACT for sort in COLUMNS[table].values()):
            return row
        if isinstance(row, Site) and row.edition_id is None:
            note = row.note and self.text(row.note)  # a place of all editions
            return row if note == row.note else replace(row, note=note)
        person = person_of(row)
        clean = self._of_activity(programme, row) if isinstance(row, Activity) else self.text
        values = {
            name: self._value(sort, table, name, getattr(row, name), person, clean)
            for name, sort in COLUMNS[table].items()
            if sort is not Sort.FACT
        }
        fresh = {name: value for name, value in values.items() if value != getattr(row, name)}
        return replace(row, **fresh) if fresh else row

    def _value(
        self, sort: Sort, table: str, name: str, value: Any, person: Person | None, clean: Cleaner
    ) -> Any:
        match sort:
            case Sort.NAME if person is not None:
                return self._neutral.of(person)
            case Sort.PERSONAL | Sort.NOTE:
                return empty(table, name)
            case Sort.OWN if person is not None:
                return empty(table, name)
            case Sort.TEXT if value is not None:
                return clean(value)
        return value

    def _of_activity(self, programme: Programme, activity: Activity) -> Cleaner:
        """Single words of the names of those who take part go too."""
        names = [(person.name, self._neutral.of(person)) for person in _in(programme, activity)]
        parts = parts_of(names, self._kept_words)
        if not parts:
            return self.text
        words = Replacer(parts)
        return lambda text: words(self.text(text))


def empty(table: str, name: str) -> Any:
    """What a column holds when it holds nothing."""
    column = METADATA.tables[table].columns[name]
    if column.nullable:
        return None
    match column.type:
        case Words():
            return ()
        case Boolean():
            return False
    return ""


def _rows(programme: Programme, attribute: str) -> Iterable[Entity]:
    found: Iterable[Entity] = getattr(programme, attribute).values()
    return found


def _other_names(programme: Programme) -> Iterable[str]:
    """Names of cities, institutions and shared places: they stay, whoever is called so too."""
    yield programme.edition.name
    for delegation in programme.delegations.values():
        yield delegation.name
        if (city := programme.cities.get(delegation.city_id)) is not None:
            yield city.name
    yield from (h.name for h in programme.hosts.values() if h.kind is HostKind.INSTITUTION)
    yield from (site.name for site in programme.sites.values() if site.edition_id is None)


def _in(programme: Programme, activity: Activity) -> Iterable[Person]:
    """Those who are named as taking part, and those of the delegations and hosts that are."""
    for row in programme.participations_of.get(activity.id, ()):
        found: list[Entity | None] = [programme.delegates.get(row.delegate_id or "")]
        found += programme.delegates_of.get(row.delegation_id or "", ())
        found.append(programme.hosts.get(row.host_id or ""))
        found += programme.contacts_of.get(row.host_id or "", ())
        people = (person_of(entity) for entity in found if entity is not None)
        yield from (person for person in people if person is not None and not person.is_neutral)
