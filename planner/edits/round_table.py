"""The running order of a round table: minutes, entries, moderator and team."""

from collections.abc import Iterable
from dataclasses import replace
from statistics import median_low

from models.words import Kind, Role
from planner.edits.activities import numbered
from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.entities import Activity, Change, Delegation, Host, Participation
from planner.errors import PlannerError
from planner.phrases import N_, Phrase
from planner.programme import Programme
from planner.round_table import lacking

#: An intervention's minutes where there is no other to go by.
INTERVENTION_MINUTES = 10


# -- minutes ------------------------------------------------------------------------------


def spread(programme: Programme, table_id: str) -> Edit:
    """Give all interventions the same minutes, so that the entries fill the slot exactly.

    Those pinned in time keep theirs.  What cannot be shared out evenly goes to the questions,
    else minute by minute to the first ones.  Raises PlannerError when there is nothing to share.
    """
    table = require(programme, Activity, table_id)
    parts = programme.parts.get(table_id, ())
    shared = [p for p in parts if p.kind is Kind.INTERVENTION and not p.pin_time]
    free = table.minutes - sum(p.minutes for p in parts if p not in shared)
    if free < len(shared) or not shared:
        raise PlannerError(
            Phrase(
                "{what} leaves {free} min for {n} interventions: nothing can be shared out.",
                what=describe(programme, table),
                free=max(free, 0),
                n=len(shared),
            ),
            Phrase("Make the slot longer, or the other entries shorter."),
        )
    each, left = divmod(free, len(shared))
    minutes = {p.id: each for p in shared}
    questions = [p for p in parts if p.kind is Kind.QUESTIONS and not p.pin_time]
    if questions:
        minutes[questions[-1].id] = questions[-1].minutes + left
    else:
        minutes |= {p.id: each + 1 for p in shared[:left]}
    label = Phrase("Spread the minutes of {what} evenly", what=describe(programme, table))
    changed = (p for p in parts if p.id in minutes)
    return edit(label, [Change(p, replace(p, minutes=minutes[p.id])) for p in changed])


# -- entries ------------------------------------------------------------------------------


def add_missing(programme: Programme, table_id: str) -> Edit:
    """An intervention for every accepted delegation that has none, before the questions.

    Whoever speaks also attends the round table.
    """
    table = require(programme, Activity, table_id)
    wanted = lacking(programme, table_id)
    if not wanted:
        raise PlannerError(Phrase("Every accepted delegation speaks already."))
    label = Phrase("Add the missing interventions of {what}", what=describe(programme, table))
    return _let_speak(programme, table_id, wanted, label)


def add_intervention(programme: Programme, table_id: str, delegation_id: str) -> Edit:
    """An intervention of one delegation, whatever it has answered to the invitation."""
    table = require(programme, Activity, table_id)
    delegation = require(programme, Delegation, delegation_id)
    label = Phrase(
        "Let {who} speak in {what}", who=delegation.name, what=describe(programme, table)
    )
    return _let_speak(programme, table_id, (delegation,), label)


def _let_speak(
    programme: Programme, table_id: str, delegations: Iterable[Delegation], label: Phrase
) -> Edit:
    parts = list(programme.parts.get(table_id, ()))
    minutes = usual_minutes(parts)
    added: list[Activity] = []
    changes: list[Change] = []
    present = programme.delegations_in(table_id)
    for delegation in delegations:
        part = Activity(
            new_id(),
            programme.edition.id,
            Kind.INTERVENTION,
            delegation.name,
            minutes=minutes,
            parent_id=table_id,
        )
        added.append(part)
        speaks = Participation(new_id(), part.id, delegation.id, role=Role.SPEAKS)
        changes.append(Change(None, speaks))
        if delegation.id not in present:
            changes.append(Change(None, Participation(new_id(), table_id, delegation.id)))
    order = [*parts[: entries_end(parts)], *added, *parts[entries_end(parts) :]]
    fresh = {p.id for p in added}
    placed = [Change(None if c.id in fresh else c.before, c.after) for c in numbered(order)]
    return edit(label, [*placed, *changes])


def usual_minutes(parts: Iterable[Activity]) -> int:
    """How long an intervention of this round table usually is."""
    known = [p.minutes for p in parts if p.kind is Kind.INTERVENTION]
    return median_low(known) if known else INTERVENTION_MINUTES


def entries_end(parts: list[Activity]) -> int:
    """Where a new intervention goes: before the questions at the end."""
    end = len(parts)
    while end and parts[end - 1].kind is Kind.QUESTIONS:
        end -= 1
    return end


# -- moderator and interpreters -----------------------------------------------------------


def enlist(programme: Programme, table_id: str, host_id: str, role: Role) -> Edit:
    """Let a host moderate or interpret the whole round table; not asked so far."""
    table = require(programme, Activity, table_id)
    host = require(programme, Host, host_id)
    pattern = (
        N_("{who} moderates {what}") if role is Role.MODERATES else N_("{who} interprets {what}")
    )
    label = Phrase(pattern, who=host.name, what=describe(programme, table))
    known = any(
        p.host_id == host_id and p.role is role
        for p in programme.participations_of.get(table_id, ())
    )
    row = Participation(new_id(), table_id, host_id=host_id, role=role)
    return edit(label, [] if known else [Change(None, row)])


def dismiss(programme: Programme, table_id: str, host_id: str, role: Role) -> Edit:
    """Take a host's role away, in the round table and in each of its entries."""
    table = require(programme, Activity, table_id)
    host = require(programme, Host, host_id)
    label = Phrase("Take {who} off {what}", who=host.name, what=describe(programme, table))
    return edit(label, [Change(p, None) for p in _rows(programme, table_id, host_id, role)])


def turn_answer(programme: Programme, table_id: str, host_id: str, role: Role) -> Edit:
    """A host's answer, wherever they have that role: from not asked to yes, to no, and back."""
    table = require(programme, Activity, table_id)
    host = require(programme, Host, host_id)
    rows = _rows(programme, table_id, host_id, role)
    label = Phrase("Answer of {who} for {what}", who=host.name, what=describe(programme, table))
    answer = next_answer(rows[0].confirmed) if rows else None
    return edit(label, [Change(p, replace(p, confirmed=answer)) for p in rows])


def _rows(programme: Programme, table_id: str, host_id: str, role: Role) -> list[Participation]:
    ids = (table_id, *(p.id for p in programme.parts.get(table_id, ())))
    return [
        row
        for activity_id in ids
        for row in programme.participations_of.get(activity_id, ())
        if row.host_id == host_id and row.role is role
    ]


def next_answer(confirmed: bool | None) -> bool | None:
    """Not asked -> yes -> no -> not asked."""
    return {None: True, True: False, False: None}[confirmed]


def insert_entry(programme: Programme, entry: Activity) -> Edit:
    """A new entry: an intervention before the questions, a welcome first, anything else last."""
    parts = list(programme.parts.get(entry.parent_id or "", ()))
    place = len(parts)
    if entry.kind is Kind.WELCOME:
        place = 0
    elif entry.kind is Kind.INTERVENTION:
        place = entries_end(parts)
    parts.insert(place, entry)
    changes = [Change(None, c.after) if c.id == entry.id else c for c in numbered(parts)]
    return edit(Phrase("Add {what}", what=describe(programme, entry)), changes)
