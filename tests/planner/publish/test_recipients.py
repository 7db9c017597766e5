from dataclasses import replace

import pytest

from models.words import DelegationStatus, HostKind, Role
from planner.publish.recipients import (
    SLUG_LENGTH,
    RecipientKind,
    recipients,
    stem,
)
from tests.build import Build, on, wed


def slugs(plan: Build) -> list[str]:
    return [r.slug for r in recipients(plan.programme())]


def test_delegations_come_by_name_each_with_its_delegates_and_the_edition_last() -> None:
    plan = Build()
    viborg = plan.delegation("Viborg")
    hamar = plan.delegation("Hamar")
    plan.delegate(viborg, "Bo", position=2)
    plan.delegate(viborg, "Ane", position=1)
    found = recipients(plan.programme())
    assert [(r.kind, r.name) for r in found] == [
        (RecipientKind.DELEGATION, hamar.name),
        (RecipientKind.DELEGATION, "Viborg"),
        (RecipientKind.DELEGATE, "Ane"),
        (RecipientKind.DELEGATE, "Bo"),
        (RecipientKind.EDITION, "2024"),
    ]


def test_hosts_and_drivers_come_by_name_between_the_delegations_and_the_edition() -> None:
    plan = Build()
    hamar = plan.delegation("Hamar")
    for name in ("TRAKK", "a6k"):
        plan.visit("Visit", wed("10:00"), 60, None, hamar, plan.host(name))
    for vehicle in (plan.vehicle("Coach B"), plan.vehicle("Coach A", driver="Zoé")):
        plan.transfer(wed("12:00"), 30, None, None, vehicle_id=vehicle)
    found = [(r.kind.value, r.name, r.slug) for r in recipients(plan.programme())]
    assert found == [
        ("delegation", "Hamar", "delegation-hamar"),
        ("host", "a6k", "host-a6k"),
        ("host", "TRAKK", "host-trakk"),
        ("driver", "Coach B", "driver-coach-b"),
        ("driver", "Zoé", "driver-zoe"),
        ("edition", "2024", "edition"),
    ]


def test_a_host_counts_for_any_role_in_a_part_too_and_until_it_has_said_no() -> None:
    plan = Build()
    mia, no = plan.host("Mia", HostKind.MODERATOR), plan.host("No")
    table = plan.round_table("Table", wed("10:00"), 60)
    plan.joins(plan.part(table, 10), mia, Role.INTERPRETS, confirmed=None)
    plan.joins(table, no, confirmed=False)
    assert [r.key for r in recipients(plan.programme())][:-1] == [f"host:{mia.id}"]


def test_hosts_and_vehicles_without_anything_placed_get_nothing() -> None:
    plan = Build()
    plan.host("Idle")
    host, coach = plan.host("Busy"), plan.vehicle("Coach")
    tour = plan.tour("East", coach)
    plan.stop("In the tray", None, 60, None, host, tour_day_id=plan.tour_day(tour))
    plan.transfer(on(30, "10:00"), 60, None, None, host, vehicle_id=coach)
    plan.blocker("Briefing", wed("09:00"), 60, None, host)
    assert slugs(plan) == ["edition"]


def test_a_driver_is_known_by_the_vehicle_and_called_by_name_once_there_is_one() -> None:
    plan = Build()
    coach = plan.vehicle("Coach", driver=" ")
    plan.stop("Stop", wed("10:00"), 60, tour_day_id=plan.tour_day(plan.tour("East", coach)))
    before = recipients(plan.programme())[0]
    plan.change(coach, driver="Rémy")
    after = recipients(plan.programme())[0]
    assert (before.key, before.name) == (f"driver:{coach.id}", "Coach")
    assert (after.key, after.name) == (before.key, "Rémy")


@pytest.mark.parametrize(
    ("spoken", "language"),
    [(("nl", "de-BE", "fr"), "de-BE"), (("nl", "Walloon"), "it"), ((), "it")],
)
def test_a_host_reads_the_first_of_its_languages_that_documents_exist_in(
    spoken: tuple[str, ...], language: str
) -> None:
    plan = Build()
    plan.set_edition(language="it")
    plan.visit("Visit", wed("10:00"), 60, None, plan.host(languages=spoken))
    assert recipients(plan.programme())[0].language == language


