"""Places with their scores as rows of a list, and what stands below it: pure, no widgets."""

from collections.abc import Iterator, Sequence
from functools import partial

from textual.content import Content

from planner.names import fold
from planner.phrases import _, colon, plural
from planner.programme import Programme
from planner.propose.score_list import PlaceScore, reasons_by_tour, reasons_of
from screens.text import literal
from screens.visit_sheet import LateRow
from screens.widgets.list_rows import ColumnSpec, Layout, ListRow, Run

#: The column that is edited, and the mark of a score that somebody has changed.
SCORE_COLUMN, CHANGED = 2, "●"


def score_layout() -> Layout:
    """The columns of a place."""
    return Layout(
        (
            ColumnSpec("", 1, 1),
            ColumnSpec(_("Place"), 20, 44),
            ColumnSpec(_("Score"), 5, 5, right=True),
            ColumnSpec(_("Why"), 20, 200),
        )
    )


class ScoreSheet:
    """The rows of places; their reasons are put into words when they are needed."""

    def __init__(self, programme: Programme, layout: Layout) -> None:
        self._programme, self._layout = programme, layout
        self._told: dict[tuple[str, int | None], tuple[str, ...]] = {}

    def rows(self, places: Sequence[PlaceScore], text: str) -> list[ListRow]:
        """Those with all the words in their names or reasons."""
        words = [fold(word) for word in text.split()]
        return [
            LateRow(place.site.id, self._layout, partial(self._cells, place))
            for place in places
            if not words or self._has(place, words)
        ]

    def why(self, place: PlaceScore) -> tuple[str, ...]:
        """Why a place has its score, a line each."""
        key = place.site.id, place.changed
        if key not in self._told:
            self._told[key] = tuple(map(str, reasons_of(self._programme, place)))
        return self._told[key]

    def _has(self, place: PlaceScore, words: Sequence[str]) -> bool:
        name = fold(place.site.name)
        if all(word in name for word in words):
            return True
        folded = f"{name} {fold(' '.join(self.why(place)))}"
        return all(word in folded for word in words)

    def _cells(self, place: PlaceScore) -> tuple[Run, ...]:
        is_changed = place.changed is not None
        quiet = "text" if place.points else "muted"
        return (
            Run(CHANGED if is_changed else "", "accent"),
            Run(place.site.name, quiet),
            Run(str(place.points), "accent" if is_changed else quiet),
            Run("; ".join(self.why(place)), "muted"),
        )

    def details(self, place: PlaceScore) -> Iterator[Content]:
        """A place in full: all reasons, those of several circuits each by itself."""
        yield literal(place.site.name).stylize("bold")
        if len(place.by_tour) < 2:
            yield from map(literal, self.why(place))
            return
        if place.changed is not None:
            yield literal(self.why(place)[0])
        for score, reasons in reasons_by_tour(self._programme, place):
            points = plural("{n} point", "{n} points", score.points)
            yield literal(f"{colon(score.tour.name)} {points}").stylize("$text-primary")
            yield from (literal(f"  {phrase}") for phrase in reasons)
