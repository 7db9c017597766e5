"""What a host is told: when, where, as what, and who comes."""

import pytest

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.entities import Host
from planner.publish.agenda import items_for
from planner.publish.items import Heads, Item, ItemKind, Person, Speaker
from planner.publish.labels import Labels
from planner.publish.wording import describe
from tests.build import Build, fri, on, sun, thu, wed
from tests.planner.publish.schedules import recipient_named, sheet_of


def items(plan: Build, host: Host) -> tuple[Item, ...]:
    programme = plan.programme()
    return items_for(programme, recipient_named(programme, host.name))


def words(plan: Build, host: Host) -> list[str]:
    """What the descriptions of all of a host's events say, line by line."""
    return [line for item in items(plan, host) for line in describe(item, Labels("en")).split("\n")]


def test_a_host_gets_what_it_takes_part_in_by_time_with_its_role() -> None:
    plan = Build()
    tbilisi, mia = plan.delegation(), plan.host("Mia", HostKind.MODERATOR)
    plan.visit("Without Mia", wed("09:00"), 30, None, tbilisi)
    plan.joins(plan.session("Talk", fri("10:00"), 60, None, tbilisi), mia, Role.MODERATES)
    plan.visit("Visit", thu("10:00"), 60, None, tbilisi, mia)
    found = [(i.title, i.role, i.kind) for i in items(plan, mia)]
    assert found == [
        ("Visit", Role.HOSTS, ItemKind.ACTIVITY),
        ("Talk", Role.MODERATES, ItemKind.ACTIVITY),
    ]


def test_place_meeting_point_and_language_are_told() -> None:
    plan = Build()
    host, site = plan.host(), plan.site("TRAKK")
    plan.visit("V", wed("10:00"), 60, site, host, meeting_point="Porch", language="en")
    (item,) = items(plan, host)
    assert item.where == site
    assert words(plan, host) == ["Your role: host", "Meeting point: Porch", "Language: English"]


@pytest.mark.parametrize(("confirmed", "told"), [(True, 1), (None, 1), (False, 0)])
def test_only_a_host_who_has_said_no_is_left_out(confirmed: bool | None, told: int) -> None:
    plan = Build()
    host = plan.host()
    plan.visit("Sure", wed("10:00"), 60, None, host)
    plan.joins(plan.visit("Asked", wed("12:00"), 60), host, confirmed=confirmed)
    assert [i.title for i in items(plan, host)].count("Asked") == told


def test_what_is_internal_unplaced_or_outside_the_edition_is_not_told() -> None:
    plan = Build()
    host = plan.host()
    plan.visit("Sure", wed("10:00"), 60, None, host)
    plan.blocker("Briefing", wed("12:00"), 60, None, host)
    plan.visit("In the tray", None, 60, None, host)
    plan.visit("Afterwards", on(30, "10:00"), 60, None, host)
    assert [i.title for i in items(plan, host)] == ["Sure"]


def test_delegations_come_by_name_with_their_numbers_and_the_sum() -> None:
    plan = Build()
    hamar, caen = plan.delegation("Hamar", 3), plan.delegation("Caen", 2)
    modena = plan.delegation("Modena", 5)
    gone = plan.delegation("Viborg", 9, status=DelegationStatus.CANCELLED)
    host, ana = plan.host(), plan.delegate(modena, "Ana")
    plan.visit("V", wed("10:00"), 60, None, host, hamar, caen, ana, gone)
    (item,) = items(plan, host)
    assert item.delegations == ("Caen (2)", "Hamar (3)", "Modena (1)")
    assert item.expected == Heads(6, complete=True)


def test_passengers_of_a_tour_are_expected_at_its_stops_with_guests_counted_unnamed() -> None:
    plan = Build()
    host = plan.host()
    tour = plan.tour("East", None, plan.delegation("Hamar", 3))
    plan.boards(tour, "Journalist Jensen", 2)
    plan.stop("Stop", wed("10:00"), 60, None, host, tour_day_id=plan.tour_day(tour))
    assert "Number of people: 5" in words(plan, host)
    assert "Delegations: Hamar (3)" in words(plan, host)


@pytest.mark.parametrize(
    ("known", "told"),
    [(3, "Number of people: at least 3"), (0, "Number of people: not known yet")],
)
def test_an_unknown_number_is_told_as_such(known: int, told: str) -> None:
    plan = Build()
    host = plan.host()
    visit = plan.visit("V", wed("10:00"), 60, None, host, plan.delegation("Caen", None))
    if known:
        plan.joins(visit, plan.delegation("Hamar", known))
    assert told in words(plan, host)


