"""Schedules as plain text."""

from dataclasses import replace

import pytest

from planner.demo import demo_programme
from planner.entities import Organiser
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.outline import LEFT_TO_RIGHT_MARK, Rank, outline
from planner.publish.plaintext import clean_line
from planner.publish.recipients import Recipient, recipients
from planner.publish.text import WIDTH, text
from tests.build import Build, fri, sun, wed
from tests.planner.publish.schedules import (
    HOSTILE,
    hostile_plan,
    in_order,
    recipient_named,
    sheet_of,
    small_plan,
)


def text_of(programme: Programme, recipient: Recipient) -> str:
    return text(sheet_of(programme, recipient)).decode()


def caen(plan: Build) -> str:
    programme = plan.programme()
    return text_of(programme, recipient_named(programme, "Caen"))


@pytest.mark.parametrize("index", [0, 1, -1], ids=["delegation", "delegate", "edition"])
def test_a_text_holds_all_items_of_its_recipient_in_order(index: int) -> None:
    programme = demo_programme()
    recipient = recipients(programme)[index]
    titles = [item.title for item in items_for(programme, recipient)]
    assert in_order(titles, "".join(text_of(programme, recipient).split()))


def test_an_item_has_its_details_below_it_and_ones_own_turn_is_marked() -> None:
    programme = small_plan().programme()
    found = text_of(programme, recipient_named(programme, "ნინო მაგალითაძე"))
    assert found.startswith("ნინო მაგალითაძე · Nino Magalitadze\n=======")
    assert "\n\nWednesday 23 October\n--------------------\n\n10:00–11:00 Fab Lab\n" in found
    assert "    Guided visit · TRAKK, Avenue Reine Astrid 16, 5000 Namur\n" in found
    assert "    Meeting point: Porch\n    Host: Fab Lab crew\n" in found
    assert "    » 10:00 Courtyards on air – ნინო მაგალითაძე\n" in found
    assert "    10:10 A town that animates – Viborg\n" in found


def test_no_line_is_longer_than_it_should_be_unless_a_word_is() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    site = plan.site("y" * 100)
    plan.visit("word " * 60, wed("10:00"), 60, site, city, description="more words " * 30)
    lines = caen(plan).split("\n")
    assert max(len(line) for line in lines if "y" * 100 not in line) <= WIDTH
    (long,) = (line for line in lines if "y" * 100 in line)
    assert long.split() == ["y" * 100]
    assert not [line for line in lines if line != line.rstrip()]


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.visit("Night walk", sun("02:30", fold=1), 90, None, city)
    assert "\n02:30 CET–04:00 Night walk\n" in caen(plan)


def test_lines_of_a_description_stay_lines() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.visit("Visit", wed("10:00"), 60, None, city, description="First\n\nSecond")
    assert "\n    First\n    Second\n" in caen(plan)


def test_release_print_time_and_organisers_are_told() -> None:
    plan = Build()
    plan.visit("Visit", wed("10:00"), 60, None, plan.delegation("Caen"))
    plan.add(Organiser("anna", plan.edition.id, "Anna", "Lead", "anna@kikk.example", "+32 1"))
    found = caen(plan)
    assert "\nOrganisers\n----------\n\nAnna, Lead\n    +32 1\n    anna@kikk.example\n" in found
    assert found.endswith("\n\n2024 · Caen · DRAFT · Printed on 20 Oct 2024 at 14:05\n")


def test_a_name_written_from_right_to_left_leaves_the_times_as_they_are() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.meeting("דוד הדוגמה", fri("10:00"), 30, None, city)
    assert f"\n{LEFT_TO_RIGHT_MARK}10:00–10:30 דוד הדוגמה\n" in caen(plan)
    assert caen(plan).count(LEFT_TO_RIGHT_MARK) == 1


@pytest.mark.parametrize("index", [0, 1, -1], ids=["delegation", "delegate", "edition"])
def test_hostile_texts_are_told_as_typed_in_lines_of_their_own(index: int) -> None:
    programme = hostile_plan().programme()
    sheet = sheet_of(programme, recipients(programme)[index])
    found = "".join(text(sheet).decode().split())
    for typed in HOSTILE:
        assert "".join(typed.split()) in found
    titles = [line for line in outline(sheet) if line.rank is Rank.ENTRY]
    assert len(titles) == sum(len(day.rows) for day in sheet.days) + len(sheet.members)


def test_control_characters_do_not_reach_the_text() -> None:
    programme = small_plan().programme()
    sheet = sheet_of(programme, recipient_named(programme, "Viborg"))
    hostile = replace(sheet, theme="a\x00b\x1b[31m\u202e\ud800c\r\nd")
    assert clean_line(hostile.theme) == "ab[31mc d"
    assert "ab[31mc d" in text(hostile).decode()


def test_the_same_sheet_gives_the_same_bytes() -> None:
    programme = small_plan().programme()
    sheet = sheet_of(programme, recipient_named(programme, "Viborg"))
    assert text(sheet) == text(sheet)
