"""The import dialog: a file, its dry run, and only then the import."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Button, ContentSwitcher, Input, Static

from planner.edits.core import add, change, new_id
from planner.entities import Delegate, Organiser
from planner.intake.review import Outcome
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Confirm, Pick
from screens.help import HelpScreen
from screens.import_entries import EntriesPane
from screens.import_files import FilesPane
from screens.import_manner import MannerPane
from screens.intake import ImportScreen, import_file
from screens.widgets.chips import NO_BREAK, Chips
from screens.widgets.list_tabs import ListTabs
from tests.marks import slow_from
from tests.screens.drive import Driver, messages, opened, pick, screen_text, text_of, until

SIZES = ((80, 24), (120, 40), (200, 60))


@pytest.fixture(autouse=True)
def _begins_anywhere() -> Iterator[None]:
    """The folder of the last import is forgotten afterwards."""
    before = ImportScreen.folder
    yield
    ImportScreen.folder = before


def written(folder: Path, *lines: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


async def dialog(app: PlannerApp, pilot: Driver) -> ImportScreen:
    import_file(app)
    await until(pilot, lambda: isinstance(app.screen, ImportScreen) and app.focused is not None)
    screen = app.screen
    assert isinstance(screen, ImportScreen)
    return screen


async def looked_at(pilot: Driver, screen: ImportScreen) -> None:
    await until(pilot, lambda: screen._look is not None and not screen.is_reading, "it is read")


async def reviewed(app: PlannerApp, pilot: Driver, path: Path) -> ImportScreen:
    """The dialog after the file has been read."""
    screen = await dialog(app, pilot)
    screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await looked_at(pilot, screen)
    return screen


def status(screen: ImportScreen) -> str:
    return str(screen.query_one("#status", Static).render())


def listed(screen: ImportScreen) -> list[str]:
    """The entries in view, without the header."""
    return text_of(screen.query_one(EntriesPane).list).splitlines()[1:]


def outcomes(screen: ImportScreen) -> list[str]:
    assert screen.review is not None
    return [row.outcome.value for row in screen.review.rows]


async def become(pilot: Driver, screen: ImportScreen, *wanted: Outcome) -> None:
    """Wait until the entries have these outcomes."""
    await until(pilot, lambda: screen.review is not None and outcomes(screen) == list(wanted))


def pane(screen: ImportScreen) -> str:
    return screen.query_one(ContentSwitcher).current or ""


def chips(screen: ImportScreen) -> list[str]:
    return [chip.text for chip in screen.query_one("#filters", Chips).chips]


def button(screen: ImportScreen) -> Button:
    return screen.query_one("#import", Button)


def delegates(app: PlannerApp) -> dict[str, Delegate]:
    assert app.state is not None
    return {d.name: d for d in app.state.programme.delegates.values()}


async def import_all(app: PlannerApp, pilot: Driver) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: not app.screen.is_modal, "it is imported")


async def ada_changed_by_hand(app: PlannerApp, pilot: Driver, folder: Path) -> Path:
    """Next week's file, after what the first one said was changed: the plan is the newest."""
    first = written(folder, "City,Name,Role", "Austin,Ada,Mayor", name="guests 1.csv")
    await reviewed(app, pilot, first)
    await import_all(app, pilot)
    ada = delegates(app)["Ada"]
    app.perform(lambda programme: change(programme, replace(ada, role="Deputy")))
    return written(folder, "City,Name,Role", "Austin,Ada,Senator", name="guests 2.csv")


# -- the whole way ------------------------------------------------------------------------------


