"""Badges: everybody has one, strangers read it, a phone reads the code."""

from typing import Any

import pytest

from models.words import DelegationStatus, HostKind
from planner.entities import Contact, Organiser
from planner.programme import Programme
from planner.publish.papers.badges import Badges, badges_words
from planner.publish.papers.vcard import LONGEST, vcard
from tests.build import Build, fri
from tests.planner.publish.papers.tables import private_of
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import (
    HOSTILE,
    copy_of,
    hostile_plan,
    in_order,
    recipient_named,
    squeezed,
)
from tests.planner.publish.test_feeds import pixels


def badges_of(plan: Build) -> Badges:
    found = badges_words(team_copy(plan.programme()))
    assert found is not None
    return found


def own_badges(programme: Programme, delegation: str) -> Badges | None:
    return badges_words(copy_of(programme, recipient_named(programme, delegation)))


def test_everybody_comes_in_order_delegations_hosts_organisers() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=1)
    plan.delegate(caen, "Maëlle", role="Mayor")
    plan.add(Organiser("organiser-1", plan.edition.id, "Odile", "Programme"))
    sacha, unused = (plan.host(name, HostKind.MODERATOR) for name in ("Sacha", "Unused"))
    plan.visit("Fab Lab", fri("10:00"), 60, None, caen, sacha)
    found = [(b.task, b.name, b.role, b.of) for b in badges_of(plan).badges]
    assert found == [
        ("Delegation", "Maëlle", "Mayor", "Caen"),
        ("Moderator", "Sacha", "", ""),
        ("Organiser", "Odile", "Programme", ""),
    ]
    assert unused.name not in "".join(pages("badges", plan.programme()))


def test_a_contact_person_wears_the_name_of_the_house() -> None:
    plan = Build()
    museum = plan.host("Museum", HostKind.INSTITUTION)
    plan.add(Contact("contact-1", museum.id, "Zoé", "Director", "z@x.example", "+32 2"))
    plan.visit("Museum", fri("10:00"), 60, None, museum)
    (badge,) = badges_of(plan).badges
    assert (badge.task, badge.name, badge.role, badge.of) == ("Host", "Zoé", "Director", "Museum")


def test_a_house_without_a_contact_person_has_a_badge_to_write_on() -> None:
    plan = Build()
    plan.visit("Museum", fri("10:00"), 60, None, plan.host("Museum", HostKind.INSTITUTION))
    (badge,) = badges_of(plan).badges
    assert (badge.name, badge.of, badge.code) == ("", "Museum", "")


@pytest.mark.parametrize(("heads", "blanks"), [(5, 3), (2, 0), (None, 0)])
def test_people_without_a_name_get_blanks(heads: int | None, blanks: int) -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=heads)
    plan.delegate(caen, "Maëlle")
    plan.delegate(caen, "Noé")
    found = badges_of(plan).badges
    assert [b.name for b in found] == ["Maëlle", "Noé"] + [""] * blanks
    assert {b.of for b in found} == {"Caen"}


def test_a_delegation_of_an_unknown_number_gets_one_blank() -> None:
    plan = Build()
    plan.delegation("Caen", heads=None)
    assert [(b.name, b.of) for b in badges_of(plan).badges] == [("", "Caen")]


def test_who_is_not_coming_has_no_badge() -> None:
    plan = Build()
    plan.delegate(plan.delegation("Gone", status=DelegationStatus.DECLINED), "Ana")
    assert badges_words(team_copy(plan.programme())) is None


def test_a_delegation_gets_its_own_badges_only() -> None:
    own = own_badges(demo(), "Tbilisi")
    assert own is not None
    assert [b.latin for b in own.badges] == [
        "Nino Magalitadze",
        "Giorgi Nimushashvili",
        "Tamar Gamogonili",
    ]
    assert {b.of for b in own.badges} == {"Tbilisi"}
    assert "Tbilisi" in own.frame.recipient


@pytest.mark.parametrize("delegation", ["Tbilisi", "Novi Sad", "Viborg"])
def test_a_phone_reads_from_the_code_what_the_badge_says(delegation: str) -> None:
    reader: Any = pytest.importorskip("zxingcpp")
    own = own_badges(demo(), delegation)
    assert own is not None
    for badge in own.badges:
        (found,) = reader.read_barcodes(pixels(badge.code))
        assert found.text == vcard(badge.name, badge.latin, badge.of, badge.role)


def test_the_code_is_a_card_of_version_four_with_the_name_in_both_scripts() -> None:
    assert vcard("ნინო", "Nino", "Tbilisi, Arts", "Curator; writer").split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN;ALTID=1:ნინო",
        "FN;ALTID=1:Nino",
        "ORG:Tbilisi\\, Arts",
        "TITLE:Curator\\; writer",
        "END:VCARD",
        "",
    ]


def test_what_is_unknown_is_left_out_of_the_code() -> None:
    assert vcard("Ana", "", "", " ").split("\r\n")[2:-2] == ["FN:Ana"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_add_a_line_to_the_code(text: str) -> None:
    lines = vcard(f"{text}\r\nTEL:1", text, text, text).split("\r\n")
    assert len(lines) == 8
    assert not [line for line in lines if line.startswith("TEL")]


def test_a_very_long_name_is_cut_in_the_code_so_that_it_can_be_read() -> None:
    reader: Any = pytest.importorskip("zxingcpp")
    plan = Build()
    plan.delegate(plan.delegation("Caen"), "ნ" * 300, role="x" * 300)
    (found,) = reader.read_barcodes(pixels(badges_of(plan).badges[0].code))
    assert found.text == vcard("ნ" * 300, "", "Caen", "x" * 300)
    assert "ნ" * (LONGEST - 1) + "…" in found.text


@pytest.mark.slow
def test_ten_badges_make_a_page_and_all_names_are_on_them() -> None:
    words = badges_words(team_copy(demo()))
    assert words is not None
    found = pages("badges", demo())
    assert len(found) == -(-len(words.badges) // 10)
    for number, page in enumerate(found):
        on_page = words.badges[number * 10 : number * 10 + 10]
        assert in_order([b.name for b in on_page], page.replace("\u2060", ""))


def test_no_phone_mail_or_diet_is_on_a_badge_or_in_its_code() -> None:
    words = badges_words(team_copy(demo()))
    assert words is not None
    texts = [text for b in words.badges for text in (b.name, b.latin, b.role, b.of, b.home)]
    cards = [vcard(b.name, b.latin, b.of, b.role) for b in words.badges]
    found = [p for p in private_of(demo()) if any(p in text for text in (*texts, *cards))]
    assert found == []


@pytest.mark.slow
def test_hostile_names_are_printed_as_they_are_typed() -> None:
    programme = hostile_plan().programme()
    text = "".join(pages("badges", programme)).replace("\u2060", "")
    latin = [words for words in HOSTILE if words.isascii()]
    assert printed("badges", programme).warnings == ()
    assert [words for words in latin if squeezed(words) not in text] == []
