"""What people type is shown as they typed it: on every screen, dialog, toast and palette entry."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.edits.editions import create
from planner.entities import Change, City, Edition, Entity, Field
from planner.phrases import Phrase
from planner.programme import MAPPING_OF
from planner.workspace import Workspace
from screens.forms.form import FormScreen
from screens.forms.specs import SPECS, spec_for
from screens.rooms import ROOMS
from screens.tools import TOOLS
from tests import stores
from tests.marks import slow_from
from tests.screens.drive import messages, opened, screen_text, until
from tests.screens.hostile_texts import HOSTILE
from tests.screens.random_events import Player

TEXT_FIELDS = (
    "name", "title", "note", "description", "meeting_point", "role", "diet", "access_needs",
    "address", "municipality", "phone", "email", "theme", "operator", "driver", "guest",
    "latin_name", "language", "kind",
)  # fmt: skip


def hostile(row: Entity, text: str) -> Entity:
    """The row with every free text replaced."""
    values = {
        name: text
        for name in TEXT_FIELDS
        if isinstance(getattr(row, name, None), str)
        and type(getattr(row, name)) is str
        and not (name == "language" and isinstance(row, Edition))
    }
    return replace(row, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def hostile_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo edition with all of its texts hostile, in turn."""
    folder = tmp_path_factory.mktemp("hostile")
    workspace = Workspace.open(folder / "plan.db")
    workspace.make_demo()
    workspace.enter(workspace.editions()[0].id)
    programme = workspace.programme
    rows = [
        row
        for name in MAPPING_OF.values()
        for row in getattr(programme, name).values()
        if not isinstance(row, City | Field)
    ]
    changes = [
        Change(row, hostile(row, HOSTILE[number % len(HOSTILE)])) for number, row in enumerate(rows)
    ]
    edition = programme.edition
    changes.append(Change(edition, replace(edition, name=HOSTILE[0], theme=HOSTILE[1])))
    workspace.do(
        replace(
            create(edition),
            label=Phrase("Hostile {x}", x=HOSTILE[2]),
            changes=tuple(c for c in changes if c.before != c.after),
        )
    )
    workspace.close()
    return folder / "plan.db"


@pytest.fixture
def hostile_store(hostile_template: Path, tmp_path: Path) -> Path:
    return stores.copied(hostile_template, tmp_path)


@pytest.mark.parametrize("room", slow_from(2, [room.mode for room in (*ROOMS, *TOOLS)]))
@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param((200, 60), marks=pytest.mark.slow)], ids=str
)
async def test_a_room_shows_hostile_text_literally(
    hostile_store: Path, room: str, size: tuple[int, int]
) -> None:
    async with opened(hostile_store, room=room, size=size) as (app, pilot):
        for key in ("down", "down", "right", "tab", "down", "tab", "down"):
            await pilot.press(key)
        shown = screen_text(app)
        assert "[b]x[/b]" in shown
        assert "\x1b[31m" not in shown
        assert "\u202e" not in shown
        assert app.return_code is None


@pytest.mark.parametrize("action", slow_from(1, ["find", "help", "editions", "command_palette"]))
async def test_a_dialog_shows_hostile_text_literally(hostile_store: Path, action: str) -> None:
    async with opened(hostile_store) as (app, pilot):
        await app.run_action(f"app.{action}")
        await until(pilot, lambda: app.screen.is_modal)
        for _press in range(30):
            await pilot.press("down")
        assert "\x1b[31m" not in screen_text(app)


def forms() -> list[str]:
    return [cls.__name__ for cls in SPECS]


@pytest.mark.parametrize("name", slow_from(2, forms()))
async def test_a_form_shows_hostile_text_literally(hostile_store: Path, name: str) -> None:
    cls = next(c for c in SPECS if c.__name__ == name)
    async with opened(hostile_store, size=(120, 100)) as (app, pilot):
        assert app.state is not None
        programme = app.state.programme
        rows = [
            r
            for attribute in MAPPING_OF.values()
            for r in getattr(programme, attribute).values()
            if type(r) is cls
        ] or [programme.edition]
        form = FormScreen(spec_for(rows[0]), rows[0], programme, lambda _row: None)
        await app.push_screen(form)
        await until(pilot, lambda: app.screen is form)
        await pilot.press("tab", "tab", "tab")
        assert app.return_code is None


@pytest.mark.parametrize("text", slow_from(2, HOSTILE))
async def test_a_toast_shows_hostile_text_literally(demo_store: Path, text: str) -> None:
    async with opened(demo_store) as (app, pilot):
        app.say(Phrase("Moved {what}", what=text))
        await pilot.pause()
        assert len(messages(app)) == 1
        assert "\x1b" not in screen_text(app)
        assert app.return_code is None


async def test_undoing_a_hostile_step_names_it_literally(hostile_store: Path) -> None:
    async with opened(hostile_store) as (app, pilot):
        await pilot.press("J", "u")
        await pilot.pause()
        assert messages(app)
        assert app.return_code is None


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("number", range(len(ROOMS)))
async def test_random_events_among_hostile_texts_break_nothing(
    hostile_store: Path, number: int
) -> None:
    await Player(hostile_store, ROOMS[number].mode, seed=1000 + number, count=100).play()
