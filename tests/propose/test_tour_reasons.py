"""Why a site is left out of a tour: the reasons are true, and what would let it in does."""

import pytest

from planner.entities import Site
from planner.propose.proposal import Keep, Verb
from planner.propose.tour import TourOptions, TourProposal
from planner.propose.tour_case import About, Change, DayCase
from planner.propose.tour_frame import frames
from planner.propose.tour_problem import setting
from planner.solve.budget import Budget
from planner.solve.tour import solve_tour
from planner.solve.tour_form import TourProblem, TourSolution
from tests.build import on, wed
from tests.propose.tour_scenes import Scene, applied, item, out, proposed, stops


def quick(problem: TourProblem) -> TourSolution:
    return solve_tour(problem, Budget(5))


def case_of(plan: Scene, site: Site, **values: object) -> DayCase:
    """The first day with what is held there and a site."""
    programme, options = plan.programme(), TourOptions(pause=0, **values)  # type: ignore[arg-type]
    found = tuple(frames(programme, options)[0])
    made = setting(programme, options, found)
    held = [p.key for p in found[0].pieces if p.held]
    return DayCase(made, found[0], held, quick, f"site:{site.id}")


def because(proposal: TourProposal, title: str) -> list[str]:
    return [str(phrase) for phrase in out(proposal, title).because]


# -- facts that bar a site from a day ------------------------------------------------------


def test_a_site_that_is_closed_that_day_says_so() -> None:
    plan = Scene()
    trakk = plan.wished("TRAKK")
    plan.open(trakk, "09:00-18:00", weekday=0)
    plan.day()
    assert because(proposed(plan), "TRAKK") == ["TRAKK is closed on Wed 23 Oct"]


def test_a_site_that_is_too_small_says_for_how_many() -> None:
    plan = Scene()
    plan.wished("TRAKK", capacity=3)
    plan.day()
    assert because(proposed(plan), "TRAKK") == ["TRAKK holds 3, 4 are on board of East"]


def test_a_site_with_steps_names_who_needs_it_without() -> None:
    plan = Scene()
    plan.wished("TRAKK", step_free=False)
    plan.delegate(plan.tbilisi, "Ana", step_free=True)
    plan.day()
    assert because(proposed(plan), "TRAKK") == ["TRAKK is not step-free, Ana (Tbilisi) need it"]


def test_a_way_that_nobody_knows_names_both_places() -> None:
    plan = Scene()
    far = plan.site("Far")
    plan.wish(plan.tbilisi, 1, site_id=far)
    plan.wished("TRAKK")
    day = plan.day()
    proposal = proposed(plan)
    assert because(proposal, "Far") == ["nobody knows the way between Station and Far"]
    assert len(stops(applied(proposal), day)) == 1


# -- minimal conflicts -----------------------------------------------------------------------


def blocked() -> tuple[Scene, Site]:
    """TRAKK opens 9-12, the coach is there at 10:40, and a visit at 11:30 is pinned elsewhere."""
    plan = Scene()
    other, trakk = plan.near("Other"), plan.wished("TRAKK", 1)
    plan.travel(plan.station, trakk, 95)
    plan.open(trakk, "09:00-12:00", weekday=2)
    day = plan.day(hours="09:00-18:00")
    plan.stands(other, day, wed("11:30"), pin_time=True)
    return plan, trakk


def test_the_reasons_name_the_hours_the_coach_and_the_pin() -> None:
    plan, _ = blocked()
    assert because(proposed(plan), "TRAKK") == [
        "the coach from Station (09:00) is at TRAKK at 10:40 at the earliest",
        "TRAKK opens 09:00–12:00 on Wed 23 Oct, and the visit takes 1 h 00",
        "Other (11:30–12:30) is pinned in time",
    ]


def test_without_any_one_of_the_reasons_it_would_fit_beside_the_rest() -> None:
    plan, trakk = blocked()
    case = case_of(plan, trakk)
    culprits = case.culprits()
    assert {About.BEGIN, About.HOURS, About.TIME} <= {f.about for f in culprits}
    others = {f for f in case.facts() if f not in culprits}
    assert not case.fits(Change(without=frozenset(others)))
    for fact in culprits:
        assert case.fits(Change(without=frozenset(others | {fact})))


