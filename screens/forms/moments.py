"""Fields for days and times: typed as one likes, stepped through, or taken from a calendar."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList

from planner import moments
from planner.errors import InvalidValue
from planner.fields import format_value
from planner.phrases import N_, Phrase, _
from planner.programme import Programme
from screens.forms.calendar import DayCalendar
from screens.forms.controls import InputControl
from screens.forms.drop_list import DropList
from screens.forms.pickers import OpenSign
from screens.forms.spec import FieldSpec


class SteppedControl(InputControl):
    """Up and down change what is typed; it is written out in full when the field is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(1)", N_("Later"), show=False),
        Binding("down", "step(-1)", N_("Earlier"), show=False),
    ]

    @property
    def input(self) -> Input:
        return self.query_one(Input)

    def stepped(self, text: str, steps: int) -> str:
        """The text so many steps later."""
        raise NotImplementedError

    def action_step(self, steps: int) -> None:
        place = self.input.cursor_position
        self.input.value = self.stepped(self.input.value, steps)
        self.input.cursor_position = place

    def on_descendant_blur(self) -> None:
        """What can be read is written out."""
        try:
            value = self.current()
        except InvalidValue:
            return
        full = format_value(value)
        if self.is_changed and full != self.input.value:
            self.input.value = full


class TimeControl(SteppedControl):
    """A time of day; up and down go on by five minutes."""

    def stepped(self, text: str, steps: int) -> str:
        return moments.step_time(text, steps)


class DateControl(SteppedControl):
    """A day; up and down go on by one, F4 opens the calendar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "open_list", N_("Calendar"), show=False),
        Binding("escape", "close_list", N_("Close the calendar"), show=False),
    ]

    def beside(self) -> Iterable[Widget]:
        yield OpenSign()

    def below(self) -> Iterable[Widget]:
        yield DayCalendar(self.programme.edition)

    @property
    def calendar(self) -> DayCalendar:
        return self.query_one(DayCalendar)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.programme.days)

    def current(self) -> Any:
        return self.spec.parser(self.spec.name, moments.with_full_day(self.text(), self.days))

    def stepped(self, text: str, steps: int) -> str:
        return moments.step_date(text, steps, self.days)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "close_list" or self.calendar.is_open

    @on(OpenSign.Pressed)
    def action_open_list(self) -> None:
        """The calendar at the day typed, else at the first day of the edition."""
        if self.calendar.is_open:
            self.action_close_list()
        else:
            self.calendar.open(self._day_typed() or self.days[0])

    def _day_typed(self) -> date | None:
        try:
            found = self.current()
        except InvalidValue:
            return None
        return found.date() if isinstance(found, datetime) else found

    def action_close_list(self) -> None:
        self.calendar.close()
        self.input.focus()

    def on_descendant_blur(self) -> None:
        if not self.calendar.has_focus:
            self.calendar.close()

    @on(DayCalendar.Taken)
    def _taken(self, event: DayCalendar.Taken) -> None:
        event.stop()
        self.action_close_list()
        self.input.value = self.with_day(event.day)

    def with_day(self, day: date) -> str:
        """The text with another day."""
        return day.isoformat()


class MomentControl(DateControl):
    """A day and a time.  Up and down change the part in which the text cursor stands."""

    def __init__(self, spec: FieldSpec, initial: Any, programme: Programme) -> None:
        super().__init__(spec, initial, programme)
        self._first_pass = ""  # a text in the hour that happens twice, said to be the first time

    def below(self) -> Iterable[Widget]:
        yield from super().below()
        yield DropList()

    @property
    def passes(self) -> DropList:
        """First or second time, in the hour that happens twice."""
        return self.query_one(DropList)

    def current(self) -> Any:
        full = moments.full_moment(self.text(), self.days)
        found = self.spec.parser(self.spec.name, full)
        if self._is_open_question(found):
            raise InvalidValue(
                self.spec.name, Phrase("This hour happens twice: choose the first or second time.")
            )
        return found

    def _is_open_question(self, wall: Any) -> bool:
        return (
            isinstance(wall, datetime)
            and not wall.fold
            and self.text() not in (self.shown(), self._first_pass)
            and self.programme.clock.is_repeated(wall)
        )

    def stepped(self, text: str, steps: int) -> str:
        by_day = self.input.cursor_position < text.rfind(" ")
        clock = self.programme.clock
        made = moments.step_moment(text, steps, self.days, clock, by_day=by_day)
        if not made.endswith("~"):
            self._first_pass = made  # stepping goes through both, so it is no question
        return made

    def with_day(self, day: date) -> str:
        _day, _blank, time = self.text().strip().rpartition(" ")
        return f"{day.isoformat()} {time}"

    @on(Input.Changed)
    def _ask_which(self) -> None:
        """Offer both passes while it is not clear which is meant."""
        if not self.input.has_focus:
            return
        try:
            self.current()
        except InvalidValue:
            if (twice := self._written()) is not None:
                first, second = _("{time} first time"), _("{time} second time")
                label = f"{twice:%H:%M}"
                self.passes.open([(0, first.format(time=label)), (1, second.format(time=label))])
                return
        self.passes.close()

    def _written(self) -> datetime | None:
        """What is typed, if it lies in the hour that happens twice."""
        try:
            found = self.spec.parser(self.spec.name, moments.full_moment(self.text(), self.days))
        except InvalidValue:
            return None
        return found if self._is_open_question(found) else None

    def action_step(self, steps: int) -> None:
        if self.passes.is_open:
            self.passes.step(-steps)
        else:
            super().action_step(steps)

    @on(Input.Submitted)
    def _submit_pass(self, event: Input.Submitted) -> None:
        if self.passes.is_open and self.passes.here is not None:
            event.prevent_default()
            event.stop()
            self._choose_pass(self.passes.here[0])

    @on(OptionList.OptionSelected)
    def _click_pass(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose_pass(event.option_index)

    def _choose_pass(self, fold: int) -> None:
        wall = self._written()
        self.passes.close()
        if wall is None:
            return
        full = format_value(wall.replace(fold=fold))
        if not fold:
            self._first_pass = full
        self.input.value = full
        self.input.focus()
        self.changed()

    def on_descendant_blur(self) -> None:
        self.passes.close()
