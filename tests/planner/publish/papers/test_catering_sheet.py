"""The catering sheet: numbers that add up, and no names."""

from collections.abc import Callable
from typing import Any

import pytest

from models.words import ActivityStatus
from planner.programme import Programme
from planner.publish.items import Heads
from planner.publish.labels import Labels
from planner.publish.papers.catering_sheet import (
    MOST_COLUMNS,
    CateringSheet,
    catering_sheet_words,
)
from planner.publish.workbook_catering import catering_table
from tests.bench.generate import large_programme
from tests.build import Build, sun, thu, wed
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import HOSTILE, in_order, squeezed


def sheet(programme: Programme) -> CateringSheet:
    found = catering_sheet_words(team_copy(programme))
    assert found is not None
    return found


def lunch_for(*diets: str | None, heads: int | None = None) -> Build:
    """A delegation of people with these diets at one lunch."""
    plan = Build()
    caen = plan.delegation("Caen", heads=heads)
    for n, diet in enumerate(diets):
        plan.delegate(caen, f"Person {n}", diet=diet)
    plan.meal("Lunch", wed("12:00"), 60, plan.site("Brasserie"), caen)
    return plan


def test_an_edition_without_meals_has_no_sheet() -> None:
    plan = Build()
    plan.visit("Visit", wed("10:00"), 60, None, plan.delegation("Caen"))
    assert catering_sheet_words(team_copy(plan.programme())) is None


def test_a_meal_has_its_covers_diets_and_those_who_have_not_answered() -> None:
    found = sheet(lunch_for("Vegan", "vegan ", "Halal", None, heads=6).programme())
    assert found.columns == ("Halal", "Vegan", "Not stated")
    ((meal,),) = (day.meals for day in found.days)
    assert (meal.time, meal.title, meal.place) == ("12:00–13:00", "Lunch", "Brasserie")
    assert (meal.covers, meal.counts, meal.others) == ("6", ("1", "2", "3"), "")


def test_covers_of_which_some_are_unknown_are_a_least_number() -> None:
    plan = lunch_for(heads=4)
    hamar = plan.delegation("Hamar", heads=None)
    plan.meal("Dinner", wed("19:00"), 60, None, hamar, plan.rows["delegation-caen"])
    plan.meal("Brunch", thu("10:00"), 60, None, hamar)
    plan.meal("Nobody", thu("12:00"), 60)
    found = sheet(plan.programme())
    covers = [meal.covers for day in found.days for meal in day.meals]
    assert covers == ["4", "at least 4", "not known yet", "0"]
    assert found.covers == "at least 8"


def test_rare_and_long_diets_are_told_below_the_meal_and_still_add_up() -> None:
    usual = [f"Diet {n}" for n in range(MOST_COLUMNS)] * 2
    long = "Nothing that has ever seen a nut from afar"
    found = sheet(lunch_for(*usual, "Rare", long).programme())
    assert found.columns == (*usual[:MOST_COLUMNS], "Other diets", "Not stated")
    ((meal,),) = (day.meals for day in found.days)
    assert meal.others == f"Other diets: {long} 1, Rare 1"
    assert sum(int(count or 0) for count in meal.counts) == int(meal.covers) == len(usual) + 2


@pytest.mark.parametrize(
    "make", [demo, pytest.param(large_programme, marks=pytest.mark.slow)], ids=["demo", "large"]
)
def test_the_numbers_are_those_of_the_workbook(make: Callable[[], Programme]) -> None:
    plan = make()
    copy = team_copy(plan)
    found = sheet(plan)
    meals = [meal for day in found.days for meal in day.meals]
    kept = {meal_id for meal_id, a in plan.activities.items() if a.kind == "meal"}
    table = catering_table(plan, Labels("en"), [i for i in copy.items if i.key in kept])
    assert len(meals) == len(table.rows) > 0
    for meal, row in zip(meals, table.rows, strict=True):
        heads, *counts = row[5:]
        by_diet = zip(table.columns[6:], counts, strict=True)
        expected = {column.heading: n for column, n in by_diet if n}
        told = {c: int(n) for c, n in zip(found.columns, meal.counts, strict=True) if n}
        assert isinstance(heads, Heads)
        assert meal.covers == str(heads.number)
        assert told == expected


def test_totals_are_the_sums_of_their_columns() -> None:
    found = sheet(demo())
    meals = [meal for day in found.days for meal in day.meals]
    columns = zip(*(meal.counts for meal in meals), strict=True)
    assert [sum(int(n or 0) for n in column) for column in columns] == [
        int(n or 0) for n in found.totals
    ]
    assert sum(map(int, found.totals)) == int(found.covers)


def test_nobody_is_named() -> None:
    text = "".join(pages("catering-sheet", demo()))
    rows: tuple[Any, ...] = (
        *demo().delegates.values(),
        *demo().hosts.values(),
        *demo().organisers.values(),
    )
    sites = squeezed(" ".join(site.name for site in demo().sites.values()))
    names = [row.name for row in rows if squeezed(row.name) not in sites]
    names += [d.name for d in demo().delegations.values()]
    assert len(names) > 40
    assert [name for name in names if squeezed(name) in text] == []


def test_days_and_meals_stand_in_order_of_time() -> None:
    words = [w for day in sheet(demo()).days for w in (day.heading, *(m.title for m in day.meals))]
    found = pages("catering-sheet", demo())
    assert len(found) == 1
    assert in_order(words, found[0])


def test_what_is_not_sure_or_has_changed_is_marked() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    meal = plan.meal("Lunch", wed("12:00"), 60, None, caen, status=ActivityStatus.REQUESTED)
    found = catering_sheet_words(team_copy(plan.programme(), frozenset({meal.id})))
    assert found is not None
    assert found.days[0].meals[0].badges == ("Changed", "To be confirmed")


def test_a_meal_in_the_repeated_hour_tells_the_zone() -> None:
    plan = Build()
    plan.meal("Snack", sun("02:15"), 30, None, plan.delegation("Caen"))
    assert sheet(plan.programme()).days[0].meals[0].time == "02:15 CEST–02:45 CEST"


def test_hostile_diets_and_titles_are_printed_as_they_are_typed() -> None:
    plan = lunch_for(*HOSTILE)
    for n, text in enumerate(HOSTILE):
        plan.meal(text, thu("08:00").replace(hour=8 + n), 40, plan.site(text))
    result = printed("catering-sheet", plan.programme())
    assert [w for w in result.warnings if "screen readers" in w.text()] == []
    text = "".join(pages("catering-sheet", plan.programme()))
    assert [t for t in HOSTILE if t.isascii() and squeezed(t) not in text] == []


def test_forty_meals_a_day_repeat_the_head_and_the_day() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    for n in range(40):
        hour, minute = divmod(480 + 20 * n, 60)
        plan.meal(f"Sitting {n:02}", wed(f"{hour:02}:{minute:02}"), 20, None, caen)
    found = pages("catering-sheet", plan.programme())
    assert len(found) == 2
    assert all("Wednesday23October" in page and "Covers" in page for page in found)
