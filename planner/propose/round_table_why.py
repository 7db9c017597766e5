"""Wanted speakers who cannot be there: what keeps them, and the nearest slot with them."""

from collections.abc import Iterator
from dataclasses import replace

from planner.checks.wording import listed, titled, who
from planner.edits.core import edit
from planner.entities import Change
from planner.phrases import Phrase
from planner.propose.facts import Fact, phrases
from planner.propose.proposal import LeftOut, Relaxation
from planner.propose.relaxing import freeing, together
from planner.propose.round_table_form import Slot, TableForm


def left_out(form: TableForm, slot: Slot) -> tuple[LeftOut, ...]:
    """One for each speaker, and each who leads or interprets, who is missing."""
    return tuple(_of(form, slot, person, facts) for person, facts in _missing(slot))


def _missing(slot: Slot) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    yield from slot.speakers.items()
    yield from slot.team.items()


def _of(form: TableForm, slot: Slot, person: str, facts: tuple[Fact, ...]) -> LeftOut:
    delegation_id = form.delegation_of(person)
    programme = form.programme
    title = Phrase(
        "{who} at {what}, {begin}–{end}",
        who=who(programme, person),
        what=titled(form.table),
        begin=programme.clock.wall(slot.span.begin),
        end=programme.clock.wall(slot.span.end),
    )
    return LeftOut(
        f"round-table:{form.table.id}:{person}",
        title,
        (*phrases(facts), _slot_ends(form, slot)),
        relaxation=_relaxation(form, slot, person, facts),
        delegations=(delegation_id,) if delegation_id in programme.delegations else (),
    )


def _slot_ends(form: TableForm, slot: Slot) -> Phrase:
    clock = form.programme.clock
    return Phrase(
        "the slot is {day} {begin}–{end}",
        day=clock.day(slot.span.begin),
        begin=clock.wall(slot.span.begin),
        end=clock.wall(slot.span.end),
    )


def _relaxation(
    form: TableForm, slot: Slot, person: str, facts: tuple[Fact, ...]
) -> Relaxation | None:
    """The slot that has them and loses fewest others, the nearest of these; else to free them."""

    def effort(other: Slot) -> tuple[int, int, int]:
        lost = _lost(slot, other)
        return len(lost), abs(other.span.begin - slot.span.begin), other.span.begin

    with_them = [s for s in form.slots if person not in s.speakers and person not in s.team]
    if not with_them:
        span = slot.span
        return together(freeing(form.programme, fact, span, form.site_id) for fact in facts)
    best = min(with_them, key=effort)
    start = form.programme.clock.wall(best.span.begin)
    phrase = Phrase(
        "{day} at {begin} has {who}", day=start.date(), begin=start, who=who(form.programme, person)
    )
    lost = _lost(slot, best)
    cost = None
    if lost:
        names = listed([who(form.programme, p) for p in lost])
        cost = Phrase("then {who} cannot be there", who=names)
    if form.is_new:
        return Relaxation(phrase, cost)
    moved = replace(
        form.table, start=start, minutes=form.minutes, site_id=form.site_id, pin_time=False
    )
    if form.table.pin_time:
        phrase = Phrase("{what}; its time is no longer pinned", what=phrase)
    return Relaxation(phrase, cost, edit(phrase, [Change(form.table, moved)]))


def _lost(slot: Slot, other: Slot) -> tuple[str, ...]:
    """Who is there now, and would not be."""
    then = {**other.speakers, **other.team}
    return tuple(p for p in then if p not in slot.speakers and p not in slot.team)
