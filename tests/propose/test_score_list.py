"""Places with their scores: what they are by themselves, what is changed, what can be typed."""

from dataclasses import replace

import pytest

from planner.errors import InvalidValue, PlannerError
from planner.programme import Programme
from planner.propose.score_list import (
    MOST_POINTS,
    PlaceScore,
    counted_changes,
    parse_points,
    place_named,
    place_scores,
    reasons_by_tour,
    reasons_of,
    with_changes,
)
from planner.propose.tour import TourOptions
from planner.propose.tour_scores import scores
from tests.propose.tour_scenes import Scene, proposed, verbs


@pytest.fixture
def scene() -> Scene:
    """Two wished places and one that nobody has asked for, on a circuit of a morning."""
    made = Scene()
    made.wished("Forge", 1)
    made.wished("Mill", 3)
    made.near("Quarry", visit_minutes=60)
    made.day()
    return made


def places(programme: Programme, **values: object) -> dict[str, PlaceScore]:
    found = place_scores(programme, TourOptions(**values))  # type: ignore[arg-type]
    return {place.site.name: place for place in found}


def told(programme: Programme, place: PlaceScore) -> list[str]:
    return [str(phrase) for phrase in reasons_of(programme, place)]


def site_id(programme: Programme, name: str) -> str:
    return place_named(programme, name).id


def test_every_place_that_may_be_visited_is_listed_the_best_first(scene: Scene) -> None:
    found = places(scene.programme())
    assert [(name, place.points) for name, place in found.items()] == [
        ("Forge", 12),
        ("Mill", 4),
        ("Quarry", 0),
    ]


def test_points_are_those_that_the_solver_counts(scene: Scene) -> None:
    programme = scene.programme()
    options = TourOptions(scores={site_id(programme, "Mill"): 30})
    listed = {p.site.id: p.points for p in place_scores(programme, options) if p.points}
    assert listed == {score.site.id: score.points for score in scores(programme, options)}


def test_reasons_are_told_and_so_is_that_there_are_none(scene: Scene) -> None:
    programme = scene.programme()
    found = places(programme)
    assert told(programme, found["Forge"]) == ["wished by Tbilisi (12)"]
    assert told(programme, found["Quarry"]) == ["nobody on board has asked for it"]


def test_a_changed_score_counts_and_says_what_it_was(scene: Scene) -> None:
    programme = scene.programme()
    forge = places(programme)["Forge"].with_points(5)
    assert (forge.points, forge.worked_out) == (5, 12)
    assert told(programme, forge) == ["set by hand, 12 by itself", "wished by Tbilisi (12)"]
    assert told(programme, forge.with_points(0))[0] == "not wanted, 12 by itself"
    assert forge.with_points(None) == places(programme)["Forge"]


def test_changes_are_laid_over_the_list_in_its_order(scene: Scene) -> None:
    programme = scene.programme()
    listed = place_scores(programme, TourOptions())
    changed = with_changes(listed, {site_id(programme, "Quarry"): 50})
    assert [place.points for place in changed] == [12, 4, 50]
    assert [place.changed for place in changed] == [None, None, 50]


def test_the_same_figure_is_no_change(scene: Scene) -> None:
    forge = places(scene.programme())["Forge"]
    assert not forge.is_change(12)
    assert forge.is_change(0)


def test_circuits_count_each_for_those_on_board(scene: Scene) -> None:
    hamar = scene.delegation("Hamar", heads=2)
    west = scene.tour("West", scene.vehicle(), hamar)
    scene.day(24, tour=west)
    scene.wish(hamar, 2, site_id=next(p for p in scene.places if p.name == "Mill"))
    programme = scene.programme()
    mill = places(programme)["Mill"]
    assert mill.points == 8
    assert told(programme, mill) == ["wished by Hamar (8), Tbilisi (4)"]
    own = {s.tour.name: (s.points, *map(str, w)) for s, w in reasons_by_tour(programme, mill)}
    assert own == {"East": (4, "wished by Tbilisi (4)"), "West": (8, "wished by Hamar (8)")}
    assert mill.is_change(8), "East has it at 4"
    assert places(programme, tours=(scene.east.id,))["Mill"].points == 4


def test_a_place_that_is_not_wanted_is_not_proposed_and_one_that_nobody_asked_for_is(
    scene: Scene,
) -> None:
    programme = scene.programme()
    changes = {site_id(programme, "Forge"): 0, site_id(programme, "Quarry"): 50}
    titles = " ".join(verbs(proposed(programme, scores=changes)))
    assert "Quarry" in titles
    assert "Forge" not in titles


# -- what somebody types --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "points"), [("", None), (" 7 ", 7), ("0", 0), (str(MOST_POINTS), MOST_POINTS)]
)
def test_points_are_whole_numbers_and_nothing_is_none(text: str, points: int | None) -> None:
    assert parse_points("score", text) == points


@pytest.mark.parametrize("text", ["-1", "1.5", "many", str(MOST_POINTS + 1), "²"])
def test_other_points_are_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_points("score", text)
    assert "Write a whole number from 0 (not wanted) to 9999." in str(caught.value)


def test_a_place_is_found_by_id_name_or_words_of_it(scene: Scene) -> None:
    forge = scene.near("Old Forge of Liège")
    programme = scene.programme()
    for text in (forge.id, "old forge of liege", "liege"):
        assert place_named(programme, text).id == forge.id
    assert place_named(programme, "forge").name == "Forge", "the whole name comes first"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Atlantis", "There is no place called “Atlantis” in the catalogue."),
        ("", "There is no place called “” in the catalogue."),
        ("m", "“m” fits several places: Mill, Museum. Write more of it."),
    ],
)
def test_no_place_and_several_places_are_a_sentence(scene: Scene, text: str, sentence: str) -> None:
    scene.near("Museum")
    with pytest.raises(PlannerError) as caught:
        place_named(scene.programme(), text)
    assert str(caught.value) == sentence


def test_two_of_the_same_name_are_told_apart_by_their_id(scene: Scene) -> None:
    scene.near("mill")
    with pytest.raises(PlannerError, match="Several are called “Mill”: use the id"):
        place_named(scene.programme(), "Mill")


def test_changes_are_counted() -> None:
    assert str(counted_changes({"a": 1})) == "1 score changed"
    assert str(counted_changes({"a": 1, "b": 0})) == "2 scores changed"


def test_a_delegation_on_two_circuits_is_named_once(scene: Scene) -> None:
    scene.day(24, tour=scene.tour("West", scene.vehicle(), scene.tbilisi))
    programme = scene.programme()
    forge = places(programme)["Forge"]
    assert len(forge.by_tour) == 2
    assert told(programme, forge) == ["wished by Tbilisi (12)"]
    assert told(programme, replace(forge, by_tour=())) == ["nobody on board has asked for it"]
