"""Who holds which release, since when and how; and every event that somebody was issued."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from planner.errors import PlannerError
from planner.names import fold
from planner.phrases import N_, _
from planner.publish.holdings import Holding, holdings_of
from screens.release_diff_pane import ChangesWanted
from screens.release_flows import choose
from screens.release_ledger import (
    event_layout,
    event_rows,
    holder_layout,
    holder_rows,
    sum_of,
)
from screens.release_shelf import Shelf
from screens.text import literal
from screens.widgets.chips import Chip, Chips
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList

if TYPE_CHECKING:
    from screens.app import PlannerApp


@dataclass(frozen=True)
class LedgerFilter:
    """Whom the list shows: who holds release ``held``, only those who are behind, by words."""

    held: int | None = None
    only_behind: bool = False
    text: str = ""


class LedgerWanted(Message):
    """Somebody wants to see who holds what."""


class LedgerPane(Vertical):
    """Recipients, and the events of the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "holding", N_("Who still holds")),
        Binding("o", "behind", N_("Only outdated")),
        Binding("f", "find_text", N_("Filter")),
        Binding("escape", "clear_text", N_("Show all")),
    ]

    def __init__(self) -> None:
        super().__init__(id="ledger-view")
        self._layouts = (holder_layout(), event_layout())
        self._shelf: Shelf | None = None
        self._filter = LedgerFilter()
        self._holders: dict[str, Holding] = {}

    @property
    def _planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        with Horizontal(id="ledger-filters"):
            yield Input(placeholder=_("f: filter by words"), compact=True, id="ledger-text")
            yield Chips(id="ledger-chips")
        with Horizontal(id="ledger-work"):
            yield TableList(self._layouts[0], id="holders")
            yield TableList(
                self._layouts[1], empty=_("Nothing has been issued to them yet."), id="events"
            )
        yield Static(id="ledger-sum")

    def show_outdated(self) -> None:
        """From then on show only those for whom something has changed since."""
        self._filter = LedgerFilter(only_behind=True)

    # -- painting -------------------------------------------------------------------------

    def show(self, shelf: Shelf) -> None:
        """Show who holds what."""
        self._shelf = shelf
        programme, ledger = shelf.programme(None), shelf.ledger()
        found = holdings_of(shelf.known(programme), ledger, shelf.handouts, shelf.releases)
        shown = [holder for holder in found if self._passes(holder)]
        self._holders = {holder.recipient.key: holder for holder in shown}
        table = self.query_one("#holders", TableList)
        table.empty = self._nothing(shelf)
        zone = programme.clock.tz
        table.show_rows(holder_rows(shown, self._layouts[0], zone) if shelf.releases else ())
        self.query_one("#ledger-sum", Static).update(literal(f" {sum_of(found)}"))
        self._show_chips()
        self._show_events()

    def _passes(self, holder: Holding) -> bool:
        wanted = self._filter
        name = fold(holder.recipient.name)
        return (
            wanted.held in (None, holder.held)
            and (holder.is_behind or not wanted.only_behind)
            and all(fold(word) in name for word in wanted.text.split())
        )

    def _nothing(self, shelf: Shelf) -> str:
        if not shelf.releases:
            return _("Nothing has been released yet: n makes a release, e hands it out.")
        return _("Nobody passes the filter: click it, or press w, o or f, to widen it.")

    def _show_chips(self) -> None:
        held = self._filter.held
        who = _("everybody (w)") if held is None else _("who still holds v{n} (w)").format(n=held)
        self.query_one("#ledger-chips", Chips).show((
            Chip("holding", who, held is not None),
            Chip("behind", _("only outdated (o)"), self._filter.only_behind),
        ))  # fmt: skip

    @on(LineList.Highlighted, "#holders")
    def _show_events(self) -> None:
        """What the recipient under the cursor was issued."""
        holder = self._holders.get(self.query_one("#holders", TableList).cursor_key or "")
        events = self.query_one("#events", TableList)
        if holder is None or self._shelf is None or not self._shelf.releases:
            events.show_rows(())
            return
        clock = self._shelf.programme(None).clock
        try:
            rows = event_rows(self._shelf.ledger(), holder, self._layouts[1], clock)
        except PlannerError as error:
            self._planner.complain(error)
            rows = ()
        events.show_rows(rows)

    @on(LineList.Opened, "#holders")
    def _opened(self, event: LineList.Opened) -> None:
        """Show what has changed for them since what they hold."""
        holder = self._holders[event.key]
        self.post_message(ChangesWanted(holder.recipient.key, holder.held))

    # -- filters --------------------------------------------------------------------------

    def _set_filter(self, wanted: LedgerFilter) -> None:
        self._filter = wanted
        if self._shelf is not None:
            self.show(self._shelf)

    @on(Chips.Pressed, "#ledger-chips")
    def _pressed(self, event: Chips.Pressed) -> None:
        if event.id == "holding":
            self.action_holding()
        else:
            self.action_behind()

    @work
    async def action_holding(self) -> None:
        """Only those who still hold one release, or everybody."""
        if self._shelf is None:
            return
        title, everybody = _("Who still holds which release?"), _("— everybody —")
        chosen = await choose(self._planner, self._shelf, title, self._filter.held, everybody)
        if chosen is not None:
            self._set_filter(replace(self._filter, held=chosen[0]))

    def action_behind(self) -> None:
        """Only those for whom something has changed since, or everybody."""
        self._set_filter(replace(self._filter, only_behind=not self._filter.only_behind))

    def action_find_text(self) -> None:
        self.query_one("#ledger-text", Input).focus()

    def action_clear_text(self) -> None:
        """Out of the filter, and everybody again."""
        self.query_one("#ledger-text", Input).value = ""
        self.query_one("#holders").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a filter escape leaves the view."""
        if action == "clear_text":
            return bool(self._filter.text) or self.query_one("#ledger-text").has_focus
        return super().check_action(action, parameters)

    @on(Input.Changed, "#ledger-text")
    def _typed(self, event: Input.Changed) -> None:
        self._set_filter(replace(self._filter, text=event.value))

    @on(Input.Submitted, "#ledger-text")
    def _submitted(self) -> None:
        self.query_one("#holders").focus()
