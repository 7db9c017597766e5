"""The sheet of a host: who comes, when, how, and what the host is asked to do."""

from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from models.words import ActivityStatus, HostKind, Role, TravelMode
from planner.demo import demo_programme
from planner.entities import Host, Organiser
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.documents import BY_NAME
from planner.publish.paper import Typesetter
from planner.publish.papers.host_rows import Meeting, Visit
from planner.publish.papers.host_sheet import HostSheet, host_sheet_words
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build, fri, sun, thu, wed
from tests.planner.publish.schedules import (
    HOSTILE,
    copy_of,
    hostile_plan,
    in_order,
    pages_of,
    recipient_named,
    squeezed,
)


@cache
def demo() -> Programme:
    return demo_programme()


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def hosts(programme: Programme) -> list[Recipient]:
    return [r for r in recipients(programme) if r.kind is RecipientKind.HOST]


def pages(programme: Programme, recipient: Recipient) -> list[str]:
    manuscript = BY_NAME["host-sheet"].manuscript(copy_of(programme, recipient))
    assert manuscript is not None
    printed = typesetter().pdf(manuscript)
    assert printed.warnings == ()
    return pages_of(printed.content)


def sheet(plan: Build, host: Host, **copied: Any) -> HostSheet:
    programme = plan.programme()
    made = host_sheet_words(copy_of(programme, recipient_named(programme, host.name), **copied))
    assert made is not None
    return made


def visits(made: HostSheet) -> list[Visit]:
    return [visit for day in made.days for run in day.runs for visit in run.visits]


def meetings(made: HostSheet) -> list[Meeting]:
    return [meeting for day in made.days for run in day.runs for meeting in run.meetings]


def facts(made: HostSheet) -> dict[str, str]:
    """Those of the first visit."""
    return {fact.heading: fact.text for fact in visits(made)[0].facts}


@pytest.mark.parametrize("recipient", hosts(demo())[::6], ids=lambda r: r.slug)
def test_a_host_of_the_demo_gets_one_page_with_all_of_it_in_order(recipient: Recipient) -> None:
    (page,) = pages(demo(), recipient)
    items = items_for(demo(), recipient)
    assert in_order([demo().clock.wall(item.begin).strftime("%H:%M") for item in items], page)
    whole = [item.title for item in items if "1:1" not in item.title]
    assert in_order(whole, page)


def test_no_delegate_and_no_other_host_is_named_to_an_institution() -> None:
    recipient = recipient_named(demo(), "Le Pavillon")
    text = "".join(pages(demo(), recipient))
    people = [d.name for d in demo().delegates.values()]
    others = [h.name for h in demo().hosts.values() if h.name != "Le Pavillon"]
    assert [name for name in people + others if squeezed(name) in text] == []


@pytest.mark.parametrize("recipient", hosts(demo())[::6], ids=lambda r: r.slug)
def test_nothing_of_health_diet_or_how_to_reach_anybody_is_told(recipient: Recipient) -> None:
    text = "".join(pages(demo(), recipient))
    secrets = [
        secret
        for d in demo().delegates.values()
        for secret in (d.diet, d.access_needs, d.phone, d.email)
        if secret
    ]
    assert [secret for secret in secrets if squeezed(secret) in text] == []


def test_a_visit_tells_who_comes_and_what_they_speak() -> None:
    plan = Build()
    trakk = plan.host("TRAKK", HostKind.INSTITUTION)
    caen = plan.delegation("Caen", heads=4, languages=("fr", "en"))
    plan.delegation("Modena")
    hamar = plan.delegation("Hamar", heads=None, languages=("en",))
    site = plan.site("TRAKK", address="Avenue 16", postcode="5000", municipality="Namur")
    plan.visit("Labs", wed("10:00"), 75, site, caen, hamar, trakk, language="en")
    made = sheet(plan, trakk)
    assert facts(made) == {
        "Your role": "host (confirmed)",
        "Place": "TRAKK, Avenue 16, 5000 Namur",
        "Delegations": "Caen (4), Hamar",
        "Number of people": "at least 4",
        "Language": "English",
        "They speak": "English, French",
        "Interpretation": "not provided",
    }
    assert (visits(made)[0].time, visits(made)[0].length) == ("10:00–11:15", "75 min")
    assert [(g.name, g.people) for g in made.guests] == [("Caen", "4"), ("Hamar", "not known yet")]


