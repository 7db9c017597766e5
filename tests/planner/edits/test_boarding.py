"""Who is on board of which circuit."""

from dataclasses import dataclass

import pytest

from planner.edits.boarding import (
    board_delegate,
    board_delegation,
    move_guest,
    rivals,
    unboard_delegate,
    unboard_delegation,
)
from planner.edits.core import Edit
from planner.entities import Boarding, Delegate, Delegation, Tour
from planner.errors import PlannerError
from planner.programme import Programme, count_heads
from tests.build import Build


@dataclass
class Circuits:
    """Two circuits on one date, a third on the next; Hamar with three names is on the first."""

    plan: Build
    east: Tour
    west: Tour
    later: Tour
    hamar: Delegation
    people: list[Delegate]
    boarding: Boarding


@pytest.fixture
def circuits() -> Circuits:
    plan = Build()
    east, west, later = plan.tour("East"), plan.tour("West"), plan.tour("Later")
    for tour, day in ((east, 23), (west, 23), (later, 24)):
        plan.tour_day(tour, day)
    hamar = plan.delegation("Hamar", heads=3)
    people = [plan.delegate(hamar, name, position=n) for n, name in enumerate("ABC")]
    boarding = plan.boards(east, hamar)
    return Circuits(plan, east, west, later, hamar, people, boarding)


def on_board(programme: Programme, tour: Tour) -> list[tuple[str, int | None]]:
    """Delegations and delegates on a circuit by name, with their heads."""
    found = []
    for party in programme.on_board(tour.id):
        person = programme.delegates.get(party.delegate_id or "")
        delegation = programme.delegations.get(party.delegation_id or "")
        name = person.name if person else delegation.name if delegation else party.guest or ""
        found.append((name, party.heads))
    return sorted(found)


def after(circuits: Circuits, edit: Edit) -> Programme:
    return circuits.plan.programme().apply(edit.changes)


def test_circuits_of_one_date_are_rivals(circuits: Circuits) -> None:
    assert rivals(circuits.plan.programme(), circuits.east.id) == (circuits.west.id,)


def test_a_delegation_changes_circuits_in_one_step(circuits: Circuits) -> None:
    edit = board_delegation(circuits.plan.programme(), circuits.west.id, circuits.hamar.id)
    programme = after(circuits, edit)
    assert on_board(programme, circuits.east) == []
    assert on_board(programme, circuits.west) == [("Hamar", 3)]


def test_a_circuit_on_another_date_is_one_more(circuits: Circuits) -> None:
    edit = board_delegation(circuits.plan.programme(), circuits.later.id, circuits.hamar.id)
    programme = after(circuits, edit)
    assert on_board(programme, circuits.east) == on_board(programme, circuits.later)


def test_some_of_a_delegation_leave_the_others_where_they_are(circuits: Circuits) -> None:
    edit = board_delegation(circuits.plan.programme(), circuits.west.id, circuits.hamar.id, 2)
    programme = after(circuits, edit)
    assert on_board(programme, circuits.west) == [("Hamar", 2)]
    assert on_board(programme, circuits.east) == [("Hamar", 3)]


def test_as_many_heads_as_there_are_is_the_whole_delegation(circuits: Circuits) -> None:
    edit = board_delegation(circuits.plan.programme(), circuits.west.id, circuits.hamar.id, 3)
    programme = after(circuits, edit)
    assert on_board(programme, circuits.east) == []
    assert [b.heads for b in programme.boardings.values()] == [None]


def test_the_whole_delegation_takes_the_place_of_its_names(circuits: Circuits) -> None:
    circuits.plan.boards(circuits.west, circuits.people[0])
    edit = board_delegation(circuits.plan.programme(), circuits.west.id, circuits.hamar.id)
    assert on_board(after(circuits, edit), circuits.west) == [("Hamar", 3)]


def test_one_delegate_changes_circuits_and_the_others_stay_by_name(circuits: Circuits) -> None:
    edit = board_delegate(circuits.plan.programme(), circuits.west.id, circuits.people[1].id)
    programme = after(circuits, edit)
    assert on_board(programme, circuits.east) == [("A", 1), ("C", 1)]
    assert on_board(programme, circuits.west) == [("B", 1)]


def test_nobody_gets_lost_when_a_delegation_is_split(circuits: Circuits) -> None:
    edit = board_delegate(circuits.plan.programme(), circuits.west.id, circuits.people[1].id)
    programme = after(circuits, edit)
    tours = (circuits.east, circuits.west)
    assert sum(count_heads(programme.on_board(t.id))[0] for t in tours) == 3


def test_people_without_a_name_cannot_be_split_off(circuits: Circuits) -> None:
    circuits.plan.change(circuits.hamar, head_count=5)
    programme = circuits.plan.programme()
    with pytest.raises(PlannerError, match="Some people of Hamar have no name"):
        board_delegate(programme, circuits.west.id, circuits.people[1].id)


def test_a_number_of_heads_cannot_be_split_by_name(circuits: Circuits) -> None:
    circuits.plan.change(circuits.boarding, heads=2)
    programme = circuits.plan.programme()
    with pytest.raises(PlannerError, match="have no name"):
        unboard_delegate(programme, circuits.east.id, circuits.people[1].id)


def test_a_delegate_on_board_already_is_not_put_there_twice(circuits: Circuits) -> None:
    programme = circuits.plan.programme()
    assert not board_delegate(programme, circuits.east.id, circuits.people[0].id)


def test_taking_a_delegation_off_takes_its_names_too(circuits: Circuits) -> None:
    circuits.plan.boards(circuits.west, circuits.people[0])
    edit = unboard_delegation(circuits.plan.programme(), circuits.west.id, circuits.hamar.id)
    assert on_board(after(circuits, edit), circuits.west) == []


def test_a_delegate_taken_off_leaves_the_others(circuits: Circuits) -> None:
    edit = unboard_delegate(circuits.plan.programme(), circuits.east.id, circuits.people[0].id)
    assert on_board(after(circuits, edit), circuits.east) == [("B", 1), ("C", 1)]


def test_guests_change_circuits_with_their_heads(circuits: Circuits) -> None:
    press = circuits.plan.boards(circuits.east, "Press", heads=2)
    programme = after(circuits, move_guest(circuits.plan.programme(), circuits.west.id, press.id))
    assert on_board(programme, circuits.west) == [("Press", 2)]
