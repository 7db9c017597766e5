"""The remedies of one conflict, tried in the background and offered as numbered lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from planner.conflicts import Conflict
from planner.edits.core import Edit
from planner.phrases import N_, _
from planner.programme import Programme
from planner.remedies import Preview, Previewer
from screens.change_words import row_lines
from screens.text import literal
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import Line, Wrapped

#: Somebody who runs through the list does not want each row's remedies.
PAUSE_SECONDS = 0.12
LOOKING = N_("Looking for remedies …")
NONE = N_("No one-key remedy: enter shows it on the board, y accepts it with a note.")


class RemedyList(Vertical):
    """What would take the conflict away, with the number of conflicts before and after."""

    DEFAULT_CSS = """
    RemedyList { height: auto; }
    RemedyList > Static { height: 1; padding: 0 1; }
    RemedyList > LineList { height: 1fr; }
    """
    WORKER: ClassVar[str] = "remedies"

    @dataclass
    class Chosen(Message):
        """A remedy is to be carried out."""

        edit: Edit

    @dataclass
    class Tried(Message):
        """The remedies of a conflict have been tried on a copy of the plan."""

        programme: Programme
        key: str
        previews: tuple[Preview, ...]

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._conflict: Conflict | None = None
        self._programme: Programme | None = None
        self._previews: tuple[Preview, ...] = ()
        self._timer: Timer | None = None
        self._previewer: Previewer | None = None
        self._one_at_a_time = Lock()

    def compose(self) -> ComposeResult:
        yield Static(literal(_("Remedies (alt+1, alt+2 … or a click)")), classes="pane-title")
        yield LineList(id="remedy-lines", open_on_click=True)

    def show(self, programme: Programme, conflict: Conflict | None) -> None:
        """Offer the remedies of a conflict of a programme."""
        if programme is self._programme and conflict is self._conflict:
            return
        self._programme, self._conflict = programme, conflict
        self._paint((), _(LOOKING) if conflict is not None else "")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE_SECONDS, self._start)

    def _start(self) -> None:
        if self._programme is not None and self._conflict is not None:
            self._try(self._programme, self._conflict)

    @work(thread=True, exclusive=True, group="remedies", name="remedies", exit_on_error=False)
    def _try(self, programme: Programme, conflict: Conflict) -> None:
        worker = get_current_worker()
        with self._one_at_a_time:
            if worker.is_cancelled:
                return
            if self._previewer is None or self._previewer.programme is not programme:
                self._previewer = Previewer(programme)
            found = tuple(self._previewer.previews(conflict, lambda: worker.is_cancelled))
        if not worker.is_cancelled:
            self.post_message(self.Tried(programme, conflict.key, found))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A remedy that cannot be tried must not take the plan away."""
        if event.state is WorkerState.ERROR:
            text = _("The remedies could not be tried: {why}").format(why=event.worker.error)
            self._paint((), text)
            self.log.error(text)

    @on(Tried)
    def _tried(self, event: Tried) -> None:
        event.stop()
        if self._conflict is None or event.programme is not self._programme:
            return
        if event.key == self._conflict.key:
            best_first = sorted(event.previews, key=lambda p: p.after)
            self._paint(tuple(best_first), _(NONE))

    def _paint(self, previews: tuple[Preview, ...], empty: str) -> None:
        self._previews = previews
        lines = self.query_one(LineList)
        lines.empty = empty
        programme = self._programme
        if programme is not None:
            lines.show_rows([remedy_row(programme, n, each) for n, each in enumerate(previews, 1)])

    def choose(self, number: int) -> bool:
        """Carry out the remedy of that number, counted from 1; False when there is none."""
        if not 0 < number <= len(self._previews):
            return False
        self.post_message(self.Chosen(self._previews[number - 1].remedy.edit))
        return True

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        event.stop()
        self.choose(int(event.key))


#: More changes and conflicts of one remedy than this are counted.
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class RemedyRow:
    """A remedy: its number and name, what it changes, and what becomes of the conflicts."""

    key: str
    label: Wrapped
    told: tuple[Wrapped, ...]
    is_heading: bool = False

    def height(self, width: int) -> int:
        return sum(row.height(width) for row in (self.label, *self.told))

    def lines(self, width: int) -> Sequence[Line]:
        return [line for row in (self.label, *self.told) for line in row.lines(width)]


def remedy_row(programme: Programme, number: int, preview: Preview) -> RemedyRow:
    """How a remedy is offered, counted from 1."""
    style = "success" if preview.after < preview.before else "warning"
    tail = _("conflicts {before} → {after}").format(before=preview.before, after=preview.after)
    knock_on = preview.knock_on
    told = [Wrapped("", " ", text, text_style="muted") for text in _changed(programme, preview)]
    told += [Wrapped("", " +", str(c.phrase), text_style="warning") for c in knock_on.appear]
    label = Wrapped(str(number), str(number), str(preview.remedy.label), tail, style)
    return RemedyRow(str(number), label, tuple(told))


def _changed(programme: Programme, preview: Preview) -> Iterator[str]:
    """What a remedy changes, row by row, where its name does not say it all."""
    changes = preview.remedy.edit.changes
    if len(changes) < 2:
        return
    for row in row_lines(programme, preview.knock_on.programme, changes[:MOST_TOLD]):
        yield f"{row.sign} {row.title} " + ", ".join(f"{f.before} → {f.after}" for f in row.fields)
    if len(changes) > MOST_TOLD:
        yield _("… and {n} more").format(n=len(changes) - MOST_TOLD)
