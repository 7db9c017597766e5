"""The best times for an activity."""

from itertools import islice, pairwise

import pytest

from planner.best_places import BestPlaces, ranked
from planner.conflicts import Severity
from planner.demo import demo_programme
from planner.errors import PlannerError
from planner.knock_on import Foresight
from planner.programme import Programme
from tests.build import Build, thu, wed

NAMUR = (50.4669, 4.8675)


def best(programme: Programme, activity_id: str) -> list[str]:
    """The proposed times, best first."""
    found = ranked(BestPlaces(Foresight(programme), activity_id).places())
    return [f"{p.start:%d %H:%M}" for p in found]


def one_day() -> Build:
    """An edition of a single day, so that tests need not look at the others."""
    plan = Build()
    plan.set_edition(first_day=thu("10:00").date(), last_day=thu("10:00").date())
    return plan


def test_what_breaks_nothing_comes_before_what_does() -> None:
    plan = one_day()
    caen = plan.delegation("Caen", arrival=wed("10:00"), departure=thu("23:00"))
    plan.visit("Other", thu("09:00"), 240, None, caen)
    visit = plan.visit("V", thu("10:00"), 60, None, caen)
    found = ranked(BestPlaces(Foresight(plan.programme()), visit.id).places())
    counts = [p.knock_on.count(Severity.BLOCKING) for p in found]
    assert counts == sorted(counts)
    assert counts[0] < 0
    assert found[0].start >= thu("13:00")


def test_right_after_what_is_before_it_nobody_waits() -> None:
    plan = one_day()
    caen = plan.delegation("Caen")
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=NAMUR)
    plan.travel(a, b, 20)
    plan.visit("First", thu("10:00"), 60, a, caen)
    visit = plan.visit("V", None, 60, b, caen)
    places = BestPlaces(Foresight(plan.programme()), visit.id)
    by_start = {p.start: p.cost for p in places.places()}
    buffer = plan.edition.buffer_minutes
    assert by_start[thu("11:25")].travel == 20
    assert by_start[thu("11:25")].waiting == buffer
    assert by_start[thu("13:00")].waiting > buffer


def test_the_hours_of_the_site_are_among_the_times() -> None:
    plan = one_day()
    site = plan.site("A", at=NAMUR)
    plan.open(site, "10:10-12:20", weekday=3)
    visit = plan.visit("V", None, 60, site, plan.delegation("Caen"))
    assert {"24 10:10", "24 11:20"} & set(best(plan.programme(), visit.id)[:2])


def test_an_activity_of_a_tour_stays_on_its_day() -> None:
    plan = Build()
    day = plan.tour_day(plan.tour("East", None, plan.delegation("Caen")), 23)
    stop = plan.stop("Stop", wed("10:00"), 60, tour_day_id=day)
    assert {time[:2] for time in best(plan.programme(), stop.id)} == {"23"}


def test_only_the_activity_itself_moves() -> None:
    programme = demo_programme()
    activity = next(a for a in programme.unplaced if a.parent_id is None)
    for place in BestPlaces(Foresight(programme), activity.id).places():
        assert {c.id for c in place.knock_on.edit.changes} == {activity.id}


def test_where_it_stands_is_no_proposal() -> None:
    plan = one_day()
    visit = plan.visit("V", thu("10:00"), 60, None, plan.delegation("Caen"))
    assert "24 10:00" not in best(plan.programme(), visit.id)


def test_neighbouring_times_are_one_proposal() -> None:
    plan = one_day()
    visit = plan.visit("V", None, 60, None, plan.delegation("Caen"))
    found = ranked(BestPlaces(Foresight(plan.programme()), visit.id).places())
    begins = sorted(p.begin for p in found)
    assert all(b - a >= 20 for a, b in pairwise(begins))


def test_a_pinned_time_is_not_free() -> None:
    plan = Build()
    visit = plan.visit("V", thu("10:00"), pin_time=True)
    with pytest.raises(PlannerError, match="not free"):
        BestPlaces(Foresight(plan.programme()), visit.id)


def test_it_can_be_stopped() -> None:
    programme = demo_programme()
    activity = programme.unplaced[0]
    places = BestPlaces(Foresight(programme), activity.id)
    assert len(list(islice(places.places(), 3))) == 3
    assert list(places.places(lambda: True)) == []
