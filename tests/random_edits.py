"""Edits of every kind, drawn at random from what a plan holds.

For tests that let several organisers work at once: whatever they do, nothing may be lost.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeAlias, TypeVar

from models.words import Kind, Role
from planner.checks.engine import check
from planner.edits import activities, boarding, handover, meetings, round_table, tours
from planner.edits.circuits import new_circuit
from planner.edits.conflicts import accept, unaccept
from planner.edits.core import Edit, add, change, new_id
from planner.edits.everybody import toggle_everybody
from planner.edits.groups import choices, merge, split
from planner.edits.people import new_delegate, new_delegation, next_status, reorder_delegate
from planner.edits.places import (
    close_on,
    confirm_site,
    copy_hours,
    new_figure,
    new_site,
    set_hours,
)
from planner.edits.remove import remove
from planner.edits.requests import plan_request
from planner.edits.several import set_field
from planner.edits.speaking_order import RULES, order_by
from planner.edits.wishes import set_wish
from planner.entities import (
    Activity,
    Contact,
    Entity,
    Host,
    Organiser,
    Site,
    TourDay,
    Vehicle,
)
from planner.errors import PlannerError
from planner.hours import Hours
from planner.phrases import Phrase
from planner.programme import MAPPING_OF, Programme

T = TypeVar("T")
Maker: TypeAlias = Callable[[Programme, Random], Edit]

#: Tables whose rows any organiser may remove.
REMOVABLE = (
    "activity", "participation", "delegation", "delegate", "host", "contact", "site", "opening",
    "travel_time", "organiser", "vehicle", "tour", "tour_day", "boarding", "wish", "acceptance",
)  # fmt: skip


class NothingThere(PlannerError):
    """The plan holds nothing that this edit could be made of."""

    def __init__(self) -> None:
        super().__init__(Phrase("There is nothing to choose from."))


def some(rng: Random, things: Iterable[T]) -> T:
    """One of these; raises NothingThere."""
    found = list(things)
    if not found:
        raise NothingThere
    return found[rng.randrange(len(found))]


def any_edit(programme: Programme, rng: Random, names: Iterable[str] | None = None) -> Edit:
    """An edit of one of the kinds; raises PlannerError where the plan does not allow it."""
    return CATALOGUE[some(rng, CATALOGUE if names is None else names)](programme, rng)


# -- what there is ------------------------------------------------------------------------


def _activity(p: Programme, rng: Random, *kinds: Kind) -> Activity:
    return some(rng, (a for a in p.activities.values() if not kinds or a.kind in kinds))


def _whole(p: Programme, rng: Random) -> Activity:
    return some(rng, (a for a in p.activities.values() if a.parent_id is None))


def _stop(p: Programme, rng: Random) -> Activity:
    return some(rng, (a for a in p.activities.values() if a.tour_day_id and a.kind is Kind.STOP))


def _table(p: Programme, rng: Random) -> str:
    return some(rng, (a.id for a in p.activities.values() if a.kind is Kind.ROUND_TABLE))


def _when(p: Programme, rng: Random) -> datetime:
    """A quarter of an hour of the edition, the repeated one among them."""
    clock = datetime.combine(some(rng, p.days), time(rng.randrange(24), 15 * rng.randrange(4)))
    return clock.replace(fold=rng.randrange(2) if clock.hour == 2 else 0)


def _word(rng: Random) -> str:
    return some(rng, ("", "Zoé", "Тбилиси", "it's 100 % “so”", "two\nlines", "x")) + str(
        rng.randrange(100)
    )


# -- activities ---------------------------------------------------------------------------


def _place(p: Programme, rng: Random) -> Edit:
    start = some(rng, (None, _when(p, rng), _when(p, rng)))
    return activities.move(p, _activity(p, rng).id, start)


def _shift(p: Programme, rng: Random) -> Edit:
    return activities.shift(p, _activity(p, rng).id, 5 * rng.randint(-20, 20))


def _resize(p: Programme, rng: Random) -> Edit:
    return activities.resize(p, _activity(p, rng).id, rng.randint(1, 90))


def _retime(p: Programme, rng: Random) -> Edit:
    return activities.retime(p, _activity(p, rng).id, _when(p, rng), rng.randint(1, 90))


def _pin(p: Programme, rng: Random) -> Edit:
    return activities.toggle_pin(p, _activity(p, rng).id, some(rng, activities.PINS))


def _ripple(p: Programme, rng: Random) -> Edit:
    return activities.ripple(p, _activity(p, rng).id, 5 * rng.randint(-6, 6))


def _swap(p: Programme, rng: Random) -> Edit:
    return activities.swap(p, _activity(p, rng).id, _activity(p, rng).id)


def _copy(p: Programme, rng: Random) -> Edit:
    return activities.copy(p, _activity(p, rng).id, some(rng, (None, _when(p, rng))))


def _copy_to_next_day(p: Programme, rng: Random) -> Edit:
    return activities.copy_to_next_day(p, _whole(p, rng).id)


def _reorder_part(p: Programme, rng: Random) -> Edit:
    part = some(rng, (a for a in p.activities.values() if a.parent_id))
    return activities.reorder_part(p, part.id, rng.randint(-2, 2))


def _add_activity(p: Programme, rng: Random) -> Edit:
    kind = some(rng, (Kind.BLOCKER, Kind.MEAL, Kind.SESSION, Kind.VISIT))
    start, site = some(rng, (None, _when(p, rng))), some(rng, (None, *p.sites))
    return add(p, Activity(new_id(), p.edition.id, kind, _word(rng), start, 30, site))


def _note(p: Programme, rng: Random) -> Edit:
    return change(p, replace(_activity(p, rng), note=_word(rng)))


def _rename_some(p: Programme, rng: Random) -> Edit:
    rows = list({a.id: a for a in (_activity(p, rng) for _n in range(3))}.values())
    return set_field(p, rows, "meeting_point", _word(rng))


# -- who takes part -----------------------------------------------------------------------


def _toggle_delegation(p: Programme, rng: Random) -> Edit:
    delegation = some(rng, p.delegations)
    return activities.toggle_delegation(p, _activity(p, rng).id, delegation)


def _toggle_everybody(p: Programme, rng: Random) -> Edit:
    return toggle_everybody(p, _whole(p, rng).id)


def _set_people(p: Programme, rng: Random) -> Edit:
    activity = some(rng, p.participations_of)
    rows = p.participations_of[activity]
    kept = [replace(r, heads=rng.randint(1, 5)) if rng.random() < 0.5 else r for r in rows]
    return activities.set_people(p, activity, kept[rng.randrange(2) :])


def _split(p: Programme, rng: Random) -> Edit:
    activity = _whole(p, rng).id
    return split(p, activity, {some(rng, choices(p, activity))})


def _merge(p: Programme, rng: Random) -> Edit:
    return merge(p, _whole(p, rng).id, _whole(p, rng).id)


def _hand_over(p: Programme, rng: Random) -> Edit:
    activity = _activity(p, rng)
    rows = p.participations_of.get(activity.id, ())
    known = {r.delegation_id or r.host_id or "" for r in rows}
    group = some(rng, (p.delegations, p.hosts, p.sites, p.vehicles))
    source = some(rng, ("", *(sorted(known & group.keys()))))
    return handover.hand_over(p, activity.id, source, some(rng, group))


# -- people -------------------------------------------------------------------------------


def _add_delegation(p: Programme, rng: Random) -> Edit:
    return add(p, new_delegation(p, some(rng, p.cities)))


def _next_status(p: Programme, rng: Random) -> Edit:
    return next_status(p, some(rng, p.delegations))


def _fill_delegation(p: Programme, rng: Random) -> Edit:
    row = some(rng, p.delegations.values())
    hotel, count = some(rng, (None, *p.sites)), some(rng, (None, 1, 4))
    filled = replace(row, hotel_id=hotel, head_count=count, arrival=_when(p, rng))
    return change(p, replace(filled, languages=("fr", "ka")[: rng.randrange(3)]))


def _add_delegate(p: Programme, rng: Random) -> Edit:
    return add(p, replace(new_delegate(p, some(rng, p.delegations)), name=_word(rng)))


def _reorder_delegate(p: Programme, rng: Random) -> Edit:
    return reorder_delegate(p, some(rng, p.delegates), rng.randint(-2, 2))


def _add_host(p: Programme, rng: Random) -> Edit:
    host = Host(new_id(), p.edition.id, _word(rng), site_id=some(rng, (None, *p.sites)))
    return add(p, host, Contact(new_id(), host.id, _word(rng)))


def _add_organiser(p: Programme, rng: Random) -> Edit:
    return add(p, Organiser(new_id(), p.edition.id, _word(rng)))


def _set_wish(p: Programme, rng: Random) -> Edit:
    activity, delegation = _activity(p, rng).id, some(rng, p.delegations)
    return set_wish(p, delegation, activity, some(rng, (None, 1, 2, 3)))


# -- meetings and round table -------------------------------------------------------------


def _add_meeting(p: Programme, rng: Random) -> Edit:
    people = (some(rng, (*p.delegations, *p.delegates)), some(rng, p.hosts))
    return meetings.add_meeting(p, people, start=some(rng, (None, _when(p, rng))))


def _plan_request(p: Programme, rng: Random) -> Edit:
    return plan_request(p, some(rng, p.wishes))


def _confirm_meeting(p: Programme, rng: Random) -> Edit:
    return meetings.confirm_meeting(p, _activity(p, rng, Kind.MEETING).id)


def _to_next_slot(p: Programme, rng: Random) -> Edit:
    return meetings.to_next_slot(p, _activity(p, rng, Kind.MEETING).id)


def _let_speak(p: Programme, rng: Random) -> Edit:
    return round_table.add_intervention(p, _table(p, rng), some(rng, p.delegations))


def _add_missing(p: Programme, rng: Random) -> Edit:
    return round_table.add_missing(p, _table(p, rng))


def _spread(p: Programme, rng: Random) -> Edit:
    return round_table.spread(p, _table(p, rng))


def _order_by(p: Programme, rng: Random) -> Edit:
    return order_by(p, _table(p, rng), some(rng, RULES))


def _moderate(p: Programme, rng: Random) -> Edit:
    role = some(rng, (Role.MODERATES, Role.INTERPRETS))
    make = some(rng, (round_table.enlist, round_table.dismiss, round_table.turn_answer))
    return make(p, _table(p, rng), some(rng, p.hosts), role)


# -- the tour -----------------------------------------------------------------------------


def _new_circuit(p: Programme, rng: Random) -> Edit:
    return new_circuit(p, _word(rng) or "a", some(rng, p.days))


def _add_day(p: Programme, rng: Random) -> Edit:
    return add(p, TourDay(new_id(), some(rng, p.tours), some(rng, p.days), time(9)))


def _add_stop(p: Programme, rng: Random) -> Edit:
    day, site = some(rng, p.tour_days), some(rng, p.sites)
    return tours.add_stop(p, day, site, some(rng, (None, 0, 1, 3)))


def _add_lunch(p: Programme, rng: Random) -> Edit:
    return tours.add_lunch(p, _stop(p, rng).id)


def _place_stop(p: Programme, rng: Random) -> Edit:
    waiting = (a for a in p.activities.values() if a.start is None and a.kind is Kind.STOP)
    return tours.place_stop(p, some(rng, p.tour_days), some(rng, waiting).id)


def _reorder_stop(p: Programme, rng: Random) -> Edit:
    return tours.reorder_stop(p, _stop(p, rng).id, rng.randint(-2, 2))


def _without_stop(p: Programme, rng: Random) -> Edit:
    return some(rng, (tours.remove_stop, tours.unplace_stop))(p, _stop(p, rng).id)


def _tour_times(p: Programme, rng: Random) -> Edit:
    if rng.random() < 0.5:
        return tours.retime(p, some(rng, p.tour_days))
    return tours.start_at(p, some(rng, p.tour_days), time(rng.randint(6, 11), 30))


def _stop_minutes(p: Programme, rng: Random) -> Edit:
    make = some(rng, (tours.shift_rest, tours.lengthen))
    return make(p, _stop(p, rng).id, 5 * rng.randint(-4, 8))


def _board(p: Programme, rng: Random) -> Edit:
    make = some(rng, (boarding.board_delegation, boarding.unboard_delegation))
    return make(p, some(rng, p.tours), some(rng, p.delegations))


def _board_one(p: Programme, rng: Random) -> Edit:
    make = some(rng, (boarding.board_delegate, boarding.unboard_delegate))
    return make(p, some(rng, p.tours), some(rng, p.delegates))


def _move_guest(p: Programme, rng: Random) -> Edit:
    guests = (b.id for b in p.boardings.values() if b.guest)
    return boarding.move_guest(p, some(rng, p.tours), some(rng, guests))


def _vehicle(p: Programme, rng: Random) -> Edit:
    if rng.random() < 0.5:
        return add(p, Vehicle(new_id(), p.edition.id, _word(rng), rng.randint(1, 60)))
    tour = some(rng, p.tours.values())
    return change(p, replace(tour, vehicle_id=some(rng, (None, *p.vehicles))))


# -- places -------------------------------------------------------------------------------


def _site(p: Programme, rng: Random) -> Site:
    """A place with hours, or any."""
    return p.sites[some(rng, some(rng, [g for g in (p.openings_of, p.sites) if g]))]


def _add_site(p: Programme, rng: Random) -> Edit:
    return add(p, replace(new_site(p), name=_word(rng), lat=50.25, lon=4 + rng.random()))


def _fill_site(p: Programme, rng: Random) -> Edit:
    if rng.random() < 0.3:
        return confirm_site(p, some(rng, p.sites))
    return change(p, replace(_site(p, rng), capacity=some(rng, (None, 20)), note=_word(rng)))


def _hours(p: Programme, rng: Random) -> Edit:
    site, days = _site(p, rng).id, list[int | date]((0, 3, 6, *p.days))
    window = ((time(9), time(12)), (time(14), time(some(rng, (17, 18)))))
    hours: tuple[Hours, ...] = (None, (), window)
    return set_hours(p, site, {some(rng, days): some(rng, hours)})


def _close(p: Programme, rng: Random) -> Edit:
    return close_on(p, _site(p, rng).id, some(rng, list[int | date]((0, 6, *p.days))))


def _copy_hours(p: Programme, rng: Random) -> Edit:
    return copy_hours(p, _site(p, rng).id, rng.randrange(7), range(rng.randrange(7)))


def _figure(p: Programme, rng: Random) -> Edit:
    one, two = some(rng, p.sites), some(rng, p.sites)
    return add(p, replace(new_figure(p, one, two), minutes=rng.randint(1, 60)))


# -- all ----------------------------------------------------------------------------------


def _edition(p: Programme, rng: Random) -> Edit:
    days = some(rng, (0, 0, 0, -1, 1))
    last = max(p.edition.last_day + timedelta(days), p.edition.first_day)
    return change(p, replace(p.edition, last_day=_near(last, p), theme=_word(rng)))


def _near(last: date, p: Programme) -> date:
    """Not further from the festival than a week."""
    return min(last, p.edition.festival_end + timedelta(7))


def _accept(p: Programme, rng: Random) -> Edit:
    conflict = some(rng, check(p))
    if conflict.key in {a.key for a in p.acceptances.values()}:
        return unaccept(p, conflict)
    return accept(p, conflict, _word(rng), "anna")


def _remove(p: Programme, rng: Random) -> Edit:
    return remove(p, _row(p, rng))


def _remove_two(p: Programme, rng: Random) -> Edit:
    return remove(p, _row(p, rng), _row(p, rng))


def _row(p: Programme, rng: Random) -> Entity:
    """Any row that may go; of the large tables no more often than of the small ones."""
    rows: dict[str, Entity] = getattr(p, MAPPING_OF[some(rng, REMOVABLE)])
    return some(rng, rows.values())


_KINDS: tuple[Maker, ...] = (
    _place, _shift, _resize, _retime, _pin, _ripple, _swap, _copy, _copy_to_next_day,
    _reorder_part, _add_activity, _note, _rename_some, _toggle_delegation, _toggle_everybody,
    _set_people, _split, _merge, _hand_over, _add_delegation, _next_status, _fill_delegation,
    _add_delegate, _reorder_delegate, _add_host, _add_organiser, _set_wish, _add_meeting,
    _plan_request, _confirm_meeting, _to_next_slot, _let_speak, _add_missing, _spread, _order_by,
    _moderate, _new_circuit, _add_day, _add_stop, _add_lunch, _place_stop, _reorder_stop,
    _without_stop, _tour_times, _stop_minutes, _board, _board_one, _move_guest, _vehicle,
    _add_site, _fill_site, _hours, _close, _copy_hours, _figure, _edition, _accept, _remove,
    _remove_two,
)  # fmt: skip
#: Every kind of edit by its name.
CATALOGUE: Mapping[str, Maker] = {kind.__name__.removeprefix("_"): kind for kind in _KINDS}
