"""What a cell of the visits matrix means, in words."""

from collections.abc import Iterator

from textual.content import Content

from planner.phrases import Phrase, _, plural, short_date
from planner.programme import Programme
from screens.details import activity_lines
from screens.forms.choices import priorities
from screens.text import literal
from screens.visit_cells import NOT_THERE, VisitCells
from screens.visit_sheet import VisitSheet


def cell_lines(sheet: VisitSheet, activity_id: str, delegation_id: str | None) -> Content:
    """A delegation and an item, then the item itself."""
    lines: list[Content] = []
    if delegation_id is not None and delegation_id in sheet.programme.delegations:
        lines += _delegation_lines(sheet.cells, activity_id, delegation_id)
    lines.append(activity_lines(sheet.state, activity_id))
    lines.append(literal(_seat_words(sheet.programme, activity_id)).stylize("$text-muted"))
    return Content("\n").join(lines)


def _delegation_lines(cells: VisitCells, activity_id: str, delegation_id: str) -> Iterator[Content]:
    programme = cells.programme
    activity = programme.activities[activity_id]
    yield literal(programme.delegations[delegation_id].name).stylize("bold $text-primary")
    taking = cells.taking(activity_id).get(delegation_id)
    if taking is not None:
        yield literal(_taking_words(programme, activity_id, delegation_id, taking.whole))
    priority = cells.priority(activity, delegation_id)
    if priority is not None:
        words = dict(priorities(programme))[priority]
        yield literal(_("wish: {priority}").format(priority=words))
    if cells.elsewhere(activity, delegation_id) == NOT_THERE:
        yield literal(_stay_words(programme, delegation_id)).stylize("$text-warning")
    for entry in cells.clashes(activity, delegation_id):
        begin, end = programme.clock.wall(entry.begin), programme.clock.wall(entry.end)
        busy = Phrase(
            "busy {begin}–{end}: {title}", begin=begin, end=end, title=entry.activity.title
        )
        yield literal(str(busy)).stylize("$text-warning")
    for entry, short in cells.tight(activity, delegation_id):
        way = plural(
            "the way to or from “{title}” ({begin}–{end}) is {n} min short",
            "the way to or from “{title}” ({begin}–{end}) is {n} min short",
            short,
            title=entry.activity.title,
            begin=programme.clock.wall(entry.begin),
            end=programme.clock.wall(entry.end),
        )
        yield literal(str(way)).stylize("$text-warning")
    yield literal(_totals(cells, delegation_id)).stylize("$text-muted")
    yield Content("")


def _totals(cells: VisitCells, delegation_id: str) -> str:
    """``5 items, 2 wishes open``."""
    taken, wished = cells.taken_by(delegation_id), cells.wished_by(delegation_id)
    pieces = [plural("{n} item taken", "{n} items taken", taken)]
    if wished:
        pieces.append(plural("{n} wish open", "{n} wishes open", wished))
    return ", ".join(map(str, pieces))


def _seat_words(programme: Programme, activity_id: str) -> str:
    """How many seats are left; that nobody knows how many there are."""
    capacity = programme.activities[activity_id].capacity
    if capacity is None:
        return _("Nobody has said how many seats there are (e to enter it).")
    left = capacity - programme.head_count(activity_id)[0]
    if left < 0:
        return str(plural("{n} seat too few", "{n} seats too few", -left))
    return str(plural("{n} seat left", "{n} seats left", left))


def _taking_words(programme: Programme, activity_id: str, delegation_id: str, whole: bool) -> str:
    if whole:
        return _("takes part, all of it")
    names = [
        programme.delegates[p.delegate_id].name
        for p in programme.parties(activity_id)
        if p.delegation_id == delegation_id and p.delegate_id is not None
    ]
    if names:
        return _("takes part: {names}").format(names=", ".join(names))
    return _("takes part, some of it")


def _stay_words(programme: Programme, delegation_id: str) -> str:
    delegation = programme.delegations[delegation_id]
    pieces = [
        template.format(when=f"{short_date(wall.date())} {wall:%H:%M}")
        for template, wall in (
            (_("arrives {when}"), delegation.arrival),
            (_("leaves {when}"), delegation.departure),
        )
        if wall is not None
    ]
    return ", ".join(pieces)
