"""Who is there when, and at which time a round table would have most of those it wants."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import HostKind, Role
from planner.availability import Is
from planner.entities import Activity
from planner.presence import (
    HERE,
    Stretch,
    best_slots,
    day_window,
    slot_at,
    state_in,
    stretches,
    wanted,
)
from planner.programme import Programme, Span
from tests.build import Build, fri, sat, sun, thu


def states(programme: Programme, person_id: str, table: Activity) -> list[tuple[str, Is]]:
    """``("10:00", Is.BUSY)`` for each stretch of Friday."""
    window = day_window(programme, fri("00:00").date())
    found = stretches(programme, person_id, window, table)
    return [(f"{programme.clock.wall(s.begin):%H:%M}", s.state) for s in found]


def test_a_day_is_free_busy_and_over_at_the_departure() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=thu("09:00"), departure=fri("17:00"))
    plan.session("Talk", fri("10:00"), 60, None, caen)
    table = plan.round_table("Table", fri("14:00"), 90)
    assert states(plan.programme(), caen.id, table) == [
        ("08:00", Is.FREE), ("10:00", Is.BUSY), ("11:00", Is.FREE), ("17:00", Is.GONE),
    ]  # fmt: skip


def test_before_the_arrival_somebody_is_not_there_yet() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=fri("12:00"), departure=sun("12:00"))
    table = plan.round_table("Table", fri("14:00"), 90)
    assert states(plan.programme(), caen.id, table) == [("08:00", Is.NOT_YET), ("12:00", Is.FREE)]


def test_with_an_unknown_departure_it_is_unsure_not_free() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=thu("12:00"))
    table = plan.round_table("Table", fri("14:00"), 90)
    assert states(plan.programme(), caen.id, table) == [("08:00", Is.UNSURE)]


def test_the_round_table_itself_keeps_nobody_busy() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=thu("12:00"), departure=sun("12:00"))
    table = plan.round_table("Table", fri("14:00"), 90, None, caen)
    plan.part(table, 10, caen)
    assert states(plan.programme(), caen.id, table) == [("08:00", Is.FREE)]


def test_the_worst_state_that_is_touched_counts() -> None:
    found = (Stretch(0, 10, Is.FREE), Stretch(10, 20, Is.BUSY), Stretch(20, 30, Is.GONE))
    assert state_in(found, Span(0, 10)) is Is.FREE
    assert state_in(found, Span(5, 11)) is Is.BUSY
    assert state_in(found, Span(5, 21)) is Is.GONE


def test_who_speaks_moderates_or_interprets_is_wanted_first() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    sacha = plan.host("Sacha", HostKind.MODERATOR)
    table = plan.round_table("Table", fri("14:00"), 90)
    plan.part(table, 10, hamar)
    plan.joins(table, sacha, Role.MODERATES)
    found = wanted(plan.programme(), table)
    assert found.speakers == (hamar.id, sacha.id)
    assert found.listeners == (caen.id,)


def test_the_best_slot_is_one_at_which_every_speaker_is_there() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=fri("15:00"), departure=sat("12:00"))
    hamar = plan.delegation("Hamar", arrival=thu("08:00"), departure=sat("11:00"))
    table = plan.round_table("Table", thu("10:00"), 60)
    plan.part(table, 10, caen)
    plan.part(table, 10, hamar)
    plan.session("Talk", fri("15:00"), 60, None, hamar)
    programme = plan.programme()
    best = best_slots(programme, table)[0]
    assert programme.clock.wall(best.begin) == fri("16:00")
    assert best.speakers_missing == 0
    now = slot_at(programme, table, programme.spans[table.id].begin)
    assert (now.speakers_missing, now.listeners_missing) == (1, 0)


def test_on_the_longer_sunday_slots_stand_at_the_hours_of_the_clock() -> None:
    plan = Build()
    table = plan.round_table("Table", sun("10:00"), 60)
    plan.part(table, 10, plan.delegation("Caen", arrival=sun("09:00"), departure=sun("18:00")))
    programme = plan.programme()
    first = next(s for s in best_slots(programme, table) if not s.speakers_missing)
    assert programme.clock.wall(first.begin) == sun("09:00")


meetings = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6)


@settings(max_examples=30)
@given(meetings)
def test_stretches_cover_the_day_without_gaps_and_agree_with_the_slots(
    busy: list[tuple[int, int]],
) -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=thu("09:00"), departure=sat("09:00"))
    table = plan.round_table("Table", fri("14:00"), 45)
    plan.part(table, 10, caen)
    for begin, length in busy:
        hours, minutes = divmod(begin * 15, 60)
        plan.session("Talk", fri(f"{8 + hours:02}:{minutes:02}"), length * 5, None, caen)
    programme = plan.programme()
    window = day_window(programme, fri("00:00").date())
    found = stretches(programme, caen.id, window, table)
    assert [s.begin for s in found] == [window.begin, *(s.end for s in found[:-1])]
    assert found[-1].end == window.end
    for slot in best_slots(programme, table):
        assert slot == slot_at(programme, table, slot.begin)
    for slot in (s for s in best_slots(programme, table) if not s.speakers_missing):
        span = Span(slot.begin, slot.begin + 45)
        day = day_window(programme, programme.clock.day(slot.begin))
        assert state_in(stretches(programme, caen.id, day, table), span) in HERE
