"""Arrival, departure and hotel nights as lines of a programme."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

from models.words import Role
from planner.entities import Delegate
from planner.programme import Programme
from planner.publish.items import Item, ItemKind, Person
from planner.publish.labels import ARRIVAL, DEPARTURE, HOTEL, Labels
from planner.publish.recipients import Recipient, RecipientKind

#: A train or flight is known by one time; calendars need a length.
JOURNEY_MINUTES = 15
#: Who arrives before this hour sleeps the night that began on the day before.
NIGHT_ENDS = timedelta(hours=5)


class _Journey(NamedTuple):
    kind: ItemKind
    label: str
    field: str
    site_field: str


_JOURNEYS = (
    _Journey(ItemKind.ARRIVAL, ARRIVAL, "arrival", "arrival_site_id"),
    _Journey(ItemKind.DEPARTURE, DEPARTURE, "departure", "departure_site_id"),
)


def journeys(programme: Programme, recipient: Recipient) -> Iterator[Item]:
    """What is known of how a delegation or delegate comes, stays and leaves."""
    for journey in _JOURNEYS:
        if recipient.kind is RecipientKind.DELEGATE:
            yield from _of_delegate(programme, recipient, journey)
        else:
            yield from _of_delegation(programme, recipient, journey)
    yield from _stay(programme, recipient)


def _when(programme: Programme, delegate: Delegate, field: str) -> datetime | None:
    """A delegate's own time, else that of the delegation."""
    own: datetime | None = getattr(delegate, field)
    if own is not None:
        return own
    common: datetime | None = getattr(programme.delegations[delegate.delegation_id], field)
    return common


def _of_delegate(programme: Programme, recipient: Recipient, journey: _Journey) -> Iterator[Item]:
    delegate = programme.delegates[recipient.id]
    if (when := _when(programme, delegate, journey.field)) is not None:
        yield _line(programme, recipient, journey, when)


def _of_delegation(programme: Programme, recipient: Recipient, journey: _Journey) -> Iterator[Item]:
    """One line for those who travel together, one for each delegate who does not."""
    members = programme.delegates_of.get(recipient.id, ())
    common = getattr(programme.delegations[recipient.id], journey.field)
    apart = [d for d in members if getattr(d, journey.field) not in (None, common)]
    if common is not None:
        line = _line(programme, recipient, journey, common)
        unnamed = (programme.heads_of(recipient.id) or 0) - len(members)
        together = tuple(Person(d.name, Role.ATTENDS) for d in members if d not in apart)
        if not apart:
            yield replace(line, whole=True)
        elif unnamed > 0:
            yield replace(line, whole=True, heads=unnamed + len(together))
        elif together:
            yield replace(line, people=together)
    for delegate in apart:
        when = getattr(delegate, journey.field)
        yield _line(programme, recipient, journey, when, delegate)


def _line(
    programme: Programme,
    recipient: Recipient,
    journey: _Journey,
    when: datetime,
    alone: Delegate | None = None,
) -> Item:
    """``alone``: who of a delegation comes or leaves at a time of their own."""
    clock = programme.clock
    delegation = programme.delegations[recipient.delegation_id or ""]
    labels = Labels(recipient.language)
    begin = clock.at(when)
    end = begin + JOURNEY_MINUTES
    return Item(
        key=f"{journey.kind}:{alone.id}" if alone else str(journey.kind),
        kind=journey.kind,
        begin=begin,
        end=end,
        start=clock.wall(begin),
        finish=clock.wall(end),
        title=labels.headed(journey.label, alone.name) if alone else labels(journey.label),
        place=programme.sites.get(getattr(delegation, journey.site_field) or ""),
        people=(Person(alone.name, Role.ATTENDS),) if alone else (),
    )


def _stay(programme: Programme, recipient: Recipient) -> Iterator[Item]:
    """The hotel nights, when hotel, arrival and departure are all known."""
    delegation = programme.delegations[recipient.delegation_id or ""]
    hotel = programme.sites.get(delegation.hotel_id or "")
    arrival, departure = delegation.arrival, delegation.departure
    if (delegate := programme.delegates.get(recipient.id)) is not None:
        arrival = _when(programme, delegate, "arrival")
        departure = _when(programme, delegate, "departure")
    if hotel is None or arrival is None or departure is None:
        return
    first, last = (arrival - NIGHT_ENDS).date(), departure.date()
    if first >= last:
        return
    clock = programme.clock
    start, finish = datetime.combine(first, time()), datetime.combine(last, time())
    yield Item(
        key=str(ItemKind.STAY),
        kind=ItemKind.STAY,
        begin=clock.at(start),
        end=clock.at(finish),
        start=start,
        finish=finish,
        title=Labels(recipient.language).headed(HOTEL, hotel.name),
        place=hotel,
        whole=recipient.kind is RecipientKind.DELEGATION,
    )
