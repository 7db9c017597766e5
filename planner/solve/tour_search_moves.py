"""Ruin and recreate, as compiled functions: strings of visits out, sites in again one by one.

The ruin is that of slack induction by string removals (Christiaens and Vanden Berghe 2020); the
recreation puts the free sites, in a random order led by their scores, at their shortest detour.
"""

from planner.solve.tour_search_clock import (
    CLOSES,
    DRIVING,
    EARLY_FED,
    FAR,
    FED,
    FIRST,
    LAST,
    LATE,
    LATE_FED,
    MOST,
    OPENS,
    PLACE,
    STAY,
    Array,
    backward,
    fits,
    forward,
    home_in_time,
)
from planner.solve.tour_search_jit import inner

#: Columns of ``tally``, a row a day; then what each limit has used.
SIZE, COST, OK, USED = range(4)
#: Columns of ``caps``: the most of a limit, and whether of each day.
CAP, DAILY = range(2)
#: A point of score in detours, where the scores of days differ.
WORTH = 1000


@inner
def chance(state: Array) -> float:
    """A number of (0, 1) by two congruences (L'Ecuyer 1988); the same compiled or not."""
    state[0] = state[0] * 40014 % 2147483563
    state[1] = state[1] * 40692 % 2147483399
    mixed = state[0] - state[1]
    if mixed < 1:
        mixed += 2147483562
    return float(mixed * 4.656613e-10)


@inner
def refresh(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array, use: Array,
    d: int, seq: Array, spot: Array, time: Array, tally: Array,
) -> None:  # fmt: skip
    """All that follows from the order of a day."""
    n = tally[d, SIZE]
    spot[d, 0], spot[d, n + 1] = days[d, FIRST], days[d, LAST]
    for k in range(use.shape[0]):
        tally[d, USED + k] = 0
    cost = 0
    for i in range(1, n + 1):
        u = seq[d, i]
        spot[d, i] = site[u, PLACE]
        cost += travel[spot[d, i - 1], spot[d, i]]
        for k in range(use.shape[0]):
            tally[d, USED + k] += use[k, u]
    tally[d, COST] = cost + travel[spot[d, n], spot[d, n + 1]]
    forward(travel, windows, site, days, cafes, d, seq, spot, time, 1, n)
    backward(travel, windows, site, days, cafes, d, seq, spot, time, n, n)
    tally[d, OK] = 1 if home_in_time(travel, days, cafes, d, spot, time, n) else 0


@inner
def insert(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array, use: Array,
    d: int, seq: Array, spot: Array, time: Array, tally: Array, home: Array, u: int, i: int,
) -> None:  # fmt: skip
    """Site u after item i of day d, where it fits."""
    n = tally[d, SIZE]
    for j in range(n + 1, i, -1):
        seq[d, j + 1], spot[d, j + 1] = seq[d, j], spot[d, j]
        time[d, j + 1, LATE], time[d, j + 1, LATE_FED] = time[d, j, LATE], time[d, j, LATE_FED]
    c = site[u, PLACE]
    seq[d, i + 1], spot[d, i + 1] = u, c
    tally[d, SIZE], tally[d, OK], home[u] = n + 1, 1, d
    forward(travel, windows, site, days, cafes, d, seq, spot, time, i + 1, n + 1)
    backward(travel, windows, site, days, cafes, d, seq, spot, time, i + 1, n + 1)
    a, b = spot[d, i], spot[d, i + 2]
    tally[d, COST] += travel[a, c] + travel[c, b] - travel[a, b]
    for k in range(use.shape[0]):
        tally[d, USED + k] += use[k, u]


@inner
def cut(seq: Array, tally: Array, home: Array, d: int, i: int, n: int) -> None:
    """Takes n items out, from item i on."""
    for j in range(i, i + n):
        home[seq[d, j]] = -1
    for j in range(i + n, tally[d, SIZE] + 1):
        seq[d, j - n] = seq[d, j]
    tally[d, SIZE] -= n


@inner
def cut_string(
    seq: Array, tally: Array, home: Array, dice: Array, d: int, u: int, longest: float
) -> None:
    """Takes out a string of visits around u, in half of the cases sparing some in its middle."""
    size = tally[d, SIZE]
    n = int(chance(dice) * (longest if longest < size else size) + 1.0)
    n = n if n < size else size
    here = 1
    while seq[d, here] != u:
        here += 1
    spared = 0
    if 1 < n < size and chance(dice) < 0.5:
        spared = 1
        while n + spared < size and chance(dice) > 0.1:
            spared += 1
    whole = n + spared
    low = here - whole + 1 if here > whole else 1
    high = here if here < size - whole + 1 else size - whole + 1
    begin = low + int(chance(dice) * (high - low + 1))
    before = int(chance(dice) * (n + 1)) if spared else n
    if n > before:
        cut(seq, tally, home, d, begin + before + spared, n - before)
    if before > 0:
        cut(seq, tally, home, d, begin, before)


