"""The second half of Proposals: what is proposed, item by item, and what it would do."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from planner.phrases import N_, _
from planner.propose.proposal import LeftOut, Proposal
from planner.propose.words import counted
from planner.side_by_side import Side, pairs
from screens.compare_rows import compare_rows
from screens.proposal_preview import Preview, Previewer
from screens.proposal_run import ProposalRun
from screens.proposals_board import ProposalBoard
from screens.proposals_details import (
    alternative_lines,
    effect_lines,
    item_lines,
    left_lines,
    notes,
    status_line,
)
from screens.proposals_list import MarkList
from screens.proposals_rows import (
    item_rows,
    left_rows,
    other_rows,
    score_layout,
    score_rows,
)
from screens.proposals_setup import Setup
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import ListRow
from screens.widgets.list_tabs import ListTab, ListTabs
from screens.widgets.table_list import TableList
from screens.widgets.text_pane import TextPane

CHANGES, LEFT, SCORES, OTHERS, BOARD, BESIDE = range(6)
TAB_NAMES = (
    N_("Changes"),
    N_("Left out"),
    N_("Figures"),
    N_("Other plans"),
    N_("Board"),
    N_("Before and after"),
)
#: The list of each tab, and what it says when it is empty.
LISTS = {
    CHANGES: ("items", N_("Nothing to change: the plan stands as it is.")),
    LEFT: ("left-out", N_("Nothing is left out: everything that was wished for is in it.")),
    SCORES: ("scores", N_("This solver gives no figures.")),
    OTHERS: ("others-list", N_("No other plan is as good.")),
    BESIDE: ("pairs", N_("Before and after are alike: nothing is accepted, or nothing changes.")),
}


class Review(Setup, ProposalBoard):
    """Lists of what is proposed, and the plan as it would be."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "tab(1)", N_("Next part"), key_display="→"),
        Binding("left", "tab(-1)", N_("Part before"), show=False, key_display="←"),
        Binding("t", "tab(1)", N_("Next part"), show=False),
        Binding("b", "board", N_("Board")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._tab = CHANGES
        self._preview: Preview | None = None
        self._previewer: Previewer | None = None
        self._score_layout = score_layout()

    def compose_review(self) -> ComposeResult:
        with Vertical(id="review"):
            yield Static(id="status")
            yield Chips(id="review-actions")
            yield ListTabs()
            with ContentSwitcher(initial="listed", id="pages"):
                with Horizontal(id="listed"):
                    with ContentSwitcher(initial="items", id="lists"):
                        yield MarkList(id="items")
                        yield LineList(id="left-out")
                        yield TableList(self._score_layout, id="scores")
                        yield LineList(id="others-list")
                        yield LineList(id="pairs")
                    yield TextPane(id="why", can_focus=False)
                yield from self.compose_board()

    # -- what is in view ------------------------------------------------------------------

    @property
    def proposal(self) -> Proposal | None:
        """What is looked at."""
        run = self.run_shown
        return run.proposal if run is not None else None

    @property
    def preview(self) -> Preview | None:
        """What the accepted part would do; None while that is worked out for the first time."""
        found, proposal = self._preview, self.proposal
        return found if found is not None and found.of.proposal is proposal else None

    @property
    def list_shown(self) -> LineList | None:
        """The list of the tab; None on the board."""
        return self.query_one(f"#{LISTS[self._tab][0]}", LineList) if self._tab in LISTS else None

    @property
    def tab_shown(self) -> int:
        """The part of the proposal in view."""
        return self._tab

    @property
    def is_on_board(self) -> bool:
        return self._tab == BOARD

    # -- painting -------------------------------------------------------------------------

    def paint_review(self) -> None:
        """Everything about the proposal that is in view."""
        run = self.run_shown
        if run is None:
            return
        self.paint_status()
        self._paint_tabs(run)
        self._ask_preview(run)
        if self.is_on_board:
            self.repaint()
        else:
            self._paint_list(run)
            self._paint_why()
        self.refresh_bindings()

    def paint_status(self) -> None:
        """The line that moves, and what can be done."""
        run, programme = self.run_shown, self.state.programme
        if run is None:
            return
        is_stale = run.is_stale(programme)
        self.query_one("#status", Static).update(status_line(run, is_stale=is_stale))
        self.query_one("#review-actions", Chips).show(_actions(run, is_stale=is_stale))

    def _paint_tabs(self, run: ProposalRun) -> None:
        proposal = run.proposal
        counts = (0, 0, 0, 0, 0, 0)
        if proposal is not None:
            left, scores = len(proposal.left_out), len(proposal.scores)
            others = len(run.choices) - 1
            counts = (len(proposal.everything), left, scores, others, 0, 0)
        tabs = self.query_one(ListTabs)
        tabs.tabs = tuple(
            ListTab(_(name), n if number < BOARD else None)
            for number, (name, n) in enumerate(zip(TAB_NAMES, counts, strict=True))
        )
        tabs.current = self._tab

    def _paint_list(self, run: ProposalRun) -> None:
        lines = self.list_shown
        if lines is None:
            return
        empty = _(LISTS[self._tab][1])
        if run.is_running and self._tab in (LEFT, OTHERS):
            empty = _("That is worked out when the solver ends.")
        if run.proposal is None:
            empty = _("Looking for a first plan …") if run.is_running else _("g plans.")
        lines.empty = empty
        lines.show_rows(self._rows(run))

    def _rows(self, run: ProposalRun) -> list[ListRow]:
        proposal = run.proposal
        if proposal is None:
            return []
        match self._tab:
            case 0:
                return item_rows(proposal, run.accepted)
            case 1:
                return left_rows(proposal.left_out)
            case 2:
                return score_rows(proposal.base, proposal.scores, self._score_layout)
            case 3:
                return other_rows(run.choices, run.shown)
            case _:
                return self._pair_rows(proposal)

    def _pair_rows(self, proposal: Proposal) -> list[ListRow]:
        after = self.preview.knock_on.programme if self.preview else proposal.base
        sides = Side(proposal.base), Side(after)
        return compare_rows(*sides, [pair for pair in pairs(*sides) if pair.differs])

    @on(LineList.Highlighted, "#items")
    @on(LineList.Highlighted, "#left-out")
    @on(LineList.Highlighted, "#others-list")
    def _paint_why(self) -> None:
        """What is under the cursor, and what all that is accepted would do."""
        run, pane = self.run_shown, self.query_one("#why", TextPane)
        lines = self.list_shown
        if run is None or run.proposal is None or lines is None:
            pane.update(Content(""))
            return
        found = [*self._lines_about(run, run.proposal, lines.cursor_key or "")]
        found = [*found, Content("")] if found else found
        found += [*effect_lines(run, self._preview), *notes(run.proposal)]
        pane.update(Content("\n").join(found), about=f"{self._tab} {lines.cursor_key}")

    def _lines_about(self, run: ProposalRun, proposal: Proposal, key: str) -> list[Content]:
        match self._tab:
            case 0:
                item = next((i for i in proposal.items if i.key == key), None)
                return list(item_lines(proposal, item, self.preview)) if item else []
            case 1:
                left = self._left_out()
                return list(left_lines(left, proposal)) if left else []
            case 3 if key.isdecimal() and int(key) < len(run.choices):
                return list(alternative_lines(run.choices[int(key)]))
        return []

    def _left_out(self) -> LeftOut | None:
        """What is left out under the cursor."""
        key = self.query_one("#left-out", LineList).cursor_key
        proposal = self.proposal
        return (
            next((each for each in proposal.left_out if each.key == key), None)
            if proposal
            else None
        )

    # -- what it would do -----------------------------------------------------------------

    def _ask_preview(self, run: ProposalRun) -> None:
        if run.proposal is None:
            self._preview = None
            return
        if self._previewer is None:
            self._previewer = Previewer(self.planner, self._previewed, self.planner.complain)
        self._previewer.ask(run.proposal, run.accepted, busy=run.is_running)

    def _previewed(self, preview: Preview) -> None:
        self._preview = preview
        if self.is_mounted and self.planner.state is not None and self.is_reviewing:
            if self.is_on_board:
                self.repaint()
            else:
                if self._tab == BESIDE and (run := self.run_shown) is not None:
                    self._paint_list(run)
                self._paint_why()

    @property
    def is_reviewing(self) -> bool:
        """Whether this half of the screen is in view."""
        raise NotImplementedError

    # -- tabs -----------------------------------------------------------------------------

    def action_tab(self, step: int) -> None:
        """The part before or after."""
        self.go_to_tab((self._tab + step) % len(TAB_NAMES))

    @on(ListTabs.Chosen)
    def _tab_chosen(self, event: ListTabs.Chosen) -> None:
        self.go_to_tab(event.number)

    def go_to_tab(self, number: int) -> None:
        """Show another part of the proposal."""
        self._tab = number
        self.set_class(number == BESIDE, "-beside")
        pages, lists = self.query_one("#pages", ContentSwitcher), self.query_one("#lists")
        pages.current = "board-page" if self.is_on_board else "listed"
        if number in LISTS:
            assert isinstance(lists, ContentSwitcher)
            lists.current = LISTS[number][0]
        self.paint_review()
        if self.is_on_board:
            self._show_item()
        (self.list_shown or self.timeline).focus()

    def action_board(self) -> None:
        """The plan as it would be; again: back to the changes."""
        self.go_to_tab(CHANGES if self.is_on_board else BOARD)

    def _show_item(self) -> None:
        """On the board the cursor goes to the item that it is on in the list of changes."""
        key, proposal = self.query_one("#items", LineList).cursor_key, self.proposal
        item = next((i for i in proposal.items if i.key == key), None) if proposal else None
        spans = self.seen.programme.spans
        found = next((i for i in item.activities if i in spans), None) if item else None
        if found is not None:
            self.show_activity(found)


def _actions(run: ProposalRun, *, is_stale: bool) -> list[Chip]:
    """What can be done with the proposal, to click on."""
    proposal, chips = run.proposal, list[Chip]()
    if proposal is not None and not is_stale and proposal.everything:
        what = counted(len(run.accepted), len(proposal.everything))
        text = _("Apply {changes} (a)").format(changes=what)
        chips.append(Chip("apply", text, bool(run.accepted)))
        chips.append(Chip("mark_all", _("All/none (m)"), brief=_("All (m)")))
    if run.is_running:
        chips.append(Chip("stop", _("Stop (s)")))
    else:
        chips.append(Chip("again", _("Plan again (g)"), is_stale, _("Again (g)")))
    chips.append(Chip("discard", _("Discard (d)")))
    chips.append(Chip("leave", _("Back (esc)")))
    return chips
