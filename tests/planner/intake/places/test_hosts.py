"""Importing a list of hosts and of their contact persons."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import HostKind
from planner.edits.core import change
from planner.edits.remove import remove
from planner.intake.review import Outcome
from planner.programme import Programme
from tests.planner.intake.lists import host, list_ring, site, take
from tests.planner.intake.ring import Ring, outcomes, said


def contacts(ring: Ring, name: str) -> list[tuple[str, str | None, str | None]]:
    rows = ring.programme.contacts_of.get(host(ring, name).id, ())
    return [(c.name, c.role, c.email) for c in rows]


def test_a_french_list_is_read_with_every_column(ring: Ring) -> None:
    take(
        ring,
        "Hôte;Type;Lieu;Courriel;Téléphone;Langues;Domaines;Personne de contact;Fonction;"
        "E-mail du contact;Téléphone du contact;Remarque\n"
        "Studio Exemple;artiste;TRAKK;studio@example.org;+32 0;français et anglais;"
        "Arts numériques;Ada Example;Directrice;ada@example.org;+32 1;abc\n",
    )
    row = host(ring, "Studio Exemple")
    assert (row.kind, row.site_id) == (HostKind.ACTOR, site(ring, "TRAKK").id)
    assert (row.email, row.phone, row.note) == ("studio@example.org", "+32 0", "abc")
    assert (row.languages, row.fields) == (("fr", "en"), ("media-arts",))
    assert contacts(ring, row.name) == [("Ada Example", "Directrice", "ada@example.org")]


def test_an_english_list_is_read_with_every_column(ring: Ring) -> None:
    take(
        ring,
        "Name,Kind,Place,E-mail,Phone,Languages,Creative fields,Contact person,Contact e-mail\n"
        "Example Lab,institution,Le Delta,lab@example.org,+32 0,en,Design,Bo Example,"
        "bo@example.org\n",
    )
    row = host(ring, "Example Lab")
    assert (row.kind, row.site_id) == (HostKind.INSTITUTION, site(ring, "Le Delta").id)
    assert contacts(ring, row.name) == [("Bo Example", None, "bo@example.org")]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Acteur local", HostKind.ACTOR),
        ("local-actor", HostKind.ACTOR),
        ("Modératrice", HostKind.MODERATOR),
        ("interprètes", HostKind.INTERPRETER),
        ("", HostKind.INSTITUTION),
    ],
)
def test_kinds_of_hosts_are_known_by_their_words(ring: Ring, word: str, kind: HostKind) -> None:
    take(ring, f"Host;Kind;Phone\nExample;{word};1\n")
    assert host(ring, "Example").kind is kind


def test_given_and_family_name_are_put_together(ring: Ring) -> None:
    take(ring, "Prénom;Nom;Type;Domaines\nAda;Example;acteur local;design\n")
    assert host(ring, "Ada Example").kind is HostKind.ACTOR


def test_several_rows_of_one_host_are_several_contacts(ring: Ring) -> None:
    text = "Host;E-mail;Contact\nExample Lab;lab@example.org;Ada\nExample Lab;;Bo\nExample Lab;;\n"
    found = take(ring, text)
    assert outcomes(found) == [Outcome.ADDED, Outcome.ADDED, Outcome.UNCHANGED]
    assert [name for name, *_rest in contacts(ring, "Example Lab")] == ["Ada", "Bo"]


def test_a_contact_without_a_name_is_known_by_the_address(ring: Ring) -> None:
    take(ring, "Host;Contact;Contact e-mail\nExample Lab;;ada@example.org\n")
    assert contacts(ring, "Example Lab") == [("ada@example.org", None, "ada@example.org")]


def test_a_function_without_anybody_is_refused(ring: Ring) -> None:
    found = take(ring, "Host;Contact;Function\nExample Lab;;Director\n")
    assert outcomes(found) == [Outcome.REFUSED]
    assert not ring.programme.hosts


def test_of_several_addresses_the_first_is_taken_and_the_others_are_kept(ring: Ring) -> None:
    take(ring, 'Host;E-mail\nExample Lab;"a@example.org, b@example.org"\n')
    row = host(ring, "Example Lab")
    assert (row.email, row.note) == ("a@example.org", "e-mail: b@example.org")


def test_a_host_who_is_there_is_changed_and_not_doubled(ring: Ring) -> None:
    take(ring, "Host;Phone\nExample Lab;1\n")
    ring.name = "other.csv"
    take(ring, "Host;Phone;Contact\nEXAMPLE LAB;2;Ada\n")
    assert host(ring, "Example Lab").phone == "2"


def test_a_similar_name_is_asked_about(ring: Ring) -> None:
    take(ring, "Host;Phone\nExample Lab;1\n")
    ring.name = "other.csv"
    text = "Host;Phone\nThe Exemple Lab;2\n"
    (question,) = take(ring, text).questions
    assert [c.text for c in question.candidates] == ["Example Lab", "a new host"]
    take(ring, text, {question.key: question.candidates[0].id})
    assert host(ring, "Example Lab").phone == "2"


def test_a_place_that_nobody_knows_is_asked_about_and_may_be_added(ring: Ring) -> None:
    text = "Host;Place\nLab A;Chez Exemple\nStudio B;Chez Exemple\n"
    (question,) = take(ring, text).questions
    assert [c.text for c in question.candidates] == ["a new place"]
    take(ring, text, {question.key: "new"})
    made = site(ring, "Chez Exemple").id
    assert [h.site_id for h in ring.programme.hosts.values()] == [made, made]
    again = take(ring, text)
    assert not again.edit
    assert not again.missing


def test_a_place_that_was_added_so_and_removed_stays_removed(ring: Ring) -> None:
    text = "Host;Place\nLab A;Chez Exemple\n"
    take(ring, text, {"site:chezexemple:": "new"})
    ring.do(remove(ring.programme, site(ring, "Chez Exemple")))
    assert outcomes(take(ring, text)) == [Outcome.KEPT]
    assert host(ring, "Lab A").site_id is None


def test_places_and_hosts_may_come_in_one_workbook(ring: Ring, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {
            "Hôtes": [["Hôte", "Lieu", "Téléphone"], ["Studio", "Salle Exemple", "1"]],
            "Lieux": [["Nom", "Adresse"], ["Salle Exemple", "Rue 1"]],
        }.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows):
                sheet.write_row(y, 0, row)
    ring.name = "book2.xlsx"
    found = ring.take(path.read_bytes())
    assert outcomes(found) == [Outcome.ADDED, Outcome.ADDED]
    assert host(ring, "Studio").site_id == site(ring, "Salle Exemple").id


def test_what_was_changed_by_hand_stays(ring: Ring) -> None:
    text = "Host;Phone\nExample;1\n"
    take(ring, text)
    ring.do(change(ring.programme, replace(host(ring, "Example"), phone="9")))
    assert said(take(ring, text)) == ["phone: yours, 9, stays; the file says 1"]


def test_a_host_that_was_removed_by_hand_stays_removed(ring: Ring) -> None:
    text = "Host;Phone;Contact\nExample;1;Ada\n"
    take(ring, text)
    ring.do(remove(ring.programme, host(ring, "Example")))
    assert outcomes(take(ring, text)) == [Outcome.KEPT]
    assert not ring.programme.hosts
    assert not ring.programme.contacts


CELL = st.sampled_from(["", "?", "TRAKK", "design", "fr", "Ada", "a@example.org"])
NAME = st.sampled_from(["Lab", "Studio X", "studio x", "Salle 1", "Salle 2"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(NAME, *[CELL] * 6), min_size=1, max_size=5))
def test_the_same_list_twice_changes_nothing(
    catalogue: Programme, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    ring = list_ring(tmp_path_factory.mktemp("hosts"), catalogue)
    text = "Hôte;Lieu;Type;Domaines;Langues;Contact;E-mail du contact\n"
    text += "".join(";".join(row) + "\n" for row in rows)
    take(ring, text, kind="hosts")
    again = take(ring, text, kind="hosts")
    assert not again.edit
    assert not {Outcome.ADDED, Outcome.CHANGED} & set(outcomes(again))


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "[b]Dr[/b] {x}", "../../etc/passwd"])
def test_hostile_text_is_text(ring: Ring, text: str) -> None:
    take(ring, f'Host\tPhone\tContact\n"{text}"\t"{text}"\t"{text}"\n')
    assert host(ring, text).phone == text
    assert contacts(ring, text) == [(text, None, None)]
