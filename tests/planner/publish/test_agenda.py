from datetime import date

from models.words import ActivityStatus, DelegationStatus, HostKind, Kind, Role
from planner.entities import Delegate, Delegation
from planner.publish.agenda import by_day, items_for
from planner.publish.items import Item, ItemKind, Person, Speaker
from planner.publish.labels import Labels
from planner.publish.recipients import recipients
from planner.publish.wording import describe
from planner.travel import Source
from tests.build import Build, fri, on, sat, sun, thu, wed
from tests.planner.publish.calendars import recipient_of, whole_edition


def items(plan: Build, who: Delegation | Delegate) -> tuple[Item, ...]:
    programme = plan.programme()
    return items_for(programme, recipient_of(programme, who))


def edition_items(plan: Build) -> tuple[Item, ...]:
    programme = plan.programme()
    return items_for(programme, whole_edition(programme))


def titles(found: tuple[Item, ...]) -> list[str]:
    return [item.title for item in found]


def test_items_come_in_order_of_time_whatever_the_order_of_entry() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    for title, start in (("C", fri("09:00")), ("A", wed("20:00")), ("B", thu("07:00"))):
        plan.visit(title, start, 30, None, tbilisi)
    assert titles(items(plan, tbilisi)) == ["A", "B", "C"]


def test_a_title_is_shown_as_typed() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("  [b]Fab  Lab[/b] \\N; ", wed("10:00"), 30, None, tbilisi)
    assert titles(items(plan, tbilisi)) == ["  [b]Fab  Lab[/b] \\N; "]


def test_an_activity_without_a_title_is_called_by_its_kind_in_the_recipients_language() -> None:
    plan = Build()
    caen = plan.delegation("Caen", document_language="fr")
    plan.visit(" ", wed("10:00"), 30, None, caen)
    assert titles(items(plan, caen)) == ["Visite guidée"]


def test_blockers_and_unplaced_activities_are_shown_to_nobody() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.blocker("Briefing", wed("09:00"), 30, None, tbilisi)
    plan.visit("In the tray", None, 30, None, tbilisi)
    plan.visit("After the edition", on(30, "10:00"), 30, None, tbilisi)
    table = plan.round_table("Table in the tray", None, 60, None, tbilisi)
    plan.part(table, 8, tbilisi)
    outside = plan.round_table("Outside", on(30, "10:00"), 60, None, tbilisi)
    plan.part(outside, 8, tbilisi, title="Turn outside")
    inside = plan.blocker("Rehearsal", thu("09:00"), 60)
    plan.part(inside, 8, tbilisi, kind=Kind.INTERVENTION, title="Turn inside a blocker")
    assert items(plan, tbilisi) == ()
    assert edition_items(plan) == ()


def test_a_delegate_gets_the_delegations_programme_and_their_own() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    ana, bo = plan.delegate(tbilisi, "Ana"), plan.delegate(tbilisi, "Bo")
    plan.visit("All", wed("10:00"), 30, None, tbilisi, hamar)
    plan.meeting("Ana alone", thu("10:00"), 30, None, ana)
    plan.meeting("Bo alone", thu("10:00"), 30, None, bo)
    plan.visit("Hamar", fri("10:00"), 30, None, hamar)
    assert titles(items(plan, ana)) == ["All", "Ana alone"]
    assert titles(items(plan, bo)) == ["All", "Bo alone"]
    assert titles(items(plan, tbilisi)) == ["All", "Ana alone", "Bo alone"]


