"""The round table: the slot in which most wanted speakers are there, and a fair speaking order.

All slots are tried, so the best one is proven by enumeration.
"""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from planner.edits.core import Edit, merged
from planner.entities import Change
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.harmless import harmless
from planner.propose.proposal import Proposal, Score, with_needs
from planner.propose.round_table_form import Slot, TableForm, forms
from planner.propose.round_table_notes import notes
from planner.propose.round_table_options import RoundTableOptions
from planner.propose.round_table_step import Step
from planner.propose.round_table_steps import steps
from planner.propose.round_table_why import left_out
from planner.solve.budget import Budget, nobody

__all__ = ["RoundTableOptions", "RoundTableProposal", "propose_round_table"]

#: So many of the best slots are tried on the rules; alternatives lie that far apart.
MOST_TRIED, APART_MINUTES = 12, 60
#: An alternative has at least so many hundredths of the speakers of the first.
GOOD = 50


@dataclass(frozen=True, kw_only=True)
class RoundTableProposal(Proposal):
    """Steps that are made one after the other, as far as they are accepted."""

    steps: tuple[Step, ...] = ()

    def edit(self, accepted: AbstractSet[str]) -> Edit:
        kept = with_needs(self.items, accepted & self.everything)
        now, changes = self.base, list[Change]()
        for step in self.steps:
            if step.item.key in kept:
                made = step.changes(now)
                changes += made
                now = now.apply(made)
        return merged(self.label, changes)


def propose_round_table(
    programme: Programme,
    options: RoundTableOptions,
    budget: Budget,
    report: Callable[[Proposal], None] = nobody,
) -> Proposal:
    """A slot, who speaks in it, their order and minutes, for each round table that is meant."""
    chosen = list(_chosen(forms(programme, options)))
    here = [(form, slot) for form, slot in chosen if slot is not None]
    faults = notes(programme, options, chosen)
    proposal = harmless(_proposal(programme, here, faults))
    report(replace(proposal, final=False))
    others = tuple(_others(programme, here, budget)) if here else ()
    return replace(proposal, alternatives=others, seconds=budget.spent)


def _chosen(found: Iterable[TableForm]) -> Iterator[tuple[TableForm, Slot | None]]:
    """Each round table with its slot, in a plan in which those before have theirs."""
    now: Programme | None = None
    for form in found:
        form = replace(form, programme=now or form.programme)
        slot = _best(form)
        yield form, slot
        now = form.programme
        for step in steps(form, slot) if slot is not None else ():
            now = now.apply(step.changes(now))


def _best(form: TableForm) -> Slot | None:
    """The best slot that breaks no rule; None where there is none at all."""
    if form.stays and form.now is not None:
        return form.slot(form.now)
    for slot in form.slots[:MOST_TRIED]:
        if _holds(form, slot):
            return slot
    return next(iter(form.slots), None)


def _holds(form: TableForm, slot: Slot) -> bool:
    """Whether the rules leave the slot in the proposal."""
    tried = harmless(_proposal(form.programme, [(form, slot)], ()))
    return any(item.key.endswith(":slot") for item in tried.items)


def _proposal(
    programme: Programme,
    chosen: list[tuple[TableForm, Slot]],
    faults: tuple[Phrase, ...],
    name: Phrase | None = None,
) -> RoundTableProposal:
    found = tuple(step for form, slot in chosen for step in steps(form, slot))
    there = sum(len(form.speakers) - len(slot.speakers) for form, slot in chosen)
    return RoundTableProposal(
        kind="round-table",
        base=programme,
        label=name or Phrase("Round table"),
        items=tuple(step.item for step in found),
        steps=found,
        left_out=tuple(left for form, slot in chosen for left in left_out(form, slot)),
        scores=tuple(score for form, slot in chosen for score in _scores(form, slot)),
        status="optimal" if chosen else "infeasible",
        score=float(there) if chosen else None,
        bound=float(there) if chosen else None,
        notes=faults,
    )


def _scores(form: TableForm, slot: Slot) -> Iterator[Score]:
    """Wanted speakers who are there, before and after, in all and by delegation."""
    now = form.slot(form.now) if form.now is not None and not form.is_new else None

    def there(then: Slot | None, people: tuple[str, ...]) -> int:
        return sum(p not in then.speakers for p in people) if then is not None else 0

    rule = Phrase("Wanted speakers who are there")
    yield Score(rule, there(now, form.speakers), there(slot, form.speakers))
    for delegation_id in dict.fromkeys(map(form.delegation_of, form.speakers)):
        people = tuple(p for p in form.speakers if form.delegation_of(p) == delegation_id)
        yield Score(rule, there(now, people), there(slot, people), delegation_id)


def _others(
    programme: Programme, chosen: list[tuple[TableForm, Slot]], budget: Budget
) -> Iterator[RoundTableProposal]:
    """The next slots of the first round table that are different ones."""
    (form, first), *rest = chosen
    if form.table.pin_time and not form.is_new:
        return
    told = [first]
    most = len(form.speakers) - len(first.speakers)
    for slot in form.slots:
        if len(told) > form.options.alternatives or budget.over:
            return
        if (len(form.speakers) - len(slot.speakers)) * 100 < most * GOOD:
            return
        if all(_differs(form, slot, other) for other in told) and _holds(form, slot):
            told.append(slot)
            start = form.programme.clock.wall(slot.span.begin)
            name = Phrase(
                "{day} at {begin}: {there} of {n} speakers",
                day=start.date(),
                begin=start,
                there=len(form.speakers) - len(slot.speakers),
                n=len(form.speakers),
            )
            found = _proposal(programme, [(form, slot), *rest], (), name)
            yield harmless(replace(found, status="feasible", bound=None))


def _differs(form: TableForm, slot: Slot, other: Slot) -> bool:
    """On another day, or well apart with others missing."""
    day = form.programme.clock.day
    if day(slot.span.begin) != day(other.span.begin):
        return True
    apart = abs(slot.span.begin - other.span.begin) >= APART_MINUTES
    return apart and slot.speakers.keys() != other.speakers.keys()
