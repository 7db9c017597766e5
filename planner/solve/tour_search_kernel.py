"""The search itself, as one compiled function: ruin, recreate, accept or go back."""

from math import log

from planner.solve.tour_search_clock import Array
from planner.solve.tour_search_jit import inner, outer
from planner.solve.tour_search_moves import (
    CAP,
    COST,
    DAILY,
    OK,
    SIZE,
    USED,
    chance,
    recreate,
    refresh,
    ruin,
)

#: Members of ``goal``: value at hand, best value, temperature, its fall, price of a minute driven.
AT_HAND, BEST, HEAT, COOLING, MINUTE = range(5)
#: Members of ``style``: visits removed, longest string, blinks, shares of the orders 0, 1, 2.
REMOVED, LONGEST, BLINK, SHARES = range(4)
#: What a day that cannot be done, or a limit that is broken, costs.
BROKEN = 1e12


@inner
def copy_day(
    d: int, seq: Array, spot: Array, time: Array, tally: Array,
    seq2: Array, spot2: Array, time2: Array, tally2: Array,
) -> None:  # fmt: skip
    """A day of the first plan into the second."""
    for k in range(tally.shape[1]):
        tally2[d, k] = tally[d, k]
    for i in range(tally[d, SIZE] + 2):
        seq2[d, i], spot2[d, i] = seq[d, i], spot[d, i]
        for k in range(4):
            time2[d, i, k] = time[d, i, k]


@inner
def value(gain: Array, caps: Array, seq: Array, tally: Array, minute: float) -> float:
    """Scores less a little for the driving."""
    total = 0.0
    for d in range(tally.shape[0]):
        for i in range(1, tally[d, SIZE] + 1):
            total += gain[seq[d, i], d]
        total -= minute * tally[d, COST]
        if tally[d, OK] == 0:
            total -= BROKEN
    for k in range(caps.shape[0]):
        used = 0
        for d in range(tally.shape[0]):
            used += tally[d, USED + k]
            if caps[k, DAILY] == 1:
                if used > caps[k, CAP]:
                    total -= BROKEN
                used = 0
        if used > caps[k, CAP]:
            total -= BROKEN
    return total


@inner
def keep(
    gain: Array, seq: Array, tally: Array, d: int,
    table: Array, routes: Array, about: Array, marks: Array, kinds: Array,
) -> None:  # fmt: skip
    """A day's route into the pool, unless its set is known; ``about``: length, gain, day, key."""
    n = tally[d, SIZE]
    key, worth = kinds[d], 0
    for i in range(1, n + 1):
        key += marks[seq[d, i]]
        worth += gain[seq[d, i], d]
    last = table.shape[0] - 1
    row = table[last]
    slot = (key ^ (key >> 29)) & (last - 1)
    while table[slot] > 0:
        if about[table[slot] - 1, 3] == key:
            return
        slot = (slot + 1) & (last - 1)
    if n > 0 and row < about.shape[0]:
        table[slot], table[last] = row + 1, row + 1
        about[row, 0], about[row, 1], about[row, 2], about[row, 3] = n, worth, d, key
        for i in range(n):
            routes[row, i] = seq[d, i + 1]


@inner
def record(seq: Array, tally: Array, best: Array, goal: Array) -> None:
    """The plan at hand is the best when it is better than the best so far."""
    if goal[AT_HAND] > goal[BEST]:
        goal[BEST] = goal[AT_HAND]
        for d in range(tally.shape[0]):
            for i in range(tally[d, SIZE] + 1):
                best[d, i] = seq[d, i] if i else tally[d, SIZE]


@outer
def search(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array, gain: Array,
    use: Array, caps: Array, before: Array, rank: Array, near: Array,
    seq: Array, spot: Array, time: Array, tally: Array, home: Array,
    seq2: Array, spot2: Array, time2: Array, tally2: Array, home2: Array,
    best: Array, table: Array, routes: Array, about: Array, marks: Array, kinds: Array,
    dice: Array, goal: Array, style: Array,
    keys: Array, free: Array, touched: Array, found: Array, rounds: int,
) -> None:  # fmt: skip
    """So many rounds from the plan ``seq``; its double is for trials.

    ``best``: a row a day of the best plan: its length, then its sites.
    """
    for u in range(home.shape[0]):
        home[u] = home2[u] = -1
    for d in range(tally.shape[0]):
        refresh(travel, windows, site, days, cafes, use, d, seq, spot, time, tally)
        copy_day(d, seq, spot, time, tally, seq2, spot2, time2, tally2)
        for i in range(1, tally[d, SIZE] + 1):
            home[seq[d, i]] = home2[seq[d, i]] = d
    goal[AT_HAND] = value(gain, caps, seq, tally, goal[MINUTE])
    record(seq, tally, best, goal)
    for _ in range(rounds):
        ruin(near, seq2, tally2, home2, dice, touched, style[REMOVED], style[LONGEST])
        for d in range(tally.shape[0]):
            if touched[d]:
                refresh(travel, windows, site, days, cafes, use, d, seq2, spot2, time2, tally2)
        toss = chance(dice)
        column = 0
        while column < 2 and toss >= style[SHARES + column]:
            column += 1
        recreate(
            travel, windows, site, days, cafes, gain, use, caps, before, rank,
            seq2, spot2, time2, tally2, home2, dice, touched, keys, free, found,
            style[BLINK], column,
        )  # fmt: skip
        trial = value(gain, caps, seq2, tally2, goal[MINUTE])
        goal[HEAT] *= goal[COOLING]
        if trial > goal[AT_HAND] + goal[HEAT] * log(chance(dice) + 1e-300):
            goal[AT_HAND] = trial
            for d in range(tally.shape[0]):
                if touched[d]:
                    copy_day(d, seq2, spot2, time2, tally2, seq, spot, time, tally)
                    keep(gain, seq, tally, d, table, routes, about, marks, kinds)
            for u in range(home.shape[0]):
                home[u] = home2[u]
            record(seq, tally, best, goal)
        else:
            for d in range(tally.shape[0]):
                if touched[d]:
                    copy_day(d, seq, spot, time, tally, seq2, spot2, time2, tally2)
            for u in range(home.shape[0]):
                home2[u] = home[u]
