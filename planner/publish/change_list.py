"""What has changed in somebody's programme, in words: for screen, command line, paper and mail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from planner.clock import Clock
from planner.publish import change_words as words
from planner.publish.change_wording import lines_of
from planner.publish.changes import ItemChange, Sort
from planner.publish.labels import HEADED, Labels
from planner.publish.plaintext import clean_line
from planner.publish.times import time_of


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One item that has changed, in the reader's language.

    ``day``, ``time`` and ``title`` are those that it now has (or had), ``word`` is what happened
    to it, ``lines`` say how it was and how it is: ``Start: 10:00 → 11:30``.  Every text is safe
    and of one line; ``time`` is empty for a hotel stay.
    """

    key: str
    sort: Sort
    word: str
    day: str
    time: str
    title: str
    lines: tuple[str, ...]


def change_lines(
    changes: Iterable[ItemChange], labels: Labels, clock: Clock
) -> tuple[ChangeLine, ...]:
    """The changes in the order given; ``clock`` is the edition's."""
    return tuple(_line(change, labels, clock) for change in changes)


def change_text(
    lines: Sequence[ChangeLine], labels: Labels, edition: str, old: int, new: int | None
) -> str:
    """The changes as plain text, by day, for a mail.

    ``edition`` is its name, ``old`` and ``new`` are the numbers of the releases; ``new`` None:
    the draft.
    """
    blocks = [change_heading(labels, edition, old, new)]
    for day, group in groupby(lines, lambda line: line.day):
        blocks += [day, *("\n".join(_block(line, labels)) for line in group)]
    if not lines:
        blocks.append(labels(words.NOTHING))
    return "\n\n".join(blocks) + "\n"


def change_heading(labels: Labels, edition: str, old: int, new: int | None) -> str:
    """``Programme of KIKK 2024: what has changed from version 2 to version 3``"""
    name = clean_line(edition)
    if new is None:
        return labels(words.SINCE, edition=name, old=old)
    return labels(words.FROM_TO, edition=name, old=old, new=new)


def _line(change: ItemChange, labels: Labels, clock: Clock) -> ChangeLine:
    item = change.item
    return ChangeLine(
        key=change.key,
        sort=change.sort,
        word=labels(words.SORTS[change.sort]),
        day=labels.day(item.start.date()),
        time=time_of(item, clock, labels),
        title=clean_line(item.title),
        lines=lines_of(change, labels, clock),
    )


def _block(line: ChangeLine, labels: Labels) -> list[str]:
    """``Moved: 10:00–11:00 Fab Lab``, and how, each line after a few blanks."""
    what = " ".join(filter(None, (line.time, line.title)))
    heading = labels(HEADED, heading=line.word, text=what)
    return [heading, *(f"    {text}" for text in line.lines)]
