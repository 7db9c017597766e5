"""Text can be read in every room: dark and light, in full colour, sixteen colours, and none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style

from screens.app import PlannerApp
from screens.few_colours import Colourless, Depth, Rgb, Sixteen, contrast, depth_of, rgb
from screens.rooms import ROOMS
from screens.settings import recall
from screens.theme import DARK, LIGHT, THEMES, first_theme
from tests.marks import slow_from
from tests.screens.drive import opened, until

#: WCAG 2.2, success criterion 1.4.3 (level AA).
READABLE = 4.5
#: xterm's sixteen colours (XTerm-col.ad).
XTERM: tuple[Rgb, ...] = (
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
)  # fmt: skip
MODES = [room.mode for room in ROOMS]


def words(app: PlannerApp) -> Iterator[tuple[Segment, Style]]:
    """The pieces in view that have something to read; what is dim is meant to be faint."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style is not None and any(c.isalpha() for c in segment.text) and not style.dim:
                yield segment, style


def colours(style: Style) -> tuple[Rgb, Rgb]:
    assert style.color is not None
    assert style.bgcolor is not None
    front, back = style.color.get_truecolor(), style.bgcolor.get_truecolor()
    return tuple(front), tuple(back)  # type: ignore[return-value]


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("room", slow_from(2, MODES))
async def test_every_word_stands_out_from_its_background(
    demo_store: Path, room: str, theme: str
) -> None:
    async with opened(demo_store, size=(200, 60)) as (app, pilot):
        app.theme = theme
        app.action_room(room)
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == room)
        faint = {
            (segment.text.strip(), round(contrast(*colours(style)), 1))
            for segment, style in words(app)
            if contrast(*colours(style)) < READABLE
        }
        assert faint == set()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    "name", ["foreground", "primary", "secondary", "accent", "success", "warning", "error"]
)
def test_the_colours_of_a_theme_can_be_read_on_its_backgrounds(theme: object, name: str) -> None:
    chosen = next(t for t in THEMES if t is theme)
    for back in (chosen.background, chosen.surface, chosen.panel):
        assert back is not None
        assert contrast(rgb(getattr(chosen, name)), rgb(back)) >= READABLE


@pytest.mark.parametrize("room", slow_from(2, MODES))
async def test_without_colours_nothing_is_coloured_and_the_cursor_is_seen(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(demo_store, room=room) as (app, pilot):
        await pilot.press("down")
        strips = app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert all(s.color is None and s.bgcolor is None for s in styles)
        below_the_bars = [s.style for strip in strips[2:-1] for s in strip if s.style]
        assert any(style.reverse for style in below_the_bars)


@pytest.mark.parametrize("room", slow_from(2, MODES))
async def test_sixteen_colours_are_used_as_such_and_can_be_read(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM")
    async with opened(demo_store, room=room, size=(200, 60)) as (app, _pilot):
        seen = set()
        for segment, style in words(app):
            assert style.color is not None
            assert style.bgcolor is not None
            assert {style.color.type, style.bgcolor.type} == {ColorType.STANDARD}
            front, back = style.color.number, style.bgcolor.number
            assert front is not None
            assert back is not None
            seen.add(front)
            assert front == 8 or contrast(XTERM[front], XTERM[back]) >= 3.9, segment.text
        assert len(seen) > 2


async def test_the_board_tells_kinds_apart_in_sixteen_colours(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM")
    async with opened(demo_store, size=(200, 60)) as (app, _pilot):
        backs = {s.bgcolor.number for _segment, s in words(app) if s.bgcolor is not None}
        assert len(backs) >= 3


@pytest.mark.parametrize(
    ("environment", "system", "depth"),
    [
        pytest.param({"TERM": "xterm-256color"}, "256", Depth.FULL, id="256"),
        pytest.param({"TERM": "xterm-kitty"}, "truecolor", Depth.FULL, id="truecolor"),
        pytest.param({"TERM": "xterm"}, "standard", Depth.SIXTEEN, id="xterm"),
        pytest.param({"TERM": "linux"}, "standard", Depth.SIXTEEN, id="console"),
        pytest.param({"TERM": "vt100"}, "standard", Depth.NONE, id="vt100"),
        pytest.param({"TERM": "dumb"}, None, Depth.NONE, id="dumb"),
        pytest.param({"TERM": "xterm", "NO_COLOR": "1"}, "256", Depth.NONE, id="asked-for"),
    ],
)
def test_the_terminal_is_known_by_its_environment(
    environment: dict[str, str], system: str | None, depth: Depth
) -> None:
    assert depth_of(environment, system) is depth


GROUND = rgb("#14181C")


@pytest.mark.parametrize(
    ("style", "front", "back"),
    [
        pytest.param("#e6e9ec on #242b33", 7, 0, id="a panel is the screen's background"),
        pytest.param("#14181c on #4fb3a5", 0, 7, id="the cursor is reversed"),
        pytest.param("#ffffff on #317067", 0, 6, id="a tour stop"),
        pytest.param("#14181c on #ef6a6a", 15, 1, id="a blocking mark"),
        pytest.param("#f2b84b on #14181c", 11, 0, id="a warning"),
        pytest.param("#2a2e32 on #14181c", 8, 0, id="a ruler"),
    ],
)
def test_sixteen_colours_go_by_hue(style: str, front: int, back: int) -> None:
    changed = Sixteen.change(Style.parse(style), GROUND)
    assert changed.color is not None
    assert changed.bgcolor is not None
    assert (changed.color.number, changed.bgcolor.number) == (front, back)


def test_without_colours_what_stood_out_is_reversed() -> None:
    assert Colourless.change(Style.parse("bold #14181c on #4fb3a5"), GROUND).reverse
    assert not Colourless.change(Style.parse("#e6e9ec on #242b33"), GROUND).reverse
    assert Colourless.change(Style.parse("#2a2e32 on #14181c"), GROUND).dim


def test_a_link_stays_a_link_without_colours() -> None:
    style = Style.parse("red") + Style.from_meta({"key": "J"})
    assert Colourless.change(style, GROUND).meta == {"key": "J"}
    assert Sixteen.change(style, GROUND).meta == {"key": "J"}


@pytest.mark.parametrize(
    ("colours_told", "theme"),
    [("0;15", LIGHT), ("0;default;7", LIGHT), ("15;0", DARK), ("15;8", DARK), ("", DARK)],
)
def test_the_theme_suits_the_terminal(colours_told: str, theme: object) -> None:
    assert first_theme({"COLORFGBG": colours_told}) == getattr(theme, "name", None)


async def test_the_choice_of_light_or_dark_is_remembered(demo_store: Path) -> None:
    async with opened(demo_store) as (app, _pilot):
        app.action_light_or_dark()
        assert recall("theme") == LIGHT.name
    async with opened(demo_store) as (app, _pilot):
        assert app.theme == LIGHT.name
