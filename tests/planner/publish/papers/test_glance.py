"""The days at a glance: a line and a band of bars each."""

from planner.publish.papers.glance import glance
from tests.build import Build, thu, tue, wed
from tests.planner.publish.papers.booklets import demo, of, printed, words
from tests.planner.publish.schedules import (
    copy_of,
    in_order,
    pages_of,
    recipient_named,
    small_plan,
    squeezed,
)


def test_the_days_at_a_glance_say_on_which_page_each_begins() -> None:
    copy = copy_of(demo(), recipient_named(demo(), "Caen"))
    pages = pages_of(printed(copy).content)
    for day in words(copy).glance.days:
        number = next(
            n for n, page in enumerate(pages, 1) if n > 2 and squeezed(day.heading) in page
        )
        assert in_order([day.heading, day.time, day.places, str(number)], pages[1])


def test_a_day_at_a_glance_has_its_first_and_last_time_and_its_towns() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=tue("15:05"), departure=thu("20:30"))
    mons = plan.site("Mundaneum", municipality="Mons")
    plan.visit("One", wed("09:00"), 60, mons, caen)
    plan.visit("Two", wed("16:00"), 90, plan.site("Hall"), caen)
    plan.visit("Three", wed("18:00"), 30, mons, caen)
    days = glance(of(plan)).days
    assert [(day.iso, day.time, day.places) for day in days] == [
        ("2024-10-22", "15:05", ""),
        ("2024-10-23", "09:00–18:30", "Mons · Hall"),
        ("2024-10-24", "20:30", ""),
    ]


def test_bars_lie_on_one_scale_of_whole_hours() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("One", wed("09:30"), 60, None, caen)
    plan.visit("Two", thu("12:00"), 90, None, caen)
    found = glance(of(plan))
    assert [(hour.left, hour.text) for hour in found.hours] == [(0, "09"), (0.4, "11"), (0.8, "13")]
    (first,), (second,) = (day.bars for day in found.days)
    assert (first.left, first.wide) == (0.1, 0.2)
    assert (second.left, second.wide) == (0.6, 0.3)


def test_a_bar_ends_at_midnight_and_one_without_length_is_none_too_many() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("Night", wed("22:00"), 240, None, caen)
    ((bar,),) = (day.bars for day in glance(of(plan)).days)
    assert (bar.left, bar.wide) == (0, 1)
    plan = Build()
    plan.visit("Moment", wed("10:00"), 0, None, plan.delegation("Caen"))
    ((bar,),) = (day.bars for day in glance(of(plan)).days)
    assert (bar.left, bar.wide) == (0, 0)


def test_the_turn_of_the_delegation_stands_out_at_a_glance() -> None:
    (saturday,) = (d for d in glance(of(small_plan(), "Viborg")).days if d.iso == "2024-10-26")
    assert [bar.is_turn for bar in saturday.bars] == [False, True]
