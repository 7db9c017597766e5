"""Delegations and their members."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import DelegationStatus
from planner.edits.people import (
    country_language,
    new_delegate,
    new_delegation,
    next_status,
    reorder_delegate,
)
from planner.entities import City
from planner.errors import PlannerError
from planner.validate import problems
from tests.build import Build


def test_a_new_delegation_bears_its_citys_name_and_is_invited() -> None:
    plan = Build()
    city = plan.add(City("viborg", "viborg", "Viborg", "DK"))
    made = new_delegation(plan.programme(), city.id)
    assert (made.name, made.city_id, made.status) == ("Viborg", "viborg", DelegationStatus.INVITED)
    assert made.edition_id == plan.edition.id
    assert problems(plan.programme(), made) == {}


@pytest.mark.parametrize(
    ("country", "language"),
    [("DK", "da"), ("NO", "nb"), ("DE", "de"), ("IT", "it"), ("RS", "sr"), ("GE", "ka"),
     ("FR", "fr"), ("GB", "en"), ("US", "en"), ("BE", None), ("CA", None), ("CH", None),
     ("JP", None), ("IE", None), (None, None), ("ZZ", None)],
)  # fmt: skip
def test_a_language_is_suggested_only_where_the_country_leaves_no_doubt(
    country: str | None, language: str | None
) -> None:
    assert country_language(country) == language


def test_without_certainty_documents_are_in_the_editions_language() -> None:
    plan = Build()
    plan.set_edition(language="fr")
    plan.add(City("kortrijk", "kortrijk", "Kortrijk", "BE"))
    assert new_delegation(plan.programme(), "kortrijk").document_language == "fr"


def test_a_city_that_is_gone_gives_a_sentence() -> None:
    with pytest.raises(PlannerError):
        new_delegation(Build().programme(), "nowhere")


def test_the_status_goes_round_and_says_so() -> None:
    plan = Build()
    row = plan.delegation("Caen", status=DelegationStatus.INVITED)
    seen = []
    programme = plan.programme()
    for _ in range(4):
        made = next_status(programme, row.id)
        programme = programme.apply(made.changes)
        seen.append(programme.delegations[row.id].status)
    assert seen == [
        DelegationStatus.ACCEPTED,
        DelegationStatus.DECLINED,
        DelegationStatus.CANCELLED,
        DelegationStatus.INVITED,
    ]
    assert str(made.label) == "delegation “Caen”: cancelled → invited"


def test_a_new_member_comes_last() -> None:
    plan = Build()
    row = plan.delegation()
    plan.delegate(row, "Ana", position=1)
    plan.delegate(row, "Giorgi", position=7)
    made = new_delegate(plan.programme(), row.id)
    assert made.position == 8
    assert made.delegation_id == row.id


@pytest.mark.parametrize(
    ("name", "places", "expected"),
    [
        ("Ana", 1, "Bob Ana Cai"),
        ("Cai", -1, "Ana Cai Bob"),
        ("Ana", 5, "Bob Cai Ana"),
        ("Cai", -9, "Cai Ana Bob"),
    ],
    ids=["down", "up", "past-the-end", "past-the-start"],
)
def test_members_move_up_and_down(name: str, places: int, expected: str) -> None:
    plan = Build()
    row = plan.delegation()
    ids = {n: plan.delegate(row, n).id for n in ("Ana", "Bob", "Cai")}  # all at position 0
    programme = plan.programme()
    made = reorder_delegate(programme, ids[name], places)
    after = programme.apply(made.changes).delegates_of[row.id]
    assert " ".join(d.name for d in after) == expected


@pytest.mark.parametrize(("name", "places"), [("Ana", -1), ("Cai", 1)])
def test_moving_past_an_end_changes_nothing(name: str, places: int) -> None:
    plan = Build()
    row = plan.delegation()
    ids = {n: plan.delegate(row, n).id for n in ("Ana", "Bob", "Cai")}
    assert not reorder_delegate(plan.programme(), ids[name], places)


def test_members_of_other_delegations_stay_where_they_are() -> None:
    plan = Build()
    one, other = plan.delegation("Caen"), plan.delegation("Modena")
    first, _second = plan.delegate(one, "Ana"), plan.delegate(one, "Bob")
    plan.delegate(other, "Cai")
    made = reorder_delegate(plan.programme(), first.id, 1)
    assert {c.id for c in made.changes} <= {d for d in plan.rows if d.startswith("delegate-")}
    assert all(getattr(c.after, "delegation_id", "") == one.id for c in made.changes)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.data())
def test_reordering_keeps_everybody_and_undoes(positions: list[int], data: st.DataObject) -> None:
    plan = Build()
    row = plan.delegation()
    people = [plan.delegate(row, f"P{n}", position=p) for n, p in enumerate(positions)]
    who = data.draw(st.sampled_from(people))
    programme = plan.programme()
    made = reorder_delegate(programme, who.id, data.draw(st.integers(-7, 7)))
    after = programme.apply(made.changes)
    assert {d.id for d in after.delegates_of[row.id]} == {d.id for d in people}
    back = after.apply(c.inverse() for c in reversed(made.changes))
    assert back.delegates_of[row.id] == programme.delegates_of[row.id]
