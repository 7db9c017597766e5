"""What the Wake tour room asks before it acts: new things, vehicles, what to remove."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from models.words import Kind
from planner.edits.activities import next_position
from planner.edits.core import change, new_id
from planner.edits.names import describe
from planner.edits.tours import add_stop, remove_stop
from planner.entities import Activity, Tour, TourDay, Vehicle
from planner.phrases import Phrase, _
from screens import flows
from screens.dialogs import Ask, Confirm, Pick
from screens.forms import choices
from screens.forms.specs import TOUR_DAY, VEHICLE

if TYPE_CHECKING:
    from screens.app import PlannerApp

#: How long a presentation is when its stop has no minutes left.
PRESENTATION_MINUTES = 20
Step = Callable[[], Awaitable[object]]


async def new_thing(
    app: "PlannerApp",
    tour: Tour | None,
    day: TourDay | None,
    stop: Activity | None,
    new_circuit: Step,
) -> None:
    """Ask what is to be made, then make it."""
    steps: list[tuple[Step, str]] = []
    if day is not None:
        steps.append((lambda: new_stop(app, day), _("Stop: a place of the catalogue")))
        steps.append((lambda: new_on_the_road(app, day), _("Something else on this day")))
    if stop is not None:
        title = _("Presentation in “{title}”").format(title=stop.title)
        steps.append((lambda: new_presentation(app, stop), title))
    if tour is not None:
        steps.append((lambda: new_day(app, tour), _("Day of “{tour}”").format(tour=tour.name)))
    steps.append((new_circuit, _("Circuit with its first day")))
    steps.append((lambda: new_vehicle(app, tour), _("Vehicle")))
    chosen = await app.push_screen_wait(Pick(_("New …"), steps))
    if chosen is not None:
        await chosen[0]()


async def new_stop(app: "PlannerApp", day: TourDay) -> None:
    """A visit of any site, at the end of the day."""
    assert app.state is not None
    found = choices.sites(app.state.programme)
    chosen = await app.push_screen_wait(Pick(_("Which place?"), found))
    if chosen is not None:
        app.perform(lambda p: add_stop(p, day.id, chosen[0]))


async def new_on_the_road(app: "PlannerApp", day: TourDay) -> None:
    """An activity of any kind on this day, by its form."""
    assert app.state is not None
    programme = app.state.programme
    placed = [a for a in programme.tour_stops.get(day.id, ()) if a.id in programme.spans]
    start = programme.end(placed[-1]) if placed else None
    row = Activity(new_id(), programme.edition.id, Kind.STOP, "", start, tour_day_id=day.id)
    made = await flows.create(app, row)
    if made is not None:
        app.selected = made.id


async def new_presentation(app: "PlannerApp", stop: Activity) -> None:
    """A part of a stop, as long as the stop has minutes left."""
    assert app.state is not None
    programme = app.state.programme
    left = stop.minutes - sum(p.minutes for p in programme.parts.get(stop.id, ()))
    row = Activity(
        new_id(),
        programme.edition.id,
        Kind.PRESENTATION,
        "",
        minutes=left if left > 0 else PRESENTATION_MINUTES,
        parent_id=stop.id,
        position=next_position(programme, stop.id),
        language=stop.language,
    )
    await flows.create(app, row)


async def new_day(app: "PlannerApp", tour: Tour) -> None:
    """A day of a circuit: the day after its last one, from and to the same places."""
    assert app.state is not None
    programme = app.state.programme
    known = programme.days_of_tour.get(tour.id, ())
    row = TourDay(new_id(), tour.id, programme.edition.first_day)
    if known:
        last = known[-1]
        later = [d for d in programme.days if d > last.day]
        row = TourDay(
            row.id,
            tour.id,
            later[0] if later else last.day,
            last.start,
            last.start_site_id,
            last.end,
            last.end_site_id,
        )
    app.wanted = ("tour_day", row.id)  # shown as soon as it is there
    if await flows.create(app, row, TOUR_DAY) is None:
        app.wanted = None


# -- vehicles -----------------------------------------------------------------------------


async def new_vehicle(app: "PlannerApp", tour: Tour | None) -> None:
    """A vehicle; the circuit takes it when it has none."""
    assert app.state is not None
    row = Vehicle(new_id(), app.state.programme.edition.id, "")
    made = await flows.create(app, row, VEHICLE)
    if made is not None and tour is not None and tour.vehicle_id is None:
        give_vehicle(app, tour, made.id)


def give_vehicle(app: "PlannerApp", tour: Tour, vehicle_id: str | None) -> None:
    """Let a circuit run with another vehicle."""
    app.perform(lambda p: change(p, replace(p.tours[tour.id], vehicle_id=vehicle_id)))


async def vehicles(app: "PlannerApp", tour: Tour) -> None:
    """Choose the vehicle of a circuit; make, edit or remove one."""
    assert app.state is not None
    programme = app.state.programme
    steps: list[tuple[Step, str]] = []
    for vehicle in sorted(programme.vehicles.values(), key=lambda v: v.name.casefold()):
        steps.append((_giving(app, tour, vehicle.id), _vehicle_text(vehicle)))
    steps.append((_giving(app, tour, None), _("No vehicle")))
    steps.append((lambda: new_vehicle(app, tour), _("New vehicle …")))
    own = programme.vehicles.get(tour.vehicle_id or "")
    if own is not None:
        edit_text = _("Edit {vehicle} …").format(vehicle=own.name)
        steps.append((lambda: flows.revise(app, own, VEHICLE), edit_text))
        remove_text = _("Remove {vehicle} …").format(vehicle=own.name)
        steps.append((lambda: flows.delete(app, own), remove_text))
    title = _("Vehicle of “{tour}”").format(tour=tour.name)
    chosen = await app.push_screen_wait(Pick(title, steps))
    if chosen is not None:
        await chosen[0]()


def _giving(app: "PlannerApp", tour: Tour, vehicle_id: str | None) -> Step:
    async def give() -> None:
        give_vehicle(app, tour, vehicle_id)

    return give


def _vehicle_text(vehicle: Vehicle) -> str:
    seats = vehicle.seats if vehicle.seats is not None else "?"
    return _("{vehicle} · {seats} seats").format(vehicle=vehicle.name, seats=seats)


# -- removing -----------------------------------------------------------------------------


async def delete_on_the_road(app: "PlannerApp", activity: Activity) -> None:
    """Remove a line of the route; after a stop the day closes up."""
    assert app.state is not None
    programme = app.state.programme
    if activity.parent_id is not None or activity.kind is Kind.TRANSFER:
        await flows.delete(app, activity)
        return
    question = Phrase("Remove {what}?", what=describe(programme, activity))
    details = _("Transfers and times after it follow. Undo (u) brings everything back.")
    if await app.push_screen_wait(Confirm(str(question), _("Remove"), details)):
        app.perform(lambda p: remove_stop(p, activity.id))


async def delete_day(app: "PlannerApp", tour: Tour, day: TourDay | None) -> None:
    """Remove a day or the whole circuit; what takes place goes to the tray."""
    if day is None:
        await flows.delete(app, tour)
        return
    steps: list[tuple[Tour | TourDay, str]] = [
        (day, _("Only this day")),
        (tour, _("The whole circuit “{tour}”").format(tour=tour.name)),
    ]
    chosen = await app.push_screen_wait(Pick(_("Remove …"), steps))
    if chosen is not None:
        await flows.delete(app, chosen[0])


async def ask_minutes(app: "PlannerApp") -> int | None:
    """By how many minutes the rest of the day shall shift; None when given up."""
    question = _("Shift this and the rest of the day by how many minutes? (-15: earlier)")
    answer = await app.push_screen_wait(Ask(question, "15"))
    if answer is None:
        return None
    try:
        return int(answer)
    except ValueError:
        app.say(Phrase("“{text}” is not a number of minutes.", text=answer))
        return None
