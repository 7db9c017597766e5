"""The figures of an edition: delegations, activities, places, hosts, meetings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.words import ActivityStatus, HostKind, Kind
from planner.entities import Activity
from planner.programme import Programme
from planner.publish.labels import Labels
from planner.publish.shown import attended, shown


@dataclass(frozen=True)
class Figures:
    """Counts what is planned and attended by anybody, parts not counted apart."""

    programme: Programme

    @cached_property
    def placed(self) -> tuple[Activity, ...]:
        """Everything that has a time, in order."""
        return tuple(shown(self.programme, (e.activity for e in self.programme.by_time)))

    @cached_property
    def planned(self) -> tuple[Activity, ...]:
        """Those of it that somebody attends."""
        return tuple(a for a in self.placed if attended(self.programme, a.id))

    @cached_property
    def unplaced(self) -> tuple[Activity, ...]:
        return tuple(a for a in self.programme.unplaced if a.kind is not Kind.BLOCKER)

    @property
    def people(self) -> int:
        """Those of the delegations whose number is known."""
        programme = self.programme
        return sum(programme.heads_of(d.id) or 0 for d in programme.active_delegations)

    @property
    def minutes(self) -> int:
        """Of all activities together, each once."""
        return sum(a.minutes for a in self.planned)

    def countries(self, labels: Labels) -> Counter[str]:
        """How many delegations come from each; empty text: nobody knows."""
        cities = (self.programme.cities.get(d.city_id) for d in self.programme.active_delegations)
        return Counter(
            (labels.country(city.country_code) or city.country or "") if city else ""
            for city in cities
        )

    def fields(self, labels: Labels) -> Counter[str]:
        """How many delegations are cities of each creative field."""
        programme = self.programme
        cities = (programme.cities.get(d.city_id) for d in programme.active_delegations)
        found = (programme.fields.get((city.field_id if city else None) or "") for city in cities)
        return Counter(field.name(labels.language) if field else "" for field in found)

    @cached_property
    def sites(self) -> Counter[str]:
        """By id of a place how often it is visited; on the way to it nobody is there yet."""
        return Counter(site_id for site_id, _activity in self._visits())

    @cached_property
    def visitors(self) -> Counter[str]:
        """By id of a place how many people its visits count together."""
        found: Counter[str] = Counter()
        for site_id, activity in self._visits():
            found[site_id] += self.programme.head_count(activity.id)[0]
        return found

    def _visits(self) -> Iterator[tuple[str, Activity]]:
        for activity in self.planned:
            if activity.site_id is not None and activity.kind is not Kind.TRANSFER:
                yield activity.site_id, activity

    @cached_property
    def hosts(self) -> Counter[str]:
        """By id of a host in how many activities it takes part."""
        return self._hosts_in(self.planned)

    def hosts_by_kind(self) -> Mapping[HostKind, tuple[int, int]]:
        """How many take part in anything, and how many there are."""
        rows = self.programme.hosts.values()
        involved = Counter(host.kind for host in rows if host.id in self.hosts)
        everybody = Counter(host.kind for host in rows)
        return {kind: (involved[kind], everybody[kind]) for kind in HostKind if everybody[kind]}

    @cached_property
    def meetings(self) -> tuple[Activity, ...]:
        return tuple(a for a in self.planned if a.kind is Kind.MEETING)

    @property
    def confirmed_meetings(self) -> int:
        return sum(a.status is ActivityStatus.CONFIRMED for a in self.meetings)

    def meetings_of_delegations(self) -> Counter[str]:
        """By id."""
        return Counter(d for a in self.meetings for d in self.programme.delegations_in(a.id))

    def meetings_of_hosts(self) -> Counter[str]:
        """By id."""
        return self._hosts_in(self.meetings)

    def _hosts_in(self, activities: Iterable[Activity]) -> Counter[str]:
        """Each once an activity, its parts included; those who have said no left out."""
        programme, found = self.programme, Counter[str]()
        for activity in activities:
            both = (activity, *programme.parts.get(activity.id, ()))
            rows = (r for a in both for r in programme.participations_of.get(a.id, ()))
            found.update({r.host_id for r in rows if r.host_id and r.confirmed is not False})
        return found
