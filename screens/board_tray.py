"""The tray of unplaced activities beside the board, and placing them."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from planner.entities import Activity
from planner.phrases import N_, Phrase, _, plural
from planner.programme import Programme
from screens.board_drafts import Retimed
from screens.board_places import Places
from screens.kinds import LOOKS
from screens.text import literal
from screens.widgets.timeline import Timeline
from screens.widgets.timeline_drag import snapped

EMPTY = N_("empty: x puts an activity here")


class TrayList(OptionList):
    """Lines that can be dragged onto the board."""

    @dataclass
    class Carried(Message):
        """A line is held over a cell of the screen; ``dropped``: let go of there."""

        activity_id: str
        place: Offset
        dropped: bool = False

        def can_replace(self, message: Message) -> bool:
            """Where the mouse is by now counts."""
            return isinstance(message, TrayList.Carried) and not message.dropped

    def __init__(self) -> None:
        super().__init__(id="tray")
        self._held: str | None = None
        self.carries = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        line = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if event.button == 1 and 0 <= line < self.option_count:
            self._held, self.carries = self.get_option_at_index(line).id, False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held is not None and (
            self.carries or not self.content_region.contains_point(event.screen_offset)
        ):
            self.carries = True
            self.post_message(self.Carried(self._held, event.screen_offset))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        held, carried = self._held, self.carries
        self._held, self.carries = None, False
        self.release_mouse()
        if held is not None and carried:
            self.post_message(self.Carried(held, event.screen_offset, dropped=True))


class TrayPane(Vertical):
    """How many are unplaced, and which."""

    def compose(self) -> ComposeResult:
        yield Static(id="tray-title")
        yield TrayList()

    def on_mount(self) -> None:
        self._shown: tuple[Activity, ...] | None = None

    def show(self, programme: Programme) -> None:
        """Show the unplaced activities of a programme; the cursor stays in its line."""
        rows, tray = programme.unplaced, self.query_one(TrayList)
        if rows == self._shown or tray.carries:
            return
        self._shown = rows
        here = tray.highlighted
        count = plural("Tray: {n} unplaced", "Tray: {n} unplaced", len(rows))
        title = Content.assemble(f"{count} ", ("t" if rows else _(EMPTY), "$text-muted"))
        self.query_one("#tray-title", Static).update(title)
        tray.display = bool(rows)
        tray.clear_options()
        tray.add_options(Option(_line(row), id=row.id) for row in rows)
        if here is not None and rows:
            tray.highlighted = min(here, len(rows) - 1)


def _line(row: Activity) -> Content:
    look = LOOKS[row.kind]
    minutes = _("{n} min").format(n=row.minutes)
    return literal(f"{look.sign} {row.title or _('(no title)')} ({minutes})")


class Tray(Places):
    """Placing what is in the tray: at the cursor, at its best place, or by dragging."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("t", "tray", N_("Tray"), show=False)]

    @property
    def subject(self) -> str | None:
        tray = self.query_one(TrayList)
        option = tray.highlighted_option
        return option.id if tray.has_focus and option is not None else super().subject

    def action_tray(self) -> None:
        """To the tray, and back to the board."""
        tray = self.query_one(TrayList)
        if tray.has_focus:
            self.query_one(Timeline).focus()
        elif not self.state.programme.unplaced:
            self.planner.say(Phrase("The tray is empty: every activity has its place."))
        else:
            tray.focus()
            if tray.highlighted is None:
                tray.highlighted = 0

    @on(OptionList.OptionSelected, "#tray")
    def _at_cursor(self, event: OptionList.OptionSelected) -> None:
        """Show it where the cursor is: on free time there, on an activity right after it."""
        self.settle()
        timeline, spans = self.query_one(Timeline), self.state.programme.spans
        instant = timeline.cursor_instant
        if event.option_id is None or instant is None:
            return
        if (here := spans.get(timeline.cursor_activity or "")) is not None:
            instant = here.end
        timeline.focus()
        self._show_at(event.option_id, instant)

    def _show_at(self, activity_id: str, instant: int) -> bool:
        activity = self.state.programme.activities[activity_id]
        self.planner.selected = activity_id
        return self.draft(Retimed(activity_id, instant, activity.minutes))

    @on(TrayList.Carried)
    def _carried(self, event: TrayList.Carried) -> None:
        """Show it where the mouse holds it; beside the board nowhere."""
        timeline = self.query_one(Timeline)
        instant = timeline.instant_at(event.place)
        if self.pending is not None and self.pending.draft.activity_id != event.activity_id:
            self.settle()
        if instant is None:
            self.action_drop()
        elif self._show_at(event.activity_id, snapped(instant)) and event.dropped:
            self.settle()
            timeline.focus()
