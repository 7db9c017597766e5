"""Everybody of every delegation as a table, with all that the team needs to know."""

from collections.abc import Iterator

from planner.entities import Delegate, Delegation
from planner.programme import Programme
from planner.publish import labels as words
from planner.publish.items import Heads
from planner.publish.labels import Labels
from planner.publish.workbook_table import Cell, Column, Look, Table


def people_table(programme: Programme, labels: Labels) -> Table:
    """A row for each delegate, and one for those of a delegation who have no name yet.

    The numbers of people add up to those of the delegations.
    """
    columns = (
        Column(labels(words.DELEGATION), 20),
        Column(labels(words.NAME), 26),
        Column(labels(words.IN_LATIN), 24),
        Column(labels(words.ROLE), 30),
        Column(labels(words.EMAIL), 30),
        Column(labels(words.PHONE), 20),
        Column(labels(words.LANGUAGES), 22),
        Column(labels(words.ARRIVAL), 22, Look.MOMENT),
        Column(labels(words.DEPARTURE), 22, Look.MOMENT),
        Column(labels(words.HOTEL), 24),
        Column(labels(words.DIET), 18),
        Column(labels(words.ACCESS_NEEDS), 28),
        Column(labels(words.PEOPLE), 10, Look.NUMBER),
    )
    rows: list[tuple[Cell, ...]] = []
    for delegation in programme.active_delegations:
        hotel = programme.site_name(delegation.hotel_id)
        members = programme.delegates_of.get(delegation.id, ())
        rows += (_named(delegation, delegate, hotel, labels) for delegate in members)
        rows += _unnamed(programme, delegation, hotel, labels)
    return Table(labels(words.PARTICIPANTS), columns, rows, frozen=2, by_day=False)


def _named(
    delegation: Delegation, delegate: Delegate, hotel: str, labels: Labels
) -> tuple[Cell, ...]:
    access = (labels(words.STEP_FREE) if delegate.step_free else "", delegate.access_needs)
    return (
        delegation.name,
        delegate.name,
        delegate.latin_name,
        delegate.role,
        delegate.email,
        delegate.phone,
        ", ".join(labels.language_name(code) for code in delegate.languages),
        delegate.arrival or delegation.arrival,
        delegate.departure or delegation.departure,
        hotel,
        delegate.diet,
        ", ".join(filter(None, access)),
        1,
    )


def _unnamed(
    programme: Programme, delegation: Delegation, hotel: str, labels: Labels
) -> Iterator[tuple[Cell, ...]]:
    heads = programme.heads_of(delegation.id)
    unnamed = (heads or 0) - len(programme.delegates_of.get(delegation.id, ()))
    if heads is not None and not unnamed:
        return
    nothing = ("",) * 4
    languages = ", ".join(labels.language_name(code) for code in delegation.languages)
    journey = (delegation.arrival, delegation.departure, hotel)
    yield (
        delegation.name, labels(words.NO_NAME), *nothing, languages, *journey, "", "",
        Heads(unnamed, heads is not None),
    )  # fmt: skip
