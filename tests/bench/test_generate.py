from itertools import pairwise

import pytest

from models.words import Kind
from planner.checks.engine import check
from planner.conflicts import Severity
from planner.programme import MAPPING_OF, Programme
from planner.validate import problems
from tests.bench.generate import large_programme
from tests.bench.maker import FESTIVAL, SEATS


@pytest.fixture(scope="module")
def large() -> Programme:
    return large_programme()


def festival_items(programme: Programme) -> int:
    return sum(a.kind in (Kind.SESSION, Kind.VISIT) for a in programme.activities.values())


def short_gaps(programme: Programme) -> set[str]:
    """Delegations with an overlap or too little time for a way (parts left out)."""
    found = set()
    for delegation in programme.delegations:
        entries = programme.agenda(delegation)
        for before, after in pairwise(entries):
            leg = programme.leg(before.activity, after.activity)
            if leg is None or after.begin - before.end < leg.minutes:
                found.add(delegation)
    return found


def test_it_has_the_stated_size(large: Programme) -> None:
    assert len(large.delegations) == len({d.city_id for d in large.delegations.values()}) == 350
    assert len(large.delegates) == 1000
    assert festival_items(large) == 600
    assert 5_500 < len(large.participations) < 6_500


@pytest.mark.slow
def test_the_same_arguments_give_the_same_programme(large: Programme) -> None:
    assert large_programme() == large


def test_another_seed_gives_other_people_and_other_ids() -> None:
    one, other = (large_programme(20, 50, 30, seed) for seed in (1, 2))
    assert set(one.delegations).isdisjoint(other.delegations)
    assert set(one.activities).isdisjoint(other.activities)


@pytest.mark.parametrize("sizes", [(1, 1, 0), (10, 4, 5), (60, 60, 900), (360, 400, 10)])
def test_other_sizes_work_too(sizes: tuple[int, int, int]) -> None:
    delegations, delegates, items = sizes
    programme = large_programme(delegations, delegates, items)
    assert len(programme.delegations) == delegations
    assert len(programme.delegates) == delegates
    assert festival_items(programme) == items


def test_every_row_holds_values_that_an_organiser_could_enter(large: Programme) -> None:
    rows = [row for table in MAPPING_OF.values() for row in getattr(large, table).values()]
    assert {row.id: found for row in rows if (found := problems(large, row))} == {}


def test_most_delegations_have_a_sound_plan_and_a_few_have_not(large: Programme) -> None:
    assert 5 <= len(short_gaps(large)) <= 20


def test_every_delegation_is_on_board_of_one_coach_with_enough_seats(large: Programme) -> None:
    boarded = [b.delegation_id for b in large.boardings.values()]
    assert sorted(filter(None, boarded)) == sorted(large.delegations)
    for tour in large.tours:
        assert sum(party.heads or 0 for party in large.on_board(tour)) <= SEATS


def test_every_delegation_sees_the_festival_on_its_full_days(large: Programme) -> None:
    for delegation in large.delegations:
        days = {large.clock.day(e.begin) for e in large.agenda(delegation)}
        assert set(FESTIVAL[:3]) <= days


def test_a_few_per_cent_of_the_delegations_have_a_blocking_conflict(large: Programme) -> None:
    blocking = [c for c in check(large) if c.severity is Severity.BLOCKING]
    people = {person for c in blocking for person in c.people}
    found = {large.delegates[p].delegation_id if p in large.delegates else p for p in people}
    assert 5 <= len(found & set(large.delegations)) <= 20
