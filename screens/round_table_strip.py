"""Who is there when: a line a person over the day, with the slot that is being tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from planner.availability import Is
from planner.entities import Activity
from planner.meetings import name_of
from planner.phrases import N_, _, short_date
from planner.presence import (
    Slot,
    best_slots,
    day_window,
    slot_at,
    state_in,
    stretches,
    wanted,
)
from planner.programme import Programme, Span
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import Line, Run
from screens.widgets.timeline_text import clean, fit

NAME_CELLS = 18
#: How many minutes a cell may stand for.
SCALES = (5, 10, 15, 30, 60)
HOUR = 60
#: Sign and style of a state outside of the slot, and inside of it.
LOOKS: dict[Is, tuple[Run, Run]] = {
    Is.FREE: (Run("·", "muted"), Run("━", "success")),
    Is.UNSURE: (Run("·", "muted"), Run("?", "warning")),
    Is.BUSY: (Run("▒", "muted"), Run("▓", "error")),
    Is.NOT_YET: (Run(" "), Run("✖", "error")),
    Is.GONE: (Run(" "), Run("✖", "error")),
}
LEGEND = N_("· free  ▒ busy  ━ free in the slot  ▓ busy in it  ✖ not there")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's day."""

    key: str
    make: "partial[Line]"
    is_heading: bool = False

    def height(self, width: int) -> int:
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        return [self.make(width)]