def test_who_of_the_delegation_takes_part_is_told_by_name_or_as_a_whole() -> None:
    plan = Build()
    tbilisi = plan.delegation(heads=4)
    ana, bo = plan.delegate(tbilisi, "Ana", position=1), plan.delegate(tbilisi, "Bo", position=2)
    plan.visit("Whole", wed("10:00"), 30, None, tbilisi)
    plan.visit("Named", wed("11:00"), 30, None, bo, ana)
    plan.joins(plan.visit("Two of us", wed("12:00"), 30), tbilisi, heads=2)
    whole, named, some = items(plan, tbilisi)
    assert (whole.whole, whole.people, whole.heads) == (True, (), None)
    people = (Person("Ana", Role.ATTENDS), Person("Bo", Role.ATTENDS))
    assert (named.whole, named.people) == (False, people)
    assert (some.whole, some.heads) == (True, 2)
    assert items(plan, ana)[1].people == (Person("Bo", Role.ATTENDS),)


def test_nothing_private_is_in_what_a_recipient_gets() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", note="SECRET-1")
    hamar = plan.delegation("Hamar", note="SECRET-2")
    secrets = {"email": "SECRET-3", "phone": "SECRET-4", "diet": "SECRET-5"}
    ana = plan.delegate(tbilisi, "Ana", access_needs="SECRET-6", note="SECRET-7", **secrets)
    kari = plan.delegate(hamar, "SECRET-8", **secrets)
    host = plan.host("TRAKK", email="SECRET-9", phone="SECRET-10", note="SECRET-11")
    visit = plan.visit("Visit", wed("10:00"), 30, None, tbilisi, kari, host)
    plan.joins(visit, kari, Role.SPEAKS)
    table = plan.round_table("Table", thu("10:00"), 60, None, tbilisi, hamar)
    plan.part(table, 10, kari, title="Talk")
    for who in (tbilisi, ana):
        for item in items(plan, who):
            shown = (describe(item, Labels("en")), item.title, item.people, item.hosts, item.parts)
            assert "SECRET" not in repr(shown)


def test_the_internal_note_of_an_activity_is_not_in_its_description() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("V", wed("10:00"), 30, None, tbilisi, note="SECRET", description="Bring a coat")
    (item,) = items(plan, tbilisi)
    assert "Bring a coat" in describe(item, Labels("en"))
    assert "SECRET" not in describe(item, Labels("en"))


def test_other_delegations_are_named_in_a_meeting_only() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    plan.visit("Visit", wed("10:00"), 30, None, tbilisi, hamar)
    plan.meeting("Meet", wed("11:00"), 30, None, tbilisi, hamar)
    visit, meeting = items(plan, tbilisi)
    assert visit.delegations == ()
    assert meeting.delegations == ("Hamar",)


def test_the_edition_gets_every_placed_activity_with_the_names_of_delegations() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    plan.delegation("Caen", status=DelegationStatus.DECLINED)
    kari = plan.delegate(hamar, "Kari")
    plan.visit("All", wed("10:00"), 30, None, tbilisi, hamar)
    plan.visit("One", wed("11:00"), 30, None, kari)
    plan.visit("Nobody", wed("12:00"), 30)
    table = plan.round_table("Table", wed("13:00"), 30, None, tbilisi)
    plan.part(table, 8, tbilisi)
    found = edition_items(plan)
    assert [(i.title, i.delegations, i.everyone) for i in found] == [
        ("All", ("Hamar", "Tbilisi"), True),
        ("One", ("Hamar",), False),
        ("Nobody", (), False),
        ("Table", ("Tbilisi",), False),
    ]
    assert all(i.people == () for i in found)


def test_a_host_who_has_said_no_is_not_announced() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    visit = plan.visit("Visit", wed("10:00"), 30, None, tbilisi)
    plan.joins(visit, plan.host("No"), confirmed=False)
    plan.joins(visit, plan.host("Perhaps"), confirmed=None)
    plan.joins(visit, plan.host("Tolk", HostKind.INTERPRETER), Role.INTERPRETS)
    plan.joins(visit, plan.host("Mia", HostKind.MODERATOR), Role.MODERATES)
    (item,) = items(plan, tbilisi)
    assert item.hosts == (
        Person("Mia", Role.MODERATES),
        Person("Perhaps", Role.HOSTS),
        Person("Tolk", Role.INTERPRETS),
    )


