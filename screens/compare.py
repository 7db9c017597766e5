"""Two days, two delegations, or the plan then and now, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from planner.errors import PlannerError
from planner.lines import Line
from planner.phrases import N_, Phrase, _, colon, plural, short_date
from planner.programme import Programme
from planner.side_by_side import Pair, Side, day_after, pairs
from screens.compare_rows import SORTS, compare_rows
from screens.dialogs import Pick
from screens.history_rows import local
from screens.state import State
from screens.text import literal
from screens.tool import ToolScreen
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList

#: So many moments of the journal are offered.
MOST_MOMENTS = 1000


class Sides(StrEnum):
    """What is compared."""

    DAYS = "days"
    DELEGATIONS = "delegations"
    TIMES = "times"


SIDES_NAMES = {
    Sides.DAYS: N_("Two days"),
    Sides.DELEGATIONS: N_("Two delegations"),
    Sides.TIMES: N_("Then and now"),
}


@dataclass(frozen=True)
class Wanted:
    """What the two sides show.

    ``steps``: ids of journal steps, None = the plan as it is now.  ``day`` and
    ``delegation_id`` (None: all) hold for both sides, where it is not they that differ.
    """

    sides: Sides = Sides.TIMES
    days: tuple[date, date] | None = None
    delegations: tuple[str, str] | None = None
    steps: tuple[int | None, int | None] | None = None
    day: date | None = None
    delegation_id: str | None = None
    only_differences: bool = False


class CompareScreen(ToolScreen):
    """One list with a left and a right half, so that both scroll together."""

    ROOM = "compare"
    CSS_PATH = "compare.tcss"
    GUIDE = (
        N_("m chooses what to compare: two days, two delegations, or the plan then and now."),
        N_("l chooses the left side, r the right side, x exchanges them."),
        N_("+ is added, − removed, → moved (one line: old time left, new time right), ~ changed."),
        N_("n and N go to the next and the previous difference, o shows nothing but differences."),
        N_("t chooses the day, w whose programme; enter shows an activity on the board."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "board", N_("On the board")),
        Binding("m", "sides", N_("What")),
        Binding("l", "side(0)", N_("Left")),
        Binding("r", "side(1)", N_("Right")),
        Binding("x", "exchange", N_("Exchange")),
        Binding("n", "next(1)", N_("Next difference")),
        Binding("N", "next(-1)", N_("Previous difference"), key_display="N"),
        Binding("o", "only", N_("Only differences")),
        Binding("t", "day", N_("Day"), show=False),
        Binding("w", "whose", N_("Whose"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted()
        self._pairs: dict[str, Pair] = {}
        self._moments: list[Line] = []
        self._known: dict[int, Programme] = {}
        self._afresh = True  # other sides than before: the cursor goes to the first difference

    def compose_room(self) -> ComposeResult:
        yield Chips(id="what")
        yield Chips(id="sides")
        yield LineList(id="pairs")
        yield Static(id="sum")

    def on_mount(self) -> None:
        self.query_one("#pairs").focus()

    def on_screen_resume(self) -> None:
        """A step that another screen wants to see beside now."""
        wanted = self.planner.wanted
        if wanted is not None and wanted[0] == "step":
            self.planner.wanted = None
            steps = (int(wanted[1]), None)
            self._wanted = replace(self._wanted, sides=Sides.TIMES, steps=steps)
            self._afresh = True
            self.call_after_refresh(self._paint)

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        assert self.planner.workspace is not None
        self._moments = self.planner.workspace.history(MOST_MOMENTS)
        self._wanted = self._filled(state.programme)
        self._paint()

    def _filled(self, programme: Programme) -> Wanted:
        """What is wanted, with something in place of what nobody has chosen, or is gone."""
        wanted = self._wanted
        if wanted.days is None or not {*wanted.days} <= {*programme.days}:
            first = self.planner.day if self.planner.day in programme.days else programme.days[0]
            assert first is not None
            wanted = replace(wanted, days=(first, day_after(programme, first)))
        ids = [d.id for d in programme.active_delegations]
        if wanted.delegations is None or not {*wanted.delegations} <= {*ids}:
            both = (ids[0], ids[-1]) if ids else None
            wanted = replace(wanted, delegations=both)
        known = {line.step.id for line in self._standing}
        if wanted.steps is None or not {*wanted.steps} - {None} <= known:
            wanted = replace(wanted, steps=(self._first_choice(), None))
        if wanted.day is not None and wanted.day not in programme.days:
            wanted = replace(wanted, day=None)
        if wanted.delegation_id not in (None, *ids):
            wanted = replace(wanted, delegation_id=None)
        return wanted

    @property
    def _standing(self) -> list[Line]:
        """The moments that there is a way to, newest first."""
        return [line for line in self._moments if line.step.state != "dropped"]

    def _first_choice(self) -> int | None:
        """The last step of an earlier day of work than the newest, else the oldest."""
        if not self._standing:
            return None
        newest = self._standing[0].step.at.date()
        earlier = (line for line in self._standing if line.step.at.date() < newest)
        return next(earlier, self._standing[-1]).step.id

    def _paint(self) -> None:
        if self.planner.state is None or not self.is_mounted:
            return
        left, right = self._side(0), self._side(1)
        found = pairs(left, right) if left is not None and right is not None else ()
        only = self._wanted.only_differences
        shown = [pair for pair in found if pair.differs or not only]
        self._pairs = {pair.key: pair for pair in shown}
        lines = self.query_one("#pairs", LineList)
        lines.empty = self._nothing()
        if left is not None and right is not None:
            first = next((pair.key for pair in shown if pair.diff is not None), None)
            lines.show_rows(compare_rows(left, right, shown), first if self._afresh else None)
            self._afresh = False
        else:
            lines.show_rows(())
        self._show_chips()
        self.query_one("#sum", Static).update(literal(self._sum(found)))

    def _nothing(self) -> str:
        if self._wanted.only_differences:
            return _("The two sides are alike. o shows what they have in common.")
        if self._wanted.sides is Sides.DELEGATIONS and self._wanted.delegations is None:
            return _("No delegation comes yet: add one in People (5).")
        return _("Nothing on either side: choose others with l and r, or another day with t.")

    def _side(self, number: int) -> Side | None:
        wanted, programme = self._wanted, self.state.programme
        match wanted.sides:
            case Sides.DAYS if wanted.days is not None:
                return Side(programme, wanted.days[number], wanted.delegation_id)
            case Sides.DELEGATIONS if wanted.delegations is not None:
                return Side(programme, wanted.day, wanted.delegations[number])
            case Sides.TIMES if wanted.steps is not None:
                then = self._as_of(wanted.steps[number])
                return Side(then, wanted.day, wanted.delegation_id) if then else None
        return None

    def _as_of(self, step_id: int | None) -> Programme | None:
        """The plan at a moment; it never changes, so each is only worked out once."""
        if step_id is None:
            return self.state.programme
        if step_id not in self._known:
            assert self.planner.workspace is not None
            try:
                self._known[step_id] = self.planner.workspace.as_of(step_id)
            except PlannerError as error:
                self.planner.complain(error)
                return None
        return self._known[step_id]

    def _show_chips(self) -> None:
        wanted = self._wanted
        self.query_one("#what", Chips).show([
            *(Chip(s.value, _(name), s is wanted.sides) for s, name in SIDES_NAMES.items()),
            Chip("only", _("only differences"), wanted.only_differences),
        ])  # fmt: skip
        chips = [
            Chip("left", f"◀ {self._side_name(0)}", True),
            Chip("right", f"▶ {self._side_name(1)}", True),
        ]
        if wanted.sides is not Sides.DAYS:
            chips.append(
                Chip("day", short_date(wanted.day) if wanted.day else _("all days"), False)
            )
        if wanted.sides is not Sides.DELEGATIONS:
            chosen = self.state.programme.delegations.get(wanted.delegation_id or "")
            chips.append(Chip("whose", chosen.name if chosen else _("everybody"), False))
        self.query_one("#sides", Chips).show(chips)

    def _side_name(self, number: int) -> str:
        """What a side is called."""
        wanted = self._wanted
        match wanted.sides:
            case Sides.DAYS if wanted.days is not None:
                return short_date(wanted.days[number])
            case Sides.DELEGATIONS if wanted.delegations is not None:
                return self.state.programme.delegations[wanted.delegations[number]].name
            case Sides.TIMES if wanted.steps is not None:
                return self._moment_name(wanted.steps[number])
        return "—"

    def _moment_name(self, step_id: int | None) -> str:
        line = next((each for each in self._moments if each.step.id == step_id), None)
        if line is None:
            return _("now")
        at = local(line, self.state.programme.clock.tz)
        return f"{short_date(at.date())} {at:%H:%M}"

    def _sum(self, found: Sequence[Pair]) -> str:
        """How many differences of each sort, or how many lines are in common."""
        if self._wanted.sides is not Sides.TIMES:
            same = sum(pair.same for pair in found)
            return f" = {same} · │ {len(found) - same}"
        sorts = [pair.diff.sort for pair in found if pair.diff is not None]
        counts = [f"{sign} {sorts.count(s)} {_(name)}" for s, (sign, _st, name) in SORTS.items()]
        total = plural("{n} difference", "{n} differences", len(sorts))
        return f" {colon(str(total))} " + " · ".join(counts)

    # -- choosing -------------------------------------------------------------------------

    def _set(self, **values: Any) -> None:
        if self.planner.state is not None:
            self._wanted, self._afresh = replace(self._wanted, **values), True
            self._paint()

    @on(Chips.Pressed)
    def _pressed(self, event: Chips.Pressed) -> None:
        match event.id:
            case "left" | "right":
                self.action_side(int(event.id == "right"))
            case "day":
                self.action_day()
            case "whose":
                self.action_whose()
            case "only":
                self.action_only()
            case name:
                self._set(sides=Sides(name))

    def action_sides(self) -> None:
        """What is compared: the next of the three."""
        order = list(Sides)
        self._set(sides=order[(order.index(self._wanted.sides) + 1) % len(order)])

    @work
    async def action_side(self, number: int) -> None:
        """Choose what the left (0) or right (1) side shows."""
        wanted = self._wanted
        both: tuple[Any, Any] | None = getattr(wanted, wanted.sides.replace("times", "steps"))
        if both is None:
            return
        title = _("What on the right?") if number else _("What on the left?")
        chosen = await self.app.push_screen_wait(Pick(title, self._choices(), both[number]))
        if chosen is not None:
            sides = (both[0], chosen[0]) if number else (chosen[0], both[1])
            self._set(**{wanted.sides.replace("times", "steps"): sides})

    def _choices(self) -> list[tuple[Any, str]]:
        programme = self.state.programme
        if self._wanted.sides is Sides.DAYS:
            return [(day, short_date(day)) for day in programme.days]
        if self._wanted.sides is Sides.DELEGATIONS:
            return [(d.id, d.name) for d in programme.active_delegations]
        moments = [
            (line.step.id, f"{self._moment_name(line.step.id)}  {line.step.author}: {line.label}")
            for line in self._standing
        ]
        return [(None, _("now")), *moments]

    def action_exchange(self) -> None:
        """Left to the right and right to the left."""
        name = self._wanted.sides.replace("times", "steps")
        both = getattr(self._wanted, name)
        if both is not None:
            self._set(**{name: both[::-1]})

    def action_only(self) -> None:
        """Nothing but differences, or everything."""
        self._set(only_differences=not self._wanted.only_differences)

    @work
    async def action_day(self) -> None:
        """One day on both sides, or all of them."""
        if self._wanted.sides is Sides.DAYS:
            self.planner.say(Phrase("Two days are compared: choose them with l and r."))
            return
        days = ((day, short_date(day)) for day in self.state.programme.days)
        choices = [(None, _("— all days —")), *days]
        chosen = await self.app.push_screen_wait(Pick(_("Which day?"), choices, self._wanted.day))
        if chosen is not None:
            self._set(day=chosen[0])

    @work
    async def action_whose(self) -> None:
        """The programme of one delegation on both sides, or of everybody."""
        if self._wanted.sides is Sides.DELEGATIONS:
            self.planner.say(Phrase("Two delegations are compared: choose them with l and r."))
            return
        coming = self.state.programme.active_delegations
        choices = [(None, _("— everybody —")), *((d.id, d.name) for d in coming)]
        chosen = await self.app.push_screen_wait(
            Pick(_("Whose programme?"), choices, self._wanted.delegation_id)
        )
        if chosen is not None:
            self._set(delegation_id=chosen[0])

    # -- going about ----------------------------------------------------------------------

    def action_next(self, step: int) -> None:
        """The cursor to the next (1) or previous (-1) difference, round the ends."""
        lines = self.query_one("#pairs", LineList)
        keys = list(lines.keys)
        if lines.cursor_key not in keys:
            return
        here = keys.index(lines.cursor_key)
        order = [keys[(here + step * n) % len(keys)] for n in range(1, len(keys) + 1)]
        wanted = next((key for key in order if self._pairs[key].differs), None)
        if wanted in (None, lines.cursor_key):
            self.planner.say(Phrase("There is no other difference."))
        else:
            lines.select(str(wanted))

    @on(LineList.Opened, "#pairs")
    def action_board(self) -> None:
        """Show the activity under the cursor on the board."""
        pair = self._pairs.get(self.query_one("#pairs", LineList).cursor_key or "")
        known = self.state.programme.activities
        found = [a for a in (pair.right, pair.left) if a is not None] if pair else []
        there = next((a for a in found if a.id in known), None)
        if there is not None:
            self.planner.go_to_activity(there.id)
        elif found:
            self.planner.say(Phrase("This activity is not in the plan now."))
