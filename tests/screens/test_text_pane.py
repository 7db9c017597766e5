"""A pane of text: folded, scrolled, and never the cause of a new layout."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region

from screens.widgets.text_pane import TextPane
from tests.screens.drive import text_of, until


class Reader(App[None]):
    """A pane of ten lines, 20 cells wide with its scroll bar."""

    CSS = "TextPane { width: 20; height: 10; }"

    def compose(self) -> ComposeResult:
        yield TextPane()


def lines(count: int) -> Content:
    return Content("\n".join(f"line {n}" for n in range(count)))


async def test_long_lines_are_folded_between_words() -> None:
    async with Reader().run_test() as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.update(Content("one two three four five six"))
        await pilot.pause()
        assert text_of(pane).split("\n")[:3] == ["one two three four", "five six", ""]


async def test_markup_in_a_text_is_text() -> None:
    async with Reader().run_test() as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.update(Content("Dr [Lee] [/]"))
        await pilot.pause()
        assert "Dr [Lee] [/]" in text_of(pane)


async def test_a_text_about_the_same_stays_where_it_was_scrolled_to() -> None:
    async with Reader().run_test() as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.update(lines(50), about="a")
        pane.scroll_to(y=20, animate=False)
        pane.update(lines(60), about="a")
        await pilot.pause()
        assert text_of(pane).startswith("line 20")
        pane.update(lines(70), about="b")
        await pilot.pause()
        assert text_of(pane).startswith("line 0")


async def test_a_shorter_text_is_never_scrolled_out_of_sight() -> None:
    async with Reader().run_test() as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.update(lines(50), about="a")
        pane.scroll_to(y=40, animate=False)
        pane.update(lines(12), about="a")
        await pilot.pause()
        assert text_of(pane).split("\n")[-1] == "line 11"


async def test_another_text_lays_nothing_out_anew() -> None:
    async with Reader().run_test() as pilot:
        pane = pilot.app.query_one(TextPane)
        await pilot.pause()
        pane.update(lines(5))
        assert not pilot.app.screen._layout_required
        pane.update(lines(500))
        assert not pilot.app.screen._layout_required
        await until(pilot, lambda: "line 9" in text_of(pane))


async def test_a_change_of_theme_repaints_the_lines() -> None:
    async with Reader().run_test() as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.update(Content("text").stylize("$text-error"))
        await pilot.pause()
        before = pane.render_line(0)
        pilot.app.theme = "textual-light"
        await until(pilot, lambda: pane.render_line(0) != before)


async def test_only_lines_that_differ_are_repainted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Reader().run_test() as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.update(Content("one\ntwo\nthree"))
        await pilot.pause()
        refreshed: list[Region] = []
        refresh = pane.refresh

        def noted(*regions: Region, **options: bool) -> TextPane:
            refreshed.extend(regions)
            return refresh(*regions, **options)

        monkeypatch.setattr(pane, "refresh", noted)
        pane.update(Content("one\n2\nthree"))
        assert [region.y for region in refreshed] == [1]
        await pilot.pause()
        assert text_of(pane).split("\n")[:3] == ["one", "2", "three"]


async def test_a_scrolled_text_is_repainted_where_it_is_seen() -> None:
    async with Reader().run_test() as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.update(lines(50), about="a")
        pane.scroll_to(y=20, animate=False)
        await pilot.pause()
        changed = lines(50).plain.replace("line 22", "LINE 22")
        pane.update(Content(changed), about="a")
        await pilot.pause()
        assert text_of(pane).split("\n")[:4] == ["line 20", "line 21", "LINE 22", "line 23"]
