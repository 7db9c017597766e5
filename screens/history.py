"""The journal in words: every step, what it changed, and the way to any of them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, Static

from planner.diff import changes_between
from planner.errors import PlannerError
from planner.lines import Line
from planner.phrases import N_, Phrase, _, colon, plural, short_date
from screens.change_words import RowLines, row_lines
from screens.dialogs import Confirm, Pick
from screens.history_rows import (
    LOOKS,
    NOW_NAME,
    NOW_SIGN,
    HistoryFilter,
    current,
    history_layout,
    history_rows,
    listed,
    local,
)
from screens.state import State
from screens.text import literal, visible
from screens.tool import ToolScreen
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList

#: More steps than this are not listed.
MOST_STEPS = 5000
#: More rows of one step than this are counted.
MOST_ROWS = 200


class HistoryScreen(ToolScreen):
    """Steps newest first; the one under the cursor with all that it changed."""

    ROOM = "history"
    CSS_PATH = "history.tcss"
    GUIDE = (
        N_(
            "Enter goes to the plan as it was after a step: later ones are taken back, or earlier"
            " ones done again. It asks first, and you can always come back."
        ),
        N_("g shows the activity that a step changed; c compares the plan with that moment."),
        N_("f filters by words, a by author, t by day; x shows steps that were replaced as well."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "back_to", N_("Back to here")),
        Binding("g", "jump", N_("Show activity")),
        Binding("c", "compare", N_("Compare")),
        Binding("f", "find_text", N_("Filter")),
        Binding("a", "author", N_("Author")),
        Binding("t", "day", N_("Day")),
        Binding("x", "dropped", N_("Replaced steps"), show=False),
        Binding("escape", "leave", N_("Back")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._layout = history_layout()
        self._filter = HistoryFilter()
        self._lines: list[Line] = []
        self._by_key: dict[str, Line] = {}
        self._rows: tuple[RowLines, ...] = ()

    def compose_room(self) -> ComposeResult:
        with Horizontal(id="filters"):
            yield Input(placeholder=_("f: filter by words"), compact=True, id="text")
            yield Chips(id="chips")
        with Horizontal(id="work"):
            yield TableList(self._layout, id="steps")
            with VerticalScroll(id="step-scroll", can_focus=False):
                yield Static(id="step")

    def on_mount(self) -> None:
        self.query_one("#steps").focus()

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        assert self.planner.workspace is not None
        self._lines = self.planner.workspace.history(MOST_STEPS)
        self._paint()

    def _paint(self) -> None:
        clock = self.state.programme.clock
        shown = listed(self._lines, self._filter, clock.tz)
        self._by_key = {str(line.step.id): line for line in shown}
        steps = self.query_one("#steps", TableList)
        steps.empty = (
            _("No step passes the filter: press f and empty it, or click a filter to widen it.")
            if self._lines
            else _("Nothing has been done yet: every change you make will stand here.")
        )
        here = current(self._lines)
        now = datetime.now(UTC)
        steps.show_rows(history_rows(shown, here, self._layout, clock.tz, now))
        wanted = self._filter
        self.query_one("#chips", Chips).show((
            Chip("author", wanted.author or _("everybody"), wanted.author is not None),
            Chip("day", short_date(wanted.day) if wanted.day else _("all days"), bool(wanted.day)),
            Chip("dropped", _("× replaced steps"), wanted.dropped),
        ))  # fmt: skip
        self._show_step()

    @property
    def _current(self) -> Line | None:
        return self._by_key.get(self.query_one("#steps", TableList).cursor_key or "")

    @on(LineList.Highlighted, "#steps")
    def _show_step(self) -> None:
        """What the step under the cursor changed."""
        line, pane = self._current, self.query_one("#step", Static)
        self._rows = ()
        if line is None or self.planner.state is None:
            pane.update("")
            return
        found = [literal(str(line.label)).stylize("bold"), self._when(line), Content("")]
        try:
            found += self._changes(line)
        except PlannerError as error:
            found.append(literal(str(error)).stylize("$text-error"))
        pane.update(Content("\n").join(found))
        self.query_one("#step-scroll").scroll_home(animate=False)

    def _when(self, line: Line) -> Content:
        at = local(line, self.state.programme.clock.tz)
        is_here = line.step.id == current(self._lines)
        sign, _style, meaning = LOOKS[line.step.state]
        what = f"{NOW_SIGN} {_(NOW_NAME)}" if is_here else f"{sign} {_(meaning)}"
        text = f"{short_date(at.date())} {at:%H:%M} · {line.step.author} · {what}"
        return literal(text).stylize("$text-muted")

    def _changes(self, line: Line) -> list[Content]:
        assert self.planner.workspace is not None
        if line.step.is_floor:
            return [literal(_("The edition was made: history begins here."))]
        before, after = self.planner.workspace.around(line.step)
        changes = changes_between(before, after)
        self._rows = tuple(row_lines(before, after, changes[:MOST_ROWS]))
        found = [piece for n, row in enumerate(self._rows) for piece in _row_content(n, row)]
        if len(changes) > MOST_ROWS:
            found.append(literal(_("… and {n} more").format(n=len(changes) - MOST_ROWS)))
        if not changes:
            found.append(literal(_("What it changed can no longer be told.")))
        return found

    # -- filters --------------------------------------------------------------------------

    def _set_filter(self, wanted: HistoryFilter) -> None:
        if wanted != self._filter and self.planner.state is not None:
            self._filter = wanted
            self._paint()

    @on(Chips.Pressed)
    async def _pressed(self, event: Chips.Pressed) -> None:
        await self.run_action(event.id)

    @work
    async def action_author(self) -> None:
        """Only the steps of one person, or of everybody."""
        names = sorted({line.step.author for line in self._lines}, key=str.casefold)
        choices = [(None, _("— everybody —")), *((name, name) for name in names)]
        chosen = await self.app.push_screen_wait(Pick(_("Whose?"), choices, self._filter.author))
        if chosen is not None:
            self._set_filter(replace(self._filter, author=chosen[0]))

    @work
    async def action_day(self) -> None:
        """Only the steps of one day, or of all."""
        zone = self.state.programme.clock.tz
        days = dict.fromkeys(local(line, zone).date() for line in self._lines)
        choices = [(None, _("— all days —")), *((d, f"{short_date(d)} {d.year}") for d in days)]
        chosen = await self.app.push_screen_wait(Pick(_("Which day?"), choices, self._filter.day))
        if chosen is not None:
            self._set_filter(replace(self._filter, day=chosen[0]))

    def action_dropped(self) -> None:
        """Show or hide the steps that later ones have replaced."""
        self._set_filter(replace(self._filter, dropped=not self._filter.dropped))

    def action_find_text(self) -> None:
        self.query_one("#text", Input).focus()

    @on(Input.Changed, "#text")
    def _typed(self, event: Input.Changed) -> None:
        self._set_filter(replace(self._filter, text=event.value))

    @on(Input.Submitted, "#text")
    def _submitted(self) -> None:
        self.query_one("#steps").focus()

    def action_leave(self) -> None:
        """Out of the filter, then out of the screen."""
        if self._filter.text or self.query_one("#text").has_focus:
            self.query_one("#text", Input).value = ""
            self.query_one("#steps").focus()
        else:
            super().action_leave()

    # -- going about ----------------------------------------------------------------------

    @on(LineList.Opened, "#steps")
    @work
    async def action_back_to(self) -> None:
        """Undo or redo to the step under the cursor, after asking."""
        line, workspace = self._current, self.planner.workspace
        if line is None or workspace is None:
            return
        try:
            path = workspace.path_to(line.step.id)
        except PlannerError as error:
            self.planner.complain(error)
            return
        if not path:
            self.planner.say(_nowhere(line))
            return
        backwards = path[0].step.state == "done"
        question = (
            plural("Take back {n} step?", "Take back {n} steps?", len(path))
            if backwards
            else plural("Do {n} step again?", "Do {n} steps again?", len(path))
        )
        yes = _("Take back") if backwards else _("Do again")
        if await self.app.push_screen_wait(
            Confirm(str(question), yes, _hint(path, workspace.author))
        ):
            self._go(line.step.id)

    def _go(self, step_id: int) -> None:
        assert self.planner.workspace is not None
        try:
            passage = self.planner.workspace.go_to(step_id)
        except PlannerError as error:
            self.planner.complain(error)
            return
        self.planner.show_workspace()
        turned = plural("{n} step turned.", "{n} steps turned.", len(passage.lines))
        if passage.stopped is None:
            self.planner.say(turned)
        else:
            sentence = Phrase("{turned} No further:", turned=turned)
            self.planner.complain(
                PlannerError(Phrase("{a} {b}", a=sentence, b=passage.stopped.phrase))
            )

    @work
    async def action_jump(self) -> None:
        """Show what the step changed: the activity, or one of several."""
        known = self.state.programme.activities
        found = {row.activity_id: row.title for row in self._rows if row.activity_id in known}
        if not found:
            self.planner.say(Phrase("This step changed no activity that is in the plan now."))
            return
        chosen: tuple[str | None] | None = (next(iter(found)),)
        if len(found) > 1:
            chosen = await self.app.push_screen_wait(Pick(_("Which one?"), list(found.items())))
        if chosen is not None and chosen[0] is not None:
            self.planner.go_to_activity(chosen[0])

    def action_jump_to(self, number: int) -> None:
        """Show an activity that was clicked."""
        activity_id = self._rows[number].activity_id if number < len(self._rows) else None
        if activity_id in self.state.programme.activities:
            self.planner.go_to_activity(str(activity_id))

    def action_compare(self) -> None:
        """The plan after this step, beside the plan as it is."""
        if (line := self._current) is not None:
            self.planner.wanted = ("step", str(line.step.id))
            self.planner.action_tool("compare")


def _row_content(number: int, row: RowLines) -> list[Content]:
    title = Content(f"{row.sign} {visible(row.title)}")
    if row.activity_id is not None:
        title = title.stylize(Style.from_meta({"@click": f"screen.jump_to({number})"}))
    fields = [
        Content.assemble(
            ("    " + colon(field.name) + " ", "$text-muted"),
            visible(field.before),
            (" → ", "$text-muted"),
            (visible(field.after), "bold"),
        )
        for field in row.fields
    ]
    return [title, *fields]


def _of_another(line: Line, author: str) -> str:
    return "" if line.step.author == author else f" ({line.step.author})"


def _nowhere(line: Line) -> Phrase:
    if line.step.state == "dropped":
        return Phrase("This step was replaced by later ones: there is no way back to it.")
    return Phrase("The plan stands at this step already.")


def _hint(path: tuple[Line, ...], author: str) -> str:
    """The first few steps that will be turned, whose they are, and that nothing is lost."""
    shown = [f"• {line.label}{_of_another(line, author)}" for line in path[:4]]
    others = dict.fromkeys(line.step.author for line in path if line.step.author != author)
    if others:
        shown.insert(0, _("Among them are steps of {names}.").format(names=", ".join(others)))
    if len(path) > len(shown):
        shown.append(_("… and {n} more").format(n=len(path) - len(shown)))
    hint = _("You can come back here as long as nothing else is changed.")
    return "\n".join([*shown, hint])
