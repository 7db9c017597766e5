"""Name cards: one for each seat at a round table."""

import pytest

from models.words import Kind
from planner.publish.papers.name_cards import NameCards, name_cards_words
from tests.build import Build, fri, sat
from tests.planner.publish.papers.tables import full_table, hostile_tables
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import HOSTILE, squeezed


def cards_of(plan: Build) -> NameCards:
    found = name_cards_words(team_copy(plan.programme()))
    assert found is not None
    return found


def test_an_edition_without_a_round_table_has_no_cards() -> None:
    plan = Build()
    plan.visit("Fab Lab", fri("10:00"), 60, None, plan.delegation())
    assert name_cards_words(team_copy(plan.programme())) is None


def test_moderators_come_first_then_speakers_in_their_order_then_interpreters() -> None:
    plan, _table = full_table()
    assert [(c.name, c.latin, c.of) for c in cards_of(plan).cards] == [
        ("Sacha", "", "Moderator"),
        ("ნინო მაგალითაძე", "Nino Magalitadze", "Tbilisi"),
        ("Viborg", "", ""),
        ("Billie", "", "Interpreter"),
    ]


def test_who_gives_the_room_has_a_card_only_when_they_have_the_word() -> None:
    plan, table = full_table()
    assert "The mayor" not in [card.name for card in cards_of(plan).cards]
    plan.part(table, 5, plan.host("The mayor"), title="Welcome", kind=Kind.WELCOME)
    assert ("The mayor", "Host") in [(card.name, card.of) for card in cards_of(plan).cards]


def test_who_sits_at_two_round_tables_needs_one_card() -> None:
    plan, _table = full_table()
    again = plan.round_table("Again", sat("10:00"), 60)
    plan.part(again, 10, plan.rows["delegation-viborg"])  # type: ignore[arg-type]
    names = [card.name for card in cards_of(plan).cards]
    assert names.count("Viborg") == 1


def test_a_card_tells_country_and_field_of_the_city() -> None:
    words = name_cards_words(team_copy(demo()))
    assert words is not None
    (card,) = (card for card in words.cards if card.latin == "Nino Magalitadze")
    assert (card.of, card.more) == ("Tbilisi", "Georgia · Media Arts")


def test_a_name_stands_on_both_faces_and_two_cards_on_a_page() -> None:
    plan, _table = full_table()
    first, second = pages("name-cards", plan.programme())
    assert first.count("Sacha") == 2
    assert first.count("NinoMagalitadze") == 2
    assert second.count("Billie") == 2


@pytest.mark.slow
def test_hostile_names_are_printed_as_they_are_typed() -> None:
    programme = hostile_tables().programme()
    text = "".join(pages("name-cards", programme)).replace("\u2060", "")
    latin = [words for words in HOSTILE if words.isascii()]
    assert printed("name-cards", programme).warnings == ()
    assert [words for words in latin if text.count(squeezed(words)) < 2] == []


def test_every_card_keeps_to_its_half_page() -> None:
    programme = hostile_tables().programme()
    words = name_cards_words(team_copy(programme))
    assert words is not None
    assert len(pages("name-cards", programme)) == (len(words.cards) + 1) // 2
