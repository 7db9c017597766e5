"""The running order of round tables: to the minute, and for those who have a task."""

from dataclasses import replace

import pytest

from models.words import HostKind, Kind, Role
from planner.publish.papers.running_order import RunningOrder, running_order_words
from tests.build import Build, fri, sat, sun
from tests.planner.publish.papers.tables import full_table, hostile_tables, private_of
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import HOSTILE, copy_of, in_order, recipient_named, squeezed


def order_of(plan: Build) -> RunningOrder:
    found = running_order_words(team_copy(plan.programme()))
    assert found is not None
    return found


def host_order(plan: Build, name: str) -> RunningOrder | None:
    programme = plan.programme()
    return running_order_words(copy_of(programme, recipient_named(programme, name)))


def test_an_edition_without_a_round_table_has_none() -> None:
    plan = Build()
    plan.visit("Fab Lab", fri("10:00"), 60, None, plan.delegation())
    assert running_order_words(team_copy(plan.programme())) is None


def test_a_round_table_without_a_time_is_not_printed() -> None:
    plan = Build()
    plan.round_table("Some day", None, 60, None, plan.delegation())
    assert running_order_words(team_copy(plan.programme())) is None


def test_each_part_has_its_time_and_what_is_left_of_the_slot() -> None:
    plan, _table = full_table()
    (table,) = order_of(plan).tables
    assert [(t.time, t.minutes, t.left) for t in table.turns] == [
        ("14:00–14:10", "10", "50 min"),
        ("14:10–14:25", "15", "35 min"),
    ]
    assert (table.needed, table.verdict, table.is_over) == ("25 of 60 min", "35 min free", False)


@pytest.mark.parametrize(
    ("minutes", "verdict", "is_over"),
    [(35, "fits to the minute", False), (38, "3 min over", True)],
)
def test_the_sum_is_held_against_the_slot(minutes: int, verdict: str, is_over: bool) -> None:
    plan, table = full_table()
    plan.part(table, minutes, title="Questions", kind=Kind.QUESTIONS)
    (made,) = order_of(plan).tables
    assert (made.verdict, made.is_over, made.turns[-1].is_over) == (verdict, is_over, is_over)


def test_who_speaks_has_a_name_in_latin_letters_a_delegation_and_a_role() -> None:
    plan, _table = full_table()
    nino, viborg = (turn.speakers[0] for turn in order_of(plan).tables[0].turns)
    assert nino.name == "ნინო მაგალითაძე"
    assert nino.latin == "Nino Magalitadze"
    assert nino.about == "Tbilisi · Curator"
    assert viborg.name == "Viborg"


def test_who_moderates_interprets_and_receives_stands_at_the_head() -> None:
    plan, _table = full_table()
    team = dict(order_of(plan).tables[0].team)
    assert team == {
        "Moderator": "Sacha",
        "Interpretation": "Billie",
        "Host": "The house",
        "Language": "English",
    }


def test_a_host_who_has_said_no_is_not_named() -> None:
    plan, table = full_table()
    plan.joins(table, plan.host("Nobody", HostKind.MODERATOR), Role.MODERATES, confirmed=False)
    assert "Nobody" not in "".join(pages("running-order", plan.programme()))


def test_interpretation_is_told_and_where_it_is_missing() -> None:
    plan, _table = full_table()
    for row in list(plan.rows.values()):
        if row.id == "delegation-viborg":
            plan.change(row, languages=("da",))
        if row.id == "host-billie":
            plan.change(row, languages=("en", "da"))
    (table,) = order_of(plan).tables
    assert table.interpretation == ("English: interpretation for Viborg, by Billie",)
    assert table.warnings == (
        "French: interpretation needed for Viborg, and nobody is there for it",
    )


@pytest.mark.parametrize("name", ["Sacha", "Billie"])
def test_a_moderator_and_an_interpreter_get_their_round_tables_only(name: str) -> None:
    plan, _table = full_table()
    plan.round_table("Another", sat("10:00"), 60, None, plan.delegation("Caen"))
    found = host_order(plan, name)
    assert found is not None
    assert [table.title for table in found.tables] == ["Cities as screens"]
    assert found.frame.recipient == f"Running order: {name}"


def test_who_only_gives_the_room_gets_none() -> None:
    plan, _table = full_table()
    assert host_order(plan, "The house") is None


def test_a_host_with_the_word_in_a_part_gets_it() -> None:
    plan, table = full_table()
    mayor = plan.host("The mayor")
    plan.part(table, 5, mayor, title="Welcome", kind=Kind.WELCOME)
    assert host_order(plan, "The mayor") is not None


def test_what_has_changed_is_marked() -> None:
    plan, table = full_table()
    copy = team_copy(plan.programme(), changed=frozenset({table.id}))
    found = running_order_words(copy)
    assert found is not None
    assert found.tables[0].badges == ("Changed",)


def test_the_second_hour_of_the_clock_change_is_told_apart() -> None:
    plan = Build()
    table = plan.round_table("By night", sun("02:30", fold=1), 60, None, plan.delegation())
    plan.part(table, 20, title="First")
    (turn,) = order_of(plan).tables[0].turns
    assert turn.time == "02:30 CET–02:50 CET"


def test_the_page_holds_every_part_and_speaker_in_order() -> None:
    words = running_order_words(team_copy(demo()))
    assert words is not None
    expected = [
        text
        for turn in words.tables[0].turns
        for text in (turn.time, turn.title, *(s.name for s in turn.speakers))
    ]
    assert len(expected) > 20
    assert in_order(expected, "".join(pages("running-order", demo())))


def test_no_phone_mail_or_diet_is_on_it() -> None:
    text = "".join(pages("running-order", demo()))
    assert [words for words in private_of(demo()) if squeezed(words) in text] == []


def test_each_round_table_begins_a_page_with_room_for_notes() -> None:
    plan, table = full_table()
    plan.add(replace(table, id="second", title="Without an order", start=sat("10:00")))
    first, second = pages("running-order", plan.programme())
    assert "Citiesasscreens" in first
    assert "Withoutanorder" in second
    assert "Thereisnorunningorderyet." in second
    assert "Notes" in first
    assert "Notes" in second


@pytest.mark.slow
def test_hostile_round_tables_are_printed_as_they_are_typed() -> None:
    plan = hostile_tables()
    assert printed("running-order", plan.programme()).warnings == ()
    text = "".join(pages("running-order", plan.programme()))
    latin = [words for words in HOSTILE if words.isascii()]
    assert [words for words in latin if squeezed(words) not in text] == []


def test_forty_parts_break_over_pages_and_repeat_the_heading() -> None:
    plan = Build()
    table = plan.round_table("Long", fri("09:00"), 300, None, plan.delegation())
    for n in range(40):
        plan.part(table, 7, title=f"Part number {n:02}")
    found = pages("running-order", plan.programme())
    assert len(found) > 1
    assert all("Whatandwho" in page for page in found if "Partnumber" in page)
    assert in_order([f"Part number {n:02}" for n in range(40)], "".join(found))
