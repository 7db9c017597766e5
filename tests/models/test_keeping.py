"""Which copies the rule keeps."""

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from models.keeping import KEPT_FOR_GOOD, MOST_FOR_GOOD, MOST_OF_ALL, Copy, Why, superfluous

NOW = datetime(2024, 10, 23, 9, 0)


def copy(at: datetime, why: str = Why.DAILY, count: int = 1) -> Copy:
    return Copy(at, count, why, Path(f"plan-{at:%Y-%m-%dT%H-%M-%S}-{count}-{why}.db"))


def kept(copies: list[Copy], now: datetime = NOW) -> list[datetime]:
    gone = set(superfluous(copies, now))
    return sorted((c.at for c in copies if c not in gone), reverse=True)


def every(step: timedelta, number: int, begin: datetime = NOW, why: str = Why.DAILY) -> list[Copy]:
    """The newest at ``begin``, each of the others one step older."""
    return [copy(begin - n * step, why) for n in range(number)]


def test_everything_of_two_days_is_kept() -> None:
    found = every(timedelta(hours=2), 24, why=Why.IMPORT)
    assert superfluous(found, NOW) == []


def test_of_a_very_busy_day_the_newest_are_kept() -> None:
    found = every(timedelta(minutes=1), 100, why=Why.IMPORT)
    assert kept(found) == [c.at for c in found[:MOST_OF_ALL]]


def test_after_two_days_the_newest_of_each_day_is_kept() -> None:
    day = NOW - timedelta(days=5)
    found = [copy(NOW), *every(timedelta(hours=1), 6, day, Why.PROPOSAL)]
    assert kept(found) == [NOW, day]


def test_after_two_weeks_the_newest_of_each_week_and_month_is_kept() -> None:
    begin = datetime(2024, 10, 7, 9)  # a Monday, 16 days ago; the Sunday before is the week's last
    found = [copy(NOW), *every(timedelta(days=1), 20, begin)]
    weeks = [datetime(2024, 10, 7, 9), datetime(2024, 10, 6, 9), datetime(2024, 9, 29, 9)]
    month = datetime(2024, 9, 30, 9)
    last_week = datetime(2024, 9, 22, 9)
    assert kept(found) == sorted([NOW, *weeks, month, last_week], reverse=True)


def test_after_eight_weeks_the_newest_of_each_month_is_kept_for_a_year() -> None:
    found = [copy(NOW), *every(timedelta(days=1), 500, NOW - timedelta(weeks=8))]
    old = kept(found)[1:]
    assert [(at.year, at.month) for at in old] == [
        (2024, 8), (2024, 7), (2024, 6), (2024, 5), (2024, 4), (2024, 3), (2024, 2), (2024, 1),
        (2023, 12), (2023, 11), (2023, 10),
    ]  # fmt: skip
    assert old[1] == datetime(2024, 7, 31, 9)


def test_what_was_made_by_hand_before_migrations_restores_and_repairs_is_kept_for_good() -> None:
    old = NOW - timedelta(days=4000)
    found = [copy(NOW), *(copy(old, why) for why in KEPT_FOR_GOOD)]
    assert superfluous(found, NOW) == []


def test_for_good_means_a_generous_number() -> None:
    found = every(timedelta(days=1), MOST_FOR_GOOD + 3, why=Why.BY_HAND)
    assert superfluous(found, NOW) == found[MOST_FOR_GOOD:]


def test_copies_by_hand_do_not_take_the_place_of_others() -> None:
    day = NOW - timedelta(days=5)
    found = [copy(NOW), copy(day), copy(day + timedelta(hours=1), Why.BY_HAND)]
    assert superfluous(found, NOW) == []


def test_the_newest_is_never_removed_however_old_it_is() -> None:
    assert superfluous(every(timedelta(days=1), 2, datetime(2010, 1, 1)), NOW) == [
        copy(datetime(2009, 12, 31))
    ]


def test_a_clock_put_back_removes_nothing_that_seems_to_be_of_later() -> None:
    ahead = every(timedelta(minutes=1), 60, NOW + timedelta(days=3))
    assert superfluous([copy(NOW), *ahead], NOW) == []


DATES = st.datetimes(datetime(2022, 1, 1), NOW)


@given(st.lists(st.builds(copy, DATES, st.sampled_from(Why)), unique=True, max_size=60))
def test_what_is_left_is_not_thinned_out_again(found: list[Copy]) -> None:
    gone = set(superfluous(found, NOW))
    left = [c for c in found if c not in gone]
    assert superfluous(left, NOW) == []
    assert bool(left) == bool(found)


def test_thinning_out_day_by_day_leaves_a_year_without_gaps() -> None:
    """What one tier keeps is what the next needs: removing every day loses no month."""
    held: list[Copy] = []
    now = datetime(2024, 1, 1, 9)
    for _day in range(500):
        now += timedelta(days=1)
        held = [copy(now), *held]
        gone = set(superfluous(held, now))
        held = [c for c in held if c not in gone]
    ages = [(now - c.at).days for c in held]
    assert ages[:14] == list(range(14))
    assert max(b - a for a, b in pairwise(ages)) <= 31
    assert ages[-1] >= 330
    assert len(held) < 40
