"""What of the programme the board shows, and how: which days, whose columns, which way round."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType

from planner.phrases import N_, _
from planner.programme import Programme
from screens.edges import no_day_beyond
from screens.room import RoomScreen
from screens.widgets import timeline_columns as columns
from screens.widgets.day_bar import Choice, DayBar
from screens.widgets.timeline import Timeline
from screens.widgets.timeline_delegations import DelegationColumns

Maker = Callable[[Programme, Sequence[date]], tuple[columns.Column, ...]]


class View(NamedTuple):
    """How columns are arranged: a name (English source string), and what makes them."""

    name: str
    make: Maker


class Span(NamedTuple):
    """How many days are shown at once; None: the whole edition."""

    name: str
    days: int | None


SPANS = (
    Span(N_("one day"), 1),
    Span(N_("three days"), 3),
    Span(N_("whole edition"), None),
)


def views() -> tuple[View, ...]:
    """The arrangements, in the order in which ``v`` goes through them."""
    return (
        View(N_("by delegation"), DelegationColumns()),
        View(N_("by place"), columns.columns_by_site),
        View(N_("by host"), columns.columns_by_host),
        View(N_("by vehicle"), columns.columns_by_vehicle),
    )


def days_in_view(
    days: Sequence[date], day: date, count: int | None, shown: Sequence[date]
) -> tuple[date, ...]:
    """``count`` of ``days`` with ``day`` among them: those ``shown`` so far, if it is one."""
    wanted = len(days) if count is None else min(count, len(days))
    if day in shown and len(shown) == wanted and set(shown) <= set(days):
        return tuple(shown)
    first = min(days.index(day), len(days) - wanted)
    return tuple(days[first : first + wanted])


class BoardViews(RoomScreen):
    """A room with a day bar and a timeline: the half that chooses what they show."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "day(-1)", N_("Day before"), key_display="[", show=False),
        Binding("right_square_bracket", "day(1)", N_("Day after"), key_display="]", show=False),
        Binding("v", "view", N_("View"), show=False),
        Binding("z", "span", N_("Days"), show=False),
        Binding("o", "turn", N_("Turn"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._views = views()
        self._view = 0
        self._span = 0
        self._shown_days: tuple[date, ...] = ()

    def repaint(self) -> None:
        """Paint the plan as it is to be seen."""
        raise NotImplementedError

    @property
    def timeline(self) -> Timeline:
        """The picture of the programme."""
        return self.query_one(Timeline)

    def on_mount(self) -> None:
        self.watch(self.app, "day", self._day_changed, init=False)

    # -- what is shown ----------------------------------------------------------------------

    @property
    def by_delegation(self) -> bool:
        """The columns are delegations."""
        return self._view == 0

    @property
    def by_place(self) -> bool:
        """The columns are sites."""
        return self._view == 1

    @property
    def _day(self) -> date:
        programme = self.state.programme
        return self.planner.day if self.planner.day in programme.days else programme.days[0]

    def columns_shown(self, programme: Programme) -> tuple[columns.Column, ...]:
        """The columns of ``programme`` on the days in view; the day bar is brought up to date."""
        self._shown_days = days_in_view(
            programme.days, self._day, SPANS[self._span].days, self._shown_days
        )
        bar = self.query_one(DayBar)
        bar.days, bar.day, bar.shown = programme.days, self._day, self._shown_days
        bar.choices = (
            Choice("view", _(self._views[self._view].name), "v"),
            Choice("span", _(SPANS[self._span].name), "z"),
            Choice("turn", _("time across") if self.timeline.turned else _("time down"), "o"),
        )
        return self._views[self._view].make(programme, self._shown_days)

    @property
    def days_shown(self) -> tuple[date, ...]:
        """The days that :meth:`columns_shown` chose last."""
        return self._shown_days

    # -- going about ------------------------------------------------------------------------

    def _day_changed(self, day: date | None) -> None:
        if self.planner.state is None or self not in self.app.screen_stack:
            return
        if day != self.timeline.cursor_day or day not in self._shown_days:
            self.repaint()
            self.timeline.go_to_day(self._day)
        else:
            self.query_one(DayBar).day = day

    @on(Timeline.Highlighted)
    def _follow_cursor(self) -> None:
        """The cursor goes from day to day, and so does the app."""
        day = self.timeline.cursor_day
        if day in self._shown_days and day != self._day:
            self.planner.day = day

    @on(DayBar.Chosen)
    def _day_chosen(self, event: DayBar.Chosen) -> None:
        self.planner.selected = None
        self.planner.day = event.day

    @on(DayBar.Pressed)
    async def _choice_pressed(self, event: DayBar.Pressed) -> None:
        await self.run_action(event.choice)

    def action_day(self, days: int) -> None:
        """So many days later or earlier."""
        wanted = self._day + timedelta(days=days)
        if wanted in self.state.programme.days:
            self.planner.selected = None
            self.planner.day = wanted
        else:
            self.planner.say(no_day_beyond(days))

    def action_view(self) -> None:
        """By delegation, place, host or vehicle."""
        self._view = (self._view + 1) % len(self._views)
        self.repaint()

    def action_span(self) -> None:
        """One day, three days, the whole edition."""
        self._span = (self._span + 1) % len(SPANS)
        self.repaint()

    def action_turn(self) -> None:
        """Time down or across."""
        self.timeline.turned = not self.timeline.turned
        self.repaint()