def test_interpretation_is_told_with_its_languages_and_without_a_name() -> None:
    plan = Build()
    trakk, caen = plan.host("TRAKK"), plan.delegation("Caen", languages=("fr",))
    visit = plan.visit("Labs", wed("10:00"), 60, None, caen, trakk, language="en")
    billie = plan.host("Billie", HostKind.INTERPRETER, languages=("fr", "en"))
    plan.joins(visit, billie, Role.INTERPRETS)
    made = sheet(plan, trakk)
    assert facts(made)["Interpretation"] == "provided (French, English)"
    assert "Billie" not in repr(made)


def test_the_need_for_a_way_without_steps_is_a_number() -> None:
    plan = Build()
    trakk, hamar = plan.host("TRAKK"), plan.delegation("Hamar")
    plan.delegate(hamar, "Sjur", step_free=True, access_needs="Wheelchair user")
    plan.visit("Labs", wed("10:00"), 60, None, hamar, trakk)
    made = sheet(plan, trakk)
    assert facts(made)["People who need step-free access"] == "1"
    assert "Sjur" not in repr(made)
    assert "Wheelchair" not in repr(made)


def test_all_roles_of_the_host_are_told() -> None:
    plan = Build()
    sacha = plan.host("Sacha")
    table = plan.round_table("Cities", wed("10:00"), 60, None, plan.delegation())
    plan.joins(table, sacha, Role.INTERPRETS)
    plan.joins(table, sacha, Role.MODERATES)
    assert facts(sheet(plan, sacha))["Your role"] == "moderator, interpreter (confirmed)"


def test_an_answer_that_is_missing_is_asked_for() -> None:
    plan = Build()
    trakk, caen = plan.host("TRAKK"), plan.delegation("Caen")
    sure = plan.visit("Sure", wed("10:00"), 60, None, caen, trakk)
    asked = plan.visit("Asked", wed("12:00"), 60, None, caen)
    plan.joins(asked, trakk, confirmed=None)
    made = sheet(plan, trakk)
    assert [v.badges for v in visits(made)] == [(), ("Please confirm",)]
    assert "“Please confirm”" in made.confirm
    plan.change(sure, status=ActivityStatus.REQUESTED)
    assert visits(sheet(plan, trakk))[0].badges == ("To be confirmed",)


def test_nothing_is_asked_for_where_all_is_confirmed() -> None:
    plan = Build()
    trakk = plan.host("TRAKK")
    plan.visit("Sure", wed("10:00"), 60, None, plan.delegation(), trakk)
    assert sheet(plan, trakk).confirm == ""


def test_a_host_that_has_said_no_gets_no_sheet() -> None:
    plan = Build()
    trakk = plan.host("TRAKK")
    visit = plan.visit("Labs", wed("10:00"), 60, None, plan.delegation())
    plan.joins(visit, trakk, confirmed=False)
    programme = plan.programme()
    recipient = Recipient(RecipientKind.HOST, trakk.id, trakk.name, "en", "host-trakk")
    assert host_sheet_words(copy_of(programme, recipient)) is None


def test_the_rides_that_bring_the_group_and_take_it_on_are_told() -> None:
    plan = Build()
    coach, a6k = plan.vehicle("Coach A"), plan.host("A6K")
    day = plan.tour_day(plan.tour("East", coach, plan.delegation("Caen")))
    namur, site = plan.site("Namur"), plan.site("A6K")
    ride: dict[str, Any] = {"tour_day_id": day, "mode": TravelMode.COACH}
    plan.transfer(wed("08:00"), 60, namur, site, **ride)
    plan.stop("Engineers", wed("09:05"), 60, site, a6k, tour_day_id=day)
    plan.transfer(wed("10:10"), 60, site, namur, **ride)
    told = facts(sheet(plan, a6k))
    assert told["The group arrives"] == "09:00 · Coach (Coach A)"
    assert told["The group leaves"] == "10:10 · Coach (Coach A)"


