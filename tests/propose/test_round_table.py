"""The round table: its slot, who speaks, their order, and why somebody is missing."""

import pickle
from dataclasses import replace

import pytest

from models.words import DelegationStatus, Kind, Role
from planner.demo import demo_programme
from planner.edits.speaking_order import RULES, rule_in_force
from planner.entities import Activity, Change, Entity
from planner.programme import Programme
from planner.propose.proposal import Keep, Proposal, Verb
from planner.propose.round_table import RoundTableOptions, propose_round_table
from planner.round_table import balance, round_tables, speaking
from planner.solve.budget import Budget
from tests.propose.scenes import (
    FRI,
    THU,
    E,
    actor,
    after,
    applied,
    at,
    base,
    delegate,
    delegation,
    goes,
    hosts,
    named,
    new_blocking,
    opening,
    session,
    texts,
)

MOVES = RoundTableOptions(keep=Keep.PINNED)


def proposed(programme: Programme, options: RoundTableOptions = MOVES) -> Proposal:
    return propose_round_table(programme, options, Budget(5))


def table(start: str | None = "10:00", minutes: int = 60, **values: object) -> Activity:
    found = Activity("rt", E, Kind.ROUND_TABLE, "Cities", minutes=minutes, site_id="A")
    return replace(found, start=at(start) if start else None, **values)  # type: ignore[arg-type]


def speech(name: str, minutes: int = 10, position: int = 0, **values: object) -> list[Entity]:
    """An entry of a delegation that also attends."""
    part = Activity(
        f"speech-{name}", E, Kind.INTERVENTION, name, minutes=minutes, parent_id="rt",
        position=position,
    )  # fmt: skip
    part = replace(part, **values)  # type: ignore[arg-type]
    return [part, goes(name, part.id, role=Role.SPEAKS), goes(name, "rt")]


def three(*rows: Entity, start: str | None = "10:00", **values: object) -> Programme:
    """A round table of Ada, Bob and Cyd."""
    people = ("Ada", "Bob", "Cyd")
    return base(
        table(start, **values),  # type: ignore[arg-type]
        *(delegation(name) for name in people),
        *(row for n, name in enumerate(people) for row in speech(name, 20, n)),
        *rows,
    )


def test_it_moves_to_the_slot_where_everybody_is_there() -> None:
    busy = session("S", "10:30", 30)
    found = proposed(three(busy, goes("Cyd", "S")))
    then = applied(found)
    span, other = then.spans["rt"], then.spans["S"]
    assert not span.overlaps(other)
    assert found.score == 3
    assert found.status == "optimal"
    assert found.bound == found.score


def test_the_nearest_of_equally_good_slots_is_taken() -> None:
    found = applied(proposed(three(session("S", "10:30", 30), goes("Cyd", "S"))))
    assert found.activities["rt"].start == at("09:30")


def test_where_everybody_is_there_already_it_stays() -> None:
    found = proposed(three())
    assert [i.verb for i in found.items] == [Verb.KEEP]
    assert not found.edit(found.everything)


@pytest.mark.parametrize("keep", list(Keep))
def test_a_pinned_time_is_never_moved(keep: Keep) -> None:
    programme = three(session("S", "10:30", 30), goes("Cyd", "S"), pin_time=True)
    found = proposed(programme, RoundTableOptions(keep=keep))
    assert applied(found).activities["rt"] == programme.activities["rt"]
    assert [left.delegations for left in found.left_out] == [("Cyd",)]


def test_kept_it_stays_and_the_better_slot_is_an_alternative() -> None:
    programme = three(session("S", "10:30", 30), goes("Cyd", "S"))
    found = proposed(programme, RoundTableOptions())
    assert applied(found).activities["rt"].start == at("10:00")
    assert "would have 1 more" in texts(found.notes)
    assert found.alternatives
    assert found.alternatives[0].score == 3


def test_released_it_stays() -> None:
    programme = three(session("S", "10:30", 30), goes("Cyd", "S"))
    options = RoundTableOptions(keep=Keep.RELEASED, released=frozenset({"rt"}))
    assert applied(proposed(programme, options)).activities["rt"].start == at("10:00")


