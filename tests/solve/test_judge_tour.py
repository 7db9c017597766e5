"""The judge of tours: accepts what the form allows, and complains of all that it does not."""

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judges.brute_tour import best_tour, feasible, solution_of
from tests.judges.conflicts import judge_conflict
from tests.judges.tour import judge_tour, score_of, travel_of
from tests.solve.nasty_tour import nasty_tour, nasty_tours

Json = dict[str, Any]

#: Namur to Mons is 60 (back 70), Mons to Tournai 30, nothing leads from Namur to Tournai.
PROBLEM: Json = {
    "schema": "tour-problem/1",
    "name": "p",
    "window_rule": "complete",
    "places": [{"id": "namur"}, {"id": "mons"}, {"id": "tournai"}],
    "travel": [[0, 60, -1], [70, 0, 30], [100, 30, 0]],
    "sites": [
        {"id": "hub", "place": "mons", "duration": 60, "score": 5, "scores": {"tue": 7},
         "windows": [{"open": 540, "close": 720}]},
        {"id": "lab", "place": "mons", "duration": 30, "score": 3,
         "windows": [{"open": 0, "close": 700, "days": ["mon"]}, {"open": 780, "close": 999}]},
        {"id": "mine", "place": "tournai", "duration": 90, "score": 9,
         "windows": [{"open": 0, "close": 2000, "days": None}]},
    ],
    "days": [
        {"id": "mon", "start_place": "namur", "end_place": "namur", "start": 480, "end": 1080,
         "max_visits": 2, "lunch": {"earliest": 660, "latest": 720, "duration": 60}},
        {"id": "tue", "start_place": "namur", "end_place": "mons", "start": 480, "end": 1080},
    ],
    "pinned": [{"site": "hub", "day": "mon", "start": 600}],
    "limits": [{"id": "fees", "scope": "trip", "max": 3, "use": {"hub": 2, "lab": 2, "mine": 1}}],
}  # fmt: skip


def visit(site: str, start: int, end: int) -> Json:
    return {"type": "visit", "site": site, "start": start, "end": end}


def lunch(place: str, start: int, end: int) -> Json:
    return {"type": "lunch", "place": place, "start": start, "end": end}


#: Departure 8:00, hub 10:00-11:00, lunch there 11:30-12:30, mine 13:00-14:30, home 16:10.
ITEMS: list[Json] = [visit("hub", 600, 660), lunch("mons", 690, 750), visit("mine", 780, 870)]
DAYS: list[Json] = [{"day": "mon", "items": ITEMS}, {"day": "tue", "items": []}]


def solved(days: list[Json] | None = None, **claims: Any) -> Json:
    form = {"schema": "tour-solution/1", "problem": "p", "status": "feasible", "score": 14}
    return deepcopy({**form, "days": DAYS if days is None else days, **claims})


def monday(*items: Json) -> list[Json]:
    return [{"day": "mon", "items": list(items)}]


def posed(**changes: Any) -> Json:
    return deepcopy(PROBLEM) | changes


def with_day(number: int, **changes: Any) -> Json:
    problem = posed()
    problem["days"][number] |= changes
    return problem


def complaints(days: list[Json], problem: Json | None = None) -> list[str]:
    problem = problem or PROBLEM
    return judge_tour(problem, solved(days, score=score_of(problem, days)))


def test_a_right_answer_has_no_complaint() -> None:
    assert judge_tour(PROBLEM, solved(bound=21.5, wall_s=0.1)) == []
    assert judge_tour(PROBLEM, solved(status="optimal", bound=14)) == []
    assert travel_of(PROBLEM, DAYS) == 60 + 30 + 100 + 60


