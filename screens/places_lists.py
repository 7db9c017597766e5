"""The lists of the Places room: their rows and columns."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from models.words import Kind, TravelMode
from planner.conflicts import Severity
from planner.edits.places import LOW, rows_on
from planner.entities import Opening, Site, Tour, TravelTime, Vehicle
from planner.phrases import N_, WEEKDAYS, _
from planner.programme import Programme, count_heads
from planner.travel import Point, estimate
from screens.forms.choices import MODE_NAMES, SITE_KIND_NAMES
from screens.listing import Seen
from screens.people_lists import fields_text
from screens.state import State
from screens.widgets.table_columns import Column, sign_column

#: The cells with opening hours, which have an editor of their own.
HOURS = "hours"
CONFIDENCE_NAMES = {"high": N_("sure"), "medium": N_("likely"), LOW: N_("to confirm")}


# -- sites --------------------------------------------------------------------------------------


def sites(state: State) -> Iterable[Site]:
    """By name; where something happens comes first."""
    rows = state.programme.sites.values()
    used = used_sites(state.programme)
    return sorted(rows, key=lambda s: (s.id not in used, s.name.casefold(), s.id))


def used_sites(programme: Programme) -> set[str]:
    """Ids of the sites that this edition has anything to do with."""
    found: set[str | None] = set()
    for activity in programme.activities.values():
        found |= {activity.site_id, activity.from_site_id}
    for day in programme.tour_days.values():
        found |= {day.start_site_id, day.end_site_id}
    for row in programme.delegations.values():
        found |= {row.arrival_site_id, row.departure_site_id, row.hotel_id, row.pickup_id}
    return {site_id for site_id in found if site_id is not None}


def kind_name(kind: str) -> str:
    return _(SITE_KIND_NAMES.get(kind, kind))


def window_text(row: Opening) -> str:
    """``10:00–18:00``, or that it is closed."""
    if row.opens is None or row.closes is None:
        return _("closed")
    return f"{row.opens:%H:%M}–{row.closes:%H:%M}"


def hours_text(programme: Programme, site_id: str) -> str:
    """The week in brief, ``Tue–Sun 10:00–18:00``; ``?`` while nothing is known."""
    if not programme.openings_of.get(site_id):
        return "?"
    days = [(n, ", ".join(map(window_text, rows_on(programme, site_id, n)))) for n in range(7)]
    runs = []
    for hours, run in groupby(days, key=lambda day: day[1]):
        numbers = [n for n, _hours in run]
        if hours and hours != _("closed"):
            runs.append(f"{_run(numbers)} {hours}")
    dates = {o.day for o in programme.openings_of[site_id] if o.day is not None}
    extra = [_("{n} dates").format(n=len(dates))] if dates else []
    return "; ".join([*runs, *extra]) or _("closed")


def _run(numbers: list[int]) -> str:
    first, last = _(WEEKDAYS[numbers[0]]), _(WEEKDAYS[numbers[-1]])
    return first if len(numbers) == 1 else f"{first}–{last}"


def yes_no(value: bool | None) -> str:
    return "?" if value is None else _("yes") if value else _("no")


def _uses(seen: Seen[Site]) -> int:
    return len(seen.programme.by_site.get(seen.id, ()))


def unknown(value: int | None) -> str:
    """A number; ``?`` for what nobody knows."""
    return "?" if value is None else str(value)


SITE_COLUMNS: tuple[Column[Seen[Site]], ...] = (
    sign_column(lambda s: s.severity),
    Column("name", N_("Name"), lambda s: s.row.name, 14, grow=3, edits="name", own=True),
    Column("town", N_("Town"), lambda s: s.row.municipality or "", 9, grow=1, edits="municipality"),
    Column(
        "kind",
        N_("Kind"),
        lambda s: kind_name(s.row.kind),
        10,
        grow=1,
        from_width=96,
        edits="kind",
    ),
    Column("hours", N_("Hours"), lambda s: hours_text(s.programme, s.id), 9, grow=2, edits=HOURS),
    Column(
        "capacity",
        N_("Holds"),
        lambda s: unknown(s.row.capacity),
        5,
        order=lambda s: s.row.capacity,
        right=True,
        edits="capacity",
    ),
    Column(
        "step_free",
        N_("No steps"),
        lambda s: yes_no(s.row.step_free),
        8,
        from_width=100,
        edits="step_free",
    ),
    Column(
        "uses",
        N_("Uses"),
        lambda s: str(_uses(s) or ""),
        4,
        order=lambda s: _uses(s) or None,
        right=True,
    ),
    Column(
        "sure",
        N_("Data"),
        lambda s: _(CONFIDENCE_NAMES.get(s.row.confidence or "", "")),
        10,
        style=lambda s: "$text-warning" if s.row.confidence == LOW else "",
    ),
    Column(
        "fields",
        N_("Fields"),
        lambda s: fields_text(s.state, s.row.fields),
        16,
        grow=2,
        from_width=125,
    ),
)


# -- travel times -------------------------------------------------------------------------------


def travel_times(state: State) -> Iterable[TravelTime]:
    """By the names of both places."""
    programme = state.programme

    def order(row: TravelTime) -> tuple[str, ...]:
        names = (programme.site_name(i) for i in (row.from_site_id, row.to_site_id))
        return (*(name.casefold() for name in names), row.id)

    return sorted(programme.travel_times.values(), key=order)


def mode_name(mode: TravelMode | None) -> str:
    return _(MODE_NAMES[mode]) if mode else _("any")


def estimated(programme: Programme, row: TravelTime, mode: TravelMode) -> int | None:
    """What the way would take without the organiser's figure, in minutes; None when unknown."""
    ends = [programme.sites.get(i) for i in (row.from_site_id, row.to_site_id)]
    points = [Point(s.lat, s.lon) for s in ends if s and s.lat is not None and s.lon is not None]
    if len(points) < 2:
        return None
    leg = estimate(points[0], points[1], mode, None, programme.edition.margin_percent)
    return leg.minutes if leg else None


