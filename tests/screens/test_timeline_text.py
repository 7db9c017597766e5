"""Text in cells: cleaned, cut, wrapped."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from screens.widgets.timeline_text import clean, clock_label, fit, wrap
from tests.screens.timeline_scene import HOSTILE

ANY_TEXT = st.text(max_size=60) | st.sampled_from(HOSTILE)


@given(ANY_TEXT, st.integers(0, 40))
@settings(max_examples=150, deadline=None)
def test_fitted_text_fills_its_cells_exactly(text: str, width: int) -> None:
    assert cell_len(fit(clean(text), width)) == width


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_clean_text_is_as_wide_as_its_characters_one_by_one(text: str) -> None:
    cleaned = clean(text)
    assert cell_len(cleaned) == sum(get_character_cell_size(c) for c in cleaned)
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_clean_text_can_neither_steer_the_terminal_nor_turn_its_direction(text: str) -> None:
    assert not set(clean(text)) & {"\x1b", "\n", "\r", "\t", "\u202e", "\u2067", "\ud800"}


def test_what_looks_like_markup_stays_as_typed() -> None:
    assert clean("[b]x[/b] [/]") == "[b]x[/b] [/]"


def test_a_joined_emoji_falls_apart_into_its_parts() -> None:
    assert clean("👨‍👩‍👧") == "👨👩👧"


def test_accents_are_joined_to_their_letters_where_there_is_such_a_letter() -> None:
    assert clean("e\u0301") == "é"


def test_text_that_is_cut_ends_in_an_ellipsis() -> None:
    assert fit("Tbilisi", 5) == "Tbil…"
    assert fit("日本語", 4) == "日 …"


@given(ANY_TEXT, st.integers(1, 20), st.integers(1, 20), st.integers(1, 4))
@settings(max_examples=150, deadline=None)
def test_wrapped_lines_never_stick_out(text: str, first: int, width: int, lines: int) -> None:
    wrapped = wrap(clean(text), first, width, lines)
    assert 1 <= len(wrapped) <= lines
    assert cell_len(wrapped[0]) <= first
    assert all(cell_len(line) <= width for line in wrapped[1:])


def test_text_breaks_between_words() -> None:
    assert wrap("Coach A: Charleroi - Mons", 8, 11, 3) == ["Coach A:", "Charleroi -", "Mons"]


def test_a_word_that_is_too_long_is_broken() -> None:
    assert wrap("Donaudampfschiff", 6, 6, 3) == ["Donaud", "ampfsc", "hiff"]


def test_the_last_line_is_cut() -> None:
    assert wrap("one two three four", 7, 7, 2) == ["one two", "three …"]


def test_the_second_pass_of_a_repeated_hour_has_a_plus() -> None:
    assert clock_label(datetime(2024, 10, 27, 2, 30)) == "02:30"
    assert clock_label(datetime(2024, 10, 27, 2, 30, fold=1)) == "02:30+"
