"""What stands in the list of sites that could become the next stop of a tour day."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.candidates import Candidate, Reason, Why, candidates
from planner.entities import Activity, TourDay
from planner.itinerary import hours, waiting
from planner.phrases import N_, _, colon, language
from planner.programme import Programme
from planner.travel import Leg, Source
from screens.state import State
from screens.tour_rows import open_text
from screens.widgets.table import RowTable
from screens.widgets.table_columns import Column


@dataclass(frozen=True)
class CandidateRow:
    """A site, or an activity that waits in the tray (``activity`` set).

    ``on_board``: how many delegations are.
    """

    programme: Programme
    day: date
    candidate: Candidate | None
    activity: Activity | None = None
    on_board: int = 0

    @property
    def id(self) -> str:
        if self.activity is not None:
            return self.activity.id
        assert self.candidate is not None
        return self.candidate.site.id

    @property
    def points(self) -> str:
        return _("tray") if self.candidate is None else str(self.candidate.points)

    @property
    def name(self) -> str:
        if self.activity is not None:
            return self.activity.title
        assert self.candidate is not None
        return self.candidate.site.name

    @property
    def town(self) -> str:
        site_id = self.activity.site_id if self.activity else self.id
        site = self.programme.sites.get(site_id or "")
        return (site.municipality or "") if site else ""

    @property
    def way(self) -> str:
        if self.candidate is None:
            return ""
        return leg_text(self.candidate.leg)

    @property
    def visit(self) -> str:
        if self.activity is not None:
            return str(self.activity.minutes)
        assert self.candidate is not None
        return str(self.candidate.site.visit_minutes or "?")

    @property
    def open(self) -> str:
        site_id = self.activity.site_id if self.activity else self.id
        return open_text(self.programme, hours(self.programme, site_id, self.day))

    @property
    def why(self) -> str:
        if self.candidate is None:
            return _("waits in the tray")
        return why_text(self.programme, self.candidate.reasons, self.on_board)


def leg_text(leg: Leg | None) -> str:
    """``50 min est.``"""
    if leg is None:
        return _("unknown")
    source = _("est.") if leg.source is Source.ESTIMATE else _("own")
    return _("{n} min {source}").format(n=leg.minutes, source=source)


def why_text(programme: Programme, reasons: tuple[Reason, ...], delegations: int) -> str:
    """``wish: Modena; design: Caen; media arts: all``: wishes first, what sets a site apart next.

    ``delegations``: how many there are on board.
    """
    wishes = [r.delegation.name for r in reasons if r.why is Why.WISH]
    pieces = [colon(_("wish")) + " " + ", ".join(wishes)] if wishes else []
    by_field: dict[str, list[Reason]] = {}
    for reason in reasons:
        if reason.field_id is not None:
            by_field.setdefault(reason.field_id, []).append(reason)
    for field_id in sorted(by_field, key=lambda f: (len(by_field[f]) == delegations, f)):
        field = programme.fields.get(field_id)
        name = field.name(language()) if field else field_id
        everybody = len(by_field[field_id]) == delegations > 1
        who = _("all") if everybody else ", ".join(r.delegation.name for r in by_field[field_id])
        pieces.append(f"{colon(name)} {who}")
    return "; ".join(pieces)


def candidate_rows(state: State, day: TourDay) -> list[CandidateRow]:
    """What waits in the tray for this day, then the sites of the catalogue, the best first."""
    programme = state.programme
    on_board = len({p.delegation_id for p in programme.on_board(day.tour_id)} - {None})
    tray = [CandidateRow(programme, day.day, None, a) for a in waiting(programme, day)]
    sites = candidates(programme, day)
    return tray + [CandidateRow(programme, day.day, c, None, on_board) for c in sites]


CANDIDATE_COLUMNS: tuple[Column[CandidateRow], ...] = (
    Column("points", N_("Pts"), lambda row: row.points, 4, right=True),
    Column("name", N_("Could be next"), lambda row: row.name, 20, grow=2),
    Column("town", N_("Town"), lambda row: row.town, 11, from_width=70),
    Column("way", N_("Way there"), lambda row: row.way, 11),
    Column("visit", N_("Min"), lambda row: row.visit, 3, from_width=75, right=True),
    Column("open", N_("Hours"), lambda row: row.open, 11, from_width=90),
    Column("why", N_("Who would like it"), lambda row: row.why, 14, grow=3, from_width=57),
)


class PlacesTable(RowTable[CandidateRow]):
    """Enter adds the place under the cursor to the day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("Add to the day")),
    ]
