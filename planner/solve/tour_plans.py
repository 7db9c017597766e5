"""From sets of sites to planned days: the best order of each set, worked out once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.solve.tour_form import Day, DayPlan, TourProblem
from planner.solve.tour_model import DayModel
from planner.solve.tour_orders import Order, best_order
from planner.solve.tour_schedule import driving
from planner.solve.tour_sets import members


@dataclass
class Plans:
    """``sure``: no set was turned down that might have had an order after all."""

    problem: TourProblem
    models: Sequence[DayModel]
    halt: Callable[[], bool]
    sure: bool = True
    known: dict[tuple[int, int], Order] = field(default_factory=dict)

    def sites(self, day: int, mask: int) -> list[str]:
        rows = self.models[day].sites[np.array(members(mask), dtype=np.int64)]
        return [self.problem.sites[n].id for n in rows.tolist()]

    def order(self, day: int, mask: int) -> Order:
        found = self.known.get((day, mask))
        if found is None:
            found = best_order(
                self.problem, self.problem.days[day], self.sites(day, mask), self.halt
            )
            self.known[day, mask] = found
        return found

    def valid(self, masks: Sequence[int]) -> list[tuple[int, int]]:
        """Sets of a plan that no order can hold: driving limits show only here."""
        bad = []
        for day, mask in enumerate(masks):
            if limited(self.problem.days[day]):
                order = self.order(day, mask)
                if order.plan is None:
                    self.sure = self.sure and order.sure
                    bad.append((day, mask))
        return bad

    def days(self, masks: Sequence[int]) -> tuple[DayPlan, ...]:
        plans = [self.order(day, mask).plan for day, mask in enumerate(masks)]
        return tuple(
            plan or DayPlan(day.id) for plan, day in zip(plans, self.problem.days, strict=True)
        )

    def driven(self, masks: Sequence[int]) -> int:
        """Minutes at the wheel, all days together."""
        return sum(driving(self.problem, plan) for plan in self.days(masks))


def limited(day: Day) -> bool:
    """Whether a driver's hours count."""
    return day.max_driving is not None or day.driving_break is not None
