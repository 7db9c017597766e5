"""Every key that is bound does something, and so does everything that can be clicked.

The keys are found, not listed: a new binding without an effect fails here by itself.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from models.words import Kind
from planner.edits.activities import shift, toggle_pin
from planner.edits.core import Edit, add, new_id
from planner.entities import Boarding
from planner.programme import Programme
from planner.propose import kinds
from planner.propose.kinds import Sort
from planner.workspace import Workspace
from screens.rooms import ROOMS
from screens.tools import TOOLS
from tests.screens import proposer
from tests.screens.drive import opened
from tests.screens.explorer import Bound, Explorer, Road, all_bound

#: Keys whose effect needs more than an open room; each has a test of its own elsewhere.
ELSEWHERE: frozenset[Bound] = frozenset({("PlannerApp", "ctrl+q")})
#: What these bind is the same in every room: it is tried in the first.
COMMON = frozenset({"RoomScreen", "PlannerApp"})
#: All rooms, and the screens beside them that are rooms in all but their number.
WHERE = tuple(room.mode for room in (*ROOMS, *TOOLS))
#: What can be clicked at first, and where more comes: a proposal in view, something late.
CLICKED = (
    *((room, ()) for room in WHERE),
    ("proposals", ("home", "down", "enter")),
    ("day-of", ("enter",)),
)


def left_out(room: str) -> frozenset[Bound]:
    """What is not tried in a room: its own number, and what the first room has shown."""
    number = WHERE.index(room) + 1
    return ELSEWHERE | {
        (name, key)
        for name, key in all_bound()
        if key == str(number) or (number > 1 and name in COMMON)
    }


def staged(store: Path, room: str) -> None:
    """Put into the plan what some keys are for: a guest on board, a step to go back to."""
    if (make := STAGED.get(room)) is not None:
        workspace = Workspace.open(store)
        workspace.do(make(workspace.enter(workspace.editions()[0].id)))
        workspace.close()


def _with_a_guest(programme: Programme) -> Edit:
    tour_id = min(programme.tours)
    return add(programme, Boarding(new_id(), tour_id, guest="Anna Example", heads=1))


def _with_a_second_table(programme: Programme) -> Edit:
    table = next(a for a in programme.activities.values() if a.kind is Kind.ROUND_TABLE)
    return add(programme, replace(table, id=new_id(), title="Second table", start=None))


def _with_a_pin(programme: Programme) -> Edit:
    return toggle_pin(programme, proposer.sessions(programme)[-1].id)


def _with_a_move(programme: Programme) -> Edit:
    return shift(programme, proposer.sessions(programme)[0].id, 5)


STAGED: dict[str, Callable[[Programme], Edit]] = {
    "compare": _with_a_move,
    "history": _with_a_move,
    "proposals": _with_a_pin,
    "tour": _with_a_guest,
    "round-table": _with_a_second_table,
}


@pytest.fixture(autouse=True)
def _moves_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of proposal is answered at once, by the small proposer of the tests."""
    for name, kind in kinds.KINDS.items():
        made = proposer.mover(kind)
        settings = (*made.settings, *(s for s in kind.settings if s.sort is Sort.SCORES))
        monkeypatch.setitem(kinds.KINDS, name, replace(made, loses=False, settings=settings))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("room", WHERE)
async def test_every_key_of_a_room_does_something(
    demo_store: Path, at_home: Path, room: str
) -> None:
    for name in ("delegates.csv", "more.csv"):  # something to choose from in the file list
        (at_home / name).write_text("City,Name\nCaen,Anna Example\n", encoding="utf-8")
    staged(demo_store, room)
    async with opened(demo_store, room=room) as (app, pilot):
        app.animation_level = "none"
        explorer = Explorer(app, pilot, room, left_out(room))
        await explorer.explore()
        assert explorer.silent == {}, "\n".join(map(_told, explorer.silent.items()))


def _told(silent: tuple[Bound, Road]) -> str:
    """``PeopleScreen: i (after t, at part 2 of the focus)``."""
    (name, key), road = silent
    return f"{name}: {key} (after {', '.join(road.keys) or 'nothing'}, at focus {road.focus})"


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("room", "keys"), CLICKED)
@pytest.mark.usefixtures("at_home")
async def test_everything_clickable_does_something(
    demo_store: Path, room: str, keys: tuple[str, ...]
) -> None:
    staged(demo_store, room)
    async with opened(demo_store, room=room) as (app, pilot):
        app.animation_level = "none"
        nothing = set(await Explorer(app, pilot, room).click_everything(*keys))
        assert nothing - {room} == set(), "nothing comes of a click on these"
