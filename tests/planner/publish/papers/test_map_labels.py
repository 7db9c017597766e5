"""Numbers and names on maps: none hides another."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.publish.papers.map_labels import SIGN_HEIGHT, Box, Room, Sign, runs
from planner.publish.papers.map_view import Spot
from planner.publish.papers.maps import Map, town_map
from tests.build import Build, wed
from tests.planner.publish.schedules import copy_of, recipient_named

WIDTH = 170.0


def town(plan: Build, name: str = "Caen") -> Map | None:
    programme = plan.programme()
    return town_map(copy_of(programme, recipient_named(programme, name)), WIDTH)


def box(sign: Sign) -> Box:
    return Box.around(Spot(sign.x, sign.y), sign.width, SIGN_HEIGHT)


def test_forty_places_in_town_are_all_told_and_no_label_hides_another() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    for n in range(40):
        at = (50.462 + 0.0004 * (n % 8), 4.864 + 0.0007 * (n // 8))
        plan.visit(f"Visit {n}", wed("08:00"), 10, plan.site(f"Place {n}", at=at), caen)
    found = town(plan)
    assert found is not None
    assert len(found.legend) == 40
    assert len(found.signs) > 20
    for one, other in combinations(found.signs, 2):
        assert not box(one).overlaps(box(other))


SPOTS = st.tuples(st.floats(20, 150), st.floats(20, 80)).map(lambda pair: Spot(*pair))


@settings(max_examples=50)
@given(st.lists(SPOTS, min_size=1, max_size=15))
def test_every_number_is_told_once_and_labels_never_overlap(spots: list[Spot]) -> None:
    signs = Room(170, 100).signs(list(enumerate(spots, 1)))
    assert sorted(_numbers(signs)) == list(range(1, len(spots) + 1))
    assert not any(box(a).overlaps(box(b)) for a, b in combinations(signs, 2))


def _numbers(signs: tuple[Sign, ...]) -> list[int]:
    found: list[int] = []
    for part in ", ".join(sign.text for sign in signs).split(", "):
        first, _dash, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((3, 5), "3, 5"), ((1, 2), "1, 2"), ((4, 1, 2, 3), "1–4"), ((1, 2, 3, 7), "1–3, 7")],
)
def test_numbers_that_follow_each_other_are_drawn_together(
    numbers: tuple[int, ...], text: str
) -> None:
    assert runs(numbers) == text


def test_names_stand_in_free_places_or_nowhere() -> None:
    room = Room(60, 30)
    first = room.name("Charleroi", Spot(30, 15), 1.2)
    second = room.name("Châtelet", Spot(30, 15), 1.2)
    assert first is not None
    assert second is not None
    assert first.x > 30 > second.x
    assert room.name("A name that is wider than the map", Spot(30, 15), 1.2) is None


def test_no_name_stands_on_the_route() -> None:
    room = Room(100, 30)
    room.keep_clear([Spot(10, 15), Spot(90, 15)])
    beside = room.name("Gembloux", Spot(50, 15), 1.2)
    assert beside is not None
    assert beside.y < 13
