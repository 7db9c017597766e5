"""The shipped catalogue: facts about cities, places, stations and past festivals.

Read from ``data/reference/*.csv`` on first use and kept.  What is not known is ``None`` (or an
empty tuple where a list is meant), never 0, "" or False.  Where each fact comes from and how
sure it is: ``data/reference/SOURCES.md``; who must be named for it: ``LICENCE.md``.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from io import StringIO

from data.records import (
    CatalogueCity,
    CatalogueField,
    CatalogueHub,
    CatalogueSite,
    CityAlias,
    FestivalEdition,
    NewerCity,
    OutlineLine,
    RoadDistance,
    Town,
    catalogue_uuid,
)

__all__ = [
    "ATTRIBUTION",
    "VERSION",
    "CatalogueCity",
    "CatalogueField",
    "CatalogueHub",
    "CatalogueSite",
    "CityAlias",
    "FestivalEdition",
    "NewerCity",
    "OutlineLine",
    "RoadDistance",
    "Town",
    "aliases",
    "catalogue_uuid",
    "cities",
    "cities_2025",
    "festival_editions",
    "fields",
    "hubs",
    "outline",
    "road_distances",
    "sites",
    "towns",
]

#: Shortened SHA-256 of all tables: it changes when a row does, and the store then seeds again.
VERSION = "8c76f1cb4f42"

ATTRIBUTION = (
    "Contains GeoNames data (geonames.org), CC BY 4.0: points, time zones and other names of "
    "cities, with corrections. Stations: iRail, CC0. Airports: airportsdata, MIT. Rivers of the "
    "map: © OpenStreetMap contributors, ODbL; its borders: Natural Earth. Membership, "
    "fields and years of the UNESCO Creative Cities Network as compiled from public pages; this "
    "program is not affiliated with or endorsed by UNESCO."
)


@cache
def cities() -> tuple[CatalogueCity, ...]:
    """The 350 members of October 2024, Media Arts first."""
    return tuple(
        CatalogueCity(
            code=row["id"],
            name=row["name"],
            unesco_name=row["name_on_unesco_site"],
            country_code=row["country_code"],
            country=row["country"],
            field=row["field"],
            designated=int(row["designated"]),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            time_zone=row["time_zone"],
            geonames_id=int(row["geonames_id"]),
            geonames_name=row["geonames_name"],
            membership=row["membership"],
            year_status=row["year_status"],
            evidence=tuple(row["evidence"].split()),
            invited_2024=row["invited_2024"] == "yes",
            note=row["note"] or None,
        )
        for row in _rows("cities.csv")
    )


@cache
def cities_2025() -> tuple[NewerCity, ...]:
    """Those of the 58 members added in October 2025 that are known: 33."""
    return tuple(
        NewerCity(
            code=_slug(row["name"]),
            name=row["name"],
            country_code=row["country_code"] or None,
            field=row["field"],
            designated=int(row["designated"]),
            status=row["status"],
            note=row["note"] or None,
        )
        for row in _rows("cities_2025_partial.csv")
    )


@cache
def aliases() -> tuple[CityAlias, ...]:
    """Other names and scripts of the 350 cities, some 14,000: only read for matching."""
    rows = csv.reader(_lines("city_aliases.csv"))
    next(rows)
    return tuple(CityAlias(city, alias, flag == "yes") for city, alias, flag in rows)


@cache
def fields() -> tuple[CatalogueField, ...]:
    """The creative fields: seven, and since 2025 Architecture."""
    return tuple(
        CatalogueField(
            row["id"], row["name_en"], row["name_fr"], int(row["since"]), row["note"] or None
        )
        for row in _rows("fields.csv")
    )


@cache
def sites() -> tuple[CatalogueSite, ...]:
    """Places in Wallonia for a tour or a visit."""
    return tuple(
        CatalogueSite(
            code=row["id"],
            name=row["name"],
            municipality=row["municipality"] or None,
            postcode=row["postcode"] or None,
            province=row["province"],
            address=row["address"] or None,
            kind=row["kind"],
            fields=_list(row["fields"]),
            lat=_float(row["lat"]),
            lon=_float(row["lon"]),
            precision_m=_int(row["coord_precision_m"]),
            point_source=row["coord_source"],
            confidence=row["confidence"],
            note=row["note"] or None,
            sources=_sources(row["source"]),
            is_core=row["tier"] == "core",
        )
        for row in _rows("sites.csv")
    )


@cache
def hubs() -> tuple[CatalogueHub, ...]:
    """Stations and airports where delegations arrive and leave."""
    return tuple(
        CatalogueHub(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            country_code=row["country_code"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            time_zone=row["time_zone"],
            transfer_minutes=_int(row["transfer_min"]),
            aliases=_list(row["aliases"]),
            source=row["source"],
            note=row["note"] or None,
        )
        for row in _rows("hubs.csv")
    )


@cache
def festival_editions() -> tuple[FestivalEdition, ...]:
    """KIKK Festival by year, as far as known."""
    return tuple(
        FestivalEdition(
            number=row["edition"],
            year=int(row["year"]),
            start=_date(row["start"]),
            end=_date(row["end"]),
            theme=row["theme"] or None,
            visitors_about=_int(row["visitors_about"]),
            sources=_sources(row["source"]),
            status=row["status"],
            note=row["note"] or None,
            clock_change_on_last_day=_yes_no(row["clock_change_on_last_day"]),
        )
        for row in _rows("kikk_editions.csv")
    )


@cache
def road_distances() -> tuple[RoadDistance, ...]:
    """The 38 known pairs against which the travel estimate is fitted and tested."""
    return tuple(
        RoadDistance(
            origin=row["from"],
            destination=row["to"],
            road_km=float(row["road_km"]),
            minutes=int(row["free_flow_min_car"]),
            km_tolerance=float(row["km_tolerance"]),
            basis=row["basis"],
            crow_km=float(row["haversine_km"]),
            detour_ratio=float(row["detour_ratio"]),
            mean_kmh=float(row["mean_kmh"]),
            origin_lat=float(row["from_lat"]),
            origin_lon=float(row["from_lon"]),
            destination_lat=float(row["to_lat"]),
            destination_lon=float(row["to_lon"]),
        )
        for row in _rows("road_distances.csv")
    )


@cache
def outline() -> tuple[OutlineLine, ...]:
    """Borders, the coast and the rivers Sambre and Meuse, for the map; borders come first."""
    return tuple(
        OutlineLine(row["kind"], row["name"], _points(row["points"]))
        for name in ("outline_borders.csv", "outline_rivers.csv")
        for row in _rows(name)
    )


@cache
def towns() -> tuple[Town, ...]:
    """The towns between which road distances are known, those of most distances first."""
    points = {d.origin: (d.origin_lat, d.origin_lon) for d in road_distances()}
    points |= {d.destination: (d.destination_lat, d.destination_lon) for d in road_distances()}
    ways = Counter(name for d in road_distances() for name in (d.origin, d.destination))
    names = sorted(points, key=lambda name: (-ways[name], name))
    return tuple(Town(name, *points[name]) for name in names if not name.endswith(" Airport"))


def _points(text: str) -> tuple[tuple[float, float], ...]:
    """``lat,lon lat,lon ...`` in degrees."""
    pairs = (pair.split(",") for pair in text.split())
    return tuple((float(lat), float(lon)) for lat, lon in pairs)


def _lines(name: str) -> StringIO:
    table = resources.files("data") / "reference" / name
    return StringIO(table.read_text(encoding="utf-8"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_lines(name))


def _list(text: str) -> tuple[str, ...]:
    """Parts of a ";" list, each once, in order."""
    return tuple(dict.fromkeys(part for part in text.split(";") if part))


def _sources(text: str) -> tuple[str, ...]:
    """Codes of SOURCES.md; "-" stands for none."""
    return tuple(code for code in text.split() if code != "-")


def _int(text: str) -> int | None:
    return int(text) if text else None


def _float(text: str) -> float | None:
    return float(text) if text else None


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _yes_no(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
