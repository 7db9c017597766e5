"""The opening hours of a place: a week, and dates that are different."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Label, Static

from planner.edits.places import rows_on
from planner.entities import Site
from planner.errors import InvalidValue, PlannerError
from planner.fields import parse_date
from planner.hours import Hours, hours_of
from planner.moments import with_full_day
from planner.phrases import N_, WEEKDAYS, _, short_date
from planner.programme import Programme
from screens.dialog import Dialog
from screens.dialogs import Confirm
from screens.hours_line import Day, HoursLine
from screens.text import literal
from screens.widgets.hours_bar import ruler

WEEK = range(7)


class HoursEditor(Dialog[bool]):
    """Type, or drag over the bars.  Dismissed with whether something was kept.

    ``keep`` gets the days that have changed; a PlannerError it raises is shown here.
    """

    CSS_PATH = "hours_editor.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Save"), priority=True),
        Binding("escape", "leave", N_("Cancel")),
        Binding("down,enter", "step(1)", N_("Next day"), show=False),
        Binding("up", "step(-1)", N_("Day before"), show=False),
    ]

    def __init__(
        self,
        site: Site,
        programme: Programme,
        keep: Callable[[Mapping[Day, Hours]], None],
        first: Day = 0,
    ) -> None:
        """``first``: the day on which the cursor begins."""
        super().__init__(classes="dialog")
        self._site, self._programme, self._keep, self._first = site, programme, keep, first

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box"):
            title = _("Opening hours: {site}").format(site=self._site.name)
            yield Label(literal(title), classes="dialog-title")
            with Horizontal(id="ruler"):
                yield Static(literal(ruler()))
            with VerticalScroll(id="days", can_focus=False):
                yield from map(self._line, WEEK)
                yield Label(literal(_("Different on single dates")), id="dates-title")
                yield from map(self._line, self._dates())
                with Horizontal(id="add-line"):
                    yield Label(literal(_("+ a date")), classes="day")
                    yield Input(
                        placeholder=_("e.g. thu or 24/10, then enter"), compact=True, id="new-date"
                    )
            yield Static("", id="hours-says")
            yield Static(
                literal(_("10-12:30, 13:30-18 · x closed · empty unknown · ctrl+d like above")),
                id="hours-help",
            )
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(
                    literal(_("Save (ctrl+s)")), id="save", variant="primary", compact=True
                )  # fmt: skip

    def _dates(self) -> list[date]:
        rows = self._programme.openings_of.get(self._site.id, ())
        return sorted({row.day for row in rows if row.day is not None})

    def _line(self, day: Day) -> HoursLine:
        hours = hours_of(rows_on(self._programme, self._site.id, day))
        if isinstance(day, int):
            return HoursLine(day, _(WEEKDAYS[day]), hours, self._no_hours)
        return HoursLine(day, short_date(day), hours, partial(self._as_every, day.weekday()))

    def _no_hours(self) -> tuple[str, Hours]:
        """A weekday without hours is closed once another one has some (the checks say so too)."""
        some = any(line.input.value.strip() for line in self.lines[: len(WEEK)])
        return (_("no hours: closed"), ()) if some else (_("? unknown"), None)

    def _as_every(self, weekday: int) -> tuple[str, Hours]:
        """A date without hours of its own has those of its weekday."""
        line = self.lines[weekday]
        hours = None if line.complaint else line.hours
        words = _("as every {day}").format(day=_(WEEKDAYS[weekday]))
        return words, self._no_hours()[1] if hours is None else hours

    @property
    def lines(self) -> list[HoursLine]:
        return list(self.query(HoursLine))

    def on_mount(self) -> None:
        for line in self.lines:
            line.paint()
        there = (line for line in self.lines if line.day == self._first)
        next(there, self.lines[0]).input.focus()

    # -- days -----------------------------------------------------------------------------

    @on(HoursLine.Changed)
    def _changed(self) -> None:
        for line in self.lines:
            line.paint()
        self._say(next((line.complaint for line in self.lines if line.complaint), ""))

    @on(HoursLine.LikeAbove)
    def _like_above(self, event: HoursLine.LikeAbove) -> None:
        number = self.lines.index(event.line)
        if number:
            event.line.input.value = self.lines[number - 1].input.value

    def action_step(self, lines: int) -> None:
        """To the day below or above, from a button to what is beside it."""
        fields = list(self.query("#days Input").results(Input))
        if self.focused in fields:
            there = fields.index(self.focused) + lines
            fields[min(max(there, 0), len(fields) - 1)].focus()
        elif lines > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @on(Input.Submitted, "#new-date")
    async def _date_typed(self, event: Input.Submitted) -> None:
        """Add a line for a date, or go to the one it has."""
        event.stop()
        try:
            day = parse_date("day", with_full_day(event.value, tuple(self._programme.days)))
        except InvalidValue as error:
            self._say(str(error))
            return
        if day is None:
            return
        event.input.value = ""
        self._say("")
        known = next((line for line in self.lines if line.day == day), None)
        if known is None:
            known = self._line(day)
            await self.query_one("#days").mount(known, before="#add-line")
            known.paint()
        known.input.focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.input.id != "new-date":
            self.action_step(1)

    def _say(self, text: str) -> None:
        says = self.query_one("#hours-says", Static)
        says.update(literal(text))
        self.query_one("#save", Button).disabled = bool(text)

    # -- the end --------------------------------------------------------------------------

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        if self.is_answered:
            return
        wrong = next((line for line in self.lines if line.complaint), None)
        if wrong is not None:
            wrong.input.focus()
            return
        wanted = {line.day: line.hours for line in self.lines if line.is_changed}
        try:
            if wanted:
                self._keep(wanted)
        except PlannerError as error:
            self._say(str(error))
            return
        self.dismiss(bool(wanted))

    @on(Button.Pressed, "#cancel")
    def _cancel_pressed(self) -> None:
        self.action_leave()

    @work
    async def action_leave(self) -> None:
        """Close; what was typed is only given up after a question."""
        changed = any(line.is_changed for line in self.lines)
        if not changed or await self.app.push_screen_wait(
            Confirm(_("Give up what you have typed here?"), _("Give up"))
        ):
            self.dismiss(False)
