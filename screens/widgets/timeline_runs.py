"""A line as runs of text with the names of their styles.

A style is the name of a component class (``stop-head``), or ``front|back``: the background
colour of ``front`` as ink on that of ``back``.  Effects may follow it (`` bold``, `` dim``).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_text

from screens.widgets.timeline_text import fit


class Run(NamedTuple):
    """``text`` fills the cells ``[left, right)`` exactly."""

    left: int
    right: int
    text: str
    style: str


def laid_out(begin: int, texts: Iterable[tuple[str, str]]) -> list[Run]:
    """Runs one after the other; empty texts are left out."""
    runs = []
    for text, style in texts:
        if text:
            end = begin + cell_len(text)
            runs.append(Run(begin, end, text, style))
            begin = end
    return runs


def fitting(texts: Sequence[str], width: int) -> str:
    """The first text that fits, else the last one, cut."""
    return next((t for t in texts if cell_len(t) <= width), fit(texts[-1], width))


def fill(runs: Sequence[Run], ground: Sequence[Run]) -> list[Run]:
    """``runs`` (from left to right) with ``ground`` in the gaps before, between and after them."""
    filled: list[Run] = []
    here = ground[0].left if ground else 0
    for run in runs:
        if run.left > here:
            filled += between(ground, here, run.left)
        filled.append(run)
        here = run.right
    if ground and here < ground[-1].right:
        filled += between(ground, here, ground[-1].right)
    return filled


def between(runs: Sequence[Run], left: int, right: int) -> list[Run]:
    """What lies in the cells ``[left, right)``."""
    return [
        cropped(run, max(run.left, left), min(run.right, right))
        for run in runs
        if run.left < right and left < run.right
    ]


def overlay(runs: list[Run], top: Sequence[Run]) -> list[Run]:
    """``top`` drawn over ``runs``; characters that are cut in two become blanks."""
    if not top or not runs:
        return runs
    left, right = runs[0].left, runs[-1].right
    for above in top:
        before, after = between(runs, left, above.left), between(runs, above.right, right)
        runs = [*before, above, *after]
    return runs


def cropped(run: Run, left: int, right: int) -> Run:
    """The cells ``[left, right)`` of a run."""
    if (left, right) == (run.left, run.right):
        return run
    text = split_text(run.text, left - run.left)[1] if left > run.left else run.text
    return Run(left, right, split_text(text, right - left)[0], run.style)
