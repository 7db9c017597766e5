"""The Wake tour proposal: what comes in, what stays, when, and that nothing breaks."""

import pickle

import pytest

from models.words import Kind
from planner.conflicts import Severity
from planner.demo import demo_programme
from planner.knock_on import Foresight
from planner.propose.proposal import Keep, Proposal, Verb
from planner.propose.tour import TourOptions, propose_tour
from planner.solve.budget import Budget
from tests.build import on, sun, wed
from tests.propose.tour_scenes import Scene, applied, blocking, item, out, proposed, stops, verbs


def test_a_wished_site_is_proposed_with_the_time_at_which_the_coach_is_there() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    day = plan.day()
    proposal = proposed(plan)
    assert stops(applied(proposal), day) == [("09:35", "TRAKK")]
    assert item(proposal, "TRAKK").verb is Verb.ADD
    assert [str(b) for b in item(proposal, "TRAKK").brings] == [
        "8 points",
        "wished by Tbilisi (8)",
        "opening hours unknown: to be confirmed",
    ]


def test_rides_are_made_for_the_way_there_and_back() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    day = plan.day()
    rows = applied(proposed(plan)).tour_stops[day.id]
    assert [(r.kind, r.minutes) for r in rows] == [
        (Kind.TRANSFER, 30),
        (Kind.STOP, 60),
        (Kind.TRANSFER, 30),
    ]


def test_the_best_that_fits_is_proposed() -> None:
    plan = Scene()
    for name, priority in (("Nice", 3), ("Must", 1), ("Good", 2)):
        plan.wished(name, priority)
    day = plan.day(hours="09:00-12:45")
    proposal = proposed(plan)
    assert {title for _, title in stops(applied(proposal), day)} == {"Must", "Good"}
    assert (proposal.status, proposal.score, proposal.bound) == ("optimal", 20, 20)


def test_a_stop_waits_for_the_doors_and_the_coach_leaves_later() -> None:
    plan = Scene()
    trakk = plan.wished("TRAKK")
    plan.open(trakk, "10:30-12:00", weekday=2)
    day = plan.day(hours="09:00-13:00")
    after = applied(proposed(plan))
    assert stops(after, day) == [("10:30", "TRAKK")]
    assert after.tour_stops[day.id][0].start == wed("09:55")


def test_before_a_new_stop_there_is_a_pause() -> None:
    plan = Scene()
    plan.wished("One"), plan.wished("Two", 3)
    day = plan.day(hours="09:00-13:00")
    plan.open(plan.places[1], "09:00-11:00", weekday=2)
    after = applied(proposed(plan, pause=10))
    assert stops(after, day) == [("09:45", "One"), ("11:30", "Two")]


def test_where_lunch_is_had_before_a_new_stop_there_is_no_other_pause() -> None:
    plan = Scene()
    one, two = plan.wished("One"), plan.wished("Two")
    plan.open(one, "09:00-12:00", weekday=2)
    plan.open(two, "13:00-14:30", weekday=2)
    day = plan.day(hours="08:45-15:00")
    plan.stands(one, day, wed("10:45"), pin_time=True)
    rows = stops(applied(proposed(plan, pause=10)), day)
    assert rows == [("10:45", "One"), ("12:20", "Lunch"), ("13:20", "Two")]


def test_a_long_day_gets_a_lunch() -> None:
    plan = Scene()
    for name in ("One", "Two", "Three"):
        plan.wished(name)
    day = plan.day(hours="09:00-17:00")
    after = applied(proposed(plan))
    meals = [r for r in after.tour_stops[day.id] if r.kind is Kind.MEAL]
    assert len(meals) == 1
    assert meals[0].start is not None
    assert wed("12:00") <= meals[0].start <= wed("13:30")
    assert meals[0].site_id in {r.site_id for r in after.tour_stops[day.id] if r.kind is Kind.STOP}


def test_a_day_without_any_stop_gets_no_lunch_either() -> None:
    plan = Scene()
    plan.day(hours="09:00-17:00")
    assert not proposed(plan).everything


def test_what_stands_keeps_its_time_where_something_is_added_after_it() -> None:
    plan = Scene()
    first, _ = plan.near("First"), plan.wished("TRAKK")
    day = plan.day(hours="09:00-13:00")
    plan.stands(first, day, wed("09:40"))
    assert ("09:40", "First") in stops(applied(proposed(plan)), day)