def test_persons_are_named_in_a_one_to_one_only() -> None:
    plan = Build()
    tbilisi, host = plan.delegation("Tbilisi"), plan.host()
    nino = plan.delegate(tbilisi, "ნინო", latin_name="Nino")
    plan.visit("Visit", wed("10:00"), 60, None, host, nino)
    plan.meeting("Talk", wed("12:00"), 30, None, host, nino)
    visit, meeting = items(plan, host)
    assert visit.people == ()
    assert meeting.people == (Person("ნინო (Nino)", Role.ATTENDS),)
    assert "With: Tbilisi (1)" in words(plan, host)


def test_other_hosts_are_not_told() -> None:
    plan = Build()
    host, other = plan.host("Mundaneum"), plan.host("Robin Interpreter", HostKind.INTERPRETER)
    table = plan.round_table("Table", wed("10:00"), 60, None, host)
    plan.joins(table, other, Role.INTERPRETS)
    plan.part(table, 10, other, title="Words")
    assert not [line for line in words(plan, host) if "Robin" in line]


def test_a_part_for_which_the_host_is_named_is_a_turn_of_its_own() -> None:
    plan = Build()
    speaker, site = plan.host("Robotics"), plan.site("A6K")
    stop = plan.stop("Stop", wed("10:00"), 60, site, plan.delegation(), meeting_point="Porch")
    plan.part(stop, 20, title="Before")
    part = plan.part(stop, 25, title="Machines")
    plan.joins(part, speaker, Role.SPEAKS)
    (turn,) = items(plan, speaker)
    assert (turn.key, turn.kind) == (f"{part.id}:turn", ItemKind.TURN)
    assert (turn.title, turn.within) == ("You speak: Machines", "Stop")
    assert (turn.start, turn.finish) == (wed("10:20"), wed("10:45"))
    assert (turn.where, turn.meeting_point) == (site, "Porch")
    assert words(plan, speaker)[0] == "You speak at 10:20 (25 min)"


def test_who_is_needed_for_another_thing_than_speaking_is_told_as_what() -> None:
    plan = Build()
    mia = plan.host("Mia", HostKind.MODERATOR)
    table = plan.round_table("Table", wed("10:00"), 60)
    welcome = plan.part(table, 5, kind=Kind.WELCOME, title="Hello")
    plan.joins(welcome, mia, Role.MODERATES)
    (turn,) = items(plan, mia)
    assert turn.title == "Your turn: Hello"
    assert words(plan, mia)[:3] == ["Your turn at 10:00 (5 min)", "Table", "Your role: moderator"]


def test_whoever_moderates_sees_the_running_order_with_delegations_and_own_turns() -> None:
    plan = Build()
    mia = plan.host("Mia", HostKind.MODERATOR)
    hamar = plan.delegation("Hamar")
    table = plan.round_table("Table", sun("01:50"), 90, None, hamar)
    plan.joins(table, mia, Role.MODERATES)
    plan.joins(plan.part(table, 40, kind=Kind.WELCOME, title="Hello"), mia, Role.MODERATES)
    plan.part(table, 50, plan.delegate(hamar, "Kari"), title="Games")
    whole, turn = items(plan, mia)
    assert [(p.title, p.turn, p.speakers) for p in whole.parts] == [
        ("Hello", Speaker.YOUR_TURN, ()),
        ("Games", None, ("Hamar",)),
    ]
    assert whole.parts[1].start == sun("02:30")
    assert turn.minutes == 40


def test_a_host_has_no_arrival_hotel_or_departure() -> None:
    plan = Build()
    host = plan.host()
    hotel = plan.site("Hotel")
    caen = plan.delegation("Caen", arrival=wed("08:00"), departure=fri("09:00"), hotel_id=hotel.id)
    plan.visit("V", wed("10:00"), 60, None, caen, host)
    assert [i.kind for i in items(plan, host)] == [ItemKind.ACTIVITY]


def test_a_turn_without_its_whole_stands_on_paper_with_place_and_people() -> None:
    plan = Build()
    speaker, site = plan.host("Robotics"), plan.site("A6K")
    stop = plan.stop("Stop", wed("10:00"), 60, site, plan.delegation("Hamar", 3))
    plan.joins(plan.part(stop, 20, title="Machines"), speaker, Role.SPEAKS)
    programme = plan.programme()
    (day,) = sheet_of(programme, recipient_named(programme, "Robotics")).days
    (row,) = day.rows
    assert (row.is_turn, row.place, row.parts) == (True, "A6K", ())
    assert row.lines == ("Stop", "Delegations: Hamar (3)", "Number of people: 3")
