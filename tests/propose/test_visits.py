"""Visits: who is given what, what is never touched, and the items of the proposal."""

import pickle
from dataclasses import replace

import pytest

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.entities import Change
from planner.programme import Programme
from planner.propose.proposal import Keep, Proposal, Verb
from planner.propose.visits import VisitOptions, propose_visits
from planner.solve.budget import Budget
from tests.propose.scenes import (
    actor,
    applied,
    at,
    base,
    city,
    delegate,
    delegation,
    goes,
    hosts,
    keys,
    named,
    new_blocking,
    session,
    texts,
    wish,
)

ANEW = VisitOptions(keep=Keep.NOTHING, alternatives=0)
ALL = VisitOptions(alternatives=0)


def proposed(programme: Programme, options: VisitOptions = ALL) -> Proposal:
    return propose_visits(programme, options, Budget(10))


def given(programme: Programme, options: VisitOptions = ALL) -> set[str]:
    """``Ada:S`` for whole delegations and delegates that are added."""
    return keys(proposed(programme, options), Verb.ADD)


# -- what is given ------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_wish_for_an_item_is_granted() -> None:
    programme = base(delegation("Ada"), session("S", "10:00"), wish("Ada", activity_id="S"))
    found = proposed(programme)
    assert keys(found, Verb.ADD) == {"Ada:S"}
    assert "Ada" in applied(found).delegations_in("S")
    assert "wish for it, priority 1: 16 points" in texts(found.items[0].brings)
    assert found.status == "optimal"


@pytest.mark.parametrize(
    "wished",
    [wish("Ada", site_id="A"), wish("Ada", field_id="film")],
    ids=["its place", "its field"],
)
def test_a_wish_for_a_place_or_field_is_granted(wished: object) -> None:
    programme = base(delegation("Ada"), session("S", "10:00"), session("T", "12:00", site_id="B"))
    programme = programme.apply([Change(None, wished)])  # type: ignore[arg-type]
    assert given(programme) == {"Ada:S"}


def test_the_field_of_the_city_and_interests_count() -> None:
    programme = base(
        city("Ada", "film"),
        delegation("Ada"),
        delegation("Bob", interests=("music",)),
        session("S", "10:00"),
        session("T", "10:00", site_id="B"),
    )
    assert given(programme) == {"Ada:S", "Bob:T"}


def test_a_field_of_the_host_counts() -> None:
    programme = base(
        delegation("Ada", interests=("music",)),
        actor("H", fields=("music",)),
        session("S", "10:00"),
        hosts("H", "S"),
    )
    assert given(programme) == {"Ada:S"}


def test_a_must_comes_before_a_nice_to_have_at_the_same_time() -> None:
    programme = base(
        delegation("Ada"),
        session("S", "10:00"),
        session("T", "10:00"),
        wish("Ada", 3, activity_id="S"),
        wish("Ada", 1, activity_id="T"),
    )
    assert given(programme) == {"Ada:T"}


def test_of_a_repeated_item_one_is_given() -> None:
    programme = base(delegation("Ada", interests=("film",)), session("S", "10:00"))
    again = replace(programme.activities["S"], id="S2", start=at("14:00"))
    found = given(programme.apply([Change(None, again)]))
    assert len(found) == 1


def test_nobody_is_in_two_places_and_ways_and_pauses_are_kept() -> None:
    programme = base(
        delegation("Ada", interests=("film", "music")),
        session("S", "10:00"),
        session("T", "11:10", site_id="B"),
    )
    assert len(given(programme)) == 1
    later = replace(programme.activities["T"], start=at("11:15"))
    assert len(given(programme.apply([Change(programme.activities["T"], later)]))) == 2


def test_the_pause_between_two_items_can_be_chosen() -> None:
    programme = base(
        delegation("Ada", interests=("film",)), session("S", "10:00"), session("T", "11:15")
    )
    assert len(given(programme, replace(ALL, pause=15))) == 2
    assert len(given(programme, replace(ALL, pause=20))) == 1


def test_no_more_items_a_day_than_are_wanted() -> None:
    rows = [session(f"S{h}", f"{h:02}:00", 45) for h in (9, 10, 15, 16, 17)]
    programme = base(delegation("Ada", interests=("film",)), *rows)
    assert len(given(programme, replace(ALL, per_day=3))) == 3
    assert len(given(programme, replace(ALL, per_day=None))) == 5


