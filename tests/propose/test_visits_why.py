"""Why a wish is not granted: the named facts are those that block it, and no others."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import time

import pytest

from models.words import HostKind, Kind
from planner.demo import demo_programme
from planner.edits.core import Edit
from planner.entities import Change, Wish
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.facts import Cause, Fact
from planner.propose.proposal import Keep, LeftOut, Proposal
from planner.propose.visits import VisitOptions, propose_visits
from planner.propose.visits_form import VisitsForm
from planner.propose.visits_plan import VisitsPlan
from planner.propose.visits_standing import Pair
from planner.propose.visits_why import why_not
from planner.solve.budget import Budget
from planner.wishes import granted_by
from tests.propose.scenes import (
    actor,
    after,
    applied,
    at,
    base,
    delegate,
    delegation,
    goes,
    new_blocking,
    session,
    texts,
    wish,
)

ALL = VisitOptions(alternatives=0, named=False)


def proposed(programme: Programme, options: VisitOptions = ALL) -> Proposal:
    return propose_visits(programme, options, Budget(10))


def left(programme: Programme, options: VisitOptions = ALL) -> LeftOut:
    (found,) = proposed(programme, options).left_out
    return found


def cure(out: LeftOut) -> Edit:
    assert out.relaxation is not None
    assert out.relaxation.edit is not None
    return out.relaxation.edit


# -- taking facts away --------------------------------------------------------------------------


def without(plan: VisitsPlan, pair: Pair, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """What still blocks a pair in the same plan, once some facts are taken away."""
    programme, options, given = plan.form.programme, plan.form.options, plan.given - {pair}
    for fact in facts:
        match fact.cause:
            case Cause.DAY_FULL:
                options = replace(options, per_day=None)
            case Cause.REST:
                options = replace(options, lunch=0)
            case Cause.HOURS:
                options = replace(options, until=time(23, 59))
            case _:
                given -= {(pair[0], fact.activity_id or "")}
                programme = after(programme, _gone(programme, pair, fact))
    form = VisitsForm(programme, options)
    return VisitsPlan(form, frozenset(given)).facts(pair)


def _gone(programme: Programme, pair: Pair, fact: Fact) -> Edit:
    offer = programme.activities[pair[1]]
    changes: list[Change] = []
    match fact.cause:
        case Cause.LANGUAGE:
            changes = [Change(offer, replace(offer, language=None))]
        case Cause.CAPACITY:
            changes = [Change(offer, replace(offer, capacity=None))]
        case Cause.ACCESS:
            house = programme.sites[offer.site_id or ""]
            changes = [Change(house, replace(house, step_free=True))]
        case Cause.NOT_YET | Cause.GONE:
            person = programme.delegations[pair[0]]
            field = "arrival" if fact.cause is Cause.NOT_YET else "departure"
            changes = [Change(person, replace(person, **{field: None}))]  # type: ignore[arg-type]
        case _:
            own = {pair[0], *(d.id for d in programme.delegates_of.get(pair[0], ()))}
            parts = programme.parts.get(fact.activity_id or "", ())
            family = {fact.activity_id, *(part.id for part in parts)}
            rows = (r for r in programme.participations.values() if r.activity_id in family)
            changes = [Change(r, None) for r in rows if {r.delegation_id, r.delegate_id} & own]
    return Edit(Phrase("taken away"), tuple(changes))


def check_minimal(plan: VisitsPlan, pair: Pair) -> None:
    """All facts taken away, it fits; all but one, it does not."""
    facts = plan.facts(pair)
    assert not without(plan, pair, facts)
    for kept in facts:
        others = [fact for fact in facts if fact is not kept]
        assert without(plan, pair, others), str(kept.phrase)


def plan_of(proposal: Proposal, options: VisitOptions) -> VisitsPlan:
    form = VisitsForm(proposal.base, options)
    then = VisitsForm(applied(proposal), options)
    return VisitsPlan(form, frozenset(then.rows))


# -- one fact each --------------------------------------------------------------------------------


def test_too_few_places_name_who_has_them_and_one_more_lets_it_in() -> None:
    programme = base(
        delegation("Ada", 3),
        delegation("Bob", 4),
        session("S", "10:00", capacity=6),
        goes("Bob", "S"),
        wish("Ada", activity_id="S"),
    )
    out = left(programme)
    assert "has 6 places, Bob (4) take them; Ada needs 3" in texts(out.because)
    assert "1 place more in Talk S" in str(out.relaxation and out.relaxation.phrase)
    then = after(programme, cure(out))
    assert set(then.delegations_in("S")) == {"Ada", "Bob"}
    assert not new_blocking(programme, cure(out))


def test_a_language_asks_for_an_interpreter_who_is_free() -> None:
    programme = base(
        delegation("Ada", languages=("en",)),
        actor("I", kind=HostKind.INTERPRETER, languages=("fr", "en")),
        session("S", "10:00", language="fr"),
        wish("Ada", activity_id="S"),
    )
    out = left(programme)
    assert "Talk S is in “fr”, which Ada does not speak" in texts(out.because)
    assert "I interprets at Talk S" in str(out.relaxation and out.relaxation.phrase)
    assert not proposed(after(programme, cure(out))).left_out


def test_without_an_interpreter_there_is_nothing_to_apply() -> None:
    programme = base(
        delegation("Ada", languages=("en",)),
        session("S", "10:00", language="fr"),
        wish("Ada", activity_id="S"),
    )
    relaxation = left(programme).relaxation
    assert relaxation is not None
    assert relaxation.edit is None
    assert "interprets from “fr”" in str(relaxation.phrase)


def test_a_departure_names_the_time_the_place_and_the_way() -> None:
    person = delegation("Ada", departure=at("11:10"), departure_site_id="B")
    out = left(base(person, session("S", "10:00"), wish("Ada", activity_id="S")))
    assert texts(out.because) == "Ada leaves Thu 24 Oct at 11:10 from House B, 15 min away"
    assert str(out.relaxation and out.relaxation.phrase) == "Ada leaves 5 min later"


def test_what_is_kept_can_be_given_up_and_says_what_that_costs() -> None:
    programme = base(
        delegation("Ada", interests=("film",)),
        session("S", "10:00"),
        session("T", "10:30"),
        goes("Ada", "S"),
        wish("Ada", activity_id="T"),
    )
    out = left(programme)
    assert "Ada is at Talk S (10:00–11:00) then, which brings 2 points" in texts(out.because)
    assert str(out.relaxation and out.relaxation.cost) == "2 points"
    then = after(programme, cure(out))
    assert then.delegations_in("T") == ("Ada",)
    assert then.delegations_in("S") == ()


def test_a_pin_is_released_only_by_the_relaxation() -> None:
    programme = base(
        delegation("Ada"),
        session("S", "10:00", pin_people=True),
        session("T", "10:30"),
        goes("Ada", "S"),
        wish("Ada", activity_id="T"),
    )
    out = left(programme, replace(ALL, keep=Keep.NOTHING))
    assert "its pin released" in str(out.relaxation and out.relaxation.phrase)
    then = after(programme, cure(out))
    assert not then.activities["S"].pin_people
    assert then.delegations_in("T") == ("Ada",)


def test_a_meeting_in_the_way_moves() -> None:
    programme = base(
        delegation("Ada"),
        actor("X"),
        session("M", "10:00", 20, kind=Kind.MEETING),
        goes("Ada", "M"),
        session("S", "10:00"),
        wish("Ada", activity_id="S"),
    )
    out = left(programme)
    assert "moves to" in str(out.relaxation and out.relaxation.phrase)
    then = after(programme, cure(out))
    assert then.delegations_in("S") == ("Ada",)
    assert then.activities["M"].start != at("10:00")
    assert not new_blocking(programme, cure(out))


def test_what_nothing_blocks_is_dearer_by_so_much() -> None:
    programme = base(
        delegation("Ada", 1),
        session("S", "10:00"),
        session("T", "10:00"),
        wish("Ada", 1, activity_id="S"),
        wish("Ada", 3, activity_id="T"),
    )
    out = left(programme, replace(ALL, objective="sum"))
    assert str(out.dearer) == "The best plan with it is 11 points worse"


def test_what_would_hurt_the_worst_off_says_so() -> None:
    programme = base(
        delegation("Ada", 1, interests=("music",)),
        delegation("Bob", 1),
        session("O", "15:00", site_id="B"),
        session("S", "10:00", capacity=1),
        wish("Ada", 3, activity_id="S"),
        wish("Bob", 3, activity_id="S"),
    )
    out = left(programme)
    assert out.delegations == ("Ada",)
    assert "the worst-off delegation would have 0 %" in str(out.dearer)


def test_a_field_that_nothing_shows_is_told() -> None:
    programme = base(delegation("Ada"), session("S", "10:00"), wish("Ada", field_id="music"))
    assert "Nothing in the festival programme shows it" in texts(left(programme).because)


def test_a_wish_that_is_granted_elsewhere_is_not_left_out() -> None:
    programme = base(
        delegation("Ada"),
        session("M", "10:00", kind=Kind.RECEPTION),
        goes("Ada", "M"),
        session("S", "10:00"),
        wish("Ada", site_id="A"),
    )
    assert not proposed(programme).left_out


def test_any_pair_can_be_asked_about() -> None:
    programme = base(delegation("Ada", 3), session("S", "10:00", capacity=2), session("T", "15:00"))
    full, free = (why_not(programme, ALL, "Ada", item) for item in ("S", "T"))
    assert full is not None
    assert "Ada needs 3" in texts(full.because)
    assert free is not None
    assert not free.because
    assert why_not(programme, ALL, "Bob", "S") is None


# -- sets of facts --------------------------------------------------------------------------------


def test_several_facts_are_each_needed() -> None:
    programme = base(
        delegation("Ada", 3, languages=("en",), departure=at("10:40")),
        delegate("Ada-1", "Ada", step_free=True),
        delegation("Bob", 4),
        session("S", "10:00", capacity=5, language="fr"),
        session("L", "09:30", 45, kind=Kind.MEAL, site_id="B"),
        goes("Ada", "L"),
        goes("Bob", "S"),
        wish("Ada", activity_id="S"),
    )
    house = programme.sites["A"]
    programme = programme.apply([Change(house, replace(house, step_free=False))])
    plan = plan_of(proposed(programme), ALL)
    found = {fact.cause for fact in plan.facts(("Ada", "S"))}
    assert found == {Cause.LANGUAGE, Cause.ACCESS, Cause.GONE, Cause.BUSY, Cause.CAPACITY}
    check_minimal(plan, ("Ada", "S"))


def open_wishes(programme: Programme) -> Iterable[Wish]:
    for row in programme.wishes.values():
        if row.activity_id and row.delegation_id and granted_by(programme, row) is None:
            yield row


@pytest.mark.parametrize("keep", [Keep.ALL, Keep.PINNED])
def test_facts_of_the_demo_are_minimal(keep: Keep) -> None:
    options = replace(ALL, keep=keep)
    found = proposed(demo_programme(), options)
    plan = plan_of(found, options)
    pairs = [
        (row.delegation_id or "", row.activity_id or "")
        for row in open_wishes(applied(found))
        if row.activity_id in plan.form.offers
    ]
    assert pairs
    for pair in pairs:
        check_minimal(plan, pair)


@pytest.mark.parametrize("keep", [Keep.ALL, Keep.PINNED])
def test_each_relaxation_of_the_demo_lets_its_wish_in(keep: Keep) -> None:
    programme = demo_programme()
    found = proposed(programme, replace(ALL, keep=keep))
    cures = [out for out in found.left_out if out.relaxation and out.relaxation.edit]
    for out in cures:
        then = after(programme, cure(out))
        row = programme.wishes[out.key.removeprefix("wish:")]
        assert granted_by(then, row) is not None
    assert cures or keep is not Keep.ALL


@pytest.mark.slow
@pytest.mark.parametrize("keep", list(Keep))
def test_applied_to_the_demo_nothing_blocking_is_new(keep: Keep) -> None:
    programme = demo_programme()
    found = propose_visits(programme, VisitOptions(keep=keep), Budget(10))
    for proposal in (found, *found.alternatives):
        assert not new_blocking(programme, proposal.edit(proposal.everything))
