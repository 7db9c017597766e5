"""The pictures that the terminal can show: found out when a page is first looked at.

``textual-image`` asks the terminal while it is imported, and reads the answer itself.  So that no
key is taken for an answer, nor an answer for keys, the app lets go of the terminal meanwhile.
"""

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from textual.app import SuspendNotSupported

from screens.few_colours import Depth, depth_of

if TYPE_CHECKING:
    from textual_image.widget import AutoImage, HalfcellImage, SixelImage

    from screens.app import PlannerApp

LIBRARY = "textual_image.widget"


class Pictures(NamedTuple):
    """The widget for a picture; where it is not sharp, letters cannot be read."""

    widget: "type[AutoImage | HalfcellImage | SixelImage]"
    is_sharp: bool


def pictures_of(app: "PlannerApp") -> Pictures | None:
    """What the terminal of the app can show; None where it has too few colours."""
    if depth_of(os.environ, app.console.color_system) is not Depth.FULL:
        return None
    if LIBRARY not in sys.modules:
        _ask(app)
    from textual_image.renderable import Image, SixelImage, TGPImage
    from textual_image.widget import HalfcellImage
    from textual_image.widget import Image as SharpImage

    if Image in (SixelImage, TGPImage):
        return Pictures(SharpImage, is_sharp=True)
    return Pictures(HalfcellImage, is_sharp=False)


def _ask(app: "PlannerApp") -> None:
    """Import the library, and so ask; where there is no terminal, as in a browser, it does not."""
    import PIL.Image  # noqa: F401 - takes a moment, in which the app need not be out of sight

    try:
        with app.suspend():
            import textual_image.widget

            _forget_answers()
    except SuspendNotSupported:
        import textual_image.widget  # noqa: F401 - asks nobody: there is no terminal


def _forget_answers() -> None:
    """What the terminal has answered too late is no key."""
    if sys.platform != "win32" and sys.__stdin__ is not None:
        import termios

        termios.tcflush(sys.__stdin__, termios.TCIFLUSH)