def test_lunch_stays_free_unless_there_is_a_meal() -> None:
    rows = [session("S", "11:30"), session("T", "12:40"), session("U", "13:50", 50)]
    programme = base(delegation("Ada", interests=("film",)), *rows)
    assert len(given(programme)) == 2
    assert len(given(programme, replace(ALL, lunch=0))) == 3


def test_the_rest_of_the_programme_is_left_free_with_the_way() -> None:
    programme = base(
        delegation("Ada", interests=("film",)),
        session("S", "10:00"),
        session("M", "11:10", kind=Kind.MEAL, site_id="B"),
        goes("Ada", "M"),
    )
    assert given(programme) == set()
    meal = programme.activities["M"]
    later = programme.apply([Change(meal, replace(meal, start=at("11:15")))])
    assert given(later) == {"Ada:S"}


def test_a_delegate_who_is_elsewhere_keeps_the_delegation() -> None:
    programme = base(
        delegation("Ada", interests=("film",)),
        delegate("Ada-1", "Ada"),
        delegate("Ada-2", "Ada"),
        session("S", "10:00"),
        session("M", "10:30", 20, kind=Kind.MEETING),
        named("Ada-1", "M"),
    )
    assert given(programme) == set()


@pytest.mark.parametrize("when", ["arrival", "departure"])
def test_who_has_not_come_or_has_left_is_given_nothing(when: str) -> None:
    time = at("12:00") if when == "arrival" else at("10:30")
    person = delegation("Ada", 2, interests=("film",), **{when: time})
    assert given(base(person, session("S", "10:00"))) == set()


def test_a_language_that_nobody_speaks_is_no_interest() -> None:
    programme = base(
        delegation("Ada", interests=("film",), languages=("en",)),
        delegation("Bob", interests=("film",), languages=("fr-BE",)),
        delegation("Cyd", interests=("film",)),
        session("S", "10:00", language="fr"),
    )
    assert given(programme) == {"Bob:S", "Cyd:S"}


def test_an_interpreter_helps() -> None:
    programme = base(
        delegation("Ada", interests=("film",), languages=("en",)),
        actor("I", kind=HostKind.INTERPRETER, languages=("fr", "en")),
        session("S", "10:00", language="fr"),
        hosts("I", "S", Role.INTERPRETS),
    )
    assert given(programme) == {"Ada:S"}


def test_steps_keep_a_delegation_with_a_wheelchair_away() -> None:
    programme = base(
        delegation("Ada", 1, interests=("film",)),
        delegate("Ada-1", "Ada", step_free=True),
        session("S", "10:00"),
    )
    house = programme.sites["A"]
    assert given(programme) == {"Ada:S"}
    stairs = programme.apply([Change(house, replace(house, step_free=False))])
    assert given(stairs) == set()


def test_the_late_evening_is_for_those_who_wish_for_it() -> None:
    programme = base(
        delegation("Ada", interests=("film",)),
        delegation("Bob"),
        session("S", "21:00"),
        wish("Bob", activity_id="S"),
    )
    assert given(programme) == {"Bob:S"}


def test_free_time_is_left_alone_unless_told() -> None:
    programme = base(
        delegation("Ada", interests=("film",)),
        session("F", "10:00", 120, kind=Kind.FREE, site_id=None),
        goes("Ada", "F"),
        session("S", "10:30"),
    )
    assert given(programme) == set()
    assert given(programme, replace(ALL, fill_free_time=True)) == {"Ada:S"}


# -- capacity -------------------------------------------------------------------------------------


def test_no_more_heads_than_places() -> None:
    people = [delegation(name, 3, interests=("film",)) for name in ("Ada", "Bob", "Cyd")]
    programme = base(*people, session("S", "10:00", capacity=7))
    found = proposed(programme)
    assert len(keys(found, Verb.ADD)) == 2
    assert applied(found).head_count("S")[0] == 6


def test_heads_that_are_bound_already_are_counted_and_hosts_are_not() -> None:
    programme = base(
        delegation("Ada", 3, interests=("film",)),
        delegation("Bob", 4),
        actor("H"),
        session("S", "10:00", capacity=5),
        goes("Bob", "S", heads=2),
        hosts("H", "S"),
    )
    assert given(programme) == {"Ada:S"}
    smaller = programme.activities["S"]
    full = programme.apply([Change(smaller, replace(smaller, capacity=4))])
    assert given(full) == set()


