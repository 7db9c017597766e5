"""Other good plans of meetings: without the fullest day, and with the other aim."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from planner.phrases import Phrase
from planner.propose.meetings_form import MeetingsForm
from planner.propose.meetings_options import MeetingOptions
from planner.propose.meetings_plan import MeetingsPlan
from planner.propose.sharing import OTHER, part
from planner.solve.assign_form import AssignSolution
from planner.solve.budget import Budget

#: An alternative has so many hundredths of the first one's points, and so many other times.
GOOD, DIFFERENT = 85, 2


def others(
    first: MeetingsPlan, budget: Budget
) -> Iterator[tuple[MeetingsPlan, AssignSolution, Phrase]]:
    """Plans that differ, with a name that says in what; only while there is time."""
    from planner.solve.assign import solve_assign

    told = [first]
    for form, name in _forms(first):
        if len(told) > first.form.options.alternatives or budget.over:
            return
        who = dict(first.who)
        solution = solve_assign(form.problem(who), part(budget, OTHER))
        plan = MeetingsPlan.of(form, who, solution)
        good = plan.value * 100 >= first.value * GOOD and not plan.loses()
        if good and all(_apart(plan, other) >= DIFFERENT for other in told):
            told.append(plan)
            yield plan, replace(solution, status="feasible", bound=None), name


def _apart(plan: MeetingsPlan, other: MeetingsPlan) -> int:
    """How many meetings are at another time."""
    keys = plan.at.keys() | other.at.keys()
    return sum(plan.at.get(key) != other.at.get(key) for key in keys)


def _forms(first: MeetingsPlan) -> Iterator[tuple[MeetingsForm, Phrase]]:
    form = first.form
    clock = form.programme.clock
    days = Counter(clock.day(span.begin) for span in first.at.values())
    left = tuple(d for d in form.days if d != max(days, key=lambda d: (days[d], d), default=None))
    if days and left:
        fullest = max(days, key=lambda d: (days[d], d))
        options = replace(form.options, days=left)
        yield _again(form, options), Phrase("Nothing new on {day}", day=fullest)
    if form.options.objective == "sum":
        name = Phrase("The person with the smallest share of their meetings first")
        yield _again(form, replace(form.options, objective="fair")), name
    else:
        yield _again(form, replace(form.options, objective="sum")), Phrase("Most points in all")


def _again(form: MeetingsForm, options: MeetingOptions) -> MeetingsForm:
    return MeetingsForm(form.programme, options, form.freed)