def test_without_all_of_the_reasons_it_fits() -> None:
    plan, trakk = blocked()
    case = case_of(plan, trakk)
    assert not case.fits()
    assert case.fits(Change(without=frozenset(case.culprits())))


def test_reasons_of_two_days_name_the_day() -> None:
    plan, _trakk = blocked()
    plan.day(22, "09:00-10:30")
    assert because(proposed(plan), "TRAKK")[0] == "TRAKK is closed on Tue 22 Oct"
    assert because(proposed(plan), "TRAKK")[1].startswith("Wed 23 Oct: the coach from Station")


# -- what would let it in ----------------------------------------------------------------------


def test_an_hour_more_at_the_end_of_the_day_lets_it_in() -> None:
    plan = Scene()
    one = plan.near("One")
    plan.wished("TRAKK", visit_minutes=20)
    day = plan.day(hours="09:00-11:45")
    plan.stands(one, day, wed("09:35"))
    left = out(proposed(plan), "TRAKK")
    assert left.relaxation is not None
    assert left.relaxation.edit is not None
    after = plan.programme().apply(left.relaxation.edit.changes)
    assert "TRAKK" in {title for _, title in stops(applied(proposed(after)), day)}


def test_the_smallest_relaxation_comes_first() -> None:
    plan = Scene()
    trakk = plan.wished("TRAKK", visit_minutes=30)
    plan.open(trakk, "09:00-09:50", weekday=2)
    day = plan.day(hours="09:00-12:00")
    proposal = proposed(plan)
    relaxation = out(proposal, "TRAKK").relaxation
    assert relaxation is not None
    assert str(relaxation.phrase) == "TRAKK receives the group 09:35–10:05 on Wed 23 Oct"
    assert relaxation.edit is not None
    after = plan.programme().apply(relaxation.edit.changes)
    assert stops(applied(proposed(after)), day) == [("09:35", "TRAKK")]


def test_a_pin_that_is_released_lets_it_in() -> None:
    plan, _ = blocked()
    day_id = next(iter(plan.programme().tour_days))
    relaxation = out(proposed(plan), "TRAKK").relaxation
    assert relaxation is not None
    assert str(relaxation.phrase) == "the time of Other (11:30–12:30) is no longer pinned"
    assert relaxation.edit is not None
    after = plan.programme().apply(relaxation.edit.changes)
    then = applied(proposed(after))
    assert "TRAKK" in {title for _, title in stops(then, then.tour_days[day_id])}


def test_a_closed_house_may_open_for_the_group() -> None:
    plan = Scene()
    trakk = plan.wished("TRAKK")
    plan.open(trakk, "09:00-18:00", weekday=0)
    day = plan.day()
    relaxation = out(proposed(plan), "TRAKK").relaxation
    assert relaxation is not None
    assert str(relaxation.cost) == "TRAKK opens for the group"
    assert relaxation.edit is not None
    after = plan.programme().apply(relaxation.edit.changes)
    assert stops(applied(proposed(after)), day) == [("09:35", "TRAKK")]


# -- dearer -----------------------------------------------------------------------------------


def test_what_would_cost_points_names_what_it_takes_the_place_of() -> None:
    plan = Scene()
    plan.wished("Must", 1)
    plan.wished("Nice", 3)
    plan.day(hours="09:00-11:15")
    left = out(proposed(plan), "Nice")
    assert left.because == ()
    text = "every plan with it loses 8 points: it takes the place of Must"
    assert str(left.dearer) == text


def test_what_is_just_as_good_says_so() -> None:
    plan = Scene()
    plan.wished("One")
    plan.wished("Two")
    day = plan.day(hours="09:00-11:15")
    proposal = proposed(plan)
    ((_, inside),) = stops(applied(proposal), day)
    (left,) = proposal.left_out
    assert str(left.dearer) == f"another plan is as good: it takes the place of {inside}"