def test_a_house_that_is_too_small_counts() -> None:
    programme = base(delegation("Ada", 3, interests=("film",)), session("S", "10:00"))
    house = programme.sites["A"]
    assert given(programme.apply([Change(house, replace(house, capacity=2))])) == set()


def test_delegates_by_name_take_the_places_that_remain() -> None:
    programme = base(
        delegation("Ada", 3, interests=("film",)),
        *(delegate(f"Ada-{n}", "Ada") for n in (1, 2, 3)),
        session("S", "10:00", capacity=2),
    )
    found = proposed(programme)
    assert len(keys(found, Verb.ADD)) == 2
    assert applied(found).head_count("S") == (2, True)
    assert given(programme, replace(ALL, named=False)) == set()


def test_a_delegate_who_speaks_the_language_goes_alone() -> None:
    programme = base(
        delegation("Ada", 2, interests=("film",), languages=("en",)),
        delegate("Ada-1", "Ada"),
        delegate("Ada-2", "Ada", languages=("fr", "en")),
        session("S", "10:00", language="fr"),
    )
    assert given(programme) == {"Ada-2:S"}


def test_a_delegate_who_takes_the_place_of_others_needs_that_they_leave() -> None:
    programme = base(
        delegation("Ada", 3, interests=("film",)),
        delegate("Ada-1", "Ada"),
        delegation("Bob", 2, languages=("en",)),
        session("S", "10:00", capacity=2, language="fr"),
        goes("Bob", "S"),
    )
    found = proposed(programme, replace(ALL, keep=Keep.PINNED))
    (added,) = (i for i in found.items if i.verb is Verb.ADD)
    assert added.needs == ("remove:Bob:S",)


# -- fairness -------------------------------------------------------------------------------------


def test_the_worst_off_comes_first_unless_the_sum_is_wanted() -> None:
    """Ada has four other items, Bob only the one place that both wish for."""
    others = [session(f"O{h}", f"{h:02}:00", 30, site_id="B") for h in (9, 10, 15, 16)]
    programme = base(
        delegation("Ada", 1, interests=("music",)),
        delegation("Bob", 1),
        *others,
        session("S", "17:30", 30, capacity=1),
        wish("Ada", 1, activity_id="S"),
        wish("Bob", 2, activity_id="S"),
    )
    fair = given(programme, replace(ANEW, objective="fair"))
    most = given(programme, replace(ANEW, objective="sum"))
    assert "Bob:S" in fair
    assert "Ada:S" in most


def test_scores_tell_points_and_shares_before_and_after() -> None:
    programme = base(
        delegation("Ada", interests=("film",)), session("S", "10:00"), session("T", "15:00"),
        goes("Ada", "S"),
    )  # fmt: skip
    scores = {(str(s.rule), s.subject): (s.before, s.after) for s in proposed(programme).scores}
    assert scores["Points of all delegations", None] == (2, 4)
    assert scores["Points", "Ada"] == (2, 4)
    assert scores["% of what it could have alone", "Ada"][1] == 100


# -- what is kept ---------------------------------------------------------------------------------


def rivals(**pins: bool) -> Programme:
    """Ada is at S, and wishes for T at the same time."""
    return base(
        delegation("Ada", interests=("film",)),
        session("S", "10:00", **pins),
        session("T", "10:00"),
        goes("Ada", "S"),
        wish("Ada", 1, activity_id="T"),
    )


@pytest.mark.parametrize("keep", list(Keep))
def test_pinned_people_stay(keep: Keep) -> None:
    found = proposed(rivals(pin_people=True), replace(ALL, keep=keep))
    assert not found.everything


def test_by_default_everything_stays() -> None:
    assert not proposed(rivals()).everything


@pytest.mark.parametrize("keep", [Keep.PINNED, Keep.NOTHING])
def test_otherwise_the_better_one_is_given_instead(keep: Keep) -> None:
    found = proposed(rivals(), replace(ALL, keep=keep))
    assert keys(found, Verb.REMOVE) == {"Ada:S"}
    assert keys(found, Verb.ADD) == {"Ada:T"}
    assert not new_blocking(found.base, found.edit(found.everything))


def test_the_new_one_needs_that_the_old_one_goes() -> None:
    found = proposed(rivals(), replace(ALL, keep=Keep.PINNED))
    assert not found.edit({"add:Ada:T"})
    assert found.edit({"remove:Ada:S"})


