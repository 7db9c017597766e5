"""The plan as it would be with what is accepted, painted as on the board; it cannot be changed."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from planner.entities import Activity, Participation
from planner.phrases import Phrase
from planner.programme import Span
from screens.board_views import BoardViews
from screens.details import activity_lines
from screens.proposals_details import effect_lines
from screens.proposals_list import ShownTimeline
from screens.state import State
from screens.widgets.day_bar import DayBar
from screens.widgets.text_pane import TextPane
from screens.widgets.timeline import Timeline

if TYPE_CHECKING:
    from screens.proposal_preview import Preview
    from screens.proposal_run import ProposalRun


class ProposalBoard(BoardViews):
    """A board that shows a preview."""

    @property
    def preview(self) -> "Preview | None":
        """What is to be painted; None: the plan as it is."""
        raise NotImplementedError

    @property
    def run_shown(self) -> "ProposalRun | None":
        """The proposal it is of."""
        raise NotImplementedError

    @property
    def is_on_board(self) -> bool:
        """Whether the board is in view."""
        raise NotImplementedError

    def compose_board(self) -> ComposeResult:
        with Vertical(id="board-page"):
            yield DayBar()
            with Horizontal(id="picture"):
                yield ShownTimeline(id="timeline")
                yield TextPane(id="effects", can_focus=False)

    @property
    def seen(self) -> State:
        """The plan as it would be."""
        preview = self.preview
        if preview is None:
            return self.state
        return State(preview.knock_on.programme, preview.knock_on.conflicts)

    def repaint(self) -> None:
        """Paint the plan as it would be, with where everything comes from."""
        if not self.is_on_board:
            return
        state = self.seen
        columns = self.columns_shown(state.programme)
        self.timeline.show(
            state.programme, self.days_shown, columns, state.marks, moving=self._moving()
        )
        self._paint_effects(state)

    def _moving(self) -> dict[str, Span | None]:
        """What is accepted, and where it comes from: other times, and other people in it."""
        preview = self.preview
        if preview is None:
            return {}
        before = preview.of.proposal.base.spans
        after = preview.knock_on.programme.spans
        rows = [change.entity for change in preview.knock_on.edit.changes]
        moved = [
            a.id for a in rows if isinstance(a, Activity) and before.get(a.id) != after.get(a.id)
        ]
        joined = [p.activity_id for p in rows if isinstance(p, Participation)]
        return {i: before.get(i) for i in (*moved, *joined) if i in after}

    def _paint_effects(self, state: State) -> None:
        run, lines = self.run_shown, list[Content]()
        chosen = self.timeline.cursor_activity
        if run is not None:
            lines += effect_lines(run, self.preview)
        if chosen is not None and chosen in state.programme.activities:
            lines += [Content(""), activity_lines(state, chosen)]
        self.query_one("#effects", TextPane).update(Content("\n").join(lines), about=chosen or "")

    def show_activity(self, activity_id: str) -> None:
        """Put the cursor on an activity, on its day."""
        programme = self.seen.programme
        span = programme.spans.get(activity_id)
        if span is not None:
            self.planner.day = programme.clock.day(span.begin)
        self.repaint()
        self.timeline.select(activity_id)

    @on(Timeline.Highlighted)
    def _highlighted(self) -> None:
        if self.is_on_board and self.planner.state is not None:
            self._paint_effects(self.seen)

    @on(Timeline.MoveRequested)
    @on(Timeline.ResizeRequested)
    @on(Timeline.CreateRequested)
    def _only_shown(self) -> None:
        self.repaint()
        self.planner.say(Phrase("This is only shown: apply the proposal, then change the plan."))