def test_a_stop_that_gives_way_in_time_is_told_with_both_times() -> None:
    plan = Scene()
    first = plan.near("First")
    trakk = plan.wished("TRAKK")
    plan.open(trakk, "09:00-10:40", weekday=2)
    day = plan.day(hours="09:00-13:00")
    plan.stands(first, day, wed("09:35"))
    proposal = proposed(plan)
    assert stops(applied(proposal), day) == [("09:35", "TRAKK"), ("11:10", "First")]
    assert str(item(proposal, "First").title) == "First: Wed 23 Oct, 09:35 → 11:10"


def test_with_everything_kept_no_stop_leaves_its_day() -> None:
    plan = Scene()
    dull = plan.near("Dull")
    plan.wished("TRAKK", 1)
    day = plan.day(hours="09:00-11:15")
    plan.stands(dull, day, wed("09:35"))
    proposal = proposed(plan)
    assert not proposal.everything
    assert "Dull" in str(out(proposal, "TRAKK").because[-1])


def test_with_only_pins_kept_a_dull_stop_goes_to_the_tray() -> None:
    plan = Scene()
    dull = plan.near("Dull")
    plan.wished("TRAKK", 1)
    day = plan.day(hours="09:00-11:15")
    plan.stands(dull, day, wed("09:35"))
    proposal = proposed(plan, keep=Keep.PINNED)
    after = applied(proposal)
    assert stops(after, day) == [("09:35", "TRAKK")]
    assert [a.title for a in after.unplaced] == ["Dull"]
    assert item(proposal, "Dull").verb is Verb.REMOVE
    assert item(proposal, "TRAKK").needs == (item(proposal, "Dull").key,)


def test_coffee_goes_with_its_stop() -> None:
    plan = Scene()
    dull = plan.near("Dull")
    plan.wished("TRAKK", 1)
    day = plan.day(hours="09:00-11:15")
    plan.stands(dull, day, wed("09:35"), minutes=30)
    plan.free("Coffee", wed("10:05"), 15, dull, tour_day_id=day)
    after = applied(proposed(plan, keep=Keep.PINNED))
    assert {a.title for a in after.unplaced} == {"Dull", "Coffee"}


def test_without_need_a_stop_stays_on_its_day() -> None:
    plan = Scene()
    one, two = plan.wished("One"), plan.wished("Two")
    first, second = plan.day(23), plan.day(22)
    plan.stands(one, first, wed("09:35"))
    plan.stands(two, second, on(22, "09:35"))
    assert not proposed(plan, keep=Keep.PINNED).everything


def test_a_released_stop_keeps_day_and_time() -> None:
    plan = Scene()
    one = plan.near("One")
    trakk = plan.wished("TRAKK", 1)
    plan.open(trakk, "09:00-10:40", weekday=2)
    day = plan.day(hours="09:00-13:00")
    stop = plan.stands(one, day, wed("09:35"))
    proposal = proposed(plan, keep=Keep.RELEASED, released=frozenset({stop.id}))
    assert stops(applied(proposal), day)[0] == ("09:35", "One")
    assert any("has gone out" in str(b) for b in out(proposal, "TRAKK").because)


def test_a_tray_stop_is_a_candidate_even_where_nobody_wishes_it() -> None:
    plan = Scene()
    trakk = plan.near("TRAKK")
    day = plan.day()
    stop = plan.stands(trakk, day, None)
    proposal = proposed(plan)
    assert applied(proposal).activities[stop.id].start == wed("09:35")
    assert item(proposal, "TRAKK").verb is Verb.ADD


def test_a_tray_stop_with_a_pin_on_its_time_waits_for_the_doors_like_any_other() -> None:
    plan = Scene()
    trakk = plan.near("TRAKK")
    plan.open(trakk, "10:00-12:30", weekday=2)
    day = plan.day(hours="09:00-13:00")
    plan.stands(trakk, day, None, pin_time=True)
    assert stops(applied(proposed(plan)), day) == [("10:00", "TRAKK")]


def test_presentations_move_with_their_stop() -> None:
    plan = Scene()
    trakk = plan.near("TRAKK")
    day = plan.day()
    stop = plan.stands(trakk, day, None)
    part = plan.part(stop, 20, title="Fab lab")
    after = applied(proposed(plan))
    assert after.start(after.activities[part.id]) == wed("09:35")


def test_two_circuits_share_their_candidates() -> None:
    plan = Scene()
    caen = plan.delegation("Caen", heads=3)
    west = plan.tour("West", plan.vehicle("Coach 2"), caen)
    trakk = plan.wished("TRAKK")
    plan.wish(caen, 1, site_id=trakk)
    east_day, west_day = plan.day(), plan.day(tour=west)
    after = applied(proposed(plan))
    assert (stops(after, east_day), stops(after, west_day)) == ([], [("09:35", "TRAKK")])


