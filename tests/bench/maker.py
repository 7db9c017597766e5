"""What the steps of making a large edition share."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid5

from models.words import HostKind, Kind, Role, TravelMode
from planner.entities import Activity, Delegate, Delegation, Entity, Host, Participation, Site
from planner.travel import TravelTable

NAMESPACE = UUID("7c1e4f0a-2b6d-5e19-8a35-94d0c6b1f7e3")
TOUR_DAYS = (date(2024, 10, 22), date(2024, 10, 23))
FESTIVAL = tuple(date(2024, 10, day) for day in (24, 25, 26, 27))
#: Of the delegations, how many get a plan that cannot hold.
SPOILED = 0.03
SEATS = 50
ITEMS_PER_SITE = 28
#: Festival items of one delegation: before and after lunch, by day.
PICKS = ((2, 2), (2, 2), (2, 1), (2, 0))
LUNCH = (time(12, 45), 60)
#: Invented names in several scripts, wide and combining letters among them.
GIVEN = ("Asta", "Zoë", "Милица", "ნინო", "美月", "سلمى", "Σοφία", "Ñusta", "Þóra", "Łucja")
FAMILY = ("Exemple", "Beispiel", "Esempio", "Ejemplo", "Örnek", "Eksempel", "例子", "მაგალითაძე")


@dataclass
class Maker:
    """What the steps of making an edition share."""

    rng: Random
    edition_id: str
    sites: dict[str, Site]
    travel: TravelTable
    rows: list[Entity] = field(default_factory=list)
    count: int = 0

    def id(self) -> str:
        self.count += 1
        return str(uuid5(NAMESPACE, f"{self.edition_id}:{self.count}"))

    def site(self, code: str) -> str:
        return self.sites[code].id

    def minutes(self, a: str, b: str, mode: TravelMode | None = None) -> int:
        leg = self.travel.leg(a, b, mode)
        assert leg is not None
        return leg.minutes

    def name(self, site_id: str) -> str:
        return next((s.name for s in self.sites.values() if s.id == site_id), "")

    def host(self, name: str, kind: HostKind, site_id: str | None = None) -> Host:
        row = Host(
            self.id(),
            self.edition_id,
            f"{name} (example)",
            kind,
            site_id,
            languages=("en", "fr"),
            is_example=True,
        )
        self.rows.append(row)
        return row

    def activity(
        self, kind: Kind, title: str, start: datetime | None, minutes: int, **rest: object
    ) -> Activity:
        row = Activity(self.id(), self.edition_id, kind, title, start, minutes)
        row = replace(row, **rest)  # type: ignore[arg-type]
        self.rows.append(row)
        return row

    def join(self, activity: Activity, role: Role = Role.ATTENDS, **who: str) -> None:
        asked = role is not Role.ATTENDS and self.rng.random() < 0.95
        row = Participation(self.id(), activity.id, role=role, confirmed=asked or None, **who)  # type: ignore[arg-type]
        self.rows.append(row)


@dataclass
class Guest:
    """A delegation while its plan is being made."""

    row: Delegation
    heads: int
    names: list[Delegate]


@dataclass
class Item:
    """A festival item with the places that are left."""

    row: Activity
    free: int

    @property
    def start(self) -> datetime:
        assert self.row.start is not None
        return self.row.start

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.row.minutes)

    @property
    def site(self) -> str:
        assert self.row.site_id is not None
        return self.row.site_id
