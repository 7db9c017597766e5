"""Choosing a file: folders, filters, paths typed and pasted, hostile names."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Button, Input, Static

from screens.app import PlannerApp
from screens.file_list import FileList, entries
from screens.import_files import typed_path
from screens.intake import ImportScreen, import_file
from tests.screens.drive import Driver, opened, screen_text, until

TABLE = "City,Name\nAustin,Ada\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the import begins: two tables, a folder with one, and things that are no tables."""
    for name in ("list.csv", "other.XLSX", "old.ods", "photo.png", ".hidden.csv"):
        (tmp_path / name).write_text(TABLE, encoding="utf-8")
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "guests.csv").write_text(TABLE, encoding="utf-8")
    before, ImportScreen.folder = ImportScreen.folder, tmp_path
    yield tmp_path
    ImportScreen.folder = before


async def importing(app: PlannerApp, pilot: Driver) -> FileList:
    import_file(app)
    await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.screen.query(FileList))
    await until(pilot, lambda: isinstance(app.focused, Input))
    return app.screen.query_one(FileList)


def lines(files: FileList) -> list[str]:
    return [str(option.prompt).strip().partition("  ")[0] for option in files.options]


def summary(app: PlannerApp) -> str:
    return str(app.screen.query_one("#about-files", Static).visual)


async def is_read(app: PlannerApp, pilot: Driver) -> None:
    button = app.screen.query_one("#import", Button)
    await until(pilot, lambda: not button.disabled, "the file is read")


def test_folders_come_first_and_only_tables_are_listed(folder: Path) -> None:
    assert [entry.name for entry in entries(folder)] == [
        "2024",
        "list.csv",
        "old.ods",
        "other.XLSX",
    ]


async def test_typing_narrows_the_files_and_enter_reads_the_one_that_is_left(
    demo_store: Path, folder: Path
) -> None:
    async with opened(demo_store) as (app, pilot):
        files = await importing(app, pilot)
        assert lines(files) == ["↑ ..", "▸ 2024/", "list.csv", "old.ods", "other.XLSX"]
        await pilot.press(*"list")
        assert lines(files) == ["list.csv"]
        await pilot.press("enter")
        await is_read(app, pilot)


async def test_one_goes_into_folders_and_back_by_keyboard(demo_store: Path, folder: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        files = await importing(app, pilot)
        await pilot.press("tab", "enter")
        assert lines(files) == ["↑ ..", "guests.csv"]
        await pilot.press("up", "enter")
        assert files.folder == folder
        await pilot.press("enter", "enter")
        await is_read(app, pilot)
        assert ImportScreen.folder == folder / "2024"


async def test_a_file_is_chosen_by_mouse(demo_store: Path, folder: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        files = await importing(app, pilot)
        await pilot.click(files, offset=(4, 3))
        await is_read(app, pilot)


async def test_a_path_is_pasted_with_quotes_or_as_a_link(demo_store: Path, folder: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await importing(app, pilot)
        app.screen.query_one(Input).value = f'"{folder / "2024" / "guests.csv"}"'
        await pilot.press("enter")
        await is_read(app, pilot)
    assert typed_path(" file:///tmp/a%20b.csv ") == Path("/tmp/a b.csv")
    assert typed_path("~/x.csv") == Path.home() / "x.csv"


async def test_the_next_time_it_begins_where_the_last_file_was(
    demo_store: Path, folder: Path
) -> None:
    async with opened(demo_store) as (app, pilot):
        await importing(app, pilot)
        app.screen.query_one(Input).value = str(folder / "2024" / "guests.csv")
        await pilot.press("enter")
        await is_read(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert (await importing(app, pilot)).folder == folder / "2024"


async def test_a_folder_that_cannot_be_read_changes_nothing(demo_store: Path, folder: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        files = await importing(app, pilot)
        assert not files.go_to(folder / "gone")
        assert files.folder == folder


async def test_it_says_what_to_do_first(demo_store: Path, folder: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await importing(app, pilot)
        await until(pilot, lambda: "You see what it would do" in summary(app))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name", [b"[b]x.csv", b"[@click=app.quit]x.csv", b"a\x1b[31mb.csv", b"b\xff.csv", b"n\nl.csv"]
)
async def test_a_hostile_name_is_shown_harmlessly_and_can_be_chosen(
    demo_store: Path, folder: Path, name: bytes
) -> None:
    nasty = folder / "nasty"
    nasty.mkdir()
    (nasty / os.fsdecode(name)).write_text(TABLE, encoding="utf-8")
    ImportScreen.folder = nasty
    async with opened(demo_store) as (app, pilot):
        files = await importing(app, pilot)
        assert files.option_count == 2
        await pilot.press("tab", "enter")
        await is_read(app, pilot)
        assert not set(screen_text(app)) & set("\x1b\udcff")