def leaving_early() -> Programme:
    """Cyd leaves on Thursday before the others come."""
    programme = three(opening("A", FRI, "20:00", "21:00"), start=None)
    ada, bob, cyd = (programme.delegations[name] for name in ("Ada", "Bob", "Cyd"))
    return programme.apply(
        [
            Change(bob, replace(bob, arrival=at("15:00"))),
            Change(ada, replace(ada, arrival=at("16:00"))),
            Change(cyd, replace(cyd, departure=at("14:10"), departure_site_id="B")),
        ]
    )


def test_who_cannot_be_there_is_named_with_the_hour() -> None:
    found = proposed(leaving_early())
    (left,) = found.left_out
    assert left.delegations == ("Cyd",)
    assert "leaves Thu 24 Oct at 14:10 from House B, 15 min away" in texts(left.because)
    assert found.score == 2


def test_without_the_named_fact_everybody_is_there() -> None:
    programme = leaving_early()
    cyd = programme.delegations["Cyd"]
    later = programme.apply([Change(cyd, replace(cyd, departure=None))])
    assert proposed(later).score == 3


def test_the_relaxation_is_a_slot_with_them_and_says_whom_it_loses() -> None:
    programme = leaving_early()
    found = proposed(programme)
    relaxation = found.left_out[0].relaxation
    assert relaxation is not None
    assert relaxation.edit is not None
    assert "Ada, Bob" in str(relaxation.cost)
    then = after(programme, relaxation.edit)
    missing = {left.delegations for left in proposed(then, RoundTableOptions()).left_out}
    assert missing == {("Ada",), ("Bob",)}


def test_who_cannot_be_there_comes_off_with_the_entry() -> None:
    found = proposed(leaving_early())
    then = applied(found)
    assert "speech-Cyd" not in then.activities
    assert "Cyd" not in then.delegations_in("rt")
    assert not new_blocking(found.base, found.edit(found.everything))


def test_two_round_tables_of_the_same_people_do_not_meet() -> None:
    other = replace(table(None), id="rt2", title="More")
    part = Activity("more", E, Kind.INTERVENTION, "Ada", minutes=20, parent_id="rt2")
    programme = three(
        other, part, goes("Ada", "more", role=Role.SPEAKS), goes("Ada", "rt2"), start=None
    )
    found = proposed(programme)
    then = applied(found)
    assert not then.spans["rt"].overlaps(then.spans["rt2"])
    assert found.score == 4


def test_pinned_people_neither_come_off_nor_join() -> None:
    programme = leaving_early()
    rt = programme.activities["rt"]
    pinned = programme.apply([Change(rt, replace(rt, pin_people=True))])
    dee = pinned.apply([Change(None, delegation("Dee"))])
    found = proposed(dee, replace(MOVES, speakers=("Ada", "Bob", "Cyd", "Dee")))
    assert applied(found).participations == dee.participations


def test_hours_of_the_house_are_kept() -> None:
    rows = opening("A", THU, "15:00", "16:30"), opening("A", FRI, "20:00", "21:00")
    then = applied(proposed(three(*rows)))
    assert then.activities["rt"].start in (at("15:00"), at("15:15"), at("15:30"))


def test_a_slot_is_proposed_for_the_moderator_too() -> None:
    programme = three(
        actor("Mo"), hosts("Mo", "rt", Role.MODERATES), session("S", "10:00"), hosts("Mo", "S")
    )
    then = applied(proposed(programme))
    assert not then.spans["rt"].overlaps(then.spans["S"])


def test_a_delegate_who_speaks_counts_for_the_delegation() -> None:
    programme = three(
        delegate("Ada-1", "Ada"),
        delegate("Ada-2", "Ada"),
        session("S", "10:00"),
        named("Ada-2", "S"),
    )
    row = programme.participations["Ada-speech-Ada"]
    programme = programme.apply(
        [Change(row, replace(row, delegation_id=None, delegate_id="Ada-1"))]
    )
    assert proposed(programme).score == 3


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_order_follows_the_rule_that_is_named(rule: str) -> None:
    programme = three(start="10:00")
    found = proposed(programme, replace(MOVES, rule=rule))
    then = applied(found)
    order = [speaking(then, part.id) for part in then.parts["rt"]]
    again = proposed(then, replace(MOVES, rule=rule))
    assert not any(":order" in i.key for i in again.items)
    assert order == [speaking(applied(again), p.id) for p in applied(again).parts["rt"]]
    assert rule_in_force(then, "rt") is not None


