"""One frame a key: nothing is painted before all have heard what a key has done.

A message goes up from widget to widget, a repaint straight to the screen: without waiting, the
cursor would be painted first and what depends on it a frame later, at twice the cost.
"""

import asyncio

from textual.screen import Screen
from textual.widget import Widget

#: A widget that is busy for longer, in seconds, is not waited for.
PATIENCE = 0.1


async def heard(widget: Widget) -> None:
    """Wait until what a widget has told so far has been heard, up to its screen."""
    try:
        async with asyncio.timeout(PATIENCE):
            for node in widget.ancestors_with_self:
                reached = asyncio.Event()
                if not isinstance(node, Widget) or not node.call_later(reached.set):
                    return
                await reached.wait()
                if isinstance(node, Screen):
                    return
    except TimeoutError:
        return
