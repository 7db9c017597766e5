"""The rows of the shipped catalogue as frozen values; ``data/catalogue.py`` reads them."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

#: Changing it would give every shipped row a new identity.
NAMESPACE = UUID("de5b4065-43f7-443c-a8bc-f52bc3cb086d")


def catalogue_uuid(kind: str, code: str) -> str:
    """The id under which a shipped row ("city", "site", "hub") stands in every store."""
    return str(uuid5(NAMESPACE, f"{kind}:{code}"))


@dataclass(frozen=True, slots=True)
class CatalogueCity:
    """A member of the network in October 2024; ``designated`` is the year it joined.

    ``year_status`` says how sure that year is, ``evidence`` by which sources.
    ``invited_2024``: one of the eight delegations named for that year.
    """

    code: str
    name: str
    unesco_name: str
    country_code: str
    country: str
    field: str
    designated: int
    lat: float
    lon: float
    time_zone: str
    geonames_id: int
    geonames_name: str
    membership: str
    year_status: str
    evidence: tuple[str, ...]
    invited_2024: bool
    note: str | None

    @property
    def uuid(self) -> str:
        return catalogue_uuid("city", self.code)


@dataclass(frozen=True, slots=True)
class NewerCity:
    """A member since October 2025: an incomplete list, without points or time zones.

    ``country_code`` is None where the sources contradict one another.
    """

    code: str
    name: str
    country_code: str | None
    field: str
    designated: int
    status: str
    note: str | None


class CityAlias(NamedTuple):
    """Another name of a city; ``ambiguous``: of another city, too, so it settles nothing."""

    city: str
    alias: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class CatalogueField:
    """A creative field; ``since``: the year from which the network has had it."""

    code: str
    name_en: str
    name_fr: str
    since: int
    note: str | None


@dataclass(frozen=True, slots=True)
class CatalogueSite:
    """A Walloon place for a tour.

    ``precision_m``: the radius in which the point may be wrong; ``confidence`` (high, medium,
    low) is about the place existing under this name and address.  ``fields`` empty: none noted.
    """

    code: str
    name: str
    municipality: str | None
    postcode: str | None
    province: str
    address: str | None
    kind: str
    fields: tuple[str, ...]
    lat: float | None
    lon: float | None
    precision_m: int | None
    point_source: str
    confidence: str
    note: str | None
    sources: tuple[str, ...]
    is_core: bool

    @property
    def uuid(self) -> str:
        return catalogue_uuid("site", self.code)


@dataclass(frozen=True, slots=True)
class CatalogueHub:
    """A railway station or an airport; ``transfer_minutes``: the official time to change."""

    code: str
    name: str
    kind: str
    country_code: str
    lat: float
    lon: float
    time_zone: str
    transfer_minutes: int | None
    aliases: tuple[str, ...]
    source: str
    note: str | None

    @property
    def uuid(self) -> str:
        return catalogue_uuid("hub", self.code)


@dataclass(frozen=True, slots=True)
class FestivalEdition:
    """A KIKK Festival; ``number`` is a label ("9.5" was cancelled)."""

    number: str
    year: int
    start: date | None
    end: date | None
    theme: str | None
    visitors_about: int | None
    sources: tuple[str, ...]
    status: str
    note: str | None
    clock_change_on_last_day: bool | None


@dataclass(frozen=True, slots=True)
class RoadDistance:
    """A known way between two towns by car, for calibration (free-flow minutes, +-10 %)."""

    origin: str
    destination: str
    road_km: float
    minutes: int
    km_tolerance: float
    basis: str
    crow_km: float
    detour_ratio: float
    mean_kmh: float
    origin_lat: float
    origin_lon: float
    destination_lat: float
    destination_lon: float


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of the map: ``kind`` is country, coast, region or river; points are (lat, lon)."""

    kind: str
    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town to find one's way on the map by; the first of the list matter most."""

    name: str
    lat: float
    lon: float
