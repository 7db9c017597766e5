"""A loss by the names that organisers use."""

from datetime import datetime

import pytest

from planner.delay import Source
from planner.errors import PlannerError
from planner.propose.loss_named import gone, late
from tests.propose.losses import demo, titled


def test_a_host_is_found_by_the_beginning_of_its_name() -> None:
    options = gone(demo(), "host:openhub")
    assert [demo().hosts[g.id].name for g in options.gone if g.id in demo().hosts] == ["OpenHub"]


def test_a_loss_without_a_time_is_known_an_hour_before() -> None:
    stop = titled(demo(), "OpenHub: from thesis")
    options = gone(demo(), stop.id)
    assert options.now == demo().spans[stop.id].begin - 60


def test_a_place_that_is_gone_is_gone_on_each_day_that_needs_it() -> None:
    site = next(s for s in demo().sites.values() if s.name.startswith("Salon Exemple"))
    options = gone(demo(), site.id)
    days = {demo().clock.day(g.at) for g in options.gone}
    planned = {demo().clock.day(e.begin) for e in demo().by_time if e.activity.site_id == site.id}
    assert days == planned


def test_a_time_says_from_when_on() -> None:
    site = next(s for s in demo().sites.values() if s.name.startswith("Salon Exemple"))
    at = datetime(2024, 10, 25, 12)
    options = gone(demo(), site.id, at)
    assert options.now == demo().clock.at(at)
    assert min(g.at for g in options.gone) >= demo().clock.at(at)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Tbilisi", Source.DELEGATION),
        ("Wake tour A: Charleroi and Mons 2024-10-23", Source.TOUR_DAY),
        ("Welcome evening", Source.ACTIVITY),
    ],
)
def test_what_is_late_is_found_by_name(name: str, source: Source) -> None:
    (delay,) = late(demo(), name, 30).late
    assert (delay.source, delay.minutes) == (source, 30)


def test_a_name_of_several_lists_them() -> None:
    with pytest.raises(PlannerError, match="several: activity:1:1"):
        gone(demo(), "1:1")


def test_a_name_of_nothing_is_said() -> None:
    with pytest.raises(PlannerError, match="Nothing in the plan is called"):
        late(demo(), "Atlantis", 10)


def test_what_is_over_cannot_fall_out() -> None:
    with pytest.raises(PlannerError, match="still to come"):
        gone(demo(), "A6K: engineers", datetime(2024, 10, 27, 12))


def test_a_host_and_its_place_of_one_name_are_told_apart() -> None:
    with pytest.raises(PlannerError, match="host:TRAKK, place:TRAKK"):
        gone(demo(), "TRAKK")
    assert gone(demo(), "place:TRAKK").gone[0].id in demo().sites
