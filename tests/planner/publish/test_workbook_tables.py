"""What stands in the sheets of the workbook, and that the figures add up."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import DelegationStatus, TravelMode
from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.diets import diets_at
from tests.build import Build, fri, tue, wed
from tests.planner.checks.large import large
from tests.planner.publish.workbooks import column, rows_of, workbook_of


def filled(row: dict[str, Any]) -> dict[str, Any]:
    return {heading: value for heading, value in row.items() if value != ""}


def test_delegations_stand_side_by_side_and_what_is_at_the_same_time_in_one_row() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar", heads=4)
    hub = plan.site("Hub")
    plan.visit("Together", wed("10:00"), 60, hub, caen, hamar)
    plan.joins(plan.visit("Some", wed("12:00"), 60), hamar, heads=2)
    plan.visit("Apart", wed("12:00"), 60, None, caen)
    plan.visit("Longer", wed("12:00"), 90, None, caen)
    plan.session("Nobody yet", wed("14:00"), 60)
    rows = rows_of(workbook_of(plan.programme()), "Master schedule")
    assert [(row["Start"], row["End"]) for row in rows] == [
        (time(10), time(11)),
        (time(12), time(13)),
        (time(12), time(13, 30)),
        (time(14), time(15)),
    ]
    assert [list(filled(row).items())[3:] for row in rows] == [
        [("Caen", "Together\nHub"), ("Hamar", "Together\nHub")],
        [("Caen", "Apart"), ("Hamar", "Some\nParticipants: 2")],
        [("Caen", "Longer")],
        [("No delegation yet", "Nobody yet")],
    ]


def test_blockers_and_the_tray_stay_in_the_house() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("Shown", wed("10:00"), 60, None, caen)
    plan.blocker("Briefing", wed("09:00"), 60, None, caen)
    plan.transfer(None, 60, None, None, caen)
    plan.meal("Unplaced", None, 60, None, caen)
    content = workbook_of(plan.programme())
    assert column(content, "Master schedule", "Caen") == ["Shown"]
    assert rows_of(content, "Transport") == rows_of(content, "Catering") == []


def test_a_participant_has_what_the_team_needs_to_know() -> None:
    plan = Build()
    hotel = plan.site("Hôtel")
    values = {"arrival": tue("10:00"), "departure": fri("11:00"), "hotel_id": hotel.id}
    caen = plan.delegation("Caen", heads=3, languages=("fr",), **values)
    plan.delegate(
        caen, "Нина", latin_name="Nina", role="Mayor", email="n@x.example", phone="+33 1",
        languages=("fr", "ka"), diet="Vegan", access_needs="Front row", step_free=True,
        arrival=tue("19:30"),
    )  # fmt: skip
    named, unnamed = rows_of(workbook_of(plan.programme()), "Participants")
    assert {name: str(value) for name, value in named.items()} == {
        "Delegation": "Caen",
        "Name": "Нина",
        "In Latin letters": "Nina",
        "Role": "Mayor",
        "E-mail": "n@x.example",
        "Phone": "+33 1",
        "Languages": "French, Georgian",
        "Arrival": "2024-10-22 19:30:00",
        "Departure": "2024-10-25 11:00:00",
        "Hotel": "Hôtel",
        "Diet": "Vegan",
        "Access needs": "step-free access, Front row",
        "Number of people": "1.0",
    }
    assert {name: str(value) for name, value in filled(unnamed).items()} == {
        "Delegation": "Caen",
        "Name": "(no name yet)",
        "Languages": "French",
        "Arrival": "2024-10-22 10:00:00",
        "Departure": "2024-10-25 11:00:00",
        "Hotel": "Hôtel",
        "Number of people": "2.0",
    }


def test_who_has_declined_is_no_participant_and_who_is_uncounted_is_one() -> None:
    plan = Build()
    plan.delegate(plan.delegation("Modena", status=DelegationStatus.DECLINED), "Ana")
    plan.delegation("Hamar", heads=None)
    (row,) = rows_of(workbook_of(plan.programme()), "Participants")
    assert filled(row) == {
        "Delegation": "Hamar",
        "Name": "(no name yet)",
        "Number of people": "not known yet",
    }


def test_a_transfer_tells_who_drives_whom_from_where_to_where() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=3)
    plan.delegate(caen, "Ana", step_free=True)
    plan.delegation("Hamar")
    coach = plan.vehicle("Coach A", 30, driver="Rémy", driver_phone="+32 1")
    day = plan.tour_day(plan.tour("East", coach, caen))
    namur, hub = plan.site("Namur"), plan.site("Hub")
    plan.transfer(
        wed("08:00"), 60, namur, hub, tour_day_id=day, mode=TravelMode.COACH, meeting_point="Porch"
    )
    plan.transfer(wed("10:00"), 10, hub, None, tour_day_id=day, mode=TravelMode.WALK)
    ride, walk = rows_of(workbook_of(plan.programme()), "Transport")
    assert list(ride.values())[3:] == [
        "Namur", "Hub", "Porch", "Coach", "Coach A", "Rémy", "+32 1", 3.0, 30.0, 1.0, 1.0, "Caen",
    ]  # fmt: skip
    assert list(walk.values())[3:] == [
        "Hub", "", "", "On foot", "", "", "", 3.0, "", 1.0, "", "Caen",
    ]  # fmt: skip


def test_a_meal_counts_diets_however_they_are_spelt_and_names_nobody() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen", heads=5), plan.delegation("Hamar", heads=2)
    for name, diet in (("Ana", "Végétarien"), ("Ben", "vegetarien "), ("Cleo", None)):
        plan.delegate(caen, name, diet=diet)
    dora = plan.delegate(hamar, "Dora", diet="Vegan")
    plan.meal("Lunch", wed("12:00"), 60, plan.site("Brasserie"), caen, dora)
    plan.meal("Dinner", wed("19:00"), 60, None, hamar)
    content = workbook_of(plan.programme())
    lunch, dinner = rows_of(content, "Catering")
    assert list(lunch.items())[3:] == [
        ("Meal", "Lunch"), ("Place", "Brasserie"), ("Number of people", 6.0),
        ("Vegan", 1.0), ("Végétarien", 2.0), ("Not stated", 3.0),
    ]  # fmt: skip
    assert list(dinner.values())[5:] == [2.0, 1.0, 0.0, 1.0]
    told = " ".join(str(v) for row in (lunch, dinner) for v in row.values())
    assert not [name for name in ("Ana", "Ben", "Cleo", "Dora", "Caen") if name in told]


def test_of_a_delegation_that_comes_in_part_only_those_named_have_a_diet() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=4)
    ana, _ben = (plan.delegate(caen, name, diet="vegan") for name in ("Ana", "Ben"))
    lunch = plan.meal("Lunch", wed("12:00"), 60, None, ana)
    plan.joins(lunch, caen, heads=2)
    dinner = plan.meal("Dinner", wed("19:00"), 60)
    plan.joins(dinner, caen, heads=2)
    programme = plan.programme()
    assert diets_at(programme, lunch.id) == {"vegan": 1}
    assert diets_at(programme, dinner.id) == {}


def figures_add_up(programme: Programme) -> None:
    content = workbook_of(programme)
    people = column(content, "Participants", "Number of people")
    heads = [programme.heads_of(d.id) or 0 for d in programme.active_delegations]
    assert sum(n for n in people if isinstance(n, float)) == sum(heads)
    transfers = column(content, "Transport", "Number of people")
    assert all(isinstance(n, float | str) for n in transfers)
    for row in rows_of(content, "Catering"):
        values = list(row.values())[5:]
        counts = [n if isinstance(n, float) else 0.0 for n in values]
        assert counts[0] == sum(counts[1:])
        assert min(counts) >= 0


def test_the_figures_of_the_demo_add_up() -> None:
    figures_add_up(demo_programme())


@pytest.mark.slow
def test_the_figures_of_the_whole_network_add_up() -> None:
    figures_add_up(large())


@st.composite
def meals(draw: st.DrawFn) -> Programme:
    """Delegations, some without names or numbers, at two meals in any mixture."""
    plan = Build()
    lunch, dinner = plan.meal("Lunch", wed("12:00"), 60), plan.meal("Dinner", wed("19:00"), 60)
    for city in range(draw(st.integers(0, 3))):
        delegation = plan.delegation(f"City {city}", draw(st.sampled_from((None, 1, 2, 5))))
        diets = draw(st.lists(st.sampled_from((None, "Vegan", "vegan", "Halal", "—")), max_size=3))
        members = [plan.delegate(delegation, f"P{n}", diet=diet) for n, diet in enumerate(diets)]
        for meal in (lunch, dinner):
            if draw(st.booleans()):
                plan.joins(meal, delegation, heads=draw(st.sampled_from((None, 0, 1, 2, 5))))
            for member in members:
                if draw(st.booleans()):
                    plan.joins(meal, member)
    return plan.programme()


@settings(max_examples=60, deadline=None)
@given(meals())
def test_diets_never_add_up_to_more_than_the_people(programme: Programme) -> None:
    figures_add_up(programme)
    for activity_id in programme.activities:
        total = diets_at(programme, activity_id).total()
        assert total <= programme.head_count(activity_id)[0]
