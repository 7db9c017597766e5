"""A delegation's booklet: cover, days at a glance, day after day, maps, practical information.

Its readers are the members of the delegation.  It holds their names and roles, what the schedule
says, and how to reach the organisers; no e-mail, phone, diet or needs of anybody of them.
"""

from dataclasses import dataclass
from itertools import groupby

from planner.publish import change_words
from planner.publish import labels as common
from planner.publish.agenda import items_for
from planner.publish.change_list import ChangeLine, change_heading, change_lines
from planner.publish.changes import changes_between
from planner.publish.copies import Copy
from planner.publish.frame import Frame
from planner.publish.papers import booklet_words as words
from planner.publish.papers.glance import Glance, glance
from planner.publish.papers.map_lines import Line, rivers_on_cover
from planner.publish.papers.maps import Map, route_maps, town_map
from planner.publish.papers.practical import Practical, practical
from planner.publish.sheet import Sheet, sheet_for

#: Millimetres of the paper, and between its margins (``booklet.typ`` knows them too).
SIZES = {"a4": (210.0, 297.0), "a5": (148.0, 210.0)}
WIDTHS = {"a4": 170.0, "a5": 121.0}


@dataclass(frozen=True, slots=True)
class ChangeDay:
    heading: str
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since the release they hold; ``nothing`` is said where nothing has."""

    heading: str
    nothing: str
    days: tuple[ChangeDay, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """``paper`` is the size of its pages, ``rivers`` are the drawing on its cover."""

    frame: Frame
    paper: str
    sheet: Sheet
    rivers: tuple[Line, ...]
    glance_heading: str
    glance_note: str
    columns: tuple[str, str, str, str]
    glance: Glance
    changes: Changes | None
    routes: tuple[Map, ...]
    town: Map | None
    practical: Practical


def booklet_words(copy: Copy) -> Booklet | None:
    """On A4; None where there is nothing at any time of day."""
    return _booklet(copy, "a4")


def a5_booklet_words(copy: Copy) -> Booklet | None:
    """On A5, each page to be half of a sheet."""
    return _booklet(copy, "a5")


def _booklet(copy: Copy, paper: str) -> Booklet | None:
    if all(item.all_day for item in copy.items):
        return None
    labels, sheet = copy.labels, sheet_for(copy)
    day, time, page = labels(common.DAY), labels(common.TIME), labels(words.PAGE)
    return Booklet(
        frame=sheet.frame,
        paper=paper,
        sheet=sheet,
        rivers=rivers_on_cover(*SIZES[paper]),
        glance_heading=labels(words.GLANCE),
        glance_note=labels(words.BARS),
        columns=(day, time, labels(words.PLACES), page),
        glance=glance(copy),
        changes=_changes(copy),
        routes=route_maps(copy, WIDTHS[paper]),
        town=town_map(copy, WIDTHS[paper]),
        practical=practical(copy),
    )


def _changes(copy: Copy) -> Changes | None:
    """None for those who hold no earlier release."""
    if copy.before is None or copy.base is None:
        return None
    labels, programme = copy.labels, copy.programme
    old = items_for(copy.before, copy.recipient)
    lines = change_lines(changes_between(old, copy.items), labels, programme.clock)
    days = groupby(lines, lambda line: line.day)
    return Changes(
        heading=change_heading(labels, programme.edition.name, copy.base, copy.version.number),
        nothing="" if lines else labels(change_words.NOTHING),
        days=tuple(ChangeDay(day, tuple(changes)) for day, changes in days),
    )