def test_what_is_released_stays() -> None:
    released = frozenset({("Ada", "S")})
    options = replace(ALL, keep=Keep.RELEASED, released=released)
    assert not proposed(rivals(), options).everything
    assert proposed(rivals(), replace(options, released=frozenset())).everything


def test_nothing_is_changed_for_nothing() -> None:
    programme = base(
        delegation("Ada", interests=("film",)),
        session("S", "10:00"),
        session("T", "10:00"),
        goes("Ada", "T"),
    )
    assert not proposed(programme, replace(ALL, keep=Keep.PINNED)).everything


def test_a_full_house_is_not_emptied_by_what_is_kept() -> None:
    """Three are in for two places: a conflict of the plan, and not ours to solve."""
    people = [delegation(name, 1, interests=("film",)) for name in ("Ada", "Bob", "Cyd", "Dee")]
    rows = [goes(name, "S") for name in ("Ada", "Bob", "Cyd")]
    found = proposed(base(*people, *rows, session("S", "10:00", capacity=2)))
    assert not found.everything
    assert found.status == "optimal"


def test_pins_that_contradict_are_named_and_the_rest_is_planned() -> None:
    programme = base(
        delegation("Ada", interests=("film",)),
        session("S", "10:00", pin_people=True),
        session("T", "10:30", pin_people=True),
        session("U", "15:00"),
        goes("Ada", "S"),
        goes("Ada", "T"),
    )
    found = proposed(programme)
    assert "Ada cannot be in Talk T (10:30–11:30) and in Talk S (10:00–11:00)" in texts(found.notes)
    assert keys(found, Verb.ADD) == {"Ada:U"}


def test_without_any_time_nothing_is_taken_away() -> None:
    found = propose_visits(rivals(pin_people=True), ANEW, Budget(0))
    assert not keys(found, Verb.REMOVE)


# -- the proposal ---------------------------------------------------------------------------------


def test_the_edit_is_the_same_each_time_and_has_only_what_is_accepted() -> None:
    programme = base(
        delegation("Ada", interests=("film",)), session("S", "10:00"), session("T", "15:00")
    )
    found = proposed(programme)
    assert found.edit(found.everything) == found.edit(found.everything)
    then = programme.apply(found.edit({"add:Ada:S"}).changes)
    assert then.delegations_in("S") == ("Ada",)
    assert then.delegations_in("T") == ()


def test_only_some_delegations_and_days() -> None:
    programme = base(
        *(delegation(name, interests=("film",)) for name in ("Ada", "Bob")), session("S", "10:00")
    )
    assert given(programme, replace(ALL, delegations=("Bob",))) == {"Bob:S"}
    assert given(programme, replace(ALL, days=(programme.days[1],))) == set()


def test_better_plans_are_reported() -> None:
    heard: list[Proposal] = []
    programme = base(delegation("Ada", interests=("film",)), session("S", "10:00"))
    propose_visits(programme, ALL, Budget(10), heard.append)
    assert heard
    assert not any(found.final for found in heard)
    assert keys(heard[-1], Verb.ADD) == {"Ada:S"}


def test_a_proposal_can_be_pickled() -> None:
    found = proposed(rivals(), replace(ALL, keep=Keep.NOTHING))
    again = pickle.loads(pickle.dumps(found))
    assert again.items == found.items
    assert again.edit(again.everything) == found.edit(found.everything)


# -- bad input ------------------------------------------------------------------------------------


def test_nobody_comes() -> None:
    programme = base(delegation("Ada", status=DelegationStatus.DECLINED), session("S", "10:00"))
    found = proposed(programme)
    assert "No delegation comes" in texts(found.notes)
    assert not found.everything


def test_nothing_to_go_to() -> None:
    found = proposed(base(delegation("Ada")))
    assert "No festival session" in texts(found.notes)
    assert not found.everything


def test_no_wishes_at_all() -> None:
    programme = base(
        delegation("Ada", interests=("film",)), delegation("Bob"), session("S", "10:00")
    )
    found = proposed(programme)
    assert "No delegation has a wish" in texts(found.notes)
    assert "would interest Bob" in texts(found.notes)
    assert keys(found, Verb.ADD) == {"Ada:S"}


def test_an_unknown_number_of_people_is_told() -> None:
    unknown = delegation("Ada", None, interests=("film",))
    found = proposed(base(unknown, session("S", "10:00", capacity=5)))
    assert "Nobody knows how many people Ada are" in texts(found.notes)
    assert keys(found, Verb.ADD) == {"Ada:S"}
