"""What is asked about a round table: does it fit, who speaks, who is there, who understands."""

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.availability import Is
from planner.entities import City
from planner.round_table import (
    balance,
    city_name,
    collated,
    coverage,
    lacking,
    needs,
    round_tables,
    seats,
    speaking,
    team,
)
from tests.build import Build, fri, sat, sun, thu


def test_round_tables_stand_by_time_unplaced_ones_last() -> None:
    plan = Build()
    plan.round_table("Tray")
    plan.round_table("Second", sat("10:00"))
    plan.round_table("First", fri("10:00"))
    assert [t.title for t in round_tables(plan.programme())] == ["First", "Second", "Tray"]


def test_balance_is_over_or_under() -> None:
    plan = Build()
    table = plan.round_table("Table", fri("14:00"), 30)
    plan.part(table, 20)
    assert balance(plan.programme(), table.id).over == -10
    plan.part(table, 14)
    assert balance(plan.programme(), table.id).over == 4


def test_a_delegation_speaks_by_name_or_as_a_whole_once() -> None:
    plan = Build()
    table = plan.round_table("Table", fri("14:00"))
    hamar = plan.delegation("Hamar")
    part = plan.part(table, 10, plan.delegate(hamar, "A"), plan.delegate(hamar, "B"))
    assert speaking(plan.programme(), part.id) == (hamar.id,)


def test_only_accepted_delegations_lack_an_intervention() -> None:
    plan = Build()
    table = plan.round_table("Table", fri("14:00"))
    plan.part(table, 10, plan.delegation("Caen"))
    hamar = plan.delegation("Hamar")
    plan.delegation("Modena", status=DelegationStatus.INVITED)
    assert [d.id for d in lacking(plan.programme(), table.id)] == [hamar.id]


def test_a_seat_says_whether_a_delegation_is_there_attends_and_speaks() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=thu("09:00"), departure=sun("12:00"))
    plan.delegation("Hamar", arrival=sat("09:00"), departure=sun("12:00"))
    table = plan.round_table("Table", fri("14:00"), 60, None, caen)
    part = plan.part(table, 10, caen)
    first, second = seats(plan.programme(), table)
    assert (first.availability.state, first.attends, first.entries) == (Is.FREE, True, (part,))
    assert (second.availability.state, second.attends, second.entries) == (Is.NOT_YET, False, ())


def test_the_team_names_each_host_once_moderators_first() -> None:
    plan = Build()
    table = plan.round_table("Table", fri("14:00"))
    welcome = plan.part(table, 5, kind=Kind.WELCOME)
    billie = plan.host("Billie", HostKind.INTERPRETER)
    sacha = plan.host("Sacha", HostKind.MODERATOR)
    plan.joins(table, billie, Role.INTERPRETS)
    plan.joins(table, sacha, Role.MODERATES)
    plan.joins(welcome, sacha, Role.MODERATES)
    assert [r.host_id for r in team(plan.programme(), table.id)] == [sacha.id, billie.id]


def conference(*languages: str) -> tuple[Build, str]:
    """A round table in English with one intervention in French; Caen attends."""
    plan = Build()
    caen = plan.delegation("Caen", languages=languages)
    table = plan.round_table("Table", fri("14:00"), 60, None, caen, language="en")
    plan.part(table, 10, title="In French", language="fr")
    plan.part(table, 10, title="As all")
    return plan, table.id


def test_a_language_that_the_audience_does_not_speak_is_needed() -> None:
    plan, table_id = conference("fr")
    (need,) = needs(plan.programme(), table_id)
    assert (need.language, need.speak) == ("en", False)
    assert [e.title for e in need.entries] == ["As all"]


def test_who_speaks_both_languages_needs_nobody() -> None:
    plan, table_id = conference("fr-BE", "EN")
    assert needs(plan.programme(), table_id) == ()


def test_where_languages_are_unknown_nothing_is_claimed() -> None:
    plan, table_id = conference()
    assert needs(plan.programme(), table_id) == ()


def test_an_interpreter_of_both_languages_helps() -> None:
    plan, table_id = conference("fr")
    table = plan.programme().activities[table_id]
    billie = plan.host("Billie", HostKind.INTERPRETER, languages=("fr", "en"))
    row = plan.joins(table, billie, Role.INTERPRETS, confirmed=None)
    assert needs(plan.programme(), table_id) == ()
    plan.change(row, confirmed=False)
    assert needs(plan.programme(), table_id)


def test_an_interpreter_of_another_pair_does_not_help() -> None:
    plan, table_id = conference("fr")
    table = plan.programme().activities[table_id]
    robin = plan.host("Robin", HostKind.INTERPRETER, languages=("fr", "nl"))
    plan.joins(table, robin, Role.INTERPRETS)
    assert needs(plan.programme(), table_id)


def test_a_speaker_who_does_not_speak_the_language_is_needed_too() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", languages=("ka",))
    table = plan.round_table("Table", fri("14:00"), language="en")
    part = plan.part(table, 10, tbilisi)
    (need,) = needs(plan.programme(), table.id)
    assert (need.people, need.entries, need.speak) == ((tbilisi.id,), (part,), True)


def test_a_city_has_a_french_name_where_cldr_has_one() -> None:
    tbilisi = City("1", "tbilisi", "Tbilisi", time_zone="Asia/Tbilisi")
    modena = City("2", "modena", "Modena", time_zone="Europe/Rome")
    nowhere = City("3", "nowhere", "Nowhere")
    assert [city_name(c, "fr") for c in (tbilisi, modena, nowhere)] == [
        "Tbilissi", "Modena", "Nowhere",
    ]  # fmt: skip
    assert city_name(tbilisi, "en") == "Tbilisi"


def test_names_are_sorted_word_by_word_without_accents_and_case() -> None:
    names = ["Novigrad", "novi sad", "Évry", "Eupen", "Evry", "Novi Pazar"]
    assert sorted(names, key=collated) == [
        "Eupen", "Evry", "Évry", "Novi Pazar", "novi sad", "Novigrad",
    ]  # fmt: skip


def test_who_needs_a_language_and_who_interprets_it_is_known() -> None:
    plan = Build()
    hamar = plan.delegation("Hamar", languages=("en",))
    modena = plan.delegation("Modena", languages=("it",))
    caen = plan.delegation("Caen", languages=("fr", "en"))
    billie = plan.host("Billie", HostKind.INTERPRETER, languages=("fr", "en"))
    table = plan.round_table("Table", fri("14:00"), 60, None, hamar, modena, caen, language="fr")
    plan.part(table, 10)
    plan.joins(table, billie, Role.INTERPRETS)
    (found,) = coverage(plan.programme(), table.id)
    assert (found.language, found.entries) == ("fr", 1)
    assert set(found.people) == {hamar.id, modena.id}
    assert found.helped == (hamar.id,)
    assert found.interpreters == (billie.id,)
