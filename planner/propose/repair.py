"""Repair: something falls out; the least change that makes the plan feasible again."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from planner.best_places import BestPlaces
from planner.conflicts import Conflict, Severity
from planner.day_of_people import Told, concerned_by
from planner.delay import Choice
from planner.edits.core import Edit, merged
from planner.edits.names import describe
from planner.entities import Activity, Change, Participation
from planner.errors import PlannerError
from planner.knock_on import Foresight
from planner.meetings import name_of
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.loss import Loss, RepairOptions, losses
from planner.propose.proposal import (
    Item,
    LeftOut,
    Proposal,
    Relaxation,
    Score,
    Verb,
    with_needs,
)
from planner.propose.repair_search import Plan, Search, groups, without_idle
from planner.solve.budget import Budget, Report, nobody

#: The item that stands for what has happened; every other item needs it.
HAPPENED = "happened"
#: So many plans are told; different ones are looked for among so many found and so many tried.
MOST_TOLD, MOST_FOUND, MOST_TRIED = 4, 12, 60


@dataclass(frozen=True, kw_only=True)
class Repair(Proposal):
    """A plan that is feasible again.  ``told``: who must hear of it, with somebody to call."""

    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    told: tuple[Told, ...] = ()

    def edit(self, accepted: AbstractSet[str]) -> Edit:
        """What has happened, with the accepted answers to it."""
        kept = with_needs(self.items, accepted)
        answers = [c for key, some in self.changes.items() if key in kept for c in some]
        return merged(self.label, answers)


def propose_repair(
    programme: Programme,
    options: RepairOptions,
    budget: Budget,
    report: Report = nobody,
) -> Repair:
    """The least change after a loss; raises PlannerError where the plan knows nothing of it.

    The cheapest plan of those that the ways of ``repair_ways`` lead to: status "optimal" when
    none is cheaper, "feasible" when one might be, "infeasible" when something stays blocked.
    """
    search = Search(programme, options.now)
    told: list[Repair] = []
    last = None

    def over() -> bool:
        return budget.over or (last is not None and search.seen > last + MOST_TRIED)

    for number, plan in enumerate(search.mended(losses(programme, options), over)):
        last = search.seen if last is None else last
        made = replace(_proposal(search, options, plan), seconds=budget.spent)
        if all(_differ(made, other) for other in told):
            told.append(made)
            report(_with_others(told, final=False))
        if len(told) == MOST_TOLD or number == MOST_FOUND or budget.over:
            break
    return _with_others(told, final=True)


def _with_others(told: list[Repair], *, final: bool) -> Repair:
    first, *others = told
    return replace(first, alternatives=tuple(others), final=final)


def _differ(one: Repair, other: Repair) -> bool:
    """Two good ways out are told when they do something else, not when only minutes differ."""
    return {(i.key, i.verb) for i in one.items} != {(i.key, i.verb) for i in other.items}


def _proposal(search: Search, options: RepairOptions, plan: Plan) -> Repair:
    plan, reasons = without_idle(search, plan)
    loss = plan.loss
    facts = () if options.late else loss.edit.changes
    base, after = search.base, plan.programme
    changes = {HAPPENED: facts} if facts else {}
    for key, some in groups(after, plan.changes).items():
        if answers := tuple(c for c in some if c not in facts):
            changes[key] = answers
    items = tuple(_items(search, changes, reasons, loss))
    touched = [a for key in changes if (a := _activity(base, after, key)) is not None]
    fallen = [f.activity for f, _choice in loss.fallen]
    stays = [_stays(base, c) for c in plan.blocking]
    return Repair(
        kind="repair",
        base=base,
        label=loss.edit.label,
        items=items,
        left_out=(*_lost(search, plan, options), *stays),
        scores=tuple(_scores(search, plan, changes)),
        status="infeasible" if plan.blocking else "optimal" if search.is_proven else "feasible",
        score=float(-plan.cost),
        changes=changes,
        told=concerned_by(after, [*touched, *fallen]),
    )


# -- items ----------------------------------------------------------------------------------


def _items(
    search: Search,
    changes: dict[str, tuple[Change, ...]],
    reasons: dict[str, tuple[Conflict, ...]],
    loss: Loss,
) -> Iterator[Item]:
    base = search.base
    if HAPPENED in changes:
        yield Item(HAPPENED, Verb.REMOVE, loss.edit.label, activities=_ids(changes[HAPPENED]))
    needs = (HAPPENED,) if HAPPENED in changes else ()
    for key, some in changes.items():
        if key == HAPPENED:
            continue
        brings = tuple(
            Phrase("Without it: {conflict}", conflict=c.phrase) for c in reasons.get(key, ())
        )
        verb, title = _said(base, key, some)
        yield Item(
            key,
            verb,
            title,
            brings=brings,
            delegations=base.delegations_in(key) if key in base.activities else (),
            activities=_ids(some),
            needs=needs,
        )
    for fallen, choice in loss.fallen:
        if choice is Choice.STAY:
            what = describe(base, fallen.activity)
            title = Phrase("{what} does not wait: {n} min late", what=what, n=fallen.minutes)
            ids = (fallen.activity.id,)
            yield Item(f"late:{ids[0]}", Verb.KEEP, title, delegations=fallen.late, activities=ids)


def _ids(changes: tuple[Change, ...]) -> tuple[str, ...]:
    rows = (c.entity for c in changes)
    ids = (
        r.activity_id if isinstance(r, Participation) else r.id
        for r in rows
        if isinstance(r, Activity | Participation)
    )
    return tuple(dict.fromkeys(ids))


def _said(base: Programme, key: str, changes: tuple[Change, ...]) -> tuple[Verb, Phrase]:
    """What happens to an activity, in words."""
    whole = next((c for c in changes if c.id == key), None)
    if whole is None or not isinstance(whole.entity, Activity):
        return Verb.MOVE, _people(base, key, changes)
    what, before, after = describe(base, whole.entity), whole.before, whole.after
    assert before is None or isinstance(before, Activity)
    assert after is None or isinstance(after, Activity)
    if after is None:
        return Verb.REMOVE, Phrase("Remove {what}", what=what)
    if before is None and after.start is not None:
        return Verb.ADD, Phrase("Add {what} at {start}", what=what, start=after.start)
    if before is None:
        return Verb.ADD, Phrase("Add {what}", what=what)
    if after.start is None:
        return Verb.REMOVE, Phrase("Take {what} out of the programme", what=what)
    return Verb.MOVE, _moved(base, what, before, after)


def _people(base: Programme, key: str, changes: tuple[Change, ...]) -> Phrase:
    """Who takes part no longer, and who instead; else which parts fall."""
    known = base.activities.get(key)
    what = describe(base, known) if known is not None else ""
    old, new, parts = list[str](), list[str](), list[str]()
    for change in changes:
        for row, names in ((change.before, old), (change.after, new)):
            if isinstance(row, Participation):
                person = row.delegate_id or row.delegation_id or row.host_id or ""
                names.append(name_of(base, person))
        if isinstance(change.before, Activity) and change.after is None:
            parts.append(change.before.title)
    if parts:
        return Phrase("{what}: without {parts}", what=what, parts=_listed(parts))
    gone, come = (_listed(dict.fromkeys(names)) for names in (old, new))
    if not new or gone == come:
        return Phrase("{what}: without {who}", what=what, who=gone)
    return Phrase("{what}: {old} → {new}", what=what, old=gone, new=come)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _moved(base: Programme, what: Phrase | str, before: Activity, after: Activity) -> Phrase:
    assert after.start is not None
    if before.start is not None and before.start.date() != after.start.date():
        return Phrase(
            "Move {what} {old_day} {old} → {day} {start}",
            what=what,
            old_day=before.start.date(),
            old=before.start,
            day=after.start.date(),
            start=after.start,
        )
    if before.start is not None and before.start != after.start:
        return Phrase("Move {what} {old} → {start}", what=what, old=before.start, start=after.start)
    if before.site_id != after.site_id:
        places = (base.site_name(before.site_id), base.site_name(after.site_id))
        return Phrase("{what}: {old} → {new}", what=what, old=places[0], new=places[1])
    if before.minutes != after.minutes:
        template = "Length of {what}: {old} → {new} min"
        return Phrase(template, what=what, old=before.minutes, new=after.minutes)
    return Phrase("Change {what}", what=what)


def _activity(base: Programme, after: Programme, key: str) -> Activity | None:
    return base.activities.get(key) or after.activities.get(key)


# -- what is lost, and what it would take ----------------------------------------------------


def _lost(search: Search, plan: Plan, options: RepairOptions) -> Iterator[LeftOut]:
    """What goes to the tray: what blocks it where it was, and when it could be held instead."""
    gone = {g.id for g in options.gone}
    for change in plan.changes:
        before, after = change.before, change.after
        if not isinstance(before, Activity) or before.start is None or before.id in gone:
            continue
        if isinstance(after, Activity) and after.start is None:
            yield LeftOut(
                before.id,
                Phrase("{what}", what=describe(search.base, before)),
                because=_blocked(search, plan, change),
                relaxation=_another_time(plan.programme, before),
                delegations=search.base.delegations_in(before.id),
            )


def _blocked(search: Search, plan: Plan, change: Change) -> tuple[Phrase, ...]:
    """The conflicts that would be there if it stayed where it was."""
    rest = tuple(c for c in plan.changes if c is not change)
    return tuple(c.phrase for c in search.plan(plan.loss, rest).blocking)


def _another_time(programme: Programme, activity: Activity) -> Relaxation | None:
    if activity.tour_day_id is not None:
        return None
    foresight = Foresight(programme)
    try:
        places = BestPlaces(foresight, activity.id).places()
    except PlannerError:
        return None
    for place in places:
        if place.knock_on.count(Severity.BLOCKING) <= 0:
            phrase = Phrase(
                "It could be held on {day} at {start}", day=place.start.date(), start=place.start
            )
            return Relaxation(phrase, edit=place.knock_on.edit)
    return None


def _stays(base: Programme, conflict: Conflict) -> LeftOut:
    return LeftOut(
        conflict.key,
        Phrase("Still blocked"),
        because=(conflict.phrase,),
        delegations=tuple(i for i in conflict.people if i in base.delegations),
    )


def _scores(search: Search, plan: Plan, changes: dict[str, tuple[Change, ...]]) -> Iterator[Score]:
    broken = search.plan(plan.loss, plan.loss.edit.changes)
    yield Score(Phrase("Blocking conflicts"), len(broken.blocking), len(plan.blocking))
    yield Score(Phrase("Warnings and things to check"), len(broken.worries), len(plan.worries))
    yield Score(Phrase("Activities changed"), 0, len([k for k in changes if k != HAPPENED]))
