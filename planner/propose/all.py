"""A complete draft edition: tour, round table, visits and meetings, each around those before."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from typing import Any

from planner.edits.core import Edit, merged
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.kinds import KINDS, found_at
from planner.propose.proposal import Item, Keep, LeftOut, Proposal, Verb, with_needs
from planner.propose.skeleton import skeleton
from planner.solve.budget import Budget, Report, nobody

#: What is planned one after the other, and what share of the time that is left each may take.
#: The round table comes before the visits: its slot binds everybody, a visit one delegation.
ORDER = (("tour", 0.4), ("round-table", 0.3), ("visits", 0.6), ("meetings", 1.0))
#: The item that stands for circuits that were not there.
BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class AllOptions:
    """``released``: what has gone out, as (delegation, activity) ids, for ``Keep.RELEASED``."""

    keep: Keep = Keep.ALL
    released: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Draft(Proposal):
    """Several proposals as one; each was made from the plan with all of those before it."""

    beginning: Edit
    parts: tuple[Proposal, ...] = ()

    def edit(self, accepted: AbstractSet[str]) -> Edit:
        """The accepted items of all parts, as one step."""
        kept = with_needs(self.items, accepted)
        changes = [*self.beginning.changes] if BEGINNING in kept else []
        for part in self.parts:
            own = frozenset(i.key for i in part.items if _key(part.kind, i.key) in kept)
            changes += part.edit(own).changes
        return merged(self.label, changes)


def propose_all(
    programme: Programme, options: AllOptions, budget: Budget, report: Report = nobody
) -> Draft:
    """Plan everything that there is anything to plan for; what cannot be is said in the notes."""
    beginning = skeleton(programme)
    now = programme.apply(beginning.changes)
    draft = Draft(
        kind="all", base=programme, label=Phrase("Plan the whole edition"), beginning=beginning
    )
    for kind, share in ORDER:
        own = replace(budget, seconds=budget.spent + budget.left * share)
        try:
            part = _propose(kind, now, options, own, _told(draft, report, budget))
        except PlannerError as error:
            draft = replace(draft, notes=(*draft.notes, error.phrase))
            continue
        draft = _with(draft, part, budget)
        now = now.apply(part.edit(part.everything).changes)
        report(replace(draft, final=False))
    return draft


def _propose(
    kind: str, programme: Programme, options: AllOptions, budget: Budget, report: Report
) -> Proposal:
    entry = KINDS[kind]
    made: Callable[..., Any] = found_at(entry.options)
    known = {field.name for field in fields(found_at(entry.options))}
    activities = frozenset(activity for _who, activity in options.released)
    released = options.released if entry.by_delegation else activities
    values = {"keep": options.keep, "released": released}
    own = made(**{name: value for name, value in values.items() if name in known})
    found: Proposal = found_at(entry.entry)(programme, own, budget, report)
    return found


def _told(draft: Draft, report: Report, budget: Budget) -> Report:
    def told(best: Proposal) -> None:
        report(replace(_with(draft, best, budget), final=False))

    return told


def _with(draft: Draft, part: Proposal, budget: Budget) -> Draft:
    """The draft with one more part."""
    parts = (*draft.parts, part)
    statuses = {p.status for p in parts}
    sure = "optimal" if statuses == {"optimal"} else "feasible"
    scores = [p.score for p in parts if p.score is not None]
    bounds = [p.bound for p in parts if p.score is not None]
    known = [b for b in bounds if b is not None]
    return replace(
        draft,
        parts=parts,
        items=tuple(_items(draft.beginning, parts)),
        left_out=tuple(_left_out(parts)),
        scores=tuple(score for p in parts for score in p.scores),
        status="infeasible" if "infeasible" in statuses else sure,
        score=sum(scores) if scores else None,
        bound=sum(known) if known and len(known) == len(bounds) else None,
        seconds=budget.spent,
        notes=tuple(dict.fromkeys((*draft.notes, *part.notes))),
    )


def _items(beginning: Edit, parts: tuple[Proposal, ...]) -> Iterator[Item]:
    if beginning:
        yield Item(BEGINNING, Verb.ADD, beginning.label)
    needs = (BEGINNING,) if beginning else ()
    for part in parts:
        for item in part.items:
            own = tuple(_key(part.kind, key) for key in item.needs)
            yield replace(item, key=_key(part.kind, item.key), needs=(*own, *needs))


def _left_out(parts: tuple[Proposal, ...]) -> Iterator[LeftOut]:
    for part in parts:
        for out in part.left_out:
            yield replace(out, key=_key(part.kind, out.key))


def _key(kind: str, key: str) -> str:
    return f"{kind}/{key}"
