"""A first bound and first prices: which visits fit by their length, their budgets, their number.

A linear programme in which a visit takes its length and the shortest way to it; opening hours
and the order of visits are let go.
"""

from typing import Any, cast

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.solve.tour_model import nearest
from planner.solve.tour_search_clock import BEGIN, END, FED, FIRST, MEAL, PLACE, STAY
from planner.solve.tour_search_data import Model

Floats = NDArray[np.float64]


def loads(model: Model) -> tuple[Floats, Floats]:
    """Minutes that each visit takes at least of each day, and what there is."""
    facts = model.facts
    travel = nearest(facts.travel.astype(np.int64)).astype(float)
    at = facts.site[:, PLACE]
    ways = travel[np.ix_(at, at)].copy()
    np.fill_diagonal(ways, np.inf)
    least = np.minimum(
        ways.min(axis=0, initial=np.inf)[:, None], travel[facts.days[:, FIRST]][:, at].T
    )
    need = facts.site[:, STAY][:, None] + least
    meal = np.where(facts.days[:, FED] == 0, facts.days[:, MEAL], 0)
    return need, (facts.days[:, END] - facts.days[:, BEGIN] - meal).astype(float)


def start(model: Model, uses: NDArray[np.int64], daily: NDArray[np.bool_], caps: Floats) -> Any:
    """The bound, the prices of sites, those of limits (rows as in ``uses``, a column a day)."""
    gain = model.facts.gain
    sites, days = gain.shape
    u, d = np.nonzero(gain > 0)
    need, time = loads(model)
    rows = [(u, np.ones(len(u))), (sites + d, need[u, d])]
    upper = [*np.ones(sites), *time]
    where: list[NDArray[np.int64]] = []
    for k, each in enumerate(daily):
        where.append(len(upper) + (np.arange(days) if each else np.zeros(days, dtype=np.int64)))
        rows.append((where[k][d], uses[k, u].astype(float)))
        upper.extend(caps[k] if each else caps[k, :1])
    entries = np.stack([r for r, _ in rows], axis=1)
    values = np.stack([v for _, v in rows], axis=1)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(u), len(upper)
    lp.col_cost_, lp.sense_ = gain[u, d].astype(float), highspy.ObjSense.kMaximize
    lp.col_lower_, lp.col_upper_ = np.zeros(len(u)), np.full(len(u), highspy.kHighsInf)
    lp.row_lower_, lp.row_upper_ = np.full(len(upper), -highspy.kHighsInf), np.array(upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(len(u) + 1, dtype=np.int32) * len(rows)
    lp.a_matrix_.index_ = entries.reshape(-1).astype(np.int32)
    lp.a_matrix_.value_ = values.reshape(-1)
    highs: Any = cast(Any, highspy).Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("time_limit", 1.0)):
        highs.setOptionValue(name, value)
    highs.passModel(lp)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    duals = np.clip(np.array(highs.getSolution().row_dual), 0.0, None)
    dues = np.array([duals[x] for x in where]).reshape(len(daily), days)
    return float(highs.getObjectiveValue()), duals[:sites], dues