class PresenceStrip(LineList):
    """Up and down go through the people, left and right try another slot; enter takes it."""

    HEADER: ClassVar[int] = 2
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("Take this slot")),
        Binding("right,l", "try(1)", N_("Try later")),
        Binding("left,h", "try(-1)", N_("Try earlier")),
        Binding("left_square_bracket", "day(-1)", N_("Day before"), show=False, key_display="["),
        Binding("right_square_bracket", "day(1)", N_("Day after"), show=False, key_display="]"),
    ]

    @dataclass
    class Taken(Message):
        """This instant shall be the slot's begin."""

        begin: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(empty=_("Nobody is invited yet: the People room (5)."), id=id)
        self._programme: Programme | None = None
        self._table: Activity | None = None
        self._begin = 0
        self._slot: Slot | None = None
        self._people: tuple[int, int] = (0, 0)
        self._best: tuple[Slot, ...] = ()
        self._best_place: int | None = None  # which of them is being tried
        self._is_dragging = False

    # -- what is shown --------------------------------------------------------------------

    def show_table(self, programme: Programme, table: Activity) -> None:
        """Show the day of a round table; what was being tried is forgotten when that has moved."""
        old = self._table
        self._programme, self._table = programme, table
        self._best, self._best_place = (), None
        span = programme.spans.get(table.id)
        if old is None or (old.id, old.start, old.minutes) != (
            table.id,
            table.start,
            table.minutes,
        ):
            best = span.begin if span else self._next_best(0)
            self._begin = best
        self._paint()

    def forget(self, programme: Programme, table: Activity) -> None:
        """Try nothing any more: back to where the round table stands."""
        self._table = None
        self.show_table(programme, table)

    @property
    def begin(self) -> int:
        """The instant that is being tried."""
        return self._begin

    def try_at(self, begin: int) -> None:
        """Try another begin."""
        self._best_place = None
        if begin != self._begin and self._programme is not None:
            self._begin = begin
            self._paint()

    def try_best(self) -> None:
        """Try the best slot; when it is tried already the next best one."""
        if self._programme is None or self._table is None:
            return
        place = 0 if self._best_place is None else self._best_place + 1
        self.try_at(self._next_best(place))
        self._best_place = place

    def _slots(self) -> tuple[Slot, ...]:
        if not self._best and self._programme is not None and self._table is not None:
            self._best = best_slots(self._programme, self._table)
        return self._best

    def _next_best(self, place: int) -> int:
        slots = self._slots()
        return slots[place % len(slots)].begin if slots else self._begin

    @property
    def _span(self) -> Span:
        minutes = self._table.minutes if self._table else 0
        return Span(self._begin, self._begin + minutes)

    @property
    def _day(self) -> date:
        assert self._programme is not None
        return self._programme.clock.day(self._begin)

    def _paint(self) -> None:
        programme, table = self._programme, self._table
        if programme is None or table is None:
            return
        people = wanted(programme, table)
        self._people = len(people.speakers), len(people.listeners)
        self._slot = slot_at(programme, table, self._begin)
        heard = set(people.speakers)
        self.show_rows([PersonRow(i, partial(self._line, i, i in heard)) for i in people.all])
        self.refresh()

    def summary(self) -> str:
        """The slot that is tried, and how many of whom are there."""
        programme, slot = self._programme, self._slot
        if programme is None or slot is None:
            return ""
        begin, end = programme.clock.wall(self._span.begin), programme.clock.wall(self._span.end)
        speakers, listeners = self._people
        sign = "✓" if not slot.speakers_missing else "✖"
        here = _("{n} of {all} who speak or lead are there").format(
            n=speakers - slot.speakers_missing, all=speakers
        )
        text = f"{sign} {short_date(begin.date())} {begin:%H:%M}–{end:%H:%M} · {here}"
        if listeners:
            others = _("{n} of {all} others").format(
                n=listeners - slot.listeners_missing, all=listeners
            )
            text = f"{text}, {others}"
        if not self.is_the_slot:
            text += " · " + _("enter takes it")
        return text

    @property
    def is_the_slot(self) -> bool:
        """Whether what is tried is where the round table stands already."""
        programme, table = self._programme, self._table
        span = programme.spans.get(table.id) if programme and table else None
        return span is not None and span.begin == self._begin

    # -- drawing --------------------------------------------------------------------------

    @property
    def _window(self) -> Span:
        assert self._programme is not None
        return day_window(self._programme, self._day, self._span)

    def _scale(self, width: int) -> int:
        """Minutes of a cell, so that the day fits beside the names."""
        window, room = self._window, max(width - NAME_CELLS, 1)
        return next((n for n in SCALES if (window.end - window.begin) <= n * room), SCALES[-1])

    def _cells(self, width: int) -> list[Span]:
        window, scale = self._window, self._scale(width)
        return [Span(b, b + scale) for b in range(window.begin, window.end, scale)]

    def _line(self, person_id: str, speaks: bool, width: int) -> Line:
        assert self._programme is not None
        assert self._table is not None
        found = stretches(self._programme, person_id, self._window, self._table)
        inside = state_in(found, self._span) in (Is.FREE, Is.UNSURE)
        name = f"{'✓' if inside else '✖'} {clean(name_of(self._programme, person_id))}"
        style = "text" if inside else "error"
        if not speaks and not inside:
            style = "warning"
        runs = [Run(fit(name, NAME_CELLS - 1) + " ", style)]
        for cell in self._cells(width):
            runs.append(LOOKS[state_in(found, cell)][cell.overlaps(self._span)])
        return runs

    def header(self) -> Line:
        return [Run(fit(f" {self.summary()}", self.view.width), "heading")]

    def render_line(self, y: int) -> Strip:
        if y != 1 or self._programme is None or not self._rows:
            return super().render_line(y)
        width = self.view.width
        ruler = [" "] * max(width - NAME_CELLS, 0)
        for n, cell in enumerate(self._cells(width)):
            wall = self._programme.clock.wall(cell.begin)
            if wall.minute == 0 and wall.hour % self._hours_apart(width) == 0:
                ruler[n : n + 2] = f"{wall:%H}"
        text = fit(_(" who, hour"), NAME_CELLS) + "".join(ruler)[: len(ruler)]
        return self._strip([Run(text)], "header")

    def _hours_apart(self, width: int) -> int:
        """How many hours lie between two of the ruler, so that they do not touch."""
        return 1 if HOUR // self._scale(width) >= len("00 ") else 2

    # -- trying ---------------------------------------------------------------------------

    def action_try(self, cells: int) -> None:
        """So many cells later or earlier, on a multiple of what a cell stands for."""
        if self._programme is not None:
            scale = min(self._scale(self.view.width), 15)
            self.try_at((self._begin // scale + cells) * scale)

    def action_day(self, days: int) -> None:
        """The same time of another day of the edition."""
        if self._programme is None:
            return
        clock, choices = self._programme.clock, self._programme.days
        wall = clock.wall(self._begin) + timedelta(days=days)
        if choices[0] <= wall.date() <= choices[-1]:
            self.try_at(clock.at(wall))

    def action_take(self) -> None:
        self.post_message(self.Taken(self._begin))

    def _try_under(self, event: events.MouseEvent) -> None:
        """Try the slot that begins under the mouse."""
        x = event.get_content_offset_capture(self).x - NAME_CELLS
        cells = self._cells(self.view.width)
        if 0 <= x < len(cells):
            self.try_at(cells[x].begin)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self._programme is not None and event.get_content_offset_capture(self).x >= NAME_CELLS:
            self._is_dragging = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._is_dragging:
            self._try_under(event)

    def on_mouse_up(self) -> None:
        self._is_dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """One click tries a slot, a second one takes it."""
        event.prevent_default()
        place = event.get_content_offset_capture(self)
        if place.y == 0:
            self.action_take()
            return
        if place.x >= NAME_CELLS:
            self._try_under(event)
            if event.chain == 2:
                self.action_take()
        if (index := self._row_at(place.y)) is not None:
            self._move_to(index)
