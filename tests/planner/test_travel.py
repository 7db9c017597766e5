"""Travel times: the estimate against known figures, and the organiser's figures before it."""

from datetime import datetime
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import RoadDistance, road_distances, sites
from planner.travel import (
    CITADEL_CLIMB_MINUTES,
    Leg,
    Mode,
    Point,
    Source,
    TravelTable,
    car_minutes,
    default_mode,
    estimate,
    great_circle_km,
    on_citadel,
    peak_factor,
    road_km,
)

NAMUR = Point(50.4669, 4.8675)
LIEGE = Point(50.6337, 5.5675)
BRUSSELS = Point(50.8467, 4.3525)
THEATRE = Point(50.4642, 4.8679)
DELTA = Point(50.4626, 4.8688)
PAVILLON = Point(50.4550, 4.8540)

MONDAY_AT_8 = datetime(2024, 10, 21, 8, 0)
MONDAY_AT_17 = datetime(2024, 10, 21, 17, 0)
MONDAY_AT_12 = datetime(2024, 10, 21, 12, 0)
CLOCK_CHANGE_SUNDAY_AT_8 = datetime(2024, 10, 27, 8, 0)

points = st.builds(
    Point, st.floats(49.4, 51.1, allow_nan=False), st.floats(2.8, 6.5, allow_nan=False)
)
driving = st.sampled_from([Mode.CAR, Mode.COACH])
modes = st.sampled_from([Mode.CAR, Mode.COACH, Mode.WALK])


def ends(pair: RoadDistance) -> tuple[Point, Point]:
    return (
        Point(pair.origin_lat, pair.origin_lon),
        Point(pair.destination_lat, pair.destination_lon),
    )


def minutes(a: Point, b: Point, mode: Mode, departure: datetime | None = None) -> int:
    leg = estimate(a, b, mode, departure, margin_percent=0)
    assert leg is not None
    return leg.minutes


@pytest.mark.parametrize(
    ("town", "km"),
    [("Liège", 63), ("Charleroi", 38), ("Mons", 77), ("Tournai", 124), ("Louvain-la-Neuve", 36)],
)
def test_the_road_from_namur_is_as_documented(town: str, km: int) -> None:
    pair = next(p for p in road_distances() if (p.origin, p.destination) == ("Namur", town))
    assert pair.basis == "brief"
    assert round(road_km(great_circle_km(*ends(pair)))) == km


def test_known_great_circles_agree_to_100_metres() -> None:
    for pair in road_distances():
        assert great_circle_km(*ends(pair)) == pytest.approx(pair.crow_km, abs=0.1)


def test_the_road_is_off_by_no_more_than_stated() -> None:
    errors = [abs(road_km(great_circle_km(*ends(p))) / p.road_km - 1) for p in road_distances()]
    assert mean(errors) < 0.058
    assert sum(error < 0.13 for error in errors) / len(errors) >= 0.9
    assert max(errors) < 0.18


def test_the_car_is_off_by_no_more_than_stated() -> None:
    pairs = road_distances()
    errors = [abs(car_minutes(great_circle_km(*ends(p))) / p.minutes - 1) for p in pairs]
    assert mean(errors) < 0.063
    assert sum(error < 0.13 for error in errors) / len(errors) >= 0.9
    worst = pairs[errors.index(max(errors))]
    assert (worst.origin, worst.destination) == ("Charleroi", "Dinant")
    assert max(errors) < 0.24


@pytest.mark.parametrize(
    ("crow", "by_car", "by_road"), [(0, 0, 0), (1, 7.7, 1.35), (3, 15.1, 4.05), (10, 20.9, 14.1)]
)
def test_short_ways_are_town_driving(crow: float, by_car: float, by_road: float) -> None:
    assert car_minutes(crow) == pytest.approx(by_car)
    assert road_km(crow) == pytest.approx(by_road)


def test_namur_to_liege_in_each_mode() -> None:
    assert great_circle_km(NAMUR, LIEGE) == pytest.approx(52.82, abs=0.01)
    assert minutes(NAMUR, LIEGE, Mode.CAR) == 51  # 14 + 0.69 * 52.82 = 50.4
    assert minutes(NAMUR, LIEGE, Mode.COACH) == 64  # 50.4 * 1.15 + 5 = 63.0
    assert estimate(NAMUR, LIEGE, Mode.COACH) == Leg(73, 63.3, Source.ESTIMATE, Mode.COACH)


def test_a_group_walks_at_4_kmh_and_a_wheelchair_at_3() -> None:
    crow = great_circle_km(THEATRE, NAMUR)  # 301 m, 392 m on foot
    assert crow == pytest.approx(0.3016, abs=0.001)
    assert minutes(THEATRE, NAMUR, Mode.WALK) == 6
    assert minutes(THEATRE, NAMUR, Mode.WHEELCHAIR) == 8
    alone = estimate(THEATRE, LIEGE, Mode.WALK, margin_percent=0, group=False)
    together = estimate(THEATRE, LIEGE, Mode.WALK, margin_percent=0)
    assert alone is not None
    assert together is not None
    assert alone.minutes / together.minutes == pytest.approx(4 / 4.5, abs=0.01)


