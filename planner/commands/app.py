"""Opening the app; the demo edition."""

import asyncio
import os
import sys
import threading
from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING

from planner.commands import border
from planner.commands.output import show, show_json
from planner.commands.shared import choose, workspace_of
from planner.errors import PlannerError
from planner.phrases import Phrase, _
from planner.workspace import Workspace

if TYPE_CHECKING:
    from screens.app import PlannerApp


#: How long an app that was told to end may take.
PATIENCE_SECONDS = 10.0


def run(options: Namespace) -> int:
    """Open the app on the store."""
    return _open(options, options.edition)


def _open(options: Namespace, edition: str | None) -> int:
    if not (in_browser() or (sys.stdin.isatty() and sys.stdout.isatty())):
        raise PlannerError(
            Phrase("The app needs a terminal."),
            Phrase("Use the commands instead: see “wake-planner --help”."),
        )
    from screens.app import PlannerApp

    def open_workspace() -> Workspace:
        return Workspace.open(options.store)

    edition_id = None
    if edition is not None:
        with workspace_of(options) as workspace:
            edition_id = choose(workspace.editions(), edition).id
    app = PlannerApp(open_workspace, edition_id)
    app.survives = not border.debugging()
    border.on_end(lambda _number, _frame: _close(app))
    try:
        app.run()
    finally:
        if app.workspace is not None:
            app.workspace.close()
    return app.return_code or 0


def in_browser() -> bool:
    """Whether “serve” has started this app, and a page takes the place of the terminal."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def _close(app: "PlannerApp") -> None:
    """End the app as its own quit does: an exception in the middle of its loop would not.

    Only the first signal counts: a terminal that goes sends one, and cannot be painted on either.
    """
    border.on_end(lambda _number, _frame: None)
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # it does not run yet, or no longer
        raise KeyboardInterrupt from None
    farewell = _("Stopped; nothing was left half done.")
    loop.call_soon_threadsafe(partial(app.exit, return_code=1, message=farewell))
    # What is confirmed is stored: an app that hangs, as on a terminal that is gone, may be cut off.
    last = threading.Timer(PATIENCE_SECONDS, os._exit, [1])
    last.daemon = True
    last.start()


def demo(options: Namespace) -> int:
    """Make the demo edition unless it is there; open the app unless told not to."""
    with workspace_of(options) as workspace:
        edition, made = workspace.make_demo()
    if options.json:
        show_json({"id": edition.id, "name": edition.name, "created": made})
    elif options.no_open:
        text = (
            _("The demo edition “{name}” has been made.")
            if made
            else _("The demo edition “{name}” is there already.")
        )
        show(text.format(name=edition.name))
    if options.no_open or options.json:
        return 0
    return _open(options, edition.id)
