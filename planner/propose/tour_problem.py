"""A tour problem from an edition: sites with scores and windows, days, pins and limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from models.words import Kind
from planner.candidates import NOT_VISITED
from planner.checks.hours import NEEDS_OPEN, windows
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.proposal import Keep
from planner.propose.tour_bars import Bar, bar_of
from planner.propose.tour_frame import Frame
from planner.propose.tour_matrix import matrix
from planner.propose.tour_options import TourOptions, days_of
from planner.propose.tour_pieces import Hold, Piece, new_piece, pieces_of_tray, placed
from planner.propose.tour_scores import SiteScore, score_of
from planner.propose.tour_ways import Ways
from planner.solve.tour_form import (
    Day,
    Limit,
    Lunch,
    Pin,
    Site,
    TourProblem,
    Window,
)
from planner.travel import BREAK_MINUTES, DAILY_DRIVING_MINUTES, DRIVING_BEFORE_BREAK_MINUTES

#: A point counts that much, so that staying can never outweigh one.
SCALE = 1000
#: What a stop counts more on the day on which it stands, one that waits in the tray, and one
#: that stands on another day.
STAY, WAITS, STANDS = 10, 5, 5
#: No day ends later: minutes after midnight.
ALL_DAY = 2 * 24 * 60


@dataclass(frozen=True)
class Setting:
    """What is planned, and the problem made of it.

    ``barred``: why a piece cannot stand on a day at all, whatever else is planned.
    """

    programme: Programme
    options: TourOptions
    frames: tuple[Frame, ...]
    pieces: Mapping[str, Piece]
    scores: Mapping[tuple[str, str], SiteScore]
    barred: Mapping[tuple[str, str], Bar]
    problem: TourProblem

    def frame(self, day_id: str) -> Frame:
        return next(f for f in self.frames if f.id == day_id)

    def points(self, key: str, day_id: str) -> int:
        """What a piece counts on a day."""
        return self.points_on_tour(key, self.frame(day_id).tour.id)

    def points_on_tour(self, key: str, tour_id: str) -> int:
        score = self.score(key, tour_id)
        return score.points if score and not self.pieces[key].foreign else 0

    def score(self, key: str, tour_id: str) -> SiteScore | None:
        return self.scores.get((self.pieces[key].site_id or "", tour_id))

    def best_points(self, key: str) -> int:
        """What a piece counts where it counts most."""
        piece = self.pieces[key]
        return max(
            (self.points(key, f.id) for f in self.frames if piece.may_be_on(f.id)), default=0
        )


def setting(
    programme: Programme,
    options: TourOptions,
    frames: tuple[Frame, ...],
    *,
    careful: bool = False,
    conflicts: Mapping[tuple[str, str], Phrase] | None = None,
    open_to_all: frozenset[str] = frozenset(),
) -> Setting:
    """The setting of days.

    ``conflicts``: what would be in conflict with a piece on a day, by trial.
    ``careful``: rides count as in the worst hour.
    ``open_to_all``: keys of held pieces that stay although their site is closed then.
    """
    return _Builder(programme, options, frames, careful, conflicts or {}, open_to_all).build()


class _Builder:
    def __init__(
        self,
        programme: Programme,
        options: TourOptions,
        frames: tuple[Frame, ...],
        careful: bool,
        conflicts: Mapping[tuple[str, str], Phrase],
        open_to_all: frozenset[str],
    ) -> None:
        self.programme, self.options, self.frames = programme, options, frames
        self.tours = tuple(dict.fromkeys(f.tour.id for f in frames))
        self.asked = {day.tour_id for day in days_of(programme, options)}
        self.ways = Ways(programme, frames, careful=careful)
        self.conflicts, self.open_to_all = conflicts, open_to_all
        self.scores: dict[tuple[str, str], SiteScore] = {}

    def build(self) -> Setting:
        pieces = {p.key: p for p in self._pieces()}
        barred = {
            (p.key, f.id): bar
            for p in pieces.values()
            for f in self.frames
            if not p.held and (bar := self._bar(p, f)) is not None
        }
        wanted = [p for p in pieces.values() if self._is_wanted(p, barred)]
        places, travel = matrix(self.programme, self.frames, wanted, self.ways)
        problem = TourProblem(
            name=self.programme.edition.name,
            places=places,
            travel=travel,
            sites=tuple(self._site(p, barred) for p in wanted),
            days=tuple(self._day(f, wanted) for f in self.frames),
            window_rule="complete",
            pinned=tuple(self._pin(p) for p in wanted if p.held),
            limits=tuple(self._limits(wanted)),
            orders=tuple(self._orders({p.key for p in wanted})),
        )
        made = (self.programme, self.options, self.frames, pieces, self.scores, barred, problem)
        return Setting(*made)

    # -- pieces ---------------------------------------------------------------------------

    def _pieces(self) -> Iterator[Piece]:
        days = [f.day for f in self.frames]
        present = [p for f in self.frames for p in f.pieces]
        tray = list(pieces_of_tray(self.programme, days, self.options))
        yield from present
        yield from tray
        known = {p.site_id for p in (*present, *tray) if not p.foreign}
        for piece in (*present, *tray):
            self._rate(piece.site_id)
        for site_id in self._candidates():
            site = self.programme.sites[site_id]
            if self.options.may_repeat and len(self.tours) > 1:
                for tour in self.tours:
                    if not self._visits(tour, site_id):
                        yield new_piece(self.programme, site, self.options, days, tour)
            elif site_id not in known and not any(self._visits(t, site_id) for t in self.asked):
                yield new_piece(self.programme, site, self.options, days)

    def _candidates(self) -> list[str]:
        """Ids of the sites that may be added, the best first."""
        if self.options.sites is not None:
            found = [i for i in dict.fromkeys(self.options.sites) if i in self.programme.sites]
            for site_id in found:
                self._rate(site_id)
            return found
        best: list[tuple[int, str, str]] = []
        for site in self.programme.sites.values():
            if site.kind in NOT_VISITED and site.id not in self.options.scores:
                continue
            points = self._rate(site.id)
            if points > 0:
                best.append((-points, site.name.casefold(), site.id))
        return [site_id for _, _, site_id in sorted(best)[: self.options.most_candidates]]

    def _rate(self, site_id: str | None) -> int:
        site = self.programme.sites.get(site_id or "")
        if site is None:
            return 0
        points = 0
        for tour_id in self.tours:
            key = site.id, tour_id
            if key not in self.scores:
                tour = self.programme.tours[tour_id]
                self.scores[key] = score_of(self.programme, tour, site, self.options)
            points = max(points, self.scores[key].points)
        return points

    def _visits(self, tour_id: str, site_id: str) -> bool:
        """Whether a circuit goes there already, on a day that is not planned or is."""
        return any(
            activity.site_id == site_id and activity.kind in (Kind.STOP, Kind.VISIT)
            for day in self.programme.days_of_tour.get(tour_id, ())
            for activity in placed(self.programme, day.id)
        )

    def _bar(self, piece: Piece, frame: Frame) -> Bar | None:
        if (conflict := self.conflicts.get((piece.key, frame.id))) is not None:
            return Bar(conflict)
        return bar_of(self.programme, piece, frame, self.ways)

    def _is_wanted(self, piece: Piece, barred: Mapping[tuple[str, str], Bar]) -> bool:
        """Held, or worth something on some day on which it may stand, were its site open."""

        def may_be_on(frame: Frame) -> bool:
            bar = barred.get((piece.key, frame.id))
            return bar is None or bar.closed

        return piece.held or any(self._worth(piece, f) > 0 for f in self.frames if may_be_on(f))

    def _worth(self, piece: Piece, frame: Frame) -> int:
        if piece.foreign:
            return 0
        score = self.scores.get((piece.site_id or "", frame.tour.id))
        worth = score.points * SCALE if score else 0
        if piece.is_new:
            return worth
        if piece.day_id is None:
            return worth + WAITS
        stays = piece.day_id == frame.id and self.options.keep is not Keep.NOTHING
        return worth + (STAY if stays else STANDS)

    # -- sites, days, pins ----------------------------------------------------------------

    def _site(self, piece: Piece, barred: Mapping[tuple[str, str], Bar]) -> Site:
        worths = {f.id: self._worth(piece, f) for f in self.frames}
        best = max(worths.values())
        found = tuple(
            window
            for f in self.frames
            if piece.may_be_on(f.id) and (piece.key, f.id) not in barred
            for window in self._windows(piece, f)
        )
        return Site(
            piece.key,
            piece.key,
            piece.minutes,
            best,
            found,
            piece.main.title,
            {day: worth for day, worth in worths.items() if worth != best},
        )

    def _windows(self, piece: Piece, frame: Frame) -> Iterator[Window]:
        """When a piece may take place; what needs no open door may lie outside the hours."""
        hours = windows(self.programme, piece.site_id or "", frame.date)
        needy = [n for n, a in enumerate(piece.activities) if a.kind in NEEDS_OPEN]
        free = hours is None or not needy or piece.key in self.open_to_all
        if free or piece.hold is Hold.TIME:
            yield Window(0, ALL_DAY, (frame.id,))
            return
        before = sum(a.minutes for a in piece.activities[: needy[0]])
        after = sum(a.minutes for a in piece.activities[needy[-1] + 1 :])
        for span in hours or ():
            first = max(frame.minute(span.begin) - before, 0)
            last = min(frame.minute(span.end) + after, ALL_DAY)
            yield Window(first, last, (frame.id,))

    def _day(self, frame: Frame, pieces: list[Piece]) -> Day:
        most = self.options.max_visits
        held = [p for p in pieces if p.held and p.day_id == frame.id]
        if most is not None:
            foreign = sum(p.foreign for p in held)
            most = max(most + foreign, len(held))
        return Day(
            frame.id,
            f"start:{frame.id}",
            f"end:{frame.id}",
            frame.minute(frame.bounds.begin),
            frame.minute(frame.bounds.end),
            most,
            lunch_of(frame),
            DAILY_DRIVING_MINUTES,
            (DRIVING_BEFORE_BREAK_MINUTES, BREAK_MINUTES),
        )

    def _pin(self, piece: Piece) -> Pin:
        if piece.hold is Hold.DAY or piece.begin is None or piece.day_id is None:
            return Pin(piece.key, piece.day_id)
        frame = next(f for f in self.frames if f.id == piece.day_id)
        return Pin(piece.key, piece.day_id, frame.minute(piece.begin))

    def _limits(self, pieces: list[Piece]) -> Iterator[Limit]:
        days = {f.id for f in self.frames}
        for kind, most in sorted(self.options.max_kind_trip.items()):
            use = {p.key: 1 for p in pieces if self._is_kind(p, kind)}
            held = sum(p.held for p in pieces if p.key in use)
            yield Limit(f"trip:{kind}", "trip", max(most, held), use)
        for kind, most in sorted(self.options.max_kind_day.items()):
            use = {p.key: 1 for p in pieces if self._is_kind(p, kind)}
            held = max(sum(p.held and p.day_id == d for p in pieces if p.key in use) for d in days)
            yield Limit(f"day:{kind}", "day", max(most, held), use)

    def _is_kind(self, piece: Piece, kind: str) -> bool:
        site = self.programme.sites.get(piece.site_id or "")
        return site is not None and site.kind == kind and not piece.foreign

    def _orders(self, wanted: set[str]) -> Iterator[tuple[str, str]]:
        """Pairs of pieces whose order is pinned; equal positions pin nothing."""
        for frame in self.frames:
            pinned = [
                (a.position, p.key) for p in frame.pieces for a in p.activities if a.pin_order
            ]
            for (first, a), (second, b) in pairwise(sorted(pinned, key=lambda pair: pair[0])):
                if first < second and a != b and {a, b} <= wanted:
                    yield a, b


def lunch_of(frame: Frame) -> Lunch | None:
    plan = frame.lunch
    if plan is None:
        return None
    at = (f"meal:{plan.site_id}",) if plan.site_id else "stop"
    return Lunch(plan.earliest, plan.latest, plan.minutes, True, at)  # type: ignore[arg-type]
