"""The pages of a document, seen before they are printed."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual_image.widget import HalfcellImage, SixelImage

from planner.edits.core import add, change
from planner.entities import Delegate, Delegation
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.publish.documents import DOCUMENTS
from planner.publish.paper import Manuscript
from planner.publish.proof import Proofs
from screens.app import PlannerApp
from screens.preview_screen import PreviewScreen
from screens.preview_terminal import Pictures
from screens.widgets.chips import Chips
from screens.widgets.table_list import TableList
from screens.widgets.text_pane import TextPane
from tests.screens.drive import Driver, messages, opened, screen_text, text_of, until

HOSTILE = "[/] [@click=app.quit]Dr [Lee]"


@pytest.fixture
def in_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that shows every colour, but no pictures."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


async def see(app: PlannerApp, pilot: Driver, name: str = "Caen") -> PreviewScreen:
    """The pages for somebody, once they are set."""
    assert app.state is not None
    table = app.screen.query_one("#recipients", TableList)
    ids = {d.name: d.id for d in app.state.programme.delegations.values()}
    table.select(f"delegation:{ids[name]}" if name in ids else table.keys[-1])
    await pilot.pause()
    await pilot.press("y")
    return await shown(app, pilot)


async def shown(app: PlannerApp, pilot: Driver) -> PreviewScreen:
    def is_set() -> bool:
        screen = app.screen
        proof = screen._proof if isinstance(screen, PreviewScreen) else None
        return proof is not None and proof.is_whole

    await until(pilot, is_set, "the pages are set")
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, PreviewScreen)
    return screen


def words_of(screen: PreviewScreen) -> str:
    return screen.query_one(TextPane).content.plain


def title_of(screen: PreviewScreen) -> str:
    return text_of(screen.query_one("#preview-title"))


# -- pages --------------------------------------------------------------------------------


@pytest.mark.usefixtures("in_colours")
@pytest.mark.slow
async def test_the_first_page_is_shown_with_its_words(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        assert "Caen  draft  page 1/" in title_of(screen)
        assert "Arts numériques" in words_of(screen)
        assert "▀" in screen_text(app)


@pytest.mark.slow
async def test_pages_are_turned_to_the_last_and_back(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        count = len(screen._proof or ())
        first = words_of(screen)
        await pilot.press("n")
        assert f"page 2/{count}" in title_of(screen)
        assert words_of(screen) != first
        await pilot.press("end")
        assert f"page {count}/{count}" in title_of(screen)
        await pilot.press("n")
        assert any("no further page" in text for text in messages(app))
        await pilot.press("home")
        assert words_of(screen) == first


@pytest.mark.usefixtures("without_colours")
@pytest.mark.slow
async def test_a_page_turned_while_the_pages_are_set_is_the_one_it_opens_at(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, texts = threading.Event(), Proofs.texts

    def held(self: Proofs, manuscript: Manuscript) -> list[str]:
        assert go_on.wait(20)
        return texts(self, manuscript)

    monkeypatch.setattr(Proofs, "texts", held)
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("y")
        await until(pilot, lambda: isinstance(app.screen, PreviewScreen))
        assert "being set" in screen_text(app)
        await pilot.press("n")
        go_on.set()
        screen = await shown(app, pilot)
        assert "page 2/" in title_of(screen)


@pytest.mark.slow
async def test_escape_goes_back_while_the_pages_are_set(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def held(_self: Proofs, _manuscript: Manuscript) -> list[str]:
        reached.set()
        assert go_on.wait(20)
        return []

    monkeypatch.setattr(Proofs, "texts", held)
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("y")
        await until(pilot, reached.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, PreviewScreen))
        go_on.set()
        await pilot.pause()
        assert getattr(app.screen, "ROOM", "") == "publish"


# -- documents and recipients -------------------------------------------------------------


@pytest.mark.slow
async def test_only_documents_for_the_recipient_are_offered(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        recipient = screen._recipient
        offered = [chip.id for chip in screen.query_one(Chips).chips]
        assert offered == [d.name for d in DOCUMENTS if recipient.kind in d.kinds]


@pytest.mark.slow
async def test_the_next_recipient_follows_in_the_order_of_the_list(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await see(app, pilot)
        await pilot.press("right_square_bracket")
        screen = await shown(app, pilot)
        assert title_of(screen).strip().startswith("Maëlle Exemple")
        await pilot.press("left_square_bracket", "left_square_bracket")
        screen = await shown(app, pilot)
        assert title_of(screen).strip().startswith("Namur 2024")


@pytest.mark.slow
async def test_right_goes_on_to_the_next_document(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        before = screen._document
        await pilot.press("right")
        screen = await shown(app, pilot)
        is_only = len([d for d in DOCUMENTS if screen._recipient.kind in d.kinds]) == 1
        assert (screen._document is before) == is_only
        assert any("only document" in text for text in messages(app)) == is_only


@pytest.mark.slow
async def test_who_has_nothing_is_told_so(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        assert app.state is not None
        programme = app.state.programme
        row = Delegation("new", programme.edition.id, next(iter(programme.cities)), HOSTILE)
        app.perform(lambda p: add(p, row))
        await until(pilot, lambda: "delegation:new" in app.screen.query_one(TableList).keys)
        screen = await see(app, pilot, HOSTILE)
        assert "nothing to print" in screen_text(app)
        assert HOSTILE in title_of(screen)


@pytest.mark.slow
async def test_characters_that_no_font_has_are_told(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        assert app.state is not None
        delegate = next(iter(app.state.programme.delegates.values()))
        renamed = Delegate(delegate.id, delegate.delegation_id, f"{HOSTILE} \U00100000")
        app.perform(lambda p: change(p, renamed))
        table = app.screen.query_one("#recipients", TableList)
        table.select(f"delegate:{delegate.id}")
        await pilot.pause()
        await pilot.press("y")
        screen = await shown(app, pilot)
        assert "U+100000" in text_of(screen.query_one("#preview-note"))


@pytest.mark.slow
async def test_what_cannot_be_set_is_said_in_a_sentence(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_self: Proofs, _manuscript: Manuscript) -> Sequence[str]:
        raise PlannerError(Phrase("The paper is damp."))

    monkeypatch.setattr(Proofs, "texts", fails)
    async with opened(demo_store, "publish") as (app, pilot):
        await see(app, pilot)
        assert any("The paper is damp." in text for text in messages(app))


# -- the look -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.usefixtures("without_colours")
async def test_without_colours_the_words_are_shown_and_why(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        assert "Arts numériques" in screen_text(app)
        assert "too few colours" in text_of(screen.query_one("#preview-note"))
        await pilot.press("t")
        assert any("too few colours" in text for text in messages(app))


@pytest.mark.slow
@pytest.mark.usefixtures("in_colours")
@pytest.mark.parametrize(("size", "is_both"), [((80, 24), False), ((120, 40), True)])
async def test_where_letters_cannot_be_read_the_words_are_in_view(
    demo_store: Path, size: tuple[int, int], is_both: bool
) -> None:
    async with opened(demo_store, "publish", size) as (app, pilot):
        screen = await see(app, pilot)
        assert screen.query_one(TextPane).region.area
        assert bool(screen.query_one(HalfcellImage).region.area) == is_both


@pytest.mark.slow
@pytest.mark.usefixtures("in_colours")
async def test_t_shows_the_picture_alone_and_then_the_words_alone(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        words, picture = screen.query_one(TextPane), screen.query_one(HalfcellImage)
        await pilot.press("t")
        await until(pilot, lambda: not words.region.area)
        assert picture.region.area
        await pilot.press("t")
        await until(pilot, lambda: words.region.area)
        assert not picture.region.area


@pytest.mark.slow
@pytest.mark.usefixtures("in_colours")
async def test_z_makes_the_page_as_wide_as_there_is_room(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        picture = screen.query_one(HalfcellImage)
        whole = picture.size
        await pilot.press("z")
        await until(pilot, lambda: picture.size.width > whole.width)
        assert picture.size.height > whole.height
        await pilot.press("z")
        await until(pilot, lambda: picture.size == whole)


@pytest.mark.slow
@pytest.mark.usefixtures("in_colours")
async def test_a_wide_page_is_read_downwards(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        await pilot.press("z")
        sheet = screen.query_one("#preview-sheet")
        await until(pilot, lambda: sheet.max_scroll_y)
        await pilot.press("down", "down", "up")
        assert sheet.scroll_y == 1


@pytest.mark.slow
async def test_where_pictures_are_sharp_the_page_has_the_screen_for_itself(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sharp = Pictures(SixelImage, is_sharp=True)
    monkeypatch.setattr("screens.preview_flow.pictures_of", lambda _app: sharp)
    async with opened(demo_store, "publish") as (app, pilot):
        screen = await see(app, pilot)
        assert screen.query_one(SixelImage).region.area
        assert not screen.query_one(TextPane).region.area
        assert text_of(screen.query_one("#preview-note")).strip() == ""


def test_nothing_for_pictures_is_loaded_before_a_page_is_looked_at() -> None:
    code = "import sys, screens.publish; print({'PIL', 'textual_image'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