def test_groups_that_come_apart_are_told_apart() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    site, trakk = plan.site("TRAKK"), plan.host("TRAKK")
    plan.transfer(wed("09:00"), 20, plan.site("A"), site, caen, mode=TravelMode.CAR)
    plan.transfer(wed("09:10"), 15, plan.site("B"), site, hamar, mode=TravelMode.WALK)
    plan.visit("Labs", wed("09:30"), 60, site, caen, hamar, trakk)
    arrivals = [f.text for f in visits(sheet(plan, trakk))[0].facts if "arrives" in f.heading]
    assert arrivals == ["09:20 · Car: Caen", "09:25 · On foot: Hamar"]


@pytest.mark.parametrize("gap", [61, -5])
def test_a_ride_to_something_else_is_not_told(gap: int) -> None:
    plan = Build()
    caen, site, trakk = plan.delegation("Caen"), plan.site("TRAKK"), plan.host("TRAKK")
    plan.transfer(wed("09:00"), 60, plan.site("A"), site, caen)
    plan.visit("Labs", wed("10:00") + timedelta(minutes=gap), 60, site, caen, trakk)
    assert "The group arrives" not in facts(sheet(plan, trakk))


def test_guests_on_board_are_counted_and_not_named() -> None:
    plan = Build()
    tour = plan.tour("East", plan.vehicle(), plan.delegation("Caen"))
    plan.delegation("Hamar")
    plan.boards(tour, "Mayor Secret", 2)
    a6k = plan.host("A6K")
    plan.stop("Engineers", wed("09:05"), 60, None, a6k, tour_day_id=plan.tour_day(tour))
    made = sheet(plan, a6k)
    assert facts(made)["Delegations"] == "Caen (4), Guests (2)"
    assert "Mayor" not in repr(made)


def test_a_1_to_1_names_the_partner_with_role_and_languages_in_one_line() -> None:
    plan = Build()
    tbilisi, studio = plan.delegation("Tbilisi"), plan.host("Studio")
    nino = plan.delegate(
        tbilisi, "ნინო", latin_name="Nino", role="Curator", languages=("ka", "en"), email="SECRET"
    )
    salon = plan.site("Salon", address="Rue 4", postcode="5000", municipality="Namur")
    texts = {"meeting_point": "Table 1", "language": "en"}
    plan.meeting("1:1 Nino and Studio", thu("09:00"), 30, salon, nino, studio, **texts)
    made = sheet(plan, studio)
    (met,) = meetings(made)
    (partner,) = met.partners
    assert (partner.name, partner.about) == ("ნინო (Nino)", "Tbilisi · Curator")
    assert partner.languages == "Georgian, English"
    assert (met.time, met.place, met.language) == ("09:00–09:30", "Salon, Table 1", "English")
    assert made.days[0].runs[0].notes == ("Salon: Rue 4, 5000 Namur",)
    assert made.guests == ()
    assert "SECRET" not in repr(made)


@pytest.mark.parametrize(
    ("title", "shown"), [("1:1 NINO and Studio", ""), ("Residencies", "Residencies")]
)
def test_a_title_that_says_only_who_meets_is_left_out(title: str, shown: str) -> None:
    plan = Build()
    studio, nino = plan.host("Studio"), plan.delegate(plan.delegation("Tbilisi"), "Nino")
    plan.meeting(title, thu("09:00"), 30, None, nino, studio)
    (met,) = meetings(sheet(plan, studio))
    assert met.title == shown


def test_a_meeting_with_a_whole_delegation_names_the_delegation() -> None:
    plan = Build()
    studio = plan.host("Studio")
    modena = plan.delegation("Modena", languages=("it",))
    plan.meeting("Kitchens", thu("09:00"), 30, None, modena, studio)
    (met,) = meetings(sheet(plan, studio))
    assert [(p.name, p.languages) for p in met.partners] == [("Modena", "Italian")]


