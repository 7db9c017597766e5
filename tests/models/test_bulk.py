"""Many rows at once are what they would be one by one."""

from datetime import datetime

import pytest
from sqlalchemy import insert, select

from models.bulk import insert_all
from models.store import make_engine, parse
from models.tables import ACTIVITY, HANDOUT, METADATA
from models.words import Way
from planner.entities import Activity, Handout
from planner.rows import values_of
from tests.build import Build, sun, wed
from tests.stores import Place

pytestmark = pytest.mark.both_stores


def activities() -> list[Activity]:
    plan = Build()
    site, caen = plan.site("TRAKK"), plan.delegation("Caen")
    for start in (wed("10:00"), sun("02:30"), sun("02:30", fold=1), None):
        plan.visit("Écrans; 100 %s %(n)s", start, 45, site, caen, pin_time=start is None)
    return list(plan.programme().activities.values())


def test_rows_of_every_type_are_written_as_one_by_one(new_place: Place) -> None:
    engine = make_engine(parse(new_place)[0])
    METADATA.create_all(engine)
    rows = activities()
    names = [column.name for column in ACTIVITY.columns]
    with engine.connect() as connection:
        insert_all(connection, ACTIVITY, ([getattr(row, n) for n in names] for row in rows))
        at_once = connection.execute(select(ACTIVITY)).all()
        connection.execute(ACTIVITY.delete())
        connection.execute(insert(ACTIVITY), [values_of(row) for row in rows])
        assert connection.execute(select(ACTIVITY)).all() == at_once
    starts = [row.start for row in at_once]
    assert [(start, start and start.fold) for start in starts] == [
        (row.start, row.start and row.start.fold) for row in rows
    ]
    engine.dispose()


def test_vocabularies_and_stamps_are_written(new_place: Place) -> None:
    engine = make_engine(parse(new_place)[0])
    METADATA.create_all(engine)
    stamps = (datetime(2024, 9, 1, 12), datetime(2024, 9, 2, 12))
    rows = [
        Handout(f"{n}", "edition", "delegation:caen", "release", at, "Anna", Way.FILE)
        for n, at in enumerate((*stamps, stamps[0]))
    ]
    with engine.connect() as connection:
        insert_all(connection, HANDOUT, (list(values_of(row).values()) for row in rows))
        found = [Handout(*row) for row in connection.execute(select(HANDOUT))]
        assert found == rows
    engine.dispose()
