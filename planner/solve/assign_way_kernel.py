"""The tables of :mod:`planner.solve.assign_way`, compiled: they are filled again and again."""

from typing import Any

from planner.solve.tour_search_jit import outer


@outer
def fill_tables(
    tables: Any,
    bases: Any,
    closed: Any,
    today: Any,
    earlier: Any,
    begins: Any,
    options: Any,
    profits: Any,
) -> None:
    """Fill the tables (event, offers of the day, steps), which hold minus infinity.

    ``bases``: best before each event; ``tables``: best after it; ``closed``: the same whatever
    the offers of the day.  ``today`` and ``earlier``: pairs (event, one that may come just
    before), in order; ``options``: rows (event, steps, whether it counts), in order, with
    their ``profits``.
    """
    events, counts, width = tables.shape
    top = width - 1
    t = e = o = 0
    for at in range(events):
        while t < len(today) and today[t, 0] == at:
            place = today[t, 1]
            for count in range(counts):
                for step in range(width):
                    if tables[place, count, step] > bases[at, count, step]:
                        bases[at, count, step] = tables[place, count, step]
            t += 1
        while e < len(earlier) and earlier[e, 0] == at:
            place = earlier[e, 1]
            for step in range(width):
                if closed[place, step] > bases[at, 0, step]:
                    bases[at, 0, step] = closed[place, step]
            e += 1
        if begins[at] and bases[at, 0, 0] < 0.0:
            bases[at, 0, 0] = 0.0
        while o < len(options) and options[o, 0] == at:
            for count in range(counts - options[o, 2]):
                for step in range(width):
                    goal = min(step + options[o, 1], top)
                    worth = bases[at, count, step] + profits[o]
                    if worth > tables[at, count + options[o, 2], goal]:
                        tables[at, count + options[o, 2], goal] = worth
            o += 1
        for count in range(counts):
            for step in range(width):
                if tables[at, count, step] > closed[at, step]:
                    closed[at, step] = tables[at, count, step]
