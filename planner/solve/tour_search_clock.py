"""Times along a day's route, as compiled functions.

``early[i]`` is the earliest end of item i, ``late[i]`` the latest arrival at it from which the
rest of the day can still be done; each without and with lunch behind.  Later is never better, so
whether a site fits between two items is told by these alone (Savelsbergh 1992, here with several
windows and a lunch).  Item 0 is the day's start, the one after the last its end.
"""

from typing import Any, TypeAlias

from planner.solve.tour_search_jit import inner

Array: TypeAlias = Any

FAR = 1 << 40
#: Columns of ``days``.
FIRST, LAST, BEGIN, END, MOST, LUNCH, LATEST, MEAL, CAFES, FED, DRIVING = range(11)
#: Columns of ``site``.
PLACE, STAY, OPENS, CLOSES = range(4)
#: Last axis of ``time``: earliest end, latest arrival; lunch still to come, or done.
EARLY, EARLY_FED, LATE, LATE_FED = range(4)


@inner
def leave(windows: Array, site: Array, u: int, d: int, t: int) -> int:
    """The earliest end of a visit of site u for an arrival at t."""
    best = FAR
    for k in range(windows.shape[2]):
        s = t if t > windows[u, d, k, 0] else windows[u, d, k, 0]
        if s <= windows[u, d, k, 1] and s < best:
            best = s
    return best + site[u, STAY] if best < FAR else FAR


@inner
def arrive(windows: Array, site: Array, u: int, d: int, t: int) -> int:
    """The latest arrival at site u when its visit must be over by t."""
    v = t - site[u, STAY]
    best = -FAR
    for k in range(windows.shape[2]):
        s = v if v < windows[u, d, k, 1] else windows[u, d, k, 1]
        if s >= windows[u, d, k, 0] and s > best:
            best = s
    return best


@inner
def eat(travel: Array, days: Array, cafes: Array, d: int, t: int, a: int, b: int) -> int:
    """The earliest arrival at b with lunch on the way, leaving a no earlier than t."""
    lo, hi, n = days[d, LUNCH], days[d, LATEST], days[d, MEAL]
    best = FAR
    if t >= FAR:
        return best
    if days[d, CAFES] == 0:
        s = t if t > lo else lo
        if s <= hi:
            best = s + n + travel[a, b]
        s = t + travel[a, b]
        if s < lo:
            s = lo
        if s <= hi and s + n < best:
            best = s + n
    for j in range(days[d, CAFES]):
        c = cafes[d, j]
        s = t + travel[a, c]
        if s < lo:
            s = lo
        if s <= hi and s + n + travel[c, b] < best:
            best = s + n + travel[c, b]
    return best


@inner
def eat_back(travel: Array, days: Array, cafes: Array, d: int, t: int, a: int, b: int) -> int:
    """The latest time to leave a so as to be at b by t with lunch on the way."""
    lo, hi, n = days[d, LUNCH], days[d, LATEST], days[d, MEAL]
    best = -FAR
    if days[d, CAFES] == 0:
        s = t - n - travel[a, b]
        if s > hi:
            s = hi
        if s >= lo:
            best = s
        s = t - n
        if s > hi:
            s = hi
        if s >= lo and s - travel[a, b] > best:
            best = s - travel[a, b]
    for j in range(days[d, CAFES]):
        c = cafes[d, j]
        s = t - travel[c, b] - n
        if s > hi:
            s = hi
        if s >= lo and s - travel[a, c] > best:
            best = s - travel[a, c]
    return best


@inner
def forward(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array,
    d: int, seq: Array, spot: Array, time: Array, begin: int, size: int,
) -> None:  # fmt: skip
    """Earliest times from item ``begin`` on."""
    fed = days[d, FED] == 1
    if begin <= 1:
        time[d, 0, EARLY] = FAR if fed else days[d, BEGIN]
        time[d, 0, EARLY_FED] = days[d, BEGIN] if fed else FAR
    for i in range(begin, size + 1):
        u, a, b = seq[d, i], spot[d, i - 1], spot[d, i]
        leg = travel[a, b]
        t = time[d, i - 1, EARLY_FED] + leg
        time[d, i, EARLY] = FAR
        if not fed:
            hungry = time[d, i - 1, EARLY]
            e = eat(travel, days, cafes, d, hungry, a, b)
            if e < t:
                t = e
            time[d, i, EARLY] = leave(windows, site, u, d, hungry + leg)
        time[d, i, EARLY_FED] = leave(windows, site, u, d, t)


@inner
def backward(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array,
    d: int, seq: Array, spot: Array, time: Array, begin: int, size: int,
) -> None:  # fmt: skip
    """Latest times from item ``begin`` back."""
    fed = days[d, FED] == 1
    if begin >= size:
        time[d, size + 1, LATE_FED] = days[d, END]
        time[d, size + 1, LATE] = -FAR
    for i in range(begin, 0, -1):
        u, a, b = seq[d, i], spot[d, i], spot[d, i + 1]
        leg = travel[a, b]
        time[d, i, LATE_FED] = arrive(windows, site, u, d, time[d, i + 1, LATE_FED] - leg)
        time[d, i, LATE] = -FAR
        if not fed:
            t = time[d, i + 1, LATE] - leg
            e = eat_back(travel, days, cafes, d, time[d, i + 1, LATE_FED], a, b)
            time[d, i, LATE] = arrive(windows, site, u, d, e if e > t else t)


@inner
def home_in_time(
    travel: Array, days: Array, cafes: Array, d: int, spot: Array, time: Array, size: int
) -> bool:
    """Whether the route as it stands can be done."""
    a, b = spot[d, size], spot[d, size + 1]
    if time[d, size, EARLY_FED] + travel[a, b] <= days[d, END]:
        return True
    hungry = time[d, size, EARLY]
    return bool(days[d, FED] == 0 and eat(travel, days, cafes, d, hungry, a, b) <= days[d, END])


@inner
def fits(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array,
    d: int, time: Array, u: int, i: int, a: int, b: int,
) -> bool:  # fmt: skip
    """Whether site u can come between item i, at place a, and the next, at b."""
    c, fed = site[u, PLACE], days[d, FED] == 1
    to, on = travel[a, c], travel[c, b]
    t = time[d, i, EARLY_FED] + to
    hungry = time[d, i, EARLY]
    if not fed:
        if (t if t < hungry else hungry) > site[u, CLOSES]:
            return False
        e = eat(travel, days, cafes, d, hungry, a, c)
        if e < t:
            t = e
    if leave(windows, site, u, d, t) + on <= time[d, i + 1, LATE_FED]:
        return True
    if fed:
        return False
    hungry = leave(windows, site, u, d, hungry + to)
    if hungry + on <= time[d, i + 1, LATE]:
        return True
    return bool(eat(travel, days, cafes, d, hungry, c, b) <= time[d, i + 1, LATE_FED])
