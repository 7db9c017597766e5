"""The dry run of an import: every entry, what becomes of it, and what is to be decided."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Static

from planner.intake.review import LEAVE_OUT, Place, Question, Review, RowReport
from planner.phrases import N_, Phrase, _, plural
from screens.dialogs import Pick
from screens.import_details import Decided, about_entry, about_file, about_missing
from screens.import_draft import Draft
from screens.import_look import Look
from screens.import_pane import ImportPane
from screens.import_rows import (
    ENTRY,
    GONE,
    UNREAD,
    entry_layout,
    filters_of,
    first_filter,
    has_sheets,
    rows_of,
)
from screens.text import literal
from screens.widgets.chips import Chips
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList
from screens.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from screens.app import PlannerApp


class EntryList(TableList):
    """Enter or a double click answers what is asked about an entry."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Decide"))]


class EntriesPane(ImportPane):
    """Filters, the entries that they let through, and one entry in full."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take_theirs", N_("The file's value")),
        Binding("T", "take_all_theirs", N_("The file's everywhere"), key_display="T", show=False),
        Binding("left_square_bracket", "turn(-1)", N_("Filter before"), show=False),
        Binding("right_square_bracket", "turn(1)", N_("Next filter"), key_display="[ ]"),
        Binding("r", "ask_again", N_("Ask again"), show=False),
    ]

    @dataclass
    class Unread(Message):
        """The header of a column that is not read was chosen."""

        header: str

    def __init__(self) -> None:
        super().__init__(id="entries")
        self._look: Look | None = None
        self._filter = ""
        self._asked: dict[Place, Question] = {}  # also what has been answered since

    def compose(self) -> ComposeResult:
        yield Static(id="about-file")
        yield Chips(id="filters")
        with Container(id="entries-work"):
            yield EntryList(entry_layout(), empty=_("There are no such entries."), id="rows")
            yield TextPane(id="about-entry", can_focus=False)

    @property
    def list(self) -> TableList:
        return self.query_one("#rows", TableList)

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    # -- painting -------------------------------------------------------------------------

    def show(self, look: Look) -> None:
        """Show what a file comes to; the cursor stays where it is in the same file."""
        assert look.review is not None
        if self._look is None or self._look.draft.path != look.draft.path:
            self._asked, self._filter = {}, first_filter(look.review)
        self._look = look
        self._asked |= {r.place: r.question for r in look.review.rows if r.question is not None}
        if not rows_of(look.review, self._filter, self.list.table):
            self._filter = first_filter(look.review)
        self.query_one("#about-file", Static).update(literal(about_file(look)))
        self._show_rows()

    @property
    def _review(self) -> Review:
        assert self._look is not None
        assert self._look.review is not None
        return self._look.review

    def _show_rows(self) -> None:
        review = self._review
        self.list.table = entry_layout(has_sheets=has_sheets(review))
        self.query_one("#filters", Chips).show(filters_of(review, self._filter))
        self.list.show_rows(rows_of(review, self._filter, self.list.table))
        self._show_details()

    @on(LineList.Highlighted)
    def _show_details(self) -> None:
        pane, report = self.query_one("#about-entry", TextPane), self._report
        if report is not None:
            pane.update(about_entry(report, self._decided(report)), str(report.place))
        elif (gone := self._missing) is not None:
            pane.update(about_missing(str(gone)), str(gone))
        else:
            pane.update(literal(""))

    def _decided(self, report: RowReport) -> Decided:
        assert self._look is not None
        choices, question = self._look.draft.choices, self._asked.get(report.place)
        answer = choices.answers.get(question.key) if question is not None else None
        return Decided(question, answer, overwritten=report.place in choices.overwrite)

    # -- what is under the cursor ---------------------------------------------------------

    @property
    def _report(self) -> RowReport | None:
        number = self._number(ENTRY)
        return self._review.rows[number] if number is not None else None

    @property
    def _missing(self) -> Phrase | None:
        number = self._number(GONE)
        return self._review.missing[number] if number is not None else None

    @property
    def _unread(self) -> str | None:
        number = self._number(UNREAD)
        return self._review.ignored_columns[number] if number is not None else None

    def _number(self, what: str) -> int | None:
        """Of the row under the cursor, if it is such a one."""
        begin, _space, number = (self.list.cursor_key or "").partition(" ")
        return int(number) if begin == what else None

    # -- filters --------------------------------------------------------------------------

    @on(Chips.Pressed, "#filters")
    def _filter_pressed(self, event: Chips.Pressed) -> None:
        self.filter(event.id)

    def action_turn(self, step: int) -> None:
        """To the filter before or after."""
        keys = [chip.id for chip in self.query_one("#filters", Chips).chips]
        if keys:
            self.filter(keys[(keys.index(self._filter) + step) % len(keys)])

    def filter(self, key: str) -> None:
        """Show only some of the entries."""
        self._filter = key
        self._show_rows()

    # -- decisions ------------------------------------------------------------------------

    @on(LineList.Opened)
    def _opened(self) -> None:
        """Answer what is asked about the entry; else take the file's value, or one's own again."""
        report, header = self._report, self._unread
        if report is not None and report.place in self._asked:
            self._ask(self._asked[report.place])
        elif report is not None:
            self.action_take_theirs()
        elif header is not None:
            self.post_message(self.Unread(header))

    @work
    async def _ask(self, question: Question) -> None:
        assert self._look is not None
        keys = [row.question.key for row in self._review.rows if row.question is not None]
        n = max(keys.count(question.key), 1)  # none any more, once it has been answered
        leave = plural("Leave out this entry", "Leave out these {n} entries", n)
        offered = [(c.id, c.text) for c in question.candidates]
        current = self._look.draft.choices.answers.get(question.key)
        chosen = await self.app.push_screen_wait(
            Pick(str(question), [*offered, (LEAVE_OUT, f"– {leave}")], current)
        )
        if chosen is not None:
            answer: str = chosen[0]
            self.decide(lambda draft: draft.answered(question.key, answer))

    def action_take_theirs(self) -> None:
        """What the file says in place of what was changed by hand; the other way round again."""
        report = self._report
        if report is None or self._look is None:
            return
        if report.kept or report.place in self._look.draft.choices.overwrite:
            place = report.place
            self.decide(lambda draft: draft.overwriting(place))
        else:
            self.planner.say(Phrase("There is nothing to decide about this entry."))

    def action_take_all_theirs(self) -> None:
        """What the file says wherever something was changed by hand, or one's own again."""
        self.decide(Draft.overwriting_all)

    def action_ask_again(self) -> None:
        """Every question that has been answered, also in imports before."""
        if self._look is None:
            return
        if answers := self._look.manner.answers:
            self.decide(lambda draft: draft.asked_again(answers))
        else:
            self.planner.say(Phrase("Nothing has been asked about this file."))
