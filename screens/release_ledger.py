"""Who holds which release, and which events were issued: rows of lists, no Textual."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from models.words import Way
from planner.clock import Clock
from planner.entities import IssuedEvent
from planner.phrases import N_, _, plural, short_date
from planner.publish.holdings import Holding
from planner.publish.ledger import in_order
from planner.publish.releases import Ledger
from screens.recipient_rows import holding, named
from screens.release_words import when
from screens.widgets.list_rows import ColumnSpec, Layout, ListRow, Run, TableRow

WAYS = {
    Way.FILE: N_("file"),
    Way.MAIL: N_("mail"),
    Way.FEED: N_("feed"),
    Way.CALDAV: N_("CalDAV"),
}


def holder_layout() -> Layout:
    return Layout((
        ColumnSpec(_("Who"), 20, 44),
        ColumnSpec(_("Has"), 5, 5),
        ColumnSpec(_("Last change"), 11, 11, rank=1),
        ColumnSpec(_("Since"), 16, 16, rank=2),
        ColumnSpec(_("By"), 6, 6, rank=3),
        ColumnSpec(_("From"), 8, 14, rank=4),
    ))  # fmt: skip


def holder_rows(found: Sequence[Holding], layout: Layout, zone: ZoneInfo) -> tuple[ListRow, ...]:
    """A row for each holder."""
    return tuple(
        TableRow(holder.recipient.key, layout, _holder_cells(holder, zone)) for holder in found
    )


def _holder_cells(holder: Holding, zone: ZoneInfo) -> tuple[Run, ...]:
    handout = holder.handout
    return (
        named(holder.recipient),
        holding(holder.held, holder.is_behind) if handout else Run("—", "muted"),
        Run(f"v{holder.newest}" if holder.newest else "", "muted"),
        Run(when(handout.at, zone) if handout else _("nothing handed out"), "muted"),
        Run(_(WAYS[handout.way]) if handout else "", "muted"),
        Run(handout.author if handout else "", "muted"),
    )


def event_layout() -> Layout:
    return Layout((
        ColumnSpec(_("When"), 16, 16),
        ColumnSpec(_("Event"), 20, 80),
        ColumnSpec("SEQUENCE", 8, 8, rank=1, right=True),
        ColumnSpec(_("Release"), 8, 8),
        ColumnSpec("", 10, 10, rank=2),
    ))  # fmt: skip


def event_rows(
    ledger: Ledger, holder: Holding, layout: Layout, clock: Clock
) -> tuple[ListRow, ...]:
    """What was issued to somebody, in order of time; what they do not hold yet stands out.

    Raises StoreProblem when it is damaged.
    """
    rows = in_order(ledger.rows.get(holder.recipient.key, {}).values())
    return tuple(
        TableRow(row.item_key, layout, _event_cells(ledger, row, holder.held, clock))
        for row in rows
    )


def _event_cells(
    ledger: Ledger, row: IssuedEvent, held: int | None, clock: Clock
) -> tuple[Run, ...]:
    event, wall = ledger.said(row.item_key, row.content_id), clock.wall(row.begin)
    number = ledger.number_of(row)
    is_news = held is not None and number > held
    at = short_date(wall.date()) + ("" if event.all_day else f" {wall:%H:%M}")
    return (
        Run(at, "muted"),
        Run(event.summary, "muted" if row.cancelled else "text"),
        Run(str(row.sequence), "text"),
        Run(f"v{number}" if number else _("before"), "warning" if is_news else "text"),
        Run(_("cancelled") if row.cancelled else "", "error"),
    )


def sum_of(found: Sequence[Holding]) -> str:
    """How many hold something, and for how many of them it has changed since."""
    with_paper = [holder for holder in found if holder.handout is not None]
    late = sum(holder.is_behind for holder in with_paper)
    return f"{_have(len(with_paper))} · {_late(late)}"


def _have(count: int) -> str:
    return str(plural("{n} has a programme", "{n} have a programme", count))


def _late(count: int) -> str:
    return str(
        plural("for {n} it has changed since", "for {n} of them it has changed since", count)
    )
