"""Every key that is bound does something, and so does everything that can be clicked.

The keys are found, not listed: a new binding without an effect fails here by itself.
"""

from pathlib import Path

import pytest

from screens.rooms import ROOMS
from tests.screens.drive import opened
from tests.screens.explorer import Bound, Explorer, Road, all_bound

#: Keys whose effect needs more than an open room; each has a test of its own elsewhere.
ELSEWHERE: frozenset[Bound] = frozenset({("PlannerApp", "ctrl+q")})
#: What these bind is the same in every room: it is tried in the first.
COMMON = frozenset({"RoomScreen", "PlannerApp"})


def left_out(room: str) -> frozenset[Bound]:
    """What is not tried in a room: its own number, and what the first room has shown."""
    number = [each.mode for each in ROOMS].index(room) + 1
    return ELSEWHERE | {
        (name, key)
        for name, key in all_bound()
        if key == str(number) or (number > 1 and name in COMMON)
    }


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("room", [room.mode for room in ROOMS])
async def test_every_key_of_a_room_does_something(
    demo_store: Path, at_home: Path, room: str
) -> None:
    for name in ("delegates.csv", "more.csv"):  # something to choose from in the file list
        (at_home / name).write_text("City,Name\nCaen,Anna Example\n", encoding="utf-8")
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
@pytest.mark.parametrize("room", [room.mode for room in ROOMS])
@pytest.mark.usefixtures("at_home")
async def test_everything_clickable_does_something(demo_store: Path, room: str) -> None:
    async with opened(demo_store, room=room) as (app, pilot):
        app.animation_level = "none"
        nothing = set(await Explorer(app, pilot, room).click_everything())
        assert nothing - {room} == set(), "nothing comes of a click on these"
