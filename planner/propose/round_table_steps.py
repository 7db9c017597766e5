"""The steps that a slot asks for: the slot itself, who comes off, who joins, order, minutes."""

from collections.abc import Iterator
from dataclasses import replace

from models.words import Kind, Role
from planner.checks.wording import listed, titled, who
from planner.edits.core import new_id
from planner.edits.round_table import usual_minutes
from planner.entities import Activity, Change, Participation
from planner.phrases import N_, Phrase, _, plural
from planner.propose.proposal import Item, Verb
from planner.propose.round_table_form import Slot, TableForm
from planner.propose.round_table_options import (
    QUESTIONS_MINUTES,
    WELCOME_MINUTES,
)
from planner.propose.round_table_order import ordering, sharing
from planner.propose.round_table_step import Does, Step, key_of


def steps(form: TableForm, slot: Slot) -> tuple[Step, ...]:
    """What a slot asks for, in the order in which it is made."""
    found = [_placing(form, slot)]
    found += _leaving(form, slot)
    found += _joining(form, slot)
    now = form.programme
    for step in found:
        now = now.apply(step.changes(now))
    if (order := ordering(form, now)) is not None:
        found.append(order)
        now = now.apply(order.changes(now))
    if (minutes := sharing(form, now)) is not None:
        found.append(minutes)
    if found[0].item.verb is Verb.KEEP:
        return tuple(replace(step, item=replace(step.item, needs=())) for step in found)
    return tuple(found)


# -- the slot -----------------------------------------------------------------------------------


def _placing(form: TableForm, slot: Slot) -> Step:
    table = form.table
    start = form.programme.clock.wall(slot.span.begin)
    placed = replace(table, start=start, minutes=form.minutes, site_id=form.site_id)
    title = Phrase(
        "{what}: {day} {begin}–{end}",
        what=titled(table),
        day=start.date(),
        begin=start,
        end=form.programme.clock.wall(slot.span.end),
    )
    brings = tuple(_who_is_there(form, slot))
    activities = (table.id,)
    if form.is_new:
        rows = (Change(None, placed), *(Change(None, part) for part in _frame_of(form)))
        item = Item(key_of(form, "slot"), Verb.ADD, title, brings, (), activities)
        return Step(item, Does.ROWS, table.id, rows)
    same = placed == table and getattr(table.start, "fold", 0) == start.fold
    verb = Verb.KEEP if same else Verb.MOVE
    item = Item(key_of(form, "slot"), verb, title, brings, (), activities)
    return Step(item, Does.ROWS, table.id, () if same else (Change(table, placed),))


def _frame_of(form: TableForm) -> Iterator[Activity]:
    """Welcome and questions of a new round table."""
    edition = form.programme.edition.id
    parent = form.table.id
    yield Activity(
        new_id(), edition, Kind.WELCOME, _("Welcome"), minutes=WELCOME_MINUTES, parent_id=parent
    )
    yield Activity(
        new_id(),
        edition,
        Kind.QUESTIONS,
        _("Questions"),
        minutes=QUESTIONS_MINUTES,
        parent_id=parent,
        position=1,
    )


def _who_is_there(form: TableForm, slot: Slot) -> Iterator[Phrase]:
    total = len(form.speakers)
    yield plural(
        "{there} of {n} wanted speaker is there",
        "{there} of {n} wanted speakers are there",
        total,
        there=total - len(slot.speakers),
    )
    for pattern, people, missing in (
        (N_("without {who}, who leads or interprets"), form.team, slot.team),
        (N_("without {who}, who listens"), form.listeners, slot.listeners),
    ):
        names = [who(form.programme, p) for p in people if p in missing]
        if names:
            yield Phrase(pattern, who=listed(names))


# -- who speaks ---------------------------------------------------------------------------------


def _leaving(form: TableForm, slot: Slot) -> Iterator[Step]:
    """Those who cannot be there come off, where the slot is another one than now."""
    if form.is_new or form.now == slot.span:
        return
    people = dict.fromkeys(form.delegation_of(p) for p in (*slot.speakers, *slot.listeners))
    for delegation_id in people:
        rows = tuple(_rows_of(form, delegation_id))
        if not rows:
            continue
        name = who(form.programme, delegation_id)
        item = Item(
            key_of(form, "off", delegation_id),
            Verb.REMOVE,
            Phrase("{who} does not take part in {what}", who=name, what=titled(form.table)),
            (Phrase("cannot be there at that time"),),
            (delegation_id,),
            (form.table.id,),
            (key_of(form, "slot"),),
        )
        yield Step(item, Does.ROWS, form.table.id, rows)


def _rows_of(form: TableForm, delegation_id: str) -> Iterator[Change]:
    """What a delegation has in a round table; an entry that nobody else holds goes with it."""
    programme = form.programme
    own = {delegation_id, *(d.id for d in programme.delegates_of.get(delegation_id, ()))}
    if form.table.pin_people:
        return
    for activity in (form.table, *(p for p in form.parts if not p.pin_people)):
        rows = programme.participations_of.get(activity.id, ())
        mine = [r for r in rows if r.delegation_id in own or r.delegate_id in own]
        yield from (Change(row, None) for row in mine)
        if activity.kind is Kind.INTERVENTION and mine and len(mine) == len(rows):
            yield Change(activity, None)


def _joining(form: TableForm, slot: Slot) -> Iterator[Step]:
    """Wanted speakers who have no entry yet, and can be there."""
    if form.table.pin_people:
        return
    attending = set(form.programme.delegations_in(form.table.id))
    for person in form.speakers:
        if person in slot.speakers or form.parts_of(person):
            continue
        delegation_id = form.delegation_of(person)
        yield _speaking(form, person, attends=delegation_id in attending)
        attending.add(delegation_id)


def _speaking(form: TableForm, person_id: str, *, attends: bool) -> Step:
    programme, table = form.programme, form.table
    delegation_id = form.delegation_of(person_id)
    named = person_id != delegation_id
    part = Activity(
        new_id(),
        programme.edition.id,
        Kind.INTERVENTION,
        programme.delegations[delegation_id].name,
        minutes=usual_minutes(form.parts),
        parent_id=table.id,
    )
    speaks = Participation(
        new_id(),
        part.id,
        None if named else delegation_id,
        person_id if named else None,
        role=Role.SPEAKS,
    )
    rows = [Change(None, part), Change(None, speaks)]
    if not attends:
        rows.append(Change(None, Participation(new_id(), table.id, delegation_id)))
    name = who(programme, person_id)
    item = Item(
        key_of(form, "speak", person_id),
        Verb.ADD,
        Phrase("{who} speaks in {what}", who=name, what=titled(table)),
        (Phrase("a wanted speaker who is there"),),
        (delegation_id,),
        (table.id, part.id),
        (key_of(form, "slot"),),
    )
    return Step(item, Does.SPEAK, table.id, tuple(rows))
