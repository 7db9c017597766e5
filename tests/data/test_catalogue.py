"""The shipped tables: complete, typed, and resolvable down to their sources."""

import hashlib
import re
from datetime import date
from importlib import resources
from zoneinfo import available_timezones

import pytest

from data import catalogue
from data.catalogue import catalogue_uuid

FOLDER = resources.files("data") / "reference"


def test_version_is_the_hash_of_the_tables() -> None:
    tables = sorted(f.name for f in FOLDER.iterdir() if f.name.endswith(".csv"))
    digest = hashlib.sha256()
    for name in tables:
        digest.update(name.encode() + b"\0" + (FOLDER / name).read_text(encoding="utf-8").encode())
    assert digest.hexdigest()[:12] == catalogue.VERSION


def test_there_are_350_members_with_a_code_and_a_geonames_id_each() -> None:
    cities = catalogue.cities()
    assert len(cities) == len({c.code for c in cities}) == 350
    assert len({c.geonames_id for c in cities}) == 350
    assert cities[0].field == "media-arts"


def test_the_eight_delegations_of_2024_are_named() -> None:
    assert {c.code for c in catalogue.cities() if c.invited_2024} == {
        "viborg", "hamar", "karlsruhe", "modena", "novi-sad", "tbilisi", "caen",
        "enghien-les-bains",
    }  # fmt: skip


@pytest.mark.slow
def test_every_zone_exists_and_every_point_is_on_earth() -> None:
    for place in catalogue.cities() + catalogue.hubs():
        assert place.time_zone in available_timezones()
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180


def test_every_field_named_anywhere_is_a_field() -> None:
    known = {f.code for f in catalogue.fields()}
    used = {c.field for c in catalogue.cities()} | {c.field for c in catalogue.cities_2025()}
    used |= {field for site in catalogue.sites() for field in site.fields}
    assert len(known) == 8
    assert used == known


def test_years_of_joining_add_up_to_the_announced_cohorts() -> None:
    years = [c.designated for c in catalogue.cities()]
    assert sum(year <= 2014 for year in years) == 69
    assert [years.count(y) for y in (2015, 2017, 2019, 2021, 2023)] == [47, 64, 66, 49, 55]


def test_what_is_not_known_is_none() -> None:
    green_hub = next(s for s in catalogue.sites() if s.code == "lux-green-hub")
    assert (green_hub.lat, green_hub.lon, green_hub.precision_m) == (None, None, None)
    assert (green_hub.municipality, green_hub.address) == (None, None)
    brussels = next(h for h in catalogue.hubs() if h.code == "BRU")
    assert brussels.transfer_minutes is None
    in_2019 = next(e for e in catalogue.festival_editions() if e.year == 2019)
    assert (in_2019.start, in_2019.theme, in_2019.clock_change_on_last_day) == (None, None, None)
    cuenca = next(c for c in catalogue.cities_2025() if c.code == "cuenca")
    assert cuenca.country_code is None


def test_the_festival_of_2024_ends_on_the_night_the_clocks_go_back() -> None:
    edition = next(e for e in catalogue.festival_editions() if e.year == 2024)
    assert (edition.start, edition.end) == (date(2024, 10, 24), date(2024, 10, 27))
    assert edition.clock_change_on_last_day is True


def test_codes_are_unique_in_each_table_and_later_members_share_none() -> None:
    sites = [s.code for s in catalogue.sites()]
    hubs = [h.code for h in catalogue.hubs()]
    assert len(sites) == len(set(sites)) == 94
    assert len(hubs) == len(set(hubs)) == 49
    assert not {c.code for c in catalogue.cities_2025()} & {c.code for c in catalogue.cities()}


def test_aliases_belong_to_cities_and_those_of_several_are_marked() -> None:
    aliases = catalogue.aliases()
    codes = {c.code for c in catalogue.cities()}
    assert len(aliases) == 14_325
    assert {a.city for a in aliases} <= codes
    assert ("enghien-les-bains", "Enghien", True) in aliases


def test_a_repeated_alias_of_a_station_is_kept_once() -> None:
    mons = next(h for h in catalogue.hubs() if h.name == "Mons")
    assert mons.aliases == ("Bergen",)


def test_every_source_code_is_resolved() -> None:
    first_cells = re.findall(
        r"^\| ([^|]+) \|", FOLDER.joinpath("SOURCES.md").read_text("utf-8"), re.M
    )
    explained = {code for cell in first_cells for code in re.findall(r"[A-Z]+\d*", cell)}
    used = {code for site in catalogue.sites() for code in site.sources}
    used |= {code for edition in catalogue.festival_editions() for code in edition.sources}
    evidence = {code for city in catalogue.cities() for code in city.evidence}
    used |= {part.removesuffix("!2020") for code in evidence for part in code.split("+")}
    assert used <= explained


def test_the_attribution_names_geonames_and_its_licence() -> None:
    assert "Contains GeoNames data" in catalogue.ATTRIBUTION
    assert "CC BY 4.0" in catalogue.ATTRIBUTION


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("city", "namur", "bf74dc47-4aac-56c7-80a6-fd6a2867289b"),
        ("site", "namur-trakk", "c906301b-4c7f-545d-874d-d0574122a50f"),
        ("hub", "BRU", "b126d82f-36e7-5057-993b-ca7133ec593e"),
    ],
)
def test_ids_never_change(kind: str, code: str, expected: str) -> None:
    assert catalogue_uuid(kind, code) == expected


def test_rows_know_their_id() -> None:
    city, site, hub = catalogue.cities()[0], catalogue.sites()[0], catalogue.hubs()[0]
    assert city.uuid == catalogue_uuid("city", city.code)
    assert site.uuid == catalogue_uuid("site", site.code)
    assert hub.uuid == catalogue_uuid("hub", hub.code)


def test_the_outline_has_borders_regions_and_both_rivers() -> None:
    lines = catalogue.outline()
    assert {line.kind for line in lines} == {"country", "coast", "region", "river"}
    assert [line.name for line in lines if line.kind == "river"] == ["Sambre", "Meuse"]
    assert all(49.4 < lat < 51.6 and 2.4 < lon < 6.5 for li in lines for lat, lon in li.points)
    assert all(len(line.points) > 1 for line in lines)


def test_the_sambre_flows_through_charleroi_to_namur() -> None:
    towns = {town.name: town for town in catalogue.towns()}
    sambre = next(line for line in catalogue.outline() if line.name == "Sambre")
    for name in ("Charleroi", "Namur"):
        town = towns[name]
        near = min(abs(lat - town.lat) + abs(lon - town.lon) for lat, lon in sambre.points)
        assert near < 0.02, name  # two kilometres
    assert sambre.points[0][1] < towns["Charleroi"].lon < sambre.points[-1][1]


def test_towns_are_no_airports_and_namur_comes_first() -> None:
    names = [town.name for town in catalogue.towns()]
    assert names[0] == "Namur"
    assert len(names) == len(set(names)) > 15
    assert not any("Airport" in name for name in names)