def test_only_so_many_reasons_are_worked_out() -> None:
    plan = Scene()
    for name in ("One", "Two", "Three"):
        plan.wished(name)
    plan.day(hours="09:00-11:15")
    left = proposed(plan, explained=1).left_out
    generic = "it is not in the best plan found; why was not worked out"
    assert [str(o.dearer) == generic for o in left] == [False, True]


# -- what cannot all hold ------------------------------------------------------------------------


def test_pins_that_contradict_are_named_and_another_day_is_planned() -> None:
    plan = Scene()
    one, two = plan.near("One"), plan.near("Two")
    plan.wished("TRAKK")
    bad, good = plan.day(22, "09:00-13:00"), plan.day(23)
    plan.stands(one, bad, on(22, "09:35"), pin_time=True)
    plan.stands(two, bad, on(22, "10:45"), pin_time=True)
    proposal = proposed(plan)
    (note,) = [str(n) for n in proposal.notes]
    assert "One (09:35–10:35) is pinned in time" in note
    assert "Two (10:45–11:45) is pinned in time" in note
    after = applied(proposal)
    assert stops(after, bad) == [("09:35", "One"), ("10:45", "Two")]
    assert [title for _, title in stops(after, good)] == ["TRAKK"]


def test_more_pins_than_time_are_named_and_nothing_is_moved() -> None:
    plan = Scene()
    day = plan.day(hours="09:00-12:00")
    for name, start in (("One", "09:35"), ("Two", "11:10"), ("Three", "12:45")):
        plan.stands(plan.near(name), day, wed(start), pin_time=True)
    before = stops(plan.programme(), day)
    proposal = proposed(plan)
    assert any("Three (12:45–13:45) is pinned in time" in str(n) for n in proposal.notes)
    assert stops(applied(proposal), day) == before


def test_a_kept_stop_whose_house_is_closed_stays_with_a_note() -> None:
    plan = Scene()
    one = plan.near("One")
    plan.open(one, None, weekday=2)
    plan.wished("TRAKK")
    day = plan.day(hours="09:00-13:00")
    plan.stands(one, day, wed("09:35"))
    proposal = proposed(plan)
    assert any("One is closed on Wed 23 Oct" in str(n) for n in proposal.notes)
    assert {t for _, t in stops(applied(proposal), day)} == {"One", "TRAKK"}


def test_nobody_with_a_wish_is_said() -> None:
    plan = Scene()
    plan.near("TRAKK")
    plan.day()
    (note,) = proposed(plan).notes
    assert "Nobody on board of “East” has a wish" in str(note)


def test_the_organisers_score_wins() -> None:
    plan = Scene()
    one, _ = plan.wished("One", 1), plan.wished("Two", 3)
    day = plan.day(hours="09:00-11:15")
    proposal = proposed(plan, scores={one.id: 1})
    assert [title for _, title in stops(applied(proposal), day)] == ["Two"]
    proposal = proposed(plan, scores={one.id: 30})
    assert str(item(proposal, "One").brings[1]) == "30 points set by hand"


def test_a_negative_score_counts_as_nothing_and_is_said() -> None:
    plan = Scene()
    one = plan.wished("One", 1)
    plan.day()
    proposal = proposed(plan, scores={one.id: -3})
    assert not proposal.everything
    assert "One has -3 points: it counts as 0." in [str(n) for n in proposal.notes]


def test_ids_that_nobody_has_are_said() -> None:
    plan = Scene()
    plan.day()
    notes = [str(n) for n in proposed(plan, sites=("nowhere",), tours=("none",)).notes]
    assert "There is no place with the id nowhere." in notes
    assert "There is no tour with the id none." in notes


@pytest.mark.parametrize("keep", [Keep.PINNED, Keep.NOTHING])
def test_what_goes_to_the_tray_is_told_with_its_cost(keep: Keep) -> None:
    plan = Scene()
    nice = plan.wished("Nice", 3)
    plan.wished("Must", 1)
    day = plan.day(hours="09:00-11:15")
    plan.stands(nice, day, wed("09:35"))
    gone = item(proposed(plan, keep=keep), "Nice")
    assert gone.verb is Verb.REMOVE
    assert [str(b) for b in gone.brings] == ["costs 4 points"]
