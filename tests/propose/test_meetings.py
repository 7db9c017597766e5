"""1:1 meetings: who meets whom, when and where, what stays, and why something is not held."""

import pickle
from dataclasses import replace
from datetime import time

import pytest

from models.words import DelegationStatus, HostKind, Kind
from planner.demo import demo_programme
from planner.entities import Activity, Change, Entity
from planner.meetings import meetings, people_of, requests
from planner.programme import Programme
from planner.propose.meetings import MeetingOptions, propose_meetings
from planner.propose.proposal import Keep, Proposal, Verb
from planner.solve.budget import Budget
from planner.solve.job import Job
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
    keys,
    named,
    new_blocking,
    opening,
    session,
    texts,
    wish,
)

#: Three slots on Thursday morning: 9:00, 9:25 and 9:50.
MORNING = MeetingOptions(days=(THU,), last=time(10, 15), site_id="A", tables=2, alternatives=0)


def proposed(programme: Programme, options: MeetingOptions = MORNING) -> Proposal:
    return propose_meetings(programme, options, Budget(10))


def met(programme: Programme) -> dict[frozenset[str], Activity]:
    """The meetings that have a time, by who meets."""
    return {
        frozenset(people_of(programme, m.id)): m for m in meetings(programme) if m.start is not None
    }


def meeting(name: str, one: str, host: str, start: str | None, minutes: int = 20, **values: object
            ) -> list[Entity]:  # fmt: skip
    found = Activity(name, E, Kind.MEETING, name, minutes=minutes, site_id="A")
    found = replace(found, start=at(start) if start else None, **values)  # type: ignore[arg-type]
    return [found, goes(one, name), hosts(host, name)]


def asked(*rows: Entity, priority: int = 1) -> Programme:
    """Ada would like to meet the actor X."""
    return base(delegation("Ada"), actor("X"), wish("Ada", priority, wanted_host_id="X"), *rows)


# -- what is held ------------------------------------------------------------------------------


def test_a_request_becomes_a_meeting_at_a_table() -> None:
    found = proposed(asked())
    then = applied(found)
    (made,) = meetings(then)
    assert set(people_of(then, made.id)) == {"Ada", "X"}
    assert made.start is not None
    assert (made.site_id, made.minutes) == ("A", 20)
    assert made.meeting_point
    assert "Ada asked for it, priority 1" in texts(found.items[0].brings)
    assert requests(then)[0].meeting == made


def test_what_both_sides_ask_for_counts_for_both() -> None:
    programme = asked(wish("X", 2, host_id="X", wanted_delegation_id="Ada"))
    found = proposed(programme)
    assert len(found.items) == 1
    assert "both sides asked" in texts(found.items[0].brings)
    assert found.score == 12 + 8


def test_nobody_meets_two_at_a_time() -> None:
    actors = [actor(f"Y{n}") for n in range(3)]
    wishes = [wish("Ada", 2, wanted_host_id=a.id) for a in actors]
    programme = base(delegation("Ada", 1), *actors, *wishes)
    then = applied(proposed(programme))
    assert len({m.start for m in meetings(then)}) == 3


def test_no_more_meetings_at_a_time_than_tables() -> None:
    people = [delegation(name) for name in "ABCDEFGH"]
    actors = [actor(f"X{p.id}") for p in people]
    wishes = [wish(p.id, 2, wanted_host_id=f"X{p.id}") for p in people]
    found = proposed(base(*people, *actors, *wishes))
    then = applied(found)
    assert len(meetings(then)) == 6
    places = {(m.start, m.meeting_point) for m in meetings(then)}
    assert len(places) == 6
    assert len(found.left_out) == 2
    assert all("All tables (2) are taken" in texts(left.because) for left in found.left_out)


def test_the_most_wanted_come_first() -> None:
    wishes = [wish("Ada", n, wanted_host_id=f"Y{n}") for n in (1, 2, 3)]
    programme = base(delegation("Ada", 1), *(actor(f"Y{n}") for n in (1, 2, 3)), *wishes)
    then = applied(proposed(programme, replace(MORNING, last=time(9, 50))))
    assert set(met(then)) == {frozenset({"Ada", "Y1"}), frozenset({"Ada", "Y2"})}


def test_the_delegate_with_a_shared_language_comes() -> None:
    programme = base(
        delegation("Ada", languages=("en",)),
        delegate("Ada-1", "Ada"),
        delegate("Ada-2", "Ada", languages=("fr",)),
        actor("X", languages=("fr",)),
        wish("Ada", wanted_host_id="X"),
    )
    found = proposed(programme)
    assert set(met(applied(found))) == {frozenset({"Ada-2", "X"})}
    assert "shared language: fr" in texts(found.items[0].brings)


def test_meetings_are_spread_over_the_delegates() -> None:
    programme = base(
        delegation("Ada"),
        delegate("Ada-1", "Ada"),
        delegate("Ada-2", "Ada"),
        *(actor(f"Y{n}") for n in (1, 2)),
        *(wish("Ada", wanted_host_id=f"Y{n}") for n in (1, 2)),
    )
    people = set().union(*met(applied(proposed(programme))))
    assert {"Ada-1", "Ada-2"} <= people


