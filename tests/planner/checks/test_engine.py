"""The engine: what it asks, in which order it answers, and the law that binds its two ways."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner.checks
from models.words import DelegationStatus, Kind
from planner.checks.engine import MODULES, Checker, check, everything
from planner.checks.rule import AGENDA_RULES, RULES
from planner.checks.touched import touched
from planner.entities import Acceptance, Activity, Change, City, Entity
from planner.programme import Programme
from tests.build import Build, sat, thu, tue, wed
from tests.planner.checks.crowded import crowded, some_edits
from tests.planner.checks.large import large

NAMES = {r.name for r in RULES} | {r.name for r in AGENDA_RULES}


@pytest.fixture(scope="module")
def network() -> Programme:
    """As large as it gets."""
    return large()


# -- two ways to the same answer ----------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), steps=st.lists(st.integers(1, 3), min_size=4, max_size=8))
def test_an_update_finds_what_a_check_from_scratch_finds(seed: int, steps: list[int]) -> None:
    random, programme = Random(seed), crowded(seed)
    checker = Checker(programme)
    for count in steps:
        changes = some_edits(random, programme, count)
        programme = programme.apply(changes)
        assert checker.update(programme, changes) == check(programme)
        assert checker.conflicts == check(programme)


def test_an_update_sees_a_delegation_leave_whose_delegate_is_on_board_of_a_tour() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.tour("East", None, plan.delegate(caen))
    assert "tour-empty" in _after(
        plan, Change(caen, replace(caen, status=DelegationStatus.CANCELLED))
    )


def test_an_update_sees_the_new_name_of_a_delegation_that_does_not_come() -> None:
    plan = Build()
    caen = plan.delegation("Caen", status=DelegationStatus.CANCELLED)
    table = plan.round_table("Round table", wed("14:00"), 90)
    plan.part(table, 10, caen)
    _after(plan, Change(caen, replace(caen, name="Modena")))


def _after(plan: Build, *changes: Change) -> set[str]:
    """The rules broken after an edit, the same both ways."""
    before = plan.programme()
    after = before.apply(changes)
    conflicts = Checker(before).update(after, changes)
    assert conflicts == check(after)
    return {c.rule for c in conflicts}


@pytest.mark.parametrize("kind", [Kind.MEETING, Kind.SESSION, Kind.STOP])
def test_a_move_is_judged_from_a_small_part_of_a_large_programme(
    network: Programme, kind: Kind
) -> None:
    row = next(a for a in network.activities.values() if a.kind is kind)
    changes = [_moved(row)]
    ids = touched(network, network.apply(changes), changes)
    assert ids is not None
    assert row.id in {i for some in ids.values() for i in some}
    everyone = sum(map(len, everything(network).values()))
    assert sum(map(len, ids.values())) < everyone / 20


def _moved(row: Activity) -> Change:
    assert row.start is not None
    return Change(row, replace(row, start=row.start + timedelta(minutes=15)))


@pytest.mark.parametrize("table", ["edition", "site", "opening", "travel_time"])
def test_what_lies_under_everything_touches_everything(table: str) -> None:
    plan = Build()
    a, b = plan.site("A"), plan.site("B")
    rows: dict[str, Entity] = {
        "edition": plan.edition,
        "site": a,
        "opening": plan.open(a, None, weekday=1),
        "travel_time": plan.travel(a, b, 5),
    }
    programme = plan.programme()
    assert touched(programme, programme, [Change(None, rows[table])]) is None


@pytest.mark.parametrize(
    "row",
    [
        City("c", "c", "City"),
        Acceptance("a", "edition-2024", "key", "fact", "note", "author", tue("09:00")),
    ],
    ids=["city", "acceptance"],
)
def test_what_no_rule_reads_touches_nothing(row: Entity) -> None:
    programme = Build().programme()
    assert touched(programme, programme, [Change(None, row)]) == {}


# -- the answer ---------------------------------------------------------------------------


def test_conflicts_stand_by_severity_and_then_by_time() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    for start in (sat("10:00"), thu("10:00"), thu("10:30"), sat("10:30")):
        plan.visit("Visit", start, 60, plan.site(), tbilisi)
    conflicts = check(plan.programme())
    assert [c.severity for c in conflicts] == sorted(c.severity for c in conflicts)
    clashes = [c for c in conflicts if c.rule == "delegation-double-booked"]
    assert [c.activities for c in clashes] == [
        ("visit-visit-2", "visit-visit-3"),
        ("visit-visit", "visit-visit-4"),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_the_answer_does_not_depend_on_the_order_of_rows(seed: int) -> None:
    programme = crowded(seed)
    shuffled = replace(
        programme,
        activities=dict(reversed(list(programme.activities.items()))),
        delegations=dict(reversed(list(programme.delegations.items()))),
        participations=dict(reversed(list(programme.participations.items()))),
    )
    assert check(shuffled) == check(programme)


@pytest.mark.parametrize("seed", range(5))
def test_every_conflict_can_be_shown_and_points_at_rows_that_exist(seed: int) -> None:
    programme = crowded(seed)
    people = {*programme.delegations, *programme.delegates, *programme.hosts}
    keys = set()
    for conflict in check(programme):
        assert conflict.rule in NAMES
        assert re.search(r"[{}]|None", conflict.phrase.text("en")) is None
        assert set(conflict.activities) <= set(programme.activities)
        assert set(conflict.people) <= people
        assert (conflict.key, conflict.fact) not in keys
        keys.add((conflict.key, conflict.fact))


def test_an_empty_programme_breaks_no_rule() -> None:
    assert check(Build().programme()) == ()


def test_what_users_write_is_never_a_template() -> None:
    plan = Build()
    hostile = plan.delegation("{who} {0} %s [/b]")
    for title in ("{x}", "}{"):
        plan.visit(title, wed("10:00"), 60, plan.site("{name!r}"), hostile)
    texts = [c.phrase.text("en") for c in check(plan.programme())]
    assert (
        "{who} {0} %s [/b], Wed 23 Oct: {x} (10:00–11:00) and }{ (10:00–11:00) overlap by 1 h 00"
    ) in texts


# -- the rules ----------------------------------------------------------------------------


def test_every_module_with_rules_is_known_to_the_engine() -> None:
    folder = Path(planner.checks.__path__[0])
    with_rules = {
        f"planner.checks.{file.stem}"
        for file in folder.glob("*.py")
        if re.search(r"^@(agenda_)?rule\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert with_rules == {module.__name__ for module in MODULES}


def test_every_rule_says_what_it_is_for() -> None:
    tests = {r.name: r.test for r in RULES} | {r.name: r.test for r in AGENDA_RULES}
    assert [name for name, test in tests.items() if not (test.__doc__ or "").strip()] == []