async def test_a_good_file_is_shown_and_taken_in(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Austin,[b]Ada[/b]")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert "Austin · [b]Ada[/b]" in listed(screen)[0]
        assert "[b]Ada[/b]" not in delegates(app)
        await import_all(app, pilot)
        assert "[b]Ada[/b]" in delegates(app)
        assert "Imported: 1 added. u takes it back." in messages(app)
        await pilot.press("u")
        assert "[b]Ada[/b]" not in delegates(app)


@pytest.mark.slow
async def test_the_second_time_there_is_nothing_new(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        await reviewed(app, pilot, path)
        await import_all(app, pilot)
        screen = await reviewed(app, pilot, path)
        assert status(screen) == "There is nothing new in this file."
        assert button(screen).disabled
        await pilot.press("ctrl+s")
        said = "There is nothing to import yet: choose a file with new entries."
        await until(pilot, lambda: said in messages(app))


async def test_without_a_file_there_is_nothing_to_take_in(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await dialog(app, pilot)
        await pilot.press("ctrl+s")
        said = "There is nothing to import yet: choose a file with new entries."
        await until(pilot, lambda: said in messages(app))


async def test_refused_entries_are_left_out_after_a_question(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name,E-mail", "Austin,Ada,ada@", "Austin,Bo,bo@example.org")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert str(button(screen).label) == "Import the other one (ctrl+s)"
        assert status(screen) == "1 refused: settle it, or import the others without."
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "Austin · Ada" in screen_text(app)
        await pilot.click("#yes")
        await until(pilot, lambda: not app.screen.is_modal)
        assert "Bo" in delegates(app)
        assert "Ada" not in delegates(app)


async def test_no_leaves_everything_open(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name,E-mail", "Austin,Ada,ada@", "Austin,Bo,bo@example.org")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert "Bo" not in delegates(app)


async def test_escape_leaves_everything_as_it_was(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        before = delegates(app)
        await reviewed(app, pilot, path)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert delegates(app) == before


async def test_all_of_it_is_done_by_mouse(demo_store: Path, tmp_path: Path) -> None:
    ImportScreen.folder = tmp_path
    written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await dialog(app, pilot)
        await pilot.click(screen.query_one(FilesPane).list, offset=(4, 2))
        await looked_at(pilot, screen)
        await pilot.click("#import")
        await until(pilot, lambda: "Ada" in delegates(app))


# -- what cannot be read ------------------------------------------------------------------------


async def test_a_file_that_cannot_be_read_is_a_sentence(demo_store: Path, tmp_path: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, tmp_path / "nowhere.csv")
        assert "nowhere.csv" in status(screen)
        assert pane(screen) == "files"


@pytest.mark.slow
async def test_a_table_with_strange_headers_is_explained_by_hand(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "Stadt,Zuname", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert "headers" in status(screen)
        assert pane(screen) == "manner"
        await correct(app, pilot, screen, "kind", "Delegations")
        await correct(app, pilot, screen, "Stadt", "city")
        await correct(app, pilot, screen, "Zuname", "name")
        await pilot.press("w")
        assert "Austin · Ada" in listed(screen)[0]


async def correct(
    app: PlannerApp, pilot: Driver, screen: ImportScreen, line: str, value: str
) -> None:
    """Choose something else for a setting, or for a header."""
    how = screen.query_one(MannerPane)
    if line in how.list.keys:
        how.list.select(line)
    else:
        how.select_header(line)
    await pilot.press("enter")
    await pick(app, pilot, value)
    await until(pilot, lambda: app.screen is screen)
    await looked_at(pilot, screen)


# -- how it is read -----------------------------------------------------------------------------


@pytest.mark.slow
async def test_a_column_that_is_not_read_can_be(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name,Spleen", "Austin,Ada,melancholy")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert "notes 1" in chips(screen)
        await pilot.press("left_square_bracket", "enter")
        await until(pilot, lambda: pane(screen) == "manner")
        await correct(app, pilot, screen, "Spleen", "note")
        await pilot.press("escape")
        assert pane(screen) == "entries"
        await import_all(app, pilot)
        assert delegates(app)["Ada"].note == "melancholy"


@pytest.mark.slow
async def test_a_correction_is_remembered_for_the_next_file(
    demo_store: Path, tmp_path: Path
) -> None:
    first = written(tmp_path, "City,Name,Spleen", "Austin,Ada,mild", name="guests 1.csv")
    second = written(tmp_path, "City,Name,Spleen", "Austin,Ada,strong", name="guests 2.csv")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, first)
        await pilot.press("h")
        await correct(app, pilot, screen, "Spleen", "note")
        await import_all(app, pilot)
        screen = await reviewed(app, pilot, second)
        assert outcomes(screen) == [Outcome.CHANGED]


async def test_what_a_column_holds_is_shown_by_example(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada", "Linz,Bo")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        await pilot.press("h")
        assert "Ada · Bo" in text_of(screen.query_one(MannerPane).list)


@pytest.mark.slow
async def test_a_correction_that_fits_nothing_can_be_corrected_again(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        await pilot.press("h")
        await correct(app, pilot, screen, "City", "not read")
        assert screen.review is None
        assert button(screen).disabled
        await correct(app, pilot, screen, "City", "city")
        assert outcomes(screen) == [Outcome.ADDED]


# -- questions ----------------------------------------------------------------------------------


@pytest.mark.slow
async def test_one_answer_holds_for_all_entries_like_it(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Enghien,Ada", "Enghien,Bo")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert outcomes(screen) == [Outcome.QUESTION, Outcome.QUESTION]
        await pilot.press("enter")
        await pick(app, pilot, "Bains")
        await become(pilot, screen, Outcome.ADDED, Outcome.ADDED)


@pytest.mark.slow
async def test_an_entry_in_question_can_be_left_out(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Enghien,Ada", "Austin,Bo")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        await pilot.press("enter")
        await pick(app, pilot, "leave")
        await become(pilot, screen, Outcome.LEFT_OUT, Outcome.ADDED)


@pytest.mark.slow
async def test_an_answer_can_be_changed(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Enghien,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        for word, outcome in (("leave", Outcome.LEFT_OUT), ("Bains", Outcome.ADDED)):
            await pilot.press("enter")
            await pick(app, pilot, word)
            await become(pilot, screen, outcome)


@pytest.mark.slow
async def test_answers_of_an_import_before_are_asked_again(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name", "Enghien,Ada", "Austin,Bo")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        await pilot.press("enter")
        await pick(app, pilot, "leave")
        await until(pilot, lambda: screen.review is not None and screen.review.is_complete)
        await import_all(app, pilot)
        screen = await reviewed(app, pilot, path)
        assert outcomes(screen) == [Outcome.LEFT_OUT, Outcome.UNCHANGED]
        await pilot.press("r")
        await become(pilot, screen, Outcome.QUESTION, Outcome.UNCHANGED)


@pytest.mark.slow
async def test_what_was_answered_is_not_lost_without_a_question(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name", "Enghien,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        await pilot.press("enter")
        await pick(app, pilot, "Bains")
        await until(pilot, lambda: screen.review is not None and screen.review.is_complete)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert outcomes(screen) == [Outcome.ADDED]


@pytest.mark.slow
async def test_two_answers_in_a_row_both_hold(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Enghien,Ada", "Atlantis,Bo", "Austin,Cy")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        for _question in range(2):
            await pilot.press("enter")
            await pick(app, pilot, "leave")
        await become(pilot, screen, Outcome.LEFT_OUT, Outcome.LEFT_OUT, Outcome.ADDED)


# -- by hand, or by the file --------------------------------------------------------------------


@pytest.mark.slow
async def test_what_was_changed_by_hand_stays_unless_t_takes_the_files(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(demo_store) as (app, pilot):
        path = await ada_changed_by_hand(app, pilot, tmp_path)
        screen = await reviewed(app, pilot, path)
        assert outcomes(screen) == [Outcome.KEPT]
        assert "Deputy" in screen_text(app)
        assert "Senator" in screen_text(app)
        await pilot.press("t")
        await become(pilot, screen, Outcome.CHANGED)
        await import_all(app, pilot)
        assert delegates(app)["Ada"].role == "Senator"


@pytest.mark.slow
async def test_t_twice_keeps_ones_own(demo_store: Path, tmp_path: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        path = await ada_changed_by_hand(app, pilot, tmp_path)
        screen = await reviewed(app, pilot, path)
        for outcome in (Outcome.CHANGED, Outcome.KEPT):
            await pilot.press("t")
            await become(pilot, screen, outcome)


async def test_the_file_may_be_right_everywhere(demo_store: Path, tmp_path: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        path = await ada_changed_by_hand(app, pilot, tmp_path)
        screen = await reviewed(app, pilot, path)
        await pilot.press("T")
        await become(pilot, screen, Outcome.CHANGED)
        assert "the file's values everywhere" in screen_text(app)


# -- looking through it -------------------------------------------------------------------------


async def test_filters_show_only_some_of_the_entries(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name,E-mail", "Austin,Ada,ada@", "Austin,Bo,bo@example.org")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert chips(screen) == ["everything 2", "refused 1", "added 1"]
        assert "Ada" in "".join(listed(screen))
        assert "Bo" not in "".join(listed(screen))
        await pilot.press("right_square_bracket")
        assert "Bo" in "".join(listed(screen))
        await pilot.click("#filters", offset=(3, 0))
        assert "Ada" in "".join(listed(screen))
        assert "Bo" in "".join(listed(screen))


@pytest.mark.slow
async def test_what_is_no_longer_in_the_file_is_listed_and_stays(
    demo_store: Path, tmp_path: Path
) -> None:
    both = written(tmp_path, "City,Name", "Austin,Ada", "Austin,Bo", name="guests 1.csv")
    one = written(tmp_path, "City,Name", "Austin,Ada", "Austin,Cy", name="guests 2.csv")
    async with opened(demo_store) as (app, pilot):
        await reviewed(app, pilot, both)
        await import_all(app, pilot)
        screen = await reviewed(app, pilot, one)
        assert "no longer in the file 1" in chips(screen)
        await pilot.press("left_square_bracket")
        assert "Bo" in "".join(listed(screen))
        await import_all(app, pilot)
        assert {"Ada", "Bo", "Cy"} <= set(delegates(app))


@pytest.mark.slow
async def test_five_thousand_entries_are_gone_through_at_once(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name", *(f"Austin,Person {n:04}" for n in range(5000)))
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        await pilot.press("end")
        assert "Person 4999" in listed(screen)[-1]


# -- reading takes time -------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
async def test_escape_stops_the_reading_first(demo_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    os.mkfifo(path)  # read until somebody has written it
    async with opened(demo_store) as (app, pilot):
        screen = await dialog(app, pilot)
        screen.query_one(Input).value = str(path)
        screen.query_one(FilesPane).post_message(FilesPane.Chosen(path))
        await until(pilot, lambda: screen.is_reading)
        screen.action_leave()
        assert not screen.is_reading
        assert status(screen) == "Stopped: nothing has been imported."
        path.write_text("City,Name\n", encoding="utf-8")
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)


@pytest.mark.slow
async def test_it_can_be_closed_while_a_file_is_read(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", *(f"Austin,Person {n:04}" for n in range(5000)))
    async with opened(demo_store) as (app, pilot):
        screen = await dialog(app, pilot)
        screen.query_one(FilesPane).post_message(FilesPane.Chosen(path))
        await until(pilot, lambda: screen.is_reading)
        await pilot.click("#cancel")
        await until(pilot, lambda: not app.screen.is_modal)
        await until(pilot, lambda: all(worker.is_finished for worker in app.workers))


async def test_what_was_shown_holds_when_a_new_reading_is_stopped(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        screen.action_read_again()
        screen.action_leave()
        assert outcomes(screen) == [Outcome.ADDED]
        await import_all(app, pilot)
        assert "Ada" in delegates(app)


@pytest.mark.slow
async def test_a_mended_file_is_read_again_with_what_was_decided(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name", "Enghien,Ada", "Austin,Bo")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        await pilot.press("enter")
        await pick(app, pilot, "Bains")
        await until(pilot, lambda: screen.review is not None and screen.review.is_complete)
        written(tmp_path, "City,Name", "Enghien,Ada", "Austin,Bo", "Linz,Cy")
        await pilot.press("f5")
        await become(pilot, screen, *[Outcome.ADDED] * 3)


# -- somebody else ------------------------------------------------------------------------------


async def test_a_plan_that_changes_meanwhile_is_reviewed_again(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        before = screen.review
        write_as_somebody_else(demo_store)
        app.refresh_from_others()
        await until(pilot, lambda: screen.review not in (None, before))
        assert status(screen).startswith("The plan has been changed meanwhile")


async def test_nothing_is_imported_into_a_plan_that_was_not_reviewed(
    demo_store: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        before = screen.review
        write_as_somebody_else(demo_store)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.review not in (None, before))
        assert "Ada" not in delegates(app)
        await import_all(app, pilot)
        assert "Ada" in delegates(app)


def write_as_somebody_else(store: Path) -> None:
    other = Workspace.open(store, author="bruno")
    edition = other.editions()[0]
    other.enter(edition.id)
    other.do(add(other.programme, Organiser(new_id(), edition.id, "Bruno Example")))
    other.close()


# -- where it is, and how it looks --------------------------------------------------------------


#: A room, and the key that opens the import there.
DOORS = (
    ("people", "i"),
    ("board", "ctrl+o"),
    ("places", "i"),
    ("visits", "i"),
    ("publish", "ctrl+o"),
)


@pytest.mark.parametrize("door", slow_from(2, DOORS))
async def test_it_is_opened_from_every_room(demo_store: Path, door: tuple[str, str]) -> None:
    room, key = door
    async with opened(demo_store, room) as (app, pilot):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, ImportScreen))


@pytest.mark.parametrize("size", slow_from(1, SIZES))
async def test_it_fits_every_size(demo_store: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    path = written(tmp_path, "City,Name", "Enghien,Ada")
    async with opened(demo_store, size=size) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        for shown in ("Enghien · Ada", "to be answered 1", "Import", "esc"):
            assert shown in screen_text(app).replace(NO_BREAK, " ")
        await pilot.press("h")
        assert "How it is read" in screen_text(app)
        assert screen.query_one("#manner-rows").size.height > 4


async def test_tabs_lead_to_the_panes(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        for number, name in ((2, "manner"), (0, "files"), (1, "entries")):
            screen.query_one(ListTabs).action_choose(number)
            await pilot.pause()
            assert pane(screen) == name


async def test_help_tells_its_keys(demo_store: Path, tmp_path: Path) -> None:
    path = written(tmp_path, "City,Name", "Austin,Ada")
    async with opened(demo_store, size=(120, 60)) as (app, pilot):
        await reviewed(app, pilot, path)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "The file's value" in screen_text(app)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
async def test_hostile_texts_are_shown_harmlessly(demo_store: Path, tmp_path: Path) -> None:
    header = "[@click=app.quit]x[/]"
    path = written(
        tmp_path, f"City,Name,{header}", "Enghien,\x1b[31mAda [b]B[/b],[red]", name="[b] a.csv"
    )
    async with opened(demo_store) as (app, pilot):
        screen = await reviewed(app, pilot, path)
        assert "[b]B[/b]" in screen_text(app)
        await pilot.press("h")
        assert header in text_of(screen.query_one(MannerPane).list)
        screen.query_one(MannerPane).select_header(header)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        assert not set(screen_text(app)) & set("\x1b")
