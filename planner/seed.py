"""The shipped catalogue as rows of the store: fields, cities, and the places all editions share."""

from functools import cache

from data import catalogue
from planner.entities import City, Entity, Field, Site

#: Every site of the catalogue is in Wallonia.
_COUNTRY, _ZONE = "BE", "Europe/Brussels"


def catalogue_rows() -> dict[str, list[Entity]]:
    """Rows by table name, in the order in which they can be inserted.

    What the catalogue does not know (hours, capacities, step-free access) stays unknown.
    """
    places = [_site(site) for site in catalogue.sites()]
    return {
        "field": [Field(f.code, f.name_en, f.name_fr, f.since) for f in catalogue.fields()],
        "city": [_city(city) for city in catalogue.cities()],
        "site": [*places, *(_hub(hub) for hub in catalogue.hubs())],
    }


@cache
def hub_ids() -> dict[str, str]:
    """Ids of stations and airports, by code ("BRU") and by name ("Namur")."""
    return {name: hub.uuid for hub in catalogue.hubs() for name in (hub.name, hub.code)}


def _city(city: catalogue.CatalogueCity) -> City:
    return City(
        id=city.uuid,
        code=city.code,
        name=city.name,
        country_code=city.country_code,
        country=city.country,
        field_id=city.field,
        designated=city.designated,
        lat=city.lat,
        lon=city.lon,
        time_zone=city.time_zone,
    )


def _site(site: catalogue.CatalogueSite) -> Site:
    return Site(
        id=site.uuid,
        edition_id=None,
        code=site.code,
        name=site.name,
        kind=site.kind,
        address=site.address,
        postcode=site.postcode,
        municipality=site.municipality,
        country_code=_COUNTRY,
        lat=site.lat,
        lon=site.lon,
        precision_m=site.precision_m,
        confidence=site.confidence,
        fields=site.fields,
        time_zone=_ZONE,
        note=site.note,
    )


def _hub(hub: catalogue.CatalogueHub) -> Site:
    return Site(
        id=hub.uuid,
        edition_id=None,
        code=hub.code,
        name=hub.name,
        kind=hub.kind,
        country_code=hub.country_code,
        lat=hub.lat,
        lon=hub.lon,
        time_zone=hub.time_zone,
        note=hub.note,
    )
