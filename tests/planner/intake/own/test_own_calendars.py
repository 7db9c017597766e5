"""Our own calendars come in again: what was written is what is read."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.words import Kind
from planner.demo import demo_programme
from planner.intake.review import Outcome
from planner.programme import Programme
from planner.publish.event import CalendarEvent
from planner.publish.releases import events_for
from tests.build import Build, sat, sun, thu
from tests.planner.intake.ring import Ring, outcomes
from tests.planner.publish.calendars import Releases, bytes_of, whole_edition


def calendar_of(programme: Programme) -> bytes:
    """The calendar of the whole edition."""
    return bytes_of(Releases().make(programme), whole_edition(programme))


def told(programme: Programme) -> list[tuple[object, ...]]:
    """What the events of the whole edition say, but for their status."""

    def known(event: CalendarEvent) -> tuple[object, ...]:
        return (
            event.begin,
            event.end,
            event.summary,
            event.location,
            event.lat,
            event.lon,
            event.description,
            event.category,
            event.busy,
        )

    return sorted(map(known, events_for(programme, whole_edition(programme))), key=str)


def emptied(programme: Programme) -> Programme:
    """The edition with its places, without anything that happens or anybody."""
    return replace(
        programme, activities={}, participations={}, delegations={}, delegates={}, wishes={}
    )


def test_the_calendar_of_the_demo_comes_back_as_it_was_told(tmp_path: Path) -> None:
    demo = demo_programme()
    ring = Ring(emptied(demo), tmp_path, name="edition.ics")
    found = ring.take(calendar_of(demo))
    assert set(outcomes(found)) == {Outcome.ADDED}
    assert told(ring.programme) == told(demo)
    assert not ring.review(calendar_of(demo)).edit


def test_the_night_of_the_clock_change_comes_back(tmp_path: Path) -> None:
    plan = Build()
    plan.session("Late", sat("23:30"), 180)
    plan.session("First two", sun("02:15"), 30)
    plan.session("Second two", sun("02:15", fold=1), 30)
    programme = plan.programme()
    ring = Ring(emptied(programme), tmp_path, name="edition.ics")
    ring.take(calendar_of(programme))
    assert told(ring.programme) == told(programme)


@pytest.mark.parametrize("language", ["en", "fr", "ka"])
def test_kinds_are_known_in_every_language_of_documents(tmp_path: Path, language: str) -> None:
    plan = Build()
    plan.set_edition(language=language)
    station = plan.site("Namur", kind="station", country_code="BE")
    hall = plan.site("Hall", country_code="BE")
    plan.meal("Lunch", thu("12:00"), 60, hall)
    plan.meeting("1:1", thu("14:00"), 30, hall)
    plan.transfer(thu("15:00"), 20, station, hall)
    programme = plan.programme()
    ring = Ring(emptied(programme), tmp_path, name="edition.ics")
    ring.take(calendar_of(programme))
    kinds = {a.kind for a in ring.programme.activities.values()}
    assert kinds == {Kind.MEAL, Kind.MEETING, Kind.TRANSFER}
    assert told(ring.programme) == told(programme)


def test_a_category_of_somebody_else_is_no_kind(tmp_path: Path) -> None:
    content = calendar_of(_lunch()).replace(b"wake-planner.invalid", b"other.example")
    ring = Ring(Build().programme(), tmp_path, name="edition.ics")
    ring.take(content)
    assert ring.activity("Lunch").kind is Kind.SESSION


def test_a_calendar_that_comes_back_into_its_plan_changes_nothing_there(tmp_path: Path) -> None:
    demo = demo_programme()
    ring = Ring(demo, tmp_path, name="edition.ics")
    found = ring.take(calendar_of(demo))
    assert set(outcomes(found)) == {Outcome.UNCHANGED}
    assert ring.programme.activities == demo.activities
    assert not ring.review(calendar_of(demo)).edit


def test_what_was_moved_in_our_calendar_moves_in_the_plan(tmp_path: Path) -> None:
    programme = _lunch()
    ring = Ring(programme, tmp_path, name="edition.ics")
    ring.take(calendar_of(programme).replace(b"T120000", b"T123000"))
    (lunch,) = ring.programme.activities.values()
    assert lunch.start == thu("12:30")
    assert lunch.kind is Kind.MEAL


def _lunch() -> Programme:
    plan = Build()
    plan.meal("Lunch", thu("12:00"), 90)
    return plan.programme()