def test_a_pinned_order_stays() -> None:
    programme = three()
    cyd = programme.activities["speech-Cyd"]
    pinned = programme.apply([Change(cyd, replace(cyd, position=-1, pin_order=True))])
    then = applied(proposed(pinned, replace(MOVES, rule="city-en")))
    assert then.parts["rt"][0].id == "speech-Cyd"


def test_minutes_fill_a_slot_that_is_too_short() -> None:
    found = proposed(three(minutes=45))
    then = applied(found)
    assert balance(then, "rt").over == 0
    assert [p.minutes for p in then.parts["rt"]] == [15, 15, 15]


def test_wanted_speakers_without_an_entry_get_one_before_the_questions() -> None:
    programme = three(delegation("Dee"), minutes=90)
    questions = Activity(
        "q", E, Kind.QUESTIONS, "Questions", minutes=10, parent_id="rt", position=9
    )
    programme = programme.apply([Change(None, questions)])
    options = replace(MOVES, speakers=("Ada", "Bob", "Cyd", "Dee"))
    then = applied(proposed(programme, options))
    *speeches, last = then.parts["rt"]
    assert last.id == "q"
    assert "Dee" in {d for p in speeches for d in speaking(then, p.id)}
    assert "Dee" in then.delegations_in("rt")


def test_a_new_one_is_made_where_there_is_none() -> None:
    programme = base(
        *(delegation(name) for name in ("Ada", "Bob")),
        delegation("Eve", status=DelegationStatus.INVITED),
    )
    found = proposed(programme, RoundTableOptions(site_id="A"))
    then = applied(found)
    (made,) = round_tables(then)
    heard = [speaking(then, p.id) for p in then.parts[made.id] if p.kind is Kind.INTERVENTION]
    assert heard == [("Ada",), ("Bob",)]
    assert balance(then, made.id).over == 0


def test_the_edit_is_the_same_each_time() -> None:
    found = proposed(base(delegation("Ada"), delegation("Bob")), RoundTableOptions(site_id="A"))
    assert found.edit(found.everything) == found.edit(found.everything)


def test_nothing_of_a_new_one_is_made_without_its_slot() -> None:
    found = proposed(base(delegation("Ada"), delegation("Bob")), RoundTableOptions(site_id="A"))
    slot = {i.key for i in found.items if i.key.endswith(":slot")}
    assert slot
    assert not found.edit(found.everything - slot)


def test_alternatives_are_other_days_or_other_people() -> None:
    programme = three(opening("A", FRI, "09:00", "18:00"))
    found = proposed(programme)
    starts = {applied(p).activities["rt"].start for p in (found, *found.alternatives)}
    assert len(starts) == 1 + len(found.alternatives)
    assert {start.date() for start in starts if start} == {THU, FRI}


def test_a_house_that_is_closed_on_all_days_is_told() -> None:
    closed = opening("A", THU, "03:00", "03:30"), opening("A", FRI, "03:00", "03:30")
    found = proposed(three(*closed, start=None))
    assert found.status == "infeasible"
    assert "House A is closed" in texts(found.notes)
    assert not found.edit(found.everything)


def test_a_speaker_who_has_declined_is_told() -> None:
    programme = three(delegation("Dee", status=DelegationStatus.DECLINED))
    found = proposed(programme, replace(MOVES, speakers=("Ada", "Dee")))
    assert "Dee does not come" in texts(found.notes)
    assert found.score == 1


def test_nobody_wanted_is_told() -> None:
    found = proposed(base(), RoundTableOptions(site_id="A"))
    assert "Nobody is wanted" in texts(found.notes)


@pytest.mark.parametrize("keep", list(Keep))
def test_applied_to_the_demo_nothing_blocking_is_new(keep: Keep) -> None:
    programme = demo_programme()
    (rt,) = round_tables(programme)
    programme = programme.apply([Change(rt, replace(rt, pin_time=False))])
    found = proposed(programme, RoundTableOptions(keep=keep, days=programme.days[-2:]))
    for proposal in (found, *found.alternatives):
        assert not new_blocking(programme, proposal.edit(proposal.everything))


def test_a_proposal_can_be_pickled() -> None:
    found = proposed(three(minutes=45))
    again = pickle.loads(pickle.dumps(found))
    assert again.items == found.items
    assert again.edit(again.everything) == found.edit(found.everything)
