"""Meetings that a plan does not hold: what blocks the time nearest to free, and the cure."""

from dataclasses import dataclass, replace

from planner.checks.wording import who
from planner.edits.meetings import add_meeting
from planner.entities import Change
from planner.phrases import Phrase, _, plural
from planner.programme import Programme, Span
from planner.propose.facts import Cause, Fact, phrases
from planner.propose.meetings_form import People, Wanted
from planner.propose.meetings_items import delegations_of
from planner.propose.meetings_people import candidates
from planner.propose.meetings_plan import MeetingsPlan
from planner.propose.proposal import LeftOut, Relaxation
from planner.propose.relaxing import Step, freeing, hardness, together
from planner.propose.sharing import part
from planner.solve.assign_form import AssignProblem, AssignSolution
from planner.solve.budget import Budget

#: Seconds that one forced plan may take, and how many are tried.
FORCED_SECONDS, MOST_FORCED = 1.0, 20


@dataclass(frozen=True, slots=True)
class Try:
    """People, a time, and what speaks against it."""

    people: People
    span: Span
    facts: tuple[Fact, ...]

    def effort(self, programme: Programme) -> tuple[int, int, int]:
        """The least to be changed first."""
        hard = sum(hardness(programme, fact) for fact in self.facts)
        return hard, len(self.facts), self.span.begin


def left_out(plan: MeetingsPlan, problem: AssignProblem, budget: Budget) -> tuple[LeftOut, ...]:
    """One for each meeting that is wanted and not held."""
    forced = {wanted.key for wanted in plan.missed[:MOST_FORCED]}
    found = []
    for wanted in plan.missed:
        best = nearest(plan, wanted)
        dearer = None
        blocked = best is None or any(fact.firm for fact in best.facts)
        if wanted.key in forced and not blocked and not budget.over:
            dearer = _dearer(plan, problem, wanted, budget)
        found.append(_explained(plan, wanted, best, dearer))
    return tuple(found)


def nearest(plan: MeetingsPlan, wanted: Wanted) -> Try | None:
    """The people and the slot with the least against it; None without any slot."""
    tries = (
        Try(people, span, tuple(plan.facts(wanted, people, span)))
        for people in candidates(plan.form, wanted)
        for span in plan.form.spans
    )
    return min(tries, key=lambda t: t.effort(plan.form.programme), default=None)


def _explained(
    plan: MeetingsPlan, wanted: Wanted, best: Try | None, dearer: Phrase | None
) -> LeftOut:
    programme = plan.form.programme
    one, other = (who(programme, p) for p in wanted.parties)
    title = Phrase("1:1 {one} – {other}", one=one, other=other)
    people = delegations_of(plan.form, wanted)
    if best is None:
        phrase = Phrase("There is no slot with a free table")
        return LeftOut(wanted.key, title, (phrase,), delegations=people)
    begin = programme.clock.wall(best.span.begin)
    title = Phrase(
        "{meeting}, nearest to free {day} at {begin}", meeting=title, day=begin.date(), begin=begin
    )
    if not best.facts and dearer is None:
        dearer = Phrase("It would fit; no time was left to place it")
    cure = _relaxation(plan, wanted, best)
    return LeftOut(wanted.key, title, phrases(best.facts), dearer, cure, people)


def _relaxation(plan: MeetingsPlan, wanted: Wanted, best: Try) -> Relaxation | None:
    steps = [_step(plan, fact, best.span) for fact in best.facts]
    return together(steps, also=_held_then(plan, wanted, best))


def _step(plan: MeetingsPlan, fact: Fact, span: Span) -> Step:
    form = plan.form
    if fact.cause is Cause.TABLES:
        return Step(Phrase("one table more"), ())
    if not fact.firm:
        return Step(Phrase("another time for: {what}", what=fact.phrase), ())
    return freeing(form.programme, fact, span, form.site_id)


def _held_then(plan: MeetingsPlan, wanted: Wanted, best: Try) -> tuple[Change, ...]:
    """The meeting at that time, at a free table or one more."""
    form = plan.form
    start = form.programme.clock.wall(best.span.begin)
    tables = form.free_tables(best.span)
    table = tables[0] if tables else _("Table {n}").format(n=len(form.table_names) + 1)
    if wanted.meeting is not None:
        moved = replace(wanted.meeting, start=start, site_id=form.site_id, meeting_point=table)
        return (Change(wanted.meeting, moved),)
    return add_meeting(
        form.programme,
        best.people,
        start=start,
        minutes=form.options.minutes,
        site_id=form.site_id,
        table=table,
    ).changes


def _dearer(
    plan: MeetingsPlan, problem: AssignProblem, wanted: Wanted, budget: Budget
) -> Phrase | None:
    """By how much the best plan that holds it is worse."""
    from planner.solve.assign import solve_assign

    most = 1 + sum(m.value for m in problem.meetings)
    forced = replace(
        problem,
        objective="sum",
        few_gaps=False,
        meetings=tuple(
            replace(m, value=m.value + most) if m.id == wanted.key else m for m in problem.meetings
        ),
    )
    return _told(plan, solve_assign(forced, part(budget, 1, FORCED_SECONDS)), wanted)


def _told(plan: MeetingsPlan, other: AssignSolution, wanted: Wanted) -> Phrase | None:
    held = {key for key, _slot in other.meetings}
    if other.status != "optimal":
        return Phrase("No plan with it was found that is as good, in the time there was")
    if wanted.key not in held:
        return None
    less = plan.value - sum(w.value for w in plan.form.wanted if w.key in held)
    if less <= 0:
        return Phrase("A plan with it is as good: this one was found first")
    return plural(
        "The best plan with it is {n} point worse",
        "The best plan with it is {n} points worse",
        less,
    )
