"""What an edit would do, told before it is made."""

from dataclasses import replace
from datetime import datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.checks.acceptance import open_conflicts
from planner.checks.engine import Checker, check
from planner.conflicts import Conflict, Severity
from planner.edits import activities as edits
from planner.edits import conflicts as conflict_edits
from planner.edits.core import Edit
from planner.knock_on import Foresight, difference
from planner.phrases import Phrase
from planner.programme import Programme
from tests.build import Build, thu
from tests.planner.checks.crowded import crowded, some_edits

NAMUR = (50.4669, 4.8675)


def two_visits(second: datetime) -> Programme:
    """Caen's visit to A from 10:00 to 11:00, then one to B, 20 minutes away; Modena at B too."""
    plan = Build()
    caen, modena = plan.delegation("Caen"), plan.delegation("Modena")
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=NAMUR)
    plan.travel(a, b, 20)
    plan.visit("First", thu("10:00"), 60, a, caen)
    plan.visit("Second", second, 60, b, caen, modena)
    return plan.programme()


def test_a_gap_that_becomes_too_short_appears() -> None:
    programme = two_visits(thu("12:00"))
    knock_on = Foresight(programme).of(edits.move(programme, "visit-second", thu("11:10")))
    (gap,) = [c for c in knock_on.appear if c.rule == "gap-too-short"]
    assert gap in knock_on.conflicts
    assert not [c for c in knock_on.go if c.rule == "gap-too-short"]
    assert knock_on.count(gap.severity) == 1


def test_a_gap_that_becomes_long_enough_goes() -> None:
    programme = two_visits(thu("11:10"))
    knock_on = Foresight(programme).of(edits.move(programme, "visit-second", thu("12:00")))
    (gap,) = [c for c in knock_on.go if c.rule == "gap-too-short"]
    assert gap not in knock_on.conflicts
    assert knock_on.count(gap.severity) == -1


def test_a_gap_that_is_shorter_than_before_changes() -> None:
    programme = two_visits(thu("11:10"))
    knock_on = Foresight(programme).of(edits.move(programme, "visit-second", thu("11:05")))
    ((now, then),) = [pair for pair in knock_on.changed if pair[0].rule == "gap-too-short"]
    assert now.minutes is not None
    assert then.minutes == now.minutes + 5
    assert knock_on.count(now.severity) == 0


def test_the_programme_of_a_knock_on_is_the_plan_as_it_would_be() -> None:
    programme = two_visits(thu("12:00"))
    edit = edits.move(programme, "visit-second", thu("11:10"))
    knock_on = Foresight(programme).of(edit)
    assert knock_on.programme == programme.apply(edit.changes)
    assert programme.activities["visit-second"].start == thu("12:00")


def test_everybody_in_a_moved_activity_is_named_in_the_order_of_the_edition() -> None:
    programme = two_visits(thu("12:00"))
    knock_on = Foresight(programme).of(edits.move(programme, "visit-second", thu("11:10")))
    assert knock_on.delegations == ("delegation-caen", "delegation-modena")


def test_a_delegation_that_nothing_concerns_is_not_named() -> None:
    programme = two_visits(thu("12:00"))
    knock_on = Foresight(programme).of(edits.move(programme, "visit-first", thu("09:00")))
    assert knock_on.delegations == ("delegation-caen",)


def test_an_edit_that_changes_nothing_has_no_knock_on() -> None:
    programme = two_visits(thu("11:10"))
    knock_on = Foresight(programme).of(Edit(Phrase("Nothing"), ()))
    assert (knock_on.appear, knock_on.go, knock_on.changed) == ((), (), ())
    assert knock_on.delegations == ()


def test_an_accepted_conflict_appears_when_its_facts_change() -> None:
    programme = two_visits(thu("11:10"))
    (gap,) = [c for c in check(programme) if c.rule == "gap-too-short"]
    programme = programme.apply(conflict_edits.accept(programme, gap, "They run", "me").changes)
    foresight = Foresight(programme)
    assert gap not in foresight.conflicts
    knock_on = foresight.of(edits.move(programme, "visit-second", thu("11:05")))
    assert gap.key in {c.key for c in knock_on.appear}


def test_a_checker_of_another_programme_is_not_believed() -> None:
    old, new = two_visits(thu("12:00")), two_visits(thu("11:10"))
    assert Foresight(new, Checker(old)).conflicts == check(new)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), counts=st.lists(st.integers(1, 3), min_size=1, max_size=4))
def test_foresight_tells_what_a_check_afterwards_finds(seed: int, counts: list[int]) -> None:
    random, programme = Random(seed), crowded(seed)
    checker = Checker(programme)
    before = checker.conflicts
    foresight = Foresight(programme, checker)
    for count in counts:
        changes = tuple(some_edits(random, programme, count))
        knock_on = foresight.of(Edit(Phrase("Some"), changes))
        after = programme.apply(changes)
        assert knock_on.conflicts == open_conflicts(after, check(after))
        now, then = set(foresight.conflicts), set(knock_on.conflicts)
        assert set(knock_on.appear) <= then - now
        assert set(knock_on.go) <= now - then
    assert checker.conflicts == before == check(programme)


def test_conflicts_of_one_key_are_paired_before_any_of_them_appears_or_goes() -> None:
    def short(minutes: int) -> Conflict:
        return Conflict("gap", Severity.WARNING, Phrase("short"), "caen", minutes=minutes)

    other = replace(short(1), subject="modena")
    appear, go, changed = difference((short(5), short(6), other), (short(6), short(7), short(8)))
    assert changed == ((short(5), short(7)),)
    assert appear == (short(8),)
    assert go == (other,)
