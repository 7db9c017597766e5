"""An edition that has nothing yet but the catalogue, and the ring of its imports."""

from pathlib import Path

import pytest

from planner.programme import Programme
from tests.planner.intake.lists import list_ring
from tests.planner.intake.people.delegate_lists import blank
from tests.planner.intake.ring import Ring


@pytest.fixture(scope="session")
def catalogue() -> Programme:
    """The catalogue's cities, fields and places; nobody is invited."""
    return blank()


@pytest.fixture
def ring(catalogue: Programme, tmp_path: Path) -> Ring:
    return list_ring(tmp_path, catalogue)
