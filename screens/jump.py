"""Going to a row of any table: which room shows it, and putting the cursor on it there."""

from typing import TYPE_CHECKING, NamedTuple

from models.words import Kind
from planner.conflicts import Conflict
from planner.entities import Activity
from planner.phrases import Phrase
from planner.programme import Programme

if TYPE_CHECKING:
    from screens.app import PlannerApp


class Place(NamedTuple):
    """A room, and the list in it where it has several."""

    mode: str
    listing: str = ""


PLACES = {
    "delegation": Place("people", "delegations"),
    "delegate": Place("people", "delegates"),
    "host": Place("people", "hosts"),
    "organiser": Place("people", "organisers"),
    "site": Place("places", "sites"),
    "vehicle": Place("places", "vehicles"),
    "tour": Place("tour"),
    "tour_day": Place("tour"),
}


async def show_row(app: "PlannerApp", table: str, row_id: str) -> None:
    """Go to the room of a row and put the cursor on it."""
    if table == "activity":
        app.go_to_activity(row_id)
    elif table == "room":
        app.action_room(row_id)
    elif table == "tool":
        app.action_tool(row_id)
    elif table == "conflict":
        await _in_conflicts(app, row_id)
    elif (place := PLACES.get(table)) is not None:
        app.wanted = (table, row_id)
        await app.switch_mode(place.mode)
        _select(app, place, row_id)


def _select(app: "PlannerApp", place: Place, row_id: str) -> None:
    from screens.listing import ListingRoom

    if isinstance(app.screen, ListingRoom) and place.listing:
        app.screen.select(place.listing, row_id)
        app.wanted = None


async def _in_conflicts(app: "PlannerApp", key: str) -> None:
    from screens.conflicts import ConflictsScreen

    await app.switch_mode("conflicts")
    if isinstance(app.screen, ConflictsScreen):
        app.screen.select(key)


# -- conflicts ----------------------------------------------------------------------------


def room_of(programme: Programme, activity: Activity) -> str:
    """The room in which an activity is best put right."""
    whole = programme.activities.get(activity.parent_id or "", activity)
    if whole.tour_day_id is not None:
        return "tour"
    return "round-table" if whole.kind is Kind.ROUND_TABLE else "board"


async def show_conflict(app: "PlannerApp", conflict: Conflict) -> None:
    """Show what a conflict is about, in its room."""
    assert app.state is not None
    programme = app.state.programme
    known = [programme.activities[a] for a in conflict.activities if a in programme.activities]
    if known:
        room = room_of(programme, known[0])
        app.go_to_activity(known[0].id)
        if room != "board":
            app.selected = known[0].id
            await app.switch_mode(room)
        return
    for row_id in (conflict.subject, *conflict.people):
        if (table := _table_of(programme, row_id)) is not None:
            await show_row(app, table, row_id)
            return
    app.say(Phrase("This conflict is about the edition as a whole."))


def _table_of(programme: Programme, row_id: str) -> str | None:
    tables = {
        "delegation": programme.delegations,
        "delegate": programme.delegates,
        "host": programme.hosts,
        "site": programme.sites,
        "vehicle": programme.vehicles,
        "tour": programme.tours,
        "tour_day": programme.tour_days,
    }
    return next((table for table, rows in tables.items() if row_id in rows), None)


async def show_next_conflict(app: "PlannerApp", step: int) -> None:
    """The next (1) or previous (-1) open conflict, the worst first, at its place."""
    from screens.conflicts import ConflictsScreen

    assert app.state is not None
    found = app.state.open_conflicts
    if not found:
        app.say(Phrase("No conflicts."))
        return
    if isinstance(app.screen, ConflictsScreen):
        app.screen.action_step(step)
        return
    keys = [conflict.key for conflict in found]
    key, index = app.conflict
    if key in keys:
        index = (keys.index(key) + step) % len(keys)
    else:  # solved, or none yet: its successor stands where it stood
        index = min(index, len(keys) - 1) if step > 0 else (index - 1) % len(keys)
    conflict = found[index]
    app.conflict = (conflict.key, index)
    await show_conflict(app, conflict)
    sign = conflict.severity.sign
    app.clear_notifications()
    app.say(
        Phrase(
            "{sign} {n}/{all} {what}", sign=sign, n=index + 1, all=len(keys), what=conflict.phrase
        )
    )
