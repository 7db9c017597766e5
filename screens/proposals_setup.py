"""The first half of Proposals: what can be proposed, and what is set before a solver starts."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from planner.errors import PlannerError
from planner.phrases import N_, _, colon
from planner.programme import Programme
from planner.propose.kinds import KEEPS, Setting, Sort
from planner.round_table import round_tables
from screens.dialogs import Ask, Pick
from screens.proposal_job import ProposalJobs, jobs_of
from screens.proposal_run import ProposalRun
from screens.proposals_details import about_kind
from screens.proposals_dialog import Several
from screens.proposals_loss import WHAT, ask_loss
from screens.proposals_rows import kind_rows
from screens.proposals_scoring import Scoring
from screens.text import literal
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList
from screens.widgets.text_pane import TextPane

#: How long a solver may look, in seconds: what + and - go through.
SECONDS_OFFERED = (2, 5, 10, 30, 60, 300)
#: More names of what is chosen are counted.
MOST_NAMES = 3


class SettingLine(Horizontal):
    """What is set, and its choices to click on."""

    def __init__(self, label: str, chips_id: str) -> None:
        super().__init__(classes="setting")
        self._label, self._chips_id = label, chips_id

    def compose(self) -> ComposeResult:
        yield Static(literal(self._label), classes="setting-label")
        yield Chips(id=self._chips_id)


class Setup(Scoring):
    """The kinds of proposals with their settings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus", "seconds(1)", N_("Longer"), key_display="+", show=False),
        Binding("minus", "seconds(-1)", N_("Shorter"), key_display="-", show=False),
        Binding("w", "keep", N_("What stays")),
        Binding("e", "settings", N_("Settings")),
    ]

    @property
    def jobs(self) -> ProposalJobs:
        """The proposals of the app."""
        return jobs_of(self.planner)

    @property
    def run_shown(self) -> ProposalRun | None:
        """The kind that is looked at."""
        return self.jobs.run

    def compose_setup(self) -> ComposeResult:
        with Horizontal(id="setup"):
            yield LineList(id="kinds", empty=_("No solver is installed."))
            with Vertical(id="settings"):
                yield Static(id="kind-title")
                yield SettingLine(_("Time (+ -)"), "seconds")
                yield SettingLine(_("Stays (w)"), "keep")
                yield SettingLine(_("More (e)"), "others")
                yield SettingLine(_("Scores (s)"), "places")
                yield Chips(id="setup-actions")
                yield TextPane(id="about", can_focus=False)

    # -- painting -------------------------------------------------------------------------

    def paint_setup(self) -> None:
        """The kinds, and the settings of that under the cursor."""
        programme, run = self.state.programme, self.run_shown
        rows = kind_rows(list(self.jobs.runs.values()), programme)
        self.query_one("#kinds", LineList).show_rows(rows, self.jobs.chosen)
        if run is None:
            return
        self.query_one("#kind-title", Static).update(literal(_(run.kind.title)))
        self.query_one("#seconds", Chips).show(
            [
                Chip(str(n), _("{n} s").format(n=n), n == run.seconds)
                for n in sorted({*SECONDS_OFFERED, run.seconds})
            ]
        )
        self._paint_keep(run)
        others = [
            Chip(s.field, self._setting_text(programme, run, s), s.field in run.values)
            for s in _settings(run)
        ]
        if run.kind.loses:
            what = run.values.get(WHAT)
            text = str(what) if what is not None else _("What has happened?")
            others.insert(0, Chip(WHAT, text, what is not None))
        self._line("others").display = bool(others)
        self.query_one("#others", Chips).show(others)
        self._paint_scores(run)
        self.query_one("#setup-actions", Chips).show(list(self._setup_actions(run)))
        self.query_one("#about", TextPane).update(about_kind(run), about=run.kind.name)

    def _paint_keep(self, run: ProposalRun) -> None:
        keep = run.kind.default("keep")
        self._line("keep").display = keep is not None
        if keep is not None:
            chosen = str(run.values.get("keep", keep))
            chips = [Chip(name, _(words), name == chosen) for name, words in KEEPS.items()]
            self.query_one("#keep", Chips).show(chips)

    def _paint_scores(self, run: ProposalRun) -> None:
        self._line("places").display = run.kind.scored is not None
        if run.kind.scored is not None:
            chip = Chip("scores", self.scores_text(run), bool(run.scores_wanted))
            self.query_one("#places", Chips).show([chip])

    def _line(self, chips_id: str) -> SettingLine:
        found = self.query_one(f"#{chips_id}").parent
        assert isinstance(found, SettingLine)
        return found

    @staticmethod
    def _setup_actions(run: ProposalRun) -> Iterator[Chip]:
        if run.is_running:
            yield Chip("review", _("Show the best so far (enter)"), True)
            yield Chip("stop", _("Stop (s)"))
        elif run.best is not None:
            yield Chip("review", _("Review (enter)"), True)
            yield Chip("again", _("Plan again (g)"))
            yield Chip("discard", _("Discard (d)"))
        else:
            yield Chip("again", _("Propose (enter)"), True)

    @staticmethod
    def _value(run: ProposalRun, setting: Setting) -> Any:
        return run.values.get(setting.field, run.kind.default(setting.field))

    def _setting_text(self, programme: Programme, run: ProposalRun, setting: Setting) -> str:
        value = self._value(run, setting)
        match setting.sort:
            case Sort.SWITCH:
                text = _("yes") if value else _("no")
            case Sort.NUMBER:
                text = "—" if value is None else str(value)
            case Sort.CHOICE:
                text = _(dict(setting.choices).get(value, N_("as it is")))
            case _:
                known = dict(choices_of(programme, setting))
                ids = [value] if isinstance(value, str) else list(value or ())
                named = [known[i] for i in ids if i in known]
                text = ", ".join(named[:MOST_NAMES]) or _("all")
                if len(named) > MOST_NAMES:
                    text += f" +{len(named) - MOST_NAMES}"
        return f"{colon(_(setting.name))} {text}"

    # -- choosing -------------------------------------------------------------------------

    @on(LineList.Highlighted, "#kinds")
    def _kind_highlighted(self, event: LineList.Highlighted) -> None:
        if event.key is not None and event.key != self.jobs.chosen and self.planner.state:
            self.jobs.chosen = event.key
            self.paint_setup()
            self.refresh_bindings()

    def set_value(self, **values: Any) -> None:
        """Set something for the kind that is looked at."""
        if (run := self.run_shown) is not None and self.planner.state is not None:
            run.values.update(values)
            self.paint_setup()

    @on(Chips.Pressed, "#seconds")
    def _seconds_pressed(self, event: Chips.Pressed) -> None:
        if (run := self.run_shown) is not None:
            run.seconds = int(event.id)
            self.paint_setup()

    def action_seconds(self, step: int) -> None:
        """Look longer (1) or not so long (-1)."""
        if (run := self.run_shown) is None:
            return
        beyond = [n for n in SECONDS_OFFERED if (n > run.seconds if step > 0 else n < run.seconds)]
        if beyond:
            run.seconds = min(beyond) if step > 0 else max(beyond)
            self.paint_setup()

    @on(Chips.Pressed, "#keep")
    def _keep_pressed(self, event: Chips.Pressed) -> None:
        from planner.propose.proposal import Keep

        self.set_value(keep=Keep(event.id))

    def action_keep(self) -> None:
        """What of the plan stays as it is: the next choice."""
        from planner.propose.proposal import Keep

        run = self.run_shown
        if run is None or (default := run.kind.default("keep")) is None:
            return
        order = list(KEEPS)
        here = order.index(str(run.values.get("keep", default)))
        self.set_value(keep=Keep(order[(here + 1) % len(order)]))

    @on(Chips.Pressed, "#places")
    def _scores_pressed(self) -> None:
        self.action_scores()

    @on(Chips.Pressed, "#others")
    def _other_pressed(self, event: Chips.Pressed) -> None:
        run = self.run_shown
        if event.id == WHAT:
            self.ask_loss()
            return
        found = next((s for s in _settings(run) if s.field == event.id), None) if run else None
        if found is not None:
            self._change_setting(found)

    def action_settings(self) -> None:
        """Change the setting of the kind, or one of several."""
        run = self.run_shown
        offered = _settings(run) if run is not None else ()
        if run is not None and run.kind.loses:
            self.ask_loss()
        elif run is None or not offered:
            return
        elif len(offered) == 1:
            self._change_setting(offered[0])
        else:
            self._pick_setting(run, offered)

    @work
    async def _pick_setting(self, run: ProposalRun, offered: tuple[Setting, ...]) -> None:
        programme = self.state.programme
        choices = [(s, self._setting_text(programme, run, s)) for s in offered]
        chosen = await self.app.push_screen_wait(Pick(_("Which setting?"), choices))
        if chosen is not None:
            self._change_setting(chosen[0])

    @work
    async def _change_setting(self, setting: Setting) -> None:
        run, programme = self.run_shown, self.state.programme
        if run is None:
            return
        value, title = self._value(run, setting), _(setting.name)
        match setting.sort:
            case Sort.SWITCH:
                self.set_value(**{setting.field: not value})
            case Sort.CHOICE:
                choices: list[tuple[Any, str]] = [(v, _(name)) for v, name in setting.choices]
                if run.kind.default(setting.field) is None:
                    choices.insert(0, (None, _("as it is")))
                chosen = await self.app.push_screen_wait(Pick(title, choices, value))
                if chosen is not None:
                    self.set_value(**{setting.field: chosen[0]})
            case Sort.NUMBER:
                text = await self.app.push_screen_wait(Ask(colon(title), str(value or "")))
                if text is not None and text.isdecimal():
                    self.set_value(**{setting.field: int(text)})
            case Sort.ROUND_TABLE:
                tables = [(None, _("— all —")), *choices_of(programme, setting)]
                chosen = await self.app.push_screen_wait(Pick(title, tables, value))
                if chosen is not None:
                    self.set_value(**{setting.field: chosen[0]})
            case _:
                dialog = Several(title, choices_of(programme, setting), value or ())
                several = await self.app.push_screen_wait(dialog)
                if several is not None:
                    self.set_value(**{setting.field: several})

    @work
    async def ask_loss(self) -> None:
        """What has happened, for a repair; then it is looked for."""
        run = self.run_shown
        if run is None:
            return
        try:
            values = await ask_loss(self.planner)
        except PlannerError as error:
            self.planner.complain(error)
            return
        if values is not None:
            self.set_value(**values)
            self.start(run)

    def start(self, run: ProposalRun) -> None:
        """Let the solver begin."""
        raise NotImplementedError


def _settings(run: ProposalRun) -> tuple[Setting, ...]:
    """What is set by itself: scores have a list of their own."""
    return tuple(s for s in run.kind.offered if s.sort is not Sort.SCORES)


def choices_of(programme: Programme, setting: Setting) -> list[tuple[str, str]]:
    """The rows that a setting can name: ids and names."""
    match setting.sort:
        case Sort.DELEGATIONS:
            return [(d.id, d.name) for d in programme.active_delegations]
        case Sort.TOURS:
            return [(t.id, t.name) for t in programme.tours.values()]
        case Sort.ROUND_TABLE:
            return [(a.id, a.title) for a in round_tables(programme)]
        case _:
            return []
