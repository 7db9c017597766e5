"""Who is let in with a password, and how guessing is slowed down; a clock of the test's own."""

import pytest

from planner.commands import door as doors
from planner.commands.door import IDLE, Door, Refused
from planner.commands.guessing import (
    FREE,
    FREE_TOGETHER,
    LONGEST,
    LONGEST_TOGETHER,
    MEMORY,
    MOST_ADDRESSES,
    Guesses,
    network,
)

PASSWORD = "correct horse battery"


class Clock:
    """Stands still until the test moves it; seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Door:
    return Door(PASSWORD, clock)


def fail(door: Door, times: int, address: str = "10.0.0.1") -> None:
    for _ in range(times):
        assert door.enter("wrong", address) == Refused()


def let_in(door: Door, address: str = "10.0.0.1") -> str:
    token = door.enter(PASSWORD, address)
    assert isinstance(token, str)
    return token


def test_the_password_gives_a_token_of_its_own_each_time(door: Door) -> None:
    first, second = let_in(door), let_in(door)
    assert first != second
    assert min(len(first), len(second)) >= 43
    assert door.admits(first)
    assert door.admits(second)


@pytest.mark.parametrize("wrong", ["", "correct horse", PASSWORD + " ", PASSWORD.upper(), "\udcff"])
def test_anything_else_does_not(door: Door, wrong: str) -> None:
    assert door.enter(wrong, "10.0.0.1") == Refused()


def test_an_accent_is_the_same_however_a_keyboard_writes_it(clock: Clock) -> None:
    assert isinstance(Door("caf\u00e9 de la gare", clock).enter("cafe\u0301 de la gare", "a"), str)


@pytest.mark.parametrize("token", ["", "x" * 43, PASSWORD])
def test_no_other_token_opens(door: Door, token: str) -> None:
    let_in(door)
    assert not door.admits(token)


def test_a_token_lasts_as_long_as_it_is_used(door: Door, clock: Clock) -> None:
    token, unused = let_in(door), let_in(door)
    for _ in range(3):
        clock.now += IDLE - 1
        assert door.admits(token)
    assert not door.admits(unused)
    clock.now += IDLE + 1
    assert not door.admits(token)


def test_who_leaves_is_out_and_nobody_else(door: Door) -> None:
    token, other = let_in(door), let_in(door)
    door.leave(token)
    assert not door.admits(token)
    assert door.admits(other)


def test_tokens_are_bounded(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "MOST_SESSIONS", 2)
    first, second, third = (let_in(door) for _ in range(3))
    assert [door.admits(each) for each in (first, second, third)] == [False, True, True]


def test_waits_double_up_to_a_limit(door: Door, clock: Clock) -> None:
    fail(door, FREE)
    waits = []
    for _ in range(12):
        refused = door.enter("wrong", "10.0.0.1")
        assert isinstance(refused, Refused)
        waits.append(refused.wait)
        clock.now += refused.wait
        fail(door, 1)
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == LONGEST


def test_while_waiting_the_right_password_is_not_looked_at(door: Door, clock: Clock) -> None:
    fail(door, FREE)
    assert door.enter(PASSWORD, "10.0.0.1") == Refused(1)
    clock.now += 1
    let_in(door)


def test_asking_too_soon_does_not_make_the_wait_longer(door: Door) -> None:
    fail(door, FREE)
    for _ in range(100):
        assert door.enter("wrong", "10.0.0.1") == Refused(1)


def test_others_need_not_wait_for_one_who_guesses(door: Door) -> None:
    fail(door, FREE)
    let_in(door, "10.0.0.2")


def test_the_right_password_forgives(door: Door) -> None:
    fail(door, FREE - 1)
    let_in(door)
    fail(door, FREE - 1)


def test_an_hour_forgives(door: Door, clock: Clock) -> None:
    fail(door, FREE)
    clock.now += MEMORY + 1
    fail(door, FREE - 1)
    let_in(door)


def test_many_addresses_together_wait_but_not_long(door: Door, clock: Clock) -> None:
    for n in range(FREE_TOGETHER):
        fail(door, 1, f"10.1.0.{n}")
    assert door.enter(PASSWORD, "10.2.0.1") == Refused(1)
    for n in range(20):
        clock.now += LONGEST_TOGETHER
        fail(door, 1, f"10.3.0.{n}")
    assert door.enter(PASSWORD, "10.2.0.1") == Refused(LONGEST_TOGETHER)


def test_who_is_in_stays_in_while_others_guess(door: Door) -> None:
    token = let_in(door)
    fail(door, FREE)
    assert door.admits(token)


def test_addresses_kept_are_bounded() -> None:
    guesses = Guesses()
    for n in range(MOST_ADDRESSES + 50):
        guesses.failed(f"10.0.{n // 256}.{n % 256}", 0.0)
    assert len(guesses._each) == MOST_ADDRESSES


@pytest.mark.parametrize(
    ("address", "known_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
    ],
)
def test_one_network_of_version_six_counts_as_one(address: str, known_as: str) -> None:
    assert network(address) == known_as