def test_two_circuits_may_both_go_where_sites_may_repeat() -> None:
    plan = Scene()
    caen = plan.delegation("Caen", heads=3)
    west = plan.tour("West", plan.vehicle("Coach 2"), caen)
    trakk = plan.wished("TRAKK")
    plan.wish(caen, 1, site_id=trakk)
    days = plan.day(), plan.day(tour=west)
    after = applied(proposed(plan, may_repeat=True))
    assert [len(stops(after, day)) for day in days] == [1, 1]


def test_only_the_days_that_are_asked_for_are_planned() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    first, second = plan.day(22), plan.day(23)
    after = applied(proposed(plan, days=(second.id,)))
    assert (stops(after, first), len(stops(after, second))) == ([], 1)


def test_at_most_so_many_visits_a_day() -> None:
    plan = Scene()
    for name in ("One", "Two", "Three"):
        plan.wished(name)
    day = plan.day(hours="09:00-17:00")
    after = applied(proposed(plan, max_visits=2))
    assert sum(r.kind is Kind.STOP for r in after.tour_stops[day.id]) == 2


def test_at_most_so_many_of_a_kind() -> None:
    plan = Scene()
    for name in ("One", "Two"):
        plan.wished(name, kind="museum")
    plan.wished("TRAKK", 3)
    day = plan.day(hours="09:00-17:00")
    after = applied(proposed(plan, max_kind_day={"museum": 1}))
    titles = {r.title for r in after.tour_stops[day.id] if r.kind is Kind.STOP}
    assert len(titles) == 2
    assert "TRAKK" in titles


def test_the_day_ends_in_time_for_what_those_on_board_do_then() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    hall = plan.near("Hall")
    plan.day(hours="09:00-13:00")
    plan.reception("Welcome", wed("11:00"), 120, hall, plan.tbilisi)
    left = out(proposed(plan), "TRAKK")
    assert any("Welcome (11:00–13:00)" in str(b) for b in left.because)


def test_the_day_begins_when_everybody_has_arrived() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    day = plan.day(hours="09:00-13:00")
    plan.change(plan.tbilisi, arrival=wed("09:40"), arrival_site_id=plan.station.id)
    assert stops(applied(proposed(plan)), day) == [("10:15", "TRAKK")]


def test_what_everybody_does_in_between_keeps_its_time() -> None:
    plan = Scene()
    plan.wished("One"), plan.wished("Two")
    hall = plan.near("Hall")
    day = plan.day(hours="09:00-17:00")
    plan.session("Opening", wed("11:30"), 60, hall, plan.tbilisi)
    proposal = proposed(plan)
    assert [title for _, title in stops(applied(proposal), day) if title != "Lunch"] != []
    assert blocking(proposal) == []


def test_on_the_sunday_of_the_clock_change_times_are_those_of_the_wall_clock() -> None:
    plan = Scene()
    trakk = plan.wished("TRAKK")
    plan.open(trakk, "10:00-11:00", weekday=6)
    day = plan.day(27)
    after = applied(proposed(plan))
    stop = next(r for r in after.tour_stops[day.id] if r.kind is Kind.STOP)
    assert stop.start == sun("10:00")


def test_an_order_that_is_pinned_holds() -> None:
    plan = Scene()
    one, two = plan.near("One"), plan.near("Two")
    trakk = plan.wished("TRAKK")
    plan.open(trakk, "10:30-12:00", weekday=2)
    day = plan.day(hours="09:00-17:00")
    plan.stands(one, day, wed("09:35"), pin_order=True, position=1)
    plan.stands(two, day, wed("11:10"), pin_order=True, position=2)
    titles = [title for _, title in stops(applied(proposed(plan)), day)]
    assert titles.index("One") < titles.index("Two")
    assert "TRAKK" in titles


def test_a_pinned_ride_keeps_its_time() -> None:
    plan = Scene()
    one = plan.near("One")
    plan.wished("TRAKK")
    day = plan.day(hours="09:00-15:00")
    ride = plan.transfer(wed("10:00"), 30, plan.station, one, tour_day_id=day, pin_time=True)
    plan.stands(one, day, wed("10:35"))
    after = applied(proposed(plan))
    assert after.activities[ride.id].start == wed("10:00")
    assert {"One", "TRAKK"} <= {title for _, title in stops(after, day)}


