"""Several programs write to one plan at once: nothing is lost, nobody overwrites, nobody is busy.

How long it takes is measured by ``python -m tests.bench.writers``, never here.
"""

from dataclasses import replace

import pytest
from sqlalchemy import update

from models.tables import STEP_CHANGE
from planner.edits.core import change
from planner.workspace import Workspace
from tests.bench.writers import require_nothing_lost, run
from tests.stores import Place, place_of
from tests.team.chain import breaks


def test_whoever_writes_at_the_same_time_loses_nothing(demo_store: Place, demo: Workspace) -> None:
    first = demo.history()[0].step.turn
    told = run(str(place_of(demo)), writers=3, seconds=2, pause=0)
    assert all(one.turns for one in told)
    require_nothing_lost(str(place_of(demo)), told, first)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_eight_who_write_for_a_minute_lose_nothing(demo_store: Place, demo: Workspace) -> None:
    first = demo.history()[0].step.turn
    require_nothing_lost(str(place_of(demo)), run(str(place_of(demo)), 8, 60, 0), first)


def test_the_judge_sees_a_step_that_wrote_over_what_it_had_not_seen(demo: Workspace) -> None:
    site = next(iter(demo.programme.sites))
    for note in ("one", "two"):
        demo.do(change(demo.programme, replace(demo.programme.sites[site], note=note)))
    with demo.reading() as connection:
        assert breaks(connection) == []
    last = demo.history()[0].step.id
    blind = update(STEP_CHANGE).where(STEP_CHANGE.c.step_id == last)
    with demo.writing() as connection:
        connection.execute(blind.values(before='{"note": "never"}'))
    with demo.reading() as connection:
        (found,) = breaks(connection)
    assert "was 'one', not 'never'" in found
