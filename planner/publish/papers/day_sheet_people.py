"""Who arrives, leaves and sleeps where, of all delegations together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from planner.entities import Site
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.items import Item, ItemKind
from planner.publish.journeys import journeys
from planner.publish.labels import ARRIVAL, DEPARTURE, Labels
from planner.publish.papers import team_words as team
from planner.publish.recipients import Recipient, RecipientKind, recipients

#: More delegations than this become a number.
MOST_NAMED = 8
HEADINGS = {ItemKind.ARRIVAL: ARRIVAL, ItemKind.DEPARTURE: DEPARTURE}


class Group(NamedTuple):
    """A delegation, or some of it: how many (None: nobody knows), and who where they are few."""

    delegation_id: str
    name: str
    heads: int | None


class Journey(NamedTuple):
    """Those who arrive, or leave, together: at one instant and place."""

    begin: int
    day: date
    heading: str
    site: Site | None
    groups: tuple[Group, ...]


def named(labels: Labels, groups: Iterable[Group]) -> str:
    """``Caen (4), Hamar (3)``; of very many their numbers."""
    known = tuple(groups)
    if len(known) <= MOST_NAMED:
        return ", ".join(f"{g.name} ({g.heads})" if g.heads else g.name for g in known)
    return labels(team.MANY, delegations=len(known), people=sum(g.heads or 0 for g in known))


@dataclass(frozen=True)
class Travellers:
    """``hotels``: by night and hotel who sleeps there."""

    journeys: tuple[Journey, ...]
    hotels: Mapping[date, Mapping[str, tuple[Group, ...]]]

    @property
    def days(self) -> set[date]:
        return {journey.day for journey in self.journeys}

    def journeys_on(self, day: date) -> list[Journey]:
        return [journey for journey in self.journeys if journey.day == day]

    def delegations_on(self, day: date) -> set[str]:
        """The ids of the delegations that arrive or leave."""
        return {g.delegation_id for journey in self.journeys_on(day) for g in journey.groups}

    def nights(self, programme: Programme, labels: Labels, day: date) -> tuple[str, ...]:
        """The hotels of the night that follows ``day``, with how many people in all."""
        found = (
            (programme.sites[i].name, groups) for i, groups in self.hotels.get(day, {}).items()
        )
        return tuple(_night(labels, name, groups) for name, groups in sorted(found))


def _night(labels: Labels, hotel: str, groups: tuple[Group, ...]) -> str:
    told = labels.headed(hotel, named(labels, groups))
    if 1 < len(groups) <= MOST_NAMED:
        told += f" · {labels.headed(team.HEADS, str(sum(g.heads or 0 for g in groups)))}"
    return told


def travellers(copy: Copy) -> Travellers:
    """Of all delegations that come."""
    programme = copy.programme
    everybody = recipients(programme)
    delegations = [r for r in everybody if r.kind is RecipientKind.DELEGATION]
    return Travellers(tuple(_journeys(programme, delegations)), _hotels(programme, everybody))


def _journeys(programme: Programme, delegations: Iterable[Recipient]) -> Iterator[Journey]:
    """In order of time, those at one instant and place together."""
    together: dict[tuple[int, str, str], list[Group]] = defaultdict(list)
    for delegation in delegations:
        for item in journeys(programme, delegation):
            if item.kind in HEADINGS:
                site_id = item.place.id if item.place else ""
                group = _group(programme, delegation, item)
                together[item.begin, HEADINGS[item.kind], site_id].append(group)
    for (begin, heading, site_id), groups in sorted(together.items()):
        site = programme.sites.get(site_id)
        yield Journey(begin, programme.clock.day(begin), heading, site, tuple(groups))


def _group(programme: Programme, delegation: Recipient, item: Item) -> Group:
    """Those of a delegation who travel together; persons who travel apart are named."""
    if item.whole:
        heads = item.heads if item.heads is not None else programme.heads_of(delegation.id)
        return Group(delegation.id, delegation.name, heads)
    people = ", ".join(person.name for person in item.people)
    return Group(delegation.id, f"{delegation.name}: {people}", len(item.people))


def _hotels(
    programme: Programme, everybody: Iterable[Recipient]
) -> dict[date, dict[str, tuple[Group, ...]]]:
    """Night after night; delegates with journeys of their own have their own nights."""
    heads: dict[tuple[date, str, str], int] = defaultdict(int)
    for recipient in everybody:
        if recipient.delegation_id is None:
            continue
        sleepers = 1
        if recipient.kind is RecipientKind.DELEGATION:
            named_ones = len(programme.delegates_of.get(recipient.id, ()))
            sleepers = (programme.heads_of(recipient.id) or 0) - named_ones
        for night, hotel_id in _nights(programme, recipient):
            heads[night, hotel_id, recipient.delegation_id] += sleepers
    found: dict[date, dict[str, tuple[Group, ...]]] = defaultdict(dict)
    for (night, hotel_id, delegation_id), number in heads.items():
        group = Group(delegation_id, programme.delegations[delegation_id].name, number or None)
        found[night][hotel_id] = (*found[night].get(hotel_id, ()), group)
    return found


def _nights(programme: Programme, recipient: Recipient) -> Iterator[tuple[date, str]]:
    for item in journeys(programme, recipient):
        if item.kind is ItemKind.STAY and item.place is not None:
            for n in range((item.finish.date() - item.start.date()).days):
                yield item.start.date() + timedelta(days=n), item.place.id
