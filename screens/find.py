"""Find anything by name: activities, delegations, people, hosts, places."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from planner.names import fold
from planner.phrases import N_, _, short_date
from planner.programme import Programme
from screens.kinds import LOOKS
from screens.text import literal

if TYPE_CHECKING:
    from screens.app import PlannerApp

SHOWN = 100

#: A thing to be found: table, id, its line, and the folded text that is searched.
Hit = tuple[str, str, str, str]


class FindScreen(ModalScreen[None]):
    """A list that narrows as one types; enter goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", N_("Close")),
        Binding("down", "cursor(1)", show=False, priority=True),
        Binding("up", "cursor(-1)", show=False, priority=True),
    ]

    def __init__(self, programme: Programme) -> None:
        super().__init__(classes="dialog")
        self._everything = hits(programme)
        self._found: list[Hit] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(_("Find")), classes="dialog-title")
            yield Input(placeholder=_("A name, a title, a place …"))
            yield OptionList()

    def on_mount(self) -> None:
        self._narrow("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        words = [fold(word) for word in text.split()]
        matching = (hit for hit in self._everything if all(word in hit[3] for word in words))
        self._found = [hit for hit, _n in zip(matching, range(SHOWN), strict=False)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(literal(hit[2])) for hit in self._found])
        options.highlighted = 0 if self._found else None

    def action_cursor(self, lines: int) -> None:
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = min(
                max((options.highlighted or 0) + lines, 0), len(self._found) - 1
            )

    @on(Input.Submitted)
    def _entered(self) -> None:
        self._go(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._go(event.option_index)

    def _go(self, index: int | None) -> None:
        if index is None or index >= len(self._found):
            return
        table, row_id, _line, _text = self._found[index]
        app = cast("PlannerApp", self.app)
        self.dismiss()
        app.call_later(app.go_to, table, row_id)


def hits(programme: Programme) -> list[Hit]:
    """Everything that has a name, activities by time first."""
    found: list[tuple[str, str, str]] = []
    for activity in sorted(programme.activities.values(), key=lambda a: _moment(programme, a.id)):
        start = programme.start(activity)
        when = f"{short_date(start.date())} {start:%H:%M}" if start else _("unplaced")
        place = programme.site_name(activity.site_id)
        sign = LOOKS[activity.kind].sign
        found.append(("activity", activity.id, f"{sign} {activity.title} · {when} · {place}"))
    named: tuple[tuple[str, str, Any], ...] = (
        ("delegation", _("delegation"), programme.delegations),
        ("delegate", _("delegate"), programme.delegates),
        ("host", _("host"), programme.hosts),
        ("site", _("site"), programme.sites),
        ("tour", _("tour"), programme.tours),
        ("vehicle", _("vehicle"), programme.vehicles),
    )
    for table, label, rows in named:
        for row in sorted(rows.values(), key=lambda r: r.name.casefold()):
            more = getattr(row, "latin_name", None) or getattr(row, "municipality", None) or ""
            found.append((table, row.id, f"{row.name} {f'({more}) ' if more else ''}· {label}"))
    return [(table, row_id, line, fold(line)) for table, row_id, line in found]


def _moment(programme: Programme, activity_id: str) -> int:
    span = programme.spans.get(activity_id)
    return span.begin if span else 2**60
