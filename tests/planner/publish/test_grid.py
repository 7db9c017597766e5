"""The master schedule as tables."""

from datetime import date

from planner.programme import Programme
from planner.publish.agenda import by_day, items_for
from planner.publish.grid import MOST_COLUMNS, Cell, DayPlan, Grid, groups
from planner.publish.labels import Labels
from planner.publish.recipients import recipients
from planner.publish.sheet_rows import RowMaker
from tests.build import Build, sun, wed

WEDNESDAY = date(2024, 10, 23)


def plan_of(
    programme: Programme, day: date = WEDNESDAY, changed: frozenset[str] = frozenset()
) -> DayPlan:
    edition = recipients(programme)[-1]
    maker = RowMaker(programme, edition, Labels("en"), changed)
    return DayPlan(
        programme, maker, dict(by_day(items_for(programme, edition), programme.clock))[day]
    )


def grid_of(programme: Programme, day: date = WEDNESDAY) -> Grid:
    return plan_of(programme, day).grid(groups(programme)[0])


def shape(cell: Cell) -> tuple[int, int, int, int]:
    return (cell.x, cell.y, cell.columns, cell.rows)


def titles(cell: Cell) -> list[str]:
    return [entry.title for entry in cell.entries]


def test_what_neighbours_do_together_is_one_wide_cell() -> None:
    plan = Build()
    caen, hamar, viborg = (plan.delegation(name) for name in ("Caen", "Hamar", "Viborg"))
    plan.visit("All", wed("10:00"), 60, None, caen, hamar, viborg)
    plan.visit("Outer", wed("12:00"), 60, None, caen, viborg)
    grid = grid_of(plan.programme())
    assert grid.times == ("10:00", "11:00", "12:00")
    assert [(titles(c), shape(c)) for c in grid.cells] == [
        (["All"], (0, 0, 3, 1)),
        (["Outer"], (0, 2, 1, 1)),
        (["Outer"], (2, 2, 1, 1)),
    ]


def test_neighbours_of_whom_one_comes_with_fewer_people_have_cells_of_their_own() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen", heads=4), plan.delegation("Hamar", heads=4)
    visit = plan.visit("Both", wed("10:00"), 60, None, caen)
    plan.joins(visit, hamar, heads=2)
    grid = grid_of(plan.programme())
    assert [(c.entries[0].who, shape(c)) for c in grid.cells] == [
        ("", (0, 0, 1, 1)),
        ("Participants: 2", (1, 0, 1, 1)),
    ]


def test_a_long_item_stands_beside_the_short_ones_of_others() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    plan.visit("Long", wed("10:00"), 120, None, caen)
    plan.visit("First", wed("10:00"), 30, None, hamar)
    plan.visit("Second", wed("11:00"), 60, None, hamar)
    grid = grid_of(plan.programme())
    assert grid.times == ("10:00", "10:30", "11:00")
    assert [shape(c) for c in grid.cells] == [(0, 0, 1, 3), (1, 0, 1, 1), (1, 2, 1, 1)]


def test_what_overlaps_stands_in_one_cell() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    for n, (start, minutes) in enumerate([("10:00", 60), ("10:30", 60), ("11:15", 30)]):
        plan.visit(f"Visit {n}", wed(start), minutes, None, caen)
    (cell,) = grid_of(plan.programme()).cells
    assert titles(cell) == ["Visit 0", "Visit 1", "Visit 2"]
    assert shape(cell) == (0, 0, 1, 1)


def test_who_comes_is_told_when_it_is_not_the_whole_delegation() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=4)
    ana, ben = plan.delegate(caen, "Ana"), plan.delegate(caen, "Ben")
    plan.visit("Whole", wed("09:00"), 30, None, caen)
    plan.visit("Two of them", wed("10:00"), 30, None, ana, ben)
    three = plan.visit("Three heads", wed("11:00"), 30)
    plan.joins(three, caen, heads=3)
    grid = grid_of(plan.programme())
    assert [cell.entries[0].who for cell in grid.cells] == [
        "",
        "Participants: 2",
        "Participants: 3",
    ]


def test_what_has_changed_is_marked() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    visit = plan.visit("Moved", wed("09:00"), 30, None, caen)
    plan.visit("As before", wed("10:00"), 30, None, caen)
    programme = plan.programme()
    grid = plan_of(programme, changed=frozenset({visit.id})).grid(groups(programme)[0])
    assert [cell.entries[0].badges for cell in grid.cells] == [("Changed",), ()]


def test_what_nobody_attends_yet_is_listed_apart() -> None:
    plan = Build()
    plan.delegation("Caen")
    plan.session("Open talk", wed("10:00"), 45, plan.site("Theatre"))
    todays = plan_of(plan.programme())
    assert todays.grid(groups(plan.programme())[0]).cells == ()
    assert [(e.time, e.title, e.place) for e in todays.free] == [
        ("10:00–10:45", "Open talk", "Theatre")
    ]


def test_an_item_without_length_has_a_row() -> None:
    plan = Build()
    plan.visit("Photo", wed("10:00"), 0, None, plan.delegation("Caen"))
    assert [shape(c) for c in grid_of(plan.programme()).cells] == [(0, 0, 1, 1)]


def test_the_repeated_hour_has_two_rows() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("Before", sun("02:30"), 30, None, caen)
    plan.visit("After", sun("02:30", fold=1), 30, None, caen)
    grid = grid_of(plan.programme(), date(2024, 10, 27))
    assert grid.times == ("02:30 CEST", "02:00 CET", "02:30 CET")
    assert [shape(c) for c in grid.cells] == [(0, 0, 1, 1), (0, 2, 1, 1)]


def test_delegations_stand_in_as_few_groups_of_one_size_as_fit() -> None:
    plan = Build()
    for n in range(MOST_COLUMNS + 1):
        plan.delegation(f"City {n:02}")
    found = groups(plan.programme())
    assert [len(group) for group in found] == [6, 7]
    assert [d.name for group in found for d in group] == [
        f"City {n:02}" for n in range(MOST_COLUMNS + 1)
    ]
    assert groups(Build().programme()) == []


def test_a_group_without_anything_to_do_is_idle() -> None:
    plan = Build()
    cities = [plan.delegation(f"City {n:02}") for n in range(MOST_COLUMNS + 1)]
    plan.visit("One", wed("10:00"), 60, None, cities[0])
    programme = plan.programme()
    assert [plan_of(programme).is_idle(group) for group in groups(programme)] == [False, True]
