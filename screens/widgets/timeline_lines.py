"""What is written in the box of an activity, line by line: title, time, place, parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rich.cells import cell_len

from planner.conflicts import Severity
from planner.entities import Activity
from planner.phrases import plural
from planner.programme import Programme
from screens.kinds import LOOKS
from screens.widgets.timeline_board import Box, Frame
from screens.widgets.timeline_scale import Scale
from screens.widgets.timeline_text import clean, clock_label, wrap

#: A title never takes more lines than this.
MAX_TITLE_LINES = 3
#: The same where time goes across, and short boxes are narrow rather than low.
MAX_TALL_TITLE_LINES = 6
#: In fewer cells a place is left out rather than cut.
PLACE_FROM = 6
#: In fewer cells nothing can be read: the sign of the kind stands alone.
LEGIBLE_FROM = 3
#: In fewer cells a title is cut rather than wrapped.
WRAP_FROM = 8
TALL_WRAP_FROM = 5


class LineKind(StrEnum):
    TITLE = "title"
    FACT = "fact"
    PART = "part"


class Line(NamedTuple):
    kind: LineKind
    text: str


EMPTY = Line(LineKind.FACT, "")


def title_of(activity: Activity) -> str:
    """The title as typed, without what a terminal cannot show."""
    return clean(activity.title)


def times_of(programme: Programme, begin: int, end: int) -> str:
    """``09:30–11:00`` on the wall clock."""
    wall = programme.clock.wall
    return f"{clock_label(wall(begin))}–{clock_label(wall(end))}"


@dataclass(frozen=True)
class BoxText:
    """The text of one box, of which ``frame`` is seen.  Its first row has ``head_width`` cells.

    ``scale`` None: time does not go downwards, parts stand one after the other.
    """

    programme: Programme
    marks: Mapping[str, Severity]
    scale: Scale | None
    box: Box
    frame: Frame
    head_width: int

    def lines(self) -> list[Line]:
        """One line for each row of the box."""
        height = self.frame.height
        if self.width < LEGIBLE_FROM:
            return [EMPTY] * height
        if height == 1:
            return [self._single()]
        parts = self._parts()
        lines = self._with_parts(parts) if parts else self._plain()
        return (lines + [EMPTY] * height)[:height]

    @property
    def width(self) -> int:
        """Cells of a row: one at the left is the box's edge, one at the right stays free."""
        return self.frame.width - 2

    @property
    def _title(self) -> str:
        return title_of(self.box.activity)

    @property
    def _facts(self) -> list[str]:
        """Times (in a narrow box only the first) and place, as far as they can be read."""
        times = times_of(self.programme, self.box.begin, self.box.end)
        begin = clock_label(self.programme.clock.wall(self.box.begin))
        place = clean(self.programme.site_name(self.box.activity.site_id))
        found = [next((text for text in (times, begin) if cell_len(text) <= self.width), "")]
        if cell_len(place) <= self.width or self.width >= PLACE_FROM:
            found.append(place)
        return [fact for fact in found if fact]

    def _single(self) -> Line:
        """One row: the times stand behind the title where there is room for both."""
        both = "  ".join([self._title, *self._facts[:1]])
        fits = cell_len(both) <= self.head_width
        return Line(LineKind.TITLE, both if fits else self._title)

    def _plain(self) -> list[Line]:
        if self.scale is None:
            most, wrap_from = MAX_TALL_TITLE_LINES, TALL_WRAP_FROM
        else:
            most, wrap_from = MAX_TITLE_LINES, WRAP_FROM
        rows = min(self.frame.height - 1, most) if self.width >= wrap_from else 1
        wrapped = wrap(self._title, self.head_width, self.width, rows)
        lines = [Line(LineKind.TITLE, text) for text in wrapped]
        return lines + [Line(LineKind.FACT, fact) for fact in self._facts]

    def _parts(self) -> list[tuple[int, str]]:
        """Begin and text of each part; a conflict's sign takes the place of the kind's."""
        found = []
        for part in self.programme.parts.get(self.box.activity.id, ()):
            if (span := self.programme.spans.get(part.id)) is not None:
                severity = self.marks.get(part.id)
                sign = LOOKS[part.kind].sign if severity is None else severity.sign
                begin = clock_label(self.programme.clock.wall(span.begin))
                found.append((span.begin, f"{sign} {begin} {title_of(part)}"))
        return found

    def _with_parts(self, parts: list[tuple[int, str]]) -> list[Line]:
        """Each part in the row in which it begins, or as near to it as the others leave room."""
        height = self.frame.height
        lines = [Line(LineKind.TITLE, self._title), *self._facts_in(height - 1 - len(parts))]
        room = height - len(lines)
        shown = parts if len(parts) <= room else parts[: room - 1]
        for number, (begin, text) in enumerate(shown):
            still_to_come = len(shown) - number
            row = min(self._row_of(begin), height - still_to_come)
            lines += [EMPTY] * (row - len(lines))
            lines.append(Line(LineKind.PART, text))
        if hidden := len(parts) - len(shown):
            more = plural("▷ {n} more", "▷ {n} more", hidden)
            if not shown:
                more = plural("▷ {n} part", "▷ {n} parts", hidden)
            lines.append(Line(LineKind.PART, str(more)))
        return lines

    def _row_of(self, instant: int) -> int:
        return self.scale.line_of(instant) - self.frame.top if self.scale else 0

    def _facts_in(self, spare: int) -> list[Line]:
        """Times and place on one line where they fit, else as many of them as there are rows."""
        facts = self._facts
        together = "  ".join(facts)
        if cell_len(together) <= self.width:
            facts = [together]
        return [Line(LineKind.FACT, fact) for fact in facts[: max(spare, 0)]]
