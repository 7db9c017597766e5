"""The columns of delegation lists: what is the person's, the delegation's, or for the note."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from models.words import DelegationStatus
from planner.edits.core import change
from planner.entities import Delegate, Delegation
from planner.intake.people.columns import HEADERS
from planner.intake.review import LEAVE_OUT, Outcome, Review
from planner.names import fold
from planner.programme import Programme
from planner.publish.labels import written_language
from tests.planner.intake.people import delegate_lists
from tests.planner.intake.people.delegate_lists import field, taken
from tests.planner.intake.ring import Ring, outcomes, said


@pytest.fixture(scope="session")
def blank() -> Programme:
    return delegate_lists.blank()


@pytest.fixture
def lists(blank: Programme, tmp_path: Path) -> Ring:
    return Ring(blank, tmp_path, name="list.csv")


def person(lists: Ring, header: str, cell: str) -> Delegate:
    """The delegate of a list with one column besides city and name."""
    taken(lists, f'City;Name;{header}\nCaen;Ada Example;"{cell}"\n')
    (delegate,) = lists.programme.delegates.values()
    return delegate


def delegation(lists: Ring, header: str, cell: str) -> Delegation:
    """The delegation of a list with one column besides the city."""
    taken(lists, f'City;{header}\nCaen;"{cell}"\n')
    return caen(lists)


def caen(lists: Ring) -> Delegation:
    (found,) = lists.programme.delegations.values()
    return found


def test_no_header_names_two_columns() -> None:
    headers = [(fold(header), column) for column, known in HEADERS.items() for header in known]
    assert len(dict(headers)) == len(dict.fromkeys(headers))


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("français et anglais", ("fr", "en")),
        ("French, English (fluent)", ("fr", "en")),
        ("FR / EN", ("fr", "en")),
        ("fra;eng;ger", ("fr", "en", "de")),
        ("Norwegian Bokmål & Danish", ("nb", "da")),
        ("español\nportuguês", ("es", "pt")),
        ("ქართული", ("ka",)),
        ("?", ()),
    ],
)
def test_languages_are_read_by_name_and_by_code(
    lists: Ring, cell: str, codes: tuple[str, ...]
) -> None:
    assert person(lists, "Langues parlées", cell).languages == codes


@pytest.mark.parametrize(
    ("cell", "email", "note"),
    [
        ("ada@example.org", "ada@example.org", None),
        ("Ada Example <ada@example.org>", "ada@example.org", None),
        ("mailto:ada@example.org", "ada@example.org", None),
        ("a@example.org; b@example.org", "a@example.org", "e-mail: b@example.org"),
        ("a@example.org A@EXAMPLE.ORG", "a@example.org", None),
        ("-", None, None),
    ],
)
def test_the_first_of_several_addresses_counts(
    lists: Ring, cell: str, email: str | None, note: str | None
) -> None:
    delegate = person(lists, "E-mail", cell)
    assert (delegate.email, delegate.note) == (email, note)


def test_what_is_kept_in_the_note_is_told(lists: Ring) -> None:
    found = taken(lists, "City;Name;Mail\nCaen;Ada Example;a@example.org b@example.org\n")
    assert said(found) == ["e-mail: “b@example.org” is kept in the note"]


def test_two_phone_numbers_stay_as_they_are(lists: Ring) -> None:
    assert person(lists, "Tél", "+33 1 / +33 2").phone == "+33 1 / +33 2"


def test_a_form_of_address_in_the_column_of_titles_is_no_function(lists: Ring) -> None:
    assert person(lists, "Title", "Mrs.").role is None


@pytest.mark.parametrize("cell", ["végétarienne", "no pork; nut allergy (severe!)", "aucun"])
def test_diets_are_kept_as_they_are_written(lists: Ring, cell: str) -> None:
    assert person(lists, "Régime alimentaire", cell).diet == cell


@pytest.mark.parametrize(
    ("header", "cell", "step_free", "needs"),
    [
        ("Access needs", "step-free access, hearing loop", True, "hearing loop"),
        ("Besoins d’accès", "accès de plain-pied", True, None),
        ("Accessibilité", "fauteuil roulant", True, "fauteuil roulant"),
        ("Accessibilité", "aucun", False, None),
        ("Accessibilité", "boucle magnétique", False, "boucle magnétique"),
        ("PMR", "oui", True, None),
        ("PMR", "non", False, None),
        ("PMR", "PMR", True, "PMR"),
        ("Wheelchair", "uses a walking stick", False, "uses a walking stick"),
    ],
)
def test_access_needs_say_whether_steps_are_an_obstacle(
    lists: Ring, header: str, cell: str, step_free: bool, needs: str | None
) -> None:
    delegate = person(lists, header, cell)
    assert (delegate.step_free, delegate.access_needs) == (step_free, needs)


ARRIVES = datetime(2024, 10, 22, 18, 30)


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        ("Arrivée", "22 octobre 2024 à 18h30"),
        ("Date d’arrivée;Heure d’arrivée", "22/10/2024;18h30"),
        ("Arrival date;Arrival time", "Tue 22 Oct;6:30 pm"),
        ("Arrivée date;Arrivée heure", "22.10.2024;18.30"),
        ("Arrival date;Arrival", "22/10/2024;18:30"),
    ],
)
def test_an_arrival_may_stand_in_one_column_or_in_two(
    lists: Ring, headers: str, cells: str
) -> None:
    taken(lists, f"City;Name;{headers}\nCaen;Ada Example;{cells}\n")
    (delegate,) = lists.programme.delegates.values()
    assert delegate.arrival == ARRIVES


def test_a_header_of_two_lines_names_date_time_and_flight(lists: Ring) -> None:
    text = "Ville;Nom;Arrivée;;;Départ;;\n;;Date;Heure;Vol;Date;Heure;Vol\n"
    taken(lists, text + "Caen;Ada Example;22/10/2024;18:30;XX 123;28/10/2024;9:00;XX 124\n")
    (delegate,) = lists.programme.delegates.values()
    assert delegate.arrival == ARRIVES
    assert delegate.departure == datetime(2024, 10, 28, 9)
    assert delegate.note == "arrival: XX 123\ndeparture: XX 124"


def test_a_date_of_arrival_without_a_time_is_kept_in_the_note(lists: Ring) -> None:
    delegate = person(lists, "Arrival date", "22/10/2024")
    assert delegate.arrival is None
    assert delegate.note == "arrival: Tuesday 22 October 2024"


def test_the_second_pass_of_the_repeated_hour_is_kept(lists: Ring) -> None:
    departure = person(lists, "Departure", "27/10/2024 02:30~").departure
    assert departure is not None
    assert (departure.hour, departure.fold) == (2, 1)


def test_what_is_not_known_yet_is_left_empty(lists: Ring) -> None:
    assert person(lists, "Arrival", "tbc").arrival is None


def test_a_row_without_a_name_is_about_the_delegation(lists: Ring) -> None:
    text = "City;Name;Arrival;Languages;Phone;Note\nCaen;;22/10/2024 18:30;fr;+33 1;by coach\n"
    taken(lists, text)
    assert caen(lists).arrival == ARRIVES
    assert caen(lists).languages == ("fr",)
    assert caen(lists).note == "by coach\nphone: +33 1"
    assert outcomes(taken(lists, text)) == [Outcome.UNCHANGED]


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("oui", DelegationStatus.ACCEPTED),
        ("Confirmée", DelegationStatus.ACCEPTED),
        ("declined", DelegationStatus.DECLINED),
        ("en attente", DelegationStatus.INVITED),
        ("TBC", DelegationStatus.INVITED),
        ("Annulé", DelegationStatus.CANCELLED),
    ],
)
def test_a_status_is_read_in_french_and_english(
    lists: Ring, cell: str, status: DelegationStatus
) -> None:
    assert delegation(lists, "Statut", cell).status is status


def test_one_who_has_accepted_is_enough(lists: Ring) -> None:
    text = "City;Name;Status\nCaen;Ada Example;pending\nCaen;Bo Modèle;yes\nCaen;Cy Muster;tbc\n"
    taken(lists, text)
    assert caen(lists).status is DelegationStatus.ACCEPTED
    assert outcomes(taken(lists, text)) == [Outcome.UNCHANGED] * 3


def cancelled(lists: Ring, answer: str | None = None) -> Review:
    text = "City;Name;Status\nCaen;Ada Example;yes\nCaen;Bo Modèle;annulé\n"
    return taken(lists, text, {} if answer is None else {"status:caen": answer})


def test_a_delegation_is_not_cancelled_by_one_of_its_people(lists: Ring) -> None:
    assert outcomes(cancelled(lists)) == [Outcome.ADDED, Outcome.QUESTION]
    assert caen(lists).status is DelegationStatus.ACCEPTED


@pytest.mark.parametrize("answer", ["person", LEAVE_OUT])
def test_somebody_who_does_not_come_can_be_left_out(lists: Ring, answer: str) -> None:
    assert outcomes(cancelled(lists, answer)) == [Outcome.ADDED, Outcome.LEFT_OUT]
    assert len(lists.programme.delegates) == 1


def test_a_delegation_can_be_cancelled_in_the_row_of_a_person(lists: Ring) -> None:
    text = "City;Name;Status\nCaen;Ada Example;annulé\n"
    taken(lists, text, {"status:caen": "delegation"})
    assert caen(lists).status is DelegationStatus.CANCELLED


@pytest.mark.parametrize("cell", ["3", "3 personnes", "3 pax"])
def test_a_head_count_is_a_number_of_people(lists: Ring, cell: str) -> None:
    assert delegation(lists, "Nombre de personnes", cell).head_count == 3


def test_one_person_in_a_row_with_a_name_is_that_person(lists: Ring) -> None:
    taken(lists, "City;Name;People\nCaen;Ada Example;1\nCaen;Bo Modèle;1\n")
    assert caen(lists).head_count is None


def test_places_without_a_name_are_counted_with_the_people(lists: Ring) -> None:
    text = "City;Name;People\nCaen;TBC;1\nCaen;Ada Example;1\nCaen;tbc;2\n"
    taken(lists, text)
    assert caen(lists).head_count == 4
    assert [d.name for d in lists.programme.delegates.values()] == ["Ada Example"]
    assert outcomes(taken(lists, text)) == [Outcome.UNCHANGED] * 3


@pytest.mark.parametrize(
    ("cell", "fields", "note"),
    [
        ("Film, Music", ("Film", "Music"), None),
        ("cinéma / arts numériques", ("Film", "Media Arts"), None),
        ("Crafts and Folk Art", ("Crafts and Folk Art",), None),
        ("gastronomy and robots", ("Gastronomy",), "interests: robots"),
    ],
)
def test_interests_are_creative_fields_and_the_rest_is_noted(
    lists: Ring, cell: str, fields: tuple[str, ...], note: str | None
) -> None:
    found = delegation(lists, "Centres d’intérêt", cell)
    assert found.interests == tuple(field(lists.programme, name).id for name in fields)
    assert found.note == note


def test_the_interests_of_people_add_up(lists: Ring) -> None:
    text = "City;Name;Interests\nCaen;Ada Example;film\nCaen;Bo Modèle;music, film\n"
    taken(lists, text)
    assert caen(lists).interests == ("film", "music")
    assert outcomes(taken(lists, text)) == [Outcome.UNCHANGED] * 2


def test_a_hotel_is_a_place_of_the_plan(lists: Ring) -> None:
    site = next(iter(lists.programme.sites.values()))
    assert delegation(lists, "Hôtel", site.name.upper()).hotel_id == site.id


def test_a_hotel_that_is_no_place_of_the_plan_is_noted(lists: Ring) -> None:
    found = delegation(lists, "Hôtel", "Auberge Imaginaire")
    assert (found.hotel_id, found.note) == (None, "hotel: Auberge Imaginaire")


def test_another_hotel_of_one_person_is_noted_with_them(lists: Ring) -> None:
    one, other = list(lists.programme.sites.values())[:2]
    text = f"City;Name;Hotel\nCaen;Ada Example;{one.name}\nCaen;Bo Modèle;{other.name}\n"
    found = taken(lists, text)
    assert outcomes(found) == [Outcome.ADDED, Outcome.ADDED]
    assert caen(lists).hotel_id == one.id
    assert [d.note for d in lists.programme.delegates.values()] == [None, f"hotel: {other.name}"]
    assert outcomes(taken(lists, text)) == [Outcome.UNCHANGED] * 2


@pytest.mark.parametrize(("cell", "code"), [("français", "fr"), ("EN", "en"), ("Serbian", "sr")])
def test_the_language_of_documents_is_one_that_they_are_made_in(
    lists: Ring, cell: str, code: str
) -> None:
    assert delegation(lists, "Langue des documents", cell).document_language == code
    assert written_language(code) == code


def test_a_new_delegation_gets_documents_in_the_language_of_its_country(lists: Ring) -> None:
    assert delegation(lists, "Status", "yes").document_language == "fr"


def test_a_note_of_the_organiser_is_added_to(lists: Ring) -> None:
    ada = person(lists, "Role", "Mayor")
    lists.do(change(lists.programme, replace(ada, note="VIP")))
    lists.name = "flights.csv"
    text = "City;Name;Arrival flight;Note\nCaen;Ada Example;{};window seat\n"
    taken(lists, text.format("XX 1"))
    ada = next(iter(lists.programme.delegates.values()))
    assert ada.note == "VIP\nwindow seat\narrival: XX 1"
    assert outcomes(taken(lists, text.format("XX 1"))) == [Outcome.UNCHANGED]


def test_another_flight_takes_the_place_of_the_former(lists: Ring) -> None:
    text = "City;Name;Arrival flight\nCaen;Ada Example;{}\n"
    taken(lists, text.format("XX 1"))
    taken(lists, text.format("XX 2"))
    (ada,) = lists.programme.delegates.values()
    assert ada.note == "arrival: XX 2"


def test_a_note_that_was_changed_by_hand_stays(lists: Ring) -> None:
    text = "City;Name;Arrival flight\nCaen;Ada Example;{}\n"
    taken(lists, text.format("XX 1"))
    (ada,) = lists.programme.delegates.values()
    lists.do(change(lists.programme, replace(ada, note="arrival: XX 9 (she says)")))
    assert outcomes(taken(lists, text.format("XX 2"))) == [Outcome.KEPT]
    assert lists.programme.delegates[ada.id].note == "arrival: XX 9 (she says)"


def test_lines_within_a_cell_are_one_line_of_a_name(lists: Ring) -> None:
    taken(lists, 'City;Name\nCaen;"Ada\r\n Example"\n')
    assert [d.name for d in lists.programme.delegates.values()] == ["Ada Example"]