def test_the_margin_is_a_percentage_of_the_whole_estimate() -> None:
    leg = estimate(NAMUR, LIEGE, Mode.CAR, margin_percent=20)
    assert leg is not None
    assert leg.minutes == 61  # 50.45 * 1.2 = 60.5


def test_the_same_place_takes_no_time() -> None:
    assert estimate(NAMUR, NAMUR, Mode.COACH) == Leg(0, 0.0, Source.SAME_PLACE, Mode.COACH)


def test_there_is_no_estimate_for_trains() -> None:
    assert estimate(NAMUR, LIEGE, Mode.TRAIN) is None


@pytest.mark.parametrize(
    ("a", "b", "departure", "factor"),
    [
        pytest.param(NAMUR, BRUSSELS, MONDAY_AT_8, 1.3, id="into Brussels in the morning"),
        pytest.param(BRUSSELS, NAMUR, MONDAY_AT_8, 1.1, id="out of Brussels in the morning"),
        pytest.param(BRUSSELS, NAMUR, MONDAY_AT_17, 1.3, id="out of Brussels in the evening"),
        pytest.param(NAMUR, BRUSSELS, MONDAY_AT_17, 1.1, id="into Brussels in the evening"),
        pytest.param(NAMUR, LIEGE, MONDAY_AT_8, 1.1, id="elsewhere"),
        pytest.param(BRUSSELS, BRUSSELS, MONDAY_AT_8, 1.1, id="within Brussels"),
        pytest.param(NAMUR, BRUSSELS, MONDAY_AT_12, 1.0, id="at noon"),
        pytest.param(NAMUR, BRUSSELS, CLOCK_CHANGE_SUNDAY_AT_8, 1.0, id="on Sunday"),
        pytest.param(NAMUR, BRUSSELS, None, 1.0, id="without a departure"),
        pytest.param(NAMUR, BRUSSELS, datetime(2024, 10, 21, 7, 0), 1.3, id="first minute"),
        pytest.param(NAMUR, BRUSSELS, datetime(2024, 10, 21, 9, 30), 1.0, id="after the last"),
    ],
)
def test_the_rush_hour_stretches_drives(
    a: Point, b: Point, departure: datetime | None, factor: float
) -> None:
    assert peak_factor(a, b, departure) == factor


def test_the_rush_hour_does_not_stretch_walks_or_boarding() -> None:
    assert minutes(THEATRE, DELTA, Mode.WALK, MONDAY_AT_8) == minutes(THEATRE, DELTA, Mode.WALK)
    # (14 + 0.69 * 55.7) * 1.3 * 1.15 + 5
    assert minutes(NAMUR, BRUSSELS, Mode.COACH, MONDAY_AT_8) == 84


def test_the_airport_of_brussels_is_outside_brussels() -> None:
    assert peak_factor(NAMUR, Point(50.9014, 4.4844), MONDAY_AT_8) == 1.1


@settings(max_examples=100)
@given(points, points, modes)
def test_there_and_back_take_the_same_time(a: Point, b: Point, mode: Mode) -> None:
    assert estimate(a, b, mode) == estimate(b, a, mode)


