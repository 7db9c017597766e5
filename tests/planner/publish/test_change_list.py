"""What has changed, in words."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import ActivityStatus, Role
from planner.clock import Clock
from planner.entities import Delegation
from planner.publish.agenda import items_for
from planner.publish.change_list import ChangeLine, change_lines, change_text
from planner.publish.changes import Sort, changes_between
from planner.publish.items import Heads, Item, ItemKind, Person, Speaker
from planner.publish.labels import LOCALES, Labels
from planner.publish.plaintext import clean_line
from tests.build import Build, fri, sat, sun, tue
from tests.planner.publish.programmes import A6K, CLOCK, FIRST, TRAKK, at, item, programmes
from tests.planner.publish.schedules import HOSTILE, recipient_named

ENGLISH = Labels("en")
BASE = item()
FIRST_PART, SECOND_PART = BASE.parts


def items_of(plan: Build, who: Delegation) -> tuple[Item, ...]:
    programme = plan.programme()
    return items_for(programme, recipient_named(programme, who.name))


def told(old: Item | None, new: Item | None, labels: Labels = ENGLISH) -> ChangeLine:
    changes = changes_between([old] if old else [], [new] if new else [])
    (line,) = change_lines(changes, labels, CLOCK)
    return line


def test_a_move_to_another_day_is_told_in_one_line() -> None:
    line = told(BASE, at(BASE, FIRST - 1440, 90))
    assert (line.day, line.time, line.word) == ("Friday 25 October", "18:00–19:30", "Moved")
    assert line.lines == (
        "When: Saturday 26 October, 18:00–19:00 → Friday 25 October, 18:00–19:30",
    )


def test_a_move_within_the_day_tells_the_times_only() -> None:
    assert told(BASE, at(BASE, FIRST + 30, 60)).lines == ("When: 18:00–19:00 → 18:30–19:30",)


def test_an_end_or_a_start_alone_is_told_as_such() -> None:
    assert told(BASE, at(BASE, FIRST, 90)).lines == ("End: 19:00 → 19:30",)
    bare = replace(BASE, parts=())
    assert told(bare, at(bare, FIRST - 10, 70)).lines == ("Start: 18:00 → 17:50",)


def test_both_passes_of_the_repeated_hour_are_told_apart() -> None:
    first = at(BASE, CLOCK.at(sun("02:30")), 15)
    second = at(BASE, CLOCK.at(sun("02:30", fold=1)), 15)
    assert told(first, second).lines == ("When: 02:30 CEST–02:45 CEST → 02:30 CET–02:45 CET",)


def test_the_same_time_in_another_zone_tells_the_zones() -> None:
    london = Clock("Europe/London")
    begin = london.at(BASE.start)
    other = replace(BASE, begin=begin, end=begin + 60, parts=())
    assert told(replace(BASE, parts=()), other).lines == (
        "When: 18:00–19:00 (UTC+02:00) → 18:00–19:00 (UTC+01:00)",
    )


def test_a_journey_is_told_by_one_time_and_a_hotel_by_its_days() -> None:
    plan = Build()
    hotel = plan.site("Ibis")
    caen = plan.delegation("Caen", arrival=tue("15:05"), departure=sat("09:00"), hotel_id=hotel.id)
    before = items_of(plan, caen)
    plan.change(caen, arrival=tue("17:00"), departure=sun("09:00"))
    lines = change_lines(changes_between(before, items_of(plan, caen)), ENGLISH, CLOCK)
    assert [(line.time, line.lines) for line in lines] == [
        ("", ("When: 22 October – 26 October → 22 October – 27 October",)),
        ("17:00", ("When: 15:05 → 17:00",)),
        ("09:00", ("When: Saturday 26 October, 09:00 → Sunday 27 October, 09:00",)),
    ]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"title": "Towns"}, "Title: Cities → Towns"),
        (
            {"place": A6K},
            "Place: TRAKK, Avenue Reine Astrid 16, 5000 Namur"
            " → A6K, Square des Martyrs 1, 6000 Charleroi",
        ),
        (
            {"place": replace(TRAKK, lat=50.4662, lon=4.8545)},
            "Place: TRAKK, Avenue Reine Astrid 16, 5000 Namur (address or map position corrected)",
        ),
        ({"place": None}, "Place: TRAKK, Avenue Reine Astrid 16, 5000 Namur (no longer)"),
        ({"meeting_point": "Porch"}, "Meeting point: Porch (new)"),
        ({"status": ActivityStatus.REQUESTED}, "Status: To be confirmed (new)"),
        ({"role": Role.MODERATES}, "Your role: moderator (new)"),
        ({"language": "fr"}, "Language: French (new)"),
        ({"hosts": (Person("Sacha", Role.MODERATES),)}, "Moderator: Sacha (new)"),
        ({"delegations": ("Hamar",), "everyone": True}, "Delegations: All delegations (new)"),
        ({"expected": Heads(12, complete=False)}, "Number of people: at least 12 (new)"),
        (
            {"whole": False, "people": (Person("Nino", Role.SPEAKS),)},
            "Participants: Whole delegation → Nino (speaker)",
        ),
        ({"description": "Bring\na coat."}, "Description: Bring a coat."),
    ],
)
def test_a_field_is_told_as_it_was_and_as_it_is(values: dict[str, Any], line: str) -> None:
    assert told(BASE, replace(BASE, **values)).lines == (line,)


def test_a_new_order_is_told_as_such_with_the_times_before() -> None:
    later = replace(FIRST_PART, begin=FIRST + 20, end=FIRST + 30, start=CLOCK.wall(FIRST + 20))
    first = replace(SECOND_PART, begin=FIRST, end=FIRST + 20, start=CLOCK.wall(FIRST))
    assert told(BASE, replace(BASE, parts=(first, later))).lines == (
        "New order:",
        "18:00 Screens (20 min) – before: 18:10",
        "18:20 Courtyards (10 min) – before: 18:00",
    )


def test_a_part_that_is_new_gone_or_renamed_is_told_without_the_others() -> None:
    renamed = replace(FIRST_PART, title="Yards")
    added = replace(SECOND_PART, activity=replace(SECOND_PART.activity, id="three"), title="Night")
    assert told(BASE, replace(BASE, parts=(renamed, added))).lines == (
        "Running order:",
        "18:00 Yards (10 min) – before: Courtyards",
        "18:10 Night (20 min) (new)",
        "18:10 Screens (20 min) (no longer)",
    )


def test_other_speakers_of_a_part_and_an_own_turn_are_told_by_name() -> None:
    before = replace(FIRST_PART, speakers=("Viborg",))
    after = replace(before, speakers=("Viborg", "Hamar"), turn=Speaker.YOU)
    old, new = (replace(BASE, parts=(p, SECOND_PART)) for p in (before, after))
    assert told(old, new).lines == (
        "You speak at 18:00 (10 min) (new)",
        "Speakers (Courtyards): Viborg → Viborg, Hamar",
    )


def test_what_is_new_is_introduced_and_what_is_cancelled_needs_no_details() -> None:
    added, gone = told(None, replace(BASE, meeting_point="Porch")), told(BASE, None)
    assert (added.word, added.lines) == (
        "New",
        ("Place: TRAKK, Avenue Reine Astrid 16, 5000 Namur", "Meeting point: Porch"),
    )
    assert (gone.sort, gone.word, gone.lines) == (Sort.CANCELLED, "Cancelled", ())


@given(programmes(), programmes(), st.sampled_from(sorted(LOCALES)))
@settings(max_examples=60)
def test_no_change_is_silent_in_any_language(
    old: tuple[Item, ...], new: tuple[Item, ...], code: str
) -> None:
    lines = change_lines(changes_between(old, new), Labels(code), CLOCK)
    for line in lines:
        assert line.title
        assert line.lines or line.sort in (Sort.ADDED, Sort.CANCELLED)
        for text in (line.day, line.time, line.title, line.word, *line.lines):
            assert text == clean_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_shown_as_typed_and_safe(text: str) -> None:
    line = told(BASE, replace(BASE, title=f"{text}\x1b\u202e", meeting_point=text))
    assert line.title == clean_line(text)
    assert line.lines[1] == f"Meeting point: {clean_line(text)} (new)"


def test_the_text_stands_under_its_heading_by_day() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    visit = plan.visit("Fab Lab", fri("10:00"), 60, None, caen)
    before = items_of(plan, caen)
    plan.change(visit, start=sat("11:30"))
    plan.visit("Late", sat("20:00"), 60, None, caen)
    lines = change_lines(changes_between(before, items_of(plan, caen)), ENGLISH, CLOCK)
    assert change_text(lines, ENGLISH, "KIKK", 2, 3) == (
        "Programme of KIKK: what has changed from version 2 to version 3\n\n"
        "Saturday 26 October\n\n"
        "Moved: 11:30–12:30 Fab Lab\n"
        "    When: Friday 25 October, 10:00–11:00 → Saturday 26 October, 11:30–12:30\n\n"
        "New: 20:00–21:00 Late\n"
    )


def test_the_text_says_when_nothing_has_changed_and_when_it_is_about_the_draft() -> None:
    assert change_text([], ENGLISH, "KIKK\n{old}", 2, None) == (
        "Programme of KIKK {old}: what has changed since version 2\n\nNothing has changed.\n"
    )


def test_words_and_days_are_of_the_readers_language() -> None:
    line = told(BASE, replace(BASE, meeting_point="Porche"), Labels("fr"))
    assert (line.day, line.word, line.lines) == (
        "samedi 26 octobre",
        "Modifié",
        ("Point de rendez-vous : Porche (nouveau)",),
    )


def test_a_journey_called_off_is_told_with_its_time() -> None:
    train = replace(BASE, kind=ItemKind.ARRIVAL, activity=None, parts=(), title="Arrival")
    assert (told(train, None).time, told(train, None).title) == ("18:00", "Arrival")
