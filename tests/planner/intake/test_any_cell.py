"""Whatever stands in the cells of a list: taken in, asked about or refused, and never a crash."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.column_names import COLUMN_NAMES
from planner.intake.dry_run import DryRun, Entry
from planner.intake.kinds import listings
from planner.intake.listing import Listing, Taker
from planner.intake.memory import Memory
from planner.intake.merging import Intake
from planner.intake.places.hosts import HostTaker
from planner.intake.places.sites import SiteTaker
from planner.intake.places.ways import WayTaker
from planner.intake.review import Choices, Place, review_line
from planner.intake.tables.sheets import Cell
from planner.intake.wishes.wishes import WishTaker
from planner.programme import Programme
from planner.publish.watching import nobody_looks, nobody_stops

KINDS: Mapping[str, Callable[[Intake, Choices], Taker]] = {
    "sites": SiteTaker,
    "hosts": HostTaker,
    "travel": WayTaker,
    "wishes": WishTaker,
}

TEXT = st.text(max_size=40) | st.sampled_from(
    ["TRAKK", "Le Delta", "Caen", "Mon 9-17", "1h", "?", "-", ";", "50.1, 4.1", "a@example.org",
     "\N{LATIN SMALL LETTER DOTLESS I}", "9" * 40, "𝟙𝟚", "²", "٣", "Ⅷ", "1/0", "Mon-", "=1+1"]
)  # fmt: skip
CELL = st.one_of(
    TEXT,
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(-10), timedelta(10)),
)


def listing_of(kind: str) -> Listing:
    (found,) = listings(kind)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_any_cells_are_taken_in_or_refused_in_words(catalogue: Programme, kind: str) -> None:
    intake = Intake(catalogue, Memory())
    taker = KINDS[kind](intake, Choices())
    dry_run = DryRun(intake, Choices())

    @settings(max_examples=80, deadline=None)
    @given(st.fixed_dictionaries({}, optional=dict.fromkeys(listing_of(kind).columns, CELL)))
    def try_a_row(cells: Mapping[str, Cell]) -> None:
        entry = Entry(Place("", 2), taker.about(cells), lambda: taker.take(cells))
        (report,) = dry_run.reports([entry], 1, nobody_looks, nobody_stops)
        assert review_line(report)

    try_a_row()
    assert intake.changes("{}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_a_name_in_words(kind: str) -> None:
    assert set(listing_of(kind).columns) <= COLUMN_NAMES.keys()
