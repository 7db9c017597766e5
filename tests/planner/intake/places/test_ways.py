"""Importing a list of travel times."""

from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import TravelMode
from planner.entities import TravelTime
from planner.errors import InvalidValue
from planner.intake.review import Outcome
from planner.intake.tables.sheets import Cell
from planner.intake.values import minutes_of
from planner.programme import Programme
from tests.planner.intake.lists import list_ring, site, take
from tests.planner.intake.ring import Ring, outcomes, said

HEADER = "De;Vers;Durée;Moyen\n"


def figures(ring: Ring) -> list[tuple[str, str, int, bool]]:
    names = {s.id: s.name for s in ring.programme.sites.values()}
    return [
        (names[t.from_site_id], names[t.to_site_id], t.minutes, t.both_ways)
        for t in ring.programme.travel_times.values()
    ]


def only(ring: Ring) -> TravelTime:
    (found,) = ring.programme.travel_times.values()
    return found


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("75", 75),
        (75.0, 75),
        ("75 min", 75),
        ("75'", 75),
        ("1 h 15", 75),
        ("1h15", 75),
        ("2 heures", 120),
        ("1:15", 75),
        ("1:15:00", 75),
        ("1,5 h", 90),
        (time(1, 15), 75),
        (timedelta(hours=25), 1500),
        ("?", None),
        ("", None),
        ("à confirmer", None),
    ],
)
def test_lengths_are_read_in_minutes(cell: Cell, minutes: int | None) -> None:
    assert minutes_of("minutes", cell) == minutes


@pytest.mark.parametrize("cell", ["long", "45-60", "h", "-5", 0.052, "1:1"])
def test_other_lengths_are_refused(cell: Cell) -> None:
    with pytest.raises(InvalidValue):
        minutes_of("minutes", cell)


def test_a_french_list_is_read(ring: Ring) -> None:
    take(ring, "Départ;Arrivée;Durée;Mode;A/R;Remarque\nTRAKK;Quai 10;1 h 10;autocar;non;abc\n")
    row = only(ring)
    assert (row.from_site_id, row.to_site_id) == (site(ring, "TRAKK").id, site(ring, "Quai10").id)
    assert (row.minutes, row.mode, row.both_ways) == (70, TravelMode.COACH, False)
    assert row.note == "abc"


def test_an_english_list_is_read(ring: Ring) -> None:
    take(ring, "From,To,Minutes,By\nnamur-trakk,Le Delta,12,on foot\n")
    assert figures(ring) == [("TRAKK", "Le Delta", 12, True)]
    assert only(ring).mode is TravelMode.WALK


def test_two_ways_with_two_figures_hold_one_way_each(ring: Ring) -> None:
    text = HEADER + "TRAKK;Quai10;45;bus\nQuai10;TRAKK;50;bus\n"
    take(ring, text)
    assert figures(ring) == [("TRAKK", "Quai10", 45, False), ("Quai10", "TRAKK", 50, False)]
    again = take(ring, text)
    assert not again.edit
    assert outcomes(again) == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_two_ways_with_one_figure_are_one_row(ring: Ring) -> None:
    text = HEADER + "TRAKK;Quai10;45;bus\nQuai10;TRAKK;45;bus\n"
    take(ring, text)
    assert figures(ring) == [("TRAKK", "Quai10", 45, True)]
    assert not take(ring, text).edit


def test_a_figure_of_the_way_back_is_changed_and_not_doubled(ring: Ring) -> None:
    take(ring, HEADER + "TRAKK;Quai10;45;bus\n")
    ring.name = "other.csv"
    take(ring, HEADER + "Quai10;TRAKK;50;bus\n")
    assert figures(ring) == [("TRAKK", "Quai10", 50, True)]


def test_each_means_of_travel_has_a_figure_of_its_own(ring: Ring) -> None:
    take(ring, HEADER + "TRAKK;Le Delta;5;bus\nTRAKK;Le Delta;12;à pied\nTRAKK;Le Delta;9;\n")
    modes = [t.mode for t in ring.programme.travel_times.values()]
    assert modes == [TravelMode.COACH, TravelMode.WALK, None]


def test_a_car_is_a_coach_to_some(ring: Ring) -> None:
    text = HEADER + "TRAKK;Quai10;45;car\n"
    (question,) = take(ring, text).questions
    assert [c.id for c in question.candidates] == ["coach", "car"]
    take(ring, text, {question.key: "coach"})
    assert only(ring).mode is TravelMode.COACH


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("TRAKK;;45;", "destination: The name of the place is missing"),
        ("TRAKK;Quai10;?;", "length: How long it takes is missing"),
        ("TRAKK;Quai10;45;fusée", "means of travel: “fusée” is none of"),
        ("TRAKK;TRAKK;45;", "destination: These are the same place"),
        ("TRAKK;Quai10;99999;", "length: Travel takes from 0"),
    ],
)
def test_a_way_that_cannot_be_is_refused(ring: Ring, row: str, reason: str) -> None:
    found = take(ring, HEADER + row + "\n")
    assert outcomes(found) == [Outcome.REFUSED]
    assert reason in said(found)[0]


def test_two_figures_for_one_way_contradict_each_other(ring: Ring) -> None:
    found = take(ring, HEADER + "TRAKK;Quai10;45;bus\nTRAKK;Quai10;50;bus\n")
    assert outcomes(found) == [Outcome.ADDED, Outcome.REFUSED]


def test_a_place_that_nobody_knows_is_asked_about_once(ring: Ring) -> None:
    text = HEADER + "TRAKK;Chez Exemple;45;\nChez Exemple;Quai10;50;\n"
    (question,) = take(ring, text).questions
    take(ring, text, {question.key: "new"})
    assert [f[:2] for f in figures(ring)] == [("TRAKK", "Chez Exemple"), ("Chez Exemple", "Quai10")]
    assert not take(ring, text).edit


PLACE = st.sampled_from(["TRAKK", "Quai10", "Le Delta"])
MINUTES = st.sampled_from(["5", "10", "1h", "?"])
REST = st.tuples(st.sampled_from(["", "bus", "train"]), st.sampled_from(["", "oui", "non"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PLACE, PLACE, MINUTES, REST), min_size=1, max_size=6))
def test_the_same_list_twice_changes_nothing(
    catalogue: Programme,
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, tuple[str, str]]],
) -> None:
    ring = list_ring(tmp_path_factory.mktemp("ways"), catalogue)
    text = "De;Vers;Durée;Moyen;Aller-retour\n"
    text += "".join(";".join((a, b, m, *rest)) + "\n" for a, b, m, rest in rows)
    take(ring, text, kind="travel")
    again = take(ring, text, kind="travel")
    assert not again.edit
    assert not {Outcome.ADDED, Outcome.CHANGED} & set(outcomes(again))
