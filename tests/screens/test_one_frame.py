"""What a key does is painted in one frame, and nobody who is busy holds that up."""

import asyncio
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from screens import one_frame
from screens.details import activity_lines
from screens.one_frame import heard
from screens.widgets.text_pane import TextPane
from screens.widgets.timeline import Timeline
from tests.screens.board_scene import OPENING, board, pick
from tests.screens.drive import opened, text_of, until


async def test_no_frame_shows_the_cursor_without_its_details(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_frame, "PATIENCE", 20.0)
    async with opened(demo_store) as (app, pilot):
        timeline, details = app.screen.query_one(Timeline), app.screen.query_one(TextPane)
        await pick(app, pilot, OPENING)
        frames: list[tuple[str | None, str]] = []
        display = app._display

        def noted(screen: Screen[object], renderable: object) -> None:
            frames.append((timeline.cursor_activity, details.content.plain))
            display(screen, renderable)  # type: ignore[arg-type]

        monkeypatch.setattr(app, "_display", noted)
        await pilot.press("down", "down", "right", "down", "left", "up")
        await until(pilot, lambda: len({activity for activity, _text in frames}) > 2)
        for activity, text in frames:
            if activity is not None:
                assert text == activity_lines(board(app).state, activity).plain


async def test_what_is_held_back_is_painted_afterwards(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        details = app.screen.query_one(TextPane)
        await pick(app, pilot, OPENING)
        with board(app).holding():
            board(app).timeline.action_line(-1, 0)
            await pilot.pause()
        assert board(app).chosen is None
        await until(pilot, lambda: "Free time" in text_of(details))


class Busy(Widget):
    """Is busy with a message until it is let go."""

    class Work(Message):
        """Begin."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.may_end = asyncio.Event(), asyncio.Event()

    async def on_busy_work(self) -> None:
        self.begun.set()
        await self.may_end.wait()


class BusyApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Busy()


async def test_a_busy_widget_is_not_waited_for() -> None:
    async with BusyApp().run_test() as pilot:
        widget = pilot.app.query_one(Busy)
        widget.post_message(Busy.Work())
        await widget.begun.wait()
        await heard(widget)
        assert not widget.may_end.is_set()
        widget.may_end.set()


async def test_what_was_told_has_been_heard() -> None:
    """The screen has handled a message that a widget sent just before."""
    heard_by: list[str] = []

    class Listening(Screen[None]):
        def compose(self) -> ComposeResult:
            yield Busy()

        def on_busy_work(self) -> None:
            heard_by.append("screen")

    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(Listening())
        widget = pilot.app.screen.query_one(Busy)
        widget.may_end.set()
        widget.post_message(Busy.Work())
        await heard(widget)
        assert heard_by == ["screen"]


async def test_a_widget_that_is_gone_is_not_waited_for() -> None:
    async with BusyApp().run_test() as pilot:
        widget = pilot.app.query_one(Busy)
        await widget.remove()
        await heard(widget)
        assert not pilot.app.query(Busy)
