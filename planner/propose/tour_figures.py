"""The figures of a tour before and after: points, by delegation, the way, the stops."""

from collections.abc import Iterator, Sequence

from models.words import Kind
from planner.phrases import Phrase
from planner.propose.proposal import Score
from planner.propose.tour_items import Timed
from planner.propose.tour_pieces import Piece, placed
from planner.propose.tour_problem import Setting


def figures(setting: Setting, days: Sequence[Timed]) -> tuple[Score, ...]:
    """Points of all first, then of each delegation on board, then minutes on the road and stops."""
    now = [(t.day.frame.tour.id, i) for t in days for i in t.day.now if isinstance(i, Piece)]
    then = [(t.day.frame.tour.id, i) for t in days for i in t.day.order if isinstance(i, Piece)]
    found = [Score(Phrase("Points of the tour"), _points(setting, now), _points(setting, then))]
    found += _by_delegation(setting, now, then)
    rides = sum(_rides_now(setting, t) for t in days)
    riding = sum(t.times.riding if t.day.is_changed else _rides_now(setting, t) for t in days)
    found.append(Score(Phrase("Minutes on the road"), rides, riding))
    found.append(Score(Phrase("Stops"), _stops(now), _stops(then)))
    return tuple(found)


def _points(setting: Setting, pieces: Sequence[tuple[str, Piece]]) -> int:
    return sum(setting.points_on_tour(piece.key, tour_id) for tour_id, piece in pieces)


def _by_delegation(
    setting: Setting, now: Sequence[tuple[str, Piece]], then: Sequence[tuple[str, Piece]]
) -> Iterator[Score]:
    tours = {frame.tour.id for frame in setting.frames}
    on_board = {p.delegation_id for t in tours for p in setting.programme.on_board(t)}
    for delegation in setting.programme.active_delegations:
        if delegation.id in on_board:
            before, after = (_of(setting, pieces, delegation.id) for pieces in (now, then))
            yield Score(Phrase("Points of its wishes and fields"), before, after, delegation.id)


def _of(setting: Setting, pieces: Sequence[tuple[str, Piece]], delegation_id: str) -> int:
    found = (setting.score(p.key, tour_id) for tour_id, p in pieces if not p.foreign)
    return sum(score.points_of(delegation_id) for score in found if score is not None)


def _rides_now(setting: Setting, day: Timed) -> int:
    rows = placed(setting.programme, day.day.frame.id)
    return sum(row.minutes for row in rows if row.kind is Kind.TRANSFER)


def _stops(pieces: Sequence[tuple[str, Piece]]) -> int:
    return sum(a.kind is Kind.STOP for _, p in pieces for a in p.activities)
