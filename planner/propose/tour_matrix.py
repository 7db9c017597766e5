"""The travel matrix of a tour problem: pieces, and where days and fixed lunches begin and end."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from planner.programme import Programme
from planner.propose.tour_frame import Frame
from planner.propose.tour_pieces import Piece
from planner.propose.tour_ways import Ways
from planner.solve.tour_form import Place

Matrix: TypeAlias = tuple[tuple[int, ...], ...]


class _End(NamedTuple):
    """A place of the matrix: the sites at which one comes and from which one goes.

    ``pause``: minutes on arriving; None: nothing takes place there, not even the buffer.
    """

    key: str
    into: str | None
    out: str | None
    held: bool
    pause: int | None = 0


def matrix(
    programme: Programme, frames: Sequence[Frame], pieces: Sequence[Piece], ways: Ways
) -> tuple[tuple[Place, ...], Matrix]:
    """Each piece, the start and the end of each day and each fixed lunch is a place.

    With buffer and pause before a visit; -1: nobody knows the way.  One that nobody knows between
    what stands already counts as a minute, as in the Wake tour room.
    """
    ends = [_End(p.key, p.site_id, p.exit_id, p.held, p.pause) for p in pieces]
    for f in frames:
        start, end = f.day.start_site_id, f.day.end_site_id
        ends.append(_End(f"start:{f.id}", start, start, True))
        ends.append(_End(f"end:{f.id}", end, end, True, None))
    meals = {f.lunch.site_id for f in frames if f.lunch and f.lunch.site_id}
    ends += [_End(f"meal:{i}", i, i, True) for i in sorted(meals)]
    buffer = programme.edition.buffer_minutes
    places = tuple(Place(e.key, programme.site_name(e.into)) for e in ends)
    return places, tuple(tuple(_minutes(a, b, ways, buffer) for b in ends) for a in ends)


def _minutes(here: _End, there: _End, ways: Ways, buffer: int) -> int:
    ride = ways.minutes(here.out, there.into)
    if ride is None and not (here.held and there.held):
        return -1
    ride = 1 if ride is None else ride
    return ride if not ride or there.pause is None else ride + buffer + there.pause