def test_twenty_meetings_are_twenty_lines_on_one_page() -> None:
    plan = Build()
    studio, city, salon = plan.host("Studio"), plan.delegation("Tbilisi"), plan.site("Salon")
    plan.add(Organiser("organiser-1", plan.edition.id, "Odile", "Programme", "o@x", "+32 1"))
    for n in range(20):
        person = plan.delegate(city, f"Person number {n:02}", role="Head of culture")
        begin = thu("09:00") + timedelta(minutes=30 * n)
        plan.meeting(f"1:1 Person number {n:02}", begin, 30, salon, person, studio)
    programme = plan.programme()
    (page,) = pages(programme, recipient_named(programme, "Studio"))
    names = [f"Person number {n:02}" for n in range(20)]
    assert in_order(["Whom to call", "Odile", "+32 1", *names], page)


def test_what_the_host_says_itself_is_a_turn() -> None:
    plan = Build()
    table = plan.round_table("Cities", wed("10:00"), 60, None, plan.delegation())
    studio = plan.host("Studio")
    part = plan.part(table, 10, title="Light")
    plan.joins(part, studio, Role.SPEAKS)
    (turn,) = visits(sheet(plan, studio))
    assert (turn.title, turn.is_turn) == ("You speak: Light", True)
    assert {f.heading: f.text for f in turn.facts}["Part of"] == "Cities"


def test_what_has_changed_is_marked() -> None:
    plan = Build()
    trakk, caen = plan.host("TRAKK"), plan.delegation("Caen")
    plan.visit("Same", wed("10:00"), 60, None, caen, trakk)
    changed = plan.visit("New", wed("12:00"), 60, None, caen, trakk)
    made = sheet(plan, trakk, changed=frozenset({changed.id}))
    assert [v.badges for v in visits(made)] == [(), ("Changed",)]


def test_visits_and_meetings_keep_the_order_of_the_day() -> None:
    plan = Build()
    studio, city = plan.host("Studio"), plan.delegation("Tbilisi")
    nino = plan.delegate(city, "Nino")
    plan.meeting("Early", thu("09:00"), 30, None, nino, studio)
    plan.visit("Midday", thu("12:00"), 60, None, city, studio)
    plan.meeting("Late", thu("15:00"), 30, None, nino, studio)
    plan.visit("Tomorrow", fri("09:00"), 30, None, city, studio)
    programme = plan.programme()
    (page,) = pages(programme, recipient_named(programme, "Studio"))
    assert in_order(["Thursday", "Early", "Midday", "Late", "Friday", "Tomorrow"], page)


def test_the_hour_that_happens_twice_is_told_apart() -> None:
    plan = Build()
    studio = plan.host("Studio")
    plan.visit("Night", sun("02:30", fold=1), 90, None, plan.delegation(), studio)
    made = sheet(plan, studio)
    assert visits(made)[0].time == "02:30 CET–04:00"
    assert "clocks went back" in made.days[0].note


def test_forty_visits_a_day_break_over_pages_in_order() -> None:
    plan = Build()
    trakk, caen = plan.host("TRAKK"), plan.delegation("Caen")
    for n in range(40):
        begin = thu("08:00") + timedelta(minutes=20 * n)
        plan.visit(f"Visit number {n:02}", begin, 20, None, caen, trakk)
    programme = plan.programme()
    found = pages(programme, recipient_named(programme, "TRAKK"))
    assert len(found) > 1
    assert all("Thursday24October" in page for page in found)
    assert in_order([f"Visit number {n:02}" for n in range(40)], "".join(found))


def test_texts_of_any_kind_and_length_are_printed_as_they_are_typed() -> None:
    programme = hostile_plan().programme()
    for recipient in hosts(programme):
        if recipient.name.isascii():
            assert squeezed(recipient.name) in "".join(pages(programme, recipient))
    assert len(hosts(programme)) == len(HOSTILE)
