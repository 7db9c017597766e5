"""Days on which what is pinned, kept and arranged cannot all be, and what is done about them.

Nothing that is held is moved for it.  In this order, until the day holds together: hours count
no longer for what stands there anyway, the day is as long as it is now, a lunch that is only
wanted goes; else the day is left as it is.  Each time the culprits are named.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from planner.edits.names import describe
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.tour_case import DayCase, Solve
from planner.propose.tour_frame import Frame
from planner.propose.tour_options import TourOptions
from planner.propose.tour_pieces import placed
from planner.propose.tour_problem import Setting, setting
from planner.propose.tour_text import joined

Weaker = Callable[[Frame], tuple[Frame, frozenset[str]]]


def sound(
    programme: Programme, options: TourOptions, frames: tuple[Frame, ...], solve: Solve
) -> tuple[tuple[Frame, ...], frozenset[str], list[Phrase]]:
    """The days that hold together, keys of stops whose hours do not count, and sentences."""
    found: list[Frame] = []
    keys: set[str] = set()
    notes: list[Phrase] = []
    alone = replace(options, sites=())
    for frame in frames:
        case = _case(setting(programme, alone, (frame,)), frame, solve)
        if case is None or case.fits():
            found.append(frame)
            continue
        weaker, open_keys, what = _weakened(programme, alone, frame, solve)
        if weaker is not None:
            found.append(weaker)
            keys |= open_keys
        values = {"day": describe(programme, frame.day), "what": what}
        why = joined(case.phrases(case.culprits()))
        notes.append(Phrase("{day}: these cannot all hold: {why}. {what}", None, why=why, **values))
    return tuple(found), frozenset(keys), notes


def _case(made: Setting, frame: Frame, solve: Solve) -> DayCase | None:
    """The day with what is held; None: nothing is."""
    held = [p.key for p in frame.pieces if p.held]
    return DayCase(made, frame, held, solve) if held else None


def _weakened(
    programme: Programme, options: TourOptions, frame: Frame, solve: Solve
) -> tuple[Frame | None, frozenset[str], Phrase]:
    held = frozenset(p.key for p in frame.pieces if p.held)
    for weaker, keys, what in _steps(programme, frame, held):
        case = _case(setting(programme, options, (weaker,), open_to_all=keys), weaker, solve)
        if case is None or case.fits():
            return weaker, keys, what
    return None, frozenset(), Phrase("This day is left as it is.")


def _steps(
    programme: Programme, frame: Frame, held: frozenset[str]
) -> Iterator[tuple[Frame, frozenset[str], Phrase]]:
    """Weaker and weaker states of a day, and how each is told."""
    none: frozenset[str] = frozenset()
    yield frame, held, Phrase("What stands there stays, whatever the opening hours.")
    spans = [programme.spans[a.id] for a in placed(programme, frame.id)]
    begin = min([frame.bounds.begin, *(s.begin for s in spans)])
    end = max([frame.bounds.end, *(s.end for s in spans)])
    longer = replace(frame, bounds=replace(frame.bounds, begin=begin, end=end))
    told = Phrase("The day is taken to be as long as it stands now.")
    yield longer, none, told
    yield longer, held, told
    if frame.lunch is not None and frame.lunch.activity is None:
        told = Phrase("The day is planned without a lunch.")
        yield replace(frame, lunch=None), none, told
        yield replace(longer, lunch=None), held, told