@pytest.mark.parametrize("status", [DelegationStatus.DECLINED, DelegationStatus.CANCELLED])
def test_nobody_of_an_absent_delegation_gets_anything(status: DelegationStatus) -> None:
    plan = Build()
    plan.delegate(plan.delegation("Caen", status=status))
    assert slugs(plan) == ["edition"]


def test_the_language_is_that_of_the_delegations_documents() -> None:
    plan = Build()
    plan.set_edition(language="fr")
    tbilisi = plan.delegation("Tbilisi", document_language="ka")
    plan.delegate(tbilisi)
    assert [r.language for r in recipients(plan.programme())] == ["ka", "ka", "fr"]


def test_file_names_are_made_of_the_names() -> None:
    plan = Build()
    plan.delegate(plan.delegation("Novi Sad"), "Jovana Petrović")
    delegation, delegate, edition = slugs(plan)
    assert delegation == "delegation-novi-sad"
    assert delegate.startswith("delegate-novi-sad-jovana-petrovic-")
    assert len(delegate) == len("delegate-novi-sad-jovana-petrovic-") + 4
    assert edition == "edition"


def test_a_name_in_another_script_gives_way_to_its_latin_form() -> None:
    plan = Build()
    plan.delegate(plan.delegation("Tbilisi"), "ნინო ბერიძე", latin_name="Nino Beridze")
    assert slugs(plan)[1].startswith("delegate-tbilisi-nino-beridze-")


def test_a_name_in_another_script_without_latin_form_leaves_the_hash() -> None:
    plan = Build()
    plan.delegate(plan.delegation("თბილისი"), "ნინო")
    city = plan.delegation("Modena")
    plan.change(city, name="")
    delegation, delegate = slugs(plan)[1:3]
    assert delegation.startswith("delegation-")
    assert delegate.startswith("delegate-")
    assert delegation.isascii()
    assert delegate.isascii()


def test_the_citys_name_stands_in_for_a_delegation_in_another_script() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    plan.change(tbilisi, name="თბილისი")
    assert slugs(plan)[0] == "delegation-tbilisi"


def test_namesakes_all_get_a_hash_and_none_the_plain_name() -> None:
    plan = Build()
    for _ in range(3):
        plan.delegation("Viborg")
    found = slugs(plan)
    assert len(set(found)) == 4
    assert all(len(s) > len("delegation-viborg") for s in found[:3])


def test_namesakes_whose_short_hashes_agree_are_told_apart() -> None:
    plan = Build()
    viborg = plan.delegation("Viborg")
    one = plan.delegate(viborg, "Bo")
    for number in range(700):
        plan.add(replace(one, id=f"{one.id}-{number}"))
    found = slugs(plan)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\Namur\\..",
        "a\x00b\x1b[2J\r\nc",
        "CON",
        ".hidden",
        "x" * 500,
        "ნინო",
        "\ud800",
        "👩‍🎨",
        "",
        "Åse Ørstad-Þórsdóttir d’Hautmont",
    ],
)
def test_file_names_are_harmless_whatever_people_are_called(name: str) -> None:
    plan = Build()
    plan.delegate(plan.delegation(name), name)
    plan.visit("Visit", wed("10:00"), 60, None, plan.host(name))
    plan.transfer(wed("12:00"), 30, None, None, vehicle_id=plan.vehicle(name, driver=name))
    assert len(slugs(plan)) == 5
    for slug in slugs(plan):
        assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert slug.split("-")[0] in (*RecipientKind,)
        assert not slug.endswith("-")
        assert len(slug) <= SLUG_LENGTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enghien-les-Bains", "enghien-les-bains"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("Straße", "strasse"),
        ("Đorđe", "dorde"),
        ("d’Hautmont", "dhautmont"),
        ("İstanbul", "istanbul"),
        ("Đà Nẵng", "da-nang"),
        ("京都", ""),
    ],
)
def test_stems_keep_letters_and_drop_accents(text: str, expected: str) -> None:
    assert stem(text) == expected
