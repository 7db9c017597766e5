"""The lines at the top of the Publish room: its views, what goes out, what can be done with it."""

from planner.phrases import _
from planner.programme import Programme
from planner.publish.holdings import behind
from screens.release_diff import changes_for, whole_edition
from screens.release_shelf import Shelf
from screens.release_words import long_name, short_name
from screens.widgets.chips import Chip

EXPORT, DIFF, LEDGER = "export-view", "diff-view", "ledger-view"


def view_chips(draft: Programme, shelf: Shelf, current: str) -> tuple[Chip, ...]:
    """The views, with how many changes and outdated programmes there are to see in them."""
    changed, holds = _("What changed (d)"), _("Who holds what (l)")
    if count := _count_changes(draft, shelf):
        changed = _("What changed: {n} (d)").format(n=count)
    if late := len(behind(shelf.ledger(), shelf.holdings)):
        holds = _("Who holds what: {n} outdated (l)").format(n=late)
    names = {EXPORT: _("Send out"), DIFF: changed, LEDGER: holds}
    return tuple(Chip(view, name, view == current) for view, name in names.items())


def out_chips(draft: Programme, shelf: Shelf, number: int | None) -> tuple[Chip, ...]:
    """What goes out, and what can be done with releases: each names an action of the room."""
    release, text = shelf.release(number), _("Goes out: {name} (v)")
    name = text.format(name=long_name(release, draft.clock.tz))
    return (
        Chip("version", name, True, brief=text.format(name=short_name(release))),
        Chip("release", _("New release (n)")),
        Chip("roll_back", _("Roll back (b)")),
    )


def _count_changes(draft: Programme, shelf: Shelf) -> int:
    """How many activities are others than in the newest release."""
    if shelf.newest_number is None:
        return 0
    return len(changes_for(shelf.programme(shelf.newest_number), draft, whole_edition(draft)))
