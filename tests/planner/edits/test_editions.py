"""Making an edition, and copying one to another year."""

from dataclasses import replace
from datetime import date, datetime

from models.words import ActivityStatus, DelegationStatus
from planner.demo import demo_programme
from planner.edits.editions import copy_edition, create, new_edition
from planner.entities import Edition
from planner.programme import MAPPING_OF, Programme
from planner.validate import problems
from tests.build import Build, sun, wed

YEAR_LATER = date(2025, 10, 23)


def copied(programme: Programme, start: date = YEAR_LATER, name: str = "2025") -> Programme:
    """The copy as a programme of its own (with the rows that all editions share)."""
    made = copy_edition(programme, name, start)
    edition = made.changes[0].after
    assert isinstance(edition, Edition)
    shared = Programme(
        edition,
        fields=programme.fields,
        cities=programme.cities,
        sites={i: s for i, s in programme.sites.items() if s.edition_id is None},
    )
    return shared.apply(made.changes)


def test_a_new_edition_ends_with_its_festival() -> None:
    made = new_edition("N", date(2024, 10, 21), date(2024, 10, 24), date(2024, 10, 27), theme="x")
    assert (made.first_day, made.last_day) == (date(2024, 10, 21), date(2024, 10, 27))
    assert made.theme == "x"
    assert problems(Programme(made), made) == {}
    assert made.id != new_edition("N", made.first_day, made.first_day, made.first_day).id


def test_making_an_edition_adds_it_before_its_rows() -> None:
    plan = Build()
    host = plan.host("TRAKK")
    made = create(plan.edition, [host])
    assert [c.after for c in made.changes] == [plan.edition, host]
    assert {c.before for c in made.changes} == {None}
    assert str(made.label) == "New edition “2024”"


def test_a_copy_moves_every_day_by_the_same_number() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=wed("18:20"))
    day = plan.tour_day(plan.tour("East", None, caen), 23, "08:30-18:00")
    visit = plan.visit("V", sun("14:00"), 45, None, caen)
    new = copied(plan.programme())
    assert new.edition == replace(
        plan.edition,
        id=new.edition.id,
        name="2025",
        first_day=date(2025, 10, 21),
        last_day=date(2025, 10, 26),
        festival_start=YEAR_LATER,
        festival_end=date(2025, 10, 26),
        keep_until=date(2026, 4, 24),
    )
    (delegation,) = new.delegations.values()
    (tour_day,) = new.tour_days.values()
    (activity,) = new.activities.values()
    assert delegation.arrival == datetime(2025, 10, 22, 18, 20)
    assert (tour_day.day, tour_day.start) == (date(2025, 10, 22), day.start)
    assert (activity.start, activity.minutes) == (datetime(2025, 10, 26, 14), visit.minutes)
    assert new.delegations_in(activity.id) == (delegation.id,)


def test_the_repeated_hour_is_kept_where_the_new_day_has_one() -> None:
    plan = Build()
    night = plan.visit("Night", sun("02:30", fold=1))
    programme = plan.programme()
    (again,) = copied(programme, YEAR_LATER).activities.values()
    assert again.start is not None
    assert (again.start, again.start.fold) == (datetime(2025, 10, 26, 2, 30), 1)
    (plain,) = copied(programme, date(2025, 10, 9)).activities.values()
    assert plain.start is not None
    assert (plain.start, plain.start.fold) == (datetime(2025, 10, 12, 2, 30), 0)
    assert programme.activities[night.id] == night


def test_an_hour_that_the_new_day_skips_becomes_the_next_one() -> None:
    plan = Build()
    plan.visit("Night", sun("02:30"))
    new = copied(plan.programme(), date(2025, 3, 27))
    (activity,) = new.activities.values()
    assert activity.start == datetime(2025, 3, 30, 3, 30)
    assert problems(new, activity) == {}


def test_answers_of_the_old_year_are_not_taken_along() -> None:
    plan = Build()
    caen = plan.delegation("Caen", status=DelegationStatus.ACCEPTED)
    gone = plan.delegation("Hamar", status=DelegationStatus.DECLINED)
    host = plan.host("TRAKK")
    plan.visit("V", wed("10:00"), 60, None, caen, gone, host, external_key="kikk-1",
               status=ActivityStatus.CONFIRMED)  # fmt: skip
    plan.acceptance("some|conflict", "fact")
    new = copied(plan.programme())
    assert {d.status for d in new.delegations.values()} == {DelegationStatus.INVITED}
    assert {p.confirmed for p in new.participations.values()} == {None}
    (visit,) = new.activities.values()
    assert (visit.status, visit.external_key) == (ActivityStatus.PLANNED, None)
    assert new.acceptances == {}


def test_own_places_are_copied_and_shared_ones_are_not() -> None:
    plan = Build()
    shared, own = plan.site("Shared"), plan.site("Own")
    own = plan.change(own, edition_id=plan.edition.id)
    plan.visit("A", wed("10:00"), 60, shared)
    plan.visit("B", wed("12:00"), 60, own)
    plan.open(own, "10:00-18:00", weekday=2)
    plan.open(own, None, day=date(2024, 10, 24))
    plan.open(shared, "09:00-17:00", weekday=2)
    new = copied(plan.programme())
    (place,) = [s for s in new.sites.values() if s.edition_id == new.edition.id]
    assert (place.name, place.id == own.id) == ("Own", False)
    sites = {a.title: a.site_id for a in new.activities.values()}
    assert sites == {"A": shared.id, "B": place.id}
    (hours,) = new.openings.values()
    assert (hours.site_id, hours.weekday, hours.day) == (place.id, 2, None)


def test_the_demo_is_copied_whole_and_shares_no_row() -> None:
    old = demo_programme()
    new = copied(old)
    for table, name in MAPPING_OF.items():
        if table in ("field", "city", "site", "opening", "acceptance"):
            continue
        assert len(getattr(new, name)) == len(getattr(old, name)), table
        assert not set(getattr(new, name)) & set(getattr(old, name))
        for row in getattr(new, name).values():
            assert getattr(row, "edition_id", new.edition.id) == new.edition.id
            assert problems(new, row) == {}
    assert {len(new.parts[i]) for i in new.parts} == {len(old.parts[i]) for i in old.parts}