def test_an_edit_can_be_made_again() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    plan.day(hours="09:00-17:00")
    proposal = proposed(plan)
    assert proposal.edit(proposal.everything) == proposal.edit(proposal.everything)
    again = proposed(plan)
    assert again.edit(again.everything) == proposal.edit(proposal.everything)


def test_nothing_accepted_changes_nothing() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    plan.day()
    assert not proposed(plan).edit(frozenset())


def test_a_rejected_addition_stays_out_and_the_rest_comes() -> None:
    plan = Scene()
    plan.wished("One"), plan.wished("Two")
    day = plan.day(hours="09:00-13:00")
    proposal = proposed(plan)
    after = applied(proposal, item(proposal, "One").key)
    assert [title for _, title in stops(after, day)] == ["Two"]


def test_a_rejected_removal_takes_with_it_what_needs_the_room() -> None:
    plan = Scene()
    dull = plan.near("Dull")
    plan.wished("TRAKK", 1)
    day = plan.day(hours="09:00-11:15")
    plan.stands(dull, day, wed("09:35"))
    proposal = proposed(plan, keep=Keep.PINNED)
    after = applied(proposal, item(proposal, "Dull").key)
    assert stops(after, day) == [("09:35", "Dull")]


def test_a_rejected_move_stays_on_its_old_day() -> None:
    plan = Scene()
    one, big = plan.wished("One"), plan.wished("Big", 1)
    plan.open(big, "09:00-12:00", weekday=1)
    tuesday, wednesday = plan.day(22, "09:00-11:15"), plan.day(23, "09:00-11:15")
    plan.stands(one, tuesday, on(22, "09:35"))
    proposal = proposed(plan, keep=Keep.PINNED)
    assert verbs(proposal)["One: Tue 22 Oct 09:35 → Wed 23 Oct 09:35"] is Verb.MOVE
    after = applied(proposal, item(proposal, "One").key)
    assert stops(after, tuesday) == [("09:35", "One")]
    assert stops(after, wednesday) == []


def test_figures_are_told_before_and_after() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    plan.day()
    found = {(str(s.rule), s.subject): (s.before, s.after) for s in proposed(plan).scores}
    assert found == {
        ("Points of the tour", None): (0, 8),
        ("Points of its wishes and fields", plan.tbilisi.id): (0, 8),
        ("Minutes on the road", None): (0, 60),
        ("Stops", None): (0, 1),
    }


def test_a_better_plan_is_reported_on_the_way() -> None:
    plan = Scene()
    plan.wished("TRAKK")
    plan.day()
    told: list[Proposal] = []
    propose_tour(plan.programme(), TourOptions(), Budget(10), told.append)
    assert told
    assert not told[0].final


def test_a_proposal_can_be_sent_to_another_process() -> None:
    plan = Scene()
    plan.wished("One"), plan.wished("Two")
    plan.day(hours="09:00-11:15")
    proposal = proposed(plan)
    sent = pickle.loads(pickle.dumps(proposal))
    assert sent == proposal
    assert sent.edit(sent.everything) == proposal.edit(proposal.everything)


def test_without_any_time_everything_stays_as_it_is_or_gets_better() -> None:
    plan = Scene()
    one = plan.wished("One")
    plan.wished("Two")
    day = plan.day(hours="09:00-17:00")
    plan.stands(one, day, wed("09:35"))
    proposal = proposed(plan, seconds=0.0)
    assert proposal.final
    assert ("09:35", "One") in stops(applied(proposal), day)


def test_without_a_tour_there_is_a_sentence() -> None:
    notes = proposed(Scene()).notes
    assert [str(n) for n in notes] == ["There is no tour day to plan."]


@pytest.mark.parametrize("keep", list(Keep))
def test_in_the_demo_edition_nothing_new_is_blocking(keep: Keep) -> None:
    demo = demo_programme()
    proposal = propose_tour(
        demo, TourOptions(keep=keep, explained=0, most_candidates=12), Budget(10)
    )
    assert blocking(proposal) == []
    assert keep is Keep.ALL or proposal.everything


def test_in_the_demo_edition_what_is_left_out_has_a_reason() -> None:
    proposal = propose_tour(
        demo_programme(), TourOptions(explained=2, most_candidates=12), Budget(10)
    )
    assert proposal.left_out
    assert all(left.because or left.dearer for left in proposal.left_out)


def test_the_demo_edition_still_has_the_conflicts_it_is_made_to_show() -> None:
    """What is blocking there is none of the tour's: so the test above tests something."""
    conflicts = Foresight(demo_programme()).conflicts
    assert any(c.severity is Severity.BLOCKING for c in conflicts)