def test_a_speaking_turn_stands_in_the_round_table_and_as_a_line_of_its_own() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    ana = plan.delegate(tbilisi, "Ana")
    site = plan.site("Delta")
    table = plan.round_table("Table", thu("10:00"), 60, site, tbilisi, hamar)
    plan.part(table, 5, kind=Kind.WELCOME, title="Hello")
    plan.part(table, 20, hamar, title="Hamar speaks")
    turn = plan.part(table, 8, ana, title="Georgian film")
    whole, own = items(plan, ana)
    assert [(p.turn, p.start.strftime("%H:%M"), p.minutes) for p in whole.parts] == [
        (None, "10:00", 5),
        (None, "10:05", 20),
        (Speaker.YOU, "10:25", 8),
    ]
    assert (own.key, own.kind, own.title) == (
        f"{turn.id}:turn",
        ItemKind.TURN,
        "You speak: Georgian film",
    )
    assert (own.start, own.finish, own.place, own.within) == (
        thu("10:25"),
        thu("10:33"),
        site,
        "Table",
    )


def test_turns_of_one_member_are_told_to_the_delegation_by_name_and_to_no_other_member() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    ana, bo = plan.delegate(tbilisi, "Ana"), plan.delegate(tbilisi, "Bo")
    table = plan.round_table("Table", thu("10:00"), 60, None, tbilisi)
    plan.part(table, 8, ana, title="Film")
    assert titles(items(plan, tbilisi)) == ["Table", "Speaking (Ana): Film"]
    assert titles(items(plan, bo)) == ["Table"]


def test_a_turn_of_the_whole_delegation_is_told_to_each_member_as_the_delegations() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    ana = plan.delegate(tbilisi, "Ana")
    table = plan.round_table("Table", thu("10:00"), 60, None, tbilisi)
    plan.part(table, 8, tbilisi, title="Film")
    assert titles(items(plan, tbilisi)) == ["Table", "You speak: Film"]
    assert titles(items(plan, ana)) == ["Table", "Your delegation speaks: Film"]


def test_the_turn_keeps_its_key_when_the_speaker_does_not_attend_the_rest() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    ana = plan.delegate(tbilisi, "Ana")
    table = plan.round_table("Table", thu("10:00"), 60)
    turn = plan.part(table, 8, ana, title="Film")
    assert [i.key for i in items(plan, ana)] == [f"{turn.id}:turn"]
    plan.joins(table, tbilisi)
    assert [i.key for i in items(plan, ana)] == [table.id, f"{turn.id}:turn"]


def test_speakers_of_other_delegations_appear_by_the_name_of_their_delegation() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    ana, kari = plan.delegate(tbilisi, "Ana"), plan.delegate(hamar, "Kari")
    table = plan.round_table("Table", thu("10:00"), 60, None, tbilisi, hamar)
    plan.part(table, 8, ana)
    plan.part(table, 8, kari)
    assert [p.speakers for p in items(plan, ana)[0].parts] == [("Ana",), ("Hamar",)]
    assert [p.speakers for p in items(plan, kari)[0].parts] == [("Tbilisi",), ("Kari",)]


def test_a_part_that_is_only_for_others_is_left_out() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    stop = plan.stop("Stop", wed("10:00"), 60, None, tbilisi, hamar)
    plan.part(stop, 20, title="For all")
    plan.part(stop, 20, hamar, title="For Hamar")
    assert [p.title for p in items(plan, tbilisi)[0].parts] == ["For all"]
    assert [p.title for p in items(plan, hamar)[0].parts] == ["For all", "For Hamar"]


def test_everybody_on_board_gets_what_happens_on_the_tour() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    tour = plan.tour("East", None, tbilisi)
    plan.stop("Stop", wed("10:00"), 60, tour_day_id=plan.tour_day(tour))
    assert titles(items(plan, tbilisi)) == ["Stop"]
    assert items(plan, hamar) == ()


