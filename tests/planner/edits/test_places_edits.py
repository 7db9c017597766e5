"""Confirming places, their opening hours, and own travel figures."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.checks.hours import windows
from planner.edits.core import Edit, add
from planner.edits.places import (
    close_on,
    confirm_site,
    copy_hours,
    new_figure,
    new_site,
    own_figures,
    rows_on,
    set_hours,
)
from planner.entities import Opening, Site
from planner.errors import PlannerError
from planner.hours import hours_of
from planner.programme import Programme
from planner.validate import problems
from tests.build import Build

MON, TUE, SAT, SUN = 0, 1, 5, 6
DAY = date(2024, 10, 24)


def after(plan: Build, edit: Edit) -> Programme:
    return plan.programme().apply(edit.changes)


def hours(programme: Programme, site: Site, day: int | date) -> list[str]:
    return [
        "closed" if o.opens is None else f"{o.opens:%H:%M}-{o.closes:%H:%M}"
        for o in rows_on(programme, site.id, day)
    ]


def test_a_new_site_belongs_to_this_edition() -> None:
    plan = Build()
    assert new_site(plan.programme()).edition_id == plan.edition.id


def test_a_confirmed_site_is_sure() -> None:
    plan = Build()
    site = plan.site(confidence="low")
    assert after(plan, confirm_site(plan.programme(), site.id)).sites[site.id].confidence == "high"


def test_confirming_twice_changes_nothing() -> None:
    plan = Build()
    site = plan.site(confidence="high")
    assert not confirm_site(plan.programme(), site.id)


def test_hours_of_monday_are_copied_in_place_of_what_was_there() -> None:
    plan = Build()
    site = plan.site()
    plan.open(site, "10:00-12:00", weekday=MON)
    plan.open(site, "14:00-18:00", weekday=MON)
    plan.open(site, "09:00-09:30", weekday=TUE)
    made = after(plan, copy_hours(plan.programme(), site.id, MON, range(5)))
    assert [hours(made, site, n) for n in (MON, TUE, 4)] == [["10:00-12:00", "14:00-18:00"]] * 3
    assert hours(made, site, SAT) == []


def test_a_closed_day_is_copied_as_closed() -> None:
    plan = Build()
    site = plan.site()
    plan.open(site, None, weekday=MON)
    made = after(plan, copy_hours(plan.programme(), site.id, MON, [SAT, SUN]))
    assert hours(made, site, SUN) == ["closed"]


def test_dates_and_other_sites_keep_their_hours_when_weekdays_are_copied() -> None:
    plan = Build()
    site, other = plan.site(), plan.site("A6K")
    plan.open(site, "10:00-12:00", weekday=MON)
    plan.open(site, "08:00-09:00", day=date(2024, 10, 22))
    plan.open(other, "11:00-12:00", weekday=TUE)
    made = after(plan, copy_hours(plan.programme(), site.id, MON, range(7)))
    assert hours(made, site, date(2024, 10, 22)) == ["08:00-09:00"]
    assert hours(made, other, TUE) == ["11:00-12:00"]


def test_there_must_be_hours_to_copy() -> None:
    plan = Build()
    site = plan.site()
    with pytest.raises(PlannerError, match="no hours on Mon"):
        copy_hours(plan.programme(), site.id, MON, [TUE])


@pytest.mark.parametrize("day", [MON, date(2024, 10, 27)], ids=["weekday", "clock-change-sunday"])
def test_a_closed_day_replaces_its_windows(day: int | date) -> None:
    plan = Build()
    site = plan.site()
    where: dict[str, object] = {"weekday": day} if isinstance(day, int) else {"day": day}
    plan.open(site, "10:00-12:00", **where)  # type: ignore[arg-type]
    plan.open(site, "14:00-18:00", **where)  # type: ignore[arg-type]
    made = after(plan, close_on(plan.programme(), site.id, day))
    assert hours(made, site, day) == ["closed"]


def test_closing_a_closed_day_changes_nothing() -> None:
    plan = Build()
    site = plan.site()
    plan.open(site, None, weekday=MON)
    assert not close_on(plan.programme(), site.id, MON)


def test_a_site_closed_on_one_date_is_closed_for_the_checks() -> None:
    plan = Build()
    site = plan.site()
    plan.open_always(site)
    made = after(plan, close_on(plan.programme(), site.id, date(2024, 10, 27)))
    assert windows(made, site.id, date(2024, 10, 27)) == ()


def test_figures_hold_both_ways_only_where_they_say_so() -> None:
    plan = Build()
    a, b = plan.site("A"), plan.site("B")
    one = plan.travel(a, b, 40)
    plan.travel(a, b, 55, both_ways=False)
    programme = plan.programme()
    assert [t.minutes for t in own_figures(programme, a.id, b.id)] == [40, 55]
    assert own_figures(programme, b.id, a.id) == [one]


def test_a_new_figure_starts_from_the_estimate() -> None:
    plan = Build()
    namur, liege = plan.site("Namur", (50.4669, 4.8675)), plan.site("Liège", (50.6245, 5.5667))
    programme = plan.programme()
    leg = programme.travel.leg(namur.id, liege.id)
    assert leg is not None
    assert new_figure(programme, namur.id, liege.id).minutes == leg.minutes > 30


def test_a_new_figure_to_a_place_without_a_point_starts_from_nothing() -> None:
    plan = Build()
    made = new_figure(plan.programme(), plan.site("A").id, plan.site("B").id)
    assert made.minutes == 0


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 22)), max_size=12),
    st.sets(st.integers(0, 6)),
)
def test_after_copying_target_days_have_the_hours_of_the_model(
    rows: list[tuple[int, int]], to: set[int]
) -> None:
    plan = Build()
    site = plan.site()
    plan.open(site, "01:00-02:00", weekday=MON)
    for weekday, hour in rows:
        plan.open(site, f"{hour:02}:00-{hour + 1:02}:00", weekday=weekday)
    programme = plan.programme()
    made = after(plan, copy_hours(programme, site.id, MON, to))
    for n in range(7):
        expected = hours(programme, site, MON if n in to else n)
        assert sorted(hours(made, site, n)) == sorted(expected)
    assert all(problems(made, row) == {} for row in made.openings.values())


def test_an_added_window_is_described_by_its_site() -> None:
    plan = Build()
    site = plan.site()
    row = Opening("o", site.id, MON)
    assert "TRAKK" in str(add(plan.programme(), row).label)


def test_hours_of_a_week_are_written_as_one_step_and_only_where_they_differ() -> None:
    plan = Build()
    site = plan.site()
    plan.open(site, "10:00-12:00", weekday=MON)
    plan.open(site, "10:00-12:00", weekday=TUE)
    programme = plan.programme()
    morning = ((time(10), time(12)),)
    made = set_hours(programme, site.id, {MON: morning, TUE: (), 2: None, DAY: morning})
    then = programme.apply(made.changes)
    assert {change.table for change in made.changes} == {"opening"}
    assert len(made.changes) == 3  # Tuesday's window goes, a closed day and a date come
    assert [hours_of(rows_on(then, site.id, d)) for d in (MON, TUE, 2, DAY)] == [
        morning, (), None, morning,
    ]  # fmt: skip


def test_hours_taken_away_are_unknown_again() -> None:
    plan = Build()
    site = plan.site()
    plan.open(site, "10:00-12:00", weekday=MON)
    programme = plan.programme()
    then = programme.apply(set_hours(programme, site.id, {MON: None}).changes)
    assert not then.openings_of.get(site.id)
