"""What stands in the tables of the Wake tour room: circuits and days, the route of a day."""

from dataclasses import dataclass
from datetime import date

from models.words import Kind, TravelMode
from planner.checks.hours import ALWAYS_OPEN
from planner.conflicts import Severity
from planner.entities import Tour, TourDay
from planner.itinerary import Line, Totals, Way, days_in_order, hours, lines, totals
from planner.phrases import N_, _, short_date
from planner.programme import Programme, Span
from planner.travel import DAILY_DRIVING_MINUTES, Source
from screens.kinds import LOOKS
from screens.state import State
from screens.widgets.table_columns import Column, sign_column
from screens.widgets.timeline_paint import PIN


def hours_text(minutes: int) -> str:
    """``3 h 55``."""
    return _("{hours} h {minutes}").format(hours=minutes // 60, minutes=f"{minutes % 60:02}")


def clock_text(programme: Programme, instant: int | None) -> str:
    """``09:05``, dashes when there is no time, ``~`` in the second pass of the repeated hour."""
    if instant is None:
        return "--:--"
    wall = programme.clock.wall(instant)
    return f"{wall:%H:%M}{'~' if wall.fold else ''}"


def heads_text(heads: int, complete: bool, places: int | None, *, unknown: str = "") -> str:
    """``19/50``; a question mark for what nobody knows."""
    count = f"{heads}{'' if complete else '+?'}"
    return f"{count}/{places}" if places is not None else f"{count}{unknown}"


def worst(*found: Severity | None) -> Severity | None:
    """The worst of some severities."""
    return min((s for s in found if s is not None), default=None)


# -- circuits and their days --------------------------------------------------------------


@dataclass(frozen=True)
class DayRow:
    """A day of a circuit, or a circuit that has no day yet."""

    tour: Tour
    day: TourDay | None
    totals: Totals | None
    programme: Programme
    severity: Severity | None

    @property
    def id(self) -> str:
        return self.day.id if self.day else self.tour.id

    @property
    def date(self) -> str:
        return short_date(self.day.day) if self.day else _("no day yet")

    @property
    def times(self) -> str:
        if self.totals is None or self.totals.first is None:
            return ""
        first = clock_text(self.programme, self.totals.first)
        return f"{first}–{clock_text(self.programme, self.totals.last)}"

    @property
    def stops(self) -> str:
        return str(self.totals.stops) if self.totals else ""

    @property
    def driving(self) -> str:
        if self.totals is None:
            return ""
        limit = DAILY_DRIVING_MINUTES // 60
        about = "" if self.totals.driving_planned else _(" est.")
        return f"{hours_text(self.totals.driving)}/{limit} h{about}"

    @property
    def short_driving(self) -> str:
        """``~4 h 08/9 h`` for an estimate."""
        bare = self.driving.removesuffix(_(" est."))
        return bare if bare == self.driving else f"~{bare}"

    @property
    def km(self) -> str:
        if self.totals is None:
            return ""
        more = "" if self.totals.km_complete else "+?"
        return _("{km}{more} km est.").format(km=round(self.totals.km), more=more)

    @property
    def on_board(self) -> str:
        if self.totals is None:
            return ""
        return heads_text(
            self.totals.heads, self.totals.heads_complete, self.totals.seats, unknown="/?"
        )


def day_rows(state: State) -> list[DayRow]:
    """Every tour day by date, so that circuits of one date stand together."""
    programme = state.programme
    rows = [
        DayRow(
            programme.tours[day.tour_id],
            day,
            totals(programme, day),
            programme,
            day_severity(state, day),
        )
        for day in days_in_order(programme)
        if day.tour_id in programme.tours
    ]
    bare = (t for t in programme.tours.values() if not programme.days_of_tour.get(t.id))
    return rows + [DayRow(tour, None, None, programme, None) for tour in bare]


def day_severity(state: State, day: TourDay) -> Severity | None:
    """The worst open conflict of a day, of its circuit, or of anything that takes place."""
    subjects = {day.id, day.tour_id}
    own = (c.severity for c in state.open_conflicts if c.subject in subjects)
    stops = (state.marks.get(a.id) for a in state.programme.tour_stops.get(day.id, ()))
    return worst(*own, *stops)


DAY_COLUMNS: tuple[Column[DayRow], ...] = (
    sign_column(lambda row: row.severity),
    Column("date", N_("Day"), lambda row: row.date, 10),
    Column("tour", N_("Circuit"), lambda row: row.tour.name, 14, grow=1),
    Column("times", N_("On the road"), lambda row: row.times, 11),
    Column("stops", N_("Stops"), lambda row: row.stops, 6, from_width=72, right=True),
    Column("driving", N_("Driving"), lambda row: row.short_driving, 11),
    Column("km", N_("Distance"), lambda row: row.km, 12, from_width=86, right=True),
    Column("on-board", N_("Seats"), lambda row: row.on_board, 6, right=True),
)


# -- the route of a day -------------------------------------------------------------------


@dataclass(frozen=True)
class StopRow:
    """A line of the route."""

    programme: Programme
    line: Line
    day: date
    severity: Severity | None

    @property
    def id(self) -> str:
        return self.line.activity.id

    @property
    def is_transfer(self) -> bool:
        return self.line.activity.kind is Kind.TRANSFER

    @property
    def begin(self) -> str:
        span = self.line.span
        return clock_text(self.programme, span.begin if span else None)

    @property
    def end(self) -> str:
        span = self.line.span
        return clock_text(self.programme, span.end if span else None)

    @property
    def what(self) -> str:
        activity = self.line.activity
        title = activity.title or _("(no title)")
        pin = f"{PIN} " if activity.pin_time else ""
        indent = "   " if self.line.is_part else ""
        return f"{indent}{LOOKS[activity.kind].sign} {pin}{title}"

    @property
    def way(self) -> str:
        return way_text(self.line.way) if self.line.way is not None else ""

    @property
    def place(self) -> str:
        site = self.programme.sites.get(self.line.activity.site_id or "")
        if site is None:
            return "" if self.line.is_part else _("no place yet")
        return site.name

    @property
    def open(self) -> str:
        site = self.programme.sites.get(self.line.activity.site_id or "")
        if site is None or self.is_transfer or site.kind in ALWAYS_OPEN:
            return ""
        return open_text(self.programme, hours(self.programme, site.id, self.day))

    @property
    def people(self) -> str:
        activity = self.line.activity
        if self.line.is_part:
            return ""
        heads, complete = self.programme.head_count(activity.id)
        vehicle = self.programme.vehicles.get(self.programme.vehicle_of(activity) or "")
        site = self.programme.sites.get(activity.site_id or "")
        if self.is_transfer:
            on_foot = activity.mode in (TravelMode.WALK, TravelMode.WHEELCHAIR)
            places = vehicle.seats if vehicle and not on_foot else None
            return heads_text(heads, complete, places, unknown="" if on_foot else "/?")
        places = activity.capacity or (site.capacity if site else None)
        return heads_text(heads, complete, places)

    @property
    def style(self) -> str:
        if self.line.way is not None and self.line.way.short:
            return "$text-error"
        return "dim" if self.is_transfer or self.line.is_part else ""


def way_text(way: Way) -> str:
    """``58 min est. · 38 km``, and before it how many minutes are missing."""
    if way.leg is None:
        text = _("unknown")
    else:
        source = _("est.") if way.leg.source is Source.ESTIMATE else _("own")
        text = _("{n} min {source}").format(n=way.leg.minutes, source=source)
        if way.leg.km is not None and way.leg.km >= 1:
            text += _(" · {km} km").format(km=round(way.leg.km))
    if way.planned is None:
        return _("✖ no transfer: {way}").format(way=text)
    return _("✖ {n} short: {way}").format(n=way.short, way=text) if way.short else text


def open_text(programme: Programme, found: tuple[Span, ...] | None) -> str:
    """``10:00–18:00``, ``closed`` or ``unknown``."""
    if found is None:
        return _("unknown")
    if not found:
        return _("closed")
    first = found[0]
    text = f"{clock_text(programme, first.begin)}–{clock_text(programme, first.end)}"
    return text + (f" +{len(found) - 1}" if len(found) > 1 else "")


def stop_rows(state: State, day: TourDay) -> list[StopRow]:
    """The route of a day."""
    return [
        StopRow(state.programme, line, day.day, state.marks.get(line.activity.id))
        for line in lines(state.programme, day)
    ]


STOP_COLUMNS: tuple[Column[StopRow], ...] = (
    sign_column(lambda row: row.severity),
    Column("begin", N_("From"), lambda row: row.begin, 6),
    Column("minutes", N_("Min"), lambda row: str(row.line.activity.minutes), 3, right=True),
    Column("end", N_("To"), lambda row: row.end, 6),
    Column("what", N_("Stop, transfer"), lambda row: row.what, 20, grow=6),
    Column("way", N_("Way takes"), lambda row: row.way, 19, grow=1),
    Column("place", N_("Place"), lambda row: row.place, 14, grow=2, from_width=104),
    Column("open", N_("Hours"), lambda row: row.open, 11, from_width=88),
    Column("people", N_("Heads"), lambda row: row.people, 6, right=True),
)

#: The same for a route beside another one: what must be compared at a glance.
BESIDE_COLUMNS: tuple[Column[StopRow], ...] = tuple(
    column for column in STOP_COLUMNS if column.key in ("sign", "begin", "end", "what", "way")
)


def totals_text(state: State, row: DayRow) -> str:
    """The day in one line: coach, driving time, distance, times, seats."""
    found = row.totals
    if found is None:
        return ""
    programme = state.programme
    vehicle = programme.vehicles.get(row.tour.vehicle_id or "")
    pieces = [
        vehicle.name if vehicle else _("no vehicle"),
        _("{driving} of driving").format(driving=row.driving),
        row.km,
    ]
    if found.first is not None and found.last is not None:
        pieces.append(
            _("leaves {first}, returns {last}").format(
                first=clock_text(programme, found.first), last=clock_text(programme, found.last)
            )
        )
    if found.late:
        pieces.append(_("{n} min after the planned end").format(n=found.late))
    seats = str(found.seats) if found.seats is not None else "?"
    heads = f"{found.heads}{'' if found.heads_complete else '+?'}"
    pieces.append(_("{heads} on board, {seats} seats").format(heads=heads, seats=seats))
    return " · ".join(pieces)
