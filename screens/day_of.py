"""Day-of mode: who is where now, and what to do when something is late."""

from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ContentSwitcher, Static

from planner.clock import EPOCH, MINUTE
from planner.day_of import apply, ripple
from planner.day_of_people import Told, people_to_tell
from planner.delay import Choice, Delay, Ripple, Source
from planner.edits.core import Edit
from planner.errors import PlannerError
from planner.fields import parse_int, parse_wall
from planner.knock_on import Foresight
from planner.meetings import name_of
from planner.phrases import N_, Phrase, _, plural, short_date
from planner.programme import Programme
from planner.whereabouts import whereabouts
from screens.day_of_rows import ripple_rows, source_choices, where_layout, where_rows
from screens.day_of_sheets import write_sheets
from screens.dialogs import Ask, Pick
from screens.edges import no_day_beyond
from screens.state import State
from screens.text import literal
from screens.tool import ToolScreen
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList

WHERE, LATE = "where", "late"
#: How often the clock is looked at, in seconds.
TICK_SECONDS = 20.0
#: When the day begins on which one looks before or after the edition.
MORNING_HOUR = 9
#: What a delay grows or shrinks by.
STEP = 5
LONGEST = 600


class DayOfScreen(ToolScreen):
    """Two lists: whereabouts at a moment, and the ripple of a delay from that moment on."""

    ROOM = "day-of"
    PROPOSES = "repair"
    CSS_PATH = "day_of.tcss"
    GUIDE = (
        N_("Who is where now and what comes next: t sets the time, [ and ] the day, 0 is now."),
        N_(
            "Something is late: enter on a delegation or vehicle, or s to choose; then + and - or"
            " m for the minutes. Nothing is changed yet."
        ),
        N_(
            "What cannot wait stands first: space chooses what becomes of it. a applies all of it"
            " in one step, u takes it back."
        ),
        N_("p writes calendars and schedules of everybody concerned; w goes back to who is where."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "keep", N_("Apply")),
        Binding("s", "source", N_("What is late")),
        Binding("m", "minutes", N_("Minutes")),
        Binding("plus", "more(1)", N_("5 min more"), key_display="+"),
        Binding("minus", "more(-1)", N_("5 min less"), key_display="-"),
        Binding("space", "choose", N_("Decide")),
        Binding("p", "sheets", N_("Sheets")),
        Binding("w", "where", N_("Who is where")),
        Binding("t", "time", N_("Time")),
        Binding("0", "now", N_("Now"), show=False),
        Binding("left_square_bracket", "day(-1)", N_("Day before"), key_display="[", show=False),
        Binding("right_square_bracket", "day(1)", N_("Next day"), key_display="]", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._columns = where_layout()
        self._at: datetime | None = None  # the moment looked at, on the wall; None: now
        self._source: tuple[Source, str] | None = None
        self._minutes = 15
        self._chosen: dict[str, Choice] = {}
        self._found: Ripple | None = None
        self._told: tuple[Told, ...] = ()
        self._concerned: tuple[str, ...] = ()  # delegations of what was kept last
        self._foresight: Foresight | None = None

    def compose_room(self) -> ComposeResult:
        yield Chips(id="tabs")
        yield Chips(id="delay")
        with ContentSwitcher(initial=WHERE, id="lists"):
            yield TableList(self._columns, id=WHERE)
            yield LineList(id=LATE)
        yield Static(id="sum")

    def on_mount(self) -> None:
        self.query_one(f"#{WHERE}").focus()
        self.set_interval(TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        """The clock goes on; a delay that is being looked at stays from where it was."""
        if self._at is None and self.is_current and self._tab == WHERE:
            self._paint()

    # -- the moment -----------------------------------------------------------------------

    def _instant(self, programme: Programme) -> int:
        """The moment looked at: now, or in the morning of the edition's day when it is not on."""
        if self._at is not None:
            return programme.clock.at(self._at)
        if (now := self._now(programme)) is not None:
            return now
        day = self.planner.day if self.planner.day in programme.days else programme.days[0]
        assert day is not None
        return programme.clock.midnight(day) + MORNING_HOUR * 60

    def _now(self, programme: Programme) -> int | None:
        """What the clock says, while the edition is on."""
        now = (datetime.now(UTC) - EPOCH) // MINUTE
        return now if programme.clock.day(now) in programme.days else None

    @property
    def _wall(self) -> datetime:
        programme = self.state.programme
        return programme.clock.wall(self._instant(programme))

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        if self._source is not None and not self._is_there(state.programme, *self._source):
            self._source = None
        self._foresight = None
        self._paint()

    def _is_there(self, programme: Programme, source: Source, row_id: str) -> bool:
        return programme.find(source.value, row_id) is not None

    @property
    def _tab(self) -> str:
        return self.query_one(ContentSwitcher).current or WHERE

    def _paint(self) -> None:
        if self.planner.state is None or not self.is_mounted:
            return
        if self._tab == WHERE:
            self._paint_where()
        else:
            self._paint_late()
        self._paint_chips()
        self.refresh_bindings()

    def _paint_where(self) -> None:
        programme = self.state.programme
        found = whereabouts(programme, self._instant(programme))
        lines = self.query_one(f"#{WHERE}", TableList)
        lines.empty = _("Nobody comes yet: add delegations in People (5), vehicles in Places (6).")
        lines.show_rows(where_rows(programme, found, self._columns))
        self._sum(_("Enter on a line: this delegation or vehicle is late."))

    def _paint_late(self) -> None:
        programme, lines = self.state.programme, self.query_one(f"#{LATE}", LineList)
        self._found = None
        if self._source is None:
            lines.empty = _("Choose what is late with s: a coach, a circuit, a delegation, …")
            lines.show_rows(())
            self._sum("")
            return
        try:
            found = ripple(programme, self._delay, self._chosen)
        except PlannerError as error:
            lines.empty = str(error)
            lines.show_rows(())
            self._sum("")
            return
        self._found, self._told = found, people_to_tell(programme, found)
        knock_on = self._foresee().of(self._edit(programme))
        lines.show_rows(ripple_rows(programme, found, knock_on, self._told, self._chosen))
        moved = plural("{n} activity moves", "{n} activities move", len(found.moved))
        falls = plural("{n} cannot wait", "{n} cannot wait", len(found.fallen))
        counts = _("conflicts +{more} −{fewer}").format(
            more=len(knock_on.appear), fewer=len(knock_on.go)
        )
        self._sum(_("{moved} · {falls} · {conflicts} · a applies it").format(
            moved=moved, falls=falls, conflicts=counts
        ))  # fmt: skip

    def _foresee(self) -> Foresight:
        if self._foresight is None:
            assert self.planner.workspace is not None
            self._foresight = Foresight(self.state.programme, self.planner.workspace.checker)
        return self._foresight

    @property
    def _delay(self) -> Delay:
        assert self._source is not None
        source, row_id = self._source
        return Delay(source, row_id, self._minutes, self._instant(self.state.programme))

    def _sum(self, text: str) -> None:
        self.query_one("#sum", Static).update(literal(f" {text}"))

    def _paint_chips(self) -> None:
        wall = self._wall
        on_clock = self._at is None and self._now(self.state.programme) is not None
        is_now = " · " + _("now") if on_clock else ""
        again = "~" if wall.fold else ""
        self.query_one("#tabs", Chips).show([
            Chip(WHERE, _("Who is where"), self._tab == WHERE),
            Chip(LATE, _("Something is late"), self._tab == LATE),
            Chip("time", f"◷ {short_date(wall.date())} {wall:%H:%M}{again}{is_now}", False),
        ])  # fmt: skip
        delay = self.query_one("#delay", Chips)
        delay.display = self._tab == LATE
        name = self._source_name(self.state.programme) if self._source else _("what is late?")
        minutes = _("{n} min late").format(n=self._minutes)
        delay.show((Chip("source", name, True), Chip("minutes", minutes, True)))

    def _source_name(self, programme: Programme) -> str:
        assert self._source is not None
        source, row_id = self._source
        if source is Source.TOUR_DAY:
            return programme.tours[programme.tour_days[row_id].tour_id].name
        if source is Source.ACTIVITY:
            return programme.activities[row_id].title
        if source is Source.VEHICLE:
            return programme.vehicles[row_id].name
        return name_of(programme, row_id)

    # -- choosing -------------------------------------------------------------------------

    @on(Chips.Pressed)
    async def _pressed(self, event: Chips.Pressed) -> None:
        await self.run_action(event.id)

    def action_where(self) -> None:
        """Who is where."""
        self._go_to_tab(WHERE)

    def action_late(self) -> None:
        """What a delay would do."""
        self._go_to_tab(LATE)

    def _go_to_tab(self, tab: str) -> None:
        self.query_one(ContentSwitcher).current = tab
        self.query_one(f"#{tab}").focus()
        self._paint()

    def be_late(self, source: Source, row_id: str) -> None:
        """Look at what it does when this is late."""
        self._source, self._chosen = (source, row_id), {}
        self._go_to_tab(LATE)

    @on(LineList.Opened, f"#{WHERE}")
    def _row_opened(self, event: LineList.Opened) -> None:
        table, row_id = event.key.split(" ", 1)
        if table == "delegate":
            table, row_id = "delegation", self.state.programme.delegates[row_id].delegation_id
        self.be_late(Source(table), row_id)

    @work
    async def action_source(self) -> None:
        """Choose what is late."""
        programme = self.state.programme
        choices = list(source_choices(programme, self._instant(programme)))
        current = (self._source[0].value, self._source[1]) if self._source else None
        chosen = await self.app.push_screen_wait(Pick(_("What is late?"), choices, current))
        if chosen is not None:
            self.be_late(Source(chosen[0][0]), chosen[0][1])

    @work
    async def action_minutes(self) -> None:
        """Type the minutes."""
        text = await self.app.push_screen_wait(Ask(_("How many minutes late?"), str(self._minutes)))
        if text is None:
            return
        try:
            minutes = parse_int("minutes", text)
        except PlannerError as error:
            self.planner.complain(error)
            return
        self._set_minutes(minutes or 0)

    def action_more(self, steps: int) -> None:
        """Five minutes more or less."""
        self._set_minutes(self._minutes + steps * STEP)

    def _set_minutes(self, minutes: int) -> None:
        self._minutes = min(max(minutes, 1 if minutes < STEP else STEP), LONGEST)
        self._go_to_tab(LATE)

    @work
    async def action_time(self) -> None:
        """Type the moment to look at: a time, or a day and a time."""
        question = _("Which time? Such as 9:30, or 2024-10-24 9:30")
        text = await self.app.push_screen_wait(Ask(question, f"{self._wall:%H:%M}"))
        if text is None:
            return
        if len(text.split()) == 1:
            text = f"{self._wall:%Y-%m-%d} {text}"
        try:
            self._look_at(parse_wall("time", text))
        except PlannerError as error:
            self.planner.complain(error)

    def action_now(self) -> None:
        """The moment that it is."""
        self._look_at(None)
        if self._now(self.state.programme) is None:
            self.planner.say(Phrase("The edition is not on now: this is a morning of it."))

    def action_day(self, days: int) -> None:
        """The same time on the day before or after, within the edition."""
        wanted = self._wall + timedelta(days=days)
        if wanted.date() in self.state.programme.days:
            self._look_at(wanted.replace(fold=0))
        else:
            self.planner.say(no_day_beyond(days))

    def _look_at(self, wall: datetime | None) -> None:
        self._at = wall
        self._chosen = {}
        self._paint()

    @on(LineList.Opened, f"#{LATE}")
    def _line_opened(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """The next of the choices for what cannot wait; what moves is shown on the board."""
        if self._tab != LATE or self._found is None:
            self._ask_what_is_late()
            return
        key = self.query_one(f"#{LATE}", LineList).cursor_key or ""
        kind, _space, row_id = key.partition(" ")
        if kind == "moved" and row_id in self._chosen:
            del self._chosen[row_id]
        elif kind == "moved":
            self.planner.go_to_activity(row_id)
        elif kind == "fallen":
            self._choose(row_id)
        else:
            self.planner.say(Phrase("There is nothing to decide about this line."))
        self._paint()

    def _choose(self, activity_id: str) -> None:
        assert self._found is not None
        fallen = next(f for f in self._found.fallen if f.activity.id == activity_id)
        now = self._chosen.get(activity_id, fallen.choices[0])
        at = (fallen.choices.index(now) + 1) % len(fallen.choices)
        self._chosen[activity_id] = fallen.choices[at]

    def _ask_what_is_late(self) -> None:
        self.planner.say(Phrase("Choose first what is late: s, or enter on a line."))

    # -- keeping it -----------------------------------------------------------------------

    def _edit(self, programme: Programme) -> Edit:
        assert self._found is not None
        return apply(programme, self._found, self._source_name(programme), self._chosen)

    def action_keep(self) -> None:
        """Make it so, in one step."""
        if self._tab != LATE or self._found is None:
            self._ask_what_is_late()
            return
        found, chosen = self._found, dict(self._chosen)
        name = self._source_name(self.state.programme)
        ids = {t.id for t in self._told}
        self._concerned = tuple(
            d.id for d in self.state.programme.active_delegations if d.id in ids
        )

        def make(programme: Programme) -> Edit:
            return apply(programme, ripple(programme, found.delay, chosen), name, chosen)

        if self.planner.perform(make):
            self.planner.say(
                Phrase("Kept: {what}. u takes it back, p writes the sheets.", what=name)
            )
            self._source = None
            self._chosen = {}
            self._go_to_tab(WHERE)

    @work
    async def action_sheets(self) -> None:
        """Write the calendars and schedules of everybody concerned."""
        concerned = self._concerned
        if self._tab == LATE and self._found is not None:
            self.planner.say(Phrase("Apply it first (a): sheets show the plan as it is kept."))
            return
        if not concerned:
            concerned = tuple(d.id for d in self.state.programme.active_delegations)
        await write_sheets(self.planner, concerned, self._day)

    @property
    def _day(self) -> date:
        return self._wall.date()
