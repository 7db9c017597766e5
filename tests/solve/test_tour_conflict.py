"""What cannot be is said by name, no more and no less than is needed."""

from dataclasses import replace

from planner.solve.budget import Budget
from planner.solve.tour import solve_tour
from planner.solve.tour_form import Limit, Lunch, Pin, Site, TourSolution, Window
from tests.solve.test_tour_schedule import DAY, PROBLEM


def kinds(answer: TourSolution) -> set[tuple[str, str | None]]:
    return {(c.kind, c.site or c.day or c.limit) for c in answer.conflict}


def test_a_pin_that_cannot_be_reached_in_time_is_in_conflict_with_the_hours() -> None:
    early = Site("early", "mons", 30, 9, (Window(480, 500),), name="Mundaneum")
    problem = replace(PROBLEM, sites=(*PROBLEM.sites, early), pinned=(Pin("early", "mon"),))
    answer = solve_tour(problem, Budget(20.0))
    assert answer.status == "infeasible"
    assert kinds(answer) == {("pinned", "early"), ("window", "early")}
    assert [c.message for c in answer.conflict] == [
        "Mundaneum is pinned to mon.",
        "Mundaneum is open 08:00-08:20 on mon; from namur it is reached at 09:00 at the earliest.",
    ]
    assert {s for d in answer.days for s in d.sites} == {"hub", "lab", "mine"}


def test_a_limit_is_named_with_the_pins_that_break_it() -> None:
    fees = Limit("fees", "trip", 10, {"hub": 6, "lab": 6, "mine": 1})
    pins = (Pin("hub"), Pin("lab"), Pin("mine"))
    answer = solve_tour(replace(PROBLEM, limits=(fees,), pinned=pins), Budget(20.0))
    assert kinds(answer) == {("limit", "fees"), ("pinned", "hub"), ("pinned", "lab")}


def test_a_lunch_that_cannot_be_held_is_named_with_the_day() -> None:
    late = replace(DAY, lunch=Lunch(1060, 1070, 60))
    answer = solve_tour(replace(PROBLEM, days=(late,)), Budget(20.0))
    assert kinds(answer) == {("lunch", "mon"), ("day_end", "mon")}


def test_a_site_that_is_never_open_is_noted_and_the_rest_planned() -> None:
    shut = Site("shut", "mons", 30, 9, (), name="TRAKK")
    answer = solve_tour(replace(PROBLEM, sites=(*PROBLEM.sites, shut)), Budget(20.0))
    assert answer.status == "optimal"
    assert answer.score == 17
    assert answer.notes == ("TRAKK is not open on any day of the tour.",)


def test_a_stopped_solve_gives_what_it_has() -> None:
    answer = solve_tour(PROBLEM, Budget(20.0, stopped=lambda: True))
    assert answer.status in ("unknown", "feasible")
