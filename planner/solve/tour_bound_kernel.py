"""The best relaxed day at given prices, as a compiled function.

A dynamic programme backward over (lunch, last site, some sites remembered, time): of the sites
visited so far a stop remembers only a few near it (ng-routes: Baldacci, Mingozzi and Roberti
2011), and the ends of visits are rounded down to a grid.  Both let only more in.
"""

from planner.solve.tour_search_clock import (
    BEGIN,
    CAFES,
    CLOSES,
    END,
    FAR,
    FED,
    FIRST,
    LAST,
    LATEST,
    LUNCH,
    MEAL,
    OPENS,
    PLACE,
    STAY,
    Array,
    eat,
    leave,
)
from planner.solve.tour_search_jit import inner, outer

NONE = -1e300


@inner
def lunch_way(travel: Array, days: Array, cafes: Array, d: int, t: int, a: int, b: int) -> int:
    """The earliest arrival at b with lunch on the way; at stops, it may be anywhere on the way:
    there may be a stop there that brings nothing else."""
    if days[d, CAFES] > 0:
        return eat(travel, days, cafes, d, t, a, b)
    if t > days[d, LATEST]:
        return FAR
    there = t + travel[a, b]
    return int((there if there > days[d, LUNCH] else days[d, LUNCH]) + days[d, MEAL])


@outer
def remember(near: Array, after: Array) -> None:
    """``after[j, u, mask]``: what u remembers when it follows j, which remembered mask.

    ``near[u]``: the sites that u remembers, a bit each; the last row of ``after`` is the start.
    """
    sites, bits = near.shape
    for j in range(sites + 1):
        for u in range(sites):
            for mask in range(1 << bits):
                kept = 0
                barred = u == j
                for b in range(bits):
                    if j < sites and near[u, b] == j:
                        kept |= 1 << b
                    if j < sites and mask >> b & 1:
                        if near[j, b] == u:
                            barred = True
                        for c in range(bits):
                            if near[u, c] == near[j, b]:
                                kept |= 1 << c
                after[j, u, mask] = -1 if barred else kept


@outer
def relaxed_day(
    travel: Array, windows: Array, site: Array, days: Array, cafes: Array,
    d: int, rate: Array, useful: Array, after: Array, step: int, worth: Array, choice: Array,
    count: Array, ends: Array,
) -> float:  # fmt: skip
    """The most that a day can bring; ``count``: how often each site is visited in it.

    ``travel``: no way is longer than one by way of other places, so that only sites that bring
    something (``useful``) need be visited.  ``worth[lunch, j, time, mask]``: what may still come.
    ``ends[u, minute]``: the point of time at which a visit ends, -1: never.
    """
    sites = site.shape[0]
    points, masks = worth.shape[2], worth.shape[3]
    begin, end = days[d, BEGIN], days[d, END]
    fed = days[d, FED]
    last = days[d, LAST]
    for u in range(sites):
        count[u] = 0
    for k in range(useful.shape[0]):
        u = useful[k]
        for x in range(end - begin + 1):
            done = leave(windows, site, u, d, begin + x)
            ends[u, x] = (done - begin) // step if done <= end else -1
    for t in range(points - 1, -1, -1):
        clock = begin + t * step
        for here in range(useful.shape[0] + 1):
            j = useful[here] if here < useful.shape[0] else sites
            if j == sites and t > 0:
                continue
            if j < sites and clock + step <= site[j, OPENS] + site[j, STAY]:
                continue
            if j < sites and clock > site[j, CLOSES] + site[j, STAY]:
                continue
            a = site[j, PLACE] if j < sites else days[d, FIRST]
            home = clock + travel[a, last] <= end
            late = fed == 0 and lunch_way(travel, days, cafes, d, clock, a, last) <= end
            for mask in range(masks):
                worth[1, j, t, mask] = 0.0 if home else NONE
                worth[0, j, t, mask] = 0.0 if late else NONE
                choice[0, j, t, mask] = choice[1, j, t, mask] = -1
            for k in range(useful.shape[0]):
                u = useful[k]
                b = site[u, PLACE]
                x = clock - begin + travel[a, b]
                plain = ends[u, x] if x <= end - begin else -1
                lunch = -1
                if fed == 0:
                    x = lunch_way(travel, days, cafes, d, clock, a, b) - begin
                    lunch = ends[u, x] if x <= end - begin else -1
                if plain < 0 and lunch < 0:
                    continue
                for mask in range(masks):
                    kept = after[j, u, mask]
                    if kept < 0:
                        continue
                    if plain >= 0:
                        if rate[u] + worth[1, u, plain, kept] > worth[1, j, t, mask]:
                            worth[1, j, t, mask] = rate[u] + worth[1, u, plain, kept]
                            choice[1, j, t, mask] = u
                        if fed == 0 and rate[u] + worth[0, u, plain, kept] > worth[0, j, t, mask]:
                            worth[0, j, t, mask] = rate[u] + worth[0, u, plain, kept]
                            choice[0, j, t, mask] = u
                    if lunch >= 0 and rate[u] + worth[1, u, lunch, kept] > worth[0, j, t, mask]:
                        worth[0, j, t, mask] = rate[u] + worth[1, u, lunch, kept]
                        choice[0, j, t, mask] = u + sites
    state, j, t, mask = fed, sites, 0, 0
    while choice[state, j, t, mask] >= 0:
        u = choice[state, j, t, mask]
        a = site[j, PLACE] if j < sites else days[d, FIRST]
        clock = begin + t * step
        come = clock + travel[a, site[u % sites, PLACE]]
        if u >= sites:
            u -= sites
            state = 1
            come = lunch_way(travel, days, cafes, d, clock, a, site[u, PLACE])
        count[u] += 1
        t, mask, j = ends[u, come - begin], after[j, u, mask], u
    return float(worth[fed, sites, 0, 0])