WRONG: list[tuple[str, list[Json], str]] = [
    ("too early", monday(visit("hub", 530, 590), *ITEMS[1:]), "cannot be reached before 540"),
    ("before its window", monday(visit("hub", 539, 599), *ITEMS[1:]), "outside its windows"),
    ("overlap", monday(ITEMS[0], lunch("mons", 659, 719), ITEMS[2]), "lunch starts at 659"),
    ("no time to drive", monday(*ITEMS[:2], visit("mine", 779, 869)), "mine starts at 779"),
    ("no way", monday(lunch("namur", 660, 720), visit("mine", 999, 1089)), "no way leads to mine"),
    ("late home", monday(*ITEMS[:2], visit("mine", 900, 990)), "home at 1090"),
    ("wrong length", monday(visit("hub", 600, 650), *ITEMS[1:]), "hub takes 50, not 60"),
    ("twice", monday(*ITEMS, visit("hub", 960, 1020)), "visited 2 times"),
    ("too many", monday(*ITEMS[:2], visit("lab", 780, 810), visit("mine", 840, 930)), "3 visits"),
    ("pin moved", monday(visit("hub", 601, 661), *ITEMS[1:]), "pinned to 600, not 601"),
    ("pin on another day", [{"day": "tue", "items": [visit("hub", 600, 660)]}], "to day mon"),
    ("pin missing", monday(lunch("namur", 660, 720)), "pinned site hub is missing"),
    ("no lunch", monday(ITEMS[0], ITEMS[2]), "there is no lunch"),
    ("two lunches", monday(*ITEMS[:2], lunch("mons", 750, 810)), "too many lunches"),
    ("early lunch", monday(lunch("namur", 520, 580)), "outside 660..720"),
    ("late lunch", monday(ITEMS[0], lunch("mons", 721, 781)), "outside 660..720"),
    ("short lunch", monday(ITEMS[0], lunch("mons", 690, 749)), "lunch takes 59"),
    ("lunch elsewhere", monday(ITEMS[0], lunch("tournai", 700, 760), visit("lab", 790, 820)),
     "which is not one of"),
    ("lunch on a day without", [{"day": "tue", "items": [lunch("mons", 690, 750)]}], "too many"),
    ("limit", monday(*ITEMS[:2], visit("lab", 780, 810)), "limit fees (trip): 4, more than 3"),
    ("closed that day", [{"day": "tue", "items": [visit("lab", 600, 630)]}], "outside its windows"),
    ("across two windows", monday(visit("lab", 690, 720)), "outside its windows"),
    ("unknown site", monday(visit("zoo", 600, 660)), "unknown"),
    ("unknown place", monday(lunch("zoo", 660, 720)), "unknown"),
    ("unknown day", [*DAYS, {"day": "sun", "items": []}], "day sun is unknown"),
    ("day twice", [*DAYS, {"day": "tue", "items": []}], "listed 2 times"),
]  # fmt: skip