@settings(max_examples=100)
@given(st.floats(0, 300), st.floats(0, 300))
def test_further_is_never_faster(one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert car_minutes(near) <= car_minutes(far)
    assert road_km(near) <= road_km(far)


@settings(max_examples=100)
@given(points, st.floats(0.001, 1.5), st.floats(0.001, 1.5), driving)
def test_further_along_a_meridian_is_never_faster(
    start: Point, one: float, other: float, mode: Mode
) -> None:
    near, far = sorted((one, other))
    to_near = minutes(start, Point(start.lat + near, start.lon), mode)
    assert 0 < to_near <= minutes(start, Point(start.lat + far, start.lon), mode)


def test_the_three_sites_on_the_citadel_and_no_others_are_on_it() -> None:
    above = {
        s.code
        for s in sites()
        if s.lat is not None and s.lon is not None and on_citadel(Point(s.lat, s.lon))
    }
    assert above == {"namur-pavillon", "namur-citadelle", "namur-belvedere"}


def test_near_places_are_walked_to_but_never_the_citadel() -> None:
    citadel = Point(50.4590, 4.8618)
    assert default_mode(THEATRE, DELTA) is Mode.WALK
    assert default_mode(NAMUR, LIEGE) is Mode.CAR
    assert great_circle_km(citadel, DELTA) < 1.2
    assert default_mode(citadel, DELTA) is Mode.CAR
    assert default_mode(DELTA, citadel) is Mode.CAR


def test_walking_up_to_the_citadel_counts_the_climb_and_says_so() -> None:
    leg = estimate(DELTA, PAVILLON, Mode.WALK, margin_percent=0)
    flat = great_circle_km(DELTA, PAVILLON) * 1.3 / 4 * 60
    assert leg is not None
    assert leg.climb
    assert leg.minutes == pytest.approx(flat + CITADEL_CLIMB_MINUTES, abs=1)
    flat_leg = estimate(THEATRE, DELTA, Mode.WALK)
    assert flat_leg is not None
    assert not flat_leg.climb


def test_nobody_is_sent_up_the_citadel_in_a_wheelchair() -> None:
    assert estimate(DELTA, PAVILLON, Mode.WHEELCHAIR) is None


PLACES = {"namur": NAMUR, "liege": LIEGE, "theatre": THEATRE, "delta": DELTA, "green-hub": None}


def test_an_own_figure_wins_and_carries_neither_margin_nor_rush_hour() -> None:
    table = TravelTable([("namur", "liege", Mode.COACH, 58, False)], PLACES)
    expected = Leg(58, 63.3, Source.OWN, Mode.COACH)
    assert table.leg("namur", "liege", Mode.COACH, MONDAY_AT_8) == expected


def test_an_own_figure_of_another_mode_says_nothing() -> None:
    table = TravelTable([("namur", "liege", Mode.TRAIN, 47, True)], PLACES)
    assert table.leg("namur", "liege", Mode.CAR) == estimate(NAMUR, LIEGE, Mode.CAR)
    assert table.leg("liege", "namur", Mode.TRAIN) == Leg(47, None, Source.OWN, Mode.TRAIN)


def test_a_figure_for_one_way_is_not_used_for_the_way_back() -> None:
    table = TravelTable([("namur", "liege", None, 58, False)], PLACES)
    back = table.leg("liege", "namur")
    assert back is not None
    assert back.source is Source.ESTIMATE


def test_the_figure_for_a_direction_comes_before_the_way_back_of_the_other() -> None:
    own = [("namur", "liege", None, 58, True), ("liege", "namur", None, 66, False)]
    table = TravelTable(own, PLACES)
    legs = [table.leg("namur", "liege"), table.leg("liege", "namur")]
    assert [leg and leg.minutes for leg in legs] == [58, 66]


def test_a_figure_for_the_mode_comes_before_one_for_any() -> None:
    own = [("namur", "liege", None, 58, True), ("liege", "namur", Mode.COACH, 66, True)]
    leg = TravelTable(own, PLACES).leg("namur", "liege", Mode.COACH)
    assert leg is not None
    assert leg.minutes == 66


def test_a_place_without_a_point_is_unknown_never_zero() -> None:
    table = TravelTable([], PLACES)
    assert table.leg("namur", "green-hub") is None
    assert table.leg("nowhere", "namur", Mode.COACH) is None


def test_an_own_figure_needs_no_point() -> None:
    table = TravelTable([("namur", "green-hub", None, 90, True)], PLACES)
    assert table.leg("green-hub", "namur") == Leg(90, None, Source.OWN, Mode.CAR)


def test_a_site_is_the_same_place_as_itself_even_without_a_point() -> None:
    leg = TravelTable([], PLACES).leg("green-hub", "green-hub", Mode.COACH)
    assert leg == Leg(0, 0.0, Source.SAME_PLACE, Mode.COACH)


def test_a_leg_is_worked_out_once_for_each_part_of_the_day() -> None:
    table = TravelTable([], PLACES)
    at_noon = table.leg("namur", "liege", Mode.CAR, MONDAY_AT_12)
    assert table.leg("namur", "liege", Mode.CAR) is at_noon
    in_rush_hour = table.leg("namur", "liege", Mode.CAR, MONDAY_AT_8)
    assert in_rush_hour is not None
    assert at_noon is not None
    assert in_rush_hour.minutes > at_noon.minutes


def test_the_margin_of_the_edition_is_used() -> None:
    leg = TravelTable([], PLACES, 0).leg("namur", "liege", Mode.CAR)
    assert leg is not None
    assert leg.minutes == 51


def test_two_sites_put_on_one_town_hall_are_not_one_place() -> None:
    points = {"click": NAMUR, "cohub": NAMUR, "macs": LIEGE, "cid": LIEGE}
    precision = {"click": 2500.0, "cohub": 2500.0, "macs": 150.0, "cid": 150.0}
    table = TravelTable([], points, precision_m=precision)
    apart, together = table.leg("click", "cohub"), table.leg("macs", "cid")
    assert apart is not None
    assert (apart.source, apart.mode) == (Source.ESTIMATE, Mode.CAR)
    assert apart.minutes > 10
    assert together is not None
    assert together.source is Source.SAME_PLACE
