"""A tour day as lines and totals, and the sites that could come next."""

from typing import Any

from models.words import Kind, TravelMode
from planner.candidates import CITY_FIELD, INTEREST, SITE_WISH, candidates
from planner.entities import Field, TourDay
from planner.itinerary import days_in_order, lines, totals, waiting
from planner.travel import Source
from tests.build import Build, wed

NAMUR, CHARLEROI = (50.4689, 4.8620), (50.4050, 4.4386)


def road(minutes: int = 60) -> tuple[Build, TourDay]:
    """From Namur to A6K and back; the transfer there has so many minutes."""
    plan = Build()
    namur, a6k = plan.site("Namur", NAMUR, kind="station"), plan.site("A6K", CHARLEROI)
    tour = plan.tour("Hainaut", plan.vehicle(seats=20), plan.delegation(heads=4))
    day = plan.tour_day(tour, 23, "08:00-12:00", start_site_id=namur, end_site_id=namur)
    on: dict[str, Any] = {"tour_day_id": day}
    plan.transfer(wed("08:00"), minutes, namur, a6k, mode=TravelMode.COACH, **on)
    stop = plan.stop("A6K", wed("09:30"), 60, a6k, **on)
    plan.part(stop, 20, title="Talk")
    plan.transfer(wed("10:30"), 60, a6k, namur, mode=TravelMode.COACH, **on)
    return plan, day


def test_parts_stand_after_their_stop() -> None:
    plan, day = road()
    found = [(line.activity.kind, line.is_part) for line in lines(plan.programme(), day)]
    assert found == [
        (Kind.TRANSFER, False),
        (Kind.STOP, False),
        (Kind.PRESENTATION, True),
        (Kind.TRANSFER, False),
    ]


def test_a_transfer_says_what_its_way_takes_and_by_how_much_it_is_short() -> None:
    plan, day = road(minutes=40)
    way = lines(plan.programme(), day)[0].way
    assert way is not None
    assert way.leg is not None
    assert way.short == way.leg.minutes - 40 > 0
    assert way.is_estimate


def test_an_own_figure_is_no_estimate() -> None:
    plan, day = road()
    site = {s.name: s for s in plan.programme().sites.values()}
    plan.travel(site["Namur"], site["A6K"], 50)
    way = lines(plan.programme(), day)[0].way
    assert way is not None
    assert way.leg is not None
    assert (way.leg.source, way.is_estimate, way.short) == (Source.OWN, False, 0)


def test_a_way_without_a_transfer_is_short_by_all_of_it() -> None:
    plan, day = road()
    far = plan.site("Far", (50.6451, 5.5734))
    plan.stop("Far", wed("13:00"), 30, far, tour_day_id=day)
    way = lines(plan.programme(), day)[-1].way
    assert way is not None
    assert way.planned is None
    assert way.leg is not None
    assert way.short == way.leg.minutes


def test_a_way_that_nobody_knows_has_no_minutes() -> None:
    plan, day = road()
    plan.stop("?", wed("13:00"), 30, plan.site("No coordinates"), tour_day_id=day)
    way = lines(plan.programme(), day)[-1].way
    assert way is not None
    assert way.leg is None


def test_totals_sum_up_the_day() -> None:
    plan, day = road()
    found = totals(plan.programme(), day)
    clock = plan.programme().clock
    assert (found.first, found.last) == (clock.at(wed("08:00")), clock.at(wed("11:30")))
    assert (found.stops, found.driving, found.heads, found.seats) == (1, 120, 4, 20)
    assert found.late == 0
    assert found.driving_planned
    assert found.km > 50


def test_a_walk_is_no_driving() -> None:
    plan, day = road()
    walk = next(a for a in plan.programme().activities.values() if a.start == wed("10:30"))
    with_ride = totals(plan.programme(), day).km
    plan.change(walk, mode=TravelMode.WALK)
    found = totals(plan.programme(), day)
    assert found.driving == 60
    assert found.km < with_ride


def test_a_return_after_the_planned_end_is_late() -> None:
    plan, day = road()
    day = plan.change(day, end=wed("11:10").time())
    assert totals(plan.programme(), day).late == 20


def test_heads_that_nobody_knows_make_the_total_incomplete() -> None:
    plan, day = road()
    plan.boards(plan.programme().tours[day.tour_id], plan.delegation("Caen", heads=None))
    assert not totals(plan.programme(), day).heads_complete


def test_circuits_of_one_date_stand_together() -> None:
    plan, day = road()
    west = plan.tour("Ardenne")
    first, same = plan.tour_day(west, 22), plan.tour_day(west, 23)
    assert [d.id for d in days_in_order(plan.programme())] == [first.id, same.id, day.id]


def test_what_waits_for_a_day_is_its_own_and_stops_of_no_day() -> None:
    plan, day = road()
    own = plan.stop("Own", None, 60, None, tour_day_id=day)
    nobodys = plan.stop("Nobody's")
    other = plan.tour_day(plan.tour("Other"), 23)
    plan.stop("Another day's", None, 60, None, tour_day_id=other)
    plan.visit("No stop")
    assert {a.id for a in waiting(plan.programme(), day)} == {own.id, nobodys.id}


# -- candidates ---------------------------------------------------------------------------


def interested() -> tuple[Build, TourDay]:
    """A delegation of a media arts city with an interest in music, in Charleroi."""
    plan, day = road()
    for code in ("media-arts", "music", "film"):
        plan.add(Field(code, code, code))
    delegation = plan.programme().active_delegations[0]
    plan.change(plan.programme().cities[delegation.city_id], field_id="media-arts")
    plan.change(delegation, interests=("music", "media-arts"))
    return plan, day


def test_interest_counts_city_field_and_interests_once_each() -> None:
    plan, day = interested()
    plan.site("Both", CHARLEROI, fields=("media-arts", "music", "film"))
    (found,) = candidates(plan.programme(), day)
    assert found.points == CITY_FIELD + INTEREST


def test_a_wish_for_a_site_counts_by_its_priority() -> None:
    plan, day = interested()
    site = plan.site("Wanted", CHARLEROI)
    plan.wish(plan.programme().active_delegations[0], 1, site_id=site)
    (found,) = candidates(plan.programme(), day)
    assert found.points == SITE_WISH[1]


def test_the_nearer_of_two_equals_comes_first_and_the_unknown_last() -> None:
    plan, day = interested()
    plan.site("Unknown way")
    plan.site("Far", (50.6451, 5.5734))
    plan.site("Near", (50.41, 4.44))
    plan.site("Loved", (50.6451, 5.5734), fields=("music",))
    names = [c.site.name for c in candidates(plan.programme(), day)]
    assert names == ["Loved", "Near", "Far", "Unknown way"]


def test_what_is_on_the_tour_already_is_left_out_and_so_are_hotels() -> None:
    plan, day = interested()
    plan.site("Hotel", CHARLEROI, kind="hotel")
    assert candidates(plan.programme(), day) == ()


def test_who_is_not_on_board_has_no_say() -> None:
    plan, day = interested()
    other = plan.delegation("Caen", interests=("film",))
    plan.site("Cinema", CHARLEROI, fields=("film",))
    (found,) = candidates(plan.programme(), day)
    assert found.points == 0
    plan.boards(plan.programme().tours[day.tour_id], other)
    assert candidates(plan.programme(), day)[0].points == INTEREST
