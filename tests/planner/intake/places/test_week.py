"""Opening hours of a week, as people write them in one cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InvalidValue
from planner.hours import Hours, format_hours
from planner.intake.places.week import Day, hours_on, parse_week

NINE_TO_FIVE = "09:00–17:00"
TEN_TO_SIX = "10:00–18:00"


def in_words(week: dict[Day, Hours]) -> dict[Day, str]:
    return {day: format_hours(hours) for day, hours in week.items()}


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mon-Wed 9-17", dict.fromkeys(range(3), NINE_TO_FIVE)),
        ("Mo-Fr 09:00-17:00", dict.fromkeys(range(5), NINE_TO_FIVE)),
        ("Mon, Wed & Fri 9am-5pm", dict.fromkeys((0, 2, 4), NINE_TO_FIVE)),
        ("lundi au vendredi 9h00 à 17h00", dict.fromkeys(range(5), NINE_TO_FIVE)),
        ("mardi et jeudi de 9h à 12h et de 13h à 17h",
         dict.fromkeys((1, 3), "09:00–12:00, 13:00–17:00")),
        ("Lun : 9h-17h\nDim fermé", {0: NINE_TO_FIVE, 6: "closed"}),
        ("du mardi au jeudi de 10h à 18h, fermé le lundi",
         {1: TEN_TO_SIX, 2: TEN_TO_SIX, 3: TEN_TO_SIX, 0: "closed"}),
        ("Tue 10–18, closed on Mondays", {1: TEN_TO_SIX, 0: "closed"}),
        ("tous les jours 10-18", dict.fromkeys(range(7), TEN_TO_SIX)),
        ("weekdays 9-17, weekend closed",
         dict.fromkeys(range(5), NINE_TO_FIVE) | {5: "closed", 6: "closed"}),
        ("Sat-Mon 10-18", dict.fromkeys((5, 6, 0), TEN_TO_SIX)),
        ("daily 10-18; Mon closed", dict.fromkeys(range(7), TEN_TO_SIX) | {0: "closed"}),
        ("2024-10-27 closed", {date(2024, 10, 27): "closed"}),
        ("26/10/2024 - 27/10/2024 10-18",
         {date(2024, 10, 26): TEN_TO_SIX, date(2024, 10, 27): TEN_TO_SIX}),
    ],
)  # fmt: skip
def test_days_and_hours_are_read(text: str, week: dict[Day, str]) -> None:
    assert in_words(parse_week("hours", text)) == week


@pytest.mark.parametrize("text", ["", "?", "inconnu", "à confirmer"])
def test_hours_that_nobody_knows_are_left_out(text: str) -> None:
    assert parse_week("hours", text) == {}


def test_a_day_of_which_nothing_is_known_is_left_out() -> None:
    assert in_words(parse_week("hours", "Mon ?; Tue 9-17")) == {1: NINE_TO_FIVE}


@pytest.mark.parametrize(
    "text",
    [
        "9-17",
        "Mon",
        "by appointment",
        "Mon-Fri 9-17 (except holidays)",
        "Mon 9-25",
        "Mon 18-02",
        "27/10/2024 - 26/10/2024 10-18",
        "Mon - 27/10/2024 10-18",
        "30/02/2024 10-18",
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        parse_week("hours", text)


def test_a_day_of_its_own_may_be_closed_by_a_sign() -> None:
    assert hours_on("monday", "–") == ()
    assert hours_on("monday", "?") is None


@given(st.text(alphabet="MonTueFri lundi9:-–,;&0123456789/.hà\n", max_size=400))
def test_any_text_is_hours_or_refused(text: str) -> None:
    try:
        week = parse_week("hours", text)
    except InvalidValue:
        return
    assert all(hours is not None for hours in week.values())
