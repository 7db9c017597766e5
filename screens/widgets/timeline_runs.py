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


def overlay(runs: list[Run], top: Sequence[Run]) -> list[Run]:
    """``top`` drawn over ``runs``; characters that are cut in two become blanks."""
    for above in top:
        shown: list[Run] = []
        for run in runs:
            if run.left < above.left:
                shown.append(cropped(run, run.left, min(run.right, above.left)))
            if run.right > above.right:
                shown.append(cropped(run, max(run.left, above.right), run.right))
        runs = sorted([*shown, above])
    return runs


def cropped(run: Run, left: int, right: int) -> Run:
    """The cells ``[left, right)`` of a run."""
    if (left, right) == (run.left, run.right):
        return run
    text = split_text(run.text, left - run.left)[1] if left > run.left else run.text
    return Run(left, right, split_text(text, right - left)[0], run.style)
