"""The Wake tour: which sites on which day, in which order, when - proposed, with reasons.

An edition becomes a tour problem (:mod:`tour_problem`), its solution days that change the plan as
little as they can (:mod:`tour_settle`), with the times that the Wake tour room would give them
(:mod:`tour_times`); what is left out is explained (:mod:`tour_reasons`).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from planner.knock_on import Foresight
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.proposal import Proposal
from planner.propose.tour_edit import TourProposal
from planner.propose.tour_frame import Frame, frames
from planner.propose.tour_notes import on_options, on_setting
from planner.propose.tour_options import TourOptions, days_of
from planner.propose.tour_pieces import Piece
from planner.propose.tour_plan import (
    Plan,
    as_it_stands,
    broken,
    days_of_conflicts,
    mended,
    plan_of,
    proposal_of,
)
from planner.propose.tour_problem import Setting, setting
from planner.propose.tour_reasons import Reasons
from planner.propose.tour_settle import order_now
from planner.propose.tour_sound import sound
from planner.propose.tour_text import enumerated
from planner.solve.budget import Budget, nobody
from planner.solve.tour_form import DayPlan, Meal, TourProblem, TourSolution, Visit

__all__ = ["TourOptions", "TourProposal", "propose_tour"]

#: The share of the time that the search for the best plan may take; the rest explains it.
_SEARCH = 0.7
#: Seconds for one small question, and for the best plan with one more site.
_SMALL, _WITH = 2.0, 2.0
#: Seconds between two plans that are told on the way.
_OFTEN = 0.4
#: So often a plan that would break something is mended before its days are left as they are.
_MENDING = 4
#: Alternatives differ by at least so many sites.
_APART = 2


def propose_tour(
    programme: Programme,
    options: TourOptions,
    budget: Budget,
    report: Callable[[Proposal], None] = nobody,
) -> TourProposal:
    """The best tour found within the budget; nothing of the programme changes.

    Days that cannot be planned are left as they are, with a note.  ``report`` is told each
    better plan.
    """
    return _Planner(programme, options, budget, report).run()


class _Planner:
    def __init__(
        self,
        programme: Programme,
        options: TourOptions,
        budget: Budget,
        report: Callable[[Proposal], None],
    ) -> None:
        self.programme, self.options = programme, options
        self.budget, self.report = budget, report
        self.label = _label(programme, options)
        self.notes = list(on_options(programme, options))
        self.closed_ok: frozenset[str] = frozenset()

    def run(self) -> TourProposal:
        found, notes = frames(self.programme, self.options)
        self.notes += notes
        days, self.closed_ok, notes = sound(self.programme, self.options, tuple(found), self._quick)
        self.notes += notes
        if not days:
            self.notes.append(Phrase("There is no tour day to plan."))
            return self._empty()
        plan, solution = self._plan(days)
        proposal = proposal_of(plan, solution, self.label, self.notes)
        self.report(proposal)
        others = tuple(self._alternatives(plan, solution, proposal))
        reasons = Reasons(plan, solution, self._quick, self._with, self.budget)
        return replace(
            proposal,
            left_out=reasons.left_out(),
            alternatives=others,
            seconds=self.budget.spent,
            final=True,
        )

    def _empty(self) -> TourProposal:
        return TourProposal(
            kind="tour",
            base=self.programme,
            label=self.label,
            notes=tuple(self.notes),
            status="unknown",
            seconds=self.budget.spent,
        )

    # -- solving --------------------------------------------------------------------------

    def _quick(self, problem: TourProblem) -> TourSolution:
        """Whether a day with pinned sites holds together; a moment, also when the time is over."""
        from planner.solve.tour_must import mandatory

        budget = self._part(_SMALL)
        found = mandatory(problem, lambda: budget.over)
        if found.plan is not None:
            return TourSolution(problem.name, "feasible", found.plan)
        return TourSolution(problem.name, "infeasible" if found.sure else "unknown")

    def _with(self, problem: TourProblem) -> TourSolution:
        seconds = min(_WITH, self.budget.left)
        return _solve(problem, self._part(seconds))

    def _part(self, seconds: float) -> Budget:
        """A part of the budget, from now on."""
        return Budget(seconds, self.budget.seed, self.budget.threads, self.budget.stopped)

    def _plan(self, days: tuple[Frame, ...]) -> tuple[Plan, TourSolution]:
        """The best plan that breaks nothing that holds now."""
        foresight = Foresight(self.programme)
        barred: dict[tuple[str, str], Phrase] = {}
        careful = False
        made = self._setting(days, careful, barred)
        self.notes += on_setting(made)
        for _attempt in range(_MENDING):
            solution = self._search(made)
            plan = plan_of(made, solution.days, self.closed_ok)
            if plan.late and not careful:
                careful = True
                made = self._setting(days, careful, barred)
                continue
            late = [t.day.frame.id for t in plan.days if t.day.late and t.day.is_changed]
            plan = as_it_stands(made, plan, late)
            conflicts = broken(foresight, proposal_of(plan, solution, self.label))
            if not conflicts:
                return plan, self._honest(solution, late)
            frames, more = mended(plan, conflicts)
            if not frames and not more:
                break
            days, barred = frames or days, barred | more
            made = self._setting(days, careful, barred)
        return self._unbroken(foresight, plan, solution)

    def _unbroken(
        self, foresight: Foresight, plan: Plan, solution: TourSolution
    ) -> tuple[Plan, TourSolution]:
        """The plan with the days left as they are on which it would break something."""
        for _day in plan.days:
            conflicts = broken(foresight, proposal_of(plan, solution, self.label))
            if not conflicts:
                break
            left = days_of_conflicts(plan, conflicts)
            plan = as_it_stands(plan.setting, plan, left)
        return plan, self._honest(solution, ["some"])

    def _honest(self, solution: TourSolution, left: list[str]) -> TourSolution:
        """What is left as it is was not proven best."""
        if left and solution.status == "optimal":
            return replace(solution, status="feasible")
        return solution

    def _setting(
        self, days: tuple[Frame, ...], careful: bool, barred: dict[tuple[str, str], Phrase]
    ) -> Setting:
        return setting(
            self.programme,
            self.options,
            days,
            careful=careful,
            conflicts=barred,
            open_to_all=self.closed_ok,
        )

    def _search(self, made: Setting) -> TourSolution:
        last = -_OFTEN

        def tell(solution: TourSolution) -> None:
            nonlocal last
            if self.budget.spent - last < _OFTEN:
                return
            last = self.budget.spent
            plan = plan_of(made, solution.days, self.closed_ok)
            self.report(proposal_of(plan, solution, self.label, self.notes))

        told = nobody if self.report is nobody else tell
        found = _solve(made.problem, self._part(self.budget.left * _SEARCH), told)
        self.notes += [Phrase("{message}", message=b.message) for b in found.conflict]
        if found.status == "infeasible" or not found.days:
            return replace(found, days=tuple(_as_it_is(made, frame) for frame in made.frames))
        return found

    # -- alternatives ---------------------------------------------------------------------

    def _alternatives(
        self, plan: Plan, solution: TourSolution, proposal: TourProposal
    ) -> Iterator[TourProposal]:
        """Plans of nearly the best score that differ from the proposal and from each other."""
        foresight = Foresight(self.programme)
        known = [_stands(plan)]
        for score, days in solution.alternatives:
            if len(known) > self.options.alternatives or self.budget.stopped():
                return
            sites = {(s, d.day) for d in days for s in d.sites}
            if any(len(sites ^ other) < _APART for other in known):
                continue
            other = plan_of(plan.setting, days, self.closed_ok)
            told = replace(solution, score=score, status="feasible", days=days)
            made = proposal_of(other, told, self.label, self.notes, final=True)
            if other.late or broken(foresight, made):
                continue
            known.append(_stands(other))
            yield replace(made, bound=proposal.bound)


def _stands(plan: Plan) -> set[tuple[str, str]]:
    return {
        (key, t.day.frame.id)
        for t in plan.days
        for key in (i.key for i in t.day.order if isinstance(i, Piece))
    }


def _as_it_is(made: Setting, frame: Frame) -> DayPlan:
    """A day as it stands, as a solver would say it."""
    start = f"start:{frame.id}"
    items = order_now(made, frame)
    return DayPlan(
        frame.id,
        tuple(Visit(i.key, 0, 0) if isinstance(i, Piece) else Meal(start, 0, 0) for i in items),
    )


def _solve(
    problem: TourProblem, budget: Budget, report: Callable[[TourSolution], None] = nobody
) -> TourSolution:
    from planner.solve.tour import solve_tour

    return solve_tour(problem, budget, report)


def _label(programme: Programme, options: TourOptions) -> Phrase:
    tours = dict.fromkeys(day.tour_id for day in days_of(programme, options))
    names = [programme.tours[tour_id].name for tour_id in tours]
    if not names:
        return Phrase("Plan the Wake tour")
    return Phrase("Plan the Wake tour: {tours}", tours=enumerated(names))
