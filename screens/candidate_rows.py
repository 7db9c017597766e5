"""What stands in the list of sites that could become the next stop of a tour day."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.candidates import Candidate, Reason, Why, candidates
from planner.detours import best, detours, place_after
from planner.entities import Activity, TourDay
from planner.itinerary import hours, waiting
from planner.phrases import N_, _, colon, language
from planner.programme import Programme
from screens.state import State
from screens.tour_rows import open_text
from screens.widgets.table import RowTable
from screens.widgets.table_columns import Column


@dataclass(frozen=True)
class CandidateRow:
    """A site, or an activity that waits in the tray (``activity`` set).

    ``on_board``: how many delegations are; ``place``: where in the order the cursor is.
    """

    programme: Programme
    day: TourDay
    candidate: Candidate | None
    activity: Activity | None = None
    on_board: int = 0
    place: int = 0

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
        site = self.programme.sites.get(self.site_id or "")
        return (site.municipality or "") if site else ""

    @property
    def site_id(self) -> str | None:
        return self.activity.site_id if self.activity else self.id

    @property
    def here(self) -> int | None:
        """Minutes of way that it adds at the cursor; None: unknown."""
        if self.site_id is None:
            return None
        return detours(self.programme, self.day, self.site_id)[self.place].minutes

    @property
    def least(self) -> int | None:
        """Minutes of way that it adds where that is least; None: unknown."""
        if self.site_id is None:
            return None
        return best(self.programme, self.day, self.site_id).minutes

    @property
    def visit(self) -> str:
        if self.activity is not None:
            return str(self.activity.minutes)
        assert self.candidate is not None
        return str(self.candidate.site.visit_minutes or "?")

    @property
    def open(self) -> str:
        return open_text(self.programme, hours(self.programme, self.site_id, self.day.day))

    @property
    def why(self) -> str:
        if self.candidate is None:
            return _("waits in the tray")
        return why_text(self.programme, self.candidate.reasons, self.on_board)


def added_text(minutes: int | None) -> str:
    """``+12``, or a question mark."""
    return "?" if minutes is None else f"+{minutes}"


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


def candidate_rows(state: State, day: TourDay, selected: str | None) -> list[CandidateRow]:
    """What waits in the tray for this day, then the sites of the catalogue, the best first.

    ``selected``: the activity under the cursor of the route.
    """
    programme = state.programme
    place = place_after(programme, day.id, selected)
    on_board = len({p.delegation_id for p in programme.on_board(day.tour_id)} - {None})
    tray = [CandidateRow(programme, day, None, a, 0, place) for a in waiting(programme, day)]
    sites = candidates(programme, day)
    return tray + [CandidateRow(programme, day, c, None, on_board, place) for c in sites]


#: ``+min``: minutes of way that the place adds where that is least; ``here``: at the cursor.
CANDIDATE_COLUMNS: tuple[Column[CandidateRow], ...] = (
    Column("points", N_("Pts"), lambda row: row.points, 4, right=True),
    Column("name", N_("Could be next"), lambda row: row.name, 20, grow=2),
    Column("town", N_("Town"), lambda row: row.town, 11, from_width=70),
    Column(
        "least",
        N_("+min"),
        lambda row: added_text(row.least),
        4,
        order=lambda row: row.least,
        right=True,
    ),
    Column(
        "here",
        N_("here"),
        lambda row: added_text(row.here),
        4,
        order=lambda row: row.here,
        from_width=64,
        right=True,
    ),
    Column("visit", N_("Min"), lambda row: row.visit, 3, from_width=75, right=True),
    Column("open", N_("Hours"), lambda row: row.open, 11, from_width=90),
    Column("why", N_("Who would like it"), lambda row: row.why, 14, grow=3, from_width=57),
)


class PlacesTable(RowTable[CandidateRow]):
    """Enter adds the place under the cursor to the day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Add to the day")),
    ]
