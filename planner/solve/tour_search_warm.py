"""Compiles the search ahead of the first solve: ``python -m planner.solve.tour_search_warm``.

Numba keeps the machine code on disk; until it is there, a first solve takes some ten seconds more,
which nothing can interrupt.
"""

from planner.solve.budget import Budget, nobody
from planner.solve.tour_form import Day, Place, Site, TourProblem, Window


def warm() -> None:
    """One short chain and one round of the bound."""
    from planner.solve.tour_search import Search
    from planner.solve.tour_search_data import model_of

    places = tuple(Place(name) for name in "abc")
    travel = ((0, 1, 2), (1, 0, 1), (2, 1, 0))
    sites = tuple(Site(p.id, p.id, 1, 1, (Window(0, 9),)) for p in places)
    problem = TourProblem("warm", places, travel, sites, (Day("d", "a", "a", 0, 3),))
    run = Search(model_of(problem), Budget(), nobody)
    run.restart()
    run.chain(1)
    run.bounder.round(0.0)


if __name__ == "__main__":
    warm()