def test_the_way_from_the_item_before_is_given_on_the_same_day_only() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    a, b = plan.site("A"), plan.site("B")
    plan.travel(a, b, 12)
    plan.visit("1", wed("10:00"), 30, a, tbilisi)
    plan.visit("2", wed("11:00"), 30, b, tbilisi)
    plan.visit("3", wed("12:00"), 30, b, tbilisi)
    plan.visit("4", thu("10:00"), 30, a, tbilisi)
    ways = [i.travel for i in items(plan, tbilisi)]
    assert [w and (w.minutes, w.source) for w in ways] == [None, (12, Source.OWN), None, None]


def test_a_transfer_happens_where_it_begins() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    a, b = plan.site("A"), plan.site("B")
    plan.transfer(wed("10:00"), 30, a, b, tbilisi)
    plan.transfer(wed("11:00"), 30, None, b, tbilisi)
    known, unknown = items(plan, tbilisi)
    assert (known.origin, known.place, known.where) == (a, b, a)
    assert unknown.where is None


def test_days_hold_what_begins_on_them_in_the_night_of_the_clock_change_too() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.reception("Late", sat("23:30"), 120, None, tbilisi)
    plan.free("Second pass", sun("02:30", fold=1), 30, None, tbilisi)
    plan.free("First pass", sun("02:30"), 30, None, tbilisi)
    programme = plan.programme()
    days = by_day(items(plan, tbilisi), programme.clock)
    assert [(day, titles(group)) for day, group in days] == [
        (date(2024, 10, 26), ["Late"]),
        (date(2024, 10, 27), ["First pass", "Second pass"]),
    ]
    assert [i.start.fold for i in days[1][1]] == [0, 1]


def test_a_requested_activity_stays_marked_as_such() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("V", wed("10:00"), 30, None, tbilisi, status=ActivityStatus.REQUESTED)
    assert items(plan, tbilisi)[0].status is ActivityStatus.REQUESTED


def test_keys_are_unique_in_everybodys_programme() -> None:
    plan = Build()
    tbilisi = plan.delegation(arrival=wed("08:00"), departure=sun("15:00"))
    ana = plan.delegate(tbilisi, "Ana", arrival=wed("10:00"))
    plan.delegate(tbilisi, "Bo", arrival=wed("11:00"))
    table = plan.round_table("Table", thu("10:00"), 60, None, tbilisi)
    plan.part(table, 8, ana)
    for who in (tbilisi, ana):
        keys = [i.key for i in items(plan, who)]
        assert len(set(keys)) == len(keys)


def test_a_delegation_that_is_not_coming_has_an_empty_programme() -> None:
    plan = Build()
    tbilisi = plan.delegation(arrival=wed("08:00"))
    plan.visit("V", wed("10:00"), 30, None, tbilisi)
    recipient = recipient_of(plan.programme(), tbilisi)
    plan.change(tbilisi, status=DelegationStatus.CANCELLED)
    assert items_for(plan.programme(), recipient) == ()


def test_whoever_was_removed_from_the_plan_has_an_empty_programme() -> None:
    plan = Build()
    tbilisi, host, coach = plan.delegation(), plan.host(), plan.vehicle()
    ana = plan.delegate(tbilisi, "Ana")
    visit = plan.visit("V", wed("10:00"), 30, None, tbilisi, host)
    drive = plan.transfer(wed("12:00"), 30, None, None, ana, vehicle_id=coach)
    former = [r for r in recipients(plan.programme()) if r.id in (ana.id, host.id, coach.id)]
    gone = [ana.id, host.id, coach.id]
    gone += [p.id for p in plan.programme().participations.values() if p.delegation_id is None]
    for row_id in gone:
        del plan.rows[row_id]
    plan.change(drive, vehicle_id=None)
    programme = plan.programme()
    assert visit.id in programme.spans
    assert [items_for(programme, r) for r in former] == [(), (), ()]