@inner
def ruin(
    near: Array, seq: Array, tally: Array, home: Array, dice: Array, touched: Array,
    removed: float, longest: float,
) -> None:  # fmt: skip
    """Strings of neighbouring visits out of neighbouring days; ``removed`` visits on average."""
    total = 0
    for d in range(tally.shape[0]):
        total += tally[d, SIZE]
        touched[d] = 0
    if total == 0:
        return
    mean = total / tally.shape[0]
    length = longest if longest < mean else mean
    strings = int(chance(dice) * (4.0 * removed / (1.0 + length) - 1.0) + 1.0)
    middle = int(chance(dice) * home.shape[0])
    for k in range(near.shape[1]):
        u = near[middle, k]
        d = home[u]
        if d >= 0 and touched[d] == 0:
            cut_string(seq, tally, home, dice, d, u, length)
            touched[d] = 1
            strings -= 1
            if strings <= 0:
                return


@inner
def allowed(use: Array, caps: Array, tally: Array, d: int, u: int) -> bool:
    """Whether the limits leave room for site u on day d."""
    for k in range(use.shape[0]):
        total = use[k, u] + tally[d, USED + k]
        if caps[k, DAILY] == 0:
            for other in range(tally.shape[0]):
                if other != d:
                    total += tally[other, USED + k]
        if use[k, u] > 0 and total > caps[k, CAP]:
            return False
    return True


@inner
def best_spot(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array, gain: Array,
    use: Array, caps: Array, before: Array, seq: Array, spot: Array, time: Array, tally: Array,
    u: int, dice: Array, blink: float, found: Array,
) -> None:  # fmt: skip
    """The shortest detour to site u into ``found`` (day, item before it; day -1: none)."""
    least = FAR
    found[0] = -1
    top = 0
    for d in range(tally.shape[0]):
        if gain[u, d] > top:
            top = gain[u, d]
    c, stay, opens, closes = site[u, PLACE], site[u, STAY], site[u, OPENS], site[u, CLOSES]
    for d in range(tally.shape[0]):
        if gain[u, d] <= 0 or tally[d, SIZE] >= days[d, MOST]:
            continue
        if use.shape[0] > 0 and not allowed(use, caps, tally, d, u):
            continue
        first, last = 0, tally[d, SIZE]
        if before.shape[0] > 0:
            for i in range(1, tally[d, SIZE] + 1):
                if before[seq[d, i], u]:
                    first = i
                if before[u, seq[d, i]] and i - 1 < last:
                    last = i - 1
        extra = (top - gain[u, d]) * WORTH
        plain = days[d, FED] == 1 and windows.shape[2] == 1
        for i in range(first, last + 1):
            if plain and time[d, i, EARLY_FED] > closes:
                break
            later = time[d, i + 1, LATE_FED]
            if opens + stay > later and opens + stay > time[d, i + 1, LATE]:
                continue
            a, b = spot[d, i], spot[d, i + 1]
            to, on = travel[a, c], travel[c, b]
            longer = to + on - travel[a, b]
            detour = longer + extra
            if detour >= least or tally[d, COST] + longer > days[d, DRIVING]:
                continue
            if plain:
                t = time[d, i, EARLY_FED] + to
                if t > windows[u, d, 0, 1]:
                    continue
                if t < windows[u, d, 0, 0]:
                    t = windows[u, d, 0, 0]
                if t + stay + on > later:
                    continue
            elif not fits(travel, windows, site, days, cafes, d, time, u, i, a, b):
                continue
            if blink <= 0.0 or chance(dice) >= blink:
                least, found[0], found[1] = detour, d, i


@inner
def sort(keys: Array, items: Array, n: int) -> None:
    """Both by falling keys (Shell's sort)."""
    gap = 1
    while gap < n // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(gap, n):
            key, item = keys[i], items[i]
            j = i
            while j >= gap and keys[j - gap] < key:
                keys[j], items[j] = keys[j - gap], items[j - gap]
                j -= gap
            keys[j], items[j] = key, item
        gap //= 3


@inner
def recreate(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array, gain: Array,
    use: Array, caps: Array, before: Array, rank: Array, seq: Array, spot: Array, time: Array,
    tally: Array, home: Array, dice: Array, touched: Array, keys: Array, free: Array,
    found: Array, blink: float, column: int,
) -> None:  # fmt: skip
    """Free sites in, those of a high rank rather first."""
    n = 0
    for u in range(home.shape[0]):
        if home[u] < 0 and rank[u, 0] > 0.0:
            keys[n] = rank[u, column] * (0.3 + chance(dice))
            free[n] = u
            n += 1
    sort(keys, free, n)
    for k in range(n):
        u = free[k]
        best_spot(
            travel, windows, site, days, cafes, gain, use, caps, before,
            seq, spot, time, tally, u, dice, blink, found,
        )  # fmt: skip
        if found[0] >= 0:
            d = found[0]
            insert(
                travel, windows, site, days, cafes, use,
                d, seq, spot, time, tally, home, u, found[1],
            )  # fmt: skip
            touched[d] = 1
