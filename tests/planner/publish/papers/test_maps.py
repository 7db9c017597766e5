"""Maps of a booklet: what stands on them, and where."""

import pytest

from planner.entities import Activity, Delegation, Site
from planner.publish.papers.map_labels import SIGN_HEIGHT, Box, Sign
from planner.publish.papers.map_view import Spot
from planner.publish.papers.maps import Map, route_maps, town_map
from tests.build import Build, tue, wed
from tests.planner.publish.schedules import copy_of, recipient_named

NAMUR, CHARLEROI, MONS = (50.4669, 4.8622), (50.4049, 4.4386), (50.4541, 3.9523)
LIEGE, PARIS = (50.6405, 5.5756), (48.8566, 2.3522)
WIDTH = 170.0


def routes(plan: Build, name: str = "Caen") -> tuple[Map, ...]:
    programme = plan.programme()
    return route_maps(copy_of(programme, recipient_named(programme, name)), WIDTH)


def town(plan: Build, name: str = "Caen") -> Map | None:
    programme = plan.programme()
    return town_map(copy_of(programme, recipient_named(programme, name)), WIDTH)


def on_tour(plan: Build, *sites: Site, **ends: Site) -> tuple[Delegation, list[Activity]]:
    """Caen on board of a tour, and its stops: an hour at each of these."""
    caen = plan.delegation("Caen")
    day = plan.tour_day(plan.tour("Wake tour A", None, caen), 23)
    plan.change(day, **{f"{end}_site_id": site.id for end, site in ends.items()})
    return caen, [
        plan.stop(f"Stop {n}", wed(f"{9 + n:02}:00"), 60, site, tour_day_id=day)
        for n, site in enumerate(sites)
    ]


def box(sign: Sign) -> Box:
    return Box.around(Spot(sign.x, sign.y), sign.width, SIGN_HEIGHT)


def test_stops_are_numbered_in_the_order_of_the_day() -> None:
    plan = Build()
    sites = [plan.site(n, at=p) for n, p in (("Mons", MONS), ("Liège", LIEGE))]
    on_tour(plan, *sites)
    (found,) = routes(plan)
    assert (found.day, found.title) == ("2024-10-23", "Wake tour A")
    assert [(e.number, e.name, e.time) for e in found.legend] == [
        ("1", "Mons", "09:00–10:00"),
        ("2", "Liège", "10:00–11:00"),
    ]
    assert [sign.text for sign in found.signs] == ["1", "2"]


def test_the_way_leads_from_the_start_of_the_day_over_its_stops_to_the_end() -> None:
    plan = Build()
    station, mons = plan.site("Station", at=NAMUR), plan.site("Mons", at=MONS)
    on_tour(plan, mons, start=station, end=station)
    (found,) = routes(plan)
    assert len(found.route) == 3
    assert found.route[0] == found.route[2] == found.ends[0]
    assert found.notes[0] == "Start and end: Station"


def test_start_and_end_are_told_apart() -> None:
    plan = Build()
    start, end = plan.site("Station", at=NAMUR), plan.site("Airport", at=LIEGE)
    on_tour(plan, plan.site("Mons", at=MONS), start=start, end=end)
    (found,) = routes(plan)
    assert found.notes[:2] == ("Start: Station", "End: Airport")


def test_who_only_joins_one_stop_is_shown_no_way_of_others() -> None:
    plan = Build()
    station, mons = plan.site("Station", at=NAMUR), plan.site("Mons", at=MONS)
    _caen, stops = on_tour(plan, mons, plan.site("Liège", at=LIEGE), start=station)
    plan.joins(stops[0], plan.delegation("Hamar"))
    (found,) = routes(plan, "Hamar")
    assert [entry.name for entry in found.legend] == ["Mons"]
    assert (len(found.route), found.ends) == (1, ())


def test_a_place_that_is_visited_twice_has_one_number_and_both_times() -> None:
    plan = Build()
    trakk, mons = plan.site("TRAKK", at=NAMUR), plan.site("Mons", at=MONS)
    on_tour(plan, trakk, mons, trakk)
    (found,) = routes(plan)
    assert [(e.name, e.time) for e in found.legend] == [
        ("TRAKK", "09:00–10:00, 11:00–12:00"),
        ("Mons", "10:00–11:00"),
    ]