@pytest.mark.parametrize(("days", "words"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_plan_that_is_not_allowed_is_complained_of(days: list[Json], words: str) -> None:
    assert any(words in complaint for complaint in complaints(days)), complaints(days)


def free(**changes: Any) -> Json:
    """The problem without pins and limits."""
    return posed(pinned=[], limits=[]) | changes


def test_lunch_may_be_where_the_next_item_is() -> None:
    days = monday(ITEMS[0], lunch("tournai", 690, 750), visit("mine", 750, 840))
    assert complaints(days, free()) == []


@pytest.mark.parametrize(("place", "fine"), [("namur", True), ("mons", False)])
def test_a_lunch_alone_is_where_the_day_starts_or_ends(place: str, fine: bool) -> None:
    assert (complaints(monday(lunch(place, 660, 720)), free()) == []) is fine


def test_lunch_in_a_restaurant_needs_the_way_there() -> None:
    problem = with_day(0, lunch={**PROBLEM["days"][0]["lunch"], "at": ["tournai"]})
    there = lunch("tournai", 690, 750)
    assert complaints(monday(ITEMS[0], there, visit("mine", 750, 840)), problem) == []
    assert "which is not one of ['tournai']" in str(complaints(DAYS, problem))
    soon = monday(ITEMS[0], lunch("tournai", 689, 749), visit("mine", 750, 840))
    assert "lunch starts at 689" in str(complaints(soon, problem))


def test_a_lunch_that_is_not_required_may_be_missing() -> None:
    problem = with_day(0, lunch={**PROBLEM["days"][0]["lunch"], "required": False})
    assert complaints(monday(ITEMS[0]), problem) == []


def test_a_day_without_items_is_a_way_from_start_to_end() -> None:
    assert "day tue: home at 540, later than 539" in complaints(DAYS, with_day(1, end=539))
    assert "home at" in str(complaints(DAYS[:1], with_day(1, end=539)))


def test_a_visit_may_end_after_its_window_where_only_the_start_counts() -> None:
    problem = free(window_rule="start")
    assert complaints(monday(visit("hub", 600, 660), lunch("mons", 690, 750)), problem) == []
    days = monday(lunch("mons", 660, 720), visit("hub", 720, 780))
    assert complaints(days, problem) == []
    assert "outside its windows" in str(complaints(days, free()))


def test_a_limit_per_day_counts_each_day() -> None:
    limit = {"id": "l", "scope": "day", "max": 1, "use": {"hub": 1, "lab": 1, "mine": 1}}
    days = [{"day": "mon", "items": ITEMS[:2]}, {"day": "tue", "items": [visit("lab", 800, 830)]}]
    assert complaints(days, posed(limits=[limit])) == []
    assert "limit l (mon): 2" in str(complaints(DAYS, posed(limits=[limit])))


def test_orders_hold_on_one_day_only() -> None:
    problem = posed(orders=[["mine", "hub"]], limits=[])
    assert "mine comes after hub" in str(complaints(DAYS, problem))
    days = [{"day": "mon", "items": ITEMS[:2]}, {"day": "tue", "items": [visit("lab", 800, 830)]}]
    assert complaints(days, posed(orders=[["lab", "hub"]], limits=[])) == []


def test_driving_is_summed_with_the_way_home() -> None:
    assert complaints(DAYS, with_day(0, max_driving=190)) == []
    assert "190 at the wheel, more than 189" in str(complaints(DAYS, with_day(0, max_driving=189)))


BREAKS = [
    ([100, 30], True),  # the way home alone is the longest
    ([99, 30], False),  # it is too long whatever the pauses
    ([190, 999], True),  # all of it at once
    ([189, 210], True),  # hub, lunch and two waits are one pause, 9:00 to 12:30
    ([189, 211], False),  # and after mine, home by 18:00, there is one of 200
    ([100, 90], True),  # both pauses are needed
]


@pytest.mark.parametrize(("rule", "fine"), BREAKS)
def test_a_driver_needs_a_pause(rule: list[int], fine: bool) -> None:
    assert (complaints(DAYS, with_day(0, driving_break=rule)) == []) is fine


def test_a_driver_may_wait_before_the_way_home() -> None:
    assert complaints(DAYS, with_day(0, driving_break=[100, 91])) == []
    tight = with_day(0, driving_break=[100, 91], end=970)
    assert "without a pause of 91" in str(complaints(DAYS, tight))


CLAIMS: list[tuple[Json, str]] = [
    ({"score": 13}, "score 13 is claimed, it is 14"),
    ({"score": None}, "there is no score"),
    ({"bound": 13}, "bound 13 is below"),
    ({"status": "optimal"}, "optimal is claimed with bound None"),
    ({"status": "optimal", "bound": 15}, "optimal is claimed with bound 15"),
    ({"status": "infeasible"}, "infeasible with 0 requirements"),
    ({"conflict": [{"kind": "lunch"}]}, "feasible with 1 requirements"),
    ({"status": "infeasible", "conflict": [{"kind": "weather"}]}, "kind 'weather'"),
    ({"problem": "q"}, "it answers 'q'"),
    ({"alternatives": [{"score": 14, "days": DAYS[1:]}]}, "alternative 0: "),
    ({"alternatives": [{"score": 13, "days": DAYS}]}, "alternative 0: score 13"),
    ({"status": "done"}, "status is 'done'"),
    ({"schema": "x"}, "schema is 'x'"),
    ({"score": 14.0}, "score is 14.0"),
    ({"wall_s": -1}, "wall_s is -1"),
]


@pytest.mark.parametrize(("claims", "words"), CLAIMS, ids=[c[1] for c in CLAIMS])
def test_a_claim_that_is_not_true_is_complained_of(claims: Json, words: str) -> None:
    found = judge_tour(PROBLEM, solved(**claims))
    assert any(words in complaint for complaint in found), found


def test_scores_of_a_day_count_on_that_day() -> None:
    days = [{"day": "tue", "items": [visit("hub", 600, 660)]}]
    assert score_of(PROBLEM, days) == 7
    assert score_of(PROBLEM, monday(visit("hub", 600, 660))) == 5


def test_an_infeasible_answer_may_show_what_does_fit() -> None:
    conflict = [{"kind": "pinned", "site": "hub"}]
    partial = solved(DAYS[1:], status="infeasible", score=0, conflict=conflict)
    assert judge_tour(PROBLEM, partial) == []


def shaken(rng: Random, solution: Json) -> Iterator[Json]:
    """The solution with one time, one item or one claim changed."""
    for day in range(len(solution["days"])):
        items = solution["days"][day]["items"]
        for n in range(len(items)):
            for name in ("start", "end"):
                other = deepcopy(solution)
                other["days"][day]["items"][n][name] += rng.choice((-7, 7))
                yield other
            other = deepcopy(solution)
            other["days"][day]["items"].append(deepcopy(items[n]))
            yield other
    yield {**solution, "score": solution["score"] + 1}
    yield {**solution, "bound": solution["score"] - 1}


@settings(max_examples=60)
@given(nasty_tours(), st.integers(0, 99))
def test_the_best_plan_is_right_and_no_longer_when_it_is_shaken(problem: Json, seed: int) -> None:
    solution = solution_of(problem)
    assert judge_tour(problem, solution) == []
    if solution["status"] == "optimal":
        for wrong in shaken(Random(seed), solution):
            assert judge_tour(problem, wrong)


@pytest.mark.parametrize("seed", range(40))
def test_more_freedom_is_never_worse(seed: int) -> None:
    problem = nasty_tour(seed, sites=4)
    best = best_tour(problem)
    for name in ("pinned", "limits", "orders"):
        freer = best_tour({**problem, name: []})
        assert best is None or (freer is not None and freer.score >= best.score)
    longer = deepcopy(problem)
    for day in longer["days"]:
        day["end"] += 30
    later = best_tour(longer)
    assert best is None or (later is not None and later.score >= best.score)


def test_a_conflict_must_be_real_and_minimal() -> None:
    pins = [{"site": "hub", "start": 600}, {"site": "mine", "day": "tue"}, {"site": "lab"}]
    problem = posed(pinned=[*pins, {"site": "mine", "start": 601}], limits=[])
    hub, mine = {"kind": "pinned", "site": "hub"}, {"kind": "pinned", "site": "mine"}
    assert judge_conflict(problem, [mine], feasible) == []
    assert judge_conflict(problem, [hub], feasible) == ["what it names can hold together"]
    assert "not minimal" in str(judge_conflict(problem, [hub, mine], feasible))
