"""What the Places room shows about the selected row."""

from collections.abc import Iterator

from textual.content import Content

from models.words import TravelMode
from planner.edits.places import LOW, rows_on
from planner.entities import Opening, Site, TravelTime, Vehicle
from planner.phrases import WEEKDAYS, _, short_date
from planner.programme import Programme, count_heads
from planner.travel import Leg, Source
from screens.detail_lines import agenda_lines, conflict_lines, note_lines
from screens.forms.choices import MODE_NAMES
from screens.listing import Seen
from screens.people_lists import fields_text
from screens.places_lists import (
    CONFIDENCE_NAMES,
    estimated,
    kind_name,
    load_text,
    mode_name,
    tours_of,
    unknown,
    used_sites,
    window_text,
    yes_no,
)
from screens.text import literal, visible
from screens.widgets.detail_list import BLANK, Line, Request, fact, heading, offer, plain


def site_lines(seen: Seen[Site]) -> list[Line]:
    """Address, opening hours, what happens there, and how far it is from the other places."""
    row, programme = seen.row, seen.programme
    return [
        Line(literal(row.name).stylize("bold"), row),
        *_to_confirm(row),
        *conflict_lines(seen.state, row.id),
        *_site_facts(seen),
        *note_lines(row.note),
        BLANK,
        heading(_("Opening hours")),
        *_opening_lines(programme, row.id),
        *agenda_lines(seen.state, programme.by_site.get(row.id, ())),
        *_travel_lines(programme, row),
    ]


def _to_confirm(row: Site) -> Iterator[Line]:
    if row.confidence == LOW:
        text = _("To confirm: does it exist under this name and address?")
        yield plain(f"? {text}", "screen.confirm", "bold $text-warning")
        yield offer(_("it does: confirm it"), "g", "screen.confirm")


def _site_facts(seen: Seen[Site]) -> Iterator[Line]:
    row = seen.row
    town = " ".join(x for x in (row.postcode, row.municipality) if x)
    address = ", ".join(x for x in (row.address, town) if x)
    yield fact(_("Kind"), kind_name(row.kind), row)
    yield fact(_("Address"), address or "?", row)
    yield fact(_("Position"), _position(row), row)
    yield fact(_("Holds"), unknown(row.capacity), row)
    yield fact(_("Step-free"), yes_no(row.step_free), row)
    if row.visit_minutes:
        yield fact(_("Usual visit"), _("{n} min").format(n=row.visit_minutes), row)
    if row.fields:
        yield fact(_("Fields"), fields_text(seen.state, row.fields), row)
    if row.confidence:
        yield fact(_("Data"), _(CONFIDENCE_NAMES.get(row.confidence, row.confidence)), row)
    whose = _("all editions share it") if row.edition_id is None else _("only this edition has it")
    yield plain(whose, style="$foreground-muted")


def _position(row: Site) -> str:
    if row.lat is None or row.lon is None:
        return "?"
    within = _("within {n} m") if row.precision_m else ""
    tail = f" ({within.format(n=row.precision_m)})" if within else ""
    return f"{row.lat:.4f}, {row.lon:.4f}{tail}"


def _opening_lines(programme: Programme, site_id: str) -> Iterator[Line]:
    rows = programme.openings_of.get(site_id, ())
    if not rows:
        yield plain(_("? unknown: ask the house"), "screen.hours", "$text-warning")
    silent = []
    for weekday in range(7):
        found = rows_on(programme, site_id, weekday)
        yield from (_window_line(_(WEEKDAYS[weekday]), row) for row in found)
        if not found:
            silent.append(_(WEEKDAYS[weekday]))
    if silent and any(o.weekday is not None for o in rows):
        days = _("{days}: no hours given, taken as closed").format(days=", ".join(silent))
        yield plain(days, style="$foreground-muted")
    for day in sorted({o.day for o in rows if o.day is not None}):
        for row in rows_on(programme, site_id, day):
            yield _window_line(_("only {day}").format(day=short_date(day)), row)
    yield offer(_("the week and single dates"), "o", "screen.hours")
    yield offer(_("a closed day"), "c", "screen.close_day")
    if any(o.weekday is not None for o in rows):
        yield offer(_("copy a day to others"), "y", "screen.copy_day")


