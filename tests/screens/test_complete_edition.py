"""By hand from an unplanned edition to a complete one: is it done in ten minutes?

A real app, keys only, one function for each part of the work.  What somebody would decide or
recall is counted as such; see ``organiser.py`` for how long that takes.
"""

from collections import Counter
from pathlib import Path

import pytest

from models.words import Kind, Role
from planner.entities import Delegation
from planner.free_time import entries_of
from planner.meetings import requests
from planner.programme import Programme
from planner.round_table import balance, round_tables, speaking, team
from planner.workspace import Workspace
from screens.board import BoardScreen
from screens.boarding_dialog import BoardingDialog
from screens.dialogs import Pick
from screens.forms.form import FormScreen
from screens.people_dialog import PeopleDialog
from screens.round_table import RoundTableScreen
from screens.tour import TourScreen
from screens.visit_cells import ITEM_KINDS
from screens.visits import VisitsScreen
from tests.screens.drive import opened
from tests.screens.organiser import Organiser, unplan

ALLOWED_SECONDS = 600
NEXT_DAY = "right_square_bracket"
#: The order of the columns and rows in which delegations stand: by name.
CAEN, ENGHIEN, HAMAR, KARLSRUHE, MODENA, NOVI_SAD, TBILISI, VIBORG = range(8)


async def go(me: Organiser, here: int, there: int) -> int:
    """To the column of a delegation, then turn its cell."""
    arrow = "right" if there > here else "left"
    await me.does(*[arrow] * abs(there - here), "space")
    return there


# -- the work, room by room ---------------------------------------------------------------


async def circuits(me: Organiser) -> None:
    """Two days on the road on the eve of the festival: Hainaut, and Gembloux to Liège."""
    await me.does(NEXT_DAY)
    await me.does("2")
    await me.sees(TourScreen)
    await me.does("n", "enter")
    await me.types("8:00", "enter")
    for stop in ("a6k 45", "qu 45", "lu", "mun 45", "pause", "mac 45"):
        await me.types(stop, "enter")
    await me.does("escape")
    await me.does("N")
    await me.sees(Pick)
    await me.types("cir", "enter")
    await me.sees(TourScreen)
    await me.does("enter")
    await me.types("8:30", "enter")
    for stop in ("sma 45", "mir 45", "lu", "bov 45", "pause", "openh 45"):
        await me.types(stop, "enter")
    await me.does("escape")


async def boarding(me: Organiser) -> None:
    """Everybody is on the first circuit so far: four delegations change to the second."""
    await me.does("b")
    await me.sees(BoardingDialog)
    here = CAEN
    for delegation in (ENGHIEN, MODENA, NOVI_SAD, TBILISI):
        await me.does(*["down"] * (delegation - here), "space")
        here = delegation
    await me.does("escape")
    await me.sees(TourScreen)


async def the_round_table(me: Organiser) -> None:
    """Slot and place, a word for every delegation, moderator, interpreter, order, minutes."""
    await me.does("3")
    await me.sees(RoundTableScreen)
    await me.does("n")
    await me.sees(FormScreen)
    await me.types("Cities", "tab", "tab")
    await me.types("fri 14h", "tab")
    await me.types("110", "tab")
    await me.types("bourse", "enter")
    await me.does("ctrl+s")
    await me.sees(RoundTableScreen)
    await me.does("i")  # all that have accepted
    await me.does("w", *["down"] * MODENA, "i")  # and one that has not answered yet
    await me.does("escape")
    for entry in ("wel", "que"):
        await me.does("n")
        await me.sees(Pick)
        await me.types(entry, "enter")
        await me.sees(FormScreen)
        await me.does("ctrl+s")
        await me.sees(RoundTableScreen)
    for key in ("m", "t", "o"):  # the first of each list: who does it by trade, the alphabet
        await me.does(key)
        await me.sees(Pick)
        await me.does("enter")
        await me.sees(RoundTableScreen)
    await me.does("equals_sign")


async def lunches(me: Organiser) -> None:
    """A lunch for everybody on Thursday, and the same again on Friday and Saturday."""
    await me.does("1")
    await me.sees(BoardScreen)
    await me.does("n")
    await me.sees(FormScreen)
    await me.types("Lunch", "tab")
    await me.does("enter")
    await me.types("mea", "enter", "tab")
    await me.types("thu 12h45", "tab", "tab")
    await me.types("bras", "enter")
    await me.does("ctrl+s")
    await me.sees(BoardScreen)
    await me.does("a")
    await me.sees(PeopleDialog)
    await me.does("A")
    await me.does("ctrl+s")
    await me.sees(BoardScreen)
    await me.does("C")
    await me.does("C")


