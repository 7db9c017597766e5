"""How values are shown to the reader of a review."""

import pytest

from models.words import DelegationStatus, Kind
from planner.intake.dry_run import shown
from tests.build import thu


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ((), "–"),
        (True, "yes"),
        (Kind.VISIT, "guided visit"),
        (DelegationStatus.ACCEPTED, "accepted"),
        (("fr", "en"), "fr, en"),
        (thu("10:00"), "2024-10-24 10:00"),
        ("two\nlines", "two lines"),
    ],
)
def test_values_are_shown_in_words(value: object, text: str) -> None:
    assert shown(value) == text