def test_another_delegate_comes_where_the_first_cannot() -> None:
    programme = base(
        delegation("Ada"),
        delegate("Ada-1", "Ada"),
        delegate("Ada-2", "Ada"),
        session("S", "08:30", 120),
        named("Ada-1", "S"),
        actor("X"),
        wish("Ada", wanted_host_id="X"),
    )
    assert set(met(applied(proposed(programme)))) == {frozenset({"Ada-2", "X"})}


def test_two_delegations_meet_too() -> None:
    programme = base(delegation("Ada"), delegation("Bob"), wish("Ada", wanted_delegation_id="Bob"))
    assert set(met(applied(proposed(programme)))) == {frozenset({"Ada", "Bob"})}


# -- around the rest ---------------------------------------------------------------------------


def test_the_rest_of_both_programmes_stays_free_with_the_way() -> None:
    programme = asked(
        session("S", "08:00", 75, site_id="B"),
        goes("Ada", "S"),
        session("T", "10:00"),
        hosts("X", "T"),
    )
    then = applied(proposed(programme, replace(MORNING, last=time(12))))
    start = met(then)[frozenset({"Ada", "X"})].start
    assert start is not None
    assert start >= at("11:00")
    assert start.date() == THU


def test_a_slot_while_the_house_is_closed_is_none() -> None:
    then = applied(proposed(asked(opening("A", THU, "09:50", "18:00"))))
    assert met(then)[frozenset({"Ada", "X"})].start == at("09:50")


def test_slots_are_on_the_days_that_are_chosen() -> None:
    then = applied(proposed(asked(), replace(MORNING, days=(FRI,))))
    start = met(then)[frozenset({"Ada", "X"})].start
    assert start is not None
    assert start.date() == FRI


def test_tables_known_by_name_are_used_and_those_taken_are_not() -> None:
    rows = [
        *meeting("m1", "Bob", "Y", "09:00", meeting_point="Corner"),
        *meeting("m2", "Bob", "Y", "09:30", meeting_point="Window"),
    ]
    programme = asked(delegation("Bob"), actor("Y"), *rows)
    then = applied(proposed(programme, replace(MORNING, last=time(9, 20))))
    assert met(then)[frozenset({"Ada", "X"})].meeting_point == "Window"


# -- what is kept ------------------------------------------------------------------------------


def crowded(**pins: bool) -> Programme:
    """Ada meets X and wants to meet Y, who has time only then."""
    return base(
        delegation("Ada", 1),
        actor("X"),
        actor("Y"),
        *meeting("m1", "Ada", "X", "09:00", **pins),
        session("S", "09:20", 120),
        hosts("Y", "S"),
        wish("Ada", wanted_host_id="Y"),
    )


def test_by_default_meetings_stay_where_they_are() -> None:
    found = proposed(crowded())
    assert not found.everything
    assert found.left_out


@pytest.mark.parametrize("keep", [Keep.PINNED, Keep.NOTHING])
def test_a_meeting_moves_only_where_that_lets_another_be_held(keep: Keep) -> None:
    found = proposed(crowded(), replace(MORNING, keep=keep))
    then = met(applied(found))
    assert then[frozenset({"Ada", "Y"})].start == at("09:00")
    assert then[frozenset({"Ada", "X"})].start != at("09:00")
    alone = proposed(base(delegation("Ada"), actor("X"), *meeting("m1", "Ada", "X", "09:00")),
                     replace(MORNING, keep=keep))  # fmt: skip
    assert not alone.everything


@pytest.mark.parametrize("keep", list(Keep))
def test_a_pinned_meeting_never_moves(keep: Keep) -> None:
    found = proposed(crowded(pin_time=True), replace(MORNING, keep=keep))
    assert not found.everything


def test_a_released_meeting_stays() -> None:
    options = replace(MORNING, keep=Keep.RELEASED, released=frozenset({"m1"}))
    assert not proposed(crowded(), options).everything
    assert proposed(crowded(), replace(options, released=frozenset())).everything


def test_what_takes_a_freed_time_needs_that_it_is_freed() -> None:
    found = proposed(crowded(), replace(MORNING, keep=Keep.PINNED))
    (added,) = (i for i in found.items if i.verb is Verb.ADD)
    (moved,) = (i for i in found.items if i.verb is Verb.MOVE)
    assert added.needs == (moved.key,)
    assert not found.edit({added.key})


def test_a_meeting_in_the_tray_gets_a_time() -> None:
    programme = base(delegation("Ada"), actor("X"), *meeting("m1", "Ada", "X", None))
    found = proposed(programme)
    assert keys(found, Verb.MOVE) == {"meeting:m1"}
    assert applied(found).activities["m1"].start is not None


# -- reasons -----------------------------------------------------------------------------------


def never_free() -> Programme:
    """Ada is at a pinned talk first, and in the last slot at a reception that can be left."""
    return asked(
        session("S", "08:00", 110, pin_people=True),
        goes("Ada", "S"),
        session("T", "09:50", 60, kind=Kind.RECEPTION),
        goes("Ada", "T"),
    )