def test_one_stop_alone_has_a_map() -> None:
    plan = Build()
    on_tour(plan, plan.site("Mons", at=MONS))
    (found,) = routes(plan)
    (sign,) = found.signs
    assert (sign.x, sign.y) == (found.width / 2, found.height / 2)
    assert "Straight lines" not in " ".join(found.notes)


def test_without_any_point_there_is_no_map() -> None:
    plan = Build()
    on_tour(plan, plan.site("Somewhere"))
    assert routes(plan) == ()
    assert town(plan) is None


def test_a_place_without_a_point_is_named() -> None:
    plan = Build()
    on_tour(plan, plan.site("Mons", at=MONS), plan.site("Somewhere"))
    (found,) = routes(plan)
    assert "Not on the map: Somewhere" in found.notes
    assert [entry.name for entry in found.legend] == ["Mons"]


def test_stops_in_two_countries_are_on_one_map() -> None:
    plan = Build()
    on_tour(plan, plan.site("Mons", at=MONS), plan.site("Paris", at=PARIS))
    (found,) = routes(plan)
    mons, paris = found.signs
    assert paris.y > mons.y
    assert paris.x < mons.x
    assert all(Box(0, 0, found.width, found.height).holds(box(sign)) for sign in found.signs)
    assert found.scale.text == "50 km"


def test_places_at_one_spot_share_a_label() -> None:
    plan = Build()
    sites = [plan.site(f"Room {n}", at=CHARLEROI) for n in range(2)]
    on_tour(plan, sites[0], plan.site("Mons", at=MONS), sites[1])
    (found,) = routes(plan)
    assert [sign.text for sign in found.signs] == ["1, 3", "2"]


def test_the_map_is_read_aloud_as_its_numbers_and_names() -> None:
    plan = Build()
    on_tour(plan, plan.site("Mons", at=MONS), plan.site("{places} {x}", at=LIEGE))
    (found,) = routes(plan)
    assert found.alt == "Map of the route: 1 Mons, 2 {places} {x}"


def test_each_tour_day_has_a_map_of_its_own() -> None:
    plan = Build()
    caen, _stops = on_tour(plan, plan.site("Mons", at=MONS))
    day = plan.tour_day(plan.tour("Wake tour B", None, caen), 22)
    plan.stop("Early", tue("10:00"), 60, plan.site("Liège", at=LIEGE), tour_day_id=day)
    assert [found.title for found in routes(plan)] == ["Wake tour B", "Wake tour A"]


def test_in_town_are_the_hotel_and_the_places_near_it_but_none_elsewhere() -> None:
    plan = Build()
    hotel = plan.site("Hotel", at=(50.468, 4.8634), address="Rue 1")
    caen = plan.delegation("Caen", arrival=tue("10:00"), departure=wed("20:00"), hotel_id=hotel.id)
    theatre = plan.site("Theatre", at=(50.4642, 4.8679), municipality="Namur", postcode="5000")
    for n, site in enumerate((theatre, plan.site("Mons", at=MONS), theatre)):
        plan.visit(f"Visit {n}", wed(f"{9 + n:02}:00"), 60, site, caen)
    found = town(plan)
    assert found is not None
    assert [(e.number, e.name, e.address) for e in found.legend] == [
        ("1", "Hotel", "Rue 1"),
        ("2", "Theatre", "5000 Namur"),
    ]
    assert (found.heading, found.route, found.notes) == ("Your places in Namur", (), ())


def test_a_place_in_town_without_a_point_is_named_and_one_in_another_town_is_not() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    sites = (
        plan.site("Theatre", at=NAMUR),
        plan.site("Cellar", municipality="NAMUR"),
        plan.site("Museum", municipality="Liège"),
    )
    for n, site in enumerate(sites):
        plan.visit(f"Visit {n}", wed(f"{9 + n:02}:00"), 60, site, caen)
    found = town(plan)
    assert found is not None
    assert found.notes == ("Not on the map: Cellar",)


@pytest.mark.parametrize(
    ("precision", "note"), [(400, "position known to 400 m only"), (100, ""), (None, "")]
)
def test_a_point_that_is_only_roughly_known_says_so(precision: int | None, note: str) -> None:
    plan = Build()
    site = plan.site("TRAKK", at=NAMUR, precision_m=precision)
    plan.visit("Visit", wed("10:00"), 60, site, plan.delegation("Caen"))
    found = town(plan)
    assert found is not None
    assert [entry.note for entry in found.legend] == [note]
