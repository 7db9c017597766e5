"""Why a site cannot be visited on a day at all, whatever else is planned."""

from typing import NamedTuple

from planner.checks.hours import NEEDS_OPEN, windows
from planner.checks.transport import needing_step_free
from planner.checks.wording import listed, place, who
from planner.entities import Site
from planner.phrases import Phrase
from planner.programme import Programme, count_heads
from planner.propose.tour_frame import Frame
from planner.propose.tour_pieces import Piece
from planner.propose.tour_ways import Ways


class Bar(NamedTuple):
    """A fact that bars a piece from a day; ``closed``: that its site is closed, and no other."""

    phrase: Phrase
    closed: bool = False


def bar_of(programme: Programme, piece: Piece, frame: Frame, ways: Ways) -> Bar | None:
    """What bars a piece from a day; None: it may be visited."""
    site = programme.sites.get(piece.site_id or "")
    if site is None:
        return Bar(Phrase("{title} has no place", title=piece.main.title))
    for phrase in (
        _other_circuit(piece, frame),
        _too_small(programme, piece, site, frame),
        _steps(programme, site, frame),
        _unknown_way(programme, site, frame, ways),
    ):
        if phrase is not None:
            return Bar(phrase)
    closed = _closed(programme, piece, site, frame)
    return Bar(closed, closed=True) if closed is not None else None


def _other_circuit(piece: Piece, frame: Frame) -> Phrase | None:
    if piece.may_be_on(frame.id):
        return None
    return Phrase("{title} belongs to another circuit or day", title=piece.main.title)


def _closed(programme: Programme, piece: Piece, site: Site, frame: Frame) -> Phrase | None:
    if not any(a.kind in NEEDS_OPEN for a in piece.activities):
        return None
    if windows(programme, site.id, frame.date) == ():
        return Phrase("{site} is closed on {day}", site=place(programme, site.id), day=frame.date)
    return None


def _too_small(programme: Programme, piece: Piece, site: Site, frame: Frame) -> Phrase | None:
    heads, _ = count_heads(programme.on_board(frame.tour.id))
    known = [n for n in (site.capacity, *(a.capacity for a in piece.activities)) if n is not None]
    if not known or heads <= min(known):
        return None
    return Phrase(
        "{site} holds {capacity}, {heads} are on board of {tour}",
        site=place(programme, site.id),
        capacity=min(known),
        heads=heads,
        tour=frame.tour.name,
    )


def _steps(programme: Programme, site: Site, frame: Frame) -> Phrase | None:
    if site.step_free is not False:
        return None
    people = needing_step_free(programme, programme.on_board(frame.tour.id))
    if not people:
        return None
    names = listed([who(programme, p.id) for p in people])
    return Phrase(
        "{site} is not step-free, {names} need it",
        site=place(programme, site.id),
        names=names,
    )


def _unknown_way(programme: Programme, site: Site, frame: Frame, ways: Ways) -> Phrase | None:
    """Nobody knows how to get there, neither from the start nor from a stop of the day."""
    start, end = frame.day.start_site_id, frame.day.end_site_id
    around = [i for p in frame.pieces for i in (p.site_id, p.exit_id) if i and i != site.id]
    into = [i for i in (start, *around) if i]
    out = [i for i in (end, *around) if i]
    no_way_in = into and all(ways.minutes(i, site.id) is None for i in into)
    no_way_out = out and all(ways.minutes(site.id, i) is None for i in out)
    if not no_way_in and not no_way_out:
        return None
    other = (into if no_way_in else out)[0]
    return Phrase(
        "nobody knows the way between {a} and {b}",
        a=place(programme, other),
        b=place(programme, site.id),
    )
