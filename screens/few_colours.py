"""The theme on terminals that have sixteen colours, or none.

Every screen is drawn in the colours of the theme.  Left to itself a terminal with few colours
takes the nearest one, and all tints become the same grey.  The filters here choose by hue, and
without colours they turn what stands out into reverse video: cursor, buttons and marks stay
visible in every room without a rule of its own.
"""

import colorsys
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Depth(Enum):
    """How many colours the terminal shows."""

    FULL = "full"
    SIXTEEN = "sixteen"
    NONE = "none"


#: Terminals that have no colours whatever else the environment says.
MONOCHROME_TERMS = ("dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "vt320", "xterm-mono")

BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE = range(8)
BRIGHT = 8
#: Where each hue ends, in degrees.
HUES = ((20, RED), (70, YELLOW), (165, GREEN), (200, CYAN), (265, BLUE), (330, MAGENTA), (361, RED))
#: The hue of the theme's own colour: at full strength it is the cursor's, which is drawn
#: in reverse video so that it differs from an activity in a shade of the same colour.
CURSOR = CYAN
#: On white the light ones of the sixteen cannot be read.
INK_ON_WHITE = {GREEN: BLACK, YELLOW: MAGENTA, CYAN: BLUE}
#: On these white is easier to read than black.
DARK_GROUNDS = frozenset({RED, BLUE, MAGENTA})

#: Less difference between the strongest and the weakest primary is grey, of 255.
COLOURED = 45
#: Contrast from which a background is more than a shade of the screen.
STANDS_OUT = 1.9
#: Contrast from which a background is what a cursor or a button has.
STANDS_OUT_MOST = 4.0
#: Less contrast than this is meant to be faint.
FAINT = 4.5

Rgb = tuple[int, int, int]


def depth_of(environment: Mapping[str, str], color_system: str | None) -> Depth:
    """What the terminal can show; ``color_system`` is Rich's word for it."""
    term = environment.get("TERM", "").lower()
    if "NO_COLOR" in environment or term in MONOCHROME_TERMS or color_system is None:
        return Depth.NONE
    return Depth.SIXTEEN if color_system in {"standard", "windows"} else Depth.FULL


@lru_cache(maxsize=16)
def filters_for(depth: Depth, background: str) -> Sequence[LineFilter]:
    """What is done to each line of the screen; ``background`` is the theme's."""
    if depth is Depth.FULL:
        return ()
    ground = rgb(background)
    return (Sixteen(ground) if depth is Depth.SIXTEEN else Colourless(ground),)


class _ByStyle(LineFilter):
    """A filter that depends on nothing but the style of each piece."""

    def __init__(self, ground: Rgb) -> None:
        super().__init__()
        self._ground = ground

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        change, ground = self.change, self._ground
        return [
            Segment(text, style and change(style, ground), control)
            for text, style, control in segments
        ]

    @staticmethod
    def change(style: Style, ground: Rgb) -> Style:
        raise NotImplementedError


class Sixteen(_ByStyle):
    """Colours by hue; shades of the screen's own background are that background."""

    @staticmethod
    @lru_cache(maxsize=4096)
    def change(style: Style, ground: Rgb) -> Style:
        is_dark = contrast(ground, (255, 255, 255)) > contrast(ground, (0, 0, 0))
        paper, ink = (BLACK, WHITE) if is_dark else (WHITE + BRIGHT, BLACK)
        back, front = _triplet(style.bgcolor), _triplet(style.color)
        on, own = _ground_colour(back, ground, paper, ink)
        if own is not None:
            return style + _numbered(own, on)
        if front is None:
            return style + _numbered(ink, on)
        return style + _numbered(_ink(front, back or ground, is_dark=is_dark), on)


def _ground_colour(back: Rgb | None, ground: Rgb, paper: int, ink: int) -> tuple[int, int | None]:
    """The background, and the ink that goes with it where it is not the screen's own."""
    if back is None or contrast(back, ground) < STANDS_OUT:
        return paper, None
    if not _is_coloured(back):
        return ink, paper
    number = _by_hue(back)
    if number == CURSOR and contrast(back, ground) >= STANDS_OUT_MOST:
        return ink, paper
    return number, WHITE + BRIGHT if number in DARK_GROUNDS else BLACK


def _ink(front: Rgb, back: Rgb, *, is_dark: bool) -> int:
    if _is_coloured(front):
        number = _by_hue(front)
        return number + BRIGHT if is_dark else INK_ON_WHITE.get(number, number)
    if contrast(front, back) < STANDS_OUT_MOST:
        return BLACK + BRIGHT
    return WHITE if is_dark else BLACK


class Colourless(_ByStyle):
    """No colour at all: bold, dim and reverse video say what colours say elsewhere."""

    @staticmethod
    @lru_cache(maxsize=4096)
    def change(style: Style, ground: Rgb) -> Style:
        back, front = _triplet(style.bgcolor), _triplet(style.color)
        # What a click on it does is kept: Rich's ``without_color`` forgets it.
        plain = style.without_color + Style(meta=style.meta or None)
        if back is not None and contrast(back, ground) >= STANDS_OUT_MOST:
            return plain + Style(reverse=not style.reverse)
        if front is not None and contrast(front, back or ground) < FAINT:
            return plain + Style(dim=True)
        return plain


# -- colours as numbers ---------------------------------------------------------------------


def rgb(colour: str) -> Rgb:
    """A colour of a theme as red, green and blue, each 0 to 255."""
    return Color.parse(colour).rgb


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _triplet(colour: RichColor | None) -> Rgb | None:
    """None for the terminal's own colour."""
    if colour is None or colour.is_default:
        return None
    red, green, blue = colour.get_truecolor()
    return red, green, blue


def _is_coloured(colour: Rgb) -> bool:
    return max(colour) - min(colour) >= COLOURED


def _by_hue(colour: Rgb) -> int:
    hue, _value, _saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    return next(number for end, number in HUES if hue * 360 < end)


def _numbered(front: int, back: int) -> Style:
    return Style(color=RichColor.from_ansi(front), bgcolor=RichColor.from_ansi(back))
