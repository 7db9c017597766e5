"""Whether somebody is free at the time of an activity."""

import pytest

from planner.availability import Is, availability
from tests.build import Build, fri, sun, thu


def test_with_nothing_else_on_a_delegation_is_free() -> None:
    plan = Build()
    here = plan.delegation(arrival=thu("09:00"), departure=sun("12:00"))
    talk = plan.session("Talk", fri("14:00"), 60)
    assert availability(plan.programme(), here.id, talk).state is Is.FREE


def test_without_arrival_or_departure_nobody_can_be_sure() -> None:
    plan = Build()
    here = plan.delegation(arrival=thu("09:00"))
    talk = plan.session("Talk", fri("14:00"), 60)
    assert availability(plan.programme(), here.id, talk).state is Is.UNSURE


@pytest.mark.parametrize(
    ("begin", "minutes", "state"),
    [
        ("13:00", 60, Is.FREE),
        ("13:01", 60, Is.BUSY),
        ("14:30", 5, Is.BUSY),
        ("15:00", 60, Is.FREE),
    ],
    ids=["ends as it begins", "ends a minute later", "inside", "begins as it ends"],
)
def test_something_else_at_that_time_keeps_busy(begin: str, minutes: int, state: Is) -> None:
    plan = Build()
    here = plan.delegation(arrival=thu("09:00"), departure=sun("12:00"))
    plan.visit("Visit", fri(begin), minutes, None, here)
    talk = plan.session("Talk", fri("14:00"), 60)
    assert availability(plan.programme(), here.id, talk).state is state


def test_who_arrives_later_is_not_there_yet() -> None:
    plan = Build()
    here = plan.delegation(arrival=fri("14:01"), departure=sun("12:00"))
    talk = plan.session("Talk", fri("14:00"), 60)
    found = availability(plan.programme(), here.id, talk)
    assert found.state is Is.NOT_YET
    assert str(found.words(plan.programme())) == "arrives Fri 25 Oct 14:01"


def test_who_leaves_before_the_end_is_gone() -> None:
    plan = Build()
    here = plan.delegation(arrival=thu("09:00"), departure=fri("14:59"))
    talk = plan.session("Talk", fri("14:00"), 60)
    assert availability(plan.programme(), here.id, talk).state is Is.GONE


def test_in_the_repeated_hour_the_pass_counts() -> None:
    plan = Build()
    leaves = plan.delegation(arrival=thu("09:00"), departure=sun("02:30"))
    night = plan.session("Night", sun("02:00", fold=1), 20)
    assert availability(plan.programme(), leaves.id, night).state is Is.GONE


def test_a_delegates_own_departure_counts_before_that_of_the_delegation() -> None:
    plan = Build()
    here = plan.delegation(arrival=thu("09:00"), departure=sun("12:00"))
    early = plan.delegate(here, departure=fri("10:00"))
    talk = plan.session("Talk", fri("14:00"), 60)
    assert availability(plan.programme(), early.id, talk).state is Is.GONE


def test_a_delegate_is_busy_with_what_the_delegation_does() -> None:
    plan = Build()
    here = plan.delegation(arrival=thu("09:00"), departure=sun("12:00"))
    person = plan.delegate(here)
    plan.visit("Visit", fri("14:00"), 60, None, here)
    talk = plan.session("Talk", fri("14:00"), 60)
    found = availability(plan.programme(), person.id, talk)
    assert str(found.words(plan.programme())) == "busy: Visit 14:00–15:00"


def test_the_activity_itself_and_its_parts_keep_nobody_busy() -> None:
    plan = Build()
    here = plan.delegation(arrival=thu("09:00"), departure=sun("12:00"))
    table = plan.round_table("Table", fri("14:00"), 60, None, here)
    part = plan.part(table, 10, here)
    programme = plan.programme()
    assert availability(programme, here.id, table).state is Is.FREE
    assert availability(programme, here.id, part).state is Is.FREE


def test_free_time_keeps_nobody_busy() -> None:
    plan = Build()
    here = plan.delegation(arrival=thu("09:00"), departure=sun("12:00"))
    plan.free("Free", fri("13:00"), 180, None, here)
    talk = plan.session("Talk", fri("14:00"), 60)
    assert availability(plan.programme(), here.id, talk).state is Is.FREE


def test_hosts_live_here() -> None:
    plan = Build()
    host = plan.host()
    talk = plan.session("Talk", fri("14:00"), 60)
    assert availability(plan.programme(), host.id, talk).state is Is.FREE


def test_for_an_activity_without_a_time_nothing_can_be_said() -> None:
    plan = Build()
    here = plan.delegation()
    talk = plan.session("Talk")
    assert availability(plan.programme(), here.id, talk).state is Is.NO_TIME