def _window_line(day: str, row: Opening) -> Line:
    return Line(Content.assemble((f"{day} ", "$foreground-muted"), window_text(row)), row)


# -- travel -------------------------------------------------------------------------------------


def _travel_lines(programme: Programme, site: Site) -> Iterator[Line]:
    """The ways from here to the places that this edition uses, nearest first."""
    others = [programme.sites[i] for i in used_sites(programme) - {site.id} if i in programme.sites]
    ways = [(programme.travel.leg(site.id, other.id), other) for other in others]
    ways.sort(key=lambda way: (way[0].minutes if way[0] else 10**6, way[1].name, way[1].id))
    if ways:
        yield BLANK
        yield heading(_("From here to"))
    for leg, other in ways:
        text = Content.assemble(visible(other.name), (f"  {leg_text(leg)}", "$foreground-muted"))
        yield Line(text, Request("travel", other.id))
    yield offer(_("a figure of your own"), "t", "screen.own_travel")


def leg_text(leg: Leg | None) -> str:
    """``38 min by car, estimated``; where the figure comes from is always said."""
    if leg is None:
        return _("unknown")
    if leg.source is Source.SAME_PLACE:
        return _("the same place")
    source = _("own figure") if leg.source is Source.OWN else _("estimated")
    return _("{n} min, {mode}, {source}").format(
        n=leg.minutes, mode=_(MODE_NAMES[leg.mode]), source=source
    )


def travel_lines(seen: Seen[TravelTime]) -> list[Line]:
    """An own figure beside the estimates for each way of travelling."""
    row, programme = seen.row, seen.programme
    a, b = (programme.sites.get(i) for i in (row.from_site_id, row.to_site_id))
    lines = [
        fact(_("From"), a.name if a else "?", a),
        fact(_("To"), b.name if b else "?", b),
        fact(_("Own figure"), f"{_('{n} min').format(n=row.minutes)}, {mode_name(row.mode)}", row),
        fact(_("Both ways"), yes_no(row.both_ways), row),
        *note_lines(row.note),
        BLANK,
        heading(_("Estimated")),
    ]
    for mode in (TravelMode.CAR, TravelMode.COACH, TravelMode.WALK):
        minutes = estimated(programme, row, mode)
        text = "?" if minutes is None else _("{n} min").format(n=minutes)
        lines.append(fact(mode_name(mode), text))
    return lines


# -- vehicles -----------------------------------------------------------------------------------


def vehicle_lines(seen: Seen[Vehicle]) -> list[Line]:
    """Seats against heads for each tour, and when the vehicle is where."""
    row, programme = seen.row, seen.programme
    facts = (
        (_("Seats"), unknown(row.seats)),
        (_("Wheelchair places"), unknown(row.wheelchair_places)),
        (_("Operator"), row.operator),
        (_("Driver"), " · ".join(x for x in (row.driver, row.driver_phone) if x) or "?"),
    )  # fmt: skip
    return [
        Line(literal(row.name).stylize("bold"), row),
        *conflict_lines(seen.state, row.id, *(t.id for t in tours_of(programme, row.id))),
        *(fact(label, text, row) for label, text in facts if text),
        BLANK,
        heading(_("Tours")),
        *_tour_lines(programme, row),
        *agenda_lines(seen.state, programme.by_vehicle.get(row.id, ())),
    ]


def _tour_lines(programme: Programme, row: Vehicle) -> Iterator[Line]:
    tours = tours_of(programme, row.id)
    if not tours:
        yield plain(_("No tour uses it: choose it in the tour's form."), style="$foreground-muted")
    for tour in tours:
        heads, complete = count_heads(programme.on_board(tour.id))
        days = ", ".join(short_date(d.day) for d in programme.days_of_tour.get(tour.id, ()))
        full = row.seats is not None and heads > row.seats
        text = Content.assemble(
            visible(tour.name),
            (f"  {load_text(heads, complete, row.seats)}", "bold $text-error" if full else ""),
            (f"  {days}", "$foreground-muted"),
        )
        yield Line(text, tour)
