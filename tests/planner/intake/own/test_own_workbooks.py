"""Our own workbooks come in again: what was written is what is read."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.words import ActivityStatus, Role, TravelMode
from planner.demo import demo_programme, demo_rows
from planner.edits.editions import create
from planner.entities import (
    Activity,
    Boarding,
    Edition,
    Entity,
    Participation,
    Tour,
    TourDay,
    Wish,
)
from planner.import_store import memories
from planner.intake.imports import review
from planner.intake.manner import Manner
from planner.intake.review import Choices, Outcome
from planner.programme import Programme
from planner.publish.labels import LOCALES
from planner.workspace import Workspace
from tests.build import Build, sat, sun, thu
from tests.planner.intake.ring import Ring, outcomes
from tests.planner.publish.workbooks import rows_of, sheet_names, workbook_of

#: What happens, and on what it happens.
HAPPENINGS = (Activity, Participation, Tour, TourDay, Boarding, Wish)


@pytest.fixture
def workspace(empty_store: Path) -> Iterator[Workspace]:
    opened = Workspace.open(empty_store)
    yield opened
    opened.close()


def without(*kinds: type[Entity]) -> list[Entity]:
    """The rows of the demo but for some."""
    return [row for row in demo_rows() if not isinstance(row, kinds)]


def imported(workspace: Workspace, rows: list[Entity], path: Path) -> None:
    """An edition of some rows takes in the workbook of the demo, of which it has nothing to ask."""
    path.write_bytes(workbook_of(demo_programme()))
    edition = next(row for row in rows if isinstance(row, Edition))
    workspace.create(create(edition, (row for row in rows if row is not edition)))
    workspace.enter(edition.id)
    found = review(workspace.programme, path, memories(workspace), Manner(), Choices())
    assert found.is_complete
    workspace.do(found.edit)


def sheets(programme: Programme, *names: str) -> dict[str, object]:
    content = workbook_of(programme)
    return {name: rows_of(content, name) for name in names}


def test_the_programme_comes_back_into_an_edition_where_nothing_happens_yet(
    workspace: Workspace, tmp_path: Path
) -> None:
    imported(workspace, without(*HAPPENINGS), tmp_path / "own.xlsx")
    told = ("Programme", "Master schedule", "Participants")
    assert sheets(workspace.programme, *told) == sheets(demo_programme(), *told)


def test_participants_and_programme_come_back_into_an_edition_without_anything(
    workspace: Workspace, tmp_path: Path
) -> None:
    imported(workspace, bare_edition(), tmp_path / "own.xlsx")
    told = ("Programme", "Master schedule", "Participants")
    assert sheets(workspace.programme, *told) == sheets(demo_programme(), *told)


def bare_edition() -> list[Entity]:
    return [row for row in demo_rows() if isinstance(row, Edition)]


@pytest.mark.parametrize("rows", [bare_edition(), without(*HAPPENINGS)], ids=["bare", "people"])
def test_the_same_workbook_twice_changes_nothing(
    workspace: Workspace, tmp_path: Path, rows: list[Entity]
) -> None:
    path = tmp_path / "own.xlsx"
    imported(workspace, rows, path)
    again = review(workspace.programme, path, memories(workspace), Manner(), Choices())
    assert not again.edit
    assert set(outcomes(again)) == {Outcome.UNCHANGED}
    assert not again.missing


def test_a_workbook_that_comes_back_into_its_plan_changes_nothing_there(tmp_path: Path) -> None:
    demo = demo_programme()
    ring = Ring(demo, tmp_path, name="own.xlsx")
    found = ring.take(workbook_of(demo))
    assert set(outcomes(found)) == {Outcome.UNCHANGED}
    assert ring.programme.activities == demo.activities
    assert ring.programme.participations == demo.participations
    assert ring.programme.delegates == demo.delegates
    assert not ring.review(workbook_of(demo)).edit


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_read_in_every_language_of_documents(tmp_path: Path, language: str) -> None:
    programme = _plan(language)
    ring = Ring(_emptied(programme), tmp_path, name="own.xlsx")
    ring.take(workbook_of(programme))
    before, after = workbook_of(programme), workbook_of(ring.programme)
    for name in sheet_names(before)[:3]:
        assert rows_of(after, name) == rows_of(before, name)
    again = ring.review(workbook_of(programme))
    assert not again.edit
    assert not again.missing


def test_an_english_car_is_no_french_coach(tmp_path: Path) -> None:
    programme = _plan("en")
    empty = _emptied(programme)
    french = replace(empty, edition=replace(empty.edition, language="fr"))
    ring = Ring(french, tmp_path, name="own.xlsx")
    ring.take(workbook_of(programme))
    assert ring.activity("Ride").mode is TravelMode.CAR


def test_the_night_of_the_clock_change_comes_back(tmp_path: Path) -> None:
    plan = Build()
    plan.session("Late", sat("23:30"), 180)
    plan.session("First two", sun("02:15"), 30)
    plan.session("Second two", sun("02:15", fold=1), 30)
    plan.session("Over the change", sun("02:50"), 20)
    programme = plan.programme()
    ring = Ring(_emptied(programme), tmp_path, name="own.xlsx")
    ring.take(workbook_of(programme))
    found = {a.title: (a.start, a.start and a.start.fold, a.minutes) for a in _all(ring.programme)}
    expected = {a.title: (a.start, a.start and a.start.fold, a.minutes) for a in _all(programme)}
    assert found == expected


def test_lengths_of_more_than_a_day_come_back(tmp_path: Path) -> None:
    plan = Build()
    plan.session("Marathon", thu("10:00"), 2000)
    programme = plan.programme()
    ring = Ring(_emptied(programme), tmp_path, name="own.xlsx")
    ring.take(workbook_of(programme))
    assert ring.activity("Marathon").minutes == 2000


def test_namesakes_at_one_time_stay_in_their_order(tmp_path: Path) -> None:
    plan = Build()
    for n in range(6):
        plan.visit("Visit", thu("10:00"), 60, plan.site(f"Hub {n}"))
    programme = plan.programme()
    ring = Ring(_emptied(programme), tmp_path, name="own.xlsx")
    ring.take(workbook_of(programme))
    assert sheets(ring.programme, "Programme") == sheets(programme, "Programme")


def _all(programme: Programme) -> list[Activity]:
    return list(programme.activities.values())


def _emptied(programme: Programme) -> Programme:
    """The edition with its delegations, where nothing happens."""
    return replace(programme, activities={}, participations={}, sites={}, hosts={})


def _plan(language: str) -> Programme:
    """Every kind of cell and of party."""
    plan = Build()
    plan.set_edition(language=language)
    caen, hamar = plan.delegation("Caen", heads=4), plan.delegation("Hamar")
    ana = plan.delegate(caen, "Ana (Mayor), PhD")
    hub, station = plan.site("Hub (old mill)"), plan.site("Namur", kind="station")
    trakk, voice = plan.host("TRAKK (Namur)"), plan.host("Bo Voice")
    plan.transfer(thu("08:00"), 30, station, hub, caen, hamar, title="Ride", mode=TravelMode.CAR)
    visit = plan.visit(
        "Visit", thu("09:00"), 90, hub, hamar, trakk, capacity=20, language="fr",
        meeting_point="Porch", description="Line one\n\nLine two", status=ActivityStatus.REQUESTED,
    )  # fmt: skip
    plan.joins(visit, caen, heads=2)
    table = plan.round_table("Table", thu("14:00"), 60, hub, caen)
    plan.joins(table, voice, Role.MODERATES)
    plan.part(table, 20, hamar, title="Second")
    plan.part(table, 15, ana, title="First", position=-1)
    plan.meeting("1:1", thu("16:00"), 30, None, ana)
    return plan.programme()
