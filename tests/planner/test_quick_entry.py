"""What a few letters mean for a tour day."""

from datetime import time

import pytest

from models.words import Kind
from planner import phrases
from planner.demo import demo_id, demo_programme
from planner.edits.routing import stops_of
from planner.programme import Programme
from planner.quick_entry import Suggestion, suggestions

HAINAUT = demo_id("tour_day", "hainaut-wed")


@pytest.fixture(scope="module")
def demo() -> Programme:
    return demo_programme()


def meant(demo: Programme, text: str, points: dict[str, int] | None = None) -> list[Suggestion]:
    return suggestions(demo, demo.tour_days[HAINAUT], text, points or {})


def names(found: list[Suggestion]) -> list[str]:
    return [s.site.name if s.site else "" for s in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("trak", "TRAKK"),
        ("mundan", "Mundaneum"),
        ("carnaval", "Musée international du Carnaval et du Masque"),
        ("MUSEE carna", "Musée international du Carnaval et du Masque"),
        ("quai10", "Quai10"),
    ],
)
def test_a_few_letters_find_the_place(demo: Programme, text: str, name: str) -> None:
    assert names(meant(demo, text))[0] == name


def test_a_number_at_the_end_is_the_minutes(demo: Programme) -> None:
    found = meant(demo, "trakk 45")[0]
    assert found.site is not None
    assert (found.site.name, found.minutes, found.length) == ("TRAKK", 45, 45)


@pytest.mark.parametrize("word", ["lunch", "lu", "repas", "déjeuner", "dejeuner"])
def test_words_for_a_meal_add_one(demo: Programme, word: str) -> None:
    found = meant(demo, word)[0]
    assert found.pause is not None
    assert (found.pause.kind, found.length) == (Kind.MEAL, 60)


def test_a_meal_can_have_its_own_minutes(demo: Programme) -> None:
    assert meant(demo, "lunch 45")[0].length == 45


def test_one_letter_is_not_yet_a_meal(demo: Programme) -> None:
    assert all(s.pause is None for s in meant(demo, "l"))


@pytest.mark.parametrize("text", ["8:30", "08:30", "8h30", "8.30"])
def test_a_time_is_when_the_day_begins(demo: Programme, text: str) -> None:
    assert meant(demo, text) == [Suggestion(start=time(8, 30))]


def test_what_waits_in_the_tray_comes_before_its_site(demo: Programme) -> None:
    found = meant(demo, "grand-hornu")[0]
    assert found.activity is not None
    assert found.activity.id == demo_id("activity", "a-hornu")


def test_what_interests_those_on_board_comes_first(demo: Programme) -> None:
    plain = meant(demo, "musée")
    last = plain[-1].site
    assert last is not None
    assert names(meant(demo, "musée", {last.id: 99}))[0] == last.name


def test_places_already_on_the_day_come_later(demo: Programme) -> None:
    assert names(meant(demo, "mons"))[0] != "Mundaneum"


def test_nonsense_means_nothing(demo: Programme) -> None:
    assert meant(demo, "xyzzy") == []


def test_a_meal_is_where_the_group_is(demo: Programme) -> None:
    edit = meant(demo, "repas")[0].edit(demo, HAINAUT, 1)
    after = demo.apply(edit.changes)
    first, meal, *_rest = stops_of(after, HAINAUT)
    assert (meal.kind, meal.site_id) == (Kind.MEAL, first.site_id)


def test_a_start_moves_the_whole_day(demo: Programme) -> None:
    after = demo.apply(meant(demo, "7:30")[0].edit(demo, HAINAUT, None).changes)
    assert after.tour_days[HAINAUT].start == time(7, 30)
    first = after.tour_stops[HAINAUT][0]
    assert first.start is not None
    assert first.start.time() == time(7, 30)


def test_titles_of_meals_are_in_the_language_in_force(demo: Programme) -> None:
    phrases.set_language("fr")
    edit = meant(demo, "repas")[0].edit(demo, HAINAUT, None)
    titles = {getattr(c.after, "title", "") for c in edit.changes if c.before is None}
    assert phrases._("Lunch") in titles
