"""What the board does with two activities or two groups: copy, swap, split, merge."""

from datetime import datetime
from typing import ClassVar, NamedTuple

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from planner.column_names import COLUMN_NAMES
from planner.edits import activities as edits
from planner.edits import groups
from planner.edits.core import Edit
from planner.edits.names import describe
from planner.entities import Activity
from planner.phrases import N_, Phrase, _, colon
from planner.programme import Programme, Span
from screens.board_drafts import Swapped
from screens.board_moving import MovingMode
from screens.detail_lines import brief_moment
from screens.dialogs import Confirm
from screens.split_dialog import SplitDialog
from screens.text import literal


class Mark(NamedTuple):
    """The first of two activities, and the key that takes the second."""

    activity_id: str
    key: str
    text: str


SWAP = ("w", N_("w on another activity swaps its time with that of {what}"))
MERGE = ("m", N_("m on another activity merges it into {what}"))


class Groups(MovingMode):
    """Keys that need a second activity mark the first one, until escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", N_("Copy"), show=False),
        Binding("C", "copy_on", N_("Copy to the next day"), show=False, key_display="C"),
        Binding("w", "swap", N_("Swap"), show=False),
        Binding("s", "split", N_("Split a group off"), show=False),
        Binding("m", "merge", N_("Merge"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.marked: Mark | None = None

    # -- the first of two -------------------------------------------------------------------

    @property
    def marks_shown(self) -> dict[str, Span | None]:
        """The marked activity, drawn as one that is about to move."""
        if self.marked is None:
            return {}
        return {self.marked.activity_id: self.seen.programme.spans.get(self.marked.activity_id)}

    def _second(self, how: tuple[str, str]) -> tuple[Activity, Activity] | None:
        """The marked activity and the one under the cursor; marks it, where it is the first."""
        self.settle()
        activities = self.state.programme.activities
        here = activities.get(self.chosen or "")
        if here is None:
            return None
        mark, (key, text) = self.marked, how
        first = activities.get(mark.activity_id) if mark and mark.key == key else None
        if first is None:
            self._mark(Mark(here.id, key, text))
            return None
        self._mark(None)
        return None if first.id == here.id else (first, here)

    def _mark(self, mark: Mark | None) -> None:
        self.marked = mark
        self.set_class(mark is not None, "-marked")
        self.show_notice()
        self.repaint()

    def show_notice(self) -> None:
        """The line that says what the mark is for."""
        row = self.state.programme.activities.get(self.marked.activity_id) if self.marked else None
        if self.marked is None or row is None:
            return
        text = _(self.marked.text).format(what=describe(self.state.programme, row))
        give_up = Content.assemble((" esc ", "reverse bold"), " ", _("gives up"))
        give_up = give_up.stylize(Style.from_meta({"@click": "screen.drop"}))
        notice = Content.assemble(give_up, "  ", (f"⇄ {literal(text).plain}", "bold $text-accent"))
        self.query_one("#notice", Static).update(notice)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return super().check_action(action, parameters) or (
            action == "drop" and self.marked is not None
        )

    def action_drop(self) -> None:
        """Escape takes the mark away, or gives the draft up."""
        if self.marked is not None and self.pending is None:
            self._mark(None)
        else:
            super().action_drop()

    # -- edits ------------------------------------------------------------------------------

    def action_copy(self) -> None:
        activity_id = self.chosen
        if activity_id and self.planner.perform(lambda p: edits.copy(p, activity_id)):
            self.planner.say(Phrase("The copy is in the tray: t goes there, b finds it a place."))

    def action_copy_on(self) -> None:
        """The same again a day later, which is shown."""
        activity_id, made = self.chosen, list[str]()

        def make(programme: Programme) -> Edit:
            edit = edits.copy_to_next_day(programme, activity_id or "")
            made.append(edit.changes[0].id)
            return edit

        if activity_id and self.planner.perform(make):
            self.planner.go_to_activity(made[0])

    def action_swap(self) -> None:
        """The times of two activities: what that does is shown before it is kept."""
        if (pair := self._second(SWAP)) is not None:
            first, second = pair
            self.draft(Swapped(second.id, first.id))

    @work
    async def action_split(self) -> None:
        """Give some of those in it a copy of their own."""
        programme, activity_id = self.state.programme, self.chosen
        if activity_id is None:
            return
        if len(groups.choices(programme, activity_id)) < 2:
            self.planner.say(Phrase("One takes part at most: there is no group to split off."))
            return
        people = await self.app.push_screen_wait(SplitDialog(programme, activity_id))
        if people:
            self.planner.perform(lambda p: groups.split(p, activity_id, people))

    @work
    async def action_merge(self) -> None:
        """One activity with everybody; where the two differ, after a question."""
        if (pair := self._second(MERGE)) is None:
            return
        first, second = pair
        lines = difference_lines(self.state.programme, first, second)
        if lines:
            question = Phrase(
                "Merge {b} into {a}?",
                a=describe(self.state.programme, first),
                b=describe(self.state.programme, second),
            )
            details = "\n".join([_("They differ; the first stays as it is:"), *lines])
            if not await self.app.push_screen_wait(Confirm(str(question), _("Merge"), details)):
                return
        if self.planner.perform(lambda p: groups.merge(p, first.id, second.id)):
            self.planner.go_to_activity(first.id)


def difference_lines(programme: Programme, first: Activity, second: Activity) -> list[str]:
    """``start: 10:00 | 11:00`` for each column in which two activities differ."""
    return [
        f"{colon(_(COLUMN_NAMES.get(name, name)))} "
        f"{_value(programme, getattr(first, name))} | {_value(programme, getattr(second, name))}"
        for name in groups.differences(programme, first.id, second.id)
    ]


def _value(programme: Programme, value: object) -> str:
    match value:
        case None | "":
            return "–"
        case datetime():
            return brief_moment(value)
        case bool():
            return _("yes") if value else _("no")
        case str():
            for rows in (programme.sites, programme.vehicles):
                if value in rows:
                    return rows[value].name
            day = programme.tour_days.get(value)
            return str(describe(programme, day)) if day else value
        case _:
            return str(value)
