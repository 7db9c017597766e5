"""The Conflicts room: what does not work in the plan, why, and what would help."""

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from planner.conflicts import Severity
from planner.edits.conflicts import unaccept
from planner.entities import Activity
from planner.phrases import N_, Phrase, _, short_date
from screens import flows
from screens.conflict_details import conflict_lines
from screens.conflict_rows import (
    JOB_NAMES,
    SEVERITY_NAMES,
    ConflictFilter,
    Listed,
    conflict_rows,
    listed,
    rule_name,
)
from screens.dialogs import Pick
from screens.forms.specs import spec_for
from screens.jump import show_conflict
from screens.remedy_list import RemedyList
from screens.room import RoomScreen
from screens.state import State
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList
from screens.widgets.text_pane import NOTHING, TextPane

#: What Textual makes of alt and a digit in terminals that send an escape before it: it takes
#: them for the characters that the option key of a Mac gives.
ALT = {
    1: "inverted_exclamation_mark",
    2: "trade_mark_sign",
    3: "pound_sign",
    4: "cent_sign",
    5: "infinity",
    6: "section_sign",
    7: "pilcrow_sign",
    8: "bullet",
    9: "ª",
}


class ConflictsScreen(RoomScreen):
    """Conflicts by severity; the one under the cursor in full, with its remedies."""

    ROOM = "conflicts"
    CSS_PATH = "conflicts.tcss"
    GUIDE = (
        N_("Enter shows the conflict on the board; n and N go to the next and the previous one."),
        N_(
            "Remedies are tried on a copy of the plan first: alt+1 carries out the first one,"
            " a click or enter on a line does too. u takes it back."
        ),
        N_(
            "y accepts a conflict with a note, or takes that back. It returns by itself when its"
            " facts change."
        ),
        N_(
            "b, w and t show or hide blocking ones, warnings and things to check; v the accepted"
            " ones."
        ),
        N_(
            "r chooses a rule, g a delegation, [ and ] the day, c a part of the plan; f filters by"
            " words, escape shows everything."
        ),
        N_("o goes to the room where it is put right. f8 and shift+f8 do so from every room."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "board", N_("On the board")),
        Binding("o", "place", N_("In its room")),
        Binding("y", "accept", N_("Accept")),
        Binding(f"alt+1,{ALT[1]}", "remedy(1)", N_("1st remedy"), key_display="alt+1"),
        *(Binding(f"alt+{n},{ALT[n]}", f"remedy({n})", show=False) for n in range(2, 10)),
        Binding("e", "edit", N_("Edit")),
        Binding("n", "step(1)", N_("Next"), show=False),
        Binding("N", "step(-1)", N_("Previous"), show=False, key_display="N"),
        Binding("b", "severity(0)", N_("Blocking"), show=False),
        Binding("w", "severity(1)", N_("Warnings"), show=False),
        Binding("t", "severity(2)", N_("To check"), show=False),
        Binding("v", "accepted", N_("Accepted ones"), show=False),
        Binding("r", "rule", N_("Rule")),
        Binding("g", "delegation", N_("Delegation")),
        Binding("c", "job", N_("Part of the plan"), show=False),
        Binding(
            "left_square_bracket", "next_day(-1)", N_("Day before"), key_display="[", show=False
        ),
        Binding(
            "right_square_bracket", "next_day(1)", N_("Day after"), key_display="]", show=False
        ),
        Binding("f", "find_text", N_("Filter")),
        Binding("escape", "clear", N_("Show everything"), show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self._filter = ConflictFilter()
        self._listed: dict[str, Listed] = {}

    def compose_room(self) -> ComposeResult:
        with Horizontal(id="filters"):
            yield Input(placeholder=_("f: filter by words"), compact=True, id="text")
            yield Chips(id="chips")
        with Horizontal(id="work"):
            yield LineList(id="conflict-list")
            with Vertical(id="side"):
                yield TextPane(id="conflict-details", can_focus=False)
                yield RemedyList(id="remedies")

    def on_mount(self) -> None:
        self.query_one("#conflict-list").focus()

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        found = listed(state, self._filter)
        self._listed = {each.key: each for each in found}
        conflicts = self.query_one("#conflict-list", LineList)
        conflicts.empty = self._nothing(state)
        conflicts.show_rows(conflict_rows(state, found))
        self._show_chips(state)
        self._show_details()

    def _nothing(self, state: State) -> str:
        if state.conflicts:
            return _("No conflicts pass the filter: escape shows all {n}.").format(
                n=len(state.conflicts)
            )
        programme = state.programme
        return _(
            "No conflicts. Looked at {activities} activities, {delegations} delegations,"
            " {delegates} delegates, {hosts} hosts and {sites} places in use."
        ).format(
            activities=len(programme.spans),
            delegations=len(programme.active_delegations),
            delegates=len(programme.delegates),
            hosts=len(programme.hosts),
            sites=len(programme.by_site),
        )

    def _show_chips(self, state: State) -> None:
        wanted = self._filter
        delegation = state.programme.delegations.get(wanted.delegation_id or "")
        accepted = len(state.conflicts) - len(state.open_conflicts)
        chips = [
            Chip(
                f"severity {s.value}",
                f"{s.sign} {_(SEVERITY_NAMES[s])} {state.counts[s]}",
                s in wanted.severities,
                f"{s.sign} {state.counts[s]}",
            )
            for s in Severity
        ]
        self.query_one("#chips", Chips).show(
            (
                *chips,
                Chip(
                    "accepted",
                    _("✓ Accepted {n}").format(n=accepted),
                    wanted.accepted,
                    f"✓ {accepted}",
                ),
                Chip(
                    "rule",
                    rule_name(wanted.rule) if wanted.rule else _("every rule"),
                    wanted.rule is not None,
                    "" if wanted.rule else _("rule ▾"),
                ),
                Chip(
                    "delegation",
                    delegation.name if delegation else _("everybody"),
                    delegation is not None,
                    "" if delegation else _("who ▾"),
                ),
                Chip(
                    "day",
                    short_date(wanted.day) if wanted.day else _("all days"),
                    wanted.day is not None,
                    "" if wanted.day else _("day ▾"),
                ),
                Chip(
                    "job",
                    _(JOB_NAMES[wanted.job]) if wanted.job else _("whole plan"),
                    wanted.job is not None,
                    "" if wanted.job else _("part ▾"),
                ),
            )
        )

    @property
    def _current(self) -> Listed | None:
        return self._listed.get(self.query_one("#conflict-list", LineList).cursor_key or "")

    @on(LineList.Highlighted, "#conflict-list")
    def _show_details(self) -> None:
        each, details = self._current, self.query_one("#conflict-details", TextPane)
        if self.planner.state is None:
            return
        if each is not None and each.acceptance is None:
            index = self.state.open_conflicts.index(each.conflict)
            self.planner.conflict = (each.conflict.key, index)
        programme = self.state.programme
        self.set_class(each is None, "-nothing")
        brief = self.has_class("-narrow")
        if each is None:
            details.update(NOTHING)
        else:
            lines = conflict_lines(programme, each, brief=brief)
            details.update(lines, about=each.key)
        wanted = each.conflict if each is not None and each.acceptance is None else None
        self.query_one(RemedyList).show(programme, wanted)

    # -- filters --------------------------------------------------------------------------

    def _set_filter(self, wanted: ConflictFilter) -> None:
        if wanted != self._filter and self.planner.state is not None:
            self._filter = wanted
            self.show(self.state)

    @on(Chips.Pressed)
    def _pressed(self, event: Chips.Pressed) -> None:
        match event.id.split():
            case ["severity", number]:
                self.action_severity(int(number))
            case ["accepted"]:
                self.action_accepted()
            case ["rule"]:
                self.action_rule()
            case ["delegation"]:
                self.action_delegation()
            case ["day"]:
                self.action_day()
            case ["job"]:
                self.action_job()

    def action_severity(self, number: int) -> None:
        """Show or hide a severity."""
        shown = self._filter.severities ^ {Severity(number)}
        self._set_filter(replace(self._filter, severities=shown))

    def action_accepted(self) -> None:
        """Show or hide accepted conflicts."""
        self._set_filter(replace(self._filter, accepted=not self._filter.accepted))

    @work
    async def action_rule(self) -> None:
        """Only the conflicts of one rule, or of every rule."""
        names = {c.rule: rule_name(c.rule) for c in self.state.conflicts}
        choices = [(None, _("— every rule —")), *sorted(names.items(), key=lambda x: x[1])]
        chosen = await self.app.push_screen_wait(Pick(_("Which rule?"), choices, self._filter.rule))
        if chosen is not None:
            self._set_filter(replace(self._filter, rule=chosen[0]))

    @work
    async def action_delegation(self) -> None:
        """Only what concerns one delegation, or everybody."""
        coming = self.state.programme.active_delegations
        choices = [(None, _("— everybody —")), *((d.id, d.name) for d in coming)]
        chosen = await self.app.push_screen_wait(
            Pick(_("Which delegation?"), choices, self._filter.delegation_id)
        )
        if chosen is not None:
            self._set_filter(replace(self._filter, delegation_id=chosen[0]))

    @work
    async def action_day(self) -> None:
        """Only the conflicts of one day, or of all."""
        days = ((day, short_date(day)) for day in self.state.programme.days)
        choices = [(None, _("— all days —")), *days]
        chosen = await self.app.push_screen_wait(Pick(_("Which day?"), choices, self._filter.day))
        if chosen is not None:
            self._set_filter(replace(self._filter, day=chosen[0]))

    def action_next_day(self, days: int) -> None:
        """The day before or after; before the first come all days."""
        choices = [None, *self.state.programme.days]
        here = choices.index(self._filter.day) if self._filter.day in choices else 0
        self._set_filter(replace(self._filter, day=choices[(here + days) % len(choices)]))

    @work
    async def action_job(self) -> None:
        """Only the conflicts of one part of the plan, or of all."""
        choices = [(None, _("— the whole plan —")), *((j, _(n)) for j, n in JOB_NAMES.items())]
        chosen = await self.app.push_screen_wait(
            Pick(_("Which part of the plan?"), choices, self._filter.job)
        )
        if chosen is not None:
            self._set_filter(replace(self._filter, job=chosen[0]))

    def action_find_text(self) -> None:
        self.query_one("#text", Input).focus()

    @on(Input.Changed, "#text")
    def _typed(self, event: Input.Changed) -> None:
        self._set_filter(replace(self._filter, text=event.value))

    @on(Input.Submitted, "#text")
    def _submitted(self) -> None:
        self.query_one("#conflict-list").focus()

    def action_clear(self) -> None:
        self.query_one("#text", Input).value = ""
        self._set_filter(ConflictFilter())
        self.query_one("#conflict-list").focus()

    # -- going about, edits ---------------------------------------------------------------

    def action_step(self, rows: int) -> None:
        self.query_one("#conflict-list", LineList).action_move(rows)

    def select(self, key: str) -> None:
        """Put the cursor on a conflict, whatever the filter hides."""
        conflicts = self.query_one("#conflict-list", LineList)
        if not conflicts.select(key):
            self.action_clear()
            conflicts.select(key)

    @work
    async def action_place(self) -> None:
        """Show the place of the conflict in the room where it can be put right."""
        if (each := self._current) is not None:
            await show_conflict(self.planner, each.conflict)

    @on(LineList.Opened, "#conflict-list")
    def action_board(self) -> None:
        """Show the first activity concerned on the board."""
        if (activity := self._concerned()) is not None:
            self.planner.go_to_activity(activity.id)

    def _concerned(self) -> Activity | None:
        """The first activity of the conflict; where it has none, that is said."""
        if (each := self._current) is None:
            return None
        activities = self.state.programme.activities
        known = [activities[a] for a in each.conflict.activities if a in activities]
        if not known:
            self.planner.say(Phrase("This conflict is about no single activity."))
            return None
        return known[0]

    @work
    async def action_accept(self) -> None:
        """Accept the conflict with a note, or take that back."""
        each = self._current
        if each is None:
            return
        conflict = each.conflict
        if each.acceptance is not None:
            self.planner.perform(lambda programme: unaccept(programme, conflict))
        else:
            await flows.accept(self.planner, conflict)

    @work
    async def action_edit(self) -> None:
        """Edit the first activity concerned."""
        if (activity := self._concerned()) is not None:
            await flows.revise(self.planner, activity, spec_for(activity))

    def action_remedy(self, number: int) -> None:
        if not self.query_one(RemedyList).choose(number):
            self.planner.say(Phrase("There is no remedy of the number {number}.", number=number))

    @on(RemedyList.Chosen)
    def _remedy_chosen(self, event: RemedyList.Chosen) -> None:
        if self.planner.perform(lambda _programme: event.edit):
            self.planner.say(Phrase("Done: {label}. u takes it back.", label=event.edit.label))
        self.query_one("#conflict-list").focus()
