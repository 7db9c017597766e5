"""Which kind of list a table is, by its headers alone."""

from dataclasses import replace

import pytest

from planner.demo import demo_programme
from planner.intake.files import File
from planner.intake.kinds import listings
from planner.intake.lists import find_lists
from planner.intake.manner import Manner
from planner.intake.sessions.session_tables import SESSIONS
from planner.intake.tables.layout import find_layout
from planner.intake.tables.sheets import Sheet, SheetRow, read_sheets
from planner.names import fold
from planner.publish.labels import LOCALES, Labels
from planner.publish.workbook_words import HEADINGS
from tests.planner.publish.workbooks import workbook_of


def kind_of(*headers: str) -> str:
    rows = (SheetRow(1, headers), SheetRow(2, tuple("x" for _header in headers)))
    (found,) = find_lists([Sheet("", rows)], listings(), Manner(), "list.csv")
    return found.listing.kind


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("Ville;Pays;Prénom;Nom;Courriel;Nombre", "delegations"),
        ("City;Name", "delegations"),
        ("City;Name;E-mail;Phone;Languages", "delegations"),
        ("Ville;Nom;Fonction;Téléphone;Remarque", "delegations"),
        ("Nom;Type;Adresse;Ville", "sites"),
        ("Name;Address;Town;Capacity", "sites"),
        ("Nom du lieu;Latitude;Longitude", "sites"),
        ("Site;Lundi;Mardi;Mercredi", "sites"),
        ("Lieu;Jour;Horaires", "sites"),
        ("Nom;Type;Lieu;Courriel;Téléphone", "hosts"),
        ("Host;Contact;Contact e-mail", "hosts"),
        ("Organisation;Personne de contact;Téléphone", "hosts"),
        ("De;Vers;Durée", "travel"),
        ("Départ;Arrivée;Minutes;Mode", "travel"),
        ("From;To;Minutes;By;Both ways", "travel"),
        ("Ville;Souhait;Priorité", "wishes"),
        ("Delegation;Meeting with;Priority", "wishes"),
        ("City;Activity;Priority;Note", "wishes"),
    ],
)
def test_a_list_is_recognised_by_its_headers(headers: str, kind: str) -> None:
    assert kind_of(*headers.split(";")) == kind


def test_every_column_has_headers_that_are_its_own() -> None:
    for listing in listings():
        headers = [header for hs in listing.columns.values() for header in set(map(fold, hs))]
        assert len(headers) == len(set(headers)), listing.kind


@pytest.mark.parametrize("language", LOCALES)
def test_of_our_own_workbook_participants_and_programme_are_lists(language: str) -> None:
    demo = demo_programme()
    content = workbook_of(replace(demo, edition=replace(demo.edition, language=language)))
    sheets = read_sheets(File("own.xlsx", content), Manner())
    found = find_lists(sheets, listings(), Manner(), "own.xlsx")
    assert [one.listing.kind for one in found] == ["delegations", "programme"]
    assert not [header for one in found for header in one.layout.ignored]


def test_a_programme_of_a_festival_is_no_sheet_of_ours() -> None:
    headers = ("Day", "Start", "End", "Duration", "Kind", "Title", "Place", "Language", "Status")
    rows = (SheetRow(1, headers), SheetRow(2, tuple("x" for _header in headers)))
    (found,) = find_lists([Sheet("", rows)], listings(), Manner(), "list.csv")
    assert found.listing is SESSIONS


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("kind", ["sites", "hosts", "delegations", "travel", "wishes"])
def test_our_programme_is_no_list_of_another_kind(kind: str, language: str) -> None:
    headers = tuple(Labels(language)(word) for word in HEADINGS.values())
    for listing in listings(kind):
        assert find_layout(Sheet("", (SheetRow(1, headers),)), listing, None) is None
