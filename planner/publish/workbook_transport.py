"""The transfers as a table: who drives how many people from where to where."""

from planner.checks.transport import needing_step_free
from planner.entities import Activity, Vehicle
from planner.programme import Programme
from planner.publish import labels as words
from planner.publish.items import Heads, Item
from planner.publish.labels import Labels
from planner.publish.workbook_table import Cell, Column, Look, Table, time_columns
from planner.travel import NOT_DRIVEN


def transport_table(programme: Programme, labels: Labels, items: list[Item]) -> Table:
    """A row for each of ``items``, which are transfers."""
    columns = (
        *time_columns(labels),
        Column(labels(words.FROM), 26),
        Column(labels(words.TO), 26),
        Column(labels(words.MEETING_POINT), 26),
        Column(labels(words.MEANS), 14),
        Column(labels(words.VEHICLE), 18),
        Column(labels(words.DRIVER), 24),
        Column(labels(words.PHONE), 20),
        Column(labels(words.PEOPLE), 12, Look.NUMBER),
        Column(labels(words.SEATS), 10, Look.NUMBER),
        Column(labels(words.WITHOUT_STEPS), 14, Look.NUMBER),
        Column(labels(words.WHEELCHAIRS), 14, Look.NUMBER),
        Column(labels(words.DELEGATIONS), 36),
    )
    rows = [
        _row(programme, labels, item, item.activity) for item in items if item.activity is not None
    ]
    return Table(labels(words.TRANSPORT), columns, rows, frozen=3)


def _row(programme: Programme, labels: Labels, item: Item, transfer: Activity) -> tuple[Cell, ...]:
    vehicle = _vehicle(programme, transfer)
    return (
        item.start.date(),
        item.start,
        item.finish,
        item.origin.name if item.origin else None,
        item.place.name if item.place else None,
        item.meeting_point,
        labels(words.MODES[transfer.mode]) if transfer.mode else None,
        vehicle.name if vehicle else None,
        vehicle.driver if vehicle else None,
        vehicle.driver_phone if vehicle else None,
        Heads(*programme.head_count(transfer.id)),
        vehicle.seats if vehicle else None,
        len(needing_step_free(programme, programme.parties(transfer.id))),
        vehicle.wheelchair_places if vehicle else None,
        labels(words.ALL_DELEGATIONS) if item.everyone else ", ".join(item.delegations),
    )


def _vehicle(programme: Programme, transfer: Activity) -> Vehicle | None:
    """A walk on a tour does without the tour's coach."""
    if transfer.mode in NOT_DRIVEN:
        return None
    return programme.vehicles.get(programme.vehicle_of(transfer) or "")
