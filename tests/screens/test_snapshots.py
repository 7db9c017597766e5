"""One picture of every screen in every size, as text that can be read in a review.

``tests/screens/pictures`` holds them.  After an intended change of looks write them anew with

    WAKE_UPDATE_PICTURES=1 python -m pytest tests/screens/test_snapshots.py

and look at the difference before it is committed.  A picture is the text of the screen and,
below it, which style each cell has: a letter a style, explained at the end.  They belong to one
version of Textual; with another one the tests are skipped and say so.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from string import ascii_letters, digits

import pytest
from rich.style import Style
from textual.widgets import Input

from planner.phrases import set_language
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.publish_folder import keep_folder
from screens.rooms import ROOMS
from screens.tools import TOOLS
from tests.marks import slow_from
from tests.screens.drive import Driver, opened, until

PICTURES = Path(__file__).parent / "pictures"
TEXTUAL = "8.2.8"
UPDATE = "WAKE_UPDATE_PICTURES"
SIZES = ((80, 24), (120, 40), (200, 60))
#: A screen that has looked alike so many times in turn is complete.
STILL = 6
#: Screens that are opened over a room: name and the action that opens them.
DIALOGS = {"help": "help", "find": "find", "editions": "editions"}
LETTERS = "." + ascii_letters + digits

pytestmark = [
    pytest.mark.skipif(
        version("textual") != TEXTUAL,
        reason=f"pictures are those of Textual {TEXTUAL}, here is {version('textual')}",
    ),
    pytest.mark.usefixtures("at_home"),
]


@pytest.fixture
def still_store(demo_store: Path) -> Path:
    """The demo as it was made on a certain day, exported into a certain folder."""
    with closing(sqlite3.connect(demo_store)) as connection, connection:
        connection.execute("UPDATE journal_step SET at = '2024-09-02 08:00:00.000000'")
        editions = connection.execute("SELECT id FROM edition").fetchall()
    for (edition_id,) in editions:
        keep_folder(edition_id, "/home/anna/wake-planner-export")
    return demo_store


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", slow_from(2, SIZES), ids=size_name)
@pytest.mark.parametrize("room", [room.mode for room in (*ROOMS, *TOOLS) if room.mode != "history"])
async def test_a_room_looks_as_it_did(still_store: Path, room: str, size: tuple[int, int]) -> None:
    async with opened(still_store, room, size) as (app, pilot):
        await compare(app, pilot, f"{room}-{size_name(size)}")


@pytest.mark.parametrize("size", slow_from(2, SIZES), ids=size_name)
@pytest.mark.parametrize("dialog", DIALOGS)
async def test_a_dialog_looks_as_it_did(
    still_store: Path, dialog: str, size: tuple[int, int]
) -> None:
    async with opened(still_store, "people", size) as (app, pilot):
        await app.run_action(f"app.{DIALOGS[dialog]}")
        await until(pilot, lambda: app.screen.is_modal)
        await compare(app, pilot, f"{dialog}-{size_name(size)}")


@pytest.mark.parametrize("room", slow_from(3, [room.mode for room in ROOMS]))
async def test_a_room_looks_as_it_did_in_french(still_store: Path, room: str) -> None:
    set_language("fr")
    async with opened(still_store, room, (80, 24)) as (app, pilot):
        await compare(app, pilot, f"{room}-fr-80x24")


@pytest.mark.parametrize("size", slow_from(2, SIZES), ids=size_name)
async def test_an_empty_store_looks_as_it_did(empty_store: Path, size: tuple[int, int]) -> None:
    workspace = Workspace.open(empty_store)
    app = PlannerApp(lambda: workspace)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.screen.is_modal)
        await compare(app, pilot, f"welcome-{size_name(size)}")
    workspace.close()


async def compare(app: PlannerApp, pilot: Driver, name: str) -> None:
    """Compare the screen with its picture, or take a new one when asked to."""
    path, seen = PICTURES / f"{name}.txt", await still(app, pilot)
    if os.environ.get(UPDATE):
        PICTURES.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert path.is_file(), f"no picture yet: run with {UPDATE}=1"
    assert seen == path.read_text(encoding="utf-8"), f"if this is intended: {UPDATE}=1"


async def still(app: PlannerApp, pilot: Driver) -> str:
    """The picture once nothing moves any more."""
    seen: list[str] = []
    for field in app.screen.query(Input):
        field.cursor_blink = False  # else the picture is one of two

    def rests() -> bool:
        seen.append(picture(app))
        return len(seen) >= STILL and len(set(seen[-STILL:])) == 1

    await until(pilot, rests, "the screen is still")
    return picture(app)


def picture(app: PlannerApp) -> str:
    """The text of the screen, the styles of its cells, and what the letters mean."""
    letters: dict[str, str] = {}
    texts, marks = [], []
    for strip in app.screen._compositor.render_strips():
        text, mark = "", ""
        for segment in strip:
            letter = letters.setdefault(said(segment.style), next_letter(letters))
            text += segment.text
            mark += letter * segment.cell_length
        texts.append(text.rstrip())
        marks.append(mark)
    legend = [f"{letter} {style}" for style, letter in letters.items()]
    return "\n".join([*texts, "", *marks, "", *legend, ""])


def next_letter(letters: dict[str, str]) -> str:
    return LETTERS[min(len(letters), len(LETTERS) - 1)]


def said(style: Style | None) -> str:
    """``bold #e6e9ec on #14181c``, without what cannot be seen."""
    if style is None:
        return "none"
    seen = " ".join(_words(style))
    return seen or "none"


def _words(style: Style) -> Iterator[str]:
    for effect in ("bold", "dim", "italic", "underline", "reverse", "strike"):
        if getattr(style, effect):
            yield effect
    if style.color is not None:
        yield style.color.name
    if style.bgcolor is not None:
        yield f"on {style.bgcolor.name}"
