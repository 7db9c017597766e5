"""What a delay does to the rest of the day."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import Role
from planner.day_of import apply, ripple
from planner.day_of_people import people_to_tell
from planner.delay import Choice, Delay, Reason, Ripple, Source
from planner.demo import demo_programme
from planner.entities import Activity
from planner.errors import PlannerError
from planner.programme import Programme
from planner.whereabouts import whereabouts
from tests.build import Build, sun, wed

DEMO = demo_programme()


def at(day: int, text: str, programme: Programme = DEMO) -> int:
    return programme.clock.at(datetime.fromisoformat(f"2024-10-{day} {text}"))


def vehicle(name: str) -> str:
    return next(v.id for v in DEMO.vehicles.values() if v.name == name)


def moves(programme: Programme, found: Ripple) -> dict[str, str]:
    wall = programme.clock.wall
    return {m.activity.title: f"{wall(m.new.begin):%H:%M}" for m in found.moved}


def late(programme: Programme, who: str, minutes: int, when: int) -> Ripple:
    return ripple(programme, Delay(Source.DELEGATION, who, minutes, when))


def test_a_coach_under_way_arrives_later_and_pauses_take_the_delay_up() -> None:
    found = ripple(DEMO, Delay(Source.VEHICLE, vehicle("Coach A"), 25, at(23, "08:30")))
    first, second, *_others = found.moved
    assert (first.new.begin, first.new.end) == (first.old.begin, first.old.end + 25)
    assert second.new.begin - second.old.begin == 20
    later = [m.new.end - m.old.end for m in found.moved]
    assert later == sorted(later, reverse=True)


def test_only_what_is_on_the_coach_moves() -> None:
    found = ripple(DEMO, Delay(Source.VEHICLE, vehicle("Coach A"), 25, at(23, "08:30")))
    day = next(m.activity.tour_day_id for m in found.moved)
    assert {m.activity.tour_day_id for m in found.moved} == {day}


def test_a_tour_day_is_late_as_its_coach_is() -> None:
    trip = next(
        e.activity for e in DEMO.by_vehicle[vehicle("Coach B")] if e.begin >= at(23, "08:00")
    )
    day = trip.tour_day_id or ""
    one = ripple(DEMO, Delay(Source.TOUR_DAY, day, 30, at(23, "08:00")))
    other = ripple(DEMO, Delay(Source.VEHICLE, vehicle("Coach B"), 30, at(23, "08:00")))
    assert one.moved == other.moved


def test_who_is_late_misses_the_beginning_of_what_others_share() -> None:
    plan = Build()
    one, two = plan.delegation("One"), plan.delegation("Two")
    plan.visit("Shared", wed("10:00"), 60, None, one, two)
    programme = plan.programme()
    found = late(programme, one.id, 25, at(23, "09:00"))
    (fallen,) = found.fallen
    assert (fallen.reason, fallen.minutes, fallen.late) == (Reason.SHARED, 25, (one.id,))
    assert not fallen.missed
    assert Choice.TRAY not in fallen.choices
    assert found.moved == ()


def test_what_is_over_before_they_come_is_missed() -> None:
    plan = Build()
    one = plan.delegation("One")
    plan.session("Talk", wed("10:00"), 30, None, one)
    (fallen,) = late(plan.programme(), one.id, 30, at(23, "09:00")).fallen
    assert fallen.missed
    assert fallen.reason is Reason.FESTIVAL


def test_what_is_pinned_stays_and_the_delay_ends_there() -> None:
    plan = Build()
    one = plan.delegation("One")
    plan.visit("Pinned", wed("10:00"), 60, None, one, pin_time=True)
    plan.visit("After", wed("11:00"), 60, None, one)
    found = late(plan.programme(), one.id, 20, at(23, "09:00"))
    assert [f.reason for f in found.fallen] == [Reason.PINNED]
    assert found.moved == ()


def test_a_place_that_would_be_closed_cannot_wait() -> None:
    plan = Build()
    one = plan.delegation("One")
    site = plan.site("Museum")
    plan.open(site, "09:00-11:00", weekday=2)
    plan.visit("Visit", wed("10:00"), 60, site, one)
    (fallen,) = late(plan.programme(), one.id, 15, at(23, "09:00")).fallen
    assert fallen.reason is Reason.CLOSED
    assert Choice.TRAY in fallen.choices


def test_a_host_who_has_another_meeting_then_cannot_wait() -> None:
    plan = Build()
    one, two, host = plan.delegation("One"), plan.delegation("Two"), plan.host("Studio")
    first = plan.meeting("First", wed("10:00"), 30, None, one)
    second = plan.meeting("Second", wed("10:30"), 30, None, two)
    for meeting in (first, second):
        plan.joins(meeting, host, role=Role.HOSTS)
    programme = plan.programme()
    (fallen,) = late(programme, one.id, 15, at(23, "09:00")).fallen
    assert (fallen.activity.id, fallen.reason, fallen.host_id) == (first.id, Reason.HOST, host.id)
    chosen = {first.id: Choice.MOVE}
    again = ripple(programme, again_of(fallen.late[0], 15), chosen)
    assert moves(programme, again)["First"] == "10:15"


def again_of(who: str, minutes: int) -> Delay:
    return Delay(Source.DELEGATION, who, minutes, at(23, "09:00"))


def test_choices_become_changes_of_one_edit() -> None:
    plan = Build()
    one, two = plan.delegation("One"), plan.delegation("Two")
    shared = plan.visit("Shared", wed("10:00"), 60, None, one, two)
    programme = plan.programme()
    found = late(programme, one.id, 25, at(23, "09:00"))
    assert not apply(programme, found, "One", {})
    off = apply(programme, found, "One", {shared.id: Choice.OFF})
    assert programme.apply(off.changes).delegations_in(shared.id) == (two.id,)
    assert str(off.label) == "One: 25 min late"


def test_what_goes_to_the_tray_loses_its_time() -> None:
    plan = Build()
    one = plan.delegation("One")
    visit = plan.visit("Visit", wed("10:00"), 60, None, one, pin_time=True)
    programme = plan.programme()
    found = late(programme, one.id, 25, at(23, "09:00"))
    made = apply(programme, found, "One", {visit.id: Choice.TRAY})
    assert programme.apply(made.changes).activities[visit.id].start is None


def test_the_repeated_hour_is_counted_in_elapsed_minutes() -> None:
    plan = Build()
    one = plan.delegation("One")
    plan.visit("Walk", sun("02:30"), 30, None, one)
    plan.visit("Drive", sun("02:00", fold=1), 60, None, one)
    programme = plan.programme()
    when = programme.clock.at(sun("02:00"))
    made = apply(programme, late(programme, one.id, 45, when), "One", {})
    rows = [c.after for c in made.changes]
    starts = [r.start for r in rows if isinstance(r, Activity) and r.start is not None]
    assert [(s.hour, s.minute, s.fold) for s in starts] == [(2, 15, 1), (2, 45, 1)]


def test_nothing_left_that_day_is_told() -> None:
    with pytest.raises(PlannerError, match="Nothing is left"):
        ripple(DEMO, Delay(Source.VEHICLE, vehicle("Coach A"), 25, at(23, "23:30")))


def test_those_who_must_hear_of_it_have_names_and_phones() -> None:
    found = ripple(DEMO, Delay(Source.VEHICLE, vehicle("Coach A"), 25, at(23, "08:30")))
    told = {row.name: row for row in people_to_tell(DEMO, found)}
    assert told["Coach A"].contact == "Rémy Chauffeur-Exemple"
    assert told["Coach A"].phone == "+32 000 00 00 61"
    assert told["A6K"].phone
    assert {"Caen", "Viborg"} <= told.keys()
    assert "Tbilisi" not in told


@given(
    st.sampled_from(sorted(DEMO.delegations)),
    st.integers(22, 27),
    st.integers(0, 1380),
    st.integers(1, 180),
)
@settings(max_examples=60)
def test_a_ripple_never_makes_anything_earlier_nor_touches_what_is_fixed(
    who: str, day: int, minute: int, minutes: int
) -> None:
    when = at(day, "00:00") + minute
    try:
        found = late(DEMO, who, minutes, when)
    except PlannerError:
        return
    for moved in found.moved:
        assert moved.new.begin >= moved.old.begin
        assert moved.new.end > moved.old.end
        assert not moved.activity.pin_time
    fallen = {f.activity.id for f in found.fallen}
    assert not fallen & {m.activity.id for m in found.moved}
    late_after = {c.id for c in apply(DEMO, found, "x", {}).changes}
    assert late_after == {m.activity.id for m in found.moved}


# -- who is where -------------------------------------------------------------------------


def test_who_is_where_now_and_next() -> None:
    rows = {row.name: row for row in whereabouts(DEMO, at(23, "09:30"))}
    caen = rows["Caen"]
    assert caen.now is not None
    assert caen.now.activity.title.startswith("A6K")
    assert caen.next is not None
    assert caen.next.activity.title == "Coffee"
    assert rows["Coach A"].table == "vehicle"


def test_somebody_free_has_no_now_and_nothing_next_after_the_last_item() -> None:
    plan = Build()
    one = plan.delegation("One")
    plan.visit("Visit", wed("10:00"), 60, None, one)
    programme = plan.programme()
    (row,) = whereabouts(programme, at(23, "11:00"))
    assert (row.now, row.next) == (None, None)
    (row,) = whereabouts(programme, at(23, "10:00"))
    assert row.now is not None
