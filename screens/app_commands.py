"""What the palette offers everywhere."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from planner.phrases import LANGUAGES, N_, _
from screens.rooms import ROOMS
from screens.tools import KEYS as TOOL_KEYS
from screens.tools import TOOLS

if TYPE_CHECKING:
    from screens.app import PlannerApp


def commands_of(app: "PlannerApp") -> Iterator[SystemCommand]:
    """The commands of the app, the rooms first."""
    for number, room in enumerate(ROOMS, 1):
        yield SystemCommand(
            _(room.name),
            _("Go to this room (key {n})").format(n=number),
            partial(app.action_room, room.mode),
        )
    yield SystemCommand(_("Undo"), _("Take back the last step (u)"), app.action_undo)
    yield SystemCommand(_("Redo"), _("Do it again (ctrl+r)"), app.action_redo)
    yield SystemCommand(_("Find"), _("Anything, by its name (/)"), app.action_find)
    for tool in TOOLS:
        key, what = TOOL_KEYS[tool.mode]
        text = _("{what} ({key})").format(what=_(what), key=key)
        yield SystemCommand(_(tool.name), text, partial(app.action_tool, tool.mode))
    for name, step, key in (
        (N_("Next conflict"), 1, "f8"),
        (N_("Previous conflict"), -1, "shift+f8"),
    ):
        text = _("Show it where it is ({key})").format(key=key)
        yield SystemCommand(_(name), text, partial(app.action_next_conflict, step))
    yield SystemCommand(_("Who else is here"), _("And at what they are"), app.action_colleagues)
    yield SystemCommand(_("Editions"), _("Open another edition, or make one"), app.action_editions)
    yield SystemCommand(
        _("Backups"), _("What was kept, back up now, bring one back"), app.action_backups
    )
    yield SystemCommand(
        _("This edition"),
        _("Its days and its language, until when the data of people are kept"),
        app.action_edition,
    )
    yield SystemCommand(
        _("Remove the data of people"),
        _("After the festival, for good; the figures stay"),
        app.action_scrub,
    )
    for code, name in LANGUAGES.items():
        yield SystemCommand(name, _("Language of the screen"), partial(app.action_language, code))
    yield SystemCommand(_("Light or dark"), _("Change the colours"), app.action_light_or_dark)
    yield SystemCommand(_("Help"), _("Keys and what they do (?)"), app.action_help)
    yield SystemCommand(_("Quit"), _("Everything is saved already (ctrl+q)"), app.action_quit)
