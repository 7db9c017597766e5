"""Best places on the board: times for an activity, each shown while the cursor is on it."""

from dataclasses import dataclass
from time import monotonic
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, get_current_worker

from planner.best_places import BestPlaces, Place, ranked
from planner.checks.wording import lasting
from planner.conflicts import Severity
from planner.errors import PlannerError
from planner.knock_on import Foresight
from planner.phrases import N_, Phrase, _, plural, short_date
from screens.board_drafts import Retimed
from screens.board_moving import MovingMode
from screens.board_panel import tally
from screens.kinds import LOOKS
from screens.text import visible
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import Wrapped

#: The list is shown again at most so often while times are tried, in seconds.
EVERY_SECONDS = 0.15
NONE = N_("No time fits into the edition's days.")


class PlacesPane(Vertical):
    """The list, and a line that says how far it is."""

    DEFAULT_CSS = """
    PlacesPane {
        width: 34; height: 1fr; display: none; border-right: solid $panel;
        & > Static {
            height: 2; padding: 0 1; background: $panel;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & > LineList { height: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="places-title")
        yield LineList(id="places")


class Places(MovingMode):
    """Looking for the best place of an activity, in a worker."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("b", "best_places", N_("Best places"))]

    @dataclass
    class Tried(Message):
        """Some times have been tried; ``left``: so many are left to try."""

        activity_id: str
        places: tuple[Place, ...]
        left: int

    def __init__(self) -> None:
        super().__init__()
        self._looking: str | None = None
        self._worker: Worker[None] | None = None
        self._places: dict[str, Place] = {}
        self._has_chosen = False

    @property
    def subject(self) -> str | None:
        """The activity that a place is looked for: under the cursor, or in the tray."""
        return self.chosen

    def action_best_places(self) -> None:
        """List the best times for an activity; the cursor in the list shows each on the board."""
        activity_id, workspace = self.subject, self.planner.workspace
        if activity_id is None or workspace is None:
            return
        try:
            search = BestPlaces(Foresight(self.state.programme, workspace.checker), activity_id)
        except PlannerError as error:
            self.planner.complain(error)
            return
        self._places, self._has_chosen = {}, False
        self._looking = activity_id
        self.set_class(True, "-places")
        self.refresh_bindings()
        places = self.query_one("#places", LineList)
        places.empty = _("Looking …")
        places.show_rows([])
        places.focus()
        self._show_progress(0)
        self._worker = self._try(search)

    @work(thread=True, exclusive=True, group="places", name="places", exit_on_error=False)
    def _try(self, search: BestPlaces) -> None:
        worker, shown = get_current_worker(), monotonic()
        found: list[Place] = []
        for place in search.places(lambda: worker.is_cancelled):
            found.append(place)
            if monotonic() - shown > EVERY_SECONDS:
                shown = monotonic()
                self._tell(search, found)
        if not worker.is_cancelled:
            self._tell(search, found)

    def _tell(self, search: BestPlaces, found: list[Place]) -> None:
        left = len(search.begins) - len(found)
        self.post_message(self.Tried(search.activity.id, ranked(found), left))

    @on(Tried)
    def _tried(self, event: Tried) -> None:
        event.stop()
        if event.activity_id != self._looking:
            return
        self._places = {str(place.begin): place for place in event.places}
        rows = [_row(place) for place in event.places]
        first = rows[0].key if rows and not self._has_chosen else None
        places = self.query_one("#places", LineList)
        places.empty = _(NONE)
        places.show_rows(rows, first)
        self._show_progress(event.left)

    def _show_progress(self, left: int) -> None:
        activity = self.state.programme.activities[self._looking or ""]
        look = LOOKS[activity.kind]
        what = f"{look.sign} {visible(activity.title or _(look.name))}"
        still = str(plural("{n} time to try", "{n} times to try", left)) if left else ""
        title = Content.assemble((_("Best places"), "bold $primary"), f"  {still}\n", what)
        self.query_one("#places-title", Static).update(title)

    # -- the list -----------------------------------------------------------------------------

    @on(LineList.Highlighted, "#places")
    def _show_place(self, event: LineList.Highlighted) -> None:
        event.stop()
        place = self._places.get(event.key or "")
        if place is None or self._looking is None:
            return
        activity = self.state.programme.activities[self._looking]
        self.planner.selected = self._looking
        self.draft(Retimed(activity.id, place.begin, activity.minutes))

    @on(LineList.Opened, "#places")
    def _take_place(self, event: LineList.Opened) -> None:
        event.stop()
        self.settle()

    def before_action(self, action: str, node: DOMNode) -> None:
        if isinstance(node, LineList) and node.id == "places":
            self._has_chosen = True
        else:
            super().before_action(action, node)

    # -- the end ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return super().check_action(action, parameters) or (
            action == "drop" and self._looking is not None
        )

    def settle(self) -> None:
        self._close_places()
        super().settle()

    def action_drop(self) -> None:
        self._close_places()
        super().action_drop()

    def rebase(self) -> None:
        """The times have been tried on a plan that is no longer in force."""
        self._close_places()
        super().rebase()

    def _close_places(self) -> None:
        if self._looking is None:
            return
        if self._worker is not None:
            self._worker.cancel()
        self._looking = None
        self.set_class(False, "-places")
        self.refresh_bindings()
        self.query_one("#timeline").focus()


def _row(place: Place) -> Wrapped:
    count = place.knock_on.count
    breaks = "  ".join(tally(s, count(s)) for s in Severity if count(s))
    worst = next((s for s in Severity if count(s) > 0), None)
    style = "error" if worst is Severity.BLOCKING else "warning" if worst is not None else "success"
    start = place.start
    again = "~" if start.fold else ""
    return Wrapped(
        str(place.begin),
        "✓" if worst is None else worst.sign,
        f"{short_date(start.date())} {start:%H:%M}{again}  {breaks}".rstrip(),
        _cost(place),
        style,
    )


def _cost(place: Place) -> str:
    cost, pieces = place.cost, list[Phrase]()
    if cost.travel:
        pieces.append(Phrase("{time} on the road", time=lasting(cost.travel)))
    if cost.waiting:
        pieces.append(Phrase("{time} waiting", time=lasting(cost.waiting)))
    if cost.moved is not None and not cost.other_day:
        time = lasting(abs(cost.moved))
        later = cost.moved > 0
        pieces.append(
            Phrase("{time} later", time=time) if later else Phrase("{time} earlier", time=time)
        )
    return " · ".join(map(str, pieces))
