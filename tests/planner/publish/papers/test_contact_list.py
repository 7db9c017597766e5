"""The contact list: everybody's numbers, and nothing else of anybody."""

from typing import Any

from models.words import DelegationStatus, HostKind
from planner.entities import Contact, Organiser
from planner.publish.papers.contact_list import ContactList, Person, contact_list_words
from tests.build import Build
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import hostile_plan, in_order, squeezed


def contacts(plan: Build) -> ContactList:
    found = contact_list_words(team_copy(plan.programme()))
    assert found is not None
    return found


def test_an_edition_without_anybody_has_no_list() -> None:
    plan = Build()
    plan.delegate(plan.delegation("Gone", status=DelegationStatus.DECLINED), "Ana")
    assert contact_list_words(team_copy(plan.programme())) is None


def test_sections_stand_in_order_and_empty_ones_are_left_out() -> None:
    plan = Build()
    plan.delegation("Caen")
    plan.host("Sacha", HostKind.MODERATOR)
    plan.host("Museum", HostKind.INSTITUTION)
    plan.vehicle("Coach")
    headings = [section.heading for section in contacts(plan).sections]
    assert headings == ["Drivers", "Institutions", "Moderators", "Delegations"]


def test_organisers_and_drivers_have_what_they_do() -> None:
    plan = Build()
    plan.add(Organiser("organiser-1", plan.edition.id, "zoé", "Travel", "z@x.example", "+32 1"))
    plan.add(Organiser("organiser-2", plan.edition.id, "Ana"))
    plan.vehicle("Coach A", driver="Rémy", driver_phone="+32 2", operator="Cars")
    plan.vehicle("Minibus")
    organisers, drivers = (section.groups[0].people for section in contacts(plan).sections)
    assert organisers == (
        Person("Ana", "", "", ""),
        Person("zoé", "Travel", "+32 1", "z@x.example"),
    )
    assert drivers == (
        Person("Rémy", "Coach A · Cars", "+32 2", ""),
        Person("–", "Minibus", "", ""),
    )


def test_contact_persons_stand_below_their_host() -> None:
    plan = Build()
    host = plan.host("Museum", phone="+32 1", email="m@x.example", languages=("fr",))
    plan.host("atelier")
    plan.add(Contact("contact-1", host.id, "Zoé", "Director", "z@x.example", "+32 2"))
    ((group,),) = (section.groups for section in contacts(plan).sections)
    assert group.people == (
        Person("atelier", "", "", ""),
        Person("Museum", "", "+32 1", "m@x.example", languages="French"),
        Person("Zoé", "Museum · Director", "+32 2", "z@x.example", inside=True),
    )


def test_a_delegation_has_its_people_in_its_own_order_and_tells_of_those_without_names() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=5)
    plan.change(plan.programme().cities[caen.city_id], country_code="FR")
    plan.delegate(caen, "Zoé", position=1)
    plan.delegate(caen, "Нина", latin_name="Nina", role="Mayor", languages=("ka",), position=2)
    ((group,),) = (section.groups for section in contacts(plan).sections)
    assert (group.name, group.about, group.unnamed) == ("Caen", "France", "Without a name yet: 3")
    assert group.people == (
        Person("Zoé", "", "", "", inside=True),
        Person("Нина", "Mayor", "", "", "Nina", "Georgian", inside=True),
    )


def test_a_delegation_of_which_nobody_is_known_is_printed_too() -> None:
    plan = Build()
    plan.delegation("Caen", heads=None)
    plan.delegation("Hamar", heads=2)
    text = "".join(pages("contact-list", plan.programme()))
    expected = ["Caen", "Number of people: not known yet", "Hamar", "Without a name yet: 2"]
    assert in_order(expected, text)


def test_nothing_of_diet_needs_or_notes_is_in_it() -> None:
    plan = Build()
    secret = {"diet": "Vegan", "access_needs": "Wheelchair", "note": "Snores", "step_free": True}
    plan.delegate(plan.delegation("Caen", note="Difficult"), "Ana", **secret)
    text = "".join(pages("contact-list", plan.programme()))
    assert "Ana" in text
    hidden = ("Vegan", "Wheelchair", "Snores", "Difficult", "tep-free")
    assert [word for word in hidden if word in text] == []


def test_everybody_of_the_demo_is_there_with_number_and_address() -> None:
    text = "".join(pages("contact-list", demo()))
    people: tuple[Any, ...] = (
        *demo().organisers.values(),
        *demo().hosts.values(),
        *demo().contacts.values(),
        *demo().delegates.values(),
    )
    told = [word for p in people for word in (p.name, p.phone, p.email) if word]
    told += [word for v in demo().vehicles.values() for word in (v.driver, v.driver_phone) if word]
    assert len(told) > 100
    assert [word for word in told if squeezed(word) not in text] == []


def test_the_head_and_the_delegation_are_repeated_on_the_next_page() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    for n in range(60):
        plan.delegate(caen, f"Person {n:02}", position=n)
    found = pages("contact-list", plan.programme())
    assert len(found) > 1
    assert all("Caen" in page and "E-mail" in page for page in found)
    assert in_order([f"Person {n:02}" for n in range(60)], "".join(found))


def test_hostile_names_need_no_second_try() -> None:
    result = printed("contact-list", hostile_plan().programme())
    assert [w for w in result.warnings if "screen readers" in w.text()] == []


def test_every_page_says_whom_it_is_for() -> None:
    found = pages("contact-list", demo())
    assert [page for page in found if "Fortheteamonly" not in page] == []
