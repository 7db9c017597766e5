"""Accepting a conflict, and making it count again."""

from dataclasses import replace

from planner.checks.acceptance import accepted
from planner.checks.engine import check
from planner.conflicts import Conflict
from planner.edits.activities import shift
from planner.edits.conflicts import accept, unaccept
from planner.programme import Programme
from tests.build import Build, fri


def clash() -> tuple[Programme, Conflict, str]:
    """A programme with two overlapping visits, the conflict, and the id of the second visit."""
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("One", fri("10:00"), 60, None, caen)
    second = plan.visit("Two", fri("10:30"), 60, None, caen)
    programme = plan.programme()
    return programme, found_again(programme, second.id), second.id


def found_again(programme: Programme, activity_id: str) -> Conflict:
    (conflict,) = [
        c for c in check(programme) if len(c.activities) == 2 and activity_id in c.activities
    ]
    return conflict


def test_an_accepted_conflict_has_a_note_and_an_author() -> None:
    programme, conflict, _second = clash()
    made = accept(programme, conflict, "[b]agreed[/b]", "anna")
    after = programme.apply(made.changes)
    row = accepted(after, conflict)
    assert row is not None
    assert (row.note, row.author, row.edition_id) == ("[b]agreed[/b]", "anna", programme.edition.id)
    assert str(conflict.phrase) in str(made.label)
    assert accepted(programme, conflict) is None


def test_accepting_again_replaces_the_note() -> None:
    programme, conflict, _second = clash()
    once = programme.apply(accept(programme, conflict, "first", "anna").changes)
    twice = once.apply(accept(once, conflict, "second", "bert").changes)
    assert [a.note for a in twice.acceptances.values()] == ["second"]


def test_an_acceptance_is_taken_back() -> None:
    programme, conflict, _second = clash()
    once = programme.apply(accept(programme, conflict, "fine", "anna").changes)
    after = once.apply(unaccept(once, conflict).changes)
    assert after.acceptances == {}
    assert accepted(after, conflict) is None
    assert not unaccept(after, conflict)


def test_a_conflict_comes_back_when_its_facts_change() -> None:
    programme, conflict, second = clash()
    once = programme.apply(accept(programme, conflict, "fine", "anna").changes)
    moved = once.apply(shift(once, second, -10).changes)
    worse = found_again(moved, second)
    assert worse.key == conflict.key
    assert accepted(moved, worse) is None
    back = moved.apply(shift(moved, second, 10).changes)
    assert accepted(back, found_again(back, second)) is not None


def test_acceptances_of_other_conflicts_stay() -> None:
    programme, conflict, _second = clash()
    other = replace(conflict, subject="other")
    both = programme.apply(accept(programme, other, "kept", "anna").changes)
    both = both.apply(accept(both, conflict, "gone", "anna").changes)
    after = both.apply(unaccept(both, conflict).changes)
    assert [a.note for a in after.acceptances.values()] == ["kept"]
