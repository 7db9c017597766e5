"""The whole-numbered end: one of the kept sets for each day, exactly, by HiGHS."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from planner.solve.tour_join import Join
from planner.solve.tour_master import Duals, Master, integral
from planner.solve.tour_model import Floats, Masks
from planner.solve.tour_sets import Sums, matrix

#: Nodes of a whole-numbered programme; more are rarely of use.
_MOST_NODES = 2_000
#: Sets that it can take.
_MOST_SETS = 1_500


@dataclass(frozen=True)
class Choice:
    """A set for each day; ``masks`` None: nothing that keeps all the rules.

    ``proven``: there is no better one among the kept sets.
    """

    masks: tuple[int, ...] | None
    value: float
    proven: bool


def choose(
    master: Master,
    duals: Duals,
    kept: Sequence[Masks],
    halt: Callable[[], bool],
    least: float = -np.inf,
    unlike: Sequence[tuple[int, ...]] = (),
) -> Choice:
    """The best plan of the kept sets that is better than ``least``.

    It differs from each of ``unlike``: two visits at least of those plans are not made, or on
    another day.  A search over days first; where that is too wide, a whole-numbered programme.
    """

    def differs(plan: tuple[int, ...]) -> bool:
        return all(_missing(other, plan) >= 2 for other in unlike)

    join = Join(master, duals, halt, least, differs)
    join.run(kept)
    if join.proven or halt():
        value = -np.inf if join.best is None else value_of(master, join.best)
        return Choice(join.best, value, join.proven)
    few = sum(map(len, kept)) <= _MOST_SETS
    found = _programme(master, kept if few else _worthiest(master, duals, kept), halt, unlike)
    if not few:
        found = Choice(found.masks, found.value, False)
    if join.best is not None and value_of(master, join.best) > found.value:
        return Choice(join.best, value_of(master, join.best), False)
    return found


def _worthiest(master: Master, duals: Duals, kept: Sequence[Masks]) -> list[Masks]:
    """Some sets of each day: the best at the prices."""
    share = _MOST_SETS // len(kept)
    worths = (Sums(duals.rates(m)).of(s) for m, s in zip(master.models, kept, strict=True))
    pairs = zip(kept, worths, strict=True)
    return [sets[np.argsort(-worth, kind="stable")[:share]] for sets, worth in pairs]


def _missing(plan: tuple[int, ...], other: tuple[int, ...]) -> int:
    pairs = zip(plan, other, strict=True)
    return sum((a & ~b).bit_count() for a, b in pairs)


def _programme(
    master: Master,
    kept: Sequence[Masks],
    halt: Callable[[], bool],
    unlike: Sequence[tuple[int, ...]],
) -> Choice:
    if any(not len(masks) for masks in kept):
        return Choice(None, -np.inf, True)
    lp = master.whole(kept)
    for plan in unlike:
        _forbid(lp, master, kept, plan)
    lp.changeColsIntegrality(*integral(lp.getNumCol()))
    lp.setOptionValue("mip_rel_gap", 0.0)
    lp.setOptionValue("mip_abs_gap", 1e-6)
    lp.setOptionValue("mip_max_nodes", _MOST_NODES)
    _stoppable(lp, halt)
    lp.run()
    found = np.array(lp.getSolution().col_value)
    proven = lp.getModelStatus() == highspy.HighsModelStatus.kOptimal
    if not len(found) or found[: master.slacks].max(initial=0.0) > 0.5:
        return Choice(None, -np.inf, proven)
    masks, place = [], master.slacks
    for sets in kept:
        part = found[place : place + len(sets)]
        place += len(sets)
        if part.max() < 0.5:
            return Choice(None, -np.inf, proven)
        masks.append(int(sets[int(part.argmax())]))
    return Choice(tuple(masks), value_of(master, masks), proven)


def value_of(master: Master, masks: Sequence[int]) -> float:
    pairs = zip(master.models, masks, strict=True)
    return float(sum(m.gains[_row(mask, m.n)].sum() for m, mask in pairs))


def _row(mask: int, n: int) -> Any:
    return matrix(np.array([mask], dtype=np.uint64), n)[0]


def _forbid(lp: Any, master: Master, kept: Sequence[Masks], plan: tuple[int, ...]) -> None:
    """At least two visits of the plan are missing (or all, where it has fewer)."""
    total = sum(mask.bit_count() for mask in plan)
    parts: list[Floats] = [np.zeros(master.slacks)]
    for model, sets, mask in zip(master.models, kept, plan, strict=True):
        parts.append(matrix(sets, model.n)[:, _row(mask, model.n)].sum(axis=1).astype(float))
    values = np.concatenate(parts)
    columns = np.flatnonzero(values).astype(np.int32)
    most = float(max(total - 2, 0))
    lp.addRow(-highspy.kHighsInf, most, len(columns), columns, values[columns])


def _stoppable(lp: Any, halt: Callable[[], bool]) -> None:
    def ask(event: Any) -> None:
        if halt():
            event.data_in.user_interrupt = True

    lp.cbMipInterrupt.subscribe(ask)
    lp.cbSimplexInterrupt.subscribe(ask)
