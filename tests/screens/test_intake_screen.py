"""The import dialog: a file, its dry run, and only then the import."""

from pathlib import Path

from textual.widgets import Button, Input, OptionList, Static

from screens.app import PlannerApp
from screens.intake import ImportScreen, import_delegations
from tests.screens.drive import Driver, messages, opened, until


async def reviewed(app: PlannerApp, pilot: Driver, path: Path) -> ImportScreen:
    """The dialog after the file has been read."""
    import_delegations(app)
    await until(pilot, lambda: isinstance(app.screen, ImportScreen))
    screen = app.screen
    assert isinstance(screen, ImportScreen)
    screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await until(
        pilot, lambda: str(screen.query_one("#summary", Static).render()) not in ("", "Reading …")
    )
    return screen


async def test_a_good_file_is_shown_and_taken_in(demo_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("City,Name\nAustin,[b]Ada[/b]\n")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert "[b]Ada[/b]" in str(
            screen.query_one("#rows", OptionList).get_option_at_index(0).prompt
        )
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        assert app.state is not None
        assert "[b]Ada[/b]" in {d.name for d in app.state.programme.delegates.values()}
        await pilot.press("u")
        assert "[b]Ada[/b]" not in {d.name for d in app.state.programme.delegates.values()}


async def test_a_file_with_a_refused_row_cannot_be_taken_in(
    demo_store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("City,Name\nAtlantis,Ada\n")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert screen.query_one("#import", Button).disabled
        assert "refused" in str(screen.query_one("#rows", OptionList).get_option_at_index(0).prompt)


async def test_a_file_that_cannot_be_read_is_a_sentence(demo_store: Path, tmp_path: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, tmp_path / "nowhere.csv")
        assert "nowhere.csv" in str(screen.query_one("#summary", Static).render())


async def test_escape_leaves_everything_as_it_was(demo_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("City,Name\nAustin,Ada\n")
    async with opened(demo_store) as (app, pilot):
        assert app.state is not None
        before = app.state.programme.delegates
        await reviewed(app, pilot, path)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert app.state.programme.delegates == before


async def test_without_a_file_there_is_nothing_to_take_in(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        import_delegations(app)
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))
        await pilot.press("ctrl+s")
        said = "There is nothing to import yet: choose a file with new entries."
        await until(pilot, lambda: said in messages(app))