def test_why_a_meeting_is_not_held_names_who_is_busy() -> None:
    (left,) = proposed(never_free()).left_out
    assert "Ada: Talk T (09:50–10:50) is at that time" in texts(left.because)
    assert left.delegations == ("Ada",)


def test_without_the_named_fact_it_is_held() -> None:
    programme = never_free()
    freed = programme.apply([Change(programme.participations["Ada-T"], None)])
    assert proposed(freed).everything


def test_the_relaxation_lets_it_in() -> None:
    programme = never_free()
    (left,) = proposed(programme).left_out
    assert left.relaxation is not None
    assert left.relaxation.edit is not None
    then = after(programme, left.relaxation.edit)
    assert frozenset({"Ada", "X"}) in met(then)
    assert not new_blocking(programme, left.relaxation.edit)


def test_one_table_more_lets_another_be_held() -> None:
    people = [delegation(name) for name in "AB"]
    programme = base(
        *people, *(actor(f"X{p.id}") for p in people),
        *(wish(p.id, wanted_host_id=f"X{p.id}") for p in people),
    )  # fmt: skip
    options = replace(MORNING, last=time(9, 20), tables=1)
    found = proposed(programme, options)
    (left,) = found.left_out
    assert str(left.relaxation and left.relaxation.phrase) == "one table more"
    assert "as good" in str(left.dearer)
    assert not proposed(programme, replace(options, tables=2)).left_out


def test_what_is_dearer_says_by_how_much() -> None:
    wishes = [wish("Ada", n, wanted_host_id=f"Y{n}") for n in (1, 3)]
    programme = base(delegation("Ada", 1), *(actor(f"Y{n}") for n in (1, 3)), *wishes)
    (left,) = proposed(programme, replace(MORNING, last=time(9, 20))).left_out
    assert str(left.dearer) == "The best plan with it is 8 points worse"


def test_an_interpreter_is_asked_for_where_no_language_is_shared() -> None:
    programme = base(
        delegation("Ada", languages=("en",)),
        actor("X", languages=("fr",)),
        wish("Ada", wanted_host_id="X"),
    )
    assert "they share no language" in texts(proposed(programme).items[0].brings)


# -- the proposal ------------------------------------------------------------------------------


def test_the_edit_is_the_same_each_time() -> None:
    found = proposed(asked())
    assert found.edit(found.everything) == found.edit(found.everything)
    assert not found.edit(frozenset())


def test_a_proposal_can_be_pickled() -> None:
    found = proposed(asked())
    again = pickle.loads(pickle.dumps(found))
    assert again.edit(again.everything) == found.edit(found.everything)


@pytest.mark.parametrize("keep", list(Keep))
def test_applied_to_the_demo_nothing_blocking_is_new(keep: Keep) -> None:
    programme = demo_programme()
    found = proposed(programme, MeetingOptions(keep=keep, minutes=30))
    assert found.everything
    for proposal in (found, *found.alternatives):
        assert not new_blocking(programme, proposal.edit(proposal.everything))


def test_it_runs_in_a_process_of_its_own() -> None:
    entry = "planner.propose.meetings:propose_meetings"
    with Job(entry, (asked(), MORNING), seconds=30) as job:
        found = job.result()
    assert len(meetings(applied(found))) == 1


def test_only_requests_of_some_delegations() -> None:
    programme = asked(delegation("Bob"), wish("Bob", wanted_host_id="X"))
    then = applied(proposed(programme, replace(MORNING, delegations=("Bob",))))
    assert set(met(then)) == {frozenset({"Bob", "X"})}


def test_alternatives_leave_the_fullest_day_free() -> None:
    wishes = [wish("Ada", 2, wanted_host_id=f"Y{n}") for n in range(3)]
    programme = base(delegation("Ada", 1), *(actor(f"Y{n}") for n in range(3)), *wishes)
    options = replace(MORNING, days=(), alternatives=1)
    found = proposed(programme, options)
    (other,) = found.alternatives
    days = {m.start.date() for m in meetings(applied(found)) if m.start}
    others = {m.start.date() for m in meetings(applied(other)) if m.start}
    assert len(others) == 1
    assert days != others


# -- bad input ---------------------------------------------------------------------------------


def test_nobody_has_asked() -> None:
    found = proposed(base(delegation("Ada")))
    assert "Nobody has asked for a meeting" in texts(found.notes)
    assert not found.everything


def test_nobody_comes() -> None:
    found = proposed(base(delegation("Ada", status=DelegationStatus.CANCELLED)))
    assert "No delegation comes" in texts(found.notes)


def test_no_slot() -> None:
    found = proposed(asked(), replace(MORNING, last=time(9, 10)))
    assert "There is no slot" in texts(found.notes)
    assert "no slot with a free table" in texts(found.left_out[0].because)


def test_a_meeting_of_three_is_left_to_the_organiser() -> None:
    rows = meeting("m1", "Ada", "X", None)
    interpreter = actor("I", kind=HostKind.INTERPRETER)
    programme = base(delegation("Ada"), actor("X"), interpreter, *rows, hosts("I", "m1"))
    assert "is not of two" in texts(proposed(programme).notes)
