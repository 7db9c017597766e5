"""Which items and delegations the matrix shows, in which order, and what its cells say."""

import pytest

from planner.entities import Activity, Delegation, Field
from screens.state import State
from screens.visit_filter import CityOrder, ItemOrder, Shown, VisitFilter, following
from screens.visit_sheet import TurnedSheet, VisitSheet, city_layout, item_layout
from screens.widgets.list_rows import Line
from tests.build import Build, fri, thu


def sheet_of(plan: Build, wanted: VisitFilter = VisitFilter()) -> VisitSheet:  # noqa: B008 - frozen
    return VisitSheet(State(plan.programme()), wanted, item_layout())


def titles(plan: Build, wanted: VisitFilter) -> list[str]:
    return [item.title for item in sheet_of(plan, wanted).items]


def cities(plan: Build, wanted: VisitFilter) -> list[str]:
    return [delegation.name for delegation in sheet_of(plan, wanted).delegations]


def text_of(line: Line) -> str:
    return "".join(run.text for run in line)


def with_field(plan: Build, name: str, field_id: str) -> Delegation:
    delegation = plan.delegation(name)
    plan.add(Field(field_id, field_id.title(), field_id.title()))
    plan.change(plan.rows[delegation.city_id], field_id=field_id)
    return delegation


@pytest.fixture
def plan() -> Build:
    return Build()


def test_too_short_a_way_has_its_own_sign_and_is_named_with_its_minutes(plan: Build) -> None:
    caen, here, there = plan.delegation("Caen"), plan.site("Here"), plan.site("There")
    plan.travel(here, there, 30)
    plan.session("Before", thu("09:00"), 60, here, caen)
    talk = plan.session("Talk", thu("10:10"), 30, there)
    late = plan.session("Late", thu("10:35"), 30, there)
    sheet = sheet_of(plan)
    assert sheet.cell(talk.id, caen.id).text == "»"
    ((entry, short),) = sheet.cells.tight(talk, caen.id)
    assert (entry.activity.title, short) == ("Before", 25)
    assert sheet.cell(late.id, caen.id).text == ""


def test_the_way_to_what_comes_after_counts_too(plan: Build) -> None:
    caen, here, there = plan.delegation("Caen"), plan.site("Here"), plan.site("There")
    plan.travel(here, there, 30)
    talk = plan.session("Talk", thu("09:00"), 60, here)
    plan.session("After", thu("10:10"), 60, there, caen)
    assert sheet_of(plan).cell(talk.id, caen.id).text == "»"


def test_totals_count_items_taken_and_wishes_that_wait(plan: Build) -> None:
    caen = plan.delegation("Caen")
    taken = plan.session("Taken", thu("09:00"), 60, None, caen)
    plan.session("By name", thu("11:00"), 60, None, plan.delegate(caen))
    plan.wish(caen, activity_id=taken)
    plan.wish(caen, activity_id=plan.session("Wished", thu("14:00")))
    assert sheet_of(plan).head(caen.id).text == "2☆1"


def test_free_to_take_leaves_out_what_is_full_busy_or_taken(plan: Build) -> None:
    caen = plan.delegation("Caen", heads=3)
    other = plan.delegation("Other", heads=5)
    plan.session("Taken", thu("09:00"), 60, None, caen)
    plan.session("Same time", thu("09:30"), 60)
    plan.session("Full", thu("14:00"), 60, None, other, capacity=5)
    plan.session("Free", thu("16:00"), 60)
    assert titles(plan, VisitFilter(delegation_id=caen.id, shown=Shown.FREE)) == ["Free"]


def test_items_stand_by_title_wishes_or_seats_within_their_day(plan: Build) -> None:
    caen = plan.delegation("Caen", heads=3)
    plan.session("Zebra", thu("09:00"), 60, capacity=50)
    plan.session("Apple", thu("11:00"), 60, capacity=5)
    plan.wish(caen, 1, activity_id=plan.session("Moss", thu("14:00"), 60, None, caen, capacity=6))
    plan.session("Ant", fri("09:00"), 60)
    assert titles(plan, VisitFilter(items=ItemOrder.TITLE)) == ["Apple", "Moss", "Zebra", "Ant"]
    assert titles(plan, VisitFilter(items=ItemOrder.WISHED))[0] == "Moss"
    assert titles(plan, VisitFilter(items=ItemOrder.SEATS))[:3] == ["Zebra", "Apple", "Moss"]


def test_delegations_of_one_field_can_be_shown_alone(plan: Build) -> None:
    with_field(plan, "Caen", "film")
    with_field(plan, "Hamar", "music")
    assert cities(plan, VisitFilter(field_id="film")) == ["Caen"]


def test_delegations_stand_by_name_field_or_fewest_items(plan: Build) -> None:
    caen = with_field(plan, "Caen", "music")
    with_field(plan, "Hamar", "film")
    plan.session("Talk", thu("09:00"), 60, None, caen)
    assert cities(plan, VisitFilter()) == ["Caen", "Hamar"]
    assert cities(plan, VisitFilter(cities=CityOrder.FIELD)) == ["Hamar", "Caen"]
    assert cities(plan, VisitFilter(cities=CityOrder.FEWEST)) == ["Hamar", "Caen"]


def test_after_the_last_choice_comes_the_first() -> None:
    assert following(Shown.TAKEN) is Shown.ALL


def test_turned_round_a_delegation_is_a_row_with_the_same_cells(plan: Build) -> None:
    caen = with_field(plan, "Caen", "music")
    talk: Activity = plan.session("Talk", thu("09:00"), 60, None, caen)
    plain = sheet_of(plan)
    turned = TurnedSheet(State(plan.programme()), VisitFilter(), city_layout())
    assert [row.key for row in turned.rows] == [caen.id]
    assert [column.id for column in turned.columns] == [talk.id]
    assert turned.columns[0].title == "24 09:00"
    assert turned.head(talk.id).text == "Talk"
    assert turned.cell(caen.id, talk.id) == plain.cell(talk.id, caen.id)
    assert text_of(turned.rows[0].lines(80)[0]).split() == ["Caen", "4", "1", "Music"]
