"""Sets of events of which one person can have one at most: few, large, covering every clash."""

from planner.solve.assign_facts import bits


def cover(clash: list[int], nodes: int) -> list[int]:
    """Masks of pairwise clashing events among ``nodes`` that together hold every clashing pair.

    Events of one time form an interval graph but for the travel between them; greedily grown
    cliques in order of time are (nearly) its maximal ones, and make the relaxation tight.
    """
    open_pairs = {event: clash[event] & nodes for event in bits(nodes)}
    found = []
    for first in list(open_pairs):
        while open_pairs[first]:
            clique = _grown(first, clash, nodes, open_pairs[first])
            for event in bits(clique):
                open_pairs[event] &= ~clique
            found.append(clique)
    return found


def _grown(first: int, clash: list[int], nodes: int, wanted: int) -> int:
    """A maximal clique with ``first``; events of open pairs are taken before others."""
    clique, candidates = 1 << first, clash[first] & nodes
    while candidates:
        choice = bits(candidates & wanted or candidates)
        best = max(choice, key=lambda event: ((clash[event] & candidates).bit_count(), -event))
        clique |= 1 << best
        candidates &= clash[best]
    return clique
