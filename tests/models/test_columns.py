"""Wall-clock times in the store, and the JSON images of the journal."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column

from models.columns import from_image, to_image
from models.tables import ACTIVITY
from models.walltime import decode_wall, encode_wall

MINUTES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda d: d.replace(second=0, microsecond=0)
)


@given(MINUTES, st.integers(0, 1))
def test_a_wall_clock_time_is_stored_with_its_fold(wall: datetime, fold: int) -> None:
    back = decode_wall(encode_wall(wall.replace(fold=fold)))
    assert (back, back.fold) == (wall, fold)


@pytest.mark.parametrize("text", ["", "27/10/2024", "2024-10-32T10:00", "~"])
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|range"):
        decode_wall(text)


def test_every_column_of_an_activity_survives_its_image() -> None:
    row = {
        "start": datetime(2024, 10, 27, 2, 30, fold=1),
        "minutes": 5,
        "kind": "stop",
        "pin_time": True,
    }
    columns: dict[str, Column[object]] = {c.name: c for c in ACTIVITY.columns}
    images = {name: to_image(columns[name], value) for name, value in row.items()}
    back = {name: from_image(columns[name], image) for name, image in images.items()}
    assert back == row
    assert back["start"].fold == 1
