"""Help: every key with what it does, to be read, clicked, or printed."""

from pathlib import Path

import pytest

from planner.phrases import set_language
from screens.help import HelpScreen, KeyTable
from screens.key_list import keys_of, plain_lines
from screens.rooms import ROOMS
from tests.commands.said import alone
from tests.marks import slow_from
from tests.screens.drive import opened, screen_text, text_of, until


@pytest.mark.slow
async def test_a_click_on_a_key_in_help_presses_it(demo_store: Path) -> None:
    async with opened(demo_store, size=(120, 100)) as (app, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        table = app.screen.query(KeyTable).first()
        line = next(n for n, text in enumerate(text_of(table).splitlines()) if "Find" in text)
        await pilot.click(table, offset=(3, line))
        await until(pilot, lambda: type(app.screen).__name__ == "FindScreen")


@pytest.mark.parametrize("room", slow_from(2, [room.mode for room in ROOMS]))
async def test_help_lists_every_key_of_the_room(demo_store: Path, room: str) -> None:
    async with opened(demo_store, room=room, size=(200, 150)) as (app, pilot):
        lines = keys_of(app.screen)
        assert len(lines) == len({line.what for line in lines})
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        shown = " ".join(screen_text(app).replace("│", " ").split())
        assert [line.what for line in lines if line.what not in shown] == []


async def test_help_begins_with_what_the_room_is_for(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        text = screen_text(app)
        assert text.index("exports everything") < text.index("Keys here")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_keys_in_words_name_every_room(language: str) -> None:
    set_language(language)
    lines = list(plain_lines())
    assert len([line for line in lines if line[:1].isdigit()]) == len(ROOMS)
    assert all(line.replace("\xa0", " ").replace("\u202f", " ").isprintable() for line in lines)


@pytest.mark.slow
def test_the_keys_are_printed_in_sentences() -> None:
    said = alone("keys", "--lang", "en")
    assert said.code == 0
    assert "  u: Undo\n" in said.out
    assert "  ctrl+q: quit: everything is saved already\n" in said.out
