"""Importing a list of places."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.edits.core import Edit, change
from planner.edits.places import set_hours
from planner.edits.remove import remove
from planner.entities import Opening, Site
from planner.hours import format_hours, hours_of, parse_hours
from planner.intake.review import Outcome, Review
from planner.phrases import set_language
from planner.programme import Programme
from tests.planner.intake.lists import list_ring, site, take
from tests.planner.intake.ring import Ring, outcomes, said

HEADER = "Nom;Ville;Adresse;Lundi;Mardi\n"


def hours(ring: Ring, name: str, day: int) -> str:
    rows = ring.programme.openings_of.get(site(ring, name).id, ())
    return format_hours(hours_of(o for o in rows if o.weekday == day))


def added(ring: Ring, text: str) -> Site:
    """The one place that a list has added."""
    before = set(ring.programme.sites)
    take(ring, text)
    (row_id,) = ring.programme.sites.keys() - before
    return ring.programme.sites[row_id]


# -- columns ----------------------------------------------------------------------------------


def test_a_french_list_is_read_with_every_column(ring: Ring) -> None:
    row = added(
        ring,
        "Nom du lieu;Type;Adresse;Code postal;Ville;Pays;Coordonnées GPS;Capacité;Accès PMR;"
        "Durée de visite;Domaines créatifs;Remarque\n"
        "Espace Exemple;musée;Rue Exemple 1;5000;Namur;Belgique;50,4662, 4,8545;80 pers.;oui;"
        "1h15;Arts numériques et design;sonner\n",
    )
    assert row == Site(
        row.id,
        ring.programme.edition.id,
        None,
        "Espace Exemple",
        "museum",
        "Rue Exemple 1",
        "5000",
        "Namur",
        "BE",
        50.4662,
        4.8545,
        capacity=80,
        step_free=True,
        visit_minutes=75,
        fields=("media-arts", "design"),
        time_zone="Europe/Brussels",
        note="sonner",
    )


def test_an_english_list_is_read_with_every_column(ring: Ring) -> None:
    row = added(
        ring,
        "Name,Kind,Street,Postcode,Town,Country,Latitude,Longitude,Capacity,Step-free access,"
        "Visit length,Creative fields\n"
        "Example Room,meeting room,Example Street 1,5000,Namur,Belgium,50.4662,4.8545,12,no,45,"
        "Media Arts; Music\n",
    )
    assert (row.kind, row.country_code, row.lat, row.lon) == ("meeting-room", "BE", 50.4662, 4.8545)
    assert (row.capacity, row.step_free, row.visit_minutes) == (12, False, 45)
    assert row.fields == ("media-arts", "music")


@pytest.mark.parametrize("point", ["50.4662, 4.8545", "50,4662 / 4,8545", "50.4662° N, 4.8545° E"])
def test_a_point_may_stand_in_one_column(ring: Ring, point: str) -> None:
    row = added(ring, f'Name\tAddress\tCoordinates\nExample\tStreet\t"{point}"\n')
    assert (row.lat, row.lon) == (50.4662, 4.8545)


def test_what_is_unknown_stays_unknown(ring: Ring) -> None:
    row = added(
        ring,
        "Nom;Capacité;PMR;Durée de visite;Coordonnées;Horaires\nExemple;?;inconnu;–;à vérifier;?\n",
    )
    assert (row.capacity, row.step_free, row.visit_minutes, row.lat) == (None, None, None, None)
    assert not ring.programme.openings


def test_words_that_fit_into_no_column_are_kept_in_the_note(ring: Ring) -> None:
    text = "Nom;Type;PMR;Domaines;Note\nExemple;péniche;oui (ascenseur);design, robotique;abc\n"
    found = take(ring, text)
    row = site(ring, "Exemple")
    assert row.note == (
        "abc\nkind: péniche\nstep-free access: oui (ascenseur)\ncreative fields: robotique"
    )
    assert (row.kind, row.step_free, row.fields) == ("other", True, ("design",))
    assert "creative fields: “robotique” is kept in the note" in said(found)[0]


def test_the_note_of_the_catalogue_is_not_lost_to_a_word_that_fits_nowhere(ring: Ring) -> None:
    before = site(ring, "TRAKK").note or ""
    take(ring, "Name;Town;Fields\nTRAKK;Namur;robotics\n")
    assert site(ring, "TRAKK").note == f"{before}\ncreative fields: robotics"


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("Capacity", "many", "capacity: Write a whole number"),
        ("Coordinates", "north", "coordinates: Write latitude and longitude"),
        ("Latitude", "50.4", "longitude: Latitude and longitude go together"),
        ("Country", "Atlantis", "country: “Atlantis” is no country"),
        ("Visit length", "long", "usual visit: Write minutes"),
        ("Monday", "by appointment", "hours on Monday: Write hours"),
        ("Opening hours", "9-17", "opening hours: Write days and hours"),
    ],
)
def test_a_value_that_no_place_can_have_is_refused(
    ring: Ring, column: str, cell: str, reason: str
) -> None:
    found = take(ring, f"Name;Address;{column}\nExample;Street 1;{cell}\n")
    assert outcomes(found) == [Outcome.REFUSED]
    assert reason in said(found)[0]


# -- which place ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["TRAKK", "trakk", "TRAKK Namur"])
def test_a_place_of_the_catalogue_is_changed_and_not_doubled(ring: Ring, name: str) -> None:
    count = len(ring.programme.sites)
    take(ring, f"Name;Town;Capacity\n{name};NAMUR;80\n")
    assert len(ring.programme.sites) == count
    row = site(ring, "TRAKK")
    assert (row.capacity, row.municipality, row.edition_id) == (80, "Namur", None)


def test_a_place_may_be_named_by_its_code_alone(ring: Ring) -> None:
    take(ring, "Code;Capacity\nnamur-trakk;80\n")
    assert site(ring, "TRAKK").capacity == 80


def test_the_name_beside_a_known_code_is_a_new_name(ring: Ring) -> None:
    take(ring, "Code;Name;Capacity\nnamur-trakk;TRAKK hub;80\n")
    assert site(ring, "TRAKK hub").code == "namur-trakk"


def test_a_code_of_the_list_itself_is_known_the_next_time(ring: Ring) -> None:
    take(ring, "Code;Name;Capacity\nS1;Example Place;80\n")
    found = take(ring, "Code;Name;Capacity\nS1;Example Hall;90\n")
    assert outcomes(found) == [Outcome.CHANGED]
    assert site(ring, "Example Hall").capacity == 90


def test_an_unknown_code_without_a_name_is_refused(ring: Ring) -> None:
    found = take(ring, "Code;Name;Capacity\nS9;;80\n")
    assert said(found) == ["code: No place has this code, and no name is given."]


def test_a_row_without_a_name_is_refused(ring: Ring) -> None:
    found = take(ring, "Name;Town;Capacity\n;Namur;80\n")
    assert said(found) == ["There is no name in this row."]


def test_a_similar_name_is_asked_about(ring: Ring) -> None:
    text = "Name;Town;Capacity\nMusée Rops;Namur;80\n"
    found = take(ring, text)
    (question,) = found.questions
    assert [c.text for c in question.candidates] == ["Musée Félicien Rops (Namur)", "a new place"]
    take(ring, text, {question.key: question.candidates[0].id})
    assert site(ring, "Musée Félicien Rops").capacity == 80


def test_a_similar_name_may_be_a_new_place(ring: Ring) -> None:
    text = "Name;Town;Capacity\nMusée Rops;Namur;80\n"
    take(ring, text, {"site:museerops:namur": "new"})
    assert site(ring, "Musée Rops").capacity == 80
    assert outcomes(take(ring, text)) == [Outcome.UNCHANGED]


def test_an_equal_name_in_another_town_is_asked_about(ring: Ring) -> None:
    assert outcomes(take(ring, "Name;Town;Capacity\nTRAKK;Mons;80\n")) == [Outcome.QUESTION]


def test_rooms_with_numbers_are_places_of_their_own(ring: Ring) -> None:
    found = take(ring, "Name;Capacity\nSalle Exemple 1;10\nSalle Exemple 2;20\n")
    assert outcomes(found) == [Outcome.ADDED, Outcome.ADDED]
    again = take(ring, "Name;Capacity\nSalle Exemple 3;10\n")
    assert outcomes(again) == [Outcome.ADDED]


# -- opening hours ----------------------------------------------------------------------------


def test_hours_are_read_from_columns_of_weekdays(ring: Ring) -> None:
    take(ring, HEADER + "TRAKK;Namur;;9h-12h30, 13h30-18h;fermé\n")
    assert hours(ring, "TRAKK", 0) == "09:00–12:30, 13:30–18:00"
    assert hours(ring, "TRAKK", 1) == "closed"
    assert hours(ring, "TRAKK", 2) == ""


def test_hours_are_read_from_one_column_with_dates(ring: Ring) -> None:
    take(ring, "Name;Opening hours\nTRAKK;Mon-Fri 9-17, 2024-10-27 closed\n")
    dated = [o for o in ring.programme.openings.values() if o.day is not None]
    assert hours(ring, "TRAKK", 4) == "09:00–17:00"
    assert [(str(o.day), o.opens) for o in dated] == [("2024-10-27", None)]


def test_hours_are_read_from_a_row_a_day(ring: Ring) -> None:
    take(
        ring, "Lieu;Jour;Horaires\nTRAKK;Lundi;9-17\nTRAKK;mar-mer;10-18\nTRAKK;27/10/2024;fermé\n"
    )
    assert [hours(ring, "TRAKK", day) for day in range(4)] == [
        "09:00–17:00", "10:00–18:00", "10:00–18:00", "",
    ]  # fmt: skip
    assert len(ring.programme.openings) == 4


def test_the_windows_of_a_day_are_replaced_as_a_whole(ring: Ring) -> None:
    take(ring, HEADER + "TRAKK;Namur;;9-12, 13-17;10-18\n")
    found = take(ring, HEADER + "TRAKK;Namur;;10-16;10-18\n")
    assert said(found) == ["hours on Monday: 09:00–12:00, 13:00–17:00 → 10:00–16:00"]
    assert hours(ring, "TRAKK", 0) == "10:00–16:00"
    assert len(ring.programme.openings) == 2


def test_a_day_that_the_list_names_no_more_keeps_its_hours(ring: Ring) -> None:
    take(ring, HEADER + "TRAKK;Namur;;9-12;10-18\n")
    found = take(ring, HEADER + "TRAKK;Namur;;9-12;?\n")
    assert hours(ring, "TRAKK", 1) == "10:00–18:00"
    assert [str(m) for m in found.missing] == ["opening hours of “TRAKK”"]


def by_hand(ring: Ring, day: int, wanted: str) -> None:
    mine = parse_hours("hours", wanted)
    ring.do(set_hours(ring.programme, site(ring, "TRAKK").id, {day: mine}))


@pytest.mark.parametrize("mine", ["11-15", "9-10, 11-12, 14-15", "", "closed"])
def test_hours_that_were_changed_by_hand_stay_and_both_are_told(ring: Ring, mine: str) -> None:
    take(ring, HEADER + "TRAKK;Namur;;9-12, 13-17;\n")
    by_hand(ring, 0, mine)
    stands = hours(ring, "TRAKK", 0)
    text = HEADER + "TRAKK;Namur;;10-16;\n"
    for found in (take(ring, text), take(ring, text)):
        assert outcomes(found) == [Outcome.KEPT]
        assert f"hours on Monday: yours, {stands or '–'}, stays" in said(found)[0]
        assert hours(ring, "TRAKK", 0) == stands


def test_the_file_s_hours_win_where_the_organiser_wants_that(ring: Ring) -> None:
    take(ring, HEADER + "TRAKK;Namur;;9-12, 13-17;\n")
    by_hand(ring, 0, "8-9, 10-11, 12-13")
    take(ring, HEADER + "TRAKK;Namur;;9-12, 13-17;\n", overwrite=True)
    assert hours(ring, "TRAKK", 0) == "09:00–12:00, 13:00–17:00"
    assert outcomes(take(ring, HEADER + "TRAKK;Namur;;9-12;\n")) == [Outcome.CHANGED]


def test_hours_that_were_there_before_are_replaced_by_the_first_import(ring: Ring) -> None:
    by_hand(ring, 0, "8-9, 10-11")
    found = take(ring, HEADER + "TRAKK;Namur;;9-17;\n")
    assert said(found) == ["hours on Monday: 08:00–09:00, 10:00–11:00 → 09:00–17:00"]
    assert hours(ring, "TRAKK", 0) == "09:00–17:00"


def test_two_rows_with_other_hours_for_one_day_contradict_each_other(ring: Ring) -> None:
    found = take(ring, HEADER + "TRAKK;Namur;;9-17;\nTRAKK;Namur;;9-18;\n")
    assert outcomes(found) == [Outcome.CHANGED, Outcome.REFUSED]


def test_undoing_an_import_brings_the_old_hours_and_the_old_memory_back(ring: Ring) -> None:
    take(ring, HEADER + "TRAKK;Namur;;9-12, 13-17;\n")
    openings, memories = dict(ring.programme.openings), set(ring.memories.imported)
    found = take(ring, HEADER + "TRAKK;Namur;;10-16;\n")
    ring.do(Edit(found.edit.label, tuple(c.inverse() for c in found.edit.changes)))
    assert ring.programme.openings == openings
    assert set(ring.memories.imported) == memories


# -- again ------------------------------------------------------------------------------------


def test_what_was_changed_by_hand_stays(ring: Ring) -> None:
    text = "Name;Capacity\nExample;10\n"
    take(ring, text)
    ring.do(change(ring.programme, replace(site(ring, "Example"), capacity=12)))
    found = take(ring, text)
    assert said(found) == ["capacity: yours, 12, stays; the file says 10"]


def test_a_place_that_was_removed_by_hand_stays_removed_with_its_hours(ring: Ring) -> None:
    text = HEADER + "Example;Namur;;9-17;\n"
    take(ring, text)
    row = site(ring, "Example")
    ring.do(remove(ring.programme, row))
    assert outcomes(take(ring, text)) == [Outcome.KEPT]
    assert row.id not in ring.programme.sites
    assert not ring.programme.openings


def test_a_list_in_another_language_of_the_app_is_the_same_list(ring: Ring) -> None:
    text = "Nom;Type;PMR\nExemple;péniche;oui, par la cour\n"
    take(ring, text)
    set_language("fr")
    try:
        found = take(ring, text)
    finally:
        set_language("en")
    assert outcomes(found) == [Outcome.UNCHANGED]
    assert not found.edit


CELL = st.sampled_from(["", "?", "Exemple", "10", "9-12", "fermé", "oui", "film, x", "50,1 4,2"])
NAME = st.sampled_from(["TRAKK", "Le Delta", "Exemple A", "Salle 1", "Salle 2", "Ω"])
ROW = st.tuples(NAME, *[CELL] * 6)
HEADERS = "Nom;Ville;Capacité;Lundi;PMR;Domaines;Coordonnées\n"


@settings(max_examples=30, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=5))
def test_the_same_list_twice_changes_nothing(
    catalogue: Programme, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    ring = list_ring(tmp_path_factory.mktemp("sites"), catalogue)
    text = HEADERS + "".join(";".join(row) + "\n" for row in rows)
    take(ring, text, kind="sites")
    again: Review = take(ring, text, kind="sites")
    assert not again.edit
    assert not {Outcome.ADDED, Outcome.CHANGED} & set(outcomes(again))


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "[b]Dr[/b] {x}", "\N{RIGHT-TO-LEFT OVERRIDE}gnp", "<script>"]
)
def test_hostile_text_is_text(ring: Ring, text: str) -> None:
    row = added(ring, f'Name\tAddress\tNote\n"{text}"\t"{text}"\t"{text}"\n')
    assert (row.name, row.address, row.note) == (text, text, text)


def test_control_characters_are_refused(ring: Ring) -> None:
    found = take(ring, "Name;Address\nExa\x1b[31mmple;Street\n")
    assert outcomes(found) == [Outcome.REFUSED]


def test_openings_are_rows_of_the_plan(ring: Ring) -> None:
    take(ring, HEADER + "TRAKK;Namur;;9-17;\n")
    (row,) = ring.programme.openings.values()
    assert isinstance(row, Opening)
    assert row.site_id == site(ring, "TRAKK").id