async def wishes(me: Organiser) -> None:
    """Down the list of what is wished; a line that is granted goes, the next one comes up."""
    await me.does("4")
    await me.sees(VisitsScreen)
    await me.does("o")
    here = await go(me, CAEN, HAMAR)  # the Rops museum
    here = await go(me, here, KARLSRUHE)  # the talk on bees
    await me.does("down")  # Tbilisi's workshop is during the round table: not granted
    here = await go(me, here, HAMAR)  # the model of the city
    here = await go(me, here, CAEN)  # designing the night
    here = await go(me, here, NOVI_SAD)  # the Nave
    here = await go(me, here, ENGHIEN)  # the staircase of the Delta
    await me.does("down")  # the Rops museum again
    await go(me, here, VIBORG)  # the concert
    await me.does("escape")


async def visits(me: Organiser) -> None:
    """What everybody sees, and between that three groups."""
    await me.does("home", "A")  # the opening
    await me.does("down", "down", "down", "A")  # the keynote
    await me.does("down")
    here = await go(me, VIBORG, CAEN)  # fog in a box, in French
    here = await go(me, here, ENGHIEN)
    await me.does("down")
    here = await go(me, here, HAMAR)  # the staircase
    await go(me, here, MODENA)
    await me.does("down", "A")  # a talk for all who are free then
    await me.does("down", "A")
    await me.does(NEXT_DAY, NEXT_DAY, NEXT_DAY)
    await me.does("home", *["down"] * 7, "A")  # the open labs on Saturday
    await me.does(NEXT_DAY)
    await me.does("home", "down", "down", "A")  # the closing talk: two have left
    await me.does("escape")


async def one_to_ones(me: Organiser) -> None:
    """All that have been asked for, in one go."""
    await me.does("m")
    await me.does("tab")
    await me.does("P")
    await me.waits(2, lambda p: not [r for r in requests(p) if r.meeting is None])


WORK = (circuits, boarding, the_round_table, lunches, wishes, visits, one_to_ones)


# -- what must come of it -----------------------------------------------------------------


def lacks(programme: Programme, delegation: Delegation) -> list[str]:
    """What a delegation does not have yet."""
    kinds = Counter(e.activity.kind for e in programme.agenda(delegation.id))
    (table,) = round_tables(programme)
    speakers = {d for part in programme.parts[table.id] for d in speaking(programme, part.id)}
    has = {
        "stops on the road": kinds[Kind.STOP] >= 4,
        "lunch on the road and on three days": kinds[Kind.MEAL] == 4,
        "the round table": kinds[Kind.ROUND_TABLE] == 1 and delegation.id in speakers,
        "visits": sum(kinds[kind] for kind in ITEM_KINDS) >= 4,
        "nothing before arrival or after departure": is_here(programme, delegation),
    }
    return [f"{delegation.name}: {what}" for what, found in has.items() if not found]


def is_here(programme: Programme, delegation: Delegation) -> bool:
    """Whether all that a delegation and its delegates do is between arrival and departure."""
    assert delegation.arrival is not None
    assert delegation.departure is not None
    first, last = map(programme.clock.at, (delegation.arrival, delegation.departure))
    return all(first <= e.begin and e.end <= last for e in entries_of(programme, delegation.id))


def still_open(programme: Programme) -> set[str]:
    """Titles of the items that a delegation wishes and does not take part in."""
    found = set()
    for wish in programme.wishes.values():
        item = programme.activities.get(wish.activity_id or "")
        if item is not None and wish.delegation_id not in programme.delegations_in(item.id):
            found.add(item.title)
    return found


def round_table_is_complete(programme: Programme) -> bool:
    (table,) = round_tables(programme)
    kinds = [part.kind for part in programme.parts[table.id]]
    roles = {row.role for row in team(programme, table.id)}
    return (
        balance(programme, table.id).over == 0
        and kinds == [Kind.WELCOME, *[Kind.INTERVENTION] * 8, Kind.QUESTIONS]
        and roles == {Role.MODERATES, Role.INTERPRETS}
    )


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_an_unplanned_edition_is_complete_in_less_than_ten_minutes_by_hand(
    demo_store: Path,
) -> None:
    workspace = Workspace.open(demo_store)
    unplan(workspace)
    workspace.close()
    async with opened(demo_store) as (app, pilot):
        me = Organiser(app, pilot)
        assert not me.programme.tours
        for part in WORK:
            me.begins(part.__name__)
            await part(me)
            assert me.blocking == [], part.__name__
        programme = me.programme
        assert [lack for d in programme.active_delegations for lack in lacks(programme, d)] == []
        assert round_table_is_complete(programme)
        assert all(r.meeting is not None for r in requests(programme))
        assert still_open(programme) == {"Workshop: A voice for the river"}
        assert me.seconds < ALLOWED_SECONDS, me.report