def _estimate(seen: Seen[TravelTime]) -> str:
    minutes = estimated(seen.programme, seen.row, seen.row.mode or TravelMode.CAR)
    return "?" if minutes is None else f"{minutes}"


TRAVEL_COLUMNS: tuple[Column[Seen[TravelTime]], ...] = (
    Column("from", N_("From"), lambda s: s.programme.site_name(s.row.from_site_id), 18, grow=2),
    Column("ways", "", lambda s: "↔" if s.row.both_ways else "→", 1),
    Column("to", N_("To"), lambda s: s.programme.site_name(s.row.to_site_id), 18, grow=2),
    Column(
        "minutes",
        N_("Min."),
        lambda s: str(s.row.minutes),
        4,
        order=lambda s: s.row.minutes,
        right=True,
        edits="minutes",
    ),
    Column("estimate", N_("Estimated"), _estimate, 9, right=True),
    Column("mode", N_("By"), lambda s: mode_name(s.row.mode), 10, edits="mode"),
    Column(
        "note", N_("Source"), lambda s: s.row.note or "", 16, grow=2, from_width=90, edits="note"
    ),
)


# -- vehicles -----------------------------------------------------------------------------------


def vehicles(state: State) -> Iterable[Vehicle]:
    rows = state.programme.vehicles.values()
    return sorted(rows, key=lambda v: (v.name.casefold(), v.id))


def tours_of(programme: Programme, vehicle_id: str) -> list[Tour]:
    """The tours that a vehicle serves, by name."""
    found = (t for t in programme.tours.values() if t.vehicle_id == vehicle_id)
    return sorted(found, key=lambda t: (t.name.casefold(), t.id))


def vehicle_severity(seen: Seen[Vehicle]) -> Severity | None:
    """The worst open conflict of a vehicle or of the tours that it serves."""
    ids = (seen.id, *(t.id for t in tours_of(seen.programme, seen.id)))
    found = [c.severity for i in ids for c in seen.state.by_person.get(i, ())]
    return min(found, default=None)


def load_text(heads: int, complete: bool, seats: int | None) -> str:
    """``34/50``; a ``+`` where the number of some is unknown, ``?`` for unknown seats."""
    return f"{heads}{'' if complete else '+'}/{unknown(seats)}"


def _loads(programme: Programme, vehicle_id: str) -> Iterator[tuple[int, bool]]:
    for tour in tours_of(programme, vehicle_id):
        yield count_heads(programme.on_board(tour.id))
    for entry in programme.by_vehicle.get(vehicle_id, ()):
        if entry.activity.kind is Kind.TRANSFER:
            yield programme.head_count(entry.activity.id)


def _fullest(seen: Seen[Vehicle]) -> str:
    """The most people that are ever on board against the seats."""
    loads = list(_loads(seen.programme, seen.id))
    if not loads:
        return f"–/{unknown(seen.row.seats)}"
    heads = max(heads for heads, _complete in loads)
    return load_text(heads, all(complete for _heads, complete in loads), seen.row.seats)


VEHICLE_COLUMNS: tuple[Column[Seen[Vehicle]], ...] = (
    sign_column(vehicle_severity),
    Column("name", N_("Name"), lambda s: s.row.name, 14, grow=2, edits="name", own=True),
    Column(
        "load",
        N_("Heads/seats"),
        _fullest,
        11,
        right=True,
        order=lambda s: s.row.seats,
        edits="seats",
    ),
    Column(
        "wheelchair",
        N_("Wheelchairs"),
        lambda s: unknown(s.row.wheelchair_places),
        11,
        order=lambda s: s.row.wheelchair_places,
        right=True,
        edits="wheelchair_places",
    ),
    Column(
        "tours",
        N_("Tours"),
        lambda s: ", ".join(t.name for t in tours_of(s.programme, s.id)),
        14,
        grow=2,
    ),
    Column("driver", N_("Driver"), lambda s: s.row.driver or "?", 14, grow=1, edits="driver"),
    Column(
        "operator",
        N_("Operator"),
        lambda s: s.row.operator or "",
        16,
        grow=1,
        from_width=95,
        edits="operator",
    ),
    Column(
        "phone",
        N_("Phone"),
        lambda s: s.row.driver_phone or "",
        16,
        from_width=115,
        edits="driver_phone",
    ),
)
