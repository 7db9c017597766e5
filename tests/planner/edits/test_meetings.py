"""Making, timing and confirming 1:1 meetings, and who asked for them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import ActivityStatus, Kind, Role
from planner.edits.meetings import (
    add_meeting,
    confirm_meeting,
    free_table,
    next_free_slot,
    place_meeting,
    usual_place,
)
from planner.entities import Activity, Participation, Wish
from planner.meetings import Table, requests, tallies
from planner.programme import Programme
from tests.build import Build, fri, sat, sun, thu, wed

THURSDAY, SATURDAY, SUNDAY = date(2024, 10, 24), date(2024, 10, 26), date(2024, 10, 27)
NAMUR, LIEGE = (50.4669, 4.8675), (50.6326, 5.5797)


@pytest.fixture
def plan() -> Build:
    return Build()


def rows(programme: Programme, activity_id: str) -> tuple[Participation, ...]:
    return programme.participations_of.get(activity_id, ())


# -- the next free slot -------------------------------------------------------------------


def test_an_empty_day_is_free_from_nine(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2)
    assert next_free_slot(plan.programme(), [viborg.id], 20, THURSDAY) == thu("09:00")


def test_the_buffer_stays_free_after_what_they_do(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2)
    plan.session("Talk", thu("09:00"), 60, None, viborg)
    assert next_free_slot(plan.programme(), [viborg.id], 20, THURSDAY) == thu("10:05")


def test_a_gap_that_is_too_short_is_passed_over(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2)
    plan.session("First", thu("09:00"), 60, None, viborg)
    plan.session("Second", thu("10:25"), 60, None, viborg)
    assert next_free_slot(plan.programme(), [viborg.id], 20, THURSDAY) == thu("11:30")


def test_all_sides_must_be_free(plan: Build) -> None:
    viborg, actor = plan.delegation("Viborg", heads=2), plan.host("Pollen")
    plan.session("Talk", thu("09:00"), 60, None, viborg)
    plan.meeting("1:1", thu("10:00"), 30, None, actor)
    found = next_free_slot(plan.programme(), [viborg.id, actor.id], 20, THURSDAY)
    assert found == thu("10:35")


def test_a_delegate_is_busy_with_the_delegation_and_on_their_own(plan: Build) -> None:
    viborg = plan.delegation("Viborg")
    frida, asta = plan.delegate(viborg, "Frida"), plan.delegate(viborg, "Asta")
    plan.session("Talk", thu("09:00"), 60, None, viborg)
    plan.meeting("1:1", thu("10:10"), 30, None, frida)
    programme = plan.programme()
    assert next_free_slot(programme, [frida.id], 20, THURSDAY) == thu("10:45")
    assert next_free_slot(programme, [asta.id], 20, THURSDAY) == thu("10:05")


def test_a_whole_delegation_waits_for_each_of_its_delegates(plan: Build) -> None:
    viborg = plan.delegation("Viborg")
    frida = plan.delegate(viborg, "Frida")
    plan.meeting("1:1", thu("09:00"), 30, None, frida)
    assert next_free_slot(plan.programme(), [viborg.id], 20, THURSDAY) == thu("09:35")


def test_the_way_to_the_meeting_is_kept_free(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2)
    hall, far = plan.site("Hall", at=NAMUR), plan.site("Far", at=LIEGE)
    plan.travel(hall, far, 60)
    plan.session("Talk", thu("09:00"), 60, far, viborg)
    programme = plan.programme()
    assert next_free_slot(programme, [viborg.id], 20, THURSDAY, site_id=hall.id) == thu("11:05")


def test_free_time_does_not_count_as_busy(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2)
    plan.free("Free", thu("08:00"), 300, None, viborg)
    assert next_free_slot(plan.programme(), [viborg.id], 20, THURSDAY) == thu("09:00")


def test_nobody_is_met_before_arrival_or_after_departure(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2, arrival=thu("12:00"), departure=sat("10:00"))
    programme = plan.programme()
    assert next_free_slot(programme, [viborg.id], 20, THURSDAY) == thu("12:05")
    assert next_free_slot(programme, [viborg.id], 60, SATURDAY) is None


def test_known_opening_hours_are_kept(plan: Build) -> None:
    viborg, hall = plan.delegation("Viborg", heads=2), plan.site("Hall")
    plan.open(hall, "13:00-15:00", day=THURSDAY)
    programme = plan.programme()
    assert next_free_slot(programme, [viborg.id], 20, THURSDAY, site_id=hall.id) == thu("13:00")
    assert next_free_slot(programme, [viborg.id], 180, THURSDAY, site_id=hall.id) is None


def test_without_a_day_the_festival_is_searched(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2)
    plan.session("All day", thu("09:00"), 540, None, viborg)
    assert next_free_slot(plan.programme(), [viborg.id], 20) == fri("09:00")


def test_the_day_on_which_the_clocks_change_has_its_slots_on_the_wall_clock(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2)
    plan.session("Brunch", sun("09:00"), 45, None, viborg)
    assert next_free_slot(plan.programme(), [viborg.id], 20, SUNDAY) == sun("09:50")


@given(
    begins=st.lists(st.integers(0, 107), min_size=1, max_size=12),
    minutes=st.integers(5, 120),
)
@settings(max_examples=40)
def test_a_slot_never_overlaps_what_they_do_and_none_before_it_is_free(
    begins: list[int], minutes: int
) -> None:
    plan = Build()
    viborg = plan.delegation("Viborg", heads=2)
    clock = plan.programme().clock
    nine = clock.at(thu("09:00"))
    for begin in begins:
        plan.session("Talk", clock.wall(nine + 5 * begin), 20, None, viborg)
    programme = plan.programme()
    found = next_free_slot(programme, [viborg.id], minutes, THURSDAY)
    busy = [(e.begin - 5, e.end + 5) for e in programme.agenda(viborg.id)]

    def is_free(begin: int) -> bool:
        return all(begin + minutes <= b or e <= begin for b, e in busy)

    last = clock.at(thu("18:00")) - minutes
    expected = next((t for t in range(nine, last + 1, 5) if is_free(t)), None)
    assert found == (None if expected is None else clock.wall(expected))


# -- making one ---------------------------------------------------------------------------


def test_a_meeting_has_its_people_in_their_roles(plan: Build) -> None:
    viborg, actor = plan.delegation("Viborg", heads=2), plan.host("Pollen")
    frida = plan.delegate(viborg, "Frida")
    programme = plan.programme()
    edit = add_meeting(programme, [frida.id, actor.id], start=thu("10:00"))
    after = programme.apply(edit.changes)
    (meeting,) = (a for a in after.activities.values() if a.kind is Kind.MEETING)
    assert (meeting.start, meeting.minutes, meeting.title) == (
        thu("10:00"),
        20,
        "1:1 Frida – Pollen",
    )
    found = {(r.delegate_id or r.host_id, r.role) for r in rows(after, meeting.id)}
    assert found == {(frida.id, Role.ATTENDS), (actor.id, Role.HOSTS)}


def test_a_meeting_without_a_time_waits_in_the_tray(plan: Build) -> None:
    viborg, actor = plan.delegation("Viborg", heads=2), plan.host("Pollen")
    programme = plan.programme()
    after = programme.apply(add_meeting(programme, [viborg.id, actor.id]).changes)
    assert [a.title for a in after.unplaced] == ["1:1 Viborg – Pollen"]


def test_a_meeting_is_at_the_actors_place_else_where_meetings_are(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2)
    studio, hall = plan.site("Studio"), plan.site("Hall")
    plan.meeting("Other", thu("09:00"), 20, hall)
    at_home, guest = plan.host("Lumière", site_id=studio.id), plan.host("Pollen")
    programme = plan.programme()

    def place_of(host_id: str) -> str | None:
        made = add_meeting(programme, [viborg.id, host_id]).changes[0].after
        assert isinstance(made, Activity)
        return made.site_id

    assert (place_of(at_home.id), place_of(guest.id)) == (studio.id, hall.id)


def test_the_first_table_that_is_free_is_taken(plan: Build) -> None:
    hall = plan.site("Hall")
    plan.meeting("A", thu("09:00"), 30, hall, meeting_point="Table 1")
    plan.meeting("B", thu("10:00"), 30, hall, meeting_point="Table 2")
    programme = plan.programme()
    tables = [free_table(programme, hall.id, thu(t), 20) for t in ("09:10", "10:10", "12:00")]
    assert tables == ["Table 2", "Table 1", "Table 1"]


def test_the_language_is_one_that_all_speak(plan: Build) -> None:
    viborg = plan.delegation("Viborg", heads=2, languages=("da", "en"))
    english = plan.host("Pollen", languages=("fr", "en"))
    french = plan.host("Écho", languages=("fr",))
    programme = plan.programme()
    made = [add_meeting(programme, [viborg.id, h.id]).changes[0].after for h in (english, french)]
    assert [m.language for m in made if isinstance(m, Activity)] == ["en", None]


def test_confirming_is_for_everybody_and_can_be_taken_back(plan: Build) -> None:
    viborg, actor = plan.delegation("Viborg", heads=2), plan.host("Pollen")
    meeting = plan.meeting("1:1", thu("10:00"), 20, None, viborg)
    plan.joins(meeting, actor, confirmed=None)
    before = plan.programme()
    yes = before.apply(confirm_meeting(before, meeting.id).changes)
    assert yes.activities[meeting.id].status is ActivityStatus.CONFIRMED
    assert {r.confirmed for r in rows(yes, meeting.id)} == {True}
    no = yes.apply(confirm_meeting(yes, meeting.id).changes)
    assert no.activities[meeting.id].status is ActivityStatus.PLANNED
    assert {r.confirmed for r in rows(no, meeting.id)} == {None}


# -- who asked ----------------------------------------------------------------------------


def test_a_request_is_met_by_a_meeting_of_both_sides(plan: Build) -> None:
    viborg, caen = plan.delegation("Viborg"), plan.delegation("Caen")
    actor = plan.host("Pollen")
    frida = plan.delegate(viborg, "Frida")
    plan.wish(viborg, 1, wanted_host_id=actor)
    plan.wish(caen, 2, wanted_host_id=actor)
    meeting = plan.meeting("1:1", thu("10:00"), 20, None, frida, actor)
    found = {r.asking: r.meeting for r in requests(plan.programme())}
    assert found == {viborg.id: meeting, caen.id: None}


def test_both_sides_asking_is_said(plan: Build) -> None:
    viborg, actor = plan.delegation("Viborg"), plan.host("Pollen")
    plan.wish(viborg, 2, wanted_host_id=actor)
    plan.add(
        Wish(
            "by-host",
            plan.edition.id,
            host_id=actor.id,
            wanted_delegation_id=viborg.id,
            priority=1,
        )
    )
    found = requests(plan.programme())
    assert [(r.asking, r.mutual) for r in found] == [(actor.id, True), (viborg.id, True)]


def test_who_does_not_come_asks_for_nothing(plan: Build) -> None:
    viborg, actor = plan.delegation("Viborg"), plan.host("Pollen")
    plan.wish(viborg, 2, wanted_host_id=actor)
    gone = replace(viborg, status=type(viborg.status).DECLINED)
    plan.add(gone)
    assert requests(plan.programme()) == ()


def test_a_meeting_of_a_day_on_the_road_is_not_proposed_between_stops(plan: Build) -> None:
    hall, far = plan.site("Hall", at=NAMUR), plan.site("Far", at=LIEGE)
    plan.travel(hall, far, 60)
    viborg = plan.delegation("Viborg", heads=2)
    plan.stop("Morning", wed("09:00"), 60, far, viborg)
    plan.stop("Afternoon", wed("11:00"), 420, far, viborg)
    programme = plan.programme()
    found = next_free_slot(programme, [viborg.id], 20, date(2024, 10, 23), site_id=hall.id)
    assert found is None


# -- another place ------------------------------------------------------------------------


def test_a_meeting_goes_to_another_time_and_table_in_one_step(plan: Build) -> None:
    hall = plan.site("Hall")
    meeting = plan.meeting("1:1", thu("10:00"), 20, hall, meeting_point="Table 1")
    edit = place_meeting(plan.programme(), meeting.id, thu("11:00"), Table(hall.id, "Table 2"))
    (after,) = (change.after for change in edit.changes)
    assert isinstance(after, Activity)
    assert (after.start, after.meeting_point) == (thu("11:00"), "Table 2")
    assert edit.label.text("en").endswith("to Table 2, 11:00")


def test_at_its_own_table_a_meeting_only_moves(plan: Build) -> None:
    hall = plan.site("Hall")
    meeting = plan.meeting("1:1", thu("10:00"), 20, hall, meeting_point="Table 1")
    edit = place_meeting(plan.programme(), meeting.id, thu("11:00"), Table(hall.id, "Table 1"))
    assert edit.label.text("en").endswith("10:00 → 11:00")


def test_meetings_and_open_requests_are_counted_for_everybody(plan: Build) -> None:
    caen, pollen, bobine = plan.delegation("Caen"), plan.host("Pollen"), plan.host("Bobine")
    anna = plan.delegate(caen, "Anna")
    plan.meeting("1:1", thu("10:00"), 20, None, anna, pollen)
    plan.wish(caen, wanted_host_id=bobine)
    found = tallies(plan.programme())
    assert found[caen.id][1:] == (1, 1)
    assert found[anna.id][1:] == (1, 0)
    assert found[pollen.id][1:] == (1, 0)
    assert found[bobine.id][1:] == (0, 1)


def test_the_first_meeting_of_all_takes_place_in_the_meeting_room(plan: Build) -> None:
    viborg, caen = plan.delegation("Viborg"), plan.delegation("Caen")
    assert usual_place(plan.programme()) is None
    plan.site("Square", kind="square")
    room = plan.change(plan.site("Salon", kind="meeting-room"), edition_id=plan.edition.id)
    made = add_meeting(plan.programme(), [viborg.id, caen.id], start=fri("10:00"))
    (meeting,) = (c.after for c in made.changes if isinstance(c.after, Activity))
    assert meeting.site_id == room.id
