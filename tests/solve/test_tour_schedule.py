"""One day in a given order, and the best order of a day."""

from dataclasses import replace

from planner.solve.tour_form import (
    Day,
    DayPlan,
    Lunch,
    Meal,
    Pin,
    Place,
    Site,
    TourProblem,
    Visit,
    Window,
)
from planner.solve.tour_orders import best_order, earliest_order
from planner.solve.tour_schedule import driving, schedule

DAY = Day("mon", "namur", "namur", 480, 1080, lunch=Lunch(720, 780, 60))
PROBLEM = TourProblem(
    "p",
    (Place("namur"), Place("mons"), Place("liege")),
    ((0, 60, 50), (60, 0, 90), (50, 90, 0)),
    (
        Site("hub", "mons", 60, 5, (Window(540, 720),)),
        Site("lab", "mons", 30, 3, (Window(780, 900),)),
        Site("mine", "liege", 90, 9, (Window(0, 2000),)),
    ),
    (DAY,),
)


def plan_of(problem: TourProblem, *order: str) -> tuple[Visit | Meal, ...] | None:
    plan = schedule(problem, problem.days[0], order)
    return None if plan is None else plan.items


def test_visits_start_as_early_as_they_can() -> None:
    assert plan_of(PROBLEM, "hub", "lab") == (
        Visit("hub", 540, 600),
        Meal("mons", 720, 780),
        Visit("lab", 780, 810),
    )


def test_a_day_without_its_lunch_cannot_be() -> None:
    late = replace(DAY, start=790)
    assert schedule(replace(PROBLEM, days=(late,)), late, ["lab"]) is None


def test_an_order_that_a_pair_forbids_cannot_be() -> None:
    assert plan_of(replace(PROBLEM, orders=(("lab", "hub"),)), "hub", "lab") is None


def test_a_pin_at_an_exact_start_is_waited_for() -> None:
    pinned = replace(PROBLEM, pinned=(Pin("hub", "mon", 600),))
    items = plan_of(pinned, "hub")
    assert items is not None
    assert items[0] == Visit("hub", 600, 660)


def test_a_driver_pauses_before_the_leg_that_would_be_too_long() -> None:
    driver = replace(DAY, lunch=None, driving_break=(100, 45))
    short = replace(PROBLEM.sites[0], duration=10)
    problem = replace(PROBLEM, days=(driver,), sites=(short, *PROBLEM.sites[1:]))
    assert plan_of(problem, "hub", "mine") == (Visit("hub", 540, 550), Visit("mine", 675, 765))


def test_more_driving_than_is_allowed_cannot_be() -> None:
    driver = replace(DAY, max_driving=119)
    problem = replace(PROBLEM, days=(driver,))
    assert plan_of(problem, "hub") is None
    assert plan_of(problem, "mine") is not None


def test_the_best_order_drives_least() -> None:
    order = best_order(PROBLEM, DAY, ["mine", "lab", "hub"])
    assert order.sure
    assert order.plan is not None
    assert driving(PROBLEM, order.plan) == 60 + 90 + 50


def test_an_order_without_any_visit_is_the_way_home() -> None:
    assert best_order(PROBLEM, DAY, []).plan == DayPlan("mon", (Meal("namur", 720, 780),))


def test_the_earliest_order_can_be_scheduled() -> None:
    order = earliest_order(PROBLEM, DAY, list(PROBLEM.sites))
    assert order is not None
    assert schedule(PROBLEM, DAY, order) is not None
