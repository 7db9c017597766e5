"""A month to choose a day from: the days of the edition stand out, the festival's are marked."""

from calendar import Calendar as Weeks
from datetime import date, timedelta
from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from planner.entities import Edition
from planner.fields import YEARS
from planner.phrases import MONTHS, N_, WEEKDAYS, _

FESTIVAL, OF_EDITION = "*", "·"


class DayCalendar(Widget, can_focus=True):
    """Arrows go from day to day, page keys from month to month; enter or a click takes a day."""

    DEFAULT_CSS = """
    DayCalendar {
        display: none; overlay: screen; constrain: inside inflect;
        width: 39; height: 11; margin: 0 0 1 26; padding: 0 1;
        background: $panel; border: round $primary;
        link-style: none; link-color: $foreground; link-style-hover: bold;
    }
    DayCalendar.-open { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", N_("Day before"), show=False),
        Binding("right", "move(1)", N_("Next day"), show=False),
        Binding("up", "move(-7)", N_("Week before"), show=False),
        Binding("down", "move(7)", N_("Next week"), show=False),
        Binding("pageup", "month(-1)", N_("Month before"), show=False),
        Binding("pagedown", "month(1)", N_("Next month"), show=False),
        Binding("enter,space", "take", N_("Take this day"), show=False),
    ]

    day: reactive[date] = reactive(date.today)

    class Taken(Message):
        """A day was chosen."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self._edition = edition

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(self, day: date) -> None:
        """Show the month of a day, with the cursor on it."""
        self.day = day
        self.add_class("-open")
        self.focus()

    def close(self) -> None:
        self.remove_class("-open")

    def render(self) -> RenderResult:
        lines = [self._head(), Content(" ".join(f"{_(name):>4.3}" for name in WEEKDAYS))]
        weeks = Weeks().monthdatescalendar(self.day.year, self.day.month)
        lines += [Content(" ").join(map(self._number, week)) for week in weeks]
        lines += [Content("")] * (8 - len(lines))
        legend = _("{sign} festival  {other} edition").format(sign=FESTIVAL, other=OF_EDITION)
        return Content("\n").join([*lines, Content.styled(legend, "$foreground-muted")])

    def _head(self) -> Content:
        name = f"{_(MONTHS[self.day.month - 1])} {self.day.year}"
        return Content.assemble(
            Content(" ◀ ").stylize("@click=month(-1)"),
            (f"{name:^28}", "bold $primary"),
            Content(" ▶ ").stylize("@click=month(1)"),
        )

    def _number(self, day: date) -> Content:
        edition = self._edition
        festival = edition.festival_start <= day <= edition.festival_end
        planned = edition.first_day <= day <= edition.last_day
        sign = FESTIVAL if festival else OF_EDITION if planned else " "
        style = "bold" if planned else "" if day.month == self.day.month else "dim"
        if festival:
            style += " $accent"
        text = Content.styled(f"{sign}{day.day:>3}", style.strip())
        if day == self.day:
            text = text.stylize("reverse")
        return text.stylize(f"@click=choose({day.toordinal()})")

    def action_move(self, days: int) -> None:
        """So many days on."""
        self._go(self.day + timedelta(days=days))

    def action_month(self, months: int) -> None:
        """So many months on, to the same day or the last there is."""
        number = self.day.year * 12 + self.day.month - 1 + months
        first = date(number // 12, number % 12 + 1, 1)
        following = (first + timedelta(days=31)).replace(day=1)
        last = following - timedelta(days=1)
        self._go(first.replace(day=min(self.day.day, last.day)))

    def _go(self, day: date) -> None:
        if day.year in YEARS:
            self.day = day

    def action_choose(self, ordinal: int) -> None:
        """A click on a day."""
        self._go(date.fromordinal(ordinal))
        self.action_take()

    def action_take(self) -> None:
        self.post_message(self.Taken(self.day))
