"""What differs between two states of somebody's programme, as rows of a list: no Textual."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.clock import Clock
from planner.phrases import N_, _, language
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.change_list import ChangeLine, change_lines
from planner.publish.changes import ItemChange, Sort, changes_between
from planner.publish.labels import Labels
from planner.publish.recipients import Recipient, RecipientKind, recipients
from screens.widgets.list_rows import Heading, Line, ListRow, Run
from screens.widgets.timeline_text import clean, fit, wrap

#: A sign, its style, and how many of a sort there are, in words.
SORTS = {
    Sort.MOVED: ("→", "accent", N_("moved")),
    Sort.CHANGED: ("~", "primary", N_("changed")),
    Sort.ADDED: ("+", "success", N_("added")),
    Sort.CANCELLED: ("−", "error", N_("cancelled")),
}
#: How far the lines that say what has changed stand from the edge.
INDENT = 6
#: Longer sentences about one change are cut.
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: when and what, then old and new, a line for each field."""

    line: ChangeLine
    is_heading: bool = False

    @property
    def key(self) -> str:
        return self.line.key

    def height(self, width: int) -> int:
        return 1 + len(self._details(width))

    def lines(self, width: int) -> Sequence[Line]:
        sign, style, _name = SORTS[self.line.sort]
        what = "  ".join(filter(None, (self.line.time, self.line.title)))
        word = f" · {self.line.word}"
        shown = fit(clean(what), max(width - 3 - len(word), 8)).rstrip()
        first: Line = [Run(f" {sign} ", style), Run(shown, "strong"), Run(word, "muted")]
        return [first, *([Run(" " * INDENT), Run(text)] for text in self._details(width))]

    def _details(self, width: int) -> list[str]:
        room = max(width - INDENT, 8)
        return [
            text for line in self.line.lines for text in wrap(clean(line), room, room, MOST_LINES)
        ]


def whole_edition(programme: Programme) -> Recipient:
    """The recipient who gets everything."""
    return next(r for r in recipients(programme) if r.kind is RecipientKind.EDITION)


def changes_for(old: Programme, new: Programme, recipient: Recipient) -> tuple[ItemChange, ...]:
    """What has changed for somebody, who may be in one of the two only."""
    return changes_between(items_for(old, recipient), items_for(new, recipient))


def change_rows(changes: Sequence[ItemChange], clock: Clock) -> tuple[ListRow, ...]:
    """The changes under their days, in the language of the screen."""
    return tuple(_rows(change_lines(changes, Labels(language()), clock)))


def sum_of(changes: Sequence[ItemChange]) -> str:
    """``→ 3 moved · ~ 1 changed · + 2 added · − 1 cancelled``"""
    counts = Counter(change.sort for change in changes)
    return " · ".join(f"{sign} {counts[s]} {_(name)}" for s, (sign, _st, name) in SORTS.items())


def _rows(lines: Sequence[ChangeLine]) -> Iterator[ListRow]:
    day = ""
    for line in lines:
        if line.day != day:
            day = line.day
            yield Heading(f"day {day}", day)
        yield ChangeRow(line)
