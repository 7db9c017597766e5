"""Lists of delegates as files, for an edition that has nobody yet."""

from models.words import DelegationStatus
from planner.entities import Change, City, Delegate, Delegation, Entity, Field, Site
from planner.intake.manner import Manner
from planner.intake.review import Choices, Review
from planner.programme import MAPPING_OF, Programme
from planner.seed import catalogue_rows
from tests.build import EDITION
from tests.planner.intake.ring import Ring

DELEGATIONS = Manner(kind="delegations")


def blank() -> Programme:
    """An edition without anybody, with the catalogue."""
    rows = {MAPPING_OF[table]: {row.id: row for row in rows} for table, rows in _catalogue()}
    return Programme(EDITION, **rows)  # type: ignore[arg-type]


def _catalogue() -> list[tuple[str, list[Entity]]]:
    return [(table, rows) for table, rows in catalogue_rows().items()]


def with_rows(programme: Programme, *rows: Site | Delegation | Delegate) -> Programme:
    return programme.apply(Change(None, row) for row in rows)


def city(programme: Programme, name: str) -> City:
    (found,) = (c for c in programme.cities.values() if c.name == name)
    return found


def field(programme: Programme, name: str) -> Field:
    (found,) = (f for f in programme.fields.values() if f.name_en == name)
    return found


def delegation_of(programme: Programme, name: str) -> Delegation:
    """A delegation as an organiser would have typed it in."""
    status = DelegationStatus.ACCEPTED
    return Delegation(f"d-{name}", EDITION.id, city(programme, name).id, name, status)


def delegate(delegation: Delegation, name: str, **values: str) -> Delegate:
    return Delegate(f"p-{name}", delegation.id, name, **values)  # type: ignore[arg-type]


def taken(ring: Ring, text: str, answers: dict[str, str] | None = None) -> Review:
    """Import a list of delegations."""
    return ring.take(text.encode(), Choices(answers or {}), DELEGATIONS)


def people(ring: Ring) -> list[Delegate]:
    """In the order in which they stand in the plan."""
    order = (ring.programme.delegates_of.get(d, ()) for d in ring.programme.delegations)
    return [delegate for members in order for delegate in members]


def names(ring: Ring) -> list[str]:
    return sorted(d.name for d in people(ring))
